import Format
import Model
import Testing

/// One way to say how long until something, for all panels.
@Suite struct WaitTests {
  private let english = Formatter(language: .en)

  private func wait(_ day: String, _ start: String?, from moment: String) throws -> String {
    english.wait(
      until: try #require(Day(iso: day)), at: try start.map { try Instant(parsing: $0) }, from: try Instant(parsing: moment))
  }

  @Test func daysAreThoseOfTheCalendar() throws {
    // 18 days and 16 hours, and 19 days on the calendar beside which it stands.
    #expect(try wait("2026-10-21", "2026-10-21T16:05ET", from: "2026-10-02T23:59ET") == "19 d")
    #expect(try wait("2023-08-18", nil, from: "2023-07-21T09:00ET") == "28 d")
    #expect(try wait("2023-08-18", nil, from: "2023-07-21T23:59ET") == "28 d")
  }

  @Test func belowTwoDaysTheClockCounts() throws {
    #expect(try wait("2023-07-19", "2023-07-19T16:05ET", from: "2023-07-19T16:04ET") == "1 m 00 s")
    #expect(try wait("2023-07-19", "2023-07-19T16:05ET", from: "2023-07-18T12:05ET") == "1 d 4 h")
    #expect(try wait("2023-07-19", nil, from: "2023-07-19T12:00ET") == "today")
    #expect(
      Formatter(language: .ko).waitWords(until: Day(civil: 2023, 8, 18), at: nil, from: Instant(Day(civil: 2023, 7, 21), 9, 0))
        == "28일 뒤")
  }
}
