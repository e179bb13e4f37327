import Foundation
import Glibc
import Testing

extension EndToEndTests {
  /// What is there again at the next start, over a pseudo-terminal.
  @Suite struct Sessions {
    private let home: TemporaryFolder

    init() throws { home = try TemporaryFolder() }

    private var variables: [String: String?] {
      [
        "HOME": home.path, "XDG_STATE_HOME": home.path + "/state", "XDG_CONFIG_HOME": home.path + "/config",
        "XDG_DATA_HOME": home.path + "/data",
      ]
    }

    /// Starts it and waits until a text is on screen.
    private func open(
      _ arguments: [String] = [], until text: String, _ changes: [String: String?] = [:]
    ) throws -> (terminal: PseudoTerminal, child: Child) {
      let terminal = try PseudoTerminal()
      let child = try terminal.start([try Program.path()] + arguments, Program.environment(variables.merging(changes) { $1 }))
      try wait(terminal, text)
      return (terminal, child)
    }

    private func wait(_ terminal: PseudoTerminal, _ text: String) throws {
      try Deadline().wait(for: text, instead: { String(reflecting: String(terminal.text.suffix(3000))) }) {
        terminal.drain()
        return terminal.text.contains(text)
      }
    }

    private func state(_ name: String) throws -> String { try home.read("state/tsla-tui/" + name) }

    private var drafts: [String] {
      let folder = home.path + "/state/tsla-tui/drafts/"
      return ["estimates", "scenarios"].flatMap { (try? FileManager.default.contentsOfDirectory(atPath: folder + $0)) ?? [] }
    }

    @Test(arguments: [nil, SIGTERM, SIGHUP]) func whatWasNotSavedIsThereAgain(signal: Int32?) throws {
      let first = try open(["--panel", "eps", "--scenario", "base"], until: "quit")
      // A driver of the estimate, then an assumption of the scenario.
      first.terminal.type("jj+++")
      try wait(first.terminal, "your changes")
      first.terminal.type("5jj+++c")
      try wait(first.terminal, "T KRW")
      if let signal { kill(first.child.pid, signal) } else { first.terminal.type("q") }
      #expect(try first.terminal.finish(first.child) == (signal.map { .signalled($0) } ?? .exited(0)))
      #expect(try first.terminal.errors() == "")
      #expect(drafts.count == 2 && drafts.last == "base.yaml")
      let quarter = try #require(drafts.first?.dropLast(5))
      #expect(try state("state.yaml").contains("\ncurrency: krw\n") && state("state.yaml").contains("\npanel: value\nvisited: 2"))

      let second = try open(["--scenario", "base"], until: "kept from last time: your changes of \(quarter), base; z undoes")
      try wait(second.terminal, "T KRW")
      // Undone on both panels, they are gone.
      second.terminal.type("z4z")
      second.terminal.type("q")
      #expect(try second.terminal.finish(second.child) == .exited(0))
      #expect(try second.terminal.errors() == "" && drafts == [])
    }

    /// What one window undid is there again as long as another one still has it.
    @Test func whatAnotherWindowHasIsKept() throws {
      let first = try open(["--panel", "eps"], until: "quit")
      first.terminal.type("jj+++")
      try wait(first.terminal, "your changes")
      first.terminal.type("q")
      #expect(try first.terminal.finish(first.child) == .exited(0))
      let windows = try (0..<2).map { _ in try open(until: "kept from last time") }
      #expect(drafts.count == 1)
      for (window, keys, left) in [(windows[0], "4zq", 0), (windows[1], "q", 1)] {
        window.terminal.type(keys)
        #expect(try window.terminal.finish(window.child) == .exited(0))
        #expect(try window.terminal.errors() == "" && drafts.count == left)
      }
    }

    @Test func undoingLeadsToTheSavedEstimateThatWasChanged() throws {
      let estimate = "base: 2026Q2\ntarget: 2026Q3\nas_of: 2026-10-05T20:00Z\n"
      try home.write(estimate + "drivers:\n  asp: -2%\n", to: "data/tsla-tui/estimates/careful.yaml")
      try home.write(estimate + "began: careful\ndrivers:\n  asp: -3%\n", to: "state/tsla-tui/drafts/estimates/2026Q3.yaml")
      let (terminal, child) = try open(["--panel", "eps"], until: "kept from last time: your changes of 2026Q3; z undoes")
      terminal.type("z")
      try wait(terminal, "careful")
      terminal.type("q")
      #expect(try terminal.finish(child) == .exited(0))
      #expect(try terminal.errors() == "" && drafts == [])
    }

    /// A terminal that goes away may hang up more than once: whoever draws it does, and then the kernel.
    @Test func anotherHangupDoesNotCutTheKeepingOff() throws {
      let (terminal, child) = try open(["--panel", "eps"], until: "quit")
      terminal.type("jj+++c")
      try wait(terminal, "KRW")
      try wait(terminal, "your changes")
      try Deadline().wait(for: "its end") {
        for _ in 0..<1000 { kill(child.pid, SIGHUP) }
        terminal.drain()
        return child.hasEnded()
      }
      #expect(child.ending == .signalled(SIGHUP))
      #expect(try terminal.errors() == "")
      #expect(try drafts.count == 1 && state("state.yaml").contains("currency: krw"))
    }

