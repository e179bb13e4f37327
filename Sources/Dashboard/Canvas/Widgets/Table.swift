/// Rows in columns, with headings, that scroll with the cursor.
package struct Table<Row> {
  private typealias Place = TableMemory.Place

  /// A line of the table.
  package enum Item {
    case row(Row)
    /// The name of the rows below, with a line through the rest of the width where it has one.
    case heading(Line, rule: Role? = nil)
    case blank
  }

  /// From left to right, those without room included.
  package let columns: [Column<Row>]
  /// From top to bottom, in sight or not.
  package let items: [Item]
  /// The item under the cursor, which stays in sight; nil where the cursor is elsewhere.
  package var selected: Int?
  /// Whether it is marked: not where the keys move something else.
  package var isMarked = true
  /// Blank columns at the left and at the right that belong to a row that is selected.
  package var padding: (left: Int, right: Int)
  /// Whether a line is left for headings: where any column has one.
  package var hasHeadings: Bool
  /// Which items are in sight in so many lines, where the cursor does not decide that.
  package var scroll: ((Int) -> Scroll)?
  /// What the edge of a box says where rows are hidden; empty: how many.
  package var more = ""
  /// What a pointer finds on a row, which is counted without headings and blanks; the foot comes after the last one; nil for nothing.
  package var hit: (Int) -> Hit? = { _ in nil }
  /// What was laid out for the last rectangle; the content keeps it where the content outlives the table.
  package var memory = TableMemory()
  /// A row that stays below the others under a line, such as their sum: its name stands in place of the columns at the left.
  ///
  /// The cursor reaches it after the last item.
  package var foot: (name: Line, row: Row)?

  /// A table of rows, headings and blanks, with the same padding at both sides.
  package init(_ items: [Item], selected: Int? = nil, padding: Int = 0, @ColumnBuilder<Row> columns: () -> [Column<Row>]) {
    self.items = items
    self.selected = selected
    self.padding = (padding, padding)
    self.columns = columns()
    hasHeadings = self.columns.contains { $0.ruler != nil || $0.headings.contains { !$0.isEmpty } }
  }

  /// A table of rows alone.
  package init(rows: [Row], selected: Int? = nil, padding: Int = 0, @ColumnBuilder<Row> columns: () -> [Column<Row>]) {
    self.init(rows.map { .row($0) }, selected: selected, padding: padding, columns: columns)
  }

  /// The same with the cursor on one of its rows, headings and blanks not counted.
  package func selecting(row: Int?) -> Table {
    if memory.rowItems == nil { memory.rowItems = items.indices.filter { if case .row = items[$0] { true } else { false } } }
    let rows = memory.rowItems ?? []
    var table = self
    table.selected = row.flatMap { rows.indices.contains($0) ? rows[$0] : nil }
    return table
  }

  /// Draws headings and rows, says in the edge of a box how many rows are hidden, and returns the room that is left below.
  @discardableResult
  package func draw(in rect: Rect, edge box: Rect = Rect(0, 0, 0, 0), on canvas: inout Canvas) -> Rect {
    let (head, below) = rect.top(hasHeadings ? 1 : 0)
    let (body, foot) = below.top(below.height - (foot == nil ? 0 : 2))
    let scroll =
      self.scroll?(body.height)
      ?? Scroll(items.count, selected: selected, at: anchoredRow(in: body, on: canvas), room: body.height)
    // Columns that never give way may be wider than all there is.
    canvas.clipped(to: rect) { draw(scroll, head, body, foot, on: &$0) }
    if more.isEmpty { canvas.marks(of: scroll, inEdgeOf: box) } else if scroll.below > 0 { canvas.note(more, inEdgeOf: box) }
    return body.top(scroll.visible.count).1
  }

  /// The row at which the selected line was pressed.
  private func anchoredRow(in body: Rect, on canvas: Canvas) -> Int? {
    guard canvas.anchor != nil, let selected, items.indices.contains(selected) else { return nil }
    let row = items[..<selected].reduce(0) { if case .row = $1 { $0 + 1 } else { $0 } }
    return canvas.anchoredRow(of: hit(row), in: body)
  }

  /// The same in a box of its own, from edge to edge.
  @discardableResult
  package func draw(in rect: Rect, box: Box, on canvas: inout Canvas) -> Rect {
    draw(in: box.draw(in: rect, on: &canvas).inset(-1, 0), edge: rect, on: &canvas)
  }

  private func draw(_ scroll: Scroll, _ head: Rect, _ body: Rect, _ foot: Rect, on canvas: inout Canvas) {
    let inside = Rect(body.x + padding.left, body.y, body.width - padding.left - padding.right, body.height)
    let line = Rect(inside.x, head.y, inside.width, 1)
    let laid = laid(in: line)
    if !head.isEmpty { drawHeadings(laid, on: &canvas) }
    var above: Row?
    var row = items[..<scroll.visible.lowerBound].reduce(0) { if case .row = $1 { $0 + 1 } else { $0 } }
    for (line, i) in scroll.visible.enumerated() {
      let y = body.y + line
      switch items[i] {
      case .blank: break
      case .heading(let name, let rule):
        let used = canvas.line(name, inside.x, y, max: inside.width)
        if let rule { canvas.horizontalLine(inside.x + used + 1, y, width: inside.width - used - 1, rule) }
      case .row(let content):
        draw(lines(of: content, at: i, laid), of: content, below: above, laid, y, on: &canvas)
        canvas.register(hit(row), in: Rect(body.x, y, body.width, 1))
        row += 1
        above = content
      }
      if i == selected, isMarked { emphasise(Rect(body.x, y, body.width, 1), laid, on: &canvas) }
    }
    drawFoot(in: foot, inside, laid, on: &canvas)
  }

  /// Marks a row as selected, all but its bars.
  private func emphasise(_ line: Rect, _ laid: [Place], on canvas: inout Canvas) {
    var x = line.x
    for (column, place) in laid where columns[column].isBar {
      canvas.emphasise(Rect(x, line.y, place.x - x, 1), .selected)
      x = place.maxX
    }
    canvas.emphasise(Rect(x, line.y, line.maxX - x, 1), .selected)
  }

  private func drawFoot(in rect: Rect, _ inside: Rect, _ laid: [Place], on canvas: inout Canvas) {
    guard let (name, row) = foot, rect.height == 2 else { return }
    canvas.horizontalLine(inside.x, rect.y, width: inside.width, .grid)
    let figures = Array(laid.drop { columns[$0.column].alignment == .left })
    let end = figures.first.map { $0.place.x - columns[$0.column].gap } ?? inside.maxX
    canvas.line(name, inside.x, rect.y + 1, max: end - inside.x)
    draw(lines(of: row, figures), of: row, below: nil, figures, rect.y + 1, on: &canvas)
    canvas.register(
      hit(items.reduce(0) { if case .row = $1 { $0 + 1 } else { $0 } }), in: Rect(rect.x, rect.y + 1, rect.width, 1))
    if selected == items.count { canvas.emphasise(rect.top(1).1, .selected) }
  }

  /// A heading at the right of its column may reach over what the one before it leaves free.
  private func drawHeadings(_ laid: [Place], on canvas: inout Canvas) {
    var free = Int.min
    for (i, place) in laid {
      let column = columns[i]
      let heading = column.heading(in: place.width)
      let isRight = column.alignment == .right
      let x = isRight ? min(place.x, max(free, place.maxX - heading.width)) : place.x
      column.draw(heading, in: Rect(x, place.y, place.maxX - x, 1), on: &canvas)
      if !heading.isEmpty { free = (isRight ? place.maxX : min(place.maxX, x + heading.width)) + 1 }
    }
  }

  /// The columns that have room, with their places: to know how wide those are that follow their content, every row is looked at.
  private func laid(in line: Rect) -> [Place] {
    if memory.line != line || memory.count != items.count {
      (memory.line, memory.count, memory.rows) = (line, items.count, [:])
      memory.places = layout(line)
    }
    return memory.places
  }

  /// What stands in a row, column by column.
  private func lines(of row: Row, at item: Int, _ laid: [Place]) -> [Line] {
    if let lines = memory.rows[item] { return lines }
    let lines = lines(of: row, laid)
    memory.rows[item] = lines
    return lines
  }

  private func lines(of row: Row, _ laid: [Place]) -> [Line] { laid.map { columns[$0.column].cell(row, $0.place.width) } }

  private func draw(
    _ lines: [Line], of row: Row, below above: Row?, _ laid: [Place], _ y: Int, on canvas: inout Canvas
  ) {
    // Where the empty cells begin that a cell wider than its column may reach over.
    var empty: Int?
    for i in laid.indices {
      let (column, place, line) = (columns[laid[i].column], laid[i].place, lines[i])
      if let above, let isRepeated = column.isRepeated, isRepeated(above, row) { continue }
      let x = empty ?? place.x
      empty = line.isEmpty ? x : nil
      let isWider = column.alignment == .right && line.width > place.width
      column.draw(line, in: Rect(isWider ? x : place.x, y, place.maxX - (isWider ? x : place.x), 1), on: &canvas)
      if let mark = column.mark?(row) { canvas.text(mark.text, place.maxX, y, mark.role, mark.emphasis, max: 1) }
    }
  }

  /// The columns that have room, with their places in the first row.
  ///
  /// Whole columns give way, those of the highest priority first, as long as one of the others does not get what it wants. What is left goes to
  /// words and last to the columns that fill.
  private func layout(_ rect: Rect) -> [Place] {
    // Closures, not key paths, and a place has its column's number, not the column: of a generic type both would be built each time.
    var kept = columns.enumerated().map { (index: $0, column: $1, bounds: bounds(of: $1)) }
    func total(_ width: (Column<Row>.Bounds) -> Int) -> Int {
      kept.reduce(0) { $0 + $1.column.gap + width($1.bounds) } - (kept.first?.column.gap ?? 0)
    }
    while total({ $0.wanted }) > rect.width,
      let last = kept.indices.filter({ kept[$0].column.priority > 0 }).max(by: {
        kept[$0].column.priority < kept[$1].column.priority
      })
    {
      kept.remove(at: last)
    }
    var spare = max(0, rect.width - total { $0.least })
    var widths = kept.map { $0.bounds.least }
    func widen(_ i: Int, by columns: Int) {
      widths[i] += columns
      spare -= columns
    }
    let filling = kept.indices.filter { if case .rest = kept[$0].column.width { true } else { false } }
    for i in kept.indices where !filling.contains(i) { widen(i, by: min(spare, kept[i].bounds.wanted - widths[i])) }
    for i in kept.indices where !filling.contains(i) { widen(i, by: min(spare, kept[i].bounds.most - widths[i])) }
    for (k, i) in filling.enumerated() {
      widen(i, by: min(kept[i].bounds.most - widths[i], spare / (filling.count - k)))
    }
    var x = rect.x
    return kept.indices.map { i in
      if i > 0 { x += kept[i].column.gap }
      defer { x += widths[i] }
      return (kept[i].index, Rect(x, rect.y, widths[i], 1))
    }
  }

  /// How narrow a column can be, the width for which others give way, and how wide it can be.
  private func bounds(of column: Column<Row>) -> Column<Row>.Bounds {
    switch column.width {
    case .exactly(let width): return (width, width, width)
    case .rest(let least, let wanted, let most): return (least, max(least, wanted), most)
    case .content(let least, let most):
      let widest = max(least, widest(column, most))
      return (least, widest, widest)
    case .words(let least, let most):
      let widest = widest(column, most)
      return (min(least, widest), min(least, widest), widest)
    }
  }

  /// The widest cell of a column, its heading included, but no more than a number of columns.
  private func widest(_ column: Column<Row>, _ most: Int) -> Int {
    items.reduce(min(most, column.headings.last?.width ?? 0)) { widest, item in
      if case .row(let row) = item { max(widest, min(most, column.cell(row, most).width)) } else { widest }
    }
  }
}

