import Analysis
import Canvas
import Finance
import Format
import Model

/// What is on a day of the calendar.
struct DayMarks: OptionSet {
  let rawValue: UInt8

  static let index = DayMarks(rawValue: 1)
  static let company = DayMarks(rawValue: 2)
  static let expected = DayMarks(rawValue: 4)
  static let expiry = DayMarks(rawValue: 8)
  static let earlyClose = DayMarks(rawValue: 16)
  static let holiday = DayMarks(rawValue: 32)
  static let forecast = DayMarks(rawValue: 64)

  /// The marks in the order of the legend, most telling first.
  static let legend: [(mark: DayMarks, scalar: Unicode.Scalar, role: Role, name: Phrase)] = [
    (.index, "◎", .accent, Phrase("index", "지수")),
    (.company, "★", .heading, Phrase("company", "회사")),
    (.expected, "◆", .estimate, Phrase("expected", "예상")),
    (.forecast, "◇", .claim, Phrase("claim due", "주장 기한")),
    (.expiry, "⚑", .text, Phrase("expiry", "만기")),
    (.earlyClose, "╱", .stale, Phrase("early close", "조기 폐장")),
    (.holiday, "×", .warning, Phrase("closed", "휴장")),
  ]

  /// The mark of an entry of the agenda.
  init(_ entry: AgendaEntry) {
    switch entry.kind {
    case .holiday: self = .holiday
    case .earlyClose: self = .earlyClose
    case .monthlyExpiry, .quarterlyExpiry: self = .expiry
    case .forecast: self = .forecast
    default: self = entry.isExpected ? .expected : entry.kind.isOfCompany ? .company : .index
    }
  }

  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// How a single mark is drawn.
  var sign: (Unicode.Scalar, Role) {
    DayMarks.legend.first { $0.mark == self }.map { ($0.scalar, $0.role) } ?? ("•", .text)
  }
}

/// Grids of months with the sessions of the exchange and what is in the agenda.
enum IndexCalendar {
  /// Columns of a day: with room for two marks behind the number, or for one in a narrow box.
  private static func cell(_ rect: Rect) -> Int { rect.width >= 35 ? 5 : 4 }

  static func draw(_ content: IndexContent, in rect: Rect, on canvas: inout Canvas) {
    let scene = content.scene
    let today = scene.snapshot.asOf.newYorkDay
    let selected = content.day(at: content.agendaCursor)
    let inside = canvas.box(
      rect, title: scene.words("Calendar", "달력"), note: scene.words("New York days", "뉴욕 날짜"),
      role: content.view == .calendar ? .accent : .border)
    let legendRows = inside.height >= 14 ? 4 : 3
    // A month takes its heading, the names of the days, six weeks and a line of room.
    let count = max(1, min(4, (inside.height - legendRows) / 9))
    let months = shownMonths(from: today.firstOfMonth, selected: selected.firstOfMonth, count)
    canvas.clipped(to: inside) { canvas in
      for (i, month) in months.enumerated() {
        let margin = inside.width >= 37 ? 1 : 0
        let area = Rect(inside.x + margin, inside.y + i * 9, inside.width - 2 * margin, 8)
        drawMonth(month, content, today: today, selected: selected, in: area, on: &canvas)
      }
      let below = inside.y + months.count * 9
      if inside.maxY - below >= 3 {
        drawLegend(scene, Rect(inside.x + 1, below, inside.width - 2, inside.maxY - below), on: &canvas)
      }
    }
  }

  /// The months from the present one on if the selected one is among them, otherwise from the selected one on; none after the agenda's
  /// last, which would look as if nothing were in them.
  private static func shownMonths(from present: Day, selected: Day, _ count: Int) -> [Day] {
    let fromNow = (0..<count).map { present.advanced(months: $0) }
    if fromNow.contains(selected) { return fromNow }
    let first = min(selected, present.advanced(months: Analysis.agendaMonthsAhead - count + 1))
    return (0..<count).map { first.advanced(months: $0) }
  }

