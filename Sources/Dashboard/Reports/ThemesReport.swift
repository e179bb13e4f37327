import Canvas
package import Format
package import Model

extension Report {
  /// A theme that can be chosen by its name.
  package struct ThemeRow {
    let name: String
    let variant: String
    let author: Phrase
    let origin: String

    /// A theme; `variant` is `terminal`, `light` or `dark`, `origin` the file it is read from, or `bundled`.
    package init(_ name: String, variant: String, author: Phrase, origin: String) {
      (self.name, self.variant, self.author, self.origin) = (name, variant, author, origin)
    }
  }

  /// The themes, and where the user's own go; without a folder nothing is said of them.
  package static func themes(_ all: [ThemeRow], in folder: String?, _ format: Formatter) -> Report {
    let words = [
      "terminal": Phrase("terminal", "터미널"), "light": Phrase("light", "밝음"), "dark": Phrase("dark", "어두움"),
      "bundled": Phrase("bundled", "내장"),
    ]
    return Report(format) {
      table(all) {
        Column("name", Phrase("NAME", "이름")) { .text($0.name.safe) }
        Column("variant", Phrase("VARIANT", "종류")) { .term($0.variant, words[$0.variant] ?? Phrase($0.variant)) }
        Column("author", Phrase("AUTHOR", "만든 이")) { .phrase($0.author) }
        Column("from", Phrase("FROM", "출처")) { .term($0.origin.safe, words[$0.origin] ?? Phrase($0.origin.safe)) }
      }
      if let folder {
        lines(
          "",
          format.words(
            "Your own schemes (base16 or base24, YAML) go to \(folder)", "내 테마(base16·base24, YAML) 폴더: \(folder)"))
      }
    }
  }
}
