import Analysis
import App
import Canvas
import Finance
import Format
import Model

/// What became known with the moment shown.
enum TimelineRevealed {
  static func draw(_ content: TimelineContent, in rect: Rect, on canvas: inout Canvas) {
    let (context, width) = (content.context, rect.width - 4)
    let items: [Table<Revealed>.Item] = content.revealed.map { row in
      guard case .nothing = row else { return .row(row) }
      return .heading(Line(context.words("Nothing in the record became known at this moment.", "이 시점에 새로 알려진 기록은 없습니다."), .muted))
    }
    var table = Table(items, selected: content.selectedRow(.revealed), padding: 1) {
      Column(Line(), .rest(least: 1)) { line($0, content.log, context, isWide: width >= 44, in: $1) }
    }
    table.memory = content.tables[.revealed]
    table.hit = content.hit(.revealed)
    let title =
      content.log.isLive
      ? Phrase("Newest moment", "최근 시점")
      : rect.width < 50 ? Phrase("Revealed", "새로 공개") : Phrase("Revealed at this moment", "이 시점에 알려진 것")
    table.draw(in: rect, box: Box(context.words(title), note: note(content)), on: &canvas)
  }

  private static func note(_ content: TimelineContent) -> String {
    guard let moment = content.log.revealedMoment else { return "" }
    let stamp = TimelineStamp.text(moment, content.context)
    let figures = content.revealed.count { if case .figure = $0 { true } else { false } }
    guard figures > 0 else { return stamp }
    return content.context.words("\(figures) figures · change YoY · \(stamp)", "수치 \(figures)개 · YoY · \(stamp)")
  }

  private static func line(_ row: Revealed, _ log: ChangeLog, _ context: DrawContext, isWide: Bool, in width: Int) -> Line {
    switch row {
    case .figure(let metric, let figure): return line(metric, figure, context, isWide: isWide, in: width)
    case .nothing: return Line()
    case .price(let reading, let change):
      let day = (reading.figure?.period.endDay ?? context.snapshot.asOf.newYorkDay).iso
      let isOpen = context.snapshot.prices.last?.close == nil
      let label = isOpen ? Phrase("open, \(day)", "시가 \(day)") : Phrase("close, \(day)", "종가 \(day)")
      return line(TimelineEntry("·", .text, label, nil, reading, change: change), hasPrice: true, context, in: width)
    case .ref(let i):
      return line(TimelineRowText.entry(log.refs[i], log), hasPrice: log.refs[i].kind == .price, context, in: width)
    }
  }

  private static func line(_ entry: TimelineEntry, hasPrice: Bool, _ context: DrawContext, in width: Int) -> Line {
    var numbers = Line()
    if hasPrice, let reading = entry.reading {
      let change = entry.change.map { Line(" ") + context.percent($0).right(in: 9) } ?? Line()
      numbers = Line(context.format.value(reading), .new) + change
    }
    let mark = Line(String(entry.mark) + " ", entry.role == .text ? .new : entry.role)
    return context.line(mark + Line(context.words(entry.label), entry.role), detail: entry.detail, numbers, in: width)
  }

  private static func line(_ metric: Metric, _ figure: Figure, _ context: DrawContext, isWide: Bool, in width: Int) -> Line {
    let (role, unitWidth) = (context.role(figure), isWide ? 9 : 6)
    let (value, unit) = context.format.parts(figure)
    let numbers =
      Line(value + context.mark(figure), role) + Line(" ") + Line(unit, .muted).cut(to: unitWidth).left(in: unitWidth)
      + (isWide ? yearChange(metric, figure, context).right(in: 10) : Line())
    let label = Line("● ", role) + Line(context.words(Names.of(metric)))
    return label.beside(numbers, details: [Line(" " + figure.period.shortLabel, .muted)], in: width)
  }

  /// The change on the same period a year before, from the bare numbers: no figure is made for a cell of a table.
  private static func yearChange(_ metric: Metric, _ figure: Figure, _ context: DrawContext) -> Line {
    if case .day = figure.period { return Line(context.format.mark(.notApplicable), .muted) }
    switch context.snapshot.reading(metric, figure.period.yearBefore) {
    case .absent(let why): return Line(context.format.mark(why), .muted)
    case .known(let base):
      return Growth.change(from: base.value, to: figure.value).map { context.percent($0) }
        ?? Line(context.format.mark(.notApplicable), .muted)
    }
  }
}

/// Parts of rows that several lists of the panel share.
extension DrawContext {
  /// A change in percent with its mark, its sign and its role; decimals give way to size.
  func percent(_ value: Double, _ decimals: Int = 1) -> Line {
    let role: Role = value > 0 ? .up : value < 0 ? .down : .muted
    return Line("\(format.direction(value)) \(Numbers.signed(value, abs(value) >= 1000 ? 0 : decimals))%", role)
  }

  /// A label with its detail, of which a stump says nothing, and numbers at the right.
  func line(_ label: Line, detail: Phrase?, _ numbers: Line, in width: Int) -> Line {
    label.beside(numbers, details: detail.map { [Line(" · " + words($0), .muted)] } ?? [], leastPart: 8, in: width)
  }
}
