import App
import ArgumentParser
import Canvas
import Documents
import Facts
import Finance
import Format
import Glibc
import Model
import Panels
import Start

/// The program: without a command it opens the dashboard, or prints the Overview where there is no terminal.
@main
struct TslaTui: ParsableCommand {
  static func main() {
    // Linux turns an empty list into one empty argument.
    guard let name = start_argument(0), name.pointee != 0 else {
      warn("the list of arguments is empty; start it by its name, such as: tsla-tui --help")
      end(with: ExitCode(64))
    }
    let arguments = (1..<max(1, Int(start_argument_count()))).map { start_argument(Int32($0)).map { String(cString: $0) } ?? "" }
    do {
      // Without arguments there is nothing to parse: building the parser would take longer than everything else before the first frame
      // (docs/performance.md).
      if arguments.isEmpty {
        try Open.run()
      } else {
        // Names and texts to keep or to look for must be exactly those that were given, so control characters are refused.
        if let strange = arguments.first(where: { $0.hasControlCharacters }) {
          throw ValidationError("the argument '\(strange.sanitized)' contains control characters; remove them")
        }
        if let script = CompletionScript.requested(arguments) {
          Output.write(script)
        } else {
          var command = try parseAsRoot(arguments)
          try command.run()
        }
      }
    } catch {
      end(with: error)
    }
    Output.flush()
  }

  /// Ends the program with the message and status of an error; help, version and completion scripts are errors too, of status 0.
  private static func end(with error: any Error) -> Never {
    let status = exitCode(for: error).rawValue
    let message = fullMessage(for: error)
    if status == 0 {
      writeOut(message + "\n")
      Output.flush()
    } else {
      Output.flush()
      if !message.isEmpty {
        var lines = message.safeLines + "\n"
        _ = lines.withUTF8 { writeAll($0, to: STDERR_FILENO) }
      }
    }
    Glibc.exit(status)
  }

  static let configuration = CommandConfiguration(
    commandName: "tsla-tui",
    abstract: "A dashboard for people who invest in Tesla: figures with their source and date, as of any moment.",
    discussion: """
      Without a command it opens the dashboard on this terminal; press ? there for the keys. With its output \
      redirected it prints the Overview as text.

      MOMENTS (--as-of): 2023-07-19 (the end of that day in New York), 2023-07-19T16:05ET, 2023-07-20T05:05KST, \
      2023-07-19T16:05-04:00, 2023-07-19T20:05Z. EST and EDT where New York has them.

      Exit status: 0, or 3 index figures older than 90 days, 64 wrong arguments, 65 bad data, 66 file not found, \
      69 no usable terminal, 73 cannot write.
      """,
    version: "tsla-tui \(Version.current)",
    subcommands: [
      Open.self, Render.self, EPSCommand.self, ValueCommand.self, ClaimsCommand.self, IndexCommand.self, CalendarCommand.self,
      FactsCommand.self, ConsensusCommand.self, EventsCommand.self,
      Check.self, Config.self, Themes.self, KeysCommand.self, Document.self,
    ],
    defaultSubcommand: Open.self)
}

/// The version, as `CHANGELOG.md` counts.
enum Version {
  static let current = "0.1.0"
}

/// What the dashboard and a printed frame have in common.
struct ViewOptions: ParsableArguments {
  @Option(
    name: .customLong("as-of"), help: ArgumentHelp("Show what was known at a moment.", valueName: "moment"), transform: moment)
  var asOf: Instant?

  @Option(help: ArgumentHelp("The scenario to compare with.", valueName: "id"), completion: .scenarios)
  var scenario: String?

  @OptionGroup var look: LookOptions

  @Option(
    help: ArgumentHelp("Use the facts in a folder instead of the bundled ones.", valueName: "folder"), completion: .directory)
  var facts: String?

