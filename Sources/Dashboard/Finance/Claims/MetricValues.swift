import Model

/// What the metrics of claims' tests were in quarters and years as of a snapshot, each worked out once: many claims ask for the same.
final class MetricValues {
  private struct Question: Hashable {
    var metric: ClaimMetric
    var period: Period
    var instant: Instant
  }

  let snapshot: Snapshot
  private var values: [Question: Reading] = [:]
  private var earlier: [Instant: Snapshot] = [:]
  private var series: [ClaimSeries.Key: ClaimSeries] = [:]
  private var days: [DailyMetric.Key: DailyMetric] = [:]
  /// How many series and ranges of days are kept; the number of readings is bounded by metrics times periods times moments.
  private static let most = 1000

  init(_ snapshot: Snapshot) { self.snapshot = snapshot }

  /// The values that a test made at a moment is held against, from its first period on.
  func series(_ test: ClaimTest, from first: Period, made: Instant) -> ClaimSeries {
    // Moments with no change between them count as one, except where the moment itself is named as a share basis.
    let made = test.metric.splitPower == 0 ? snapshot.lastChange(of: made) : made
    // A few claims of the facts have a target, and none of the user's.
    guard test.target == nil, series.count < Self.most else { return ClaimSeries(test, from: first, made: made, self) }
    let key = ClaimSeries.Key(metric: test.metric, unit: test.unit, first: first, made: made)
    if let known = series[key] { return known }
    let new = ClaimSeries(test, from: first, made: made, self)
    series[key] = new
    return new
  }

  /// The values of a test made at a moment on the days from one to another.
  func days(_ test: ClaimTest, made: Instant, _ range: ClosedRange<Day>) -> DailyMetric {
    guard test.target == nil, days.count < Self.most else { return DailyMetric(test, made: made, range, snapshot) }
    let key = DailyMetric.Key(test, made: made, range, snapshot)
    if let known = days[key] {
      known.isShared = true
      return known
    }
    let new = DailyMetric(test, made: made, range, snapshot)
    days[key] = new
    return new
  }

  /// The reading in the metric's own unit; a share count or a per-share amount is on the share basis of the moment at which the
  /// claim was made.
  ///
  /// All of it as it stood when it was first complete after the claim: a verdict does not change with a restatement.
  func reading(_ metric: ClaimMetric, _ period: Period, made: Instant) -> Reading {
    let s = snapshot
    let now = value(metric, period, at: s.asOf)
    guard now.figure != nil else { return now }
    let records = Self.records(metric, period)
    // Where there is only one version, it is the first.
    guard records.contains(where: { s.versions($0.line, $0.period).count > 1 }) else {
      return Self.onBasis(now, from: made, to: s.asOf, metric, s)
    }
    // The moments at which a line was first known, or that of the claim where it is later.
    for instant in Set(records.compactMap { s.firstKnown($0.line, $0.period).map { max($0, made) } }).sorted() {
      let reading = value(metric, period, at: instant)
      if reading.figure != nil { return Self.onBasis(reading, from: made, to: instant, metric, s) }
    }
    return Self.onBasis(now, from: made, to: s.asOf, metric, s)
  }

  private func value(_ metric: ClaimMetric, _ period: Period, at instant: Instant) -> Reading {
    // Claims may be made at any moment, and figures change at few. What is absent may be due without any change, so the snapshot's own
    // moment stays; of moments before it only figures are asked for.
    let instant = instant >= snapshot.asOf ? snapshot.asOf : snapshot.lastChange(of: instant)
    let question = Question(metric: metric, period: period, instant: instant)
    if let known = values[question] { return known }
    let s = earlier[instant] ?? snapshot.earlier(instant)
    earlier[instant] = s
    let value = Self.value(metric, period, s)
    values[question] = value
    return value
  }

