package import Model

/// An estimate that the user has given a name.
package struct SavedEstimate: Equatable, Sendable {
  package var name: String
  package var base: Period
  package var target: Period
  /// The preset that it began as; settings that are still the preset's keep whose they are.
  package var preset: String?
  package var assumptions: [EPSAssumption]
  /// The moment whose figures it was made from.
  package var madeAt: Instant

  package init(
    name: String, base: Period, target: Period, preset: String?, assumptions: [EPSAssumption], madeAt: Instant
  ) {
    self.name = name
    self.base = base
    self.target = target
    self.preset = preset
    self.assumptions = assumptions
    self.madeAt = madeAt
  }

  /// What it sets, on the share basis of a snapshot: a number of shares changes with a split since it was made.
  package func assumptions(_ s: Snapshot) -> [EPSAssumption] {
    let factor = EPSRecord.basis(base, at: madeAt, s)
    guard factor != 1 else { return assumptions }
    return assumptions.map { a in
      guard a.driver == .dilutedShares else { return a }
      var a = a
      switch a.setting {
      case .value(let value): a.setting = .value(value / factor)
      case .change(let change): a.setting = .change(change / factor)
      case .relative, .published: break
      }
      return a
    }
  }

  /// The longest name, in bytes of UTF-8: it becomes the name of a file.
  package static let longestName = 80

  /// Whether a name can be that of a file: letters, digits, blanks, `-`, `_`, `.` and Hangul, and not hidden.
  package static func isName(_ name: String) -> Bool {
    let scalars = name.unicodeScalars
    guard let first = scalars.first, let last = scalars.last, name.utf8.count <= longestName else { return false }
    guard first != ".", first != " ", last != " ", first != "-" else { return false }
    return scalars.allSatisfy { c in
      switch c {
      case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".", " ": return true
      // Syllables and jamo.
      case "\u{ac00}"..."\u{d7a3}", "\u{3131}"..."\u{318e}": return true
      default: return false
      }
    }
  }
}