/// Where the columns of a table are and what its rows say, for the last rectangle that it was drawn in.
///
/// A content keeps it for a table that is rebuilt with each frame, so that a key that only moves the cursor makes no text. A cell of such a table
/// depends on its row, its width and the content, never on the cursor.
package final class TableMemory {
  /// A column that has room, by its number, and where it stands in the first row.
  fileprivate typealias Place = (column: Int, place: Rect)

  fileprivate var line: Rect?
  fileprivate var count = 0
  fileprivate var places: [Place] = []
  fileprivate var rows: [Int: [Line]] = [:]
  /// Which items are rows, and not headings or blanks.
  fileprivate var rowItems: [Int]?

  /// Empty until a table is drawn with it.
  package init() {}
}

/// The memories of the tables of a content, by what they are.
package final class TableMemories<Key: Hashable> {
  private var all: [Key: TableMemory] = [:]

  /// Without memories: each is made when it is first asked for.
  package init() {}

  /// The memory of a key, always the same one.
  package subscript(key: Key) -> TableMemory {
    if let memory = all[key] { return memory }
    let memory = TableMemory()
    all[key] = memory
    return memory
  }
}

/// How wide a column is.
package enum ColumnWidth: Sendable {
  case exactly(Int)
  /// As its widest cell, within bounds: numbers, for which others give way.
  case content(least: Int, most: Int)
  /// As its widest cell, but cut to its least width before others give way: words.
  case words(least: Int, most: Int)
  /// What the others leave, within bounds; as long as it is not as wide as wanted, others give way.
  case rest(least: Int, wanted: Int = 0, most: Int = .max)
}

