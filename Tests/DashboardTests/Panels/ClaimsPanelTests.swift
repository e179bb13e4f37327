import App
import Canvas
import Documents
import Finance
import Format
import Model
import Panels
import Testing

/// Keys, filters and the form of the Claims panel.
@Suite struct ClaimsPanelTests {
  private let now = Record.now

  private func app(_ moment: String? = "2026-10-05", _ language: Language = .en) throws -> Dashboard {
    Dashboard(book: Record.book, state: try Record.state(.claims, language, at: moment), now: now)
  }

  private func press(_ app: inout Dashboard, _ keys: String) -> [Effect] {
    keys.unicodeScalars.compactMap { app.press(.character($0), now: now) }
  }

  private func text(_ app: Dashboard, _ size: Size = Size(120, 40)) -> String { app.frame(size).plainText() }

  private func claim(_ id: String, line: Int = 3, verdict: Verdict = .open, due: Day? = nil, test: ClaimTest? = nil) -> Claim {
    let made = Instant(Day(civil: 2026, 9, 1), 0, 0)
    return Claim(
      id: "own:" + id, topic: "own", text: Phrase("of my own: \(id)"), who: Phrase("me", "나"), figure: nil, figureHigh: nil,
      due: due,
      verdict: verdict, outcome: nil, outcomeKnownAt: verdict == .open ? nil : made, outcomeSources: [], note: nil, later: [],
      citation: Citation(sources: ["claims.yaml"], knownAt: made, confidence: .single), test: test, line: line)
  }

  // MARK: filters and order

  @Test func filtersShowHowManyOfHowMany() throws {
    var app = try app()
    #expect(text(app).contains("1 / 50 ") && text(app).contains("Claims · by topic"))
    // f: what is due, then each verdict.
    _ = press(&app, "f")
    #expect(text(app).contains("due soon or overdue") && text(app).contains("1 / 5 of 50"))
    for (filter, count) in [
      ("open", 17), ("met", 18), ("partly", 6), ("missed", 4), ("can't judge", 5), ("forecasts", 33), ("statements", 17),
    ] {
      _ = press(&app, "f")
      #expect(text(app).contains("by topic · \(filter)") && text(app).contains(" / \(count) of 50"), "\(filter)")
    }
    _ = press(&app, "f")
    #expect(app.state.claims.filter == .all)
    // x and y: one topic, one speaker; R: all again.
    _ = press(&app, "x")
    #expect(app.state.claims.topic == "valuation" && text(app).contains(" / 13 of 50"))
    _ = press(&app, "x")
    #expect(app.state.claims.topic == "forecast")
    _ = press(&app, "y")
    #expect(app.state.claims.speaker?.en == "author" && text(app).contains("No claim passes these filters"))
    _ = press(&app, "R")
    #expect(!app.state.claims.isFiltered && text(app).contains(" / 50 "))
  }

  @Test func theCursorStaysOnItsClaim() throws {
    var app = try app()
    _ = press(&app, "jjjj")
    func selected(_ app: Dashboard) -> String {
      let items = ClaimsPanel.items(DrawContext(app.snapshot, app.state))
      return items[app.state.cursors[.claims] ?? 0].label.en
    }
    let claim = selected(app)
    for _ in ClaimSort.allCases {
      _ = press(&app, "o")
      #expect(selected(app) == claim)
    }
    // The first claim is due soon and open, so that both filters show it.
    app = try self.app()
    let first = selected(app)
    _ = press(&app, "ffoo")
    #expect(app.state.claims.filter == .open && selected(app) == first)
    _ = press(&app, "R")
    #expect(selected(app) == first)
  }

