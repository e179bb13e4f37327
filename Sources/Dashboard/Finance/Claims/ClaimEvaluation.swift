import Model

/// The test of a claim, carried out.
struct ClaimEvaluation {
  struct Result: Sendable {
    var verdict: Verdict
    var since: Instant?
    var record: ClaimEvidence?
    var obstacle: Phrase?

    static func open(_ record: ClaimEvidence? = nil, _ obstacle: Phrase? = nil) -> Result {
      Result(verdict: .open, record: record, obstacle: obstacle)
    }
  }

  private let claim: Claim
  private let test: ClaimTest
  private let readings: MetricValues
  private var snapshot: Snapshot { readings.snapshot }

  init(_ claim: Claim, _ test: ClaimTest, _ readings: MetricValues) {
    self.claim = claim
    self.test = test
    self.readings = readings
  }

  var result: Result {
    var result: Result
    switch test.metric.kind {
    case .periodic: result = periodic()
    case .daily: result = daily()
    case .dated: result = dated()
    }
    // Nothing is judged before it was claimed.
    result.since = result.since.map { max($0, claim.knownAt) }
    return result
  }

  private func verdict(of value: Double) -> Verdict {
    if test.bounds.contains(value) { return .met }
    return test.partly?.contains(value) == true ? .partly : .missed
  }

  // MARK: quarters and years

  private func periodic() -> Result {
    switch test.span {
    case .period(let period): return one(series(period))
    case .periods(let first, let last, let each): return many(series(first), last, each: each)
    case .untilDue, .none: return .open()
    }
  }

  private func series(_ first: Period) -> ClaimSeries { readings.series(test, from: first, made: claim.knownAt) }

  private func one(_ series: ClaimSeries) -> Result {
    var soFar: ClaimEvidence? { series.soFar.figure.map { .figure($0) } }
    let period = series.period(0)
    switch series.reading(0) {
    case .known(let figure):
      return Result(verdict: verdict(of: figure.value), since: figure.provenance.knownAt, record: .figure(figure))
    case .absent(.notKnownYet): return .open(soFar)
    case .absent(let why): return .open(why == .notInRecord ? soFar : nil, Self.absent(why, period))
    }
  }

  private func many(_ series: ClaimSeries, _ last: Period?, each: Bool) -> Result {
    var (newest, isPartly): (Int?, Bool) = (nil, false)
    var obstacle: Phrase?
    // Without a last period, up to the newest one of which anything is known.
    let known = [Metric.deliveries, .revenue].compactMap { snapshot.latestQuarter($0)?.endDay }.max()
    let end = last?.endDay ?? min(snapshot.asOf.newYorkDay, known ?? .init(number: .max))
    func result(_ verdict: Verdict, _ i: Int) -> Result {
      let figure = series.reading(i).figure
      return Result(verdict: verdict, since: figure?.provenance.knownAt, record: figure.map { .figure($0) })
    }
    for (i, entry) in series.entries(through: end).enumerated() {
      guard !entry.value.isNaN else {
        // Another period may decide it all the same.
        obstacle = obstacle ?? series.reading(i).absence.map { Self.absent($0, series.period(i)) }
        continue
      }
      newest = i
      let verdict = verdict(of: entry.value)
      if each ? verdict == .missed : verdict == .met { return result(verdict, i) }
      if verdict == .partly { isPartly = true }
      if entry.end == end, last != nil, obstacle == nil { return result(isPartly ? .partly : each ? .met : .missed, i) }
    }
    return .open(newest.flatMap { series.reading($0).figure }.map { .figure($0) }, obstacle)
  }

  private static func absent(_ why: Absence, _ period: Period) -> Phrase {
    switch why {
    case .notKnownYet: return Phrase("\(period.label) is not known yet", "\(period.label)은(는) 아직 발표 전")
    case .notInRecord:
      return Phrase("\(period.label) was due by now and is not in this record", "\(period.label) 수치는 이미 나왔어야 하지만 이 기록에 없음")
    case .notDisclosed:
      return Phrase("\(period.label) was published without this figure", "\(period.label)에 이 수치는 공개되지 않음")
    case .notApplicable:
      return Phrase("there can be no such figure for \(period.label)", "\(period.label)에는 해당 수치가 있을 수 없음")
    }
  }

