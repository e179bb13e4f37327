import Model

/// The values of a claim's metric on days of trading.
///
/// A value is a price times something that changes now and then: the number of shares, one over the earnings of four quarters, the
/// exchange rate. It is what could be known at the close of its day, on the share basis of the moment at which the claim was made.
final class DailyMetric {
  /// What the values depend on, besides the snapshot.
  struct Key: Hashable {
    var metric: ClaimMetric
    var unit: Unit
    var days: ClosedRange<Day>
    /// Where a split lies between it and the snapshot.
    var made: Instant?

    init(_ test: ClaimTest, made: Instant, _ days: ClosedRange<Day>, _ s: Snapshot) {
      metric = test.metric
      unit = test.unit
      self.days = days
      self.made = MetricValues.splitFactor(test.metric, from: made, to: s.asOf, s) == 1 ? nil : made
    }
  }

  /// What a price is multiplied by from a day on.
  private struct Step {
    var from: Day
    /// Nil where there is none: not known, or earnings that were a loss.
    var factor: Double?
    var input: Figure?

    /// Whether there is no value because there can be none, and not because something is unknown.
    var isLoss: Bool { factor == nil && input != nil }
  }

  private let metric: ClaimMetric
  /// The unit of the metric's values, before a target is divided by them.
  private let unit: Unit
  private let target: Figure?
  private let snapshot: Snapshot
  private let made: Instant
  private let steps: [Step]
  private let splits: Double
  private let rates: (days: ContiguousArray<Day>, values: ContiguousArray<Double>, count: Int)?
  private let range: ClosedRange<Day>
  /// Whether several claims ask for them, so that it pays to work out all of them.
  var isShared = false
  private lazy var table = Table(self)

  /// The values of the days from one to another.
  init(_ test: ClaimTest, made: Instant, _ days: ClosedRange<Day>, _ s: Snapshot) {
    metric = test.metric
    range = days
    unit = test.target?.unit ?? test.unit
    target = test.target
    snapshot = s
    self.made = made
    splits = MetricValues.splitFactor(test.metric, from: made, to: s.asOf, s)
    rates = unit == .trillionKRW ? s.dailyValues(.usdKRW) : nil
    switch test.metric.measure {
    case .marketValue: steps = Self.shareSteps(days, s)
    case .priceEarnings(let line): steps = Self.earningsSteps(line, days, s)
    default: steps = [Step(from: Instant.distantPast.newYorkDay, factor: 1)]
    }
  }

  /// The first day whose close comes at or after an instant.
  private static func day(atOrAfter instant: Instant) -> Day {
    let day = instant.newYorkDay
    return (Sessions.session(on: day)?.close ?? Instant(endOf: day)) >= instant ? day : day + 1
  }

  private static func shareSteps(_ days: ClosedRange<Day>, _ s: Snapshot) -> [Step] {
    Valuation.shareSteps(from: Instant(days.lowerBound, 0, 0), to: Instant(endOf: days.upperBound), s).map {
      Step(from: day(atOrAfter: $0.from), factor: $0.shares?.value, input: $0.shares)
    }
  }

  private static func earningsSteps(_ line: Metric, _ days: ClosedRange<Day>, _ s: Snapshot) -> [Step] {
    // The quarter reported last before the first day ended at most a few months before it.
    let near = s.quarters(line).map(\.period).filter { days.lowerBound - $0.endDay < 300 && $0.endDay < days.upperBound }
    let quarters = near.compactMap { quarter in s.firstKnown(line, quarter).map { (quarter, $0) } }
    return quarters.map { quarter, instant in
      var sum = Growth.trailingFourQuarters(line, endingWith: quarter, at: instant, s).figure
      // Prices are on the share basis of the snapshot.
      sum?.value /= s.splits.reduce(1.0) { $1.effective > instant ? $0 * $1.ratio : $0 }
      let factor = sum.flatMap { $0.value > 0 ? 1 / $0.value : nil }
      return Step(from: day(atOrAfter: instant), factor: factor, input: sum)
    }
  }

  /// What a scan of days has found: positions among the prices.
  struct Scan {
    /// The first day that fulfils the bounds.
    var first: Int?
    /// The day that came nearest so far: of the highest value, or of the lowest where the bounds have only an upper end.
    var best: Int?
    var newest: Int?
    /// Whether a session lacks its price, so that nothing can be said about all of them.
    var hasGap = false
    /// The same where the price is there and what it is multiplied by is not known.
    ///
    /// A P/E over a loss is no gap: there can be none.
    var lacksInput = false
  }

  /// Which days a scan looks for.
  enum Goal { case inside, outside }

