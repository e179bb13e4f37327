extension Instant {
  /// Reads what a person types as a moment: `2023-07-19` (the end of that day in New York), `2023-07-19T16:05ET`,
  /// `2023-07-20T05:05KST`, `...-04:00`, `...Z`.
  ///
  /// `ET` is New York's clock; an hour that comes twice in autumn is read as the first of the two. `EST` is UTC-5, `EDT` UTC-4
  /// and `KST` UTC+9, at moments at which the place has that time.
  package init(parsing text: String) throws(InstantError) {
    let bytes = Array(text.utf8)
    guard let day = Day(iso: String(decoding: bytes.prefix(10), as: UTF8.self)) else {
      throw InstantError(text: text, reason: .date)
    }
    if bytes.count == 10 {
      self.init(endOf: day)
      return
    }
    guard bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: "t") || bytes[10] == 32 else {
      throw InstantError(text: text, reason: .time)
    }
    func two(_ at: Int) -> Int? {
      guard at + 1 < bytes.count, (48...57).contains(bytes[at]), (48...57).contains(bytes[at + 1]) else { return nil }
      return Int(bytes[at] - 48) * 10 + Int(bytes[at + 1] - 48)
    }
    guard let hour = two(11), hour < 24, bytes.count > 13, bytes[13] == UInt8(ascii: ":"), let minute = two(14),
      minute < 60
    else { throw InstantError(text: text, reason: .time) }
    var at = 16
    var second = 0
    if at < bytes.count, bytes[at] == UInt8(ascii: ":") {
      guard let s = two(at + 1), s < 60 else { throw InstantError(text: text, reason: .time) }
      second = s
      at += 3
    }
    let zone = String(decoding: bytes[at...], as: UTF8.self).uppercased()
    switch zone {
    case "ET":
      guard Zone.newYork.has(day, hour, minute) else { throw InstantError(text: text, reason: .skipped) }
      self.init(day, hour, minute, second: second, in: .newYork)
    case "EST", "EDT":
      let offset = zone == "EST" ? -5 : -4
      guard Zone.newYork.has(day, hour, minute) else { throw InstantError(text: text, reason: .skipped) }
      self = Instant(day, hour, minute, second: second, in: .utc) + Int64(-offset * 3600)
      guard Zone.newYork.offset(at: self) == offset * 3600 else {
        throw InstantError(text: text, reason: zone == "EST" ? .notEST : .notEDT)
      }
    case "KST":
      self = Instant(day, hour, minute, second: second, in: .utc) + Int64(-9 * 3600)
      guard Zone.seoul.offset(at: self) == 9 * 3600 else { throw InstantError(text: text, reason: .notKST) }
    case "Z", "UTC": self.init(day, hour, minute, second: second, in: .utc)
    default:
      guard zone.utf8.count == 6, zone.first == "+" || zone.first == "-", bytes[at + 3] == UInt8(ascii: ":"),
        let h = two(at + 1), let m = two(at + 4), h <= 14, m < 60
      else { throw InstantError(text: text, reason: zone.isEmpty ? .noZone : .zone) }
      let offset = (h * 3600 + m * 60) * (zone.first == "-" ? -1 : 1)
      self = Instant(day, hour, minute, second: second, in: .utc) + Int64(-offset)
    }
  }
}

/// Why a text is not a moment.
package struct InstantError: Error, Equatable {
  /// What is missing or cannot be.
  package enum Reason: Sendable {
    case date, time, zone, noZone
    /// New York has the other of its two times at that moment; Seoul had summer time then.
    case notEST, notEDT, notKST
    /// New York's clocks leave that hour out.
    case skipped
  }
  /// What was written.
  package var text: String
  /// What is wrong with it.
  package var reason: Reason

  /// A text and what is wrong with it; the message is made from both.
  package init(text: String, reason: Reason) {
    self.text = text
    self.reason = reason
  }

  /// What is wrong and what to write instead.
  package var message: Phrase {
    let forms = "2023-07-19, 2023-07-19T16:05ET, 2023-07-20T05:05KST, 2023-07-19T16:05-04:00, 2023-07-19T20:05Z"
    switch reason {
    case .date:
      return Phrase(
        "'\(text)' has no date such as 2023-07-19 in front; write \(forms)", "'\(text)' 앞에 2023-07-19 같은 날짜가 없습니다. 예: \(forms)")
    case .time:
      return Phrase("'\(text)' has no time of day such as T16:05; write \(forms)", "'\(text)'에 T16:05 같은 시각이 없습니다. 예: \(forms)")
    case .zone: return Phrase("'\(text)' ends in an unknown time zone; write \(forms)", "'\(text)' 끝의 시간대를 알 수 없습니다. 예: \(forms)")
    case .noZone:
      return Phrase(
        "'\(text)' has no time zone, so it could be New York or Seoul; write \(forms)",
        "'\(text)'에 시간대가 없습니다(뉴욕인지 서울인지 모름). 예: \(forms)")
    case .notEST: return notInForce("EST", "-05:00", other: "EDT")
    case .notEDT: return notInForce("EDT", "-04:00", other: "EST")
    case .notKST:
      let clock = text.dropLast(3)
      return Phrase(
        "'\(text)': Seoul had summer time then, not KST; write \(clock)+10:00 for its clock, or \(clock)+09:00",
        "'\(text)': 이때 서울은 KST가 아니라 서머타임이었습니다. 서울 시각이면 \(clock)+10:00, 그대로면 \(clock)+09:00으로 쓰세요.")
    case .skipped:
      return Phrase(
        "'\(text)' does not exist: New York's clocks go from 02:00 to 03:00 that night; write a time from 03:00 on",
        "'\(text)'은(는) 없는 시각입니다. 그날 밤 뉴욕 시계는 02:00에서 03:00으로 넘어갑니다. 03:00 이후로 쓰세요.")
    }
  }

  /// A zone that is not in force in New York at that moment: New York's clock may be meant, or the offset from UTC.
  private func notInForce(_ zone: String, _ offset: String, other: String) -> Phrase {
    let clock = text.dropLast(zone.count)
    return Phrase(
      "'\(text)': New York has \(other) at that time of the year, not \(zone); write \(clock)ET for its clock, or \(clock)\(offset)",
      "'\(text)': 이때 뉴욕은 \(zone)가 아니라 \(other)입니다. 뉴욕 시각이면 \(clock)ET, 그대로면 \(clock)\(offset)로 쓰세요.")
  }
}

extension Zone {
  /// Whether the clocks show a time on a day: in spring they leave an hour out.
  fileprivate func has(_ day: Day, _ hour: Int, _ minute: Int) -> Bool {
    let shown = Instant(day, hour, minute, in: self).local(in: self)
    return shown.hour == hour && shown.day == day
  }
}
