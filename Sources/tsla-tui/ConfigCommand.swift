import App
import ArgumentParser
import Canvas
import Documents
import Format
import Model
import Reports

/// Prints the settings in force.
struct Config: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the settings in force and where each comes from.",
    discussion: "As they would be for the dashboard on a terminal with the same options. Status 65 where config.yaml has faults.")

  @OptionGroup var look: LookOptions

  @Option(help: "table, csv or json.")
  var format: Report.Form = .table

  func run() throws {
    let user = UserSettings(look.settings, remembering: true)
    let language = user.values.language
    warn(user.problems, of: "config", language)
    if let fault = user.stateProblem { warn([fault], of: "state", language) }
    // What the dashboard would refuse is not in force.
    _ = try ThemeChoice(user.values)
    let rows = Setting.allCases.map { setting in
      let value = user.values[setting]
      return Report.SettingRow(
        setting.rawValue, setting.name, value: value.text, standard: user.values.standard(setting), origin: value.origin.name,
        place: value.origin.place)
    }
    Report.settings(rows, in: user.path?.sanitized, Formatter(language: language)).print(format)
    if !user.problems.isEmpty { throw ExitCode(65) }
  }
}

extension SettingValue.Origin {
  /// The word in CSV and JSON.
  fileprivate var name: String {
    switch self {
    case .session: "session"
    case .option: "option"
    case .file: "file"
    case .remembered: "state"
    case .environment: "environment"
    case .standard: "default"
    }
  }

  /// The file and line; nil where it is in none.
  fileprivate var place: String? {
    switch self {
    case .file(let path, let line): "\(path):\(line)"
    case .remembered: UserFiles.state.map { $0 + "/" + UserFiles.stateFile }
    default: nil
    }
  }
}
