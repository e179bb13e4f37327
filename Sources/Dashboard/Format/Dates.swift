package import Model

/// How a time of day is written.
package enum TimeFormat: String, Sendable, CaseIterable {
  /// `16:05`.
  case hours24 = "24h"
  /// `4:05 PM`, `오후 4:05`.
  case hours12 = "12h"
}

extension Formatter {
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
  private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  private static let koreanWeekdays = ["일", "월", "화", "수", "목", "금", "토"]

  /// `20 Jul 2023`, `2023년 7월 20일`.
  package func date(_ day: Day) -> String {
    let c = day.civil
    return language == .ko
      ? "\(c.year)년 \(c.month)월 \(c.day)일" : "\(c.day) \(Formatter.months[c.month - 1]) \(c.year)"
  }

  /// `20 Jul`, `7월 20일`.
  package func shortDate(_ day: Day) -> String {
    let c = day.civil
    return language == .ko ? "\(c.month)월 \(c.day)일" : "\(c.day) \(Formatter.months[c.month - 1])"
  }

  /// The date, without its year where an instant is in the same year.
  package func nearDate(_ day: Day, _ instant: Instant) -> String {
    day.year == instant.newYorkDay.year ? shortDate(day) : date(day)
  }

  /// `Thu 20 Jul 2023`, `2023년 7월 20일 (목)`.
  package func longDate(_ day: Day) -> String {
    language == .ko ? "\(date(day)) (\(weekday(day)))" : "\(weekday(day)) \(date(day))"
  }

  /// `Thu 20 Jul`, `7월 20일 (목)`.
  package func weekdayDate(_ day: Day) -> String {
    language == .ko ? "\(shortDate(day)) (\(weekday(day)))" : "\(weekday(day)) \(shortDate(day))"
  }

  /// `Jul`, `7월`.
  package func month(_ day: Day) -> String {
    language == .ko ? "\(day.civil.month)월" : Formatter.months[day.civil.month - 1]
  }

  /// `Thu`, `목`.
  package func weekday(_ day: Day) -> String {
    language == .ko ? Formatter.koreanWeekdays[day.weekday] : Formatter.weekdays[day.weekday]
  }

  /// `2023-07-21 Fri`, `2023-07-21 금`.
  package func isoWeekday(_ day: Day) -> String { "\(day.iso) \(weekday(day))" }

  /// `16:05`, `4:05 PM`, `오후 4:05`: the time of day alone.
  package func clock(_ time: LocalTime) -> String {
    guard timeFormat == .hours12 else { return time.clock }
    let (isAfternoon, clock) = (time.hour >= 12, "\((time.hour + 11) % 12 + 1):\(pad(time.minute, 2))")
    return language == .ko ? (isAfternoon ? "오후 " : "오전 ") + clock : clock + (isAfternoon ? " PM" : " AM")
  }

  /// The columns that a time of day takes at most.
  package var clockWidth: Int { timeFormat == .hours24 ? 5 : language == .ko ? 10 : 8 }

  /// `2023-07-22 Sat 05:00`: a moment in Seoul as a table for machines has it.
  package func isoSeoul(_ instant: Instant) -> String {
    let seoul = instant.local(in: .seoul)
    return "\(isoWeekday(seoul.day)) \(seoul.clock)"
  }

  /// `Thu 20 Jul 2023 16:00 New York`, `2023년 7월 20일 (목) 16:00 뉴욕`.
  package func newYork(_ instant: Instant) -> String {
    let t = instant.local(in: .newYork)
    return "\(longDate(t.day)) \(clock(t)) " + (language == .ko ? "뉴욕" : "New York")
  }

  /// `Fri 05:00 Seoul`, `금 05:00 서울`.
  package func seoul(_ instant: Instant) -> String {
    let t = instant.local(in: .seoul)
    return "\(weekday(t.day)) \(clock(t)) " + (language == .ko ? "서울" : "Seoul")
  }

  /// `19 Jul 16:05`, New York time; the day alone where only the day is known.
  package func moment(_ instant: Instant) -> String {
    let t = instant.local(in: .newYork)
    return instant.isEndOfDay ? shortDate(t.day) : "\(shortDate(t.day)) \(clock(t))"
  }

  /// Since when something has been known, in New York and Seoul; a fact that has only a date counts from the end of its day.
  package func known(_ instant: Instant) -> String {
    guard instant.isEndOfDay else { return "\(newYork(instant)) · \(seoul(instant))" }
    let day = longDate(instant.newYorkDay)
    return language == .ko ? "\(day), 시각 미상: 뉴욕의 그날 끝부터" : "\(day), no time given: from the end of that day in New York"
  }

  /// How long until something, the same on every panel: clock time where it has a time and is less than two days away, otherwise the days
  /// between two dates in New York.
  package func wait(until day: Day, at start: Instant?, from asOf: Instant) -> String {
    if let start, start - asOf < 2 * 86_400 { return countdown(start - asOf) }
    let days = day - asOf.newYorkDay
    if days == 0 { return language == .ko ? "오늘" : "today" }
    return language == .ko ? "\(Numbers.grouped(Double(days)))일" : "\(Numbers.grouped(Double(days))) d"
  }

  /// The same as words that stand alone: `in 19 d`, `today`.
  package func waitWords(until day: Day, at start: Instant?, from asOf: Instant) -> String {
    let wait = wait(until: day, at: start, from: asOf)
    if day == asOf.newYorkDay, start == nil { return wait }
    return language == .ko ? "\(wait) 뒤" : "in \(wait)"
  }

  /// A time to go: `3 d 4 h`, `2 h 05 m`, `4 m 10 s`.
  ///
  /// Below an hour it counts in seconds.
  package func countdown(_ seconds: Int64) -> String {
    let (d, h, m, s) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60, seconds % 60)
    if language == .ko {
      return d > 0 ? "\(d)일 \(h)시간" : h > 0 ? "\(h)시간 \(m)분" : "\(m)분 \(pad(Int(s), 2))초"
    }
    return d > 0 ? "\(d) d \(h) h" : h > 0 ? "\(h) h \(pad(Int(m), 2)) m" : "\(m) m \(pad(Int(s), 2)) s"
  }
}
