extension Unicode.Scalar {
  /// Whether a terminal would act on it or a reader would not see it: control characters, line separators, and the format characters
  /// that change the direction of a text, hide in it or take no column (general categories Cc, Cf, Zl and Zp of Unicode).
  ///
  /// Signs that stand before Arabic and Indic numbers are of the same category and are drawn. Joiners are hidden here; between the parts
  /// of a cluster `safe` keeps them.
  package var isHidden: Bool {
    if value < 0x7f { return value < 0x20 }
    if value < 0xa0 || value == 0xad { return true }
    // Hangul, Han and Latin letters, which most texts are made of.
    if value < 0x600 || (0x3000...0xd7ff).contains(value) { return false }
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .surrogate: return true
    case .format: return !Self.numberSigns.contains(value)
    default: return false
    }
  }

  /// U+200C and U+200D, which say how the letters on both sides are joined.
  package var isJoiner: Bool { value == 0x200c || value == 0x200d }

  /// The characters of flags such as Scotland's, which follow a black flag.
  package var isTag: Bool { (0xe0020...0xe007f).contains(value) }

  /// Prepended concatenation marks of Unicode.
  private static let numberSigns: Set<UInt32> = [
    0x600, 0x601, 0x602, 0x603, 0x604, 0x605, 0x6dd, 0x70f, 0x890, 0x891, 0x8e2, 0x110bd, 0x110cd,
  ]
}

extension String {
  /// The text as a terminal may have it, on one line: control characters are `?`, other hidden ones are left out.
  ///
  /// Joiners stay between two letters that are not ASCII (families of emoji, Indic conjuncts), tags after the flag that they turn
  /// into another one.
  package var safe: String { safe(lines: false) }

  /// The beginning of the text, treated in the same way: for names and arguments quoted in messages.
  package var sanitized: String { String(String.UnicodeScalarView(unicodeScalars.prefix(200))).safe }

  /// The same for a text of several lines: line ends stay, and tabs become a blank.
  package var safeLines: String { safe(lines: true) }

  private func safe(lines: Bool) -> String {
    var copy = self
    let isPlain = copy.withUTF8 { bytes in
      bytes.allSatisfy { $0 < 0x7f && ($0 >= 0x20 || lines && $0 == 10) }
    }
    if isPlain { return copy }
    var out = String.UnicodeScalarView()
    var scalars = unicodeScalars.makeIterator()
    var next = scalars.next()
    while let scalar = next {
      next = scalars.next()
      guard scalar.isHidden else {
        out.append(scalar)
        continue
      }
      if lines, scalar == "\n" || scalar == "\r" && next == "\n" {
        out.append(scalar)
      } else if lines, scalar == "\t" {
        out.append(" ")
      } else if scalar.properties.generalCategory == .control {
        out.append("?")
      } else if Self.keeps(scalar, after: out.last, before: next) {
        out.append(scalar)
      }
    }
    return String(out)
  }

  /// Whether a hidden scalar belongs to a cluster.
  private static func keeps(_ scalar: Unicode.Scalar, after last: Unicode.Scalar?, before next: Unicode.Scalar?) -> Bool {
    guard let last, !last.isASCII else { return false }
    if scalar.isJoiner { return !last.isJoiner && next.map { !$0.isASCII && !$0.isHidden } == true }
    return scalar.isTag && (last.value == 0x1f3f4 || last.isTag)
  }
}
