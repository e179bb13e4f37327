/// A closed list whose members have a name each: the word that files, the command line and JSON use for them.
///
/// The raw value is a member's position, from 0 on in the order of the cases, so that a table with an entry for each member is
/// an array. It is never written to a file: a case that is put in between changes it, and not the name.
package protocol Vocabulary: RawRepresentable<UInt8>, CaseIterable, Hashable, Sendable {
  /// The word for it in files, on the command line and in JSON; no two members share one.
  var name: String { get }
}

extension Vocabulary {
  /// The member of a name; nil where none has it.
  package init?(name: String) {
    guard let member = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = member
  }
}
