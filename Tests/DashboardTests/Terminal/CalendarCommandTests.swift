import Foundation
import Testing

/// `tsla-tui calendar`, as a shell runs it.
@Suite struct CalendarCommandTests {
  private func run(_ arguments: [String]) throws -> Output {
    try Output(of: [try Program.path(), "calendar"] + arguments, Program.environment())
  }

  @Test func withoutDaysItIsAYearFromTheMomentOn() throws {
    let year = try run(["sessions", "--as-of", "2023-07-20T05:05KST", "--format", "csv"])
    #expect(year.ending == .exited(0) && year.errors == "")
    #expect(year.lines[1].hasPrefix("2023-07-19,") && year.lines.last?.hasPrefix("2024-07-18,") == true)
  }

  @Test func kindsOfEventsAreChosen() throws {
    let summer = ["--as-of", "2023-07-20", "--from", "2023-07-01", "--to", "2023-10-31"]
    let some = try run(["events", "--kind", "results", "--kind", "holiday", "--format", "csv"] + summer)
    let kinds = some.lines.dropFirst().compactMap { line in ["results", "holiday"].first { line.contains(",\($0),") } }
    #expect(Set(kinds) == ["results", "holiday"] && kinds.count == some.lines.count - 1)
    let file = try run(["events", "--kind", "results", "--format", "ics"] + summer)
    #expect(file.ending == .exited(0) && file.text.hasPrefix("BEGIN:VCALENDAR\r\n") && file.text.contains("CATEGORIES:results"))
  }

  // MARK: what is refused

  @Test(
    arguments: [
      (["sessions", "--from", "1989-12-31"], "known from 1990-01-01"),
      (["index", "--from", "1989-12-31"], "known from 1990-01-01"),
      (["events", "--from", "1989-12-31"], "known from 1990-01-01"),
      (["sessions", "--from", "2024-01-02", "--to", "2024-01-01"], "is after"),
      (["events", "--to", "2000-01-01", "--as-of", "2023-07-20"], "2023-07-20 (today) is after"),
      (["index", "--from", "soon"], "not a date"), (["events", "--kind", "party"], "not a kind of event"),
      (["sessions", "--format", "ics"], "ics"),
    ]) func whatIsWrongIsExplained(arguments: [String], reason: String) throws
  {
    let output = try run(arguments)
    #expect(output.ending == .exited(64))
    #expect(output.text == "")
    #expect(output.errors.contains(reason), "\(output.errors)")
  }
}
