import ArgumentParser
import Dashboard
import Documents
import Finance
import Format
import Model
import Reports

/// `KEY=VALUE` of `--set`.
struct ScenarioAssignment {
  var key: String
  var text: String
}

/// Reads what is set of a scenario, `multiple=45`.
@Sendable func scenarioAssignment(_ text: String) throws -> ScenarioAssignment {
  guard let sign = text.firstIndex(of: "="), sign != text.startIndex else {
    throw ValidationError(
      Locale.language.words(
        "'\(text.printable)' is not KEY=VALUE; write multiple=45 or units=+10%",
        "'\(text.printable)'은(는) 항목=값이 아닙니다. 예: multiple=45, units=+10%"))
  }
  return ScenarioAssignment(key: String(text[..<sign]), text: String(text[text.index(after: sign)...]))
}

/// Which scenarios, with which changes, in which currency, from which facts.
struct ValueOptions: ParsableArguments {
  @Option(
    name: .customLong("scenario"),
    help: ArgumentHelp(
      "A scenario by its id, or a file of one; may be repeated. Without it: all known ones.", valueName: "id|file"),
    completion: .scenariosOrFiles)
  var names: [String] = []

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("Change a number of the scenarios given; may be repeated.", valueName: "key=value"),
    completion: .scenarioSettings,
    transform: scenarioAssignment)
  var settings: [ScenarioAssignment] = []

  @Option(help: "Currency of amounts: usd, or krw; each at the rate of its own day, scenarios at theirs or the newest.")
  var currency: CurrencyName = .usd

  @Option(help: "table, csv or json.")
  var format: TableFormat = .table

  @OptionGroup var facts: SnapshotOptions

  func validate() throws {
    if names.isEmpty, let first = settings.first {
      throw ValidationError(
        Locale.language.words(
          "--set \(first.key.printable): which scenario? Give it with --scenario.",
          "--set \(first.key.printable): --scenario로 시나리오를 지정하세요."))
    }
  }

  /// The facts with the user's own scenarios, and the scenarios asked for with their changes.
  func load() throws -> ValueView {
    let language = facts.view.language
    let bare = try facts.folder.book(language)
    let (book, problems) = bare.withOwnScenarios()
    let s = Snapshot(of: book, asOf: facts.view.instant)
    let view = FactsView(snapshot: s, language: language)
    if currency == .krw, s.exchangeRate.figure == nil {
      complain(
        view.words("no exchange rate is known at this moment; use --currency usd", "이 시점에 알려진 환율이 없음; --currency usd를 쓸 것"))
      throw ExitCode(65)
    }
    let record = RecordDrivers(s)
    let known = Scenarios.known(s, record)
    // With names given, only what is wrong with one of them is of interest.
    if names.isEmpty { complain(problems, of: "scenario", language) }
    let chosen = try names.isEmpty ? known : names.map { try scenario($0, known, book, problems, view) }
    let cases = try chosen.map { scenario in
      let whole = scenario.completed(s)
      return ScenarioCase(whole, try changes(of: whole, language), record, s)
    }
    return ValueView(view: view, currency: currency.currency, record: record, cases: cases)
  }

  private func changes(of scenario: Scenario, _ language: Language) throws -> ScenarioChanges {
    var changes = ScenarioChanges()
    do throws(Problem) {
      for setting in settings { try changes.set(setting.key, to: setting.text, in: scenario) }
    } catch {
      throw ValidationError(error.reason[language])
    }
    return changes
  }

  // MARK: names

  /// A scenario by its id, or from a file where the name is one of a file.
  private func scenario(
    _ name: String, _ known: [Scenario], _ book: Book, _ problems: [Problem], _ view: FactsView
  ) throws -> Scenario {
    if name.contains("/") || name.hasSuffix(DocumentFolder<Scenario>.ending) { return try file(name, book, view) }
    if let found = known.first(where: { $0.id == name }) { return found }
    try UserFiles.refuse(scenario: name, problems, view.language)
    let ids = known.map(\.id.printable).joined(separator: ", ")
    throw ValidationError(
      view.words(
        "There is no scenario '\(name.printable)' at this moment. Known: \(ids).",
        "이 시점에 시나리오 '\(name.printable)'이(가) 없습니다. 있는 것: \(ids)."))
  }

  private func file(_ path: String, _ book: Book, _ view: FactsView) throws -> Scenario {
    let scenario: Scenario
    do throws(Problems) {
      scenario = try DocumentFolder.read(path, among: book.factScenarios)
    } catch {
      complain(error.of(path), view.language)
      throw ExitCode(error.isAboutFile ? 66 : 65)
    }
    // Through the book, so that it is seen as of the moment like all others.
    let seen = Snapshot(of: book.with(own: [scenario]), asOf: view.snapshot.asOf).scenarios.first { $0.isOwn }
    if let seen { return seen }
    throw ValidationError(
      view.words(
        "\(path.printable) was made at \(scenario.knownAt.iso), after this moment.",
        "\(path.printable)은(는) 이 시점보다 뒤인 \(scenario.knownAt.iso)에 만들어졌습니다."))
  }
}

