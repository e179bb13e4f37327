import Analysis
package import App
package import Canvas
import Format
package import Model

/// The chain of vertical integration: its stages as a map whose lines one can follow, the record of the selected stage and
/// the plants.
///
/// The cursor runs down the stages in their order and on into the plants. The map is set in columns that are read from top
/// to bottom, so that up and down follow the chain in every size of the screen, as map and as list.
package enum ChainPanel: Panel {
  /// The panel of the chain; it has one view and no keys of its own.
  package static let id = PanelID.chain
  /// Vertical integration, for short.
  package static let title = Phrase("Chain", "체인")

  /// The rows of the map: the same in every size of the screen, so that the keys lead the same way in all of them.
  private static let rows = 5

  static func grid(_ stages: Int) -> FlowGrid { FlowGrid(stages, rows: rows) }

  /// Stages and plants, which may be 0 before the chain was described.
  package static func count(_ context: DrawContext) -> Int { context.snapshot.stages.count + context.snapshot.factories.count }

  /// The map, and the plants.
  package static func boxes(_ context: DrawContext) -> [Range<Int>] {
    let stages = context.snapshot.stages.count
    return [0..<stages, stages..<stages + context.snapshot.factories.count]
  }

  /// The stages in their order, then the plants; all with their paragraphs.
  package static func items(_ context: DrawContext) -> [Item] { ChainContent.of(context).items }

  /// Left and right go to the next column of the map; from a plant left goes back to the last stage.
  package static func move(_ step: Step, from cursor: Int, _ context: DrawContext) -> Int {
    let (stages, plants) = (context.snapshot.stages.count, context.snapshot.factories.count)
    let last = max(0, stages + plants - 1)
    guard cursor < stages else {
      if step == .left { return max(0, stages - 1) }
      if step == .first { return cursor > stages ? stages : 0 }
      return step.along(stages + plants, from: cursor)
    }
    let grid = grid(stages)
    switch step {
    case .left: return grid.neighbour(of: cursor, by: -1)
    case .right: return grid.neighbour(of: cursor, by: 1)
    case .last: return cursor == stages - 1 ? last : stages - 1
    case .pageUp: return max(0, cursor - rows)
    case .pageDown: return min(last, cursor + rows)
    default: return step.along(stages + plants, from: cursor)
    }
  }

  /// The map where it fits, from 100 columns on, otherwise a list; a sentence before anybody described the chain.
  package static func draw(_ context: DrawContext, in rect: Rect, on canvas: inout Canvas) {
    let content = ChainContent.of(context)
    guard !content.stages.isEmpty else { return content.drawUndrawn(in: rect, on: &canvas) }
    if rect.width >= 160, rect.height >= 24 {
      let (left, right) = rect.left(max(100, rect.width * 60 / 100))
      if content.drawMap(in: left, on: &canvas) { return content.drawBeside(in: right, on: &canvas) }
    } else if rect.width >= 100, rect.height >= 30 {
      let (above, below) = rect.top(2 + FlowGrid.leastHeight(rows))
      if content.drawMap(in: above, on: &canvas) { return content.drawBelow(in: below, on: &canvas) }
    }
    let (left, right) = rect.left(min(42, rect.width * 54 / 100))
    content.drawList(in: left, on: &canvas)
    content.drawSelected(in: right, on: &canvas)
  }
}

/// Which boxes are drawn where, by the size of the screen.
extension ChainContent {
  /// Wide: the selected stage or plant, the newest entries of the whole chain, and all plants.
  fileprivate func drawBeside(in rect: Rect, on canvas: inout Canvas) {
    let (above, below) = rect.top(rect.height - (plants.isEmpty ? 0 : min(plants.count + 3, rect.height / 3)))
    let (selected, news) = above.top(above.height < 32 ? above.height : 22)
    drawSelected(in: selected, on: &canvas)
    drawNews(in: news, on: &canvas)
    drawPlants(in: below, on: &canvas)
  }

  /// Medium: the selected stage in two columns; with the cursor on a plant all plants and that one.
  fileprivate func drawBelow(in rect: Rect, on canvas: inout Canvas) {
    guard let stage else {
      let (left, right) = rect.left(rect.width * 67 / 100)
      drawPlants(in: left, on: &canvas)
      return drawSelected(in: right, on: &canvas)
    }
    let text = ChainStage(content: self, position: stage)
    let inside = text.box.draw(in: rect, on: &canvas)
    let (left, right) = inside.left((inside.width + 2) * 54 / 100)
    text.story.draw(in: left.left(left.width - 2).0, on: &canvas)
    text.bonds(right.width).draw(in: right, on: &canvas)
  }

  /// All about the stage or the plant under the cursor, in one column.
  fileprivate func drawSelected(in rect: Rect, on canvas: inout Canvas) {
    if let stage {
      let text = ChainStage(content: self, position: stage)
      let inside = text.box.draw(in: rect, on: &canvas)
      text.whole(inside.width).draw(in: inside, on: &canvas)
    } else if let plant {
      let box = Box(words("Plant", "공장"), note: plants[plant].newest?.iso ?? "")
      sections(of: plants[plant]).draw(in: box.draw(in: rect, on: &canvas), on: &canvas)
    }
  }

  /// What is shown before the chain was drawn: a sentence that says so, and the plants that were known.
  fileprivate func drawUndrawn(in rect: Rect, on canvas: inout Canvas) {
    let inside = Box(words(ChainPanel.title)).draw(in: rect, on: &canvas).top(1).1
    let release = context.key(.earningsForward)
    let text = context.words(
      Phrase(
        "At this moment nobody had drawn the chain yet: the record holds no source that describes it. "
          + "\(release) next earnings release,",
        "이 시점에는 밸류체인이 아직 제시되지 않았습니다. 이를 설명하는 출처가 기록에 없습니다. "
          + "\(release) 다음 실적 발표,") + context.otherMoments)
    let rest = sections([[.text(Line(text))]]).draw(in: inside.left(90).0, on: &canvas)
    let below = Rect(rect.x + 1, rest.y + 1, rect.width - 2, rest.height - 1)
    guard let plant, below.height >= 6 else { return }
    let (table, detail) = below.top(min(plants.count + 3, max(4, below.height / 2)))
    drawPlants(in: table, on: &canvas)
    if detail.height >= 4 { sections(of: plants[plant]).draw(in: detail.inset(1, 1), on: &canvas) }
  }
}

extension PanelID {
  /// The id of `ChainPanel`.
  package static let chain = PanelID("chain")
}
