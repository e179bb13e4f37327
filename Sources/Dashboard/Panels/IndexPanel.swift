package import Canvas
import Finance
package import Model

/// The calendar of the exchange and the index, what the rules make of its weights, and what the index funds trade in the company's shares.
package enum IndexPanel: Panel {
  package static let id = PanelID.index
  package static let views = IndexView.allCases.map(\.name)
  package static var keys: [PanelKey] { IndexKeys.keys }

  package static func word(for action: Action, _ scene: Scene) -> Phrase? {
    action == .left ? Phrase("month", "달") : keys.first { $0.action == action }?.short
  }

  package static func footer(_ scene: Scene) -> [[Action]] {
    let what: [[Action]] = [[.raise, .lower], [.reset], [.enterValue]]
    let isCalendar = scene.state.view(of: .index) == IndexView.calendar.rawValue
    return (scene.state.moment == .now ? [] : [[.now]]) + [[.view]] + (isCalendar ? [[.left, .right]] : what)
      + [[.momentBack, .momentForward], [.source], [.detail], [.earningsBack, .earningsForward]]
      + (isCalendar ? [what[0]] : []) + [[.search], [.language], [.theme]]
  }

  package static func count(_ scene: Scene) -> Int {
    let content = IndexContent.of(scene)
    return content.count(content.view)
  }

  package static func items(_ scene: Scene) -> [Item] {
    let content = IndexContent.of(scene)
    return content.items(content.view)
  }

  package static func findable(_ scene: Scene) -> [(view: Int, index: Int, item: Item)] {
    let content = IndexContent.of(scene)
    return IndexView.allCases.flatMap { view in content.items(view).enumerated().map { (view.rawValue, $0, $1) } }
  }

  /// The calendar begins at the moment, between what was and what will be.
  package static func home(_ scene: Scene) -> Int {
    let content = IndexContent.of(scene)
    return content.view == .calendar ? content.past : 0
  }

  /// At another moment another day is today.
  package static func follow(_ state: inout AppState) {
    let calendar = IndexView.calendar.rawValue
    if state.view(of: id) == calendar { state.cursors[id] = nil }
    state.parked[ViewID(panel: id, view: calendar)] = nil
  }

  package static func act(_ action: Action, _ state: inout AppState, _ scene: Scene) -> Bool {
    IndexKeys.act(action, &state, scene)
  }

  package static func answer(_ prompt: Prompt, _ state: inout AppState, _ scene: Scene) -> Effect? {
    IndexKeys.answer(prompt, &state, scene)
    return nil
  }

  package static func move(_ step: Step, from cursor: Int, _ scene: Scene) -> Int {
    let content = IndexContent.of(scene)
    if content.view == .calendar, step == .left || step == .right { return IndexKeys.month(step, from: cursor, content) }
    return linearMove(step, from: cursor, count: content.count(content.view))
  }

  package static func draw(_ scene: Scene, in rect: Rect, on canvas: inout Canvas) {
    let content = IndexContent.of(scene)
    let cursor = content.cursor
    // A cursor in another box does not change the picture of this one; the calendar shows the day under its own.
    func state(_ view: IndexView) -> Int { content.view == view ? cursor : -1 }
    let place = IndexPlaces(rect, content.view)
    if let box = place.calendar {
      scene.part("calendar", in: box, content.agendaCursor, on: &canvas) { IndexCalendar.draw(content, in: box, on: &$0) }
    }
    if let box = place.agenda {
      scene.part("agenda", in: box, content.agendaCursor, on: &canvas) { IndexAgenda.draw(content, in: box, on: &$0) }
    }
    if let box = place.weights {
      scene.part("weights", in: box, state(.weights), on: &canvas) {
        IndexWeightsBox.draw(content, state(.weights), in: box, on: &$0)
      }
    }
    if let box = place.rule {
      scene.part("rule", in: box, state(.rule), on: &canvas) { IndexRuleBox.draw(content, state(.rule), in: box, on: &$0) }
    }
    if let box = place.trade {
      scene.part("trade", in: box, state(.trade), on: &canvas) { IndexFlowBox.draw(content, state(.trade), in: box, on: &$0) }
    }
  }
}

/// Where the boxes of the panel go.
struct IndexPlaces {
  var calendar: Rect?
  var agenda: Rect?
  var weights: Rect?
  var rule: Rect?
  var trade: Rect?

  /// Columns of the calendar's box: seven days of five columns, a margin and the frame.
  static let calendarWidth = 39
  /// Rows of the box of the trade.
  private static let tradeHeight = 15

  init(_ rect: Rect, _ view: IndexView) {
    switch rect.width {
    case 160...:
      let (left, right) = rect.left(rect.width * 61 / 100)
      let (calendar, middle) = left.left(IndexPlaces.calendarWidth)
      let (agenda, trade) = middle.top(rect.height - IndexPlaces.tradeHeight - 1)
      let (weights, rule) = right.top(rect.height - min(22, rect.height / 2))
      (self.calendar, self.agenda, self.trade, self.weights, self.rule) = (calendar, agenda, trade, weights, rule)
    case 100...:
      if view == .calendar {
        let (calendar, right) = rect.left(IndexPlaces.calendarWidth)
        let (agenda, trade) = right.top(rect.height - IndexPlaces.tradeHeight)
        (self.calendar, self.agenda, self.trade) = (calendar, agenda, trade)
      } else {
        let (weights, right) = rect.left(rect.width / 2)
        let (rule, trade) = right.top(rect.height - IndexPlaces.tradeHeight)
        (self.weights, self.rule, self.trade) = (weights, rule, trade)
      }
    default:
      switch view {
      case .calendar:
        let (calendar, agenda) = rect.left(min(IndexPlaces.calendarWidth, rect.width / 2))
        (self.calendar, self.agenda) = (calendar, agenda)
      case .weights: weights = rect
      case .rule: rule = rect
      case .trade: trade = rect
      }
    }
  }
}
