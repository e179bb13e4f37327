package import Model

/// The documents that are made from the program's own tables, so that they cannot fall behind it.
package enum Documents {
  /// `docs/keys.md`: every action with its keys, in both languages.
  package static func keys() -> String {
    var out = """
      # Keys

      <!-- Made by `make docs` from the table of actions; a test compares. -->

      With the Korean input method on, the jamo on the same physical key works: ㅂ is q, ㅓ is j. Esc closes, it never quits.

      """
    for group in Action.Group.allCases {
      out += "\n## \(group.title.en) · \(group.title.ko)\n\n| key | what it does | 기능 |\n|---|---|---|\n"
      for action in Action.allCases where action.row.group == group {
        let row = action.row
        let keys = row.chords.map { "`\($0.label)`" }.joined(separator: " ")
        out += "| \(keys) | \(row.help.en) | \(row.help.ko) |\n"
      }
    }
    return out
  }

  /// `docs/sources.md`: every source with what it is and where it was seen.
  package static func sources(_ sources: [Source]) -> String {
    func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }
    var out = """
      # Sources

      <!-- Made by `make docs` from sources.csv; a test compares. -->

      | key | title | publisher | date | where seen |
      |---|---|---|---|---|

      """
    for source in sources.sorted(by: { $0.key < $1.key }) {
      out +=
        "| \(source.key) | \(cell(source.title)) | \(cell(source.publisher)) | \(source.date) | \(cell(source.location)) |\n"
    }
    return out
  }
}