    @Test func aLookBackLeavesNothingBehind() throws {
      for arguments in [["--as-of", Program.moment], []] {
        let session = try open(arguments, until: "quit")
        session.terminal.type("c")
        try wait(session.terminal, "KRW")
        session.terminal.type("q")
        #expect(try session.terminal.finish(session.child) == .exited(0))
        #expect(try state("state.yaml").contains("currency: krw") == arguments.isEmpty)
      }
    }

    @Test func aStateThatCannotBeUsedStopsNothing() throws {
      try home.write("", to: "state/tsla-tui")
      let (terminal, child) = try open(until: "problems in what was kept from last time (2)")
      terminal.type("q")
      #expect(try terminal.finish(child) == .exited(0))
      let lines = try terminal.errors().split(separator: "\n")
      #expect(lines.contains { $0.hasPrefix("tsla-tui: state: \(home.path)/state/tsla-tui") }, "\(lines)")
    }

    @Test(arguments: [("ffff/ffff/ffff", "48;5;255m"), ("0000/0000/0000", "48;5;235m")])
    func anAutomaticThemeFollowsTheGroundOfTheTerminal(answer: String, background: String) throws {
      try home.write("theme: auto\nmouse: off\nkeys: vim.yaml\n", to: "config/tsla-tui/config.yaml")
      try home.write("app.quit: Z\n", to: "config/tsla-tui/vim.yaml")
      let terminal = try PseudoTerminal()
      let colors: [String: String?] = ["TERM": "xterm-256color"]
      let variables = Program.environment(variables.merging(colors) { $1 })
      let child = try terminal.start([try Program.path(), "--as-of", Program.moment], variables)
      try wait(terminal, "]11;?")
      terminal.type("\u{1b}]11;rgb:\(answer)\u{1b}\\")
      try Deadline().wait(for: background, instead: { String(reflecting: String(terminal.text.suffix(3000))) }) {
        terminal.drain()
        return terminal.text.contains(background)
      }
      #expect(!terminal.text.contains("?1006h"))
      // The key of the user's file.
      terminal.type("Z")
      #expect(try terminal.finish(child) == .exited(0))
      #expect(try terminal.errors() == "")
    }

    @Test func theWidthOfLinesIsMeasuredOnceForATypeOfTerminal() throws {
      let question = "─\u{1b}[6n"
      let wide: [String: String?] = ["TERM": "xterm"]
      let first = try open(until: question, wide)
      first.terminal.type("\u{1b}[2;3R")
      try wait(first.terminal, "+-")
      first.terminal.type("q")
      #expect(try first.terminal.finish(first.child) == .exited(0))
      #expect(try state("state.yaml").contains("widths:\n  xterm: 2\n"))
      // It is known now, and the lines are those from the first picture on.
      let second = try open(until: "+-", wide)
      #expect(!second.terminal.text.contains(question) && !second.terminal.text.contains("╭"))
      second.terminal.type("q")
      #expect(try second.terminal.finish(second.child) == .exited(0))
      // Another type is asked, and one that never answers is drawn as usual and asked again.
      for _ in 0..<2 {
        let other = try open(until: question, ["TERM": "xterm-256color"])
        try wait(other.terminal, "╭")
        other.terminal.type("q")
        #expect(try other.terminal.finish(other.child) == .exited(0))
      }
      // An option wins.
      let light = try open(["--borders", "light"], until: "╭", wide)
      #expect(!light.terminal.text.contains(question))
      light.terminal.type("q")
      #expect(try light.terminal.finish(light.child) == .exited(0))
    }

    @Test func aFileOfSettingsIsInForceAndWritten() throws {
      let file = "# mine\ncurrency: krw  # won\nlanguage: de\npanel: index\n"
      try home.write(file, to: "config/tsla-tui/config.yaml")
      let config = try Program.run("config", "--format", "csv", environment: variables)
      #expect(config.ending == .exited(65))
      #expect(config.errors.contains("config.yaml:3: 'de' is not a language; there are en, ko"))
      #expect(config.text.contains("currency,currency,krw,usd,file,\(home.path)/config/tsla-tui/config.yaml:2\n"))
      #expect(try Program.run("config", "--currency", "usd", environment: variables).text.contains("option"))
      // A printed frame follows it too, an option wins, and reports are as they were.
      let frame = try Program.run("render", "overview", "--as-of", Program.moment, environment: variables)
      #expect(frame.text.contains("KRW"))
      let plain = try Program.run("render", "overview", "--as-of", Program.moment, "--currency", "usd", environment: variables)
      #expect(plain.text == (try Program.run("render", "overview", "--as-of", Program.moment)).text)
      let (terminal, child) = try open(until: "config.yaml:3")
      // The second theme, for good.
      terminal.type(",jjllw")
      try wait(terminal, "saved: ")
      terminal.type("q")
      #expect(try terminal.finish(child) == .exited(0))
      #expect(try terminal.errors().contains("config.yaml:3: 'de' is not a language"))
      #expect(try home.read("config/tsla-tui/config.yaml").hasPrefix(file + "theme: "))
      #expect(try state("state.yaml").contains("panel") == false)
    }
  }
}
