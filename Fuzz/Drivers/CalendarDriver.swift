import Canvas
import Model
import Reports

extension Driver {
  /// Calendar files of any words: they are read back as the format (RFC 5545) says, and say the same.
  static let calendar = Driver(
    "calendar", trials: 2000, words: ["\\n", "\\", ";", "\r\n", "\n", "BEGIN:VEVENT\r\n", "END:VCALENDAR", "\u{85}", "\u{2028}"],
    seeds: {
      ["2분기 실적 발표; 장 마감 후, 17:30 ET", "Quarterly results\\, after the close\nsecond line", String(repeating: "한글 ", count: 60)]
        .map { [2, 60] + Array($0.utf8) + [60] + Array($0.utf8) }
    }
  ) { bytes throws(Violation) in
    var choices = Choices(bytes)
    let words = (0..<choices.below(5)).map { _ in choices.text() } + [choices.rest()]
    var calendar = ICalendar(product: words[0], name: words.last ?? "")
    let day = Day(civil: 2026, 11, 27)
    calendar.events = words.map { text in
      [
        ICalendar.Property("SUMMARY", .text(text)), ICalendar.Property("DTSTART", .date(day)),
        ICalendar.Property("DTSTAMP", .moment(Instant(day, 0, 0))),
      ]
    }
    let lines = try unfolded(calendar.text)
    try hold(lines.first == "BEGIN:VCALENDAR" && lines.last == "END:VCALENDAR", "not one calendar")
    try hold(lines.count(where: { $0 == "BEGIN:VEVENT" }) == words.count, "not \(words.count) events")
    // By bytes: a colon with an accent behind it is one character.
    let summaries = lines.filter { $0.utf8.starts(with: "SUMMARY:".utf8) }.map { unescaped($0.unicodeScalars.dropFirst(8)) }
    try hold(summaries.map(plain) == words.map(plain), "\(summaries) is not \(words)")
  }

  /// The lines of a file without the breaks in them.
  private static func unfolded(_ text: String) throws(Violation) -> [String] {
    var lines: [[UInt8]] = []
    var line: [UInt8] = []
    func isEnd(_ i: Int, _ bytes: [UInt8]) -> Bool { bytes[i] == 13 && i + 1 < bytes.count && bytes[i + 1] == 10 }
    let bytes = Array(text.utf8)
    var i = 0
    while i < bytes.count {
      guard isEnd(i, bytes) else {
        try hold(bytes[i] >= 32 || bytes[i] == 9, "a control character in a line")
        line.append(bytes[i])
        i += 1
        continue
      }
      try hold(line.count <= 75, "a line of \(line.count) octets")
      try hold(Array(String(decoding: line, as: UTF8.self).utf8) == line, "a character is split")
      if line.first == 32, !lines.isEmpty { lines[lines.count - 1] += line.dropFirst() } else { lines.append(line) }
      line = []
      i += 2
    }
    try hold(line.isEmpty, "the last line has no end")
    return lines.map { String(decoding: $0, as: UTF8.self) }
  }

  private static func unescaped(_ text: Substring.UnicodeScalarView) -> String {
    var out = String.UnicodeScalarView()
    var isEscaped = false
    for scalar in text {
      if isEscaped {
        out.append(scalar == "n" || scalar == "N" ? "\n" : scalar)
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else {
        out.append(scalar)
      }
    }
    return String(out)
  }

  /// What must be the same: what no calendar may hold is `?`, or gone.
  private static func plain(_ text: String) -> [Unicode.Scalar] { text.unicodeScalars.filter { !$0.isHidden && $0 != "?" } }
}
