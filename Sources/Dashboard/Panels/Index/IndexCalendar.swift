import Analysis
import App
import Canvas
import Finance
import Format
import Model

/// What is on a day of the calendar, the most telling first.
enum DayMark: CaseIterable {
  case index, company, expected, forecast, expiry, earlyClose, holiday

  /// Of an entry of the agenda.
  init(_ entry: AgendaEntry) {
    switch entry.kind {
    case .holiday: self = .holiday
    case .earlyClose: self = .earlyClose
    case .monthlyExpiry, .quarterlyExpiry: self = .expiry
    case .forecast: self = .forecast
    default: self = entry.isExpected ? .expected : entry.kind.isOfCompany ? .company : .index
    }
  }

  var span: Span {
    switch self {
    case .index: return Span("◎", .accent, .bold)
    case .company: return Span("★", .heading, .bold)
    case .expected: return Span("◆", .estimate, .bold)
    case .forecast: return Span("◇", .claim, .bold)
    case .expiry: return Span("⚑", .text, .bold)
    case .earlyClose: return Span("╱", .stale, .bold)
    case .holiday: return Span("×", .warning, .bold)
    }
  }

  var name: Phrase {
    switch self {
    case .index: return Phrase("index", "지수")
    case .company: return Phrase("company", "회사")
    case .expected: return Phrase("expected", "예상")
    case .forecast: return Phrase("claim due", "주장 기한")
    case .expiry: return Phrase("expiry", "만기")
    case .earlyClose: return Phrase("early close", "조기 폐장")
    case .holiday: return Phrase("closed", "휴장")
    }
  }
}

/// Grids of months with the sessions of the exchange and what is in the agenda.
extension IndexContent {
  func drawCalendar(in rect: Rect, on canvas: inout Canvas) {
    let box = box(.calendar, words("Calendar", "달력"), notes: [words("New York days", "뉴욕 날짜")])
    let inside = box.draw(in: rect, on: &canvas)
    // A month with a line of room below it.
    let pitch = MonthGrid.height + 1
    let count = max(1, min(4, (inside.height - (inside.height >= 14 ? 4 : 3)) / pitch))
    var rest = inside.inset(inside.width >= 35 ? 0 : -1, 0)
    for month in monthsInSight(count) {
      let (grid, below) = rest.top(pitch)
      self.grid(of: month).draw(in: grid.top(MonthGrid.height).0, on: &canvas)
      rest = below
    }
    if rest.height >= 3 { legend.draw(in: inside.top(pitch * count).1, on: &canvas) }
  }

  /// The months from the present one on if the selected one is among them, otherwise from the selected one on; none after the agenda's
  /// last, which would look as if nothing were in them.
  private func monthsInSight(_ count: Int) -> [Day] {
    let (present, selected) = (context.snapshot.asOf.newYorkDay.firstOfMonth, day(at: agendaCursor).firstOfMonth)
    let fromNow = (0..<count).map { present.advanced(months: $0) }
    if fromNow.contains(selected) { return fromNow }
    let first = min(selected, present.advanced(months: Analysis.agendaMonthsAhead - count + 1))
    return (0..<count).map { first.advanced(months: $0) }
  }

  private func grid(of month: Day) -> MonthGrid {
    let (format, asOf) = (context.format, context.snapshot.asOf)
    let (year, number, _) = month.civil
    let days = (0..<Day.length(ofMonth: number, year)).map { month + $0 }
    let marks = marks(of: month, days.count)
    let sessions = days.count { Sessions.isOpen($0, asOf: asOf) }
    // Monday first, so that the weekend is together at the end.
    let weekdays = (0..<7).map { column in
      String(format.weekday(Day.nth(1, weekday: (column + 1) % 7, ofMonth: number, year)).prefix(2))
    }
    var grid = MonthGrid(
      words("\(format.month(month)) \(year)", "\(year)년 \(format.month(month))"),
      note: words("\(sessions) sessions", "\(sessions)거래일"), weekdays: weekdays, firstColumn: (month.weekday + 6) % 7,
      days: zip(days, marks).map { day, marks in
        let isQuiet = day.weekday == 0 || day.weekday == 6 || marks.contains(.holiday)
        return MonthGrid.Day(isQuiet ? .muted : .text, marks: DayMark.allCases.filter(marks.contains).map(\.span))
      })
    grid.present = days.firstIndex(of: asOf.newYorkDay)
    grid.selected = days.firstIndex(of: day(at: agendaCursor))
    // A day is its first entry in the agenda.
    let places = Dictionary((0...entries.count).map { (self.day(at: $0), $0) }) { first, _ in first }
    grid.hit = { day in places[days[day]].map { .item(view: IndexView.calendar.rawValue, index: $0) } }
    return grid
  }

  /// The marks of a month's days: the entries are in order.
  private func marks(of month: Day, _ length: Int) -> [[DayMark]] {
    var marks = [[DayMark]](repeating: [], count: length)
    for entry in entries.drop(while: { $0.day < month }).prefix(while: { $0.day < month + length }) {
      marks[entry.day - month].append(DayMark(entry))
    }
    return marks
  }

  private var legend: Legend {
    let others = [
      (Span("▸", .new, .bold), words("this day", "이 시점의 날")), (Span("+", .text, .bold), words("more", "더 있음")),
    ]
    return Legend(DayMark.allCases.map { ($0.span, words($0.name)) } + others, columns: 2)
  }
}
