package import Model

/// The name of a command, from the general to the particular: `time.earnings.next`, `claims.filter.topic`.
package struct CommandID: Hashable, Sendable, ExpressibleByStringLiteral {
  /// As it is written in a file of keys.
  package let name: String

  /// Any text; whether there is a command of that name is a question to the registry.
  package init(_ name: String) { self.name = name }
  /// A name in the code.
  package init(stringLiteral name: String) { self.name = name }
}

/// Something that a user can do, under an id that says what it means.
///
/// Key map, footer, help, palette, mouse, `docs/keys.md` and the man page are made from the commands; a key is only where one of them
/// is found.
package struct Command: Sendable {
  /// What it is called in files of keys and in documents.
  package let id: CommandID
  /// Where it applies.
  package var place = Place.everywhere
  /// The heading of the help that it is listed under.
  package let group: Group
  /// The keys that do it unless the user has chosen others: the footer shows the first one, the help all of them.
  package let keys: [Chord]
  /// The word in the footer.
  package let short: Phrase
  /// The sentence in help and palette, without an end stop.
  package let help: Phrase
  /// Why it can do nothing now, where it applies; nil where it can.
  package var whyNot: @Sendable (CommandContext) -> Phrase? = { _ in nil }
  /// Changes the state; what must happen outside comes back.
  package let run: @Sendable (inout AppState, CommandContext) -> Effect?

  /// Where a command applies.
  package enum Place: Hashable, Sendable {
    case everywhere
    /// While a panel is open and nothing lies over it.
    case panel(PanelID)
    /// While one of some views of a panel is open, by their raw values; before the commands of the whole panel.
    case views(PanelID, [Int])

    /// The panel; nil for everywhere.
    package var panel: PanelID? {
      switch self {
      case .everywhere: nil
      case .panel(let panel), .views(let panel, _): panel
      }
    }
  }

  /// The headings of the help.
  package enum Group: Sendable, CaseIterable {
    case time, panels, cursor, look, program
    /// Commands of one panel, which come first in its help.
    case panel

    /// The heading of the group in the help and in `docs/keys.md`.
    package var title: Phrase {
      switch self {
      case .time: return Phrase("Time and scenarios", "시간·시나리오")
      case .panels: return Phrase("Panels", "패널")
      case .cursor: return Phrase("Selection", "선택")
      case .look: return Phrase("Display", "화면")
      case .program: return Phrase("Program", "프로그램")
      case .panel: return Phrase("Keys of one panel", "패널별 키")
      }
    }
  }

  /// A command that applies everywhere.
  package init(
    _ id: CommandID, _ group: Group, _ keys: [Chord], _ short: Phrase, _ help: Phrase,
    whyNot: @escaping @Sendable (CommandContext) -> Phrase? = { _ in nil },
    run: @escaping @Sendable (inout AppState, CommandContext) -> Effect?
  ) {
    (self.id, self.group, self.keys, self.short, self.help, self.whyNot, self.run) = (id, group, keys, short, help, whyNot, run)
  }

  /// A command of one panel, or of some of its views.
  package init(
    _ id: CommandID, on place: Place, _ keys: [Chord], _ short: Phrase, _ help: Phrase,
    whyNot: @escaping @Sendable (CommandContext) -> Phrase? = { _ in nil },
    run: @escaping @Sendable (inout AppState, CommandContext) -> Effect?
  ) {
    self.init(id, .panel, keys, short, help, whyNot: whyNot, run: run)
    self.place = place
  }
}