  /// The values one after the other, made once for all claims that ask for the same days.
  private struct Table {
    /// The position of the first among the prices.
    let first: Int
    /// Not numbers where there are none.
    let values: ContiguousArray<Double>
    /// Whether the bounds decide what a day says, because it has a close and no high or low.
    let isUncertain: Bool
    /// The result of a scan that finds no day, by whether it looks for the lowest value.
    let ends: (highest: Scan, lowest: Scan)

    init(_ days: DailyMetric) {
      let prices = days.snapshot.prices
      first = (prices.index(onOrBefore: days.range.lowerBound - 1) ?? -1) + 1
      let last = prices.index(onOrBefore: days.range.upperBound) ?? -1
      var (values, walk, isUncertain): (ContiguousArray<Double>, Walk, Bool) = ([], Walk(), false)
      for i in first..<max(first, last + 1) {
        let bar = prices[i]
        values.append(days.value(bar, &walk) ?? .nan)
        if case .price(let metric) = days.metric.measure { isUncertain = isUncertain || days.price(bar)?.metric != metric }
      }
      self.values = values
      self.isUncertain = isUncertain
      ends = (days.walk(.atLeast(.infinity), .inside), days.walk(.atMost(-.infinity), .inside))
    }
  }

  /// Looks through the days, as far as they are known, for the first that fulfils the bounds or that breaks them; where there is one,
  /// nothing else need be told.
  func scan(_ bounds: ClaimBounds, for goal: Goal = .inside) -> Scan {
    guard isShared, !table.isUncertain else { return walk(bounds, goal) }
    // Values this far from an end need no closer look.
    let margin = max(abs(bounds.low ?? 0), abs(bounds.high ?? 0), 1) * 1e-6 + (bounds.decimals == nil ? 0 : 1)
    let (low, high) = (bounds.low ?? -.infinity, bounds.high ?? .infinity)
    let (first, values) = (table.first, table.values)
    for (i, value) in values.enumerated() {
      let isNear =
        goal == .inside
        ? value >= low - margin && value <= high + margin : !(value >= low + margin && value <= high - margin) && !value.isNaN
      if isNear, bounds.contains(value) == (goal == .inside) { return Scan(first: first + i) }
    }
    return bounds.low == nil ? table.ends.lowest : table.ends.highest
  }

  /// The same, day by day.
  private func walk(_ bounds: ClaimBounds, _ goal: Goal) -> Scan {
    var scan = Scan()
    let prices = snapshot.prices
    guard let last = prices.index(onOrBefore: range.upperBound) else { return Scan(hasGap: true) }
    var i = (prices.index(onOrBefore: range.lowerBound - 1) ?? -1) + 1
    var walk = Walk()
    var best = 0.0
    // The exchange is closed for four days in a row at most, so more than five between two closes is a gap in the record.
    var before = range.lowerBound - 1
    while i <= last {
      let bar = prices[i]
      if bar.day - before > 5 { scan.hasGap = true }
      before = bar.day
      if let value = value(bar, &walk) {
        scan.newest = i
        let isBetter = bounds.low == nil ? value < best : value > best
        if scan.best == nil || isBetter { (scan.best, best) = (i, value) }
        guard Self.isDecisive(metric, bar, value, bounds) else {
          scan.hasGap = true
          i += 1
          continue
        }
        if bounds.contains(value) == (goal == .inside) {
          scan.first = i
          return scan
        }
      } else if bar.close == nil {
        scan.hasGap = true
      } else if walk.step < 0 || !steps[walk.step].isLoss {
        scan.lacksInput = true
      }
      i += 1
    }
    if Sessions.lastClosed(at: Instant(endOf: range.upperBound)).day != before { scan.hasGap = true }
    return scan
  }

  /// How far a scan has come in the steps and in the exchange rates.
  private struct Walk {
    var step = -1
    var rate = -1
  }

  private func advance(_ walk: inout Walk, to day: Day) {
    while walk.step + 1 < steps.count, steps[walk.step + 1].from <= day { walk.step += 1 }
    guard let rates else { return }
    if walk.rate < 0 {
      // Where the scan begins: by halves.
      var (low, high) = (0, rates.count)
      while low < high {
        let middle = (low + high) / 2
        if rates.days[middle] <= day { low = middle + 1 } else { high = middle }
      }
      walk.rate = low - 1
    }
    // A day's amount is converted at that day's rate, as everywhere.
    while walk.rate + 1 < rates.count, rates.days[walk.rate + 1] <= day { walk.rate += 1 }
  }

  private func value(_ bar: PriceBar, _ walk: inout Walk) -> Double? {
    guard bar.close != nil, let price = price(bar)?.value else { return nil }
    advance(&walk, to: bar.day)
    guard walk.step >= 0, let factor = steps[walk.step].factor else { return nil }
    var value = price * factor * splits
    switch unit {
    case .billionUSD: value /= 1000
    case .trillionUSD: value /= 1_000_000
    case .trillionKRW:
      guard let rates, walk.rate >= 0 else { return nil }
      value *= rates.values[walk.rate] / 1_000_000
    default: break
    }
    return target.map { $0.value / value } ?? value
  }

