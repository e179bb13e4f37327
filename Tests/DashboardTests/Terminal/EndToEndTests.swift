import App
import Canvas
import Foundation
import Model
import Panels
import Testing

/// The real program in a real terminal.
///
/// One after the other, as each starts processes and waits for them.
@Suite(.serialized) enum EndToEndTests {
  /// On the screen of tmux.
  @Suite struct OnScreen {
    @Test func itOpensOnTheOverview() throws {
      let terminal = try Tmux()
      let picture = try terminal.wait(for: "the Overview", lines: Program.rendered("overview"))
      #expect(picture.header.contains("TSLA"))
      for panel in PanelID.all { #expect(picture.lines[1].contains("\(panel.digit) \(panel.panel.title.en)")) }
    }

    @Test func withoutArgumentsItShowsNow() throws {
      let terminal = try Tmux(120, 40, [])
      let picture = try terminal.wait(for: "the Overview") { $0.contains("TSLA") && $0.contains("q quit") }
      #expect(!picture.isReplay)
      #expect(picture.lines.count == 40)
    }

    @Test func eachDigitOpensItsPanel() throws {
      let terminal = try Tmux()
      try terminal.wait(for: "the Overview", lines: Program.rendered("overview"))
      for panel in PanelID.all.reversed() {
        try terminal.type("\(panel.digit)")
        let picture = try terminal.wait(for: panel.rawValue, lines: Program.rendered(panel.rawValue))
        #expect(picture.contains(panel.panel.title.en))
      }
      try terminal.press("M-Right")
      try terminal.wait(for: "the next panel", lines: Program.rendered("chain"))
      try terminal.press("M-Left", "M-Left")
      try terminal.wait(for: "the last panel", lines: Program.rendered("claims"))
    }

    @Test func keysStepThroughTime() throws {
      let terminal = try Tmux()
      func press(_ key: String, _ what: String, _ condition: (String) -> Bool) throws -> String {
        try terminal.type(key)
        return try terminal.wait(for: "\(key): \(what)") { $0.lines.count == 40 && condition($0.header) }.header
      }
      let start = try terminal.wait(for: "the Overview", lines: Program.rendered("overview")).header
      #expect(start.contains("20 Jul 2023 16:00"))
      let release = try press("{", "the release before") { $0.contains("19 Jul 2023 16:05") }
      _ = try press("{", "the release of a quarter before") { $0.contains("19 Apr 2023 16:05") }
      _ = try press("}", "the next release") { $0 == release }
      let later = try press("]", "a moment later") { $0 != release }
      #expect(!later.contains("2023 16:05"))
      _ = try press("[", "a moment back") { $0 == release }
      _ = try press("L", "now") { !$0.contains("◂") }
      _ = try press("[", "the newest moment") { $0.contains("◂") }
    }

    @Test func koreanKeepsTheBordersInLine() throws {
      let terminal = try Tmux()
      try terminal.wait(for: "the Overview", lines: Program.rendered("overview"))
      try terminal.type("K")
      for panel in PanelID.all {
        try terminal.type("\(panel.digit)")
        let lines = try Program.rendered(panel.rawValue, 120, 40, ["--lang", "ko"])
        let picture = try terminal.wait(for: "\(panel.rawValue) in Korean", lines: lines)
        #expect(picture.lines[1].contains(panel.panel.title.ko))
        for line in picture.lines {
          #expect(TextWidth.columns(line) <= 120, "\(panel.rawValue): \(line)")
          // A box that begins at the left has one to its right, or is the last one itself.
          if line.hasPrefix("│") {
            #expect("│╮╯┤".contains(line.last ?? " ") && TextWidth.columns(line) == 120, "\(panel.rawValue): \(line)")
          }
        }
      }
      try terminal.type("K1")
      try terminal.wait(for: "English again", lines: Program.rendered("overview"))
    }

    @Test func jamoAreTheKeysBelowThem() throws {
      let terminal = try Tmux(120, 40, ["--as-of", Program.moment, "--panel", "index"])
      try terminal.wait(for: "the panel", lines: Program.rendered("index"))
      let before = try terminal.styled()
      try terminal.type("ㅓ")
      try terminal.wait(forStyle: "the next item") { $0 != before }
      try terminal.type("ㅏ")
      try terminal.wait(forStyle: "the item before") { $0 == before }
      try terminal.type("ㅂ")
      #expect(try terminal.waitForExit() == 0)
    }

    @Test func arrowsWorkInBothModes() throws {
      let terminal = try Tmux(120, 40, ["--as-of", Program.moment, "--panel", "index"])
      try terminal.wait(for: "the panel", lines: Program.rendered("index"))
      let first = try terminal.styled()
      for mode: Character in ["[", "O"] {
        try terminal.send(bytes: Array("\u{1b}\(mode)B".utf8))
        try terminal.wait(forStyle: "ESC \(mode) B") { $0 != first }
        try terminal.send(bytes: Array("\u{1b}\(mode)A".utf8))
        try terminal.wait(forStyle: "ESC \(mode) A") { $0 == first }
      }
      // No sequence that nobody knows does anything: the F5 of one terminal, a mouse report, a device's answer.
      try terminal.send(bytes: Array("\u{1b}[15;9~\u{1b}[<0;5;5M\u{1b}[?62;22c".utf8))
      try terminal.type("?")
      try terminal.wait(for: "the help") { $0.contains("╭ Keys ") }
    }

    @Test func searchGoesToWhatWasFound() throws {
      let terminal = try Tmux()
      try terminal.wait(for: "the Overview", lines: Program.rendered("overview"))
      try terminal.type("/")
      try terminal.wait(for: "the search") { $0.contains("╭ Search ") }
      // Letters that are keys elsewhere.
      try terminal.type("solaq")
      try terminal.wait(for: "nothing") { $0.contains("/ solaq") && $0.contains("0 found") }
      try terminal.press("BSpace")
      try terminal.type("r")
      try terminal.wait(for: "a stage") { $0.contains("/ solar") && !$0.contains(" 0 found") }
      try terminal.press("Enter")
      try terminal.wait(for: "the panel of the stage") { !$0.contains("╭ Search ") && !$0.contains("╭ Price ") }
      try terminal.type("1/")
      try terminal.wait(for: "the search again") { $0.contains("╭ Search ") }
      try terminal.press("Escape")
      try terminal.wait(for: "no search", lines: Program.rendered("overview"))
    }

    @Test func helpOpensAndEscapeCloses() throws {
      let terminal = try Tmux()
      try terminal.wait(for: "the Overview", lines: Program.rendered("overview"))
      try terminal.type("?")
      try terminal.wait(for: "the help") { $0.contains("╭ Keys ") && $0.contains("back to now") }
      try terminal.press("Escape")
      try terminal.wait(for: "the Overview again", lines: Program.rendered("overview"))
      // Escape never quits.
      try terminal.press("Escape", "Escape")
      try terminal.type("2")
      try terminal.wait(for: "still running", lines: Program.rendered("chain"))
    }

    @Test func aStormOfSizesEndsWithTheWholePicture() throws {
      let terminal = try Tmux()
      try terminal.wait(for: "the Overview", lines: Program.rendered("overview"))
      for step in 0..<16 { try terminal.resize(40 + step * 37 % 160, 10 + step * 23 % 60) }
      for (columns, rows) in [(10, 5), (300, 100), (1, 1), (80, 24)] { try terminal.resize(columns, rows) }
      try terminal.wait(for: "the picture of 80x24", lines: Program.rendered("overview", 80, 24))
      try terminal.resize(300, 100)
      try terminal.wait(for: "the picture of 300x100", lines: Program.rendered("overview", 300, 100))
      try terminal.resize(120, 40)
      try terminal.wait(for: "the picture of 120x40", lines: Program.rendered("overview"))
    }

    @Test func aSmallWindowIsToldSo() throws {
      let terminal = try Tmux(59, 15)
      try terminal.wait(for: "the message") { $0.contains("The window is 59x15") }
      try terminal.resize(10, 5)
      try terminal.wait(for: "the message in a corner") { $0.contains("The window") && !$0.contains("59x15") }
      try terminal.resize(60, 16)
      try terminal.wait(for: "the smallest picture", lines: Program.rendered("overview", 60, 16))
      try terminal.resize(60, 15)
      try terminal.wait(for: "the message") { $0.contains("The window is 60x15") }
      try terminal.type("q")
      #expect(try terminal.waitForExit() == 0)
    }

    @Test func controlZStopsAndTheShellResumes() throws {
      let terminal = try Tmux(
        120, 40, ["/bin/sh", "-i"], Program.environment(["PS1": "shell> ", "PROGRAM": try Program.path()]))
      try terminal.wait(for: "the shell") { $0.lines.last == "shell>" }
      try terminal.type("\"$PROGRAM\" --as-of \(Program.moment)\n")
      try terminal.wait(for: "the Overview", lines: Program.rendered("overview"))
      for _ in 0..<2 {
        #expect(try terminal.reportsMouse())
        try terminal.press("C-z")
        try terminal.wait(for: "the shell, on its own screen") { $0.lines.last == "shell>" && !$0.contains("Overview") }
        #expect(try !terminal.reportsMouse())
        try terminal.type("fg\n")
        try terminal.wait(for: "the picture", lines: Program.rendered("overview"))
      }
      try terminal.type("2")
      try terminal.wait(for: "keys work", lines: Program.rendered("chain"))
      // Another size while it was stopped.
      try terminal.press("C-z")
      try terminal.wait(for: "the shell") { $0.lines.last == "shell>" && !$0.contains("Overview") }
      try terminal.resize(100, 30)
      try terminal.type("fg\n")
      try terminal.wait(for: "the picture of the new size", lines: Program.rendered("chain", 100, 30))
      try terminal.type("q")
      try terminal.wait(for: "the shell") { $0.lines.last == "shell>" && !$0.contains("Overview") }
      #expect(try !terminal.reportsMouse())
      try terminal.type("echo status=$?\n")
      try terminal.wait(for: "the status") { $0.contains("status=0") }
    }

    @Test func controlLRepairsTheScreen() throws {
      let terminal = try Tmux()
      try terminal.wait(for: "the Overview", lines: Program.rendered("overview"))
      try terminal.scribble("\u{1b}[H\u{1b}[2Jgarbage")
      try terminal.wait(for: "what somebody else wrote") { $0.text == "garbage" }
      try terminal.press("C-l")
      try terminal.wait(for: "the whole picture", lines: Program.rendered("overview"))
    }
  }

