import Model

/// One file of the facts while it is read: its columns by name, the current line, and what was wrong so far.
final class FactTable {
  let file: String
  private(set) var problems: [FactProblem] = []
  // Read for every cell, from one place and one thread: the checks for overlapping access would cost more than the reading.
  @exclusivity(unchecked) private var scanner: CSVScanner
  @exclusivity(unchecked) private var fields: [CSVScanner.Field] = []
  /// The keys of `sources.csv`; nil while that file is not there to check against.
  var sources: Set<String>?
  private(set) var header: [String] = []
  private var indices: [String: Int] = [:]

  /// Reads the header; `required` columns that are missing make the file unusable.
  init(_ file: String, _ bytes: UnsafeBufferPointer<UInt8>, required: [String], optional: (String) -> Bool) {
    self.file = file
    scanner = CSVScanner(bytes)
    let (found, fault) = scanner.next(into: &fields)
    if let (fault, _) = fault {
      problems.append(FactProblem(file: file, line: 1, reason: Self.reason(fault)))
      return
    }
    guard found else {
      problems.append(
        FactProblem(
          file: file, line: 1,
          reason: Phrase("the file is empty: it needs a header line with the column names", "파일이 비어 있음: 열 이름이 있는 머리글 줄이 필요")))
      return
    }
    header = fields.indices.map { Self.string(bytes, fields[$0]) }
    for (i, name) in header.enumerated() {
      if indices[name] != nil {
        problems.append(
          FactProblem(
            file: file, line: 1, column: i + 1, columnName: name,
            reason: Phrase("this column stands twice; remove one", "열이 두 번 있음; 하나를 지울 것")))
      } else if !required.contains(name) && !optional(name) {
        problems.append(
          FactProblem(
            file: file, line: 1, column: i + 1, columnName: name,
            reason: Phrase("unknown column, ignored; check its spelling", "알 수 없는 열, 무시함; 철자를 확인할 것"), severity: .warning))
      }
      indices[name] = indices[name] ?? i
    }
    for name in required where indices[name] == nil {
      problems.append(
        FactProblem(
          file: file, line: 1, column: 0,
          reason: Phrase("column '\(name)' is missing; the file cannot be used without it", "'\(name)' 열이 없음; 없으면 이 파일을 쓸 수 없음")))
    }
    if required.contains(where: { indices[$0] == nil }) { scanner = CSVScanner(UnsafeBufferPointer(start: nil, count: 0)) }
  }

  /// The position of a column; -1 where the file does not have it.
  func column(_ name: String) -> Int { indices[name] ?? -1 }

  var line: Int { scanner.line }

  /// Calls `body` for each good line; a line for which it throws is reported and left out.
  func forEachLine(_ body: (borrowing FactTable) throws(BadCell) -> Void) {
    while true {
      let (found, fault) = scanner.next(into: &fields)
      guard found else { return }
      if let (fault, column) = fault {
        report(column - 1, Self.reason(fault))
        continue
      }
      if fields.count != header.count {
        report(
          -1,
          Phrase(
            "\(fields.count) cells where the header has \(header.count); a cell with a comma needs quotes",
            "머리글은 \(header.count)칸인데 \(fields.count)칸임; 쉼표가 든 칸은 따옴표로 묶을 것"))
        continue
      }
      do throws(BadCell) {
        try body(self)
      } catch {
        report(error.column, error.reason)
      }
    }
  }

  /// How many problems of one kind, those of a column, are kept; the others are counted.
  static let mostOfAKind = 100

  /// A kind of problems.
  private struct Kind: Hashable {
    var column: Int
    var severity: FactProblem.Severity
  }

  private var counts: [Kind: Int] = [:]

  /// All problems of the file, those that were only counted at the end.
  var allProblems: [FactProblem] {
    let more = counts.filter { $0.value > Self.mostOfAKind }.sorted {
      ($0.key.column, $0.key.severity.rawValue) < ($1.key.column, $1.key.severity.rawValue)
    }
    return problems
      + more.map { kind, count in
        let rest = count - Self.mostOfAKind
        var problem = FactProblem(
          file: file, line: scanner.line, column: max(0, kind.column + 1), columnName: kind.column < 0 ? "" : header[kind.column],
          reason: Phrase("and \(rest) more of this column up to this line", "이 열에서 이 줄까지 \(rest)건 더 있음"), severity: kind.severity)
        problem.count = rest
        return problem
      }
  }

