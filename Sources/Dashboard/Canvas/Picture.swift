/// A part of a canvas with what a pointer finds there.
package struct Picture: Sendable {
  /// Where it is; never outside of the grid.
  package let rect: Rect
  /// Row by row.
  fileprivate let cells: [Cell]
  fileprivate let regions: [Region]
}

extension Canvas {
  /// What was drawn in a rectangle, with the regions from the one at a place on.
  package func picture(of rect: Rect, regionsFrom first: Int) -> Picture {
    let rect = rect.intersection(bounds)
    var cells: [Cell] = []
    cells.reserveCapacity(rect.width * rect.height)
    for y in rect.y..<rect.maxY { cells += self.cells[y * size.width + rect.x..<y * size.width + rect.maxX] }
    return Picture(rect: rect, cells: cells, regions: Array(regions[first...]))
  }

  /// Puts a picture where it was, on a canvas of the same size; what lies there already must be blank.
  package mutating func paste(_ picture: Picture) {
    let rect = picture.rect
    picture.cells.withUnsafeBufferPointer { source in
      let width = size.width
      cells.withUnsafeMutableBufferPointer { cells in
        for y in 0..<rect.height {
          let row = UnsafeMutableBufferPointer(rebasing: cells[(rect.y + y) * width + rect.x..<(rect.y + y) * width + rect.maxX])
          _ = row.update(fromContentsOf: source[y * rect.width..<(y + 1) * rect.width])
        }
      }
    }
    regions += picture.regions
  }
}
