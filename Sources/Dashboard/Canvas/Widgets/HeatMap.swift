/// Numbers over two axes: each cell in the colour of its value, with a line between the values above and below a level.
package struct HeatMap {
  /// A cell, by its steps along the two axes.
  package struct Cell: Equatable, Sendable {
    /// The step from left to right.
    package var x: Int
    /// The step from bottom to top.
    package var y: Int

    /// The cell at two steps.
    package init(x: Int, y: Int) { (self.x, self.y) = (x, y) }
  }

  /// What the axes are.
  package var head: String
  /// The axis above the cells, whose steps go to the right.
  package var x: HeatAxis
  /// The axis at the left, whose steps go up.
  package var y: HeatAxis
  /// The cell that is always in sight and whose labels stand out.
  package var cursor: Cell
  /// Whether the keys move the cursor: then its cell stands out, otherwise it is only bold.
  package var isActive: Bool
  /// The level of the line, which is the middle of the colours.
  package var level: Double
  /// Signs of single cells; where a cell has several, the first counts.
  package var marks: [(cell: Cell, glyph: Unicode.Scalar)]
  /// What a pointer finds on a cell; nil for nothing.
  package var hit: (Cell) -> Hit? = { _ in nil }
  /// How a value is written in its cell.
  package var text: (Double) -> String
  /// The values over steps of both axes, row by row from the highest step down; nil where there are none.
  package var values: (_ x: ClosedRange<Int>, _ y: ClosedRange<Int>) -> ContiguousArray<Double>?

  /// A map whose values are asked for when it is drawn.
  package init(
    _ head: String, x: HeatAxis, y: HeatAxis, cursor: Cell, isActive: Bool, level: Double,
    marks: [(cell: Cell, glyph: Unicode.Scalar)],
    text: @escaping (Double) -> String,
    values: @escaping (_ x: ClosedRange<Int>, _ y: ClosedRange<Int>) -> ContiguousArray<Double>?
  ) {
    (self.head, self.x, self.y) = (head, x, y)
    (self.cursor, self.isActive, self.level, self.marks) = (cursor, isActive, level, marks)
    (self.text, self.values) = (text, values)
  }

  /// Draws the cells that have room, and returns their colours; nil where there is no room for two by two.
  package func draw(in rect: Rect, on canvas: inout Canvas) -> HeatScale? {
    guard let window = Window(self, rect) else { return nil }
    canvas.clipped(to: rect) { canvas in
      canvas.text(head, rect.x, rect.y, .muted, max: rect.width)
      drawLabels(window, rect, on: &canvas)
      for (row, y) in window.rows.reversed().enumerated() {
        for (column, x) in window.columns.enumerated() { drawCell(Cell(x: x, y: y), column, row, window, on: &canvas) }
      }
    }
    return window.scale
  }

  /// The cells in sight.
  private struct Window {
    let columns: ClosedRange<Int>
    let rows: ClosedRange<Int>
    let cellWidth: Int
    let cells: Rect
    let scale: HeatScale
    private let values: ContiguousArray<Double>

    init?(_ map: HeatMap, _ rect: Rect) {
      let (x, y, cursor) = (map.x, map.y, map.cursor)
      // How far away a row is stands before its value.
      let labelWidth = 8 + ([cursor.y] + (y.interest.last ?? [])).reduce(6) { max($0, y.width($1).value) }
      // A number at the far ends may have a sign and a digit more; the values along the upper edge stand over every second cell.
      let corners = [-8, 8].flatMap { i in [-8, 8].compactMap { j in map.value(Cell(x: cursor.x + i, y: cursor.y + j)) } }
      let widest = (corners + [map.level]).reduce(4) { max($0, TextWidth.columns(map.text($1))) } + 2
      cellWidth = [cursor.x - 6, cursor.x + 6].reduce(widest) { max($0, x.width($1).change + 1) }
      let (across, down) = ((rect.width - labelWidth) / cellWidth, rect.height - 3)
      guard across >= 2, down >= 2 else { return nil }
      (columns, rows) = (x.window(across, cursor: cursor.x), y.window(down, cursor: cursor.y))
      guard let values = map.values(columns, rows) else { return nil }
      self.values = values
      cells = Rect(rect.x + labelWidth, rect.y + 3, columns.count * cellWidth, rows.count)
      let furthest = values.reduce(0.01) { max($0, abs($1 - map.level)) }
      scale = HeatScale(middle: map.level, step: Axis.ceiling(furthest / 4.5))
    }

    subscript(column: Int, row: Int) -> Double? {
      column < columns.count && row < rows.count ? values[row * columns.count + column] : nil
    }
  }

  private func value(_ cell: Cell) -> Double? { values(cell.x...cell.x, cell.y...cell.y)?.first }

  private func drawLabels(_ window: Window, _ rect: Rect, on canvas: inout Canvas) {
    let (cells, width) = (window.cells, window.cellWidth)
    for (column, i) in window.columns.enumerated() {
      let (label, end, role) = (x.label(i), cells.x + (column + 1) * width - 1, i == cursor.x ? Role.heading : .muted)
      canvas.right(label.change, end, rect.y + 1, role, max: width)
      if (i - cursor.x) % 2 == 0, column > 0 || cells.x - rect.x > width {
        canvas.right(label.value, end, rect.y + 2, role, max: width * 2 - 1)
      }
    }
    for (row, j) in window.rows.reversed().enumerated() {
      let (label, role) = (y.label(j), j == cursor.y ? Role.heading : .muted)
      canvas.right(label.change, rect.x + 6, cells.y + row, role, max: 7)
      canvas.right(label.value, cells.x - 1, cells.y + row, role, max: cells.x - rect.x - 7)
    }
  }

  private func drawCell(_ cell: Cell, _ column: Int, _ row: Int, _ window: Window, on canvas: inout Canvas) {
    guard let value = window[column, row] else { return }
    func isAcross(_ other: Double?) -> Bool { other.map { ($0 >= level) != (value >= level) } ?? false }
    let place = Rect(window.cells.x + column * window.cellWidth, window.cells.y + row, window.cellWidth, 1)
    var (role, emphasis) = (window.scale.role(of: value), Emphasis.reverse)
    // An underline above the line, a vertical stroke beside it: together they are the line.
    if isAcross(window[column, row + 1]) { emphasis.insert(.underline) }
    var left = marks.first { $0.cell == cell }?.glyph
    var right: Unicode.Scalar? = isAcross(window[column + 1, row]) ? "│" : nil
    if cell == cursor {
      emphasis.insert(.bold)
      // The cursor is a cell without colour between marks.
      if isActive { (role, emphasis, left, right) = (.heading, [.bold, .selected], left ?? "▸", "◂") }
    }
    canvas.register(hit(cell), in: place)
    canvas.fill(place, " ", role, emphasis)
    canvas.right(text(value), place.maxX - 1, place.y, role, emphasis, max: place.width - 1)
    if let left { canvas.put(left, place.x, place.y, role, emphasis) }
    if let right { canvas.put(right, place.maxX - 1, place.y, role, emphasis) }
  }
}

