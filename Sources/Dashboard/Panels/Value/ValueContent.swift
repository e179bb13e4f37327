import Analysis
import App
import Canvas
import Finance
import Format
import Model

/// The views of the panel, in the order of `v`.
enum ValueView: Int, CaseIterable {
  case scenario, sensitivity, comparison, range, spreads

  var name: Phrase {
    switch self {
    case .scenario: return Phrase("scenario", "시나리오")
    case .sensitivity: return Phrase("sensitivity", "민감도")
    case .comparison: return Phrase("side by side", "나란히 비교")
    case .range: return Phrase("range of outcomes", "결과 범위")
    case .spreads: return Phrase("its assumptions", "범위의 가정")
    }
  }
}

/// What the Value panel shows at a moment: the scenario in force with the user's changes, what follows from it, and all the others.
struct ValueContent: PanelContent {
  var context: DrawContext
  /// The scenario in force; nil where none is known.
  let result: ScenarioResult?
  /// All scenarios with their changes.
  let all: [ScenarioValue]
  let rows: [ValueRow]
  let spreads: [ValueSpread]
  let tables = TableMemories<ValueView>()
  let scenarioTables = TableMemories<ValueTableBox.Part>()
  private let keptRange = Latest<Bool, ValueRange>()

  init(_ context: DrawContext) {
    self.context = context
    let (s, record, choices) = (context.snapshot, context.analysis.trailingDrivers, context.state.scenarioEdits)
    let result = context.scenario.map { ScenarioResult($0.completed(s), choices.changes(of: $0.id), record, s) }
    self.result = result
    all = context.analysis.scenarios.map { ScenarioValue($0.completed(s).changed(by: choices.changes(of: $0.id)), s) }
    rows = result.map { ValueRow.all($0, context) } ?? []
    spreads = result.map { ValueSpread.all($0) } ?? []
  }

  var snapshot: Snapshot { context.snapshot }
  var record: TrailingDrivers { context.analysis.trailingDrivers }
  var choices: ValueChoices { context.state.value }
  var view: ValueView { ValueView(rawValue: context.state.view(of: .value)) ?? .scenario }
  var scenario: Scenario? { result?.scenario }
  /// The bars of the tornado, widest first.
  var bars: [ScenarioSensitivity] { result?.bars ?? [] }

  /// Which key leads to a scenario built from drivers, and which scenarios are.
  var drivenHint: Phrase {
    let driven = context.analysis.scenarios.filter { $0.isDriven && $0.id != Scenarios.record }
    if driven.isEmpty { return Phrase("None is known at this moment.", "이 시점에는 없습니다.") + context.otherMoments }
    let names = driven.map(\.name).joined(separator: ", ")
    let next = context.key(.nextScenario)
    return Phrase("\(next) shows those that are: \(names.en).", "\(next) 키로 항목형 시나리오를 여세요: \(names.ko).")
  }

  /// The price that is solved for: the one typed in, otherwise the market's, USD.
  var wantedPrice: Double? { choices.wantedPrice ?? context.analysis.price.value }

  /// What there is of the range of outcomes, worked out at its first use.
  var range: ValueRange { keptRange.value(for: true) { ValueRange(self) } }

  /// The outcomes; nil where the views of the range are not open: nothing is drawn for a screen that does not show it.
  var outcomes: Outcomes? { view == .range || view == .spreads ? range.outcomes : nil }

  /// Whether a view has something to show of the scenario.
  func has(_ view: ValueView) -> Bool {
    switch view {
    case .scenario, .comparison: return true
    case .sensitivity: return !bars.isEmpty
    case .range: return scenario.map { ScenarioPath($0, record) != nil } ?? false
    case .spreads: return !spreads.isEmpty
    }
  }

  // MARK: cursor

  func count(_ view: ValueView) -> Int {
    switch view {
    case .scenario: return rows.count
    case .sensitivity: return bars.count
    case .comparison: return all.count
    case .range: return outcomes?.targets.count ?? 0
    case .spreads: return spreads.count
    }
  }

  /// The place of the scenario in force among all.
  var place: Int { all.firstIndex { $0.scenario.id == scenario?.id } ?? 0 }

  /// The row of a view under its cursor, whether the view is open or not.
  func row(_ view: ValueView) -> Int {
    max(0, min(count(view) - 1, context.state.cursor(.value, view: view.rawValue) ?? (view == .comparison ? place : 0)))
  }

  /// The same where the view is open; nil where the keys move something else.
  func selected(_ view: ValueView) -> Int? { self.view == view && count(view) > 0 ? row(view) : nil }

  /// The assumption that the keys change: the one under the cursor; in views without one, the one selected in the scenario.
  var key: ScenarioKey? {
    if view == .sensitivity { return bars.isEmpty ? nil : bars[row(.sensitivity)].key }
    return rows.isEmpty ? nil : rows[row(.scenario)].key
  }

  /// The spread or correlation under the cursor.
  var spread: ValueSpread? { spreads.isEmpty ? nil : spreads[row(.spreads)] }

  /// The place of the year whose histogram is drawn.
  var yearIndex: Int {
    guard let years = outcomes?.path.years, !years.isEmpty else { return 0 }
    return choices.year.flatMap { years.firstIndex(of: $0) } ?? years.count - 1
  }

  // MARK: items

  func items(_ view: ValueView) -> [Item] {
    switch view {
    case .scenario: return rows.map(\.item)
    case .sensitivity: return ValueSensitivityBox.items(self)
    case .comparison: return all.map { ValueComparisonBox.item($0, snapshot) }
    case .range: return range.items(context.format)
    case .spreads: return spreads.map(\.item)
    }
  }

  /// The box of a part, with an accented frame where the keys move in it.
  func box(_ view: ValueView, _ rect: Rect, title: String, note: String = "", on canvas: inout Canvas) -> Rect {
    var box = Box(title, note: note, role: self.view == view ? .accent : .border)
    box.hit = .box(view: view.rawValue)
    return box.draw(in: rect, on: &canvas)
  }
}

/// The claim behind a scenario.
extension ScenarioValue {
  /// The claim that stands for a scenario as a whole.
  func claim(_ s: Snapshot) -> Claim? {
    [ScenarioKey.marketValue, .marketValueKRW, .price, .driver(.multiple)].lazy.compactMap { scenario.entry($0)?.claim }
      .compactMap { id in s.claims.first { $0.id == id } }.first
  }
}
