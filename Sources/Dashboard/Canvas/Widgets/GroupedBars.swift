/// Upright bars in groups, above and below a zero line, with signs on the same scale in the gap after each group.
package struct GroupedBars {
  /// Bars that belong together, such as those of a quarter.
  package struct Group {
    /// Side by side: the first is the wide one.
    package var bars: [Bar]
    /// A bar in whole rows over the first one.
    package var over: Bar?
    /// Ranges come before points.
    package var signs: [Sign]
    /// What is written at the end of the first bar, where the bars beside it leave the room.
    package var value: Span?
    /// The first line below.
    package var label: String
    /// What several groups have in common: the second line below, at the first of them.
    package var common: String

    /// A group without a bar over its first one and without a written value.
    package init(_ bars: [Bar], signs: [Sign] = [], label: String, common: String) {
      (self.bars, self.signs, self.label, self.common) = (bars, signs, label, common)
    }
  }

  /// A point of the scale, which gives way to what is there already, or a range.
  package struct Sign {
    /// The value of a point, or the lower end of a range.
    package var low: Double
    /// The upper end of a range; `low` for a point.
    package var high: Double
    /// What marks a point, or the middle of a range; one column wide.
    package var glyph: Unicode.Scalar
    /// The role of the glyph and of the range's line.
    package var role: Role

    /// A range up to a higher value, or a point where there is none.
    package init(_ low: Double, to high: Double? = nil, _ glyph: Unicode.Scalar, _ role: Role) {
      (self.low, self.high, self.glyph, self.role) = (low, high ?? low, glyph, role)
    }
  }

  /// How many groups there are, in sight or not.
  package var count: Int
  /// The group under the cursor, counted from 0; without one the last groups are in sight.
  package var selected: Int?
  /// Makes a group by its place, counted from 0; asked for those in sight alone.
  package var group: (Int) -> Group
  /// What a pointer finds on a group; nil for nothing.
  package var hit: (Int) -> Hit? = { _ in nil }
  /// The columns at the left for the scale.
  package var gutter: Int
  /// How a value of the scale is written.
  package var scale: (Double) -> String

  /// So many groups, which are made when they are drawn.
  package init(_ count: Int, selected: Int?, gutter: Int, scale: @escaping (Double) -> String, group: @escaping (Int) -> Group) {
    (self.count, self.selected, self.gutter, self.scale, self.group) = (count, selected, gutter, scale, group)
  }

  /// Draws the groups that have room, from the one before the cursor on; nothing where the rectangle is too small.
  package func draw(in rect: Rect, on canvas: inout Canvas) {
    guard rect.width > gutter + 4, rect.height > 3, count > 0 else { return }
    canvas.clipped(to: rect) { drawGroups(in: rect, on: &$0) }
  }

  private func drawGroups(in rect: Rect, on canvas: inout Canvas) {
    let plot = Rect(rect.x + gutter, rect.y, rect.width - gutter, rect.height - 2)
    // All of them as wide as they can be, or as many as there is room for, from the one before the cursor on.
    let pitch = (3...6).last { $0 * count <= plot.width } ?? 4
    let fitting = max(1, min(count, plot.width / pitch))
    // Pressed with a pointer it stays where it was, if that is in sight: the window may have another size by now.
    let pressed = canvas.anchor.flatMap { $0.hit == selected.flatMap(hit) ? ($0.x - plot.x) / pitch : nil }
    let place = pressed.flatMap { (0..<fitting).contains($0) ? $0 : nil } ?? 1
    let first = max(0, min(count - fitting, (selected ?? count) - place))
    let groups = (first..<first + fitting).map(group)
    let axis = ZeroAxis(groups.flatMap(\.values), plot)
    // The canvas is asked whether a cell is free, so nothing may be left on it from before.
    canvas.fill(rect)
    drawAxis(axis, on: &canvas)
    for (i, group) in groups.enumerated() {
      let place = Rect(plot.x + i * pitch, plot.y, pitch, plot.height)
      group.draw(in: place, axis, on: &canvas)
      canvas.register(hit(first + i), in: Rect(place.x, rect.y, pitch, rect.height))
      canvas.text(group.label, place.x, plot.maxY, .muted, max: pitch)
      // Where the first group in sight is the last of its kind, the next label needs the room.
      let isNew = i == 0 ? groups.count == 1 || groups[1].common == group.common : groups[i - 1].common != group.common
      if isNew, groups.count - i >= 2 || pitch >= 4 { canvas.text(group.common, place.x, plot.maxY + 1, .muted, max: 4) }
    }
    if let i = selected.map({ $0 - first }), groups.indices.contains(i) {
      let place = Rect(plot.x + i * pitch, plot.maxY, pitch - 1, 1)
      canvas.emphasise(place, [.selected, .bold])
      groups[i].drawValue(at: place.x, axis, on: &canvas)
    }
    if first > 0 { canvas.put("◂", plot.x - 1, plot.maxY, .muted) }
    if first + fitting < count { canvas.put("▸", min(rect.maxX - 1, plot.x + fitting * pitch), plot.maxY, .muted) }
  }

  /// The zero line, and the scale at the left of it.
  private func drawAxis(_ axis: ZeroAxis, on canvas: inout Canvas) {
    let plot = axis.plot
    canvas.horizontalLine(plot.x, axis.zero, width: plot.width, .grid)
    func tick(_ text: String, _ y: Int, _ glyph: Unicode.Scalar = "┤") {
      canvas.right(text, plot.x - 2, y, .muted, max: gutter - 2)
      canvas.put(glyph, plot.x - 1, y, .grid)
    }
    tick(scale(axis.top), plot.y)
    if axis.above >= 6 { tick(scale(axis.top / 2), axis.zero - axis.above / 2) }
    tick("0", axis.zero, "┼")
    let step = [1, 0.5, 0.2, 0.1].map { $0 * axis.top }.first { $0 <= (Double(axis.below) + 0.5) * axis.perRow }
    if axis.below > 0, let step { tick(scale(-step), axis.zero + max(1, Int(rounding: step / axis.perRow))) }
  }
}

