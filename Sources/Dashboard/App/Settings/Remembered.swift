package import Documents
package import Model

/// What the program keeps from one session to the next by itself: how it was last used.
///
/// ```
/// panel: eps
/// currency: krw
/// visited: 2026-11-26T09:00Z
/// widths:
///   xterm-256color: 1
/// ```
package struct Remembered: Equatable, Sendable {
  /// The settings that were changed by a key, as they are written in `config.yaml`.
  package var values: [Setting: String] = [:]
  /// When the dashboard was last closed.
  package var visited: Instant?
  /// How many columns a terminal of a type (`TERM`) gives to characters of ambiguous width, the lines of boxes among them: 1 or 2, as
  /// measured.
  package var widths: [String: Int] = [:]

  /// Nothing is known of an earlier session.
  package init() {}
}

extension Remembered: Fielded {
  /// The settings that are remembered, and the last visit.
  package static let fields: [Field<Remembered>] =
    Setting.allCases.filter(\.isRemembered).map { setting in
      Field(setting.rawValue, setting.form, set: { $0.values[setting] = $1 }, get: { $0.values[setting] })
    } + [
      Field("visited", \.visited, .moment("2026-11-26T09:00Z")),
      Field(
        section: "widths", example: "xterm-256color: 1",
        read: { line, remembered in
          if let width = Int(line.value), (1...2).contains(width) { remembered.widths[line.key] = width }
        },
        write: { remembered in
          remembered.widths.sorted { $0.key < $1.key }.map { DocumentLine(DocumentLine.quoted($0.key), "\($0.value)") }
        }),
    ]

  /// What stands in its file.
  package var text: String { "# How tsla-tui was last used; it writes this file by itself.\n" + lines() }

  /// Reads its file as far as it can be read; what is wrong with it is of no use to anybody.
  package static func read(_ text: String) -> Remembered { reading(text, into: Remembered(), example: "panel: eps").document }

  /// What to keep at the end of a session: what was changed in it, and what was kept before.
  ///
  /// A setting that was left as it was at the start is not taken for a choice: it follows the environment or an option the next time, as it
  /// did this time. What `config.yaml` says need not be kept.
  package func after(_ state: AppState, at now: Instant) -> Remembered {
    var kept = self
    kept.visited = now
    for setting in Setting.allCases where setting.isRemembered && !(setting == .language && state.isEnglishForced) {
      let (start, now) = (state.settings.start[setting], state.value(of: setting))
      let last = setting == .panel ? state.panel.rawValue : now.text
      if start.origin.isFile || now.origin.isFile {
        kept.values[setting] = nil
      } else if last != start.text {
        kept.values[setting] = last
      }
    }
    return kept
  }
}
