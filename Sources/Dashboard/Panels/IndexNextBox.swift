import Canvas
import Finance
import Format
import Model

/// The next rebalance with its dates, and what is on record of when.
enum IndexNextBox {
  static func draw(_ content: IndexContent, _ cursor: Int, in rect: Rect, on canvas: inout Canvas) {
    let (scene, lines) = (content.scene, content.nextLines)
    guard let next = content.next, !lines.isEmpty else { return }
    let format = scene.format
    let (name, day) = (scene.words(next.kind.name), format.nearDate(next.effective, scene.snapshot.asOf))
    let forms = [
      scene.words("Next: \(name) of the Nasdaq-100, \(day)", "다음: 나스닥100 \(name), \(day)"),
      scene.words("Next: \(name), \(day)", "다음: \(name), \(day)"),
    ]
    let note = countdown(next, scene)
    let title = forms.first { TextWidth.columns($0) + TextWidth.columns(note) + 9 <= rect.width } ?? forms[1]
    let isOpen = content.record == nil && content.view == .trade
    let inside = canvas.box(
      rect, title: title, note: content.note([note], title: title, rect), role: isOpen ? .accent : .border
    ).inset(1, 0)
    guard inside.height > 0, inside.width >= 24 else { return }
    let label = min(inside.width / 3, (lines.map { TextWidth.columns(scene.words($0.label)) }.max() ?? 0) + 2)
    let scroll = Scroll(lines.count, selected: cursor, room: inside.height)
    for (row, line) in lines[scroll.visible].enumerated() {
      let y = inside.y + row
      canvas.text(scene.words(line.label), inside.x, y, .muted, max: label - 1)
      let forms = [line.value, line.short].compactMap { $0.map { scene.words($0) } }
      let text = forms.first { TextWidth.columns($0) <= inside.width - label } ?? forms.last ?? ""
      canvas.text(text, inside.x + label, y, line.role, max: inside.width - label)
      if scroll.first + row == cursor { canvas.emphasise(Rect(inside.x, y, inside.width, 1), .selected) }
    }
    if isOpen { canvas.marks(of: scroll, inEdgeOf: rect) }
  }

  private static func countdown(_ next: RebalanceDates, _ scene: Scene) -> String {
    let asOf = scene.snapshot.asOf
    let close = Sessions.session(on: next.tradeClose, asOf: asOf)?.close ?? Instant(endOf: next.tradeClose)
    guard close > asOf else { return scene.words("traded, in force next session", "매매 완료, 다음 거래일 적용") }
    let wait = scene.format.waitWords(until: next.tradeClose, at: close, from: asOf)
    let sessions = Sessions.closes(after: asOf, through: close, asOf: asOf)
    return scene.words("trade \(wait)", "매매 \(wait)")
      + scene.words(" · \(sessions) \(sessions == 1 ? "session" : "sessions")", " · \(sessions)거래일")
  }
}

/// The rebalances on record, where none of them is of the present.
enum IndexPastBox {
  static func draw(_ content: IndexContent, _ cursor: Int, in rect: Rect, on canvas: inout Canvas) {
    let scene = content.scene
    let title = scene.words("Past rebalances on record", "기록에 있는 지난 리밸런싱")
    let note = content.past.isEmpty ? "" : scene.words("o opens", "o 열기")
    let inside = content.box(
      .weights, rect, title: title, note: content.note([note], title: title, rect), on: &canvas
    ).inset(1, 0)
    guard inside.height > 0, inside.width >= 24 else { return }
    guard !content.past.isEmpty else {
      return IndexContent.drawText(
        scene.words("No weights of the index are in the record at this moment.", "이 시점의 기록에는 지수 비중이 없습니다."), in: inside,
        on: &canvas)
    }
    let scroll = Scroll(content.past.count, selected: cursor, room: inside.height)
    canvas.marks(of: scroll, inEdgeOf: rect)
    let volumes = content.past.map { volume($0, scene) }
    let width = volumes.map { TextWidth.columns($0) }.max() ?? 0
    for (row, i) in scroll.visible.enumerated() {
      let line = Rect(inside.x, inside.y + row, inside.width, 1)
      draw(content.past[i], volumes[i], width, scene, line, isSelected: i == cursor, on: &canvas)
    }
    let name = content.past.compactMap { $0.flow?.weights.name }.first.map { scene.words($0) } ?? ""
    let foot = scene.words(
      "\(name) % before → after at the closes of that day; trade of the funds in % of a day's mean volume",
      "\(name) 비중 % 변경 전 → 후(그날 종가 기준); 펀드 매매는 하루 평균 거래량 대비")
    let rest = Rect(inside.x, inside.y + content.past.count, inside.width, max(0, inside.height - content.past.count))
    IndexContent.drawText(foot, in: rest, on: &canvas)
  }

