import Model
import Testing

@Suite struct InstantTests {
  @Test func newYorkDaylightTimeFollowsTheRule() {
    // Both sides of the changes of 2023: 12 March and 5 November, 02:00.
    #expect(Instant(Day(civil: 2023, 3, 10), 16, 0).iso == "2023-03-10T21:00Z")
    #expect(Instant(Day(civil: 2023, 3, 13), 16, 0).iso == "2023-03-13T20:00Z")
    #expect(Instant(Day(civil: 2023, 11, 3), 16, 0).iso == "2023-11-03T20:00Z")
    #expect(Instant(Day(civil: 2023, 11, 6), 16, 0).iso == "2023-11-06T21:00Z")
    // Before 2007 from the first Sunday of April to the last of October.
    #expect(Instant(Day(civil: 2006, 4, 3), 16, 0).iso == "2006-04-03T20:00Z")
    #expect(Instant(Day(civil: 2006, 10, 30), 16, 0).iso == "2006-10-30T21:00Z")
  }

  @Test func seoulCloseOfTheFirstSessionsAfterAChange() {
    #expect(Instant(Day(civil: 2023, 3, 13), 16, 0).local(in: .seoul).clock == "05:00")
    #expect(Instant(Day(civil: 2023, 11, 6), 16, 0).local(in: .seoul).clock == "06:00")
  }

