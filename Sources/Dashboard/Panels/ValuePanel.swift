package import Canvas
package import Model

/// What the company is worth: a scenario and what follows from it, beside the market and the record.
package enum ValuePanel: Panel {
  package static let id = PanelID.value

  /// All parts are visible from 100 columns on; below, the one that holds the cursor, and the view chooses where it begins.
  package static let views = [Phrase("scenario", "시나리오"), Phrase("record", "실적"), Phrase("all scenarios", "시나리오 전체")]

  package static func count(_ scene: Scene) -> Int { ValueContent.of(scene).total }

  package static func items(_ scene: Scene) -> [Item] { ValueContent.of(scene).items() }

  package static func move(_ step: Step, from cursor: Int, _ scene: Scene) -> Int {
    ValueContent.of(scene).moved(step, from: cursor)
  }

  package static func draw(_ scene: Scene, in rect: Rect, on canvas: inout Canvas) {
    let content = ValueContent.of(scene)
    guard !content.isEmpty else {
      let text = scene.words(
        "Neither a price nor a result nor a scenario is in the record at this moment. ] goes on to the next moment, L back to now.",
        "이 시점에는 기록된 주가·실적·시나리오가 없습니다. ] 다음 시점으로, L 현재로 이동합니다.")
      drawSentence(text, title: scene.words(id.title), in: rect, on: &canvas)
      return
    }
    guard content.value != nil else {
      drawRecordAlone(content, in: rect, on: &canvas)
      return
    }
    switch rect.width {
    case 160...:
      let halves = rect.columns([1, 1])
      let (scenario, record) = halves[0].top(max(halves[0].height - 20, halves[0].height / 2))
      let (bars, table) = halves[1].top(max(halves[1].height - tableHeight(content, lines: 4), halves[1].height / 2))
      ValueBoxes.drawScenario(content, in: scenario, on: &canvas)
      ValueBoxes.drawRecord(content, in: record, on: &canvas)
      drawBars(content, in: bars, on: &canvas)
      ValueBoxes.drawTable(content, in: table, on: &canvas)
    case 100...:
      let (above, below) = rect.top(max(rect.height - 17, rect.height / 2))
      let (upper, lower) = (above.columns([1, 1]), below.columns([1, 1]))
      ValueBoxes.drawScenario(content, in: upper[0], on: &canvas)
      ValueBoxes.drawRecord(content, in: upper[1], on: &canvas)
      drawBars(content, in: lower[0], on: &canvas)
      ValueBoxes.drawTable(content, in: lower[1], on: &canvas)
    default: drawSmall(content, in: rect, on: &canvas)
    }
  }

  /// One part at a time: the one that holds the cursor.
  private static func drawSmall(_ content: ValueContent, in rect: Rect, on canvas: inout Canvas) {
    switch content.selected.part {
    case .scenario: ValueBoxes.drawScenario(content, in: rect, on: &canvas)
    case .record: ValueBoxes.drawRecord(content, in: rect, on: &canvas)
    case .table:
      let (table, bars) = rect.top(min(tableHeight(content, lines: 2), rect.height / 2))
      ValueBoxes.drawTable(content, in: table, on: &canvas)
      drawBars(content, in: bars, on: &canvas)
    }
  }

  private static func drawBars(_ content: ValueContent, in rect: Rect, on canvas: inout Canvas) {
    content.scene.part("bars", in: rect, on: &canvas) { ValueBars.draw(content, in: rect, on: &$0) }
  }

  private static func tableHeight(_ content: ValueContent, lines: Int) -> Int { content.all.count * lines + 2 }

  /// Before anybody has said what the company will be worth.
  private static func drawRecordAlone(_ content: ValueContent, in rect: Rect, on canvas: inout Canvas) {
    let scene = content.scene
    let (sentence, record) = rect.top(rect.width >= 100 ? 3 : 4)
    let text = scene.words(
      "No scenario is known at this moment. ] goes on to the next moment, L back to now.",
      "이 시점에 알려진 시나리오가 없습니다. ] 다음 시점으로, L 현재로 이동합니다.")
    drawSentence(text, title: scene.words("Scenarios", "시나리오"), in: sentence, on: &canvas)
    ValueBoxes.drawRecord(content, in: record, on: &canvas)
  }

  private static func drawSentence(_ text: String, title: String, in rect: Rect, on canvas: inout Canvas) {
    let inside = canvas.box(rect, title: title).inset(1, 0)
    for (y, line) in TextWidth.wrap(text, inside.width).prefix(inside.height).enumerated() {
      canvas.text(line, inside.x, inside.y + y, .muted, max: inside.width)
    }
  }
}
