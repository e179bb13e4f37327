/// A point in time: seconds since 1970-01-01T00:00Z.
package struct Instant: Hashable, Comparable, Sendable {
  /// Seconds since 1970-01-01T00:00Z, below 0 before it.
  package var seconds: Int64

  /// The instant so many seconds after 1970-01-01T00:00Z.
  package init(seconds: Int64) { self.seconds = seconds }

  /// The instant of a wall-clock time in a zone.
  ///
  /// A time that a spring change skips is read as the hour after it, one that an autumn change repeats as the first of the two.
  package init(_ day: Day, _ hour: Int, _ minute: Int, second: Int = 0, in zone: Zone = .newYork) {
    let local = Int64(day.number) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
    let guess = Instant(seconds: local - Int64(zone.offset(onLocal: local)))
    self = guess
  }

  /// The end of a day in New York, 23:59: when a fact that has only a date counts as known.
  package init(endOf day: Day) { self.init(day, 23, 59) }

  /// Whether it is the last minute of a day in New York, which stands for "that day, at no known time".
  package var isEndOfDay: Bool {
    let t = local(in: .newYork)
    return t.hour == 23 && t.minute == 59
  }

  /// Whether it comes before another.
  package static func < (a: Instant, b: Instant) -> Bool { a.seconds < b.seconds }
  /// So many seconds later.
  package static func + (a: Instant, seconds: Int64) -> Instant { Instant(seconds: a.seconds + seconds) }
  /// How many seconds lie between two, below 0 where the first comes first.
  package static func - (a: Instant, b: Instant) -> Int64 { a.seconds - b.seconds }

  /// The first moment that a date with a four-digit year can express.
  package static let distantPast = Instant(Day(civil: 1, 1, 2), 0, 0, in: .utc)
  /// The last moment that a date with a four-digit year can express; nothing is hidden at it.
  package static let distantFuture = Instant(Day(civil: 9999, 12, 30), 0, 0, in: .utc)

  /// Wall-clock day and time in a zone.
  package func local(in zone: Zone) -> LocalTime {
    let t = seconds + Int64(zone.offset(at: self))
    let (day, rest) = Zone.split(t)
    return LocalTime(day: day, hour: rest / 3600, minute: rest / 60 % 60, second: rest % 60)
  }

  /// The day that it is in New York.
  package var newYorkDay: Day { local(in: .newYork).day }

  /// ISO form in UTC to the minute (`2023-07-19T20:05Z`), with seconds only where they are not zero.
  package var iso: String {
    let t = local(in: .utc)
    let seconds = t.second == 0 ? "" : ":\(pad(t.second, 2))"
    return "\(t.day.iso)T\(pad(t.hour, 2)):\(pad(t.minute, 2))\(seconds)Z"
  }
}

/// A wall-clock time in some zone.
package struct LocalTime: Equatable, Sendable {
  /// The civil day.
  package var day: Day
  /// 0 to 23.
  package var hour: Int
  /// 0 to 59.
  package var minute: Int
  /// 0 to 59.
  package var second: Int

  /// `16:05`.
  package var clock: String { "\(pad(hour, 2)):\(pad(minute, 2))" }
}

/// A time zone by rule: the two places the program speaks of, and UTC.
package enum Zone: Sendable, CaseIterable {
  case utc, newYork, seoul

  /// Seconds east of Greenwich at an instant.
  package func offset(at instant: Instant) -> Int {
    switch self {
    case .utc: return 0
    case .seoul:
      let standard = 9 * 3600
      return Zone.isDaylightInSeoul(standardLocal: instant.seconds + Int64(standard)) ? standard + 3600 : standard
    case .newYork:
      let standard = -5 * 3600
      let local = instant.seconds + Int64(standard)
      let (start, end) = Zone.daylightSeconds(year: Zone.year(ofLocal: local))
      // Both changes happen at 02:00 wall-clock time: 02:00 standard in spring, 01:00 standard in autumn.
      return local >= start && local < end - 3600 ? standard + 3600 : standard
    }
  }

  /// Seconds east of Greenwich for a wall-clock time given as seconds since 1970-01-01T00:00 local.
  func offset(onLocal local: Int64) -> Int {
    switch self {
    case .utc: return 0
    case .seoul:
      // The clock was put forward at 02:00 and back at 03:00 daylight time; the hour that came twice is read as the first of the two.
      return Zone.isDaylightInSeoul(standardLocal: local - 3600) ? 10 * 3600 : 9 * 3600
    case .newYork:
      let (start, end) = Zone.daylightSeconds(year: Zone.year(ofLocal: local))
      // A skipped time (02:00 to 02:59 in spring) keeps the winter offset, which lands an hour later.
      return local >= start + 3600 && local < end ? -4 * 3600 : -5 * 3600
    }
  }

  /// Whether the clocks of Seoul were an hour ahead: in 1987 and 1988 from the second Sunday of May, 02:00, to that of October, 03:00 (IANA
  /// time zone database).
  ///
  /// Takes seconds of standard time since 1970-01-01T00:00 in Seoul.
  private static func isDaylightInSeoul(standardLocal local: Int64) -> Bool {
    local < seoulSummers[1].upperBound && seoulSummers.contains { $0.contains(local) }
  }

  private static let seoulSummers: [Range<Int64>] = [1987, 1988].map { year in
    func second(_ month: Int) -> Int64 { Int64(Day.nth(2, weekday: 0, ofMonth: month, year).number) * 86_400 + 7200 }
    return second(5)..<second(10)
  }

  /// The year of local seconds since 1970-01-01T00:00, by its mean length: within two days of a year's end perhaps the one beside it, where
  /// neither of them has daylight time.
  private static func year(ofLocal local: Int64) -> Int {
    let length: Int64 = 31_556_952
    return 1970 + Int(local >= 0 ? local / length : (local - length + 1) / length)
  }

  /// The day of local seconds since 1970-01-01T00:00, and the seconds of that day.
  fileprivate static func split(_ local: Int64) -> (day: Day, rest: Int) {
    let (quotient, remainder) = local.quotientAndRemainder(dividingBy: 86_400)
    let isBefore = remainder < 0
    return (
      Day(number: Int32(clamping: isBefore ? quotient - 1 : quotient)), Int(isBefore ? remainder + 86_400 : remainder)
    )
  }

  /// First and last moment of daylight time in New York, as local seconds of the 02:00 change: since 2007 from the second Sunday of
  /// March to the first of November (Energy Policy Act of 2005), 1987 to 2006 first Sunday of April to last of October,
  /// before that from the last Sunday of April.
  private static func daylightSeconds(year: Int) -> (Int64, Int64) {
    let place = year - firstKept
    return kept.indices.contains(place) ? kept[place] : daylightByRule(year)
  }

  /// The years of a record, whose changes are asked for thousands of times.
  private static let firstKept = 1990
  private static let kept = (firstKept..<2060).map(daylightByRule)

  private static func daylightByRule(_ year: Int) -> (Int64, Int64) {
    let (start, end): (Day, Day)
    switch year {
    case 2007...: (start, end) = (.nth(2, weekday: 0, ofMonth: 3, year), .nth(1, weekday: 0, ofMonth: 11, year))
    case 1987...: (start, end) = (.nth(1, weekday: 0, ofMonth: 4, year), .nth(-1, weekday: 0, ofMonth: 10, year))
    default: (start, end) = (.nth(-1, weekday: 0, ofMonth: 4, year), .nth(-1, weekday: 0, ofMonth: 10, year))
    }
    return (Int64(start.number) * 86_400 + 7200, Int64(end.number) * 86_400 + 7200)
  }
}
