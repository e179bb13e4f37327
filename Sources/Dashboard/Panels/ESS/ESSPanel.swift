import Analysis
package import App
package import Canvas
import Finance
import Format
package import Model

/// Energy storage: deployments by quarter and by year, the capacity behind them, and the claims beside the reports.
package enum ESSPanel: Panel {
  /// The panel of energy storage; it has views and no keys of its own.
  package static let id = PanelID.ess
  /// Energy storage, as Korean investors call it.
  package static let title = Phrase("ESS", "ESS")

  /// In the order of `ESSView`: bars of quarters, bars of years, and the derived figures alone.
  package static let views = [Phrase("quarters", "분기"), Phrase("years", "연도"), Phrase("figures", "수치")]

  /// The bars of the open view and the derived figures.
  package static func count(_ context: DrawContext) -> Int { ESSContent.of(context).count }

  /// Bars from the newest to the oldest, then the derived figures.
  package static func items(_ context: DrawContext) -> [Item] { ESSContent.of(context).items() }

  /// The bars, and each group of figures.
  package static func boxes(_ context: DrawContext) -> [Range<Int>] {
    let content = ESSContent.of(context)
    let entries = content.entries.indices.map { $0 + content.barCount }
    let starts = entries.filter { i in
      i == content.barCount || content.entries[i - content.barCount].group != content.entries[i - content.barCount - 1].group
    }
    let ends = starts.dropFirst() + [content.count]
    return [0..<content.barCount] + zip(starts, ends).map { $0..<$1 }
  }

  // MARK: moving

  /// Along the bars: left is older.
  ///
  /// Down leads to the figures; there, left and right change the group.
  package static func move(_ step: Step, from cursor: Int, _ context: DrawContext) -> Int {
    let content = ESSContent.of(context)
    guard content.count > 0 else { return 0 }
    let last = content.count - 1
    let cursor = max(0, min(last, cursor))
    return max(0, min(last, cursor < content.barCount ? moveBar(step, cursor, content) : moveEntry(step, cursor, content)))
  }

  private static func moveBar(_ step: Step, _ cursor: Int, _ content: ESSContent) -> Int {
    let oldest = content.barCount - 1
    switch step {
    case .left: return min(oldest, cursor + 1)
    case .right: return cursor - 1
    case .up: return cursor
    case .down: return content.entries.isEmpty ? cursor : content.barCount
    case .first: return oldest
    case .last: return 0
    case .pageUp: return min(oldest, cursor + 4)
    case .pageDown: return cursor - 4
    }
  }

  private static func moveEntry(_ step: Step, _ cursor: Int, _ content: ESSContent) -> Int {
    let (first, last) = (content.barCount, content.count - 1)
    switch step {
    case .up: return cursor == first ? (first > 0 ? 0 : first) : cursor - 1
    case .down: return min(last, cursor + 1)
    case .first: return first
    case .last: return last
    case .left, .pageUp:
      let group = content.entries[cursor - first].group
      guard let before = content.entries[..<(cursor - first)].last(where: { $0.group != group })?.group else {
        return first > 0 ? 0 : first
      }
      return first + (content.entries.firstIndex { $0.group == before } ?? 0)
    case .right, .pageDown:
      let group = content.entries[cursor - first].group
      return content.entries[(cursor - first)...].firstIndex { $0.group != group }.map { first + $0 } ?? cursor
    }
  }

  // MARK: drawing

  /// From 160 by 40 on quarters and years at once, otherwise one chart over boxes; the third view has no bars.
  package static func draw(_ context: DrawContext, in rect: Rect, on canvas: inout Canvas) {
    let content = ESSContent.of(context)
    if content.storage.years.isEmpty, content.entries.isEmpty { return drawNothing(context, in: rect, on: &canvas) }
    switch (content.view, rect.width >= 160 && rect.height >= 40) {
    case (.figures, _): drawFigures(content, in: rect, on: &canvas)
    case (_, true): drawWide(content, in: rect, on: &canvas)
    default: drawChartOverBoxes(content, in: rect, on: &canvas)
    }
  }

  private static func drawNothing(_ context: DrawContext, in rect: Rect, on canvas: inout Canvas) {
    let text = context.words(
      Phrase("Nothing about energy storage is known yet at this moment.", "이 시점에는 ESS에 관해 알려진 것이 없습니다.") + context.otherMoments)
    Paragraph(text).draw(in: Box(context.words(title)).draw(in: rect, on: &canvas).inset(1, 1), on: &canvas)
  }

  /// The chart over a row of boxes, as many as fit.
  private static func drawChartOverBoxes(_ content: ESSContent, in rect: Rect, on canvas: inout Canvas) {
    let small = rect.width < 100
    let below = small ? min(7, rect.height / 3) : min(14, rect.height * 2 / 5)
    let (chart, boxes) = rect.top(rect.height - below)
    drawChart(content, content.view, in: chart, on: &canvas)
    if small {
      let parts = boxes.columns([5, 3])
      ESSReadout.draw(content, in: parts[0], on: &canvas)
      ESSList(content: content, groups: ESSGroup.allCases).draw(in: parts[1], on: &canvas)
    } else {
      let parts = boxes.columns([31, 29, 29, 31])
      ESSReadout.draw(content, in: parts[0], on: &canvas)
      drawGroups(content, in: Array(parts.dropFirst()), on: &canvas)
    }
  }

  private static func drawGroups(_ content: ESSContent, in parts: [Rect], on canvas: inout Canvas) {
    let groups: [[ESSGroup]] = [[.growth], [.capacity, .energy], [.notes]]
    for (part, group) in zip(parts, groups) { ESSList(content: content, groups: group).draw(in: part, on: &canvas) }
  }

  /// Quarters and years at once; the view chooses which of them has the cursor.
  private static func drawWide(_ content: ESSContent, in rect: Rect, on canvas: inout Canvas) {
    let (left, right) = rect.left(rect.width - 30)
    let (top, bottom) = left.top(left.height - 20)
    drawChart(content, .quarters, in: top, on: &canvas)
    let (years, rest) = bottom.left(bottom.width - 76)
    drawChart(content, .years, in: years, on: &canvas)
    let parts = rest.columns([1, 1])
    ESSList(content: content, groups: [.capacity, .energy]).draw(in: parts[0], on: &canvas)
    ESSList(content: content, groups: [.notes]).draw(in: parts[1], on: &canvas)
    let (readout, growth) = right.top(right.height - 20)
    ESSReadout.draw(content, in: readout, on: &canvas)
    ESSList(content: content, groups: [.growth]).draw(in: growth, on: &canvas)
  }

  /// All figures without the bars.
  private static func drawFigures(_ content: ESSContent, in rect: Rect, on canvas: inout Canvas) {
    if rect.width < 100 {
      let parts = rect.columns([1, 1])
      let (growth, readout) = parts[0].top(min(11, parts[0].height * 3 / 5))
      ESSList(content: content, groups: [.growth]).draw(in: growth, on: &canvas)
      ESSReadout.draw(content, in: readout, on: &canvas)
      ESSList(content: content, groups: [.capacity, .energy, .notes]).draw(in: parts[1], on: &canvas)
      return
    }
    let (lists, readout) = rect.top(rect.height - 14)
    drawGroups(content, in: lists.columns([1, 1, 1]), on: &canvas)
    ESSReadout.draw(content, in: readout, on: &canvas)
  }

  private static func drawChart(_ content: ESSContent, _ view: ESSView, in rect: Rect, on canvas: inout Canvas) {
    let (context, isYearly) = (content.context, view == .years)
    let all = isYearly ? content.storage.years : content.storage.quarters
    let newest = isYearly ? all.last { $0.deployed.figure != nil } : all.last
    var note = isYearly ? context.words("GWh a year", "GWh, 연간") : context.words("GWh a quarter", "GWh, 분기")
    if let figure = newest?.deployed.figure {
      note += " · \(figure.period.label) · \(context.format.date(figure.provenance.knownAt.newYorkDay))"
    }
    if context.format.isInWon, rect.width >= 90 { note += context.words(" · KRW at mean rates", " · 원화는 기간 평균 환율") }
    let title =
      isYearly
      ? context.words("Storage deployed by year", "연간 ESS 설치") : context.words("Storage deployed by quarter", "분기별 ESS 설치")
    let inside = Box(title, note: note, titleRole: view == content.view ? .title : .heading).draw(in: rect, on: &canvas)
    let area = Rect(inside.x, inside.y, inside.width + 1, inside.height)
    guard !all.isEmpty else {
      Paragraph(noBars(context, isYearly)).draw(in: inside, on: &canvas)
      return
    }
    let columns = ESSColumns(context: context, all: all, isYearly: isYearly, size: Size(area.width, area.height))
    columns.chart(selected: view == content.view ? content.selectedBar : nil).draw(in: area, on: &canvas)
  }

  private static func noBars(_ context: DrawContext, _ isYearly: Bool) -> String {
    let view = context.key(.nextView)
    let other = isYearly ? "" : context.words(" \(view) shows the years.", " \(view) 키로 연도별 수치를 볼 수 있습니다.")
    return context.words(
      Phrase(
        "No \(isYearly ? "annual" : "quarterly") figure is on record at this moment.\(other)",
        "이 시점에는 기록된 \(isYearly ? "연간" : "분기") 수치가 없습니다.\(other)") + context.otherMoments)
  }
}

extension PanelID {
  /// The id of `ESSPanel`.
  package static let ess = PanelID("ess")
}
