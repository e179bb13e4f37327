import Analysis
import Canvas
import Finance
import Format
import Model

/// The two lists of rows: the moments, and what the moment shown revealed.
extension TimelineDrawing {
  // MARK: moments

  /// The moments before and at the snapshot's instant, a line for the instant itself, and the announced events after it.
  func moments(in rect: Rect, on canvas: inout Canvas) {
    let inside = canvas.box(
      rect, title: scene.words("Moments", "시점"),
      note: rect.width >= 62
        ? scene.words("New York, Seoul", "뉴욕·서울 시각") : scene.words("New York time", "뉴욕 시각")
    ).inset(1, 0)
    guard !inside.isEmpty else { return }
    let selected = contents.selectedRow(.moments)
    let (before, after) = (contents.past.count, contents.upcoming.count)
    let lines = before + 1 + after
    let anchor = selected.map { $0 < before ? $0 : $0 + 1 } ?? before
    // The instant stands at two thirds of the height, so that the past has more room than what is to come.
    let wanted = selected == nil ? anchor - inside.height * 2 / 3 : anchor - inside.height / 2
    let scroll = Scroll(lines, from: wanted, room: inside.height)
    let columns = MomentColumns(inside, scene)
    var shown: Instant?
    for (y, line) in scroll.visible.enumerated() {
      let row = Rect(inside.x, inside.y + y, inside.width, 1)
      if line == before {
        asOfLine(in: row, on: &canvas)
      } else if line < before {
        let its = contents.past[contents.past.startIndex + line]
        let instant = contents.record.refs[its.refs.lowerBound].instant
        let isFirst = shown != instant
        canvas.clipped(to: row) {
          past(its, at: instant, isFirst: isFirst, columns, in: row, on: &$0)
        }
        shown = instant
      } else {
        let event = contents.upcoming[line - before - 1]
        canvas.clipped(to: row) { coming(event, columns, in: row, on: &$0) }
      }
      if selected != nil, line == anchor {
        canvas.emphasise(Rect(row.x - 1, row.y, row.width + 2, 1), .selected)
      }
    }
    canvas.marks(of: scroll, inEdgeOf: rect)
  }

  private func asOfLine(in row: Rect, on canvas: inout Canvas) {
    let (s, format) = (scene.snapshot, scene.format)
    let live = scene.state.moment == .now
    let word = live ? scene.words("now", "현재") : scene.words("as of", "기준")
    let local = s.asOf.local(in: .newYork)
    let date = "\(format.date(local.day)) \(local.clock)"
    let texts = [
      "\(format.newYork(s.asOf)) · \(format.seoul(s.asOf))", "\(date) · \(format.seoul(s.asOf))", date,
    ]
    let text = texts.first { TextWidth.columns($0) + 12 <= row.width } ?? format.moment(s.asOf)
    canvas.horizontalLine(row.x, row.y, width: row.width)
    canvas.text(" \(word) \(text) ", row.x + 2, row.y, .accent, .bold, max: row.width - 3)
  }

  private func past(
    _ row: TimelineRow, at instant: Instant, isFirst: Bool, _ columns: MomentColumns, in line: Rect,
    on canvas: inout Canvas
  ) {
    let isNew = instant == contents.revealedMoment || scene.snapshot.isNew(instant)
    if isNew { canvas.put("▸", line.x, line.y, .new) }
    if isFirst { columns.stamp(instant, isNew ? .new : .muted, line, scene, on: &canvas) }
    let entry = TimelineWords.entry(row, contents.record)
    let kind = contents.record.refs[row.refs.lowerBound].kind
    canvas.put(entry.mark, columns.mark, line.y, entry.role)
    var end = line.maxX
    if let change = entry.change {
      let (text, role) = TimelineDrawing.percent(change, 1, scene)
      end -= max(9, canvas.right(text, end, line.y, role)) + 1
    }
    // In a narrow list the change alone is left of a price: it is what one looks for.
    if let reading = entry.reading, kind == .price, line.width >= 44 || entry.change == nil {
      if entry.change == nil, line.width >= 44 { end -= 10 }
      end -= canvas.right(scene.format.value(reading), end, line.y, .text) + 1
    }
    var x = columns.text
    let label = scene.words(entry.label)
    x += canvas.text(
      label, x, line.y, isNew && entry.role == .text ? .new : entry.role == .reported ? .text : entry.role,
      max: end - x)
    if kind == .figures {
      let details = TimelineWords.figuresDetail(row, scene, contents.record)
      let text = details.first { TextWidth.columns($0) <= end - x } ?? ""
      canvas.text(text, x, line.y, .muted, max: end - x)
    } else {
      drawDetail(entry.detail, x, line.y, end, on: &canvas)
    }
  }

