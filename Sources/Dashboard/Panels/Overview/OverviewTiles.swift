import Analysis
import Canvas
import Finance
import Format
import Model

/// The tiles of the Overview about price, time and the quarter.
struct OverviewTiles {
  let content: OverviewContent
  /// The item under the cursor.
  let cursor: Int

  var context: DrawContext { content.context }
  var s: Snapshot { context.snapshot }
  var format: Formatter { context.format }

  /// Marks a row as selected when its item is under the cursor.
  func select(_ item: Int, _ rect: Rect, on canvas: inout Canvas) {
    if item == cursor { canvas.emphasise(rect, .selected) }
  }

  /// The tiles by name.
  enum Tile {
    case price, next, quarter, storage, earnings, chain, claims, scenario, latest, summary
  }

  func draw(_ tile: Tile, in rect: Rect, on canvas: inout Canvas) {
    canvas.clipped(to: rect) { canvas in
      switch tile {
      case .price: price(in: rect, on: &canvas)
      case .next: next(in: rect, on: &canvas)
      case .quarter: quarter(in: rect, on: &canvas)
      case .storage: storage(in: rect, on: &canvas)
      case .earnings: earnings(in: rect, on: &canvas)
      case .chain: chain(in: rect, on: &canvas)
      case .claims: claims(in: rect, on: &canvas)
      case .scenario: scenario(in: rect, on: &canvas)
      case .latest: latest(in: rect, on: &canvas)
      case .summary: summary(in: rect, on: &canvas)
      }
    }
  }

  // MARK: price

  private func price(in rect: Rect, on canvas: inout Canvas) {
    let newest = s.prices.lastClose()
    let note =
      newest.map { newest in
        let day = s.prices[newest.index].day
        let age = s.asOf.newYorkDay - day
        // While a session runs the price is its open, and the line ends with the close before.
        if let open = s.prices.last, open.close == nil {
          return context.words("\(format.shortDate(open.day)) open", "\(format.shortDate(open.day)) 시가")
        }
        let isCurrent = Valuation.isCurrent(day, s.asOf)
        return format.date(day) + (isCurrent ? "" : context.words(" · \(age) d ago", " · \(age)일 전"))
      } ?? ""
    let title = context.words("Price · \(format.priceUnit), daily close", "주가 · \(format.priceUnit), 일별 종가")
    let inside = Box(title, note: note).draw(in: rect, on: &canvas)
    guard newest != nil else {
      let empty = context.words("No price is on record at this moment; ] goes on.", "이 시점의 주가 기록이 없습니다. ] 로 앞으로.")
      Paragraph(empty).draw(in: inside, on: &canvas)
      return
    }
    let (summary, chart) = inside.top(inside.height >= 7 ? 2 : 1)
    priceSummary(in: summary, on: &canvas)
    canvas.clipped(to: chart) { PriceChart(s, format).draw(in: chart, on: &$0) }
  }

  private func priceSummary(in rect: Rect, on canvas: inout Canvas) {
    var x = rect.x
    var parts = [
      format.text(context.analysis.price), Formatter(language: context.language).text(context.analysis.marketValue),
      format.text(context.analysis.marketValueInWon)
        + (context.analysis.marketValueInWon.figure.map { Header.rateNote($0, context) } ?? ""),
    ]
    // In won the value in dollars is the one to drop.
    if format.isInWon { parts.swapAt(1, 2) }
    for (i, text) in parts.enumerated() {
      let width = TextWidth.columns(text)
      guard x + width <= rect.maxX else { break }
      canvas.text(text, x, rect.y, i == 0 ? .heading : .text, i == 0 ? .bold : [])
      select(format.isInWon && i > 0 ? 3 - i : i, Rect(x, rect.y, width, 1), on: &canvas)
      x += width + 3
    }
    if rect.height > 1, case .known(let count) = context.analysis.shares {
      let day = format.nearDate(count.period.endDay, s.asOf)
      let forms = [true, false].map { "× \(format.outstanding(count, isLong: $0)) · \(day)\(context.mark(count))" }
      canvas.text(forms.fitting(rect.width), rect.x, rect.y + 1, .muted, max: rect.width)
    }
  }

