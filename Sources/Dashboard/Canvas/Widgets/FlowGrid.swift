/// The columns of a flow chart: each is read from top to bottom; where they do not come out even, the first ones hold one more.
package struct FlowGrid: Sendable {
  /// The places in each column.
  package let columns: [Range<Int>]

  /// That many boxes in columns of at most that many rows.
  package init(_ count: Int, rows: Int) {
    let n = (max(0, count) + rows - 1) / rows
    var columns: [Range<Int>] = []
    var start = 0
    for i in 0..<n {
      let end = start + count / n + (i < count % n ? 1 : 0)
      columns.append(start..<end)
      start = end
    }
    self.columns = columns
  }

  /// The rows that this many boxes of the least height need, one below the other.
  package static func leastHeight(_ rows: Int) -> Int { rows * 3 + rows - 1 }

  func column(of place: Int) -> Int { columns.firstIndex { $0.contains(place) } ?? 0 }

  /// The place in the same row of another column, or in its last row; the place itself at the edges.
  package func neighbour(of place: Int, by step: Int) -> Int {
    let from = column(of: place)
    let to = from + step
    guard columns.indices.contains(from), columns.indices.contains(to) else { return place }
    return min(columns[to].lowerBound + place - columns[from].lowerBound, columns[to].upperBound - 1)
  }
}
