import Analysis
import Documents
import Finance
import Format
import Model
import Reports
import Testing

/// What `tsla-tui value simulate` prints of the range of outcomes.
@Suite struct SimulationReportTests: ScenarioSuite {
  private static let paths = 20_000

  private func report(
    _ ids: [String] = ["base"], years: ClosedRange<Int> = 2026...2030, set: [(String, String)] = [], in currency: Currency = .usd,
    _ language: Language = .en
  ) throws -> Report {
    let analysis = Analysis(try Record.snapshot(Self.newest))
    let (record, s) = (analysis.trailingDrivers, analysis.snapshot)
    let ranges = try ids.map { id -> Report.Range in
      let whole = try scenario(id, s)
      var changes = ScenarioChanges()
      for (key, text) in set { try changes.set(key, to: text, in: whole) }
      let result = ScenarioResult(whole, changes, record, s)
      let outcomes = try #require(try Outcomes(result.scenario, record, s, paths: Self.paths, seed: 1))
      return (result, outcomes, outcomes.path.years.indices.filter { years.contains(outcomes.path.years[$0]) })
    }
    return .ranges(ranges, paths: Self.paths, seed: 1, ScenarioAmounts(analysis, currency, language))
  }

  private func one(_ report: Report) throws -> [String: Any] { try #require(try report.object().rows("scenarios").first) }

  @Test func measuresOfAYearAreInOrder() throws {
    let report = try report()
    #expect(try report.object()["note"] as? String == "Arithmetic on stated assumptions, not a forecast.")
    let base = try one(report)
    for quantity in ["price", "market_value", "net_income"] {
      let years = try base.row("quantities", "quantity", quantity).rows("years")
      #expect(years.map { $0["year"] as? Double } == [2026, 2027, 2028, 2029, 2030])
      for year in years {
        let values = try ["least", "p5", "p25", "p50", "p75", "p95", "most"].map { try year.number($0) }
        #expect(values == values.sorted())
      }
    }
    #expect(try base.rows("assumptions").count == 16 && base.rows("correlations").count == 5)
  }

  @Test func aTargetIsReachedByThenMoreOftenThanInTheYear() throws {
    let base = try one(report())
    for target in try base.rows("targets") {
      var before = 0.0
      for year in try target.rows("years") {
        let (now, soFar) = (try year.number("in_year"), try year.number("by_then"))
        #expect(now <= soFar && soFar >= before && soFar <= 1)
        before = soFar
      }
    }
    #expect(try base.row("targets", "scenario", "ark-2027").number("stated") == 2000)
  }

  /// The median path is the scenario, but for what multiplies unevenly; without any spread every path is.
  @Test func thePathsGoToTheScenario() throws {
    let s = try Record.snapshot(Self.newest)
    let whole = try scenario("base", s)
    let price = try #require(ScenarioValue(whole, s).price.value)
    func last(_ report: Report) throws -> [String: Any] {
      try #require(try one(report).row("quantities", "quantity", "price").rows("years").last)
    }
    #expect(try abs(last(report()).number("p50") / price - 1) < 0.2)
    let spreads = whole.entries.filter { $0.spread != .fixed }.map { ("\($0.key.name).spread", "fixed") }
    #expect(!spreads.isEmpty)
    let certain = try last(report(set: spreads))
    for measure in ["least", "p5", "p95", "most", "mean"] {
      #expect(try abs(certain.number(measure) / price - 1) < 1e-5, "\(measure)")
    }
  }

  @Test func aTableHasTheYearsAskedFor() throws {
    let report = try report(years: 2028...2030)
    let text = report.text()
    for word in [
      "20,000 paths, seed 1", "not a forecast", "TARGET ON RECORD", "LOSSES", "Correlations: asp unit_cost 0.70", "lognormal 9%",
    ] { #expect(text.contains(word), "\(word)") }
    #expect(!report.lines.contains { $0.hasPrefix("2027") } && report.lines.count { $0.hasPrefix("2028") } == 3)
    let two = try self.report(["base", "bull"], in: .krw, .ko)
    #expect(two.lines.count { $0.hasPrefix("결과 범위: ") } == 2 && two.text().contains("조 원"))
  }

  @Test func theRowsOfCSVStandByYear() throws {
    let cells = try report(["base", "bull"], years: 2029...2030).cells
    let rows = cells.dropFirst().filter { $0[0] == "base" }
    #expect(rows.map { $0[3] } == rows.map { $0[3] }.sorted() && Set(rows.map { $0[3] }) == ["2029", "2030"])
    let last = rows.filter { $0[3] == "2030" }
    #expect(
      last.prefix(4).map { Array($0[1...2]) } == [
        ["quantity", "price"], ["quantity", "market_value"], ["quantity", "net_income"], ["losses", "net_income"],
      ])
    #expect(last.dropFirst(4).allSatisfy { $0[1] == "target" } && last.contains { $0[2] == "ark-2027 price" && $0[14] == "2000" })
    #expect(cells.dropFirst().allSatisfy { $0.suffix(2) == ["20000", "1"] } && cells.last?[0] == "bull")
  }
}
