/// How values spread out from the left to the right: two bands and the line in their middle, over an axis of values and one of names.
package struct Fan {
  /// What is known at a place; between two of them the edges are straight.
  package struct Point {
    /// How far it is from the left edge; the last point is at the right edge, so any unit will do.
    package var position: Double
    /// Low edge of the outer band and of the inner one, middle, high edge of the inner band and of the outer one.
    package var values: [Double]
    /// What stands below it, where there is room.
    package var name: Span

    /// A point with its five values, the lowest first.
    package init(_ position: Double, _ values: [Double], name: Span) {
      (self.position, self.values, self.name) = (position, values, name)
    }
  }

  /// From left to right; with fewer than two nothing is drawn.
  package var points: [Point]
  /// Values that are marked by a dotted line where nothing else stands.
  package var levels: [(value: Double, name: Span)]
  /// How values of the axis are written.
  package var scale: (Double) -> String

  /// A fan through these points.
  package init(_ points: [Point], levels: [(value: Double, name: Span)] = [], scale: @escaping (Double) -> String) {
    (self.points, self.levels, self.scale) = (points, levels, scale)
  }

  /// Draws into a rectangle; nothing where it is too small or a point does not have five values.
  package func draw(in rect: Rect, on canvas: inout Canvas) {
    guard rect.height >= 3, rect.width >= 16, points.count > 1, points.allSatisfy({ $0.values.count == 5 }) else { return }
    let low = -Self.ceiling(points.reduce(0) { max($0, -$1.values[0]) })
    let high = Self.ceiling(points.reduce(0) { max($0, $1.values[4]) })
    let ticks = [0, 0.5, 1].map { low + (high - low) * $0 }
    let gutter = ticks.reduce(1) { max($0, TextWidth.columns(scale($1))) } + 2
    let plot = Plot(Rect(rect.x + gutter, rect.y, rect.width - gutter, rect.height - 1), low, high)
    guard plot.rect.width > 4, plot.rect.height > 1, high > low else { return }
    // The canvas is asked whether a cell is free, so nothing may be left on it from before.
    canvas.fill(rect)
    canvas.verticalLine(plot.rect.x - 1, rect.y, height: plot.rect.height, .grid)
    for tick in ticks {
      canvas.right(scale(tick), plot.rect.x - 2, plot.y(tick), .muted)
      canvas.put("┤", plot.rect.x - 1, plot.y(tick), .grid)
    }
    for column in 0..<plot.rect.width { drawColumn(column, plot, on: &canvas) }
    for level in levels where level.value >= low && level.value <= high { draw(level, plot, on: &canvas) }
    drawNames(plot, on: &canvas)
  }

  /// The next multiple of half a leading digit, so that the axis does not change with every small step.
  private static func ceiling(_ value: Double) -> Double {
    guard value > 0, value.isFinite else { return 0 }
    var unit = 1.0
    while unit * 10 <= value { unit *= 10 }
    while unit > value { unit /= 10 }
    return (value / unit * 2).rounded(.up) * unit / 2
  }

  /// The part where the values are.
  private struct Plot {
    let rect: Rect
    let low: Double
    let high: Double

    init(_ rect: Rect, _ low: Double, _ high: Double) { (self.rect, self.low, self.high) = (rect, low, high) }

    /// The height of a value in rows from the middle of the lowest one.
    func height(_ value: Double) -> Double { (value - low) / (high - low) * Double(rect.height - 1) }
    func y(_ value: Double) -> Int { rect.maxY - 1 - Int(rounding: height(value)) }
  }

  private var last: Double { points.last?.position ?? 1 }

  private func values(at position: Double) -> [Double] {
    guard let next = points.firstIndex(where: { $0.position >= position }) else { return points[points.count - 1].values }
    guard next > 0 else { return points[0].values }
    let (before, after) = (points[next - 1], points[next])
    let share = (position - before.position) / (after.position - before.position)
    return zip(before.values, after.values).map { $0 + ($1 - $0) * share }
  }

  private func drawColumn(_ column: Int, _ plot: Plot, on canvas: inout Canvas) {
    let edges = values(at: last * Double(column) / Double(plot.rect.width - 1)).map(plot.height)
    for row in 0..<plot.rect.height {
      let (low, high) = (Double(row) - 0.5, Double(row) + 0.5)
      let (x, y) = (plot.rect.x + column, plot.rect.maxY - 1 - row)
      if edges[2] >= low, edges[2] < high {
        // Three heights to a row.
        let part = edges[2] - low
        canvas.put(part < 1 / 3.0 ? "▁" : part < 2 / 3.0 ? "━" : "▔", x, y, .heading)
      } else if high > edges[1], low < edges[3] {
        canvas.put("▓", x, y, .chart)
      } else if high > edges[0], low < edges[4] {
        canvas.put("░", x, y, .chartAlternate)
      }
    }
  }

  private func draw(_ level: (value: Double, name: Span), _ plot: Plot, on canvas: inout Canvas) {
    let (rect, y, name) = (plot.rect, plot.y(level.value), level.name)
    for x in rect.x..<rect.maxX where canvas[x, y]?.scalar == 32 { canvas.put("┄", x, y, name.role) }
    if rect.width > TextWidth.columns(name.text) * 2 { canvas.text(name.text, rect.x + 1, y, name.role, max: rect.width / 2) }
  }

  /// The names below their points, as far as the names before leave room.
  private func drawNames(_ plot: Plot, on canvas: inout Canvas) {
    let rect = plot.rect
    var free = Int.min
    for point in points {
      let (name, width) = (point.name, TextWidth.columns(point.name.text))
      let middle = rect.x + Int(rounding: point.position / last * Double(rect.width - 1))
      let start = max(rect.x, min(rect.maxX - width, middle - width / 2))
      guard start > free else { continue }
      canvas.text(name.text, start, rect.maxY, name.role, name.emphasis, max: rect.maxX - start)
      free = start + width
    }
  }
}
