import Facts
import Format
import Foundation
import Model
import Reports
import Testing

/// What `check` and `themes` print.
@Suite struct CheckReportTests {
  private let problems: [FactProblem] = {
    var many = FactProblem(file: "prices.csv", line: 9, reason: Phrase("and 2 more", "외 2건"), severity: .warning)
    many.count = 2
    return [
      FactProblem(
        file: "quarters.csv", line: 12, column: 6, columnName: "deliveries", reason: Phrase("'x' is no number", "'x'는 숫자가 아님")),
      many,
    ]
  }()

  @Test func problemsStandOnTheirLinesAndAreCounted() throws {
    let report = Report.check(problems, of: "my\u{1b}facts", Formatter(language: .en))
    #expect(
      report.text() == """
        quarters.csv:12:6: deliveries: 'x' is no number
        prices.csv:9: warning: and 2 more
        my?facts: 1 error(s), 2 warning(s)

        """)
    #expect(Report.check([], of: nil, Formatter(language: .ko)).text() == "내장 팩트: 오류 0건, 경고 0건\n")
    let json = try #require(try JSONSerialization.jsonObject(with: Data(report.text(.json).utf8)) as? [String: Any])
    #expect(json["errors"] as? Int == 1 && json["warnings"] as? Int == 2)
    let all = try #require(json["problems"] as? [[String: Any]])
    #expect(all[0]["column"] as? Int == 6 && all[0]["column_name"] as? String == "deliveries")
    #expect(all[0]["severity"] as? String == "error")
    #expect(all[1]["column"] is NSNull && all[1]["count"] as? Int == 2 && all[1]["reason"] as? String == "and 2 more")
  }

  @Test func themesStandInColumns() {
    let rows = [
      Report.ThemeRow("terminal", variant: "terminal", author: Phrase("yours", "내 것"), origin: "bundled"),
      Report.ThemeRow("mine\u{1b}", variant: "dark", author: Phrase("a, b"), origin: "/home/mine.yaml"),
    ]
    let report = Report.themes(rows, in: "/home", Formatter(language: .en))
    #expect(
      report.text() == """
        NAME      VARIANT   AUTHOR  FROM
        terminal  terminal  yours   bundled
        mine?     dark      a, b    /home/mine.yaml

        Your own schemes (base16 or base24, YAML) go to /home

        """)
    let csv = "name,variant,author,from\nterminal,terminal,yours,bundled\nmine?,dark,\"a, b\",/home/mine.yaml\n"
    #expect(report.text(.csv) == csv)
    #expect(Report.themes(rows, in: nil, Formatter(language: .ko)).text().contains("내 것"))
    #expect(Report.themes(rows, in: nil, Formatter(language: .ko)).text(.csv).hasSuffix(",dark,\"a, b\",/home/mine.yaml\n"))
    #expect(!Report.themes(rows, in: nil, Formatter(language: .en)).text().contains("schemes"))
  }
}