  /// What the environment and the options make of the screen.
  @Suite struct Looks {
    @Test func noColorMeansNoColor() throws {
      let plain = try Tmux(environment: ["NO_COLOR": "1"])
      try plain.wait(for: "the Overview", lines: Program.rendered("overview"))
      #expect(colorCodes(try plain.styled()) == [])
      try plain.type("t")
      try plain.type("2")
      try plain.wait(for: "the chain", lines: Program.rendered("chain"))
      #expect(colorCodes(try plain.styled()) == [])
      let colored = try Tmux()
      try colored.wait(for: "the Overview", lines: Program.rendered("overview"))
      #expect(colorCodes(try colored.styled()) != [])
    }

    @Test func withoutUTF8EverythingIsASCII() throws {
      let terminal = try Tmux(environment: ["LC_ALL": "C"])
      var picture = try terminal.wait(for: "the Overview") { $0.contains("TSLA") && $0.contains("q quit") }
      #expect(picture.text.utf8.allSatisfy { $0 < 127 })
      #expect(picture.contains("+ Price"))
      // Hangul cannot be shown, so the language stays.
      try terminal.type("K2")
      picture = try terminal.wait(for: "the chain") { $0.contains("+ Chain ") && !$0.contains("+ Price") }
      #expect(picture.text.utf8.allSatisfy { $0 < 127 })
      #expect(picture.contains("q quit"))
    }

