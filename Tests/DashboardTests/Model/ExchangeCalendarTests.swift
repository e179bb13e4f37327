import Model
import Testing

/// Every closure and every early close of the exchange, as lists of the exchange that were not made by this program have them.
@Suite struct ExchangeCalendarTests {
  /// Weekdays without a session, by year.
  static let closures: [Int: String] = [
    1990: "01-01 02-19 04-13 05-28 07-04 09-03 11-22 12-25",
    1991: "01-01 02-18 03-29 05-27 07-04 09-02 11-28 12-25",
    1992: "01-01 02-17 04-17 05-25 07-03 09-07 11-26 12-25",
    1993: "01-01 02-15 04-09 05-31 07-05 09-06 11-25 12-24",
    1994: "02-21 04-01 04-27 05-30 07-04 09-05 11-24 12-26",
    1995: "01-02 02-20 04-14 05-29 07-04 09-04 11-23 12-25",
    1996: "01-01 02-19 04-05 05-27 07-04 09-02 11-28 12-25",
    1997: "01-01 02-17 03-28 05-26 07-04 09-01 11-27 12-25",
    1998: "01-01 01-19 02-16 04-10 05-25 07-03 09-07 11-26 12-25",
    1999: "01-01 01-18 02-15 04-02 05-31 07-05 09-06 11-25 12-24",
    2000: "01-17 02-21 04-21 05-29 07-04 09-04 11-23 12-25",
    2001: "01-01 01-15 02-19 04-13 05-28 07-04 09-03 09-11 09-12 09-13 09-14 11-22 12-25",
    2002: "01-01 01-21 02-18 03-29 05-27 07-04 09-02 11-28 12-25",
    2003: "01-01 01-20 02-17 04-18 05-26 07-04 09-01 11-27 12-25",
    2004: "01-01 01-19 02-16 04-09 05-31 06-11 07-05 09-06 11-25 12-24",
    2005: "01-17 02-21 03-25 05-30 07-04 09-05 11-24 12-26",
    2006: "01-02 01-16 02-20 04-14 05-29 07-04 09-04 11-23 12-25",
    2007: "01-01 01-02 01-15 02-19 04-06 05-28 07-04 09-03 11-22 12-25",
    2008: "01-01 01-21 02-18 03-21 05-26 07-04 09-01 11-27 12-25",
    2009: "01-01 01-19 02-16 04-10 05-25 07-03 09-07 11-26 12-25",
    2010: "01-01 01-18 02-15 04-02 05-31 07-05 09-06 11-25 12-24",
    2011: "01-17 02-21 04-22 05-30 07-04 09-05 11-24 12-26",
    2012: "01-02 01-16 02-20 04-06 05-28 07-04 09-03 10-29 10-30 11-22 12-25",
    2013: "01-01 01-21 02-18 03-29 05-27 07-04 09-02 11-28 12-25",
    2014: "01-01 01-20 02-17 04-18 05-26 07-04 09-01 11-27 12-25",
    2015: "01-01 01-19 02-16 04-03 05-25 07-03 09-07 11-26 12-25",
    2016: "01-01 01-18 02-15 03-25 05-30 07-04 09-05 11-24 12-26",
    2017: "01-02 01-16 02-20 04-14 05-29 07-04 09-04 11-23 12-25",
    2018: "01-01 01-15 02-19 03-30 05-28 07-04 09-03 11-22 12-05 12-25",
    2019: "01-01 01-21 02-18 04-19 05-27 07-04 09-02 11-28 12-25",
    2020: "01-01 01-20 02-17 04-10 05-25 07-03 09-07 11-26 12-25",
    2021: "01-01 01-18 02-15 04-02 05-31 07-05 09-06 11-25 12-24",
    2022: "01-17 02-21 04-15 05-30 06-20 07-04 09-05 11-24 12-26",
    2023: "01-02 01-16 02-20 04-07 05-29 06-19 07-04 09-04 11-23 12-25",
    2024: "01-01 01-15 02-19 03-29 05-27 06-19 07-04 09-02 11-28 12-25",
    2025: "01-01 01-09 01-20 02-17 04-18 05-26 06-19 07-04 09-01 11-27 12-25",
    2026: "01-01 01-19 02-16 04-03 05-25 06-19 07-03 09-07 11-26 12-25",
    2027: "01-01 01-18 02-15 03-26 05-31 06-18 07-05 09-06 11-25 12-24",
    2028: "01-17 02-21 04-14 05-29 06-19 07-04 09-04 11-23 12-25",
    2029: "01-01 01-15 02-19 03-30 05-28 06-19 07-04 09-03 11-22 12-25",
    2030: "01-01 01-21 02-18 04-19 05-27 06-19 07-04 09-02 11-28 12-25",
    2031: "01-01 01-20 02-17 04-11 05-26 06-19 07-04 09-01 11-27 12-25",
    2032: "01-01 01-19 02-16 03-26 05-31 06-18 07-05 09-06 11-25 12-24",
    2033: "01-17 02-21 04-15 05-30 06-20 07-04 09-05 11-24 12-26",
    2034: "01-02 01-16 02-20 04-07 05-29 06-19 07-04 09-04 11-23 12-25",
    2035: "01-01 01-15 02-19 03-23 05-28 06-19 07-04 09-03 11-22 12-25",
  ]