/// A column of a table.
package struct Column<Row> {
  /// At which edge of the column its text stands.
  package enum Alignment: Sendable { case left, right }
  typealias Bounds = (least: Int, wanted: Int, most: Int)

  /// Its heading in as many words as there is room for: the longest first.
  package var headings: [Line]
  /// For the heading and the cells.
  package var alignment: Alignment
  /// How many columns it takes, and when others give way to it.
  package var width: ColumnWidth
  /// The blank columns before it.
  package var gap: Int
  /// Which columns give way first where it is narrow: those with the highest number; 0 never does.
  package var priority: Int
  /// Whether a row has the same here as the one above it, and need not say it again.
  package var isRepeated: ((Row, Row) -> Bool)?
  /// What a row shows in it, made for so many columns.
  package var cell: (Row, Int) -> Line
  /// A bar keeps its colours where its row is selected: swapped ones would turn it inside out.
  var isBar = false
  /// What hangs in the gap after a cell, such as the mark of a footnote: one column.
  var mark: ((Row) -> Span)?
  /// A heading that depends on the width, such as a mark on the scale of bars.
  var ruler: ((Int) -> Line)?

  /// A column with a heading said in several ways, the longest first, and cells that depend on its width.
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

  /// A column with one heading, or none, and cells that depend on its width.
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

  /// The same with a mark that hangs in the gap after its cells: one column.
  package func marked(_ mark: @escaping (Row) -> Span) -> Column {
    var column = self
    column.mark = mark
    return column
  }

  /// A bar in each row, over which a scale may stand.
  package static func bar(
    _ width: ColumnWidth, gap: Int = 1, priority: Int = 0, ruler: ((Int) -> Line)? = nil, cell: @escaping (Row) -> LevelBar
  ) -> Column {
    var column = Column(Line(), width, gap: gap, priority: priority) { cell($0).line($1) }
    (column.isBar, column.ruler) = (true, ruler)
    return column
  }

  func heading(in width: Int) -> Line { ruler?(width) ?? headings.first { $0.width <= width } ?? headings.last ?? Line() }

  func draw(_ line: Line, in rect: Rect, on canvas: inout Canvas) {
    switch alignment {
    case .left: canvas.line(line, rect.x, rect.y, max: rect.width)
    case .right: canvas.lineRight(line, rect.maxX, rect.y, max: rect.width)
    }
  }
}

/// Columns listed one below the other in braces, some of them under a condition.
@resultBuilder
package enum ColumnBuilder<Row> {
  /// One column.
  package static func buildExpression(_ column: Column<Row>) -> [Column<Row>] { [column] }
  /// Columns that were made elsewhere.
  package static func buildExpression(_ columns: [Column<Row>]) -> [Column<Row>] { columns }
  /// All columns of a block, in its order.
  package static func buildBlock(_ columns: [Column<Row>]...) -> [Column<Row>] { columns.flatMap { $0 } }
  /// The columns under an `if`; none where it does not hold.
  package static func buildOptional(_ columns: [Column<Row>]?) -> [Column<Row>] { columns ?? [] }
  /// The columns of a loop, in its order.
  package static func buildArray(_ columns: [[Column<Row>]]) -> [Column<Row>] { columns.flatMap { $0 } }
  /// The columns under an `if` that has an `else`.
  package static func buildEither(first columns: [Column<Row>]) -> [Column<Row>] { columns }
  /// The columns under its `else`.
  package static func buildEither(second columns: [Column<Row>]) -> [Column<Row>] { columns }
}
