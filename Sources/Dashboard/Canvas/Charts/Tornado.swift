/// Bars that go from one middle value to two ends, all on one scale in a row of cells.
package struct Tornado: Sendable {
  private let low: Double
  private let middle: Double
  private let high: Double
  private let width: Int

  /// With the ends of all bars.
  package init(_ ends: [(low: Double, high: Double)], middle: Double, width: Int) {
    let all = ends.flatMap { [$0.low, $0.high] }
    low = min(middle, all.min() ?? middle)
    high = max(middle, all.max() ?? middle)
    self.middle = middle
    self.width = max(1, width)
  }

  /// The glyphs of a bar: `░` to the value at its low end, `█` to that at its high end, `│` in the middle; nil where it is not.
  package func glyphs(_ ends: (low: Double, high: Double)) -> [Unicode.Scalar?] {
    var cells = [Unicode.Scalar?](repeating: nil, count: width)
    let middle = place(middle)
    for (end, glyph) in [(place(ends.low), "░" as Unicode.Scalar), (place(ends.high), "█")] {
      for column in min(end, middle)...max(end, middle) { cells[column] = glyph }
    }
    cells[middle] = "│"
    return cells
  }

  private func place(_ value: Double) -> Int { high > low ? Int(rounding: (value - low) / (high - low) * Double(width - 1)) : 0 }
}
