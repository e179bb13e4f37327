import Analysis
import App
import Canvas
import Finance
import Format
import Model

/// The steps of the earnings day, one below the other, with their prices.
struct TimelineSteps {
  /// A step, or the line to the next one.
  private struct Row {
    var step: EarningsStep?
    var isReached: Bool
    var isCurrent = false

    var role: Role { isCurrent ? .new : isReached ? .text : .muted }
  }

  private let context: DrawContext
  /// Columns inside the box.
  private let width: Int

  static func draw(_ content: TimelineContent, in rect: Rect, on canvas: inout Canvas) {
    guard let day = content.steps else { return }
    TimelineSteps(context: content.context, width: rect.width - 4).draw(day, in: rect, on: &canvas)
  }

  private func draw(_ day: EarningsSteps, in rect: Rect, on canvas: inout Canvas) {
    let (count, current) = (day.steps.count, day.current ?? -1)
    let isSpaced = rect.height - 2 >= 2 * count - 1
    let rows = day.steps.enumerated().flatMap { i, step in
      [Row(step: step, isReached: i <= current, isCurrent: i == current)]
        + (isSpaced && i + 1 < count ? [Row(isReached: i < current)] : [])
    }
    var table = table(rows)
    table.scroll = { Scroll(rows.count, selected: isSpaced ? 0 : current, room: $0) }
    let quarter = day.window.day.quarter.label
    let box = Box(context.words("Earnings day \(quarter)", "\(quarter) 실적일"), note: note(day, rect.width))
    table.draw(in: rect, box: box, on: &canvas)
  }

  private func table(_ rows: [Row]) -> Table<Row> {
    let (format, isWide) = (context.format, width >= 64)
    let dateWidth = (isWide ? 10 : 6) + (context.language == .ko ? isWide ? 4 : 3 : 0)
    /// The time of a step whose day is not all that is known of it.
    func time(_ row: Row) -> LocalTime? {
      row.step.flatMap { $0.instant.isEndOfDay ? nil : $0.instant.local(in: .newYork) }
    }
    return Table(rows: rows, padding: 1) {
      Column(.exactly(1)) { $0.isCurrent ? Line("▸", .new) : Line() }
      Column(.exactly(1)) { mark($0) }
      Column(.exactly(dateWidth)) { row in
        guard let day = row.step?.instant.newYorkDay else { return Line() }
        return Line(isWide ? format.weekdayDate(day) : format.shortDate(day), row.role)
      }
      Column(.exactly(format.clockWidth)) { row in Line(time(row).map(format.clock) ?? "", row.role) }
      // In a narrow box the time in Seoul is dropped for the name of the step.
      if width >= 54 {
        Column(.exactly(format.clockWidth + (isWide ? 4 : 2)), .right) { row in
          guard let step = row.step, time(row) != nil else { return Line() }
          let seoul = step.instant.local(in: .seoul)
          return Line(
            isWide ? "\(format.weekday(seoul.day)) \(format.clock(seoul))" : TimelineStamp.seoulClock(step.instant, format),
            .muted)
        }
      }
      Column(Line(), .rest(least: 1)) { row, room in
        guard let step = row.step else { return Line() }
        let label = Line(context.words(step.label), row.role, row.isCurrent ? .bold : [])
        return label.beside(numbers(step, row), in: room)
      }
    }
  }

  private func mark(_ row: Row) -> Line {
    guard let step = row.step else { return row.isReached ? Line("│", .muted) : Line("┊", .grid) }
    if row.isReached { return Line("●", row.role) }
    return step.isExpected ? Line("◆", .estimate) : Line("○", .muted)
  }

  /// Price and change, or what the step brought.
  private func numbers(_ step: EarningsStep, _ row: Row) -> Line {
    guard let reading = step.price ?? step.value else { return Line() }
    if row.isReached, reading.figure == nil { return Line(context.words(TimelineRowText.notInRecord), .muted) }
    let role = reading.figure == nil ? .muted : row.role
    guard step.price != nil else {
      return Line(context.format.text(reading) + context.mark(reading), role)
    }
    let change = step.change.map { change in
      change.value.map { context.percent($0, abs($0) < 9.995 ? 2 : 1) } ?? Line(context.format.value(change), .muted)
    }
    return Line(context.format.value(reading), role) + (change ?? Line()).right(in: 9)
  }

  /// How long until the next step; after the last one, the unit of the prices.
  private func note(_ day: EarningsSteps, _ boxWidth: Int) -> String {
    let unit = context.format.priceUnit
    let change = context.format.changeNote.map { boxWidth < 66 ? "" : ", " + context.words($0) } ?? ""
    let places = context.words("New York, Seoul · \(unit)", "뉴욕·서울 · \(unit)") + change
    let next = (day.current ?? -1) + 1
    guard next < day.steps.count else { return places }
    let wait = context.format.countdown(day.steps[next].instant - context.snapshot.asOf)
    let words = context.words("next in \(wait)", "다음까지 \(wait)")
    return boxWidth < 58 ? words : "\(words) · \(places)"
  }
}
