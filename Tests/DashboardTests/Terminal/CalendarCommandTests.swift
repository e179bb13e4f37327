import Foundation
import Glibc
import Testing

/// `tsla-tui calendar`, as a shell runs it.
@Suite struct CalendarCommandTests {
  private func run(_ arguments: [String]) throws -> Output {
    try Output(of: [try Program.path(), "calendar"] + arguments, Program.environment())
  }

  /// The lines that a command prints as CSV, without the header.
  private func csv(_ arguments: [String]) throws -> [String] {
    let output = try run(arguments + ["--format", "csv"])
    #expect(output.ending == .exited(0), "\(output.errors)")
    #expect(output.errors == "")
    return output.lines.dropFirst().map(String.init)
  }

  private func objects(_ arguments: [String]) throws -> [[String: Any]] {
    let output = try run(arguments + ["--format", "json"])
    #expect(output.ending == .exited(0), "\(output.errors)")
    return try #require(try JSONSerialization.jsonObject(with: Data(output.bytes)) as? [[String: Any]])
  }

  private func span(_ from: String, _ to: String) -> [String] { ["--from", from, "--to", to] }

  // MARK: sessions

  /// The numbers of sessions are those of the exchanges' lists.
  @Test func theSessionsOfAllYears() throws {
    let output = try run(["sessions", "--format", "csv"] + span("1990-01-01", "2035-12-31"))
    #expect(output.ending == .exited(0) && output.errors == "")
    #expect(output.lines.first == "date,open_et,close_et,open_utc,close_utc,open_kst,close_kst")
    #expect(output.lines.count == 1 + 11_577)
    let years = Dictionary(grouping: output.lines.dropFirst()) { String($0.prefix(4)) }.mapValues(\.count)
    for (year, count) in [
      ("1990", 253), ("1994", 252), ("2001", 248), ("2007", 251), ("2012", 250), ("2022", 251), ("2023", 250), ("2025", 250),
    ] { #expect(years[year] == count, "\(year)") }
    let lines = Set(output.lines)
    for line in [
      "1990-01-02,09:30,16:00,1990-01-02T14:30Z,1990-01-02T21:00Z,1990-01-02T23:30,1990-01-03T06:00",
      // Early closes.
      "1992-11-27,09:30,14:00,1992-11-27T14:30Z,1992-11-27T19:00Z,1992-11-27T23:30,1992-11-28T04:00",
      "2023-07-03,09:30,13:00,2023-07-03T13:30Z,2023-07-03T17:00Z,2023-07-03T22:30,2023-07-04T02:00",
      "2023-11-24,09:30,13:00,2023-11-24T14:30Z,2023-11-24T18:00Z,2023-11-24T23:30,2023-11-25T03:00",
      // The first sessions after the clocks of New York change, by the law of before 2007 and of today.
      "2006-04-03,09:30,16:00,2006-04-03T13:30Z,2006-04-03T20:00Z,2006-04-03T22:30,2006-04-04T05:00",
      "2006-10-30,09:30,16:00,2006-10-30T14:30Z,2006-10-30T21:00Z,2006-10-30T23:30,2006-10-31T06:00",
      "2023-03-13,09:30,16:00,2023-03-13T13:30Z,2023-03-13T20:00Z,2023-03-13T22:30,2023-03-14T05:00",
      "2023-11-06,09:30,16:00,2023-11-06T14:30Z,2023-11-06T21:00Z,2023-11-06T23:30,2023-11-07T06:00",
    ] { #expect(lines.contains(Substring(line)), "\(line)") }
    for closed in ["1994-04-27", "2001-09-11", "2012-10-30", "2025-01-09", "2022-06-20", "2023-07-04"] {
      #expect(!output.lines.contains { $0.hasPrefix(closed) }, "\(closed)")
    }
  }

  @Test func sessionsToRead() throws {
    let table = try run(["sessions"] + span("2023-07-03", "2023-07-05"))
    #expect(table.lines.contains("2023-07-03 Mon  09:30  13:00  2023-07-03 Mon 22:30  2023-07-04 Tue 02:00  early close"))
    #expect(!table.text.contains("2023-07-04 Tue  "))
    let korean = try run(["sessions", "--lang", "ko"] + span("2023-07-03", "2023-07-05"))
    #expect(korean.text.contains("2023-07-03 월") && korean.text.contains("조기 폐장"))
    #expect(try objects(["sessions"] + span("2023-07-01", "2023-07-02")).isEmpty)
    // From the day of the moment on, for a year.
    let year = try csv(["sessions", "--as-of", "2023-07-20T05:05KST"])
    #expect(year.first?.hasPrefix("2023-07-19,") == true && year.last?.hasPrefix("2024-07-18,") == true)
  }

  // MARK: rebalances

  @Test(
    arguments: [
      ("2023-12", "annual_reconstitution,2023-11-30,2023-12-08,2023-12-15,2023-12-15,2023-12-18"),
      ("2024-12", "annual_reconstitution,2024-11-29,2024-12-13,2024-12-20,2024-12-20,2024-12-23"),
      // The third Friday is a holiday.
      ("2008-03", "quarterly_rebalance,2008-02-29,2008-03-13,2008-03-21,2008-03-20,2008-03-24"),
      ("2026-06", "quarterly_rebalance,2026-05-29,2026-06-11,2026-06-19,2026-06-18,2026-06-22"),
      // The Monday after it is one.
      ("2028-06", "quarterly_rebalance,2028-05-31,2028-06-09,2028-06-16,2028-06-16,2028-06-20"),
      ("2026-12", "annual_reconstitution,2026-11-30,2026-12-11,2026-12-18,2026-12-18,2026-12-21"),
      ("2023-07", "special_rebalance,2023-07-03,2023-07-07,2023-07-21,2023-07-21,2023-07-24"),
      ("2023-08", nil),
    ] as [(String, String?)]) func rebalances(month: String, line: String?) throws
  {
    let lines = try csv(["index", "--as-of", "2023-08-01"] + span(month + "-01", month + "-28"))
    #expect(lines == [line].compactMap { $0 })
  }

  @Test func rebalancesToRead() throws {
    let year = span("2023-01-01", "2023-12-31")
    let known = try run(["index", "--as-of", "2023-07-20"] + year)
    #expect(known.text.contains("Special rebalance") && known.text.contains("2023-07-22 Sat 05:00"))
    // Before it was announced nobody knew of the special one.
    #expect(try csv(["index", "--as-of", "2023-07-07T10:00ET"] + year).count == 4)
    let korean = try run(["index", "--lang", "ko"] + span("2026-06-01", "2026-06-30"))
    #expect(korean.text.contains("2026-06-19 휴장") && korean.text.contains("분기 리밸런싱"))
    let header = try run(["index", "--format", "csv"] + year).lines.first
    #expect(header == "kind,reference_date,announcement_date,third_friday,trade_close_date,effective_date")
    #expect(try objects(["index"] + year).first?["effective_date"] as? String == "2023-03-20")
  }

  // MARK: events

  private static let summer = ["--as-of", "2023-07-20", "--from", "2023-07-01", "--to", "2023-10-31"]

  @Test func eventsOfTheSummer() throws {
    let events = try objects(["events"] + Self.summer)
    #expect(events.count > 15)
    #expect(Set(events.compactMap { $0["uid"] as? String }).count == events.count)
    func event(_ uid: String) throws -> [String: Any] {
      try #require(events.first { $0["uid"] as? String == uid }, "\(uid)")
    }
    let results = try event("results-2023Q2")
    #expect(results["start_utc"] as? String == "2023-07-19T20:05Z" && results["time_kst"] as? String == "05:05")
    #expect(results["date_kst"] as? String == "2023-07-20" && results["status"] as? String == "record")
    let holiday = try event("holiday-2023-07-04")
    #expect(holiday["start_utc"] is NSNull && holiday["status"] as? String == "rule" && holiday["source"] is NSNull)
    let expected = try event("results-2023Q3")
    #expect(expected["status"] as? String == "expected" && expected["start_utc"] is NSNull)
    let range = [expected["earliest"], expected["date"], expected["latest"]].compactMap { $0 as? String }
    #expect(range.count == 3 && range == range.sorted())
    let header = try run(["events", "--format", "csv"] + Self.summer).lines.first
    #expect(header == "date,time_et,start_utc,date_kst,time_kst,kind,title,status,earliest,latest,detail,source,uid")
    let some = try objects(["events", "--kind", "results", "--kind", "holiday"] + Self.summer)
    #expect(Set(some.compactMap { $0["kind"] as? String }) == ["results", "holiday"])
    let table = try run(["events", "--lang", "ko"] + Self.summer)
    #expect(table.text.contains("휴장: 독립기념일") && table.text.contains("2023-07-22 토 05:00"))
  }

  /// A reader that is not ours finds what the other formats say.
  @Test(arguments: ["en", "ko"]) func theCalendarFile(language: String) throws {
    let arguments = ["events", "--lang", language] + Self.summer
    let output = try run(arguments + ["--format", "ics"])
    #expect(output.ending == .exited(0) && output.errors == "")
    expectLines(output)
    let calendar = try CalendarReader.read(output)
    #expect(calendar["version"] as? String == "2.0")
    #expect(calendar["name"] as? String == (language == "ko" ? "테슬라와 나스닥100" : "Tesla and the Nasdaq-100"))
    let found = try #require(calendar["events"] as? [[String: String]])
    let events = try objects(arguments)
    try #require(found.count == events.count)
    for (found, event) in zip(found, events) {
      #expect(found["uid"] == (event["uid"] as? String ?? "") + "@tsla-tui")
      #expect(found["summary"] == event["title"] as? String)
      #expect(found["start"] == event["start_utc"] as? String ?? event["date"] as? String)
      let isExpected = event["status"] as? String == "expected"
      #expect(found["status"] == (isExpected ? "TENTATIVE" : "CONFIRMED"))
      #expect(found["categories"] == event["kind"] as? String)
      // Since when it has been known as it is.
      let stamp = try #require(found["stamp"])
      #expect(stamp <= "2023-07-21T03:59Z" && stamp == found["modified"])
      #expect(found["sequence"].flatMap { Int($0) } != nil)
      let description = try #require(found["description"])
      if let detail = event["detail"] as? String { #expect(description.contains(detail)) }
      if let time = event["time_kst"] as? String { #expect(description.contains(time)) }
      // A day ends with the next one.
      if event["start_utc"] is NSNull { #expect(found["days"] == "1") } else { #expect(found["days"] == "") }
    }
    #expect(found.contains { $0["description"]?.contains("Investopedia") == true })
  }

  @Test func aCalendarFileWithoutEvents() throws {
    let output = try run(["events", "--format", "ics", "--as-of", "2023-07-20"] + span("2023-07-08", "2023-07-09"))
    #expect(output.ending == .exited(0))
    expectLines(output)
    let calendar = try CalendarReader.read(output)
    #expect((calendar["events"] as? [Any])?.isEmpty == true)
    // A calendar must have a component.
    #expect(calendar["components"] as? Int == 1)
  }

  @Test func anEventThatMovesIsNewer() throws {
    func results(_ moment: String) throws -> [String: String] {
      let output = try run(
        ["events", "--format", "ics", "--as-of", moment, "--kind", "results"] + span("2023-10-01", "2023-11-10"))
      let found = try #require(try CalendarReader.read(output)["events"] as? [[String: String]])
      return try #require(found.first)
    }
    let (before, after) = (try results("2023-09-15"), try results("2023-10-19"))
    #expect(before["uid"] == after["uid"] && before["start"] != after["start"])
    #expect(try #require(after["modified"]) > (try #require(before["modified"])))
    let (old, new) = (Int(before["sequence"] ?? ""), Int(after["sequence"] ?? ""))
    #expect(try #require(new) > (try #require(old)))
    // The same moment gives the same file.
    #expect(try results("2023-10-19") == after)
  }

  @Test func aCalendarOfManyYears() throws {
    let output = try run(["events", "--format", "ics", "--lang", "ko"] + span("1990-01-01", "2035-12-31"))
    expectLines(output)
    let found = try #require(try CalendarReader.read(output)["events"] as? [[String: String]])
    #expect(Set(found.map { $0["uid"] ?? "" }).count == found.count && found.count > 1000)
  }

  @Test func whatHasAMeaningIsEscaped() throws {
    let folder = try TemporaryFolder()
    let facts = folder.path + "/facts"
    #expect(try Program.run("facts", "--copy-to", facts).ending == .exited(0))
    let old = try folder.read("facts/events.csv")
    let title = "a; b, c \\ d " + String(repeating: "漢字", count: 40)
    let new = old.replacing("2023Q2 earnings call", with: title)
    try #require(new != old)
    // The title has a comma: the cell needs quotes.
    try folder.write(new.replacing("," + title + ",", with: ",\"" + title + "\","), to: "facts/events.csv")
    let output = try run(["events", "--format", "ics", "--lang", "en", "--facts", facts] + Self.summer)
    #expect(output.errors == "")
    expectLines(output)
    let found = try #require(try CalendarReader.read(output)["events"] as? [[String: String]])
    #expect(found.contains { $0["summary"] == title })
  }

  /// Lines end with CR and LF and have no more than 75 octets, none of them half a character.
  private func expectLines(_ output: Output, _ location: SourceLocation = #_sourceLocation) {
    let lines = output.bytes.split(separator: 10, omittingEmptySubsequences: false)
    #expect(lines.last?.isEmpty == true, sourceLocation: location)
    #expect(lines.dropLast().allSatisfy { $0.last == 13 }, sourceLocation: location)
    #expect(lines.allSatisfy { $0.dropLast().count <= 75 && !$0.dropLast().contains(13) }, sourceLocation: location)
    #expect(lines.allSatisfy { String(validating: $0, as: UTF8.self) != nil }, sourceLocation: location)
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

/// Reads calendar files with the Python package icalendar.
private enum CalendarReader {
  private static let script = """
    import sys, json, datetime, icalendar
    calendar = icalendar.Calendar.from_ical(open(sys.argv[1], "rb").read())
    def moment(value):
        if isinstance(value, datetime.datetime):
            return value.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%MZ")
        return value.isoformat()
    events = []
    for event in calendar.walk("VEVENT"):
        start = event["DTSTART"].dt
        events.append({
            "uid": str(event["UID"]), "summary": str(event["SUMMARY"]), "description": str(event["DESCRIPTION"]),
            "start": moment(start), "stamp": moment(event["DTSTAMP"].dt), "status": str(event["STATUS"]),
            "modified": moment(event["LAST-MODIFIED"].dt), "sequence": str(event["SEQUENCE"]),
            "categories": event["CATEGORIES"].to_ical().decode(),
            "days": str((event["DTEND"].dt - start).days) if "DTEND" in event else ""})
    print(json.dumps({
        "version": str(calendar["VERSION"]), "name": str(calendar["X-WR-CALNAME"]), "events": events,
        "components": len(calendar.subcomponents)}))
    """

  /// The interpreter that has the package; the tests do not run without it.
  private static func python() throws -> String {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
    for path in ["/usr/bin/python3"] + folders.map({ $0 + "/python3" }) where access(path, X_OK) == 0 {
      let check = try Output(of: [path, "-c", "import icalendar"], ProcessInfo.processInfo.environment)
      if check.ending == .exited(0) { return path }
    }
    throw Unmet("no python3 here has the package icalendar, which reads calendar files; run `make test`, which installs it")
  }

  static func read(_ output: Output) throws -> [String: Any] {
    let folder = try TemporaryFolder()
    let file = try folder.write(output.text, to: "calendar.ics")
    let read = try Output(of: [try python(), "-c", script, file], ProcessInfo.processInfo.environment)
    guard read.ending == .exited(0) else { throw Unmet("icalendar: \(read.errors)") }
    return try #require(try JSONSerialization.jsonObject(with: Data(read.bytes)) as? [String: Any])
  }
}
