/// One trading session of the Nasdaq and the NYSE.
package struct Session: Equatable, Sendable {
  /// The day in New York.
  package var day: Day
  /// 09:30 in New York but on days of odd hours.
  package var open: Instant
  /// 16:00 in New York, 13:00 on days that close early.
  package var close: Instant
  /// Whether it began after 09:30.
  package var opensLate: Bool
  /// Whether it ended before 16:00.
  package var closesEarly: Bool
}

/// The regular sessions of the Nasdaq and the NYSE by rule, from 1990 on.
///
/// Holidays with their observance and first years, early closes, one-off closures and sessions of odd hours (`SessionRules`). They
/// reproduce the exchanges' lists for 1990 to 2035 and go on by the same rules after that. It is part of the model, not of the
/// calculations, because the close of a session is when a day's price becomes known. What looks ahead gives the moment it looks from
/// (`asOf`): it cannot know of a one-off before its day.
package enum Sessions {
  /// The session of a day; nil on weekends and holidays.
  package static func session(on day: Day, asOf: Instant = .distantFuture) -> Session? {
    guard isOpen(day, asOf: asOf) else { return nil }
    let (opens, closes) = hours(day, asOf: asOf)
    return Session(
      day: day, open: Instant(day, opens?.hour ?? 9, opens?.minute ?? 30),
      close: Instant(day, closes?.hour ?? 16, closes?.minute ?? 0), opensLate: opens != nil, closesEarly: closes != nil)
  }

  /// When a day's session begins and ends, where that is not 09:30 or 16:00.
  private static func hours(
    _ day: Day, asOf: Instant
  ) -> (opens: SessionRules.ClockTime?, closes: SessionRules.ClockTime?) {
    let early = SessionRules.earlyClose(day)
    guard let odd = SessionRules.oddHours(day), asOf >= Instant(day, 0, 0) else { return (nil, early) }
    return (odd.opens, odd.closes ?? early)
  }

  /// The days from one to another, both included, whose closure or odd hours follow from no rule, in order: nobody can know of
  /// one before its own day.
  package static func oneOffs(from first: Day, through last: Day) -> [Day] {
    SessionRules.oneOffDays.filter { $0 >= first && $0 <= last }
  }

  /// When the session of a day closes; the end of a day without one.
  package static func close(of day: Day, asOf: Instant = .distantFuture) -> Instant {
    session(on: day, asOf: asOf)?.close ?? Instant(endOf: day)
  }

  /// The close of a session that ends early; nil for full sessions and days without one.
  package static func earlyClose(on day: Day, asOf: Instant = .distantFuture) -> Instant? {
    guard let (hour, minute) = hours(day, asOf: asOf).closes, isOpen(day, asOf: asOf) else { return nil }
    return Instant(day, hour, minute)
  }

  /// Whether a day has a session, as far as it could be known at an instant.
  package static func isOpen(_ day: Day, asOf: Instant = .distantFuture) -> Bool {
    let weekday = day.weekday
    return weekday != 0 && weekday != 6 && holiday(on: day, asOf: asOf) == nil
  }

  /// The first year that the rules are known for.
  package static let firstYear = 1990
  /// The beginning of that year, from which on what follows from rules counts as known.
  package static let knownFrom = Instant(Day(civil: firstYear, 1, 1), 0, 0)

  /// The sessions from one day to another, both included, in order.
  package static func sessions(from first: Day, through last: Day, asOf: Instant = .distantFuture) -> [Session] {
    guard first <= last else { return [] }
    var sessions: [Session] = []
    // No year has more than 253 sessions.
    sessions.reserveCapacity((last - first) * 253 / 365 + 8)
    for number in first.number...last.number {
      if let session = session(on: Day(number: number), asOf: asOf) { sessions.append(session) }
    }
    return sessions
  }

  /// Why there is no session on a weekday, as far as it could be known at an instant; nil where there is one.
  ///
  /// Holidays follow from the rules at all times. A one-off closure is known from its own day on: when it was announced is not in the
  /// record.
  package static func holiday(on day: Day, asOf: Instant = .distantFuture) -> Holiday? {
    guard let holiday = SessionRules.holiday(on: day) else { return nil }
    return holiday.isOneOff && asOf < Instant(day, 0, 0) ? nil : holiday
  }

  /// The day, or the last session before it: where an expiry moves if its day is a holiday.
  package static func onOrBefore(_ day: Day, asOf: Instant = .distantFuture) -> Session {
    session(on: day, asOf: asOf) ?? previous(before: day, asOf: asOf)
  }

  /// The day, or the first session after it.
  package static func onOrAfter(_ day: Day, asOf: Instant = .distantFuture) -> Session {
    session(on: day, asOf: asOf) ?? next(after: day, asOf: asOf)
  }

  /// The last session of a month.
  package static func lastSession(ofMonth month: Int, _ year: Int, asOf: Instant = .distantFuture) -> Session {
    onOrBefore(Day(civil: year, month, Day.length(ofMonth: month, year)), asOf: asOf)
  }

  /// The first session after a day.
  package static func next(after day: Day, asOf: Instant = .distantFuture) -> Session {
    var d = day + 1
    while true {
      if let s = session(on: d, asOf: asOf) { return s }
      d = d + 1
    }
  }

  /// The last session before a day.
  package static func previous(before day: Day, asOf: Instant = .distantFuture) -> Session {
    var d = day - 1
    while true {
      if let s = session(on: d, asOf: asOf) { return s }
      d = d - 1
    }
  }

  /// The session n sessions after (or, if negative, before) a day.
  package static func session(_ n: Int, after day: Day, asOf: Instant = .distantFuture) -> Session {
    var s = n >= 0 ? next(after: day, asOf: asOf) : previous(before: day, asOf: asOf)
    for _ in 1..<max(1, abs(n)) { s = n >= 0 ? next(after: s.day, asOf: asOf) : previous(before: s.day, asOf: asOf) }
    return s
  }

  /// So many days with a session, the first one not before (or, with a step of −1, not after) a day.
  package static func days(_ count: Int, from day: Day, by step: Int = 1) -> [Day] {
    var (days, day): ([Day], Day) = ([], day)
    while days.count < count {
      if isOpen(day) { days.append(day) }
      day = day + step
    }
    return days
  }

  /// How many sessions close in the half-open stretch of time (a, b].
  package static func closes(after a: Instant, through b: Instant, asOf: Instant = .distantFuture) -> Int {
    guard a < b else { return 0 }
    let (first, last) = (a.newYorkDay, b.newYorkDay)
    func closes(on day: Day) -> Int { session(on: day, asOf: asOf).map { $0.close > a && $0.close <= b ? 1 : 0 } ?? 0 }
    guard first < last else { return closes(on: first) }
    // On the days between the hours do not matter.
    return (first.number + 1..<last.number).reduce(closes(on: first) + closes(on: last)) {
      $0 + (isOpen(Day(number: $1), asOf: asOf) ? 1 : 0)
    }
  }

  /// The newest session that had closed at an instant.
  package static func lastClosed(at instant: Instant) -> Session {
    let day = instant.newYorkDay
    if let s = session(on: day), s.close <= instant { return s }
    return previous(before: day)
  }
}
