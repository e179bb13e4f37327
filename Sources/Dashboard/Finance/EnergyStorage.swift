package import Model

/// Energy storage: who builds it, what was deployed, and what was said of it.
package enum EnergyStorage {
  /// The plants that build storage products, and not cells or materials.
  package static func factories(_ s: Snapshot) -> [Factory] { s.factories.filter { $0.makes == .storage } }

  // MARK: what was said of deployments

  /// The claims that give deployments of a quarter or a year in GWh, with the period meant, oldest period first.
  ///
  /// The period is that of the claim's test. A claim without a test is about the year if it is due at the end of December, and
  /// about the quarter if it is due at the end of another one. What the whole world has installed is not the company's
  /// deployment.
  package static func claims(_ s: Snapshot) -> [(claim: Claim, period: Period)] {
    s.claims.compactMap { claim -> (claim: Claim, period: Period)? in
      if let test = claim.test {
        guard test.metric == ClaimMetric(.reported(.storage)), case .period(let period) = test.span else { return nil }
        return (claim, period)
      }
      guard claim.topic == "energy", claim.figure?.unit == .gigawattHours, claim.scope == .company, let due = claim.due else {
        return nil
      }
      let quarter = Period.quarter(of: due)
      guard quarter.endDay == due else { return nil }
      if case .quarter(let year, 4) = quarter { return (claim, .year(year)) }
      return (claim, quarter)
    }.sorted { $0.period < $1.period }
  }

  /// The claim of how much storage the world has installed, GWh.
  package static func worldClaim(_ s: Snapshot) -> Claim? {
    s.claims.first { $0.scope == .world && $0.figure?.unit == .gigawattHours }
  }

  // MARK: years

  /// A year's deployments: reported for the year, summed from its quarters, or as far as its quarters are known.
  package struct Year: Sendable {
    /// The calendar year.
    package var number: Int
    /// GWh deployed in it.
    package var reading: Reading
    /// How many quarters are in an incomplete year's figure; nil for a whole year.
    package var quartersSoFar: Int?

    /// Whether it was summed from quarters.
    package var isDerived: Bool {
      if case .derived = reading.figure?.provenance { return true }
      return false
    }
  }

  /// The years from the first to the last of which anything is on record.
  package static func years(_ s: Snapshot) -> [Year] {
    let series = s.series(.storage)
    guard let first = series.first?.period.endDay.year, let last = series.last?.period.endDay.year else { return [] }
    return (first...max(first, last)).map { number in
      let reported = s.reading(.storage, .year(number))
      if reported.figure != nil { return Year(number: number, reading: reported, quartersSoFar: nil) }
      let sum = Growth.yearToDate(.storage, number, s)
      guard sum.quarters > 0 else { return Year(number: number, reading: reported, quartersSoFar: nil) }
      return Year(number: number, reading: sum.reading, quartersSoFar: sum.quarters < 4 ? sum.quarters : nil)
    }
  }
}
