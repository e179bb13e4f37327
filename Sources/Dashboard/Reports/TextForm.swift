import Canvas
import Format
import Model

extension Report {
  /// Writes sections for reading.
  func write(_ sections: [Section], to sink: (String) -> Void) {
    for section in sections {
      switch section {
      case .words(let lines): for line in lines { sink(line.safeLines + "\n") }
      case .member: break
      case .object(_, let sections): write(sections, to: sink)
      case .table(let table): if table.forms.contains(.text) { sink(text(table)) }
      case .list(_, let groups): for group in groups { write(group, to: sink) }
      }
    }
  }

  private func text(_ table: Table) -> String {
    let heads = table.shown.map { table.heads[$0] }
    var rows = [heads.map { $0.name?[format.language] ?? $0.key }]
    var right = heads.map { $0.alignment == .right }
    table.rows(table.shown) { values in
      for (i, value) in values.enumerated() where value.isNumber && heads[i].alignment == nil { right[i] = true }
      rows.append(
        zip(values, heads).map { value, head in
          let text = value.reading(format) ?? head.missing
          return head.most.map { TextWidth.fit(text, $0) } ?? text
        })
    }
    if rows.count == 1, table.title != nil { return "" }
    return (table.title.map { $0.safeLines + "\n" } ?? "") + TextTable.aligned(rows, right: right)
  }
}

/// Rows of text below each other.
package enum TextTable {
  /// Columns aligned by terminal width, to the right where `right` says so.
  package static func aligned(_ rows: [[String]], right: [Bool] = []) -> String {
    let rows = rows.map { $0.map { TextWidth.standing($0.safe) } }
    guard let head = rows.first else { return "" }
    let widths = head.indices.map { column in rows.map { TextWidth.columns($0[column]) }.max() ?? 0 }
    var out = ""
    for row in rows {
      var line = ""
      for (i, cell) in row.enumerated() {
        let blanks = String(repeating: " ", count: max(0, widths[i] - TextWidth.columns(cell)))
        line += i < right.count && right[i] ? blanks + cell : i == row.count - 1 ? cell : cell + blanks
        if i < row.count - 1 { line += "  " }
      }
      while line.last == " " { line.removeLast() }
      out += line + "\n"
    }
    return out
  }
}
