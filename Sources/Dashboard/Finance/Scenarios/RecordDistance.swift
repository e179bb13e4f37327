package import Model

/// How far a number of a scenario is from what the record has in its place.
package struct RecordDistance: Sendable {
  /// The last four quarters, or the market; in the scenario's unit where both are amounts.
  package let record: Reading
  /// The scenario's number over the record's; of percentages the difference in points.
  package let ratio: Reading
  /// What it takes a year until the scenario's year, per cent; not applicable where that is less than a year off or one of them is
  /// not above 0.
  package let growth: Reading

  package init(of figure: Figure, from record: Reading) {
    self.record = record
    if figure.unit == .percent {
      ratio = Growth.difference(from: record, to: .known(figure))
      growth = .absent(.notApplicable)
      return
    }
    ratio = RecordDrivers.derived(.known(figure), record, .times, Phrase("scenario ÷ record", "시나리오 ÷ 실적")) {
      $1 > 0 ? $0 / $1 : .nan
    }
    // Over months it would be a number of no use.
    let isNear = record.figure.map { figure.period.endDay - $0.period.endDay < 365 } ?? false
    growth = isNear ? .absent(.notApplicable) : Growth.compoundAnnualRate(from: record, to: .known(figure))
  }

  /// What the record has in the place of an entry; amounts in dollars.
  ///
  /// Profit by segment is not reported: gross profit by line is the nearest.
  package static func record(of key: ScenarioKey, _ record: RecordDrivers, _ s: Snapshot) -> Reading {
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

  /// The distance of an entry; amounts are compared in dollars at the scenario's rate.
  package init(of entry: ScenarioEntry, in value: ScenarioValue, _ record: RecordDrivers, _ s: Snapshot) {
    let amount: Reading
    switch entry.key {
    case .profit, .marketValue, .marketValueKRW: amount = ScenarioValue.inDollars(entry.figure, value.rate)
    default: amount = .known(entry.figure)
    }
    // Won without any exchange rate.
    let figure = amount.figure ?? entry.figure
    // Services and other are one line of the record, which can stand beside one line of the scenario.
    let isTaken = entry.key == .profit("other") && value.scenario[.profit("services")] != nil
    let counterpart: Reading = isTaken ? .absent(.notApplicable) : RecordDistance.record(of: entry.key, record, s)
    self.init(of: figure, from: amount.figure == nil ? .absent(.notInRecord) : counterpart)
  }
}
