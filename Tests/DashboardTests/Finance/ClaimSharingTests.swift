import Facts
import Finance
import Model
import Testing

/// Many claims at once: what they share must not show.
@Suite struct ClaimSharingTests {
  private static let metrics = [
    "deliveries", "storage.yoy", "net_income", "eps.gaap", "eps.nongaap.qoq", "asp", "unit_cost", "gross_margin.yoy",
    "automotive_margin", "energy_to_automotive", "fcf",
  ].map { ClaimMetric(name: $0) }
  private static let daily = ["price.close", "price.high", "price.low", "market_value", "pe.gaap", "pe.nongaap"].map {
    ClaimMetric(name: $0)
  }

  /// A claim made at one of a few moments, so that several ask for the same.
  private func claim(_ number: Int, _ random: inout SplitMix64) throws -> Claim {
    let named = (random.next() % 2 == 0 ? Self.metrics : Self.daily).randomElement(using: &random)
    let metric = try #require(named ?? nil)
    let year = Int.random(in: 2019...2026, using: &random)
    let later = Int.random(in: year...2026, using: &random)
    let spans =
      metric.kind == .daily
      ? ["", "\(year)-03-11", "\(year)-03-11..\(later)-12-31", "\(year)-01-02.."]
      : ["\(year)Q2", "\(year)Q1..\(later)Q4", "\(year)Q3.."]
    let text = try #require(spans.randomElement(using: &random))
    let isEach = Bool.random(using: &random) && !text.hasSuffix("..")
    let span = try #require(ClaimTest.span(text, each: isEach, for: metric), "\(text)")
    let value = Double(Int.random(in: 0...40, using: &random)) * (metric.kind == .daily ? 15 : 2)
    let bounds: [ClaimBounds] = [.atLeast(value), .atMost(value), .between(value, value * 2), .equal(value, decimals: 0)]
    let unit = metric.units.randomElement(using: &random)
    let made = try #require(
      ["2018-05-02", "2020-08-30", "2020-09-01", "2023-07-15", "2025-01-29"].compactMap(Day.init(iso:)).randomElement(
        using: &random))
    let test = ClaimTest(
      metric, span, try #require(bounds.randomElement(using: &random)),
      partly: Bool.random(using: &random) ? .between(value - 10, value + 100) : nil, unit: unit)
    return claim("\(number)", test, made: Instant(made, number % 3, 0), due: text.isEmpty ? Day(later, 6, 30) : nil)
  }

  private func claim(_ id: String, _ test: ClaimTest, made: Instant, due: Day? = nil) -> Claim {
    Claim(
      id: "own:" + id, topic: "made", text: Phrase("made"), who: Phrase("me"), figure: nil, figureHigh: nil, due: due,
      verdict: .open, outcome: nil, outcomeKnownAt: nil, outcomeSources: [], note: nil, later: [],
      citation: Citation(sources: ["seed"], knownAt: made, confidence: .single), test: test, line: 1)
  }

  /// All that a judgement says.
  private func said(_ judgement: ClaimJudgement) -> String {
    let record =
      switch judgement.record {
      case .figure(let figure)?: "\(figure.value) \(figure.unit) \(figure.period.label) \(figure.provenance)"
      case .day(let day, let citation)?: "\(day.iso) \(citation.knownAt.seconds)"
      case nil: "-"
      }
    let steps = judgement.steps.map { "\($0.instant.seconds) \($0.verdict)" }
    return
      "\(judgement.claim.id) \(judgement.computed as Any) \(judgement.computedAt as Any) \(judgement.obstacle as Any) \(steps) \(record)"
  }

  @Test(arguments: ["2021-03-01", "2024-04-24", "2026-10-05"])
  func aLedgerJudgesEachClaimAsIfItWereAlone(_ moment: String) throws {
    var random = SplitMix64(seed: 31)
    let claims = try (0..<1500).map { try claim($0, &random) }
    let ledger = ClaimLedger(Snapshot(of: Record.book.with(user: claims), asOf: try Instant(parsing: moment)))
    let own = ledger.judgements.filter(\.claim.isUser)
    let s = try Record.snapshot(moment)
    let alone = own.map { ClaimJudgement($0.claim, s) }
    #expect(own.count > 400)
    let wrong = zip(own, alone).map { (said($0), said($1)) }.filter { $0 != $1 }
    let first = wrong.first.map { "\($0) and alone \($1)" } ?? ""
    #expect(wrong.isEmpty, "\(wrong.count): \(first)")
    // All verdicts are among them.
    let verdicts = Set(own.map(\.verdict))
    for verdict in [Verdict.open, .met, .partly, .missed] { #expect(verdicts.contains(verdict), "\(verdict)") }
  }

  @Test func aMarkBehindTheDotsIsNoPartOfASpan() throws {
    let metric = try #require(ClaimMetric(name: "revenue"))
    for text in ["2020Q1..\u{301}2021Q4", "2020Q1..\u{301}", "2020Q1.\u{301}.2021Q4", "..2021", "2020Q1...2021Q4"] {
      let span = ClaimTest.span(text, each: false, for: metric)
      #expect(span == nil, "\(text)")
    }
    let open = ClaimTest.span("2020Q1..", each: false, for: metric)
    #expect(open == .periods(first: .quarter(year: 2020, 1), last: nil, each: false))
  }

  /// Absences do not wait for the next figure to become others.
  @Test func whatIsDueIsMissedOnTheDayItIsDue() throws {
    let metric = try #require(ClaimMetric(name: "revenue"))
    let made = Instant(Day(civil: 2026, 10, 5), 12, 0)
    for (span, isRange) in [("2026Q3", false), ("2026Q3..2026Q4", true)] {
      let test = ClaimTest(metric, try #require(ClaimTest.span(span, each: false, for: metric)), .atLeast(1e9))
      let known = Record.book.known(at: made).with(user: [claim("due", test, made: made)])
      for (moment, isDue) in [("2026-10-06", false), ("2026-12-20", true)] {
        let s = Snapshot(of: known, asOf: try Instant(parsing: moment))
        let judgement = try #require(ClaimLedger(s).judgements.first { $0.claim.id == "own:due" })
        let words = judgement.obstacle?.en ?? ""
        #expect(words.contains("2026Q3 was due by now") == isDue, "\(moment) \(isRange): \(words)")
      }
    }
  }

  @Test func betweenTwoChangesEveryFigureReadsTheSame() throws {
    let s = Snapshot(of: Record.book, asOf: Record.now)
    var random = SplitMix64(seed: 7)
    for _ in 0..<60 {
      let instant = Instant(
        Day(number: Int32.random(in: 16_000...20_700, using: &random)), Int.random(in: 0...23, using: &random), 30)
      let change = s.lastChange(of: instant)
      #expect(change <= instant)
      for metric in Metric.allCases {
        let (then, now) = (s.earlier(change).series(metric), s.earlier(instant).series(metric))
        let (before, after) = (then.map(\.period), now.map(\.period))
        #expect(before == after)
        let (old, new) = (then.map(\.reading.value), now.map(\.reading.value))
        #expect(old == new)
      }
      let (old, new) = (s.earlier(change).splits.map(\.effective), s.earlier(instant).splits.map(\.effective))
      #expect(old == new)
    }
    #expect(s.lastChange(of: .distantPast) == .distantPast)
  }

  @Test func claimsOfASnapshotAreMadeOnceAndAsTheyStood() throws {
    let s = try Record.snapshot("2024-04-24")
    let areSame = zip(s.claims, s.claims).allSatisfy { $0 === $1 }
    let areKnown = s.claims.allSatisfy { $0.knownAt <= s.asOf }
    #expect(areSame && areKnown && !s.claims.isEmpty)
  }
}
