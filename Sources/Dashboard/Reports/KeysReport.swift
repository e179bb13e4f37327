import Canvas
package import Format
package import Model

extension Report {
  /// A command with its keys.
  package struct KeyRow {
    let command: String
    let place: Phrase
    let keys: [String]
    let origin: String
    let what: Phrase

    /// A command by its id; `origin` is `default`, or the file and line that the keys stand in.
    package init(_ command: String, on place: Phrase, keys: [String], origin: String, what: Phrase) {
      (self.command, self.place, self.keys, self.origin, self.what) = (command, place, keys, origin, what)
    }
  }

  /// The key map in force: every command with where it applies, its keys, and where these come from.
  package static func keys(_ all: [KeyRow], _ format: Formatter) -> Report {
    Report(format) {
      table(all) {
        Column("command", Phrase("COMMAND", "명령")) { .text($0.command) }
        Column("where", Phrase("WHERE", "곳")) { .phrase($0.place) }
        Column("keys", Phrase("KEYS", "키")) { .text($0.keys.joined(separator: " ")) }
        Column("from", Phrase("FROM", "출처")) {
          .term($0.origin.safe, $0.origin == "default" ? Phrase("default", "기본") : Phrase($0.origin.safe))
        }
        Column("what", Phrase("WHAT", "기능")) { .phrase($0.what) }
      }
    }
  }
}