  func report(_ column: Int, _ reason: Phrase, _ severity: FactProblem.Severity = .error) {
    let known = column >= 0 && column < header.count
    let kind = Kind(column: known ? column : -1, severity: severity)
    counts[kind, default: 0] += 1
    guard counts[kind, default: 0] <= Self.mostOfAKind else { return }
    problems.append(
      FactProblem(
        file: file, line: scanner.line, column: known ? column + 1 : 0, columnName: known ? header[column] : "",
        reason: reason, severity: severity))
  }

  private static func reason(_ fault: CSVScanner.Fault) -> Phrase {
    switch fault {
    case .unclosedQuote: return Phrase("a quoted cell is not closed before the end of the line", "따옴표로 연 칸이 줄 끝까지 닫히지 않음")
    case .textAfterQuote:
      return Phrase("text after a closing quote; double the quotes inside a quoted cell", "닫는 따옴표 뒤에 글이 있음; 칸 안의 따옴표는 두 번 쓸 것")
    case .quoteInside:
      return Phrase(
        "a quote inside a cell that does not begin with one; quote the whole cell", "따옴표로 시작하지 않은 칸 안에 따옴표가 있음; 칸 전체를 묶을 것")
    }
  }

  // MARK: cells

  func isEmpty(_ column: Int) -> Bool { column < 0 || fields[column].start == fields[column].end }

