import Canvas
import Finance
import Format
import Model

/// An assumption of the range: the spread of a driver, or how two of them move together.
struct ValueSpreadRow {
  enum Subject: Equatable {
    case spread(ScenarioDriver)
    case correlation(ScenarioDriver, ScenarioDriver)
  }

  var subject: Subject
  var item: Item
  var value: String
  var isChanged: Bool
  var reason: Phrase

  /// Those of a scenario: its drivers in their order, then its correlations.
  static func rows(_ scenario: Scenario, _ scene: Scene) -> [ValueSpreadRow] {
    guard scenario.isDriven, scenario.id != Scenarios.record else { return [] }
    let changes = scene.state.value.changes(of: scenario.id)
    let spreads = scenario.entries.compactMap { entry -> ValueSpreadRow? in
      guard case .driver(let driver) = entry.key else { return nil }
      let isChanged = changes.spreads[driver] != nil
      let reason = if case .assumed(let reason) = entry.figure.provenance { reason } else { Phrase("") }
      let name = Names.of(driver: driver)
      return ValueSpreadRow(
        subject: .spread(driver),
        item: Item(
          Phrase("Spread of \(name.en)", "\(name.ko)의 분포"), .known(entry.figure),
          text: [Phrase("\(entry.spread.text) a year, an assumption", "연 \(entry.spread.text) (가정)")]),
        value: entry.spread.text, isChanged: isChanged, reason: reason)
    }
    let correlations = scenario.correlations.map { pair -> ValueSpreadRow in
      let (a, b) = (Names.of(driver: pair.a), Names.of(driver: pair.b))
      let value = Numbers.signed(pair.value, 2)
      return ValueSpreadRow(
        subject: .correlation(pair.a, pair.b),
        item: Item(
          Phrase("\(a.en) with \(b.en)", "\(a.ko) · \(b.ko)"),
          text: [Phrase("correlation \(value)", "상관계수 \(value)"), pair.reason]),
        value: value, isChanged: changes.correlations[ScenarioChanges.Pair(pair.a, pair.b)] != nil, reason: pair.reason)
    }
    return spreads + correlations
  }
}

/// What the range rests on: for each driver the way, the spread and what both come to; and the correlations.
enum ValueSpreads {
  static func draw(_ content: ValueContent, in rect: Rect, on canvas: inout Canvas) {
    let selected = content.view == .spreads ? content.row(.spreads) : -1
    canvas.clipped(to: rect) { drawBox(content, selected, in: rect, on: &$0) }
  }

  private struct Columns {
    var start: Int
    var end: Int
    var spread: Int
    var ends: Int?
    var reason: Int?
  }

  private static func drawBox(_ content: ValueContent, _ selected: Int, in rect: Rect, on canvas: inout Canvas) {
    let scene = content.scene
    let inside = content.box(
      .spreads, rect, title: scene.words("What the range rests on", "범위의 가정"),
      note: rect.width >= 60 ? scene.words("+ - wider, narrower · e type · = R reset", "+ - 폭 조정 · e 입력 · = R 되돌림") : "",
      on: &canvas)
    guard inside.height > 1 else { return }
    guard !content.spreads.isEmpty else {
      let text = scene.words(
        "Only a scenario built from drivers has a range. \(content.drivenHint.en)", "항목형 시나리오만 범위가 있습니다. \(content.drivenHint.ko)"
      )
      for (y, line) in TextWidth.wrap(text, inside.width).prefix(inside.height).enumerated() {
        canvas.text(line, inside.x, inside.y + y, .muted, max: inside.width)
      }
      return
    }
    let columns = columns(inside)
    drawHead(columns, content, inside, on: &canvas)
    let room = inside.height - 1
    let scroll = Scroll(content.spreads.count, selected: selected, room: room)
    for (line, i) in scroll.visible.enumerated() {
      let y = inside.y + 1 + line
      drawRow(content.spreads[i], columns, content, inside, y, on: &canvas)
      if i == selected { canvas.emphasise(Rect(inside.x, y, inside.width, 1), .selected) }
    }
    canvas.marks(of: scroll, inEdgeOf: rect)
    drawWords(
      content, Rect(inside.x, inside.y + 1 + content.spreads.count, inside.width, room - content.spreads.count), on: &canvas)
  }

