/// Bars from left to right on one scale, one below the other: each is a line, for a column of a table.
///
/// The columns beside it, or the edge of the box, say where bars end and where the scale begins.
package struct HorizontalBars {
  /// A stretch of the scale, or a point of it.
  package struct Bar {
    /// One end, as a value of the scale.
    package var from: Double
    /// The other end, which may be the lower one; the same value for a point.
    package var to: Double
    /// What it is drawn with, one column wide.
    package var glyph: Unicode.Scalar
    /// The role of all its glyphs.
    package var role: Role
    /// What stands at the two ends; nil for the glyph.
    package var ends: (low: Unicode.Scalar, high: Unicode.Scalar)?
    /// What stands halfway between the ends; nil for the glyph.
    package var middle: Unicode.Scalar?

    /// A stretch of one glyph from end to end.
    package init(_ from: Double, _ to: Double, _ glyph: Unicode.Scalar, _ role: Role) {
      (self.from, self.to, self.glyph, self.role) = (from, to, glyph, role)
    }

    /// A point.
    package init(at value: Double, _ glyph: Unicode.Scalar, _ role: Role) { self.init(value, value, glyph, role) }

    /// A range with its ends marked.
    package static func range(_ from: Double, _ to: Double, _ middle: Unicode.Scalar, _ role: Role) -> Bar {
      var bar = Bar(min(from, to), max(from, to), "─", role)
      (bar.ends, bar.middle) = (("├", "┤"), middle)
      return bar
    }
  }

  /// The value of the first column.
  package var low: Double
  /// The value of the last column; where it is not above `low` every bar is in the first column.
  package var high: Double

  /// A scale between two values.
  package init(from low: Double, to high: Double) { (self.low, self.high) = (low, high) }

  /// The scale that some values lie on; a single one lies in its middle.
  package init(showing values: some Sequence<Double>) {
    let (low, high) = (values.min() ?? 0, values.max() ?? 0)
    self = low < high ? HorizontalBars(from: low, to: high) : HorizontalBars(from: low - 1, to: high + 1)
  }

  /// Bars in so many columns, later ones over those before; what lies beyond the scale is drawn at its end.
  package func line(_ bars: [Bar], width: Int) -> Line {
    guard width > 0 else { return Line() }
    var cells = [(glyph: Unicode.Scalar, role: Role)](repeating: (" ", .text), count: width)
    for bar in bars {
      let ends = [column(bar.from, width), column(bar.to, width)].sorted()
      for x in ends[0]...ends[1] { cells[x] = (bar.glyph, bar.role) }
      if let marks = bar.ends { (cells[ends[0]].glyph, cells[ends[1]].glyph) = (marks.low, marks.high) }
      if let middle = bar.middle { cells[(ends[0] + ends[1]) / 2].glyph = middle }
    }
    return cells.reduce(into: Line()) { line, cell in
      if line.spans.last?.role != cell.role { line.spans.append(Span("", cell.role)) }
      line.spans[line.spans.count - 1].text.unicodeScalars.append(cell.glyph)
    }
  }

  private func column(_ value: Double, _ width: Int) -> Int {
    let share = high > low ? (value - low) / (high - low) : 0
    return Int(rounding: max(0, min(1, share)) * Double(width - 1))
  }
}
