internal import Canvas
internal import Model

/// Who feeds whom, by position in the list of stages.
struct ChainGraph {
  struct Edge: Equatable {
    var from: Int
    var to: Int

    /// Whether it leads back to a stage that comes no later: it closes a loop.
    var leadsBack: Bool { to <= from }
  }

  private(set) var edges: [Edge] = []
  private(set) var feeds: [[Int]]
  private(set) var fedBy: [[Int]]

  init(_ stages: [Stage]) {
    var positions: [String: Int] = [:]
    for (i, stage) in stages.enumerated() { positions[stage.id] = i }
    feeds = Array(repeating: [], count: stages.count)
    fedBy = feeds
    for (i, stage) in stages.enumerated() {
      for id in stage.feeds {
        guard let to = positions[id], to != i, !feeds[i].contains(to) else { continue }
        edges.append(Edge(from: i, to: to))
        feeds[i].append(to)
        fedBy[to].append(i)
      }
    }
  }

  /// The shortest way from a stage back to itself, with the stage at both ends; empty where there is none.
  func loop(through start: Int) -> [Int] {
    guard feeds.indices.contains(start) else { return [] }
    var cameFrom = [Int?](repeating: nil, count: feeds.count)
    var queue = [start]
    var next = 0
    while next < queue.count {
      let stage = queue[next]
      next += 1
      for to in feeds[stage] {
        if to == start {
          var way = [start]
          var at = stage
          while at != start, let before = cameFrom[at] {
            way.append(at)
            at = before
          }
          return [start] + way.reversed()
        }
        guard cameFrom[to] == nil else { continue }
        cameFrom[to] = stage
        queue.append(to)
      }
    }
    return []
  }
}

/// The columns of the map: each is read from top to bottom, the first ones hold one more where they do not come out even.
struct ChainGrid {
  /// Boxes in the tallest column.
  ///
  /// The same in every size of the screen, so that the keys lead the same way in all of them.
  static let rows = 5

  let columns: [Range<Int>]

  init(_ count: Int) {
    let n = (max(0, count) + ChainGrid.rows - 1) / ChainGrid.rows
    var columns: [Range<Int>] = []
    var start = 0
    for i in 0..<n {
      let end = start + count / n + (i < count % n ? 1 : 0)
      columns.append(start..<end)
      start = end
    }
    self.columns = columns
  }

  func column(of stage: Int) -> Int { columns.firstIndex { $0.contains(stage) } ?? 0 }

  /// The stage in the same row of another column, or in its last row; the stage itself at the edges.
  func neighbour(of stage: Int, by step: Int) -> Int {
    let from = column(of: stage)
    let to = from + step
    guard columns.indices.contains(from), columns.indices.contains(to) else { return stage }
    return min(columns[to].lowerBound + stage - columns[from].lowerBound, columns[to].upperBound - 1)
  }
}

/// How a stage or a line of the map stands to the selected stage; the higher, the further in front it is drawn.
enum ChainBond: UInt8 {
  case none, loop, feeder, fed

  /// Lines that lead to and from the selected stage stand out; those that close a loop can be told from the rest.
  var role: Role {
    switch self {
    case .none: return .muted
    case .loop: return .chart
    case .feeder: return .heading
    case .fed: return .accent
    }
  }

  var emphasis: Emphasis { self == .feeder || self == .fed ? .bold : [] }
}
