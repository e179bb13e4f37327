package import Model

/// The chain of vertical integration at a moment: its stages, who feeds whom, and what the record says of them.
package struct ChainState {
  /// The stages in their order.
  package let stages: [Stage]
  /// Who feeds whom, by place in the list of stages: in the order of those that feed.
  package private(set) var feeding: [(from: Int, to: Int)] = []
  /// For each stage the places of those that it feeds, in the order of its entry in the facts.
  package private(set) var feeds: [[Int]]
  /// For each stage the places of those that feed it, in the order of the chain.
  package private(set) var fedBy: [[Int]]
  /// What the record says of them, entry by entry, the newest first; of one moment in the order of the stages.
  package let news: [(stage: Stage, remark: Remark)]

  init(_ s: Snapshot) {
    let stages = s.stages.sorted { $0.order < $1.order }
    self.stages = stages
    let changes = stages.map(\.changes)
    // Places are sorted, not the entries themselves with their words.
    let places = changes.indices.flatMap { stage in changes[stage].indices.map { (changes[stage][$0].knownAt, stage, $0) } }
    news = places.sorted { ($1.0, $0.1) < ($0.0, $1.1) }.map { (stages[$0.1], changes[$0.1][$0.2]) }
    feeds = Array(repeating: [], count: stages.count)
    fedBy = feeds
    var positions: [String: Int] = [:]
    for (i, stage) in stages.enumerated() { positions[stage.id] = i }
    for (i, stage) in stages.enumerated() {
      for id in stage.feeds {
        guard let to = positions[id], to != i, !feeds[i].contains(to) else { continue }
        feeding.append((i, to))
        feeds[i].append(to)
        fedBy[to].append(i)
      }
    }
  }

  /// The shortest way from a stage back to itself, with the stage at both ends; empty where there is none.
  package func loop(through start: Int) -> [Int] {
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
