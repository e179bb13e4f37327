import Format
import Model

/// What the program is made of and does not change while it runs: its panels, what a user can do, and the keys in force.
package final class Registry: Sendable {
  /// The panels in the order of their tabs.
  package let panels: [any Panel.Type]
  /// Every command: those that apply everywhere, then those of the panels.
  package let commands: [Command]
  /// Which key does what.
  package let keys: KeyMap
  private let places: [CommandID: Int]

  /// A program of panels, with the keys that the user has chosen in place of the usual ones; ids that name no command change nothing.
  package init(panels: [any Panel.Type], keys user: [CommandID: [Chord]] = [:]) {
    self.panels = panels
    commands = Self.commands(of: panels)
    places = Dictionary(commands.enumerated().map { ($1.id, $0) }) { first, _ in first }
    keys = KeyMap(commands, user: user)
  }

  /// Every command of a program of panels: those that apply everywhere, then those of the panels.
  package static func commands(of panels: [any Panel.Type]) -> [Command] {
    Command.general(panels) + panels.flatMap { $0.commands }
  }

  /// The panel of an id; the first one where there is none of that name.
  package func panel(_ id: PanelID) -> any Panel.Type { panels.first { $0.id == id } ?? panels[0] }

  /// The place of a panel among the tabs, from 0.
  func place(of id: PanelID) -> Int { panels.firstIndex { $0.id == id } ?? 0 }

  /// The panel so many tabs on, around the end.
  func panel(_ n: Int, from id: PanelID) -> PanelID { panels[(place(of: id) + n + panels.count) % panels.count].id }

  /// The command of an id; nil where there is none.
  package func command(_ id: CommandID) -> Command? { places[id].map { commands[$0] } }

  /// The keys of a command that are in force, the most usual first; none where there is no such command.
  package func keys(of id: CommandID) -> [Chord] { places[id].map { keys.chords(at: $0) } ?? [] }

  /// The first key of a command as it is written in words on screen; its id where it has no key.
  package func key(_ id: CommandID) -> String { keys(of: id).first?.label ?? id.name }

  /// The keys of a command, `k ↑`.
  package func keysText(_ id: CommandID) -> String { keys(of: id).map(\.label).joined(separator: " ") }

  /// The command that a key has on a view of a panel.
  package func command(for chord: Chord, on panel: PanelID, view: Int) -> Command? {
    keys.index(of: chord, on: panel, view: view).map { commands[$0] }
  }

  /// The command that a key has everywhere, whatever the panels do with it.
  package func command(for chord: Chord) -> Command? { keys.index(ofGeneral: chord).map { commands[$0] } }
}

/// The name of a panel: on the command line, in the user's settings and wherever the state refers to one.
package struct PanelID: RawRepresentable, Hashable, Sendable {
  /// As it is written on the command line.
  package let rawValue: String

  /// Any text; whether there is a panel of that name is a question to the registry.
  package init(rawValue: String) { self.rawValue = rawValue }
  /// The same without a label, for the panels' own declarations.
  package init(_ name: String) { rawValue = name }
}
