import App
import Canvas
import Finance
import Model
import Panels
import Testing

/// On which day a verdict was first right, everywhere the same.
@Suite struct ClaimDatesTests {
  private static let s = Snapshot(of: Record.book, asOf: Record.now)
  private static let ledger = ClaimLedger(s)

  private func instant(_ text: String) throws -> Instant { try Instant(parsing: text) }

  private func judgement(_ id: String, _ ledger: ClaimLedger = Self.ledger) throws -> ClaimJudgement {
    try #require(ledger.judgements.first { $0.claim.id == id }, "\(id)")
  }

  /// A verdict that figures had decided is not dated by the record that repeats it.
  @Test(arguments: [
    ("shanghai24q2", Verdict.missed, "2024-06-30"), ("per100", .met, "2026-07-23T16:00ET"),
    ("earn0719", .met, "2023-07-19T16:05ET"), ("ndx0724", .met, "2023-07-24T09:30ET"),
    // Dated by documents: of the newer source, of the chain, and known when it was said.
    ("nacs", .met, "2025-03-25"), ("lfpess", .met, "2023-07-19"), ("lathrop40", .partly, "2023-07-13"),
    ("x4", .met, "2023-07-13"),
  ]) func theFirstDayOnWhichItWasRight(id: String, verdict: Verdict, day: String) throws {
    let judged = try judgement(id)
    #expect(judged.verdict == verdict)
    let first = try instant(day)
    #expect(judged.judgedAt == first, "\(judged.judgedAt?.iso ?? "none")")
    // It was shown so from then on, and not before, unless it was known when it was said.
    let then = ClaimLedger(Snapshot(of: Record.book, asOf: try instant(day)))
    #expect(try judgement(id, then).verdict == verdict && judgement(id, then).judgedAt == judged.judgedAt)
    let before = ClaimLedger(Snapshot(of: Record.book, asOf: try instant(day) + -60))
    #expect(before.judgements.first { $0.claim.id == id }.map { $0.verdict == .open } ?? true)
  }

  @Test func insuranceHasNoDueDayAndStaysOpen() throws {
    let judged = try judgement("insurance")
    #expect(judged.verdict == .open && judged.standing == .undated)
    let group = try #require(Self.ledger.topics().first { $0.key.en == "insurance" })
    #expect(group.tally.hitRate == nil)
  }

  /// The row of a moment in today's table is the table of that moment.
  @Test func theTableOfTodayHoldsThoseOfAllMoments() {
    let history = Self.ledger.history()
    var wrong: [String] = []
    for moment in Record.timeline.moments where moment <= Record.now {
      let then = ClaimLedger(Snapshot(of: Record.book, asOf: moment))
      guard let change = history.last(where: { $0.instant <= moment }) else {
        if !then.judgements.isEmpty { wrong.append(moment.iso) }
        continue
      }
      if change.tally != ClaimLedger.tally(then.judgements) { wrong.append(moment.iso) }
      let dates = history.filter { $0.instant <= moment }.map { "\($0.instant.iso) \($0.claim) \($0.verdict)" }
      if then.history().map({ "\($0.instant.iso) \($0.claim) \($0.verdict)" }) != dates { wrong.append("dates at \(moment.iso)") }
    }
    #expect(wrong == [])
  }

