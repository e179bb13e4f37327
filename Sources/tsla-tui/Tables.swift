import ArgumentParser
import Canvas
import Dashboard

/// How a table is printed.
enum TableFormat: String, ExpressibleByArgument, CaseIterable {
  case table, csv, json
}

/// Rows of text as an aligned table, CSV or JSON.
enum TextTable {
  /// Columns aligned by terminal width, numbers to the right.
  static func aligned(_ rows: [[String]], right: Set<Int> = []) -> String {
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
  static func csv(_ rows: [[String]]) -> String {
    var out = ""
    for row in rows {
      out +=
        row.map { cell in
          cell.utf8.contains { $0 == 34 || $0 == 44 || $0 == 10 || $0 == 13 }
            ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
        }.joined(separator: ",") + "\n"
    }
    return out
  }

  /// Rows in the format asked for; the first line of a table or CSV names the columns.
  static func printed(
    _ columns: [String], _ rows: [[Value]], _ format: TableFormat, right: Set<Int> = []
  ) -> String {
    if format == .json { return json(columns, rows) }
    let cells = rows.map { row in
      row.map { value in
        switch value {
        case .text(let text): return text
        case .number(let number): return Numbers.exact(number)
        case .null: return ""
        }
      }
    }
    return format == .csv ? csv([columns] + cells) : aligned([columns] + cells, right: right)
  }

  /// A value of a JSON object.
  enum Value {
    case text(String)
    case number(Double)
    case null
  }

  /// An array of objects (RFC 8259), a line each; numbers are written so that they read back the same.
  static func json(_ names: [String], _ rows: [[Value]]) -> String {
    if rows.isEmpty { return "[]\n" }
    let lines = rows.map { row in
      let members = zip(names, row).map { "\(quoted($0)): \(json($1))" }
      return "  {" + members.joined(separator: ", ") + "}"
    }
    return "[\n" + lines.joined(separator: ",\n") + "\n]\n"
  }

  private static func json(_ value: Value) -> String {
    switch value {
    case .text(let text): return quoted(text)
    case .number(let number): return Numbers.exact(number)
    case .null: return "null"
    }
  }

  private static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case _ where scalar.value < 32: out += "\\u" + pad(String(scalar.value, radix: 16))
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }

  private static func pad(_ hex: String) -> String { String(repeating: "0", count: 4 - hex.utf8.count) + hex }
}
