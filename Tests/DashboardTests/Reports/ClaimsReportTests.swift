import Facts
import Finance
import Format
import Foundation
import Model
import Reports
import Testing

/// What `tsla-tui claims` prints.
@Suite struct ClaimsReportTests {
  private static let moment = "2026-10-05"

  private func report(
    _ moment: String = moment, _ format: Format.Formatter = .english, book: Book = Record.book,
    where isWanted: (ClaimJudgement) -> Bool = { _ in true }
  ) throws -> Report {
    let s = Snapshot(of: book, asOf: try Instant(parsing: moment))
    return .claims(ClaimLedger(s).judgements.filter(isWanted), s, format)
  }

  private func scores(_ grouping: Report.ScoreGrouping, _ moment: String = moment) throws -> Report {
    .claimScores(ClaimLedger(try Record.snapshot(moment)), by: grouping, .english)
  }

  @Test func theLedgerAsATable() throws {
    let report = try report()
    #expect(
      report.text().hasPrefix(
        "50 claims as of 5 Oct 2026: open 17, met 18, partly 6, missed 4, can't judge 5\nHit rate 61% of 14 judged forecasts, partly met counting half; 17 statements not counted\n"
      ))
    let line = try #require(report.lines.first { $0.contains("share price 500 USD") })
    #expect(line.hasPrefix("\(Verdict.missed.mark)  missed") && line.contains("Ron Baron") && line.contains("498.83 USD high"))
    #expect(line.contains("2025-12-31") && report.text().contains("▸ 87 d left"))
    let korean = try self.report(Self.moment, .korean).text()
    #expect(korean.hasPrefix("주장 50건, 2026년 10월 5일 기준: 진행 중 17") && korean.contains("론 바론"))
    #expect(try self.report("2023-07-01").text() == "0 claims as of 1 Jul 2023\n")
  }

  @Test func theCountsAsJSON() throws {
    let all = try report().object()
    #expect(all["as_of"] as? String == "2026-10-06T03:59Z" && (all["claims"] as? [Any])?.count == 50)
    #expect((all["counts"] as? [String: Int])?["met"] == 18 && (all["statements"] as? [String: Int])?["met"] == 11)
    #expect(try all.number("forecasts", "missed") == 4 && abs(all.number("forecasts", "hit_rate") - 60.714) < 0.001)
  }

  @Test func aClaimAsJSON() throws {
    let all = try report().object()
    let baron = try all.row("claims", "id", "baron500")
    #expect(baron["verdict"] as? String == "missed" && baron["computed_verdict"] as? String == "missed")
    #expect(baron["kind"] as? String == "forecast" && baron["differs"] as? Bool == false)
    #expect(
      baron["judged_at"] as? String == "2026-01-01T04:59Z" && baron["standing"] as? String == "judged" && baron["days"] is NSNull)
    let record = try baron.object("record")
    #expect(try record.number("value") == 498.83 && record["unit"] as? String == "USD" && record["basis"] as? String == "high")
    #expect(record["period"] as? String == "2025-12-22" && record["known_at"] as? String == "2025-12-22T21:00Z")
    #expect((record["sources"] as? [String])?.isEmpty == false)
    let test = try baron.object("test")
    #expect(try test["metric"] as? String == "price.high" && test.number("low") == 500 && test["high"] is NSNull)
    let target = try all.row("claims", "id", "mcap26")
    #expect(
      try target["standing"] as? String == "soon" && target.number("days") == 87
        && target["computed_verdict"] as? String == "open")
    // A multiple is read as a multiple, with the shares that it counts.
    let multiple = try all.row("claims", "id", "x4")
    #expect(
      try multiple.object("record")["unit"] as? String == "times" && abs(multiple.number("record", "value") - 3.7466) < 0.0001)
    #expect((try multiple.object("record")["rule"] as? String)?.contains("without unearned award shares") == true)
    #expect(try multiple.number("test", "target", "value") == 3.3)
    let diner = try all.row("claims", "id", "diner")
    #expect(diner["test"] is NSNull && diner["computed_verdict"] is NSNull && diner["due"] is NSNull)
    #expect(try diner.object("outcome")["known_at"] as? String == "2025-07-22T03:59Z")
    // The plant of Shanghai was late in July 2024, as nobody had recorded yet.
    let late = try report("2024-07-01").object().row("claims", "id", "shanghai24q2")
    #expect(late["verdict"] as? String == "missed" && late["recorded_verdict"] as? String == "open")
    #expect(late["computed_verdict"] as? String == "missed")
  }

  @Test func theSameAsCSV() throws {
    let lines = try report { $0.claim.topic == "forecast" }.text(.csv).split(separator: "\n")
    #expect(lines.count == 3)
    #expect(
      lines[2].hasPrefix(
        "baron500,false,forecast,share price 500 USD,Ron Baron,2023-07-14T03:59Z,2025-12-31,judged,,500,,USD/share,missed,"))
  }

  @Test func theScores() throws {
    let topics = try scores(.topic)
    func words(_ line: Substring?) -> [String]? { line.map { $0.split(separator: " ").map(String.init) } }
    #expect(words(topics.lines.first { $0.hasPrefix("EPS") }) == ["EPS", "2", "0", "2", "0", "0", "4", "50.0"])
    // Statements have no rate, and it is said what counts.
    #expect(words(topics.lines.last { $0.hasPrefix("index") }) == ["index", "3", "0", "0", "0", "0", "3"])
    #expect(topics.text().contains("hit % = (met + partly / 2) / (met + partly + missed), of forecasts only."))
    let speakers = try scores(.speaker).text(.csv)
    #expect(speakers.contains("Honeyjam,2,0,2,0,0,4,50,0,0,0,0,0,0,4\n"))
    #expect(speakers.contains("Ron Baron,0,0,1,0,0,1,0,0,0,0,0,0,0,1\n") && speakers.contains("\nauthor,5,3,0,14,1,23,81.25,"))
    let time = try scores(.time).text(.csv).split(separator: "\n")
    #expect(time[1].hasPrefix("2023-07-13,") && time.last?.hasPrefix("2026-07-23,7,3,4,17,2,33,60.714") == true)
    // A verdict recorded later stands where it was first right.
    #expect(time.contains { $0.hasPrefix("2024-06-30,") } && !time.contains { $0.hasPrefix("2025-02-11,") })
  }

  @Test(arguments: ["2023-07-19", "2024-06-30", "2024-07-01", "2025-12-31", "2026-07-24"])
  func theScoreOfAMomentIsWhatWasShownThen(moment: String) throws {
    let (today, then) = (try scores(.time).cells, try scores(.time, moment).cells)
    #expect(Array(today.prefix(then.count)) == then)
  }

  @Test func aDifferenceIsTold() throws {
    var files = Record.files
    let text = String(decoding: try #require(files[.claims]), as: UTF8.self)
    let changed = text.replacingOccurrences(of: "2023-07-19,missed,0.91 (GAAP 0.78)", with: "2023-07-19,met,0.91 (GAAP 0.78)")
    try #require(changed != text)
    files[.claims] = Array(changed.utf8)
    let report = try report(book: Record.read(files).book) { $0.differs }
    #expect(report.text().hasPrefix("1 claims") && report.text().contains("≠ figures say missed"))
    let row = try #require(try report.object().rows("claims").first)
    #expect(row["id"] as? String == "eps23q2" && row["verdict"] as? String == "met" && row["differs"] as? Bool == true)
    #expect(row["recorded_verdict"] as? String == "met" && row["computed_verdict"] as? String == "missed")
  }
}
