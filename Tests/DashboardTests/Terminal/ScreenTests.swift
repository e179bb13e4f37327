import Canvas
import Foundation
import Glibc
import Terminal
import Testing

/// A program that has a screen and writes down what it hears: the other side of `PseudoTerminal`, in a process of its own.
private enum Listener {
  /// Opens a screen on a terminal and answers keys until `q`: `m` turns the mouse on or off, `z` hands the terminal to another program for a while, `x` and `c` end without closing the screen.
  static func run(on terminal: String, questions: UInt8, mouse: Bool, log: String) throws {
    setsid()
    let descriptor = open(terminal, O_RDWR)
    for standard in [STDIN_FILENO, STDOUT_FILENO] { dup2(descriptor, standard) }
    for (name, value) in Program.environment(["TERM": "xterm-256color", "SWIFT_BACKTRACE": "enable=no"]) {
      setenv(name, value, 1)
    }
    for name in ["NO_COLOR", "COLORTERM"] { unsetenv(name) }
    let screen = try Screen(for: .terminal(), asking: Questions(rawValue: questions))
    screen.mouse = mouse
    let file = open(log, O_WRONLY | O_APPEND)
    var lines: [String] = []
    while true {
      var canvas = Canvas(screen.size)
      canvas.text("the picture", 0, 0, max: 40)
      screen.present(canvas, theme: .terminal())
      if lines.isEmpty {
        lines.append("drawn")
      } else {
        let input = screen.next(within: 1100)
        lines.append("\(input)")
        if act(input, screen) { return }
      }
      let line = Array((lines[lines.count - 1] + "\n").utf8)
      write(file, line, line.count)
    }
  }

  /// Does what a key asks for; true where it ends the program.
  private static func act(_ input: Input, _ screen: Screen) -> Bool {
    switch input {
    case .key(.character("m")): screen.mouse.toggle()
    case .key(.character("z")): _ = screen.run(["true"])
    case .key(.character("x")): exit(0)
    case .key(.character("c")): raise(SIGSEGV)
    case .key(.character("q")), .closed, .terminate:
      screen.close()
      return true
    default: break
    }
    return false
  }
}

extension EndToEndTests {
  /// What a screen asks of the terminal, and what becomes of the answers.
  @Suite struct Asking {
    private let terminal: PseudoTerminal
    private let folder: TemporaryFolder
    private let log: String

    init() throws {
      terminal = try PseudoTerminal(80, 24)
      folder = try TemporaryFolder()
      log = try folder.write("", to: "log")
    }

    private func heard() throws -> [String] { try folder.read("log").split(separator: "\n").dropFirst().map(String.init) }

    private func wait(for what: String, _ condition: () throws -> Bool) throws {
      try Deadline().wait(for: what, instead: { "\(terminal.text.suffix(2000).debugDescription)\n\((try? heard()) ?? [])" }) {
        terminal.drain()
        return try condition()
      }
    }

    private func waitForPicture() throws { try wait(for: "the picture") { terminal.text.contains("the picture") } }

    /// Runs the listener, and the other side meanwhile.
    private func listen(
      _ questions: Questions = [], mouse: Bool = true, endsWith ending: ExitTest.Condition = .success,
      meanwhile: () throws -> Void
    ) async throws {
      let (name, log) = (terminal.name, log)
      async let end: Void = Self.run(on: name, questions: questions, mouse: mouse, log: log, endsWith: ending)
      do { try meanwhile() } catch {
        terminal.hangUp()
        await end
        throw error
      }
      await end
      terminal.drain()
    }

    private static func run(
      on terminal: String, questions: Questions, mouse: Bool, log: String, endsWith ending: ExitTest.Condition
    ) async {
      let bits = questions.rawValue
      await #expect(processExitsWith: ending) {
        [terminal = terminal as String, bits = bits as UInt8, mouse = mouse as Bool, log = log as String] in
        try Listener.run(on: terminal, questions: bits, mouse: mouse, log: log)
      }
    }

