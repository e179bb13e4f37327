import Foundation
import Glibc
import Testing

/// What is wrong around the program, by kind: each has a message and a status, nothing waits without end, nothing is lost.
@Suite struct FaultTests {
  private let home: TemporaryFolder
  private let surroundings: [String: String]

  init() throws {
    home = try TemporaryFolder()
    surroundings = Program.environment(["XDG_DATA_HOME": home.path, "XDG_CONFIG_HOME": home.path])
  }

  private func run(_ arguments: [String], to: Stream? = nil, input: Stream = .null) throws -> Output {
    try Output(of: [try Program.path()] + arguments, surroundings, to: to, input: input)
  }

  // MARK: arguments

  /// Whoever starts it with an empty list: Linux makes one empty argument of it.
  @Test func anEmptyListOfArgumentsIsAnError() throws {
    let output = try Output(of: [""], surroundings, path: try Program.path())
    #expect(output.ending == .exited(64))
    #expect(output.errors.contains("list of arguments is empty"))
    #expect(output.text.isEmpty)
  }

  /// The name in the process list is anything; arguments are those that were passed.
  @Test func argumentsAreThoseThatWerePassed() throws {
    let output = try Output(of: ["another name", "--version"], surroundings, path: try Program.path())
    #expect(output.text.hasPrefix("tsla-tui "))
    #expect(output.ending == .exited(0))
  }

  @Test func messagesOfTheParserDoNotSteerTheTerminal() throws {
    for argument in ["--no\u{202e}pe", "render\u{200b}", "--theme=\u{2066}x"] {
      let output = try run(["render", "overview", argument])
      #expect(output.ending == .exited(64))
      #expect(!output.errors.unicodeScalars.contains { [0x202e, 0x200b, 0x2066].contains($0.value) }, "\(output.errors)")
    }
  }

  // MARK: files

  /// A pipe, a device, a folder and a file without end, wherever a file is read.
  @Test(arguments: ["pipe", "zero", "folder", "long"]) func whatIsNoFileIsReportedAndNotWaitedFor(kind: String) throws {
    func make(_ name: String) throws {
      let path = home.path + "/tsla-tui/" + name
      try home.write("", to: "tsla-tui/" + name)
      try FileManager.default.removeItem(atPath: path)
      switch kind {
      case "pipe": #expect(mkfifo(path, 0o600) == 0)
      case "zero": #expect(symlink("/dev/zero", path) == 0)
      case "folder": #expect(mkdir(path, 0o700) == 0)
      default:
        try home.write("x", to: "tsla-tui/" + name)
        #expect(truncate(path, 100_000_000) == 0)
      }
    }
    for name in ["themes/x.yaml", "claims.yaml", "scenarios/mine.yaml", "estimates/mine.yaml", "facts/prices.csv"] {
      try make(name)
    }
    #expect(try run(["themes"]).errors.contains("x.yaml: "))
    let claims = try run(["claims", "--own"])
    #expect(claims.errors.contains("claims.yaml: ") && claims.ending == .exited(65))
    #expect(try run(["value"]).errors.contains("mine.yaml: "))
    #expect(try run(["render", "eps"]).errors.contains("estimates/mine.yaml: "))
    let facts = try run(["check", home.path + "/tsla-tui/facts"])
    #expect(facts.errors.contains("prices.csv: ") && facts.ending == .exited(66))
    let input = try run(["index", "rebalance", "--input", home.path + "/tsla-tui/facts/prices.csv"])
    #expect(input.ending != .exited(0))
    // Nothing is saved over what could not be read.
    let saved = try run(["claims", "add", "x"])
    #expect(saved.ending == .exited(73) && saved.text.isEmpty && saved.errors.contains("claims.yaml"))
  }

  @Test func onlyWhatDoesNotExistCountsAsNone() throws {
    #expect(try run(["claims", "--own"]).errors.isEmpty)
    // The folder is a file: whatever may be in it, it is not known to be nothing.
    try home.write("x", to: "tsla-tui")
    let output = try run(["claims", "--own"])
    #expect(output.ending == .exited(65))
    #expect(output.errors.contains("claims.yaml: Not a directory"))
    #expect(try run(["value"]).errors.contains("Not a directory"))
  }

