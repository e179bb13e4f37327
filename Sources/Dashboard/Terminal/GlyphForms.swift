import CNcurses
import Canvas
import Glibc

/// How a glyph of a cell gets onto the screen.
enum GlyphForm: Equatable {
  /// ncurses draws it: all terminals draw it in the columns that the C library says.
  case plain
  /// It is drawn at its place after everything else, because terminals draw it in fewer columns than a cell has for it, or in up to
  /// `widening` more.
  case placed(widening: Int)
}

/// The forms of glyphs, each worked out once.
///
/// Terminals differ in clusters of several letters or pictures, in pictures of newer versions of Unicode than theirs, in pictures that are text
/// by themselves and have the emoji selector, and in half a flag. In marks over one letter they agree.
struct GlyphForms {
  private var forms: [UInt32: GlyphForm] = [:]
  /// The scalars up to U+FFFF: 0 where nothing is known yet, 1 for plain ones, 2 for others.
  private var known: [UInt8] = []

  /// The form of what a cell holds.
  mutating func form(of number: UInt32, columns: Int) -> GlyphForm {
    if number < 0x10000 {
      if known.isEmpty { known = Array(repeating: 0, count: 0x10000) }
      if known[Int(number)] == 1 { return .plain }
    }
    if let form = forms[number] { return form }
    let form = Self.form(of: Self.scalars(number), columns: columns)
    if number < 0x10000, form == .plain { known[Int(number)] = 1 } else { forms[number] = form }
    return form
  }

  /// The scalars of what a cell holds.
  static func scalars(_ number: UInt32) -> [UInt32] { number < 0x110000 ? [number] : Clusters.scalars(number) }

  private static func form(of scalars: [UInt32], columns: Int) -> GlyphForm {
    let widths = scalars.map { Int(wcwidth(wchar_t(bitPattern: $0))) }
    let classes = scalars.map { CharacterClass(of: $0) }
    let isAgreed =
      widths.first == columns && !widths.dropFirst().contains { $0 != 0 } && scalars.count <= cellLength
      && !scalars.contains(where: isPresentation) && !classes.contains { $0.isRegional || $0.isWidePictograph }
    var widening = 0
    for (i, kind) in classes.enumerated() where kind.columns == 1 {
      let isSelected = i + 1 < scalars.count && scalars[i + 1] == emojiSelector
      let isPicture = kind.isPictograph && scalars[i] >= 0x1f000
      if isSelected || isPicture || widths[i] < 0 { widening += 1 }
    }
    if classes.count(where: \.isRegional) == 1 { widening += 1 }
    return isAgreed && widening == 0 ? .plain : .placed(widening: widening)
  }

  /// The most scalars that an ncurses cell holds (`CCHARW_MAX`).
  private static let cellLength = 5
  static let emojiSelector: UInt32 = 0xfe0f

  /// Whether a scalar asks for text or emoji.
  private static func isPresentation(_ scalar: UInt32) -> Bool { scalar == 0xfe0e || scalar == emojiSelector }
}
