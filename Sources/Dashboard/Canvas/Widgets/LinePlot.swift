/// Lines through points, in dots of Braille, over an axis of values at the left and one of positions below.
package struct LinePlot {
  /// A line through points from the left to the right.
  package struct Curve {
    /// The places of its points; one without a value leaves a gap.
    package var points: [(x: Double, y: Double?)]
    /// The role of its dots and of its label.
    package var role: Role
    /// Whether a value holds until the next point, where the line steps.
    package var isStepped = false
    /// What is written beside its end; empty where nothing is.
    package var label = ""
    /// The role of what is said beside its end; nil: that of the line.
    package var labelRole: Role?
    /// The mark on its last point.
    package var tip: Span?

    /// Through points from left to right, without a label or a tip.
    package init(_ points: [(x: Double, y: Double?)], _ role: Role = .chart) {
      self.points = points
      self.role = role
    }

    /// Through values at even distances: the first one is at 0, the next one at 1.
    package init(values: [Double?], _ role: Role = .chart) {
      self.init(values.enumerated().map { (Double($0), $1) }, role)
    }

    var last: (x: Double, y: Double)? { points.last { $0.y != nil }.flatMap { x, y in y.map { (x, $0) } } }
  }

  /// The axis at the left.
  package struct Values {
    /// Where the axis has numbers.
    package enum Ticks {
      case at([Double])
      /// At the top, at the bottom, and about every so many rows in between.
      case every(rows: Int)
    }

    /// The value at the lower edge.
    package var low: Double
    /// The value at the upper edge, above `low`.
    package var high: Double
    /// Which of its values are written.
    package var ticks: Ticks
    /// The fewest columns that its numbers have.
    package var columns: Int
    /// How a value is written.
    package var text: (Double) -> String

    /// An axis between two values; the upper one is raised where it is not above the lower one.
    package init(_ low: Double, _ high: Double, _ ticks: Ticks, columns: Int = 0, text: @escaping (Double) -> String) {
      self.low = low
      self.high = max(high, low.nextUp)
      self.ticks = ticks
      self.columns = columns
      self.text = text
    }
  }

  /// The axis below.
  package struct Positions {
    /// The place of the left edge.
    package var first: Double
    /// The place of the right edge, beyond `first`.
    package var last: Double
    /// What stands below the two edges; empty where nothing does.
    package var ends = ("", "")
    /// Names of places between them, as many as there is room for; earlier ones take precedence.
    package var labels: [(x: Double, text: String)] = []
    /// Marks on the axis itself.
    package var marks: [(x: Double, mark: Span)] = []

    /// An axis without words and marks; the last place is moved where it is not beyond the first one.
    package init(_ first: Double, _ last: Double) {
      self.first = first
      self.last = max(last, first.nextUp)
    }
  }

  /// A dotted vertical line at a place, or halfway between two, with words that end below it.
  package struct Rule {
    /// Two places, or the same one twice.
    package var places: ClosedRange<Double>
    /// The role of the line.
    package var role: Role
    /// What stands below it, in its own role; empty where nothing does.
    package var label: Span

    /// A line at one place or between two, without words by default.
    package init(_ places: ClosedRange<Double>, _ role: Role, label: Span = Span("")) {
      self.places = places
      self.role = role
      self.label = label
    }
  }

  /// How axes are drawn.
  package enum Axes {
    /// A line through the plot at each value, and names below.
    case lines
    /// Axes with ticks, and names below them.
    case ticked
    /// The same with the names in the lower axis, which saves a row.
    case named
  }

  /// Later ones are drawn over earlier ones.
  package var curves: [Curve]
  /// The axis at the left.
  package var values: Values
  /// The axis below.
  package var positions: Positions
  /// Drawn behind the curves; their words come before those of the axis.
  package var rules: [Rule] = []
  /// How the axes are drawn.
  package var axes = Axes.lines
  /// What the two edges stand for where a pointer finds the place below it, in numbers of the caller's; nil where it finds nothing.
  package var measure: (first: Double, last: Double)?

  /// A plot without rules, and with lines in place of ticks.
  package init(_ curves: [Curve], _ values: Values, _ positions: Positions) {
    self.curves = curves
    self.values = values
    self.positions = positions
  }

  /// Draws into a rectangle; nothing where there is no room for a plot.
  package func draw(in rect: Rect, on canvas: inout Canvas) {
    guard let place = PlotPlace(self, in: rect) else { return }
    canvas.clipped(to: rect) { canvas in
      drawValues(place, on: &canvas)
      for rule in rules {
        for y in place.chart.y..<place.chart.maxY { canvas.put("┊", place.column(rule.places), y, rule.role) }
      }
      for curve in curves { draw(curve, place, on: &canvas) }
      for curve in curves {
        guard let tip = curve.tip, let last = curve.last else { continue }
        canvas.text(tip.text, place.column(last.x), place.row(last.y), tip.role, tip.emphasis)
      }
      drawPositions(place, on: &canvas)
      if let measure { canvas.register(.stretch(first: measure.first, last: measure.last), in: place.chart) }
      if place.labelWidth > 0 { drawLegend(place, on: &canvas) }
    }
  }

  // MARK: axes

  private func drawValues(_ place: PlotPlace, on canvas: inout Canvas) {
    let chart = place.chart
    if axes != .lines {
      canvas.verticalLine(chart.x - 1, chart.y, height: chart.height, .grid)
      canvas.put("╰", chart.x - 1, chart.maxY, .grid)
      canvas.horizontalLine(chart.x, chart.maxY, width: chart.width, .grid)
    }
    for (y, value) in place.ticks {
      canvas.right(values.text(value), chart.x - (axes == .lines ? 1 : 2), y, .muted)
      switch axes {
      case .lines: canvas.horizontalLine(chart.x, y, width: chart.width, .grid)
      case .ticked, .named: canvas.put("┤", chart.x - 1, y, .grid)
      }
    }
  }

  /// The words below, the most telling ones first: what would touch them is left out.
  private func drawPositions(_ place: PlotPlace, on canvas: inout Canvas) {
    let (chart, y) = (place.chart, place.chart.maxY + (axes == .ticked ? 1 : 0))
    var taken: [Range<Int>] = []
    func put(_ text: String, _ x: Int, _ role: Role = .muted, on canvas: inout Canvas) -> Bool {
      let its = x..<x + TextWidth.columns(text)
      let isFree = !taken.contains { $0.lowerBound <= its.upperBound && its.lowerBound <= $0.upperBound }
      guard !its.isEmpty, isFree, its.upperBound <= place.end else { return false }
      canvas.text(text, x, y, role)
      taken.append(its)
      return true
    }
    for rule in rules where !rule.label.text.isEmpty {
      _ = put(
        rule.label.text, place.column(rule.places) + 1 - TextWidth.columns(rule.label.text), rule.label.role, on: &canvas)
    }
    let (first, last) = positions.ends
    let x = place.end - TextWidth.columns(last)
    _ = put(first, chart.x, on: &canvas)
    if x - chart.x - TextWidth.columns(first) >= 4 { _ = put(last, x, on: &canvas) }
    for label in positions.labels {
      let x = place.column(label.x)
      if put(label.text, x, on: &canvas), axes == .ticked { canvas.put("┬", x, chart.maxY, .grid) }
    }
    for (x, mark) in positions.marks { canvas.text(mark.text, place.column(x), chart.maxY, mark.role, mark.emphasis) }
  }

  // MARK: lines

  private func draw(_ curve: Curve, _ place: PlotPlace, on canvas: inout Canvas) {
    var plot = BraillePlot(Size(place.chart.width, place.chart.height))
    var previous: (x: Int, y: Int)?
    for point in curve.points {
      guard let value = point.y else {
        previous = nil
        continue
      }
      let (x, y) = (place.dot(x: point.x), place.dot(y: value))
      if let before = previous {
        if curve.isStepped { plot.line(before.x, before.y, x, before.y) }
        plot.line(curve.isStepped ? x : before.x, before.y, x, y)
      } else {
        plot.set(x, y)
      }
      previous = (x, y)
    }
    plot.draw(on: &canvas, at: place.chart.x, place.chart.y, curve.role)
  }

  /// The names of the lines beside their ends, each in a row of its own, the highest line first.
  private func drawLegend(_ place: PlotPlace, on canvas: inout Canvas) {
    let named = curves.filter { !$0.label.isEmpty }.compactMap { curve in curve.last.map { (curve, $0.y) } }
      .sorted { $0.1 > $1.1 }
    var free = place.chart.y
    for (i, (curve, value)) in named.enumerated() {
      // Not so low that those after it have no room.
      let y = max(free, min(place.row(value), place.chart.maxY - (named.count - i)))
      guard y < place.chart.maxY else { return }
      canvas.text(curve.label, place.chart.maxX + 1, y, curve.labelRole ?? curve.role)
      free = y + 1
    }
  }
}