  /// Whether a day has no value because the earnings were a loss.
  func isLoss(at i: Int) -> Bool {
    var walk = Walk()
    advance(&walk, to: snapshot.prices[i].day)
    return walk.step >= 0 && steps[walk.step].isLoss
  }

  /// Whether a value says on which side of the bounds the day was: of a day with nothing but a close the high was that or more, the low
  /// that or less.
  static func isDecisive(_ metric: ClaimMetric, _ bar: PriceBar, _ value: Double, _ bounds: ClaimBounds) -> Bool {
    switch metric.measure {
    case .price(.priceHigh) where bar.high == nil:
      return bounds.high == nil ? bounds.contains(value) : !ClaimBounds.atMost(bounds.high ?? value).contains(value)
    case .price(.priceLow) where bar.low == nil:
      return bounds.low == nil ? bounds.contains(value) : !ClaimBounds.atLeast(bounds.low ?? value).contains(value)
    default: return true
    }
  }

  /// The price that the metric means; of a day with nothing but a close that.
  private func price(_ bar: PriceBar) -> (value: Double, metric: Metric)? {
    switch metric.measure {
    case .price(.priceHigh): if let high = bar.high { return (high, .priceHigh) }
    case .price(.priceLow): if let low = bar.low { return (low, .priceLow) }
    default: break
    }
    return bar.close.map { ($0, .priceClose) }
  }

  /// The value of a day as a figure, in the unit of the test.
  func figure(at i: Int) -> Figure? {
    let figure = plainFigure(at: i)
    return target.map { ClaimUnits.multiple($0, of: figure) } ?? figure
  }

  private func plainFigure(at i: Int) -> Figure? {
    let bar = snapshot.prices[i]
    guard let (price, of) = price(bar) else { return nil }
    var walk = Walk()
    advance(&walk, to: bar.day)
    guard walk.step >= 0, steps[walk.step].factor != nil else { return nil }
    let quote = snapshot.prices.figure(price, of: of, at: i)
    let input = steps[walk.step].input
    switch metric.measure {
    case .marketValue:
      guard let input else { return nil }
      let amount = Figure(
        price * input.value, .millionUSD, quote.period, .market,
        .derived(rule: Self.valueRule(input), inputs: [quote, input]))
      guard var value = ClaimUnits.convert(amount, to: unit, snapshot).figure else { return nil }
      if unit == .trillionKRW, case .derived(let conversion, let inputs) = value.provenance {
        let rule = Self.valueRule(input)
        value.provenance = .derived(
          rule: Phrase("\(rule.en), \(conversion.en)", "\(rule.ko), \(conversion.ko)"), inputs: inputs)
      }
      return value
    case .priceEarnings:
      return input.flatMap { Valuation.priceEarnings(quote, $0).figure }
    default:
      guard splits != 1 else { return quote }
      return Figure(
        price * splits, .usd, quote.period, .market, .derived(rule: MetricValues.basisRule(made), inputs: [quote]))
    }
  }
}

extension DailyMetric {
  /// Which count of shares, of when, goes into a market value.
  fileprivate static func valueRule(_ shares: Figure) -> Phrase {
    let (of, basis) = (shares.period.label, ShareBasis.earned.name)
    return Phrase("close × shares of \(of) (\(basis.en))", "종가 × \(of) 기준 주식 수(\(basis.ko))")
  }
}

/// Figures in the unit of a claim.
enum ClaimUnits {
  /// An amount as a multiple of a figure in the same unit.
  static func multiple(_ target: Figure, of figure: Figure?) -> Figure? {
    guard let figure, figure.value > 0 else { return nil }
    var rule = Phrase("claimed ÷ on record", "주장 ÷ 기록")
    if case .derived(let own, _) = figure.provenance { rule = Phrase("claimed ÷ [\(own.en)]", "주장 ÷ [\(own.ko)]") }
    return Figure(
      target.value / figure.value, .times, figure.period, figure.basis, .derived(rule: rule, inputs: [target, figure]))
  }

  /// An amount in another unit; in won at the rate of its own day or quarters.
  static func convert(_ figure: Figure, to unit: Unit, _ s: Snapshot) -> Reading {
    guard figure.unit != unit else { return .known(figure) }
    var converted = figure
    converted.unit = unit
    switch (figure.unit, unit) {
    case (.millionUSD, .billionUSD): converted.value /= 1000
    case (.millionUSD, .trillionUSD): converted.value /= 1_000_000
    case (.millionUSD, .trillionKRW): return Valuation.inTrillionKRW(.known(figure), s)
    default: return .absent(.notApplicable)
    }
    return .known(converted)
  }
}
