import Analysis
import App
import Canvas
import Model
import Panels
import Testing

/// A frame drawn with the content of the frame before is the frame drawn from scratch.
@Suite struct PanelMemoryTests {
  // What moves the cursor comes often, the rest often enough.
  static let moves = "jkjkjkhlhljk".unicodeScalars.map { Chord.character($0) } + [.pageDown, .pageUp, .home, .end]
  static let others =
    "[]{}(),.sSvVcKLi?/:+-;.=RezxyabfpwodG@".unicodeScalars.map { Chord.character($0) } + [.enter, .escape, .tab, .backTab]
    + "12345678".unicodeScalars.map { Chord.character($0) }

  @Test(arguments: PanelID.all, Language.allCases) func keptFramesAreFreshFrames(
    panel: PanelID, language: Language
  ) throws {
    var random = SplitMix64(seed: 0x5eed ^ UInt64(panel.digit))
    for (moment, size) in [
      ("2023-07-20T16:00ET", Size(120, 40)), ("2026-10-02", Size(200, 50)), ("2023-07-19T16:05ET", Size(80, 24)),
      ("2023-07-10", Size(60, 16)), (nil, Size(120, 40)),
    ] {
      var state = Record.state(language)
      if let moment { state = try Record.state(panel, language, at: moment) }
      state.panel = panel
      var (app, now) = (Dashboard(book: Record.book, state: state, now: Record.now), Record.now)
      var pressed = ""
      for step in 0..<160 {
        var chord = Self.moves.randomElement(using: &random) ?? .down
        if step % 5 == 4 { chord = Self.others.randomElement(using: &random) ?? .escape }
        pressed += chord.label
        // The clock goes on: not at all, by a second, by more than a minute.
        now = Instant(seconds: now.seconds + ([0, 1, 0, 61].randomElement(using: &random) ?? 0))
        _ = app.press(chord, now: now)
        // Sometimes the window changes its size, and sometimes a key is not painted.
        let size = step % 17 == 16 ? Size(size.width - 7, size.height - 2) : size
        guard step % 7 != 3 else { continue }
        // Every other frame is compared with one for which all that the snapshot comes to is worked out anew as well.
        let fresh = step % 2 == 0 ? Analysis(app.snapshot) : app.analysis
        guard app.frame(size) == frame(fresh, app.state, size) else {
          Issue.record("\(panel.rawValue) \(language) \(moment ?? "now") \(size): after \(pressed) the kept frame differs")
          return
        }
      }
    }
  }

  @Test func theLiveSnapshotIsMadeAnewWhenThePictureIsDue() throws {
    let state = Record.state(.en)
    let start = Instant(seconds: Record.now.seconds / 60 * 60)
    var app = Dashboard(book: Record.book, state: state, now: start)
    let first = app.snapshot
    app.advance(to: Instant(seconds: start.seconds + 59))
    #expect(app.snapshot === first)
    app.advance(to: Instant(seconds: start.seconds + 60))
    #expect(app.snapshot.asOf == Instant(seconds: start.seconds + 60))
    // A clock that was set back.
    app.advance(to: start)
    #expect(app.snapshot.asOf == start)
    // From a replay of this very second back to now the screen is live again.
    _ = app.press(.character("["), now: start)
    #expect(app.snapshot.asOf < start)
    _ = app.press(.character("L"), now: start)
    #expect(app.snapshot.asOf == start)
  }

  @Test func anAppLeavesNothingBehind() throws {
    weak var snapshot: Snapshot?
    do {
      var app = Dashboard(book: Record.book, state: try Record.state(.value, .en, at: "2023-07-20"), now: Record.now)
      for panel in PanelID.all {
        _ = app.press(.character(Unicode.Scalar(UInt8(48 + panel.digit))), now: Record.now)
        _ = app.frame(Size(120, 40))
      }
      snapshot = app.snapshot
    }
    #expect(snapshot == nil)
  }
}
