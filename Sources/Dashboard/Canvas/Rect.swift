/// Columns and rows.
package struct Size: Equatable, Hashable, Sendable {
  /// Counted in narrow cells: a wide glyph takes two.
  package var width: Int
  /// Counted in rows of cells.
  package var height: Int

  /// A width or height below 0 becomes 0.
  package init(_ width: Int, _ height: Int) {
    self.width = max(0, width)
    self.height = max(0, height)
  }

  /// The largest frame that is drawn: about 130 MB with all that ncurses keeps of it (docs/performance.md).
  ///
  /// A window beyond that shows the frame in its upper left part.
  package static let largest = Size(1000, 1000)
}

/// A rectangle of cells.
///
/// Never of negative size.
package struct Rect: Hashable, Sendable {
  /// The column of the left edge, from 0 on; negative where it lies left of the canvas.
  package var x: Int
  /// The row of the upper edge, from 0 at the top; negative where it lies above the canvas.
  package var y: Int
  /// How many columns it has, from `x` on.
  package var width: Int
  /// How many rows it has, from `y` down.
  package var height: Int

  /// A rectangle from its upper left corner; a width or height below 0 becomes 0.
  package init(_ x: Int, _ y: Int, _ width: Int, _ height: Int) {
    self.x = x
    self.y = y
    self.width = max(0, width)
    self.height = max(0, height)
  }

  /// The first column to the right of it.
  package var maxX: Int { x + width }
  /// The first row below it.
  package var maxY: Int { y + height }
  /// Whether it has no cells: no columns or no rows.
  package var isEmpty: Bool { width == 0 || height == 0 }

  /// Whether a cell lies in it.
  package func contains(_ x: Int, _ y: Int) -> Bool { x >= self.x && x < maxX && y >= self.y && y < maxY }

  /// The part that is `dx` columns and `dy` rows away from each edge, empty where there is none; negative numbers enlarge it.
  package func inset(_ dx: Int, _ dy: Int) -> Rect { Rect(x + dx, y + dy, width - 2 * dx, height - 2 * dy) }

  /// The first n rows, and the rest.
  package func top(_ n: Int) -> (Rect, Rect) {
    let n = min(max(0, n), height)
    return (Rect(x, y, width, n), Rect(x, y + n, width, height - n))
  }

  /// The first n columns, and the rest.
  package func left(_ n: Int) -> (Rect, Rect) {
    let n = min(max(0, n), width)
    return (Rect(x, y, n, height), Rect(x + n, y, width - n, height))
  }

  /// Columns of the given shares of the width; the last takes what rounding leaves.
  package func columns(_ shares: [Int]) -> [Rect] {
    Rect.split(width, shares).map { Rect(x + $0.0, y, $0.1, height) }
  }

  /// Rows of the given shares of the height; the last takes what rounding leaves.
  package func rows(_ shares: [Int]) -> [Rect] {
    Rect.split(height, shares).map { Rect(x, y + $0.0, width, $0.1) }
  }

  private static func split(_ length: Int, _ shares: [Int]) -> [(Int, Int)] {
    let total = max(1, shares.reduce(0, +))
    var parts: [(Int, Int)] = []
    var sum = 0
    var start = 0
    for share in shares {
      sum += share
      let end = length * sum / total
      parts.append((start, end - start))
      start = end
    }
    return parts
  }

  /// The cells that are in both; empty where they do not overlap.
  package func intersection(_ other: Rect) -> Rect {
    let (x0, y0) = (max(x, other.x), max(y, other.y))
    return Rect(x0, y0, min(maxX, other.maxX) - x0, min(maxY, other.maxY) - y0)
  }
}
