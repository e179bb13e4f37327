import Canvas
import Format
import Model

extension AppState {
  /// The value of a setting that is in force now: a key may have changed it.
  package func value(of setting: Setting) -> SettingValue {
    switch setting {
    case .language: settings.changed(setting, to: language.rawValue)
    case .currency: settings.changed(setting, to: currency.word)
    case .upDown: settings.changed(setting, to: upDown.rawValue)
    default: settings.now[setting]
    }
  }

  /// Gives a setting a value for this session, or for good.
  ///
  /// What is not drawn from the state comes back as an effect.
  mutating func set(_ setting: Setting, to text: String, keeping: Bool) -> Effect? {
    settings.now[setting] = settings.changed(setting, to: text)
    let now = settings.now
    switch setting {
    case .language: language = now.language
    case .currency: currency = now.currency
    case .upDown: upDown = now.upDown
    default: break
    }
    return .set(setting, text, keeping: keeping)
  }
}

extension Dashboard {
  /// Takes note of a setting that changed outside of the state, such as the theme by its key.
  package mutating func note(_ setting: Setting, _ text: String) {
    state.settings.now[setting] = state.settings.changed(setting, to: text)
  }

  /// Takes note that a setting was written into `config.yaml`, and says so.
  package mutating func show(_ setting: Setting, _ text: String, writtenTo file: String, line: Int) {
    state.settings.now[setting] = SettingValue(text, .file(file, line: line))
    let (when, korean) = setting.waitsForStart ? ("; it counts from the next start", "; 다음 시작부터 적용") : ("", "")
    show(Notice(Phrase("saved: \(file):\(line)" + when, "저장함: \(file):\(line)" + korean)))
  }
}

/// What a key does on the screen of settings.
enum SettingsKey {
  case move(Step)
  case select(Int)
  case next, previous, keep

  /// Nil for a key that does there what it does everywhere.
  init?(_ chord: Chord, _ registry: Registry) {
    if let command = registry.command(for: chord), let key = SettingsKey(command.id) {
      self = key
    } else if case .character(let c) = chord, c == "w" || KeyMap.jamo[c] == "w" {
      self = .keep
    } else {
      return nil
    }
  }

  /// Nil for a command that does there what it does everywhere.
  init?(_ command: CommandID) {
    switch command {
    case .up: self = .move(.up)
    case .down: self = .move(.down)
    case .pageUp: self = .move(.pageUp)
    case .pageDown: self = .move(.pageDown)
    case .first: self = .move(.first)
    case .last: self = .move(.last)
    case .left: self = .previous
    case .right, .open: self = .next
    default: return nil
    }
  }

  /// Does it.
  func apply(to selected: Int, _ state: inout AppState) -> Effect? {
    let all = Setting.allCases
    let setting = all[max(0, min(all.count - 1, selected))]
    let value = state.value(of: setting)
    switch self {
    case .move(let step): state.overlay = .settings(step.along(all.count, from: selected))
    case .select(let row): state.overlay = .settings(max(0, min(all.count - 1, row)))
    case .keep: return state.set(setting, to: value.text, keeping: true)
    case .next, .previous:
      let choices = state.settings.choices[setting]
      guard choices.contains(where: { $0 != value.text }) else {
        let name = setting.name
        state.explain(Phrase("there is nothing else to choose for \(name.en)", "\(name.ko): 다른 선택지가 없음"))
        return nil
      }
      let n = if case .next = self { 1 } else { -1 }
      let here = choices.firstIndex(of: value.text) ?? (n > 0 ? -1 : 0)
      return state.set(setting, to: choices[(here + n + choices.count) % choices.count], keeping: false)
    }
    return nil
  }
}
