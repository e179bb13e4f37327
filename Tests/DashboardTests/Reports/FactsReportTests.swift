import Finance
import Format
import Foundation
import Model
import Reports
import Testing

/// What `tsla-tui facts`, `events` and `consensus` print.
@Suite struct FactsReportTests {
  private func facts(_ metrics: [Metric], at moment: String = "2026-11-22") throws -> Report {
    .facts(metrics, try Record.snapshot(moment), allVersions: false, .english)
  }

  @Test func aFigureIsARow() throws {
    let row = try #require(try facts([.deliveries]).cells.first { $0[1] == "2023Q2" })
    #expect(row.prefix(5) == ["deliveries", "2023Q2", "466140", "vehicles", "first"] && row[5].hasPrefix("2023-07-0"))
    #expect(
      try facts([.deliveries]).objects().contains { $0["period"] as? String == "2023Q2" && $0["value"] as? Double == 466_140 })
    // Nothing is known before anything was.
    #expect(try facts(Metric.allCases, at: "1990-01-01").objects().isEmpty)
  }

  /// The same numbers as the panels', or why there is none.
  @Test(arguments: [Metric.deliveries, .storage, .revenue, .netIncome])
  func factsSayWhatThePanelsSayAndWhyTheyDoNot(metric: Metric) throws {
    let s = try Record.snapshot("2026-11-27")
    let rows = try facts([metric], at: "2026-11-27").objects()
    #expect(rows.count > 28)
    for row in rows {
      let period = try #require(Period(row["period"] as? String ?? ""))
      switch s.reading(metric, period) {
      case .known(let figure):
        let printed = try row.number("value")
        #expect(abs(printed - figure.value) <= 1e-9 * max(1, abs(figure.value)), "\(period.label)")
      case .absent(let why): #expect(row["value"] is NSNull && row["absence"] as? String == why.rawValue, "\(period.label)")
      }
    }
  }

  @Test func eventsHaveTheirDayAndWords() throws {
    let s = try Record.snapshot("2026-11-22")
    let events = try Report.events(s.events, .korean).objects()
    #expect(events.count == s.events.count && events.allSatisfy { $0["event"] as? String != "" })
    #expect(zip(events, s.events).allSatisfy { $0["date"] as? String == $1.day.iso && $0["event"] as? String == $1.title.ko })
  }

  /// For reading the mark says why there is no result, for programs a column of its own.
  @Test func expectationsStandBesideResults() throws {
    let report = Report.consensus(.deliveries, try Record.snapshot("2026-01-10"), .english)
    let past = try report.objects().filter { $0["period"] as? String == "2025Q4" }
    #expect(try past.map { try $0.number("value") } == [422_850, 445_000])
    #expect(try past.allSatisfy { try $0.number("reported") == 418_227 && $0["absence"] is NSNull })
    let waiting = try #require(try report.objects().first { $0["period"] as? String == "2026" })
    #expect(waiting["reported"] is NSNull && waiting["absence"] as? String == "not_known_yet")
    #expect(report.lines.first { $0.contains("1750243") }?.hasSuffix("  ?") == true)
  }
}
