import Analysis
import App
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

/// What the index panel shows at a moment, gathered once for a snapshot and a price.
struct IndexContent: PanelContent {
  var context: DrawContext
  /// The rebalance that is shown: the past one that is open, otherwise the newest while its closes can pass for the present; nil where
  /// the record has nothing of the present.
  let shown: RebalanceWeights?
  /// The largest securities by size; the rest is too small to be read off a bar.
  let weights: [WeightRow]
  /// The announced rebalances on record that can be opened, the newest first: all but the one of the present.
  let openable: [String]
  let rule: [RuleLine]
  let nextLines: [NextLine]
  /// How many entries of the agenda are before the moment.
  let pastEntries: Int
  /// How many sessions close until an entry of the agenda is due, as far as that was asked for: a year has many of them.
  private let closes = Counts()

  private final class Counts { var sessions: [Instant: Int] = [:] }

  init(_ context: DrawContext) {
    self.context = context
    let (index, choices) = (context.analysis.index, context.state.index)
    let present = index.present(priceFactor: choices.priceFactor)
    let shown = choices.rebalance.flatMap { index.rebalance($0, priceFactor: choices.priceFactor) } ?? present
    self.shown = shown
    weights = shown.map { shown in (0..<min(shown.count, 40)).map { shown.row($0) } } ?? []
    openable = index.ids.filter { $0 != present?.rebalance.id }
    rule = shown.map { RuleLine.all($0) } ?? index.next.map { RuleLine.limits(of: $0) } ?? []
    nextLines = NextLine.all(shown, context)
    let entries = context.analysis.agenda
    pastEntries = entries.firstIndex { !$0.isPast(context.snapshot.asOf) } ?? entries.count
  }

  /// How many sessions close until a moment to come.
  func sessions(until due: Instant) -> Int {
    if let known = closes.sessions[due] { return known }
    let asOf = context.snapshot.asOf
    let count = Sessions.closes(after: asOf, through: due, asOf: asOf)
    closes.sessions[due] = count
    return count
  }

  var index: IndexState { context.analysis.index }
  /// A year back and two years ahead, in order of time.
  var entries: [AgendaEntry] { context.analysis.agenda }
  /// Whether what is shown is of the past, so that nothing of it may be said in the present tense.
  var isPast: Bool { shown?.isCurrent == false }
  /// The view that is open.
  var view: IndexView { IndexView(rawValue: context.state.view(of: .index)) ?? .calendar }

  func words(_ phrase: Phrase) -> String { context.words(phrase) }
  func words(_ en: String, _ ko: String) -> String { context.words(en, ko) }

  // MARK: the cursor

  /// How many places the cursor has in a view: in the agenda one more for the moment itself, below the weights one for their sum.
  func count(_ view: IndexView) -> Int {
    switch view {
    case .calendar: return entries.count + 1
    case .weights: return shown == nil ? index.past.count : weights.count + 1
    case .rule: return rule.count
    case .trade: return shown == nil ? nextLines.count : shown?.flow.map { $0.rows.count + 3 } ?? 0
    case .history: return index.history.count
    }
  }

  /// The place of the calendar's cursor, whether that view is open or not.
  var agendaCursor: Int {
    let place = context.state.cursor(.index, view: IndexView.calendar.rawValue) ?? pastEntries
    return max(0, min(entries.count, place))
  }

  /// The place of the open view's cursor.
  var cursor: Int { view == .calendar ? agendaCursor : max(0, min(count(view) - 1, context.state.cursors[.index] ?? 0)) }

  /// The place of the cursor in a view; nil where another one is open.
  func selected(_ view: IndexView) -> Int? { view == self.view ? cursor : nil }

  /// The entry at a place of the calendar's cursor; nil for the moment itself.
  func entry(at place: Int) -> AgendaEntry? {
    let i = place < pastEntries ? place : place - 1
    return place == pastEntries || !entries.indices.contains(i) ? nil : entries[i]
  }

  /// The day that the calendar shows for a place of its cursor.
  func day(at place: Int) -> Day { entry(at: place)?.day ?? context.snapshot.asOf.newYorkDay }

  // MARK: boxes

  /// The frame of a view, accented for the one that the keys move in.
  func box(_ view: IndexView, _ title: String, notes: [String] = [], noteRole: Role = .muted) -> Box {
    var box = Box(title, notes: notes, noteRole: noteRole, role: view == self.view ? .accent : .border)
    box.hit = .box(view: view.rawValue)
    return box
  }

  /// What the company's price on a day is set to, where that is not the price on record; in as many words as there is room for.
  ///
  /// Only the newest close is changed, so that there is one price to change from.
  func whatIf(_ day: Day) -> [String]? {
    let change = context.state.index.priceChange
    guard change != 0, day == shown?.newestPriceDay, let price = shown?.companyPrice(on: day) else { return nil }
    let percent = context.format.direction(change) + Numbers.signed(change, change == change.rounded() ? 0 : 1) + "%"
    let (text, date) = (Numbers.grouped(price, 2), context.format.shortDate(day))
    return [
      words("what if \(percent) on \(date): \(text) USD", "가정 \(date) \(percent): \(text)달러"),
      words("what if \(percent): \(text)", "가정 \(percent): \(text)달러"), percent,
    ]
  }

  /// Whether a day of prices is so long ago that it must not pass for the present.
  func isOld(_ day: Day) -> Bool { context.snapshot.asOf.newYorkDay - day > 31 }

  /// The role of a note about prices: those that the user has changed, and those of long ago, are told apart from the others.
  func role(ofPricesOn day: Day) -> Role { whatIf(day) != nil ? .assumed : isOld(day) ? .stale : .muted }
}
