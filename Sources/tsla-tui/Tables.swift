import ArgumentParser
import Canvas
import Foundation

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
      out += row.map { cell in
        cell.utf8.contains { $0 == 34 || $0 == 44 || $0 == 10 || $0 == 13 }
          ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
      }.joined(separator: ",") + "\n"
    }
    return out
  }

  /// An array of objects.
  static func json(_ values: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(values), as: UTF8.self) + "\n"
  }
}
