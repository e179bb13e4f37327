/// Which key does what.
package enum KeyMap {
  /// The action of each key, from the table of actions.
  package static let actions: [Chord: Action] = {
    var map: [Chord: Action] = [:]
    for action in Action.allCases { for chord in action.row.chords where map[chord] == nil { map[chord] = action } }
    return map
  }()

  /// The action of a key; with the Korean input method on, of the Latin letter on the same physical key.
  package static func action(_ chord: Chord) -> Action? {
    if let action = actions[chord] { return action }
    if case .character(let c) = chord, let latin = jamo[c] { return actions[.character(latin)] }
    return nil
  }

  /// The keys that were pressed for what an input method made of them: a syllable or a compound jamo of the two-set layout taken apart,
  /// anything else as it is.
  ///
  /// Shift changes only seven jamo, so `L` with the input method on arrives as `l`: what only a shifted letter does has another key
  /// beside it.
  package static func strokes(_ chord: Chord) -> [Chord] {
    guard case .character(let c) = chord, let jamo = Hangul.strokes(c) else { return [chord] }
    return jamo.map { .character($0) }
  }

  /// The two-set (dubeolsik) layout: the Latin letter on the key of each jamo.
  ///
  /// Shift changes only seven of them, so a shifted key without a jamo of its own arrives as its unshifted letter.
  package static let jamo: [Unicode.Scalar: Unicode.Scalar] = {
    let rows: [(String, String)] = [
      ("ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ", "qwertyuiop"), ("ㅁㄴㅇㄹㅎㅗㅓㅏㅣ", "asdfghjkl"), ("ㅋㅌㅊㅍㅠㅜㅡ", "zxcvbnm"),
      ("ㅃㅉㄸㄲㅆㅒㅖ", "QWERTOP"),
    ]
    var map: [Unicode.Scalar: Unicode.Scalar] = [:]
    for (korean, latin) in rows {
      for (k, l) in zip(korean.unicodeScalars, latin.unicodeScalars) { map[k] = l }
    }
    return map
  }()
}
