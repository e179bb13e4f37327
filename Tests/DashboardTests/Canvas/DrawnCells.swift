import Canvas
import Testing

/// What a widget drew on a canvas that was full of `x`: each row's text, and below it the roles of its cells as letters.
///
/// `x` stands for a cell that was not drawn, `·` for a blank one. A cell of a selected row has a capital letter; the second half of a
/// wide glyph has none.
struct DrawnCells: CustomStringConvertible {
  let canvas: Canvas

  init(_ width: Int, _ height: Int, _ draw: (Rect, inout Canvas) -> Void) {
    var canvas = Canvas(Size(width, height))
    canvas.fill(canvas.bounds, "x")
    draw(canvas.bounds, &canvas)
    self.canvas = canvas
  }

  private static let letters: [Role: Character] = [
    .text: "t", .muted: "m", .border: "b", .title: "n", .heading: "h", .accent: "a", .claim: "c", .chart: "k", .grid: "g",
    .warning: "w",
    .new: "e", .up: "u", .down: "d", .chartAlternate: "l", .estimate: "s", .reported: "r",
    .heat0: "0", .heat1: "1", .heat2: "2", .heat3: "3", .heat4: "4", .heat5: "5", .heat6: "6", .heat7: "7", .heat8: "8",
  ]

  var texts: [String] { canvas.plainText().split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init) }

  var roles: [String] {
    (0..<canvas.size.height).map { y in
      String(
        canvas.row(y).compactMap { cell -> Character? in
          guard cell.width > 0 else { return nil }
          let isSelected = cell.emphasis.contains(.selected)
          let letter: Character
          switch cell.scalar {
          case 120: letter = "x"
          case 32: letter = "·"
          default: letter = Self.letters[cell.role] ?? "?"
          }
          return isSelected ? Character(letter.uppercased()) : letter
        })
    }
  }

  var description: String { zip(texts, roles).map { "\($0)\n\($1)" }.joined(separator: "\n") }
}

/// Compares what was drawn with rows of text, each followed by its roles.
func expectDrawn(_ drawn: DrawnCells, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation) {
  #expect("\(drawn)" == expected, "\n\(drawn)\n", sourceLocation: sourceLocation)
}

/// A widget must do with any size: nothing outside of its rectangle, and no trap.
func expectInside(_ draw: (Rect, inout Canvas) -> Void, sourceLocation: SourceLocation = #_sourceLocation) {
  for (width, height) in [(0, 0), (0, 1), (1, 0), (1, 1), (2, 2), (3, 1), (7, 3)] {
    var canvas = Canvas(Size(20, 10))
    canvas.fill(canvas.bounds, "x")
    let rect = Rect(5, 4, width, height)
    draw(rect, &canvas)
    for y in 0..<10 {
      for x in 0..<20 where x < rect.x || x >= rect.maxX || y < rect.y || y >= rect.maxY {
        #expect(canvas[x, y]?.scalar == 120, "\(x), \(y) at \(width)x\(height)", sourceLocation: sourceLocation)
      }
    }
  }
}