  private static func drawMonth(
    _ month: Day, _ content: IndexContent, today: Day, selected: Day, in rect: Rect, on canvas: inout Canvas
  ) {
    let scene = content.scene
    let (year, number, _) = month.civil
    let cell = cell(rect)
    let length = Day.length(ofMonth: number, year)
    let marks = marks(of: month, length, content.entries)
    let name = scene.words("\(scene.format.month(month)) \(year)", "\(year)년 \(scene.format.month(month))")
    let sessions = (0..<length).reduce(0) { count, i in
      let day = month + i
      return (1...5).contains(day.weekday) && Sessions.holiday(on: day, asOf: scene.snapshot.asOf) == nil ? count + 1 : count
    }
    canvas.text(name, rect.x, rect.y, .heading, .bold, max: rect.width)
    canvas.right(
      scene.words("\(sessions) sessions", "\(sessions)거래일"), rect.x + 7 * cell, rect.y, .muted,
      max: rect.width - TextWidth.columns(name) - 1)
    // Monday first, so that the week-end stands together at the end.
    for column in 0..<7 {
      let weekday = (column + 1) % 7
      let text = scene.format.weekday(Day.nth(1, weekday: weekday, ofMonth: number, year))
      canvas.right(String(text.prefix(2)), rect.x + column * cell + 3, rect.y + 1, .muted)
    }
    let offset = (month.weekday + 6) % 7
    for i in 0..<length {
      let at = offset + i
      let (x, y) = (rect.x + at % 7 * cell, rect.y + 2 + at / 7)
      drawDay(month + i, marks[i], isToday: month + i == today, isSelected: month + i == selected, cell, x, y, on: &canvas)
    }
  }

  private static func drawDay(
    _ day: Day, _ marks: DayMarks, isToday: Bool, isSelected: Bool, _ cell: Int, _ x: Int, _ y: Int,
    on canvas: inout Canvas
  ) {
    let isWeekend = day.weekday == 0 || day.weekday == 6
    let number = day.civil.day
    let role: Role = isWeekend || marks.contains(.holiday) ? .muted : .text
    if number >= 10 { canvas.put(digit(number / 10), x + 1, y, role) }
    canvas.put(digit(number % 10), x + 2, y, role)
    // Two marks have room behind the number, one in a narrow box; + stands for more.
    let behind = DayMarks.legend.filter { marks.contains($0.mark) }
    for (i, entry) in behind.prefix(cell - 3).enumerated() {
      let isMore = i == cell - 4 && behind.count > cell - 3
      canvas.put(isMore ? "+" : entry.scalar, x + 3 + i, y, isMore ? .text : entry.role, .bold)
    }
    if isToday {
      canvas.put("▸", x, y, .new, .bold)
      canvas.emphasise(Rect(x + 1, y, 2, 1), [.bold, .reverse])
    }
    if isSelected { canvas.emphasise(Rect(x + 1, y, cell - 1, 1), .selected) }
  }

  private static func digit(_ n: Int) -> Unicode.Scalar { Unicode.Scalar(UInt8(48 + n)) }

  /// The marks of a month's days.
  private static func marks(of month: Day, _ length: Int, _ entries: [AgendaEntry]) -> [DayMarks] {
    var marks = [DayMarks](repeating: [], count: length)
    // The entries are in order: those of the month are one stretch.
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].day < month { low = middle + 1 } else { high = middle }
    }
    while low < entries.count, entries[low].day < month + length {
      marks[entries[low].day - month].insert(DayMarks(entries[low]))
      low += 1
    }
    return marks
  }

  private static func drawLegend(_ scene: Scene, _ rect: Rect, on canvas: inout Canvas) {
    let half = rect.width / 2
    for (i, entry) in DayMarks.legend.enumerated() {
      let (x, y) = (rect.x + i % 2 * half, rect.y + i / 2)
      canvas.put(entry.scalar, x + 1, y, entry.role, .bold)
      canvas.text(scene.words(entry.name), x + 3, y, .muted, max: half - 4)
    }
    let (x, y) = (rect.x + half, rect.y + 3)
    canvas.put("▸", x + 1, y, .new, .bold)
    canvas.text(scene.words("this day", "이 시점의 날"), x + 3, y, .muted, max: half - 4)
    if rect.height > 4 {
      canvas.put("+", rect.x + 1, y + 1, .text, .bold)
      canvas.text(scene.words("more", "더 있음"), rect.x + 3, y + 1, .muted, max: half - 4)
    }
  }
}
