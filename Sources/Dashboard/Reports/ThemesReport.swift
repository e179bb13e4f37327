import Canvas
package import Format
import Model

extension Report {
  /// A theme that can be chosen by its name.
  package struct ThemeRow {
    let name: String
    let variant: String
    let author: String
    let origin: String

    /// A theme with what the terminal, light or dark, and the file say of it; `origin` is that file, or `bundled`.
    package init(_ name: String, variant: String, author: String, origin: String) {
      (self.name, self.variant, self.author, self.origin) = (name, variant, author, origin)
    }
  }

  /// The themes, and where the user's own go; without a folder nothing is said of them.
  package static func themes(_ all: [ThemeRow], in folder: String?, _ format: Formatter) -> Report {
    Report(format) {
      table(all) {
        Column("name", Phrase("NAME", "이름")) { .text($0.name.safe) }
        Column("variant", Phrase("VARIANT", "종류")) { .text($0.variant) }
        Column("author", Phrase("AUTHOR", "만든 이")) { .text($0.author) }
        Column("from", Phrase("FROM", "출처")) { .text($0.origin.safe) }
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
