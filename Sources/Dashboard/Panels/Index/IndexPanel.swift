import Analysis
package import App
package import Canvas
import Finance
import Format
package import Model

/// The calendar of the exchange and the index, what the rules make of its weights, and what the index funds trade in the company's shares.
package enum IndexPanel: Panel {
  /// The panel of the exchange's calendar and the index.
  package static let id = PanelID.index
  /// The Nasdaq-100, as it is called for short.
  package static let title = Phrase("Index", "지수")
  /// The choices of the panel.
  package typealias State = IndexChoices
  /// The boxes of the panel, each of which the keys can move in.
  package static let views = IndexView.allCases.map(\.name)
  /// The company's price for a what-if, and past rebalances to open.
  package static var commands: [Command] { IndexCommands.all }

  /// Left and right are months: the footer shows them on the calendar only.
  package static func word(for command: CommandID, _ context: DrawContext) -> Phrase? {
    command == .left ? Phrase("month", "달") : nil
  }

  /// The what-if only where weights are on record, and past rebalances only where there are some to open.
  package static func footer(_ context: DrawContext) -> [[CommandID]] {
    let content = IndexContent.of(context)
    let what: [[CommandID]] =
      content.shown == nil ? [] : [["index.price.raise", "index.price.lower"], ["index.price.reset"], ["index.price.enter"]]
    let isCalendar = content.view == .calendar
    return context.backToNow + [[.nextView], [.nextBox]] + (content.openable.isEmpty ? [] : [["index.rebalance.next"]])
      + (isCalendar ? [[.left, .right]] : what)
      + [[.timeBack, .timeForward], [.source], [.open], [.earningsBack, .earningsForward]]
      + (isCalendar ? Array(what.prefix(1)) : []) + [[.search], [.language], [.theme]]
  }

  /// What is in sight together, by the layout.
  package static func pages(_ context: DrawContext) -> [[Int]] {
    let hasRecord = IndexContent.of(context).shown != nil
    return IndexLayout.pages(width: context.size.width, hasRecord: hasRecord).map { $0.map(\.rawValue) }
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
  package static func follow(_ change: Change, _ state: inout AppState, _ context: DrawContext) {
    guard case .moment = change else { return }
    let calendar = IndexView.calendar.rawValue
    if state.view(of: id) == calendar { state.cursors[id] = nil }
    state.parked[ViewID(panel: id, view: calendar)] = nil
  }

  /// Opens the agenda at an entry, where it is in it.
  static func show(_ entry: AgendaEntry, _ state: inout AppState, _ context: DrawContext) {
    state.open(id)
    state.open(view: IndexView.calendar.rawValue, of: id)
    let content = IndexContent.of(context.with(state))
    state.cursors[id] = (0...content.entries.count).first { place in
      content.entry(at: place).map { $0.day == entry.day && $0.title == entry.title } ?? false
    }
  }

  /// Along the list; on the calendar left and right go to the first entry of another month.
  package static func move(_ step: Step, from cursor: Int, _ context: DrawContext) -> Int {
    let content = IndexContent.of(context)
    if content.view == .calendar, step == .left || step == .right { return IndexCommands.month(step, from: cursor, content) }
    return step.along(content.count(content.view), from: cursor)
  }

  /// The boxes that the layout has room for; without present weights past rebalances take the place of the weights.
  package static func draw(_ context: DrawContext, in rect: Rect, on canvas: inout Canvas) {
    let content = IndexContent.of(context)
    for (part, rect) in IndexLayout(rect, content.view, hasRecord: content.shown != nil).boxes where rect.height > 1 {
      // While the cursor is in the agenda it is in no other box but the calendar.
      if content.view == .calendar, part != .calendar, part != .agenda {
        content.still(part.rawValue, in: rect, on: &canvas) { draw(part, of: $0, in: rect, on: &$1) }
      } else {
        draw(part, of: content, in: rect, on: &canvas)
      }
    }
  }

  private static func draw(_ part: IndexLayout.Part, of content: IndexContent, in rect: Rect, on canvas: inout Canvas) {
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

extension PanelID {
  /// The id of `IndexPanel`.
  package static let index = PanelID("index")
}
