import Analysis
import ArgumentParser
import Canvas
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
      "'\(text.sanitized)' is not KEY=VALUE; write multiple=45 or units=+10%",
      "'\(text.sanitized)'은(는) 항목=값이 아닙니다. 예: multiple=45, units=+10%")
  }
  return ScenarioAssignment(key: String(text[..<sign]), text: String(text[text.index(after: sign)...]))
}

/// Which scenarios, with which changes, in which currency, from which facts.
struct ScenarioOptions: ParsableArguments {
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
  var format: Report.Form = .table

  @OptionGroup var facts: SnapshotOptions

  func validate() throws {
    if names.isEmpty, let first = settings.first {
      throw ValidationError(
        "--set \(first.key.sanitized): which scenario? Give it with --scenario.",
        "--set \(first.key.sanitized): --scenario로 시나리오를 지정하세요.")
    }
  }

  /// The scenarios asked for with their changes, from the facts with the user's own scenarios; what is wrong in a file goes to standard error.
  func load() throws -> (scenarios: [ScenarioResult], amounts: ScenarioAmounts) {
    let (book, problems) = try facts.folder.book(language).withOwnScenarios()
    let analysis = Analysis(Snapshot(of: book, asOf: facts.view.instant))
    let s = analysis.snapshot
    if currency == .krw, s.exchangeRate.figure == nil {
      throw failure(
        65,
        language.words("no exchange rate is known at this moment; use --currency usd", "이 시점에 알려진 환율이 없음; --currency usd를 쓸 것"))
    }
    // With names given, only what is wrong with one of them is of interest.
    if names.isEmpty { warn(problems, of: "scenario", language) }
    let chosen = try names.isEmpty ? analysis.scenarios : names.map { try scenario($0, analysis.scenarios, book, problems) }
    let scenarios = try chosen.map { scenario in
      let whole = scenario.completed(s)
      return ScenarioResult(whole, try changes(of: whole), analysis.trailingDrivers, s)
    }
    return (scenarios, ScenarioAmounts(analysis, currency.currency, language))
  }

  var language: Language { facts.view.language }

  private func changes(of scenario: Scenario) throws -> ScenarioChanges {
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
  private func scenario(_ name: String, _ known: [Scenario], _ book: Book, _ problems: [Problem]) throws -> Scenario {
    if name.contains("/") || name.hasSuffix(DocumentFolder<Scenario>.ending) { return try file(name, book) }
    if let found = known.first(where: { $0.id == name }) { return found }
    try UserFiles.checkReadable(scenario: name, problems, language)
    let ids = known.map(\.id.sanitized).joined(separator: ", ")
    throw ValidationError(
      "There is no scenario '\(name.sanitized)' at this moment. Known: \(ids).",
      "이 시점에 시나리오 '\(name.sanitized)'이(가) 없습니다. 있는 것: \(ids).", language)
  }

  private func file(_ path: String, _ book: Book) throws -> Scenario {
    let scenario: Scenario
    do throws(Problems) {
      scenario = try DocumentFolder.read(path, among: book.factScenarios)
    } catch {
      warn(error.of(path), language)
      throw ExitCode(error.isAboutFile ? 66 : 65)
    }
    // Through the book, so that it is seen as of the moment, like all the others.
    let seen = Snapshot(of: book.with(user: [scenario]), asOf: facts.view.instant).scenarios.first { $0.isUser }
    if let seen { return seen }
    throw ValidationError(
      "\(path.sanitized) was made at \(scenario.knownAt.iso), after this moment.",
      "\(path.sanitized)은(는) 이 시점보다 뒤인 \(scenario.knownAt.iso)에 만들어졌습니다.", language)
  }
}
