/// A grid of cells to draw on.
///
/// Writes outside of it do nothing; any size from 0x0 works.
package struct Canvas: Equatable, Sendable {
  package let size: Size
  package private(set) var cells: ContiguousArray<Cell>
  /// Nothing is drawn outside of this part.
  package var clip: Rect

  package init(_ size: Size) {
    self.size = size
    cells = ContiguousArray(repeating: .blank, count: size.width * size.height)
    clip = Rect(0, 0, size.width, size.height)
  }

  package var bounds: Rect { Rect(0, 0, size.width, size.height) }

  package subscript(x: Int, y: Int) -> Cell? {
    x >= 0 && y >= 0 && x < size.width && y < size.height ? cells[y * size.width + x] : nil
  }

  /// The cells of one row.
  package func row(_ y: Int) -> ArraySlice<Cell> {
    ArraySlice(cells[y * size.width..<(y + 1) * size.width])
  }

  // MARK: drawing

  /// Puts one glyph; wide ones only where both halves fit.
  ///
  /// Halves of wide glyphs that it covers become blank.
  package mutating func put(
    _ scalar: Unicode.Scalar, _ x: Int, _ y: Int, _ role: Role = .text, _ emphasis: Emphasis = [], width: Int = 1
  ) {
    guard y >= clip.y, y < clip.maxY, x >= clip.x, x + width <= clip.maxX, width > 0 else { return }
    let (base, row) = (y * size.width, size.width)
    cells.withUnsafeMutableBufferPointer { Self.set(scalar, x, width, role, emphasis, true, $0, base, row) }
  }

  /// Blanks the other half of a wide glyph before one of its halves is overwritten.
  @inline(__always)
  private static func release(_ cells: UnsafeMutableBufferPointer<Cell>, _ i: Int, _ x: Int, _ width: Int) {
    switch cells[i].width {
    case 1: break
    case 0 where x > 0: cells[i - 1] = Cell(" ", cells[i - 1].role, cells[i - 1].emphasis)
    case 2 where x + 1 < width: cells[i + 1] = Cell(" ", cells[i + 1].role, cells[i + 1].emphasis)
    default: break
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
        while let (scalar, columns) = glyphs.next() {
          let isInside = isVisible && column >= first && column + columns <= end
          Self.set(scalar, column, columns, role, emphasis, isInside, cells, base, width)
          column += columns
        }
        return column - x
      }
    }
    return columns
  }

  /// Puts a glyph into a row that begins at `base`.
  @inline(__always)
  private static func set(
    _ scalar: Unicode.Scalar, _ x: Int, _ columns: Int, _ role: Role, _ emphasis: Emphasis, _ isInside: Bool,
    _ cells: UnsafeMutableBufferPointer<Cell>, _ base: Int, _ width: Int
  ) {
    guard isInside else { return }
    release(cells, base + x, x, width)
    if columns == 2 {
      release(cells, base + x + 1, x + 1, width)
      cells[base + x + 1] = Cell(" ", role, emphasis, width: 0)
    }
    cells[base + x] = Cell(scalar, role, emphasis, width: UInt8(truncatingIfNeeded: columns))
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

  package mutating func horizontalLine(_ x: Int, _ y: Int, width: Int, _ role: Role = .border) {
    guard width > 0 else { return }
    for i in 0..<width { put("─", x + i, y, role) }
  }

  package mutating func verticalLine(_ x: Int, _ y: Int, height: Int, _ role: Role = .border) {
    guard height > 0 else { return }
    for i in 0..<height { put("│", x, y + i, role) }
  }

  /// The cells of a rectangle, row after row; of what lies outside of the grid there are none.
  package func copy(_ rect: Rect) -> ContiguousArray<Cell> {
    let r = rect.intersection(bounds)
    var copied = ContiguousArray<Cell>()
    guard !r.isEmpty else { return copied }
    copied.reserveCapacity(r.width * r.height)
    for y in r.y..<r.maxY { copied += cells[y * size.width + r.x..<y * size.width + r.maxX] }
    return copied
  }

  /// Puts copied cells back into the same rectangle of a grid of the same size.
  package mutating func paste(_ copied: ContiguousArray<Cell>, _ rect: Rect) {
    let r = rect.intersection(bounds)
    guard !r.isEmpty, copied.count == r.width * r.height else { return }
    let width = size.width
    copied.withUnsafeBufferPointer { source in
      cells.withUnsafeMutableBufferPointer { target in
        for (row, y) in (r.y..<r.maxY).enumerated() {
          let line = UnsafeBufferPointer(rebasing: source[row * r.width..<(row + 1) * r.width])
          _ = UnsafeMutableBufferPointer(rebasing: target[y * width + r.x..<y * width + r.maxX]).update(from: line)
        }
      }
    }
  }

  // MARK: output

  /// The text of the grid, a line a row, without trailing blanks.
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
        out.unicodeScalars.append(cell.character)
      }
      out.append("\n")
    }
    return out
  }

  /// Replaces each cell by what a function makes of it; widths must stay.
  package mutating func mapCells(_ f: (Cell) -> Cell) {
    for i in cells.indices { cells[i] = f(cells[i]) }
  }
}