  func bytes(_ column: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: scanner.bytes[fields[column].start..<fields[column].end])
  }

  /// The text of a cell; empty where the column is missing.
  func text(_ column: Int) throws(BadCell) -> String {
    if column < 0 { return "" }
    let field = fields[column]
    if field.start == field.end { return "" }
    let bytes = UnsafeBufferPointer(rebasing: scanner.bytes[field.start..<field.end])
    for i in 0..<bytes.count {
      let isC1 = bytes[i] == 0xc2 && i + 1 < bytes.count && (0x80...0x9f).contains(bytes[i + 1])
      guard bytes[i] < 32 || bytes[i] == 127 || isC1 else { continue }
      let code = isC1 ? bytes[i + 1] : bytes[i]
      throw BadCell(
        column: column, reason: Phrase("a control character (code \(code)); remove it", "제어 문자(코드 \(code))가 있음; 지울 것"))
    }
    // Decoding repairs what is not UTF-8; what was repaired is not what was read. (Validating first takes twice as long.)
    var text = String(decoding: bytes, as: UTF8.self)
    let isSame = text.withUTF8 { decoded in
      guard decoded.count == bytes.count else { return false }
      for i in 0..<bytes.count where decoded[i] != bytes[i] { return false }
      return true
    }
    guard isSame else {
      throw BadCell(column: column, reason: Phrase("not UTF-8 text; save the file as UTF-8", "UTF-8이 아님; 파일을 UTF-8로 저장할 것"))
    }
    return field.hasQuotes ? Self.undoubled(text) : text
  }

  private static func string(_ bytes: UnsafeBufferPointer<UInt8>, _ field: CSVScanner.Field) -> String {
    String(decoding: bytes[field.start..<field.end], as: UTF8.self)
  }

  private static func undoubled(_ text: String) -> String {
    var out = ""
    var held = false
    for c in text.unicodeScalars {
      if c == "\"" {
        if held { out.unicodeScalars.append(c) }
        held.toggle()
      } else {
        out.unicodeScalars.append(c)
      }
    }
    return out
  }

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
  func isNotOnRecord(_ column: Int) -> Bool { column >= 0 && bytes(column).elementsEqual("n/r".utf8) }

  /// Whether a cell says that the company published everything but this: `n/d`.
  func isNotDisclosed(_ column: Int) -> Bool { column >= 0 && bytes(column).elementsEqual("n/d".utf8) }

  /// A decimal number in a unit, no larger than a figure in it can be; nil where the cell is empty.
  func number(_ column: Int, _ unit: Unit) throws(BadCell) -> Double? {
    if isEmpty(column) { return nil }
    let cell = bytes(column)
    if let value = Self.decimal(cell) {
      guard abs(value) <= unit.largest else {
        let limit = DecimalText.text(unit.largest) + (unit == .none ? "" : " ") + unit.rawValue
        throw BadCell(
          column: column,
          reason: Phrase(
            "larger than any figure can be (\(limit)); check the digits", "있을 수 없이 큰 수(한도 \(limit)); 자릿수를 확인할 것"))
      }
      return value
    }
    let shown = String(decoding: cell.prefix(24), as: UTF8.self)
    throw BadCell(
      column: column,
      reason: Phrase(
        "'\(shown)' is not a number; write digits with a point, such as -1234.5", "'\(shown)'은(는) 숫자가 아님; -1234.5처럼 숫자와 점으로 쓸 것"))
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

  /// Reads `-12.345` exactly: the digits as a whole number, divided once by a power of ten (both exact up to 2^53 and 10^22).
  static func decimal(_ cell: UnsafeBufferPointer<UInt8>) -> Double? {
    var mantissa: UInt64 = 0
    var digits = 0
    var decimals = -1
    var negative = false
    for i in 0..<cell.count {
      let b = cell[i]
      switch b {
      case 48...57:
        digits += 1
        if digits <= 15 { mantissa = mantissa * 10 + UInt64(b - 48) }
        if decimals >= 0 { decimals += 1 }
      case UInt8(ascii: "-") where i == 0: negative = true
      case UInt8(ascii: ".") where decimals < 0: decimals = 0
      default: return nil
      }
    }
    // More digits than the exact way can hold; by now the text is known to be digits and a point.
    if digits > 15, digits < 300 { return decimals == 0 ? nil : Double(String(decoding: cell, as: UTF8.self)) }
    guard digits > 0, digits <= 15, decimals != 0 else { return nil }
    let value = decimals > 0 ? Double(mantissa) / Self.powers[decimals] : Double(mantissa)
    return negative ? -value : value
  }

  private static let powers: [Double] = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15]

  /// An ISO date; nil where the cell is empty.
  func day(_ column: Int) throws(BadCell) -> Day? {
    if isEmpty(column) { return nil }
    if let day = Day(isoBytes: bytes(column)) { return day }
    let shown = String(decoding: bytes(column).prefix(24), as: UTF8.self)
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
    let b = Array(bytes(column))
    if b.count == 5, b[2] == UInt8(ascii: ":"), let h = Int(String(decoding: b[0..<2], as: UTF8.self)),
      let m = Int(String(decoding: b[3...], as: UTF8.self)), (0..<24).contains(h), (0..<60).contains(m)
    {
      return (h, m)
    }
    let shown = String(decoding: b.prefix(24), as: UTF8.self)
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
    var parts: [String] = []
    var part: [UInt8] = []
    func flush() {
      if !part.isEmpty { parts.append(String(decoding: part, as: UTF8.self)) }
      part.removeAll(keepingCapacity: true)
    }
    for byte in text.utf8 {
      if byte == separator { flush() } else { part.append(byte) }
    }
    flush()
    return parts
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
      let bytes = Array(part.utf8.drop { $0 == 32 })
      guard bytes.count > 12, bytes[10] == UInt8(ascii: ":"),
        let day = Day(iso: String(decoding: bytes[..<10], as: UTF8.self))
      else {
        throw BadCell(
          column: column,
          reason: Phrase(
            "'\(TextHead.of(part))' does not begin with a date and a colon, such as '2024-10-23: text'",
            "'\(TextHead.of(part))'이(가) '2024-10-23: 글'처럼 날짜와 쌍점으로 시작하지 않음"))
      }
      var words = bytes[11...]
      while words.first == 32 { words = words.dropFirst() }
      while words.last == 32 { words = words.dropLast() }
      items.append((day, String(decoding: words, as: UTF8.self)))
    }
    return items
  }
}

/// The beginning of a text, for messages.
enum TextHead {
  static func of(_ text: some StringProtocol) -> String { String(text.prefix(24)) }
}
