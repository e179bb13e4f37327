import Model

/// One file of the facts while it is read: its columns by name, the current line, and what was wrong so far.
final class FactTable {
  let file: String
  private(set) var problems: [FactProblem] = []
  // Read for every cell, from one place and one thread: the checks for overlapping access would cost more than the reading.
  @exclusivity(unchecked) private var scanner: CSVScanner
  /// The entries of `sources.csv`; nil while that file is not there to check against.
  var sources: [String: Source]?
  private(set) var header: [String] = []
  /// The names of the columns as they stand in the file; none for one that stands there twice.
  private var names: [UnsafeBufferPointer<UInt8>] = []
  /// The column that was asked for last.
  private var asked = -1

  /// Reads the header; `required` columns that are missing make the file unusable.
  init(_ file: String, _ bytes: UnsafeBufferPointer<UInt8>, required: [String], optional: (String) -> Bool) {
    self.file = file
    scanner = CSVScanner(bytes)
    func warn(_ reason: Phrase, _ severity: FactProblem.Severity = .error, at i: Int? = nil) {
      problems.append(
        FactProblem(
          file: file, line: 1, column: i.map { $0 + 1 } ?? 0, columnName: i.map { header[$0] } ?? "", reason: reason,
          severity: severity))
    }
    let (found, fault) = scanner.next()
    guard fault == nil, found else {
      warn(
        fault.map { Self.reason($0) }
          ?? Phrase("the file is empty: it needs a header line with the column names", "파일이 비어 있음: 열 이름이 있는 머리글 줄이 필요"))
      return
    }
    var seen: Set<String> = []
    for i in 0..<scanner.count {
      let name = String(decoding: self.bytes(i), as: UTF8.self)
      let isNew = seen.insert(name).inserted
      header.append(name)
      names.append(self.bytes(isNew ? i : -1))
      if !isNew {
        warn(Phrase("this column stands twice; remove one", "열이 두 번 있음; 하나를 지울 것"), at: i)
      } else if !required.contains(name) && !optional(name) {
        warn(Phrase("unknown column, ignored; check its spelling", "알 수 없는 열, 무시함; 철자를 확인할 것"), .warning, at: i)
      }
    }
    let missing = required.filter { !seen.contains($0) }
    for name in missing {
      warn(Phrase("column '\(name)' is missing; the file cannot be used without it", "'\(name)' 열이 없음; 없으면 이 파일을 쓸 수 없음"))
    }
    if !missing.isEmpty { scanner = CSVScanner(UnsafeBufferPointer(start: nil, count: 0)) }
  }

  /// The position of a column; -1 where the file does not have it.
  func column(_ name: StaticString) -> Int {
    column(named: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
  }

  func column(named name: String) -> Int {
    var name = name
    return name.withUTF8 { column(named: $0) }
  }

  private func column(named name: UnsafeBufferPointer<UInt8>) -> Int {
    // From the last one on: a reader asks for its columns by and large in the order of the header.
    for _ in names.indices {
      asked = asked + 1 < names.count ? asked + 1 : 0
      if names[asked].isEqual(to: name) { return asked }
    }
    return -1
  }

  var line: Int { scanner.line }

  /// About how many lines there are from the current one on, judged by its length, with an eighth to spare.
  var linesLeft: Int { scanner.length.rest / scanner.length.record * 9 / 8 + 1 }

  /// Calls `body` for each good line; a line for which it throws is reported and left out.
  func forEachLine(_ body: (borrowing FactTable) throws(BadCell) -> Void) {
    while true {
      let (found, fault) = scanner.next()
      guard found else { return }
      if let fault {
        report(scanner.count, Self.reason(fault))
        continue
      }
      if scanner.count != header.count {
        report(
          -1,
          Phrase(
            "\(scanner.count) cells where the header has \(header.count); a cell with a comma needs quotes",
            "머리글은 \(header.count)칸인데 \(scanner.count)칸임; 쉼표가 든 칸은 따옴표로 묶을 것"))
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

  func isEmpty(_ column: Int) -> Bool { column < 0 || scanner[column].isEmpty }

  /// The bytes of a cell, quotes inside it still doubled; none where the column is missing.
  func bytes(_ column: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: scanner.bytes[column < 0 ? 0..<0 : scanner[column]])
  }

  /// The text of a cell; empty where the column is missing.
  func text(_ column: Int) throws(BadCell) -> String {
    if isEmpty(column) { return "" }
    let cell = bytes(column)
    if scanner.mayHoldControls, let code = Self.control(cell) {
      throw BadCell(
        column: column, reason: Phrase("a control character (code \(code)); remove it", "제어 문자(코드 \(code))가 있음; 지울 것"))
    }
    guard let span = try? UTF8Span(validating: cell.span) else {
      throw BadCell(column: column, reason: Phrase("not UTF-8 text; save the file as UTF-8", "UTF-8이 아님; 파일을 UTF-8로 저장할 것"))
    }
    return scanner.hasDoubledQuotes ? Self.undoubled(String(copying: span)) : String(copying: span)
  }

  /// The first control character, from both sets that terminals know.
  private static func control(_ cell: UnsafeBufferPointer<UInt8>) -> UInt8? {
    for (i, byte) in cell.enumerated() {
      if byte < 32 || byte == 127 { return byte }
      if byte == 0xc2, i + 1 < cell.count, (0x80...0x9f).contains(cell[i + 1]) { return cell[i + 1] }
    }
    return nil
  }

  private static func undoubled(_ text: String) -> String {
    var isSecond = true
    return String(
      decoding: text.utf8.filter { byte in
        if byte == UInt8(ascii: "\"") { isSecond.toggle() }
        return byte != UInt8(ascii: "\"") || isSecond
      }, as: UTF8.self)
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
  func isNotOnRecord(_ column: Int) -> Bool { holds(column, "n/r") }

  /// Whether a cell says that the company published everything but this: `n/d`.
  func isNotDisclosed(_ column: Int) -> Bool { holds(column, "n/d") }

  private func holds(_ column: Int, _ word: StaticString) -> Bool {
    bytes(column).isEqual(to: UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
  }

  /// A decimal number such as `-12.345`; nil where the cell is none.
  func decimal(_ column: Int) -> Double? { FactNumber.value(of: scanner[column], in: scanner.bytes) }

  /// A decimal number in a unit, no larger than a figure in it can be; nil where the cell is empty.
  func number(_ column: Int, _ unit: Unit) throws(BadCell) -> Double? {
    if isEmpty(column) { return nil }
    guard let value = decimal(column) else {
      let shown = String(decoding: bytes(column).prefix(24), as: UTF8.self)
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
    let b = bytes(column)
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
