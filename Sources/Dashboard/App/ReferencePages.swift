package import Model

/// The documents that are made from the program's own tables, so that they cannot fall behind it.
package enum ReferencePages {
  /// `docs/keys.md`: every command with its usual keys, in both languages.
  package static func keys(_ registry: Registry) -> String {
    var out = """
      # Keys

      <!-- Made by `make docs` from the commands; a test compares. -->

      With the Korean input method on, the jamo on the same physical key works: ㅂ is q, ㅓ is j. Esc closes, it never quits.

      """
    func add(_ title: Phrase, _ commands: [Command]) {
      guard !commands.isEmpty else { return }
      out += "\n## \(title.en) · \(title.ko)\n\n| key | what it does | 기능 | command |\n|---|---|---|---|\n"
      for command in commands {
        let keys = command.keys.map { "`\($0.label)`" }.joined(separator: " ")
        out += "| \(keys) | \(command.help.en) | \(command.help.ko) | `\(command.id.name)` |\n"
      }
    }
    for group in Command.Group.allCases where group != .panel { add(group.title, registry.commands.filter { $0.group == group }) }
    for panel in registry.panels {
      add(Phrase("On \(panel.title.en)", "\(panel.title.ko) 패널"), registry.commands.filter { $0.place.panel == panel.id })
    }
    return out
  }

  /// `docs/sources.md`: every source with what it is and where it was seen.
  package static func sources(_ sources: [Source]) -> String {
    func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }
    var out = """
      # Sources

      <!-- Made by `make docs` from sources.csv; a test compares. -->

      | key | title | 제목 | publisher | date | where seen |
      |---|---|---|---|---|---|

      """
    for source in sources.sorted(by: { $0.key < $1.key }) {
      out +=
        "| \(source.key) | \(cell(source.title.en)) | \(cell(source.title.ko)) | \(cell(source.publisher)) | \(source.date) "
        + "| \(cell(source.location.en)) |\n"
    }
    return out
  }
}
