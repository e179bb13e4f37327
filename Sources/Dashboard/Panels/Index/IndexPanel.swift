import Analysis
package import Canvas
import Finance
import Format
package import Model

/// The calendar of the exchange and the index, what the rules make of its weights, and what the index funds trade in the company's shares.
package enum IndexPanel: Panel {
  /// The panel of the exchange's calendar and the index.
  package static let id = PanelID.index
  /// The boxes of the panel, each of which the keys can move in.
  package static let views = IndexView.allCases.map(\.name)
  /// The company's price for a what-if, and past rebalances to open.
  package static var keys: [PanelKey] { IndexKeys.keys }

  /// Left and right are months: the footer shows them on the calendar only.
  package static func word(for action: Action, _ context: DrawContext) -> Phrase? {
    action == .left ? Phrase("month", "달") : keys.first { $0.action == action }?.short
  }

  /// The what-if only where weights are on record, and past rebalances only where there are some to open.
  package static func footer(_ context: DrawContext) -> [[Action]] {
    let content = IndexContent.of(context)
    let what: [[Action]] = content.shown == nil ? [] : [[.raise, .lower], [.reset], [.enterValue]]
    let isCalendar = content.view == .calendar
    return (context.state.moment == .now ? [] : [[.now]]) + [[.view]] + (content.openable.isEmpty ? [] : [[.open]])
      + (isCalendar ? [[.left, .right]] : what)
      + [[.momentBack, .momentForward], [.source], [.detail], [.earningsBack, .earningsForward]]
      + (isCalendar ? Array(what.prefix(1)) : []) + [[.search], [.language], [.theme]]
  }

  /// The lines of the open view; the calendar has one more for the moment itself.
  package static func count(_ context: DrawContext) -> Int {
    let content = IndexContent.of(context)
    return content.count(content.view)
  }

  /// The lines of the open view; only the one under the cursor has its paragraphs.
  package static func items(_ context: DrawContext) -> [Item] {
    let content = IndexContent.of(context)
    return content.items(content.view)
  }

  /// The items of all views, the agenda's whole span included.
  package static func findable(_ context: DrawContext) -> [(view: Int, index: Int, item: Item)] {
    let content = IndexContent.of(context)
    return IndexView.allCases.flatMap { view in content.items(view).enumerated().map { (view.rawValue, $0, $1) } }
  }

  /// The calendar begins at the moment, between what was and what will be.
  package static func home(_ context: DrawContext) -> Int {
    let content = IndexContent.of(context)
    return content.view == .calendar ? content.pastEntries : 0
  }

  /// At another moment another day is today.
  package static func follow(_ state: inout AppState) {
    let calendar = IndexView.calendar.rawValue
    if state.view(of: id) == calendar { state.cursors[id] = nil }
    state.parked[ViewID(panel: id, view: calendar)] = nil
  }

  /// Changes the price or opens a past rebalance; says in the footer why where neither can be done.
  package static func act(_ action: Action, _ state: inout AppState, _ context: DrawContext) -> Bool {
    IndexKeys.act(action, &state, context)
  }

  /// Takes the price of a what-if; nothing is asked of the world.
  package static func answer(_ prompt: Prompt, _ state: inout AppState, _ context: DrawContext) -> Effect? {
    IndexKeys.answer(prompt, &state, context)
    return nil
  }

  /// Along the list; on the calendar left and right go to the first entry of another month.
  package static func move(_ step: Step, from cursor: Int, _ context: DrawContext) -> Int {
    let content = IndexContent.of(context)
    if content.view == .calendar, step == .left || step == .right { return IndexKeys.month(step, from: cursor, content) }
    return linearMove(step, from: cursor, count: content.count(content.view))
  }

  /// The boxes that the layout has room for; without present weights past rebalances take the place of the weights.
  package static func draw(_ context: DrawContext, in rect: Rect, on canvas: inout Canvas) {
    let content = IndexContent.of(context)
    for (part, rect) in IndexLayout(rect, content.view, hasRecord: content.shown != nil).boxes where rect.height > 1 {
      switch part {
      case .calendar: content.drawCalendar(in: rect, on: &canvas)
      case .agenda: content.drawAgenda(in: rect, on: &canvas)
      case .next: content.drawNext(in: rect, on: &canvas)
      case .weights where content.shown == nil: content.drawPast(in: rect, on: &canvas)
      case .weights: content.drawWeights(in: rect, on: &canvas)
      case .history: content.drawHistory(in: rect, on: &canvas)
      case .rule: content.drawRule(in: rect, on: &canvas)
      case .trade: content.drawTrade(in: rect, on: &canvas)
      }
    }
  }
}
