import Analysis
package import App
package import Canvas
import Finance
import Format
package import Model

/// Every moment at which something became known: what it was, how the price reacted to results, and what is to come.
package enum TimelinePanel: Panel {
  /// The panel of moments; it has no keys of its own.
  package static let id = PanelID.timeline
  /// Moments in their order.
  package static let title = Phrase("Timeline", "타임라인")

  /// Which list is large: that of the moments, or the reactions to results.
  package static var views: [Phrase] { [Phrase("moment", "시점"), Phrase("reactions", "실적 반응")] }

  /// The rows of all lists together, whichever are in sight; 0 where nothing is known at all.
  package static func count(_ context: DrawContext) -> Int { TimelineContent.of(context).count }

  /// The rows of all lists, the large one first; only the one under the cursor has its paragraphs.
  package static func items(_ context: DrawContext) -> [Item] { TimelineContent.of(context).items() }

  /// The lists in the order of the cursor.
  package static func boxes(_ context: DrawContext) -> [Range<Int>] { TimelineContent.of(context).sections.map { $0.range } }
  /// Going to the moment under the cursor.
  package static let commands = [
    Command(
      "timeline.goto", on: .panel(.timeline), ["o"], Phrase("go there", "이동"),
      Phrase("go to the moment of the selected row", "선택한 행의 시점으로 이동"),
      whyNot: {
        TimelineContent.of($0.draw).selectedInstant == nil ? Phrase("this row has no moment in the past", "과거 시점이 아닌 행임") : nil
      }
    ) { state, context in
      if let instant = TimelineContent.of(context.draw).selectedInstant { state.go(to: .at(instant), context) }
      return nil
    }
  ]

  /// Up and down walk through the lists, left and right go from list to list, around the end.
  package static func move(_ step: Step, from cursor: Int, _ context: DrawContext) -> Int {
    TimelineContent.of(context).move(step, from: cursor)
  }

  /// The lists that fit, always with the cursor's among them; a sentence where nothing is known at all.
  package static func draw(_ context: DrawContext, in rect: Rect, on canvas: inout Canvas) {
    let content = TimelineContent.of(context)
    guard !content.isEmpty else {
      let day = context.format.date(context.snapshot.asOf.newYorkDay)
      let text = context.words(
        Phrase("Nothing was known yet on \(day): the record begins later.", "\(day)에는 아직 알려진 것이 없습니다. 기록은 더 뒤에 시작합니다.")
          + context.otherMoments)
      return Paragraph(text).draw(in: rect, box: Box(context.words(title)), on: &canvas)
    }
    for (part, place) in TimelineLayout(content: content, rect: rect).places where !place.isEmpty {
      switch part {
      case .steps: TimelineSteps.draw(content, in: place, on: &canvas)
      case .path: TimelinePath.draw(content, in: place, on: &canvas)
      case .revealed: TimelineRevealed.draw(content, in: place, on: &canvas)
      case .moments: TimelineMoments.draw(content, in: place, on: &canvas)
      case .reactions: TimelineReactions.draw(content, in: place, on: &canvas)
      }
    }
  }
}

/// Which parts of the panel are shown, and where.
struct TimelineLayout {
  enum Part { case steps, path, revealed, moments, reactions }

  let content: TimelineContent
  let rect: Rect

  private var steps: Int? { content.steps?.steps.count }

  var places: [(Part, Rect)] { rect.width < 100 ? small : rect.width < 160 ? medium : wide }

  /// The steps around an earnings day, the price path away from one: where there is room for one of them only.
  private var head: Part { steps == nil ? .path : .steps }

  /// The rows that the steps want: with a line between them where that is not too tall.
  private func height(ofSteps count: Int, _ room: Int) -> Int { 2 * count + 1 <= room ? 2 * count + 1 : count + 2 }

  /// The rows that the list of what was revealed wants: as many as it has, but no more than leaves room for the table below.
  private func revealedHeight(_ room: Int) -> Int {
    max(min(6, room), min(content.revealed.count + 2, room * 58 / 100))
  }

  /// One list under the steps or the price path; the list that the cursor stands in is always among those shown.
  private var small: [(Part, Rect)] {
    let section = content.selection?.section
    if content.showsReactions, section == .reactions || section == nil { return [(.reactions, rect)] }
    let (top, below) = rect.top(steps.map { min($0 + 2, rect.height / 2) } ?? rect.height / 2)
    if section == .reactions { return [(head, top), (.reactions, below)] }
    let (left, right) = (steps == nil ? top : below).left(rect.width * 46 / 100)
    return steps == nil
      ? [(.path, left), (.revealed, right), (.moments, below)] : [(.steps, top), (.revealed, left), (.moments, right)]
  }

  private var medium: [(Part, Rect)] {
    let (left, right) = rect.left(rect.width * (content.showsReactions ? 56 : 51) / 100)
    if content.showsReactions {
      let (top, below) = right.top(steps.map { height(ofSteps: $0, right.height * 2 / 5) } ?? min(14, right.height / 3))
      let (revealed, moments) = below.top(revealedHeight(below.height))
      return [(.reactions, left), (head, top), (.revealed, revealed), (.moments, moments)]
    }
    let (top, moments) = left.top(steps.map { min(height(ofSteps: $0, left.height * 2 / 5), left.height / 2) } ?? 0)
    let (path, below) = right.top(right.height * 35 / 100)
    let (revealed, reactions) = below.top(revealedHeight(below.height))
    return [(.steps, top), (.moments, moments), (.path, path), (.revealed, revealed), (.reactions, reactions)]
  }

  private var wide: [(Part, Rect)] {
    let columns = rect.columns(content.showsReactions ? [38, 31, 31] : [34, 33, 33])
    let (first, last): (Part, Part) = content.showsReactions ? (.reactions, .moments) : (.moments, .reactions)
    guard let steps else {
      let (path, revealed) = columns[1].top(rect.height * 2 / 5)
      return [(first, columns[0]), (.path, path), (.revealed, revealed), (last, columns[2])]
    }
    let (top, path) = columns[1].top(height(ofSteps: steps, rect.height * 3 / 5))
    let (revealed, below) = columns[2].top(revealedHeight(rect.height))
    return [(first, columns[0]), (.steps, top), (.path, path), (.revealed, revealed), (last, below)]
  }
}

extension PanelID {
  /// The id of `TimelinePanel`.
  package static let timeline = PanelID("timeline")
}