  // MARK: days

  private func daily() -> Result {
    switch test.span {
    case .period(.day(let day)): return on(day)
    case .periods(.day(let first), let last, let each):
      return each ? throughout(first, last?.endDay) : within(first, last?.endDay)
    // From the next day on: nobody can tell which prices of the claim's own day came before it.
    case .untilDue: return within(claim.knownAt.newYorkDay + 1, claim.due)
    default: return .open()
    }
  }

  private func days(_ days: ClosedRange<Day>) -> DailyMetric { readings.days(test, made: claim.knownAt, days) }

  /// The value at the last close of a day, or before it where the exchange is closed that day.
  private func on(_ day: Day) -> Result {
    let close = Sessions.session(on: day)?.close ?? Instant(endOf: day)
    guard close <= snapshot.asOf else {
      // How it stands so far.
      guard let last = snapshot.prices.lastClose() else { return .open() }
      let day = snapshot.prices[last.index].day
      return .open(days(day...day).figure(at: last.index).map { .figure($0) })
    }
    let session = Sessions.lastClosed(at: close).day
    guard let i = snapshot.prices.index(onOrBefore: day), snapshot.prices[i].day == session else {
      return .open(nil, Self.noPrices)
    }
    let days = days(session...session)
    guard let figure = days.figure(at: i) else { return .open(nil, days.isLoss(at: i) ? Self.loss : Self.noInputs) }
    guard DailyMetric.isDecisive(test.metric, snapshot.prices[i], figure.value, test.bounds) else {
      return .open(.figure(figure), Self.noPrices)
    }
    return Result(verdict: verdict(of: figure.value), since: close, record: .figure(figure))
  }

  /// Whether a value is reached on any day up to the last one.
  private func within(_ first: Day, _ last: Day?) -> Result {
    let end = min(last ?? snapshot.asOf.newYorkDay, snapshot.asOf.newYorkDay)
    let isOver = last.map { Instant(endOf: $0) <= snapshot.asOf } ?? false
    guard first <= end else { return .open() }
    let days = days(first...end)
    let scan = days.scan(test.bounds)
    if let i = scan.first, let figure = days.figure(at: i) {
      return Result(verdict: .met, since: figure.provenance.knownAt, record: .figure(figure))
    }
    let nearest = (test.bounds.low != nil && test.bounds.high != nil ? scan.newest : scan.best).flatMap { days.figure(at: $0) }
    let record = nearest.map { ClaimEvidence.figure($0) }
    guard isOver, let last else { return .open(record) }
    guard !scan.hasGap else { return .open(record, Self.noPrices) }
    guard !scan.lacksInput else { return .open(record, Self.noInputs) }
    let partly = test.partly.flatMap { days.scan($0).first }
    return Result(verdict: partly == nil ? .missed : .partly, since: Instant(endOf: last), record: record)
  }

  /// Whether a value holds on each day up to the last one.
  private func throughout(_ first: Day, _ last: Day?) -> Result {
    let end = min(last ?? snapshot.asOf.newYorkDay, snapshot.asOf.newYorkDay)
    let isOver = last.map { Instant(endOf: $0) <= snapshot.asOf } ?? false
    guard first <= end else { return .open() }
    let days = days(first...end)
    // A day that breaks it only in part leaves it true in part.
    let limit = test.partly ?? test.bounds
    let broken = days.scan(limit, for: .outside)
    if let i = broken.first, let figure = days.figure(at: i) {
      return Result(verdict: .missed, since: figure.provenance.knownAt, record: .figure(figure))
    }
    let newest = broken.newest.flatMap { days.figure(at: $0) }
    let record = newest.map { ClaimEvidence.figure($0) }
    guard isOver, let newest else { return .open(record) }
    guard !broken.hasGap else { return .open(record, Self.noPrices) }
    guard !broken.lacksInput else { return .open(record, Self.noInputs) }
    let isPartly = test.partly != nil && days.scan(test.bounds, for: .outside).first != nil
    return Result(verdict: isPartly ? .partly : .met, since: newest.provenance.knownAt, record: record)
  }

