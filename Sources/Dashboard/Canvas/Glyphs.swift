/// Which characters a terminal can be trusted with.
package enum GlyphRange: Sendable {
  /// Everything.
  case full
  /// No character of ambiguous width: East Asian terminals may draw those in two columns.
  case unambiguous
  /// ASCII alone: the locale is not UTF-8.
  case ascii
}

extension Canvas {
  /// The same picture in the characters of a range.
  ///
  /// Nothing changes its place.
  package func restricted(to range: GlyphRange) -> Canvas {
    guard range != .full else { return self }
    var out = self
    out.mapCells { cell in
      var cell = cell
      // Without wide glyphs both halves are cells of their own.
      if range == .ascii, cell.width != 1 {
        cell.scalar = UInt32(UInt8(ascii: "?"))
        cell.width = 1
      } else if cell.scalar > 126 {
        if let plain = Glyphs.ascii(cell.scalar) {
          cell.scalar = plain.value
        } else if range == .ascii {
          cell.scalar = Glyphs.letter(cell.scalar)?.value ?? UInt32(UInt8(ascii: "?"))
        }
      }
      return cell
    }
    return out
  }
}

/// ASCII stand-ins for the drawing characters.
///
/// Marks of meaning each have one of their own wherever they stand with others: `@` reported, `c` claimed, `&` estimated or expected, `o`
/// open or none, `#` and `_` built and planned, `~` about, `/` differs. None is a mark that the program writes itself (`*` unverified,
/// `!` overdue, `?` not known yet, `+` more, `=` unchanged).
enum Glyphs {
  static func ascii(_ scalar: UInt32) -> Unicode.Scalar? {
    switch scalar {
    case 0x2800: return " "
    case 0x2801...0x28ff: return (scalar & 0x09) != 0 ? "'" : (scalar & 0xc0) != 0 ? "." : "-"
    case 0x2581...0x2582: return "_"
    case 0x2583...0x2585: return "o"
    case 0x2586...0x258b: return "#"
    case 0x258c...0x2590: return "|"
    default: return table[scalar]
    }
  }

  /// The letter without its accent, or the Latin one for a Greek letter of formulas, where not even Latin-1 can be written.
  static func letter(_ scalar: UInt32) -> Unicode.Scalar? { letters[scalar] }

  private static let table = merged([
    // Lines and areas.
    ("─┄╌⎯−–—", "-"), ("│┃║▏▕", "|"), ("┊┆╎", ":"), ("━═", "="), ("┈", "."), ("╭╮╰╯┌┐└┘├┤┬┴┼╞╡╪┏┓┗┛", "+"), ("▀", "\""),
    ("▔", "-"), ("░", "."), ("▒", ":"), ("▓", "%"), ("■▪", "#"), ("□▫", "_"), ("╱", "/"), ("╲", "\\"),
    // Directions and places; a cut text goes on to the right.
    ("▶▸►→⟶›…", ">"), ("◀◂◄←‹↩↵⏎", "<"), ("▲△↑", "^"), ("▼▽▾↓", "v"), ("↕", "|"), ("↔", "-"),
    // Marks of meaning.
    ("●", "@"), ("○◎◷", "o"), ("◆", "&"), ("◇", "c"), ("★", "*"), ("⚑", "!"), ("✎", "\\"), ("✓", "+"), ("✗", "x"), ("◐", "%"),
    ("≈", "~"),
    ("≠", "#"), ("∅", "N"),
    // Signs of texts.
    ("·•∙", "."), ("×", "x"), ("÷", "/"), ("≥", ">"), ("≤", "<"), ("±", "~"), ("∞", "8"), ("°", "o"), ("“”„«»", "\""),
    ("‘’‚′", "'"),
    ("₩", "W"), ("€", "E"), ("£", "L"), ("¥", "Y"), ("¢", "c"), ("§", "S"), ("\u{a0}", " "),
  ])

  private static let letters = merged([
    ("ÀÁÂÃÄÅĀĂĄ", "A"), ("àáâãäåāăąª", "a"), ("ÇĆČ", "C"), ("çćč", "c"), ("ĎĐÐ", "D"), ("ďđð", "d"), ("ÈÉÊËĒĖĘĚ", "E"),
    ("èéêëēėęě", "e"), ("ÌÍÎÏĪĮİ", "I"), ("ìíîïīįı", "i"), ("ŁĹĽ", "L"), ("łĺľ", "l"), ("ÑŃŇ", "N"), ("ñńň", "n"),
    ("ÒÓÔÕÖØŌŐ", "O"),
    ("òóôõöøōőº", "o"), ("ŔŘ", "R"), ("ŕřρ", "r"), ("ŚŞŠȘ", "S"), ("śşšșßσ", "s"), ("ŢŤȚ", "T"), ("ţťț", "t"), ("ÙÚÛÜŪŮŰ", "U"),
    ("ùúûüūůűµμ", "u"), ("ÝŸ", "Y"), ("ýÿ", "y"), ("ŹŻŽ", "Z"), ("źżž", "z"),
  ])

  private static func merged(_ pairs: [(String, Unicode.Scalar)]) -> [UInt32: Unicode.Scalar] {
    var table: [UInt32: Unicode.Scalar] = [:]
    for (many, one) in pairs { for scalar in many.unicodeScalars { table[scalar.value] = one } }
    return table
  }
}
