import Canvas
import Format

/// One period of a column chart: its bar, and the names below it.
struct ESSColumn {
  var bar: Bar
  /// What stands on top of the bar; empty where there is none.
  var value: String
  /// The first line below: `Q3`, `2025`.
  var label: String
  /// The second line below: the year above its first quarter, or what part of a year it is.
  var group: String
}

/// A row, or a small chart, in the same columns as the bars above it.
struct ESSStrip {
  enum Content {
    case text([(text: String, role: Role)])
    /// Bars with a line of levels over them.
    case bars([Bar], levels: [Double?], top: Double)
  }

  var label: String
  var secondLabel = ""
  var height: Int
  var content: Content
  /// A blank line above sets it apart from the one before.
  var gap = false
}

/// Bars over strips of figures, in columns that one can read down.
struct ESSChart {
  var columns: [ESSColumn]
  var strips: [ESSStrip]
  var top: Double
  var unit: String
  var gutter: Int
  var pitch: Int
  /// How many columns are left out on either side.
  var hiddenBefore = 0
  var hiddenAfter = 0

  private var barWidth: Int { pitch - 1 }

  private var stripHeight: Int { strips.reduce(0) { $0 + $1.height + ($1.gap ? 1 : 0) } }

  func draw(in rect: Rect, on canvas: inout Canvas) {
    guard let area = area(rect) else { return }
    drawAxis(area, rect, on: &canvas)
    canvas.bars(columns.map(\.bar), in: area, top: top, barWidth: barWidth, gap: 1)
    for (i, column) in columns.enumerated() {
      let x = area.x + i * pitch
      if let y = valueRow(column, area) { centre(column.value, x, y, column.bar.role == .new ? .new : .text, on: &canvas) }
      centre(column.label, x, area.maxY, .muted, on: &canvas)
      if hasGroups {
        canvas.text(
          column.group, x + max(0, (barWidth - TextWidth.columns(column.label)) / 2), area.maxY + 1, .muted, max: pitch * 2)
      }
    }
    drawHidden(area, on: &canvas)
    drawStrips(from: area.maxY + names, area, rect, on: &canvas)
  }

  private var hasGroups: Bool { columns.contains { !$0.group.isEmpty } }
  /// The lines of names below the bars.
  private var names: Int { hasGroups ? 2 : 1 }

  /// Where the bars stand; nil where there is no room for any.
  private func area(_ rect: Rect) -> Rect? {
    guard rect.height > 3, rect.width > gutter, !columns.isEmpty else { return nil }
    let barsHeight = max(1, rect.height - 1 - names - stripHeight)
    return Rect(rect.x + gutter, rect.y + 1, rect.width - gutter, barsHeight)
  }

  /// Marks the column under the cursor in a chart that has been drawn.
  ///
  /// Its bar takes another colour: a selection drawn as reverse video would hollow it out.
  func select(_ selected: Int, in rect: Rect, on canvas: inout Canvas) {
    guard let area = area(rect), columns.indices.contains(selected) else { return }
    let x = area.x + selected * pitch
    var bar = columns[selected].bar
    bar.role = .accent
    canvas.bars([bar], in: Rect(x, area.y, area.maxX - x, area.height), top: top, barWidth: barWidth, gap: 1)
    if let y = valueRow(columns[selected], area) { canvas.emphasise(Rect(x, y, pitch, 1), .selected) }
    canvas.emphasise(Rect(x, area.maxY, pitch, 1), .selected)
    var y = area.maxY + names
    for strip in strips {
      if strip.gap { y += 1 }
      guard y + strip.height <= rect.maxY else { return }
      if case .text = strip.content { canvas.emphasise(Rect(x, y, pitch, 1), .selected) }
      y += strip.height
    }
  }

  /// The scale at the left with faint lines at the top and the middle.
  private func drawAxis(_ area: Rect, _ rect: Rect, on canvas: inout Canvas) {
    func mark(_ value: Double, _ y: Int, _ unit: String) {
      let decimals = value == value.rounded() ? 0 : (value * 10).rounded() == value * 10 ? 1 : 2
      let text = Numbers.grouped(value, decimals)
      canvas.right(text + unit, area.x - 2, y, .muted, max: gutter - 2)
      for x in area.x..<min(area.maxX, area.x + columns.count * pitch) { canvas.put("┈", x, y, .grid) }
    }
    mark(top, area.y, " " + unit)
    if area.height >= 5, area.height % 2 == 0 { mark(top / 2, area.y + area.height / 2, "") }
  }

  /// The row of the value above the bar; its mark hangs in the gap so that the digits stay over the bar.
  private func valueRow(_ column: ESSColumn, _ area: Rect) -> Int? {
    guard let value = column.bar.value else { return nil }
    let eighths = Int(rounding: max(0, value) / top * Double(area.height * 8))
    return area.maxY - 1 - min(area.height, max(1, (eighths + 7) / 8))
  }

  /// A text in the middle of a column; a closing `*` does not count, it stands in the gap.
  private func centre(_ text: String, _ x: Int, _ y: Int, _ role: Role, on canvas: inout Canvas) {
    guard !text.isEmpty else { return }
    let hanging = text.utf8.last == UInt8(ascii: "*") ? 1 : 0
    let free = barWidth - (TextWidth.columns(text) - hanging)
    canvas.text(text, x + (free >= 0 ? (free + 1) / 2 : 0), y, role, max: pitch)
  }

  /// How many columns there are beyond either edge, beside the names of the columns.
  private func drawHidden(_ area: Rect, on canvas: inout Canvas) {
    let before = hiddenBefore > 0 ? "‹ \(hiddenBefore)" : ""
    let after = hiddenAfter > 0 ? "\(hiddenAfter) ›" : ""
    let text = before + (before.isEmpty || after.isEmpty ? "" : " · ") + after
    canvas.right(text, area.x - 1, area.maxY, .accent, max: gutter - 1)
  }

  private func drawStrips(from start: Int, _ area: Rect, _ rect: Rect, on canvas: inout Canvas) {
    var y = start
    for strip in strips {
      if strip.gap { y += 1 }
      guard y + strip.height <= rect.maxY else { return }
      canvas.text(strip.label, rect.x, y, .muted, max: gutter - 1)
      if strip.height > 1 { canvas.text(strip.secondLabel, rect.x, y + strip.height - 1, .muted, max: gutter - 1) }
      switch strip.content {
      case .text(let cells):
        for (i, cell) in cells.enumerated() { centre(cell.text, area.x + i * pitch, y, cell.role, on: &canvas) }
      case .bars(let bars, let levels, let top):
        let part = Rect(area.x, y, area.width, strip.height)
        canvas.bars(bars, in: part, top: top, barWidth: barWidth, gap: 1)
        drawLevels(levels, part, top, on: &canvas)
      }
      y += strip.height
    }
  }

  /// A line at the height of each value, through the whole column, so that a change is a step.
  private func drawLevels(_ levels: [Double?], _ part: Rect, _ top: Double, on canvas: inout Canvas) {
    guard top > 0, part.height > 0 else { return }
    for (i, level) in levels.enumerated() {
      guard let level else { continue }
      let eighths = max(1, min(part.height * 8, Int(rounding: level / top * Double(part.height * 8))))
      let y = part.maxY - 1 - (eighths - 1) / 8
      let inCell = (eighths - 1) % 8
      let glyph: Unicode.Scalar = inCell < 3 ? "▁" : inCell < 6 ? "─" : "▔"
      for x in part.x + i * pitch..<part.x + (i + 1) * pitch { canvas.put(glyph, x, y, .accent) }
    }
  }
}
