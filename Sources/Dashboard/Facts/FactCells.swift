import Model

/// What cells of a line say.
extension FactTable {
  /// The beginning of a cell, for messages.
  private func shown(_ column: Int) -> String { String(decoding: bytes(column).prefix(24), as: UTF8.self) }

  /// A text that must be there.
  func words(_ column: Int) throws(BadCell) -> String {
    let text = try text(column)
    if text.isEmpty { throw BadCell(column: column, reason: Phrase("empty; a text is needed here", "비어 있음; 글이 필요")) }
    return text
  }

  /// The two languages of a text; the English one stands for a missing Korean one, and the reverse.
  func phrase(_ english: Int, _ korean: Int) throws(BadCell) -> Phrase? {
    let (en, ko) = (try text(english), try text(korean))
    if en.isEmpty && ko.isEmpty { return nil }
    return Phrase(en.isEmpty ? ko : en, ko.isEmpty ? en : ko)
  }

  /// Whether a cell says that there was such a number and that nobody has found it: `n/r`.
  func isNotOnRecord(_ column: Int) -> Bool { holds(column, "n/r") }

  /// Whether a cell says that the company published everything but this: `n/d`.
  func isNotDisclosed(_ column: Int) -> Bool { holds(column, "n/d") }

  private func holds(_ column: Int, _ word: StaticString) -> Bool {
    bytes(column).isEqual(to: UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
  }

  /// A decimal number in a unit, no larger than a figure in it can be; nil where the cell is empty.
  func number(_ column: Int, _ unit: Unit) throws(BadCell) -> Double? {
    if isEmpty(column) { return nil }
    guard let value = decimal(column) else {
      let shown = shown(column)
      throw BadCell(
        column: column,
        reason: Phrase(
          "'\(shown)' is not a number; write digits with a point, such as -1234.5", "'\(shown)'은(는) 숫자가 아님; -1234.5처럼 숫자와 점으로 쓸 것"
        ))
    }
    guard abs(value) <= unit.largest else {
      let limit = DecimalText.text(unit.largest) + (unit == .none ? "" : " ") + unit.rawValue
      throw BadCell(
        column: column,
        reason: Phrase("larger than any figure can be (\(limit)); check the digits", "있을 수 없이 큰 수(한도 \(limit)); 자릿수를 확인할 것"))
    }
    return value
  }

  /// A decimal number above zero; nil where the cell is empty.
  func positive(_ column: Int, _ unit: Unit) throws(BadCell) -> Double? {
    let value = try number(column, unit)
    if let value, value <= 0 { throw BadCell(column: column, reason: Phrase("not above zero", "0보다 크지 않음")) }
    return value
  }

  /// A decimal number that must be there.
  func requiredNumber(_ column: Int, _ unit: Unit) throws(BadCell) -> Double {
    guard let value = try number(column, unit) else {
      throw BadCell(column: column, reason: Phrase("empty; a number is needed here", "비어 있음; 숫자가 필요"))
    }
    return value
  }

  /// A whole number that must be there, up to a million with either sign.
  func requiredWhole(_ column: Int) throws(BadCell) -> Int {
    let value = try requiredNumber(column, .none)
    guard value == value.rounded(), abs(value) <= 1e6 else {
      throw BadCell(
        column: column, reason: Phrase("not a whole number from -1000000 to 1000000", "-1000000~1000000의 정수가 아님"))
    }
    return Int(rounding: value)
  }

  /// An ISO date; nil where the cell is empty.
  func day(_ column: Int) throws(BadCell) -> Day? {
    if isEmpty(column) { return nil }
    if let day = Day(isoBytes: bytes(column)) { return day }
    let shown = shown(column)
    throw BadCell(
      column: column,
      reason: Phrase("'\(shown)' is not a date; write it as 2023-07-19", "'\(shown)'은(는) 날짜가 아님; 2023-07-19처럼 쓸 것"))
  }

  /// An ISO date that must be there.
  func requiredDay(_ column: Int) throws(BadCell) -> Day {
    guard let day = try day(column) else {
      throw BadCell(
        column: column, reason: Phrase("empty; a date such as 2023-07-19 is needed here", "비어 있음; 2023-07-19 같은 날짜가 필요"))
    }
    return day
  }

  /// A time of day, `16:05`; nil where the cell is empty.
  func time(_ column: Int) throws(BadCell) -> (Int, Int)? {
    if isEmpty(column) { return nil }
    let b = bytes(column)
    func two(_ i: Int) -> Int? {
      let (tens, ones) = (Int(b[i]) - 48, Int(b[i + 1]) - 48)
      return (0..<10).contains(tens) && (0..<10).contains(ones) ? tens * 10 + ones : nil
    }
    if b.count == 5, b[2] == UInt8(ascii: ":"), let h = two(0), let m = two(3), h < 24, m < 60 { return (h, m) }
    let shown = shown(column)
    throw BadCell(
      column: column,
      reason: Phrase("'\(shown)' is not a time; write it as 16:05 (New York)", "'\(shown)'은(는) 시각이 아님; 16:05처럼 쓸 것(뉴욕)"))
  }

  /// A word out of a list.
  func choice<T: RawRepresentable & CaseIterable>(_ column: Int, _ type: T.Type) throws(BadCell) -> T
  where T.RawValue == String {
    let text = try text(column)
    if let value = T(rawValue: text) { return value }
    throw Self.noChoice(column, text, T.allCases.map(\.rawValue))
  }

  private static func noChoice(_ column: Int, _ text: String, _ words: [String]) -> BadCell {
    let all = words.filter { !$0.isEmpty }.joined(separator: ", ")
    return BadCell(column: column, reason: Phrase("'\(text)' is not one of: \(all)", "'\(text)'은(는) 다음 중 하나가 아님: \(all)"))
  }

  /// A member of a vocabulary, by its name.
  func choice<T: Vocabulary>(_ column: Int, _ type: T.Type) throws(BadCell) -> T {
    let text = try text(column)
    if let value = T(name: text) { return value }
    throw Self.noChoice(column, text, T.allCases.map(\.name))
  }

  /// The same where an empty cell, or a column that is not there, means something.
  func choice<T: RawRepresentable & CaseIterable>(_ column: Int, _ type: T.Type, otherwise: T) throws(BadCell) -> T
  where T.RawValue == String {
    isEmpty(column) ? otherwise : try choice(column, type)
  }

  /// The keys of a list such as `a;b`.
  func keys(_ column: Int) throws(BadCell) -> [String] {
    Self.parts(try text(column), UInt8(ascii: ";"))
  }

  /// The non-empty parts of a text between separators.
  ///
  /// By bytes: splitting by characters is ten times slower.
  private static func parts(_ text: String, _ separator: UInt8) -> [String] {
    var text = text
    return text.withUTF8 { bytes in
      var parts: [String] = []
      var start = 0
      for end in 0...bytes.count where end == bytes.count || bytes[end] == separator {
        if start < end { parts.append(bytes.text(start..<end)) }
        start = end + 1
      }
      return parts
    }
  }

  /// A dated list, `2024-10-23: text | 2025-02-11: text`, with its other language beside it.
  func remarks(_ english: Int, _ korean: Int) throws(BadCell) -> [Remark] {
    let en = try Self.dated(try text(english), english)
    let ko = try Self.dated(try text(korean), korean)
    if !ko.isEmpty, ko.map({ $0.0 }) != en.map({ $0.0 }) {
      throw BadCell(column: korean, reason: Phrase("its dates differ from those of the English column", "영어 열과 날짜가 다름"))
    }
    return en.indices.map { i in
      Remark(knownAt: Instant(endOf: en[i].0), text: Phrase(en[i].1, ko.isEmpty ? en[i].1 : ko[i].1))
    }
  }

  private static func dated(_ text: String, _ column: Int) throws(BadCell) -> [(Day, String)] {
    var items: [(Day, String)] = []
    for part in parts(text, UInt8(ascii: "|")) {
      guard let item = item(part) else {
        throw BadCell(
          column: column,
          reason: Phrase(
            "'\(TextHead.of(part))' does not begin with a date and a colon, such as '2024-10-23: text'",
            "'\(TextHead.of(part))'이(가) '2024-10-23: 글'처럼 날짜와 쌍점으로 시작하지 않음"))
      }
      items.append(item)
    }
    return items
  }

  /// A date, a colon and words, with blanks around them.
  private static func item(_ text: String) -> (Day, String)? {
    var text = text
    return text.withUTF8 { bytes in
      let start = bytes.firstIndex { $0 != 32 } ?? bytes.count
      guard bytes.count - start > 12, bytes[start + 10] == UInt8(ascii: ":"),
        let day = Day(isoBytes: UnsafeBufferPointer(rebasing: bytes[start..<start + 10]))
      else { return nil }
      let end = (bytes.lastIndex { $0 != 32 } ?? start) + 1
      let words = bytes[..<end].dropFirst(start + 11).drop { $0 == 32 }
      return (day, bytes.text(words.indices))
    }
  }
}

extension BadCell {
  /// A name that must be one line's alone.
  static func twice(_ name: String, _ column: Int) -> BadCell {
    BadCell(column: column, reason: Phrase("'\(name)' stands twice", "'\(name)'이(가) 두 번 있음"))
  }
}

/// The beginning of a text, for messages.
enum TextHead {
  static func of(_ text: some StringProtocol) -> String { String(text.prefix(24)) }
}

/// What a cell says, read anew only where it is not the same as in the line before.
struct Repeated<Value> {
  private var last: (cell: UnsafeBufferPointer<UInt8>, value: Value)?

  mutating func value(
    of cell: UnsafeBufferPointer<UInt8>, _ read: () throws(BadCell) -> Value
  ) throws(BadCell) -> Value {
    if let last, cell.isEqual(to: last.cell) { return last.value }
    let value = try read()
    last = (cell, value)
    return value
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// A part as text.
  func text(_ range: Range<Int>) -> String { String(decoding: UnsafeBufferPointer(rebasing: self[range]), as: UTF8.self) }

  /// Whether it holds the same bytes as another one; eight are compared at once.
  func isEqual(to other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard count == other.count, let a = UnsafeRawPointer(baseAddress), let b = UnsafeRawPointer(other.baseAddress) else {
      return count == other.count
    }
    var i = 0
    while i + 8 <= count {
      guard a.loadUnaligned(fromByteOffset: i, as: UInt64.self) == b.loadUnaligned(fromByteOffset: i, as: UInt64.self) else {
        return false
      }
      i += 8
    }
    while i < count {
      guard self[i] == other[i] else { return false }
      i += 1
    }
    return true
  }
}
