import Facts
import Finance
import Format
import Foundation
import Glibc
import Model
import Reports
import Testing

/// What `tsla-tui calendar` prints.
@Suite struct CalendarReportTests {
  private func day(_ text: String) throws -> Day { try #require(Day(iso: text)) }

  private func sessions(_ from: String, _ to: String, _ format: Format.Formatter = .english) throws -> Report {
    let (first, last) = (try day(from), try day(to))
    return .sessions(Sessions.sessions(from: first, through: last, asOf: Record.now), from: first, through: last, format)
  }

  private func rebalanceDates(
    _ from: String, _ to: String, at moment: String = "2023-08-01", _ format: Format.Formatter = .english
  ) throws -> Report {
    let (first, last, s) = (try day(from), try day(to), try Record.snapshot(moment))
    return .rebalances(
      RebalanceDates.all(from: first, through: last, s.rebalances, asOf: s.asOf), from: first, through: last, format)
  }

  private func summer(_ format: Format.Formatter = .english) throws -> Report {
    let (first, last) = (try day("2023-07-01"), try day("2023-10-31"))
    return .agenda(
      Agenda.entries(try Record.snapshot("2023-07-20"), from: first, through: last), from: first, through: last, format)
  }

  /// A calendar file, of some kinds of entries or of all.
  private func file(
    _ from: String, _ to: String, at moment: String, of kinds: [AgendaEntry.Kind] = AgendaEntry.Kind.allCases,
    _ format: Format.Formatter = .english, book: Book = Record.book
  ) throws -> String {
    let s = Snapshot(of: book, asOf: try Instant(parsing: moment))
    let entries = Agenda.entries(s, from: try day(from), through: try day(to)).filter { kinds.contains($0.kind) }
    return CalendarFile.text(entries, s, format, version: "1")
  }

  // MARK: sessions

  /// The numbers of sessions are those of the exchanges' lists.
  @Test func theSessionsOfAllYears() throws {
    let all = try sessions("1990-01-01", "2035-12-31").text(.csv).split(separator: "\n").dropFirst()
    #expect(all.count == 11_577)
    let years = Dictionary(grouping: all) { String($0.prefix(4)) }.mapValues(\.count)
    for (year, count) in [
      ("1990", 253), ("1994", 252), ("2001", 248), ("2007", 251), ("2012", 250), ("2022", 251), ("2023", 250), ("2025", 250),
    ] { #expect(years[year] == count, "\(year)") }
    let lines = Set(all)
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
      #expect(!all.contains { $0.hasPrefix(closed) }, "\(closed)")
    }
  }

  @Test func sessionsToRead() throws {
    let lines = try sessions("2023-07-03", "2023-07-05").lines
    #expect(lines.contains("2023-07-03 Mon  09:30  13:00  2023-07-03 Mon 22:30  2023-07-04 Tue 02:00  early close"))
    #expect(!lines.contains { $0.contains("2023-07-04 Tue  ") })
    let korean = try sessions("2023-07-03", "2023-07-05", .korean).text()
    #expect(korean.contains("2023-07-03 월") && korean.contains("조기 폐장"))
    #expect(try sessions("2023-07-01", "2023-07-02").objects().isEmpty)
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
    let lines = try rebalanceDates(month + "-01", month + "-28").text(.csv).split(separator: "\n").dropFirst().map(String.init)
    #expect(lines == [line].compactMap { $0 })
  }

  @Test func rebalancesToRead() throws {
    let known = try rebalanceDates("2023-01-01", "2023-12-31", at: "2023-07-20").text()
    #expect(known.contains("Special rebalance") && known.contains("2023-07-22 Sat 05:00"))
    // Before it was announced nobody knew of the special one.
    #expect(try rebalanceDates("2023-01-01", "2023-12-31", at: "2023-07-07T10:00ET").objects().count == 4)
    let korean = try rebalanceDates("2026-06-01", "2026-06-30", .korean).text()
    #expect(korean.contains("2026-06-19 휴장") && korean.contains("분기 리밸런싱"))
    #expect(try rebalanceDates("2023-01-01", "2023-12-31").objects().first?["effective_date"] as? String == "2023-03-20")
  }

  // MARK: events

  @Test func eventsOfTheSummer() throws {
    let events = try summer().objects()
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
    let korean = try summer(.korean).text()
    #expect(korean.contains("휴장: 독립기념일") && korean.contains("2023-07-22 토 05:00"))
  }

  /// A reader that is not ours finds what the other formats say.
  @Test(arguments: Language.allCases) func theCalendarFile(language: Language) throws {
    let format = Format.Formatter(language: language)
    let file = try self.file("2023-07-01", "2023-10-31", at: "2023-07-20", format)
    expectLines(file)
    let calendar = try CalendarReader.read(file)
    #expect(calendar["version"] as? String == "2.0")
    #expect(calendar["name"] as? String == (language == .ko ? "테슬라와 나스닥100" : "Tesla and the Nasdaq-100"))
    let found = try #require(calendar["events"] as? [[String: String]])
    let events = try summer(format).objects()
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
    let file = try self.file("2023-07-08", "2023-07-09", at: "2023-07-20")
    expectLines(file)
    let calendar = try CalendarReader.read(file)
    #expect((calendar["events"] as? [Any])?.isEmpty == true)
    // A calendar must have a component.
    #expect(calendar["components"] as? Int == 1)
  }

  @Test func anEventThatMovesIsNewer() throws {
    func results(_ moment: String) throws -> [String: String] {
      let file = try self.file("2023-10-01", "2023-11-10", at: moment, of: [.results])
      let found = try #require(try CalendarReader.read(file)["events"] as? [[String: String]])
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
    let file = try self.file("1990-01-01", "2035-12-31", at: "2026-11-22", .korean)
    expectLines(file)
    let found = try #require(try CalendarReader.read(file)["events"] as? [[String: String]])
    #expect(Set(found.map { $0["uid"] ?? "" }).count == found.count && found.count > 1000)
  }

  @Test func whatHasAMeaningIsEscaped() throws {
    var files = Record.files
    let old = String(decoding: try #require(files[.events]), as: UTF8.self)
    let title = "a; b, c \\ d " + String(repeating: "漢字", count: 40)
    let new = old.replacing("2023Q2 earnings call", with: title)
    try #require(new != old)
    // The title has a comma: the cell needs quotes.
    files[.events] = Array(new.replacing("," + title + ",", with: ",\"" + title + "\",").utf8)
    let (book, problems) = Record.read(files)
    #expect(problems.isEmpty)
    let file = try self.file("2023-07-01", "2023-10-31", at: "2023-07-20", book: book)
    expectLines(file)
    let found = try #require(try CalendarReader.read(file)["events"] as? [[String: String]])
    #expect(found.contains { $0["summary"] == title })
  }

  /// Lines end with CR and LF and have no more than 75 octets, none of them half a character.
  private func expectLines(_ file: String, _ location: SourceLocation = #_sourceLocation) {
    let lines = file.utf8.split(separator: 10, omittingEmptySubsequences: false)
    #expect(lines.last?.isEmpty == true, sourceLocation: location)
    #expect(lines.dropLast().allSatisfy { $0.last == 13 }, sourceLocation: location)
    #expect(lines.allSatisfy { $0.dropLast().count <= 75 && !$0.dropLast().contains(13) }, sourceLocation: location)
    #expect(lines.allSatisfy { String($0) != nil }, sourceLocation: location)
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

  static func read(_ calendar: String) throws -> [String: Any] {
    let folder = try TemporaryFolder()
    let file = try folder.write(calendar, to: "calendar.ics")
    let read = try Output(of: [try python(), "-c", script, file], ProcessInfo.processInfo.environment)
    guard read.ending == .exited(0) else { throw Unmet("icalendar: \(read.errors)") }
    return try #require(try JSONSerialization.jsonObject(with: Data(read.bytes)) as? [String: Any])
  }
}
