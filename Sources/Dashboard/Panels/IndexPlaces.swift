import Canvas

/// Where the boxes of the panel go.
///
/// What comes next has a box of its own. Without a record of the present it is the view of the trade, and the past rebalances take the
/// place of the weights.
struct IndexPlaces {
  var calendar: Rect?
  var agenda: Rect?
  var next: Rect?
  var weights: Rect?
  var history: Rect?
  var rule: Rect?
  var trade: Rect?

  /// Columns of the calendar's box: seven days of five columns, a margin and the frame.
  static let calendarWidth = 39
  /// Rows of the box of the trade, and of those of what comes next and of the past with their frames.
  private static let (tradeHeight, nextHeight, pastHeight) = (15, 8, 7)

  init(_ rect: Rect, _ view: IndexView, hasRecord: Bool) {
    switch rect.width {
    case 160...:
      let (left, right) = rect.left(rect.width * 61 / 100)
      let (calendar, middle) = left.left(Self.calendarWidth)
      self.calendar = calendar
      days(in: middle, hasRecord: hasRecord, isPastBelow: false)
      figures(in: right, view, hasRecord: hasRecord, isTradeBelow: false)
    case 100...:
      if view == .calendar {
        let (calendar, right) = rect.left(Self.calendarWidth)
        self.calendar = calendar
        days(in: right, hasRecord: hasRecord, isPastBelow: true)
      } else {
        figures(in: rect, view, hasRecord: hasRecord, isTradeBelow: true)
      }
    default:
      switch view {
      case .calendar:
        // Two lines of what comes next are worth more than the legend of the calendar.
        let height = rect.height >= 20 ? 7 : rect.height >= 12 ? 4 : 0
        let (top, below) = rect.top(height)
        if height > 0 { next = top }
        let (calendar, agenda) = below.left(min(Self.calendarWidth, rect.width / 2))
        (self.calendar, self.agenda) = (calendar, agenda)
      case .weights: weights = rect
      case .rule: rule = rect
      case .trade: if hasRecord { trade = rect } else { next = rect }
      case .history: history = rect
      }
    }
  }

  /// What comes next above the agenda, and below it the trade, or the past rebalances.
  private mutating func days(in rect: Rect, hasRecord: Bool, isPastBelow: Bool) {
    var rest = rect
    if !hasRecord || rect.height >= 34 { (next, rest) = rect.top(Self.nextHeight) }
    if hasRecord {
      (agenda, trade) = rest.top(rest.height - Self.tradeHeight)
    } else if isPastBelow {
      (agenda, weights) = rest.top(rest.height - Self.pastHeight)
    } else {
      agenda = rest
    }
  }

  /// Weights, their rule and their trade.
  private mutating func figures(in rect: Rect, _ view: IndexView, hasRecord: Bool, isTradeBelow: Bool) {
    var (left, right) = isTradeBelow ? rect.left(rect.width / 2) : rect.top(rect.height - min(22, rect.height / 2))
    if !hasRecord { (weights, left) = left.top(Self.pastHeight) }
    if hasRecord, view != .history { weights = left } else { history = left }
    if isTradeBelow {
      let (top, below) = right.top(right.height - (hasRecord ? Self.tradeHeight : Self.nextHeight))
      right = top
      if hasRecord { trade = below } else { next = below }
    }
    rule = right
  }
}
