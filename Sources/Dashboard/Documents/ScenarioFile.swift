import Finance
package import Model

/// The text of one of the user's scenarios, as it stands in a file; docs/cli.md describes it for users.
///
/// ```
/// name: My 2028
/// year: 2028
/// drivers:
///   units: 3 million
///   multiple: 45
/// ```
package enum ScenarioFile {
  /// The longest file that is read, in bytes: many times what a scenario with every line takes.
  package static let longest = 65_536
  /// The id of the last four quarters, which no file can have.
  package static let record = Scenarios.record

  static let sections = ["profits", "rates", "drivers", "spreads", "correlations", "reasons", "reasons_ko"]
  static let keys =
    ["name", "name_ko", "who", "who_ko", "from", "year", "due", "made"] + sections + ["value", "value_krw", "price", "times"]

  /// Whose a scenario is that does not say it.
  package static let you = Phrase("you", "나")

  /// Why an assumption is as it is, where the file does not say it.
  static func reason(_ id: String) -> Phrase { Phrase("in your file \(id).yaml", "파일 \(id).yaml의 값") }

  /// Reads the scenario of a given id, which is the file's name without its ending.
  ///
  /// It may begin with one of `facts`, the scenarios that are not the user's. A text with any fault is no scenario.
  package static func read(_ text: String, id: String, facts: [Scenario] = []) throws(Problems) -> Scenario {
    var reader = ScenarioReader(FileEntries(text, example: "year: 2028"), id: id, facts: facts)
    let scenario = reader.scenario()
    guard reader.entries.faults.isEmpty, let scenario else { throw reader.entries.faults }
    return scenario
  }

  // MARK: writing

  /// The text of a scenario, with all that it says and every digit; it reads back as one with the same numbers.
  package static func text(of scenario: Scenario) -> String {
    var out = "# A scenario of tsla-tui; change it here or in the program.\n"
    func line(_ key: String, _ value: String) { out += "\(key): \(value)\n" }
    func words(_ key: String, _ phrase: Phrase, unless standard: Phrase) {
      guard phrase != standard else { return }
      line(key, quoted(phrase.en))
      if phrase.ko != phrase.en { line(key + "_ko", quoted(phrase.ko)) }
    }
    words("name", scenario.name, unless: Phrase(scenario.id))
    words("who", scenario.who, unless: you)
    if let due = scenario.due {
      let isYear = due == Day(civil: due.year, 12, 31)
      line(isYear ? "year" : "due", isYear ? pad(due.year, 4) : due.iso)
    }
    if scenario.knownAt > .distantPast {
      let day = scenario.knownAt.newYorkDay
      line("made", Instant(endOf: day) == scenario.knownAt ? day.iso : scenario.knownAt.iso)
    }
    for (name, lines) in sectionLines(scenario) where !lines.isEmpty {
      out += name + ":\n"
      for (key, value) in lines { out += "  \(key): \(value)\n" }
    }
    for (key, name) in [(ScenarioKey.marketValue, "value"), (.marketValueKRW, "value_krw"), (.price, "price"), (.times, "times")]
    {
      guard let figure = scenario[key] else { continue }
      line(name, key == .price ? DecimalText.text(figure.value) + " USD" : figure.unit.written(figure.value))
    }
    return out
  }

  private static func sectionLines(_ scenario: Scenario) -> [(name: String, lines: [(String, String)])] {
    var (profits, rates, drivers, spreads, reasons, korean): Lines = ([], [], [], [], [], [])
    func reason(_ key: String, _ phrase: Phrase?) {
      guard let phrase, !phrase.en.isEmpty, phrase != Self.reason(scenario.id) else { return }
      reasons.append((key, quoted(phrase.en)))
      if phrase.ko != phrase.en { korean.append((key, quoted(phrase.ko))) }
    }
    for entry in scenario.entries {
      let figure = entry.figure
      switch entry.key {
      case .profit(let segment): profits.append((segment, figure.unit.written(figure.value)))
      case .rate: rates.append(("KRW", DecimalText.text(figure.value)))
      case .driver(let driver): drivers.append((driver.name, DecimalText.text(figure.value)))
      case .marketValue, .marketValueKRW, .price, .times: break
      }
      if entry.key.isAssumption, entry.spread != .fixed { spreads.append((entry.key.name, entry.spread.text)) }
      reason(entry.key.name, Self.reason(of: figure.provenance))
    }
    var correlations: [(String, String)] = []
    for pair in scenario.correlations {
      let key = "\(pair.a.name) \(pair.b.name)"
      correlations.append((key, DecimalText.text(pair.value)))
      reason(key, pair.reason)
    }
    return [
      ("profits", profits), ("rates", rates), ("drivers", drivers), ("spreads", spreads), ("correlations", correlations),
      ("reasons", reasons), ("reasons_ko", korean),
    ]
  }

  private typealias Lines = (
    [(String, String)], [(String, String)], [(String, String)], [(String, String)], [(String, String)], [(String, String)]
  )

  /// Why a number is as it is, or who claims it, in words.
  private static func reason(of provenance: Provenance) -> Phrase? {
    switch provenance {
    case .assumed(let reason): return reason
    case .claimed(let who, _): return Phrase("claimed by \(who.en)", "\(who.ko)의 주장")
    case .derived(let rule, _): return rule
    case .reported, .consensus: return Phrase("on record", "기록된 수치")
    }
  }

  /// Words as a value on one line: what cannot stand in a file becomes a blank.
  private static func quoted(_ text: String) -> String {
    PlainYAML.value(
      String(
        String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 32 || (0x7f...0x9f).contains($0.value) ? " " : $0 })))
  }
}

extension Scenario: FiledDocument {
  package static let kind = Phrase("a scenario", "시나리오")
  package static let longest = ScenarioFile.longest
  package var fileName: String { id }
  package var text: String { ScenarioFile.text(of: self) }

  package static func read(_ text: String, name: String, among facts: [Scenario]) throws(Problems) -> Scenario {
    try ScenarioFile.read(text, id: name, facts: facts)
  }

  package static func conflict(_ name: String, among facts: [Scenario]) -> Phrase? {
    guard name == Scenarios.record || facts.contains(where: { $0.id == name }) else { return nil }
    return Phrase(
      "'\(name)' is a scenario of the facts already; give the file another name", "'\(name)'은(는) 이미 내장 시나리오임; 파일 이름을 바꿀 것")
  }
}
