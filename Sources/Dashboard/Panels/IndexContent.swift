import Analysis
import Canvas
import Finance
import Format
import Model

/// The views of the index panel: each is a box that the keys move in.
enum IndexView: Int, CaseIterable, Sendable {
  case calendar, weights, rule, trade, history

  var name: Phrase {
    switch self {
    case .calendar: return Phrase("calendar", "일정")
    case .weights: return Phrase("weights", "비중")
    case .rule: return Phrase("rule", "규칙")
    case .trade: return Phrase("trade", "매매")
    case .history: return Phrase("by date", "날짜별")
    }
  }
}

/// What the cursor of the index panel can stand on.
enum IndexSpot: Sendable {
  /// The moment itself, between what was and what will be.
  case today
  /// A position in the entries of the agenda.
  case entry(Int)
  /// A place in the order of the weights; the one after the last is the sum of the largest companies.
  case weight(Int)
  /// A line of the rule.
  case rule(Int)
  /// The change of the company's weight, the close or the mean volume that the trade rests on.
  case basis(Int)
  /// A row of the trade.
  case flow(Int)
  /// A line about the next rebalance.
  case next(Int)
  /// A past rebalance on record.
  case past(Int)
  /// A weight of the company on a day.
  case dated(Int)
}

/// What the index panel shows at a moment, gathered once for a snapshot and a price.
struct IndexContent: PanelContent {
  var scene: Scene
  /// The rebalance that is shown: the past one that is open, otherwise the newest while its closes can pass for the present; nil where
  /// the record has nothing of the present.
  let record: IndexRecord?
  /// The announced rebalances on record that can be opened, the newest first: all but the one of the present.
  let openable: [String]
  /// The same with their weights, where nothing of the present is shown.
  let past: [IndexRecord]
  /// The rebalance that comes next, by rule or as announced.
  let next: RebalanceDates?
  /// The company's weights by date, the newest first, index by index.
  let history: [IndexWeight]
  /// The day of the newest closes of all securities on record.
  let newestCloses: Day?
  /// A year back and two years ahead, in order of time.
  let entries: [AgendaEntry]
  let rule: [RuleLine]
  /// How many of the entries lie behind the moment.
  let pastEntries: Int

  /// Securities in the list; the rest is too small to be read off a bar.
  static let largest = 40
  init(_ scene: Scene) {
    self.scene = scene
    let s = scene.snapshot
    let (entries, state) = (scene.analysis.agenda, scene.analysis.index)
    self.entries = entries
    pastEntries = entries.firstIndex { !$0.isPast(s.asOf) } ?? entries.count
    let ids = state.ids
    let factor = scene.state.index.priceFactor
    let newest = factor == 1 ? state.newest : IndexRecord(s, priceFactor: factor)
    let present = newest?.isCurrent == true ? newest : nil
    let opened = scene.state.index.rebalance.flatMap { id in ids.contains(id) ? IndexRecord(s, of: id, priceFactor: factor) : nil
    }
    let record = opened ?? present
    openable = ids.filter { $0 != present?.rebalance.id }
    past = record == nil ? ids.compactMap { IndexRecord(s, of: $0) } : []
    newestCloses = newest?.newestPriceDay
    history = state.history
    next = state.next
    rule = record.map { RuleLine.all($0) } ?? next.map { RuleLine.limits(of: $0) } ?? []
    self.record = record
  }

  /// Whether what is shown is of the past, so that nothing of it may be said in the present tense.
  var isPast: Bool { record?.isCurrent == false }

  /// The view that is open.
  var view: IndexView { IndexView(rawValue: scene.state.view(of: .index)) ?? .calendar }

  func spots(_ view: IndexView) -> [IndexSpot] {
    switch view {
    case .calendar: return (0..<pastEntries).map { .entry($0) } + [.today] + (pastEntries..<entries.count).map { .entry($0) }
    case .weights:
      guard let record else { return past.indices.map { .past($0) } }
      return (0...min(record.count, IndexContent.largest)).map { .weight($0) }
    case .rule: return rule.indices.map { .rule($0) }
    case .trade:
      guard let record else { return nextLines.indices.map { .next($0) } }
      return record.flow.map { flow in (0..<3).map { .basis($0) } + flow.rows.indices.map { .flow($0) } } ?? []
    case .history: return history.indices.map { .dated($0) }
    }
  }

