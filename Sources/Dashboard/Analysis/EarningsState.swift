package import Model

/// What a snapshot says of earnings per share, quarter by quarter.
package struct EarningsState {
  /// The reported quarters, newest first.
  package let reported: [Period]
  /// The quarters that can be estimated, newest first: from the second reported one to the one after the newest whose deliveries are known.
  package let targets: [Period]
  /// The quarter that everybody waits for, or has just seen: the one whose deliveries were published last; nil where none can be estimated.
  package let usualTarget: Period?
  /// All claims about earnings.
  package let claims: [Claim]
  private let claimed: [Period: [Claim]]
  private let snapshot: Snapshot

  init(_ s: Snapshot) {
    snapshot = s
    let reported = Array(s.quarters(.epsNonGAAP).map(\.period).reversed())
    self.reported = reported
    let delivered = s.latestQuarter(.deliveries)
    var targets: [Period] = []
    if let oldest = reported.last, let newest = reported.first {
      var quarter = max(newest, delivered ?? newest).advanced(by: 1)
      while quarter > oldest {
        targets.append(quarter)
        quarter = quarter.advanced(by: -1)
      }
    }
    self.targets = targets
    usualTarget = delivered.flatMap { targets.contains($0) ? $0 : nil } ?? targets.first
    claims = s.claims.filter { $0.topic == "eps" }
    claimed = claims.reduce(into: [:]) { claimed, claim in
      guard claim.figure?.unit == .usdPerShare, let quarter = Self.quarter(of: claim) else { return }
      claimed[quarter, default: []].append(claim)
    }
  }

  /// The quarter that a claim is about: the last one that had ended when it falls due.
  package static func quarter(of claim: Claim) -> Period? {
    if case .period(let period) = claim.test?.span, case .quarter = period { return period }
    return claim.due.map { Period.quarter(of: $0).advanced(by: -1) }
  }

  /// What was claimed about a quarter's earnings per share.
  package func claims(of quarter: Period) -> [Claim] { claimed[quarter] ?? [] }

  /// What analysts expected of a quarter, oldest first, also on bases that are not the company's.
  package func consensus(of quarter: Period) -> [ConsensusFigure] {
    snapshot.consensus.filter { $0.period == quarter && $0.figure.unit == .usdPerShare }
  }

  /// The first print of a quarter's earnings per share and its newest version, where it was restated.
  package func recast(_ metric: Metric, _ quarter: Period) -> (first: Double, newest: Figure)? {
    guard snapshot.isRecast(metric, quarter), let first = snapshot.firstPrint(metric, quarter).value,
      case .known(let newest) = snapshot.reading(metric, quarter)
    else { return nil }
    return (first, newest)
  }

  /// The day on which a quarter's results came out, or were to come out; nil where that is not known.
  package func day(of quarter: Period) -> EarningsDay? { snapshot.earnings.first { $0.quarter == quarter } }
}