  /// The lines that a reading may rest on, with the periods: that of the metric, the one that it is compared to, the quarters of a year.
  private static func records(_ metric: ClaimMetric, _ period: Period) -> [(line: Metric, period: Period)] {
    var periods = [period]
    switch metric.change {
    case .quarterOnQuarter: periods.append(period.advanced(by: -1))
    case .yearOnYear: periods.append(period.yearBefore)
    case nil: break
    }
    for case .year(let year) in periods { periods += (1...4).map { .quarter(year: year, $0) } }
    return metric.lines.flatMap { line in periods.map { (line, $0) } }
  }

  /// The reading as a snapshot has it, on its own share basis.
  private static func value(_ metric: ClaimMetric, _ period: Period, _ s: Snapshot) -> Reading {
    if let change = metric.change {
      let base = ClaimMetric(metric.measure)
      let before = change == .quarterOnQuarter ? period.advanced(by: -1) : period.yearBefore
      let (old, new) = (value(base, before, s), value(base, period, s))
      return metric.isShare ? Growth.difference(from: old, to: new) : Growth.change(from: old, to: new)
    }
    switch metric.measure {
    case .reported(let metric): return amount(metric, period, s)
    case .averagePrice: return driver(.price, period, s)
    case .unitCost: return driver(.unitCost, period, s)
    case .grossMargin:
      return Growth.share(amount(.grossProfit, period, s), of: amount(.revenue, period, s), rule: EPSRule.grossMargin)
    case .operatingMargin:
      return Growth.share(amount(.operatingIncome, period, s), of: amount(.revenue, period, s), rule: EPSRule.operatingMargin)
    case .automotiveMargin: return margin(.automotiveRevenue, .automotiveCost, period, s)
    case .energyMargin: return margin(.energyRevenue, .energyCost, period, s)
    case .servicesMargin: return margin(.servicesRevenue, .servicesCost, period, s)
    case .energyToAutomotive:
      return Growth.share(
        amount(.energyRevenue, period, s), of: amount(.automotiveRevenue, period, s),
        rule: Phrase("energy revenue ÷ automotive revenue", "에너지 매출 ÷ 자동차 매출"))
    default: return .absent(.notApplicable)
    }
  }

  /// A year's amount as far as its quarters are known; absent for what cannot be added up.
  fileprivate static func soFar(_ metric: ClaimMetric, _ period: Period, _ s: Snapshot) -> Reading {
    guard metric.change == nil, case .reported(let line) = metric.measure, line.yearRule == .sum, case .year(let year) = period
    else {
      return .absent(.notKnownYet)
    }
    return Growth.yearToDate(line, year, s).reading
  }

  private static func margin(_ revenue: Metric, _ cost: Metric, _ period: Period, _ s: Snapshot) -> Reading {
    Growth.grossMargin(revenue: amount(revenue, period, s), cost: amount(cost, period, s))
  }

  /// A line of a quarter, or of a year: as reported for the year, or summed from its quarters.
  private static func amount(_ metric: Metric, _ period: Period, _ s: Snapshot) -> Reading {
    let reported = s.reading(metric, period)
    guard reported.figure == nil, case .year(let year) = period else { return reported }
    if metric.yearRule == .last { return s.reading(metric, .quarter(year: year, 4)) }
    return Growth.yearOfQuarters(metric, year, s)
  }

  /// A figure as it would be on the share basis of an earlier moment.
  private static func onBasis(
    _ reading: Reading, from made: Instant, to instant: Instant, _ metric: ClaimMetric, _ s: Snapshot
  ) -> Reading {
    let factor = splitFactor(metric, from: made, to: instant, s)
    guard factor != 1, case .known(let figure) = reading else { return reading }
    var old = figure
    old.value *= factor
    old.provenance = .derived(rule: basisRule(made), inputs: [figure])
    return .known(old)
  }

  static func basisRule(_ made: Instant) -> Phrase {
    let day = made.newYorkDay.iso
    return Phrase("on the share basis of \(day)", "\(day) 주식 수 기준")
  }

