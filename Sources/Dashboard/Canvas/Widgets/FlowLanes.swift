/// The lanes between the columns of a flow chart: gutter g lies right of column g.
///
/// All lines out of one box share a lane.
struct FlowLanes {
  /// A lane: what it spans, and at which rows lines come in from or go out to its sides.
  private struct Lane {
    var source: Int
    var left: [Int] = []
    var right: [Int] = []
    var ends: [Int] = []

    var span: ClosedRange<Int> {
      let all = left + right + ends
      return (all.min() ?? 0)...(all.max() ?? 0)
    }

    /// How often lines would meet if this lane lay left of another one.
    ///
    /// Sharing a row is worse than crossing.
    func meetings(leftOf other: Lane) -> Int {
      let (mine, others) = (span, other.span)
      let shared = right.filter { other.left.contains($0) }.count
      return other.left.filter { mine.contains($0) }.count + right.filter { others.contains($0) }.count + 8 * shared
    }
  }

  private let links: [Link]
  private let columnOf: [Int]
  private var gutters: [[Lane]]
  private var starts: [Int]

  init(_ links: [Link], _ grid: FlowGrid) {
    self.links = links
    columnOf = grid.columns.enumerated().flatMap { i, places in places.map { _ in i } }
    gutters = Array(repeating: [], count: grid.columns.count)
    starts = Array(repeating: 0, count: grid.columns.count)
    for link in links where !isStraight(link) {
      let (from, to) = gutters(of: link)
      for gutter in from == to ? [from] : [from, to] where !gutters[gutter].contains(where: { $0.source == link.from }) {
        gutters[gutter].append(Lane(source: link.from))
      }
    }
  }

  /// Whether a line runs straight down to the next box of the column.
  func isStraight(_ link: Link) -> Bool {
    link.to == link.from + 1 && columnOf[link.from] == columnOf[link.to]
  }

  /// The gutter that a line leaves into, and the one that it arrives from.
  func gutters(of link: Link) -> (from: Int, to: Int) {
    let (from, to) = (columnOf[link.from], columnOf[link.to])
    return (from, to > from ? to - 1 : to)
  }

  /// Columns of a gutter: a cell between the lanes, and room for the arrowheads at both sides.
  func width(_ gutter: Int) -> Int { gutters[gutter].isEmpty ? 0 : 2 * gutters[gutter].count + 3 }

  var totalWidth: Int { gutters.indices.reduce(0) { $0 + width($1) } }

  mutating func place(_ gutter: Int, at x: Int) { starts[gutter] = x }

  /// The column of a box's lane in a gutter.
  func x(_ gutter: Int, _ source: Int) -> Int {
    starts[gutter] + 2 + 2 * (gutters[gutter].firstIndex { $0.source == source } ?? 0)
  }

  /// Puts the lanes of each gutter in the order in which their lines meet the least.
  mutating func order(_ boxes: [Rect], _ passages: [Int: Int]) {
    for link in links where !isStraight(link) {
      let (from, to) = gutters(of: link)
      let (leaves, arrives) = (boxes[link.from].y + 1, boxes[link.to].y)
      let arrivesLeft = columnOf[link.to] <= columnOf[link.from]
      update(from, link.from) { lane in
        lane.left.append(leaves)
        if from != to { lane.ends.append(passages[link.from] ?? leaves) }
      }
      update(to, link.from) { lane in
        if arrivesLeft { lane.left.append(arrives) } else { lane.right.append(arrives) }
        if from != to { lane.ends.append(passages[link.from] ?? arrives) }
      }
    }
    for gutter in gutters.indices { sort(gutter) }
  }

  private mutating func update(_ gutter: Int, _ source: Int, _ change: (inout Lane) -> Void) {
    if let i = gutters[gutter].firstIndex(where: { $0.source == source }) { change(&gutters[gutter][i]) }
  }

  /// Swaps neighbours while that saves meetings.
  ///
  /// Gutters hold a handful of lanes.
  private mutating func sort(_ gutter: Int) {
    let count = gutters[gutter].count
    for _ in 0..<count {
      for i in 0..<max(0, count - 1) {
        let (a, b) = (gutters[gutter][i], gutters[gutter][i + 1])
        if b.meetings(leftOf: a) < a.meetings(leftOf: b) { gutters[gutter].swapAt(i, i + 1) }
      }
    }
  }
}
