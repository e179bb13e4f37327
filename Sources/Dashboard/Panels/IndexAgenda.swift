import Canvas
import Finance
import Format
import Model

/// The list of what was and what is coming, in order of time, with times in both places.
enum IndexAgenda {
  /// A line of the list before it is drawn.
  private struct Line {
    var place: Int
    var mark: (Unicode.Scalar, Role)?
    var text: String
    var role: Role
    var right = ""
    var rightRole: Role = .muted
    var emphasis: Emphasis = []
  }

  static func draw(_ content: IndexContent, in rect: Rect, on canvas: inout Canvas) {
    let scene = content.scene
    let inside = content.box(
      .calendar, rect, title: scene.words("Agenda", "일정"), note: scene.words("New York · Seoul", "뉴욕 · 서울"), on: &canvas)
    let width = inside.width - 2
    guard width > 10, inside.height > 0 else { return }
    let (cursor, count) = (content.agendaCursor, content.entries.count + 1)
    func lines(_ place: Int) -> [Line] {
      guard let entry = content.entry(at: place) else { return todayLines(place, content, width) }
      return entryLines(place, entry, isSelected: place == cursor, scene, width)
    }
    // The selected one with what comes after it, and a third of the box for what comes before; at the end of the list more of that.
    var shown = lines(cursor)
    var (first, next) = (cursor, cursor + 1)
    while first > 0, shown.count < inside.height / 3 + 2 {
      first -= 1
      shown = lines(first) + shown
    }
    while next < count, shown.count < inside.height {
      shown += lines(next)
      next += 1
    }
    while first > 0, shown.count < inside.height {
      first -= 1
      shown = lines(first) + shown
    }
    // What does not fit is cut above as long as the selected one stays whole, otherwise below.
    let below = shown.lastIndex { $0.place == cursor } ?? 0
    let cut =
      next >= count ? max(0, shown.count - inside.height) : max(0, min(shown.count - inside.height, below + 1 - inside.height))
    for (row, line) in shown.dropFirst(cut).prefix(inside.height).enumerated() {
      draw(line, Rect(inside.x + 1, inside.y + row, width, 1), isSelected: line.place == cursor, on: &canvas)
    }
    // Entries and not lines are counted: how many lines the others would take is not laid out.
    let inSight = shown.dropFirst(cut).prefix(inside.height)
    let above = inSight.first?.place ?? 0
    canvas.marks(of: Scroll(count, from: above, room: (inSight.last?.place ?? 0) + 1 - above), inEdgeOf: rect)
  }

  private static func draw(_ line: Line, _ rect: Rect, isSelected: Bool, on canvas: inout Canvas) {
    let right = canvas.right(line.right, rect.maxX, rect.y, line.rightRole, max: rect.width / 2)
    if let (mark, role) = line.mark { canvas.put(mark, rect.x, rect.y, role, .bold) }
    canvas.text(
      line.text, rect.x + 2, rect.y, line.role, line.emphasis, max: rect.width - 2 - (right > 0 ? right + 1 : 0))
    if isSelected { canvas.emphasise(Rect(rect.x - 1, rect.y, rect.width + 2, 1), .selected) }
  }

  private static func todayLines(_ place: Int, _ content: IndexContent, _ width: Int) -> [Line] {
    let (scene, s) = (content.scene, content.scene.snapshot)
    let format = scene.format
    let (state, change, opens) = IndexContent.session(s)
    let now = s.asOf.local(in: .newYork)
    let next = change.local(in: .newYork)
    let what = opens ? scene.words("opens", "개장") : scene.words("closes", "마감")
    let isShort = width < 60
    let nextDay = isShort ? format.weekday(next.day) : format.weekdayDate(next.day)
    return [
      Line(
        place: place, mark: ("▸", .new),
        text: "\(isShort ? format.weekdayDate(now.day) : format.longDate(now.day)) \(now.clock)", role: .heading,
        right: scene.words(state), emphasis: .bold),
      Line(
        place: place, text: "\(what) \(nextDay) \(next.clock) · \(format.seoul(change))", role: .muted,
        right: isShort ? "" : format.countdown(change - s.asOf)),
    ]
  }

