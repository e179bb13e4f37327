import Foundation
import Testing

extension EndToEndTests {
  /// What terminals draw in columns of their own moves nothing beside it.
  @Suite struct Clusters {
    private static let family = "👨\u{200d}👩\u{200d}👧"

    /// A folder with claims of letters, marks and emoji.
    private func claims() throws -> TemporaryFolder {
      let home = try TemporaryFolder()
      let texts = [
        "\(Self.family) grows", "❤\u{fe0f} it", "❤\u{fe0f}it", "🇰🇷 first", "👍🏽 up", "น้ำ ที่นี่", "Vie\u{323}\u{302}t", "🛠 works",
        "🛠works",
        "\u{1faea} new",
      ]
      let entries = texts.enumerated().map { "k\($0):\n  text: \"\($1)\"\n  made: 2020-01-01\n  topic: valuation\n" }
      _ = try home.write(entries.joined(), to: "tsla-tui/claims.yaml")
      return home
    }

    private let arguments = ["--panel", "claims", "--as-of", Program.moment]

    @Test func theCursorIsPutAnewAroundThem() throws {
      let home = try claims()
      let terminal = try PseudoTerminal(120, 60)
      let child = try terminal.open(arguments, environment: ["XDG_DATA_HOME": home.path, "TERM": "xterm-256color"])
      // What is placed after the frame has surely been written when the program has ended.
      terminal.type("q")
      let ending = try terminal.finish(child)
      #expect(ending == .exited(0))
      let written = terminal.text
      for text in [Self.family, "👍🏽", "🇰🇷", "🛠", "\u{1faea}"] {
        let place = try #require(written.range(of: text, options: .literal))
        let before = written[..<place.lowerBound].suffix(12)
        let after = written[place.upperBound...].prefix(40)
        #expect(before.contains(/\u{1b}\[\d+;\d+H$/), "\(before.debugDescription)")
        #expect(after.contains(/^\u{1b}/), "\(after.debugDescription)")
      }
      // Where a terminal draws the heart wider there is room for it, or it is asked for as text.
      #expect(written.contains("❤\u{fe0f}\u{1b}"))
      #expect(written.unicodeScalars.count { $0.value == 0xfe0f } == 1)
      // What may be covered is drawn after it, at its own place.
      #expect(written.contains(/🛠\u{1b}\[\d+;\d+H \u{1b}\[\d+;\d+Hw/))
    }

    /// Going down and up again leaves the picture of the start.
    @Test func nothingOfThemStays() throws {
      let home = try claims()
      let terminal = try Tmux(120, 60, arguments, environment: ["XDG_DATA_HOME": home.path])
      let start = try terminal.wait(for: "the ledger") {
        $0.contains("Tally of") && $0.contains("q quit") && $0.contains("grows") && $0.contains("Vie\u{323}\u{302}t")
      }
      #expect(start.contains(Self.family))
      for line in start.lines where line.contains("grows") || line.contains("first") || line.contains("works") {
        #expect("│┤".contains(line.last ?? " "), "\(line)")
      }
      let styled = try terminal.styled()
      try terminal.type(String(repeating: "j", count: 20))
      try terminal.wait(for: "a claim below") { $0 != start }
      try terminal.type(String(repeating: "k", count: 20))
      try terminal.wait(forStyle: "the first claim") { $0 == styled }
      try terminal.press("4")
      try terminal.wait(for: "another panel") { !$0.contains("Tally of") }
      try terminal.press("8")
      try terminal.wait(forStyle: "the ledger again") { $0 == styled }
    }
  }
}
