/// How syllables are made from the keys of the two-set (dubeolsik) layout (Unicode Standard, section 3.12, for the arithmetic).
enum Hangul {
  /// The jamo of the keys that make a syllable or a compound jamo; nil for what is neither.
  static func strokes(_ c: Unicode.Scalar) -> [Unicode.Scalar]? {
    if let parts = compounds[c] { return parts }
    guard (0xac00...0xd7a3).contains(c.value) else { return nil }
    let index = Int(c.value - 0xac00)
    let (initial, vowel, final) = (initials[index / 588], vowels[index % 588 / 28], index % 28)
    let parts = [initial, vowel] + (final > 0 ? [finals[final - 1]] : [])
    return parts.flatMap { compounds[$0] ?? [$0] }
  }

  /// The jamo of the initial consonants and of the finals as UTF-16, by their numbers in the arithmetic; 0 for no final.
  static let initialUnits = initials.map { UInt16($0.value) }
  static let finalUnits = [0] + finals.map { UInt16($0.value) }

  private static let initials = Array("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ".unicodeScalars)
  private static let vowels = Array("ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ".unicodeScalars)
  private static let finals = Array("ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ".unicodeScalars)

  /// Jamo that take two keys; the doubled consonants take one with Shift.
  private static let compounds: [Unicode.Scalar: [Unicode.Scalar]] = {
    let pairs = [
      "ㅘㅗㅏ", "ㅙㅗㅐ", "ㅚㅗㅣ", "ㅝㅜㅓ", "ㅞㅜㅔ", "ㅟㅜㅣ", "ㅢㅡㅣ", "ㄳㄱㅅ", "ㄵㄴㅈ", "ㄶㄴㅎ", "ㄺㄹㄱ", "ㄻㄹㅁ", "ㄼㄹㅂ", "ㄽㄹㅅ", "ㄾㄹㅌ",
      "ㄿㄹㅍ", "ㅀㄹㅎ", "ㅄㅂㅅ",
    ]
    var compounds: [Unicode.Scalar: [Unicode.Scalar]] = [:]
    for pair in pairs {
      let scalars = Array(pair.unicodeScalars)
      compounds[scalars[0]] = Array(scalars[1...])
    }
    return compounds
  }()
}
