import CNcurses
import Canvas
import Glibc

/// Turns rows of cells into ncurses cells: a wide glyph becomes its first cell alone.
///
/// ncurses is given no-break spaces for glyphs that terminals draw in different ways, which are drawn over these afterwards: so what follows in
/// the row is in its place whatever the terminal does. (Blanks would not do: ncurses would not clear the place once the glyph is gone.)
struct RowEncoder {
  let usesUTF8: Bool
  /// The row that was encoded last.
  private(set) var cells: [cchar_t] = []
  /// What is to be drawn after the rows that have been encoded since `forgetPlaced`.
  private(set) var placed: [PlacedGlyph] = []
  /// The rows of the screen with such glyphs.
  private var placedRows: Set<Int> = []
  private var forms = GlyphForms()

  init(usesUTF8: Bool) { self.usesUTF8 = usesUTF8 }

  /// Forgets what was to be drawn, and with `screen` also what is on the screen.
  mutating func forgetPlaced(screen: Bool) {
    placed.removeAll(keepingCapacity: true)
    if screen { placedRows.removeAll() }
  }

  /// Encodes a stretch of a line, or all of a line with placed glyphs, as these reach into their neighbours; returns the first column.
  mutating func encode(
    _ row: Slice<UnsafeBufferPointer<Cell>>, _ changed: Range<Int>, line: Int, with styles: inout CellStyles
  ) -> Int {
    if placedRows.isEmpty || !placedRows.contains(line) {
      if encode(row[changed], line, with: &styles) { return changed.lowerBound }
      placedRows.insert(line)
    }
    placed.removeAll { $0.line == line }
    if encode(row, line, with: &styles) { placedRows.remove(line) }
    return row.startIndex
  }

  /// Encodes a stretch; false where it had a glyph to place.
  private mutating func encode(
    _ row: Slice<UnsafeBufferPointer<Cell>>, _ line: Int, with styles: inout CellStyles
  ) -> Bool {
    cells.removeAll(keepingCapacity: true)
    var isPlain = true
    var column = row.startIndex
    // How far a glyph that may be drawn wider could cover others: these are drawn after it.
    var covered = column
    while column < row.endIndex {
      let cell = row[column]
      var out = styles.cell(cell.role, cell.emphasis)
      let scalar = cell.scalar
      if scalar >= 32, scalar < 127, cell.width < 2, column >= covered {
        out.chars.0 = wchar_t(scalar)
        cells.append(out)
        column += 1
        continue
      }
      let end = column + max(1, Int(cell.width))
      if usesUTF8, end <= row.endIndex, let form = forms.form(of: scalar, columns: end - column) {
        if form == .plain, column >= covered {
          Self.fill(&out, scalar)
          cells.append(out)
          column = end
        } else {
          isPlain = false
          place(cell, form, row, line, &column, &covered, out)
        }
      } else {
        out.chars.0 = scalar < 0xa0 ? 32 : 63
        cells.append(contentsOf: repeatElement(out, count: min(end, row.endIndex) - column))
        column = end
      }
    }
    return isPlain
  }

  private static func fill(_ out: inout cchar_t, _ number: UInt32) {
    guard number >= 0x110000 else {
      out.chars.0 = wchar_t(bitPattern: number)
      return
    }
    let scalars = Clusters.scalars(number).map { wchar_t(bitPattern: $0) }
    withUnsafeMutableBytes(of: &out.chars) { chars in
      let chars = chars.bindMemory(to: wchar_t.self)
      for (i, scalar) in scalars.prefix(chars.count).enumerated() { chars[i] = scalar }
    }
  }

  /// Keeps the place of a glyph free and notes what is to be drawn there.
  private mutating func place(
    _ cell: Cell, _ form: GlyphForm, _ row: Slice<UnsafeBufferPointer<Cell>>, _ line: Int, _ column: inout Int,
    _ covered: inout Int, _ style: cchar_t
  ) {
    var scalars = GlyphForms.scalars(cell.scalar)
    let first = column
    column += max(1, Int(cell.width))
    let end = column
    // Blanks after it are room for a terminal that draws it wider.
    func room(_ widening: Int) -> Int {
      var room = 0
      while room < widening, end + room < row.endIndex, row[end + room].isBlank(like: cell) { room += 1 }
      return room
    }
    var widening = form.widening
    if room(widening) < widening, scalars.contains(GlyphForms.emojiSelector) {
      // Without the selector it is drawn as text, in its own columns.
      scalars.removeAll { $0 == GlyphForms.emojiSelector }
      widening = GlyphForms.form(of: scalars, columns: end - first)?.widening ?? 0
    }
    column += room(widening)
    covered = max(covered, end + widening)
    // At the edge of the screen it would run on into the next line.
    if end + widening > row.endIndex { scalars = [UInt32(UInt8(ascii: "?"))] }
    var blank = style
    blank.chars.0 = 0xa0
    cells.append(contentsOf: repeatElement(blank, count: column - first))
    placed.append(PlacedGlyph(line: line, column: first, columns: column - first, style: style, scalars: scalars))
  }
}

extension Cell {
  fileprivate func isBlank(like other: Cell) -> Bool {
    scalar == 32 && width == 1 && role == other.role && emphasis == other.emphasis
  }
}
