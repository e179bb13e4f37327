import Canvas
import Finance
import Format
import Model

/// The fan chart: half and nine tenths of the paths over the years, with the median.
enum ValueFan {
  static func draw(_ outcomes: Outcomes, _ content: ValueContent, in rect: Rect, on canvas: inout Canvas) {
    let scene = content.scene
    let quantity = content.choices.quantity
    let scale = FanScale(content, quantity)
    let name = scene.words(ValueOutcomes.name(quantity))
    let inside = content.box(
      .range, rect, title: scene.words("\(capital(name)) by year, \(scale.unit)", "연도별 \(name), \(scale.unit)"),
      note: rect.width >= 48 ? scene.words("▓ half, ░ 90%, ━ median · x", "▓ 50%, ░ 90%, ━ 중앙값 · x") : "x", on: &canvas)
    guard inside.height >= 3, inside.width >= 16 else { return }
    let bands = Bands(outcomes, content, quantity)
    let (bottom, top) = (-Bands.ceiling(-min(0, bands.bottom)), Bands.ceiling(bands.top))
    let labels = [0, 0.5, 1].map { scale.text(bottom + (top - bottom) * $0) }
    let axis = labels.reduce(1) { max($0, TextWidth.columns($1)) } + 1
    let plot = Rect(inside.x + axis + 1, inside.y, inside.width - axis - 1, inside.height - 1)
    guard plot.width > 4, plot.height > 1, top > bottom else { return }
    for y in 0..<plot.height { canvas.put("│", plot.x - 1, plot.y + y, .grid) }
    for (share, label) in zip([0, 0.5, 1], labels) {
      let y = plot.maxY - 1 - Int(rounding: share * Double(plot.height - 1))
      canvas.right(label, plot.x - 2, y, .muted, max: axis)
      canvas.put("┤", plot.x - 1, y, .grid)
    }
    drawBands(bands, bottom...top, plot, on: &canvas)
    drawTargets(outcomes, content, quantity, bottom...top, plot, on: &canvas)
    drawYears(bands, content, plot, on: &canvas)
  }