/// An axis of a heat map, in steps.
package struct HeatAxis {
  /// The steps that there are.
  package var steps: ClosedRange<Int>
  /// Which of them should be in sight: the first set that has room, or the last where none has.
  package var interest: [[Int]]
  /// What is written at a step: how far away it is, and the value there.
  package var label: (Int) -> (change: String, value: String)

  /// An axis of these steps, with what of it matters most.
  package init(_ steps: ClosedRange<Int>, interest: [[Int]], label: @escaping (Int) -> (change: String, value: String)) {
    (self.steps, self.interest, self.label) = (steps, interest, label)
  }

  /// As many steps as there is room for, with the one under the cursor.
  fileprivate func window(_ room: Int, cursor: Int) -> ClosedRange<Int> {
    let spans = interest.map { ($0.min() ?? 0, $0.max() ?? 0) }
    let (low, high) = spans.first { $0.1 - $0.0 < room } ?? spans.last ?? (cursor, cursor)
    var start = max(min((low + high) / 2 - room / 2, low), high - room + 1)
    start = max(min(start, cursor), cursor - room + 1)
    start = max(steps.lowerBound, min(start, steps.upperBound - room + 1))
    return start...max(start, min(steps.upperBound, start + room - 1))
  }

  fileprivate func width(_ step: Int) -> (change: Int, value: Int) {
    let label = label(step)
    return (TextWidth.columns(label.change), TextWidth.columns(label.value))
  }
}

/// Nine colours for values around one in their middle.
package struct HeatScale: Equatable, Sendable {
  /// The value of the one in the middle, `heat4`.
  package let middle: Double
  /// How far it is from one colour to the next.
  package let step: Double

  /// A scale with four steps on each side of a value.
  package init(middle: Double, step: Double) { (self.middle, self.step) = (middle, step) }

  /// The role of a value, from `heat0` to `heat8`; beyond the scale it is the one at that end.
  package func role(of value: Double) -> Role { role(Int(rounding: max(-4, min(4, (value - middle) / step)))) }

  private func role(_ level: Int) -> Role { Role(rawValue: UInt8(Int(Role.heat4.rawValue) + level)) ?? .heat4 }

  /// Draws the colours beside each other, with the values in their middle as far as these have room.
  package func draw(in rect: Rect, on canvas: inout Canvas, text: (Double) -> String) {
    let each = max(4, min(8, rect.width / 9))
    for (i, level) in (-4...4).enumerated() where (i + 1) * each <= rect.width && rect.height > 0 {
      let place = Rect(rect.x + i * each, rect.y, each, 1)
      let value = text(middle + Double(level) * step)
      let width = TextWidth.columns(value)
      canvas.fill(place, " ", role(level), .reverse)
      canvas.centre(
        width < each || level % 2 == 0 && width == each ? value : "", place.x, place.y, width: each, role(level), .reverse)
    }
  }
}
