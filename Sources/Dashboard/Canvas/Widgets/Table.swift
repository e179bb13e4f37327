/// Rows in columns, with headings, that scroll with the cursor.
package struct Table<Row> {
  /// A line of the table.
  package enum Item {
    case row(Row)
    /// The name of the rows below, with a line through the rest of the width where it has one.
    case heading(Line, isRuled: Bool = false)
    case blank
  }

  package var columns: [Column<Row>]
  package var items: [Item]
  /// The item under the cursor, which stays in sight; nil where the cursor is elsewhere.
  package var selected: Int?
  /// Blank columns at both sides that belong to a row that is selected.
  package var padding = 0
  /// Whether a line is left for headings: where any column has one.
  package var hasHeadings: Bool

  package init(_ items: [Item], selected: Int? = nil, padding: Int = 0, @ColumnBuilder<Row> columns: () -> [Column<Row>]) {
    self.items = items
    self.selected = selected
    self.padding = padding
    self.columns = columns()
    hasHeadings = self.columns.contains { !$0.heading.isEmpty }
  }

  package init(rows: [Row], selected: Int? = nil, padding: Int = 0, @ColumnBuilder<Row> columns: () -> [Column<Row>]) {
    self.init(rows.map { .row($0) }, selected: selected, padding: padding, columns: columns)
  }

  /// Draws headings and rows, says in the edge of a box how many rows are hidden, and returns the room that is left below.
  @discardableResult
  package func draw(in rect: Rect, edge box: Rect, on canvas: inout Canvas) -> Rect {
    let (head, body) = rect.top(hasHeadings ? 1 : 0)
    let scroll = Scroll(items.count, selected: selected, room: body.height)
    // Columns that never give way may be wider than all there is.
    canvas.clipped(to: rect) { draw(scroll, head, body, on: &$0) }
    canvas.marks(of: scroll, inEdgeOf: box)
    return body.top(scroll.visible.count).1
  }

  private func draw(_ scroll: Scroll, _ head: Rect, _ body: Rect, on canvas: inout Canvas) {
    let inside = body.inset(padding, 0)
    let laid = layout(Rect(inside.x, head.y, inside.width, 1))
    if !head.isEmpty { for (column, place) in laid { column.draw(column.heading, in: place, on: &canvas) } }
    for (line, i) in scroll.visible.enumerated() {
      let y = body.y + line
      switch items[i] {
      case .blank: break
      case .heading(let name, let isRuled):
        let used = canvas.line(name, inside.x, y, max: inside.width)
        if isRuled { canvas.horizontalLine(inside.x + used + 1, y, width: inside.width - used - 1, .grid) }
      case .row(let row):
        for (column, place) in laid {
          column.draw(column.cell(row, place.width), in: Rect(place.x, y, place.width, 1), on: &canvas)
        }
      }
      if i == selected { canvas.emphasise(Rect(body.x, y, body.width, 1), .selected) }
    }
  }

  /// The columns that have room, with their places in the first row.
  ///
  /// Whole columns give way, those of the highest priority first; what is left goes to the columns that fill, and to the others up to what
  /// their widest cell needs.
  func layout(_ rect: Rect) -> [(column: Column<Row>, place: Rect)] {
    var kept = columns
    func least() -> Int { kept.reduce(0) { $0 + $1.gap + $1.width.least } - (kept.first?.gap ?? 0) }
    while least() > rect.width,
      let last = kept.indices.filter({ kept[$0].priority > 0 }).max(by: { kept[$0].priority < kept[$1].priority })
    {
      kept.remove(at: last)
    }
    var spare = max(0, rect.width - least())
    var widths = kept.map(\.width.least)
    for (i, column) in kept.enumerated() {
      guard case .content(let least, let most) = column.width, spare > 0, most > least else { continue }
      let widest = items.reduce(TextWidth.columns(column.heading.text)) { widest, item in
        if case .row(let row) = item { max(widest, column.cell(row, most).width) } else { widest }
      }
      let more = max(0, min(spare, min(most, widest) - least))
      widths[i] += more
      spare -= more
    }
    let filling = kept.indices.filter { if case .rest = kept[$0].width { true } else { false } }
    for (k, i) in filling.enumerated() {
      guard case .rest(let least, let most) = kept[i].width else { continue }
      let share = min(most - least, spare / (filling.count - k))
      widths[i] += share
      spare -= share
    }
    var x = rect.x
    return kept.indices.map { i in
      if i > 0 { x += kept[i].gap }
      defer { x += widths[i] }
      return (kept[i], Rect(x, rect.y, widths[i], 1))
    }
  }
}

/// How wide a column is.
package enum ColumnWidth: Sendable {
  case exactly(Int)
  /// As its widest cell, within bounds.
  case content(least: Int, most: Int)
  /// What the others leave, within bounds.
  case rest(least: Int, most: Int = .max)

  var least: Int {
    switch self {
    case .exactly(let width): return width
    case .content(let least, _), .rest(let least, _): return least
    }
  }
}

/// A column of a table.
package struct Column<Row> {
  package enum Alignment: Sendable { case left, right }

  package var heading: Line
  package var alignment: Alignment
  package var width: ColumnWidth
  /// The blank columns before it.
  package var gap: Int
  /// Which columns give way first where it is narrow: those with the highest number; 0 never does.
  package var priority: Int
  /// What stands in it, for so many columns.
  package var cell: (Row, Int) -> Line

  package init(
    _ heading: Line = Line(), _ width: ColumnWidth, _ alignment: Alignment = .left, gap: Int = 1, priority: Int = 0,
    cell: @escaping (Row, Int) -> Line
  ) {
    self.heading = heading
    self.width = width
    self.alignment = alignment
    self.gap = gap
    self.priority = priority
    self.cell = cell
  }

  /// Without a heading.
  package init(
    _ width: ColumnWidth, _ alignment: Alignment = .left, gap: Int = 1, priority: Int = 0, cell: @escaping (Row) -> Line
  ) {
    self.init(Line(), width, alignment, gap: gap, priority: priority) { row, _ in cell(row) }
  }

  /// With a heading in muted words.
  package init(
    _ heading: String, _ width: ColumnWidth, _ alignment: Alignment = .left, gap: Int = 1, priority: Int = 0,
    cell: @escaping (Row) -> Line
  ) {
    self.init(Line(heading, .muted), width, alignment, gap: gap, priority: priority) { row, _ in cell(row) }
  }

  func draw(_ line: Line, in rect: Rect, on canvas: inout Canvas) {
    switch alignment {
    case .left: canvas.line(line, rect.x, rect.y, max: rect.width)
    case .right: canvas.lineRight(line, rect.maxX, rect.y, max: rect.width)
    }
  }
}

/// Columns one below the other in braces, some of them under a condition.
@resultBuilder
package enum ColumnBuilder<Row> {
  package static func buildExpression(_ column: Column<Row>) -> [Column<Row>] { [column] }
  package static func buildBlock(_ columns: [Column<Row>]...) -> [Column<Row>] { columns.flatMap { $0 } }
  package static func buildOptional(_ columns: [Column<Row>]?) -> [Column<Row>] { columns ?? [] }
  package static func buildEither(first columns: [Column<Row>]) -> [Column<Row>] { columns }
  package static func buildEither(second columns: [Column<Row>]) -> [Column<Row>] { columns }
}
