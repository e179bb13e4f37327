import CNcurses
import Canvas
import Glibc

/// How a glyph of a cell gets onto the screen.
enum GlyphForm: Equatable {
  /// ncurses draws it: all terminals draw it in the columns that the C library gives it.
  case plain
  /// It is drawn at its place after everything else, because terminals draw it in fewer columns than a cell has for it, or in up to
  /// `widening` more.
  case placed(widening: Int)

  var widening: Int {
    if case .placed(let widening) = self { return widening }
    return 0
  }
}

/// The forms of glyphs, each worked out once.
///
/// Terminals differ in clusters of several letters or pictures, in pictures newer than their version of Unicode, in pictures that are text
/// by default and have the emoji selector, and in flags. They agree in marks over one letter.
struct GlyphForms {
  private var forms: [UInt32: GlyphForm?] = [:]
  /// Which scalars up to U+FFFF are known to be plain, as nearly all are.
  private var arePlain: [Bool] = []

  /// The form of what a cell holds; nil for what must not reach a terminal.
  mutating func form(of number: UInt32, columns: Int) -> GlyphForm? {
    if number < 0x10000 {
      if arePlain.isEmpty { arePlain = Array(repeating: false, count: 0x10000) }
      if arePlain[Int(number)] { return .plain }
    }
    if let form = forms[number] { return form }
    let form = Self.form(of: Self.scalars(number), columns: columns)
    if number < 0x10000, form == .plain { arePlain[Int(number)] = true } else { forms[number] = .some(form) }
    return form
  }

  /// The scalars of what a cell holds.
  static func scalars(_ number: UInt32) -> [UInt32] { number < 0x110000 ? [number] : Clusters.scalars(number) }

  static func form(of scalars: [UInt32], columns: Int) -> GlyphForm? {
    // Control characters, and marks without a letter.
    guard let first = scalars.first, CharacterClass(of: first).columns > 0 else { return nil }
    let widths = scalars.map { Int(wcwidth(wchar_t(bitPattern: $0))) }
    let classes = scalars.map { CharacterClass(of: $0) }
    let isAgreed =
      widths.first == columns && !widths.dropFirst().contains { $0 != 0 } && scalars.count <= cellLength
      && !scalars.contains(where: isPresentation) && !classes.contains { $0.isRegional || $0.isWidePictograph }
    var widening = 0
    for (i, kind) in classes.enumerated() where kind.columns == 1 {
      let isSelected = i + 1 < scalars.count && scalars[i + 1] == emojiSelector
      let isPicture = kind.isPictograph && scalars[i] >= 0x1f000
      if isSelected || isPicture || kind.isRegional || widths[i] < 0 { widening += 1 }
    }
    return isAgreed && widening == 0 ? .plain : .placed(widening: widening)
  }

  /// The most scalars that an ncurses cell holds (`CCHARW_MAX`).
  private static let cellLength = 5
  static let emojiSelector: UInt32 = 0xfe0f

  /// Whether a scalar selects the text or the emoji form.
  private static func isPresentation(_ scalar: UInt32) -> Bool { scalar == 0xfe0e || scalar == emojiSelector }
}
