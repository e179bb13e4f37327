internal import Canvas
import Format
internal import Model

/// The chain as boxes in columns, joined by lines: out of the middle of a box, in at its upper edge.
///
/// Lines between neighbours of a column run straight down; all others leave to the right and run in lanes between the columns,
/// a lane for each stage they come from. A line over more than one column passes below the boxes between.
struct ChainMap {
  /// Rows that boxes of the least height need.
  static let leastHeight = ChainGrid.rows * 3 + (ChainGrid.rows - 1)

  private var content: ChainContent
  private let area: Rect
  private let grid: ChainGrid
  private var boxes: [Rect] = []
  private var lanes: ChainLanes
  /// The row of the line that passes below the boxes, by the stage it comes from.
  private var passages: [Int: Int] = [:]

  /// The map in an area, with the layout kept from the frame before; nil where it does not fit.
  static func of(_ content: ChainContent, in area: Rect) -> ChainMap? {
    var map = content.map.value(for: area) {
      // What is kept in a content must not keep that content.
      var own = content
      own.map = Latest()
      return ChainMap(own, in: area)
    }
    map?.content = content
    return map
  }

  /// Lays the map out.
  private init?(_ content: ChainContent, in area: Rect) {
    self.content = content
    self.area = area
    grid = ChainGrid(content.stages.count)
    lanes = ChainLanes(content.graph, grid)
    let (count, rows) = (grid.columns.count, grid.columns.first?.count ?? 0)
    guard rows > 0, area.height >= rows * 3 + rows - 1 else { return nil }
    let width = min(26, (area.width - 2 - lanes.totalWidth) / count)
    guard width >= 16 else { return nil }
    let gap = area.height >= rows * 6 + 2 * (rows - 1) ? 2 : 1
    let height = min(8, (area.height - gap * (rows - 1)) / rows)
    let used = width * count + lanes.totalWidth
    var x = area.x + (area.width - used) / 2
    for (column, stages) in grid.columns.enumerated() {
      for row in 0..<stages.count { boxes.append(Rect(x, area.y + row * (height + gap), width, height)) }
      x += width
      lanes.place(column, at: x)
      x += lanes.width(column)
    }
    guard layPassages() else { return nil }
    lanes.order(boxes, passages)
  }

  /// Finds a row for each line that passes below other columns; false where there is none.
  private mutating func layPassages() -> Bool {
    var used = 0
    for edge in content.graph.edges {
      let (from, to) = lanes.gutters(of: edge)
      guard from != to, passages[edge.from] == nil else { continue }
      let between = from < to ? (from + 1)...to : (to + 1)...from
      let bottom = between.compactMap { grid.columns[$0].last.map { boxes[$0].maxY } }.max() ?? area.y
      guard bottom + used < area.maxY else { return false }
      passages[edge.from] = bottom + used
      used += 1
    }
    return true
  }

  // MARK: drawing

  func draw(on canvas: inout Canvas) {
    var wires = ChainWires(area)
    for edge in content.graph.edges { wires.connect(way(of: edge), owner: edge.from, content.bond(of: edge)) }
    wires.draw(on: &canvas)
    for i in boxes.indices {
      canvas.clipped(to: boxes[i]) { drawBox(i, on: &$0) }
    }
    // The selected stage's ends come last, so that theirs is the mark where lines share an end.
    for edge in content.graph.edges.sorted(by: { content.bond(of: $0).rawValue < content.bond(of: $1).rawValue }) {
      drawEnds(of: edge, on: &canvas)
    }
    drawLegend(on: &canvas)
  }

  /// The corners of a line, from the border that it leaves to the arrowhead.
  private func way(of edge: ChainGraph.Edge) -> [(x: Int, y: Int)] {
    let (source, target) = (boxes[edge.from], boxes[edge.to])
    if lanes.isStraight(edge) {
      let x = source.x + source.width / 2
      return [(x, source.maxY - 1), (x, target.y)]
    }
    let (from, to) = lanes.gutters(of: edge)
    let start = (x: source.maxX - 1, y: source.y + 1)
    let end = (x: entersFromRight(edge) ? target.maxX : target.x - 1, y: target.y)
    let out = lanes.x(from, edge.from)
    guard from != to else { return [start, (out, start.y), (out, end.y), end] }
    let (back, y) = (lanes.x(to, edge.from), passages[edge.from] ?? start.y)
    return [start, (out, start.y), (out, y), (back, y), (back, end.y), end]
  }

  private func entersFromRight(_ edge: ChainGraph.Edge) -> Bool { grid.column(of: edge.to) <= grid.column(of: edge.from) }

  /// The joint where a line leaves and the arrowhead where it arrives.
  private func drawEnds(of edge: ChainGraph.Edge, on canvas: inout Canvas) {
    let (bond, source, target) = (content.bond(of: edge), boxes[edge.from], boxes[edge.to])
    if lanes.isStraight(edge) {
      let x = source.x + source.width / 2
      canvas.put("┬", x, source.maxY - 1, bond.role, bond.emphasis)
      canvas.put("▾", x, target.y - 1, bond.role, bond.emphasis)
      return
    }
    canvas.put("├", source.maxX - 1, source.y + 1, bond.role, bond.emphasis)
    if entersFromRight(edge) {
      canvas.put("◂", target.maxX, target.y, bond.role, bond.emphasis)
    } else {
      canvas.put("▸", target.x - 1, target.y, bond.role, bond.emphasis)
    }
  }

