import Canvas
import Finance
import Format
import Model

/// A stretch of sessions with their prices, as far as they are known.
struct PricePath {
  var days: [Day]
  /// The close, or the open of a session that still runs, in the currency of the screen; nil where the record has none or it is still to
  /// come.
  var values: [Double?]

  /// The sessions from `before` sessions up to and with a day to `after` sessions beyond it.
  init(around day: Day, before: Int, after: Int, _ scene: Scene) {
    var days: [Day] = []
    var d = day
    while days.count < before {
      if Sessions.isOpen(d) { days.append(d) }
      d = d - 1
    }
    days.reverse()
    d = day
    while days.count < before + after {
      d = d + 1
      if Sessions.isOpen(d) { days.append(d) }
    }
    self.days = days
    values = days.map { day in
      scene.snapshot.prices.bar(on: day).flatMap { $0.close ?? $0.open }.flatMap { scene.format.price($0, on: day) }
    }
  }

  var known: (low: Double, high: Double)? {
    var range: (low: Double, high: Double)?
    for case .some(let value) in values {
      range = (min(range?.low ?? value, value), max(range?.high ?? value, value))
    }
    return range
  }

  /// The position of a day, or of the last session before it.
  func slot(of day: Day) -> Int? { days.lastIndex { $0 <= day } }
}

extension TimelineDrawing {
  private static let sessionsBefore = 15
  private static let sessionsAfter = 5
  private static let sessionsOfThreeMonths = 63
  private static let eventsMarked = 4

  /// The price around the release, or of the last three months with the newest events.
  func path(in rect: Rect, on canvas: inout Canvas) {
    let s = scene.snapshot
    let path: PricePath
    if let stepper {
      path = PricePath(
        around: stepper.reaction.sessions.before, before: TimelineDrawing.sessionsBefore,
        after: TimelineDrawing.sessionsAfter, scene)
    } else {
      let last = s.prices.last?.day ?? s.asOf.newYorkDay
      path = PricePath(around: last, before: TimelineDrawing.sessionsOfThreeMonths, after: 0, scene)
    }
    let inside = canvas.box(
      rect, title: pathTitle(rect.width), note: pathNote(rect.width)
    ).inset(1, 0)
    guard let range = path.known else {
      let text = scene.words("No price of these days is in the record.", "이 기간의 주가는 기록에 없습니다.")
      if inside.height > 0 { canvas.text(text, inside.x, inside.y, .muted, max: inside.width) }
      return
    }
    let legend = stepper == nil && inside.height >= 9 ? newestEvents(path) : []
    let plot = PathPlot(
      path, range, in: Rect(inside.x, inside.y, inside.width, inside.height - legend.count), scene)
    guard plot.chart.width >= 8, plot.chart.height >= 2 else { return }
    if let stepper { plot.release(stepper, on: &canvas) }
    plot.drawAxes(hasMonths: stepper == nil, on: &canvas)
    plot.drawLine(on: &canvas)
    for (row, (event, number)) in legend.enumerated() {
      plot.mark(event.start.newYorkDay, number, on: &canvas)
      let y = inside.maxY - legend.count + row
      canvas.put(number, inside.x, y, .accent)
      let date = scene.format.shortDate(event.day)
      canvas.text(date, inside.x + 2, y, .muted, max: 9)
      canvas.text(scene.words(event.title), inside.x + 12, y, .text, max: inside.width - 12)
    }
  }

  private func pathTitle(_ width: Int) -> String {
    let unit = scene.format.priceUnit
    guard scene.format.isInWon else {
      return width < 50
        ? scene.words("Price · \(unit)", "주가 · \(unit)") : scene.words("Price · \(unit), daily close", "주가 · \(unit), 종가")
    }
    return width < 50
      ? scene.words("Price", "주가") : scene.words("Price · \(unit), rate of each day", "주가 · \(unit), 그날 환율")
  }

  private func pathNote(_ width: Int) -> String {
    guard case .known(let price) = Valuation.quote(scene.snapshot) else { return "" }
    let (value, date) = (
      width < 50 && scene.format.isInWon ? scene.format.text(price) : scene.format.value(.known(price)),
      scene.format.date(price.period.endDay)
    )
    let near = scene.format.nearDate(price.period.endDay, scene.snapshot.asOf)
    return width < 50 ? "\(value) · \(near)" : "\(value) · \(date)"
  }

  /// The newest events that fall into the path, oldest first, numbered.
  private func newestEvents(_ path: PricePath) -> [(Event, Unicode.Scalar)] {
    guard let first = path.days.first, let last = path.days.last else { return [] }
    let s = scene.snapshot
    var events: [Event] = []
    for event in s.events where event.start <= s.asOf && event.day >= first && event.day <= last {
      switch event.kind {
      case .period, .thesis: continue
      default: break
      }
      guard let before = events.last, before.day == event.day else {
        events.append(event)
        continue
      }
      // A day has one mark; what happened says more than how the price took it.
      if before.kind == .price { events[events.count - 1] = event }
    }
    let numbers: [Unicode.Scalar] = ["1", "2", "3", "4"]
    return Array(zip(events.suffix(TimelineDrawing.eventsMarked), numbers))
  }
}

