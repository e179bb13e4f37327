import Canvas
import Finance
import Format
import Model

/// Which assumption moves the price most, and what each must be for a price that is fixed.
enum ValueTornado {
  private struct Columns {
    var name: Int
    var bar: Rect
    var ends: Bool
    var needed: Int
  }

  static func draw(_ content: ValueContent, in rect: Rect, on canvas: inout Canvas) {
    let selected = content.view == .sensitivity ? content.row(.sensitivity) : -1
    canvas.clipped(to: rect) { drawBox(content, selected, in: rect, on: &$0) }
  }

  private static func drawBox(_ content: ValueContent, _ selected: Int, in rect: Rect, on canvas: inout Canvas) {
    let scene = content.scene
    let text = ValueText(scene)
    let inside = content.box(
      .sensitivity, rect, title: scene.words("What moves the price most", "주가를 가장 움직이는 가정"),
      note: scene.words("░ at its low end, █ at its high end", "░ 가정의 하단, █ 상단"), on: &canvas)
    guard inside.height > 1 else { return }
    guard !content.bars.isEmpty, let scenario = content.scenario, let price = ScenarioSensitivity.price(scenario) else {
      return drawNothing(scene, inside, on: &canvas)
    }
    let isLoss = content.bars.allSatisfy { $0.priceAtLow == 0 && $0.priceAtHigh == 0 }
    let columns = columns(inside, content)
    let tornado = Tornado(content.bars.map(\.prices), middle: price, width: columns.bar.width)
    let head = isLoss ? scene.words("a loss at both ends", "양끝 모두 손실") : scene.words("price", "주가")
    canvas.text(head, columns.bar.x, inside.y, .muted, max: columns.bar.width)
    if let wanted = content.wantedPrice, columns.needed > 0 {
      let price = text.price(wanted)
      let room = columns.needed + 8
      let head =
        [scene.words("f must be for \(price)", "f \(price)의 조건"), scene.words("for \(price)", "\(price)")]
        .first { TextWidth.columns($0) <= room } ?? "f"
      canvas.right(head, inside.maxX, inside.y, .muted, max: room)
    }
    let room = inside.height - 1
    let scroll = Scroll(content.bars.count, selected: selected, room: room)
    var y = inside.y + 1
    for (i, bar) in content.bars.enumerated().dropFirst(scroll.first).prefix(room) {
      drawRow(bar, columns, tornado, content, inside, y, on: &canvas)
      if i == selected { canvas.emphasise(Rect(inside.x, y, inside.width, 1), .selected) }
      y += 1
    }
    canvas.marks(of: scroll, inEdgeOf: rect)
    drawWords(content, price, Rect(inside.x, y, inside.width, inside.maxY - y), on: &canvas)
  }

  private static func columns(_ inside: Rect, _ content: ValueContent) -> Columns {
    let name = min(22, inside.width * 2 / 5)
    let needed = inside.width >= 48 ? 14 : 0
    let ends = inside.width >= 66
    let bar = Rect(
      inside.x + name + (ends ? 9 : 0), inside.y, inside.width - name - needed - (ends ? 18 : 0) - (needed > 0 ? 1 : 0), 1)
    return Columns(name: name, bar: bar, ends: ends, needed: needed)
  }

  private static func drawRow(
    _ bar: ScenarioSensitivity, _ columns: Columns, _ tornado: Tornado, _ content: ValueContent, _ inside: Rect, _ y: Int,
    on canvas: inout Canvas
  ) {
    let scene = content.scene
    let text = ValueText(scene)
    let isChanged = content.choices.changes(of: content.scenario?.id ?? "").values[bar.key] != nil
    canvas.text(scene.words(Names.of(bar.key)), inside.x, y, isChanged ? .assumed : .text, max: columns.name - 1)
    for (column, glyph) in tornado.glyphs(bar.prices).enumerated() {
      guard let glyph else { continue }
      canvas.put(glyph, columns.bar.x + column, y, glyph == "░" ? .chartAlternate : glyph == "█" ? .chart : .heading)
    }
    if columns.ends {
      let (least, most) = (min(bar.priceAtLow, bar.priceAtHigh), max(bar.priceAtLow, bar.priceAtHigh))
      canvas.right(short(least, text), columns.bar.x - 1, y, .muted, max: 8)
      canvas.right(short(most, text), columns.bar.maxX + 8, y, .muted, max: 8)
    }
    guard columns.needed > 0, let scenario = content.scenario, let wanted = content.wantedPrice else { return }
    let (needed, role) = needed(bar.key, wanted, scenario, content.text(beside: bar.key), scene)
    canvas.right(needed, inside.maxX, y, role, max: columns.needed)
  }

