/// Reads the glyphs of a text that can be drawn, one after the other, each with its columns.
///
/// Control characters and lone marks are dropped, conjoining Hangul jamo (as macOS writes file names) are composed, no-break spaces
/// are blanks. It works on bytes, because every text of every frame goes through it.
struct GlyphReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// Calls a function with a reader at the beginning of a text; the reader is not valid after it.
  static func read<Result>(_ text: String, _ body: (inout GlyphReader) -> Result) -> Result {
    let result = text.utf8.withContiguousStorageIfAvailable { bytes in
      var reader = GlyphReader(bytes)
      return body(&reader)
    }
    if let result { return result }
    // Only texts of other systems are not contiguous.
    var copy = text
    return copy.withUTF8 { bytes in
      var reader = GlyphReader(bytes)
      return body(&reader)
    }
  }

  /// The next glyph and its columns, 1 or 2; nil at the end.
  @inline(__always)
  mutating func next() -> (Unicode.Scalar, Int)? {
    while position < bytes.count {
      let byte = bytes[position]
      if byte < 0x7f {
        position += 1
        if byte >= 0x20 { return (Unicode.Scalar(byte), 1) }
      } else if let glyph = nextBeyondASCII() {
        return glyph
      }
    }
    return nil
  }

  /// The columns of all glyphs that were not read yet.
  mutating func remainingColumns() -> Int {
    var columns = 0
    while let (_, width) = next() { columns += width }
    return columns
  }

  /// The glyph at a byte that begins no ASCII glyph; nil where there is nothing to draw.
  private mutating func nextBeyondASCII() -> (Unicode.Scalar, Int)? {
    var scalar = decode()
    let columns = TextWidth.columns(scalar)
    if columns == 0 { return nil }
    if scalar.value == 0xa0 { return (" ", 1) }
    if columns == 2 {
      // Jamo begin with 0xE1 in UTF-8.
      while position < bytes.count, bytes[position] == 0xe1 {
        let before = position
        guard let composed = Self.compose(scalar, decode()) else {
          position = before
          break
        }
        scalar = composed
      }
    }
    return (scalar, columns)
  }

  /// The scalar that begins at the position, which moves behind it; the text is valid UTF-8, as all Swift strings are.
  private mutating func decode() -> Unicode.Scalar {
    let first = UInt32(bytes[position])
    let length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
    var value = length == 1 ? first : first & (0x7f >> UInt32(length))
    for i in 1..<max(1, length) where position + i < bytes.count {
      value = value << 6 | UInt32(bytes[position + i]) & 0x3f
    }
    position += length
    return Unicode.Scalar(value) ?? "\u{fffd}"
  }

  /// Composes Hangul jamo (Unicode Standard, section 3.12).
  private static func compose(_ a: Unicode.Scalar, _ b: Unicode.Scalar) -> Unicode.Scalar? {
    let (x, y) = (a.value, b.value)
    if x >= 0x1100, x <= 0x1112, y >= 0x1161, y <= 0x1175 {
      return Unicode.Scalar(0xac00 + ((x - 0x1100) * 21 + (y - 0x1161)) * 28)
    }
    if x >= 0xac00, x <= 0xd7a3, (x - 0xac00) % 28 == 0, y >= 0x11a8, y <= 0x11c2 {
      return Unicode.Scalar(x + (y - 0x11a7))
    }
    return nil
  }
}
