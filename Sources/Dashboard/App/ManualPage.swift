import Model

extension ReferencePages {
  /// The manual page, in the language of `man` (man(7)): every command with its keys, and where the user's files are.
  ///
  /// `commands` are those of the command line with what each does.
  package static func manual(_ registry: Registry, version: String, commands: [(name: String, about: String)]) -> String {
    var out = """
      .\\" Made by `make docs` from the program's commands; a test compares.
      .TH TSLA-TUI 1 "" "\(version)" "User Commands"
      .SH NAME
      tsla-tui \\- a terminal dashboard for people who invest in Tesla
      .SH SYNOPSIS
      .B tsla-tui
      .RI [ command ]
      .RI [ options ]
      .SH DESCRIPTION
      Figures with their source and date, as of any moment. Without a command it opens the dashboard on this terminal; with its output redirected it prints the
      Overview as text. Every command explains itself with
      .BR --help .
      .SH COMMANDS

      """
    for command in commands { out += ".TP\n.B \(roff(command.name))\n\(roff(command.about))\n" }
    out += ".SH KEYS\nYour own stand in keys.yaml (see FILES), under the names in brackets.\n"
    func add(_ title: Phrase, _ commands: [Command]) {
      guard !commands.isEmpty else { return }
      out += ".SS \(roff(title.en))\n"
      for command in commands {
        let keys = command.keys.map { roff($0.label) }.joined(separator: ", ")
        out += ".TP\n.B \(keys)\n\(roff(command.help.en)) [\(roff(command.id.name))]\n"
      }
    }
    for group in Command.Group.allCases where group != .panel { add(group.title, registry.commands.filter { $0.group == group }) }
    for panel in registry.panels {
      add(Phrase("On ", "") + panel.title, registry.commands.filter { $0.place.panel == panel.id })
    }
    for (title, rows) in places {
      out += ".SH \(title)\n"
      for (name, about) in rows { out += ".TP\n.B \(roff(name))\n\(roff(about))\n" }
    }
    return out
  }

  private static let places: [(String, [(String, String)])] = [
    (
      "FILES",
      [
        ("$XDG_CONFIG_HOME/tsla-tui/config.yaml", "settings; otherwise ~/.config/tsla-tui"),
        ("$XDG_CONFIG_HOME/tsla-tui/keys.yaml", "keys"),
        ("$XDG_CONFIG_HOME/tsla-tui/scenarios, themes", "scenarios and color themes"),
        ("$XDG_DATA_HOME/tsla-tui/claims.yaml, estimates", "claims and estimates; otherwise ~/.local/share/tsla-tui"),
        (
          "$XDG_STATE_HOME/tsla-tui", "how the dashboard was last used, and what was not saved; otherwise ~/.local/state/tsla-tui"
        ),
      ]
    ),
    (
      "ENVIRONMENT",
      [
        ("LC_ALL, LC_MESSAGES, LANG", "the language: Korean where the locale says so, otherwise English"),
        ("NO_COLOR", "no color at all, where it is not empty"), ("COLORTERM", "truecolor: themes in 24-bit color"),
        ("VISUAL, EDITOR", "the editor for claims"),
      ]
    ),
    (
      "EXIT STATUS",
      [
        ("0", "done"), ("3", "done, with index figures older than 90 days"), ("64", "wrong arguments"), ("65", "bad data"),
        ("66", "a file was not found"), ("69", "no usable terminal"), ("73", "cannot write"),
      ]
    ),
  ]

  /// A text that means nothing to the formatter: backslashes, minus signs, arrows and what begins a request.
  private static func roff(_ text: String) -> String {
    var plain = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
    for (arrow, name) in [("↑", "ua"), ("↓", "da"), ("←", "<-"), ("→", "->")] {
      plain = plain.replacing(arrow, with: "\\(" + name)
    }
    return plain.hasPrefix(".") || plain.hasPrefix("'") ? "\\&" + plain : plain
  }
}
