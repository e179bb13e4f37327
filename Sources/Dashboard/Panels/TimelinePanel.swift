import Analysis
package import Canvas
import Finance
import Format
package import Model

/// Every moment at which something became known: what it was, how the price answered to results, and what is to come.
package enum TimelinePanel: Panel {
  package static let id = PanelID.timeline

  package static var views: [Phrase] { [Phrase("moment", "시점"), Phrase("reactions", "실적 반응")] }

  package static func count(_ scene: Scene) -> Int { TimelineContents.of(scene).count }

  package static func items(_ scene: Scene) -> [Item] { TimelineContents.of(scene).items() }

  package static func move(_ step: Step, from cursor: Int, _ scene: Scene) -> Int {
    TimelineContents.of(scene).move(step, from: cursor)
  }

  package static func draw(_ scene: Scene, in rect: Rect, on canvas: inout Canvas) {
    let contents = TimelineContents.of(scene)
    guard !contents.isEmpty else {
      drawNothing(scene, in: rect, on: &canvas)
      return
    }
    let drawing = TimelineDrawing(contents)
    let reactionsLarge = scene.state.view(of: id) == 1
    canvas.clipped(to: rect) { canvas in
      if rect.width < 100 {
        drawSmall(drawing, reactionsLarge, in: rect, on: &canvas)
      } else if rect.width < 160 {
        drawMedium(drawing, reactionsLarge, in: rect, on: &canvas)
      } else {
        drawWide(drawing, reactionsLarge, in: rect, on: &canvas)
      }
    }
  }

  private static func drawNothing(_ scene: Scene, in rect: Rect, on canvas: inout Canvas) {
    let inside = canvas.box(rect, title: scene.words(id.title)).inset(1, 0)
    let text = scene.words(
      "Nothing was known yet on \(scene.format.date(scene.snapshot.asOf.newYorkDay)): the record begins later. "
        + "] goes on to its first moment, L to now.",
      "\(scene.format.date(scene.snapshot.asOf.newYorkDay))에는 아직 알려진 것이 없습니다. 기록은 더 뒤에 시작합니다. "
        + "]로 첫 시점, L로 현재로 이동합니다.")
    for (y, line) in TextWidth.wrap(text, inside.width).prefix(inside.height).enumerated() {
      canvas.text(line, inside.x, inside.y + y, .muted, max: inside.width)
    }
  }

  /// One list under the stepper or the price path; the list that the cursor stands in is always among those drawn.
  private static func drawSmall(
    _ drawing: TimelineDrawing, _ reactionsLarge: Bool, in rect: Rect, on canvas: inout Canvas
  ) {
    let section = drawing.contents.selection?.section
    if reactionsLarge, section == .reactions || section == nil {
      drawing.reactions(in: rect, on: &canvas)
      return
    }
    let (top, below) = rect.top(
      drawing.stepper.map { min($0.steps.count + 2, rect.height / 2) } ?? rect.height / 2)
    if section == .reactions {
      drawing.head(in: top, on: &canvas)
      drawing.reactions(in: below, on: &canvas)
    } else if drawing.stepper != nil {
      drawing.head(in: top, on: &canvas)
      let (left, right) = below.left(rect.width * 46 / 100)
      drawing.revealed(in: left, on: &canvas)
      drawing.moments(in: right, on: &canvas)
    } else {
      let (left, right) = top.left(rect.width * 46 / 100)
      drawing.head(in: left, on: &canvas)
      drawing.revealed(in: right, on: &canvas)
      drawing.moments(in: below, on: &canvas)
    }
  }

  private static func drawMedium(
    _ drawing: TimelineDrawing, _ reactionsLarge: Bool, in rect: Rect, on canvas: inout Canvas
  ) {
    let (left, right) = rect.left(rect.width * (reactionsLarge ? 56 : 51) / 100)
    if reactionsLarge {
      drawing.reactions(in: left, on: &canvas)
      let (head, below) = right.top(
        drawing.stepper?.height(right.height * 2 / 5) ?? min(14, right.height / 3))
      drawing.head(in: head, on: &canvas)
      let (revealed, moments) = below.top(drawing.revealedHeight(below.height))
      drawing.revealed(in: revealed, on: &canvas)
      drawing.moments(in: moments, on: &canvas)
      return
    }
    let (stepper, moments) = left.top(min(drawing.stepper?.height(left.height * 2 / 5) ?? 0, left.height / 2))
    if drawing.stepper != nil { drawing.steps(in: stepper, on: &canvas) }
    drawing.moments(in: moments, on: &canvas)
    let (path, below) = right.top(right.height * 35 / 100)
    drawing.path(in: path, on: &canvas)
    let (revealed, reactions) = below.top(drawing.revealedHeight(below.height))
    drawing.revealed(in: revealed, on: &canvas)
    drawing.reactions(in: reactions, on: &canvas)
  }

  private static func drawWide(
    _ drawing: TimelineDrawing, _ reactionsLarge: Bool, in rect: Rect, on canvas: inout Canvas
  ) {
    let columns = rect.columns(reactionsLarge ? [38, 31, 31] : [34, 33, 33])
    if reactionsLarge {
      drawing.reactions(in: columns[0], on: &canvas)
    } else {
      drawing.moments(in: columns[0], on: &canvas)
    }
    let third: Rect
    if let stepper = drawing.stepper {
      let (steps, path) = columns[1].top(stepper.height(rect.height * 3 / 5))
      drawing.steps(in: steps, on: &canvas)
      drawing.path(in: path, on: &canvas)
      let (revealed, below) = columns[2].top(drawing.revealedHeight(rect.height))
      drawing.revealed(in: revealed, on: &canvas)
      third = below
    } else {
      let (path, revealed) = columns[1].top(rect.height * 2 / 5)
      drawing.path(in: path, on: &canvas)
      drawing.revealed(in: revealed, on: &canvas)
      third = columns[2]
    }
    if reactionsLarge {
      drawing.moments(in: third, on: &canvas)
    } else {
      drawing.reactions(in: third, on: &canvas)
    }
  }
}

/// The parts of the panel over the same contents.
struct TimelineDrawing {
  let contents: TimelineContents

  init(_ contents: TimelineContents) { self.contents = contents }

  var stepper: EarningsStepper? { contents.stepper }
  var scene: Scene { contents.scene }

  /// The rows that the revealed list wants of a height: as many as it has, but no more than leaves room for the table below.
  func revealedHeight(_ room: Int) -> Int {
    max(min(6, room), min(contents.revealed.count + 2, room * 58 / 100))
  }

  /// The stepper around an earnings day, the price path away from one: where there is room for one of them only.
  func head(in rect: Rect, on canvas: inout Canvas) {
    if stepper != nil { steps(in: rect, on: &canvas) } else { path(in: rect, on: &canvas) }
  }
}
