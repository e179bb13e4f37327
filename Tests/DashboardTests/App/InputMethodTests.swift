import Canvas
import Dashboard
import Format
import Model
import Testing

/// Keys that a Korean input method has put together.
@Suite struct InputMethodTests {
  private func strokes(_ text: String) -> [Chord] { text.unicodeScalars.flatMap { KeyMap.strokes(.character($0)) } }

  private func actions(_ text: String) -> [Action?] { strokes(text).map { KeyMap.action($0) } }

  private func latin(_ text: String) -> [Action?] { text.unicodeScalars.map { KeyMap.action(.character($0)) } }

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
    for action in Action.allCases {
      let chords = action.row.chords
      guard chords.contains(where: { if case .character(let c) = $0 { ("A"..."Z").contains(c) } else { false } }) else {
        continue
      }
      let works = chords.contains { chord in
        guard case .character(let c) = chord else { return true }
        return !c.properties.isAlphabetic || "QWERTOP".unicodeScalars.contains(c)
      }
      #expect(works, "\(action.keysText)")
    }
  }

  @Test func pastedTextGoesIntoTheSearchAndNowhereElse() {
    var state = AppState(language: .en, currency: .usd, upDown: .western)
    reduce(&state, paste: "q2q")
    #expect(state.overlay == nil)
    #expect(state.notice != nil)
    state.overlay = .search(query: "st", selected: 3)
    reduce(&state, paste: "orage\r\ndeployed\u{1b}[31m\u{202e} q\u{200b}")
    #expect(state.overlay == .search(query: "storage  deployed?[31m q", selected: 0))
    state.overlay = .search(query: "", selected: 0)
    reduce(&state, paste: " \u{1100}\u{1161}\u{11a8}\n")
    guard case .search(let composed, _) = state.overlay else { return }
    #expect(composed.unicodeScalars.elementsEqual("각".unicodeScalars))
    reduce(&state, paste: String(repeating: "x", count: 5000))
    guard case .search(let query, _) = state.overlay else { return }
    #expect(query.unicodeScalars.count == 60)
  }
}