  private static func capital(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

  /// Percentiles at the beginning and at the end of each year.
  private struct Bands {
    /// Years after the beginning.
    var times: [Double]
    var names: [String]
    /// 5, 25, 50, 75 and 95 per cent at each time.
    var values: [[Double]]
    var top: Double
    var bottom: Double

    init(_ outcomes: Outcomes, _ content: ValueContent, _ quantity: SimulatedQuantity) {
      let now: Double
      switch quantity {
      case .price: now = Valuation.quote(content.snapshot).value ?? 0
      // On diluted shares, as the paths are.
      case .marketValue: now = Valuation.marketValue(.diluted, content.snapshot).value ?? 0
      case .netIncome: now = content.record.netIncome.value ?? 0
      }
      times = [0]
      names = [quantity == .netIncome ? content.record.quarter?.shortLabel ?? "" : content.scene.words("now", "현재")]
      values = [[Double](repeating: now, count: 5)]
      for (i, step) in outcomes.path.steps.enumerated() {
        times.append((times.last ?? 0) + step)
        names.append("\(outcomes.path.years[i])")
        values.append([0.05, 0.25, 0.5, 0.75, 0.95].map { outcomes.result[quantity, i].percentile($0) ?? 0 })
      }
      top = values.map { $0[4] }.max() ?? 0
      bottom = values.map { $0[0] }.min() ?? 0
    }

    /// The percentiles at a time, on straight lines between the years.
    func at(_ time: Double) -> [Double] {
      guard let next = times.firstIndex(where: { $0 >= time }), next > 0 else { return values[time <= 0 ? 0 : values.count - 1] }
      let share = (time - times[next - 1]) / (times[next] - times[next - 1])
      return (0..<5).map { values[next - 1][$0] + (values[next][$0] - values[next - 1][$0]) * share }
    }

    /// Two digits, so that the chart is not rescaled with every key.
    static func ceiling(_ value: Double) -> Double {
      guard value > 0, value.isFinite else { return 0 }
      var unit = 1.0
      while unit * 10 <= value { unit *= 10 }
      while unit > value { unit /= 10 }
      return (value / unit * 2).rounded(.up) * unit / 2
    }
  }

  private static func drawBands(_ bands: Bands, _ range: ClosedRange<Double>, _ plot: Rect, on canvas: inout Canvas) {
    let end = bands.times.last ?? 1
    for column in 0..<plot.width {
      let values = bands.at(end * Double(column) / Double(plot.width - 1))
      let rows = values.map { ($0 - range.lowerBound) / (range.upperBound - range.lowerBound) * Double(plot.height - 1) }
      for row in 0..<plot.height {
        let (low, high) = (Double(row) - 0.5, Double(row) + 0.5)
        let y = plot.maxY - 1 - row
        if rows[2] >= low, rows[2] < high {
          // Three heights to a row.
          let part = rows[2] - low
          canvas.put(part < 1 / 3.0 ? "▁" : part < 2 / 3.0 ? "━" : "▔", plot.x + column, y, .heading)
        } else if high > rows[1], low < rows[3] {
          canvas.put("▓", plot.x + column, y, .chart)
        } else if high > rows[0], low < rows[4] {
          canvas.put("░", plot.x + column, y, .chartAlternate)
        }
      }
    }
  }

  /// The targets of the same quantity as dotted lines, where nothing else stands.
  private static func drawTargets(
    _ outcomes: Outcomes, _ content: ValueContent, _ quantity: SimulatedQuantity, _ range: ClosedRange<Double>, _ plot: Rect,
    on canvas: inout Canvas
  ) {
    for target in outcomes.targets where target.quantity == quantity && range.contains(target.least) {
      let share = (target.least - range.lowerBound) / (range.upperBound - range.lowerBound)
      let y = plot.maxY - 1 - Int(rounding: share * Double(plot.height - 1))
      for x in plot.x..<plot.maxX where canvas[x, y]?.scalar == 32 { canvas.put("┄", x, y, .claim) }
      let name = "◇ " + ValueOutcomes.amount(target, content.scene)
      if plot.width > TextWidth.columns(name) * 2 { canvas.text(name, plot.x + 1, y, .claim, max: plot.width / 2) }
    }
  }

  private static func drawYears(_ bands: Bands, _ content: ValueContent, _ plot: Rect, on canvas: inout Canvas) {
    let end = bands.times.last ?? 1
    var free = plot.x - 1
    for (i, name) in bands.names.enumerated() {
      let x = plot.x + Int(rounding: bands.times[i] / end * Double(plot.width - 1))
      let width = TextWidth.columns(name)
      let start = max(plot.x, min(plot.maxX - width, x - width / 2))
      guard start > free || i == 0 else { continue }
      let isShown = i - 1 == content.yearIndex
      canvas.text(name, start, plot.maxY, isShown ? .heading : .muted, isShown ? .bold : [])
      free = start + width
    }
  }
}

/// How a year is distributed: paths by columns of equal width.
enum ValueHistogram {
  static func draw(_ outcomes: Outcomes, _ content: ValueContent, in rect: Rect, on canvas: inout Canvas) {
    let scene = content.scene
    let quantity = content.choices.quantity
    let scale = FanScale(content, quantity)
    let index = content.yearIndex
    let distribution = outcomes.result[quantity, index]
    let (name, year) = (scene.words(ValueOutcomes.name(quantity)), outcomes.path.years[index])
    let inside = content.box(
      .range, rect, title: scene.words("\(year): \(name), \(scale.unit)", "\(year)년 \(name), \(scale.unit)"),
      note: scene.words("← → year", "← → 연도"), on: &canvas)
    guard inside.height >= 4, inside.width >= 16, let median = distribution.percentile(0.5),
      let low = distribution.percentile(0.005), let high = distribution.percentile(0.98)
    else { return }
    // What few paths exceed is left out, or it would squeeze all others together.
    let (from, to) = (quantity == .netIncome ? min(0, low) : 0, max(high, low + 1))
    let plot = Rect(inside.x, inside.y + 1, inside.width, inside.height - 3)
    let columns = distribution.columns(plot.width, from: from, to: to)
    let most = columns.max() ?? 0
    guard most > 0 else { return }
    func x(_ value: Double) -> Int {
      min(plot.width - 1, Int(rounding: (value - from) / (to - from) * Double(plot.width), .towardZero))
    }
    canvas.bars(
      columns.enumerated().map { i, count in Bar(count, i == x(median) ? .heading : .chart) }, in: plot, top: most,
      barWidth: 1, gap: 0)
    var marks: [(Double, Unicode.Scalar, Role)] = [(median, "━", .heading)]
    if quantity == .price, let today = Valuation.quote(content.snapshot).value { marks.append((today, "●", .reported)) }
    for target in outcomes.targets where target.quantity == quantity { marks.append((target.least, "◇", .claim)) }
    for (value, mark, role) in marks.reversed() where value >= from && value <= to {
      canvas.put(mark, plot.x + x(value), plot.maxY, role)
    }
    canvas.text(scale.text(from), plot.x, plot.maxY + 1, .muted)
    canvas.right(scale.text(to), plot.maxX, plot.maxY + 1, .muted)
    let middle = "━ " + scale.text(median) + (quantity == .price ? scene.words(" · ● today · ◇ target", " · ● 현재 · ◇ 목표") : "")
    canvas.centre(middle, plot.x + 7, plot.maxY + 1, width: max(0, plot.width - 14), .muted)
    let share = columns.reduce(0, +) / Double(max(1, distribution.paths))
    let beyond = content.scene.format.chance(1 - share, .short)
    canvas.right(scene.words("\(beyond) beyond", "범위 밖 \(beyond)"), inside.maxX, inside.y, .muted, max: inside.width)
  }
}
