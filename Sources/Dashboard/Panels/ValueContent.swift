import Analysis
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
  var scene: Scene
  let record: RecordDrivers
  /// The scenario in force as it was made, with what it leaves to the moment.
  let original: Scenario?
  /// The same with the user's changes.
  let scenario: Scenario?
  let value: ScenarioValue?
  let income: ScenarioIncome?
  /// All scenarios with their changes.
  let all: [ScenarioValue]
  let rows: [ValueRow]
  /// The bars of the tornado, widest first.
  let bars: [ScenarioSensitivity]
  let spreads: [ValueSpreadRow]
  let keptRange = Latest<Bool, ValueOutcomes>()

  init(_ scene: Scene) {
    self.scene = scene
    let s = scene.snapshot
    let record = scene.analysis.trailingDrivers
    self.record = record
    let choices = scene.state.value
    original = scene.scenario?.completed(s)
    scenario = original.map { $0.changed(by: choices.changes(of: $0.id)) }
    value = scenario.map { ScenarioValue($0, s) }
    income = scenario.flatMap { ScenarioIncome($0) }
    all = scene.analysis.scenarios.map { ScenarioValue($0.completed(s).changed(by: choices.changes(of: $0.id)), s) }
    rows = value.map { ValueRows.rows($0, record, scene) } ?? []
    bars = scenario.map { ScenarioSensitivity.bars($0, years: record.years(to: $0.due, s)) } ?? []
    spreads = scenario.map { ValueSpreadRow.rows($0, scene) } ?? []
  }

  var snapshot: Snapshot { scene.snapshot }
  var choices: ValueChoices { scene.state.value }
  var view: ValueView { ValueView(rawValue: scene.state.view(of: .value)) ?? .scenario }
  /// Which key leads to a scenario built from drivers, and which there are.
  var drivenHint: Phrase {
    let driven = scene.analysis.scenarios.filter { $0.isDriven && $0.id != Scenarios.record }
    return driven.isEmpty
      ? Phrase("None is known at this moment; ] goes on in time.", "이 시점에는 없습니다. ]는 다음 시점입니다.")
      : Phrase(
        "s shows those that are: \(driven.map(\.name.en).joined(separator: ", ")).",
        "s로 항목형 시나리오를 여세요: \(driven.map(\.name.ko).joined(separator: ", ")).")
  }

  /// The price that is solved for: the one typed in, otherwise the market's, USD.
  var wantedPrice: Double? { choices.wantedPrice ?? Valuation.quote(snapshot).value }

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

  /// The row of a view under its cursor, whether the view is open or not.
  func row(_ view: ValueView) -> Int {
    let count = count(view)
    let standard = view == .comparison ? all.firstIndex { $0.scenario.id == scenario?.id } ?? 0 : 0
    return count == 0 ? 0 : max(0, min(count - 1, scene.state.cursor(.value, view: view.rawValue) ?? standard))
  }

  /// The assumption that the keys change: the one under the cursor, on the views without one that of the scenario's.
  var key: ScenarioKey? {
    switch view {
    case .sensitivity: return bars.isEmpty ? nil : bars[row(.sensitivity)].key
    default:
      guard !rows.isEmpty else { return nil }
      return rows[row(.scenario)].key
    }
  }

  /// Numbers of an assumption as text: of the record at the rate of what the record has.
  func text(beside key: ScenarioKey) -> ValueText {
    ValueText(scene, at: value.flatMap { $0.rate(beside: RecordDistance.record(of: key, record, snapshot), snapshot) })
  }

  // MARK: items

  func items(_ view: ValueView) -> [Item] {
    switch view {
    case .scenario: return rows.map(\.item)
    case .sensitivity: return bars.map { sensitivityItem($0) }
    case .comparison: return all.map { comparisonItem($0) }
    case .range: return outcomes?.items(self) ?? []
    case .spreads: return spreads.map(\.item)
    }
  }

  private func sensitivityItem(_ bar: ScenarioSensitivity) -> Item {
    let figure = scenario?[bar.key]
    var text: [Phrase] = []
    if let figure {
      let (format, own) = (ValueText(scene), self.text(beside: bar.key))
      func end(_ value: Double, _ price: Double) -> String {
        var one = figure
        one.value = value
        return "\(own.text(one)) → \(format.price(price))"
      }
      text.append(
        Phrase(
          "price at its low end \(end(bar.low, bar.priceAtLow)), at its high end \(end(bar.high, bar.priceAtHigh))",
          "하단 \(end(bar.low, bar.priceAtLow)), 상단 \(end(bar.high, bar.priceAtHigh))"))
    }
    return Item(Names.of(bar.key), figure.map { .known($0) }, text: text)
  }

  private func comparisonItem(_ value: ScenarioValue) -> Item {
    let claim = ValueContent.claim(value.scenario, snapshot)
    let text = [claim?.text, claim?.outcome.map { Phrase("Outcome: \($0.en)", "결과: \($0.ko)") }].compactMap { $0 }
    return Item(value.scenario.name, value.marketValue, citation: claim?.citation, text: text)
  }

  /// The claim that stands for a scenario as a whole.
  static func claim(_ scenario: Scenario, _ s: Snapshot) -> Claim? {
    for key in [ScenarioKey.marketValue, .marketValueKRW, .price, .driver(.multiple)] {
      if let id = scenario.entry(key)?.claim, let claim = s.claims.first(where: { $0.id == id }) { return claim }
    }
    return nil
  }

  /// How long until a scenario falls due, or how long ago it did.
  static func timeLeft(_ due: Day, _ scene: Scene) -> String {
    let days = due - scene.snapshot.asOf.newYorkDay
    if days == 0 { return scene.words("today", "오늘") }
    let length: String
    if abs(days) >= 730 {
      let years = Numbers.grouped(Double(abs(days)) / 365.25, 1)
      length = scene.words("\(years) years", "\(years)년")
    } else {
      length = scene.words("\(Numbers.grouped(Double(abs(days)))) d", "\(Numbers.grouped(Double(abs(days))))일")
    }
    return days > 0 ? scene.words("\(length) left", "\(length) 남음") : scene.words("\(length) ago", "\(length) 지남")
  }

  /// The box of a part: the one that the keys move in has an accented frame.
  func box(_ view: ValueView, _ rect: Rect, title: String, note: String = "", on canvas: inout Canvas) -> Rect {
    canvas.box(rect, title: title, note: note, role: self.view == view ? .accent : .border).inset(1, 0)
  }
}

