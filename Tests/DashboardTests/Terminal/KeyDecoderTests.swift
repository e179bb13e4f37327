import Terminal
import Testing

@Suite struct KeyDecoderTests {
  /// The keys of bytes that arrive in several reads, with the decision about an open escape after each.
  private func keys(_ reads: [[UInt8]], utf8: Bool = true) -> [Key] {
    var decoder = KeyDecoder(usesUTF8: utf8)
    var keys: [Key] = []
    for read in reads {
      for byte in read { decoder.take(Int32(byte), into: &keys) }
      decoder.settle(into: &keys)
    }
    return keys
  }

  private func keys(_ text: String) -> [Key] { keys([Array(text.utf8)]) }

  private func characters(_ text: String) -> [Key] { text.unicodeScalars.map { .character($0) } }

  @Test func lettersAndHangul() { #expect(keys("aZ~ㅂ한é𝄞") == characters("aZ~ㅂ한é𝄞")) }

  @Test func aCharacterMayArriveInParts() {
    let text = "한ㅂ é𝄞"
    let bytes = Array(text.utf8)
    #expect(keys(bytes.map { [$0] }) == characters(text))
    for cut in 0...bytes.count { #expect(keys([Array(bytes[..<cut]), Array(bytes[cut...])]) == characters(text)) }
  }

  @Test(
    arguments: [
      [0xff], [0x80], [0xc0, 0x80], [0xc1, 0xbf], [0xf5, 0x80, 0x80, 0x80], [0xe3, 0x85], [0xe0, 0x80, 0x80], [0xed, 0xa0, 0x80],
      [0xf0, 0x80, 0x80, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xc2, 0x9b], [0xe3, 0xe3],
    ] as [[UInt8]]) func invalidBytesAreDropped(bytes: [UInt8])
  {
    #expect(keys([bytes + Array("qㅂ".utf8)]) == characters("qㅂ"))
  }

  @Test func withoutUTF8OnlyASCIIIsRead() { #expect(keys([Array("aㅂb".utf8)], utf8: false) == characters("ab")) }

  @Test func controlsHaveNames() {
    #expect(
      keys([[9, 10, 13, 8, 127, 3, 26, 12, 28, 31, 0]])
        == [
          .tab, .enter, .enter, .backspace, .backspace, .control("c"), .control("z"), .control("l"), .control("\\"),
          .control("_"), .other,
        ])
  }

  @Test func arrowsInBothModes() {
    #expect(
      keys("\u{1b}[A\u{1b}[B\u{1b}[C\u{1b}[D\u{1b}[H\u{1b}[F\u{1b}[Z") == [.up, .down, .right, .left, .home, .end, .backTab])
    #expect(keys("\u{1b}OA\u{1b}OB\u{1b}OC\u{1b}OD\u{1b}OH\u{1b}OF") == [.up, .down, .right, .left, .home, .end])
  }

  @Test func keysThatNcursesKnows() {
    var decoder = KeyDecoder(usesUTF8: true)
    var keys: [Key] = []
    // KEY_DOWN, KEY_UP, KEY_LEFT, KEY_RIGHT, KEY_HOME, KEY_F(5), KEY_BTAB, KEY_RESIZE of curses.h.
    for code: Int32 in [0o402, 0o403, 0o404, 0o405, 0o406, 0o410 + 5, 0o541, 0o632] { decoder.take(code, into: &keys) }
    #expect(keys == [.down, .up, .left, .right, .home, .function(5), .backTab])
  }

  @Test(arguments: ["\u{1b}[15;9~", "\u{1b}[<0;5;5M", "\u{1b}[?62;22c", "\u{1b}[1;5A", "\u{1b}[M !!", "\u{1b}Ox", "\u{1b}[200~"])
  func unknownSequencesAreOneKeyWithoutMeaning(sequence: String) {
    #expect(keys(sequence + "q") == [.other, .character("q")])
  }

  @Test func aLongSequenceMayArriveInParts() {
    #expect(keys([Array("\u{1b}[15;".utf8), Array("9~q".utf8)]) == [.other, .character("q")])
  }

  @Test func escapeAloneIsAKey() {
    #expect(keys([[27]]) == [.escape])
    #expect(keys([[27], Array("q".utf8)]) == [.escape, .character("q")])
    #expect(keys("\u{1b}q") == [.escape, .character("q")])
    #expect(keys("\u{1b}\u{1b}") == [.escape, .escape])
    #expect(keys("\u{1b}[") == [.escape, .character("[")])
    #expect(keys("\u{1b}O") == [.escape, .character("O")])
  }

  @Test func aTornSequenceLosesNoKey() {
    #expect(keys("\u{1b}[\u{1b}[A") == [.escape, .character("["), .up])
    #expect(keys("\u{1b}O\u{1b}[A") == [.escape, .character("O"), .up])
    #expect(keys("\u{1b}[12\u{3}q") == [.control("c"), .character("q")])
  }
}
