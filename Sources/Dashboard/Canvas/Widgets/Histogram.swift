/// How often values occur: narrow bars over a scale with marks.
package struct Histogram {
  /// The value at the left edge.
  package var low: Double
  /// The value at the right edge; nothing is drawn where it is not above `low`.
  package var high: Double
  /// How many values are in each of so many columns between the edges.
  package var counts: (Int) -> [Double]
  /// Marks below the bars, earlier ones drawn over later ones; the column of the first stands out, and its value is written.
  package var marks: [(value: Double, glyph: Unicode.Scalar, role: Role)] = []
  /// How values of the scale are written.
  package var scale: (Double) -> String
  /// What the other marks are, after the value of the first.
  package var legend = ""
  /// What stands over the bars at the right, made from the sum of the counts.
  package var note: (Double) -> String = { _ in "" }

  /// A histogram without marks, a legend and a note.
  package init(from low: Double, to high: Double, scale: @escaping (Double) -> String, counts: @escaping (Int) -> [Double]) {
    (self.low, self.high, self.scale, self.counts) = (low, high, scale, counts)
  }

  /// Draws into a rectangle; nothing where it is too small or all counts are 0.
  package func draw(in rect: Rect, on canvas: inout Canvas) {
    guard rect.height >= 4, rect.width >= 16, high > low else { return }
    let plot = Rect(rect.x, rect.y + 1, rect.width, rect.height - 3)
    let counts = counts(plot.width)
    guard let most = counts.max(), most > 0 else { return }
    func column(_ value: Double) -> Int {
      min(plot.width - 1, Int(rounding: (value - low) / (high - low) * Double(plot.width), .towardZero))
    }
    let middle = marks.first.map { column($0.value) }
    canvas.bars(
      counts.enumerated().map { Bar($1, $0 == middle ? .heading : .chart) }, in: plot, top: most, barWidth: 1, gap: 0)
    for mark in marks.reversed() where mark.value >= low && mark.value <= high {
      canvas.put(mark.glyph, plot.x + column(mark.value), plot.maxY, mark.role)
    }
    let ends = [low, high].map(scale)
    canvas.text(ends[0], plot.x, plot.maxY + 1, .muted)
    canvas.right(ends[1], plot.maxX, plot.maxY + 1, .muted)
    let words = (marks.first.map { "\($0.glyph) " + scale($0.value) } ?? "") + legend
    // Longer numbers would touch it.
    canvas.centre(words, plot.x + 7, plot.maxY + 1, width: max(0, plot.width - 14), .muted)
    canvas.right(note(counts.reduce(0, +)), rect.maxX, rect.y, .muted, max: rect.width)
  }
}