  /// Sessions that end at 13:00, or at 14:00 where that is said.
  static let earlyCloses: [Int: String] = [
    1990: "12-24@14",
    1991: "12-24@14",
    1992: "11-27@14 12-24@14",
    1993: "11-26",
    1994: "11-25",
    1995: "07-03 11-24",
    1996: "07-05 11-29 12-24",
    1997: "07-03 11-28 12-24 12-26",
    1998: "11-27 12-24",
    1999: "11-26 12-31",
    2000: "07-03 11-24",
    2001: "07-03 11-23 12-24",
    2002: "07-05 11-29 12-24",
    2003: "07-03 11-28 12-24 12-26",
    2004: "11-26",
    2005: "11-25",
    2006: "07-03 11-24",
    2007: "07-03 11-23 12-24",
    2008: "07-03 11-28 12-24",
    2009: "11-27 12-24",
    2010: "11-26",
    2011: "11-25",
    2012: "07-03 11-23 12-24",
    2013: "07-03 11-29 12-24",
    2014: "07-03 11-28 12-24",
    2015: "11-27 12-24",
    2016: "11-25",
    2017: "07-03 11-24",
    2018: "07-03 11-23 12-24",
    2019: "07-03 11-29 12-24",
    2020: "11-27 12-24",
    2021: "11-26",
    2022: "11-25",
    2023: "07-03 11-24",
    2024: "07-03 11-29 12-24",
    2025: "07-03 11-28 12-24",
    2026: "11-27 12-24",
    2027: "11-26",
    2028: "07-03 11-24",
    2029: "07-03 11-23 12-24",
    2030: "07-03 11-29 12-24",
    2031: "07-03 11-28 12-24",
    2032: "11-26",
    2033: "11-25",
    2034: "07-03 11-24",
    2035: "07-03 11-23 12-24",
  ]

  /// Sessions of odd hours that no rule says, from the exchange's list of special closings.
  static let odd: [(day: String, open: String, close: String)] = [
    ("1990-12-27", "11:00", "16:00"), ("1991-01-17", "09:31", "16:00"), ("1991-02-25", "09:31", "16:00"),
    ("1994-02-11", "09:30", "14:30"), ("1995-12-18", "10:30", "16:00"), ("1996-01-08", "11:00", "14:00"),
    ("1997-10-27", "09:30", "15:30"), ("2001-09-17", "09:33", "16:00"), ("2001-10-08", "09:31", "16:00"),
    ("2002-09-11", "12:00", "16:00"), ("2003-03-20", "09:32", "16:00"), ("2004-06-07", "09:32", "16:00"),
    ("2005-06-01", "09:30", "15:56"), ("2006-12-27", "09:32", "16:00"),
  ]

  @Test(arguments: 1990...2035) func everyWeekdayOfAYear(year: Int) {
    var (closed, early): ([String], [String]) = ([], [])
    var day = Day(civil: year, 1, 1)
    while day.year == year {
      let date = String(day.iso.dropFirst(5))
      if let session = Sessions.session(on: day) {
        #expect((1...5).contains(day.weekday))
        let (open, close) = (session.open.local(in: .newYork).clock, session.close.local(in: .newYork).clock)
        if let odd = Self.odd.first(where: { $0.day == day.iso }) {
          #expect(open == odd.open && close == odd.close)
          #expect(session.opensLate == (open != "09:30") && session.closesEarly == (close != "16:00"))
          day = day + 1
          continue
        }
        #expect(open == "09:30" && !session.opensLate)
        #expect(["13:00", "14:00", "16:00"].contains(close))
        #expect(session.closesEarly == (close != "16:00"))
        if close != "16:00" { early.append(close == "14:00" ? date + "@14" : date) }
      } else if (1...5).contains(day.weekday) {
        closed.append(date)
        #expect(Sessions.holiday(on: day) != nil)
      }
      day = day + 1
    }
    #expect(closed.joined(separator: " ") == Self.closures[year])
    #expect(early.joined(separator: " ") == Self.earlyCloses[year] ?? "")
  }

  @Test func theListsAreWhole() {
    #expect(Self.closures.values.reduce(0) { $0 + $1.split(separator: " ").count } == 424)
    #expect(Self.earlyCloses.values.reduce(0) { $0 + $1.split(separator: " ").count } == 98)
    let sessions = Sessions.sessions(from: Day(civil: 1990, 1, 1), through: Day(civil: 2035, 12, 31))
    #expect(sessions.count == 11577)
    #expect(Sessions.sessions(from: Day(civil: 2023, 7, 8), through: Day(civil: 2023, 7, 9)).isEmpty)
    #expect(Sessions.sessions(from: Day(civil: 2023, 7, 9), through: Day(civil: 2023, 7, 8)).isEmpty)
  }

