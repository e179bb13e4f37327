/// Why the exchange stays closed on a weekday.
package enum Holiday: Sendable {
  case newYear
  case martinLutherKing
  case presidents
  case goodFriday
  case memorial
  case juneteenth
  case independence
  case labor
  case thanksgiving
  case christmas
  /// A state funeral.
  case mourning
  case september11
  case hurricane

  /// Whether it follows from no rule, so that nobody could know it long in advance.
  package var isOneOff: Bool { self == .mourning || self == .september11 || self == .hurricane }

  /// Its name as the exchange has it.
  package var name: Phrase {
    switch self {
    case .newYear: return Phrase("New Year's Day", "새해 첫날")
    case .martinLutherKing: return Phrase("Martin Luther King Jr. Day", "마틴 루서 킹 데이")
    case .presidents: return Phrase("Presidents' Day", "대통령의 날")
    case .goodFriday: return Phrase("Good Friday", "성금요일")
    case .memorial: return Phrase("Memorial Day", "메모리얼 데이")
    case .juneteenth: return Phrase("Juneteenth", "준틴스")
    case .independence: return Phrase("Independence Day", "독립기념일")
    case .labor: return Phrase("Labor Day", "노동절")
    case .thanksgiving: return Phrase("Thanksgiving", "추수감사절")
    case .christmas: return Phrase("Christmas", "성탄절")
    case .mourning: return Phrase("National day of mourning", "국가 애도의 날")
    case .september11: return Phrase("Attacks of 11 September", "9·11 테러")
    case .hurricane: return Phrase("Hurricane Sandy", "허리케인 샌디")
    }
  }
}

/// When the Nasdaq and the NYSE are closed or close early.
///
/// NYSE rule 7.2 and the exchanges' lists; checked against 424 weekday closures and 98 early closes of 1990 to 2035, and against the two
/// public calendars exchange_calendars 4.13 and pandas_market_calendars 5.5 day by day.
enum SessionRules {
  /// The holiday on a weekday; weekends are not asked about.
  static func holiday(on day: Day) -> Holiday? {
    let (year, month, date) = day.civil
    switch month {
    case 1:
      // The one holiday that is dropped when it falls on a Saturday: the Friday before closes the year's books.
      if date <= 2, day == observed(year, 1, 1, isMovedToFriday: false) { return .newYear }
      if year >= 1998, day.weekday == 1, day == .nth(3, weekday: 1, ofMonth: 1, year) { return .martinLutherKing }
    case 2: if day.weekday == 1, day == .nth(3, weekday: 1, ofMonth: 2, year) { return .presidents }
    case 3, 4: if day.weekday == 5, day == easter(year) - 2 { return .goodFriday }
    case 5: if day.weekday == 1, day == .nth(-1, weekday: 1, ofMonth: 5, year) { return .memorial }
    case 6: if year >= 2022, (18...20).contains(date), day == observed(year, 6, 19) { return .juneteenth }
    case 7: if date <= 5, day == observed(year, 7, 4) { return .independence }
    case 9: if date <= 7, day.weekday == 1 { return .labor }
    case 11: if day.weekday == 4, day == .nth(4, weekday: 4, ofMonth: 11, year) { return .thanksgiving }
    case 12: if date >= 24, day == observed(year, 12, 25) { return .christmas }
    default: break
    }
    // From the newest one back: nearly all days that are asked for come after most of them.
    let last = oneOffs.last { $0.day <= day }
    return last?.day == day ? last?.reason : nil
  }

  /// A fixed date, on Monday where it is a Sunday and on Friday where it is a Saturday.
  private static func observed(_ year: Int, _ month: Int, _ date: Int, isMovedToFriday: Bool = true) -> Day? {
    let day = Day(civil: year, month, date)
    switch day.weekday {
    case 6: return isMovedToFriday ? day - 1 : nil
    case 0: return day + 1
    default: return day
    }
  }

