import Documents
import Foundation
import Testing

/// One line of a document changes, everything else stays byte for byte.
@Suite struct LineFileTests {
  private func set(_ key: String, _ value: String, in text: String) -> (text: String, line: Int) {
    let (bytes, line) = LineFile.setting(key, to: value, in: Array(text.utf8))
    return (String(decoding: bytes, as: UTF8.self), line)
  }

  @Test(arguments: [
    // A comment stays with its value, before it or behind it.
    ("# mine\ntheme: nord  # dark\n\nlanguage: en\n", "# mine\ntheme: dracula  # dark\n\nlanguage: en\n", 2),
    ("language: en\ntheme:\n", "language: en\ntheme: dracula\n", 2),
    ("theme: # none\n", "theme: dracula # none\n", 1), ("theme:   'a # b' # c\n", "theme:   dracula # c\n", 1),
    ("theme: \"a \\\" b\" # \"c\"\n", "theme: dracula # \"c\"\n", 1),
    ("\"theme\" : nord\r\nx: y\r\n", "\"theme\" : dracula\r\nx: y\r\n", 1),
    ("\u{feff}theme: nord", "\u{feff}theme: dracula", 1), ("theme: a\ntheme: b\n", "theme: dracula\ntheme: b\n", 1),
    // Another key, an indented line and a comment are not the line.
    ("theme_dark: nord\n  theme: x\n# theme: y\n", "theme_dark: nord\n  theme: x\n# theme: y\ntheme: dracula\n", 4),
    ("", "theme: dracula\n", 1), ("language: en", "language: en\ntheme: dracula\n", 2),
    ("language: en\r\n", "language: en\r\ntheme: dracula\r\n", 2),
  ]) func onlyTheLineOfTheKeyChanges(old: String, new: String, line: Int) {
    let made = set("theme", "dracula", in: old)
    // Compared by bytes: as characters a line feed and a carriage return with one are one each.
    #expect(Array(made.text.utf8) == Array(new.utf8) && made.line == line)
    #expect(Array(set("theme", "dracula", in: made.text).text.utf8) == Array(new.utf8))
  }

  @Test func whatWasThereIsKeptBesideIt() throws {
    let home = try TemporaryFolder()
    let file = LineFile("config.yaml", in: home.path + "/a/b")
    #expect(try file.set("keys", to: "my keys.yaml", waiting: { _ in false }) == 1)
    #expect(try home.read("a/b/config.yaml") == "keys: \"my keys.yaml\"\n")
    #expect(try file.set("keys", to: "keys.yaml", waiting: { _ in false }) == 1)
    #expect(try home.read("a/b/config.yaml.000001.bak") == "keys: \"my keys.yaml\"\n")
    // The same again is no change and no backup.
    #expect(try file.set("keys", to: "keys.yaml", waiting: { _ in false }) == 1)
    #expect(try FileManager.default.contentsOfDirectory(atPath: home.path + "/a/b").count == 2)
  }
}
