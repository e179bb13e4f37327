import Foundation
import Glibc
import Testing

extension EndToEndTests {
  /// The user's own claims, from the form to the editor and back.
  @Suite struct OwnClaims {
    private let home: TemporaryFolder
    private let file: String

    init() throws {
      home = try TemporaryFolder()
      file = home.path + "/tsla-tui/claims.yaml"
    }

    /// An editor that writes down how it was called, and shows that it has the terminal.
    private func editor(_ action: String) throws -> String {
      let script = try home.write(
        """
        #!/bin/sh
        printf '%s\\n' "$@" > "\(home.path)/arguments"
        stty -a > "\(home.path)/modes"
        \(action)
        """, to: "fake editor/edit")
      chmod(script, 0o755)
      // As one writes it for a shell: the path has a blank.
      return "\"\(script)\""
    }

    private func open(_ editor: String?) throws -> Tmux {
      let terminal = try Tmux(
        120, 40, ["--panel", "claims"], environment: ["XDG_DATA_HOME": home.path, "EDITOR": editor, "VISUAL": nil])
      try terminal.wait(for: "the ledger") { $0.contains("Tally of") && $0.contains("q quit") }
      return terminal
    }

    @Test func aClaimTypedIntoTheFormIsInTheFile() throws {
      let terminal = try open(nil)
      try terminal.type("a")
      try terminal.wait(for: "the form") { $0.contains("New claim 1: what") }
      for (answer, next) in [
        ("Storage above 80 GWh in 2027", "2: who"), ("", "3: topic"), ("energy", "4: by"), ("2028-01-31", "5: metric"),
        ("storage", "6: period"), ("2027", "7: must be"),
      ] {
        try terminal.type(answer)
        try terminal.press("Enter")
        try terminal.wait(for: next) { $0.contains("New claim \(next)") }
      }
      try terminal.type("lots")
      try terminal.press("Enter")
      try terminal.wait(for: "the fault") { $0.contains("Write at least 80") }
      try terminal.press("C-u")
      try terminal.type("at least 80")
      try terminal.press("Enter")
      let picture = try terminal.wait(for: "the notice") { $0.contains("saved: ") }
      #expect(picture.contains("Tally of 51 claims") && picture.contains("Storage above 80 GWh in 2027"))
      let text = try home.read("tsla-tui/claims.yaml")
      #expect(text.contains("storage-above-80-gwh-in:\n  text: \"Storage above 80 GWh in 2027\"\n  made: "))
      #expect(text.hasSuffix("  topic: energy\n  by: 2028-01-31\n  metric: storage\n  period: 2027\n  at least: 80\n"))
    }

    @Test func editOpensTheEditorAtTheEntryAndReadsTheFileAgain() throws {
      try home.write(
        "first:\n  text: the first of mine\n  made: 2026-01-01\n\nsecond:\n  text: the second of mine\n  made: 2026-01-02\n",
        to: "tsla-tui/claims.yaml")
      let editor = try editor("sed -i 's/the second of mine/what was edited/' \"\(file)\"")
      let terminal = try open(editor + " --wait")
      // The last of the ledger is the second one of the user's.
      try terminal.type("G")
      try terminal.wait(for: "the entry") { $0.contains("the second of mine") && $0.contains("52 / 52") }
      try terminal.type("e")
      let picture = try terminal.wait(for: "the edited entry") { $0.contains("what was edited") && $0.contains("read: 2 claims") }
      #expect(picture.lines.count == 40)
      #expect(try home.read("arguments") == "--wait\n+5\n\(file)\n")
      // The editor had a terminal in the modes of a shell.
      let modes = try home.read("modes")
      #expect(modes.contains(" icanon") && modes.contains(" echo "))
      // And the program has it again.
      try terminal.type("g")
      try terminal.wait(for: "the first claim") { $0.contains("1 / 52") }
      try terminal.type("q")
      #expect(try terminal.waitForExit() == 0)
      let backups = try FileManager.default.contentsOfDirectory(atPath: home.path + "/tsla-tui").filter { $0.hasSuffix(".bak") }
      #expect(backups.count == 1)
      #expect(try home.read("tsla-tui/" + (backups.first ?? "")).contains("the second of mine"))
    }

