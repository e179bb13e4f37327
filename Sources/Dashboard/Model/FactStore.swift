/// The facts of one kind, as a book handles them without knowing the kind.
protocol FactList: AnyObject, Sendable {
  /// The moments of all of them.
  var moments: [Instant] { get }
  /// Those that were known at an instant, as they stood, on the share basis of that instant.
  func seen(asOf: Instant, _ splits: [Split]) -> any FactList
  /// The same as they are kept in a book that ends at the instant and does not know the later splits.
  func known(at instant: Instant, _ splits: [Split]) -> any FactList
  /// The same facts in the order of their kind.
  func sorted() -> any FactList
}

/// The facts of a kind.
final class FactsOf<Fact: Known>: FactList {
  let all: [Fact]

  init(_ all: [Fact]) { self.all = all }

  var moments: [Instant] { all.flatMap(\.moments) }

  func seen(asOf: Instant, _ splits: [Split]) -> any FactList {
    FactsOf(all.compactMap { $0.seen(asOf: asOf)?.onShareBasis(of: asOf, splits) })
  }

  func known(at instant: Instant, _ splits: [Split]) -> any FactList {
    FactsOf(
      all.compactMap { fact in
        let seen = fact.seen(asOf: instant)
        // What is there at all times is on the basis after all splits that the book knows.
        return fact.knownAt == .distantPast ? seen?.onShareBasis(of: instant, splits) : seen
      })
  }

  func sorted() -> any FactList {
    // Sorting is stable: equals stay in the order of the file.
    Fact.order.map { FactsOf(all.sorted(by: $0)) } ?? self
  }
}

/// Facts by kind.
///
/// A kind needs no entry anywhere: its list is there from its first fact on.
struct FactStore: Sendable {
  private var kinds: [ObjectIdentifier] = []
  private(set) var lists: [any FactList] = []

  /// The position of a kind; nil where there is no fact of it.
  ///
  /// There are so few that looking through them is the fastest.
  func place(of kind: (some Known).Type) -> Int? { kinds.firstIndex(of: ObjectIdentifier(kind)) }

  /// The facts of a kind in a list that is known to be of it, from its position.
  static func facts<Fact: Known>(_ list: any FactList) -> [Fact] { unsafeDowncast(list, to: FactsOf<Fact>.self).all }

  /// The facts of a kind, in order.
  subscript<Fact: Known>(kind: Fact.Type) -> [Fact] {
    get { place(of: kind).map { Self.facts(lists[$0]) } ?? [] }
    _modify {
      let place = place(of: kind) ?? kinds.count
      if place == kinds.count {
        kinds.append(ObjectIdentifier(kind))
        lists.append(FactsOf<Fact>([]))
      }
      var facts: [Fact] = Self.facts(lists[place])
      // So that the list is changed in place and not copied.
      lists[place] = FactsOf<Fact>([])
      defer { lists[place] = FactsOf(facts) }
      yield &facts
    }
  }

  /// A store with the same kinds, each list changed.
  func map(_ change: (any FactList) -> any FactList) -> FactStore {
    var changed = self
    changed.lists = lists.map(change)
    return changed
  }
}
