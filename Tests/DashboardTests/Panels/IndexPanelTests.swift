import App
import Canvas
import Model
import Panels
import Testing

/// The Index panel under its keys.
@Suite struct IndexPanelTests {
  private func app(_ moment: String, view: Int = 0, _ language: Language = .en) throws -> Dashboard {
    var state = try Record.state(.index, language, at: moment)
    state.views[.index] = view
    return Dashboard(book: Record.book, state: state, now: Record.now)
  }

  private func press(_ keys: String, _ app: inout Dashboard) {
    for key in keys.unicodeScalars {
      _ = app.press(key == "\n" ? .enter : key == "\u{8}" ? .backspace : .character(key), now: Record.now)
    }
  }

  private func lines(_ app: Dashboard, _ size: Size = Size(120, 40)) -> [String] {
    app.frame(size).plainText().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private func line(_ app: Dashboard, _ beginning: String) throws -> String {
    try #require(lines(app).first { $0.contains(beginning) }, "\(beginning)")
  }

  // MARK: what if

  @Test func anotherPriceMovesEverythingAndComesBack() throws {
    var app = try app("2023-07-21T16:00ET", view: 1)
    let plain = lines(app)
    #expect(try line(app, "▸TSLA").contains("4.16"))
    press("+++++", &app)
    #expect(app.state.index.priceChange == 5)
    // 260.02 × 1.05 = 273.02; w' = 1.05 w / (1 + 0.05 w) = 4.362 %.
    let changed = lines(app)
    #expect(changed.contains { $0.contains("what if") && $0.contains("273.02") })
    #expect(try line(app, "▸TSLA").contains("4.36"))
    #expect(try line(app, "price, what if").contains("273.02 USD"))
    press("-----", &app)
    #expect(lines(app) == plain)
    press(".;;", &app)
    #expect(app.state.index.priceChange == -0.2)
    press("=", &app)
    #expect(lines(app) == plain)
  }

  @Test func aTypedPriceOrChange() throws {
    var app = try app("2023-07-21T16:00ET", view: 3)
    press("e", &app)
    #expect(lines(app).contains { $0.contains("260.02 USD") })
    press("286.022\n", &app)
    #expect(abs(app.state.index.priceChange - 10) < 1e-6)
    press("e+2.5%\n", &app)
    #expect(app.state.index.priceChange == 2.5)
    for wrong in ["abc", "-5", "0", "1e9", "+5000%", "∞"] {
      press("e\(wrong)\n", &app)
      guard case .prompt(let prompt) = app.state.overlay else {
        Issue.record("\(wrong) was taken")
        continue
      }
      #expect(prompt.fault != nil)
      _ = app.press(.escape, now: Record.now)
      #expect(app.state.index.priceChange == 2.5)
    }
    // Nothing typed is the price as it is.
    press("e\u{8}", &app)
    while case .prompt(let prompt) = app.state.overlay, !prompt.text.isEmpty { press("\u{8}", &app) }
    press("\n", &app)
    #expect(app.state.index.priceChange == 0)
  }

  @Test func withoutWeightsThereIsNothingToChange() throws {
    var app = try app("2019-03-01")
    press("+", &app)
    #expect(app.state.index.priceChange == 0)
    #expect(app.state.notice?.isFault == true)
  }

  @Test func thePriceCannotGoBeyondItsLimits() throws {
    var app = try app("2023-07-21T16:00ET")
    press(String(repeating: "-", count: 200), &app)
    #expect(app.state.index.priceChange == -90)
    #expect(lines(app).contains { $0.contains("▸TSLA") || $0.contains("Agenda") })
  }

  // MARK: the calendar

  @Test func monthsAndEntriesAreSteppedThrough() throws {
    var app = try app("2023-07-20T16:00ET")
    #expect(lines(app)[3].contains("Jul 2023"))
    press("l", &app)
    #expect(
      try line(app, "Monthly options expiry").contains("21 sessions · 29 d") || lines(app).contains { $0.contains("Aug 2023") })
    press("lllll", &app)
    // Six months on the grid begins with the selected month.
    #expect(lines(app)[3].contains("Jan 2024"))
    press("hhhhhh", &app)
    #expect(lines(app)[3].contains("Jul 2023"))
    press("hh", &app)
    #expect(lines(app)[3].contains("May 2023"))
    // A step in time comes back to the moment.
    press("]", &app)
    #expect(lines(app)[3].contains("Jul 2023"))
  }

  @Test func theEndOfTheAgendaHasItsMonth() throws {
    var app = try app("2023-07-20T16:00ET")
    press("G", &app)
    // Nothing after the agenda's last month is shown: it would look empty.
    let text = lines(app).joined(separator: "\n")
    #expect(text.contains("Jul 2025") && !text.contains("Aug 2025"))
    press("g", &app)
    #expect(lines(app)[3].contains("Jul 2022"))
  }

  @Test func aClosureThatNobodyForesawIsNotInTheCalendar() throws {
    func january(_ moment: String) throws -> String {
      try #require(lines(try app(moment)).first { $0.hasPrefix("│ Jan 2025") })
    }
    #expect(try january("2025-01-08").contains("21 sessions"))
    #expect(try january("2025-01-09T09:00ET").contains("20 sessions"))
    let before = lines(try app("2025-01-08T18:00ET")).joined()
    #expect(before.contains("opens Thu 9 Jan 09:30") && !before.contains("mourning"))
  }

