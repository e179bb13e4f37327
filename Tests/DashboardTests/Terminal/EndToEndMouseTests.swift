import Foundation
import Testing

extension EndToEndTests {
  /// Mouse, palette and keys of one's own, in a real terminal.
  @Suite struct HandsOn {
    private func report(_ code: Int, _ x: Int, _ y: Int, _ final: String = "M") -> [UInt8] {
      Array("\u{1b}[<\(code);\(x + 1);\(y + 1)\(final)".utf8)
    }

    @Test func aClickOpensATabAndSelectsARow() throws {
      let terminal = try Tmux()
      let overview = try terminal.wait(for: "the Overview", lines: Program.rendered("overview"))
      let tab = try #require(overview.lines[1].range(of: "8 Claims"))
      let x = overview.lines[1].distance(from: overview.lines[1].startIndex, to: tab.lowerBound)
      try terminal.send(bytes: report(0, x + 2, 1) + report(0, x + 2, 1, "m"))
      let claims = try terminal.wait(for: "Claims", lines: Program.rendered("claims"))
      let first = try #require(claims.lines.first { $0.contains("1 / ") })
      try terminal.send(bytes: report(65, 10, 12))
      try terminal.wait(for: "the second claim") { $0.contains("2 / ") && !$0.lines.contains(first) }
      // With Shift the terminal's own selecting is meant, and another button does nothing.
      try terminal.send(bytes: report(4, x + 2 - 20, 1) + report(2, x + 2 - 20, 1) + report(65, 10, 12))
      try terminal.wait(for: "the third claim") { $0.contains("3 / ") }
    }

    @Test func theFooterCanBePressed() throws {
      let terminal = try Tmux()
      let overview = try terminal.wait(for: "the Overview", lines: Program.rendered("overview"))
      let footer = try #require(overview.lines.last)
      let quit = try #require(footer.range(of: "q quit"))
      try terminal.send(bytes: report(0, footer.distance(from: footer.startIndex, to: quit.lowerBound), 39))
      #expect(try terminal.waitForExit() == 0)
    }

    @Test func thePaletteTakesAPasteAndDoesIt() throws {
      let terminal = try Tmux()
      try terminal.wait(for: "the Overview", lines: Program.rendered("overview"))
      try terminal.type(":")
      try terminal.wait(for: "the palette") { $0.contains("╭ Command") }
      try terminal.send(bytes: Array("\u{1b}[200~open Claims\u{1b}[201~".utf8))
      try terminal.wait(for: "what was found") { $0.contains(": open Claims") }
      try terminal.press("Enter")
      try terminal.wait(for: "Claims", lines: Program.rendered("claims"))
    }

    @Test func keysOfOnesOwn() throws {
      let folder = try TemporaryFolder()
      try folder.write("panel.eps: n\nnonsense: q\n", to: "tsla-tui/keys.yaml")
      let terminal = try Tmux(120, 40, environment: ["XDG_CONFIG_HOME": folder.path])
      try terminal.wait(for: "what is wrong") { $0.contains("keys.yaml:2: there is no command 'nonsense'") }
      try terminal.type("n")
      try terminal.wait(for: "EPS") {
        $0.lines.count == 40 && $0.lines[1].contains("n EPS") && $0.contains("EPS non-GAAP 2023Q2")
      }
      try terminal.type("4")
      try terminal.wait(for: "the old key") { $0.contains("4 has no command") }
      let changes: [String: String?] = ["XDG_CONFIG_HOME": folder.path]
      let check = try Program.run("keys", "check", environment: changes)
      #expect(check.ending == .exited(65) && check.errors.contains("keys.yaml:2: there is no command 'nonsense'"))
      let list = try Program.run("keys", "--format", "json", environment: changes)
      #expect(list.text.contains(#""command": "panel.eps", "where": "everywhere", "keys": "n", "from": "keys.yaml:1""#))
    }
  }
}
