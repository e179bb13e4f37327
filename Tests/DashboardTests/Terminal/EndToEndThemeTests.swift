import Foundation
import Testing

extension EndToEndTests {
  /// Schemes in the user's folder.
  @Suite struct ThemeFiles {
    private static let scheme = "scheme: \"Mine\"\nauthor: \"Me\"\nbase00: \"102030\"\nbase05: \"d0d0d0\"\n"

    @Test func namesDoNotSteerTheTerminal() throws {
      let folder = try TemporaryFolder()
      for name in ["a\u{1b}]0;title\u{7}\u{9b}31m\u{202e}b.yaml", "c\u{1b}[2J.yaml", "c\u{1b}[2J.yml"] {
        try folder.write(Self.scheme, to: "tsla-tui/themes/" + name)
      }
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
