import Finance
import Foundation
import Glibc
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

  /// Every scalar but most ideographs, between letters and marks, against Python's data of Unicode.
  @Test(.enabled(if: python != nil)) func everyScalarIsComposedAsPythonDoes() throws {
    let script = """
      import unicodedata
      for v in [*range(0x3400), *range(0xa000, 0xd800), *range(0xe000, 0x20000)]:
          if unicodedata.category(chr(v)) != "Cn":
              for t in ("e" + chr(v) + "\\u0301", "\\u1100" + chr(v) + "\\u11a8"):
                  print(v, *map(ord, unicodedata.normalize("NFC", t)))
      """
    let python = try #require(Self.python)
    let output = try Output(of: [python, "-c", script], Program.environment())
    #expect(output.ending == .exited(0) && output.lines.count > 100_000, "\(output.errors)")
    var isSecond = false
    for line in output.lines where !line.isEmpty {
      let numbers = line.split(separator: " ").compactMap { UInt32($0) }
      let scalar = try #require(numbers.first.flatMap { Unicode.Scalar($0) })
      let text = isSecond ? "\u{1100}\(scalar)\u{11a8}" : "e\(scalar)\u{301}"
      isSecond.toggle()
      if scalars(text.composed) != Array(numbers.dropFirst()) {
        Issue.record("U+\(String(numbers[0], radix: 16)) in \(scalars(text))")
      }
    }
  }

  static let python: String? = (["/usr/bin/python3", "/usr/local/bin/python3"] as [String]).first { access($0, X_OK) == 0 }

  @Test func aDecomposedNameIsAName() {
    let decomposed = "내 추정 café".decomposedStringWithCanonicalMapping
    #expect(scalars(decomposed) != scalars("내 추정 café"))
    #expect(decomposed.isDocumentName)
    #expect("내 추정 café".isDocumentName)
    let quarter = Period.quarter(of: Day(civil: 2023, 7, 19))
    let saved = SavedEstimate(
      name: decomposed, base: quarter, target: quarter, preset: nil, assumptions: [], madeAt: .distantPast)
    #expect(scalars(saved.name) == scalars("내 추정 café"))
  }

  @Test(arguments: ["\u{301}a", "a/b", "a\u{200b}b", "a\u{202e}b", "\u{1160}a", "a\u{3164}", "×", "a\n", "🚗"])
  func namesThatAreNone(name: String) { #expect(!name.isDocumentName) }
}