  @Test func aOneOffClosureIsNotForeseen() throws {
    let carter = Day(civil: 2025, 1, 9)
    #expect(Sessions.holiday(on: carter, asOf: try Instant(parsing: "2025-01-08")) == nil)
    #expect(Sessions.holiday(on: carter, asOf: try Instant(parsing: "2025-01-09T00:00ET")) == .mourning)
    // A holiday by rule is known years before.
    #expect(Sessions.holiday(on: Day(civil: 2035, 12, 25), asOf: try Instant(parsing: "2020-01-01")) == .christmas)
  }

  @Test(arguments: odd) func oddHoursAreNotForeseen(day: String, open: String, close: String) throws {
    let day = try #require(Day(iso: day))
    let before = try #require(Sessions.session(on: day, asOf: Instant(day, 0, 0) + -1))
    #expect(before.open == Instant(day, 9, 30) && before.close == Instant(day, 16, 0))
    #expect(!before.opensLate && !before.closesEarly)
    #expect(Sessions.earlyClose(on: day, asOf: Instant(day, 0, 0) + -1) == nil)
    let known = try #require(Sessions.session(on: day, asOf: Instant(day, 0, 0)))
    #expect(known.open.local(in: .newYork).clock == open && known.close.local(in: .newYork).clock == close)
    #expect(Sessions.earlyClose(on: day) == (close == "16:00" ? nil : known.close))
  }

  @Test func oneOffsAreListedInOrder() {
    let days = Sessions.oneOffs(from: Day(civil: 1990, 1, 1), through: Day(civil: 2030, 12, 31))
    #expect(days.count == 14 + 5 + 4 + 2)
    #expect(zip(days, days.dropFirst()).allSatisfy { $0 < $1 })
    let week = Sessions.oneOffs(from: Day(civil: 2001, 9, 11), through: Day(civil: 2001, 9, 17))
    #expect(week.map(\.iso) == ["2001-09-11", "2001-09-12", "2001-09-13", "2001-09-14", "2001-09-17"])
  }

  @Test(arguments: [
    // Session, open and close in UTC and in Seoul: summer and winter, the days after a change, an early close.
    ("1990-01-02", "1990-01-02T14:30Z", "1990-01-02T21:00Z", "1990-01-02 23:30", "1990-01-03 06:00"),
    ("2006-04-03", "2006-04-03T13:30Z", "2006-04-03T20:00Z", "2006-04-03 22:30", "2006-04-04 05:00"),
    ("2007-03-09", "2007-03-09T14:30Z", "2007-03-09T21:00Z", "2007-03-09 23:30", "2007-03-10 06:00"),
    ("2023-03-13", "2023-03-13T13:30Z", "2023-03-13T20:00Z", "2023-03-13 22:30", "2023-03-14 05:00"),
    ("2023-11-06", "2023-11-06T14:30Z", "2023-11-06T21:00Z", "2023-11-06 23:30", "2023-11-07 06:00"),
    ("2023-07-03", "2023-07-03T13:30Z", "2023-07-03T17:00Z", "2023-07-03 22:30", "2023-07-04 02:00"),
    ("2023-11-24", "2023-11-24T14:30Z", "2023-11-24T18:00Z", "2023-11-24 23:30", "2023-11-25 03:00"),
  ])
  func sessionsInThreeZones(date: String, openUTC: String, closeUTC: String, openSeoul: String, closeSeoul: String) throws {
    let day = try #require(Day(iso: date))
    let session = try #require(Sessions.session(on: day))
    #expect(session.open.iso == openUTC)
    #expect(session.close.iso == closeUTC)
    func seoul(_ instant: Instant) -> String {
      let t = instant.local(in: .seoul)
      return "\(t.day.iso) \(t.clock)"
    }
    #expect(seoul(session.open) == openSeoul)
    #expect(seoul(session.close) == closeSeoul)
  }

  @Test func seoulHadSummerTimeTwice() {
    // IANA time zone database, Asia/Seoul.
    func offset(_ year: Int, _ month: Int, _ date: Int, _ hour: Int, _ minute: Int) -> Int {
      Zone.seoul.offset(at: Instant(Day(civil: year, month, date), hour, minute, in: .utc)) / 3600
    }
    #expect(offset(1987, 5, 9, 16, 59) == 9)
    #expect(offset(1987, 5, 9, 17, 0) == 10)
    #expect(offset(1988, 10, 8, 16, 59) == 10)
    #expect(offset(1988, 10, 8, 17, 0) == 9)
    #expect(offset(1989, 7, 1, 0, 0) == 9)
    let noon = Instant(Day(civil: 1988, 7, 1), 12, 0, in: .seoul)
    #expect(noon.iso == "1988-07-01T02:00Z")
    #expect(noon.local(in: .seoul).clock == "12:00")
  }
}
