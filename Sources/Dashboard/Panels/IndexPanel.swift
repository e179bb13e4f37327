package import Canvas
import Finance
package import Model

/// The calendar of the exchange and the index, and what a rebalance of the index means for the company's shares.
package enum IndexPanel: Panel {
  package static let id = PanelID.index

  package static var views: [Phrase] { [Phrase("calendar", "일정"), Phrase("weights", "비중"), Phrase("trade", "매매")] }

  package static func count(_ scene: Scene) -> Int { IndexContent.of(scene).spots.count }

  package static func items(_ scene: Scene) -> [Item] { IndexContent.of(scene).items() }

  /// Up and down go along the list, left and right to the part before or after.
  package static func move(_ step: Step, from cursor: Int, _ scene: Scene) -> Int {
    let content = IndexContent.of(scene)
    let count = content.spots.count
    guard step == .left || step == .right else { return linearMove(step, from: cursor, count: count) }
    let at = max(0, min(count - 1, cursor))
    let starts = [IndexPart.agenda, .weights, .flow].map { content.range($0) }.filter { !$0.isEmpty }
      .map(\.lowerBound).sorted()
    if step == .right { return starts.first { $0 > at } ?? starts.last ?? 0 }
    return starts.last { $0 < at } ?? 0
  }

  package static func draw(_ scene: Scene, in rect: Rect, on canvas: inout Canvas) {
    let content = IndexContent.of(scene)
    let cursor = scene.cursor(id, content.spots.count)
    let place = IndexPlaces(rect, content, cursor, view: scene.state.view(of: id))
    // A cursor outside of a box does not change its picture; the calendar shows the day under it.
    func state(_ part: IndexPart) -> Int { content.range(part).contains(cursor) ? cursor : -1 }
    if let box = place.calendar {
      let day = Int(content.day(at: cursor, scene.snapshot).number)
      scene.part("calendar", in: box, day, on: &canvas) { IndexCalendar.draw(content, cursor, in: box, on: &$0) }
    }
    if let box = place.agenda {
      scene.part("agenda", in: box, state(.agenda), on: &canvas) {
        IndexAgenda.draw(content, cursor, in: box, on: &$0)
      }
    }
    if let box = place.weights {
      scene.part("weights", in: box, state(.weights), on: &canvas) {
        IndexWeightsBox.draw(content, cursor, in: box, on: &$0)
      }
    }
    if let box = place.flow {
      scene.part("flow", in: box, state(.flow), on: &canvas) { IndexFlowBox.draw(content, cursor, in: box, on: &$0) }
    }
  }
}

/// Where the parts of the panel go.
struct IndexPlaces {
  var calendar: Rect?
  var agenda: Rect?
  var weights: Rect?
  var flow: Rect?

  /// Columns of the calendar's box: seven days of five columns, a margin and the frame.
  static let calendarWidth = 39

  init(_ rect: Rect, _ content: IndexContent, _ cursor: Int, view: Int) {
    let part = content.spots.indices.contains(cursor) ? content.spots[cursor].part : .agenda
    if rect.width < 100 {
      // Where there is nothing to stand on in the part that the view names, its box says why below the others.
      var main = rect
      if view == 1, content.range(.weights).isEmpty {
        let (upper, lower) = rect.top(rect.height - 5)
        (main, weights) = (upper, lower)
      } else if view == 2, content.range(.flow).isEmpty {
        let (upper, lower) = rect.top(rect.height - 5)
        (main, flow) = (upper, lower)
      }
      if part == .agenda {
        let (left, right) = main.left(min(IndexPlaces.calendarWidth, rect.width / 2))
        (calendar, agenda) = (left, right)
      } else if part == .weights {
        weights = main
      } else {
        flow = main
      }
      return
    }
    if rect.width < 160 {
      if view == 2 {
        let (left, right) = rect.left(rect.width * 54 / 100)
        let (upper, lower) = left.top(20)
        (flow, agenda, weights) = (upper, lower, right)
      } else if view == 1 {
        let (left, right) = rect.left(rect.width * 46 / 100)
        weights = left
        let (upper, lower) = right.top(20)
        (flow, agenda) = (upper, lower)
      } else {
        let (upper, lower) = rect.top(rect.height - 19)
        let (left, right) = upper.left(IndexPlaces.calendarWidth)
        (calendar, agenda) = (left, right)
        let (a, b) = lower.left(rect.width * 45 / 100)
        (weights, flow) = (a, b)
      }
      return
    }
    let (left, right) = rect.left(rect.width * 60 / 100)
    let (upper, lower) = left.top(rect.height - 19)
    let (a, b) = upper.left(IndexPlaces.calendarWidth)
    (calendar, agenda, flow, weights) = (a, b, lower, right)
  }
}