  private func coming(_ event: AgendaEntry, _ columns: MomentColumns, in line: Rect, on canvas: inout Canvas) {
    columns.stamp(event.due, .muted, line, scene, on: &canvas)
    canvas.put(event.isExpected ? "◆" : "○", columns.mark, line.y, event.isExpected ? .estimate : .muted)
    let text = scene.format.waitWords(until: event.day, at: event.start, from: scene.snapshot.asOf)
    let end = line.maxX - canvas.right(text, line.maxX, line.y, .muted) - 1
    canvas.text(scene.words(event.title), columns.text, line.y, .muted, max: end - columns.text)
  }

  // MARK: revealed

  /// What became known with the moment shown.
  func revealed(in rect: Rect, on canvas: inout Canvas) {
    let inside = canvas.box(rect, title: revealedTitle(rect.width), note: revealedNote).inset(1, 0)
    guard !inside.isEmpty else { return }
    let rows = contents.revealed
    let selected = contents.selectedRow(.revealed)
    let scroll = Scroll(rows.count, selected: selected, room: inside.height)
    for (y, i) in scroll.visible.enumerated() {
      let line = Rect(inside.x, inside.y + y, inside.width, 1)
      canvas.clipped(to: line) { draw(rows[i], in: line, on: &$0) }
      if i == selected { canvas.emphasise(Rect(line.x - 1, line.y, line.width + 2, 1), .selected) }
    }
    canvas.marks(of: scroll, inEdgeOf: rect)
  }

  private func revealedTitle(_ width: Int) -> String {
    if contents.isLive { return scene.words("Newest moment", "최근 시점") }
    return width < 50
      ? scene.words("Revealed", "새로 공개") : scene.words("Revealed at this moment", "이 시점에 알려진 것")
  }

  private var revealedNote: String {
    guard let moment = contents.revealedMoment else { return "" }
    let stamp = TimelineStamp.text(
      moment, scene, year: moment.newYorkDay.year != scene.snapshot.asOf.newYorkDay.year)
    let figures = contents.revealed.reduce(0) { if case .figure = $1 { $0 + 1 } else { $0 } }
    guard figures > 0 else { return stamp }
    return scene.words("\(figures) figures · change YoY · \(stamp)", "수치 \(figures)개 · YoY · \(stamp)")
  }

  private func draw(_ row: RevealedRow, in line: Rect, on canvas: inout Canvas) {
    switch row {
    case .figure(let metric, let figure): drawFigure(metric, figure, in: line, on: &canvas)
    case .nothing:
      let text = scene.words("Nothing in the record became known at this moment.", "이 시점에 새로 알려진 기록은 없습니다.")
      canvas.text(text, line.x, line.y, .muted, max: line.width)
    case .price(let reading, let change):
      let isOpen = scene.snapshot.prices.last?.close == nil
      let day = reading.figure?.period.endDay ?? scene.snapshot.asOf.newYorkDay
      let label =
        isOpen ? Phrase("open, \(day.iso)", "시가 \(day.iso)") : Phrase("close, \(day.iso)", "종가 \(day.iso)")
      draw(
        TimelineEntry("·", .text, label, nil, reading, change: change), hasPrice: true, in: line, on: &canvas)
    case .ref(let i):
      let ref = contents.record.refs[i]
      draw(TimelineWords.entry(ref, contents.record), hasPrice: ref.kind == .price, in: line, on: &canvas)
    }
  }

  private func drawFigure(_ metric: Metric, _ figure: Figure, in line: Rect, on canvas: inout Canvas) {
    canvas.put("●", line.x, line.y, scene.role(figure))
    var end = line.maxX
    if line.width >= 44 {
      let (text, role) = yearChange(metric, figure)
      canvas.right(text, end, line.y, role)
      end -= 10
    }
    let (value, unit) = scene.format.parts(figure)
    let unitWidth = line.width >= 44 ? 9 : 6
    canvas.text(unit, end - unitWidth, line.y, .muted, max: unitWidth)
    end -= unitWidth + 1
    end -= canvas.right(value + scene.mark(figure), end, line.y, scene.role(figure)) + 1
    let label = scene.words(Names.of(metric))
    let period = figure.period.shortLabel
    let room = end - line.x - 2
    let taken = canvas.text(label, line.x + 2, line.y, .text, max: room)
    if taken + 1 + TextWidth.columns(period) <= room {
      canvas.text(period, line.x + 3 + taken, line.y, .muted)
    }
  }

