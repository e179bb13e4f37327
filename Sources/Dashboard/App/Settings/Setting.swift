import Canvas
import Documents
package import Format
package import Model

/// What boxes are drawn with.
package enum Borders: String, Sendable, CaseIterable {
  /// The box-drawing characters where the locale allows them.
  case auto
  /// The box-drawing characters.
  case light
  /// ASCII alone, for terminals that draw them two columns wide.
  case ascii
}

extension Currency {
  /// As it is written on the command line and in `config.yaml`.
  package var word: String { rawValue.lowercased() }
}

/// Something that the user can set for good, by its key in `config.yaml`.
package enum Setting: String, Sendable, CaseIterable {
  case language, currency, theme
  case themeLight = "theme_light"
  case themeDark = "theme_dark"
  case upDown = "updown"
  case borders, mouse
  case timeFormat = "time_format"
  case panel, keys

  /// What it is called on screen.
  package var name: Phrase {
    switch self {
    case .language: return Phrase("language", "언어")
    case .currency: return Phrase("currency", "통화")
    case .theme: return Phrase("color theme", "색 테마")
    case .themeLight: return Phrase("light theme", "밝은 테마")
    case .themeDark: return Phrase("dark theme", "어두운 테마")
    case .upDown: return Phrase("rise and fall", "등락색")
    case .borders: return Phrase("borders", "테두리")
    case .mouse: return Phrase("mouse", "마우스")
    case .timeFormat: return Phrase("time format", "시각 표시")
    case .panel: return Phrase("first panel", "첫 패널")
    case .keys: return Phrase("file of keys", "키 파일")
    }
  }

  /// Whether a change is in force at the next start alone.
  package var waitsForStart: Bool { self == .panel || self == .keys }

  /// Whether the value last used is in force at the next start, where no file and no option says another.
  package var isRemembered: Bool { [.language, .currency, .theme, .upDown, .panel].contains(self) }

  /// What it can be, where that does not depend on files or panels.
  var words: [String]? {
    switch self {
    case .language: return Language.allCases.map(\.rawValue)
    case .currency: return Currency.allCases.map(\.word)
    case .upDown: return UpDown.allCases.map(\.rawValue)
    case .borders: return Borders.allCases.map(\.rawValue)
    case .mouse: return ["on", "off"]
    case .timeFormat: return TimeFormat.allCases.map(\.rawValue)
    case .theme, .themeLight, .themeDark, .panel, .keys: return nil
    }
  }

  /// What a value must be, for messages: `a language`, `언어가`.
  var kind: Phrase {
    switch self {
    case .language: return Phrase("a language", "언어가")
    case .currency: return Phrase("a currency", "통화가")
    case .theme, .themeLight, .themeDark: return Phrase("a theme", "테마가")
    case .upDown: return Phrase("a way to color rise and fall", "등락색이")
    case .borders: return Phrase("a kind of border", "테두리가")
    case .mouse: return Phrase("on or off", "on·off가")
    case .timeFormat: return Phrase("a time format", "시각 표시가")
    case .panel: return Phrase("a panel", "패널이")
    case .keys: return Phrase("a file", "파일이")
    }
  }

  /// How a value is written in `config.yaml`.
  var form: Form<String> {
    words.map { .word(kind, of: $0) } ?? .words(self == .panel ? "eps" : self == .keys ? "keys.yaml" : "nord")
  }
}

/// What the settings may be on this system: the themes that there are, the panels and the files of keys.
package struct SettingChoices: Equatable, Sendable {
  /// The names of themes, without `auto`.
  package var themes: [String]
  /// The panels, in the order of their tabs.
  package var panels: [String]
  /// Files of keys, relative to the folder of `config.yaml`.
  package var keyFiles: [String]

  /// Choices as they are found.
  package init(themes: [String] = ["terminal"], panels: [String] = [], keyFiles: [String] = []) {
    (self.themes, self.panels, self.keyFiles) = (themes, panels, keyFiles)
  }

  /// What a setting can be, in the order in which it is stepped through.
  package subscript(setting: Setting) -> [String] {
    if let words = setting.words { return words }
    switch setting {
    case .theme: return ["auto"] + themes
    case .themeLight, .themeDark: return themes
    case .panel: return panels
    default: return keyFiles.contains(Settings.keysFile) ? keyFiles : [Settings.keysFile] + keyFiles
    }
  }

  /// What is wrong with a value that depends on what there is; nil where nothing is.
  ///
  /// A file of keys may be anywhere.
  func refusal(_ setting: Setting, _ value: String) -> Phrase? {
    guard setting.words == nil, setting != .keys else { return nil }
    let all = self[setting]
    return all.contains(value) ? nil : .notOne(value, of: setting.kind, among: all)
  }
}
