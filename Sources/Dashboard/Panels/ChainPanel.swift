package import Canvas
internal import Finance
import Format
internal import Model

/// The chain of vertical integration: its stages as a map whose lines one can follow, the record of the selected stage and
/// the plants.
///
/// The cursor runs down the stages in their order and on into the plants. The map is set in columns that are read from top
/// to bottom, so that up and down follow the chain in every size of the screen, as map and as list.
package enum ChainPanel: Panel {
  package static let id = PanelID.chain

  package static func count(_ scene: Scene) -> Int { scene.snapshot.stages.count + scene.snapshot.factories.count }

  package static func items(_ scene: Scene) -> [Item] {
    let content = ChainContent.of(scene)
    return content.stages.indices.map { item(ofStage: $0, content) } + content.plants.map { item(ofPlant: $0, content) }
  }

  package static func move(_ step: Step, from cursor: Int, _ scene: Scene) -> Int {
    let (stages, plants) = (scene.snapshot.stages.count, scene.snapshot.factories.count)
    let last = max(0, stages + plants - 1)
    guard cursor < stages else {
      if step == .left { return max(0, stages - 1) }
      if step == .first { return cursor > stages ? stages : 0 }
      return linearMove(step, from: cursor, count: stages + plants)
    }
    let grid = ChainGrid(stages)
    switch step {
    case .left: return grid.neighbour(of: cursor, by: -1)
    case .right: return grid.neighbour(of: cursor, by: 1)
    case .last: return cursor == stages - 1 ? last : stages - 1
    case .pageUp: return max(0, cursor - ChainGrid.rows)
    case .pageDown: return min(last, cursor + ChainGrid.rows)
    default: return linearMove(step, from: cursor, count: stages + plants)
    }
  }

  package static func draw(_ scene: Scene, in rect: Rect, on canvas: inout Canvas) {
    let content = ChainContent.of(scene)
    guard !content.stages.isEmpty else { return drawUndrawn(content, in: rect, on: &canvas) }
    if rect.width >= 160, rect.height >= 24 {
      let (left, right) = rect.left(max(100, rect.width * 60 / 100))
      if drawMap(content, in: left, on: &canvas) { return drawBeside(content, in: right, on: &canvas) }
    } else if rect.width >= 100, rect.height >= 30 {
      let (above, below) = rect.top(2 + ChainMap.leastHeight)
      if drawMap(content, in: above, on: &canvas) { return drawBelow(content, in: below, on: &canvas) }
    }
    let (left, right) = rect.left(min(42, rect.width * 54 / 100))
    drawList(content, in: left, on: &canvas)
    drawSelected(content, in: right, on: &canvas)
  }

  /// The map in its box; false, with nothing drawn, where it does not fit.
  private static func drawMap(_ content: ChainContent, in rect: Rect, on canvas: inout Canvas) -> Bool {
    guard let map = ChainMap.of(content, in: rect.inset(1, 1)) else { return false }
    canvas.clipped(to: rect) { canvas in
      canvas.box(rect, title: content.scene.words(id.title), note: content.note)
      map.draw(on: &canvas)
    }
    return true
  }

  private static func drawList(_ content: ChainContent, in rect: Rect, on canvas: inout Canvas) {
    let inside = canvas.box(rect, title: content.scene.words(id.title), note: content.shortNote)
    ChainList(content).draw(in: inside, on: &canvas)
  }

  /// Wide: the selected one, the newest entries of the whole chain, and all plants.
  private static func drawBeside(_ content: ChainContent, in rect: Rect, on canvas: inout Canvas) {
    let plantsHeight = content.plants.isEmpty ? 0 : min(content.plants.count + 3, rect.height / 3)
    let (above, plants) = rect.top(rect.height - plantsHeight)
    let (selected, news) = above.top(above.height < 32 ? above.height : 22)
    drawSelected(content, in: selected, on: &canvas)
    if !news.isEmpty {
      canvas.clipped(to: news) { ChainNews(content).draw(in: news, on: &$0) }
    }
    if plantsHeight > 0 { drawPlants(content, in: plants, on: &canvas) }
  }

  /// Medium: the selected stage in two columns; with the cursor on a plant all plants and that one.
  private static func drawBelow(_ content: ChainContent, in rect: Rect, on canvas: inout Canvas) {
    if content.plant != nil {
      let (left, right) = rect.left(rect.width * 67 / 100)
      drawPlants(content, in: left, on: &canvas)
      drawSelected(content, in: right, on: &canvas)
      return
    }
    guard let i = content.stage else { return }
    let detail = ChainStageDetail(content, i)
    let inside = detail.drawBox(in: rect, on: &canvas)
    let (left, right) = inside.inset(1, 0).left(inside.width * 54 / 100)
    var story = detail.story(left.width - 2)
    story.compose(left.height).draw(in: left, on: &canvas)
    var bonds = detail.bonds(right.width)
    bonds.append(content.plantsHint(right.width))
    bonds.compose(right.height).draw(in: right, on: &canvas)
  }

  private static func drawPlants(_ content: ChainContent, in rect: Rect, on canvas: inout Canvas) {
    canvas.clipped(to: rect) { ChainPlants(content).draw(in: rect, on: &$0) }
  }

  /// All about the stage or the plant under the cursor, in one column.
  private static func drawSelected(_ content: ChainContent, in rect: Rect, on canvas: inout Canvas) {
    if let i = content.stage {
      let detail = ChainStageDetail(content, i)
      let inside = detail.drawBox(in: rect, on: &canvas).inset(1, 0)
      var text = detail.whole(inside.width)
      text.compose(inside.height).draw(in: inside, on: &canvas)
    } else if let plant = content.plant {
      let inside = canvas.box(rect, title: content.scene.words("Plant", "공장"), note: plant.newest?.iso ?? "").inset(1, 0)
      var text = ChainPlants(content).text(of: plant, inside.width)
      text.compose(inside.height).draw(in: inside, on: &canvas)
    }
  }

  /// What stands here before the chain was drawn: the sentence that says so, and the plants that were known.
  private static func drawUndrawn(_ content: ChainContent, in rect: Rect, on canvas: inout Canvas) {
    let inside = canvas.box(rect, title: content.scene.words(id.title)).inset(1, 0)
    let words = content.scene.words(
      "At this moment nobody had drawn the chain yet: the record holds no source that describes it. "
        + "] goes on to the next moment, } to the next earnings release, L back to now.",
      "이 시점에는 밸류체인이 아직 제시되지 않았습니다. 이를 설명하는 출처가 기록에 없습니다. "
        + "] 다음 시점, } 다음 실적 발표, L 현재로.")
    var lines = ChainText(content.scene)
    lines.append(lines.wrapped(words, min(inside.width, 90), .text))
    let (_, body) = inside.top(1)
    lines.compose(body.height).draw(in: body, on: &canvas)
    let used = 2 + (lines.sections.first?.count ?? 0)
    let (_, below) = rect.inset(1, 1).top(used)
    guard let plant = content.plant, below.height >= 6 else { return }
    let (table, rest) = below.top(min(content.plants.count + 3, max(4, below.height / 2)))
    ChainPlants(content).draw(in: table, on: &canvas)
    guard rest.height >= 4 else { return }
    var text = ChainPlants(content).text(of: plant, rest.width - 2)
    let space = rest.inset(1, 1)
    text.compose(space.height).draw(in: space, on: &canvas)
  }
}

