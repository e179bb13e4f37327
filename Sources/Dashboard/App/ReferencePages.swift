package import Model

/// The documents that are made from the program's own tables, so that they cannot fall behind it.
package enum ReferencePages {
  /// `docs/keys.md`: every action with its keys, in both languages.
  package static func keys() -> String {
    var out = """
      # Keys

      <!-- Made by `make docs` from the table of actions; a test compares. -->

      With the Korean input method on, the jamo on the same physical key works: ㅂ is q, ㅓ is j. Esc closes, it never quits.

      """
    func add(_ title: Phrase, _ rows: [(action: Action, help: Phrase)]) {
      out += "\n## \(title.en) · \(title.ko)\n\n| key | what it does | 기능 |\n|---|---|---|\n"
      for row in rows {
        let keys = row.action.row.chords.map { "`\($0.label)`" }.joined(separator: " ")
        out += "| \(keys) | \(row.help.en) | \(row.help.ko) |\n"
      }
    }
    for group in Action.Group.allCases where group != .own {
      add(
        group.title,
        Action.allCases.compactMap { action in action.row.group == group ? action.row.help.map { (action, $0) } : nil })
    }
    for panel in PanelID.allCases where !panel.panel.keys.isEmpty {
      add(
        Phrase("On \(panel.title.en)", "\(panel.title.ko) 패널"), panel.panel.keys.map { ($0.action, $0.help) })
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
