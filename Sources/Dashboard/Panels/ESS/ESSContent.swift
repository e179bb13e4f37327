import Analysis
import App
import Canvas
import Finance
import Format
import Model

/// What the bars are; the third view has none.
enum ESSView: Int {
  case quarters, years, figures
}

/// What the storage panel shows at one moment.
struct ESSContent: PanelContent {
  var context: DrawContext
  let view: ESSView
  let entries: [ESSEntry]

  init(_ context: DrawContext) {
    self.context = context
    view = ESSView(rawValue: context.state.view(of: .ess)) ?? .quarters
    entries = ESSEntries(context).all()
  }

  var storage: StorageState { context.analysis.storage }
  /// The bars of the view, oldest first.
  var bars: [StoragePeriod] { view == .quarters ? storage.quarters : view == .years ? storage.years : [] }
  /// The items before the entries: one for each bar.
  var barCount: Int { bars.count }
  var count: Int { barCount + entries.count }
  var cursor: Int { context.cursor(ESSPanel.self, count) }
  /// The bar under the cursor, counted from the oldest.
  var selectedBar: Int? { cursor < barCount ? barCount - 1 - cursor : nil }
  /// The entry under the cursor.
  var selectedEntry: Int? { cursor >= barCount && cursor < count ? cursor - barCount : nil }

  /// The items in the order of the cursor: bars from the newest to the oldest, then the derived figures.
  ///
  /// Only the item under the cursor gets its paragraphs: no other one can be opened, and there are dozens.
  func items() -> [Item] {
    var items = bars.reversed().map { bar in
      Item(Phrase("Storage deployed \(bar.period.label)", "ESS 설치 \(bar.period.label)"), bar.deployed)
    }
    items += entries.map(\.item)
    if let bar = selectedBar { items[cursor].text = ESSReadout.paragraphs(of: bars[bar], context) }
    if let entry = selectedEntry { items[cursor].text = entries[entry].paragraphs(context) }
    return items
  }
}

/// Numbers of the storage panel as text.
enum ESSText {
  /// `Q1–Q3`: the quarters that are in the figure of an incomplete year.
  static func quarters(_ n: Int) -> String { n == 1 ? "Q1" : "Q1–Q\(n)" }

  /// A reading with unit and mark, in its role; changes with their direction.
  static func line(_ reading: Reading, _ context: DrawContext) -> Line {
    guard let figure = reading.figure else { return Line(value(reading, context), .muted) }
    return Line(value(reading, context), isChange(figure) ? context.role(ofChange: reading) : context.role(figure))
  }

  static func value(_ reading: Reading, _ context: DrawContext) -> String {
    guard let figure = reading.figure else { return context.format.value(reading) }
    return text(figure, context) + context.mark(figure)
  }

  private static func text(_ figure: Figure, _ context: DrawContext) -> String {
    if isChange(figure) { return context.format.change(.known(figure)) }
    // A reported figure with all of its digits; a sum has noise in them.
    if figure.unit == .gigawattHours, case .reported = figure.provenance { return Numbers.exact(figure.value) + " GWh" }
    return context.format.text(figure)
  }

  /// Whether it is a rate of change, and not a share: its rule compares two figures of the same unit over time.
  static func isChange(_ figure: Figure) -> Bool {
    guard figure.unit == .percent, case .derived(_, let inputs) = figure.provenance, inputs.count == 2 else { return false }
    return inputs[0].unit == inputs[1].unit && inputs[0].period != inputs[1].period
      && inputs[0].unit != .percent && inputs[0].provenance.isClaimed == inputs[1].provenance.isClaimed
  }

  /// An amount of money in few columns: the unit stands in the label of its row.
  static func money(_ reading: Reading, _ context: DrawContext) -> String {
    guard case .known(let figure) = reading else { return context.format.value(reading) }
    guard let value = money(figure, context) else { return context.format.mark(ExchangeRates.beforeTheFirst) }
    return Numbers.grouped(value, abs(value) < 10 ? 2 : abs(value) < 100 ? 1 : 0) + context.mark(figure)
  }

  /// In won at the mean rate of its period; nil before the first rate.
  private static func money(_ figure: Figure, _ context: DrawContext) -> Double? {
    guard context.format.isInWon else { return figure.value * (context.language == .ko ? 0.01 : 0.001) }
    return context.format.wonRate(for: figure).map { figure.value * $0 / 1_000_000 }
  }

  static func moneyUnit(_ context: DrawContext) -> String {
    context.format.isInWon ? context.words("T KRW", "조원") : context.words("B USD", "억$")
  }
}
