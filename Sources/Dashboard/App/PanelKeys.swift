import Format
package import Model

/// What an action does on one panel.
///
/// Footer, help and `docs/keys.md` are made from these beside the table of actions.
package struct PanelKey: Sendable {
  /// The action whose keys they are.
  package var action: Action
  /// The word in the footer.
  package var short: Phrase
  /// The sentence in the help.
  package var help: Phrase

  /// The meaning of an action, with its word for the footer and its sentence for the help.
  package init(_ action: Action, _ short: Phrase, _ help: Phrase) {
    self.action = action
    self.short = short
    self.help = help
  }
}

extension Panel {
  /// None: all keys mean what they mean everywhere.
  package static var keys: [PanelKey] { [] }

  /// Whether an action means something of its own on the panel.
  static func takes(_ action: Action) -> Bool { keys.contains { $0.action == action } }

  /// The word from `keys`; nil for an action that means nothing of its own here.
  package static func word(for action: Action, _ context: DrawContext) -> Phrase? { keys.first { $0.action == action }?.short }

  /// Back to now in a replay, then steps in time, views where there are several, and the keys of every panel.
  package static func footer(_ context: DrawContext) -> [[Action]] {
    var groups: [[Action]] = context.state.moment == .now ? [] : [[.now]]
    groups += [[.momentBack, .momentForward], [.earningsBack, .earningsForward]]
    if views.count > 1 { groups.append([.view]) }
    return groups + [[.source], [.detail], [.search], [.currency], [.language], [.theme], [.nextPanel]]
  }
}

extension Action {
  /// The panels on which the action means something, where it does not everywhere.
  package var panels: [PanelID] { PanelID.allCases.filter { $0.panel.takes(self) } }

  /// The keys of the action, `k ↑`.
  package var keysText: String { row.chords.map(\.label).joined(separator: " ") }
}