  // MARK: output

  @Test(
    arguments: [
      ["--version"], ["--help"], ["eps", "--help"], ["help", "eps"], ["--generate-completion-script", "bash"],
      ["--generate-completion-script", "zsh"], ["--generate-completion-script", "fish"], ["facts"], ["render", "overview"],
      ["check"],
      ["document", "keys"],
    ]) func whatCannotBeWrittenEndsWith73(arguments: [String]) throws
  {
    let output = try run(arguments, to: .file("/dev/full", flags: O_WRONLY))
    #expect(output.ending == .exited(73))
    #expect(output.errors.contains("standard output: No space left on device"))
  }

  @Test func aClaimThatIsSavedButNotPrintedIsSaidToBeSaved() throws {
    let output = try run(["claims", "add", "Storage grows", "--key", "a"], to: .file("/dev/full", flags: O_WRONLY))
    #expect(output.ending == .exited(73))
    #expect(output.errors.contains("saved: \(home.path)/tsla-tui/claims.yaml:"))
    #expect(try home.read("tsla-tui/claims.yaml").contains("Storage grows"))
    // Nobody reads any more.
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    close(ends[0])
    let closed = try run(["claims", "add", "It grows more", "--key", "b"], to: .descriptor(ends[1]))
    let ended = try run(["facts"], to: .descriptor(ends[1]))
    close(ends[1])
    #expect(closed.ending == .exited(73) && closed.errors.contains("saved: "))
    #expect(ended.ending == .signalled(SIGPIPE) || ended.ending == .exited(128 + SIGPIPE))
    #expect(ended.errors.isEmpty)
  }

  @Test func checkStopsAfterAHundredOfAKindAndCountsTheRest() throws {
    let head = "date,open,high,low,close,volume,source,confidence\n"
    let path = try home.write(head + String(repeating: "2023-99-99,1,1,1,1,1,x,unverified\n", count: 20_000), to: "f/prices.csv")
    let output = try run(["check", path])
    #expect(output.ending == .exited(65))
    #expect(output.text.contains("prices.csv:20001:1: date: and 19900 more of this column"))
    #expect(output.text.contains("20000 error(s)"))
    #expect(output.lines.count == 102)
  }

  // MARK: saving

  @Test func aFolderThatIsLockedIsAnErrorInTime() throws {
    #expect(try run(["claims", "add", "x", "--key", "a"]).ending == .exited(0))
    let lock = open(home.path + "/tsla-tui", O_RDONLY | O_CLOEXEC)
    defer { close(lock) }
    #expect(flock(lock, LOCK_EX) == 0)
    let output = try run(["claims", "add", "never saved", "--key", "b"])
    #expect(output.ending == .exited(73))
    #expect(output.errors.contains("waiting for another program") && output.errors.contains("nothing was saved"))
    #expect(output.text.isEmpty)
    #expect(try !home.read("tsla-tui/claims.yaml").contains("never saved"))
  }
}

extension EndToEndTests {
  /// Terminals that do not read, windows that cannot be, pastes.
  @Suite struct Waits {
    @Test(arguments: [SIGTERM, SIGHUP, SIGINT]) func aSignalEndsItWhileNobodyReads(signal: Int32) throws {
      let terminal = try PseudoTerminal(200, 100)
      let child = try terminal.open()
      // Frames that nobody takes, until there is no room for another.
      for _ in 0..<400 { terminal.type("12345678K") }
      try child.waitUntilIdle()
      kill(child.pid, signal)
      try Deadline(seconds: 5).wait(for: "its end") { child.hasEnded() }
      #expect(child.ending == .signalled(signal))
    }

    /// What ncurses writes while it starts is not lost.
    @Test func theScreenIsEnteredBeforeThePicture() throws {
      let terminal = try PseudoTerminal()
      let child = try terminal.open()
      let entered = try #require(terminal.text.range(of: "\u{1b}[?1049h"))
      let shown = try #require(terminal.text.range(of: "TSLA"))
      #expect(entered.upperBound <= shown.lowerBound)
      // The scrolling region is that of the window, not of the terminal's entry.
      #expect(!terminal.text.contains("\u{1b}[1;24r"))
      terminal.type("q")
      #expect(try terminal.finish(child) == .exited(0))
      #expect(terminal.hasLeftAlternateScreen && terminal.hasShownCursor)
    }