/// Where the values and the places of a plot lie in its rectangle.
private struct PlotPlace {
  let chart: Rect
  /// The columns of the names beside the ends of the lines; 0 where there is no room for them.
  let labelWidth: Int
  /// Where the words below must end.
  let end: Int
  private let values: LinePlot.Values
  private let positions: LinePlot.Positions

  /// Nil where there is no room for a plot.
  init?(_ plot: LinePlot, in rect: Rect) {
    (values, positions) = (plot.values, plot.positions)
    let height = rect.height - (plot.axes == .ticked ? 2 : 1)
    guard height >= 2 else { return nil }
    var shown = [values.low, values.high]
    if case .at(let ticks) = values.ticks { shown += ticks }
    let left = shown.reduce(values.columns) { max($0, TextWidth.columns(plot.values.text($1))) } + (plot.axes == .lines ? 1 : 2)
    let wanted = plot.curves.reduce(0) { max($0, TextWidth.columns($1.label)) }
    let room = rect.width - left - 1
    labelWidth = room - wanted >= Self.leastWidth ? wanted : 0
    chart = Rect(rect.x + left, rect.y, room - labelWidth, height)
    guard chart.width >= Self.leastWidth else { return nil }
    end = labelWidth > 0 ? chart.maxX : rect.maxX
  }

