import Finance
import Format
package import Model

/// What the file of one of the user's scenarios says; docs/cli.md describes it for users.
///
/// ```
/// name: My 2028
/// year: 2028
/// drivers:
///   units: 3 million
///   multiple: 45
/// ```
struct ScenarioText: Fielded {
  var name, nameKo, who, whoKo, from: String?
  var year, due: Day?
  var made: Instant?
  var profits, rates, drivers, spreads, correlations, reasons, reasonsKo: [DocumentLine]
  var value, valueKRW: Amount?
  var price, times: Double?

  static let fields: [Field<ScenarioText>] = [
    Field("name", \.name, .words("My 2028")), Field("name_ko", \.nameKo, .words("나의 2028")),
    Field("who", \.who, .words("me")), Field("who_ko", \.whoKo, .words("나")),
    Field("from", \.from, .words("base")),
    Field("year", \.year, .endOfYear), Field("due", \.due, .day("2028-06-30")),
    Field("made", \.made, .moment("2026-11-26", asDay: true)),
    Field(section: "profits", \.profits, example: "cars: 25 trillion KRW"),
    Field(section: "rates", \.rates, example: "KRW: 1300"),
    Field(section: "drivers", \.drivers, example: "units: 3 million"),
    Field(section: "spreads", \.spreads, example: "units: lognormal 10%"),
    Field(section: "correlations", \.correlations, example: "asp unit_cost: 0.7"),
    Field(section: "reasons", \.reasons, example: "units: the cheap model sells"),
    Field(section: "reasons_ko", \.reasonsKo, example: "units: 저가 모델"),
    Field("value", \.value, .amount("3.3 trillion USD")),
    Field("value_krw", \.valueKRW, .amount("4290 trillion KRW", in: .trillionKRW)),
    Field("price", \.price, .number(Phrase("a price", "주가가"), in: .usdPerShare, "500 USD", suffix: " USD")),
    Field("times", \.times, .number(Phrase("a number", "숫자가"), in: .times, "4")),
  ]

  /// Nothing said yet.
  init() { (profits, rates, drivers, spreads, correlations, reasons, reasonsKo) = ([], [], [], [], [], [], []) }

  /// All that a scenario says, with every digit; read back, it has the same numbers.
  init(of scenario: Scenario) {
    self.init()
    (name, nameKo) = Self.words(scenario.name, unless: Phrase(scenario.id))
    (who, whoKo) = Self.words(scenario.who, unless: Scenario.you)
    if let day = scenario.due { if day == Day(civil: day.year, 12, 31) { year = day } else { due = day } }
    if scenario.knownAt > .distantPast { made = scenario.knownAt }
    for entry in scenario.entries {
      let figure = entry.figure
      switch entry.key {
      case .profit(let segment): profits.append(DocumentLine(segment, figure.unit.written(figure.value)))
      case .rate: rates.append(DocumentLine("KRW", DecimalText.text(figure.value)))
      case .driver(let driver): drivers.append(DocumentLine(driver.name, DecimalText.text(figure.value)))
      case .marketValue: value = Amount(value: figure.value, unit: figure.unit)
      case .marketValueKRW: valueKRW = Amount(value: figure.value, unit: figure.unit)
      case .price: price = figure.value
      case .times: times = figure.value
      }
      if entry.key.isAssumption, entry.spread != .fixed { spreads.append(DocumentLine(entry.key.name, entry.spread.text)) }
      say(figure.provenance.why, of: entry.key.name, in: scenario)
    }
    for pair in scenario.correlations {
      let key = "\(pair.a.name) \(pair.b.name)"
      correlations.append(DocumentLine(key, DecimalText.text(pair.value)))
      say(pair.reason, of: key, in: scenario)
    }
  }

  /// Words in both languages, or in one where they are the same; none where the file would mean the same without them.
  private static func words(_ phrase: Phrase, unless standard: Phrase) -> (String?, String?) {
    guard phrase != standard else { return (nil, nil) }
    return (shown(phrase.en), phrase.ko == phrase.en ? nil : shown(phrase.ko))
  }

  private mutating func say(_ reason: Phrase?, of key: String, in scenario: Scenario) {
    guard let reason, !reason.en.isEmpty, reason != Scenario.reason(scenario.id) else { return }
    reasons.append(DocumentLine(key, DocumentLine.quoted(Self.shown(reason.en))))
    if reason.ko != reason.en { reasonsKo.append(DocumentLine(key, DocumentLine.quoted(Self.shown(reason.ko)))) }
  }

  /// Words on one line: what cannot stand in a file becomes a blank.
  private static func shown(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 32 || (0x7f...0x9f).contains($0.value) ? " " : $0 }))
  }
}

extension Scenario {
  /// The author of a scenario that does not name one.
  package static let you = Phrase("you", "나")

  /// Why an assumption is as it is, where the file does not say.
  static func reason(_ id: String) -> Phrase { Phrase("in your file \(id).yaml", "파일 \(id).yaml의 값") }
}

extension Scenario: FiledDocument {
  /// What messages call it.
  package static let kind = Phrase("a scenario", "시나리오")
  /// Many times what a scenario with every line takes.
  package static let longest = 65_536
  /// Its id is the name of its file.
  package var fileName: String { id }

  /// A comment that says what the file is, and its lines.
  package var text: String { "# A scenario of tsla-tui; change it here or in the program.\n" + ScenarioText(of: self).lines() }

  /// Reads the scenario of a given id, which is the file's name without its ending.
  ///
  /// It may begin with one of `facts`, the scenarios that are not the user's.
  package static func read(_ text: String, name id: String, among facts: [Scenario] = []) throws(Problems) -> Scenario {
    var problems = Problems()
    let document = DocumentReader(text, into: ScenarioText(), example: "year: 2028", &problems)
    var reader = ScenarioReader(document, problems, id: id, facts: facts)
    let scenario = reader.scenario()
    guard reader.problems.isEmpty else { throw reader.problems }
    return scenario
  }

  /// A scenario of the facts, or the one of the record, already has the name.
  package static func conflict(_ name: String, among facts: [Scenario]) -> Phrase? {
    guard name == Scenarios.record || facts.contains(where: { $0.id == name }) else { return nil }
    return Phrase(
      "'\(name)' is a scenario of the facts already; give the file another name", "'\(name)'은(는) 이미 내장 시나리오임; 파일 이름을 바꿀 것")
  }
}
