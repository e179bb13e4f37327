internal import Canvas
import Format
internal import Model

/// The chain as a list with its lines in a gutter at the left, the plants below it.
///
/// A rail joins each stage to the next one; lines to stages further away run in lanes left of it.
struct ChainList {
  private let content: ChainContent
  /// The lane of each stage with lines to stages that are not next to it, 0 nearest to the rail.
  private var lanes: [Int: Int] = [:]

  init(_ content: ChainContent) {
    self.content = content
    assignLanes()
  }

  /// Short lines next to the rail, long ones further out.
  private mutating func assignLanes() {
    var spans: [(source: Int, first: Int, last: Int)] = []
    for source in content.stages.indices {
      let targets = content.graph.feeds[source].filter { $0 != source + 1 }
      guard let low = targets.min(), let high = targets.max() else { continue }
      spans.append((source, min(low, source), max(high, source)))
    }
    var taken: [[ClosedRange<Int>]] = []
    for span in spans.sorted(by: { ($0.last - $0.first, $0.source) < ($1.last - $1.first, $1.source) }) {
      let rows = span.first...span.last
      let lane = taken.firstIndex { !$0.contains { $0.overlaps(rows) } } ?? taken.count
      if lane == taken.count { taken.append([]) }
      taken[lane].append(rows)
      lanes[span.source] = lane
    }
  }

  func draw(in rect: Rect, on canvas: inout Canvas) {
    let stages = content.stages.count
    let plantsTop = stages + 2
    let total = content.plants.isEmpty ? stages : plantsTop + content.plants.count
    let line = content.stage ?? plantsTop + (content.plantIndex ?? 0)
    let offset =
      line < rect.height ? (line >= stages ? total - rect.height : 0) : min(line - rect.height / 2, total - rect.height)
    let top = rect.y - max(0, offset)
    canvas.clipped(to: rect) { canvas in
      let rail = rect.x + 1 + 2 * ((lanes.values.max() ?? -1) + 1)
      drawWires(top: top, rail: rail, in: rect, on: &canvas)
      for i in content.stages.indices { drawStage(i, Rect(rail + 1, top + i, rect.maxX - rail - 1, 1), on: &canvas) }
      guard !content.plants.isEmpty else { return }
      let heading = content.scene.words("Plants · capacity GWh/yr", "공장 · 용량 GWh/년")
      canvas.text(heading, rect.x + 1, top + stages + 1, .title, .bold, max: rect.width - 2)
      for i in content.plants.indices { drawPlant(i, Rect(rect.x, top + plantsTop + i, rect.width, 1), on: &canvas) }
    }
  }

  private func drawWires(top: Int, rail: Int, in rect: Rect, on canvas: inout Canvas) {
    let height = content.stages.count
    guard height > 0 else { return }
    var wires = ChainWires(Rect(rect.x, top, rail + 1 - rect.x, height))
    for i in 0..<height { wires.add(.right, at: (rail, top + i), -1, i == content.stage ? .fed : .none) }
    for edge in content.graph.edges {
      let bond = content.bond(of: edge)
      guard edge.to != edge.from + 1 else {
        wires.add(.down, at: (rail, top + edge.from), -1, bond)
        wires.add(.up, at: (rail, top + edge.to), -1, bond)
        continue
      }
      let x = rail - 2 - 2 * (lanes[edge.from] ?? 0)
      let (from, to) = (top + edge.from, top + edge.to)
      wires.connect([(rail, from), (x, from), (x, to), (rail, to)], owner: edge.from, bond)
      wires.add(.left, at: (rail, from), -1, bond)
      wires.add(.left, at: (rail, to), -1, bond)
    }
    wires.draw(on: &canvas)
    for edge in content.graph.edges.sorted(by: { content.bond(of: $0).rawValue < content.bond(of: $1).rawValue })
    where edge.to != edge.from + 1 {
      let bond = content.bond(of: edge)
      canvas.put("▸", rail - 1, top + edge.to, bond.role, bond.emphasis)
    }
  }

  private func drawStage(_ i: Int, _ row: Rect, on canvas: inout Canvas) {
    let (scene, stage) = (content.scene, content.stages[i])
    let isSelected = i == content.stage
    let isNew = content.isNew(stage)
    let (fed, feeder) = content.relation(of: i)
    let role: Role = fed ? .accent : feeder ? .heading : .text
    // The cursor's row is of one role: reverse video over many would be hard to read.
    canvas.text(content.changes(of: stage) == 0 ? "○" : "●", row.x, row.y, isSelected ? .text : isNew ? .new : .reported)
    canvas.text((fed ? "▸" : "") + (feeder ? "◂" : ""), row.x + 1, row.y, role, .bold, max: row.width - 1)
    let used = canvas.text(
      scene.words(stage.shortLabel), row.x + 4, row.y, role, fed || feeder ? .bold : [], max: min(12, row.width - 5))
    let end = row.maxX - 1
    // A number is shown whole or not at all.
    func value(_ text: String, _ role: Role) {
      guard TextWidth.columns(text) < end - row.x - 4 - used else { return }
      canvas.right(text, end, row.y, isSelected ? .text : role)
    }
    if let reading = content.figures[i] {
      let (valueRole, mark) = reading.figure.map { (scene.role($0), scene.mark($0)) } ?? (.muted, "")
      value(scene.format.text(reading) + mark, valueRole)
    } else {
      let day = content.newestDay(of: stage)
      // Beside the word there is no room for the year.
      value(isNew ? scene.words("new ", "신규 ") + String(day.dropFirst(5)) : day, isNew ? .new : .muted)
    }
    if isSelected { canvas.emphasise(row, .selected) }
  }

  private func drawPlant(_ i: Int, _ row: Rect, on canvas: inout Canvas) {
    let (scene, plant) = (content.scene, content.plants[i])
    let reading = content.capacity(plant)
    let mark = reading.figure.map { scene.mark($0) } ?? ""
    let value = canvas.right(
      scene.format.value(reading) + mark, row.maxX - 1, row.y, reading.figure.map { scene.role($0) } ?? .muted, max: 8)
    canvas.text(scene.words(plant.name), row.x + 1, row.y, max: row.width - 3 - value)
    if i == content.plantIndex { canvas.emphasise(row, .selected) }
  }
}