  /// By what a figure at a later moment has to be multiplied to be on the share basis of an earlier one.
  static func splitFactor(_ metric: ClaimMetric, from: Instant, to: Instant, _ s: Snapshot) -> Double {
    guard metric.splitPower != 0 else { return 1 }
    let ratio = s.splits.reduce(1.0) { $1.effective > from && $1.effective <= to ? $0 * $1.ratio : $0 }
    return metric.splitPower < 0 ? ratio : 1 / ratio
  }

  private static func driver(_ driver: EPSDriver, _ period: Period, _ s: Snapshot) -> Reading {
    guard case .quarter = period else { return .absent(.notApplicable) }
    guard let quarter = try? EPSQuarter(period, s) else {
      // Published without the lines that it takes, or not published.
      let income = s.reading(.netIncome, period)
      return .absent(income.absence ?? .notInRecord)
    }
    return .known(quarter.figure(driver))
  }
}

/// The values of a test's metric in its unit, period by period, as the claims of one moment are held against them.
final class ClaimSeries {
  struct Key: Hashable {
    var metric: ClaimMetric
    var unit: Unit
    var first: Period
    var made: Instant
  }

  struct Entry {
    /// The last day of the period.
    let end: Day
    /// Not a number where the reading is absent.
    let value: Double
  }

  private let test: ClaimTest
  private let first: Period
  private let made: Instant
  private unowned let readings: MetricValues
  private var known: [Reading] = []
  private var entries: ContiguousArray<Entry> = []
  /// What is known of the first period while it is not over, where that is a year.
  private(set) lazy var soFar = inUnit(MetricValues.soFar(test.metric, first, readings.snapshot))

  fileprivate init(_ test: ClaimTest, from first: Period, made: Instant, _ readings: MetricValues) {
    self.test = test
    self.first = first
    self.made = made
    self.readings = readings
  }

  /// The period that comes so many after the first.
  func period(_ i: Int) -> Period { first.advanced(by: i) }

  /// What was read in it.
  func reading(_ i: Int) -> Reading {
    while known.count <= i { known.append(inUnit(readings.reading(test.metric, period(known.count), made: made))) }
    return known[i]
  }

  /// The values of the periods that are over by a day, up to the first that is not known yet.
  func entries(through day: Day) -> ContiguousArray<Entry>.SubSequence {
    while true {
      let i = entries.count
      let end = period(i).endDay
      if end > day { break }
      if case .absent(.notKnownYet) = reading(i) { break }
      entries.append(Entry(end: end, value: reading(i).value ?? .nan))
    }
    return entries.prefix { $0.end <= day }
  }

  /// A reading of the metric in the unit of the test.
  private func inUnit(_ reading: Reading) -> Reading {
    guard case .known(let figure) = reading else { return reading }
    guard let target = test.target else { return ClaimUnits.convert(figure, to: test.unit, readings.snapshot) }
    let converted = ClaimUnits.convert(figure, to: target.unit, readings.snapshot)
    guard converted.figure != nil else { return converted }
    return ClaimUnits.multiple(target, of: converted.figure).map { .known($0) } ?? .absent(.notApplicable)
  }
}

extension ClaimMetric {
  /// The lines of quarters that it is worked out from.
  fileprivate var lines: [Metric] {
    switch measure {
    case .reported(let line): return [line]
    case .grossMargin: return [.grossProfit, .revenue]
    case .operatingMargin: return [.operatingIncome, .revenue]
    case .automotiveMargin: return [.automotiveRevenue, .automotiveCost]
    case .energyMargin: return [.energyRevenue, .energyCost]
    case .servicesMargin: return [.servicesRevenue, .servicesCost]
    case .energyToAutomotive: return [.energyRevenue, .automotiveRevenue]
    // The price and the cost of a car need much of the statement, but no per-share line.
    case .averagePrice, .unitCost: return Metric.allCases.filter { $0.isOfQuarters && !$0.splits }
    default: return []
    }
  }
}
