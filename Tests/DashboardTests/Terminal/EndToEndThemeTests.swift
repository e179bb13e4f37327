import Foundation
import Testing

extension EndToEndTests {
  /// Schemes in the user's folder.
  @Suite struct ThemeFiles {
    private static let scheme = "scheme: \"Mine\"\nauthor: \"Me\"\nbase00: \"102030\"\nbase05: \"d0d0d0\"\n"

    /// The listed themes of a folder of schemes, and what was said about them.
    private func themes(_ names: [String]) throws -> (folder: TemporaryFolder, names: [String], errors: String) {
      let folder = try TemporaryFolder()
      for name in names { try folder.write(Self.scheme, to: "tsla-tui/themes/" + name) }
      let output = try Program.run("themes", environment: ["XDG_CONFIG_HOME": folder.path])
      #expect(output.ending == .exited(0))
      let own = output.lines.filter { $0.contains(folder.path) && !$0.hasPrefix("Your own") }
      return (folder, own.compactMap { $0.split(separator: " ").first.map(String.init) }, output.errors)
    }

    private func render(_ theme: String, _ folder: TemporaryFolder) throws -> Output {
      try Program.run(
        "render", "overview", "--theme", theme, "--format", "ansi", "--as-of", Program.moment,
        environment: ["XDG_CONFIG_HOME": folder.path])
    }

    @Test func anIdIsTheNameWithoutItsEnding() throws {
      let (folder, names, _) = try themes(["my.theme.yaml", "my.other.yml", "v1.2.yaml", "a b.yaml", "note.txt", "plain"])
      #expect(names == ["a", "my.other", "my.theme", "v1.2"])
      for id in ["my.theme", "my.other", "v1.2", "a b"] {
        let output = try render(id, folder)
        #expect(output.ending == .exited(0), "\(id)")
        #expect(colorCodes(output.text).contains("48;2;16;32;48"), "\(id)")
      }
      #expect(try render("my", folder).ending == .exited(64))
    }

    @Test func twoFilesOfOneNameAreReported() throws {
      // The same syllables and the same accent, composed and not.
      for (first, second) in [
        ("x.yaml", "x.yml"), ("caf\u{e9}.yaml", "cafe\u{301}.yaml"), ("\u{ac00}.yml", "\u{1100}\u{1161}.yml"),
      ] {
        let (folder, names, errors) = try themes([first, second])
        #expect(names.count == 1, "\(first)")
        #expect(errors.contains("is left out; give it another name"), "\(first): \(errors)")
        for id in [first, second].compactMap({ $0.split(separator: ".").first.map(String.init) }) {
          let output = try render(id, folder)
          #expect(output.ending == .exited(0), "\(id)")
          #expect(output.errors.contains("is left out"), "\(id)")
        }
      }
      let (_, names, errors) = try themes(["terminal.yaml"])
      #expect(names == [] && errors.contains("the theme of the terminal's own colours"))
      // A bundled one is meant to be replaced.
      let (folder, replaced, none) = try themes(["nord.yml"])
      #expect(replaced == ["nord"] && none.contains("left out") == false)
      #expect(colorCodes(try render("nord", folder).text).contains("48;2;16;32;48"))
    }

    @Test func namesDoNotSteerTheTerminal() throws {
      let (folder, _, errors) = try themes(["a\u{1b}]0;title\u{7}\u{9b}31m\u{202e}b.yaml", "c\u{1b}[2J.yaml", "c\u{1b}[2J.yml"])
      expectNoControls(errors, "warnings")
      let changes = ["XDG_CONFIG_HOME": folder.path]
      for arguments in [["themes"], ["--theme", "nope"], ["render", "overview", "--theme", "nope"]] {
        let output = try Output(of: [try Program.path()] + arguments, Program.environment(changes))
        expectNoControls(output.errors, "\(arguments)")
        expectNoControls(output.text, "\(arguments)")
        #expect(!(output.text + output.errors).unicodeScalars.contains("\u{202e}"), "\(arguments)")
        #expect((output.text + output.errors).contains("a?]0;title??31mb"), "\(arguments)")
      }
    }

    private func expectNoControls(_ text: String, _ what: String) {
      let found = text.unicodeScalars.filter { ($0.value < 32 && $0 != "\n") || (0x7f...0x9f).contains($0.value) }
      #expect(found.isEmpty, "\(what)")
    }

    /// On the screen as in `render`: what is muted is dim, with the terminal's own colours in any number.
    @Test(arguments: ["xterm-256color", "xterm", "screen"]) func mutedWordsAreDimOnTheScreen(type: String) throws {
      let terminal = try Tmux(120, 40, ["--as-of", Program.moment], environment: ["TERM": type])
      try terminal.wait(for: "the Overview", lines: Program.rendered("overview"))
      let codes = colorCodes(try terminal.styled())
      #expect(!codes.contains("90"), "\(codes)")
      let dim = try terminal.styled().contains(/\u{1b}\[(?:[0-9;]*;)?2(?:;[0-9;]*)?m/)
      #expect(dim)
    }
  }
}