  func count(_ view: IndexView) -> Int {
    switch view {
    case .calendar: return entries.count + 1
    case .weights: return record.map { min($0.count, IndexContent.largest) + 1 } ?? past.count
    case .rule: return rule.count
    case .trade: return record == nil ? nextLines.count : record?.flow.map { $0.rows.count + 3 } ?? 0
    case .history: return history.count
    }
  }

  /// The entry at a place of the calendar's cursor; nil for the moment itself.
  func entry(at place: Int) -> AgendaEntry? {
    let i = place < pastEntries ? place : place - 1
    return place == pastEntries || !entries.indices.contains(i) ? nil : entries[i]
  }

  /// The day that the calendar shows for a place of its cursor.
  func day(at place: Int) -> Day { entry(at: place)?.day ?? scene.snapshot.asOf.newYorkDay }

  /// The place of the calendar's cursor, whether that view is open or not.
  var agendaCursor: Int {
    let place = scene.state.cursor(.index, view: IndexView.calendar.rawValue) ?? pastEntries
    return max(0, min(entries.count, place))
  }

  /// The place of the open view's cursor.
  var cursor: Int {
    if view == .calendar { return agendaCursor }
    return max(0, min(count(view) - 1, scene.state.cursors[.index] ?? 0))
  }

  /// What the trade is computed from.
  func basis(_ k: Int, _ flow: IndexFlow) -> (label: Phrase, reading: Reading) {
    switch k {
    case 0: return (Phrase("change of weight", "비중 변화"), flow.weights.change)
    case 1:
      let isWhatIf = scene.state.index.priceChange != 0 && flow.priceDay == record?.newestPriceDay
      return (isWhatIf ? Phrase("price, what if", "가정 주가") : Phrase("close", "종가"), flow.close)
    default:
      let n = IndexFlow.sessions
      return (Phrase("mean volume, \(n) sessions", "\(n)거래일 평균 거래량"), flow.volume)
    }
  }

  /// The row of a place in the order of the weights.
  static func row(_ place: Int, _ record: IndexRecord) -> WeightRow {
    place < min(record.count, largest) ? record.row(place) : record.seven
  }

  /// What the price of the company on a day is set to, where it is not the one of the record; in as many words as there is room for.
  ///
  /// Only the newest close is changed, so that there is one price to change from.
  func whatIf(_ day: Day) -> [String]? {
    let change = scene.state.index.priceChange
    guard change != 0, day == record?.newestPriceDay, let price = record?.companyPrice(on: day) else { return nil }
    let percent = scene.format.direction(change) + Numbers.signed(change, change == change.rounded() ? 0 : 1) + "%"
    let (text, date) = (Numbers.grouped(price, 2), scene.format.shortDate(day))
    return [
      scene.words("what if \(percent) on \(date): \(text) USD", "가정 \(date) \(percent): \(text)달러"),
      scene.words("what if \(percent): \(text)", "가정 \(percent): \(text)달러"), percent,
    ]
  }

  /// The box of a view: the one that the keys move in has an accented frame.
  func box(
    _ view: IndexView, _ rect: Rect, title: String, note: String = "", noteRole: Role = .muted, on canvas: inout Canvas
  ) -> Rect {
    let isOpen = self.view == view
    return canvas.box(rect, title: title, note: note, role: isOpen ? .accent : .border, noteRole: noteRole)
  }

  /// The first of some notes that has room beside a title.
  func note(_ forms: [String], title: String, _ rect: Rect) -> String {
    forms.first { TextWidth.columns($0) + TextWidth.columns(title) + 9 <= rect.width } ?? ""
  }

  /// Writes a text into a box that has nothing else to show.
  static func drawText(_ text: String, in inside: Rect, on canvas: inout Canvas) {
    for (y, line) in TextWidth.wrap(text, inside.width).prefix(inside.height).enumerated() {
      canvas.text(line, inside.x, inside.y + y, .muted, max: inside.width)
    }
  }

  /// Whether a day of prices is so long ago that it must not pass for the present.
  func isOld(_ day: Day) -> Bool { scene.snapshot.asOf.newYorkDay - day > 31 }
}