/// The price path in its place, with its axes.
struct PathPlot {
  let path: PricePath
  let chart: Rect
  private let scene: Scene
  private let low: Double
  private let high: Double
  private let labelEnd: Int

  init(_ path: PricePath, _ range: (low: Double, high: Double), in rect: Rect, _ scene: Scene) {
    self.path = path
    self.scene = scene
    let margin = max((range.high - range.low) * 0.06, range.high * 0.002)
    (low, high) = (range.low - margin, range.high + margin)
    let label = TextWidth.columns(PathPlot.label(high, high - low, scene))
    labelEnd = rect.x + label
    // Two rows below the chart for the axis and its dates, two columns right of it for the newest point.
    chart = Rect(labelEnd + 2, rect.y, rect.width - label - 3, rect.height - 2)
  }

  private static func label(_ value: Double, _ range: Double, _ scene: Scene) -> String {
    Numbers.grouped(value, range < 8 ? 1 : 0)
  }

  /// The column of a session.
  func column(_ slot: Int) -> Int {
    let count = path.values.count
    return chart.x + (count <= 1 ? 0 : slot * (chart.width * 2 - 1) / (count - 1) / 2)
  }

  private func row(_ value: Double) -> Int {
    let dots = Double(chart.height * 4 - 1)
    return chart.y + Int(rounding: (1 - (value - low) / (high - low)) * dots) / 4
  }

  func drawAxes(hasMonths: Bool, on canvas: inout Canvas) {
    let bottom = chart.maxY
    canvas.verticalLine(labelEnd + 1, chart.y, height: chart.height, .grid)
    canvas.put("╰", labelEnd + 1, bottom, .grid)
    canvas.horizontalLine(labelEnd + 2, bottom, width: chart.width, .grid)
    let dots = Double(chart.height * 4 - 1)
    let labels = max(1, chart.height / 5)
    for i in 0...labels {
      let row = (chart.height - 1) * i / labels
      let value = high - (Double(row * 4) + 1.5) / dots * (high - low)
      canvas.right(PathPlot.label(value, high - low, scene), labelEnd, chart.y + row, .muted)
      canvas.put("┤", labelEnd + 1, chart.y + row, .grid)
    }
    if hasMonths { drawMonths(on: &canvas) } else { drawEnds(on: &canvas) }
  }

  private func drawMonths(on canvas: inout Canvas) {
    var free = chart.x
    for i in path.days.indices.dropFirst() {
      let (day, before) = (path.days[i].civil, path.days[i - 1].civil)
      guard day.month != before.month else { continue }
      let x = column(i)
      let month = scene.format.month(path.days[i])
      let hasYear = day.month == 1 || free == chart.x
      let name = hasYear ? scene.words("\(month) \(day.year)", "\(day.year)년 \(month)") : month
      guard x >= free, x + TextWidth.columns(name) <= chart.maxX + 1 else { continue }
      canvas.put("┬", x, chart.maxY, .grid)
      canvas.text(name, x, chart.maxY + 1, .muted)
      free = x + TextWidth.columns(name) + 1
    }
  }

  /// The first and the last day of the path.
  private func drawEnds(on canvas: inout Canvas) {
    guard let first = path.days.first, let last = path.days.last else { return }
    let (left, right) = (scene.format.shortDate(first), scene.format.shortDate(last))
    canvas.text(left, chart.x, chart.maxY + 1, .muted, max: chart.width)
    if chart.width >= 30 { canvas.right(right, chart.maxX + 1, chart.maxY + 1, .muted) }
  }

  /// A dotted line between the last close before the release and the first session after it.
  func release(_ stepper: EarningsStepper, on canvas: inout Canvas) {
    guard let before = path.slot(of: stepper.reaction.sessions.before) else { return }
    let x = (column(before) + column(min(before + 1, path.days.count - 1)) + 1) / 2
    let reached = stepper.window.isReleased
    for y in chart.y..<chart.maxY { canvas.put("┊", x, y, reached ? .accent : .grid) }
    let name = scene.format.shortDate(stepper.window.day.day)
    canvas.put("▲", x, chart.maxY + 1, reached ? .accent : .muted)
    canvas.right("\(name) ", x, chart.maxY + 1, reached ? .accent : .muted)
    // The axis is drawn after this one and leaves the mark alone: it lies a row lower.
  }

  func drawLine(on canvas: inout Canvas) {
    canvas.plot(path.values, in: chart, low: low, high: high, .chart)
    guard let last = path.values.lastIndex(where: { $0 != nil }), let value = path.values[last] else {
      return
    }
    canvas.put("●", column(last), row(value), .heading)
  }

  /// A number on the axis below the session of a day.
  func mark(_ day: Day, _ number: Unicode.Scalar, on canvas: inout Canvas) {
    guard let slot = path.slot(of: day) else { return }
    canvas.put(number, column(slot), chart.maxY, .accent, .bold)
  }
}