  /// The choices as plain values, with what the user's files say.
  ///
  /// Only what is opened on a terminal is as it was last used there.
  func choices(panel: PanelID? = nil, remembering: Bool) -> Choices {
    var options = look.settings
    options[.panel] = panel?.rawValue
    return Choices(asOf: asOf, scenario: scenario, facts: facts, UserSettings(options, remembering: remembering))
  }
}

/// Settings on the command line: they win over `config.yaml`.
struct LookOptions: ParsableArguments {
  @Option(help: "Language: en or ko; without a setting from LC_ALL, LC_MESSAGES or LANG.")
  var lang: Language?

  @Option(help: "Currency of amounts: usd or krw.")
  var currency: CurrencyName?

  @Option(name: .customLong("updown"), help: "Up and down colors: western (green, red) or korean (red, blue).")
  var upDown: UpDown?

  @Option(help: ArgumentHelp("Color theme, or auto; 'tsla-tui themes' lists them.", valueName: "name"), completion: .themes)
  var theme: String?

  @Option(help: "Line drawing: light, ascii (for terminals that draw it two columns wide), or auto.")
  var borders: Borders?

  /// Those that were given, as they would be written in `config.yaml`.
  var settings: [Setting: String] {
    var given: [Setting: String] = [:]
    given[.language] = lang?.rawValue
    given[.currency] = currency?.rawValue
    given[.upDown] = upDown?.rawValue
    given[.theme] = theme
    given[.borders] = borders?.rawValue
    return given
  }
}

/// What the user chose, or the defaults.
struct Choices {
  var asOf: Instant?
  var scenario: String?
  var facts: String?
  /// The settings in force, and what is wrong with the user's files of them.
  let user: UserSettings

  init(asOf: Instant? = nil, scenario: String? = nil, facts: String? = nil, _ user: UserSettings) {
    (self.asOf, self.scenario, self.facts, self.user) = (asOf, scenario, facts, user)
  }

  var settings: SettingValues { user.values }
  var language: Language { settings.language }

  /// The state that the choices ask for.
  ///
  /// Throws where a scenario does not exist, with what is wrong with its file where that is among the problems.
  func state(_ book: Book, panel: PanelID, _ problems: [Problem]) throws -> AppState {
    var state = AppState(panel: panel, language: language, currency: settings.currency, upDown: settings.upDown)
    state.settings = SettingsState(settings, user.choices, file: user.path.map { $0.sanitized } ?? "")
    if let asOf { state.moment = .at(asOf) }
    if let scenario {
      let known = Snapshot(of: book, asOf: .distantFuture).scenarios.map(\.id) + [Scenarios.record]
      guard known.contains(scenario) else {
        try UserFiles.checkReadable(scenario: scenario, problems, language)
        throw ValidationError(
          "There is no scenario '\(scenario.sanitized)'. Known: \(known.map(\.sanitized).joined(separator: ", ")).")
      }
      state.scenario = scenario
    }
    return state
  }
}

/// Reads a moment of the command line.
@Sendable func moment(_ text: String) throws -> Instant {
  do {
    return try Instant(parsing: text)
  } catch {
    var sanitized = error
    sanitized.text = text.sanitized
    throw ValidationError(sanitized.message[Locale.language])
  }
}

/// Reads a date of the command line.
@Sendable func day(_ text: String) throws -> Day {
  guard let day = Day(iso: text) else {
    throw ValidationError("'\(text.sanitized)' is not a date; write it as 2023-07-19.")
  }
  return day
}

/// The currencies on the command line.
enum CurrencyName: String, ExpressibleByArgument, CaseIterable {
  case usd, krw
  var currency: Currency { self == .usd ? .usd : .krw }
}

extension Borders: ExpressibleByArgument {}
extension Language: ExpressibleByArgument {}
extension UpDown: ExpressibleByArgument {}
extension PanelID: ExpressibleByArgument {
  init?(argument: String) {
    guard PanelID.all.contains(where: { $0.rawValue == argument }) else { return nil }
    self.init(argument)
  }

  static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }

  static var allValueStrings: [String] { PanelID.all.map(\.rawValue) }
}