// MARK: items

extension ChainPanel {
  private static func item(ofStage i: Int, _ content: ChainContent) -> Item {
    let stage = content.stages[i]
    var text: [Phrase] = stage.history.reversed().map { dated($0) }
    if let note = stage.note { text.append(Phrase("Note: \(note.text.en)", "메모: \(note.text.ko)")) }
    let (feeds, fedBy) = (content.names(content.graph.feeds[i]), content.names(content.graph.fedBy[i]))
    text.append(Phrase("Feeds: \(feeds.en)", "다음 단계: \(feeds.ko)"))
    text.append(Phrase("Fed by: \(fedBy.en)", "이전 단계: \(fedBy.ko)"))
    for metric in stage.metrics {
      let (name, reading) = (Names.of(metric), content.latest(metric))
      let value = content.scene.format.text(reading)
      let period = reading.figure.map { " · \($0.period.label)" } ?? ""
      text.append(Phrase("\(name.en): \(value)\(period)", "\(name.ko): \(value)\(period)"))
    }
    return Item(stage.label, content.figures[i], citation: stage.citation, text: text)
  }

  private static func item(ofPlant plant: Factory, _ content: ChainContent) -> Item {
    var text = [Phrase("\(plant.product.en) · \(plant.place.en)", "\(plant.product.ko) · \(plant.place.ko)")]
    text += plant.dates.map { Phrase("\($0.day.iso): \($0.name.en)", "\($0.day.iso): \($0.name.ko)") }
    if let status = plant.status { text.append(dated(status)) }
    text += plant.milestones.reversed().map { dated($0) }
    // A plant shows from its announcement on; what is written about it later must not be named before.
    let isWritten = plant.citation.knownAt <= content.scene.snapshot.asOf
    if let capacity = plant.capacity {
      let kind = Names.of(capacity.kind)
      text.insert(Phrase("Capacity: \(kind.en)", "용량 기준: \(kind.ko)"), at: 1)
      return Item(plant.name, .known(capacity.figure), text: text)
    }
    let why = plant.capacityReading.absence ?? .notDisclosed
    let words = "\(content.scene.format.mark(why)) \(content.scene.format.words(why))"
    text.insert(Phrase("Capacity: \(words)", "용량: \(words)"), at: 1)
    return Item(plant.name, citation: isWritten ? plant.citation : nil, text: text)
  }

  private static func dated(_ remark: Remark) -> Phrase {
    let day = remark.knownAt.newYorkDay.iso
    return Phrase("\(day): \(remark.text.en)", "\(day): \(remark.text.ko)")
  }
}
