// The standard library normalizes text whenever it compares two strings; what it does there is not public yet.
@_spi(_Unicode) import Swift

extension String {
  /// The text in normalization form C: Hangul as syllables, an accent in one scalar with its letter where there is such a scalar.
  ///
  /// Swift already treats canonically equivalent strings as equal. This is for code that looks at scalars or bytes: names that
  /// are checked, measured, cut or written to a file. File names of macOS and text from some input methods are decomposed.
  package var composed: String {
    if unicodeScalars.allSatisfy(\.isSettled) { return self }
    return String(String.UnicodeScalarView(_nfc))
  }
}

extension Unicode.Scalar {
  /// Whether it is the same in form C whatever stands before and behind it (`NFC_Quick_Check` and canonical combining class 0), for the
  /// blocks that nearly all text is made of; false says nothing.
  fileprivate var isSettled: Bool {
    switch value {
    case 0..<0x300: return true
    // Punctuation, compatibility jamo, ideographs, syllables.
    case 0x2010...0x2064, 0x3131...0x318e, 0x4e00...0x9fff, 0xac00...0xd7a3: return true
    default: return false
    }
  }
}

extension Unicode.Scalar {
  /// Whether a name given by the user may contain it, besides blanks, `-`, `_` and `.`: visible letters and digits of any
  /// script, and the marks on them.
  package var isOfName: Bool {
    switch self {
    case "a"..."z", "A"..."Z", "0"..."9": return true
    case "\0"..."\u{7f}": return false
    default:
      switch properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber, .nonspacingMark,
        .spacingMark:
        // Hangul fillers are letters that cannot be seen.
        return !properties.isDefaultIgnorableCodePoint
      default: return false
      }
    }
  }
}

extension String {
  /// Whether the text, once it is composed, can be the name of a document and of its file: letters, digits, blanks, `-`, `_` and `.`, not
  /// hidden, and at most 80 bytes of UTF-8.
  package var isDocumentName: Bool {
    let name = composed
    let scalars = name.unicodeScalars
    guard let first = scalars.first, let last = scalars.last, name.utf8.count <= 80 else { return false }
    guard first == "_" || first.isOfName, !first.properties.generalCategory.isMark, last != " " else { return false }
    return scalars.allSatisfy { $0.isOfName || ["-", "_", ".", " "].contains($0) }
  }
}

extension Unicode.GeneralCategory {
  /// Whether it combines with the character before it.
  fileprivate var isMark: Bool { self == .nonspacingMark || self == .spacingMark }
}
