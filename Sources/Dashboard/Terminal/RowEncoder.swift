import CNcurses
import Canvas
import Glibc

/// Turns rows of cells into ncurses cells: a wide glyph is its first half alone.
struct RowEncoder {
  let usesUTF8: Bool
  /// The row that was encoded last.
  private(set) var cells: [cchar_t] = []
  /// How wide libc takes the scalars up to U+FFFF to be, plus 2; 0 where it was not asked yet.
  private var widths: [Int8] = []

  init(usesUTF8: Bool) { self.usesUTF8 = usesUTF8 }

  mutating func encode(_ row: Slice<UnsafeBufferPointer<Cell>>, with styles: inout CellStyles) {
    cells.removeAll(keepingCapacity: true)
    var isInsideWide = false
    for cell in row {
      let isSecondHalf = cell.width == 0 && isInsideWide
      isInsideWide = cell.width == 2
      if isSecondHalf { continue }
      var out = styles.cell(cell.role, cell.emphasis)
      let scalar = cell.scalar
      if scalar >= 32, scalar < 127, cell.width < 2 {
        out.chars.0 = wchar_t(scalar)
        cells.append(out)
      } else if usesUTF8, scalar >= 0xa0, width(scalar) == Int8(cell.width) {
        out.chars.0 = wchar_t(scalar)
        cells.append(out)
      } else {
        // A glyph whose width libc does not agree on, or a half without its other half, would shift the rest of the row.
        out.chars.0 = scalar < 0xa0 ? 32 : 63
        for _ in 0..<max(1, cell.width) { cells.append(out) }
      }
    }
  }

  /// The columns of a scalar by libc; -1 where it cannot be shown.
  private mutating func width(_ scalar: UInt32) -> Int8 {
    guard scalar < 0x10000 else { return Int8(clamping: wcwidth(wchar_t(scalar))) }
    if widths.isEmpty { widths = Array(repeating: 0, count: 0x10000) }
    if widths[Int(scalar)] == 0 { widths[Int(scalar)] = Int8(clamping: wcwidth(wchar_t(scalar))) + 2 }
    return widths[Int(scalar)] - 2
  }
}
