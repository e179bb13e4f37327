import App
import Canvas
import Format
import Model
import Panels
import Testing

/// Keys that a Korean input method has put together.
@Suite struct InputMethodTests {
  private func strokes(_ text: String) -> [Chord] { text.unicodeScalars.flatMap { KeyMap.strokes(.character($0)) } }

  private func actions(_ text: String) -> [CommandID?] { strokes(text).map { Registry.dashboard.id(of: $0) } }

  private func latin(_ text: String) -> [CommandID?] { text.unicodeScalars.map { Registry.dashboard.id(of: .character($0)) } }

  @Test(
    arguments: [
      ("처", "cj"), ("퍼", "vj"), ("파", "vk"), ("ㅘ", "hk"), ("ㅚ", "hl"), ("ㅢ", "ml"), ("ㄳ", "rt"), ("각", "rkr"), ("닭", "ekfr"),
      ("왜", "dho"),
      ("ㅃ", "Q"), ("꽈", "Rhk"), ("ㅣ", "l"), ("q", "q"), ("?", "?"),
    ]) func aSyllableIsItsKeys(composed: String, keys: String)
  {
    #expect(actions(composed) == latin(keys))
  }

  /// Every syllable comes apart into keys of the layout, two to five of them.
  @Test func everySyllable() {
    for value in UInt32(0xac00)...0xd7a3 {
      guard let syllable = Unicode.Scalar(value) else { continue }
      let strokes = KeyMap.strokes(.character(syllable))
      #expect((2...5).contains(strokes.count))
      for case .character(let jamo) in strokes { #expect(KeyMap.jamo[jamo] != nil, "\(syllable)") }
    }
  }

  /// The method's Shift changes seven jamo; what only another capital letter does has a key beside it that works with the method on.
  @Test func everyCapitalLetterHasAnotherKey() {
    for command in Registry.dashboard.commands {
      let chords = command.keys
      guard chords.contains(where: { if case .character(let c) = $0 { ("A"..."Z").contains(c) } else { false } }) else {
        continue
      }
      let works = chords.contains { chord in
        guard case .character(let c) = chord else { return true }
        return !c.properties.isAlphabetic || "QWERTOP".unicodeScalars.contains(c)
      }
      #expect(works, "\(command.id.name)")
    }
  }

  @Test func pastedTextGoesIntoTheSearchAndNowhereElse() {
    var app = Dashboard(book: Record.book, state: Record.state(.en), now: Record.now)
    app.paste("q2q", now: Record.now)
    #expect(app.state.overlay == nil)
    #expect(app.state.notice != nil)
    _ = app.press("/", now: Record.now)
    for key in "st".unicodeScalars { _ = app.press(.character(key), now: Record.now) }
    app.paste("orage\r\ndeployed\u{1b}[31m\u{202e} q\u{200b}", now: Record.now)
    #expect(app.query == "storage  deployed?[31m q")
    _ = app.press(.control("u"), now: Record.now)
    app.paste(" \u{1100}\u{1161}\u{11a8}\n", now: Record.now)
    #expect(app.query?.unicodeScalars.elementsEqual("각".unicodeScalars) == true)
    app.paste(String(repeating: "x", count: 5000), now: Record.now)
    #expect(app.query?.utf8.count == 120)
  }
}
