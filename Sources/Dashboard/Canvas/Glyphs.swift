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
          cell.scalar = UInt32(UInt8(ascii: "?"))
        }
      }
      return cell
    }
    return out
  }
}

/// ASCII stand-ins for the drawing characters.
enum Glyphs {
  static func ascii(_ scalar: UInt32) -> Unicode.Scalar? {
    switch scalar {
    case 0x2800: return " "
    case 0x2801...0x28ff: return (scalar & 0x09) != 0 ? "'" : (scalar & 0xc0) != 0 ? "." : "-"
    case 0x2581...0x2582: return "_"
    case 0x2583...0x2585: return "o"
    case 0x2586...0x2588: return "#"
    case 0x2589...0x258b: return "#"
    case 0x258c...0x258f: return "|"
    case 0x2590: return "|"
    case 0x2591: return "."
    case 0x2592: return ":"
    case 0x2593: return "%"
    default: return table[scalar]
    }
  }

  private static let table: [UInt32: Unicode.Scalar] = {
    let pairs: [(String, Unicode.Scalar)] = [
      ("─━═┄┈╌⎯", "-"), ("│┃║┆┊╎", "|"), ("╭╮╰╯┌┐└┘├┤┬┴┼╞╡╪┏┓┗┛", "+"), ("▲△", "^"), ("▼▽", "v"), ("▶▸►→⟶", ">"),
      ("◀◂◄←", "<"), ("↑", "^"), ("↓", "v"), ("●■", "*"), ("◆", "#"), ("○◇□", "o"), ("▀", "#"), ("✎", "!"), ("·•∙", "."),
      ("…", "~"), ("−–—", "-"),
      ("×", "x"), ("≈", "~"), ("≥", ">"), ("≤", "<"), ("±", "+"), ("✓", "+"), ("✗", "x"), ("⚑", "!"), ("÷", "/"),
      ("“”", "\""), ("‘’", "'"), ("↩↵⏎", "<"), ("↕", "|"), ("↔", "-"), ("▪", "*"), ("▫", "o"), ("◷", "o"), ("∞", "8"),
      ("╱", "/"), ("╲", "\\"), ("¢", "c"), ("°", "o"), ("₩", "W"), ("▕▏", "|"), ("▔", "-"), ("░", "."), ("◎", "o"), ("★", "*"),
      ("≠", "!"), ("∅", "N"),
    ]
    var table: [UInt32: Unicode.Scalar] = [:]
    for (many, one) in pairs { for scalar in many.unicodeScalars { table[scalar.value] = one } }
    return table
  }()
}
