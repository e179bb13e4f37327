internal import Canvas
import Finance
import Model

/// The parts of the panel, in the order of left and right.
enum ValuePart: Int, CaseIterable {
  case scenario, record, table
}

/// A line of the panel: a number in one or two currencies, and what the cursor finds there.
struct ValueLine {
  var item: Item
  /// The name inside of its box, where the group already says a part of it.
  var label: Phrase
  var main: String
  var second: String
  var role: Role
  /// The verdict on the claim behind it.
  var verdict: Verdict?
  /// The second text is a contradiction within the scenario.
  var contradicts = false
  /// Begins a group of this name; a line with the name stands before it, where there is room.
  var group: Phrase?
}

extension ValueLine {
  /// A line whose name says everything by itself.
  init(
    item: Item, main: String, second: String, role: Role, verdict: Verdict? = nil, contradicts: Bool = false,
    group: Phrase? = nil
  ) {
    self.init(
      item: item, label: item.label, main: main, second: second, role: role, verdict: verdict, contradicts: contradicts,
      group: group)
  }
}

/// What the Value panel shows at a moment: the scenario in force, the record, and all scenarios, each with its arithmetic done once.
struct ValueContent: PanelContent {
  static let panel = PanelID.value
  var scene: Scene
  let value: ScenarioValue?
  let scenarioLines: [ValueLine]
  let record: ValueRecord
  let recordLines: [ValueLine]
  /// All scenarios known, each with what follows from it.
  let all: [ScenarioValue]

  init(_ scene: Scene) {
    self.scene = scene
    let s = scene.snapshot
    all = s.scenarios.map { ScenarioValue($0, s) }
    let current = scene.scenario?.id
    value = all.first { $0.scenario.id == current }
    record = ValueRecord(s)
    scenarioLines = value.map { ValueScenarioLines.lines($0, scene) } ?? []
    recordLines = record.lines(scene)
  }

  var snapshot: Snapshot { scene.snapshot }
  /// Whether there is a number at all to show.
  var isEmpty: Bool { all.isEmpty && recordLines.allSatisfy { $0.item.reading?.figure == nil } }

  func count(_ part: ValuePart) -> Int {
    switch part {
    case .scenario: return scenarioLines.count
    case .record: return recordLines.count
    case .table: return all.count
    }
  }

  /// The parts in the order of the cursor: the view chooses which comes first.
  var order: [ValuePart] {
    let view = scene.state.view(of: .value) % ValuePart.allCases.count
    return (ValuePart.allCases[view...] + ValuePart.allCases[..<view]).filter { count($0) > 0 }
  }

  var total: Int { scenarioLines.count + recordLines.count + all.count }

  /// The part and the line in it where a cursor stands.
  func place(of cursor: Int) -> (part: ValuePart, line: Int) {
    var rest = cursor
    for part in order {
      if rest < count(part) { return (part, rest) }
      rest -= count(part)
    }
    return (order.first ?? .record, 0)
  }

  /// The cursor's place.
  var selected: (part: ValuePart, line: Int) { place(of: scene.cursor(.value, total)) }

  /// Up and down along all lines, left and right from part to part at about the same height.
  func moved(_ step: Step, from cursor: Int) -> Int {
    let here = place(of: cursor)
    guard step == .left || step == .right, let at = order.firstIndex(of: here.part) else {
      return ValuePanel.linearMove(step, from: cursor, count: total)
    }
    let next = at + (step == .right ? 1 : -1)
    guard order.indices.contains(next) else { return cursor }
    let start = order[..<next].reduce(0) { $0 + count($1) }
    return start + min(here.line, count(order[next]) - 1)
  }

  func items() -> [Item] {
    order.flatMap { part -> [Item] in
      switch part {
      case .scenario: return scenarioLines.map(\.item)
      case .record: return recordLines.map(\.item)
      case .table: return all.map { tableItem($0) }
      }
    }
  }

  private func tableItem(_ value: ScenarioValue) -> Item {
    let claim = ValueContent.claim(value.scenario, snapshot)
    let text = [claim?.text, claim?.outcome.map { Phrase("Outcome: \($0.en)", "결과: \($0.ko)") }].compactMap { $0 }
    return Item(value.scenario.name, value.marketValue, citation: claim?.citation, text: text)
  }

  /// The claim that stands for a scenario as a whole.
  static func claim(_ scenario: Scenario, _ s: Snapshot) -> Claim? {
    for item in [ScenarioItem.marketValue, .marketValueKRW, .price, .multiple] {
      if let claim = claim(item, scenario, s) { return claim }
    }
    return nil
  }

  /// The claim behind a line of a scenario.
  static func claim(_ item: ScenarioItem, _ scenario: Scenario, _ s: Snapshot) -> Claim? {
    guard let id = scenario.items.first(where: { $0.item == item })?.claim else { return nil }
    return s.claims.first { $0.id == id }
  }

  /// How long until a scenario falls due, or how long ago it did.
  static func timeLeft(_ due: Day, _ scene: Scene) -> String {
    let days = due - scene.snapshot.asOf.newYorkDay
    let length: String
    if abs(days) >= 730 {
      let years = Numbers.grouped(Double(abs(days)) / 365.25, 1)
      length = scene.words("\(years) years", "\(years)년")
    } else {
      length = scene.words("\(Numbers.grouped(Double(abs(days)))) d", "\(Numbers.grouped(Double(abs(days))))일")
    }
    if days == 0 { return scene.words("today", "오늘") }
    return days > 0 ? scene.words("\(length) left", "\(length) 남음") : scene.words("\(length) ago", "\(length) 지남")
  }
}

/// Both currencies at once, whatever the screen's own is: a scenario in won stands beside a record in dollars.
struct ValueMoney {
  let dollars: Formatter
  let won: Formatter

  init(_ scene: Scene) {
    let rate = scene.snapshot.exchangeRate.figure
    dollars = Formatter(language: scene.language, currency: .usd, rate: rate)
    won = Formatter(language: scene.language, currency: .krw, rate: rate)
  }

  /// An amount kept in dollars as won; `?` without a rate.
  func inWon(_ reading: Reading) -> String {
    guard won.rate != nil else { return won.mark(.notKnownYet) }
    return won.text(reading)
  }
}