  /// When a session ends before 16:00; nil for a full one.
  ///
  /// The day after Thanksgiving from 1992 on, Christmas Eve from Monday to Thursday, and the day before Independence Day: a Wednesday
  /// only since 2013; before that, in years in which Independence Day was a Thursday, the Friday after it.
  static func earlyClose(_ day: Day) -> (hour: Int, minute: Int)? {
    let (year, month, date) = day.civil
    let isEarly: Bool
    switch month {
    case 7:
      switch (date, day.weekday) {
      case (3, 1), (3, 2), (3, 4): isEarly = year >= 1993
      case (3, 3): isEarly = year >= 2013
      case (5, 5): isEarly = year >= 1993 && year < 2013
      default: isEarly = false
      }
    case 11: isEarly = year >= 1992 && day == .nth(4, weekday: 4, ofMonth: 11, year) + 1
    case 12:
      isEarly = date == 24 && (1...4).contains(day.weekday) && year >= 1990 || extraEarlyCloses.contains(day)
    default: isEarly = false
    }
    guard isEarly else { return nil }
    return year < 1993 ? (14, 0) : (13, 0)
  }

  /// Easter Sunday of the Gregorian calendar (anonymous algorithm, Meeus, Astronomical Algorithms, chapter 8).
  static func easter(_ year: Int) -> Day {
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

  /// Closures that follow from no rule, in order of days.
  private static let oneOffs: [(day: Day, reason: Holiday)] = [
    (Day(civil: 1994, 4, 27), .mourning),  // Richard Nixon
    (Day(civil: 2001, 9, 11), .september11), (Day(civil: 2001, 9, 12), .september11), (Day(civil: 2001, 9, 13), .september11),
    (Day(civil: 2001, 9, 14), .september11),
    (Day(civil: 2004, 6, 11), .mourning),  // Ronald Reagan
    (Day(civil: 2007, 1, 2), .mourning),  // Gerald Ford
    (Day(civil: 2012, 10, 29), .hurricane), (Day(civil: 2012, 10, 30), .hurricane),
    (Day(civil: 2018, 12, 5), .mourning),  // George H. W. Bush
    (Day(civil: 2025, 1, 9), .mourning),  // Jimmy Carter
  ]

  /// When a session began or ended that was delayed or cut short by what nobody foresaw, with the reason; the other time is by rule.
  struct OddHours: Sendable {
    var opens: ClockTime?
    var closes: ClockTime?
  }

  typealias ClockTime = (hour: Int, minute: Int)

  /// The odd hours of a day; nil for all but a few days of 1990 to 2006.
  static func oddHours(_ day: Day) -> OddHours? { day <= lastOdd ? odd[day.number] : nil }

  /// The days of closures and odd hours that follow from no rule, in order.
  static let oneOffDays: [Day] = (oneOffs.map(\.day) + odd.keys.map { Day(number: $0) }).sorted()

  private static let lastOdd = Day(civil: 2006, 12, 27)

  /// The exchange's own list (NYSE, "Special Closings"), as pandas_market_calendars has it.
  ///
  /// Interruptions within a session are not in it. Of 27 December 1990 that calendar has 09:31 where the list and the papers of the day have 11:00.
  private static let odd: [Int32: OddHours] = {
    let days: [(Day, opens: ClockTime?, closes: ClockTime?)] = [
      (Day(civil: 1990, 12, 27), (11, 0), nil),  // a transformer had exploded
      (Day(civil: 1991, 1, 17), (9, 31), nil),  // silence for the troops in the Gulf
      (Day(civil: 1991, 2, 25), (9, 31), nil),
      (Day(civil: 1994, 2, 11), nil, (14, 30)),  // snow
      (Day(civil: 1995, 12, 18), (10, 30), nil),  // computers
      (Day(civil: 1996, 1, 8), (11, 0), (14, 0)),  // snow
      (Day(civil: 1997, 10, 27), nil, (15, 30)),  // prices fell to the second circuit breaker
      (Day(civil: 2001, 9, 17), (9, 33), nil),  // silence for the dead of 11 September
      (Day(civil: 2001, 10, 8), (9, 31), nil),  // silence for the troops in Afghanistan
      (Day(civil: 2002, 9, 11), (12, 0), nil),  // the anniversary
      (Day(civil: 2003, 3, 20), (9, 32), nil),  // silence for the troops in Iraq
      (Day(civil: 2004, 6, 7), (9, 32), nil),  // silence for Ronald Reagan
      (Day(civil: 2005, 6, 1), nil, (15, 56)),  // computers
      (Day(civil: 2006, 12, 27), (9, 32), nil),  // silence for Gerald Ford
    ]
    return Dictionary(uniqueKeysWithValues: days.map { ($0.0.number, OddHours(opens: $0.opens, closes: $0.closes)) })
  }()

  private static let extraEarlyCloses: [Day] = [
    Day(civil: 1997, 12, 26), Day(civil: 1999, 12, 31), Day(civil: 2003, 12, 26),
  ]
}
