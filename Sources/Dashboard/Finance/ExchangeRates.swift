package import Model

/// The exchange rates known at a moment, KRW per USD: each amount is converted at the rate of its own day or period.
///
/// An amount of a day, such as a price or a market value, is converted at the newest rate known at the end of that day. An
/// amount that accrues over a quarter or a year, such as earnings or earnings per share, is converted at the mean of the daily
/// rates of that period as far as they are known. What somebody states or assumes about the future is converted at the newest
/// rate. No rate is later than the moment.
package struct ExchangeRates: Sendable {
  /// The age in days from which on a rate is called old: more than a long weekend with a holiday.
  package static let oldAfter = 5
  /// How many days a period may begin before the first rate and still have a mean.
  private static let longestLead = 7

  /// What an amount from before the first rate is in won.
  package static let beforeTheFirst = Absence.notInRecord

  private let snapshot: Snapshot
  private let days: ContiguousArray<Day>
  private let values: ContiguousArray<Double>
  private let count: Int

  /// Those that a snapshot knows.
  package init(_ s: Snapshot) {
    snapshot = s
    (days, values, count) = s.dailyValues(.usdKRW)
  }

  /// The newest rate known.
  package var newest: Reading { snapshot.exchangeRate }

  /// How many days the newest rate is older than the moment; nil without one.
  package var age: Int? { newest.figure.map { snapshot.asOf.newYorkDay - $0.period.endDay } }

  /// The rate that an amount is converted at: of one day, or the mean of several; absent before the first one.
  package func rate(for figure: Figure) -> Reading {
    guard let span = span(figure), let last = day(span.upperBound - 1) else { return .absent(ExchangeRates.beforeTheFirst) }
    if let rate = ofItsParts(figure) {
      let rule = Phrase("each quarter at the mean of its daily rates", "분기마다 그 분기 일별 환율의 평균")
      return .known(Figure(rate, .krwPerUSD, figure.period, .market, .derived(rule: rule, inputs: [last])))
    }
    guard span.count > 1, let first = day(span.lowerBound) else { return .known(last) }
    let (from, to) = (days[span.lowerBound].iso, days[span.upperBound - 1].iso)
    let rule = Phrase("mean of \(span.count) daily rates, \(from) to \(to)", "일별 환율 \(span.count)개의 평균, \(from)~\(to)")
    return .known(Figure(mean(span), .krwPerUSD, figure.period, .market, .derived(rule: rule, inputs: [first, last])))
  }

  /// The same as a number.
  package func value(for figure: Figure) -> Double? { ofItsParts(figure) ?? span(figure).map { mean($0) } }

  /// The rate at which an amount equals its parts in won, each at its own rate: for a sum of quarters, a difference of two such
  /// amounts, or such an amount per unit of something; nil for anything else.
  ///
  /// So lines that add up in dollars add up in won.
  private func ofItsParts(_ figure: Figure) -> Double? {
    if case .day = figure.period { return nil }
    guard case .derived(_, let inputs) = figure.provenance, figure.value != 0, figure.basis != .market else { return nil }
    let amounts = inputs.filter { ExchangeRates.won($0.unit) != nil }
    if inputs.count > 1, amounts.count == 1 { return ofItsParts(amounts[0]) }
    guard amounts.count > 1, amounts.count == inputs.count, amounts.allSatisfy({ $0.unit == figure.unit }) else { return nil }
    func combined(_ sign: Double) -> Double? {
      var (dollars, won) = (0.0, 0.0)
      for (i, amount) in amounts.enumerated() {
        guard let rate = value(for: amount) else { return nil }
        let value = i == 0 ? amount.value : sign * amount.value
        dollars += value
        won += value * rate
      }
      let slack = 1e-9 * amounts.reduce(0) { $0 + abs($1.value) }
      return abs(dollars - figure.value) <= slack && abs(dollars) > slack ? won / dollars : nil
    }
    return combined(1) ?? (amounts.count == 2 ? combined(-1) : nil)
  }

  /// An amount of dollars in won, at its own rate or at one that is given, with the rate among its inputs.
  ///
  /// Not applicable to what is not an amount of dollars.
  package func inWon(_ figure: Figure, at fixed: Figure? = nil) -> Reading {
    guard let (unit, factor) = ExchangeRates.won(figure.unit) else { return .absent(.notApplicable) }
    return (fixed.map { .known($0) } ?? rate(for: figure)).combined(with: .known(figure)) { rate, amount in
      .known(
        Figure(
          amount.value * factor * rate.value, unit, amount.period, amount.basis,
          .derived(rule: Phrase("amount × KRW per USD", "금액 × 원/달러 환율"), inputs: [amount, rate])))
    }
  }

  /// The unit in won for an amount in dollars, and the factor between the two at a rate of one; nil for any other unit.
  package static func won(_ unit: Unit) -> (unit: Unit, factor: Double)? {
    switch unit {
    case .usd: return (.krw, 1)
    case .usdPerShare: return (.krwPerShare, 1)
    case .usdPerKilowattHour: return (.krwPerKilowattHour, 1)
    case .usdPerMonth: return (.krwPerMonth, 1)
    case .millionUSD: return (.trillionKRW, 1e-6)
    case .billionUSD: return (.trillionKRW, 1e-3)
    case .trillionUSD: return (.trillionKRW, 1)
    default: return nil
    }
  }

  /// Whether a unit is one of won.
  package static func isWon(_ unit: Unit) -> Bool {
    switch unit {
    case .krw, .krwPerShare, .krwPerKilowattHour, .krwPerMonth, .trillionKRW: return true
    default: return false
    }
  }

  /// Which of the known rates an amount is converted at.
  private func span(_ figure: Figure) -> Range<Int>? {
    let (period, end) = (figure.period, figure.period.endDay)
    if case .day = period { return upTo(end) }
    if end > snapshot.asOf.newYorkDay, !figure.provenance.isOfRecord { return upTo(end) }
    if figure.basis == .market { return upTo(end) }
    guard count > 0, days[0] - period.startDay <= ExchangeRates.longestLead else { return nil }
    let span = index(after: period.startDay - 1)..<max(index(after: period.startDay - 1), index(after: end))
    // A period that has no rate yet.
    return span.isEmpty ? upTo(end) : span
  }

  /// The newest rate of a day or before it.
  private func upTo(_ day: Day) -> Range<Int>? {
    let past = index(after: day)
    return past > 0 ? past - 1..<past : nil
  }

  /// How many of the known rates are of a day or before it.
  private func index(after day: Day) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if days[middle] <= day { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func day(_ i: Int) -> Figure? { snapshot.exchangeRate(at: Instant(endOf: days[i])).figure }

  private func mean(_ span: Range<Int>) -> Double { values[span].reduce(0, +) / Double(span.count) }
}

extension Figure {
  /// The exchange rate that went into the figure; nil where none did.
  package var rateUsed: Figure? {
    guard unit != .krwPerUSD, case .derived(_, let inputs) = provenance else { return nil }
    for input in inputs { if let rate = input.unit == .krwPerUSD ? input : input.rateUsed { return rate } }
    return nil
  }

  /// The day of an exchange rate; for a mean, that of the last rate in it.
  package var rateDay: Day? {
    switch provenance {
    case .derived(_, let inputs): return inputs.last?.rateDay
    default: return unit == .krwPerUSD ? period.endDay : nil
    }
  }
}

extension Provenance {
  /// Whether it is a fact on record and not somebody's claim or assumption.
  package var isOfRecord: Bool {
    switch self {
    case .reported, .consensus: return true
    case .claimed, .assumed: return false
    case .derived(_, let inputs): return inputs.allSatisfy(\.provenance.isOfRecord)
    }
  }
}
