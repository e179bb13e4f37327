import Canvas
import Dashboard
import Model
import Testing

/// A frame drawn with what was kept of the frames before is the frame drawn from scratch.
@Suite struct KeptTests {
  @Test(arguments: PanelID.allCases, Language.allCases) func keptFramesAreFreshFrames(
    panel: PanelID, language: Language
  ) throws {
    // What moves the cursor comes often, the rest often enough.
    let moves = "jkjkjkhlhljk".unicodeScalars.map { Chord.character($0) } + [.pageDown, .pageUp, .home, .end]
    let others =
      "[]{}(),.sSvcKLi?/".unicodeScalars.map { Chord.character($0) } + [.enter, .escape, .tab, .backTab]
      + "12345678".unicodeScalars.map { Chord.character($0) }
    var random = SplitMix64(seed: 0x5eed ^ UInt64(PanelID.allCases.firstIndex(of: panel) ?? 0))
    for (moment, size) in [
      ("2023-07-20T16:00ET", Size(120, 40)), ("2026-10-02", Size(200, 50)), ("2023-07-19T16:05ET", Size(80, 24)),
    ] {
      var desk = Desk(book: Bundled.book, state: try Bundled.state(panel, language, at: moment), now: Bundled.now)
      var pressed = ""
      for step in 0..<220 {
        var chord = moves.randomElement(using: &random) ?? .down
        if step % 5 == 4 { chord = others.randomElement(using: &random) ?? .escape }
        pressed += chord.label
        _ = desk.press(chord, now: Bundled.now)
        // Sometimes the window changes its size, and sometimes a key is not painted.
        let size = step % 17 == 16 ? Size(size.width - 7, size.height - 2) : size
        guard step % 7 != 3 else { continue }
        let kept = desk.frame(size)
        let fresh = frame(desk.snapshot, desk.state, size)
        guard kept == fresh else {
          Issue.record("\(panel.rawValue) \(language) \(moment) \(size): after \(pressed) the kept frame differs")
          return
        }
      }
    }
  }
}
