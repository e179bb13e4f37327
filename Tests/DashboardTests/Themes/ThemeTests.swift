import Canvas
import Documents
import Facts
import Model
import Testing
import Themes

@Suite struct ThemeTests {
  @Test func contrastFollowsWCAG() throws {
    #expect(abs((try #require(Color.contrast(.rgb(0, 0, 0), .rgb(255, 255, 255)))) - 21) < 0.001)
    // #777777 on white is the well-known 4.48.
    #expect(abs((try #require(Color.contrast(.rgb(0x77, 0x77, 0x77), .rgb(255, 255, 255)))) - 4.48) < 0.005)
    #expect(Color.contrast(.terminal, .rgb(0, 0, 0)) == nil)
  }

  @Test func hexColours() {
    #expect(Scheme.color("#1d2021") == .rgb(0x1d, 0x20, 0x21))
    #expect(Scheme.color("EBDBB2") == .rgb(0xeb, 0xdb, 0xb2))
    for text in ["", "#12345", "#1234567", "12345g", "#ééé"] { #expect(Scheme.color(text) == nil) }
  }

  @Test func directionColoursFollowTheCountry() {
    #expect(Theme.terminal(.western)[.up].foreground == .ansi(2))
    #expect(Theme.terminal(.western)[.down].foreground == .ansi(1))
    #expect(Theme.terminal(.korean)[.up].foreground == .ansi(1))
    #expect(Theme.terminal(.korean)[.down].foreground == .ansi(4))
    // Direction only: verdicts stay as they are.
    #expect(Theme.terminal(.western)[.met] == Theme.terminal(.korean)[.met])
  }

  private func bundled() -> [(name: String, scheme: Scheme?, warnings: Problems)] {
    var all: [(name: String, scheme: Scheme?, warnings: Problems)] = []
    FactsReader.forEachBundledTheme { name, bytes in
      let (scheme, warnings) = Scheme.read(String(decoding: bytes, as: UTF8.self), id: name)
      all.append((name, scheme, warnings))
    }
    return all
  }

  @Test func shippedSchemesHaveNoWarningAndAnAuthor() throws {
    let all = bundled()
    #expect(all.count >= 8)
    for (name, scheme, warnings) in all {
      #expect(warnings.isEmpty, "\(name)")
      #expect(try #require(scheme).author.isEmpty == false, "\(name)")
    }
    #expect(all.filter { $0.scheme?.theme(.western).variant == .light }.count >= 2)
  }

  @Test func bothFormsOfASchemeAreRead() throws {
    let flat =
      "scheme: \"Flat\"\nauthor: 'Somebody (x@y)'\n"
      + Scheme.required.map { "\($0): \($0 == "base05" ? "ebdbb2" : "1d2021") # comment\n" }.joined()
    let (scheme, warnings) = Scheme.read(flat, id: "x")
    #expect(warnings.isEmpty)
    #expect(scheme?.name == "Flat")
    #expect(scheme?.author == "Somebody (x@y)")
    #expect(scheme?.colors["base0F"] == .rgb(0x1d, 0x20, 0x21))
    let palette =
      "system: \"base16\"\nname: \"New\"\nvariant: \"light\"\npalette:\n"
      + Scheme.required.map { "  \($0): \"#\($0 == "base05" ? "3c3836" : "fbf1c7")\"\n" }.joined()
    #expect(Scheme.read(palette, id: "x").problems.isEmpty)
    #expect(Scheme.read(palette, id: "x").scheme?.variant == "light")
  }

  @Test func aSchemeWithProblemsIsUsedWithWarnings() throws {
    let text = "name: \"a\u{1b}[31mb\"\nbase00: \"#000000\"\nbase05: red\n- what\nbase08: \"#ff0000\nvariant: blue\n"
    let (scheme, warnings) = Scheme.read(text, id: "x")
    #expect(scheme?.name == "a?[31mb")
    #expect(scheme?.theme(.western)[.text].foreground == .white)
    #expect(warnings.all.map(\.line).filter { $0 > 0 } == [3, 4, 5])
    #expect(warnings.all.contains { $0.reason.en.contains("base0F is missing") })
    #expect(Scheme.read("", id: "x").scheme == nil)
    #expect(Scheme.read("\u{0}\t:\n::::", id: "x").scheme == nil)
  }
}
