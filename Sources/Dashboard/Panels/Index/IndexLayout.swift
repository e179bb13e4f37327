import Canvas

/// Where the boxes of the panel go.
///
/// What comes next has a box of its own. Without a record of the present it is the view of the trade, and the past rebalances take the
/// place of the weights.
struct IndexLayout {
  enum Part: Int { case calendar, agenda, next, weights, history, rule, trade }

  private(set) var boxes: [(part: Part, rect: Rect)] = []
  private let hasRecord: Bool

  /// Columns of the calendar's box: seven days of five columns, a margin and the frame.
  private static let calendarWidth = 39
  /// Rows of the boxes of the trade, of what comes next and of the past, with their frames.
  private static let (tradeHeight, nextHeight, pastHeight) = (15, 8, 7)

  init(_ rect: Rect, _ view: IndexView, hasRecord: Bool) {
    self.hasRecord = hasRecord
    switch (rect.width, view) {
    case (160..., _):
      let (left, right) = rect.left(rect.width * 61 / 100)
      let (calendar, middle) = left.left(Self.calendarWidth)
      boxes = [(.calendar, calendar)]
      addDays(in: middle, isPastBelow: false)
      let (above, below) = right.top(right.height - min(22, right.height / 2))
      addFigures(view, above, below)
    case (100..., .calendar):
      let (calendar, right) = rect.left(Self.calendarWidth)
      boxes = [(.calendar, calendar)]
      addDays(in: right, isPastBelow: true)
    case (100..., _):
      let (left, right) = rect.left(rect.width / 2)
      let (rule, below) = right.top(right.height - (hasRecord ? Self.tradeHeight : Self.nextHeight))
      addFigures(view, left, rule)
      boxes.append((hasRecord ? .trade : .next, below))
    case (_, .calendar):
      // Lines of what comes next are worth more than the legend of the calendar, but not more than the last week of a month.
      let (next, below) = rect.top(rect.height >= 20 ? 7 : rect.height >= 14 ? 4 : rect.height == 13 ? 3 : 0)
      let (calendar, agenda) = below.left(min(Self.calendarWidth, rect.width / 2))
      boxes = [(.next, next), (.calendar, calendar), (.agenda, agenda)]
    case (_, .weights): boxes = [(.weights, rect)]
    case (_, .rule): boxes = [(.rule, rect)]
    case (_, .trade): boxes = [(hasRecord ? .trade : .next, rect)]
    case (_, .history): boxes = [(.history, rect)]
    }
  }

  /// What comes next above the agenda, and below it the trade, or the past rebalances.
  private mutating func addDays(in rect: Rect, isPastBelow: Bool) {
    let (next, rest) = rect.top(!hasRecord || rect.height >= 34 ? Self.nextHeight : 0)
    let below = hasRecord ? Self.tradeHeight : isPastBelow ? Self.pastHeight : 0
    let (agenda, last) = rest.top(rest.height - below)
    boxes += [(.next, next), (.agenda, agenda), (hasRecord ? .trade : .weights, last)]
  }

  /// Weights, or the past rebalances over the weights by date, and the rule.
  private mutating func addFigures(_ view: IndexView, _ left: Rect, _ rule: Rect) {
    if hasRecord {
      boxes.append((view == .history ? .history : .weights, left))
    } else {
      let (past, history) = left.top(Self.pastHeight)
      boxes += [(.weights, past), (.history, history)]
    }
    boxes.append((.rule, rule))
  }

  /// The views whose boxes are in sight together, page by page, in the order in which the focus goes through them.
  static func pages(width: Int, hasRecord: Bool) -> [[IndexView]] {
    switch (width, hasRecord) {
    case (160..., true): [[.calendar, .weights, .rule, .trade], [.history]]
    case (160..., false): [[.calendar, .trade, .weights, .rule, .history]]
    case (100..., true): [[.calendar], [.weights, .rule, .trade], [.history]]
    case (100..., false): [[.calendar], [.weights, .rule, .history, .trade]]
    default: IndexView.allCases.map { [$0] }
    }
  }
}
