package import Model

/// A table of securities in a file of the user: one line a security, with what its columns say.
///
/// It is read whole; whatever is wrong with a cell is reported by line and column.
package struct SecurityFile: Sendable {
  /// A column by the name in the header.
  package enum Column: String, Sendable, CaseIterable {
    case ticker
    /// What the classes of one company have in common.
    case company
    case name
    /// USD a share.
    case price
    /// Shares of the listed class.
    case sharesOutstanding = "shares_outstanding"
    /// Shares of the listed class that are traded freely; up to 1 a fraction of the shares outstanding.
    case freeFloat = "free_float"
    /// Shares that the index counts; only proportions matter.
    case indexShares = "index_shares"
    /// A fraction.
    case weight
    /// Columns of what `index rebalance` prints, which nothing is worked out from.
    case startWeight = "start_weight"
    case treatment

    fileprivate static let numbers: [Column] = [.price, .sharesOutstanding, .freeFloat, .indexShares, .weight]
  }

  /// A line of the file.
  package struct Row: Sendable {
    /// Counted from 1, the header is line 1.
    package var line: Int
    /// As written, without blanks around it.
    package var ticker = ""
    /// Empty where the file has no such column, or nothing in it.
    package var company = ""
    /// Empty where the file has no such column, or nothing in it.
    package var name = ""
    fileprivate var numbers: [Column: Double] = [:]
    /// What could not be read, and is reported.
    fileprivate var bad: Set<Column> = []

    /// The number in a column; nil where the cell is empty.
    package func number(_ column: Column) -> Double? { numbers[column] }
  }

  /// How the file is called in messages.
  package let file: String
  /// One a line, in the order of the file, with what could be read of it.
  package private(set) var rows: [Row] = []
  /// What could not be read, and doubts about what could.
  package private(set) var problems: [FactProblem] = []
  /// The place of each column, counted from 1.
  private var places: [Column: Int] = [:]

  /// What prices and numbers of shares must lie between: their products and sums stay numbers.
  package static let amounts = 1e-9...1e18

  /// Reads a file; columns that are neither `required` nor `known` are reported as not used.
  package init(_ file: String, _ bytes: UnsafeBufferPointer<UInt8>, required: [Column], known: Set<Column>) {
    self.file = file
    let table = FactTable(file, bytes, required: required.map(\.rawValue)) { name in
      Column(rawValue: name).map { known.contains($0) } ?? false
    }
    for column in Column.allCases where table.column(named: column.rawValue) >= 0 {
      places[column] = table.column(named: column.rawValue) + 1
    }
    if table.header.contains(where: { $0.unicodeScalars.contains("\u{fffd}") }) {
      report(1, nil, Phrase("not UTF-8 text; save the file as UTF-8", "UTF-8이 아님; 파일을 UTF-8로 저장할 것"))
    }
    let isUsable = problems.isEmpty && !table.problems.contains { $0.severity == .error }
    if isUsable { read(table) }
    problems += table.allProblems
    if isUsable, rows.isEmpty, !problems.contains(where: { $0.severity == .error }) {
      report(1, nil, Phrase("no line but the header: each security needs a line", "머리글뿐임: 종목마다 한 줄이 필요"))
    }
    for column in required { require(column) }
  }

  /// Whether a column is there with a value in any line.
  package func has(_ column: Column) -> Bool {
    places[column] != nil && rows.contains { $0.numbers[column] != nil || $0.bad.contains(column) }
  }

  /// Reports lines in which a number is missing.
  package mutating func require(_ column: Column) {
    guard Column.numbers.contains(column) else { return }
    for row in rows where row.numbers[column] == nil && !row.bad.contains(column) {
      report(row.line, column, Phrase("empty; a number is needed here", "비어 있음; 숫자가 필요"))
    }
  }

  /// Reports something about a line, or about one of its cells.
  package mutating func report(
    _ line: Int, _ column: Column?, _ reason: Phrase, _ severity: FactProblem.Severity = .error
  ) {
    let place = column.flatMap { places[$0] } ?? 0
    problems.append(
      FactProblem(
        file: file, line: line, column: place, columnName: place > 0 ? column?.rawValue ?? "" : "", reason: reason,
        severity: severity))
  }

  // MARK: cells

  private mutating func read(_ table: FactTable) {
    var lines: [String: Int] = [:]
    var rows: [Row] = []
    table.forEachLine { (table) throws(BadCell) in
      var row = Row(line: table.line)
      row.ticker = Self.text(table, .ticker, &row)
      row.company = Self.text(table, .company, &row)
      row.name = Self.text(table, .name, &row)
      if let first = lines[row.ticker], !row.ticker.isEmpty {
        table.report(
          table.column(named: Column.ticker.rawValue),
          Phrase("'\(row.ticker)' stands twice, first in line \(first)", "'\(row.ticker)'이(가) 두 번 있음, 처음은 \(first)번째 줄"))
      }
      lines[row.ticker] = lines[row.ticker] ?? row.line
      for column in Column.numbers { Self.read(column, table, &row) }
      Self.readFreeFloat(table, &row)
      rows.append(row)
    }
    self.rows = rows
  }

  /// A text, which ticker and company need; a fault is reported.
  private static func text(_ table: borrowing FactTable, _ column: Column, _ row: inout Row) -> String {
    let place = table.column(named: column.rawValue)
    if place < 0 { return "" }
    do throws(BadCell) {
      let text = try column == .name ? table.text(place) : table.words(place)
      if text.utf8.first == 32 || text.utf8.last == 32 {
        throw BadCell(
          column: place, reason: Phrase("a blank before or after the text; remove it", "글 앞이나 뒤에 빈칸이 있음; 지울 것"))
      }
      return text
    } catch {
      table.report(error.column, error.reason)
      row.bad.insert(column)
      return ""
    }
  }

  private static func read(_ column: Column, _ table: borrowing FactTable, _ row: inout Row) {
    let place = table.column(named: column.rawValue)
    guard !table.isEmpty(place) else { return }
    do throws(BadCell) {
      let value = try number(table, place)
      func fail(_ en: String, _ ko: String) -> BadCell { BadCell(column: place, reason: Phrase(en, ko)) }
      if column == .weight {
        if value < 0 { throw fail("below zero", "0보다 작음") }
        if value > 1 { throw fail("above 1; write fractions, 0.05 for 5%", "1보다 큼; 5%는 0.05처럼 쓸 것") }
      } else {
        if value <= 0 { throw fail("not above zero", "0보다 크지 않음") }
        if !amounts.contains(value) {
          throw fail("not between 1e-9 and 1e18; check the unit", "1e-9와 1e18 사이가 아님; 단위를 확인할 것")
        }
      }
      row.numbers[column] = value
    } catch {
      table.report(error.column, error.reason)
      row.bad.insert(column)
    }
  }

  /// What is up to 1 is a fraction of the shares outstanding.
  private static func readFreeFloat(_ table: borrowing FactTable, _ row: inout Row) {
    guard let float = row.numbers[.freeFloat], let shares = row.numbers[.sharesOutstanding] else { return }
    func warn(_ en: String, _ ko: String) {
      table.report(table.column(named: Column.freeFloat.rawValue), Phrase(en, ko), .warning)
    }
    if float <= 1 {
      row.numbers[.freeFloat] = float * shares
    } else if float > shares {
      warn("more than the shares outstanding", "발행주식 수보다 많음")
    } else if float < shares / 1000 {
      warn(
        "read as a number of shares, less than 0.1% of those outstanding; a fraction is at most 1",
        "주식 수로 읽음, 발행주식의 0.1% 미만; 비율이라면 1 이하로 쓸 것")
    }
  }

  /// A decimal number, with or without an exponent.
  private static func number(_ table: borrowing FactTable, _ place: Int) throws(BadCell) -> Double {
    let cell = table.bytes(place)
    if let value = table.decimal(place) { return value }
    let text = String(decoding: cell.prefix(40), as: UTF8.self)
    if cell.count <= 40, let value = Double(number: text) { return value }
    throw BadCell(
      column: place,
      reason: Phrase(
        "'\(TextHead.of(text))' is not a number; write digits with a point, such as 1234.5 or 1.5e9",
        "'\(TextHead.of(text))'은(는) 숫자가 아님; 1234.5나 1.5e9처럼 쓸 것"))
  }
}

extension Double {
  /// Reads digits with or without sign, point and exponent, `1.5e9`; nil for all else, and for what is too large.
  package init?(number text: String) {
    guard text.utf8.allSatisfy({ "+-.eE0123456789".utf8.contains($0) }), let value = Double(text), value.isFinite else {
      return nil
    }
    self = value
  }
}