  private static func columns(_ inside: Rect) -> Columns {
    let start = inside.x + 36
    let end = start + 14
    let spread = end + 2
    let ends = inside.width >= 108 ? spread + 56 : nil
    return Columns(
      start: start, end: end, spread: spread, ends: ends, reason: ends.flatMap { inside.maxX - $0 > 30 ? $0 + 2 : nil })
  }

  private static func drawHead(
    _ columns: Columns, _ content: ValueContent, _ inside: Rect, on canvas: inout Canvas
  ) {
    let scene = content.scene
    canvas.right(content.record.quarter.map { "● TTM \($0.shortLabel)" } ?? "", columns.start, inside.y, .muted)
    canvas.right(content.scenario?.due.map { "\($0.year)" } ?? "", columns.end, inside.y, .muted)
    canvas.text(scene.words("spread a year", "연간 분포"), columns.spread, inside.y, .muted, max: inside.maxX - columns.spread)
    if let ends = columns.ends { canvas.right(scene.words("1σ at the end", "마지막 해 1σ"), ends, inside.y, .muted) }
    if let reason = columns.reason { canvas.text(scene.words("why", "근거"), reason, inside.y, .muted) }
  }

  private static func drawRow(
    _ row: ValueSpreadRow, _ columns: Columns, _ content: ValueContent, _ inside: Rect, _ y: Int,
    on canvas: inout Canvas
  ) {
    let scene = content.scene
    let text = ValueText(scene)
    let role: Role = row.isChanged ? .assumed : .text
    let emphasis: Emphasis = row.isChanged ? .bold : []
    switch row.subject {
    case .spread(let driver):
      canvas.text(scene.words(Names.of(driver: driver)), inside.x, y, .text, max: 21)
      guard let entry = content.scenario?.entry(driver) else { return }
      canvas.right(text.text(content.record[driver]), columns.start, y, .muted, max: 14)
      canvas.right(text.text(entry.figure.value, driver.unit), columns.end, y, .assumed, max: 13)
      let spread = row.value.replacing("fixed", with: scene.words("fixed", "고정"))
      if row.isChanged { canvas.put("~", columns.spread - 1, y, .assumed, .bold) }
      canvas.text(spread, columns.spread, y, role, emphasis, max: inside.maxX - columns.spread)
      if let ends = columns.ends, entry.spread != .fixed {
        let (low, high) = ScenarioSensitivity.range(
          entry, years: content.record.years(to: content.scenario?.due, content.snapshot))
        canvas.right("\(text.text(low, driver.unit)) – \(text.text(high, driver.unit))", ends, y, .muted, max: 32)
      }
    case .correlation:
      canvas.text("ρ " + scene.words(row.item.label), inside.x, y, .text, max: columns.spread - inside.x - 1)
      if row.isChanged { canvas.put("~", columns.spread - 1, y, .assumed, .bold) }
      canvas.text(row.value, columns.spread, y, role, emphasis)
    }
    if let reason = columns.reason { canvas.text(scene.words(row.reason), reason, y, .muted, max: inside.maxX - reason) }
  }

  private static func drawWords(_ content: ValueContent, _ rect: Rect, on canvas: inout Canvas) {
    let scene = content.scene
    guard rect.height > 1 else { return }
    let sentences = [
      scene.words(
        "Spreads and correlations are assumptions, none is estimated from the record. They hold for a year and grow with the square root of time.",
        "분포와 상관은 모두 가정이며 기록에서 추정한 것이 아닙니다. 1년 기준이며 시간의 제곱근으로 커집니다."),
      scene.words(
        "What the record does not show begins at nothing (FSD is within the ASP there), prices and margins are the scenario's from the start.",
        "기록에 없는 금액은 0에서 시작하고(FSD는 실적의 ASP에 포함), 요금과 이익률은 처음부터 시나리오 값입니다."),
    ]
    var y = rect.y + 1
    for line in sentences.flatMap({ TextWidth.wrap($0, rect.width) }) where y < rect.maxY {
      canvas.text(line, rect.x, y, .muted, max: rect.width)
      y += 1
    }
  }
}
