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
      #expect(terminal.modes == modes)
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
