/// A civil date, counted in days since 1970-01-01, without time or zone.
package struct Day: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01, below 0 before it.
  package var number: Int32

  /// The day that comes so many days after 1970-01-01.
  package init(number: Int32) { self.number = number }

  /// Makes the day of a civil date; returns nil when there is no such date.
  package init?(_ year: Int, _ month: Int, _ day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Day.length(ofMonth: month, year)
    else { return nil }
    self.init(civil: year, month, day)
  }

  /// Makes the day of a date that is known to exist (Howard Hinnant's days-from-civil algorithm).
  package init(civil year: Int, _ month: Int, _ day: Int) {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    number = Int32(era * 146_097 + dayOfEra - 719_468)
  }

  /// Year, month and day of the month (Neri and Schneider, "Euclidean affine functions", 2023, with 64 bits for every day there is).
  package var civil: (year: Int, month: Int, day: Int) {
    // 14,704 periods of 400 years make all days positive; the year begins in March.
    let n = UInt64(Int64(number) + 719_468 + 14_704 * 146_097) &* 4 &+ 3
    let (century, ofCentury) = (n / 146_097, (n % 146_097) | 3)
    let product = ofCentury &* 2_939_745
    let dayOfYear = (product & 0xffff_ffff) / 11_758_980
    let march = dayOfYear &* 2141 &+ 197_913
    let isNext = dayOfYear >= 306
    let year = Int(century &* 100 &+ product >> 32) - 14_704 * 400 + (isNext ? 1 : 0)
    return (year, Int(march >> 16) - (isNext ? 12 : 0), Int((march & 0xffff) / 2141) + 1)
  }

  /// The year of the Gregorian calendar.
  package var year: Int { civil.year }

  /// 0 is Sunday, 6 is Saturday.
  package var weekday: Int {
    let n = (Int(number) + 4) % 7
    return n < 0 ? n + 7 : n
  }

  /// Whether it comes before another.
  package static func < (a: Day, b: Day) -> Bool { a.number < b.number }
  /// So many days later.
  package static func + (a: Day, days: Int) -> Day { Day(number: a.number + Int32(days)) }
  /// So many days earlier.
  package static func - (a: Day, days: Int) -> Day { a + -days }
  /// How many days lie between two, below 0 where the first comes first.
  package static func - (a: Day, b: Day) -> Int { Int(a.number - b.number) }

  /// How many days a month has, 28 to 31.
  package static func length(ofMonth month: Int, _ year: Int) -> Int {
    switch month {
    case 2: return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: return 30
    default: return 31
    }
  }

  /// The nth given weekday of a month (`third Friday` is `nth(3, weekday: 5, ...)`); n = -1 is the last one.
  package static func nth(_ n: Int, weekday: Int, ofMonth month: Int, _ year: Int) -> Day {
    if n > 0 {
      let first = Day(civil: year, month, 1)
      return first + (weekday - first.weekday + 7) % 7 + 7 * (n - 1)
    }
    let last = Day(civil: year, month, length(ofMonth: month, year))
    return last - (last.weekday - weekday + 7) % 7
  }

  /// Reads an ISO date, `2023-07-19`.
  package init?(iso text: String) {
    var text = text
    guard let day = text.withUTF8({ Day(isoBytes: $0) }) else { return nil }
    self = day
  }

  /// Reads the ten bytes of an ISO date.
  ///
  /// Not generic: the reader of the facts calls it thousands of times at the start.
  package init?(isoBytes bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else { return nil }
    var isNumber = true
    func digit(_ i: Int) -> Int {
      let digit = bytes[i] &- 48
      if digit > 9 { isNumber = false }
      return Int(digit)
    }
    let year = digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3)
    let (month, day) = (digit(5) * 10 + digit(6), digit(8) * 10 + digit(9))
    guard isNumber else { return nil }
    self.init(year, month, day)
  }

  /// ISO form, `2023-07-19`.
  package var iso: String {
    let c = civil
    return "\(pad(c.year, 4))-\(pad(c.month, 2))-\(pad(c.day, 2))"
  }
}

/// A whole number with leading zeros.
package func pad(_ n: Int, _ width: Int) -> String {
  let s = String(n)
  return s.utf8.count >= width ? s : String(repeating: "0", count: width - s.utf8.count) + s
}
