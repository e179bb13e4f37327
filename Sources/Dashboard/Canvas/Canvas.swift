/// A grid of cells to draw on.
///
/// Writes outside of it do nothing; any size from 0x0 up works.
package struct Canvas: Equatable, Sendable {
  /// Columns and rows of the grid; they never change.
  package let size: Size
  /// Row by row from the top, `size.width` cells each.
  package internal(set) var cells: ContiguousArray<Cell>
  /// Nothing is drawn outside of this part.
  package var clip: Rect
  /// What a pointer finds where, in the order in which it was drawn.
  package internal(set) var regions: [Region] = []
  /// What a pointer has selected; nil where nothing has.
  package var anchor: Anchor?

  /// A grid of blanks, with `clip` at its full size.
  package init(_ size: Size) {
    self.size = size
    cells = ContiguousArray(repeating: .blank, count: size.width * size.height)
    clip = Rect(0, 0, size.width, size.height)
  }

  /// The whole grid, whatever `clip` is.
  package var bounds: Rect { Rect(0, 0, size.width, size.height) }

  /// The cell at a column and a row; nil outside of the grid.
  package subscript(x: Int, y: Int) -> Cell? {
    x >= 0 && y >= 0 && x < size.width && y < size.height ? cells[y * size.width + x] : nil
  }

  /// The cells of one row.
  package func row(_ y: Int) -> ArraySlice<Cell> {
    ArraySlice(cells[y * size.width..<(y + 1) * size.width])
  }

  // MARK: drawing

  /// Puts one scalar; wide ones only where both halves fit.
  ///
  /// What is left of wide glyphs that it covers becomes blank.
  package mutating func put(
    _ scalar: Unicode.Scalar, _ x: Int, _ y: Int, _ role: Role = .text, _ emphasis: Emphasis = [], width: Int = 1
  ) {
    guard y >= clip.y, y < clip.maxY, x >= clip.x, x + width <= clip.maxX, width > 0 else { return }
    let (base, row) = (y * size.width, size.width)
    cells.withUnsafeMutableBufferPointer { Self.set(scalar.value, x, width, role, emphasis, true, $0, base, row) }
  }

  /// Blanks the rest of a wide glyph before one of its cells is overwritten.
  @inline(__always)
  private static func release(_ cells: UnsafeMutableBufferPointer<Cell>, _ i: Int, _ x: Int, _ width: Int) {
    if cells[i].width != 1 { releaseWide(cells, i - x, x, width) }
  }

  private static func releaseWide(_ cells: UnsafeMutableBufferPointer<Cell>, _ row: Int, _ x: Int, _ width: Int) {
    var first = x
    while first > 0, cells[row + first].width == 0 { first -= 1 }
    for column in first..<min(width, first + max(1, Int(cells[row + first].width))) {
      let cell = cells[row + column]
      cells[row + column] = Cell(" ", cell.role, cell.emphasis)
    }
  }

  /// Draws a text from (x, y) on, cut with `…` to `max` columns, and returns the columns taken.
  @discardableResult
  package mutating func text(
    _ text: String, _ x: Int, _ y: Int, _ role: Role = .text, _ emphasis: Emphasis = [], max limit: Int = .max
  ) -> Int {
    let room = min(limit, clip.maxX - x)
    guard room > 0 else { return 0 }
    return write(TextWidth.fit(text, room), x, y, role, emphasis)
  }

  private mutating func write(_ text: String, _ x: Int, _ y: Int, _ role: Role, _ emphasis: Emphasis) -> Int {
    let isVisible = y >= clip.y && y < clip.maxY
    let (first, end, base, width) = (clip.x, clip.maxX, y * size.width, size.width)
    let columns = cells.withUnsafeMutableBufferPointer { cells in
      GlyphReader.read(text) { glyphs in
        var column = x
        while let glyph = glyphs.next() {
          let isInside = isVisible && column >= first && column + glyph.columns <= end
          if glyph.isCluster {
            if isInside {
              Self.set(cluster: glyphs.clusterScalars(), column, glyph.columns, role, emphasis, cells, base, width)
            }
          } else {
            Self.set(glyph.scalar, column, glyph.columns, role, emphasis, isInside, cells, base, width)
          }
          column += glyph.columns
        }
        return column - x
      }
    }
    return columns
  }

  /// Puts a glyph into a row that begins at `base`.
  @inline(__always)
  private static func set(
    _ number: UInt32, _ x: Int, _ columns: Int, _ role: Role, _ emphasis: Emphasis, _ isInside: Bool,
    _ cells: UnsafeMutableBufferPointer<Cell>, _ base: Int, _ width: Int
  ) {
    guard isInside else { return }
    release(cells, base + x, x, width)
    if columns > 1 {
      for column in x + 1..<x + columns {
        release(cells, base + column, column, width)
        cells[base + column] = Cell(" ", role, emphasis, width: 0)
      }
    }
    cells[base + x] = Cell(number: number, role, emphasis, width: UInt8(truncatingIfNeeded: columns))
  }

  /// Puts a cluster into a row that begins at `base`; once there is no more room for clusters, its letters alone.
  private static func set(
    cluster: [UInt32], _ x: Int, _ columns: Int, _ role: Role, _ emphasis: Emphasis,
    _ cells: UnsafeMutableBufferPointer<Cell>, _ base: Int, _ width: Int
  ) {
    if let number = Clusters.number(of: cluster) {
      return set(number, x, columns, role, emphasis, true, cells, base, width)
    }
    var column = x
    for scalar in cluster {
      let columns = CharacterClass(of: scalar).columns
      if columns > 0 { set(scalar, column, columns, role, emphasis, true, cells, base, width) }
      column += columns
    }
  }

  /// Draws a text that ends before column `end`, cut to `max` columns.
  @discardableResult
  package mutating func right(
    _ text: String, _ end: Int, _ y: Int, _ role: Role = .text, _ emphasis: Emphasis = [], max limit: Int = .max
  ) -> Int {
    let width = TextWidth.columns(text)
    if width > limit {
      let fitted = TextWidth.fit(text, limit)
      let width = TextWidth.columns(fitted)
      self.text(fitted, end - width, y, role, emphasis)
      return width
    }
    self.text(text, end - width, y, role, emphasis)
    return width
  }

  /// Draws a text in the middle of a stretch of columns.
  package mutating func centre(
    _ text: String, _ x: Int, _ y: Int, width: Int, _ role: Role = .text, _ emphasis: Emphasis = []
  ) {
    let fitted = TextWidth.fit(text, width)
    self.text(fitted, x + (width - TextWidth.columns(fitted)) / 2, y, role, emphasis)
  }

  /// Puts a scalar of one column into each cell of a rectangle that lies within `clip`.
  package mutating func fill(
    _ rect: Rect, _ scalar: Unicode.Scalar = " ", _ role: Role = .text, _ emphasis: Emphasis = []
  ) {
    let r = rect.intersection(clip)
    guard !r.isEmpty else { return }
    for y in r.y..<r.maxY { for x in r.x..<r.maxX { put(scalar, x, y, role, emphasis) } }
  }

  /// Adds an emphasis to what is already drawn, so that a row can be marked as selected.
  package mutating func emphasise(_ rect: Rect, _ emphasis: Emphasis) {
    let r = rect.intersection(clip)
    guard !r.isEmpty else { return }
    for y in r.y..<r.maxY {
      for x in r.x..<r.maxX { cells[y * size.width + x].emphasis.insert(emphasis) }
    }
  }

  /// Draws with everything outside of a rectangle left untouched.
  package mutating func clipped(to rect: Rect, _ draw: (inout Canvas) -> Void) {
    let outer = clip
    clip = rect.intersection(outer)
    draw(&self)
    clip = outer
  }

  /// A frame with rounded corners, a title in its upper edge and, right of it, a note; returns the part inside.
  @discardableResult
  package mutating func box(
    _ rect: Rect, title: String = "", note: String = "", role: Role = .border, titleRole: Role = .title,
    noteRole: Role = .muted
  ) -> Rect {
    guard rect.width >= 2, rect.height >= 2 else { return Rect(rect.x, rect.y, 0, 0) }
    let (right, bottom) = (rect.maxX - 1, rect.maxY - 1)
    for x in rect.x + 1..<right {
      put("─", x, rect.y, role)
      put("─", x, bottom, role)
    }
    for y in rect.y + 1..<bottom {
      put("│", rect.x, y, role)
      put("│", right, y, role)
    }
    put("╭", rect.x, rect.y, role)
    put("╮", right, rect.y, role)
    put("╰", rect.x, bottom, role)
    put("╯", right, bottom, role)
    var x = rect.x + 2
    if !title.isEmpty, rect.width >= 6 {
      x += self.text(" " + title + " ", rect.x + 1, rect.y, titleRole, .bold, max: rect.width - 3)
    }
    if !note.isEmpty {
      let room = right - 1 - x
      if TextWidth.columns(note) + 2 <= room { self.right(" " + note + " ", right - 1, rect.y, noteRole) }
    }
    return rect.inset(1, 1)
  }

  /// Draws `─` from (x, y) to the right; nothing where the width is 0 or less.
  package mutating func horizontalLine(_ x: Int, _ y: Int, width: Int, _ role: Role = .border) {
    guard width > 0 else { return }
    for i in 0..<width { put("─", x + i, y, role) }
  }

  /// Draws `│` from (x, y) down; nothing where the height is 0 or less.
  package mutating func verticalLine(_ x: Int, _ y: Int, height: Int, _ role: Role = .border) {
    guard height > 0 else { return }
    for i in 0..<height { put("│", x, y + i, role) }
  }

  // MARK: output

  /// The text of the grid, one line per row, without trailing blanks.
  package func plainText() -> String {
    var out = ""
    out.reserveCapacity(cells.count * 2)
    for y in 0..<size.height {
      var blanks = 0
      for cell in row(y) where cell.width > 0 {
        if cell.scalar == 32 {
          blanks += 1
          continue
        }
        if blanks > 0 {
          out.append(String(repeating: " ", count: blanks))
          blanks = 0
        }
        cell.append(to: &out.unicodeScalars)
      }
      out.append("\n")
    }
    return out
  }

  /// Replaces each cell with what a function makes of it; widths must not change.
  package mutating func mapCells(_ f: (Cell) -> Cell) {
    for i in cells.indices { cells[i] = f(cells[i]) }
  }
}
