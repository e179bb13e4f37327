import App
import Canvas
import Finance
import Format
import Model
import Panels
import Testing

@Suite struct ValuePanelTests {
  private static let now = "2026-10-05"

  private func app(_ scenario: String, view: Int = 0, _ language: Language = .en, at moment: String = now) throws -> Dashboard {
    var state = try Record.state(.value, language, at: moment)
    state.scenario = scenario
    state.open(view: view, of: .value)
    return Dashboard(book: Record.book, state: state, now: Record.now)
  }

  private func press(_ app: inout Dashboard, _ keys: String) {
    for c in keys.unicodeScalars {
      switch c {
      case "\n": _ = app.press(.enter, now: Record.now)
      case "↓": _ = app.press(.down, now: Record.now)
      case "→": _ = app.press(.right, now: Record.now)
      case "←": _ = app.press(.left, now: Record.now)
      default: _ = app.press(.character(c), now: Record.now)
      }
    }
  }

  private func text(_ app: Dashboard, _ size: Size = Size(120, 40)) -> String { app.frame(size).plainText() }

  private func count(_ part: String, in text: String) -> Int { text.ranges(of: part).count }

  @Test func theAuthorsContradictionsStandSideBySide() throws {
    let frame = text(try app("notes-2026", at: "2023-07-20T16:00ET"))
    #expect(frame.contains("◇ 4,290 T KRW  ≠ 3,710 T KRW"))
    #expect(count("≠ ", in: frame) == 2, "the headline and one contradiction")
    #expect(!frame.contains("≠ 1,300.0") && !frame.contains("≠ 80.9×"))
    // On one screen the implied multiple stands once.
    for size in [Size(120, 40), Size(200, 50)] {
      let frame = text(try app("notes-2026", at: "2023-07-20T16:00ET"), size)
      #expect(count("80.9×", in: frame) == 1, "\(size)")
    }
  }

  @Test func theRecordIsWorthWhatTheMarketSays() throws {
    let frame = text(try app("record"))
    let price = try #require(Valuation.quote(try Record.snapshot(Self.now)).value)
    #expect(frame.contains("EPS 1.08 USD × P/E 350.7× = \(Numbers.grouped(price)) USD") && frame.contains("vs. today 1.00×"))
  }