    @Test func bordersCanBeASCIIWithKoreanWords() throws {
      let options = ["--borders", "ascii", "--lang", "ko"]
      let terminal = try Tmux(120, 40, ["--as-of", Program.moment] + options)
      let picture = try terminal.wait(for: "the Overview", lines: Program.rendered("overview", 120, 40, options))
      #expect(picture.contains("+ 가격") || picture.contains("+ 주가"))
      #expect(!picture.text.unicodeScalars.contains { (0x2500...0x259f).contains($0.value) })
    }

    @Test func themesApplyAndStep() throws {
      let terminal = try Tmux(120, 40, ["--as-of", Program.moment, "--theme", "nord"])
      try terminal.wait(for: "the Overview", lines: Program.rendered("overview"))
      let nord = try terminal.styled()
      // Nord's background is #2e3440, a dark blue grey: the nearest of 256 colours is the grey #3a3a3a.
      #expect(colorCodes(nord).contains("48;5;237"))
      try terminal.type("t")
      func backgrounds(_ styled: String) -> Set<String> { colorCodes(styled).filter { $0.hasPrefix("48;5;") } }
      try terminal.wait(forStyle: "the next theme") { !backgrounds($0).isEmpty && backgrounds($0) != backgrounds(nord) }
      try terminal.wait(for: "the same words", lines: Program.rendered("overview"))
    }

