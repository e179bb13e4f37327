import Analysis
package import Canvas
internal import Finance
import Format
package import Model

/// What the company is worth: scenarios, what each implies and requires, and how likely it is.
package enum ValuePanel: Panel {
  package static let id = PanelID.value
  package static let views = ValueView.allCases.map(\.name)
  package static var keys: [PanelKey] { ValueKeys.keys }

  package static func word(for action: Action, _ scene: Scene) -> Phrase? {
    switch (action, ValueView(rawValue: scene.state.view(of: id))) {
    case (.raise, .spreads): return Phrase("spread", "폭")
    case (.left, .range): return Phrase("year", "연도")
    default: return keys.first { $0.action == action }?.short
    }
  }

  package static func footer(_ scene: Scene) -> [[Action]] {
    let isRange = scene.state.view(of: id) == ValueView.range.rawValue
    let isComparison = scene.state.view(of: id) == ValueView.comparison.rawValue
    return [[.nextScenario], [.view]] + (isComparison ? [] : [[.raise, .lower], [.enterValue], [.reset]])
      + (isRange ? [[.left, .right], [.horizontalAxis]] : isComparison ? [[.open]] : [[.find]])
      + (scene.state.moment == .now ? [] : [[.now]])
      + [[.momentBack, .momentForward], [.source], [.detail], [.undo], [.save], [.currency], [.search], [.language]]
  }

  package static func count(_ scene: Scene) -> Int {
    let content = ValueContent.of(scene)
    return content.count(content.view)
  }

  package static func items(_ scene: Scene) -> [Item] {
    let content = ValueContent.of(scene)
    return content.items(content.view)
  }

  /// The lines of the scenario and the scenarios: the other views show the same numbers again.
  package static func findable(_ scene: Scene) -> [(view: Int, index: Int, item: Item)] {
    let content = ValueContent.of(scene)
    return [ValueView.scenario, .comparison].flatMap { view in
      content.items(view).enumerated().map { (view.rawValue, $0, $1) }
    }
  }

  package static func home(_ scene: Scene) -> Int {
    let content = ValueContent.of(scene)
    guard content.view == .comparison else { return 0 }
    return content.all.firstIndex { $0.scenario.id == content.scenario?.id } ?? 0
  }

  package static func turn(_ step: Step, _ state: inout AppState, _ scene: Scene) -> Bool {
    ValueKeys.turn(step, &state, ValueContent.of(scene))
  }

  package static func act(_ action: Action, _ state: inout AppState, _ scene: Scene) -> Bool {
    guard ValueKeys.takes(action) || action == .view else { return false }
    return ValueKeys.act(action, &state, ValueContent.of(scene))
  }

  package static func answer(_ prompt: Prompt, _ state: inout AppState, _ scene: Scene) -> Effect? {
    ValuePrompt.answer(prompt, &state, ValueContent.of(scene))
  }

  package static func draw(_ scene: Scene, in rect: Rect, on canvas: inout Canvas) {
    let content = ValueContent.of(scene)
    guard content.value != nil else { return drawNothing(scene, in: rect, on: &canvas) }
    let (head, body) = rect.top(min(rect.height >= 18 ? 5 : 4, rect.height / 3))
    ValueTable.drawHead(content, in: head, on: &canvas)
    switch rect.width {
    case 160...: drawWide(content, in: body, on: &canvas)
    case 100...: drawHalves(content, in: body, on: &canvas)
    default: drawOne(content, in: body, on: &canvas)
    }
  }

  /// The scenario on one page, its range on the other.
  private static func drawWide(_ content: ValueContent, in rect: Rect, on canvas: inout Canvas) {
    switch content.view {
    case .scenario, .sensitivity, .comparison:
      let (above, below) = rect.top(max(rect.height * 11 / 20, rect.height - 17))
      let columns = above.columns([36, 32, 32])
      ValueTable.draw(.assumptions, content, in: columns[0], on: &canvas)
      ValueTable.draw(.results, content, in: columns[1], on: &canvas)
      ValueTornado.draw(content, in: columns[2], on: &canvas)
      ValueComparison.draw(content, besideTable: true, in: below, on: &canvas)
    case .range, .spreads:
      let (above, below) = rect.top(rect.height - min(rect.height / 2, content.spreads.count + 4))
      ValueRange.draw(content, in: above, on: &canvas)
      ValueSpreads.draw(content, in: below, on: &canvas)
    }
  }

  private static func drawHalves(_ content: ValueContent, in rect: Rect, on canvas: inout Canvas) {
    switch content.view {
    case .scenario, .sensitivity:
      let (left, right) = rect.left(rect.width / 2)
      let (assumptions, results) = left.top(min(left.height * 3 / 5, ValueRows.assumptionCount(content.rows) + 3))
      ValueTable.draw(.assumptions, content, in: assumptions, on: &canvas)
      ValueTable.draw(.results, content, in: results, on: &canvas)
      ValueTornado.draw(content, in: right, on: &canvas)
    case .comparison: ValueComparison.draw(content, in: rect, on: &canvas)
    case .range: ValueRange.draw(content, in: rect, on: &canvas)
    case .spreads: ValueSpreads.draw(content, in: rect, on: &canvas)
    }
  }

  private static func drawOne(_ content: ValueContent, in rect: Rect, on canvas: inout Canvas) {
    switch content.view {
    case .scenario: ValueTable.draw(.all, content, in: rect, on: &canvas)
    case .sensitivity: ValueTornado.draw(content, in: rect, on: &canvas)
    case .comparison: ValueComparison.draw(content, in: rect, on: &canvas)
    case .range: ValueRange.draw(content, in: rect, on: &canvas)
    case .spreads: ValueSpreads.draw(content, in: rect, on: &canvas)
    }
  }

  private static func drawNothing(_ scene: Scene, in rect: Rect, on canvas: inout Canvas) {
    let inside = canvas.box(rect, title: scene.words(id.title)).inset(1, 0)
    let isLoss = scene.analysis.trailingDrivers.earningsPerShare.value.map { $0 <= 0 } ?? false
    let hint = scene.words(" ] goes on to the next moment, L back to now.", " ] 다음 시점으로, L 현재로 이동합니다.")
    let text =
      (isLoss
        ? scene.words(
          "No scenario is known at this moment, and the last four quarters add up to a loss, which no multiple gives a value to.",
          "이 시점에 알려진 시나리오가 없고, 최근 4개 분기 합계가 적자라 배수로 가치를 매길 수 없습니다.")
        : scene.words(
          "Neither a scenario nor four quarters of results are in the record at this moment.", "이 시점에는 시나리오도 4개 분기 실적도 없습니다."))
      + hint
    for (y, line) in TextWidth.wrap(text, inside.width).prefix(inside.height).enumerated() {
      canvas.text(line, inside.x, inside.y + y, .muted, max: inside.width)
    }
  }
}