  /// The same for claims of the user's whose record says something else than the figures, before or after them.
  @Test func aRecordThatDiffersCountsFromItsOwnDay() throws {
    let made = Instant(Day(civil: 2023, 7, 1), 0, 0)
    let metric = try #require(ClaimMetric(name: "eps.nongaap"))
    func claim(_ id: String, _ verdict: Verdict, at known: Instant?) -> Claim {
      Claim(
        id: "own:" + id, topic: "own", text: Phrase(id), who: Phrase("me"), figure: nil, figureHigh: nil, due: nil,
        verdict: verdict,
        outcome: nil, outcomeKnownAt: known, outcomeSources: [], note: nil, later: [],
        citation: Citation(sources: ["claims.yaml"], knownAt: made, confidence: .single),
        test: ClaimTest(metric, .period(.quarter(year: 2023, 2)), .atLeast(0.93)), line: 1)
    }
    let release = try instant("2023-07-19T16:05ET")
    let (july, august) = (try instant("2023-07-10"), try instant("2023-08-01"))
    let claims = [
      claim("later", .met, at: try instant("2023-08-01")), claim("earlier", .met, at: try instant("2023-07-10")),
      claim("same", .missed, at: try instant("2023-08-01")), claim("none", .unknown, at: nil),
    ]
    let book = Record.book.with(user: claims)
    func steps(_ id: String) throws -> [ClaimJudgement.Step] {
      try judgement("own:" + id, ClaimLedger(Snapshot(of: book, asOf: Record.now))).steps
    }
    func step(_ verdict: Verdict, _ instant: Instant) -> ClaimJudgement.Step { .init(instant: instant, verdict: verdict) }
    #expect(
      try steps("later") == [step(.open, made), step(.missed, release), step(.met, august)])
    #expect(try steps("earlier") == [step(.open, made), step(.met, july)])
    #expect(try steps("same") == [step(.open, made), step(.missed, release)])
    #expect(try steps("none") == [step(.unknown, made)])
    // At each moment the verdict is that of the steps.
    for moment in ["2023-07-05", "2023-07-10", "2023-07-19T16:04ET", "2023-07-19T16:05ET", "2023-08-02"] {
      let at = try instant(moment)
      let then = ClaimLedger(Snapshot(of: book, asOf: at))
      for id in ["later", "earlier", "same", "none"] {
        let expected = try steps(id).last { $0.instant <= at }
        #expect(try judgement("own:" + id, then).verdict == expected?.verdict, "\(id) at \(moment)")
      }
    }
  }

  /// One can step to each of them, and the timeline shows it then, with the same word as the ledger.
  @Test func theTimelineStepsToEachVerdict() throws {
    let moments = Set(Record.timeline.moments)
    for judgement in Self.ledger.judgements {
      for step in judgement.steps { #expect(moments.contains(step.instant), "\(judgement.claim.id) \(step.instant.iso)") }
    }
    for (moment, words) in [
      ("2024-06-30", "missed: Shanghai Megapack plant"), ("2026-07-23T16:00ET", "met: P/E can exceed 100"),
      ("2025-03-25", "met: Tesla dominates charging"),
    ] {
      let state = try Record.state(.timeline, .en, at: moment)
      let snapshot = Dashboard.snapshot(of: Record.book, at: try instant(moment), Record.timeline)
      #expect(frame(snapshot, state, Size(160, 50)).plainText().contains(words), "\(moment)")
    }
    // What was recorded in February 2025 is a word to a verdict that had come, and no second one.
    let snapshot = Dashboard.snapshot(of: Record.book, at: try instant("2025-02-11"), Record.timeline)
    let shown = frame(snapshot, try Record.state(.timeline, .en, at: "2025-02-11"), Size(200, 50)).plainText()
    #expect(shown.contains("starts in 2024Q2 · constr") && !shown.contains("missed: Shanghai"))
  }

  /// A ratio of lines is that of the moment at which it was first complete: a later version of a line changes no verdict.
  @Test func aRatioIsThatOfItsMoment() throws {
    let made = Instant(endOf: Day(civil: 2024, 1, 1))
    let metric = try #require(ClaimMetric(name: "net_income.yoy"))
    // Net income of 2024Q4 was 2,317 at first and 2,128 a year later; 2023Q4 was 7,928.
    let claim = Claim(
      id: "made", topic: "made", text: Phrase("made"), who: Phrase("me"), figure: nil, figureHigh: nil, due: nil, verdict: .open,
      outcome: nil, outcomeKnownAt: nil, outcomeSources: [], note: nil, later: [],
      citation: Citation(sources: ["seed"], knownAt: made, confidence: .single),
      test: ClaimTest(metric, .period(.quarter(year: 2024, 4)), .atLeast(-72)))
    let release = try instant("2025-01-29T16:05ET")
    for moment in ["2025-02-01", "2026-06-01"] {
      let judged = ClaimJudgement(claim, try Record.snapshot(moment))
      // -70.8 per cent as first published, -73.2 as recast.
      #expect(judged.verdict == .met && judged.judgedAt == release, "\(moment)")
    }
  }

  /// The rate is of what was open when it was said.
  @Test func aRateIsOfForecasts() {
    var tally = ClaimTally()
    tally.statements.met = 9
    #expect(tally.hitRate == nil)
    (tally.forecasts.met, tally.forecasts.partly, tally.forecasts.missed, tally.forecasts.open) = (1, 1, 2, 5)
    #expect(tally.hitRate == 37.5 && tally.all.met == 10 && tally.all.total == 18)
    // What had a recorded or computed verdict at once was no forecast, and what was announced neither.
    let atOnce = Self.ledger.judgements.filter { $0.verdict != .unknown && $0.judgedAt == $0.claim.knownAt }
    for judged in atOnce { #expect(judged.claim.kind == .statement, "\(judged.claim.id)") }
    for id in ["ndx0714", "ndx0724", "earn0719"] {
      #expect(Self.ledger.judgements.first { $0.claim.id == id }?.claim.kind == .statement, "\(id)")
    }
    #expect(Self.ledger.judgements.filter { $0.claim.kind == .statement }.count == 17)
  }

  @Test func aPlantIsNotLateBeforeItIsKnown() throws {
    // Houston was announced in March 2025; a claim that it runs by the end of 2024 could not be judged before.
    let metric = try #require(ClaimMetric(name: "date.plant_start"))
    let made = Instant(endOf: Day(civil: 2024, 1, 1))
    let bounds = ClaimBounds.atMost(Double(Day(civil: 2024, 12, 31).number))
    let claim = Claim(
      id: "made", topic: "made", text: Phrase("made"), who: Phrase("me"), figure: nil, figureHigh: nil, due: nil, verdict: .open,
      outcome: nil, outcomeKnownAt: nil, outcomeSources: [], note: nil, later: [],
      citation: Citation(sources: ["seed"], knownAt: made, confidence: .single),
      test: ClaimTest(metric, subject: "houston", ClaimSpan.none, bounds))
    #expect(ClaimJudgement(claim, try Record.snapshot("2025-02-01")).verdict == .open)
    let judged = ClaimJudgement(claim, try Record.snapshot("2026-02-01"))
    #expect(judged.verdict == .missed && judged.judgedAt == Instant(endOf: Day(civil: 2025, 3, 5)))
  }

  /// No claim tells at a moment of days that came after it, in its note, its additions or its rule.
  @Test func noClaimKnowsWhatCameLater() throws {
    for moment in ["2023-07-14", "2023-08-01", "2024-06-01", "2025-01-01", "2025-06-22", "2026-07-21", "2026-10-01"] {
      let s = try Bundled.snapshot(moment)
      for claim in s.claims {
        let texts = [claim.note, claim.outcome, claim.test?.note].compactMap { $0?.en } + claim.later.map(\.text.en)
        for text in texts {
          for match in text.matches(of: /\d{4}-\d{2}-\d{2}/) {
            let day = try #require(Day(iso: String(match.output)))
            // A day that somebody spoke of beforehand is that of the claim.
            #expect(day <= s.asOf.newYorkDay || day == claim.due, "\(claim.id) at \(moment): \(text)")
          }
        }
      }
    }
    // The rule about the P/E rests on a report of July 2026.
    func rule(_ moment: String) throws -> ClaimTest? { try Bundled.snapshot(moment).claims.first { $0.id == "per100" }?.test }
    #expect(try rule("2026-07-22T12:00ET") == nil)
    #expect(try rule("2026-07-23") != nil)
  }
}
