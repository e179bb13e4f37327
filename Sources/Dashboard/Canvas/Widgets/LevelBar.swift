/// A bar in one row, from the left, in eighths of a cell.
package struct LevelBar {
  /// How far it reaches: a share of the width.
  package var level: Double
  /// The role of the bar itself; what else stands in the row has its own.
  package var role: Role
  /// Whether it only hints at a value: `░`, without parts of a cell.
  package var isHollow = false
  /// What follows its end, a share of the width in whole cells: a longer one is never drawn shorter, wherever in a cell it begins.
  package var rest: (share: Double, glyph: Cell)?
  /// What stands where the bar does not reach; nil where the line ends with the bar.
  package var ground: Cell? = .blank
  /// A mark at a share of the width, in front of the bar or behind it.
  package var mark: (share: Double, glyph: Cell, isInFront: Bool)?
  /// The columns that it takes at most.
  package var widest: Int

  /// A full bar on a blank ground, with nothing after it and no mark.
  package init(_ level: Double, _ role: Role = .chart, widest: Int = .max) {
    self.level = level
    self.role = role
    self.widest = widest
  }

  /// The bar in so many columns.
  package func line(_ width: Int) -> Line {
    let width = min(width, widest)
    guard width > 0 else { return Line() }
    var cells = [Cell](repeating: ground ?? .blank, count: width)
    var reach = ground == nil ? 0 : width
    func put(_ glyph: Cell, _ columns: Range<Int>) {
      let columns = columns.clamped(to: 0..<width)
      for x in columns { cells[x] = glyph }
      reach = max(reach, columns.upperBound)
    }
    func columns(_ share: Double) -> Double { share > 0 ? min(1, share) * Double(width) : 0 }
    let place = mark.map { Int(rounding: columns($0.share)) } ?? 0
    if let mark, !mark.isInFront { put(mark.glyph, place..<place + 1) }
    let eighths = Int(rounding: columns(level) * 8)
    put(Cell(isHollow ? "░" : "█", role), 0..<eighths / 8)
    if eighths % 8 > 0, let part = Unicode.Scalar(0x2590 - UInt32(eighths % 8)) {
      put(Cell(isHollow ? "░" : part, role), eighths / 8..<eighths / 8 + 1)
    }
    let end = (eighths + 7) / 8
    if let rest { put(rest.glyph, end..<end + Int(rounding: columns(rest.share))) }
    if let mark, mark.isInFront { put(mark.glyph, place..<place + 1) }
    return Line(Array(cells[..<reach]))
  }
}

extension Line {
  /// Narrow glyphs side by side; those that look alike form one piece.
  init(_ cells: [Cell]) {
    spans = []
    var start = 0
    for (i, cell) in cells.enumerated() {
      let next = i + 1 < cells.count ? cells[i + 1] : nil
      if let next, next.role == cell.role, next.emphasis == cell.emphasis { continue }
      var text = ""
      for cell in cells[start...i] { cell.append(to: &text.unicodeScalars) }
      spans.append(Span(text, cell.role, cell.emphasis))
      start = i + 1
    }
  }
}