/// Rows above and below a zero line, on one scale.
private struct ZeroAxis {
  let plot: Rect
  /// The value of the upper edge.
  let top: Double
  let above: Int
  let below: Int

  init(_ values: [Double], _ plot: Rect) {
    let low = -min(0, values.min() ?? 0)
    let top = Axis.ceiling(max(values.max() ?? 0, low / 4, 0.01))
    let rows = max(1, plot.height - 1)
    var below = 0
    if low > 0 {
      below = 1
      while below < rows - 1, low > Double(below) * top / Double(rows - below) { below += 1 }
    }
    (self.plot, self.top, self.below, above) = (plot, top, below, max(1, rows - below))
  }

  var zero: Int { plot.y + above }
  var perRow: Double { top / Double(above) }

  /// The row that a value reaches into.
  func row(_ value: Double) -> Int {
    value >= 0 ? zero - max(1, Int(rounding: value / perRow, .up)) : zero + max(1, Int(rounding: -value / perRow, .up))
  }
}

extension GroupedBars.Group {
  fileprivate var values: [Double] {
    (bars + [over].compactMap { $0 }).compactMap(\.value) + signs.flatMap { [$0.low, $0.high] }
  }

  fileprivate func draw(in rect: Rect, _ axis: ZeroAxis, on canvas: inout Canvas) {
    let narrow = bars.count < 2 ? 0 : rect.width >= 6 ? 2 : 1
    let wide = rect.width - 1 - narrow * (bars.count - 1)
    for (i, bar) in bars.enumerated() {
      draw(bar, i == 0 ? rect.x : rect.x + wide + (i - 1) * narrow, width: i == 0 ? wide : narrow, axis, on: &canvas)
    }
    if let over, let value = over.value {
      let (end, zero) = (axis.row(value), axis.zero)
      canvas.fill(Rect(rect.x, min(end, zero + 1), wide, abs(end - zero)), "░", over.role)
      if let mark = over.mark { canvas.put(mark, rect.x, end, over.role) }
    }
    var taken: [ClosedRange<Int>] = []
    for sign in signs {
      let rows = axis.row(sign.high)...max(axis.row(sign.low), axis.row(sign.high))
      guard sign.high > sign.low || !taken.contains(where: { $0.contains(rows.lowerBound) }) else { continue }
      for y in rows { canvas.put("│", rect.maxX - 1, y, sign.role) }
      canvas.put(sign.glyph, rect.maxX - 1, (rows.lowerBound + rows.upperBound) / 2, sign.role)
      taken.append(rows)
    }
  }

  /// A bar up from the zero line in eighths of a row, or down from it in halves: there are no glyphs for finer steps downwards.
  private func draw(_ bar: Bar, _ x: Int, width: Int, _ axis: ZeroAxis, on canvas: inout Canvas) {
    guard let value = bar.value else {
      if let mark = bar.mark { canvas.put(mark, x, axis.zero - 1, .muted) }
      return
    }
    if value >= 0 {
      canvas.bars([bar], in: Rect(x, axis.plot.y, width, axis.above), top: axis.top, barWidth: width, gap: 0)
    } else {
      let halves = max(1, min(axis.below * 2, Int(rounding: -value / axis.perRow * 2)))
      canvas.fill(Rect(x, axis.zero + 1, width, halves / 2), "█", bar.role)
      if halves % 2 == 1 { canvas.fill(Rect(x, axis.zero + 1 + halves / 2, width, 1), "▀", bar.role) }
    }
  }

  fileprivate func drawValue(at x: Int, _ axis: ZeroAxis, on canvas: inout Canvas) {
    guard let span = value, let value = bars.first?.value else { return }
    let y = axis.row(value) + (value >= 0 ? -1 : 1)
    let width = TextWidth.columns(span.text)
    let start = min(x, axis.plot.maxX - width)
    let isFree = (start..<start + width).allSatisfy { canvas[$0, y]?.scalar == 32 }
    guard y >= axis.plot.y, y < axis.plot.maxY, isFree else { return }
    canvas.text(span.text, start, y, span.role, span.emphasis)
  }
}