/// A scenario with the changes of the command line and what follows from it.
struct ScenarioCase {
  /// As it was made, with what it leaves to the moment.
  let original: Scenario
  let changes: ScenarioChanges
  let scenario: Scenario
  let value: ScenarioValue
  let income: ScenarioIncome?
  /// Widest first.
  let bars: [ScenarioSensitivity]

  init(_ original: Scenario, _ changes: ScenarioChanges, _ record: RecordDrivers, _ s: Snapshot) {
    self.original = original
    self.changes = changes
    scenario = original.changed(by: changes)
    value = ScenarioValue(scenario, s)
    income = ScenarioIncome(scenario)
    let from = record.quarter?.endDay ?? s.asOf.newYorkDay
    let years = scenario.due.map { max(0, Double($0 - from) / 365.25) } ?? 0
    bars = ScenarioSensitivity.bars(scenario, years: years)
  }

  var assumptions: [ScenarioEntry] { scenario.entries.filter(\.key.isAssumption) }
  /// What it states beside what follows from its assumptions.
  var statements: [ScenarioEntry] { scenario.entries.filter { !$0.key.isAssumption } }
}

/// The scenarios that a command is about, and how their numbers are shown.
struct ValueView {
  let view: FactsView
  let currency: Currency
  let record: RecordDrivers
  let cases: [ScenarioCase]

  var snapshot: Snapshot { view.snapshot }
  /// Numbers as they are, converted before.
  var format: Formatter { Formatter(language: view.language, rates: ExchangeRates(snapshot)) }

  func words(_ en: String, _ ko: String) -> String { view.words(en, ko) }

  /// A number in the currency asked for: a scenario's at its rate, and without one each at the rate of its own day.
  func shown(_ figure: Figure, at rate: Reading? = nil) -> Figure {
    let rates = ExchangeRates(snapshot)
    switch (currency, figure.unit) {
    case (.usd, .trillionKRW), (.usd, .billionUSD), (.usd, .trillionUSD):
      return ScenarioValue.inDollars(figure, rate ?? rates.rate(for: figure)).figure ?? figure
    case (.krw, .usdPerShare) where figure.basis == .market:
      // A price by whichever of its two units.
      var price = figure
      price.unit = .usd
      return rates.inWon(price, at: rate?.figure).figure ?? figure
    case (.krw, _): return rates.inWon(figure, at: rate?.figure).figure ?? figure
    default: return figure
    }
  }

  func shown(_ reading: Reading, at rate: Reading? = nil) -> Reading {
    reading.figure.map { .known(shown($0, at: rate)) } ?? reading
  }

  /// A price in USD that a scenario comes to, in the currency asked for.
  func shown(price: Double, at rate: Reading?) -> Figure {
    shown(Figure(price, .usd, .day(Valuation.quoteDay(snapshot)), .market, .assumed(reason: Phrase(""))), at: rate)
  }

  // MARK: text

  /// A number with its unit, as tables show it.
  func text(_ figure: Figure) -> String {
    let size = abs(figure.value)
    switch figure.unit {
    case .trillionKRW where size >= 1: return format.text(figure, decimals: size < 100 ? 1 : 0)
    case .usd: return format.text(figure, decimals: size < 1000 ? 2 : 0)
    case .usdPerKilowattHour, .usdPerMonth: return format.text(figure, decimals: figure.value == figure.value.rounded() ? 0 : 1)
    case .times: return format.text(figure, decimals: size < 10 ? 2 : 1)
    case .percentagePoints: return Numbers.signed(figure.value, 1) + "pp"
    default: return format.text(figure)
    }
  }

  func text(_ reading: Reading) -> String {
    switch reading {
    case .known(let figure): return text(figure) + (figure.provenance.holdsUnconfirmedFact ? "*" : "")
    case .absent(let why): return format.mark(why)
    }
  }

  func text(_ value: Double, _ unit: Unit) -> String {
    text(Figure(value, unit, .day(snapshot.asOf.newYorkDay), .market, .assumed(reason: Phrase(""))))
  }

  /// What the head of a table says of the exchange rate; nil where none is used.
  var rateWords: String? { format.rateNote() }

  /// `2026Q2`: the newest quarter with results.
  var quarter: String? { record.quarter?.label }
}

extension Provenance {
  /// Whether a fact is behind it that no source seen confirms; what a scenario assumes is no fact.
  fileprivate var holdsUnconfirmedFact: Bool {
    switch self {
    case .reported(let c), .consensus(let c), .claimed(_, let c): return c.confidence == .unverified
    case .derived(_, let inputs): return inputs.contains(where: \.provenance.holdsUnconfirmedFact)
    case .assumed: return false
    }
  }
}
