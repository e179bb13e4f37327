import Canvas
import Dashboard
import Documents
import Finance
import Format
import Model
import Testing

/// Keys, filters and the form of the Claims panel.
@Suite struct ClaimsPanelTests {
  private let now = Record.now

  private func desk(_ moment: String? = "2026-10-05", _ language: Language = .en) throws -> Desk {
    Desk(book: Record.book, state: try Record.state(.claims, language, at: moment), now: now)
  }

  private func press(_ desk: inout Desk, _ keys: String) -> [Effect] {
    keys.unicodeScalars.compactMap { desk.press(.character($0), now: now) }
  }

  private func text(_ desk: Desk, _ size: Size = Size(120, 40)) -> String { desk.frame(size).plainText() }

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
    var desk = try desk()
    #expect(text(desk).contains("1 / 50 ") && text(desk).contains("Claims · by topic"))
    // f: what is due, then each verdict.
    _ = press(&desk, "f")
    #expect(text(desk).contains("due soon or overdue") && text(desk).contains("1 / 5 of 50"))
    for (filter, count) in [
      ("open", 17), ("met", 18), ("partly", 6), ("missed", 4), ("can't tell", 5), ("forecasts", 33), ("statements", 17),
    ] {
      _ = press(&desk, "f")
      #expect(text(desk).contains("by topic · \(filter)") && text(desk).contains(" / \(count) of 50"), "\(filter)")
    }
    _ = press(&desk, "f")
    #expect(desk.state.claims.filter == .all)
    // x and y: one topic, one speaker; R: all again.
    _ = press(&desk, "x")
    #expect(desk.state.claims.topic == "valuation" && text(desk).contains(" / 13 of 50"))
    _ = press(&desk, "x")
    #expect(desk.state.claims.topic == "forecast")
    _ = press(&desk, "y")
    #expect(desk.state.claims.speaker?.en == "author" && text(desk).contains("No claim passes these filters"))
    _ = press(&desk, "R")
    #expect(!desk.state.claims.isFiltered && text(desk).contains(" / 50 "))
  }

  @Test func theCursorStaysOnItsClaim() throws {
    var desk = try desk()
    _ = press(&desk, "jjjj")
    func selected(_ desk: Desk) -> String {
      let items = ClaimsPanel.items(Scene(desk.snapshot, desk.state))
      return items[desk.state.cursors[.claims] ?? 0].label.en
    }
    let claim = selected(desk)
    for _ in ClaimSort.allCases {
      _ = press(&desk, "o")
      #expect(selected(desk) == claim)
    }
    // The first claim is due soon and open, so that both filters show it.
    desk = try self.desk()
    let first = selected(desk)
    _ = press(&desk, "ffoo")
    #expect(desk.state.claims.filter == .open && selected(desk) == first)
    _ = press(&desk, "R")
    #expect(selected(desk) == first)
  }

  @Test func eachOrderIsWhatItSays() throws {
    let s = try Record.snapshot("2026-10-05")
    let judgements = ClaimLedger(s).judgements
    for sort in ClaimSort.allCases {
      var state = try Record.state(.claims, .en, at: "2026-10-05")
      state.claims.sort = sort
      let labels = ClaimsPanel.items(Scene(s, state)).map(\.label)
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
    var desk = try desk()
    _ = press(&desk, "ffff")
    #expect(desk.state.claims.filter == .partly || desk.state.claims.filter == .met)
    _ = press(&desk, "/heat pump")
    _ = desk.press(.enter, now: now)
    #expect(desk.state.overlay == nil && !desk.state.claims.isFiltered)
    let item = ClaimsPanel.items(Scene(desk.snapshot, desk.state))[desk.state.cursors[.claims] ?? 0]
    #expect(item.label.en.contains("heat pump"))
  }

  // MARK: what stands out

  @Test func dueAndOverdueAreSaidInWords() throws {
    let before = text(try desk("2026-10-05"))
    #expect(before.contains("▸ 5 due soon") && before.contains("▸ 87 d left") && before.contains("▸ 87 days left"))
    #expect(text(try desk("2026-10-05", .ko)).contains("▸ 87일 남음"))
    // In July 2023 nobody had judged what was due a week before.
    let overdue = text(try desk("2023-07-18"))
    #expect(overdue.contains("! 1 overdue"))
    #expect(text(try desk("2023-07-18"), Size(200, 50)).contains("! 8 d over"))
    #expect(text(try desk("2023-07-18", .ko), Size(80, 24)).contains("! 지남 1"))
  }

  @Test func aDifferenceIsOnTheScreen() throws {
    let test = ClaimTest(
      try #require(ClaimMetric(name: "eps.nongaap")), .period(.quarter(year: 2023, 2)), .between(0.93, 0.97))
    var desk = try desk()
    desk.take(claims: [claim("wrong", verdict: .met, test: test)], problems: [])
    desk.showClaim(id: "own:wrong")
    for language in [Language.en, .ko] {
      if language == .ko { _ = press(&desk, "K") }
      let shown = text(desk)
      #expect(shown.contains(language == .ko ? "≠ 수치와 다름 1" : "≠ 1 differ"))
      #expect(shown.contains("✓≠"))
      #expect(shown.contains(language == .ko ? "기록된 판정은 적중" : "the recorded verdict is"))
    }
    // And it can be asked for.
    var filtered = desk.state.claims
    filtered.filter = .differs
    var state = desk.state
    state.claims = filtered
    #expect(ClaimsPanel.count(Scene(desk.snapshot, state)) == 1)
  }

  // MARK: the user's own

  @Test func ownClaimsTakePartEverywhere() throws {
    var desk = try desk()
    desk.take(claims: [claim("one"), claim("two", verdict: .missed)], problems: ["/home/claims.yaml:7: no good"])
    #expect(desk.snapshot.claims.count == 52)
    #expect(text(desk).contains("Tally of 52 claims") && text(desk).contains("! /home/claims.yaml:7: no good"))
    let ledger = ClaimLedger(desk.snapshot)
    #expect(ledger.speakers().contains { $0.key.en == "me" && $0.counts.missed == 1 && $0.counts.open == 1 })
    #expect(ledger.topics().contains { $0.key.en == "own" })
    #expect(!Search.hits("of my own", Scene(desk.snapshot, desk.state)).isEmpty)
    // A day before they were made they are not there.
    var early = try self.desk("2026-08-31")
    early.take(claims: [claim("one")], problems: [])
    #expect(early.snapshot.claims.count == 50)
    // Taken away again.
    desk.take(claims: [], problems: [])
    #expect(desk.snapshot.claims.count == 50 && text(desk).contains("Tally of 50 claims"))
  }

  @Test func editOpensTheFileAtOnesOwnAndExplainsTheOthers() throws {
    var desk = try desk()
    #expect(press(&desk, "e") == [])
    #expect(desk.state.notice?.text.en.contains("belongs to the facts") == true && desk.state.notice?.isFault == true)
    desk.take(claims: [claim("one")], problems: [])
    desk.showClaim(id: "own:one")
    #expect(press(&desk, "e") == [.editClaims(id: "own:one", adding: nil)])
    // On the scoreboard there is no claim to edit.
    _ = press(&desk, "ve")
    #expect(desk.state.notice?.text.en.contains("no claim is selected") == true)
  }

  private func type(_ desk: inout Desk, _ text: String) -> Effect? {
    for scalar in text.unicodeScalars { _ = desk.press(.character(scalar), now: now) }
    return desk.press(.enter, now: now)
  }

  private func question(_ desk: Desk) -> ClaimForm.Step? {
    if case .prompt(let prompt) = desk.state.overlay, case .claim(let step) = prompt.question { return step }
    return nil
  }

  private func fault(_ desk: Desk) -> Phrase? {
    if case .prompt(let prompt) = desk.state.overlay { return prompt.fault }
    return nil
  }

  @Test func theFormAsksForEachField() throws {
    var desk = try desk()
    _ = press(&desk, "a")
    #expect(question(desk) == .text)
    #expect(type(&desk, "") == nil)
    #expect(question(desk) == .text && fault(desk) != nil)
    #expect(type(&desk, "2027년 ESS 80GWh 이상") == nil)
    #expect(question(desk) == .who)
    #expect(type(&desk, "") == nil && question(desk) == .topic)
    #expect(type(&desk, "energy") == nil && question(desk) == .by)
    #expect(type(&desk, "next year") == nil && question(desk) == .by)
    #expect(fault(desk)?.en.contains("'next year' is not a date") == true)
    // The text stays to be mended.
    _ = desk.press(.control("u"), now: now)
    #expect(type(&desk, "2028-01-31") == nil && question(desk) == .metric)
    // The only metric that begins so.
    #expect(type(&desk, "stora") == nil)
    #expect(fault(desk) != nil || question(desk) == .period)
    if question(desk) == .metric {
      _ = desk.press(.control("u"), now: now)
      #expect(type(&desk, "storage") == nil && question(desk) == .period)
    }
    #expect(text(desk).contains("New claim 6: period") && text(desk).contains("storage"))
    #expect(type(&desk, "2027") == nil && question(desk) == .bound)
    #expect(type(&desk, "80") == nil && fault(desk) != nil)
    _ = desk.press(.control("u"), now: now)
    let effect = type(&desk, "80 이상")
    let entry = ClaimEntry([
      .text: "2027년 ESS 80GWh 이상", .topic: "energy", .by: "2028-01-31", .metric: "storage", .period: "2027",
      .atLeast: "80",
    ])
    #expect(effect == .addClaim(entry))
    // What could not be written is said in the prompt, which is still open.
    desk.refuse(Phrase("no room", "자리 없음"), mayReplace: false)
    #expect(fault(desk)?.en == "no room")
  }

  @Test func theFormIsShortWithoutAMetric() throws {
    var desk = try desk("2026-10-05", .ko)
    _ = press(&desk, "a")
    _ = type(&desk, "heat pumps")
    // Tab goes on, Shift-Tab back to what was typed.
    _ = desk.press(.tab, now: now)
    #expect(question(desk) == .topic)
    _ = desk.press(.backTab, now: now)
    _ = desk.press(.backTab, now: now)
    #expect(question(desk) == .text && text(desk).contains("heat pumps"))
    for _ in 0..<4 { _ = desk.press(.tab, now: now) }
    #expect(question(desk) == .metric)
    #expect(desk.press(.tab, now: now) == .addClaim(ClaimEntry([.text: "heat pumps"])))
    // Esc leaves everything as it was.
    _ = desk.press(.escape, now: now)
    #expect(desk.state.overlay == nil)
    _ = press(&desk, "a")
    #expect(!text(desk).contains("heat pumps"))
    // Ctrl-E goes to the editor, with what is a claim already.
    #expect(desk.press(.control("e"), now: now) == .editClaims(id: nil, adding: nil))
    _ = press(&desk, "a")
    _ = type(&desk, "x")
    #expect(desk.press(.control("e"), now: now) == .editClaims(id: nil, adding: ClaimEntry([.text: "x"])))
    // The prompt is there until the entry is written, to say why it is not.
    desk.refuse(Phrase("no room", "자리 없음"), mayReplace: false)
    #expect(fault(desk)?.en == "no room")
  }

  @Test func whatWasTypedSurvivesTheEditor() throws {
    var desk = try desk("2026-10-05", .en)
    _ = press(&desk, "a")
    for answer in ["heat pumps", "", "", "", "storage"] { _ = type(&desk, answer) }
    #expect(question(desk) == .period)
    // A metric without a period is no entry yet.
    #expect(desk.press(.control("e"), now: now) == .editClaims(id: nil, adding: nil))
    #expect(desk.state.overlay == nil)
    _ = press(&desk, "a")
    #expect(question(desk) == .text && text(desk).contains("heat pumps"))
    for _ in 0..<5 { _ = desk.press(.tab, now: now) }
    #expect(question(desk) == .period && text(desk).contains("storage"))
    // Esc throws it away.
    _ = desk.press(.escape, now: now)
    _ = press(&desk, "a")
    #expect(question(desk) == .text && !text(desk).contains("heat pumps"))
  }

  @Test func theFormFitsEveryScreen() throws {
    for language in Language.allCases {
      var desk = try desk("2026-10-05", language)
      _ = press(&desk, "a")
      for answer in ["what", "who", "energy", "2027-12-31", "date.plant_start", "shanghai", "at most 2027-06-30"] {
        for size in [Size(60, 16), Size(80, 24), Size(120, 40)] {
          expectWholeGlyphs(desk.frame(size), "\(answer) \(size)")
        }
        _ = type(&desk, answer)
      }
    }
  }

  // MARK: the other views

  @Test func theScoreboardListsTheClaimsOfAGroup() throws {
    var desk = try desk()
    _ = press(&desk, "v")
    #expect(text(desk).contains("By topic") && text(desk).contains("By who said it"))
    #expect(text(desk).contains("hits: forecasts only, partly counts half") && text(desk).contains("forecasts ┊ statements"))
    _ = desk.press(.right, now: now)
    #expect(desk.state.cursors[.claims] == 10)
    _ = desk.press(.enter, now: now)
    // The rate is of forecasts; what was past or announced when it was said stands apart.
    #expect(text(desk).contains("23 forecasts, 8 judged: 5 met, 3 partly, 0 missed (hits 81%"))
    #expect(text(desk).contains("13 statements, past or announced when said"))
    _ = desk.press(.escape, now: now)
    _ = desk.press(.left, now: now)
    #expect(desk.state.cursors[.claims] == 0)
  }

  @Test func theChartEndsWithTheCountsOfTheMoment() throws {
    var desk = try desk()
    _ = press(&desk, "vv")
    let shown = text(desk)
    for label in ["✓ met 18", "○ open 17", "◐ partly 6", "✗ missed 4", "2023-07-13", "2026-10-05"] {
      #expect(shown.contains(label), "\(label)")
    }
    // It begins at the newest change.
    let changes = ClaimLedger(desk.snapshot).history().count
    #expect(shown.contains("\(changes) / \(changes)"))
  }
}
