/// Upright bars over rows of figures, in columns that can be read downwards.
package struct BarChart {
  /// A bar with its names below.
  package struct Column {
    /// The bar, or the mark that takes its place.
    package var bar: Bar
    /// What stands on top of the bar; empty where there is none.
    package var value: String
    /// The first line below.
    package var label: String
    /// The second line below: what several columns have in common, above the first of them.
    package var group: String

    /// A bar with what stands on top of it and below it.
    package init(bar: Bar, value: String, label: String, group: String = "") {
      self.bar = bar
      self.value = value
      self.label = label
      self.group = group
    }
  }

  /// A row, or a small chart, in the same columns as the bars above it.
  package struct Strip {
    /// What a strip shows, an item for each column of the chart.
    package enum Content {
      /// One cell per column; a `*` at its end hangs in the gap after it.
      case text([Span])
      /// Bars with a line of levels over them.
      case bars([Bar], levels: [Double?], top: Double)
    }

    /// Its name at the left, beside its first line.
    package var label: String
    /// A second name, beside its last line; only where it has more than one.
    package var secondLabel: String
    /// How many lines it takes, not counting the gap.
    package var height: Int
    /// What is drawn in the columns.
    package var content: Content
    /// A blank line above sets it apart from the one before.
    package var gap: Bool

    /// A strip of one line without a gap, unless they are given.
    package init(_ label: String, second: String = "", height: Int = 1, gap: Bool = false, _ content: Content) {
      self.label = label
      secondLabel = second
      self.height = height
      self.content = content
      self.gap = gap
    }
  }

  /// From left to right, without those that are hidden.
  package var columns: [Column]
  /// From top to bottom, below the names; the first one without room ends the chart.
  package var strips: [Strip]
  /// The value of the upper edge.
  package var top: Double
  /// Written after the number at the upper edge alone.
  package var unit: String
  /// How a number of the scale is written, without its unit.
  package var scale: (Double) -> String
  /// The columns at the left for the scale and the names of the strips.
  package var gutter: Int
  /// The width of a column with the gap after it.
  package var pitch: Int
  /// How many columns are left out at the left; 0 is not mentioned.
  package var hiddenBefore = 0
  /// How many columns are left out at the right; 0 is not mentioned.
  package var hiddenAfter = 0
  /// The column under the cursor.
  package var selected: Int?
  /// What a pointer finds on a column, with its names and strips; nil for nothing.
  package var hit: (Int) -> Hit? = { _ in nil }

  /// A chart without a cursor and without hidden columns.
  package init(
    _ columns: [Column], strips: [Strip] = [], top: Double, unit: String, gutter: Int, pitch: Int,
    scale: @escaping (Double) -> String
  ) {
    self.columns = columns
    self.strips = strips
    self.top = top
    self.unit = unit
    self.scale = scale
    self.gutter = gutter
    self.pitch = pitch
  }

  /// Bars without a scale, each with its value on top.
  package init(_ columns: [Column], top: Double, pitch: Int) {
    self.init(columns, top: top, unit: "", gutter: 0, pitch: pitch) { _ in "" }
  }

  private var barWidth: Int { pitch - 1 }
  private var hasGroups: Bool { columns.contains { !$0.group.isEmpty } }
  /// The lines of names below the bars.
  private var names: Int { hasGroups ? 2 : 1 }

  /// Draws into a rectangle; nothing where it is too small or there are no columns.
  package func draw(in rect: Rect, on canvas: inout Canvas) {
    guard rect.height > 3, rect.width > gutter, !columns.isEmpty else { return }
    let stripHeight = strips.reduce(0) { $0 + $1.height + ($1.gap ? 1 : 0) }
    let area = Rect(rect.x + gutter, rect.y + 1, rect.width - gutter, max(1, rect.height - 1 - names - stripHeight))
    if gutter > 0 { drawAxis(area, on: &canvas) }
    // The selected bar takes another colour: reverse video would hollow it out.
    let bars = columns.enumerated().map { i, column in
      var bar = column.bar
      if i == selected { bar.role = .accent }
      return bar
    }
    canvas.bars(bars, in: area, top: top, barWidth: barWidth, gap: 1)
    for (i, column) in columns.enumerated() { drawNames(column, area.x + i * pitch, area, on: &canvas) }
    for i in columns.indices { canvas.register(hit(i), in: Rect(area.x + i * pitch, rect.y, pitch, rect.height)) }
    drawHidden(area, on: &canvas)
    drawStrips(area, rect, on: &canvas)
  }

  /// The scale at the left with faint lines at the top and the middle.
  private func drawAxis(_ area: Rect, on canvas: inout Canvas) {
    func mark(_ value: Double, _ y: Int, _ unit: String) {
      canvas.right(scale(value) + unit, area.x - 2, y, .muted, max: gutter - 2)
      for x in area.x..<min(area.maxX, area.x + columns.count * pitch) { canvas.put("┈", x, y, .grid) }
    }
    mark(top, area.y, " " + unit)
    if area.height >= 5, area.height % 2 == 0 { mark(top / 2, area.y + area.height / 2, "") }
  }

  private func drawNames(_ column: Column, _ x: Int, _ area: Rect, on canvas: inout Canvas) {
    if let value = column.bar.value {
      let eighths = Int(rounding: max(0, value) / top * Double(area.height * 8))
      let y = area.maxY - 1 - min(area.height, max(1, (eighths + 7) / 8))
      centre(Span(column.value, column.bar.role == .new ? .new : .text), x, y, on: &canvas)
    }
    centre(Span(column.label, .muted), x, area.maxY, on: &canvas)
    if hasGroups {
      let inset = max(0, (barWidth - TextWidth.columns(column.label)) / 2)
      canvas.text(column.group, x + inset, area.maxY + 1, .muted, max: pitch * 2)
    }
  }

  /// A text in the middle of a column; a closing `*` does not count, it stands in the gap.
  private func centre(_ span: Span, _ x: Int, _ y: Int, on canvas: inout Canvas) {
    guard !span.text.isEmpty else { return }
    let hanging = span.text.utf8.last == UInt8(ascii: "*") ? 1 : 0
    let free = barWidth - (TextWidth.columns(span.text) - hanging)
    canvas.text(span.text, x + (free >= 0 ? (free + 1) / 2 : 0), y, span.role, span.emphasis, max: pitch)
  }

  /// Says how many columns there are beyond either edge, beside the names of the columns.
  private func drawHidden(_ area: Rect, on canvas: inout Canvas) {
    let texts = [hiddenBefore > 0 ? "‹ \(hiddenBefore)" : "", hiddenAfter > 0 ? "\(hiddenAfter) ›" : ""]
    canvas.right(texts.filter { !$0.isEmpty }.joined(separator: " · "), area.x - 1, area.maxY, .accent, max: gutter - 1)
  }

  private func drawStrips(_ area: Rect, _ rect: Rect, on canvas: inout Canvas) {
    if let selected {
      if let value = columns[selected].bar.value {
        let eighths = Int(rounding: max(0, value) / top * Double(area.height * 8))
        let y = area.maxY - 1 - min(area.height, max(1, (eighths + 7) / 8))
        canvas.emphasise(Rect(area.x + selected * pitch, y, pitch, 1), .selected)
      }
      canvas.emphasise(Rect(area.x + selected * pitch, area.maxY, pitch, 1), .selected)
    }
    var y = area.maxY + names
    for strip in strips {
      if strip.gap { y += 1 }
      guard y + strip.height <= rect.maxY else { return }
      canvas.text(strip.label, rect.x, y, .muted, max: gutter - 1)
      if strip.height > 1 { canvas.text(strip.secondLabel, rect.x, y + strip.height - 1, .muted, max: gutter - 1) }
      switch strip.content {
      case .text(let cells):
        for (i, cell) in cells.enumerated() { centre(cell, area.x + i * pitch, y, on: &canvas) }
        if let selected { canvas.emphasise(Rect(area.x + selected * pitch, y, pitch, 1), .selected) }
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
      let inCell = (eighths - 1) % 8
      let glyph: Unicode.Scalar = inCell < 3 ? "▁" : inCell < 6 ? "─" : "▔"
      let y = part.maxY - 1 - (eighths - 1) / 8
      for x in part.x + i * pitch..<part.x + (i + 1) * pitch { canvas.put(glyph, x, y, .accent) }
    }
  }
}
