/// A line drawn in Braille dots: two columns and four rows of dots per cell.
package struct BraillePlot: Sendable {
  /// In cells, not dots.
  package let size: Size
  private var dots: [UInt8]

  /// A plot without dots.
  package init(_ size: Size) {
    self.size = size
    dots = Array(repeating: 0, count: size.width * size.height)
  }

  /// Two dots for each column of cells.
  package var dotWidth: Int { size.width * 2 }
  /// Four dots for each row of cells.
  package var dotHeight: Int { size.height * 4 }

  /// Sets the dot at (x, y), y counted from the upper edge.
  package mutating func set(_ x: Int, _ y: Int) {
    guard x >= 0, y >= 0, x < dotWidth, y < dotHeight else { return }
    let bit: UInt8
    switch (x & 1, y & 3) {
    case (0, 0): bit = 0x01
    case (0, 1): bit = 0x02
    case (0, 2): bit = 0x04
    case (0, _): bit = 0x40
    case (_, 0): bit = 0x08
    case (_, 1): bit = 0x10
    case (_, 2): bit = 0x20
    default: bit = 0x80
    }
    dots[y / 4 * size.width + x / 2] |= bit
  }

  /// Connects two dots (Bresenham's line).
  package mutating func line(_ x0: Int, _ y0: Int, _ x1: Int, _ y1: Int) {
    var (x, y) = (x0, y0)
    let (dx, dy) = (abs(x1 - x0), -abs(y1 - y0))
    let (sx, sy) = (x0 < x1 ? 1 : -1, y0 < y1 ? 1 : -1)
    var error = dx + dy
    while true {
      set(x, y)
      if x == x1 && y == y1 { return }
      let twice = 2 * error
      if twice >= dy {
        error += dy
        x += sx
      }
      if twice <= dx {
        error += dx
        y += sy
      }
    }
  }

  /// Puts the cells that have dots on a canvas, from (x, y) on; the others leave it as it is.
  package func draw(on canvas: inout Canvas, at x: Int, _ y: Int, _ role: Role = .chart) {
    for row in 0..<size.height {
      for column in 0..<size.width where dots[row * size.width + column] != 0 {
        if let scalar = Unicode.Scalar(0x2800 + UInt32(dots[row * size.width + column])) {
          canvas.put(scalar, x + column, y + row, role)
        }
      }
    }
  }
}