/// Numbers of scenarios as text, short enough for a column.
struct ValueText {
  let scene: Scene
  let format: Formatter

  /// With a rate, won and dollars are converted at it: a scenario's numbers at the scenario's, so that they add up.
  ///
  /// Without it each at the rate of its own day.
  init(_ scene: Scene, at rate: Reading? = nil) {
    self.scene = scene
    var format = scene.format
    if let rate = rate?.figure { format.rate = rate }
    self.format = format
  }

  /// Whether it is an amount that can be stated in dollars or in won.
  static func isAmount(_ unit: Unit) -> Bool { unit == .trillionKRW || ExchangeRates.won(unit) != nil }

  /// A bare number of the moment with its unit: amounts in the currency of the screen.
  func text(_ value: Double, _ unit: Unit) -> String {
    text(Figure(value, unit, .day(scene.snapshot.asOf.newYorkDay), .market, .assumed(reason: Phrase(""))))
  }

  func text(_ figure: Figure) -> String { format.text(figure, .short) }
  func text(_ reading: Reading) -> String { format.text(reading, .short) }

  /// A price beside the market's without cents, in won at the rate of the market's day.
  func price(_ usd: Double) -> String {
    price(Figure(usd, .usd, .day(Valuation.quoteDay(scene.snapshot)), .market, .assumed(reason: Phrase(""))))
  }

  private func price(_ figure: Figure) -> String {
    format.text(figure.value, .usd, decimals: abs(figure.value) < 10 ? nil : 0, of: figure)
  }

  /// The price that a scenario comes to, in the currency of the screen.
  func price(of value: ScenarioValue) -> String {
    guard format.isInWon else { return price(value.price) }
    return value.priceKRW.figure.map { format.text($0.value, .krw, decimals: 0, of: $0) }
      ?? format.mark(value.priceKRW.absence ?? .notInRecord)
  }

  func price(_ reading: Reading) -> String { reading.figure.map { price($0) } ?? format.mark(reading.absence ?? .notInRecord) }

  /// `2.25×`, `0.04×`, `12×`.
  func times(_ reading: Reading) -> String {
    guard let figure = reading.figure else { return format.mark(reading.absence ?? .notInRecord) }
    if figure.unit == .percentagePoints { return Numbers.signed(figure.value, 1) + "pp" }
    return Numbers.grouped(figure.value, abs(figure.value) >= 100 ? 0 : abs(figure.value) >= 10 ? 1 : 2) + "×"
  }

  /// An amount in won whatever the screen's currency, `?` without a rate.
  func won(_ reading: Reading) -> String {
    reading.figure.map { format.text($0.value, .trillionKRW, of: $0) } ?? format.mark(reading.absence ?? .notInRecord)
  }
}