  // MARK: next events

  private func next(in rect: Rect, on canvas: inout Canvas) {
    let inside = Box(context.words("Next", "다음 일정")).draw(in: rect, on: &canvas)
    guard !content.events.isEmpty else {
      Paragraph(context.words("Nothing is announced at this moment.", "이 시점에 예고된 일정이 없습니다.")).draw(in: inside, on: &canvas)
      return
    }
    // Two rows an event, with a blank row between them where there is room; scrolled to the event under the cursor.
    let pitch = inside.height >= 12 ? 3 : 2
    let capacity = max(1, (inside.height + pitch - 2) / pitch)
    let scroll = Scroll(content.events.count, selected: cursor - content.firstEvent, room: capacity)
    canvas.marks(of: scroll, inEdgeOf: rect)
    for (row, event) in content.events[scroll.visible].enumerated() {
      let y = inside.y + row * pitch
      canvas.clipped(to: inside) { nextRow(event, in: Rect(inside.x, y, inside.width, 2), on: &$0) }
      let place = Rect(inside.x - 1, y, inside.width + 2, min(2, inside.maxY - y))
      select(content.firstEvent + scroll.first + row, place, on: &canvas)
    }
  }

  private func nextRow(_ event: AgendaEntry, in rect: Rect, on canvas: inout Canvas) {
    let mark = event.isExpected ? "◆ " : ""
    let wait = format.wait(until: event.day, at: event.start, from: s.asOf)
    canvas.right(wait, rect.maxX, rect.y, .accent)
    canvas.text(
      mark + context.words(event.title), rect.x, rect.y, event.isExpected ? .estimate : .text,
      max: rect.width - TextWidth.columns(wait) - 1)
    let day = event.day
    let year = day.year == s.asOf.newYorkDay.year ? "" : context.language == .ko ? "\(day.year)년 " : " \(day.year)"
    var when = context.language == .ko ? year + format.weekdayDate(day) : format.weekdayDate(day) + year
    if let start = event.start { when += " \(start.local(in: .newYork).clock) · \(format.seoul(start))" }
    if case .expected(let earliest, let latest, _) = event.certainty {
      let range = "\(format.shortDate(earliest)) – \(format.shortDate(latest))"
      when += context.words(" · seen so far \(range)", " · 과거 범위 \(range)")
    }
    canvas.text(when, rect.x, rect.y + 1, .muted, max: rect.width)
  }

  // MARK: quarter

  private func quarter(in rect: Rect, on canvas: inout Canvas) {
    let box = Box(context.words("Latest quarter", "최근 분기"), note: rect.width < 38 ? "YoY" : "QoQ · YoY")
    let inside = box.draw(in: rect, on: &canvas)
    var list = List([], padding: 1, empty: context.words("No quarter is known at this moment.", "이 시점에 알려진 분기가 없습니다."))
    var item = content.firstRow
    for case let group? in [content.operations, content.results] {
      if inside.height >= 12, !list.rows.isEmpty { list.rows.append(.blank) }
      let known = group.rows.first?.reading.figure?.provenance.knownAt
      let when = known.map { context.words(" · known ", " · 발표 ") + format.moment($0) } ?? ""
      list.rows.append(List.Row(Line(group.quarter.label + when, .muted)))
      for row in group.rows {
        if item == cursor { list.selected = list.rows.count }
        list.rows.append(quarterRow(row, isNarrow: inside.width < 36))
        item += 1
      }
    }
    list.draw(in: inside.inset(-1, 0), edge: rect, on: &canvas)
  }

