import Terminal

extension Driver {
  /// What terminals send: any bytes, with pauses, and any names of keys in the terminal's entry.
  static let terminal = Driver(
    "terminal", trials: 10_000,
    words: [
      "\u{1b}", "\u{1b}[", "\u{1b}O", "\u{1b}[200~", "\u{1b}[201~", "\u{1b}]0;", "\u{7}", "\u{1b}\\", "\u{1b}P", "\u{1b}_",
      "\u{1b}[M", "\u{1b}[<0;1;1M",
      "\u{1b}[1;5A", "\u{1b}[27u", "\u{1b}[[A", "\u{1b}[15~", "\u{1b}[?1;2c", "\u{18}", "\u{9b}", "ㄹ", "각",
    ],
    // A paste of nothing that the terminal can show was an empty paste.
    finds: [[0, 7, 0x5d] + Array("1\u{1b}[200~".utf8) + [0x86, 0x2f]],
    seeds: {
      [
        "jk\u{1b}[A\u{1b}OB\u{1b}[5~q", "\u{1b}[200~pasted 글\n\u{1b}[201~j", "\u{1b}]11;rgb:0/0/0\u{1b}\\k",
        "\u{1b}[M !!\u{1b}[<0;3;4m\u{1b}[1;2P",
      ]
      .flatMap { text in [[0, 7] + Array(text.utf8), [1, 3, 2, 27, 91, 65, 9] + Array(text.utf8)] }
    }
  ) { bytes throws(Violation) in
    var choices = Choices(bytes)
    let usesUTF8 = choices.below(4) > 0
    let pause = choices.below(16) + 1
    var names: [[UInt8]: Key] = [:]
    for _ in 0..<choices.below(3) { names[(0...choices.below(5)).map { _ in choices.byte() }] = .function(choices.below(12)) }
    var decoder = KeyDecoder(usesUTF8: usesUTF8, names: names)
    var keys: [Key] = []
    var count = 0
    while !choices.isAtEnd {
      decoder.take(choices.byte(), into: &keys)
      count += 1
      if let patience = decoder.patience { try hold(patience > 0, "a wait of \(patience) ms") }
      if count % pause == 0 { decoder.settle(into: &keys) }
    }
    try hold(keys.count <= 3 * count + 3, "\(keys.count) keys of \(count) bytes")
    for key in keys { try check(key) }
    // Whatever has come, after a pause and the end of a paste a key is a key.
    decoder.settle(into: &keys)
    for byte in Array("\u{1b}[201~".utf8) { decoder.take(byte, into: &keys) }
    decoder.settle(into: &keys)
    decoder.take(UInt8(ascii: "q"), into: &keys)
    try hold(keys.last == .character("q"), "q is not q but \(keys.last.map { "\($0)" } ?? "nothing")")
  }

  private static func check(_ key: Key) throws(Violation) {
    switch key {
    case .character(let c):
      try hold(c.value >= 32 && !(0x7f..<0xa0).contains(c.value), "a control character as a character: \(c.value)")
    case .control(let c): try hold(("a"..."z").contains(c) || ["\\", "]", "^", "_"].contains(c), "Control and \(c)")
    case .paste(let text):
      try hold(!text.isEmpty && text.utf8.count <= 3 * KeyDecoder.longestPaste, "a paste of \(text.utf8.count) bytes")
    default: break
    }
  }
}
