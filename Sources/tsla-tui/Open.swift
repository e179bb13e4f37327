import App
import ArgumentParser
import Canvas
import Documents
import Facts
import Glibc
import Model

/// Opens the dashboard.
struct Open: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Open the dashboard on this terminal (the default).")

  @Option(help: "The panel to begin with: \(PanelID.allValueStrings.joined(separator: ", ")).")
  var panel: PanelID?

  @OptionGroup var options: ViewOptions

  func run() throws { try Self.run(options.choices(panel: panel, remembering: isOnTerminal)) }

  /// The same without any argument.
  static func run() throws { try run(Choices(UserSettings(remembering: isOnTerminal))) }

  /// Opens the dashboard; prints the panel as text where standard output is not a terminal.
  private static func run(_ choices: Choices) throws {
    let panel = PanelID(choices.settings[.panel].text)
    let (facts, errors) = try FactsFolder.loadAndCount(choices.facts, choices.language)
    let (book, scenarioProblems) = facts.withOwnScenarios()
    let now = clockNow()
    var state = try choices.state(book, panel: panel, scenarioProblems)
    state.documents.scenarioProblems = UserFiles.short(scenarioProblems, choices.language)
    let themes = try ThemeChoice(choices.settings)
    themes.warn()
    let keys = UserKeys(choices.settings)
    var app = Dashboard(keys.registry, book: book, state: state, now: now, workers: .threads())
    var session = Session(choices.user, isLookBack: choices.asOf != nil)
    let fileProblems = app.readUserFiles(choices.language)
    // After the files: a draft may have begun from a saved estimate.
    if isOnTerminal { session.begin(&app) }
    let faults =
      choices.user.problems.map { $0.message(choices.language, of: "config") }
      + session.problems.map { $0.message(choices.language, of: "draft") }
      + scenarioProblems.map { $0.message(choices.language, of: "scenario") } + fileProblems
      + keys.problems.map { $0.message(choices.language, of: "keys") }
    for problem in faults { warn(problem) }
    guard isOnTerminal else {
      let canvas = app.frame(sizeOfSurroundings).restricted(to: choices.settings.borders == .ascii ? .unambiguous : .full)
      writeOut(canvas.plainText())
      return
    }
    if errors > 0, let folder = choices.facts?.sanitized {
      app.add(
        Notice(
          Phrase(
            "\(errors == 1 ? "1 error" : "\(errors) errors") in the facts: tsla-tui check \(folder)",
            "팩트에 오류 \(errors)건: tsla-tui check \(folder)"),
          isFault: true))
    }
    if let notice = UserFiles.notice(config: choices.user.problems, keys: keys.problems, drafts: session.problems) {
      app.add(notice)
    }
    var loop = try RunLoop(app: app, themes: themes, borders: choices.settings.borders, session: session)
    loop.run()
    // Said again where it can be read: the screen has covered it.
    themes.warn()
    for problem in faults { warn(problem) }
    if let note = loop.localeNote { warn(note[choices.language]) }
  }
}

/// Whether standard output is a terminal.
var isOnTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

extension Dashboard {
  /// Reads the user's saved estimates and claims; what is wrong with their files comes back.
  mutating func readUserFiles(_ language: Language) -> [String] {
    let problems = readEstimates(language).map { $0.message(language, of: "estimate") }
    guard let (claims, faults) = (try? UserFiles.claims())?.load() else { return problems }
    if !claims.values.isEmpty || !faults.isEmpty { set(claims: claims.values, problems: UserFiles.short(faults, language)) }
    return problems + faults.map { $0.message(language, of: "claims") }
  }

  /// Reads the user's saved estimates; what is wrong with their files comes back.
  @discardableResult
  mutating func readEstimates(_ language: Language) -> [Problem] {
    guard let folder = try? UserFiles.estimates() else { return [] }
    let (estimates, problems) = folder.load(among: Snapshot(of: book, asOf: .distantFuture).epsPresets)
    if !estimates.isEmpty || !problems.isEmpty { set(estimates: estimates, problems: UserFiles.short(problems, language)) }
    return problems
  }
}