    /// Entries without a size, without an alternate screen, with few colours.
    @Test(arguments: ["linux", "vt100", "ansi", "xterm", "screen"]) func terminalsOfManyKinds(type: String) throws {
      let terminal = try PseudoTerminal()
      let modes = try #require(terminal.modes)
      let child = try terminal.open(environment: ["TERM": type])
      terminal.type("q")
      #expect(try terminal.finish(child) == .exited(0))
      #expect(terminal.modes == modes)
    }

    /// A frame that is cut by a change of the window, before anything of it was read.
    @Test func aFrameThatIsInterruptedIsDrawnAnew() throws {
      let terminal = try PseudoTerminal(300, 100)
      let child = try terminal.open()
      // One panel after the other, each drawn: keys of a burst would be drawn once, and there would be room for it.
      for number in 0..<24 {
        terminal.type(String(number % 8 + 1))
        try child.waitUntilIdle()
      }
      var size = winsize(ws_row: 50, ws_col: 200, ws_xpixel: 0, ws_ypixel: 0)
      #expect(ioctl(terminal.master, UInt(TIOCSWINSZ), &size) == 0)
      try child.waitUntilIdle()
      // What follows is only written when there is room again.
      try Deadline().wait(for: "the screen to be entered again") {
        terminal.drain()
        return terminal.text.ranges(of: "\u{1b}[?1049h").count >= 2
      }
      kill(child.pid, SIGTERM)
      #expect(try terminal.finish(child) == .signalled(SIGTERM))
      #expect(terminal.hasLeftAlternateScreen && terminal.hasShownCursor)
    }

    @Test func flowControlIsOff() throws {
      let terminal = try PseudoTerminal()
      let modes = try #require(terminal.modes)
      let child = try terminal.open()
      terminal.type("\u{13}q")
      #expect(try terminal.finish(child) == .exited(0))
      #expect(terminal.modes == modes)
    }

    @Test func aSignalEndsItWhileAnEditorIsOpen() throws {
      let home = try TemporaryFolder()
      let editor = try home.write("#!/bin/sh\ntrap '' TERM\necho the editor\nexec sleep 60\n", to: "edit")
      chmod(editor, 0o700)
      let terminal = try PseudoTerminal()
      let child = try terminal.open(
        ["--panel", "claims", "--as-of", Program.moment],
        environment: ["XDG_DATA_HOME": home.path, "EDITOR": editor, "VISUAL": nil])
      terminal.type("a")
      terminal.type("\u{5}")
      try Deadline().wait(for: "the editor", instead: { terminal.text }) {
        terminal.drain()
        return terminal.text.contains("the editor")
      }
      kill(child.pid, SIGTERM)
      #expect(try terminal.finish(child) == .signalled(SIGTERM))
    }

    @Test(arguments: [(40_000, 60), (65_535, 1), (16, 65_535), (65_535, 65_535)]) func aWindowThatCannotBe(
      rows: Int, columns: Int
    ) throws {
      let terminal = try PseudoTerminal(80, 24)
      let child = try terminal.open()
      for (rows, columns) in [(rows, columns), (24, 80)] {
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        #expect(ioctl(terminal.master, UInt(TIOCSWINSZ), &size) == 0)
        terminal.drain()
      }
      terminal.type("q")
      #expect(try terminal.finish(child) == .exited(0))
    }

    @Test func aPasteRunsNoKeys() throws {
      let terminal = try PseudoTerminal()
      let child = try terminal.open()
      #expect(terminal.text.contains("\u{1b}[?2004h"))
      #expect(!terminal.text.contains("\u{1b}="))
      terminal.type("\u{1b}[200~quarterly results\nq\u{1b}[201~")
      try Deadline().wait(for: "what it says", instead: { terminal.text }) {
        terminal.drain()
        return terminal.text.contains("searches")
      }
      #expect(!child.hasEnded())
      terminal.type("q")
      #expect(try terminal.finish(child) == .exited(0))
      #expect(terminal.text.contains("\u{1b}[?2004l"))
    }
  }
}
