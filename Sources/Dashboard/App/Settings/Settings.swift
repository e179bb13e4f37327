package import Canvas
package import Documents
package import Format
package import Model

/// What `config.yaml` says: each setting may be left out.
///
/// ```
/// language: ko
/// theme: auto
/// updown: korean
/// ```
package struct Settings: Equatable, Sendable {
  /// The file, for saying where a value comes from.
  package var file: String
  /// As they are written there.
  package private(set) var values: [Setting: String] = [:]
  /// The line of each.
  package private(set) var lines: [Setting: Int] = [:]

  /// The file of keys where no other one is named, beside `config.yaml`.
  static let keysFile = "keys.yaml"

  /// Nothing is set.
  package init(file: String = "") { self.file = file }
}

extension Settings: Fielded {
  /// One line for each setting.
  package static let fields: [Field<Settings>] = Setting.allCases.map { setting in
    Field(setting.rawValue, setting.form, set: { $0.values[setting] = $1 }, get: { $0.values[setting] })
  }

  /// Reads the text of a file; a line that is wrong sets nothing, and the others count all the same.
  package static func read(_ text: String, file: String, _ choices: SettingChoices) -> (settings: Settings, problems: [Problem]) {
    var (settings, lines, problems) = reading(text, into: Settings(file: file), example: "language: ko")
    for (setting, value) in settings.values {
      let line = lines[setting.rawValue] ?? 0
      settings.lines[setting] = line
      guard let refusal = choices.refusal(setting, value) else { continue }
      problems.add(line, refusal)
      settings.values[setting] = nil
    }
    return (settings, problems.of(file))
  }
}

/// The value of a setting that is in force, and where it comes from.
package struct SettingValue: Equatable, Sendable {
  /// What says so, the strongest first.
  package enum Origin: Equatable, Sendable {
    /// It was changed while the program runs.
    case session
    /// An option on the command line.
    case option
    /// A line of `config.yaml`.
    case file(String, line: Int)
    /// It was last used so.
    case remembered
    /// The locale.
    case environment
    /// Nothing says another.
    case standard

    /// Whether `config.yaml` says so.
    var isFile: Bool { if case .file = self { true } else { false } }
  }

  /// As it is written in `config.yaml`.
  package var text: String
  /// What says so.
  package var origin: Origin

  /// A value from somewhere.
  package init(_ text: String, _ origin: Origin) { (self.text, self.origin) = (text, origin) }
}

/// All settings as they are in force at a start.
package struct SettingValues: Equatable, Sendable {
  private var values: [Setting: SettingValue] = [:]

  /// The options of the command line win, then `config.yaml`, then what was last used, then the environment and what is usual.
  ///
  /// What was last used counts only for settings that are remembered, and only where it can be used.
  package init(
    options: [Setting: String] = [:], file: Settings = Settings(), remembered: [Setting: String] = [:],
    environment: [Setting: String] = [:], _ choices: SettingChoices
  ) {
    for setting in Setting.allCases {
      if let text = options[setting] {
        values[setting] = SettingValue(text, .option)
      } else if let text = file.values[setting] {
        values[setting] = SettingValue(text, .file(file.file, line: file.lines[setting] ?? 0))
      } else if setting.isRemembered, let text = remembered[setting], choices[setting].contains(text) {
        values[setting] = SettingValue(text, .remembered)
      } else if let text = environment[setting] {
        values[setting] = SettingValue(text, .environment)
      }
    }
  }

  /// The value of a setting.
  package subscript(setting: Setting) -> SettingValue {
    get { values[setting] ?? SettingValue(standard(setting), .standard) }
    set { values[setting] = newValue }
  }

  /// What is usual; the colors of rise and fall follow the language.
  package func standard(_ setting: Setting) -> String {
    switch setting {
    case .language: return Language.en.rawValue
    case .currency: return Currency.usd.word
    case .theme: return "terminal"
    case .themeLight: return "catppuccin-latte"
    case .themeDark: return "catppuccin-mocha"
    case .upDown: return (language == .ko ? UpDown.korean : .western).rawValue
    case .borders: return Borders.auto.rawValue
    case .mouse: return "on"
    case .timeFormat: return TimeFormat.hours24.rawValue
    case .panel: return "overview"
    case .keys: return Settings.keysFile
    }
  }

  /// The language of everything on screen.
  package var language: Language { Language(rawValue: self[.language].text) ?? .en }
  /// The currency of amounts on screen.
  package var currency: Currency { Currency.allCases.first { $0.word == self[.currency].text } ?? .usd }
  /// The colors of rise and fall.
  package var upDown: UpDown { UpDown(rawValue: self[.upDown].text) ?? .western }
  /// What boxes are drawn with.
  package var borders: Borders { Borders(rawValue: self[.borders].text) ?? .auto }
  /// How times of day are written.
  package var timeFormat: TimeFormat { TimeFormat(rawValue: self[.timeFormat].text) ?? .hours24 }
  /// Whether the terminal is asked for what a mouse does.
  package var hasMouse: Bool { self[.mouse].text == "on" }
}
