package import Canvas
internal import Finance
import Format
package import Model

/// Earnings per share: an estimate of a quarter from its drivers, how sensitive it is, and where it went wrong.
package enum EPSPanel: Panel {
  package static let id = PanelID.eps
  package static let views = EPSView.allCases.map(\.name)

  package static var keys: [PanelKey] { EPSKeys.keys }

  package static func word(for action: Action, _ scene: Scene) -> Phrase? {
    if action == .left {
      return scene.state.view(of: .eps) == EPSView.heatMap.rawValue ? Phrase("cell", "칸") : Phrase("quarter", "분기")
    }
    return keys.first { $0.action == action }?.short
  }

  package static func footer(_ scene: Scene) -> [[Action]] {
    [
      [.raise, .lower], [.enterValue], [.view], [.nextScenario], [.momentBack, .momentForward], [.save], [.undo],
    ] + (scene.state.moment == .now ? [] : [[.now]]) + [
      [.earningsBack, .earningsForward], [.compare], [.find], [.source], [.detail], [.left, .right], [.search],
    ]
  }

  package static func count(_ scene: Scene) -> Int { EPSItems.count(EPSContent.of(scene)) }

  package static func items(_ scene: Scene) -> [Item] {
    let content = EPSContent.of(scene)
    return EPSItems.items(content, content.view)
  }

  /// What the views list; of the heat map and the history the cell and the bar under the cursor are no more than that.
  package static func findable(_ scene: Scene) -> [(view: Int, index: Int, item: Item)] {
    let content = EPSContent.of(scene)
    return [EPSView.drivers, .statement, .record].flatMap { view in
      EPSItems.items(content, view).enumerated().map { (view.rawValue, $0, $1) }
    }
  }

  package static func turn(_ step: Step, _ state: inout AppState, _ scene: Scene) -> Bool {
    EPSKeys.turn(step, &state, EPSContent.of(scene))
  }

  package static func act(_ action: Action, _ state: inout AppState, _ scene: Scene) -> Bool {
    guard EPSKeys.takes(action) else { return false }
    let content = EPSContent.of(scene)
    if content.target != nil { EPSKeys.act(action, &state, content) }
    return true
  }

  package static func answer(_ prompt: Prompt, _ state: inout AppState, _ scene: Scene) -> Effect? {
    EPSKeys.answer(prompt, &state, EPSContent.of(scene))
  }

  package static func draw(_ scene: Scene, in rect: Rect, on canvas: inout Canvas) {
    let content = EPSContent.of(scene)
    guard content.target != nil else { return drawNothing(scene, in: rect, on: &canvas) }
    switch rect.width {
    case 160...:
      let columns = rect.columns([36, 33, 31])
      let (drivers, record) = columns[0].top(min(rect.height, max(33, rect.height - 14)))
      let (statement, history) = columns[1].top(min(rect.height, max(33, rect.height - 15)))
      let bridgeHeight = min(EPSWaterfall.height(content), rect.height / 3)
      let (heat, bridge) = columns[2].top(rect.height - bridgeHeight)
      draw([(.drivers, drivers), (.record, record), (.statement, statement), (.history, history)], content, on: &canvas)
      draw([(.heatMap, heat), (.bridge, bridge)], content, on: &canvas)
    case 100...: drawHalves(content, in: rect, on: &canvas)
    default: draw([(content.view, rect)], content, on: &canvas)
    }
  }

  /// The estimate on one page, the record on the other.
  private static func drawHalves(_ content: EPSContent, in rect: Rect, on canvas: inout Canvas) {
    let (left, right) = rect.left(rect.width / 2)
    switch content.view {
    case .drivers, .heatMap, .bridge:
      let bridgeHeight = min(EPSWaterfall.height(content), rect.height / 2 - 2)
      let (heat, bridge) = right.top(rect.height - bridgeHeight)
      draw([(.drivers, left), (.heatMap, heat), (.bridge, bridge)], content, on: &canvas)
    case .statement, .history, .record:
      let (history, record) = right.top(rect.height * 11 / 20)
      draw([(.statement, left), (.history, history), (.record, record)], content, on: &canvas)
    }
  }

  private static func draw(_ parts: [(EPSView, Rect)], _ content: EPSContent, on canvas: inout Canvas) {
    for (view, rect) in parts {
      switch view {
      case .drivers: EPSDriverTable.draw(content, in: rect, on: &canvas)
      case .heatMap: EPSHeatMap.draw(content, in: rect, on: &canvas)
      case .bridge: EPSWaterfall.draw(content, in: rect, on: &canvas)
      case .statement: EPSStatement.draw(content, in: rect, on: &canvas)
      case .history: EPSHistory.draw(content, in: rect, on: &canvas)
      case .record: EPSRecordBox.draw(content, in: rect, on: &canvas)
      }
    }
  }

  private static func drawNothing(_ scene: Scene, in rect: Rect, on canvas: inout Canvas) {
    let inside = canvas.box(rect, title: scene.words(id.title))
    let text = scene.words(
      "No quarterly result is in the record at this moment. ] goes on to the next moment, L back to now.",
      "이 시점에는 기록된 분기 실적이 없습니다. ] 다음 시점으로, L 현재로 이동합니다.")
    for (y, line) in TextWidth.wrap(text, inside.width - 2).prefix(inside.height).enumerated() {
      canvas.text(line, inside.x + 1, inside.y + y, .muted, max: inside.width - 2)
    }
  }
}

extension EPSContent {
  /// The box of a part: the one that the keys move in has an accented frame.
  func box(_ view: EPSView, _ rect: Rect, title: String, note: String = "", on canvas: inout Canvas) -> Rect {
    let isOpen = self.view == view
    return canvas.box(rect, title: title, note: note, role: isOpen ? .accent : .border).inset(1, 0)
  }

  /// What stands in a box where there is no estimate.
  func drawFault(in rect: Rect, on canvas: inout Canvas) {
    guard let fault else { return }
    let hint = scene.words(" s shows another estimate, ] goes on in time.", " s는 다른 추정, ]는 다음 시점입니다.")
    for (y, line) in TextWidth.wrap(scene.words(fault.message) + "." + hint, rect.width).prefix(rect.height).enumerated() {
      canvas.text(line, rect.x, rect.y + y, .warning, max: rect.width)
    }
  }
}