  @Test func allScenariosComeWithOneKey() throws {
    var app = try app("notes-2026")
    var seen: [String] = []
    for _ in 0..<9 {
      seen.append(app.state.scenario)
      press(&app, "s")
    }
    #expect(
      seen == [
        "notes-2026", "notes-robotaxi", "ark-2027", "baron-2025", "bear", "base", "bull", "record", "notes-2026",
      ])
  }

  @Test func nudgesAddUpAndAreUndone() throws {
    var app = try app("base")
    let before = text(app)
    press(&app, "+++")
    #expect(app.state.scenarioEdits.changes(of: "base").values[.driver(.units)] == 2_650_000)
    #expect(text(app) != before)
    press(&app, "...;;;")
    #expect(app.state.scenarioEdits.changes(of: "base").values[.driver(.units)] == 2_650_000)
    press(&app, "---")
    #expect(app.state.scenarioEdits.changes(of: "base").isEmpty)
    #expect(text(app) == before)
    press(&app, "+")
    press(&app, "z")
    #expect(app.state.scenarioEdits.changes(of: "base").isEmpty)
    press(&app, "++R")
    #expect(text(app) == before)
    press(&app, "+↓+R")
    #expect(app.state.scenarioEdits.changes.isEmpty)
  }

  @Test func valuesAreTypedAndRefused() throws {
    var app = try app("base")
    press(&app, "e3.2M\n")
    #expect(app.state.scenarioEdits.changes(of: "base").values[.driver(.units)] == 3_200_000)
    press(&app, "e+25%\n")
    #expect(app.state.scenarioEdits.changes(of: "base").values[.driver(.units)] == 4_000_000)
    for wrong in ["inf", "nan", "0x10", "1e400", "=-5", "", "12x", "99999999999999"] {
      press(&app, "e" + wrong + "\n")
      guard case .prompt(let prompt) = app.state.overlay else {
        // Nothing typed over the suggestion is the suggestion itself.
        #expect(wrong.isEmpty)
        continue
      }
      #expect(prompt.fault != nil, "\(wrong)")
      _ = app.press(.escape, now: Record.now)
      #expect(app.state.scenarioEdits.changes(of: "base").values[.driver(.units)] == 4_000_000)
    }
  }

  @Test func whatAPriceHoldsIsSolved() throws {
    var app = try app("base", view: 1)
    press(&app, "f500\n")
    #expect(app.state.value.wantedPrice == 500)
    #expect(text(app).contains("needed for 500 USD"))
    let s = app.snapshot
    let base = try #require(s.scenarios.first { $0.id == "base" }).completed(s)
    guard case .value(let multiple)? = ScenarioSolution(.driver(.multiple), forPrice: 500, in: base) else {
      Issue.record("no multiple gives 500")
      return
    }
    #expect(text(app).contains(Numbers.grouped(multiple, 1) + "×"))
    press(&app, "f \n")
    #expect(app.state.value.wantedPrice == nil)
  }

  @Test func theCursorOfTheTornadoStaysWithItsAssumption() throws {
    var app = try app("base", view: 1)
    press(&app, "↓↓↓↓")
    let label = ValuePanel.items(drawContext(app))[app.state.cursors[.value] ?? 0].label
    press(&app, "++++++++++++++++++++")
    #expect(ValuePanel.items(drawContext(app))[app.state.cursors[.value] ?? 0].label == label)
  }

  private func drawContext(_ app: Dashboard) -> DrawContext { DrawContext(app.snapshot, app.state) }

  @Test func theRangeFollowsItsAssumptions() throws {
    var app = try app("base", view: 3)
    let before = text(app)
    #expect(before.contains("2,000 paths, seed 1"))
    #expect(before.contains("Arithmetic on stated assumptions, not a forecast."))
    press(&app, "+")
    #expect(text(app) != before)
    press(&app, "-")
    #expect(text(app) == before)
    press(&app, "←")
    #expect(app.state.value.year == 2029)
    #expect(text(app).contains("2029: price, USD"))
    press(&app, "x")
    #expect(text(app).contains("2029: market value"))
    press(&app, "x")
    #expect(text(app).contains("2029: net income"))
  }

  @Test func spreadsAndCorrelationsAreEdited() throws {
    var app = try app("base", view: 4)
    press(&app, "+")
    #expect(app.state.scenarioEdits.changes(of: "base").spreads[.units] == .lognormal(10))
    press(&app, "-")
    #expect(app.state.scenarioEdits.changes(of: "base").isEmpty)
    press(&app, "etriangular -20% 5% 30%\n")
    #expect(app.state.scenarioEdits.changes(of: "base").spreads[.units] == .triangular(low: -20, mode: 5, high: 30))
    press(&app, "enormal x\n")
    guard case .prompt(let prompt) = app.state.overlay else {
      Issue.record("a spread that is none was taken")
      return
    }
    #expect(prompt.fault != nil)
    _ = app.press(.escape, now: Record.now)
    _ = app.press(.end, now: Record.now)
    press(&app, "+")
    #expect(app.state.scenarioEdits.changes(of: "base").correlations.values.first == 0.45)
    press(&app, "R")
    #expect(app.state.scenarioEdits.changes.isEmpty)
  }

  /// Two drivers that move as one, and against each other with a third: no numbers can do that.
  @Test func impossibleCorrelationsAreSaidNotDrawn() throws {
    var state = try Record.state(.value, .en, at: Self.now)
    state.scenario = "base"
    state.open(view: 3, of: .value)
    var changes = ScenarioChanges()
    changes.correlations[ScenarioChanges.Pair(.price, .unitCost)] = 0.99
    changes.correlations[ScenarioChanges.Pair(.units, .price)] = 0.9
    changes.correlations[ScenarioChanges.Pair(.units, .unitCost)] = -0.9
    state.scenarioEdits.changes["base"] = changes
    let frame = Dashboard(book: Record.book, state: state, now: Record.now).frame(Size(120, 40)).plainText()
    #expect(frame.contains("contradicts the others"))
  }

  @Test func aStatedScenarioHasNoRangeAndSaysWhy() throws {
    for (view, words) in [(3, "no drivers"), (4, "built from drivers")] {
      #expect(text(try app("ark-2027", view: view)).contains(words))
    }
    #expect(text(try app("ark-2027", view: 1)).contains("nothing to vary"))
  }

  @Test func nothingIsKnownBeforeAnybodySpoke() throws {
    for moment in ["2015-01-01", "2019-06-01"] {
      for view in 0..<5 { #expect(!text(try app("base", view: view, at: moment)).contains("Base")) }
    }
  }

  @Test func theWonAreShownAsStated() throws {
    var app = try app("notes-2026", .ko)
    press(&app, "c")
    let frame = text(app)
    #expect(frame.contains("◇ 25조 원"))
    #expect(frame.contains("53조 원"))
    // 3.3 trillion dollars in won are computed from the claim and the rate, and nobody's claim.
    let rate = try #require(app.snapshot.exchangeRate.figure)
    let converted = Numbers.grouped(3.3 * rate.value) + "조 원"
    #expect(frame.contains("≈ " + converted) && !frame.contains("◇ " + converted))
    #expect(frame.contains("◇ 4,290조 원"))
    #expect(frame.contains(rate.period.label))
  }

  @Test func theHeadlineFollowsAChange() throws {
    var app = try app("notes-2026")
    #expect(text(app).contains("≠ 3.30 T USD"))
    press(&app, "+")
    let s = app.snapshot
    let changed = try #require(s.scenarios.first { $0.id == "notes-2026" }).completed(s)
      .changed(by: app.state.scenarioEdits.changes(of: "notes-2026"))
    let price = try #require(ScenarioValue(changed, s).price.value)
    let frame = text(app)
    #expect(frame.contains("Price \(Numbers.grouped(price)) USD · vs. today"))
    #expect(frame.contains("stated ◇ 3.30 T USD") && !frame.contains("≠ 3.30 T USD"))
    press(&app, "-")
    #expect(text(app).contains("≠ 3.30 T USD"))
  }

  @Test func noTargetIsNamedByAnIdOrPast() throws {
    for (size, language) in [(Size(80, 24), Language.ko), (Size(120, 40), .ko), (Size(120, 40), .en), (Size(200, 50), .en)] {
      let frame = text(try app("base", view: 3, language), size)
      #expect(
        !frame.contains("notes-2") && !frame.contains("notes-r") && !frame.contains("Baron: 2025") && !frame.contains("바론: 2025"))
      #expect(frame.contains(language == .ko ? "노트: 2026년 목표" : "Notes: 2026 target"), "\(size)")
    }
  }

  @Test func viewsThatAScenarioLacksAreSkipped() throws {
    func views(_ id: String) throws -> [Int] {
      var app = try self.app(id)
      return (0..<3).map { _ in
        press(&app, "v")
        return app.state.view(of: .value)
      }
    }
    #expect(try views("base") == [1, 2, 3])
    #expect(try views("notes-2026") == [1, 2, 0])
    #expect(try views("ark-2027") == [2, 0, 2])
    var ark = try app("ark-2027")
    press(&ark, "v")
    #expect(ark.state.notice?.text.en.contains("sensitivity") == true)
  }

  @Test func impossibleIsSaidOnce() throws {
    for id in ["base", "bear", "bull"] {
      let frame = text(try app(id, view: 1, .ko))
      #expect(!frame.contains("불가능"))
    }
    #expect(count("이를 수 없음", in: text(try app("base", view: 1, .ko))) == 1)
  }

  @Test func theFirstLineNamesTheSharesAndTheOtherCounts() throws {
    let app = try app("base")
    let s = app.snapshot
    let frame = text(app, Size(200, 50))
    for basis in ShareBasis.allCases where Valuation.shares(basis, s).figure != nil {
      let count = try #require(Valuation.shares(basis, s).figure)
      #expect(frame.contains(Formatter(language: .en).shareCount(count)), "\(basis)")
    }
    #expect(frame.contains("shares outstanding (") && frame.contains("diluted 3,540 M (26Q2)"))
  }

  @Test(arguments: 0..<5) func everyViewKeepsItsEdges(view: Int) throws {
    for id in ["notes-2026", "ark-2027", "base", "record"] {
      for size in [Size(60, 16), Size(80, 24), Size(100, 30), Size(120, 40), Size(160, 45), Size(200, 50), Size(240, 60)] {
        for language in Language.allCases {
          let canvas = try app(id, view: view, language).frame(size)
          for y in 2..<size.height - 1 {
            let row = canvas.row(y)
            #expect("╭│╰".unicodeScalars.contains(row.first?.character ?? " "), "\(id) \(size) row \(y)")
            #expect("╮│╯".unicodeScalars.contains(row.last?.character ?? " "), "\(id) \(size) row \(y)")
          }
        }
      }
    }
  }
}
