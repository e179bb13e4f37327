/// What marks mean: each with its name, row by row in columns.
package struct Legend {
  /// From left to right and then down; the names are muted.
  package var entries: [(mark: Span, name: String)]
  /// How many entries stand beside each other.
  package var columns: Int

  /// Entries in so many columns, at least one.
  package init(_ entries: [(mark: Span, name: String)], columns: Int = 1) {
    self.entries = entries
    self.columns = max(1, columns)
  }

  /// Draws as many as there is room for, a blank column before each mark.
  package func draw(in rect: Rect, on canvas: inout Canvas) {
    let width = rect.width / columns
    for (i, entry) in entries.enumerated() where i / columns < rect.height {
      let line = Line([entry.mark, Span(" " + entry.name, .muted)])
      canvas.line(line, rect.x + i % columns * width + 1, rect.y + i / columns, max: max(0, width - 2))
    }
  }
}
