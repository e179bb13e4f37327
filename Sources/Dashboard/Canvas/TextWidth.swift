/// How many columns text takes on a terminal.
package enum TextWidth {
  /// Columns of a scalar: 0 for control characters and marks that join the one before, 2 for wide East Asian ones and emoji.
  ///
  /// Ambiguous characters (box drawing, arrows) count as 1; terminals that draw them wider need `--borders ascii`.
  package static func columns(_ s: Unicode.Scalar) -> Int {
    let v = s.value
    if v < 0x300 { return v < 32 || (v >= 0x7f && v < 0xa0) || v == 0xad ? 0 : 1 }
    if v >= 0x2190 && v < 0x2e80 { return wideSymbols.contains(v) ? 2 : 1 }
    if v >= 0xac00 && v <= 0xd7a3 { return 2 }
    if v >= 0x1100 && v <= 0x11ff { return v < 0x1160 ? 2 : 0 }
    if v >= 0x2e80 && v <= 0xa4cf && v != 0x303f { return v >= 0x302a && v <= 0x302d || v == 0x3099 || v == 0x309a ? 0 : 2 }
    if v >= 0xd7b0 && v <= 0xd7fb { return 0 }
    switch v {
    case 0xa960...0xa97c, 0xf900...0xfaff, 0xfe10...0xfe19, 0xfe30...0xfe6f, 0xff01...0xff60, 0xffe0...0xffe6,
      0x1f300...0x1f64f, 0x1f680...0x1f6ff, 0x1f900...0x1f9ff, 0x1fa70...0x1faff, 0x20000...0x3fffd:
      return 2
    default: break
    }
    switch s.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control, .surrogate, .unassigned, .lineSeparator,
      .paragraphSeparator:
      return 0
    default: return 1
    }
  }

  /// Symbols between U+2190 and U+2E80 that are wide: clocks, zodiac, emoji-style marks (Unicode East Asian Width).
  private static let wideSymbols: Set<UInt32> = {
    let ranges: [ClosedRange<UInt32>] = [
      0x231a...0x231b, 0x2329...0x232a, 0x23e9...0x23ec, 0x23f0...0x23f0, 0x23f3...0x23f3, 0x25fd...0x25fe,
      0x2614...0x2615, 0x2648...0x2653, 0x267f...0x267f, 0x2693...0x2693, 0x26a1...0x26a1, 0x26aa...0x26ab,
      0x26bd...0x26be, 0x26c4...0x26c5, 0x26ce...0x26ce, 0x26d4...0x26d4, 0x26ea...0x26ea, 0x26f2...0x26f3,
      0x26f5...0x26f5, 0x26fa...0x26fa, 0x26fd...0x26fd, 0x2705...0x2705, 0x270a...0x270b, 0x2728...0x2728,
      0x274c...0x274c, 0x274e...0x274e, 0x2753...0x2755, 0x2757...0x2757, 0x2795...0x2797, 0x27b0...0x27b0,
      0x27bf...0x27bf, 0x2b1b...0x2b1c, 0x2b50...0x2b50, 0x2b55...0x2b55,
    ]
    return Set(ranges.joined())
  }()

  /// Columns of a text.
  package static func columns(_ text: String) -> Int { GlyphReader.read(text) { $0.remainingColumns() } }

  /// The text cut to a number of columns, with `…` where something was cut.
  ///
  /// A number is whole or gone: what is left of one that is cut would be another number.
  package static func fit(_ text: String, _ width: Int) -> String {
    // No scalar takes more columns than bytes.
    guard text.utf8.count > width, columns(text) > width else { return text }
    guard width > 0 else { return "" }
    return GlyphReader.read(text) { glyphs in
      var out = ""
      var used = 0
      var next = glyphs.next()
      while let (scalar, columns) = next, used + columns < width {
        out.unicodeScalars.append(scalar)
        used += columns
        next = glyphs.next()
      }
      var cut = next?.0
      // A point or comma is part of a number where a digit follows.
      if cut == "." || cut == "," { cut = glyphs.next()?.0 }
      if cut.map(isDigit) == true { dropNumber(&out.unicodeScalars) }
      return out + "…"
    }
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  /// Takes a number off the end of a text, with its sign.
  private static func dropNumber(_ text: inout String.UnicodeScalarView) {
    guard let last = text.last, isDigit(last) || last == "." || last == "," else { return }
    while let last = text.last, isDigit(last) || last == "." || last == "," { text.removeLast() }
    if let sign = text.last, ["+", "-", "−", "≈"].contains(sign) { text.removeLast() }
  }

  /// The text broken into lines of at most `width` columns, at spaces where possible, between Hangul syllables where not.
  package static func wrap(_ text: String, _ width: Int) -> [String] {
    guard width > 0 else { return [] }
    var text = text
    return text.withUTF8 { bytes in
      var wrapper = Wrapper(width: width)
      var position = 0
      while position < bytes.count {
        let end = bytes[position...].firstIndex(of: UInt8(ascii: " ")) ?? bytes.count
        if end > position { wrapper.add(UnsafeBufferPointer(rebasing: bytes[position..<end])) }
        position = end + 1
      }
      return wrapper.finished()
    }
  }

  /// Fills lines with words.
  private struct Wrapper {
    let width: Int
    private var lines: [String] = []
    private var line: [UInt8] = []
    private var used = 0

    init(width: Int) { self.width = width }

    mutating func add(_ word: UnsafeBufferPointer<UInt8>) {
      var measured = GlyphReader(word)
      let columns = measured.remainingColumns()
      if used > 0, used + 1 + columns > width { end() }
      if used > 0 {
        line.append(UInt8(ascii: " "))
        used += 1
      }
      if columns <= width - used {
        line += word
        used += columns
        return
      }
      var glyphs = GlyphReader(word)
      while let (scalar, columns) = glyphs.next() {
        if used + columns > width { end() }
        if columns <= width {
          line += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
          used += columns
        }
      }
    }

    private mutating func end() {
      lines.append(String(decoding: line, as: UTF8.self))
      line.removeAll(keepingCapacity: true)
      used = 0
    }

    mutating func finished() -> [String] {
      if used > 0 { end() }
      return lines
    }
  }
}
