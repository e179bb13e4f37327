import Terminal
import Testing

/// For tests in which nothing but keys comes: anything else fails them.
extension KeyDecoder {
  mutating func take(_ byte: UInt8, into keys: inout [Key]) {
    var inputs: [Input] = []
    take(byte, into: &inputs)
    keys += inputs.keys
  }

  mutating func settle(into keys: inout [Key]) {
    var inputs: [Input] = []
    settle(into: &inputs)
    keys += inputs.keys
  }
}

extension [Input] {
  fileprivate var keys: [Key] {
    compactMap {
      if case .key(let key) = $0 { return key }
      Issue.record("\($0) is no key")
      return nil
    }
  }
}

@Suite struct KeyDecoderTests {
  /// The keys of bytes that arrive in several reads, with the decision about an open escape after each.
  ///
  /// Without `settling` the reads come too fast for a decision in between.
  private func keys(_ reads: [[UInt8]], utf8: Bool = true, settling: Bool = true) -> [Key] {
    var decoder = KeyDecoder(usesUTF8: utf8)
    var keys: [Key] = []
    for read in reads {
      for byte in read { decoder.take(byte, into: &keys) }
      if settling { decoder.settle(into: &keys) }
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

  /// The same key as terminals of several kinds send it.
  @Test(
    arguments: [
      (.home, ["\u{1b}[H", "\u{1b}OH", "\u{1b}[1~", "\u{1b}[7~"]), (.end, ["\u{1b}[F", "\u{1b}OF", "\u{1b}[4~", "\u{1b}[8~"]),
      (.pageUp, ["\u{1b}[5~"]), (.pageDown, ["\u{1b}[6~"]), (.delete, ["\u{1b}[3~"]),
      (.function(1), ["\u{1b}OP", "\u{1b}[P", "\u{1b}[11~", "\u{1b}[[A"]), (.function(5), ["\u{1b}[15~", "\u{1b}[[E"]),
      (.function(6), ["\u{1b}[17~"]), (.function(10), ["\u{1b}[21~"]), (.function(12), ["\u{1b}[24~"]),
      (.function(20), ["\u{1b}[34~"]), (.backTab, ["\u{1b}[Z", "\u{1b}[1;2Z", "\u{1b}[9;2u"]),
      // Num Lock and Caps Lock on, as kitty says.
      (.up, ["\u{1b}[A", "\u{1b}OA", "\u{1b}[1;129A", "\u{1b}[1;1A"]),
      (.character("a"), ["a", "\u{1b}[97u", "\u{1b}[97;1u", "\u{1b}[27;1;97~", "\u{1b}[97:65;1:1u"]),
      (.character("A"), ["A", "\u{1b}[97;2u"]), (.control("l"), ["\u{c}", "\u{1b}[108;5u", "\u{1b}[27;5;108~"]),
      (.escape, ["\u{1b}[27u"]), (.enter, ["\r", "\u{1b}[13u", "\u{1b}OM", "\u{1b}[57414u"]),
    ] as [(Key, [String])]) func aKeyOfManyTerminals(key: Key, sequences: [String])
  {
    for sequence in sequences { #expect(keys(sequence + "q") == [key, .character("q")], "\(sequence.debugDescription)") }
  }

  @Test func theKeypadInApplicationMode() {
    let sent = "jklmnopqrstuvwxy".map { "\u{1b}O\($0)" }.joined()
    #expect(keys(sent) == characters("*+,-./0123456789"))
    #expect(keys("\u{1b}OX\u{1b}OI\u{1b}O ") == [.character("="), .tab, .character(" ")])
  }

  @Test(
    arguments: [
      "\u{1b}[15;9~", "\u{1b}[1;5A", "\u{1b}Oz", "\u{1b}[2~", "\u{1b}[a", "\u{1b}Oa", "\u{1b}[7$", "\u{1b}[7^", "\u{1b}[11;5~",
      "\u{1b}O5A",
      "\u{1b}[97;3u", "\u{1b}[57399999999999999999999u", "\u{1b}[[Z", "\u{1b}[1;2R", "\u{1b}[1;4A",
    ])
  func unknownSequencesAreOneKeyWithoutMeaning(sequence: String) {
    #expect(keys(sequence + "q") == [.other, .character("q")])
  }

  @Test func arrowsWithAlt() {
    let arrows: [Key] = [.altUp, .altDown, .altRight, .altLeft]
    // xterm and its kin; rxvt and PuTTY in both modes of their arrows; kitty with Num Lock on and with the kind of event.
    for form in ["\u{1b}[1;3", "\u{1b}\u{1b}[", "\u{1b}\u{1b}O", "\u{1b}[1;131", "\u{1b}[1;3:1"] {
      let sent = "ABCD".map { form + String($0) }.joined()
      #expect(keys(sent + "q") == arrows + characters("q"), "\(form.debugDescription)")
      #expect(keys(sent.unicodeScalars.map { Array(String($0).utf8) }, settling: false) == arrows)
    }
    // An Esc before another key is one of its own, and so is one that a pause follows.
    #expect(keys("\u{1b}\u{1b}[5~\u{1b}\u{1b}OP\u{1b}\u{1b}[1;1A") == [.escape, .pageUp, .escape, .function(1), .escape, .up])
    #expect(keys([[27], Array("\u{1b}[A".utf8)]) == [.escape, .up])
    #expect(keys("\u{1b}\u{1b}\u{1b}[A") == [.escape, .altUp])
    #expect(
      keys("\u{1b}\u{1b}[[Aq\u{1b}\u{1b}Q") == [.escape, .function(1)] + characters("q") + [.escape, .escape, .character("Q")])
    #expect(keys("\u{1b}\u{1b}[") == [.escape, .escape, .character("[")])
    #expect(keys("\u{1b}\u{1b}]0;title\u{7}\u{1b}[A") == [.escape, .up])
    #expect(keys("\u{1b}\u{1b}[200~x\u{1b}[201~") == [.escape, .paste("x")])
  }

  /// What a terminal says by itself, or to a program before this one.
  @Test(
    arguments: [
      "\u{1b}[?62;22c", "\u{1b}[>41;390;0c", "\u{1b}[24;80R", "\u{1b}[24;1R", "\u{1b}[24;65R", "\u{1b}[?2026;2$y", "\u{1b}[I",
      "\u{1b}[O",
      "\u{1b}[?1u", "\u{1b}[M !!",
    ])
  func reportsAreNoKeys(report: String) {
    #expect(keys(report + "q") == characters("q"))
    #expect(keys((report + "q").utf8.map { [$0] }, settling: false) == characters("q"))
  }

  /// Answers of the terminal to what a program before this one asked.
  @Test(
    arguments: [
      "\u{1b}]11;rgb:0000/0000/0000\u{1b}\\", "\u{1b}]11;rgb:1e1e/1e1e/1e1e\u{7}", "\u{1b}P>|XTerm(390)\u{1b}\\",
      "\u{1b}_Gi=1;OK\u{1b}\\",
      "\u{1b}^private\u{1b}\\", "\u{1b}Xstart of string\u{1b}\\", "\u{1b}P1$r0 q\u{1b}\\", "\u{1b}]52;c;aGVsbG8=\u{7}",
      "\u{1b}]0;한글\u{1b}\\",
      // DCS ends with ST alone.
      "\u{1b}Pa\u{7}b\u{1b}\\", "\u{1b}]11;cut off\u{18}", "\u{1b}[201~",
    ]) func stringsOfTheTerminalAreNoKeys(answer: String)
  {
    #expect(keys(answer + "q") == characters("q"))
    let bytes = Array((answer + "q").utf8)
    for cut in 3..<bytes.count where bytes[cut - 1] != 27 {
      var decoder = KeyDecoder(usesUTF8: true)
      var found: [Key] = []
      for byte in bytes[..<cut] { decoder.take(byte, into: &found) }
      for byte in bytes[cut...] { decoder.take(byte, into: &found) }
      #expect(found == characters("q"), "cut at \(cut)")
    }
  }

  @Test func aStringWithoutAnEndEndsInTime() {
    #expect(keys([Array("\u{1b}]11;rgb".utf8), Array("q".utf8)]) == characters("q"))
    #expect(keys([[27], Array("P".utf8)]) == [.escape, .character("P")])
    // Alt and a letter that begins a string, with nothing behind it.
    #expect(keys([Array("\u{1b}P".utf8), Array("q".utf8)]) == [.escape, .character("P"), .character("q")])
    // Another sequence breaks it off.
    #expect(keys("\u{1b}]11;x\u{1b}[Aq") == [.up, .character("q")])
  }

  @Test func aPasteIsOneText() {
    #expect(keys("\u{1b}[200~quarterly\nresults q\u{1b}[201~j") == [.paste("quarterly\nresults q"), .character("j")])
    #expect(keys("\u{1b}[200~한글 \u{1b}[A\u{1b}\u{1b}[201~") == [.paste("한글 \u{1b}[A\u{1b}")])
    #expect(keys("\u{1b}[200~\u{1b}[201~q") == characters("q"))
    let bytes = Array("\u{1b}[200~abc\u{1b}[201~q".utf8)
    for cut in 6..<bytes.count {
      var decoder = KeyDecoder(usesUTF8: true)
      var found: [Key] = []
      for byte in bytes[..<cut] + bytes[cut...] { decoder.take(byte, into: &found) }
      #expect(found == [.paste("abc"), .character("q")])
    }
  }

  /// A pause in the middle, and an end that never comes.
  @Test func whatComesLateOfAPasteIsNoKey() {
    let parts = ["\u{1b}[200~first ", "second q", "\u{1b}[201~", "j"].map { Array($0.utf8) }
    #expect(keys(parts) == [.paste("first "), .paste("second q"), .character("j")])
    #expect(keys([Array("\u{1b}[200~lost".utf8), [27], Array("q".utf8)]) == [.paste("lost"), .character("q")])
    // Its end in two parts, wherever it is cut.
    for cut in 1..<6 {
      let end = Array("\u{1b}[201~".utf8)
      #expect(
        keys([Array("\u{1b}[200~abc".utf8) + end[..<cut], end[cut...] + Array("q".utf8)]) == [.paste("abc"), .character("q")])
    }
    #expect(keys([Array("\u{1b}[200~abc\u{1b}".utf8), Array("[2".utf8), Array("q".utf8)]) == [.paste("abc")] + characters("[2q"))
    let long = String(repeating: "x", count: KeyDecoder.longestPaste + 10)
    #expect(keys("\u{1b}[200~\(long)\u{1b}[201~q") == [.paste(String(long.prefix(KeyDecoder.longestPaste))), .character("q")])
  }

  /// A terminal whose keys only its own entry names.
  @Test func keysOfTheTerminalsEntry() {
    // Wyse 60 and VT52 in spirit: control characters and short escapes.
    let names: [[UInt8]: Key] = [
      [0x1b, 0x4b]: .pageDown, [0x1b, 0x4a]: .pageUp, Array("\u{1b}[A".utf8): .up, [0x1e]: .home,
      [0x01, 0x40, 0x0d]: .function(1),
    ]
    var decoder = KeyDecoder(usesUTF8: true, names: names)
    var found: [Key] = []
    for byte in Array("\u{1b}K\u{1b}J\u{1b}[A\u{1b}[B\u{1}@\r\u{1}q".utf8) { decoder.take(byte, into: &found) }
    decoder.settle(into: &found)
    #expect(found == [.pageDown, .pageUp, .up, .down, .function(1), .control("a"), .character("q")])
    decoder.take(27, into: &found)
    decoder.settle(into: &found)
    #expect(found.last == .escape)
  }

  @Test func eightBitControlsWithoutUTF8() {
    #expect(
      keys([[0x9b, 0x41, 0x8f, 0x50, 0x9d] + Array("11;x\u{7}q".utf8)], utf8: false) == [.up, .function(1), .character("q")])
  }

  @Test func aLongSequenceMayArriveInParts() {
    var decoder = KeyDecoder(usesUTF8: true)
    var found: [Key] = []
    for byte in Array("\u{1b}[15;".utf8) { decoder.take(byte, into: &found) }
    #expect(decoder.patience == 250)
    for byte in Array("9~q".utf8) { decoder.take(byte, into: &found) }
    #expect(found == [.other, .character("q")])
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