  @Test func theDetailOfADateSaysByWhichRule() throws {
    var app = try app("2026-11-26T12:00ET")
    // Thanksgiving itself, the early close, the reference day.
    press("jjj", &app)
    for key in ["\n", "i"] {
      press(key, &app)
      let text = lines(app).joined(separator: "\n")
      #expect(text.contains("Reference prices and shares") && text.contains("By the index's rules"), "\(key)")
      _ = app.press(.escape, now: Record.now)
    }
  }

  @Test func theDetailOfAWeightSaysWhatTheRulesDid() throws {
    var app = try app("2023-07-13", view: 1)
    // META, the sixth: held at the smallest of the group.
    press("jjjjj\n", &app)
    let text = lines(app).joined(separator: "\n")
    #expect(text.contains("Meta Platforms") && text.contains("capped at 3.467%"))
  }

  // MARK: what is of the present, and what is not

  @Test(
    arguments: ["2026-11-27T12:00ET", "2024-04-02T12:00ET", "2025-04-23T12:00ET"], [Size(80, 24), Size(120, 40), Size(200, 50)])
  func oldClosesAreNeverThePresent(moment: String, size: Size) throws {
    for view in IndexPanel.views.indices {
      for language in Language.allCases {
        let text = lines(try app(moment, view: view, language), size).joined(separator: "\n")
        for present in ["372.86", "to go", "special possible", "Index funds trade", "269.06", "4.5%까지", "남음", "특별 조건 충족"] {
          #expect(!text.contains(present), "\(moment) \(size) \(view): \(present)")
        }
      }
    }
    let first = lines(try app(moment), size).joined(separator: "\n")
    #expect(first.contains("Next: ") && first.contains("ref") && first.contains("past: "))
  }

  @Test func theNextOneWithItsDatesAndWhatIsMissing() throws {
    let app = try app("2026-11-27T12:00ET")
    #expect(try line(app, "Next: ").contains("Annual reconstitution, 21 Dec"))
    #expect(try line(app, "funds trade").contains("Fri 18 Dec 16:00 · Sat 06:00 Seoul"))
    #expect(try line(app, "dates").contains("reference 30 Nov · announced 11 Dec · effective 21 Dec"))
    #expect(try line(app, "│ trade ").contains("? set by closes and shares of 30 Nov"))
    #expect(try line(app, "on record").contains("past: closes of 31 Dec 2025, 331 d old (2025-12)"))
    #expect(try line(app, "in S&P 500").contains("1.48% SPY 21 Aug"))
    // After the reference day it is no longer unknown to the public: the record lacks it.
    #expect(try line(try self.app("2026-12-01"), "│ trade ").contains("∅ set by closes"))
  }

  @Test func pastRebalancesAreOpenedOneAfterAnother() throws {
    var app = try app("2026-11-27T12:00ET", view: 1)
    #expect(try line(app, "2025-12 annual").contains("3.318 → 3.793 ▲ buy"))
    #expect(try line(app, "2023-07 special").contains("4.163 → 3.183 ▼ sale"))
    press("o", &app)
    #expect(app.state.index.rebalance == "2025-12")
    #expect(try line(app, "Annual reconstitution 22 Dec 2025").contains("past"))
    #expect(try line(app, "▸TSLA").contains("3.32"))
    #expect(lines(app).contains { $0.contains("Index funds traded TSLA") })
    press("o", &app)
    #expect(app.state.index.rebalance == "2023-07" && lines(app).contains { $0.contains("Special rebalance 24 Jul 2023") })
    #expect(!lines(app).contains { $0.contains("to go") || $0.contains("TSLA to 4.5%") })
    press("o", &app)
    #expect(app.state.index.rebalance == nil && lines(app).contains { $0.contains("Past rebalances on record") })
    // The one under the cursor.
    press("jo", &app)
    #expect(app.state.index.rebalance == "2023-07")
    // Where nothing else is on record the key says so.
    var july = try self.app("2023-07-20T16:00ET")
    press("o", &july)
    #expect(july.state.index.rebalance == nil && july.state.notice?.isFault == true)
  }

  @Test func whatIfStartsFromOneClose() throws {
    // The trade at 260.02 is settled; the newest close, 269.06, is the one that is changed.
    var app = try app("2023-07-24T16:00ET", view: 2)
    press("+++++", &app)
    let text = lines(app).joined(separator: "\n")
    #expect(text.contains("282.51") && !text.contains("273.02") && text.contains("260.02 USD"))
    // Without weights of the present there is nothing to start from.
    var now = try self.app("2026-11-27T12:00ET")
    press("+", &now)
    #expect(now.state.index.priceChange == 0 && now.state.notice?.isFault == true)
  }

  @Test func assetsOfAnotherTimeStandUnderWordsThatSaySo() throws {
    for (language, words, fund, head) in [
      (Language.en, "from other dates, for scale only", "QQQ in 4 rows is one fund", "of ADV"),
      (Language.ko, "다른 시기의 자산, 크기 비교용", "QQQ 4행은 같은 펀드", "하루 거래량의"),
    ] {
      let text = lines(try app("2024-12-23", view: 3, language), Size(80, 24)).joined(separator: "\n")
      #expect(!text.contains(head))
      var open = try app("2024-12-23", view: 3, language)
      press("o", &open)
      let shown = lines(open, Size(80, 24)).joined(separator: "\n")
      #expect(shown.contains(words) && shown.contains(fund) && shown.contains(head) && shown.contains("5.7%"))
      #expect(shown.contains("2024-12-23"))
    }
  }
}