  @Test func eachOrderIsWhatItSays() throws {
    let s = try Record.snapshot("2026-10-05")
    let judgements = ClaimLedger(s).judgements
    for sort in ClaimSort.allCases {
      var state = try Record.state(.claims, .en, at: "2026-10-05")
      state.claims.sort = sort
      let labels = ClaimsPanel.items(DrawContext(s, state)).map(\.label)
      #expect(labels.count == 50)
      let order = labels.compactMap { label in judgements.first { $0.claim.text == label } }
      switch sort {
      case .due:
        let open = order.prefix { $0.verdict == .open }.map { $0.claim.due?.number ?? .max }
        #expect(open == open.sorted() && open.count == 17)
      case .newest:
        let judged = order.compactMap(\.judgedAt)
        #expect(judged == judged.sorted(by: >))
      case .verdict: #expect(order.first?.verdict == .open && order.last?.verdict == .unknown)
      case .topic:
        #expect(
          order.first?.claim.topic == "valuation" && order.last?.claim.topic == "energy" || order.last?.claim.topic == "index")
      case .speaker: #expect(order.first?.claim.who.en == "author")
      }
    }
  }

  @Test func aSearchFindsWhatAFilterHides() throws {
    var app = try app()
    _ = press(&app, "ffff")
    #expect(app.state.claims.filter == .partly || app.state.claims.filter == .met)
    _ = press(&app, "/heat pump")
    _ = app.press(.enter, now: now)
    #expect(app.state.overlay == nil && !app.state.claims.isFiltered)
    let item = ClaimsPanel.items(DrawContext(app.snapshot, app.state))[app.state.cursors[.claims] ?? 0]
    #expect(item.label.en.contains("heat pump"))
  }

  // MARK: what stands out

  @Test func dueAndOverdueAreSaidInWords() throws {
    let before = text(try app("2026-10-05"))
    #expect(before.contains("▸ 5 due soon") && before.contains("▸ 87 d left") && before.contains("▸ 87 days left"))
    #expect(text(try app("2026-10-05", .ko)).contains("▸ 87일 남음"))
    // In July 2023 nobody had judged what was due a week before.
    let overdue = text(try app("2023-07-18"))
    #expect(overdue.contains("! 1 overdue"))
    #expect(text(try app("2023-07-18"), Size(200, 50)).contains("! 8 d over"))
    #expect(text(try app("2023-07-18", .ko), Size(80, 24)).contains("! 지남 1"))
  }

  @Test func aDifferenceIsOnTheScreen() throws {
    let test = ClaimTest(
      try #require(ClaimMetric(name: "eps.nongaap")), .period(.quarter(year: 2023, 2)), .between(0.93, 0.97))
    var app = try app()
    app.set(claims: [claim("wrong", verdict: .met, test: test)], problems: [])
    app.show(.claim("own:wrong"))
    for language in [Language.en, .ko] {
      if language == .ko { _ = press(&app, "K") }
      let shown = text(app)
      #expect(shown.contains(language == .ko ? "≠ 수치와 다름 1" : "≠ 1 differ"))
      #expect(shown.contains("✓≠"))
      #expect(shown.contains(language == .ko ? "기록된 판정은 적중" : "the recorded verdict is"))
    }
    // And it can be asked for.
    var filtered = app.state.claims
    filtered.filter = .differs
    var state = app.state
    state.claims = filtered
    #expect(ClaimsPanel.count(DrawContext(app.snapshot, state)) == 1)
  }

  // MARK: the user's own

  @Test func ownClaimsTakePartEverywhere() throws {
    var app = try app()
    app.set(claims: [claim("one"), claim("two", verdict: .missed)], problems: ["/home/claims.yaml:7: no good"])
    #expect(app.snapshot.claims.count == 52)
    #expect(text(app).contains("Tally of 52 claims") && text(app).contains("! /home/claims.yaml:7: no good"))
    let ledger = ClaimLedger(app.snapshot)
    #expect(ledger.speakers().contains { $0.key.en == "me" && $0.counts.missed == 1 && $0.counts.open == 1 })
    #expect(ledger.topics().contains { $0.key.en == "own" })
    #expect(!Palette.found("of my own", DrawContext(app.snapshot, app.state)).isEmpty)
    // A day before they were made they are not there.
    var early = try self.app("2026-08-31")
    early.set(claims: [claim("one")], problems: [])
    #expect(early.snapshot.claims.count == 50)
    // Taken away again.
    app.set(claims: [], problems: [])
    #expect(app.snapshot.claims.count == 50 && text(app).contains("Tally of 50 claims"))
  }

  @Test func editOpensTheFileAtOnesOwnAndExplainsTheOthers() throws {
    var app = try app()
    #expect(press(&app, "e") == [])
    #expect(app.state.notice?.text.en.contains("belongs to the facts") == true && app.state.notice?.isFault == true)
    app.set(claims: [claim("one")], problems: [])
    app.show(.claim("own:one"))
    #expect(press(&app, "e") == [.editClaims(id: "own:one", adding: nil)])
    // On the scoreboard there is no claim to edit.
    _ = press(&app, "ve")
    #expect(app.state.notice?.text.en.contains("no claim is selected") == true)
  }

  private func type(_ app: inout Dashboard, _ text: String) -> Effect? {
    for scalar in text.unicodeScalars { _ = app.press(.character(scalar), now: now) }
    return app.press(.enter, now: now)
  }

  private func question(_ app: Dashboard) -> ClaimForm.Step? {
    guard case .prompt(let prompt) = app.state.overlay else { return nil }
    return (prompt.field as? NewClaimField)?.step
  }

  private func fault(_ app: Dashboard) -> Phrase? {
    if case .prompt(let prompt) = app.state.overlay { return prompt.fault }
    return nil
  }

  @Test func theFormAsksForEachField() throws {
    var app = try app()
    _ = press(&app, "a")
    #expect(question(app) == .text)
    #expect(type(&app, "") == nil)
    #expect(question(app) == .text && fault(app) != nil)
    #expect(type(&app, "2027년 ESS 80GWh 이상") == nil)
    #expect(question(app) == .who)
    #expect(type(&app, "") == nil && question(app) == .topic)
    #expect(type(&app, "energy") == nil && question(app) == .by)
    #expect(type(&app, "next year") == nil && question(app) == .by)
    #expect(fault(app)?.en.contains("'next year' is not a date") == true)
    // The text stays to be mended.
    _ = app.press(.control("u"), now: now)
    #expect(type(&app, "2028-01-31") == nil && question(app) == .metric)
    // The only metric that begins so.
    #expect(type(&app, "stora") == nil)
    #expect(fault(app) != nil || question(app) == .period)
    if question(app) == .metric {
      _ = app.press(.control("u"), now: now)
      #expect(type(&app, "storage") == nil && question(app) == .period)
    }
    #expect(text(app).contains("New claim 6: period") && text(app).contains("storage"))
    #expect(type(&app, "2027") == nil && question(app) == .bound)
    #expect(type(&app, "80") == nil && fault(app) != nil)
    _ = app.press(.control("u"), now: now)
    let effect = type(&app, "80 이상")
    let entry = ClaimEntry([
      .text: "2027년 ESS 80GWh 이상", .topic: "energy", .by: "2028-01-31", .metric: "storage", .period: "2027",
      .atLeast: "80",
    ])
    #expect(effect == .addClaim(entry))
    // What could not be written is said in the prompt, which is still open.
    app.reject(Phrase("no room", "자리 없음"), mayReplace: false)
    #expect(fault(app)?.en == "no room")
  }

  @Test func theFormIsShortWithoutAMetric() throws {
    var app = try app("2026-10-05", .ko)
    _ = press(&app, "a")
    _ = type(&app, "heat pumps")
    // Tab goes on, Shift-Tab back to what was typed.
    _ = app.press(.tab, now: now)
    #expect(question(app) == .topic)
    _ = app.press(.backTab, now: now)
    _ = app.press(.backTab, now: now)
    #expect(question(app) == .text && text(app).contains("heat pumps"))
    for _ in 0..<4 { _ = app.press(.tab, now: now) }
    #expect(question(app) == .metric)
    #expect(app.press(.tab, now: now) == .addClaim(ClaimEntry([.text: "heat pumps"])))
    // Esc leaves everything as it was.
    _ = app.press(.escape, now: now)
    #expect(app.state.overlay == nil)
    _ = press(&app, "a")
    #expect(!text(app).contains("heat pumps"))
    // Ctrl-E goes to the editor, with what is a claim already.
    #expect(app.press(.control("e"), now: now) == .editClaims(id: nil, adding: nil))
    _ = press(&app, "a")
    _ = type(&app, "x")
    #expect(app.press(.control("e"), now: now) == .editClaims(id: nil, adding: ClaimEntry([.text: "x"])))
    // The prompt is there until the entry is written, to say why it is not.
    app.reject(Phrase("no room", "자리 없음"), mayReplace: false)
    #expect(fault(app)?.en == "no room")
  }

  @Test func whatWasTypedSurvivesTheEditor() throws {
    var app = try app("2026-10-05", .en)
    _ = press(&app, "a")
    for answer in ["heat pumps", "", "", "", "storage"] { _ = type(&app, answer) }
    #expect(question(app) == .period)
    // A metric without a period is no entry yet.
    #expect(app.press(.control("e"), now: now) == .editClaims(id: nil, adding: nil))
    #expect(app.state.overlay == nil)
    _ = press(&app, "a")
    #expect(question(app) == .text && text(app).contains("heat pumps"))
    for _ in 0..<5 { _ = app.press(.tab, now: now) }
    #expect(question(app) == .period && text(app).contains("storage"))
    // Esc throws it away.
    _ = app.press(.escape, now: now)
    _ = press(&app, "a")
    #expect(question(app) == .text && !text(app).contains("heat pumps"))
  }

  @Test func theFormFitsEveryScreen() throws {
    for language in Language.allCases {
      var app = try app("2026-10-05", language)
      _ = press(&app, "a")
      for answer in ["what", "who", "energy", "2027-12-31", "date.plant_start", "shanghai", "at most 2027-06-30"] {
        for size in [Size(60, 16), Size(80, 24), Size(120, 40)] {
          expectWholeGlyphs(app.frame(size), "\(answer) \(size)")
        }
        _ = type(&app, answer)
      }
    }
  }

  // MARK: the other views

  @Test func theScoreboardListsTheClaimsOfAGroup() throws {
    var app = try app()
    _ = press(&app, "v")
    #expect(text(app).contains("By topic") && text(app).contains("By speaker"))
    #expect(text(app).contains("forecasts only, partly counts half") && text(app).contains("forecasts ┊ statements"))
    _ = app.press(.right, now: now)
    #expect(app.state.cursors[.claims] == 10)
    _ = app.press(.enter, now: now)
    // The rate is of forecasts; what was past or announced when it was said stands apart.
    #expect(text(app).contains("23 forecasts, 8 judged: 5 met, 3 partly, 0 missed (hit rate 81%"))
    #expect(text(app).contains("13 statements, past or announced when said"))
    _ = app.press(.escape, now: now)
    _ = app.press(.left, now: now)
    #expect(app.state.cursors[.claims] == 0)
  }

  @Test func theChartEndsWithTheCountsOfTheMoment() throws {
    var app = try app()
    _ = press(&app, "vv")
    let shown = text(app)
    for label in ["✓ met 18", "○ open 17", "◐ partly 6", "✗ missed 4", "2023-07-13", "2026-10-05"] {
      #expect(shown.contains(label), "\(label)")
    }
    // It begins at the newest change.
    let changes = ClaimLedger(app.snapshot).history().count
    #expect(shown.contains("\(changes) / \(changes)"))
  }
}
