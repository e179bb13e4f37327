/// Entries of several lines each, read on from the cursor.
///
/// The one under the cursor is whole, with what comes after it and, in a third of the room, what comes before.
package struct Entries {
  /// How many entries there are, in sight or not.
  package var count: Int
  /// The entry under the cursor, counted from 0; where there is no such entry nothing is drawn.
  package var selected: Int
  /// Blank columns at both sides that belong to the lines of the one under the cursor.
  package var padding: Int
  /// The lines of an entry in so many columns; asked for only where they may be in sight.
  package var lines: (Int, Int) -> [List.Row]

  /// So many entries, whose lines are made when they are drawn.
  package init(_ count: Int, selected: Int, padding: Int = 0, lines: @escaping (Int, Int) -> [List.Row]) {
    self.count = count
    self.selected = selected
    self.padding = padding
    self.lines = lines
  }

  /// Draws the lines, and says in the edge of a box how many entries are hidden.
  package func draw(in rect: Rect, edge box: Rect, on canvas: inout Canvas) {
    guard !rect.isEmpty, (0..<count).contains(selected) else { return }
    let inside = rect.inset(padding, 0)
    let shown = linesInSight(inside)
    for (y, line) in shown.enumerated() {
      line.row.draw(in: Rect(inside.x, rect.y + y, inside.width, 1), on: &canvas)
      if line.entry == selected { canvas.emphasise(Rect(rect.x, rect.y + y, rect.width, 1), .selected) }
    }
    // Entries and not lines are counted: the lines of the others are not laid out.
    guard let first = shown.first?.entry, let last = shown.last?.entry else { return }
    canvas.marks(of: Scroll(count, from: first, room: last + 1 - first), inEdgeOf: box)
  }

  private func linesInSight(_ rect: Rect) -> ArraySlice<(entry: Int, row: List.Row)> {
    func lines(_ entry: Int) -> [(entry: Int, row: List.Row)] { self.lines(entry, rect.width).map { (entry, $0) } }
    var shown = lines(selected)
    var (first, next) = (selected, selected + 1)
    func addBefore(while room: Int) {
      while first > 0, shown.count < room {
        first -= 1
        shown = lines(first) + shown
      }
    }
    addBefore(while: rect.height / 3 + 2)
    while next < count, shown.count < rect.height {
      shown += lines(next)
      next += 1
    }
    addBefore(while: rect.height)
    // What does not fit is cut above as long as the selected one stays whole, otherwise below.
    let over = max(0, shown.count - rect.height)
    let end = (shown.lastIndex { $0.entry == selected } ?? 0) + 1
    return shown.dropFirst(next >= count ? over : max(0, min(over, end - rect.height))).prefix(rect.height)
  }
}
