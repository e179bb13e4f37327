package import Model

/// How an estimate was made, for the record of how right it would have been.
package enum EPSMethod: String, Sendable, CaseIterable {
  /// Everything as in the quarter before.
  case carried
  /// The same, with the deliveries that were published before the results.
  case published

  /// What it sets for every quarter.
  package var assumptions: [EPSAssumption] { self == .carried ? [] : [EPSMethod.published(.units)] }

  /// What it sets for a quarter: storage too, where that came with the deliveries.
  package func assumptions(for target: Period, _ s: Snapshot) -> [EPSAssumption] {
    self == .carried || !EPSEstimate.isPublished(.storage, target, s)
      ? assumptions : assumptions + [EPSMethod.published(.storage)]
  }

  private static func published(_ driver: EPSDriver) -> EPSAssumption {
    EPSAssumption(driver, .published, .stated(reason: Phrase("published", "공개된 값")))
  }
}

/// An estimate held against what was reported.
package struct EPSJudged: Sendable {
  /// The quarter that was estimated.
  package let target: Period
  /// Non-GAAP, USD a share, on the share basis of the snapshot.
  package let estimate: Double
  /// As first reported, non-GAAP, on the share basis of the snapshot.
  package let reported: Figure

  /// Above 0: the estimate was too high.
  package var error: Double { estimate - reported.value }
}

/// The estimates of a method for all quarters that have been reported, each made the moment before the results with what was known then.
package struct EPSTrackRecord: Sendable {
  /// Oldest first.
  package let entries: [EPSJudged]

  /// A record of given estimates, oldest first.
  package init(_ entries: [EPSJudged]) { self.entries = entries }

  /// The record of a method over all quarters reported at the snapshot's moment.
  package init(_ method: EPSMethod, _ s: Snapshot) {
    entries = s.quarters(.epsNonGAAP).compactMap { quarter, _ in
      EPSTrackRecord.judge(quarter, base: quarter.advanced(by: -1), method.assumptions, madeAt: nil, s)
    }
  }

  /// Holds an estimate made at an instant, by default the last one before the results, against the results as first reported.
  ///
  /// nil where there was no such estimate, where there are no results, and where it was made after them.
  package static func judge(
    _ target: Period, base: Period, _ assumptions: [EPSAssumption], madeAt instant: Instant?, _ s: Snapshot
  ) -> EPSJudged? {
    guard let release = s.earnings.first(where: { $0.quarter == target })?.release,
      instant.map({ $0 < release }) ?? true, case .known(let first) = s.reading(.epsNonGAAP, target, at: release),
      let estimate = estimate(target, base: base, assumptions, madeAt: instant ?? Instant(seconds: release.seconds - 1), s)
    else { return nil }
    // What was reported before a split is put on the share basis of the snapshot.
    var reported = first
    reported.value *= basis(target, at: release, s)
    return EPSJudged(target: target, estimate: estimate, reported: reported)
  }

  /// Non-GAAP earnings per share of an estimate with what was known at an instant, on the share basis of the snapshot.
  package static func estimate(
    _ target: Period, base: Period, _ assumptions: [EPSAssumption], madeAt instant: Instant, _ s: Snapshot
  ) -> Double? {
    guard let quarter = try? EPSQuarter(base, at: instant, s),
      let estimate = try? EPSEstimate(base: quarter, target: target, assumptions: assumptions, at: instant, s)
    else { return nil }
    return estimate.statement.epsNonGAAP * basis(base, at: instant, s)
  }

  /// What earnings per share of an instant are multiplied by to be on the share basis of the snapshot: one over the number of
  /// shares that one share has become.
  static func basis(_ quarter: Period, at instant: Instant, _ s: Snapshot) -> Double {
    guard let then = s.reading(.dilutedShares, quarter, at: instant).value, let now = s.reading(.dilutedShares, quarter).value,
      now > 0
    else { return 1 }
    return then / now
  }

  /// USD a share; nil without entries.
  package var meanAbsoluteError: Double? { mean { abs($0.error) } }
  /// Mean error, USD a share: above 0 the estimates were too high.
  package var bias: Double? { mean(\.error) }

  private func mean(_ value: (EPSJudged) -> Double) -> Double? {
    entries.isEmpty ? nil : entries.reduce(0) { $0 + value($1) } / Double(entries.count)
  }
}
