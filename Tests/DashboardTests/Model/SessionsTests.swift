import Model
import Testing

@Suite struct SessionsTests {
  @Test func theHolidaysOf2026() {
    let closed = (0..<365).map { Day(civil: 2026, 1, 1) + $0 }.filter { (1...5).contains($0.weekday) && !Sessions.isOpen($0) }
    #expect(
      closed.map(\.iso) == [
        "2026-01-01", "2026-01-19", "2026-02-16", "2026-04-03", "2026-05-25", "2026-06-19", "2026-07-03", "2026-09-07",
        "2026-11-26", "2026-12-25",
      ])
  }

  @Test func weekdayClosuresOf46Years() {
    // 424 from 1990 to 2035, as the exchanges' lists and the rules give them.
    var closures = 0
    var day = Day(civil: 1990, 1, 1)
    while day.year <= 2035 {
      if (1...5).contains(day.weekday), !Sessions.isOpen(day) { closures += 1 }
      day = day + 1
    }
    #expect(closures == 424)
  }

  @Test(arguments: [
    ("2001-09-12", false), ("2007-01-02", false), ("2012-10-29", false), ("2018-12-05", false), ("2025-01-09", false),
    ("2028-01-01", false), ("2027-12-31", true), ("2021-06-18", true), ("2022-06-20", false), ("1997-01-20", true),
    ("1998-01-19", false),
  ])
  func singleDays(day: String, isOpen: Bool) throws {
    #expect(Sessions.isOpen(try #require(Day(iso: day))) == isOpen)
  }

  @Test(arguments: [
    ("2023-07-03", true), ("2023-11-24", true), ("2013-07-03", true), ("2012-07-03", true), ("2002-07-05", true),
    ("2008-07-03", true), ("2020-12-24", true), ("2021-12-24", false), ("2024-12-24", true), ("2024-07-03", true),
    ("2003-12-26", true), ("2023-07-05", false),
  ])
  func earlyCloses(day: String, early: Bool) throws {
    let session = Sessions.session(on: try #require(Day(iso: day)))
    #expect((session?.closesEarly ?? false) == early)
    if early { #expect(session?.close.local(in: .newYork).clock == "13:00") }
  }

  @Test func sessionsBetweenMoments() throws {
    // From Thursday's close to Friday's is one, to Monday's two.
    let thursday = try Instant(parsing: "2023-07-20T16:00ET")
    #expect(Sessions.closes(after: thursday, through: try Instant(parsing: "2023-07-21T16:00ET")) == 1)
    #expect(Sessions.closes(after: thursday, through: try Instant(parsing: "2023-07-24T16:00ET")) == 2)
    // As one would count them one by one.
    let sessions = Sessions.sessions(from: Day(civil: 2023, 6, 25), through: Day(civil: 2024, 3, 1))
    for from in stride(from: 0, to: 4000, by: 37) {
      for hours in [1, 20, 30, 90, 500, 700] {
        let a = Instant(Day(civil: 2023, 7, 1), 0, 0) + Int64(from * 3600)
        let b = a + Int64(hours * 3600)
        #expect(Sessions.closes(after: a, through: b) == sessions.count { $0.close > a && $0.close <= b }, "\(a.iso) \(hours)")
      }
    }
    #expect(Sessions.session(5, after: Day(civil: 2023, 7, 19)).day == Day(civil: 2023, 7, 26))
    #expect(Sessions.session(-1, after: Day(civil: 2023, 7, 5)).day == Day(civil: 2023, 7, 3))
  }
}
