import Format
import Model
import Reports
import Testing

/// How the three forms of a report follow from one declaration.
@Suite struct ReportFormTests {
  private typealias Column = Report.Column
  private typealias Value = Report.Value

  private static let day = Day(civil: 2023, 7, 21)
  private static let close = Instant(day, 16, 0)

  @Test(
    arguments: [
      (.null, "", "", "null"), (.text("a"), "a", "a", "\"a\""), (.text(nil), "", "", "null"),
      (.phrase(Phrase("met", "적중")), "적중", "적중", "\"적중\""), (.term("met", Phrase("true", "적중")), "적중", "met", "\"met\""),
      (.number(1234.5), "1234.5", "1234.5", "1234.5"), (.number(1234.5, 2), "1,234.50", "1234.5", "1234.5"),
      (.number(.nan), "nan", "nan", "null"), (.signed(2, 1), "+2.0", "2", "2"), (.flag(true), "예", "true", "true"),
      (.day(day), "2023-07-21", "2023-07-21", "\"2023-07-21\""), (.weekday(day), "2023-07-21 금", "2023-07-21", "\"2023-07-21\""),
      (.instant(close), "2023-07-21T20:00Z", "2023-07-21T20:00Z", "\"2023-07-21T20:00Z\""),
      (.seoul(close), "2023-07-22 토 05:00", "2023-07-22T05:00", "\"2023-07-22T05:00\""),
      (.reading(.absent(.notKnownYet)), "?", "", "null"), (.texts(["a", "b"]), "a b", "a;b", "[\"a\", \"b\"]"),
      (.percent(0.20), "20%", "0.2", "0.2"), (.points(-0.01), "−1.000", "-0.01", "-0.01"),
      (.shown("about one", .number(1)), "about one", "1", "1"),
      (.text("a \"b\",\u{1b}"), "a \"b\",?", "\"a \"\"b\"\",?\"", #""a \"b\",\u001b""#),
    ] as [(Report.Value, String, String, String)])
  func aCaseHasItsForms(value: Report.Value, text: String, csv: String, json: String) {
    let report = Report(.korean) {
      Report.table([0]) {
        Column("first") { _ in "-" }
        Column("key", Phrase("key"), .left) { _ in value }
      }
    }
    #expect(report.text() == "key\n\(text)\n")
    #expect(report.text(.csv) == "first,key\n-,\(csv)\n")
    #expect(report.text(.json) == "[\n  {\"first\": \"-\", \"key\": \(json)}\n]\n")
  }

  private struct Row {
    var name: String
    var size: Double?
  }

  private func report(_ rows: [Row]) -> Report {
    Report(.english, csv: "owner name size size_unit note=size.unit missing") {
      Report.lines("Head", nil)
      Report.members(["as_of": .day(Self.day), "count": .count(rows.count)])
      Report.member("owner", "me", in: .machines)
      Report.table(rows, key: "rows", title: "", text: "size name") {
        Column("name", Phrase("NAME"), most: 6) { .text($0.name) }
        Column("size", Phrase("SIZE"), missing: "–") { row in
          row.size.map { .shown("\($0) GWh", ["value": .number($0), "unit": "GWh"]) } ?? .number(nil)
        }
        Column("extra", optional: true, in: .json) { .text($0.size == nil ? "none" : nil) }
      }
    }
  }

  @Test func columnsHaveAnOrderAndAWidthForReading() {
    #expect(
      report([Row(name: "Lathrop", size: 40), Row(name: "서울", size: nil)]).text() == """
        Head

            SIZE  NAME
        40.0 GWh  Lathr…
               –  서울

        """)
    #expect(report([]).text() == "Head\n")
  }

  @Test func aHeaderNamesMembersOfObjects() {
    #expect(
      report([Row(name: "Lathrop", size: 40), Row(name: "x", size: nil)]).text(.csv)
        == "owner,name,size,size_unit,note,missing\nme,Lathrop,40,GWh,GWh,\nme,x,,,,\n")
  }

  @Test func whatIsShortStandsOnOneLine() {
    #expect(
      report([Row(name: "Lathrop", size: 40), Row(name: "x", size: nil)]).text(.json) == """
        {
          "as_of": "2023-07-21",
          "count": 2,
          "owner": "me",
          "rows": [
            {
              "name": "Lathrop",
              "size": {"value": 40, "unit": "GWh"}
            },
            {"name": "x", "size": null, "extra": "none"}
          ]
        }

        """)
    #expect(report([]).text(.json) == "{\"as_of\": \"2023-07-21\", \"count\": 0, \"owner\": \"me\", \"rows\": []}\n")
  }

  @Test func objectsInAListHaveRowsOfTheirOwn() {
    let report = Report(.english, csv: "owner n", order: "n") {
      Report.list("owners", ["b", "a"]) { owner in
        Report.member("owner", .text(owner), in: .machines)
        Report.table([2, 1], key: "rows") { Column("n") { .count($0) } }
      }
    }
    #expect(report.text(.csv) == "owner,n\nb,1\nb,2\na,1\na,2\n")
    #expect(report.text() == "n\n2\n1\nn\n2\n1\n")
    #expect((try? report.object().rows("owners").map { $0["owner"] as? String }) == ["b", "a"])
  }

  /// Rows reach whoever writes them as they are made.
  @Test(arguments: [Report.Form.csv, .json]) func longTablesAreWrittenRowByRow(form: Report.Form) {
    var made = 0
    var written: [Int] = []
    let report = Report(.english) {
      Report.table(1...3) {
        Column("n") { row in
          made = row
          return .count(row)
        }
      }
    }
    report.write(form) { _ in written.append(made) }
    #expect(written == (form == .csv ? [0, 1, 2, 3] : [1, 2, 3, 3]))
  }
}
