import Analysis
import App
import Canvas
import Finance
import Format
import Model

/// The list of what was and what is coming, in order of time, with times in both places.
extension IndexContent {
  func drawAgenda(in rect: Rect, on canvas: inout Canvas) {
    let box = box(.calendar, words("Agenda", "일정"), notes: [words("New York · Seoul", "뉴욕 · 서울")])
    let inside = box.draw(in: rect, on: &canvas)
    var entries = Entries(entries.count + 1, selected: agendaCursor, padding: 1) { place, width in
      guard let entry = entry(at: place) else { return ExchangeWords.rows(context, width) }
      return rows(of: entry, isSelected: place == agendaCursor, width)
    }
    entries.hit = Hit.items(of: IndexView.calendar.rawValue)
    entries.draw(in: inside.inset(-1, 0), edge: rect, on: &canvas)
  }

  private func rows(of entry: AgendaEntry, isSelected: Bool, _ width: Int) -> [List.Row] {
    let (isPast, isShort) = (entry.isPast(context.snapshot.asOf), width < 60)
    let wait = Line(countdown(to: entry, isShort: isShort), isPast ? .muted : .accent)
    var rows = [List.Row(Line([DayMark(entry).span, Span(" " + words(entry.title), role(of: entry))]), wait)]
    func add(_ text: String, _ role: Role) { rows.append(List.Row(Line("  " + text, role))) }
    let (when, detail) = (when(entry, isShort: isShort, width), entry.detail.map(words) ?? "")
    let fits = !isShort && TextWidth.columns(when) + TextWidth.columns(detail) + 5 <= width
    add(!detail.isEmpty && (fits || !isShort && !isSelected) ? when + " · " + detail : when, .muted)
    guard isSelected else { return rows }
    if isShort, !isPast { add(countdown(to: entry, isShort: false), .accent) }
    if !fits { for line in TextWidth.wrap(detail, width - 2).prefix(4) { add(line, .text) } }
    return rows
  }

  private func role(of entry: AgendaEntry) -> Role {
    let s = context.snapshot
    if let citation = entry.citation, s.isNew(citation.knownAt) { return .new }
    if entry.isExpected { return .estimate }
    let isQuiet = entry.kind == .holiday || entry.kind == .earlyClose || entry.kind.isExpiry
    return entry.isPast(s.asOf) ? .muted : isQuiet ? .text : .heading
  }

  private func when(_ entry: AgendaEntry, isShort: Bool, _ width: Int) -> String {
    let format = context.format
    let isThisYear = entry.day.year == context.snapshot.asOf.newYorkDay.year
    let day =
      isShort
      ? isThisYear ? format.shortDate(entry.day) : entry.day.iso
      : isThisYear ? format.weekdayDate(entry.day) : format.longDate(entry.day)
    if case .expected(let earliest, let latest, _) = entry.certainty {
      let range = "\(format.shortDate(earliest)) – \(format.shortDate(latest))"
      return "\(day) · " + (isShort ? range : words("seen so far \(range)", "과거 범위 \(range)"))
    }
    guard let start = entry.start else {
      return "\(day) · " + (entry.kind == .holiday ? seoulNight(entry.day, isShort) : words("no time given", "시각 미상"))
    }
    let (newYork, seoul) = (start.local(in: .newYork), start.local(in: .seoul))
    let both =
      "\(day) \(format.clock(newYork)) · \(format.weekday(seoul.day)) \(seoul.day.civil.day)"
      + words(" ", "일 ") + format.clock(seoul)
    // The title of the box names both places: where there is no room the second name can be dropped.
    return [both + words(" Seoul", " 서울"), both].fitting(width - 2)
  }

  /// The session that Seoul would have seen at night.
  private func seoulNight(_ day: Day, _ isShort: Bool) -> String {
    let weekday = context.format.weekday(Instant(day, 9, 30).local(in: .seoul).day)
    return isShort
      ? words("none \(weekday) night", "\(weekday)요일 밤 없음")
      : words("no session \(weekday) night in Seoul", "서울 \(weekday)요일 밤 거래 없음")
  }

  /// How many sessions close until then, and how long it is; or how long ago it was.
  private func countdown(to entry: AgendaEntry, isShort: Bool) -> String {
    let asOf = context.snapshot.asOf
    if entry.isPast(asOf) {
      let days = asOf.newYorkDay - entry.day
      return days == 0 ? words("today", "오늘") : words("\(days) d ago", "\(days)일 전")
    }
    let left = context.format.waitWords(until: entry.day, at: entry.start, from: asOf)
    let sessions = isShort ? 0 : sessions(until: entry.due)
    return sessions == 0
      ? left : words("\(sessions) \(sessions == 1 ? "session" : "sessions") · \(left)", "\(sessions)거래일 · \(left)")
  }
}

/// The exchange at a moment in words.
enum ExchangeWords {
  private static func name(_ phase: ExchangeState.Phase) -> Phrase {
    switch phase {
    case .beforeOpen: return Phrase("before the open", "개장 전")
    case .open: return Phrase("session open", "장중")
    case .afterClose: return Phrase("after the close", "장 마감 후")
    case .weekend: return Phrase("weekend", "주말")
    case .holiday: return Phrase("exchange holiday", "휴장일")
    }
  }

  /// Whether the exchange is open, and when it opens or closes next.
  static func paragraphs(_ exchange: ExchangeState, _ format: Formatter) -> [Phrase] {
    let next = format.phrase { format in
      let moment = "\(format.newYork(exchange.change)) · \(format.seoul(exchange.change))"
      return exchange.phase == .open
        ? format.words("The session closes \(moment).", "장 마감: \(moment)")
        : format.words("The next session opens \(moment).", "다음 개장: \(moment)")
    }
    let rule = Phrase(
      "Sessions of the Nasdaq by its published rules; Seoul has no daylight saving time, New York does.",
      "나스닥 공개 규칙에 따른 거래일. 서울은 서머타임이 없고 뉴욕은 있음.")
    return [name(exchange.phase), next, rule]
  }

  /// The moment itself, between what was and what will be.
  static func rows(_ context: DrawContext, _ width: Int) -> [List.Row] {
    let (format, asOf, exchange, isShort) = (context.format, context.snapshot.asOf, context.analysis.exchange, width < 60)
    let (now, next) = (asOf.local(in: .newYork), exchange.change.local(in: .newYork))
    let what = exchange.phase == .open ? context.words("closes", "마감") : context.words("opens", "개장")
    let today = isShort ? format.weekdayDate(now.day) : format.longDate(now.day)
    let day = isShort ? format.weekday(next.day) : format.weekdayDate(next.day)
    return [
      List.Row(
        [Line([Span("▸", .new, .bold), Span(" \(today) \(format.clock(now))", .heading, .bold)])],
        [Line(context.words(name(exchange.phase)), .muted), Line()]),
      List.Row(
        Line("  \(what) \(day) \(format.clock(next)) · \(format.seoul(exchange.change))", .muted),
        Line(isShort ? "" : format.countdown(exchange.change - asOf), .muted)),
    ]
  }
}
