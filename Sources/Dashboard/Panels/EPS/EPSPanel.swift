package import Canvas
internal import Finance
import Format
package import Model

/// Earnings per share: an estimate of a quarter from its drivers, how sensitive it is, and where it went wrong.
package enum EPSPanel: Panel {
  /// The panel of estimates of a quarter.
  package static let id = PanelID.eps
  /// Its boxes: drivers, heat map, bridge, statement, history and track record.
  package static let views = EPSView.allCases.map(\.name)

  /// Changing, saving and comparing an estimate; scenario keys step through estimates here.
  package static var keys: [PanelKey] { EPSKeys.keys }

  /// Left and right are cells on the heat map, quarters in the other views.
  package static func word(for action: Action, _ context: DrawContext) -> Phrase? {
    if action == .left {
      return context.state.view(of: .eps) == EPSView.heatMap.rawValue ? Phrase("cell", "칸") : Phrase("quarter", "분기")
    }
    return keys.first { $0.action == action }?.short
  }

  /// What changes the estimate comes first, then steps in time.
  package static func footer(_ context: DrawContext) -> [[Action]] {
    [
      [.raise, .lower], [.enterValue], [.view], [.nextScenario], [.momentBack, .momentForward], [.save], [.undo],
    ] + (context.state.moment == .now ? [] : [[.now]]) + [
      [.earningsBack, .earningsForward], [.compare], [.find], [.source], [.detail], [.left, .right], [.search],
    ]
  }

  // MARK: items

  /// Drivers, groups, lines or rows of the open view; the heat map and the history have one item at most.
  package static func count(_ context: DrawContext) -> Int {
    let content = EPSContent.of(context)
    if content.isEmpty { return 0 }
    switch content.view {
    case .drivers: return content.estimate == nil ? 0 : EPSDriver.allCases.count
    case .heatMap: return content.estimate == nil ? 0 : 1
    case .bridge: return EPSBridgeBox.groups(content).count
    case .statement: return content.estimate == nil ? 0 : EPSLine.ordered.count
    case .history: return 1
    case .record: return EPSTrackRecordBox(content).rows.count
    }
  }

  /// The items of the open view; empty where no quarter can be estimated.
  package static func items(_ context: DrawContext) -> [Item] {
    let content = EPSContent.of(context)
    return items(content, content.view)
  }

  private static func items(_ content: EPSContent, _ view: EPSView) -> [Item] {
    if content.isEmpty { return [] }
    switch view {
    case .drivers: return EPSDriverBox.items(content)
    case .heatMap: return EPSHeatBox.items(content)
    case .bridge: return EPSBridgeBox.items(content)
    case .statement: return EPSStatementBox.items(content)
    case .history: return EPSHistoryBox.items(content)
    case .record: return EPSTrackRecordBox.items(content)
    }
  }

  /// What the views list; the heat map and the history have only the cell and the bar under the cursor, nothing to find.
  package static func findable(_ context: DrawContext) -> [(view: Int, index: Int, item: Item)] {
    let content = EPSContent.of(context)
    return [EPSView.drivers, .statement, .record].flatMap { view in
      items(content, view).enumerated().map { (view.rawValue, $0, $1) }
    }
  }

  // MARK: keys

  /// Left and right choose the quarter, on the heat map the cell; heat map and history take every movement.
  package static func turn(_ step: Step, _ state: inout AppState, _ context: DrawContext) -> Bool {
    EPSKeys.turn(step, &state, EPSContent.of(context))
  }

  /// Changes the estimate; takes the panel's keys even where there is nothing to estimate.
  package static func act(_ action: Action, _ state: inout AppState, _ context: DrawContext) -> Bool {
    guard takes(action) else { return false }
    let content = EPSContent.of(context)
    if !content.isEmpty { EPSKeys.act(action, &state, content) }
    return true
  }

  /// Takes a driver's value, the wanted earnings, or a name to save the estimate under.
  package static func answer(_ prompt: Prompt, _ state: inout AppState, _ context: DrawContext) -> Effect? {
    EPSPrompt.answer(prompt, &state, EPSContent.of(context))
  }

  // MARK: drawing

  /// From 160 columns on all boxes at once, from 100 on three, otherwise the open view alone.
  package static func draw(_ context: DrawContext, in rect: Rect, on canvas: inout Canvas) {
    let content = EPSContent.of(context)
    guard !content.isEmpty else {
      let text = context.words(
        Phrase("No quarterly result is in the record at this moment.", "이 시점에는 기록된 분기 실적이 없습니다.") + .otherMoments)
      Paragraph(text).draw(in: Box(context.words(id.title)).draw(in: rect, on: &canvas), on: &canvas)
      return
    }
    for (view, part) in parts(rect, content) {
      switch view {
      case .drivers: EPSDriverBox.draw(content, in: part, on: &canvas)
      case .heatMap: EPSHeatBox.draw(content, in: part, on: &canvas)
      case .bridge: EPSBridgeBox.draw(content, in: part, on: &canvas)
      case .statement: EPSStatementBox.draw(content, in: part, on: &canvas)
      case .history: EPSHistoryBox.draw(content, in: part, on: &canvas)
      case .record: EPSTrackRecordBox.draw(content, in: part, on: &canvas)
      }
    }
  }

  /// What is in sight: all at once, the estimate on one page and the record on the other, or the view alone.
  private static func parts(_ rect: Rect, _ content: EPSContent) -> [(EPSView, Rect)] {
    let bridgeHeight = EPSBridgeBox.height(content)
    if rect.width >= 160 {
      let columns = rect.columns([36, 33, 31])
      let (drivers, record) = columns[0].top(max(33, rect.height - 14))
      let (statement, history) = columns[1].top(max(33, rect.height - 15))
      let (heat, bridge) = columns[2].top(rect.height - min(bridgeHeight, rect.height / 3))
      return [
        (.drivers, drivers), (.record, record), (.statement, statement), (.history, history), (.heatMap, heat), (.bridge, bridge),
      ]
    }
    guard rect.width >= 100 else { return [(content.view, rect)] }
    let (left, right) = rect.left(rect.width / 2)
    switch content.view {
    case .drivers, .heatMap, .bridge:
      let (heat, bridge) = right.top(rect.height - min(bridgeHeight, rect.height / 2 - 2))
      return [(.drivers, left), (.heatMap, heat), (.bridge, bridge)]
    case .statement, .history, .record:
      let (history, record) = right.top(rect.height * 11 / 20)
      return [(.statement, left), (.history, history), (.record, record)]
    }
  }
}

/// What all boxes of the panel have in common.
extension EPSContent {
  /// The box of a part, with an accented frame where the keys move in it.
  func box(_ view: EPSView, _ rect: Rect, title: String, note: String = "", on canvas: inout Canvas) -> Rect {
    Box(title, note: note, role: self.view == view ? .accent : .border).draw(in: rect, on: &canvas)
  }

  /// What stands in a box where there is no estimate.
  func drawFault(in rect: Rect, on canvas: inout Canvas) {
    guard let fault else { return }
    let text = fault.message + Phrase(". s next estimate,", ". s 다음 추정,") + .otherMoments
    Paragraph(context.words(text), .warning).draw(in: rect, on: &canvas)
  }
}
