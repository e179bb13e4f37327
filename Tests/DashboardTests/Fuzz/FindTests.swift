import Canvas
import Terminal
import Testing

/// What was right of inputs that broke a rule once, where no other suite has it.
@Suite struct FindTests {
  @Test func aGlyphWiderThanALineLeavesNoEmptyLine() {
    #expect(TextWidth.wrap("👨‍👩‍👧‍👦 family", 7) == ["…", "family"])
    #expect(TextWidth.wrap("한글", 1) == ["…"])
  }

  @Test func aLoneJamoIsAsWideInWhatIsCut() {
    let text = "ab\u{1161}cdefghijk"
    #expect(TextWidth.columns(text) == 12)
    #expect(TextWidth.fit(text, 6) == "ab\u{1161}cd…")
    #expect(TextWidth.columns(TextWidth.fit(text, 6)) == 6)
  }

  private func keys(_ bytes: [UInt8], usesUTF8: Bool) -> [Key] {
    var decoder = KeyDecoder(usesUTF8: usesUTF8)
    var keys: [Key] = []
    for byte in bytes { decoder.take(byte, into: &keys) }
    decoder.settle(into: &keys)
    return keys
  }

  @Test func aPasteOfNothingThatCanBeShownIsNone() {
    let paste = Array("\u{1b}[200~글\u{1b}[201~q".utf8)
    #expect(keys(paste, usesUTF8: false) == [.character("q")])
    #expect(keys(paste, usesUTF8: true) == [.paste("글"), .character("q")])
  }

  @Test func aTornCharacterIsNotCompletedBehindAKey() {
    #expect(keys([0xec, 0x1b, 0x5b, 0x41, 0x95, 0x88], usesUTF8: true) == [.up])
    #expect(keys([0xec, 0x95, 0x88], usesUTF8: true) == [.character("안")])
  }
}
