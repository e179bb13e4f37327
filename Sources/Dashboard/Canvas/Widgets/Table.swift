/// Rows in columns, with headings, that scroll with the cursor.
package struct Table<Row> {
  /// A line of the table.
  package enum Item {
    case row(Row)
    /// The name of the rows below, with a line through the rest of the width where it has one.
    case heading(Line, rule: Role? = nil)
    case blank
  }

  package let columns: [Column<Row>]
  package let items: [Item]
  /// The item under the cursor, which stays in sight; nil where the cursor is elsewhere.
  package var selected: Int?
  /// Blank columns at the left and at the right that belong to a row that is selected.
  package var padding: (left: Int, right: Int)
  /// Whether a line is left for headings: where any column has one.
  package var hasHeadings: Bool
  /// Which items are in sight in so many lines, where that is not for the cursor to say.
  package var scroll: ((Int) -> Scroll)?
  /// What the edge of a box says where rows are hidden; empty: how many.
  package var more = ""
  /// The columns of the last rectangle: how wide those are that follow their content takes a look at every row.
  private let laid = Latest<Rect, [(column: Column<Row>, place: Rect)]>()
  private let places = Latest<Int, [Int]>()

  package init(_ items: [Item], selected: Int? = nil, padding: Int = 0, @ColumnBuilder<Row> columns: () -> [Column<Row>]) {
    self.items = items
    self.selected = selected
    self.padding = (padding, padding)
    self.columns = columns()
    hasHeadings = self.columns.contains { $0.headings.contains { !$0.isEmpty } }
  }

  package init(rows: [Row], selected: Int? = nil, padding: Int = 0, @ColumnBuilder<Row> columns: () -> [Column<Row>]) {
    self.init(rows.map { .row($0) }, selected: selected, padding: padding, columns: columns)
  }

  /// The same with the cursor on one of its rows, headings and blanks not counted.
  package func selecting(row: Int?) -> Table {
    let rows = places.value(for: items.count) { items.indices.filter { if case .row = items[$0] { true } else { false } } }
    var table = self
    table.selected = row.flatMap { rows.indices.contains($0) ? rows[$0] : nil }
    return table
  }

  /// Draws headings and rows, says in the edge of a box how many rows are hidden, and returns the room that is left below.
  @discardableResult
  package func draw(in rect: Rect, edge box: Rect = Rect(0, 0, 0, 0), on canvas: inout Canvas) -> Rect {
    let (head, body) = rect.top(hasHeadings ? 1 : 0)
    let scroll = self.scroll?(body.height) ?? Scroll(items.count, selected: selected, room: body.height)
    // Columns that never give way may be wider than all there is.
    canvas.clipped(to: rect) { draw(scroll, head, body, on: &$0) }
    if more.isEmpty { canvas.marks(of: scroll, inEdgeOf: box) } else if scroll.below > 0 { canvas.note(more, inEdgeOf: box) }
    return body.top(scroll.visible.count).1
  }

  /// The same in a box of its own, from edge to edge.
  @discardableResult
  package func draw(in rect: Rect, box: Box, on canvas: inout Canvas) -> Rect {
    draw(in: box.draw(in: rect, on: &canvas).inset(-1, 0), edge: rect, on: &canvas)
  }

  private func draw(_ scroll: Scroll, _ head: Rect, _ body: Rect, on canvas: inout Canvas) {
    let inside = Rect(body.x + padding.left, body.y, body.width - padding.left - padding.right, body.height)
    let line = Rect(inside.x, head.y, inside.width, 1)
    let laid = laid.value(for: line) { layout(line) }
    if !head.isEmpty { for (column, place) in laid { column.drawHeading(in: place, on: &canvas) } }
    var above: Row?
    for (line, i) in scroll.visible.enumerated() {
      let y = body.y + line
      switch items[i] {
      case .blank: break
      case .heading(let name, let rule):
        let used = canvas.line(name, inside.x, y, max: inside.width)
        if let rule { canvas.horizontalLine(inside.x + used + 1, y, width: inside.width - used - 1, rule) }
      case .row(let row):
        draw(row, below: above, laid, y, on: &canvas)
        above = row
      }
      if i == selected { canvas.emphasise(Rect(body.x, y, body.width, 1), .selected) }
    }
  }

  private func draw(
    _ row: Row, below above: Row?, _ laid: [(column: Column<Row>, place: Rect)], _ y: Int, on canvas: inout Canvas
  ) {
    // Where empty cells begin that what is wider than its column may reach over.
    var empty: Int?
    for (column, place) in laid {
      if let above, let isRepeated = column.isRepeated, isRepeated(above, row) { continue }
      let line = column.cell(row, place.width)
      let x = empty ?? place.x
      empty = line.isEmpty ? x : nil
      let isWider = column.alignment == .right && line.width > place.width
      column.draw(line, in: Rect(isWider ? x : place.x, y, place.maxX - (isWider ? x : place.x), 1), on: &canvas)
    }
  }

  /// The columns that have room, with their places in the first row.
  ///
  /// Whole columns give way, those of the highest priority first, as long as one of the others has not what it wants: one that follows
  /// its content that of its widest cell. What is left goes to the columns that fill.
  func layout(_ rect: Rect) -> [(column: Column<Row>, place: Rect)] {
    // Closures and no key paths: a generic type makes those anew each time.
    var kept = columns.map { (column: $0, wanted: wanted($0)) }
    func total(_ width: ((column: Column<Row>, wanted: Int)) -> Int) -> Int {
      kept.reduce(0) { $0 + $1.column.gap + width($1) } - (kept.first?.column.gap ?? 0)
    }
    while total({ $0.wanted }) > rect.width,
      let last = kept.indices.filter({ kept[$0].column.priority > 0 }).max(by: {
        kept[$0].column.priority < kept[$1].column.priority
      })
    {
      kept.remove(at: last)
    }
    var spare = max(0, rect.width - total { $0.column.width.least })
    var widths = kept.map { $0.column.width.least }
    func widen(_ i: Int, by columns: Int) {
      widths[i] += columns
      spare -= columns
    }
    let filling = kept.indices.filter { if case .rest = kept[$0].column.width { true } else { false } }
    for i in kept.indices where !filling.contains(i) { widen(i, by: min(spare, kept[i].wanted - widths[i])) }
    for (k, i) in filling.enumerated() {
      guard case .rest(let least, let most) = kept[i].column.width else { continue }
      widen(i, by: min(most - least, spare / (filling.count - k)))
    }
    var x = rect.x
    return kept.indices.map { i in
      if i > 0 { x += kept[i].column.gap }
      defer { x += widths[i] }
      return (kept[i].column, Rect(x, rect.y, widths[i], 1))
    }
  }

  /// The width for which other columns give way.
  private func wanted(_ column: Column<Row>) -> Int {
    guard case .content(let least, let most) = column.width else { return column.width.least }
    let widest = items.reduce(column.headings.last?.width ?? 0) { widest, item in
      if case .row(let row) = item { max(widest, column.cell(row, most).width) } else { widest }
    }
    return max(least, min(most, widest))
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

  /// Its heading in as many words as there is room for: the longest first.
  package var headings: [Line]
  package var alignment: Alignment
  package var width: ColumnWidth
  /// The blank columns before it.
  package var gap: Int
  /// Which columns give way first where it is narrow: those with the highest number; 0 never does.
  package var priority: Int
  /// Whether a row has the same here as the one above it, and need not say it again.
  package var isRepeated: ((Row, Row) -> Bool)?
  /// What stands in it, for so many columns.
  package var cell: (Row, Int) -> Line

  package init(
    _ headings: [Line], _ width: ColumnWidth, _ alignment: Alignment = .left, gap: Int = 1, priority: Int = 0,
    isRepeated: ((Row, Row) -> Bool)? = nil, cell: @escaping (Row, Int) -> Line
  ) {
    self.headings = headings
    self.width = width
    self.alignment = alignment
    self.gap = gap
    self.priority = priority
    self.isRepeated = isRepeated
    self.cell = cell
  }

  package init(
    _ heading: Line = Line(), _ width: ColumnWidth, _ alignment: Alignment = .left, gap: Int = 1, priority: Int = 0,
    cell: @escaping (Row, Int) -> Line
  ) {
    self.init([heading], width, alignment, gap: gap, priority: priority, cell: cell)
  }

  /// Without a heading.
  package init(
    _ width: ColumnWidth, _ alignment: Alignment = .left, gap: Int = 1, priority: Int = 0,
    isRepeated: ((Row, Row) -> Bool)? = nil, cell: @escaping (Row) -> Line
  ) {
    self.init([], width, alignment, gap: gap, priority: priority, isRepeated: isRepeated) { row, _ in cell(row) }
  }

  /// With a heading in muted words.
  package init(
    _ heading: String, _ width: ColumnWidth, _ alignment: Alignment = .left, gap: Int = 1, priority: Int = 0,
    cell: @escaping (Row) -> Line
  ) {
    self.init(Line(heading, .muted), width, alignment, gap: gap, priority: priority) { row, _ in cell(row) }
  }

  func drawHeading(in rect: Rect, on canvas: inout Canvas) {
    draw(headings.first { $0.width <= rect.width } ?? headings.last ?? Line(), in: rect, on: &canvas)
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
