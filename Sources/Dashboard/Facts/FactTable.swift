import Model

/// One file of the facts while it is read: its columns by name, the current line, and what was wrong so far.
final class FactTable {
  let file: String
  private(set) var problems: [FactProblem] = []
  // Read for every cell, from one place and one thread: the checks for overlapping access would cost more than the reading.
  @exclusivity(unchecked) private var scanner: CSVScanner
  /// The entries of `sources.csv`; nil while that file is not there to check against.
  var sources: [String: Source]?
  /// The last cell that named sources which are all there, and its keys: mostly the lines below it name the same.
  var lastSources: (cell: UnsafeBufferPointer<UInt8>, keys: [String])?
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

  /// A decimal number such as `-12.345`; nil where the cell is none.
  func decimal(_ column: Int) -> Double? { FactNumber.value(of: scanner[column], in: scanner.bytes) }
}
