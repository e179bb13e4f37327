import Finance
import Format
import Foundation
import Model
import Reports
import Testing

/// What `tsla-tui index` prints of the facts.
@Suite struct IndexReportTests {
  private func index(_ moment: String, _ id: String? = nil) throws -> (index: RebalanceWeights, asOf: Day) {
    let s = try Record.snapshot(moment)
    return (try #require(RebalanceWeights(s, of: id)), s.asOf.newYorkDay)
  }

  private func trigger(_ moment: String, _ format: Format.Formatter = .english) throws -> Report {
    let (index, asOf) = try index(moment)
    return .indexTrigger(Report.Trigger(index, ticker: nil, asOf: asOf), format)
  }

  private func flow(_ moment: String, _ id: String? = nil, _ format: Format.Formatter = .english) throws -> Report {
    let (index, asOf) = try index(moment, id)
    return .indexFlow(try #require(Report.Flow(index, asOf: asOf)), format)
  }

  private func rebalance(_ moment: String, _ id: String? = nil, _ format: Format.Formatter = .english) throws -> Report {
    let (index, asOf) = try index(moment, id)
    return .rebalance(try #require(Report.Weights(index, asOf: asOf)), format)
  }

  // MARK: rebalance

  @Test func theStepsOfJuly2023() throws {
    let july = try rebalance("2023-07-20").object()
    #expect(july["kind"] as? String == "special_rebalance" && july["rules_since"] as? String == "2020-07-01")
    #expect(july["start"] as? String == "price x shares" && july["kept"] as? Bool == false && july["trigger"] is NSNull)
    let steps = try july.rows("steps")
    #expect(steps.map { $0["kind"] as? String } == ["company", "cohort", "company", "cohort"])
    #expect(steps.map { $0["triggered"] as? Bool } == [false, true, false, false])
    #expect(try abs(steps[1].number("group_factor") - 0.6882) < 1e-4 && steps[1].number("capped") == 1)
    #expect(steps[0]["group_factor"] is NSNull && steps[0]["cap"] is NSNull)
    let meta = try july.row("rows", "ticker", "META")
    let treatment = try #require(try meta.rows("treatments").first)
    #expect(treatment["kind"] as? String == "capped" && treatment["factor"] is NSNull)
    #expect(try treatment.number("at") == meta.number("weight"))
    // Before it was announced nobody spoke of a special rebalance.
    #expect(try rebalance("2023-07-05").object()["kind"] is NSNull)
    #expect(try rebalance("2023-07-20").text().contains("none above 3.467%: 1 capped"))
    #expect(try rebalance("2023-07-20", nil, .korean).text().contains("상한 3.467% 적용 1개"))
  }

  // MARK: trigger

  @Test func theTriggerBeforeTheSpecialRebalance() throws {
    let report = try trigger("2023-07-05")
    let rows = report.cells
    #expect(rows[0].suffix(3) == ["price_multiple", "price_day", "age_days"])
    #expect(rows.dropFirst().allSatisfy { $0.suffix(2) == ["2023-07-03", "2"] })
    #expect(
      rows.dropFirst().map { $0[0] } == [
        "largest_company", "cohort", "company_to_cohort", "company_to_limit", "turn_below", "turn_above",
      ])
    #expect(rows[1][4] == "false" && rows[1][5] == "MSFT")
    #expect(rows[2][4] == "true" && rows[2][5] == "MSFT;AAPL;GOOGL;NVDA;AMZN;TSLA")
    let cohort = try #require(Double(rows[2][1]))
    #expect(abs(cohort - 0.509) < 0.0005)
    // A little below its price the company would leave the group, and the tests would give another answer.
    let (edge, turn) = (try #require(Double(rows[3][6])), try #require(Double(rows[5][6])))
    #expect(abs(edge - turn) < 1e-9)
    let json = try report.object()
    #expect(json["triggered"] as? Bool == true && json["price_day"] as? String == "2023-07-03")
    #expect(try json.number("company", "company_to_cohort", "price_multiple") == edge)
    #expect(try json.object("company")["turn_above"] is NSNull)
    #expect(try trigger("2023-07-05", .korean).text().contains("한도 도달"))
  }

  // MARK: flow

  @Test func theFlowOfJuly2023() throws {
    let report = try flow("2023-07-24")
    #expect(report.cells[0].suffix(4) == ["name", "source", "date", "estimate"])
    let row = try #require(report.cells.first { $0[4] == "204850000000" })
    let values = row.map { Double($0) ?? 0 }
    for (place, value, tolerance) in [(5, -2.01e9, 1e7), (7, -7.7e6, 1e5), (9, 0.058, 0.001)] {
      #expect(abs(values[place] - value) < tolerance)
    }
    #expect(row.suffix(2) == ["2023-07-21", "false"])
    #expect(try flow("2023-07-10").cells[1].last == "true")
    #expect(try abs(report.object().number("turnover") - 0.117) < 0.001)
    #expect(try flow("2023-07-24", nil, .korean).text().contains("지수 회전율"))
    let (before, asOf) = try index("2023-07-05")
    #expect(Report.Flow(before, asOf: asOf) == nil)
  }

  @Test func anyRebalanceOnRecord() throws {
    let july = try flow("2023-10-01", "2023-07").object()
    #expect(july["rebalance"] as? String == "2023-07" && july["current"] as? Bool == true)
    let december = try flow("2026-01-10", "2025-12").object()
    #expect(try december["trade_day"] as? String == "2025-12-19" && abs(december.number("change") - 0.00475) < 1e-5)
    let trades = try december.rows("trades")
    #expect(trades.filter { $0["of_the_time"] as? Bool == true }.map { $0["date"] as? String } == ["2025-11-28", "2025-12-31"])
    #expect(trades.first?["fund"] as? String == "QQQ" && trades.contains { $0["fund"] is NSNull })
    let text = try flow("2026-11-22", "2023-07").text()
    #expect(text.contains("2024-12-23, another date") && text.contains("QQQ is one fund"))
    let rows = try rebalance("2026-01-10", "2025-12").cells
    #expect(rows.count == 102 && rows.first { $0[0] == "TSLA" }?[4] == "capped at 3.793% (smallest of the cohort)")
  }

  // MARK: age

  @Test func oldFiguresSayTheirDateFirst() throws {
    let old = [try trigger("2026-11-27"), try flow("2026-11-27"), try rebalance("2026-11-27")]
    for report in old {
      #expect(report.lines[0].contains("2025-1") && report.lines[0].contains("days before 2026-11-27: history"))
      #expect(!report.text().contains("is reached"))
      #expect(report.text(.json).split(separator: "\n")[1].contains("\"figures_of\": \"2025-1"))
    }
    let current = [try trigger("2023-07-20"), try flow("2023-07-20"), try rebalance("2023-07-20")]
    for report in current {
      #expect(report.lines[0].hasPrefix("Closes of 2023-07-") && !report.text().contains("history"))
    }
    // 90 days after the closes of 2023-07-24 they still count.
    for (moment, isOld) in [("2023-10-22", false), ("2023-10-23", true)] {
      let (index, asOf) = try index(moment)
      #expect(Report.Trigger(index, ticker: nil, asOf: asOf).date?.isOld == isOld)
    }
  }
}
