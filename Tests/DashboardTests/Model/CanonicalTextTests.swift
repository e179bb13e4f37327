import Finance
import Foundation
import Model
import Testing

@Suite struct CanonicalTextTests {
  private func scalars(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }

  @Test(arguments: [
    // Hangul of two and three jamo, a syllable with a loose final jamo, letters with one and with two accents, an accent out of order, signs
    // that stand for others, an accent without a composed letter.
    ("\u{1102}\u{1161}\u{110b}\u{1174} \u{1100}\u{1168}\u{1112}\u{116c}\u{11a8}", "나의 계획"),
    ("\u{ac00}\u{11a8}", "각"), ("e\u{301}", "\u{e9}"), ("A\u{30a}", "\u{c5}"), ("e\u{302}\u{301}", "\u{1ebf}"),
    ("a\u{302}\u{323}", "\u{1ead}"), ("\u{212b}", "\u{c5}"), ("\u{f900}", "\u{8c48}"), ("x\u{301}", "x\u{301}"),
    ("\u{e9}\u{323}", "\u{1eb9}\u{301}"), ("plain", "plain"), ("", ""), ("내 추정 ㄱ … 漢", "내 추정 ㄱ … 漢"),
  ])
  func textIsComposed(text: String, composed: String) {
    #expect(scalars(text.composed) == scalars(composed))
    #expect(scalars(composed.composed) == scalars(composed))
  }

  /// Every scalar by itself and between letters and marks, against what Foundation makes of it.
  @Test func everyScalarIsComposedAsFoundationDoes() {
    for value in UInt32(0)...0x3_2fff {
      guard let scalar = Unicode.Scalar(value), scalar.properties.generalCategory != .unassigned else { continue }
      for text in ["\(scalar)", "e\(scalar)\u{301}", "\u{1100}\(scalar)\u{11a8}"] {
        let expected = text.precomposedStringWithCanonicalMapping
        if scalars(text.composed) != scalars(expected) { Issue.record("U+\(String(value, radix: 16)) in \(scalars(text))") }
      }
    }
  }

  @Test func aDecomposedNameIsAName() {
    let decomposed = "내 추정 café".decomposedStringWithCanonicalMapping
    #expect(scalars(decomposed) != scalars("내 추정 café"))
    #expect(SavedEstimate.isName(decomposed))
    #expect(SavedEstimate.isName("내 추정 café"))
    let quarter = Period.quarter(of: Day(civil: 2023, 7, 19))
    let saved = SavedEstimate(
      name: decomposed, base: quarter, target: quarter, preset: nil, assumptions: [], madeAt: .distantPast)
    #expect(scalars(saved.name) == scalars("내 추정 café"))
  }

  @Test(arguments: ["\u{301}a", "a/b", "a\u{200b}b", "a\u{202e}b", "\u{1160}a", "a\u{3164}", "×", "a\n", "🚗"])
  func namesThatAreNone(name: String) { #expect(!SavedEstimate.isName(name)) }
}