  private static func entryLines(_ place: Int, _ entry: AgendaEntry, isSelected: Bool, _ scene: Scene, _ width: Int) -> [Line] {
    let s = scene.snapshot
    let isPast = entry.isPast(s.asOf)
    let isNew = entry.citation.map { s.isNew($0.knownAt) } ?? false
    let isQuiet = entry.kind == .holiday || entry.kind == .earlyClose || entry.kind.isExpiry
    let role: Role = isNew ? .new : entry.isExpected ? .estimate : isPast ? .muted : isQuiet ? .text : .heading
    let isShort = width < 60
    var lines = [
      Line(
        place: place, mark: DayMarks(entry).sign, text: scene.words(entry.title), role: role,
        right: countdown(entry, scene, short: isShort), rightRole: isPast ? .muted : .accent)
    ]
    var when = self.when(entry, scene, short: isShort, width)
    let detail = entry.detail.map { scene.words($0) } ?? ""
    let fits = !isShort && TextWidth.columns(when) + TextWidth.columns(detail) + 5 <= width
    if !detail.isEmpty, fits || !isShort && !isSelected { when += " · " + detail }
    lines.append(Line(place: place, text: when, role: .muted))
    guard isSelected else { return lines }
    if isShort, !isPast { lines.append(Line(place: place, text: countdown(entry, scene, short: false), role: .accent)) }
    if !detail.isEmpty, !fits {
      lines += TextWidth.wrap(detail, width - 2).prefix(4).map { Line(place: place, text: $0, role: .text) }
    }
    return lines
  }

  private static func when(_ entry: AgendaEntry, _ scene: Scene, short: Bool, _ width: Int) -> String {
    let (format, s) = (scene.format, scene.snapshot)
    let isThisYear = entry.day.year == s.asOf.newYorkDay.year
    var day = isThisYear ? format.weekdayDate(entry.day) : format.longDate(entry.day)
    if short { day = isThisYear ? format.shortDate(entry.day) : entry.day.iso }
    if case .expected(let earliest, let latest, _) = entry.certainty {
      let range = "\(format.shortDate(earliest)) – \(format.shortDate(latest))"
      return "\(day) · " + scene.words(short ? range : "seen so far \(range)", short ? range : "과거 범위 \(range)")
    }
    guard let start = entry.start else {
      if entry.kind == .holiday { return "\(day) · \(seoulNight(entry.day, scene, short: short))" }
      return "\(day) · \(scene.words("no time given", "시각 미상"))"
    }
    let (newYork, seoul) = (start.local(in: .newYork), start.local(in: .seoul))
    let both =
      "\(day) \(newYork.clock) · \(format.weekday(seoul.day)) \(seoul.day.civil.day)"
      + scene.words(" \(seoul.clock)", "일 \(seoul.clock)")
    // The box names both places: where there is no room the second name can go.
    let named = both + scene.words(" Seoul", " 서울")
    return TextWidth.columns(named) + 2 <= width ? named : both
  }

  /// The session that Seoul would have seen at night.
  private static func seoulNight(_ day: Day, _ scene: Scene, short: Bool) -> String {
    let weekday = scene.format.weekday(Instant(day, 9, 30).local(in: .seoul).day)
    if short { return scene.words("none \(weekday) night", "\(weekday)요일 밤 없음") }
    return scene.words("no session \(weekday) night in Seoul", "서울 \(weekday)요일 밤 거래 없음")
  }

  /// How many sessions close until then, and how long it is; or how long ago it was.
  private static func countdown(_ entry: AgendaEntry, _ scene: Scene, short: Bool) -> String {
    let asOf = scene.snapshot.asOf
    let days = entry.day - asOf.newYorkDay
    if entry.isPast(asOf) {
      if days == 0 { return scene.words("today", "오늘") }
      return scene.words("\(-days) d ago", "\(-days)일 전")
    }
    let left = scene.format.waitWords(until: entry.day, at: entry.start, from: asOf)
    if short { return left }
    let sessions = Sessions.closes(after: asOf, through: entry.due, asOf: asOf)
    if sessions == 0 { return left }
    return scene.words("\(sessions) \(sessions == 1 ? "session" : "sessions") · \(left)", "\(sessions)거래일 · \(left)")
  }
}
