// The standard library normalizes text whenever it compares two strings; what it does there is not public yet.
@_spi(_Unicode) import Swift

extension String {
  /// The text in normalization form C: Hangul as syllables, an accent in one scalar with its letter where there is such a scalar.
  ///
  /// Strings that are canonically equivalent are equal in Swift without it. It is for what goes by scalars or bytes: names that are
  /// checked, measured, cut or written to a file. File names of macOS and text from some input methods are decomposed.
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
  /// Whether a name that a user gives may hold it besides blanks and `-`, `_` and `.`: letters and digits of any script that can be seen,
  /// and the marks upon them.
  package var isOfName: Bool {
    switch self {
    case "a"..."z", "A"..."Z", "0"..."9": return true
    case "\0"..."\u{7f}": return false
    default:
      switch properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber, .nonspacingMark,
        .spacingMark:
        // Fillers of Hangul are letters that nobody sees.
        return !properties.isDefaultIgnorableCodePoint
      default: return false
      }
    }
  }
}
