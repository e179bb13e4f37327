import Canvas
import Model

/// The list of what is coming and what was, with times in both places.
enum IndexAgenda {
  /// A line of the list before it is drawn.
  private struct Line {
    var spot: Int
    var mark: (Unicode.Scalar, Role)?
    var text: String
    var role: Role
    var right = ""
    var rightRole: Role = .muted
    var emphasis: Emphasis = []
  }

  static func draw(_ content: IndexContent, _ cursor: Int, in rect: Rect, on canvas: inout Canvas) {
    let scene = content.scene
    let range = content.range(.agenda)
    let inside = canvas.box(
      rect, title: scene.words("Agenda", "일정"), note: scene.words("New York · Seoul", "뉴욕 · 서울"))
    let width = inside.width - 2
    guard width > 10, inside.height > 0 else { return }
    var lines: [Line] = []
    var (firstSelected, lastSelected) = (0, 0)
    for i in range {
      let isSelected = i == cursor
      if isSelected { firstSelected = lines.count }
      switch content.spots[i] {
      case .today: lines += todayLines(i, scene, width)
      case .event(let k): lines += eventLines(i, scene.snapshot.events[k], isSelected: isSelected, scene, width)
      default: break
      }
      if isSelected { lastSelected = lines.count }
      if case .today = content.spots[i], range.count > 1, !isAhead(i + 1, content, scene.snapshot) {
        lines.append(
          Line(spot: -1, text: scene.words("no index or company date ahead is known", "알려진 지수·회사 일정 없음"), role: .muted))
      }
      // Far more lines than rows would only be made to be thrown away.
      if lines.count > inside.height * 2, i > cursor { break }
    }
    if range.count == 1 {
      let text = scene.words(
        "No event is in the record at this moment. ] goes on to the next moment, L to now.",
        "이 시점의 기록에는 사건이 없습니다. ]는 다음 시점, L은 현재로 이동합니다.")
      lines.append(Line(spot: -1, text: "", role: .muted))
      lines += TextWidth.wrap(text, width - 2).map { Line(spot: -1, text: $0, role: .muted) }
    }
    let scroll = lastSelected <= inside.height ? 0 : max(0, min(firstSelected, lastSelected - inside.height))
    for (row, line) in lines.dropFirst(scroll).prefix(inside.height).enumerated() {
      draw(line, Rect(inside.x + 1, inside.y + row, width, 1), isSelected: line.spot == cursor, on: &canvas)
    }
    if lines.count > scroll + inside.height, rect.width > 8 { canvas.put("↓", rect.maxX - 3, rect.maxY - 1, .muted) }
    if scroll > 0, rect.width > 8 { canvas.put("↑", rect.maxX - 5, rect.maxY - 1, .muted) }
  }

  /// Whether the spot is an event that has not happened.
  private static func isAhead(_ spot: Int, _ content: IndexContent, _ s: Snapshot) -> Bool {
    guard content.spots.indices.contains(spot), case .event(let i) = content.spots[spot] else { return false }
    return s.events[i].start > s.asOf
  }

  private static func draw(_ line: Line, _ rect: Rect, isSelected: Bool, on canvas: inout Canvas) {
    let right = canvas.right(line.right, rect.maxX, rect.y, line.rightRole, max: rect.width / 2)
    if let (mark, role) = line.mark { canvas.put(mark, rect.x, rect.y, role, .bold) }
    canvas.text(
      line.text, rect.x + 2, rect.y, line.role, line.emphasis, max: rect.width - 2 - (right > 0 ? right + 1 : 0))
    if isSelected { canvas.emphasise(Rect(rect.x - 1, rect.y, rect.width + 2, 1), .selected) }
  }

  private static func todayLines(_ spot: Int, _ scene: Scene, _ width: Int) -> [Line] {
    let (s, format) = (scene.snapshot, scene.format)
    let (state, change, opens) = IndexContent.session(s)
    let now = s.asOf.local(in: .newYork)
    let next = change.local(in: .newYork)
    let what = opens ? scene.words("opens", "개장") : scene.words("closes", "마감")
    let isShort = width < 60
    let nextDay = isShort ? format.weekday(next.day) : format.weekdayDate(next.day)
    return [
      Line(
        spot: spot, mark: ("▸", .new),
        text: "\(isShort ? format.weekdayDate(now.day) : format.longDate(now.day)) \(now.clock)", role: .heading,
        right: scene.words(state), emphasis: .bold),
      Line(
        spot: spot, text: "\(what) \(nextDay) \(next.clock) · \(format.seoul(change))", role: .muted,
        right: isShort ? "" : format.countdown(change - s.asOf)),
    ]
  }

