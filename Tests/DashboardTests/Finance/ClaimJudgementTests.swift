import App
import Finance
import Model
import Testing

/// Claims held against the figures of the record.
@Suite struct ClaimJudgementTests {
  private func ledger(_ moment: String) throws -> ClaimLedger { ClaimLedger(try Record.snapshot(moment)) }

  private func judgement(_ id: String, _ moment: String) throws -> ClaimJudgement {
    try #require(try ledger(moment).judgements.first { $0.claim.id == id }, "\(id)")
  }

  private func figure(_ judgement: ClaimJudgement) throws -> Figure {
    guard case .figure(let figure) = try #require(judgement.record) else { throw Unmet("no figure of \(judgement.claim.id)") }
    return figure
  }

  private func instant(_ text: String) -> Instant { (try? Instant(parsing: text)) ?? .distantPast }

  // MARK: the bundled claims

  @Test func whatTheFiguresSayIsWhatIsRecorded() {
    let judgements = ClaimLedger(Snapshot(of: Record.book, asOf: Record.now)).judgements
    #expect(judgements.count == 50)
    let tested = judgements.filter { $0.claim.test != nil }
    #expect(tested.count == 22)
    for judgement in tested {
      let recorded = judgement.claim.verdict
      #expect(
        judgement.computed == recorded && !judgement.differs,
        "\(judgement.claim.id): recorded \(recorded), computed \(judgement.computed.map { "\($0)" } ?? "nothing")")
      #expect(judgement.obstacle == nil, "\(judgement.claim.id)")
      // What decided it, or how far it is.
      if judgement.computed != .open, judgement.claim.test?.metric.kind != .dated {
        #expect(judgement.record != nil, "\(judgement.claim.id)")
      }
    }
  }

  @Test func aVerdictOnceThereStaysAndComesAtItsMoment() {
    var verdicts: [String: (Verdict, Instant)] = [:]
    var (changed, early) = ([String](), [String]())
    for moment in Record.timeline.moments where moment <= Record.now {
      let s = Snapshot(of: Record.book, asOf: moment)
      for judgement in ClaimLedger(s).judgements {
        guard let computed = judgement.computed, computed != .open, let since = judgement.computedAt else { continue }
        if since > moment { early.append("\(judgement.claim.id) at \(moment.iso)") }
        if let record = judgement.record, record.knownAt > moment { early.append("\(judgement.claim.id) at \(moment.iso)") }
        let old = verdicts[judgement.claim.id]
        if let old, old.0 != computed || old.1 != since { changed.append("\(judgement.claim.id) at \(moment.iso)") }
        verdicts[judgement.claim.id] = (computed, since)
      }
    }
    #expect(changed == [])
    #expect(early == [])
    #expect(verdicts.count == 17)
  }

  @Test func nothingIsJudgedBeforeItWasClear() throws {
    // At the end of 18 July 2023: the claims were made five days ago, the results come tomorrow.
    let before = try ledger("2023-07-18")
    let judged = before.judgements.filter { $0.verdict != .open && $0.verdict != .unknown }.map(\.claim.id).sorted()
    #expect(
      judged == ["apple23", "ess2019", "ess2020", "ess2021", "ess2022", "ess23q1", "lathrop40", "ndx0714", "worldmodel", "x4"])
    #expect(before.judgements.allSatisfy { !$0.differs })
    // A minute before the release, and at the release.
    #expect(try judgement("eps23q2", "2023-07-19T16:04ET").verdict == .open)
    let eps = try judgement("eps23q2", "2023-07-19T16:05ET")
    #expect(eps.verdict == .missed && eps.computedAt == (instant("2023-07-19T16:05ET")))
    #expect(try figure(eps).value == 0.91)
    let price = try judgement("asp23q2", "2023-07-19T16:05ET")
    #expect(try price.verdict == .met && abs(figure(price).value + 2.49) < 0.005)
    let cost = try judgement("cost23q2", "2023-07-19T16:05ET")
    #expect(try cost.verdict == .missed && abs(figure(cost).value + 1.55) < 0.005)
    let margin = try judgement("energygm23q2", "2023-07-19T16:05ET")
    #expect(try margin.verdict == .met && abs(figure(margin).value - 7.4) < 0.1)
  }

  @Test func aPriceThatIsNotReachedMissesWithTheEndOfTheDueDay() throws {
    #expect(try judgement("baron500", "2025-12-31T16:00ET").verdict == .open)
    let missed = try judgement("baron500", "2025-12-31")
    #expect(missed.computed == .missed && missed.computedAt == Instant(endOf: Day(civil: 2025, 12, 31)))
    // The highest trade of regular sessions, on its day.
    let nearest = try figure(missed)
    #expect(nearest.value == 498.83 && nearest.period == .day(Day(civil: 2025, 12, 22)))
    let open = try judgement("ark2000", "2026-10-02")
    #expect(open.verdict == .open && open.obstacle == nil)
    #expect(try figure(open).value == 498.83)
    #expect(open.standing == .later(days: 455))
  }

  @Test func untilThereIsARecordedVerdictTheComputedOneStands() throws {
    // The Shanghai plant was due in the second quarter of 2024; that it was late is recorded on the day on which it began.
    let waiting = try judgement("shanghai24q2", "2024-06-29")
    #expect(waiting.verdict == .open && waiting.standing == .soon(days: 1))
    let late = try judgement("shanghai24q2", "2024-07-01")
    #expect(late.claim.verdict == .open && late.verdict == .missed && late.isComputed && !late.differs)
    #expect(late.judgedAt == Instant(endOf: Day(civil: 2024, 6, 30)) && late.standing == .judged)
    let recorded = try judgement("shanghai24q2", "2025-02-11")
    #expect(recorded.verdict == .missed && !recorded.isComputed)
    // What is recorded later takes nothing back: it was missed since the end of the quarter.
    #expect(recorded.judgedAt == late.judgedAt)
    guard case .day(let day, _) = try #require(recorded.record) else { throw Unmet("no day") }
    #expect(day == Day(civil: 2025, 2, 11))
  }

  @Test func marketValuesCountTheSharesKnownThen() throws {
    let value = try figure(judgement("x4", "2023-07-14"))
    // A claim of a multiple is read as one: the target of 3.3 over the market value, on the count of April 2023.
    #expect(value.unit == .times && value.period == .day(Day(civil: 2023, 7, 13)))
    #expect(abs(value.value - 3.3e6 / (277.90 * 3169.504301)) < 1e-9)
    guard case .derived(let rule, let inputs) = value.provenance else { throw Unmet("not derived") }
    #expect(rule.en.contains("shares of 2023-04-17") && rule.ko.contains("2023-04-17 기준 주식 수") && inputs.count == 2)
    // The highest close of the record is that of 16 December 2025, on the shares of October without unearned award shares.
    let best = try figure(judgement("mcap26", "2026-10-02"))
    #expect(abs(best.value - 489.88 * (3325.819167 - 96) / 1e6) < 1e-9 && best.unit == .trillionUSD)
    let won = try figure(judgement("mcap26krw", "2026-10-02"))
    #expect(won.unit == .trillionKRW && won.value > 2000 && won.value < 2700)
    let income = try figure(judgement("ni26sum", "2026-10-02"))
    #expect(income.unit == .trillionKRW && income.value > 1.5 && income.value < 3)
  }

  // MARK: rules

  private let made = Instant(endOf: Day(civil: 2023, 1, 15))

  private func claim(_ test: ClaimTest, due: String? = nil, verdict: Verdict = .open) -> Claim {
    Claim(
      id: "made", topic: "made", text: Phrase("made"), who: Phrase("me"), figure: nil, figureHigh: nil,
      due: due.flatMap { Day(iso: $0) }, verdict: verdict, outcome: nil, outcomeKnownAt: verdict == .open ? nil : made,
      outcomeSources: [], note: nil, later: [],
      citation: Citation(sources: ["seed"], knownAt: made, confidence: .single), test: test)
  }

  private func judge(
    _ metric: String, _ span: String, _ bounds: ClaimBounds, at moment: String, due: String? = nil, each: Bool = false,
    partly: ClaimBounds? = nil, verdict: Verdict = .open, book: Book = Record.book
  ) throws -> ClaimJudgement {
    let metric = try #require(ClaimMetric(name: metric), "\(metric)")
    let span = try #require(ClaimTest.span(span, each: each, for: metric), "\(span)")
    let s = Snapshot(of: book, asOf: instant(moment))
    return ClaimJudgement(claim(ClaimTest(metric, span, bounds, partly: partly), due: due, verdict: verdict), s)
  }

  @Test func boundsHoldTheirEnds() {
    #expect(ClaimBounds.atLeast(0.93).contains(0.93) && !ClaimBounds.atLeast(0.93).contains(0.929))
    #expect(ClaimBounds.atMost(0.1 + 0.2).contains(0.3) && !ClaimBounds.atMost(0.3).contains(0.31))
    #expect(ClaimBounds.between(1, 2).contains(2) && !ClaimBounds.between(1, 2).contains(2.1))
    // 1.65 is 1.7 to one decimal, 3.889 is 3.9; -2.49 is -2.5 and -2.44 is not.
    #expect(ClaimBounds.equal(1.7, decimals: 1).contains(1.65) && ClaimBounds.equal(3.9, decimals: 1).contains(3.889))
    #expect(ClaimBounds.equal(-2.5, decimals: 1).contains(-2.49) && !ClaimBounds.equal(-2.5, decimals: 1).contains(-2.44))
    #expect(!ClaimBounds.equal(4, decimals: 1).contains(3.9) && ClaimBounds.equal(4, decimals: 0).contains(3.9))
  }

  /// Of each of some days the first that breaks it decides, of any the first that fulfils it.
  @Test func eachOfSomeDaysIsNotAnyOfThem() throws {
    // Highs from 5 to 8 October 2026: 383.33 on the 6th among them.
    let s = try Bundled.snapshot("2026-10-08T17:00ET")
    let highs = try (5...8).map { try #require(s.prices.bar(on: Day(civil: 2026, 10, $0))?.high) }
    let limit = try #require(highs.max()) - 0.01
    let broken = try #require(highs.firstIndex { $0 > limit })
    let span = "2026-10-05..2026-10-08"
    let each = try judge("price.high", span, .atMost(limit), at: "2026-10-08T17:00ET", each: true, book: Bundled.book)
    let close = try #require(Sessions.session(on: Day(civil: 2026, 10, 5 + broken))?.close)
    #expect(each.verdict == .missed && each.judgedAt == close)
    #expect(try judge("price.high", span, .atMost(limit), at: "2026-10-08T17:00ET", book: Bundled.book).verdict == .met)
    let all = try judge("price.high", span, .atMost(limit + 1), at: "2026-10-09", each: true, book: Bundled.book)
    #expect(all.verdict == .met && all.judgedAt == Sessions.session(on: Day(civil: 2026, 10, 8))?.close)
    // As long as a day is to come nothing has been kept.
    #expect(try judge("price.high", span, .atMost(limit + 1), at: "2026-10-07", each: true, book: Bundled.book).verdict == .open)
    let partly = try judge(
      "price.high", span, .atMost(limit), at: "2026-10-09", each: true, partly: .atMost(limit + 1), book: Bundled.book)
    #expect(partly.verdict == .partly)
  }

  /// A day with nothing but a close has a high of that or more and a low of that or less, and nobody knows which.
  @Test func aCloseAloneIsNoHighAndNoLow() throws {
    // 9 October 2026: 382.70, without a high or a low.
    let day = "2026-10-09"
    for (metric, bounds, verdict) in [
      ("price.high", ClaimBounds.atLeast(385), Verdict.open), ("price.high", .atLeast(380), .met),
      ("price.high", .atMost(385), .open),
      ("price.high", .atMost(380), .missed), ("price.low", .atLeast(380), .open), ("price.low", .atLeast(385), .missed),
      ("price.low", .atMost(385), .met), ("price.low", .atMost(380), .open), ("price.high", .between(382, 383), .open),
    ] {
      let judged = try judge(metric, day, bounds, at: "2026-10-10", book: Bundled.book)
      #expect(judged.verdict == verdict, "\(metric) \(bounds)")
    }
  }

  @Test func partlyIsBetweenMetAndMissed() throws {
    for (floor, partly, expected) in [(0.9, 0.8, Verdict.met), (0.95, 0.9, .partly), (0.99, 0.95, .missed)] {
      let judged = try judge("eps.nongaap", "2023Q2", .atLeast(floor), at: "2023-07-20", partly: .atLeast(partly))
      #expect(judged.verdict == expected, "\(floor)")
    }
  }

  @Test func aSpanIsAnyOrEachOfItsPeriods() throws {
    // Storage rose in 2023, 2024 and 2025; within 2023 and 2024 it fell in some quarters.
    #expect(try judge("storage.yoy", "2023..2025", .atLeast(0), at: "2025-01-05", each: true).verdict == .open)
    #expect(try judge("storage.yoy", "2023..2025", .atLeast(0), at: "2026-01-05", each: true).verdict == .met)
    let fell = try judge("storage.qoq", "2023Q1..2024Q4", .atLeast(0), at: "2026-01-05", each: true)
    #expect(fell.verdict == .missed && fell.computedAt == (instant("2023-07-19T16:05ET")))
    let any = try judge("storage", "2023Q1..2024Q4", .atLeast(9), at: "2026-01-05")
    #expect(any.verdict == .met && any.computedAt?.newYorkDay == Day(civil: 2024, 7, 2))
    #expect(try judge("storage", "2023Q1..2023Q4", .atLeast(9), at: "2026-01-05").verdict == .missed)
    // Without an end it waits.
    #expect(try judge("storage", "2023Q1..", .atLeast(900), at: "2026-01-05").verdict == .open)
  }

  @Test func aFigureThatIsLateIsWaitedFor() throws {
    // The due day has passed and the figure is not there: overdue, and no verdict.
    let waiting = try judge("eps.gaap", "2023Q2", .atLeast(1), at: "2023-07-18", due: "2023-07-01")
    #expect(waiting.verdict == .open && waiting.standing == .overdue(days: 17))
  }

  @Test func withoutPricesNothingIsSaid() throws {
    // The record has no prices after 9 October 2026.
    let judged = try judge("price.high", "2026-10-01..2026-10-31", .atLeast(900), at: "2026-11-22")
    #expect(judged.verdict == .open && judged.obstacle != nil)
    #expect(try judge("price.close", "2026-10-15", .atLeast(900), at: "2026-11-22").obstacle != nil)
    // What was reached was reached, gap or not.
    #expect(try judge("price.high", "2026-10-01..2026-10-31", .atLeast(300), at: "2026-11-22").verdict == .met)
    // On a Sunday the close of Friday counts.
    let sunday = try judge("price.close", "2023-07-16", .atLeast(281), at: "2023-07-17")
    #expect(try sunday.verdict == .met && figure(sunday).value == 281.38)
  }

  @Test func whatAPriceIsMultipliedByIsNotSkipped() throws {
    #expect(try judge("market_value", "2020-02-03..2020-02-28", .atLeast(9), at: "2023-07-20").verdict == .missed)
    // Four quarters are known from January 2020 on: before, nothing can be said; then they are a loss, over which there is no P/E.
    let unknown = try judge("pe.gaap", "2019-06-03..2019-06-28", .atLeast(10), at: "2023-07-20")
    #expect(unknown.verdict == .open && unknown.obstacle != nil)
    let loss = try judge("pe.gaap", "2020-02-03..2020-02-28", .atLeast(10), at: "2023-07-20")
    #expect(loss.verdict == .missed && loss.obstacle == nil)
    let day = try judge("pe.gaap", "2020-02-03", .atLeast(10), at: "2023-07-20")
    #expect(day.verdict == .open && day.obstacle?.en.contains("loss") == true)
  }

  @Test func aPlantThatIsNotThereIsNotLate() throws {
    let metric = try #require(ClaimMetric(name: "date.plant_start"))
    func judged(_ plant: String) throws -> ClaimJudgement {
      let bounds = ClaimBounds.atMost(Double(Day(civil: 2024, 6, 30).number))
      let span = try #require(ClaimTest.span("", each: false, for: metric))
      return ClaimJudgement(claim(ClaimTest(metric, subject: plant, span, bounds)), try Record.snapshot("2024-07-01"))
    }
    #expect(try judged("shanghai").verdict == .missed)
    let mistyped = try judged("shangai")
    #expect(mistyped.verdict == .open && mistyped.obstacle?.en.contains("'shangai'") == true)
  }

  @Test func aRecordedVerdictStandsAndTheDifferenceIsTold() throws {
    let differs = try judge("eps.nongaap", "2023Q2", .atLeast(0.93), at: "2023-07-20", verdict: .met)
    #expect(differs.verdict == .met && differs.computed == .missed && differs.differs && !differs.isComputed)
    // Before the figure is known there is nothing to differ from.
    #expect(try !judge("eps.nongaap", "2023Q2", .atLeast(0.93), at: "2023-07-18", verdict: .met).differs)
  }

  @Test func aSplitChangesNoVerdict() throws {
    // Made before 3:1: a price of 900 then is one of 300 now, and earnings of 2.27 a share are 0.76.
    let early = Instant(endOf: Day(civil: 2022, 8, 1))
    func claim(_ metric: String, _ span: String, _ bounds: ClaimBounds) throws -> Claim {
      let metric = try #require(ClaimMetric(name: metric))
      let span = try #require(ClaimTest.span(span, each: false, for: metric))
      return Claim(
        id: "made", topic: "made", text: Phrase("made"), who: Phrase("me"), figure: nil, figureHigh: nil,
        due: Day(civil: 2022, 12, 31), verdict: .open, outcome: nil, outcomeKnownAt: nil, outcomeSources: [], note: nil,
        later: [],
        citation: Citation(sources: ["seed"], knownAt: early, confidence: .single), test: ClaimTest(metric, span, bounds))
    }
    let s = try Record.snapshot("2023-07-20")
    let price = ClaimJudgement(try claim("price.high", "", .atLeast(900)), s)
    #expect(price.verdict == .met && (price.computedAt ?? .distantFuture) < (instant("2022-09-30")))
    #expect(ClaimJudgement(try claim("price.high", "", .atLeast(1100)), s).verdict == .missed)
    let quarter = ClaimJudgement(try claim("eps.nongaap", "2022Q3", .between(3, 3.3)), s)
    #expect(quarter.verdict == .met)
  }

  @Test func aRestatementChangesNoVerdict() throws {
    // Net income of 2024Q4 was 2,317 at first and 2,128 a year later.
    let judged = try judge("net_income", "2024Q4", .between(2300, 2330), at: "2026-06-01")
    #expect(judged.verdict == .met && judged.computedAt == (instant("2025-01-29T16:05ET")))
  }

  @Test func everyMetricHasItsNameAndValues() throws {
    for (name, measure) in ClaimMetric.named {
      let metric = try #require(ClaimMetric(name: name), "\(name)")
      #expect(metric.measure == measure)
      #expect(ClaimMetric(name: metric.name) == metric)
      #expect(metric.units.contains(metric.unit))
    }
    #expect(ClaimMetric(name: "storage.yoy")?.unit == .percent)
    #expect(ClaimMetric(name: "energy_margin.qoq")?.unit == .percentagePoints)
    for name in ["", "nothing", "price.high.yoy", "date.results.qoq", "storage.mom"] {
      #expect(ClaimMetric(name: name) == nil, "\(name)")
    }
    // Each margin of a quarter in which all lines are known, and both price and cost of a car.
    for name in ["gross_margin", "operating_margin", "automotive_margin", "energy_margin", "services_margin", "asp", "unit_cost"]
    {
      let judged = try judge(name, "2023Q2", .atLeast(0), at: "2023-07-20")
      #expect(judged.verdict == .met, "\(name)")
      #expect(try judge(name, "2023Q2", .atLeast(0), at: "2023-07-18").verdict == .open, "\(name)")
    }
  }

  @Test func spansFitTheirMetric() throws {
    func span(_ text: String, _ name: String, each: Bool = false) -> ClaimSpan? {
      ClaimMetric(name: name).flatMap { ClaimTest.span(text, each: each, for: $0) }
    }
    #expect(span("2027", "storage") == .period(.year(2027)))
    #expect(span("", "price.high") == .untilDue && span("", "date.plant_start") == ClaimSpan.none)
    #expect(span("2023..2025", "storage", each: true) == .periods(first: .year(2023), last: .year(2025), each: true))
    for (text, name) in [
      ("", "storage"), ("2023-07-19", "storage"), ("2023Q2", "price.high"), ("2025..2023", "storage"),
      ("2023..2024Q1", "storage"),
      ("2023", "asp"), ("2023", "storage.qoq"), ("", "date.results"), ("0001-01-01..9999-01-01", "price.high"), ("..", "storage"),
    ] {
      #expect(span(text, name) == nil, "\(text) \(name)")
    }
    // Each of endless many periods is never decided.
    #expect(span("2023..", "storage", each: true) == nil)
  }

  // MARK: counts

  @Test func countsAddUp() throws {
    let s = try Record.snapshot("2026-10-02")
    let ledger = ClaimLedger(s)
    let counts = ClaimLedger.counts(ledger.judgements)
    #expect(counts.total == 50 && counts.judged == counts.met + counts.partly + counts.missed)
    for groups in [ledger.topics(), ledger.speakers()] {
      #expect(groups.flatMap(\.members).sorted() == Array(0..<50))
      for verdict in Verdict.allCases { #expect(groups.reduce(0) { $0 + $1.counts[verdict] } == counts[verdict]) }
    }
    let history = ledger.history()
    #expect(history.last?.counts == counts)
    #expect(history.map(\.instant) == history.map(\.instant).sorted())
    #expect(history.allSatisfy { $0.instant <= s.asOf })
    let tally = ClaimLedger.tally(ledger.judgements)
    #expect(tally.all == counts && history.last?.tally == tally)
  }
}