  /// The change on the same period a year before, from the bare numbers: no figure is made for a cell of a table.
  private func yearChange(_ metric: Metric, _ figure: Figure) -> (String, Role) {
    if case .day = figure.period { return (scene.format.mark(.notApplicable), .muted) }
    switch scene.snapshot.reading(metric, figure.period.yearBefore) {
    case .absent(let why): return (scene.format.mark(why), .muted)
    case .known(let base):
      guard base.value > 0 else { return (scene.format.mark(.notApplicable), .muted) }
      let change = (figure.value / base.value - 1) * 100
      return TimelineDrawing.percent(change, 1, scene)
    }
  }

  /// A change in per cent with its mark, its sign and its role; decimals give way to size.
  static func percent(_ value: Double, _ decimals: Int, _ scene: Scene) -> (String, Role) {
    let shown = abs(value) >= 1000 ? 0 : decimals
    let role: Role = value > 0 ? .up : value < 0 ? .down : .muted
    return ("\(scene.format.direction(value)) \(Numbers.signed(value, shown))%", role)
  }

  private func draw(_ entry: TimelineEntry, hasPrice: Bool, in line: Rect, on canvas: inout Canvas) {
    canvas.put(entry.mark, line.x, line.y, entry.role == .text ? .new : entry.role)
    var end = line.maxX
    if hasPrice, let reading = entry.reading {
      if let change = entry.change {
        let (text, role) = TimelineDrawing.percent(change, 1, scene)
        end -= max(9, canvas.right(text, end, line.y, role)) + 1
      }
      end -= canvas.right(scene.format.value(reading), end, line.y, .new) + 1
    }
    var x = line.x + 2
    x += canvas.text(scene.words(entry.label), x, line.y, entry.role, max: end - x)
    drawDetail(entry.detail, x, line.y, end, on: &canvas)
  }

  /// What follows a label; a stump of a few columns says nothing and is left out.
  private func drawDetail(_ detail: Phrase?, _ x: Int, _ y: Int, _ end: Int, on canvas: inout Canvas) {
    guard let detail, end - x >= 8 || end - x >= TextWidth.columns(scene.words(detail)) + 3 else { return }
    canvas.put("·", x + 1, y, .muted)
    canvas.text(scene.words(detail), x + 3, y, .muted, max: end - x - 3)
  }
}

/// When a row was, in words.
enum TimelineStamp {
  /// A time that only stands for the end of a day says no more than the day.
  static func isDayOnly(_ t: LocalTime) -> Bool { t.hour == 23 && t.minute == 59 }

  /// `19 Jul 16:05`, `19 Jul`, and of another year `19 Jul 2022`; in Korean `2022-07-19`, which is shorter there.
  static func text(_ instant: Instant, _ scene: Scene, year: Bool) -> String {
    let t = instant.local(in: .newYork)
    if year { return scene.language == .ko ? t.day.iso : scene.format.date(t.day) }
    return isDayOnly(t) ? scene.format.shortDate(t.day) : "\(scene.format.shortDate(t.day)) \(t.clock)"
  }
}

/// The columns of the list of moments.
struct MomentColumns {
  let hasSeoul: Bool
  /// The year that needs no saying.
  let year: Int
  let mark: Int
  let text: Int

  init(_ rect: Rect, _ scene: Scene) {
    let dateWidth = scene.language == .ko ? 15 : 12
    hasSeoul = rect.width >= 58
    year = scene.snapshot.asOf.newYorkDay.year
    mark = rect.x + 2 + dateWidth + (hasSeoul ? 8 : 0) + 1
    text = mark + 2
  }

  /// Date and time in New York, and the time in Seoul where there is room.
  func stamp(_ instant: Instant, _ role: Role, _ line: Rect, _ scene: Scene, on canvas: inout Canvas) {
    let t = instant.local(in: .newYork)
    let text = TimelineStamp.text(instant, scene, year: t.day.year != year)
    canvas.text(text, line.x + 2, line.y, role, max: mark - line.x - 3)
    // Beside a date that has no room for its time, Seoul's alone would be taken for it.
    guard hasSeoul, !TimelineStamp.isDayOnly(t), t.day.year == year else { return }
    let seoul = instant.local(in: .seoul)
    canvas.right("\(seoul.clock)\(seoul.day > t.day ? "+1" : "  ")", mark - 1, line.y, .muted)
  }
}
