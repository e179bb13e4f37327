package import Finance
package import Model

/// Deployments of energy storage at a moment, the capacity behind them, and what was claimed of them.
package struct StorageState {
  /// The quarters on record, oldest first.
  package let quarters: [StoragePeriod]
  /// The years on record, oldest first; the running one as far as its quarters are known.
  package let years: [StoragePeriod]
  /// What the plants can build, GWh a year.
  package let capacity: StorageCapacity
  /// The claims of deployments with the period that each is about, oldest period first.
  package let claims: [(claim: Claim, period: Period)]

  init(_ s: Snapshot) {
    let (capacity, claims, years) = (StorageCapacity(s), EnergyStorage.claims(s), EnergyStorage.years(s))
    (self.capacity, self.claims) = (capacity, claims)
    func claim(of period: Period) -> Claim? { claims.first { $0.period == period }?.claim }
    quarters = s.quarters(.storage).map { period, reading in
      StoragePeriod(quarter: period, reading, capacity, claim(of: period), s)
    }
    self.years = years.map { year in
      let before = years.first { $0.number == year.number - 1 }
      return StoragePeriod(year: year, before: before, capacity, claim(of: .year(year.number)), s)
    }
  }
}

/// A quarter or a year of the storage business, with what is derived from it.
package struct StoragePeriod {
  /// The quarter, or the calendar year.
  package let period: Period
  /// GWh.
  package let deployed: Reading
  /// How many quarters are in the figure of an incomplete year; nil for a whole period.
  package let quartersSoFar: Int?
  /// Change from the quarter before, percent; nil for a year.
  package let onQuarter: Reading?
  /// Change from the year before, percent; for an incomplete year from the same quarters of it.
  package let onYear: Reading
  /// The four quarters to its end, GWh; absent while its year is incomplete.
  package let trailing: Reading
  /// GWh a year, as designed, at its end or today.
  package let nameplate: Reading
  /// GWh a year, what was in operation: the average of four quarters, in an incomplete year today's.
  package let operating: Reading
  /// Four quarters of deployments as a share of what was in operation, percent.
  package let utilisation: Reading
  /// Revenue of energy generation and storage, USD million, and its gross margin, percent; of as many quarters as are known.
  package let revenue: Reading
  /// Percent of that revenue; absent in a year where revenue and cost are not known for the same number of quarters.
  package let grossMargin: Reading
  /// How many quarters are in the revenue of a year; nil for a quarter.
  package let quartersOfRevenue: Int?
  /// What was claimed of deployments in the period, of several the first on record; nil where nothing was.
  package let claim: Claim?

  fileprivate init(quarter: Period, _ reading: Reading, _ capacity: StorageCapacity, _ claim: Claim?, _ s: Snapshot) {
    period = quarter
    deployed = reading
    (quartersSoFar, quartersOfRevenue) = (nil, nil)
    onQuarter = Growth.change(from: s.reading(.storage, quarter.advanced(by: -1)), to: reading)
    onYear = Growth.change(from: s.reading(.storage, quarter.yearBefore), to: reading)
    trailing = Growth.trailingFourQuarters(.storage, endingWith: quarter, s)
    nameplate = capacity.nameplate(on: quarter.endDay)
    operating = capacity.mean(endingWith: quarter)
    utilisation = capacity.utilisation(endingWith: quarter, s)
    revenue = s.reading(.energyRevenue, quarter)
    grossMargin = Growth.grossMargin(revenue: revenue, cost: s.reading(.energyCost, quarter))
    self.claim = claim
  }

  fileprivate init(
    year: EnergyStorage.Year, before: EnergyStorage.Year?, _ capacity: StorageCapacity, _ claim: Claim?, _ s: Snapshot
  ) {
    let (number, isWhole) = (year.number, year.quartersSoFar == nil)
    period = .year(number)
    deployed = year.reading
    quartersSoFar = year.quartersSoFar
    onQuarter = nil
    if year.reading.figure == nil {
      onYear = year.reading
    } else if let quarters = year.quartersSoFar {
      let same = Growth.yearToDate(.storage, number - 1, limit: quarters, s)
      onYear = same.quarters == quarters ? Growth.change(from: same.reading, to: year.reading) : .absent(.notInRecord)
    } else {
      onYear = before.map { Growth.change(from: $0.reading, to: year.reading) } ?? .absent(.notInRecord)
    }
    let open = Reading.absent(s.absence(of: .storage, .year(number)))
    let today = min(Period.year(number).endDay, s.asOf.newYorkDay)
    trailing = isWhole ? year.reading : open
    nameplate = capacity.nameplate(on: today)
    operating = isWhole ? capacity.mean(endingWith: .quarter(year: number, 4)) : capacity.operating(on: today)
    utilisation = isWhole ? capacity.utilisation(of: year, s) : open
    let (revenue, cost) = (Growth.yearToDate(.energyRevenue, number, s), Growth.yearToDate(.energyCost, number, s))
    self.revenue = revenue.reading
    quartersOfRevenue = revenue.quarters
    grossMargin =
      revenue.quarters == cost.quarters
      ? Growth.grossMargin(revenue: revenue.reading, cost: cost.reading) : .absent(.notInRecord)
    self.claim = claim
  }

  /// Whether a year's figure is a sum and not reported as such.
  package var isSum: Bool {
    if case .year = period, case .derived = deployed.figure?.provenance { return true }
    return false
  }

  /// Whether the revenue is of a part of the year only.
  package var isRevenuePartial: Bool { quartersOfRevenue.map { (1..<4).contains($0) } ?? false }

  /// The claim less the report, GWh; not known while a year is incomplete.
  package var claimDifference: Reading {
    guard let figure = claim?.figure else { return .absent(.notApplicable) }
    return Growth.difference(from: quartersSoFar == nil ? deployed : .absent(.notKnownYet), to: .known(figure))
  }
}
