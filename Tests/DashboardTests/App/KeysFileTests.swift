import App
import Canvas
import Documents
import Model
import Panels
import Testing

/// The user's own keys: what a file of them means, and what is said of one that cannot be used.
@Suite struct KeysFileTests {
  private func read(_ text: String) -> KeysFile { KeysFile(text, for: Registry.dashboard.commands) }

  private func registry(_ text: String) -> Registry { Registry(panels: Registry.dashboardPanels, keys: read(text).keys) }

  @Test func theirKeysTakeThePlaceOfTheUsualOnes() {
    let own = registry(
      """
      # my keys
      time.back: p, Alt-Left
      panel.previous: F2
      claims.sort: "z"
      look.redraw: Comma F5
      """)
    #expect(read("time.back: n").problems.isEmpty && read("time.back: p, F1").problems.isEmpty)
    #expect(own.keys(of: "time.back") == ["p", .altLeft])
    #expect(own.command(for: "p", on: .overview, view: 0)?.id == "time.back")
    #expect(own.command(for: "[", on: .overview, view: 0) == nil)
    #expect(own.command(for: .altLeft, on: .overview, view: 0)?.id == "time.back")
    #expect(own.command(for: .function(2), on: .eps, view: 0)?.id == "panel.previous")
    #expect(own.keys(of: "look.redraw") == [",", .function(5)])
    // A panel's own key comes before one that works everywhere.
    #expect(own.command(for: "p", on: .eps, view: 0)?.id == "eps.base")
    #expect(own.command(for: "z", on: .claims, view: 0)?.id == "claims.sort")
    #expect(own.command(for: "z", on: .eps, view: 0)?.id == "eps.undo")
  }

  @Test func wordsOnScreenNameTheKeysInForce() throws {
    let own = registry("time.forward: n\ntime.now: N\nview.next: F3")
    var app = Dashboard(own, book: Record.book, state: try Record.state(.eps, .en, at: "2011-01-01"), now: Record.now)
    #expect(app.frame(.init(120, 40)).plainText().contains("n next moment, N now."))
    _ = app.press(.tab, now: Record.now)
    _ = app.press(.character("v"), now: Record.now)
    #expect(app.state.notice?.text.en.contains("v has no command") == true)
  }

  @Test(
    arguments: [
      ("time.bak: p", 1, "there is no command 'time.bak'; did you mean time."),
      ("# c\n\ntime.back: Ctrl-M", 3, "'Ctrl-M' is not a key"),
      ("time.back: Ctrl-C", 1, "Ctrl-C always quits"), ("time.back: q Esc", 1, "Esc always closes"),
      ("time.back: p\ntime.forward: p", 2, "p is the key of time.back already (line 1)"),
      ("time.back: p\ntime.back: n", 2, "time.back stands twice"), ("time.back:", 1, "time.back has no key now"),
      ("time.back: p", 1, "on eps p is eps.base, so time.back has no key there"),
      ("eps.undo: c", 1, "on eps c is eps.undo, so look.currency has no key there"),
      ("time.back: t", 1, "this takes the only key of look.theme"), ("time.back\n", 1, "not a line such as"),
      ("time.back: p\n  x: y", 2, "indented; a command"), ("\ttime.back: p", 1, "indented with a tab"),
      ("time.back: \"p", 1, "a quote is not closed"),
    ]) func whatCannotBeUsedIsReportedWithItsLine(text: String, line: Int, reason: String)
  {
    let file = read(text)
    #expect(file.problems.all.contains { $0.line == line && $0.reason.en.contains(reason) }, "\(file.problems.all)")
    for problem in file.problems.all { #expect(!problem.reason.ko.isEmpty) }
  }

  @Test func aBadLineLeavesTheOthersAndTheUsualKeys() {
    let file = read("time.back: nonsense\nlook.theme: F9")
    #expect(file.problems.count == 1)
    let own = Registry(panels: Registry.dashboardPanels, keys: file.keys)
    #expect(own.keys(of: "time.back") == ["["] && own.keys(of: "look.theme") == [.function(9)])
  }

  /// Whoever remaps everything can still quit, close and find commands.
  @Test func nobodyCanLockThemselvesIn() {
    let own = registry("app.quit: F1\napp.close: F2")
    #expect(own.command(for: .control("c"), on: .overview, view: 0)?.id == "app.quit")
    #expect(own.command(for: .escape, on: .overview, view: 0)?.id == "app.close")
  }

  @Test func keysAreReadAsTheyAreShown() {
    let chords = Set(Registry.dashboard.commands.flatMap(\.keys))
    for chord in chords { #expect(Chord(parsing: chord.label) == chord, "\(chord.label)") }
    for name in ["ctrl-r", "CTRL-R", "alt-left", "pgdn", "PageDown", "return", "f12", "space", "comma", "ㅂ", "€"] {
      #expect(Chord(parsing: name) != nil, "\(name)")
    }
    for name in ["", " ", "ctrl-", "ctrl-rr", "ctrl-i", "f0", "f13", "alt-x", "\u{7f}", "qq"] {
      #expect(Chord(parsing: name) == nil, "\(name)")
    }
  }
}