  /// In a narrow tile the change from the year before is enough: the name matters more.
  private func quarterRow(_ row: OverviewContent.Row, isNarrow: Bool) -> List.Row {
    func change(_ reading: Reading) -> Line { Line(format.shortChange(reading), context.role(ofChange: reading)).right(in: 8) }
    var reading = row.reading
    // The name of the line already says "a share".
    if case .known(var figure) = reading, figure.unit == .usdPerShare {
      figure.unit = .usd
      reading = .known(figure)
    }
    // The mark of a figure goes where its change begins, so that the digits line up.
    let mark = context.mark(row.reading)
    let value = Line(format.text(reading) + (mark.isEmpty ? " " : mark), context.role(row.reading))
    return List.Row(
      Line(context.words(row.label), .muted), value + (isNarrow ? Line() : change(row.onQuarter)) + change(row.onYear))
  }
}

/// The line of closes up to the snapshot's instant.
struct PriceChart {
  private let s: Snapshot
  private let format: Formatter

  init(_ snapshot: Snapshot, _ format: Formatter) {
    s = snapshot
    self.format = format
  }

  /// Draws as many sessions as fit, one dot column each, with an axis of prices and of months.
  func draw(in rect: Rect, on canvas: inout Canvas) {
    guard rect.height >= 3, rect.width >= 20, let (last, dollars) = s.prices.lastClose() else { return }
    let axis = format.isInWon ? 11 : 7
    let newest = "●" + format.parts(s.prices.figure(dollars, at: last)).value
    let label = max(format.isInWon ? 11 : 8, TextWidth.columns(newest))
    let plot = Rect(rect.x + axis, rect.y, rect.width - axis - label, rect.height - 1)
    guard plot.width > 0 else { return }
    let (days, closes) = closes(upTo: last, count: plot.width * 2)
    // In won each day at its own rate.
    let values = zip(days, closes).map { day, value in value.flatMap { format.price($0, on: day) } }
    guard let close = format.price(dollars, on: s.prices[last].day) else { return }
    let known = values.compactMap { $0 }
    guard let low = known.min(), let high = known.max() else { return }
    let room = max((high - low) * 0.04, 0.01)
    let (bottom, top) = (low - room, high + room)
    canvas.plot(values, in: plot, low: bottom, high: top, .chart)
    for (value, y) in [(high, plot.y), (low, plot.maxY - 1)] {
      canvas.right(Numbers.grouped(value), rect.x + axis - 2, y, .muted)
      canvas.put("┤", rect.x + axis - 1, y, .grid)
    }
    for y in plot.y + 1..<max(plot.y + 1, plot.maxY - 1) { canvas.put("│", rect.x + axis - 1, y, .grid) }
    let row = plot.y + Int(rounding: (top - close) / (top - bottom) * Double(plot.height - 1))
    canvas.text(newest, plot.maxX, min(row, plot.maxY - 1), .heading, max: label)
    months(days, under: plot, on: &canvas)
  }

  /// The closes of the last sessions; nil where the record has none.
  private func closes(upTo last: Int, count: Int) -> ([Day], [Double?]) {
    var days: [Day] = []
    var values: [Double?] = []
    var day = s.prices[last].day
    var i = last
    while days.count < count, i >= 0 {
      if Sessions.isOpen(day) {
        while i >= 0, s.prices[i].day > day { i -= 1 }
        days.append(day)
        values.append(i >= 0 && s.prices[i].day == day ? s.prices[i].close : nil)
        if i >= 0, s.prices[i].day == day { i -= 1 }
      }
      day = day - 1
    }
    return (days.reversed(), values.reversed())
  }

  private func months(_ days: [Day], under plot: Rect, on canvas: inout Canvas) {
    canvas.put("╰", plot.x - 1, plot.maxY, .grid)
    canvas.horizontalLine(plot.x, plot.maxY, width: plot.width, .grid)
    var free = plot.x
    for i in days.indices.dropFirst() where days[i].civil.month != days[i - 1].civil.month {
      let x = plot.x + i * max(0, plot.width * 2 - 1) / max(1, days.count - 1) / 2
      let isJanuary = days[i].civil.month == 1
      let text = isJanuary ? "\(days[i].year)" : format.month(days[i])
      let width = TextWidth.columns(text)
      guard x >= free, x + width <= plot.maxX else { continue }
      canvas.text(text, x, plot.maxY, .muted)
      free = x + width + 2
    }
  }
}
