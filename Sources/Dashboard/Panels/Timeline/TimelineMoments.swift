import Analysis
import App
import Canvas
import Finance
import Format
import Model

/// The moments before and at the snapshot's instant, a line for the instant itself, and the announced events after it.
enum TimelineMoments {
  private enum Row {
    case past(TimelineRow)
    case coming(AgendaEntry)

    var instant: Instant {
      switch self {
      case .past(let row): return row.instant
      case .coming(let entry): return entry.due
      }
    }
  }

  static func draw(_ content: TimelineContent, in rect: Rect, on canvas: inout Canvas) {
    let (context, width, before) = (content.context, rect.width - 4, content.past.count)
    let items: [Table<Row>.Item] =
      content.past.map { .row(.past($0)) } + [asOfLine(context, width)] + content.upcoming.map { .row(.coming($0)) }
    var table = Table(items, padding: 1) {
      Column(.exactly(1)) { isNew($0, content) ? Line("▸", .new) : Line() }
      Column(.exactly(context.format.clockWidth + (context.language == .ko ? 10 : 7)), isRepeated: isSameMoment) {
        Line(TimelineStamp.text($0.instant, context), isNew($0, content) ? .new : .muted)
      }
      if width >= 58 {
        Column(.exactly(context.format.clockWidth + 2), .right, isRepeated: isSameMoment) {
          Line(TimelineStamp.seoul($0.instant, context), .muted)
        }
      }
      Column(Line(), .rest(least: 1)) { row, room in
        switch row {
        case .past(let row): return line(row, content, isWide: width >= 44, in: room)
        case .coming(let entry): return line(entry, context, in: room)
        }
      }
    }
    table.memory = content.tables[.moments]
    table.hit = content.hit(.moments)
    table.selected = content.selectedRow(.moments).map { $0 < before ? $0 : $0 + 1 }
    // The instant is at two thirds of the height, so that the past has more room than what is to come.
    if table.selected == nil { table.scroll = { Scroll(items.count, from: before - $0 * 2 / 3, room: $0) } }
    let places = rect.width >= 62 ? context.words("New York, Seoul", "뉴욕·서울 시각") : context.words("New York time", "뉴욕 시각")
    table.draw(in: rect, box: Box(context.words("Moments", "시점"), note: places), on: &canvas)
  }

  private static func isSameMoment(_ a: Row, _ b: Row) -> Bool {
    if case (.past(let a), .past(let b)) = (a, b) { a.instant == b.instant } else { false }
  }

  private static func isNew(_ row: Row, _ content: TimelineContent) -> Bool {
    guard case .past(let row) = row else { return false }
    return row.instant == content.log.revealedMoment || content.context.snapshot.isNew(row.instant)
  }

  private static func asOfLine(_ context: DrawContext, _ width: Int) -> Table<Row>.Item {
    let (instant, format) = (context.snapshot.asOf, context.format)
    let word = context.state.moment == .now ? context.words("now", "현재") : context.words("as of", "기준")
    let local = instant.local(in: .newYork)
    let date = "\(format.date(local.day)) \(format.clock(local))"
    let texts = [
      "\(format.newYork(instant)) · \(format.seoul(instant))", "\(date) · \(format.seoul(instant))", date,
      format.moment(instant),
    ]
    return .heading(Line("──", .border) + Line(" \(word) \(texts.fitting(width - 12))", .accent, .bold), rule: .border)
  }

  private static func line(_ row: TimelineRow, _ content: TimelineContent, isWide: Bool, in width: Int) -> Line {
    let (context, entry) = (content.context, TimelineRowText.entry(row, content.log))
    var numbers = entry.change.map { context.percent($0).right(in: 9) } ?? Line()
    // In a narrow list only the change is left of a price: it is what one looks for.
    if let reading = entry.reading, row.kind == .price, isWide || numbers.isEmpty {
      let price = Line(context.format.value(reading))
      numbers = numbers.isEmpty ? (isWide ? price.left(in: price.width + 10) : price) : price + Line(" ") + numbers
    }
    // What a fact says is its number.
    if [.fact, .factory].contains(row.kind), let reading = entry.reading, isWide {
      numbers = Line(context.format.text(reading) + context.mark(reading))
    }
    let isNew = isNew(.past(row), content)
    let role: Role = isNew && entry.role == .text ? .new : entry.role == .reported ? .text : entry.role
    let label = Line(String(entry.mark), entry.role) + Line(" ") + Line(context.words(entry.label), role)
    guard row.kind == .figures else { return context.line(label, detail: entry.detail, numbers, in: width) }
    let details = TimelineRowText.figuresDetail(row, context, content.log).map { Line($0, .muted) }
    return label.beside(numbers, details: details, in: width)
  }

  private static func line(_ entry: AgendaEntry, _ context: DrawContext, in width: Int) -> Line {
    let mark = entry.isExpected ? Line("◆ ", .estimate) : Line("○ ", .muted)
    let title = mark + Line(context.words(entry.title), .muted)
    let wait = Line(context.format.waitWords(until: entry.day, at: entry.start, from: context.snapshot.asOf), .muted)
    // Where there is no room for both, the date says when.
    return wait.width + 4 > width ? title : title.beside(wait, in: width)
  }
}

/// When a row was, in words.
enum TimelineStamp {
  /// `19 Jul 16:05`, `19 Jul`, and of another year `19 Jul 2022`; in Korean `2022-07-19`, which is shorter there.
  static func text(_ instant: Instant, _ context: DrawContext) -> String {
    let day = instant.newYorkDay
    guard isOfAnotherYear(day, context) else { return context.format.moment(instant) }
    return context.language == .ko ? day.iso : context.format.date(day)
  }

  /// The time in Seoul; empty beside a date without room for its time, since it would be taken for the time of that date.
  static func seoul(_ instant: Instant, _ context: DrawContext) -> String {
    instant.isEndOfDay || isOfAnotherYear(instant.newYorkDay, context) ? "" : seoulClock(instant, context.format)
  }

  /// `05:05+1` where it is the next day there.
  static func seoulClock(_ instant: Instant, _ format: Formatter) -> String {
    let seoul = instant.local(in: .seoul)
    return format.clock(seoul) + (seoul.day > instant.newYorkDay ? "+1" : "  ")
  }

  private static func isOfAnotherYear(_ day: Day, _ context: DrawContext) -> Bool {
    day.year != context.snapshot.asOf.newYorkDay.year
  }
}
