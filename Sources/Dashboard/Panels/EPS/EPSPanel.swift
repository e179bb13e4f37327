package import App
package import Canvas
import Documents
internal import Finance
import Format
package import Model

/// Earnings per share: an estimate of a quarter from its drivers, how sensitive it is, and where it went wrong.
package enum EPSPanel: Panel {
  /// The panel of estimates of a quarter.
  package static let id = PanelID.eps
  /// As in the financial press.
  package static let title = Phrase("EPS", "EPS")
  /// Its boxes: drivers, heat map, bridge, statement, history and track record.
  package static let views = EPSView.allCases.map(\.name)

  /// Changing, saving and comparing an estimate.
  package static var commands: [Command] { EPSCommands.all }
  /// The choices of the panel.
  package typealias State = EPSChoices

  /// Left and right are cells on the heat map, quarters in the other views.
  package static func word(for command: CommandID, _ context: DrawContext) -> Phrase? {
    guard command == .left else { return nil }
    return context.state.view(of: .eps) == EPSView.heatMap.rawValue ? Phrase("cell", "칸") : Phrase("quarter", "분기")
  }

  /// What changes the estimate comes first, then steps in time.
  package static func footer(_ context: DrawContext) -> [[CommandID]] {
    let view = EPSView(rawValue: context.state.view(of: .eps))
    let own: [[CommandID]]
    switch view {
    case .heatMap: own = [["eps.cell.take"], [.left, .right]]
    case .record: own = [["eps.estimate.open"]]
    default: own = [["eps.driver.raise", "eps.driver.lower"], ["eps.driver.enter"]]
    }
    return own + [[.nextView], [.nextBox], ["eps.estimate.next"], [.timeBack, .timeForward], ["eps.save"], ["eps.undo"]]
      + context.backToNow
      + [[.left, .right], [.earningsBack, .earningsForward], ["eps.bridge.next"], ["eps.solve"], [.source], [.open], [.search]]
  }

  /// What is in sight at once: all from 160 columns on, three of six from 100 on, otherwise one.
  package static func pages(_ context: DrawContext) -> [[Int]] {
    let pages: [[EPSView]] =
      switch context.size.width {
      case 160...: [[.drivers, .statement, .heatMap, .record, .history, .bridge]]
      case 100...: [[.drivers, .heatMap, .bridge], [.statement, .history, .record]]
      default: EPSView.allCases.map { [$0] }
      }
    return pages.map { $0.map(\.rawValue) }
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

  // MARK: changes

  /// Left and right choose the quarter, on the heat map the cell; heat map and history take every movement.
  package static func turn(_ step: Step, _ state: inout AppState, _ context: DrawContext) -> Bool {
    EPSEdits.turn(step, &state, EPSContent.of(context))
  }

  /// Selects a cell of the heat map, or the quarter of a bar.
  package static func point(_ hit: Hit, _ state: inout AppState, _ context: DrawContext) {
    switch hit {
    case .cell(let view, let x, let y):
      state.open(view: view, of: id)
      state.eps.cell = HeatMap.Cell(x: x, y: y)
    case .item(EPSView.history.rawValue, let bar):
      state.open(view: EPSView.history.rawValue, of: id)
      let quarters = EPSHistoryBox.quarters(EPSContent.of(context))
      if quarters.indices.contains(bar) { EPSEdits.choose(quarters[bar], &state, EPSContent.of(context)) }
    default: select(hit, &state)
    }
  }

  /// Shows an estimate that was just saved under its name.
  package static func follow(_ change: Change, _ state: inout AppState, _ context: DrawContext) {
    if case .kept(.estimate(let estimate)) = change {
      return state.eps.takeBack(estimate, among: state.documents.estimates, context.snapshot)
    }
    guard case .written(.estimate(let estimate)) = change else { return }
    // Only a draft that has been saved need not be kept.
    if state.eps.chosen[estimate.target] == .draft { state.eps.drafts[estimate.target] = nil }
    state.eps.chosen[estimate.target] = .saved(estimate.name)
  }

  /// The drafts, whether they are shown or not.
  package static func unsaved(_ state: AppState) -> [Unsaved] {
    // One that carries everything forward from the base again holds no change.
    let drafts = state.eps.drafts.sorted { $0.key < $1.key }.filter { $1.now.began != .carried || !$1.now.assumptions.isEmpty }
    return drafts.map { .estimate($1.kept(for: $0, among: state.documents.estimates)) }
  }

  // MARK: drawing

  /// From 160 columns on all boxes at once, from 100 on three, otherwise the open view alone.
  package static func draw(_ context: DrawContext, in rect: Rect, on canvas: inout Canvas) {
    let content = EPSContent.of(context)
    guard !content.isEmpty else {
      let text = context.words(
        Phrase("No quarterly result is in the record at this moment.", "이 시점에는 기록된 분기 실적이 없습니다.") + context.otherMoments)
      Paragraph(text).draw(in: Box(context.words(title)).draw(in: rect, on: &canvas), on: &canvas)
      return
    }
    for (view, part) in parts(rect, content) {
      // The selected driver and the cell of the heat map show wherever the cursor is.
      if view == content.view || view == .drivers || view == .heatMap {
        draw(view, of: content, in: part, on: &canvas)
      } else {
        content.still(view.rawValue, in: part, on: &canvas) { draw(view, of: $0, in: part, on: &$1) }
      }
    }
  }

  private static func draw(_ view: EPSView, of content: EPSContent, in rect: Rect, on canvas: inout Canvas) {
    switch view {
    case .drivers: EPSDriverBox.draw(content, in: rect, on: &canvas)
    case .heatMap: EPSHeatBox.draw(content, in: rect, on: &canvas)
    case .bridge: EPSBridgeBox.draw(content, in: rect, on: &canvas)
    case .statement: EPSStatementBox.draw(content, in: rect, on: &canvas)
    case .history: EPSHistoryBox.draw(content, in: rect, on: &canvas)
    case .record: EPSTrackRecordBox.draw(content, in: rect, on: &canvas)
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
    var box = Box(title, note: note, role: self.view == view ? .accent : .border)
    box.hit = .box(view: view.rawValue)
    return box.draw(in: rect, on: &canvas)
  }

  /// What stands in a box where there is no estimate.
  func drawFault(in rect: Rect, on canvas: inout Canvas) {
    guard let fault else { return }
    let next = context.key("eps.estimate.next")
    let text = fault.message + Phrase(". \(next) next estimate,", ". \(next) 다음 추정,") + context.otherMoments
    Paragraph(context.words(text), .warning).draw(in: rect, on: &canvas)
  }
}

extension PanelID {
  /// The id of `EPSPanel`.
  package static let eps = PanelID("eps")
}
