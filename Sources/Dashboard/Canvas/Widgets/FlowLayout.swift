/// Where the boxes of a flow chart stand, and which ways its lines take.
///
/// Lines between neighbours of a column run straight down; all others leave to the right and run in lanes between the columns, one lane for
/// each box they come from. A line over more than one column passes below the boxes between.
package struct FlowLayout {
  let area: Rect
  let grid: FlowGrid
  private(set) var boxes: [Rect] = []
  private var lanes: FlowLanes
  /// The row of the line that passes below the boxes, by the box it comes from.
  private var passages: [Int: Int] = [:]

  /// Nil where there is no room for it.
  package init?(_ grid: FlowGrid, _ links: [Link], in area: Rect) {
    self.area = area
    self.grid = grid
    lanes = FlowLanes(links, grid)
    let (count, rows) = (grid.columns.count, grid.columns.first?.count ?? 0)
    guard rows > 0, area.height >= FlowGrid.leastHeight(rows) else { return nil }
    let width = min(26, (area.width - 2 - lanes.totalWidth) / count)
    guard width >= 16 else { return nil }
    let gap = area.height >= rows * 6 + 2 * (rows - 1) ? 2 : 1
    let height = min(8, (area.height - gap * (rows - 1)) / rows)
    let used = width * count + lanes.totalWidth
    var x = area.x + (area.width - used) / 2
    for (column, places) in grid.columns.enumerated() {
      for row in 0..<places.count { boxes.append(Rect(x, area.y + row * (height + gap), width, height)) }
      x += width
      lanes.place(column, at: x)
      x += lanes.width(column)
    }
    guard layPassages(links) else { return nil }
    lanes.order(boxes, passages)
  }

  /// Finds a row for each line that passes below other columns; false where there is none.
  private mutating func layPassages(_ links: [Link]) -> Bool {
    var used = 0
    for link in links {
      let (from, to) = lanes.gutters(of: link)
      guard from != to, passages[link.from] == nil else { continue }
      let between = from < to ? (from + 1)...to : (to + 1)...from
      let bottom = between.compactMap { grid.columns[$0].last.map { boxes[$0].maxY } }.max() ?? area.y
      guard bottom + used < area.maxY else { return false }
      passages[link.from] = bottom + used
      used += 1
    }
    return true
  }

  func isStraight(_ link: Link) -> Bool { lanes.isStraight(link) }

  func entersFromRight(_ link: Link) -> Bool { grid.column(of: link.to) <= grid.column(of: link.from) }

  /// The corners of a line, from the border that it leaves to the arrowhead.
  func way(of link: Link) -> [(x: Int, y: Int)] {
    let (source, target) = (boxes[link.from], boxes[link.to])
    if isStraight(link) {
      let x = source.x + source.width / 2
      return [(x, source.maxY - 1), (x, target.y)]
    }
    let (from, to) = lanes.gutters(of: link)
    let start = (x: source.maxX - 1, y: source.y + 1)
    let end = (x: entersFromRight(link) ? target.maxX : target.x - 1, y: target.y)
    let out = lanes.x(from, link.from)
    guard from != to else { return [start, (out, start.y), (out, end.y), end] }
    let (back, y) = (lanes.x(to, link.from), passages[link.from] ?? start.y)
    return [start, (out, start.y), (out, y), (back, y), (back, end.y), end]
  }

  /// The corner that the shorter columns leave free, for so many lines; nil where there is none.
  func corner(_ lines: Int) -> Rect? {
    guard let first = grid.columns.first, let short = grid.columns.first(where: { $0.count < first.count }) else { return nil }
    let left = boxes[short.lowerBound].x
    let top = max(area.maxY - lines, (passages.values.max() ?? area.y) + 1)
    return Rect(left, top, area.maxX - left, area.maxY - top)
  }
}
