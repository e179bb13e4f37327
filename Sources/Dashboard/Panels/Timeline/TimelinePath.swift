import Analysis
import App
import Canvas
import Finance
import Format
import Model

/// The price around the release, or of the last three months with the newest events.
struct TimelinePath {
  private let content: TimelineContent
  private let days: [Day]
  /// The close, or the open of a session that still runs, in the currency of the screen; nil where the record has none or it is still to
  /// come.
  private let values: [Double?]

  private var context: DrawContext { content.context }

  private init(_ content: TimelineContent) {
    let (context, s) = (content.context, content.context.snapshot)
    let last = content.steps?.reaction.sessions.before ?? s.prices.last?.day ?? s.asOf.newYorkDay
    let isRelease = content.steps != nil
    // Three months of sessions where no release is near.
    let days =
      Sessions.days(isRelease ? 15 : 63, from: last, by: -1).reversed() + Sessions.days(isRelease ? 5 : 0, from: last + 1)
    self.content = content
    self.days = days
    values = days.map { day in
      s.prices.bar(on: day).flatMap { $0.close ?? $0.open }.flatMap { context.format.price($0, on: day) }
    }
  }

  static func draw(_ content: TimelineContent, in rect: Rect, on canvas: inout Canvas) {
    TimelinePath(content).draw(in: rect, on: &canvas)
  }

  private func draw(in rect: Rect, on canvas: inout Canvas) {
    let isNarrow = rect.width < 50
    let box = Box(title(isNarrow: isNarrow), note: note(isNarrow: isNarrow))
    guard let low = values.compactMap({ $0 }).min(), let high = values.compactMap({ $0 }).max() else {
      return Paragraph(context.words("No price of these days is in the record.", "이 기간의 주가는 기록에 없습니다."))
        .draw(in: rect, box: box, on: &canvas)
    }
    let inside = box.draw(in: rect, on: &canvas)
    let events = content.steps == nil && inside.height >= 9 ? newestEvents : []
    let (chart, legend) = inside.top(inside.height - events.count)
    plot(low, high, events).draw(in: chart, on: &canvas)
    Table(rows: Array(events.enumerated())) {
      Column(.exactly(1)) { Line("\($0.offset + 1)", .accent) }
      Column(.exactly(9)) { Line(context.format.shortDate($0.element.day), .muted) }
      Column(.rest(least: 1)) { Line(context.words($0.element.title)) }
    }.draw(in: legend, edge: legend, on: &canvas)
  }

  private func plot(_ low: Double, _ high: Double, _ events: [Event]) -> LinePlot {
    let margin = max((high - low) * 0.06, high * 0.002)
    let decimals = high - low + 2 * margin < 8 ? 1 : 0
    let values = LinePlot.Values(low - margin, high + margin, .every(rows: 5)) { Numbers.grouped($0, decimals) }
    var curve = LinePlot.Curve(values: self.values)
    curve.tip = Span("●", .heading)
    var positions = LinePlot.Positions(0, Double(days.count - 1))
    if let first = days.first, let last = days.last, content.steps != nil {
      positions.ends = (context.format.shortDate(first), context.format.shortDate(last))
    } else {
      positions.labels = months
    }
    positions.marks = events.enumerated().compactMap { i, event in
      slot(of: event.start.newYorkDay).map { (Double($0), Span("\(i + 1)", .accent, .bold)) }
    }
    var plot = LinePlot([curve], values, positions)
    plot.rules = release.map { [$0] } ?? []
    plot.axes = .ticked
    return plot
  }

  /// A dotted line between the last close before the release and the first session after it.
  private var release: LinePlot.Rule? {
    guard let steps = content.steps, let before = slot(of: steps.reaction.sessions.before) else { return nil }
    let isReached = steps.window.isReleased
    return LinePlot.Rule(
      Double(before)...Double(min(before + 1, days.count - 1)), isReached ? .accent : .grid,
      label: Span(context.format.shortDate(steps.window.day.day) + " ▲", isReached ? .accent : .muted))
  }

  /// The first sessions of months, with the year at the first of them and in January.
  private var months: [(x: Double, text: String)] {
    let starts = days.indices.dropFirst().filter { days[$0].civil.month != days[$0 - 1].civil.month }
    return starts.map { i in
      let (month, civil) = (context.format.month(days[i]), days[i].civil)
      let hasYear = civil.month == 1 || i == starts.first
      return (Double(i), hasYear ? context.words("\(month) \(civil.year)", "\(civil.year)년 \(month)") : month)
    }
  }

  /// The position of a day, or of the last session before it.
  private func slot(of day: Day) -> Int? { days.lastIndex { $0 <= day } }

  private func title(isNarrow: Bool) -> String {
    let unit = context.format.priceUnit
    if context.format.isInWon {
      return isNarrow ? context.words("Price", "주가") : context.words("Price · \(unit), rate of each day", "주가 · \(unit), 그날 환율")
    }
    return isNarrow
      ? context.words("Price · \(unit)", "주가 · \(unit)") : context.words("Price · \(unit), daily close", "주가 · \(unit), 종가")
  }

  private func note(isNarrow: Bool) -> String {
    guard case .known(let price) = context.analysis.price else { return "" }
    let day = price.period.endDay
    let value = isNarrow && context.format.isInWon ? context.format.text(price) : context.format.value(.known(price))
    return "\(value) · " + (isNarrow ? context.format.nearDate(day, context.snapshot.asOf) : context.format.date(day))
  }

  /// The newest events that fall into the path, four at most, oldest first.
  private var newestEvents: [Event] {
    guard let first = days.first, let last = days.last else { return [] }
    let s = context.snapshot
    var events: [Event] = []
    for event in s.events where event.start <= s.asOf && event.day >= first && event.day <= last {
      if event.kind == .period || event.kind == .thesis { continue }
      guard let before = events.last, before.day == event.day else {
        events.append(event)
        continue
      }
      // A day has one mark; what happened says more than how the price reacted.
      if before.kind == .price { events[events.count - 1] = event }
    }
    return events.suffix(4)
  }
}
