/// Entries of several lines each, read on from the cursor.
///
/// The one under the cursor is whole, with what comes after it and, in a third of the room, what comes before.
package struct Entries {
  /// How many entries there are, in sight or not.
  package var count: Int
  /// The one under the cursor; where the cursor is elsewhere it is none of them, and they begin with the first one.
  package var selected: Int
  /// Blank columns at both sides that belong to the lines of the one under the cursor.
  package var padding: Int
  /// Blank lines between two entries.
  package var gap: Int
  /// What a pointer finds on an entry; nil for nothing.
  package var hit: (Int) -> Hit? = { _ in nil }
  /// The lines of an entry in so many columns; asked for only where they may be in sight.
  package var lines: (Int, Int) -> [List.Row]

  /// So many entries, whose lines are made when they are drawn.
  package init(
    _ count: Int, selected: Int, padding: Int = 0, gap: Int = 0, lines: @escaping (Int, Int) -> [List.Row]
  ) {
    self.count = count
    self.selected = selected
    self.padding = padding
    self.gap = gap
    self.lines = lines
  }

  /// Draws the lines, and says in the edge of a box how many entries are hidden.
  package func draw(in rect: Rect, edge box: Rect, on canvas: inout Canvas) {
    guard !rect.isEmpty, count > 0 else { return }
    let inside = rect.inset(padding, 0)
    let (shown, isLastWhole) = linesInSight(inside, from: canvas.anchoredRow(of: hit(selected), in: inside))
    for (y, line) in shown.enumerated() {
      guard let row = line.row else { continue }
      canvas.register(hit(line.entry), in: Rect(rect.x, rect.y + y, rect.width, 1))
      row.draw(in: Rect(inside.x, rect.y + y, inside.width, 1), on: &canvas)
      if line.entry == selected { canvas.emphasise(Rect(rect.x, rect.y + y, rect.width, 1), .selected) }
    }
    // Entries and not lines are counted, those that are whole: the lines of the others are not laid out.
    guard let first = shown.first?.entry, let last = shown.last?.entry else { return }
    let end = isLastWhole || last == first ? last + 1 : last
    canvas.marks(of: Scroll(count, from: first, room: end - first), inEdgeOf: box)
  }

  private typealias EntryLine = (entry: Int, row: List.Row?)

  /// Lines with their entries, and whether the last one has all of its; a blank one between two belongs to the upper one and has no row.
  ///
  /// The selected one begins in a row, where there are enough before and after it; where it would not be whole, above that.
  private func linesInSight(_ rect: Rect, from row: Int?) -> (shown: ArraySlice<EntryLine>, isLastWhole: Bool) {
    let blank = Array(repeating: List.Row?.none, count: gap)
    func lines(_ entry: Int) -> [EntryLine] {
      (self.lines(entry, rect.width) + (entry + 1 < count ? blank : [])).map { (entry, $0) }
    }
    let anchor = (0..<count).contains(selected) ? selected : 0
    var shown = lines(anchor)
    var (before, next) = (anchor, anchor + 1)
    func addBefore(while room: Int) {
      while before > 0, shown.count < room {
        before -= 1
        shown = lines(before) + shown
      }
    }
    let ownLines = shown.count
    let row = row.map { max(0, min($0, rect.height - ownLines)) }
    addBefore(while: row.map { $0 + ownLines } ?? rect.height / 3 + 2)
    while next < count, shown.count < rect.height {
      shown += lines(next)
      next += 1
    }
    addBefore(while: rect.height)
    // What does not fit is cut above as long as the selected one stays whole, otherwise below.
    let over = max(0, shown.count - rect.height)
    let end = (shown.lastIndex { $0.entry == anchor && $0.row != nil } ?? 0) + 1
    let start = shown.firstIndex { $0.entry == anchor } ?? 0
    var first =
      row.map { max(0, min(over, start - $0)) } ?? min(next >= count ? over : max(0, min(over, end - rect.height)), start)
    // Without its first line an entry would pass for another one.
    while first > 0, first < start, shown[first].entry == shown[first - 1].entry { first += 1 }
    while next < count, shown.count < first + rect.height {
      shown += lines(next)
      next += 1
    }
    let last = first + rect.height
    let isCut = last < shown.count && shown[last].row != nil && shown[last].entry == shown[last - 1].entry
    return (shown.dropFirst(first).prefix(rect.height), !isCut)
  }
}
