import App
import ArgumentParser
import Canvas
import Documents
import Format
import Model
import Panels
import Reports

/// The user's keys with the file that they were read from.
struct UserKeys {
  /// What the file says; nothing where there is none.
  var file = KeysFile()
  /// Where it is looked for; nil where the environment names no home.
  let path: String?
  /// What is wrong with it.
  var problems: [Problem] = []

  /// Reads the file that the settings name.
  init(_ settings: SettingValues = UserSettings(remembering: false).values) {
    path = UserFiles.keys(settings[.keys].text)
    guard let path else { return }
    do throws(Problem) {
      file = KeysFile(try readText(path, longest: KeysFile.longest).text, for: Registry.commands(of: Registry.dashboardPanels))
      problems = file.problems.of(path)
    } catch {
      // A file that the settings name has to be there.
      if !error.isMissingFile || settings[.keys].origin != .standard { problems = [error] }
    }
  }

  /// The panels with these keys.
  var registry: Registry { file.keys.isEmpty ? .dashboard : Registry(panels: Registry.dashboardPanels, keys: file.keys) }
}

/// The language, and the user's keys with what is wrong with them said in it.
struct UserKeysOptions: ParsableArguments {
  @Option(help: "Language: en or ko; by default from LC_ALL, LC_MESSAGES or LANG.")
  var lang: Language?

  /// Reads the keys; says on standard error what is wrong with them.
  func callAsFunction() -> (user: UserKeys, language: Language) {
    let (user, language) = (UserKeys(), lang ?? Locale.language)
    warn(user.problems, of: "keys", language)
    return (user, language)
  }
}

/// Prints the key map.
struct KeysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys", abstract: "Print the keys in force, or check your own.",
    discussion: """
      Your own keys stand in keys.yaml in the config folder (~/.config/tsla-tui), a line for each command: \
      time.back: p, Ctrl-P. They take the place of the usual ones.
      """,
    subcommands: [Print.self, Check.self], defaultSubcommand: Print.self)

  struct Print: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Print every command with its keys (the default).")

    @Option(help: "table, csv or json.")
    var format: Report.Form = .table

    @OptionGroup var read: UserKeysOptions

    func run() throws {
      let (user, language) = read()
      Report.keys(user.rows, Formatter(language: language)).print(format)
      guard user.problems.isEmpty else { throw ExitCode(65) }
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "check", abstract: "Say what is wrong with your keys.yaml.")

    @OptionGroup var read: UserKeysOptions

    func run() throws {
      let (user, language) = read()
      guard user.problems.isEmpty else { throw ExitCode(65) }
      let (count, path) = (user.file.lines.count, user.path?.sanitized ?? "")
      writeOut(
        language.words(
          "\(path): \(count) \(count == 1 ? "command" : "commands") with keys of your own, no problem\n",
          "\(path): 내 키를 쓰는 명령 \(count)건, 문제 없음\n"))
    }
  }
}

extension UserKeys {
  /// A row for each command.
  fileprivate var rows: [Report.KeyRow] {
    let (registry, name) = (registry, (path?.split(separator: "/").last).map { String($0).sanitized } ?? "")
    return registry.commands.map { command in
      let usual = command.keys == registry.keys(of: command.id)
      let line = file.lines[command.id].map { "\(name):\($0)" } ?? name
      return Report.KeyRow(
        command.id.name, on: registry.place(of: command), keys: registry.keys(of: command.id).map(\.label),
        origin: usual ? "default" : line, what: command.help)
    }
  }
}

extension Registry {
  /// Where a command applies, in words.
  fileprivate func place(of command: Command) -> Phrase {
    switch command.place {
    case .everywhere: return Phrase("everywhere", "어디서나")
    case .panel(let id): return panel(id).title
    case .views(let id, let raw):
      let panel = panel(id)
      return panel.title + Phrase(": ") + raw.map { panel.views[$0] }.joined(separator: ", ")
    }
  }
}