  private func drawBox(_ i: Int, on canvas: inout Canvas) {
    let (scene, stage, box) = (content.scene, content.stages[i], boxes[i])
    let isSelected = i == content.stage
    let (fed, feeder) = content.relation(of: i)
    let border: Role = isSelected ? .key : fed ? ChainBond.fed.role : feeder ? ChainBond.feeder.role : .border
    let label = scene.words(stage.shortLabel)
    let inside = canvas.box(box, title: label, role: border, titleRole: isSelected ? .key : .heading)
    let spare = inside.width - TextWidth.columns(label) - 2
    drawTally(stage, end: inside.maxX, box.y, max: spare, isSelected ? .key : nil, on: &canvas)
    drawWayBack(from: i, on: &canvas)
    if fed { canvas.put("▸", inside.x, inside.y, .accent, .bold) }
    if feeder { canvas.put("◂", inside.maxX - 1, inside.y, .heading, .bold) }
    let room = Rect(inside.x + 1, inside.y, inside.width - (feeder ? 2 : 1), inside.height)
    let used = drawKeyFigure(i, in: room, on: &canvas)
    drawStatus(stage, in: room.top(used).1, on: &canvas)
    // Only the edge with the name: reverse video over many roles would be hard to read.
    if isSelected { canvas.emphasise(Rect(box.x, box.y, box.width, 1), .selected) }
  }

  /// How much the record added to a stage, and whether something is new, in the fullest form that fits the edge of its box.
  private func drawTally(
    _ stage: Stage, end: Int, _ y: Int, max room: Int, _ role: Role?, on canvas: inout Canvas
  ) {
    let count = content.changes(of: stage)
    let (dots, short) = (content.dots(of: stage), count == 0 ? "○" : "●\(count)")
    let isNew = content.isNew(stage)
    let new = content.scene.words("new", "신규")
    let forms = isNew ? [new + " " + dots, new + " " + short, new] : [dots, short]
    guard let form = forms.first(where: { TextWidth.columns($0) + 2 <= room }) else { return }
    canvas.right(" " + form + " ", end, y, role ?? (isNew ? .new : count == 0 ? .muted : .reported))
  }

  /// Where a line that closes a loop leads back to, in the lower edge of the box that it leaves.
  private func drawWayBack(from i: Int, on canvas: inout Canvas) {
    let back = content.graph.feeds[i].filter { $0 < i }
    guard !back.isEmpty else { return }
    let box = boxes[i]
    let isStraight = content.graph.feeds[i].contains { lanes.isStraight(.init(from: i, to: $0)) }
    let label = " ◂ \(content.scene.words(content.names(back))) "
    canvas.text(label, box.x + 1, box.maxY - 1, ChainBond.loop.role, max: isStraight ? box.width / 2 - 2 : box.width - 2)
  }

  /// The newest value of the stage's first figure with its period, or the date of its newest entry; returns the rows taken.
  private func drawKeyFigure(_ i: Int, in room: Rect, on canvas: inout Canvas) -> Int {
    let (scene, stage) = (content.scene, content.stages[i])
    guard let reading = content.figures[i] else {
      canvas.text(content.newestDay(of: stage), room.x, room.y, .muted, max: room.width)
      return 1
    }
    let (role, mark) = reading.figure.map { (scene.role($0), scene.mark($0)) } ?? (.muted, "")
    let used = canvas.text(scene.format.text(reading) + mark, room.x, room.y, role, .bold, max: room.width)
    let period = reading.figure?.period.shortLabel ?? ""
    let spare = room.width - used - 1 - period.utf8.count
    if spare >= 0 { canvas.right(period, room.maxX - (spare > 0 ? 1 : 0), room.y, .muted) }
    guard room.height > 1, let metric = ChainContent.keyMetric(stage) else { return 1 }
    let change = content.yearOnYear(metric, reading)
    let taken = canvas.text(scene.format.change(change), room.x, room.y + 1, scene.role(ofChange: change), max: room.width)
    if taken + 5 <= room.width { canvas.right("YoY", room.maxX - 1, room.y + 1, .muted) }
    return 2
  }

  /// The newest entry of the record, as far as the box has room.
  private func drawStatus(_ stage: Stage, in room: Rect, on canvas: inout Canvas) {
    guard room.height > 0, let last = stage.history.last else { return }
    let lines = TextWidth.wrap(content.scene.words(last.text), room.width)
    for (y, line) in lines.prefix(room.height).enumerated() {
      let isCut = y == room.height - 1 && lines.count > room.height
      let text = isCut ? TextWidth.fit(line + " " + lines[y + 1], room.width) : line
      canvas.text(text, room.x, room.y + y, .muted, max: room.width)
    }
  }

  /// What the marks mean, in the corner that the shorter columns leave free.
  private func drawLegend(on canvas: inout Canvas) {
    guard grid.columns.count > 1, let firstShort = grid.columns.firstIndex(where: { $0.count < grid.columns[0].count }) else {
      return
    }
    let scene = content.scene
    let since = content.drawnOn?.iso ?? ""
    let lines = [
      scene.words(
        "●●● entries in the record since \(since)   ○ none   date: newest entry",
        "●●● \(since) 이후 기록 수   ○ 없음   날짜: 최근 기록"),
      scene.words(
        "▸ the selected stage feeds it   ◂ it feeds the selected stage", "▸ 선택 단계의 다음   ◂ 선택 단계의 이전"),
    ]
    let left = boxes[grid.columns[firstShort].lowerBound].x
    let top = (passages.values.max() ?? (area.maxY - lines.count - 1)) + 1
    for (i, line) in lines.enumerated() where area.maxY - lines.count + i >= top {
      canvas.text(line, left, area.maxY - lines.count + i, .muted, max: area.maxX - left)
    }
  }
}
