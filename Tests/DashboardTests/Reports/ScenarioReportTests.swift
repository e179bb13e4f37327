import Analysis
import Documents
import Finance
import Format
import Foundation
import Model
import Reports
import Testing

/// What `tsla-tui value` prints of scenarios of the facts.
@Suite struct ScenarioReportTests: ScenarioSuite {
  private func report(
    _ ids: [String] = ["base"], at moment: String = newest, set: KeyValuePairs<String, String> = [:],
    solve: ScenarioQuestion? = nil, in currency: Currency = .usd, _ language: Language = .en
  ) throws -> Report {
    let analysis = Analysis(try Record.snapshot(moment))
    let results = try (ids.isEmpty ? analysis.scenarios.map(\.id) : ids).map { id in
      let whole = try scenario(id, analysis.snapshot)
      var changes = ScenarioChanges()
      for (key, text) in set { try changes.set(key, to: text, in: whole) }
      return ScenarioResult(whole, changes, analysis.trailingDrivers, analysis.snapshot)
    }
    return .scenarios(results, solve, isWhole: ids.count == 1, ScenarioAmounts(analysis, currency, language))
  }

  private func one(_ report: Report) throws -> [String: Any] { try #require(try report.object().rows("scenarios").first) }

  private func result(_ scenario: [String: Any], _ key: String) throws -> Double {
    try scenario.row("results", "result", key).number("value")
  }

  // MARK: one scenario

  @Test func theNotesSayWhereTheyContradictThemselves() throws {
    let report = try report(["notes-2026"], at: "2023-07-14")
    let text = report.text()
    #expect(text.contains("80.9×") && text.contains("3,710 T KRW") && !text.contains("1,300.0 KRW/USD"))
    #expect(text.contains("gross profit by line is the nearest figure"))
    let notes = try one(report)
    #expect(notes["kind"] as? String == "profits" && notes["own"] as? Bool == false && notes["due"] as? String == "2026-12-31")
    let found = try notes.rows("contradictions")
    #expect(found.count == 1 && found[0]["key"] as? String == "market_value_krw")
    #expect(try abs(found[0].number("implied") - 3710) < 1e-6)
    #expect(try abs(result(notes, "implied_multiple") - 4290.0 / 53) < 1e-9)
    let onThatDay = try notes.row("statements", "key", "times").number("record")
    #expect(abs(onThatDay - 3.75) < 0.3, "\(onThatDay)")
    let cars = try notes.row("assumptions", "key", "profit.cars")
    #expect(cars["stated_unit"] as? String == "KRW trillion" && cars["unit"] as? String == "USD million")
    #expect(try cars.number("stated") == 25 && cars.number("ratio") > 0)
  }

  @Test func aScenarioOfDriversShowsEverything() throws {
    let report = try report()
    let text = report.text()
    for word in [
      "ASSUMPTION", "LINE OF INCOME", "WHAT FOLLOWS", "SENSITIVITY", "WHY", "TTM 2026Q2", "lognormal 9%", "8% a year from",
    ] { #expect(text.contains(word), "\(word)") }
    let whole = try report.object()
    #expect(whole["record_quarter"] as? String == "2026Q2" && whole["currency"] as? String == "usd")
    let base = try one(report)
    for (list, count) in ["assumptions": 16, "lines": 10, "correlations": 5] { #expect(try base.rows(list).count == count) }
    let income = try base.row("lines", "line", "net_income").number("value")
    #expect(try result(base, "net_income") == income)
    let multiple = try base.row("assumptions", "key", "multiple").number("value")
    #expect(try abs(result(base, "market_value") - income * multiple) < 1e-6)
    let today = try whole.number("price_today", "value")
    #expect(try abs(result(base, "times_today") - result(base, "price") / today) < 1e-9)
    let units = try base.row("assumptions", "key", "units")
    #expect(try abs(units.number("ratio") - units.number("value") / units.number("record")) < 1e-12)
    #expect(units["spread"] as? String == "lognormal 9%")
    // What the price of today holds, and that it does: put back in, it gives that price.
    let answers = try base.object("solve").rows("answers").filter { $0["status"] as? String == "value" }
    #expect(!answers.isEmpty)
    for answer in answers {
      let (key, value) = (try #require(answer["key"] as? String), try answer.number("value"))
      let text = (value < 0 ? "=" : "") + NSDecimalNumber(value: value).stringValue
      let again = try one(self.report(set: [key: text]))
      #expect(try abs(result(again, "price") / today - 1) < 1e-9, "\(key)=\(text)")
    }
  }

  /// `░` to the price at the low end of an assumption, `█` to that at its high end; the widest fills the row.
  @Test func theWidestBarFillsTheTornado() throws {
    let lines = try report().lines
    let head = try #require(lines.firstIndex { $0.hasPrefix("SENSITIVITY") })
    let bars = lines[(head + 1)...].prefix { $0.contains("│") && !$0.hasPrefix("Each") }
    let widths = bars.map { bar in bar.count { "░█│".contains($0) } }
    #expect(bars.count > 10 && widths.first == widths.max() && widths.last == widths.min())
    #expect(bars.allSatisfy { bar in bar.count { $0 == "│" } == 1 })
    let price = try #require(bars.first { $0.hasPrefix("opex") })
    let high = try #require(price.firstIndex(of: "█"))
    #expect(try high < #require(price.firstIndex(of: "│")), "more expenses, a lower price")
  }

  @Test func theRecordIsAScenario() throws {
    let report = try report(["record"])
    let record = try one(report)
    #expect(try abs(result(record, "times_today") - 1) < 1e-12)
    #expect(try record.rows("contradictions").isEmpty)
    #expect(try result(record, "market_value") == report.object().number("market_value_today", "value"))
    #expect(record["share_basis"] as? String == "outstanding_earned" && record["known_at"] is NSNull)
  }

  @Test func changesAreMadeAndSaid() throws {
    let changed = try one(report(set: ["multiple": "45", "tax_rate": "+2pp", "units.spread": "normal 12%"]))
    let plain = try one(report())
    let multiple = try changed.row("assumptions", "key", "multiple")
    #expect(try multiple.number("value") == 45 && multiple.number("was") == 50)
    #expect(try changed.row("assumptions", "key", "tax_rate").number("value") == 22)
    let units = try changed.row("assumptions", "key", "units")
    #expect(units["spread"] as? String == "normal 12%" && units["was"] is NSNull)
    #expect(try abs(result(changed, "price") / result(plain, "price") - 0.9 * 78 / 80) < 1e-9)
    let table = try report(set: ["multiple": "-10%", "units.spread": "normal 12%"])
    #expect(table.lines.contains("Set: units.spread lognormal 9% → normal 12%, multiple 50.0× → 45.0×"))
  }

  // MARK: won

  @Test func wonAreConvertedAtADatedRate() throws {
    let (dollars, won) = (try report(), try report(in: .krw))
    let rate = try won.object().number("exchange_rate", "value")
    let (one, other) = (try one(dollars), try one(won))
    #expect(try abs(result(other, "price") / result(one, "price") - rate) < 1e-6)
    #expect(try other.row("results", "result", "net_income")["unit"] as? String == "KRW trillion")
    #expect(try abs(result(other, "net_income") * 1e6 / rate - result(one, "net_income")) < 1e-6)
    let opex = try other.row("assumptions", "key", "opex")
    #expect(opex["unit"] as? String == "KRW trillion" && opex["stated_unit"] as? String == "USD million")
    // Every converted amount names the day of its rate: the scenario's the newest, the record's the last of its quarters.
    #expect(try opex["rate_date"] as? String == won.object().object("exchange_rate")["date"] as? String)
    #expect(opex["record_rate_date"] as? String == "2026-06-30")
    #expect(try one.row("assumptions", "key", "opex")["rate_date"] is NSNull)
    let price = try won.object().object("price_today")
    #expect(price["unit"] as? String == "KRW" && price["rate_date"] is String)
    let korean = try report(in: .krw, .ko).text()
    #expect(korean.contains("조 원") && korean.contains("부문별 이익은 공시되지 않으며"))
  }

  /// In won a ratio and a growth are of the two amounts that stand there, as on the panel.
  @Test func whatIsPrintedInWonIsWhatIsCompared() throws {
    var compared = 0
    for row in try one(report(in: .krw)).rows("assumptions") {
      guard (row["unit"] as? String)?.contains("KRW") == true, let ratio = row["ratio"] as? Double else { continue }
      let (value, record) = (try row.number("value"), try row.number("record"))
      #expect(abs(ratio - value / record) < 1e-12)
      guard let growth = row["growth"] as? Double else { continue }
      compared += 1
      // 2030 is four and a half years after the four quarters.
      #expect((growth > 0) == (value > record) && abs(growth) <= abs(value / record - 1) * 100)
    }
    #expect(compared > 3)
  }

  // MARK: solving

  private func solve(_ key: ScenarioKey, _ wanted: ScenarioQuestion.Wanted) -> ScenarioQuestion {
    ScenarioQuestion(key, for: wanted)
  }

  @Test func oneAssumptionIsSolvedForAPrice() throws {
    let report = try report(solve: solve(.driver(.multiple), .priceToday))
    let solved = try one(report).object("solve")
    let answers = try solved.rows("answers")
    #expect(answers.count == 1 && answers[0]["key"] as? String == "multiple" && solved["asked"] as? Bool == true)
    #expect(try solved.number("price") == report.object().number("price_today", "value"))
    #expect(report.lines.contains { $0.hasPrefix("For the price today, everything else as above: P/E, GAAP (multiple) ") })
  }

  /// A value is a price times the shares, in dollars or in won.
  @Test func aWantedValueIsAPrice() throws {
    let rate = try report().object().number("exchange_rate", "value")
    for wanted in [ScenarioQuestion.Wanted.value(1_850_000, .usd), .price(500, .usd), .value(1_850_000 * rate, .krw)] {
      let solved = try one(report(solve: solve(.driver(.units), wanted))).object("solve")
      #expect(try abs(solved.number("price") - 500) < 1e-9, "\(wanted)")
    }
    let won = try report(solve: solve(.driver(.units), .price(500_000, .krw))).text()
    #expect(won.contains("For 500,000 KRW, everything else as above"))
  }

  @Test func whatHasNoAnswerSaysSo() throws {
    let none = try report(set: ["fsd_subscriptions": "0"], solve: solve(.driver(.fsdPrice), .price(400, .usd)))
    #expect(none.lines.contains { $0.contains("FSD price (fsd_price) has no effect on it here.") })
    let shares = try report(solve: solve(.driver(.shares), .value(3_000_000, .usd)))
    #expect(shares.lines.contains { $0.hasPrefix("For 3.00 T USD: ") && $0.contains("has no effect") })
    let never = try report(solve: solve(.driver(.fsdMargin), .price(5000, .usd)))
    #expect(never.lines.contains { $0.contains("must be from −100 to 100") })
    #expect(try one(never).object("solve").rows("answers")[0]["status"] as? String == "out_of_domain")
  }

  // MARK: side by side

  @Test func allStandSideBySide() throws {
    let text = try report([]).text()
    let head = try #require(report([]).lines.first { $0.contains("notes-2026") })
    for id in ["notes-robotaxi", "ark-2027", "baron-2025", "bear", "base", "bull", "record"] {
      #expect(head.contains(id), "\(id)")
    }
    #expect(text.contains("Times Apple") && text.contains("KRW/USD of"))
    let two = try report(["bear", "bull"], set: ["multiple": "+1"], solve: solve(.driver(.multiple), .price(500, .usd)))
    #expect(two.text().contains("multiple for 500.00 USD") && !two.text().contains("notes-2026"))
    #expect(two.lines.contains { $0.hasPrefix("bear: multiple ") && $0.contains(" → ") })
    // What came later is not there.
    let early = try report([], at: "2023-05-01").object().rows("scenarios").map { $0["scenario"] as? String }
    #expect(early == ["ark-2027", "record"])
    #expect(try report([], at: "2015-01-01").text().contains("Scenarios side by side"))
  }

  @Test func theRowsOfCSVNameTheirSection() throws {
    let cells = try report().cells
    #expect(
      cells[0].joined(separator: ",")
        == "scenario,section,name,unit,basis,value,stated,record,ratio,growth,spread,low,high,price_at_low,price_at_high,price,status,known_at,source,confidence"
    )
    let counts = ["assumption": 16, "line": 10, "result": 9, "contradiction": 0, "solve": 16]
    for (section, count) in counts {
      #expect(cells.count { $0[0] == "base" && $0[1] == section } == count, "\(section)")
    }
    let units = try #require(cells.first { $0[2] == "units" })
    #expect(units.prefix(7) == ["base", "assumption", "units", "vehicles", "operational", "2500000", ""])
    let income = try #require(cells.first { $0[1] == "line" && $0[2] == "net_income" })
    #expect(income[17...].allSatisfy { $0.isEmpty }, "a line has no source of its own")
  }
}
