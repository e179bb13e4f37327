/// How many columns text takes on a terminal.
package enum TextWidth {
  /// Columns of a scalar where it stands alone: 0 for control characters and marks that join the one before, 2 for wide East Asian ones
  /// and emoji; see `CharacterClass`.
  package static func columns(_ s: Unicode.Scalar) -> Int { CharacterClass(of: s.value).columns }

  /// Columns of a text.
  package static func columns(_ text: String) -> Int { GlyphReader.read(text) { $0.remainingColumns() } }

  /// The text as it is drawn where nothing comes before it: a mark that would join a letter has a circle to stand on.
  package static func standing(_ text: String) -> String {
    guard let first = text.unicodeScalars.first, !first.isASCII else { return text }
    let kind = CharacterClass(of: first.value)
    return kind.columns == 0 && !kind.isNothingAlone ? "\u{25cc}" + text : text
  }

  /// The text cut to a number of columns, with `…` where something was cut.
  ///
  /// A number is whole or gone: what is left of a cut one would be another number.
  package static func fit(_ text: String, _ width: Int) -> String {
    // No scalar takes more columns than bytes.
    guard text.utf8.count > width, columns(text) > width else { return text }
    guard width > 0 else { return "" }
    return GlyphReader.read(text) { glyphs in
      var out = ""
      var used = 0
      var next = glyphs.next()
      while let glyph = next, used + glyph.columns < width {
        glyphs.append(glyph, to: &out.unicodeScalars)
        used += glyph.columns
        next = glyphs.next()
      }
      // A point or comma is part of a number where a digit follows.
      if let mark = next?.character, mark == "." || mark == "," { next = glyphs.next() }
      if let cut = next?.character, isDigit(cut) { dropNumber(&out.unicodeScalars) }
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

  /// The text broken into lines of at most `width` columns, at spaces where possible, otherwise between Hangul syllables and other glyphs.
  ///
  /// A glyph that is wider than a line is `…`.
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
      var begin = 0
      while let glyph = glyphs.next() {
        if used > 0, used + glyph.columns > width { end() }
        if glyph.columns <= width {
          line += word[begin..<glyphs.position]
          used += glyph.columns
        } else if lines.last != "…" {
          // A line is narrower than this one glyph.
          line += "…".utf8
          used = 1
          end()
        }
        begin = glyphs.position
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
