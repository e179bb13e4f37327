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
  package static func columns(_ text: some StringProtocol) -> Int {
    var utf8 = 0
    for byte in text.utf8 {
      if byte < 32 || byte > 126 { return scan(text) }
      utf8 += 1
    }
    return utf8
  }

  private static func scan(_ text: some StringProtocol) -> Int {
    var n = 0
    forEachGlyph(text) { _, width in
      n += width; return true
    }
    return n
  }

  /// Visits the glyphs of a text that can be drawn: control characters and lone marks are dropped, conjoining Hangul jamo (as
  /// macOS writes file names) are composed.
  ///
  /// Stops when the visitor answers false.
  package static func forEachGlyph(_ text: some StringProtocol, _ visit: (Unicode.Scalar, Int) -> Bool) {
    var pending: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      // A no-break space only keeps words together; on the grid it is a blank.
      let scalar = scalar.value == 0xa0 ? " " : scalar
      if let held = pending {
        if let composed = compose(held, scalar) {
          pending = composed
          continue
        }
        pending = nil
        if !visit(held, columns(held)) { return }
      }
      let width = columns(scalar)
      if width == 0 { continue }
      let v = scalar.value
      if v >= 0x1100 && v <= 0x1112 || v >= 0xac00 && v <= 0xd7a3 {
        pending = scalar
      } else if !visit(scalar, width) {
        return
      }
    }
    if let held = pending { _ = visit(held, columns(held)) }
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

  /// The text cut to a number of columns, with `…` where something was cut.
  package static func fit(_ text: String, _ width: Int) -> String {
    guard columns(text) > width else { return text }
    guard width > 0 else { return "" }
    var out = ""
    var used = 0
    forEachGlyph(text) { scalar, w in
      if used + w > width - 1 { return false }
      out.unicodeScalars.append(scalar)
      used += w
      return true
    }
    return out + "…"
  }

  /// The text broken into lines of at most `width` columns, at spaces where possible, between Hangul syllables where not.
  package static func wrap(_ text: String, _ width: Int) -> [String] {
    guard width > 0 else { return [] }
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in text.split(separator: " ", omittingEmptySubsequences: true) {
      let w = columns(word)
      if used > 0, used + 1 + w > width {
        lines.append(line)
        line = ""
        used = 0
      }
      if used > 0 {
        line += " "
        used += 1
      }
      if w <= width - used {
        line += word
        used += w
        continue
      }
      forEachGlyph(word) { scalar, columns in
        if used + columns > width {
          lines.append(line)
          line = ""
          used = 0
        }
        if columns <= width {
          line.unicodeScalars.append(scalar)
          used += columns
        }
        return true
      }
    }
    if used > 0 { lines.append(line) }
    return lines
  }
}