  private static let leastWidth = 8

  /// The column of dots in which a place lies, counted from the left.
  func dot(x: Double) -> Int {
    Int(rounding: (x - positions.first) * Double(chart.width * 2 - 1) / (positions.last - positions.first), .down)
  }

  /// The row of dots in which a value lies, counted from the top.
  func dot(y: Double) -> Int {
    let height = chart.height * 4 - 1
    return height - Int(rounding: (y - values.low) / (values.high - values.low) * Double(height))
  }

  func column(_ x: Double) -> Int { chart.x + dot(x: x) / 2 }
  func column(_ places: ClosedRange<Double>) -> Int { (column(places.lowerBound) + column(places.upperBound) + 1) / 2 }
  func row(_ y: Double) -> Int { chart.y + dot(y: y) / 4 }

  /// The rows that have a number, with their values.
  var ticks: [(y: Int, value: Double)] {
    switch values.ticks {
    case .at(let ticks): return ticks.map { (row($0), $0) }
    case .every(let rows):
      let count = max(1, chart.height / rows)
      return (0...count).map { i in
        let row = (chart.height - 1) * i / count
        // The middle of the row, in dots.
        let dots = Double(row * 4) + 1.5
        return (chart.y + row, values.high - dots / Double(chart.height * 4 - 1) * (values.high - values.low))
      }
    }
  }
}
