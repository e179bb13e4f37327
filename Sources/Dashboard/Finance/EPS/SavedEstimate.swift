package import Model

/// An estimate that the user has given a name.
package struct SavedEstimate: Equatable, Sendable {
  /// In normalization form C, whichever form the name of its file is in.
  package var name: String
  /// The reported quarter that it starts from.
  package var base: Period
  /// The quarter that it is of.
  package var target: Period
  /// The preset that it began as; settings that are still the preset's keep their author.
  package var preset: String?
  /// The saved estimate that it began as; only changes that were kept unsaved say so.
  package var began: String?
  /// At most one a driver; numbers of shares are on the basis of `madeAt`.
  package var assumptions: [EPSAssumption]
  /// The moment whose figures it was made from.
  package var madeAt: Instant

  /// An estimate under a name, which is composed here and checked nowhere.
  package init(
    name: String, base: Period, target: Period, preset: String?, began: String? = nil, assumptions: [EPSAssumption],
    madeAt: Instant
  ) {
    self.name = name.composed
    self.base = base
    self.target = target
    self.preset = preset
    self.began = began
    self.assumptions = assumptions
    self.madeAt = madeAt
  }

  /// What it sets, on the share basis of a snapshot: a number of shares changes with a split since it was made.
  package func assumptions(_ s: Snapshot) -> [EPSAssumption] {
    let factor = EPSTrackRecord.basis(base, at: madeAt, s)
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
}
