/// Which lines of a list are in sight.
package struct Scroll: Equatable, Sendable {
  /// The first line in sight.
  package let first: Int
  /// How many lines there are, in sight or not.
  package let count: Int
  /// How many lines have room; 0 or more.
  package let room: Int

  /// The selected line stands in a row of the room, or in the middle, as far as there are lines on both sides of it; without one the list
  /// begins at its top.
  package init(_ count: Int, selected: Int?, at row: Int? = nil, room: Int) {
    self.init(count, from: (selected ?? 0) - (row ?? room / 2), room: room)
  }

  /// The list begins at a line, kept so that no room is left empty below its last one.
  package init(_ count: Int, from first: Int, room: Int) {
    self.count = count
    self.room = max(0, room)
    self.first = max(0, min(first, count - self.room))
  }

  /// The lines in sight.
  package var visible: Range<Int> { first..<min(count, first + room) }
  /// How many lines are hidden above.
  package var above: Int { first }
  /// How many lines are hidden below.
  package var below: Int { max(0, count - first - room) }

  /// `↑ 3  ↓ 12`; empty where all lines are in sight.
  package var marks: String { marks("↑", "↓") }

  /// The same for columns side by side: `← 3  → 12`.
  package var sideMarks: String { marks("←", "→") }

  private func marks(_ before: String, _ after: String) -> String {
    [above > 0 ? "\(before) \(above)" : "", below > 0 ? "\(after) \(below)" : ""].filter { !$0.isEmpty }.joined(separator: "  ")
  }
}

extension Canvas {
  /// Says in the lower edge of a box how many lines of its list are hidden.
  package mutating func marks(of scroll: Scroll, inEdgeOf box: Rect) { note(scroll.marks, inEdgeOf: box) }

  /// Says something at the right of the lower edge of a box.
  package mutating func note(_ text: String, inEdgeOf box: Rect) {
    guard !text.isEmpty, box.height > 2 else { return }
    right(" " + text + " ", box.maxX - 2, box.maxY - 1, .muted, max: box.width - 4)
  }
}
