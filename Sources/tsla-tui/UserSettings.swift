import App
import Canvas
import Documents
import Model
import Panels
import Themes

/// The settings in force, by the command line and the user's files.
struct UserSettings {
  /// What they can be.
  let choices: SettingChoices
  /// What is in force.
  let values: SettingValues
  /// What is wrong with `config.yaml`.
  let problems: [Problem]
  /// How the dashboard was last used; nil where nobody asked.
  let remembered: Remembered?
  /// What is wrong with the file of that.
  let stateProblem: Problem?
  /// The path of `config.yaml`; nil where the environment names no home.
  let path: String?

  /// Reads the files; `remembering` also how the dashboard was last used.
  init(_ options: [Setting: String] = [:], remembering: Bool) {
    choices = SettingChoices(
      themes: ThemeFiles.names(in: UserFiles.themes), panels: PanelID.all.map(\.rawValue), keyFiles: UserFiles.keyFiles)
    path = (try? UserFiles.config())?.path
    var (file, problems) = (Settings(), [Problem]())
    if let path {
      do throws(Problem) {
        (file, problems) = Settings.read(try readText(path, longest: 65_536).text, file: path, choices)
      } catch { if !error.isMissingFile { problems = [error] } }
    }
    self.problems = problems
    var (last, fault): (Remembered?, Problem?)
    if remembering, let folder = UserFiles.state {
      do throws(Problem) {
        last = Remembered.read(try readText(folder + "/" + UserFiles.stateFile, longest: 65_536).text)
      } catch { if !error.isMissingFile { fault = error } }
    }
    (remembered, stateProblem) = (last, fault)
    values = SettingValues(
      options: options, file: file, remembered: last?.values ?? [:],
      environment: Locale.isNamed ? [.language: Locale.language.rawValue] : [:], choices)
  }
}

extension UserFiles {
  /// The user's settings.
  static func config() throws(Problem) -> LineFile {
    LineFile("config.yaml", in: try known(configuration, "XDG_CONFIG_HOME", Phrase("settings", "설정을")))
  }

  /// The folder for what the program keeps by itself; nil where the environment names no home.
  static var state: String? { folder("XDG_STATE_HOME", "/.local/state") }

  /// How the dashboard was last used, in the folder of `state`.
  static let stateFile = "state.yaml"

  /// The files of keys in the folder of the user's settings.
  static var keyFiles: [String] {
    (configuration.flatMap { try? namesInFolder($0) } ?? []).filter { $0.hasPrefix("keys") && $0.hasSuffix(".yaml") }
  }
}