    @Test func answersAtOnceAreHeard() async throws {
      try await listen([.background, .ambiguousWidth]) {
        try wait(for: "the questions") { terminal.text.contains("\u{1b}]11;?\u{1b}\\") && terminal.text.contains("\u{1b}[6n") }
        terminal.type("\u{1b}]11;rgb:1e1e/1e1e/2e2e\u{7}\u{1b}[2;3R")
        try wait(for: "both answers") { try heard().count == 2 }
        // The same once more is no answer, and nothing else.
        terminal.type("\u{1b}]11;rgb:1e1e/1e1e/2e2e\u{7}\u{1b}[2;3Rj")
        try wait(for: "a key") { try heard().count == 3 }
        terminal.type("zq")
      }
      #expect(
        try heard().prefix(3) == [
          "background(Canvas.Color.rgb(30, 30, 46))", "ambiguousWidth(2)", "key(Terminal.Key.character(\"j\"))",
        ])
      // Once, on the alternate screen, before the first picture, and cleared away.
      for question in ["\u{1b}]11;?\u{1b}\\", "\u{1b}[2;1H─\u{1b}[6n"] {
        let asked = terminal.text.ranges(of: question)
        #expect(asked.count == 1)
        let (entered, shown) = (terminal.text.firstRange(of: "\u{1b}[?1049h"), terminal.text.firstRange(of: "the picture"))
        let (at, end) = (try #require(asked.first), try #require(shown).lowerBound)
        #expect(try #require(entered).upperBound <= at.lowerBound && at.upperBound <= end)
        #expect(terminal.text[at.upperBound..<end].contains("\u{1b}[H\u{1b}[2J"))
      }
      // Drawn anew after it was handed back, without questions.
      #expect(terminal.text.ranges(of: "the picture").count == 2)
    }

    @Test func nobodyWaitsForAnswersAndLateOnesDoNothing() async throws {
      try await listen([.background, .ambiguousWidth]) {
        // Drawn without an answer, and a second long none comes.
        try waitForPicture()
        try wait(for: "more than a second") { try heard() == ["timeout"] }
        terminal.type("\u{1b}]11;rgb:ffff/ffff/ffff\u{1b}\\\u{1b}[2;2Rq")
      }
      #expect(try heard() == ["timeout"])
    }

    @Test func whatIsNotAskedIsNotWritten() async throws {
      try await listen(mouse: false) {
        try waitForPicture()
        terminal.type("\u{1b}]11;rgb:0/0/0\u{7}\u{1b}[2;2Rj")
        try wait(for: "the key") { try heard().count == 1 }
        terminal.type("zq")
      }
      #expect(try heard().first == "key(Terminal.Key.character(\"j\"))")
      #expect(!terminal.text.contains("\u{1b}]11") && !terminal.text.contains("\u{1b}[6n"))
      for mode in ["1000", "1002", "1006"] { #expect(!terminal.text.contains(mode)) }
    }

    /// An answer that is on its way at the end is not left to the shell.
    @Test func theEndTakesAnswersAlong() async throws {
      try await listen(.background) {
        try wait(for: "the question") { terminal.text.contains("\u{1b}]11;?") }
        terminal.type("q")
        try wait(for: "the farewell") { terminal.text.contains("\u{1b}[?1049l") }
        terminal.type("\u{1b}]11;rgb:0/0/0\u{1b}\\")
      }
      var unread: Int32 = 0
      #expect(ioctl(terminal.slave, UInt(FIONREAD), &unread) == 0)
      #expect(unread == 0)
    }

    @Test func theMouseIsTurnedOnAndOff() async throws {
      func count(_ text: String) -> Int { terminal.text.ranges(of: text).count }
      let (on, off) = ("\u{1b}[?1000h\u{1b}[?1002h\u{1b}[?1006h", "\u{1b}[?1006l\u{1b}[?1002l\u{1b}[?1000l")
      try await listen(mouse: false) {
        try waitForPicture()
        #expect(count(on) == 0)
        terminal.type("m")
        try wait(for: "the mouse") { count(on) == 1 }
        terminal.type("\u{1b}[<64;3;2M")
        try wait(for: "the wheel") { try heard().count == 2 }
        #expect(count(off) == 0)
        terminal.type("m")
        try wait(for: "no mouse") { count(off) == 1 }
        terminal.type("z")
        try wait(for: "the next picture") { count("the picture") == 2 }
        #expect(count(on) == 1)
        terminal.type("m")
        try wait(for: "the mouse again") { count(on) == 2 }
        terminal.type("z")
        try wait(for: "the mouse once more") { count(on) == 3 }
        terminal.type("q")
      }
      #expect(try heard().contains { $0.hasPrefix("mouse(") && $0.contains("wheel") })
      #expect(terminal.hasLeftMouseAlone)
    }

    /// Without a word of the program: `exit`, and a crash.
    @Test func noEndingLeavesTheMouseOn() async throws {
      try await listen {
        try waitForPicture(); terminal.type("x")
      }
      #expect(terminal.hasLeftMouseAlone && terminal.hasLeftAlternateScreen)
    }

    @Test func noCrashLeavesTheMouseOn() async throws {
      try await listen(.background, endsWith: .signal(SIGSEGV)) {
        try waitForPicture(); terminal.type("c")
      }
      #expect(terminal.hasLeftMouseAlone && terminal.hasLeftAlternateScreen)
    }
  }
}
