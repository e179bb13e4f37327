import Terminal

extension Driver {
  /// What terminals send: any bytes, with pauses, and any names of keys in the terminal's entry.
  static let terminal = Driver(
    "terminal", trials: 10_000,
    words: [
      "\u{1b}", "\u{1b}[", "\u{1b}O", "\u{1b}[200~", "\u{1b}[201~", "\u{1b}]0;", "\u{7}", "\u{1b}\\", "\u{1b}P", "\u{1b}_",
      "\u{1b}[M", "\u{1b}[<0;1;1M", "\u{1b}[<", "\u{1b}\u{1b}[A", "\u{1b}[1;3A", "\u{1b}]11;rgb:0a/14/1e", "\u{1b}[2;3R",
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
    if pause.isMultiple(of: 2) { decoder.awaited = [.background, .ambiguousWidth] }
    var inputs: [Input] = []
    var count = 0
    while !choices.isAtEnd {
      decoder.take(choices.byte(), into: &inputs)
      count += 1
      if let patience = decoder.patience { try hold(patience > 0, "a wait of \(patience) ms") }
      if count % pause == 0 { decoder.settle(into: &inputs) }
    }
    try hold(inputs.count <= 3 * count + 3, "\(inputs.count) inputs of \(count) bytes")
    for input in inputs { try check(input) }
    // Whatever has come, after a pause and the end of a paste a key is a key.
    decoder.settle(into: &inputs)
    for byte in Array("\u{1b}[201~".utf8) { decoder.take(byte, into: &inputs) }
    decoder.settle(into: &inputs)
    decoder.take(UInt8(ascii: "q"), into: &inputs)
    try hold(inputs.last == .key(.character("q")), "q is not q but \(inputs.last.map { "\($0)" } ?? "nothing")")
  }

  private static func check(_ input: Input) throws(Violation) {
    switch input {
    case .key(let key): try check(key)
    case .mouse(let mouse):
      try hold(
        (0..<65_536).contains(mouse.column) && (0..<65_536).contains(mouse.row), "the mouse at \(mouse.column), \(mouse.row)")
    case .background: break
    case .ambiguousWidth(let width): try hold((1...2).contains(width), "\(width) columns")
    default: throw Violation("the terminal said \(input)")
    }
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