  private static let noPrices = Phrase(
    "the record lacks prices of this time, so nothing can be said", "이 기간의 주가 기록이 빠져 있어 판정할 수 없음")
  private static let noInputs = Phrase(
    "the record lacks what the prices of this time are multiplied by (shares, earnings or the exchange rate), so nothing can be said",
    "이 기간의 주식 수·이익·환율 기록이 빠져 있어 판정할 수 없음")
  private static let loss = Phrase("there is no P/E over a loss", "적자에는 P/E가 없음")

  // MARK: dates

  private func dated() -> Result {
    // A plant that does not exist would be late forever.
    let plant = test.metric.needsSubject ? snapshot.factories.first { $0.id == test.subject } : nil
    if test.metric.needsSubject, plant == nil {
      return .open(
        nil,
        Phrase(
          "no plant of the record has the id '\(test.subject)', so nothing can be said",
          "기록에 '\(test.subject)' 공장이 없어 판정할 수 없음"))
    }
    let last = test.bounds.high.map { Day(number: Int32(rounding: max($0, test.partly?.high ?? $0))) }
    // Nor is a plant late before anything is known of it.
    let deadline = last.map { max(Instant(endOf: $0), plant?.knownAt ?? .distantPast) }
    if let (day, citation) = day() {
      let verdict = verdict(of: Double(day.number))
      // Too late is clear as soon as the time is over.
      let isLate = verdict == .missed && last.map { day > $0 } ?? false
      let since = isLate ? min(deadline ?? citation.knownAt, citation.knownAt) : citation.knownAt
      return Result(verdict: verdict, since: since, record: .day(day, citation))
    }
    guard let deadline, deadline <= snapshot.asOf else { return .open() }
    return Result(verdict: .missed, since: deadline)
  }

  /// The day that the metric stands for, once it has come.
  private func day() -> (Day, Citation)? {
    let s = snapshot
    func happened(_ day: Day, _ instant: Instant, _ citation: Citation) -> (Day, Citation)? {
      guard instant <= s.asOf else { return nil }
      return (day, Citation(sources: citation.sources, knownAt: instant, confidence: citation.confidence))
    }
    switch test.metric.measure {
    case .resultsDay:
      guard case .period(let period) = test.span, let earnings = s.earnings.first(where: { $0.quarter == period }) else {
        return nil
      }
      let citation = s.reading(.netIncome, period).citation ?? s.reading(.revenue, period).citation
      return happened(
        earnings.day, earnings.release, citation ?? Citation(sources: [], knownAt: earnings.release, confidence: .unverified))
    case .rebalancePublished, .rebalanceEffective:
      guard case .period(let period) = test.span, let rebalance = rebalance(in: period) else { return nil }
      if test.metric.measure == .rebalancePublished {
        return happened(rebalance.published.newYorkDay, rebalance.published, rebalance.citation)
      }
      return happened(rebalance.effectiveDay, Instant(rebalance.effectiveDay, 9, 30), rebalance.citation)
    case .plantStart, .plantFullRate:
      guard let plant = s.factories.first(where: { $0.id == test.subject }) else { return nil }
      if test.metric.measure == .plantStart {
        return plant.startOfProduction.flatMap { happened($0, Instant(endOf: $0), plant.citation) }
      }
      return plant.fullRateShown.flatMap { day in happened(day, plant.fullRateKnownAt ?? Instant(endOf: day), plant.citation) }
    default: return nil
    }
  }

  /// The rebalance whose new weights apply from a day within a quarter or a year on.
  private func rebalance(in period: Period) -> Rebalance? {
    snapshot.rebalances.first { rebalance in
      let quarter = Period.quarter(of: rebalance.effectiveDay)
      if case .year(let year) = period { return rebalance.effectiveDay.year == year }
      return quarter == period
    }
  }
}
