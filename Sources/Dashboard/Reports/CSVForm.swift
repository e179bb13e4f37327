import Canvas
import Format

extension Report {
  /// Writes the rows of all tables below one header: RFC 4180, with LF line ends.
  func writeCSV(to sink: (String) -> Void) {
    let header = header.isEmpty ? firstKeys : header
    let names = header.map { $0.split(separator: "=").first.map(String.init) ?? $0 }
    sink(Self.line(names))
    rows(of: sections, header, order.flatMap { names.firstIndex(of: $0) }, [:]) { sink(Self.line($0)) }
  }

  private var firstKeys: [String] {
    for case .table(let table) in sections where table.forms.contains(.csv) {
      return table.heads.filter { $0.forms.contains(.csv) }.map(\.csvKey)
    }
    return []
  }

  /// The cells of all tables of some sections; `members` are repeated in each row.
  private func rows(
    of sections: [Section], _ header: [String], _ order: Int?, _ members: [String: String], _ body: ([String]) -> Void
  ) {
    var members = members
    for section in sections {
      switch section {
      case .words: break
      case .member(let key, let value, let forms): if forms.contains(.csv) { members[key] = value.cell(format.language) }
      case .table(let table): if table.forms.contains(.csv) { rows(of: table, header, members, body) }
      case .object(_, let sections): rows(of: sections, header, order, members, body)
      case .list(_, let objects):
        for object in objects {
          guard let order else {
            rows(of: object, header, nil, members, body)
            continue
          }
          var all: [[String]] = []
          rows(of: object, header, nil, members) { all.append($0) }
          for row in all.sorted(by: { $0[order] < $1[order] }) { body(row) }
        }
      }
    }
  }

  private func rows(of table: Table, _ header: [String], _ members: [String: String], _ body: ([String]) -> Void) {
    let places = header.map { table.place(of: $0, members) }
    let columns = Set(places.compactMap { if case .column(let column, _) = $0 { column } else { nil } }).sorted()
    table.rows(columns) { values in
      body(
        places.map { place in
          switch place {
          case nil: return ""
          case .member(let text): return text
          case .column(let column, let path):
            return columns.firstIndex(of: column).map { values[$0][path[...]].cell(format.language) } ?? ""
          }
        })
    }
  }

  private static func line(_ cells: [String]) -> String {
    cells.map(\.safe).map { cell in
      cell.utf8.contains { $0 == 34 || $0 == 44 || $0 == 10 || $0 == 13 }
        ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
    }.joined(separator: ",") + "\n"
  }
}

extension Report.Table {
  /// What a name of the header means in the rows of a table.
  fileprivate enum Place {
    case member(String)
    /// A column, and the way to a member of its value.
    case column(Int, [String])
  }

  /// Nil where there is no such thing.
  fileprivate func place(of name: String, _ members: [String: String]) -> Place? {
    name.split(separator: "=").reversed().lazy.compactMap { place(ofKey: String($0), members) }.first
  }

  private func place(ofKey key: String, _ members: [String: String]) -> Place? {
    func column(_ key: String) -> Int? { heads.firstIndex { $0.csvKey == key && $0.forms.contains(.csv) } }
    let path = key.split(separator: ".").map(String.init)
    if let first = path.first, let column = column(first) { return .column(column, Array(path.dropFirst())) }
    if let text = members[key] { return .member(text) }
    for (i, character) in key.enumerated().reversed() where character == "_" {
      if let column = column(String(key.prefix(i))) { return .column(column, [String(key.dropFirst(i + 1))]) }
    }
    return nil
  }
}
