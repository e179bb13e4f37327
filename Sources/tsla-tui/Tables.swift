import ArgumentParser
import Canvas
import Dashboard
import Format
import Reports

typealias TableFormat = Report.Form

extension Report.Form: ExpressibleByArgument {}

extension Report {
  /// Prints the report to standard output.
  func print(_ form: Form) { write(form) { Output.write($0) } }
}

/// Rows of text as an aligned table, CSV or JSON.
enum TextTable {
  /// Columns aligned by terminal width, numbers to the right.
  static func aligned(_ rows: [[String]], right: Set<Int> = []) -> String {
    let rows = rows.map { $0.map { TextWidth.standing($0.safe) } }
    guard let head = rows.first else { return "" }
    let widths = head.indices.map { column in rows.map { TextWidth.columns($0[column]) }.max() ?? 0 }
    var out = ""
    for row in rows {
      var line = ""
      for (i, cell) in row.enumerated() {
        let blanks = String(repeating: " ", count: max(0, widths[i] - TextWidth.columns(cell)))
        line += right.contains(i) ? blanks + cell : i == row.count - 1 ? cell : cell + blanks
        if i < row.count - 1 { line += "  " }
      }
      while line.last == " " { line.removeLast() }
      out += line + "\n"
    }
    return out
  }

  /// RFC 4180, with LF line ends.
  static func csv(_ rows: [[String]]) -> String { rows.reduce(into: "") { $0 += csv(row: $1) } }

  private static func csv(row: [String]) -> String {
    row.map(\.safe).map { cell in
      cell.utf8.contains { $0 == 34 || $0 == 44 || $0 == 10 || $0 == 13 }
        ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
    }.joined(separator: ",") + "\n"
  }

  /// Rows in the format asked for; the first line of a table or CSV names the columns.
  static func printed(
    _ columns: [String], _ rows: [[Value]], _ format: TableFormat, right: Set<Int> = []
  ) -> String {
    if format == .json { return JSON.array(rows.map { json(columns, $0) }).document }
    let cells = [columns] + rows.map { $0.map(\.text) }
    return format == .csv ? csv(cells) : aligned(cells, right: right)
  }

  private static func json(_ columns: [String], _ row: [Value]) -> JSON {
    .object(zip(columns, row).map { (name: $0, value: $1.json) })
  }

  /// Prints rows in the format asked for; the first line of a table or CSV names the columns.
  ///
  /// CSV and JSON are written row by row as they are made; a table waits for the last one, which may be the widest.
  static func write(_ columns: [String], _ rows: some Sequence<[Value]>, _ format: TableFormat, right: Set<Int> = []) {
    switch format {
    case .table: writeOut(printed(columns, Array(rows), .table, right: right))
    case .csv:
      Output.write(csv(row: columns))
      for row in rows { Output.write(csv(row: row.map(\.text))) }
    case .json:
      JSON.writeArray(rows.lazy.map { json(columns, $0) })
    }
  }

  /// A cell of a row.
  enum Value {
    case text(String)
    case number(Double)
    case null

    /// The value of a text, or an empty cell.
    static func optional(_ text: String?) -> Value { text.map { .text($0) } ?? .null }
    /// The value of a number, or an empty cell.
    static func optional(_ number: Double?) -> Value { number.map { .number($0) } ?? .null }

    /// Numbers are written so that they read back the same.
    var text: String {
      switch self {
      case .text(let text): return text
      case .number(let number): return Numbers.exact(number)
      case .null: return ""
      }
    }

    var json: JSON {
      switch self {
      case .text(let text): return .text(text)
      case .number(let number): return .number(number)
      case .null: return .null
      }
    }
  }
}

extension TextTable.Value: ExpressibleByStringLiteral {
  init(stringLiteral text: String) { self = .text(text) }
}
