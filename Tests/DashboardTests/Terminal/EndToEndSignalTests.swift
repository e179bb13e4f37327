import Foundation
import Glibc
import Testing

extension EndToEndTests {
  /// Ends of every kind, over a pseudo-terminal.
  @Suite struct Ends {
    @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT]) func aSignalEndsItAndTheTerminalIsAsBefore(signal: Int32) throws {
      let terminal = try PseudoTerminal()
      let modes = try #require(terminal.modes)
      let child = try terminal.open()
      #expect(terminal.modes != modes)
      kill(child.pid, signal)
      #expect(try terminal.finish(child) == .signalled(signal))
      #expect(terminal.hasLeftAlternateScreen)
      #expect(terminal.hasLeftMouseAlone)
      #expect(terminal.hasShownCursor)
      #expect(terminal.modes == modes)
    }

    @Test(arguments: ["q", "\u{1b}q", "ㅂ"]) func aKeyEndsItAndTheTerminalIsAsBefore(key: String) throws {
      let terminal = try PseudoTerminal()
      let modes = try #require(terminal.modes)
      let child = try terminal.open()
      terminal.type(key)
      #expect(try terminal.finish(child) == .exited(0))
      #expect(terminal.hasLeftAlternateScreen)
      #expect(terminal.hasLeftMouseAlone)
      #expect(terminal.modes == modes)
    }

    /// Also where nothing but the handler can say it.
    @Test(arguments: [SIGSEGV, SIGABRT, SIGILL]) func aCrashGivesTheTerminalBack(signal: Int32) throws {
      let terminal = try PseudoTerminal()
      let modes = try #require(terminal.modes)
      let child = try terminal.open(environment: ["SWIFT_BACKTRACE": "enable=no"])
      #expect(!terminal.hasLeftMouseAlone)
      kill(child.pid, signal)
      #expect(try terminal.finish(child) == .signalled(signal))
      #expect(terminal.hasLeftAlternateScreen && terminal.hasShownCursor && terminal.hasLeftMouseAlone)
      #expect(terminal.modes == modes)
    }

    /// Whatever the mouse does, whole or in pieces, is no key.
    @Test func theMouseRunsNoKeys() throws {
      let terminal = try PseudoTerminal()
      let child = try terminal.open()
      for report in [
        "\u{1b}[<0;5;5M", "\u{1b}[<0;5;5m", "\u{1b}[<32;6;5M", "\u{1b}[<65;5;5M", "\u{1b}[<0;5M", "\u{1b}[Mqqq",
        "\u{1b}[I\u{1b}[O",
      ] {
        for character in report { terminal.type(String(character)) }
        terminal.type(report)
      }
      // Between the halves of a report the program has read the first.
      terminal.type("\u{1b}[<0;1")
      try child.waitUntilIdle()
      #expect(!child.hasEnded())
      terminal.type("1;8M2")
      try Deadline().wait(for: "the panel of the key behind it", instead: { String(terminal.text.suffix(2000)) }) {
        terminal.drain()
        return terminal.text.contains("stage 1 of 17")
      }
      terminal.type("q")
      #expect(try terminal.finish(child) == .exited(0))
      #expect(terminal.hasLeftMouseAlone)
    }

    @Test func controlCEndsItAsASignalWould() throws {
      let terminal = try PseudoTerminal()
      let modes = try #require(terminal.modes)
      let child = try terminal.open()
      terminal.type("\u{3}")
      #expect(try terminal.finish(child) == .signalled(SIGINT))
      #expect(terminal.hasLeftAlternateScreen)
      #expect(terminal.modes == modes)
    }

    @Test func aClosedTerminalEndsIt() throws {
      let terminal = try PseudoTerminal()
      let child = try terminal.open()
      terminal.hangUp()
      // The kernel sends SIGHUP to whoever has lost a controlling terminal.
      #expect([.signalled(SIGHUP), .exited(0)].contains(try terminal.finish(child)))
      #expect(child.processorSeconds < 1)
    }

    @Test func aClosedTerminalEndsItAlsoUnderNohup() throws {
      let terminal = try PseudoTerminal()
      let command = ["/bin/sh", "-c", "trap '' HUP; exec \"$@\"", "sh", try Program.path(), "--as-of", Program.moment]
      let child = try terminal.start(command)
      try terminal.waitForPicture()
      terminal.hangUp()
      #expect(try terminal.finish(child) == .exited(0))
      #expect(child.processorSeconds < 1)
    }

    @Test func itWaitsWithoutUsingTheProcessor() throws {
      let terminal = try PseudoTerminal()
      let child = try terminal.open([])
      try child.waitUntilIdle()
      terminal.type("q")
      #expect(try terminal.finish(child) == .exited(0))
    }

    @Test func withoutAnyTerminalToReadFromItSaysSo() throws {
      let terminal = try PseudoTerminal()
      let child = try terminal.start([try Program.path()], input: .null, controlling: false)
      #expect(try terminal.finish(child) == .exited(69))
      #expect(try terminal.errors().contains("no terminal to read keys from"))
      #expect(terminal.bytes.isEmpty)
      #expect(child.processorSeconds < 1)
    }

    @Test func keysComeFromTheTerminalWhenInputIsElsewhere() throws {
      let terminal = try PseudoTerminal()
      let child = try terminal.start([try Program.path()], input: .null)
      try terminal.waitForPicture()
      try child.waitUntilIdle()
      terminal.type("q")
      #expect(try terminal.finish(child) == .exited(0))
      #expect(terminal.hasLeftAlternateScreen)
    }
  }
}
