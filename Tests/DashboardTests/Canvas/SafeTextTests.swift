import Canvas
import Testing

@Suite struct SafeTextTests {
  @Test(
    arguments: [
      ("plain 한글 é", "plain 한글 é"), ("a\u{1b}]0;x\u{7}b", "a?]0;x?b"), ("a\u{9b}31mb", "a?31mb"),
      ("tab\tand\nline", "tab?and?line"),
      ("abc\u{202e}fed\u{202c}", "abcfed"), ("\u{2066}x\u{2069}\u{200e}\u{61c}", "x"),
      ("a\u{200b}b\u{feff}c\u{2060}d\u{ad}e", "abcde"),
      ("\u{2028}\u{2029}x", "x"), ("\u{200d}a\u{200d}b", "ab"), ("x\u{e0041}\u{e0042}", "x"),
      // What belongs to a cluster stays.
      ("👨\u{200d}👩\u{200d}👧", "👨\u{200d}👩\u{200d}👧"), ("क्\u{200d}ष", "क्\u{200d}ष"), ("👨\u{200d}", "👨"),
      ("🏴\u{e0067}\u{e0062}\u{e007f}", "🏴\u{e0067}\u{e0062}\u{e007f}"), ("e\u{301} น้ำ ❤\u{fe0f}", "e\u{301} น้ำ ❤\u{fe0f}"),
      ("\u{600}1", "\u{600}1"),
    ]) func whatATerminalMayHave(text: String, safe: String)
  {
    #expect(text.safe.unicodeScalars.elementsEqual(safe.unicodeScalars), "\(text.safe.debugDescription)")
  }

  @Test func linesStayLines() {
    #expect("a\nb\r\nc\td\re\u{1b}".safeLines == "a\nb\r\nc d?e?")
    #expect("".safeLines == "" && "".safe == "")
  }

  /// Whatever it is given: nothing that steers a terminal, and what is safe stays as it is.
  @Test func everyScalar() {
    for value in UInt32(0)...0x10ffff {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let safe = ("a" + String(scalar) + "b").safe
      let isSafe = safe.unicodeScalars.allSatisfy { !$0.isHidden }
      #expect(isSafe, "\(value)")
      if safe.unicodeScalars.count < 3 { #expect(scalar.isHidden) }
    }
  }
}