    /// Between the terminal's own colours and a scheme of 24 bits ncurses is ended and started again on another entry.
    @Test(arguments: ["xterm-256color", "tmux-256color"]) func themesStepInTrueColour(type: String) throws {
      let terminal = try Tmux(
        120, 40, ["--as-of", Program.moment], environment: ["COLORTERM": "truecolor", "TERM": type])
      try terminal.wait(for: "the Overview", lines: Program.rendered("overview"))
      try terminal.type("t")
      try terminal.wait(forStyle: "a scheme") { colorCodes($0).contains { $0.hasPrefix("48;") } }
      // Once around all of them, and one more.
      for _ in 0..<13 { try terminal.type("t") }
      try terminal.type("2")
      try terminal.wait(for: "the chain", lines: Program.rendered("chain"))
    }

    @Test(arguments: ["dumb", "nonsense", nil]) func aTerminalThatCannotDrawIsRefused(type: String?) throws {
      let terminal = try PseudoTerminal()
      let modes = terminal.modes
      let child = try terminal.start([try Program.path()], Program.environment(["TERM": type]))
      #expect(try terminal.finish(child) == .exited(69))
      #expect(terminal.bytes.isEmpty, "\(terminal.text)")
      #expect(terminal.modes == modes)
      let message = try terminal.errors()
      #expect(message.hasPrefix("tsla-tui: "))
      #expect(message.contains(type ?? "TERM is not set"))
      #expect(message.contains("tsla-tui render overview"))
    }

  }
}

extension EndToEndTests.OnScreen {
  /// From the key to the file and back: saved once, not replaced unasked, opened by the next start.
  @Test func anEstimateIsSavedAndFoundAgain() throws {
    let home = try TemporaryFolder()
    let arguments = ["--panel", "eps", "--as-of", "2023-07-18"]
    let environment = ["XDG_DATA_HOME": home.path]
    let file = home.path + "/tsla-tui/estimates/내 추정.yaml"
    do {
      let terminal = try Tmux(120, 40, arguments, environment: environment)
      try terminal.wait(for: "the estimate of the notes") { $0.contains("notes-23q2") && $0.contains("q quit") }
      try terminal.type("j")
      try terminal.type("+")
      try terminal.wait(for: "the changed estimate") { $0.contains("your changes") }
      try terminal.type("w")
      try terminal.wait(for: "the prompt") { $0.contains("Save the estimate as") }
      try terminal.type("내 추정")
      try terminal.press("Enter")
      try terminal.wait(for: "the notice") { $0.contains("saved: ") }
      let text = try String(contentsOfFile: file, encoding: .utf8)
      #expect(text.contains("preset: notes-23q2") && text.contains("asp: -2%"))
      // The same name again is not taken without a second Enter.
      try terminal.type("-")
      try terminal.type("w")
      try terminal.wait(for: "the prompt") { $0.contains("Save the estimate as") }
      try terminal.type("내 추정")
      try terminal.press("Enter")
      try terminal.wait(for: "the question") { $0.contains("Enter again") }
      #expect(try String(contentsOfFile: file, encoding: .utf8) == text)
      try terminal.press("Enter")
      try terminal.wait(for: "the notice") { $0.contains("saved: ") }
      #expect(try String(contentsOfFile: file, encoding: .utf8).contains("asp: -2.5%"))
      // What is no estimate is left alone.
      try home.write("somebody else's", to: "tsla-tui/estimates/other.yaml")
      try terminal.type("w")
      try terminal.wait(for: "the prompt") { $0.contains("Save the estimate as") }
      try terminal.type("other")
      try terminal.press("Enter")
      try terminal.wait(for: "the question") { $0.contains("Enter again") || $0.contains("left alone") }
      try terminal.press("Enter")
      try terminal.wait(for: "the refusal") { $0.contains("left alone") }
      #expect(try String(contentsOfFile: home.path + "/tsla-tui/estimates/other.yaml", encoding: .utf8) == "somebody else's")
      try terminal.press("Escape")
      try terminal.type("q")
      #expect(try terminal.waitForExit() == 0)
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: home.path + "/tsla-tui/estimates")
    // What was replaced is kept beside it.
    #expect(Set(names.filter { !$0.hasSuffix(".bak") }) == ["내 추정.yaml", "other.yaml"])
    #expect(names.count { $0.hasPrefix("내 추정.yaml.") && $0.hasSuffix(".bak") } == 1)
    let terminal = try Tmux(120, 40, arguments, environment: environment)
    try terminal.wait(for: "the start") { $0.contains("q quit") }
    try terminal.type("o")
    try terminal.wait(for: "the list") { $0.contains("내 추정") && $0.contains("other.yaml") }
  }
}