  /// In years that are kept and in others: around a year's end there is no daylight time, and from one change to the other there is.
  @Test func everyYearHasItsDaylightTime() {
    for year in 1967...2110 {
      for day in -4...4 {
        for hour in [0, 12, 23] {
          let instant = Instant(Day(civil: year, 1, 1) + day, hour, 30, in: .utc)
          #expect(Zone.newYork.offset(at: instant) == -5 * 3600, "\(instant.iso)")
          #expect(Instant(instant.local(in: .newYork).day, instant.local(in: .newYork).hour, 30) == instant)
        }
      }
      let (start, end): (Day, Day) =
        year >= 2007
        ? (.nth(2, weekday: 0, ofMonth: 3, year), .nth(1, weekday: 0, ofMonth: 11, year))
        : (.nth(year >= 1987 ? 1 : -1, weekday: 0, ofMonth: 4, year), .nth(-1, weekday: 0, ofMonth: 10, year))
      // 02:00 in winter is 07:00 UTC, 02:00 in summer 06:00.
      let changes = [(Instant(start, 7, 0, in: .utc), -5, -4), (Instant(end, 6, 0, in: .utc), -4, -5)]
      for (change, before, after) in changes {
        #expect(
          Zone.newYork.offset(at: change + -1) == before * 3600 && Zone.newYork.offset(at: change) == after * 3600, "\(year)")
      }
    }
  }

  @Test func everyHourOfAYearSurvivesTheRoundTrip() {
    // Except the hour that the autumn change repeats, of which the first is taken.
    let repeated = Instant(Day(civil: 2023, 11, 5), 1, 0) + 3600
    for hour in 0..<(365 * 24) {
      let instant = Instant(Day(civil: 2023, 1, 1), 0, 0) + Int64(hour * 3600)
      if instant == repeated { continue }
      let t = instant.local(in: .newYork)
      #expect(Instant(t.day, t.hour, t.minute) == instant)
    }
  }

  @Test(arguments: [
    ("2023-07-19", "2023-07-20T03:59Z"), ("2023-07-19T16:05ET", "2023-07-19T20:05Z"),
    ("2023-07-20T05:05KST", "2023-07-19T20:05Z"), ("2023-07-19T16:05-04:00", "2023-07-19T20:05Z"),
    ("2023-07-19T20:05Z", "2023-07-19T20:05Z"), ("2023-01-25T16:05ET", "2023-01-25T21:05Z"),
    ("2023-07-20T01:35+05:30", "2023-07-19T20:05Z"), ("2023-07-19T20:05:30Z", "2023-07-19T20:05:30Z"),
  ])
  func momentsThatPeopleWrite(text: String, iso: String) throws {
    #expect(try Instant(parsing: text).iso == iso)
  }

  @Test(arguments: [
    ("", InstantError.Reason.date), ("yesterday", .date), ("2023-02-29", .date), ("2023-7-19", .date),
    ("2023-07-19T", .time), ("2023-07-19T25:00ET", .time), ("2023-07-19T16:5ET", .time),
    ("2023-07-19T16:05", .noZone), ("2023-07-19T16:05PST", .zone), ("2023-07-19T16:05+99:00", .zone),
    ("2023-07-19 16:05 ET", .zone),
  ])
  func momentsThatAreNone(text: String, reason: InstantError.Reason) {
    #expect(throws: InstantError(text: text, reason: reason)) { try Instant(parsing: text) }
  }

  @Test(arguments: [
    ("2023-01-19T15:30EST", "2023-01-19T20:30Z"), ("2023-07-19T15:30EDT", "2023-07-19T19:30Z"),
    ("2023-07-19t15:30:05edt", "2023-07-19T19:30:05Z"), ("2023-07-20T05:05kst", "2023-07-19T20:05Z"),
    // The last and the first minute of each time in 2023, and the hour that comes twice.
    ("2023-03-12T01:59EST", "2023-03-12T06:59Z"), ("2023-03-12T03:00EDT", "2023-03-12T07:00Z"),
    ("2023-11-05T01:30EDT", "2023-11-05T05:30Z"), ("2023-11-05T01:30EST", "2023-11-05T06:30Z"),
    ("2023-11-05T01:30ET", "2023-11-05T05:30Z"), ("2023-11-05T00:59EDT", "2023-11-05T04:59Z"),
    ("2023-11-05T02:00EST", "2023-11-05T07:00Z"), ("2023-11-05T02:00ET", "2023-11-05T07:00Z"),
    // The rule of 1987 to 2006, and the one before it.
    ("2006-03-20T12:00EST", "2006-03-20T17:00Z"), ("2006-04-02T03:00EDT", "2006-04-02T07:00Z"),
    ("2006-10-29T01:30EST", "2006-10-29T06:30Z"), ("2006-10-30T12:00EST", "2006-10-30T17:00Z"),
    ("1986-04-20T12:00EST", "1986-04-20T17:00Z"), ("1990-07-01T12:00KST", "1990-07-01T03:00Z"),
  ])
  func zonesAreWhatTheySay(text: String, iso: String) throws { #expect(try Instant(parsing: text).iso == iso) }

  @Test(arguments: [
    ("2023-07-19T15:30EST", InstantError.Reason.notEST), ("2023-01-19T15:30EDT", .notEDT), ("2023-03-12T03:00EST", .notEST),
    ("2023-03-12T01:59EDT", .notEDT), ("2023-11-05T00:59EST", .notEST), ("2023-11-05T02:00EDT", .notEDT),
    ("2023-03-12T02:00ET", .skipped), ("2023-03-12T02:59EST", .skipped), ("2023-03-12T02:30EDT", .skipped),
    ("2006-03-20T12:00EDT", .notEDT), ("2006-04-02T02:30ET", .skipped), ("2006-10-29T02:30EDT", .notEDT),
    ("1988-07-01T12:00KST", .notKST), ("2023-07-19T15:30CST", .zone), ("2023-07-19T15:30E", .zone),
  ])
  func aZoneThatContradictsItsDayIsRefused(text: String, reason: InstantError.Reason) {
    #expect(throws: InstantError(text: text, reason: reason)) { try Instant(parsing: text) }
  }

  @Test func aRefusedZoneSaysWhatToWrite() throws {
    let message = InstantError(text: "2023-07-19T15:30EST", reason: .notEST).message
    for form in ["2023-07-19T15:30ET", "2023-07-19T15:30-05:00"] {
      #expect(message.en.contains(form) && message.ko.contains(form))
      #expect(throws: Never.self) { try Instant(parsing: form) }
    }
  }
}