  private static func short(_ price: Double, _ text: ValueText) -> String {
    Numbers.grouped(text.scene.format.price(price, on: Valuation.quoteDay(text.scene.snapshot)) ?? price)
  }

  /// What an assumption must be, or that it cannot do it alone.
  static func needed(
    _ key: ScenarioKey, _ wanted: Double, _ scenario: Scenario, _ text: ValueText, _ scene: Scene
  ) -> (String, Role) {
    switch ScenarioSolution(key, forPrice: wanted, in: scenario) {
    case .value(let value):
      guard var figure = scenario[key] else { return ("–", .text) }
      figure.value = value
      return (text.text(figure), .text)
    // Said once for all of them below.
    case .outOfDomain: return ("", .muted)
    case .noEffect: return (scene.words("no effect", "영향 없음"), .muted)
    case nil: return ("–", .muted)
    }
  }

  /// Which assumptions cannot give the price alone, in one sentence; nil where all can.
  static func impossible(_ content: ValueContent) -> String? {
    guard let wanted = content.wantedPrice, let scenario = content.scenario else { return nil }
    let keys = content.bars.map(\.key).filter {
      if case .outOfDomain = ScenarioSolution($0, forPrice: wanted, in: scenario) { true } else { false }
    }
    guard !keys.isEmpty else { return nil }
    let names = keys.map { content.scene.words(Names.of($0)) }.joined(separator: ", ")
    let price = ValueText(content.scene).price(wanted)
    return content.scene.words("Cannot give \(price) alone: \(names).", "단독으로는 \(price)에 이를 수 없음: \(names).")
  }

  private static func drawNothing(_ scene: Scene, _ inside: Rect, on canvas: inout Canvas) {
    let text = scene.words(
      "This scenario states no earnings with a multiple, so there is nothing to vary. s shows another one.",
      "이 시나리오는 이익과 배수를 제시하지 않아 바꿔 볼 가정이 없습니다. s는 다른 시나리오입니다.")
    for (y, line) in TextWidth.wrap(text, inside.width).prefix(inside.height).enumerated() {
      canvas.text(line, inside.x, inside.y + y, .muted, max: inside.width)
    }
  }

  private static func drawWords(_ content: ValueContent, _ price: Double, _ rect: Rect, on canvas: inout Canvas) {
    let scene = content.scene
    guard rect.height > 2 else { return }
    let text = ValueText(scene)
    let year = content.scenario?.due.map { String($0.year) } ?? ""
    let bySpread = content.bars.contains { $0.isBySpread }
    let range =
      bySpread
      ? scene.words(
        "one standard deviation of its spread until \(year); a tenth where it has none", "\(year)년까지 표준편차 하나, 분포가 없으면 10%")
      : scene.words("a tenth", "10%")
    let quote = Valuation.quote(scene.snapshot)
    let day = quote.figure.map { scene.format.date($0.period.endDay) } ?? ""
    let wanted = content.wantedPrice.map { text.price($0) } ?? "?"
    let today =
      content.choices.wantedPrice == nil
      ? scene.words("the price of \(day)", "\(day) 주가") : scene.words("the price typed in", "입력한 주가")
    var sentences = [
      scene.words(
        "│ \(text.price(price)): the scenario. Each bar moves one assumption alone, \(range).",
        "│ \(text.price(price)): 시나리오. 막대는 그 가정만 바꾼 결과 (폭: \(range))."),
      scene.words(
        "Right: what it alone must be for \(wanted), \(today), to hold; multiple and all else as they are. f sets another price.",
        "오른쪽: \(today) \(wanted)에 필요한 값. 그 가정만 바꿀 때이며 배수 등 나머지는 그대로. f로 다른 주가 입력."),
    ]
    if let alone = impossible(content) { sentences.insert(alone, at: 1) }
    var y = rect.y + 1
    for line in sentences.flatMap({ TextWidth.wrap($0, rect.width) }) where y < rect.maxY {
      canvas.text(line, rect.x, y, .muted, max: rect.width)
      y += 1
    }
  }
}
