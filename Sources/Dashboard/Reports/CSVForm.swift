import Canvas
import Format

extension Report {
  /// Writes the rows of all tables below one header: RFC 4180, with LF line ends.
  func writeCSV(to sink: (String) -> Void) {
    let tables = tables(sections)
    let header = header.isEmpty ? tables.first?.heads.filter { $0.forms.contains(.csv) }.map(\.csvKey) ?? [] : header
    sink(Self.line(header.map { $0.split(separator: "=").first.map(String.init) ?? $0 }))
    for table in tables {
      let places = header.map { table.place(of: $0) }
      let columns = Set(places.compactMap { $0?.column }).sorted()
      table.rows(columns) { values in
        sink(
          Self.line(
            places.map { place in
              guard let place, let i = columns.firstIndex(of: place.column) else { return "" }
              return values[i][place.path[...]].cell(format.language)
            }))
      }
    }
  }

  private func tables(_ sections: [Section]) -> [Table] {
    sections.flatMap { section -> [Table] in
      switch section {
      case .table(let table): return table.forms.contains(.csv) ? [table] : []
      case .list(_, let groups): return groups.flatMap(tables)
      case .words, .member: return []
      }
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
  /// The column and the member of its value that a name of the header means; nil where there is none.
  fileprivate func place(of name: String) -> (column: Int, path: [String])? {
    let path = name.split(separator: "=").last?.split(separator: ".").map(String.init) ?? []
    func column(_ key: String) -> Int? { heads.firstIndex { $0.csvKey == key && $0.forms.contains(.csv) } }
    if let key = path.first, let column = column(key) { return (column, Array(path.dropFirst())) }
    for (i, character) in name.enumerated().reversed() where character == "_" {
      if let column = column(String(name.prefix(i))) { return (column, [String(name.dropFirst(i + 1))]) }
    }
    return nil
  }
}
