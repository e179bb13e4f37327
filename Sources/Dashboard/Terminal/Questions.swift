import Canvas

/// What the terminal can be asked when the screen is first drawn.
///
/// Nobody waits for the answers: they are inputs like others, and what has not come within a second will not come.
package struct Questions: OptionSet, Sendable {
  /// One bit for each question.
  package let rawValue: UInt8
  /// The questions of such bits.
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Which color is behind the letters; answered by `Input.background`.
  package static let background = Questions(rawValue: 1)
  /// How many columns a character of ambiguous width takes (East Asian Width of UAX #11), as the lines of boxes are; answered by
  /// `Input.ambiguousWidth`.
  package static let ambiguousWidth = Questions(rawValue: 2)

  /// How long an answer may take, in milliseconds.
  static let patience = 1000

  /// The questions as the terminal understands them, for an empty screen.
  ///
  /// The width is measured by writing one and asking where the cursor is then. The second row, because a report about the first one could as
  /// well be a function key: F3 with Shift is `ESC [ 1 ; 2 R`. What was written is erased.
  var bytes: [UInt8] {
    var text = ""
    if contains(.background) { text += "\u{1b}]11;?\u{1b}\\" }
    if contains(.ambiguousWidth) { text += "\u{1b}[2;1H─\u{1b}[6n\r\u{1b}[K" }
    return Array(text.utf8)
  }

  /// The width that a report of the cursor's place says, `row ; column R`; nil for a report of something else.
  static func ambiguousWidth(_ parameters: [UInt8], _ final: UInt8) -> Int? {
    guard final == UInt8(ascii: "R") else { return nil }
    if parameters.elementsEqual("2;2".utf8) { return 1 }
    return parameters.elementsEqual("2;3".utf8) ? 2 : nil
  }

  /// The color that an OSC says, `11;rgb:R/G/B` or `11;rgba:R/G/B/A` with one to four hexadecimal digits each (XParseColor); nil for
  /// another one.
  static func background(_ text: [UInt8]) -> Color? {
    for (prefix, count) in [("11;rgb:", 3), ("11;rgba:", 4)] where text.starts(with: prefix.utf8) {
      let fields = text.dropFirst(prefix.utf8.count).split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      let channels = fields.compactMap { channel($0) }
      guard fields.count == count, channels.count == count else { return nil }
      return .rgb(channels[0], channels[1], channels[2])
    }
    return nil
  }

  /// One to four hexadecimal digits as a share of what so many can say, in 255ths.
  private static func channel(_ digits: ArraySlice<UInt8>) -> UInt8? {
    let text = String(decoding: digits, as: UTF8.self)
    guard (1...4).contains(digits.count), text.utf8.first != UInt8(ascii: "+"), let value = UInt32(text, radix: 16) else {
      return nil
    }
    let most: UInt32 = (1 << (4 * UInt32(digits.count))) - 1
    return UInt8((value * 255 + most / 2) / most)
  }
}
