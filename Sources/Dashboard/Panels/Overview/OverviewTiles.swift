import Analysis
import App
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

  /// The place of a tile among the items; nil for one that is no item.
  func item(of tile: OverviewTile) -> Int? { OverviewTile.summaries.firstIndex(of: tile).map { content.firstTile + $0 } }

  /// The frame of a tile that sums up another panel, accented under the cursor.
  func box(_ tile: OverviewTile, _ title: String, note: String = "") -> Box {
    let item = item(of: tile)
    var box = Box(title, note: note, role: item == cursor ? .accent : .border)
    box.isSelected = item == cursor
    box.hit = item.map { .item(view: 0, index: $0) }
    return box
  }

  /// Draws a tile; one without the cursor as it was in the frame before.
  func draw(_ tile: OverviewTile, in rect: Rect, on canvas: inout Canvas) {
    guard !items(of: tile).contains(cursor) else {
      return canvas.clipped(to: rect) { picture(of: tile, in: rect, on: &$0) }
    }
    content.still(tile.rawValue, in: rect, on: &canvas) {
      OverviewTiles(content: $0, cursor: -1).picture(of: tile, in: rect, on: &$1)
    }
  }

  /// The items that a tile shows.
  private func items(of tile: OverviewTile) -> Range<Int> {
    switch tile {
    case .price: 0..<content.firstRow
    case .quarter: content.firstRow..<content.firstEvent
    case .next: content.firstEvent..<content.firstTile
    case .summary: content.firstTile..<content.items.count
    default: item(of: tile).map { $0..<$0 + 1 } ?? 0..<0
    }
  }

  private func picture(of tile: OverviewTile, in rect: Rect, on canvas: inout Canvas) {
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
    var box = Box(title, note: note)
    box.hit = .item(view: 0, index: 0)
    let inside = box.draw(in: rect, on: &canvas)
    guard newest != nil else {
      let empty = Phrase("No price is on record at this moment.", "이 시점의 주가 기록이 없습니다.")
      Paragraph(context.words(context.state.moment == .now ? empty : empty + context.otherMoments)).draw(in: inside, on: &canvas)
      return
    }
    let (summary, chart) = inside.top(inside.height >= 7 ? 2 : 1)
    priceSummary(in: summary, on: &canvas)
    OverviewPrices(s, format).plot(in: chart, measured: context.state.overview.measured)?.draw(in: chart, on: &canvas)
  }

  private func priceSummary(in rect: Rect, on canvas: inout Canvas) {
    let dollars = Formatter(language: context.language).text(context.analysis.marketValue)
    let value = context.analysis.marketValueInWon
    let won = format.text(value) + (value.figure.map { context.rateNote($0) } ?? "")
    // In won the value in dollars is the one that gives way.
    let values = format.isInWon ? [(2, won), (1, dollars)] : [(1, dollars), (2, won)]
    let parts = ([(0, format.text(context.analysis.price))] + values).map { item, text in
      let emphasis: Emphasis = item == 0 ? .bold : []
      return Line(text, item == 0 ? .heading : .text, item == cursor ? emphasis.union(.selected) : emphasis)
    }
    var lines = [parts.joined(gap: 3, in: rect.width)]
    if let measured = context.state.overview.measured {
      // In a single line it takes the place of what the header says as well.
      if rect.height < 2 { lines = [] }
      lines.append(Line(measuredTexts(measured).fitting(rect.width), .accent))
    } else if case .known(let count) = context.analysis.shares {
      let day = format.nearDate(count.period.endDay, s.asOf)
      let forms = [true, false].map { "× \(format.outstanding(count, isLong: $0)) · \(day)\(context.mark(count))" }
      lines.append(Line(forms.fitting(rect.width), .muted))
    }
    canvas.lines(lines, in: rect)
  }

  /// The price from one day to another, and its change; the longest way to say it first.
  private func measuredTexts(_ days: ClosedRange<Day>) -> [String] {
    func close(_ day: Day) -> Double? { s.prices.bar(on: day)?.close.flatMap { format.price($0, on: day) } }
    let dates = "\(format.nearDate(days.lowerBound, s.asOf)) → \(format.nearDate(days.upperBound, s.asOf))"
    guard let from = close(days.lowerBound), let to = close(days.upperBound), from > 0 else {
      return [dates + context.words(": no close on record", ": 종가 기록 없음")]
    }
    func text(_ price: Double) -> String { Numbers.grouped(price, 2) }
    let percent = (to / from - 1) * 100
    let (prices, change) = ("\(text(from)) → \(text(to))", "\(format.direction(percent)) \(Numbers.signed(percent, 2))%")
    return ["\(dates)  \(prices) \(format.priceUnit)  \(change)", "\(dates)  \(change)", "\(prices)  \(change)"]
  }

  // MARK: next events

  private func next(in rect: Rect, on canvas: inout Canvas) {
    let inside = Box(context.words("Next", "다음 일정")).draw(in: rect, on: &canvas)
    guard !content.events.isEmpty else {
      Paragraph(context.words("Nothing is announced at this moment.", "이 시점에 예고된 일정이 없습니다.")).draw(in: inside, on: &canvas)
      return
    }
    // With a blank row between events where there is room.
    var entries = Entries(
      content.events.count, selected: cursor - content.firstEvent, padding: 1, gap: inside.height >= 12 ? 1 : 0
    ) { event, width in eventRows(content.events[event], width) }
    entries.hit = Hit.items(of: 0, from: content.firstEvent)
    entries.draw(in: inside.inset(-1, 0), edge: rect, on: &canvas)
  }

  private func eventRows(_ event: AgendaEntry, _ width: Int) -> [List.Row] {
    let mark = event.isExpected ? "◆ " : ""
    let day = event.day
    let year = day.year == s.asOf.newYorkDay.year ? "" : context.language == .ko ? "\(day.year)년 " : " \(day.year)"
    var when = context.language == .ko ? year + format.weekdayDate(day) : format.weekdayDate(day) + year
    if let start = event.start { when += " \(format.clock(start.local(in: .newYork))) · \(format.seoul(start))" }
    if case .expected(let earliest, let latest, _) = event.certainty {
      let range = "\(format.shortDate(earliest)) – \(format.shortDate(latest))"
      when += context.words(" · seen so far \(range)", " · 과거 범위 \(range)")
    }
    return [
      List.Row(
        Line(mark + context.words(event.title), event.isExpected ? .estimate : .text),
        Line(format.wait(until: event.day, at: event.start, from: s.asOf), .accent)),
      List.Row(Line(when, .muted)),
    ]
  }

  // MARK: quarter

  private func quarter(in rect: Rect, on canvas: inout Canvas) {
    let box = Box(context.words("Latest quarter", "최근 분기"), note: rect.width < 38 ? "YoY" : "QoQ · YoY")
    let inside = box.draw(in: rect, on: &canvas)
    var list = List([], padding: 1, empty: context.words("No quarter is known at this moment.", "이 시점에 알려진 분기가 없습니다."))
    var item = content.firstRow
    var places: [Int: Int] = [:]
    for case let group? in [content.operations, content.results] {
      if inside.height >= 12, !list.rows.isEmpty { list.rows.append(.blank) }
      let known = group.rows.first?.reading.figure?.provenance.knownAt
      let when = known.map { context.words(" · known ", " · 발표 ") + format.moment($0) } ?? ""
      list.rows.append(List.Row(Line(group.quarter.label + when, .muted)))
      for row in group.rows {
        if item == cursor { list.selected = list.rows.count }
        places[list.rows.count] = item
        list.rows.append(quarterRow(row, isNarrow: inside.width < 36))
        item += 1
      }
    }
    list.hit = { places[$0].map { .item(view: 0, index: $0) } }
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