    @Test func aFaultMadeInTheEditorIsReported() throws {
      try home.write("mine:\n  text: of mine\n  made: 2026-01-01\n", to: "tsla-tui/claims.yaml")
      let terminal = try open(try editor("printf 'bad:\\n  text: x\\n  by: soon\\n' >> \"\(file)\""))
      try terminal.type("G")
      try terminal.wait(for: "the entry") { $0.contains("51 / 51") }
      try terminal.type("e")
      let picture = try terminal.wait(for: "the fault") { $0.contains("claims.yaml:6: 'soon' is not a date") }
      #expect(picture.contains("of mine"))
    }

    @Test func theFormGoesToTheEditorWithWhatWasTyped() throws {
      let terminal = try open(try editor("true"))
      try terminal.type("a")
      try terminal.wait(for: "the form") { $0.contains("New claim 1: what") }
      try terminal.type("heat pumps")
      try terminal.press("C-e")
      try terminal.wait(for: "the claim") { $0.contains("Tally of 51 claims") && $0.contains("read: 1 claims") }
      #expect(try home.read("arguments") == "+12\n\(file)\n")
      #expect(try home.read("tsla-tui/claims.yaml").contains("heat-pumps:\n  text: \"heat pumps\"\n"))
    }

    @Test func anEditorThatIsNotThereIsNamed() throws {
      try home.write("mine:\n  text: of mine\n  made: 2026-01-01\n", to: "tsla-tui/claims.yaml")
      let terminal = try open("/nonexistent/editor")
      try terminal.type("G")
      try terminal.wait(for: "the entry") { $0.contains("51 / 51") }
      try terminal.type("e")
      try terminal.wait(for: "the reason") { $0.contains("/nonexistent/editor: No such file or directory; set VISUAL or EDITOR") }
    }

    @Test func anOpenQuoteIsSaidAndNoEditorIsStarted() throws {
      try home.write("mine:\n  text: of mine\n  made: 2026-01-01\n", to: "tsla-tui/claims.yaml")
      for (editor, reason) in [
        ("\"/bin/true --wait", "EDITOR holds a quote \" that is not closed"), ("'' x", "EDITOR names no program"),
      ] {
        let terminal = try open(editor)
        try terminal.type("G")
        try terminal.wait(for: "the entry") { $0.contains("51 / 51") }
        try terminal.type("e")
        try terminal.wait(for: "the reason") { $0.contains(reason) }
      }
    }

    @Test func keysOfTheEditorAreNotForTheProgram() throws {
      try home.write("mine:\n  text: of mine\n  made: 2026-01-01\n", to: "tsla-tui/claims.yaml")
      // An editor in the modes of a shell, where Ctrl-C sends a signal to everybody on the terminal.
      let editor = try editor(
        "trap : INT; echo waiting; until read line; do :; done; printf %s \"$line\" > \"\(home.path)/line\"")
      let terminal = try PseudoTerminal()
      let child = try terminal.open(
        ["--panel", "claims"], environment: ["XDG_DATA_HOME": home.path, "EDITOR": editor, "VISUAL": nil])
      terminal.type("Ge")
      func wait(for what: String, _ condition: () -> Bool) throws {
        try Deadline().wait(for: what, instead: { String(terminal.text.suffix(300)) }) {
          terminal.drain()
          return condition()
        }
      }
      try wait(for: "the editor") { terminal.text.contains("waiting") }
      #expect(terminal.hasLeftAlternateScreen)
      terminal.type("\u{3}")
      terminal.type("typed\n")
      try wait(for: "the end of the editor") { (try? home.read("line")) == "typed" }
      try wait(for: "the ledger again") { !terminal.hasLeftAlternateScreen && terminal.text.contains("read: 1 claims") }
      #expect(!child.hasEnded())
      terminal.type("q")
      #expect(try terminal.finish(child) == .exited(0))
    }
  }
}