  /// What the funds traded, in days of the mean volume, by the funds counted.
  private static func volume(_ record: IndexRecord, _ scene: Scene) -> String {
    guard let range = record.flow?.daysRange else { return "" }
    let (low, high) = (Numbers.grouped(range.least * 100, 1), Numbers.grouped(range.most * 100, 1))
    let days = low == high ? "\(low)%" : "\(low)–\(high)%"
    return scene.words("\(days) of a day", "하루의 \(days)")
  }

  private static func draw(
    _ record: IndexRecord, _ volume: String, _ width: Int, _ scene: Scene, _ rect: Rect, isSelected: Bool,
    on canvas: inout Canvas
  ) {
    let format = scene.format
    let (id, kind, day) = (record.rebalance.id, record.rebalance.kind.word, format.date(record.priceDay))
    var weights = ""
    if let row = record.flow?.weights, let change = row.change.value {
      weights = "\(format.value(row.before, decimals: 3)) → \(format.value(row.after, decimals: 3))"
      weights += change < 0 ? scene.words(" ▼ sale", " ▼ 매도") : scene.words(" ▲ buy ", " ▲ 매수")
    }
    let forms = ["\(id) \(scene.words(kind)) · \(day)", "\(id) \(day)", id]
    let hasVolume = TextWidth.columns(weights) + width + 4 + TextWidth.columns(forms[1]) <= rect.width
    let end = hasVolume ? rect.maxX - width - 2 : rect.maxX
    let room = end - rect.x - TextWidth.columns(weights) - 2
    canvas.text(forms.first { TextWidth.columns($0) <= room } ?? id, rect.x, rect.y, .text, max: room)
    canvas.right(weights, end, rect.y, .text, max: rect.width)
    if hasVolume { canvas.right(volume, rect.maxX, rect.y, .text, max: width) }
    if isSelected { canvas.emphasise(rect, .selected) }
  }
}

/// The company's weights in indices by date, as funds show them.
enum IndexHistoryBox {
  static func draw(_ content: IndexContent, _ cursor: Int, in rect: Rect, on canvas: inout Canvas) {
    let scene = content.scene
    let title = scene.words("Weight by date", "날짜별 비중")
    let note = scene.words("% of the fund", "펀드 내 %")
    let inside = content.box(.history, rect, title: title, note: content.note([note], title: title, rect), on: &canvas).inset(
      1, 0)
    guard inside.height > 0, inside.width >= 24 else { return }
    guard !content.history.isEmpty else {
      return IndexContent.drawText(
        scene.words("No dated weights are in the record at this moment.", "이 시점의 기록에는 날짜별 비중이 없습니다."), in: inside, on: &canvas)
    }
    var rows: [(heading: String?, place: Int)] = []
    for (i, weight) in content.history.enumerated() {
      if i == 0 || content.history[i - 1].index != weight.index { rows.append((weight.index.name, i)) }
      rows.append((nil, i))
    }
    let selected = rows.firstIndex { $0.heading == nil && $0.place == cursor } ?? 0
    let scroll = Scroll(rows.count, selected: selected, room: inside.height)
    let top = content.history.map(\.figure.value).max() ?? 1
    for (k, row) in rows[scroll.visible].enumerated() {
      let line = Rect(inside.x, inside.y + k, inside.width, 1)
      if let heading = row.heading {
        canvas.text(heading, line.x, line.y, .heading, .bold, max: line.width)
      } else {
        draw(content.history[row.place], top, scene, line, isSelected: row.place == cursor, on: &canvas)
      }
    }
    canvas.marks(of: scroll, inEdgeOf: rect)
  }

  private static func draw(
    _ weight: IndexWeight, _ top: Double, _ scene: Scene, _ rect: Rect, isSelected: Bool, on canvas: inout Canvas
  ) {
    let dateWidth = scene.language == .ko ? 18 : 14
    let how = weight.isDerived ? scene.words("derived", "계산") : ""
    let mark = scene.mark(weight.figure)
    canvas.text(scene.format.date(weight.day), rect.x + 1, rect.y, .text, max: dateWidth)
    var x = rect.x + dateWidth + 2
    canvas.right(
      scene.format.value(.known(weight.figure), decimals: weight.decimals) + mark, x + 6, rect.y, scene.role(weight.figure))
    x += 7
    canvas.text(weight.fund, x, rect.y, .muted, max: 5)
    canvas.text(how, x + 5, rect.y, .estimate, max: 8)
    x += 13
    let width = min(40, rect.maxX - x)
    if width >= 6 { canvas.levelBar(weight.figure.value / top, x, rect.y, width: width, weight.isDerived ? .estimate : .chart) }
    if isSelected { canvas.emphasise(Rect(rect.x, rect.y, min(rect.width, dateWidth + 22), 1), .selected) }
  }
}
