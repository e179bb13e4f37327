package import Model

/// How far a number of a scenario is from what the record has in its place.
package struct TrailingGap: Sendable {
  /// The last four quarters, or the market; in the scenario's unit where both are amounts.
  package let record: Reading
  /// The scenario's number over the record's; of percentages the difference in points.
  package let ratio: Reading
  /// The growth a year that it takes until the scenario's year, per cent; not applicable where that is less than a year off or
  /// one of them is not above 0.
  package let growth: Reading

  /// The distance of two figures in one unit; absent where the record is.
  package init(of figure: Figure, from record: Reading) {
    self.record = record
    if figure.unit == .percent {
      ratio = Growth.difference(from: record, to: .known(figure))
      growth = .absent(.notApplicable)
      return
    }
    ratio = TrailingDrivers.derived(.known(figure), record, .times, Phrase("scenario ÷ record", "시나리오 ÷ 실적")) {
      $1 > 0 ? $0 / $1 : .nan
    }
    // Over a few months the number would be useless.
    let isNear = record.figure.map { figure.period.endDay - $0.period.endDay < 365 } ?? false
    growth = isNear ? .absent(.notApplicable) : Growth.compoundAnnualRate(from: record, to: .known(figure))
  }

  /// The distance of the two numbers as they are shown: amounts in won, each at a rate of its own, are as far apart as they read.
  package func shown(_ figure: Figure, _ record: Reading) -> TrailingGap {
    guard record.figure?.unit == figure.unit, ExchangeRates.isWon(figure.unit) else { return self }
    return TrailingGap(of: figure, from: record)
  }

  /// What the record has in the place of an entry; amounts in dollars.
  ///
  /// Profit by segment is not reported: gross profit by line is the nearest.
  package static func record(of key: ScenarioKey, _ record: TrailingDrivers, _ s: Snapshot) -> Reading {
    switch key {
    case .profit("cars"): return record.cars
    case .profit("energy"): return record.energy
    case .profit("services"), .profit("other"): return record.services
    case .profit("fsd"): return .absent(record.quarter == nil ? .notInRecord : .notDisclosed)
    case .profit: return .absent(.notApplicable)
    case .driver(let driver): return record[driver]
    case .rate: return s.exchangeRate
    case .marketValue, .marketValueKRW: return Valuation.marketValue(s)
    case .price: return Valuation.quote(s)
    case .times: return .absent(.notApplicable)
    }
  }

  /// What a stated market value came to over that of the day on which the scenario was made; won at the rate of that day.
  private static func times(_ scenario: Scenario, _ s: Snapshot) -> Reading {
    guard let stated = scenario[.marketValue] ?? scenario[.marketValueKRW] else { return .absent(.notApplicable) }
    let rate = scenario.stated(.rate).map { .known($0) } ?? s.exchangeRate(at: scenario.knownAt)
    return TrailingDrivers.derived(
      ScenarioValue.inDollars(stated, rate), Valuation.marketValue(on: scenario.knownAt.newYorkDay, s), .times,
      Phrase("market value ÷ that of the day it was made", "시가총액 ÷ 제시한 날의 시가총액")
    ) { $0 / $1 }
  }

  /// The distance of an entry; amounts are compared in dollars at the scenario's rate.
  package init(of entry: ScenarioEntry, in value: ScenarioValue, _ record: TrailingDrivers, _ s: Snapshot) {
    let amount: Reading
    switch entry.key {
    case .profit, .marketValue, .marketValueKRW: amount = ScenarioValue.inDollars(entry.figure, value.rate)
    default: amount = .known(entry.figure)
    }
    // Won without any exchange rate.
    let figure = amount.figure ?? entry.figure
    let counterpart: Reading
    switch entry.key {
    // Services and other are one line of the record, which can stand beside one line of the scenario.
    case .profit("other") where value.scenario[.profit("services")] != nil: counterpart = .absent(.notApplicable)
    // Shares that the moment has lent are held against what they are, and not against those of another basis.
    case .driver(.shares) where value.scenario.lent.contains(entry.key): counterpart = Valuation.shares(s)
    case .times: counterpart = TrailingGap.times(value.scenario, s)
    default: counterpart = TrailingGap.record(of: entry.key, record, s)
    }
    self.init(of: figure, from: amount.figure == nil ? .absent(.notInRecord) : counterpart)
  }
}
