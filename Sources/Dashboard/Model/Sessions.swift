/// One trading session of the Nasdaq and the NYSE.
package struct Session: Equatable, Sendable {
  package var day: Day
  package var open: Instant
  package var close: Instant
  package var closesEarly: Bool
}

/// The regular sessions of the Nasdaq and the NYSE by rule.
///
/// Holidays, their observance and first years, one-off closures and early closes reproduce the exchanges' lists for 1990 to 2035.
/// It is part of the model, not of the calculations, because the close of a session is when a day's price becomes known.
package enum Sessions {
  /// The session of a day; nil on weekends and holidays.
  package static func session(on day: Day) -> Session? {
    guard isOpen(day) else { return nil }
    let early = earlyClose(day)
    let (hour, minute) = early ?? (16, 0)
    return Session(
      day: day, open: Instant(day, 9, 30), close: Instant(day, hour, minute), closesEarly: early != nil)
  }

  package static func isOpen(_ day: Day) -> Bool {
    let weekday = day.weekday
    return weekday != 0 && weekday != 6 && !isHoliday(day) && !oneOffClosures.contains(day)
  }

  /// The first session after a day.
  package static func next(after day: Day) -> Session {
    var d = day + 1
    while true {
      if let s = session(on: d) { return s }
      d = d + 1
    }
  }

  /// The last session before a day.
  package static func previous(before day: Day) -> Session {
    var d = day - 1
    while true {
      if let s = session(on: d) { return s }
      d = d - 1
    }
  }

  /// The session n sessions after (or, if negative, before) a day.
  package static func session(_ n: Int, after day: Day) -> Session {
    var s = n >= 0 ? next(after: day) : previous(before: day)
    for _ in 1..<max(1, abs(n)) { s = n >= 0 ? next(after: s.day) : previous(before: s.day) }
    return s
  }

  /// How many sessions close in the half-open stretch of time (a, b].
  package static func closes(after a: Instant, through b: Instant) -> Int {
    guard a < b else { return 0 }
    var n = 0
    var day = a.newYorkDay
    let last = b.newYorkDay
    while day <= last {
      if let s = session(on: day), s.close > a, s.close <= b { n += 1 }
      day = day + 1
    }
    return n
  }

  /// The newest session that had closed at an instant.
  package static func lastClosed(at instant: Instant) -> Session {
    let day = instant.newYorkDay
    if let s = session(on: day), s.close <= instant { return s }
    return previous(before: day)
  }

  // MARK: rules

  private static func isHoliday(_ day: Day) -> Bool {
    let (year, month, d) = day.civil
    func observed(_ month: Int, _ date: Int, saturdayToFriday: Bool = true) -> Day? {
      let h = Day(civil: year, month, date)
      switch h.weekday {
      case 6: return saturdayToFriday ? h - 1 : nil
      case 0: return h + 1
      default: return h
      }
    }
    switch month {
    case 1:
      return day == observed(1, 1, saturdayToFriday: false)
        || year >= 1998 && day == .nth(3, weekday: 1, ofMonth: 1, year)
    case 2: return day == .nth(3, weekday: 1, ofMonth: 2, year)
    case 3, 4: return day.weekday == 5 && day == easter(year) - 2
    case 5: return day == .nth(-1, weekday: 1, ofMonth: 5, year)
    case 6: return year >= 2022 && day == observed(6, 19)
    case 7: return d <= 5 && day == observed(7, 4)
    case 9: return day == .nth(1, weekday: 1, ofMonth: 9, year)
    case 11: return day == .nth(4, weekday: 4, ofMonth: 11, year)
    case 12: return d >= 24 && day == observed(12, 25)
    default: return false
    }
  }

  private static func earlyClose(_ day: Day) -> (Int, Int)? {
    let (year, month, d) = day.civil
    let early: Bool
    switch month {
    case 7:
      switch (d, day.weekday) {
      case (3, 1), (3, 2), (3, 4): early = true
      case (3, 3): early = year >= 2013
      case (5, 5): early = year < 2013
      default: early = false
      }
    case 11: early = day == .nth(4, weekday: 4, ofMonth: 11, year) + 1
    case 12:
      early = d == 24 && (1...4).contains(day.weekday) || extraEarlyCloses.contains(day)
    default: early = false
    }
    guard early, year >= 1990 else { return nil }
    return year < 1993 ? (14, 0) : (13, 0)
  }

  /// Easter Sunday of the Gregorian calendar (anonymous algorithm, Meeus, Astronomical Algorithms, chapter 8).
  package static func easter(_ year: Int) -> Day {
    let a = year % 19
    let (b, c) = (year / 100, year % 100)
    let (d, e) = (b / 4, b % 4)
    let f = (b + 8) / 25
    let g = (b - f + 1) / 3
    let h = (19 * a + b - d - g + 15) % 30
    let (i, k) = (c / 4, c % 4)
    let l = (32 + 2 * e + 2 * i - h - k) % 7
    let m = (a + 11 * h + 22 * l) / 451
    let n = h + l - 7 * m + 114
    return Day(civil: year, n / 31, n % 31 + 1)
  }

  private static let oneOffClosures: [Day] = [
    Day(civil: 1994, 4, 27),  // funeral of Richard Nixon
    Day(civil: 2001, 9, 11), Day(civil: 2001, 9, 12), Day(civil: 2001, 9, 13), Day(civil: 2001, 9, 14),
    Day(civil: 2004, 6, 11),  // Ronald Reagan
    Day(civil: 2007, 1, 2),  // Gerald Ford
    Day(civil: 2012, 10, 29), Day(civil: 2012, 10, 30),  // hurricane Sandy
    Day(civil: 2018, 12, 5),  // George H. W. Bush
    Day(civil: 2025, 1, 9),  // Jimmy Carter
  ]

  private static let extraEarlyCloses: [Day] = [
    Day(civil: 1997, 12, 26), Day(civil: 1999, 12, 31), Day(civil: 2003, 12, 26),
  ]
}