  private static func eventLines(_ spot: Int, _ event: Event, isSelected: Bool, _ scene: Scene, _ width: Int) -> [Line] {
    let s = scene.snapshot
    let isPast = event.start <= s.asOf
    let isNew = s.isNew(isPast ? event.outcomeKnownAt : event.knownAt)
    let role: Role = isNew ? .new : event.isExpected ? .estimate : isPast ? .text : .heading
    var lines = [
      Line(
        spot: spot, mark: mark(event, scene), text: scene.words(event.title), role: role,
        right: countdown(event, scene, short: width < 60), rightRole: isPast ? .muted : .accent)
    ]
    var when = self.when(event, scene, short: width < 60)
    let detail = event.detail.map { scene.words($0) } ?? ""
    let fits = width >= 60 && TextWidth.columns(when) + TextWidth.columns(detail) + 5 <= width
    if !detail.isEmpty, fits || width >= 60 && !isSelected { when += " · " + detail }
    lines.append(Line(spot: spot, text: when, role: .muted))
    guard isSelected else { return lines }
    if width < 60, !isPast {
      lines.append(Line(spot: spot, text: countdown(event, scene, short: false), role: .accent))
    }
    if !detail.isEmpty, !fits {
      lines += TextWidth.wrap(detail, width - 2).prefix(4).map { Line(spot: spot, text: $0, role: .text) }
    }
    return lines
  }

  /// The mark of the calendar for the same kind; `◆` where only a pattern speaks for the date.
  private static func mark(_ event: Event, _ scene: Scene) -> (Unicode.Scalar, Role) {
    if event.isExpected || isUnconfirmed(event, scene.snapshot.asOf) { return ("◆", .estimate) }
    let kind: DayMarks = event.kind == .index ? .index : event.kind == .release ? .release : .other
    let entry = DayMarks.legend.first { $0.mark == kind }
    return (entry?.scalar ?? "•", entry?.role ?? .text)
  }

  private static func when(_ event: Event, _ scene: Scene, short: Bool) -> String {
    let (format, s) = (scene.format, scene.snapshot)
    let isThisYear = event.day.year == s.asOf.newYorkDay.year
    var day = isThisYear ? format.weekdayDate(event.day) : format.longDate(event.day)
    if short { day = isThisYear ? format.shortDate(event.day) : format.date(event.day) }
    guard event.hasTime else { return "\(day) · \(scene.words("no time given", "시각 미상"))" }
    let (newYork, seoul) = (event.start.local(in: .newYork), event.start.local(in: .seoul))
    return "\(day) \(newYork.clock) · \(format.weekday(seoul.day)) \(seoul.day.civil.day)"
      + scene.words(" \(seoul.clock) Seoul", "일 \(seoul.clock) 서울")
  }

  /// Whether the date of an event has passed without the record saying that it took place.
  private static func isUnconfirmed(_ event: Event, _ asOf: Instant) -> Bool {
    event.start <= asOf && event.outcomeKnownAt < event.start
  }

  /// How many sessions close until then, and how many days it is; or how long ago it was.
  private static func countdown(_ event: Event, _ scene: Scene, short: Bool) -> String {
    let asOf = scene.snapshot.asOf
    let days = event.day - asOf.newYorkDay
    if event.start <= asOf {
      if isUnconfirmed(event, asOf) { return scene.words("not in the record", "기록에 없음") }
      if days == 0 { return scene.words("today", "오늘") }
      return scene.words("\(-days) d ago", "\(-days)일 전")
    }
    if short { return days == 0 ? scene.words("today", "오늘") : scene.words("in \(days) d", "\(days)일 뒤") }
    let left = days == 0 ? scene.format.countdown(event.start - asOf) : scene.words("\(days) d", "\(days)일")
    // The exchange's holidays of later years are not decided by rule alone.
    guard days <= 730 else { return left }
    let sessions = Sessions.closes(after: asOf, through: event.start)
    if sessions == 0 { return left }
    return scene.words("\(sessions) \(sessions == 1 ? "session" : "sessions") · \(left)", "\(sessions)거래일 · \(left)")
  }
}
