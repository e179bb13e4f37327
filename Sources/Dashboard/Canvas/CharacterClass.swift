/// What a character does in the layout of a text: the columns that it takes, and whether it joins the one before it.
///
/// Columns are those of Unicode's EastAsianWidth.txt: two where it says wide or full-width, which includes every emoji that is drawn in
/// colour by itself, none for marks that are drawn over their letter, otherwise one. Ambiguous characters (box drawing, arrows, Greek and
/// Cyrillic letters) take one; terminals that draw them in two need `--borders ascii`. The C library says the same, except for what
/// the tests list.
package struct CharacterClass: Equatable, Sendable {
  fileprivate let letter: UInt8

  fileprivate init(_ letter: Unicode.Scalar) { self.letter = UInt8(truncatingIfNeeded: letter.value) }

  static let narrow = CharacterClass("1")
  static let wide = CharacterClass("2")
  /// Drawn over what stands before it.
  static let mark = CharacterClass("m")
  /// Joins what stands before it and takes a column, as vowel signs of Indic and Thai scripts do, or two, as skin tones do.
  static let spacingMark = CharacterClass("s")
  static let wideMark = CharacterClass("o")
  /// Makes one cluster of the consonants on both sides.
  static let linker = CharacterClass("k")
  static let spacingLinker = CharacterClass("K")
  static let consonant = CharacterClass("c")
  /// Chooses between forms of the character before it, such as text and emoji; it is never seen itself.
  static let selector = CharacterClass("v")
  static let nonJoiner = CharacterClass("j")
  static let joiner = CharacterClass("z")
  static let tag = CharacterClass("t")
  /// Joins what comes after it.
  static let prepended = CharacterClass("p")
  /// Half of a flag.
  static let regional = CharacterClass("r")
  static let leadingJamo = CharacterClass("L")
  static let vowelJamo = CharacterClass("V")
  static let trailingJamo = CharacterClass("T")
  static let syllable = CharacterClass("H")
  /// A picture that a joiner can combine with another picture.
  static let pictograph = CharacterClass("e")
  static let widePictograph = CharacterClass("E")
  /// Control characters, line separators, marks of direction and others that are never drawn.
  static let hidden = CharacterClass("-")
  /// No character in this version of Unicode; `\u{fffd}` is drawn.
  static let unassigned = CharacterClass("x")

  /// The class of a scalar.
  @inline(__always)
  package init(of scalar: UInt32) {
    guard scalar < CharacterTable.end else {
      self = Self.beyondTable(scalar)
      return
    }
    let index = CharacterTable.index.utf8Start + Int(scalar >> 7) * 2
    let block = (Int(index[0]) - 97) * 26 + Int(index[1]) - 97
    letter = CharacterTable.letters.utf8Start[block << 7 | Int(scalar & 127)]
  }

  private static func beyondTable(_ scalar: UInt32) -> CharacterClass {
    switch scalar {
    case 0xe0001: return .hidden
    case 0xe0020...0xe007f: return .tag
    case 0xe0100...0xe01ef: return .selector
    case 0xf0000... where scalar & 0xfffe != 0xfffe: return .narrow
    default: return .unassigned
    }
  }

  /// Columns taken.
  package var columns: Int {
    switch self {
    case .narrow, .spacingMark, .spacingLinker, .consonant, .prepended, .regional, .pictograph, .unassigned: return 1
    case .wide, .wideMark, .leadingJamo, .syllable, .widePictograph: return 2
    default: return 0
    }
  }

  /// Whether it draws nothing where there is nothing that it could join.
  var isNothingAlone: Bool {
    switch self {
    case .hidden, .joiner, .nonJoiner, .tag, .selector: return true
    default: return false
    }
  }

  /// Whether it is half of a flag.
  package var isRegional: Bool { self == .regional }
  /// Whether a joiner can combine it with another picture; it takes one column or two.
  package var isPictograph: Bool { self == .pictograph || self == .widePictograph }
  /// Whether it is such a picture and takes two columns by itself.
  package var isWidePictograph: Bool { self == .widePictograph }

  var isJoiner: Bool { self == .joiner || self == .nonJoiner }
}
