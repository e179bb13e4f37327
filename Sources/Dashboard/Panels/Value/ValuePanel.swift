import Analysis
package import App
package import Canvas
internal import Finance
import Format
package import Model

/// What the company is worth: scenarios, what each implies and requires, and how likely it is.
package enum ValuePanel: Panel {
  /// The panel of scenarios.
  package static let id = PanelID.value
  /// What the company is worth.
  package static let title = Phrase("Value", "가치")
  /// The choices of the panel.
  package typealias State = ValueChoices
  /// The scenario, what moves its price, all side by side, the range of outcomes, and what the range rests on.
  package static let views = ValueView.allCases.map(\.name)
  /// Changing, saving and opening scenarios, and what the range shows.
  package static var commands: [Command] { ValueCommands.all }

  /// On the range left and right are years.
  package static func word(for command: CommandID, _ context: DrawContext) -> Phrase? {
    command == .left && context.state.view(of: id) == ValueView.range.rawValue ? Phrase("year", "연도") : nil
  }

  /// Per view: the range changes its quantity, the comparison opens scenarios, the others solve for a price.
  package static func footer(_ context: DrawContext) -> [[CommandID]] {
    let own: [[CommandID]]
    switch ValueView(rawValue: context.state.view(of: id)) {
    case .comparison: own = [["value.scenario.open"]]
    case .range: own = [[.left, .right], ["value.range.quantity"]]
    case .spreads: own = [["value.spread.widen", "value.spread.narrow"], ["value.spread.enter"], ["value.spread.reset"]]
    default:
      own = [
        ["value.assumption.raise", "value.assumption.lower"], ["value.assumption.enter"], ["value.assumption.reset"],
        ["value.solve"],
      ]
    }
    return [[.nextScenario], [.nextView], [.nextBox]] + own + context.backToNow
      + [[.timeBack, .timeForward], [.source], [.open], ["value.undo"], ["value.save"], [.currency], [.search], [.language]]
  }

  /// From 160 columns on the scenario on one page and its range on another; from 100 on the scenario beside what moves its price.
  package static func pages(_ context: DrawContext) -> [[Int]] {
    let pages: [[ValueView]] =
      switch context.size.width {
      case 160...: [[.scenario, .sensitivity, .comparison], [.range, .spreads]]
      case 100...: [[.scenario, .sensitivity], [.comparison], [.range], [.spreads]]
      default: ValueView.allCases.map { [$0] }
      }
    return pages.map { $0.map(\.rawValue) }
  }

  /// What a scenario that only says its result has nothing for.
  package static func lack(of view: Int, _ context: DrawContext) -> Phrase? {
    guard let view = ValueView(rawValue: view), !ValueContent.of(context).has(view) else { return nil }
    return Phrase("this scenario has no ", "이 시나리오에는 없음: ") + view.name
  }

  /// The lines, bars, scenarios, targets or spreads of the open view; 0 where the scenario has none.
  package static func count(_ context: DrawContext) -> Int {
    let content = ValueContent.of(context)
    return content.count(content.view)
  }

  /// The lines of the open view with their numbers, in the order on screen.
  package static func items(_ context: DrawContext) -> [Item] {
    let content = ValueContent.of(context)
    return content.items(content.view)
  }

  /// The lines of the scenario and the scenarios: the other views show the same numbers again.
  package static func findable(_ context: DrawContext) -> [(view: Int, index: Int, item: Item)] {
    let content = ValueContent.of(context)
    return [ValueView.scenario, .comparison].flatMap { view in
      content.items(view).enumerated().map { (view.rawValue, $0, $1) }
    }
  }

  /// In the comparison the scenario in force, otherwise the first item.
  package static func home(_ context: DrawContext) -> Int {
    let content = ValueContent.of(context)
    return content.view == .comparison ? content.place : 0
  }

  /// On the range left and right choose the year; elsewhere they move the cursor.
  package static func turn(_ step: Step, _ state: inout AppState, _ context: DrawContext) -> Bool {
    ValueEdits.turn(step, &state, ValueContent.of(context))
  }

  /// In the comparison the cursor goes to the scenario in force.
  package static func follow(_ change: Change, _ state: inout AppState, _ context: DrawContext) {
    if case .scenario = change, state.view(of: id) == ValueView.comparison.rawValue { state.cursors[id] = nil }
  }

  // MARK: drawing

  /// What the scenario comes to above the open view; a sentence why where there is no scenario.
  package static func draw(_ context: DrawContext, in rect: Rect, on canvas: inout Canvas) {
    let content = ValueContent.of(context)
    guard content.result != nil else {
      Paragraph(absence(context)).draw(in: Box(context.words(title)).draw(in: rect, on: &canvas), on: &canvas)
      return
    }
    let (head, body) = rect.top(min(rect.height >= 18 ? 5 : 4, rect.height / 3))
    ValueHeadBox.draw(content, in: head, on: &canvas)
    switch rect.width {
    case 160...: drawWide(content, in: body, on: &canvas)
    case 100...: drawHalves(content, in: body, on: &canvas)
    default: drawOne(content, in: body, on: &canvas)
    }
  }

  /// The scenario on one page, its range on the other.
  private static func drawWide(_ content: ValueContent, in rect: Rect, on canvas: inout Canvas) {
    switch content.view {
    case .scenario, .sensitivity, .comparison:
      let (above, below) = rect.top(max(rect.height * 11 / 20, rect.height - 17))
      let columns = above.columns([36, 32, 32])
      ValueTableBox.draw(.assumptions, content, in: columns[0], on: &canvas)
      ValueTableBox.draw(.results, content, in: columns[1], on: &canvas)
      ValueSensitivityBox.draw(content, in: columns[2], on: &canvas)
      ValueComparisonBox.draw(content, besideTable: true, in: below, on: &canvas)
    case .range, .spreads:
      let (above, below) = rect.top(rect.height - min(rect.height / 2, content.spreads.count + 4))
      ValueRangeBoxes.draw(content, in: above, on: &canvas)
      ValueSpreadBox.draw(content, in: below, on: &canvas)
    }
  }

  /// The scenario beside what moves its price; the other views alone.
  private static func drawHalves(_ content: ValueContent, in rect: Rect, on canvas: inout Canvas) {
    guard content.view == .scenario || content.view == .sensitivity else { return drawOne(content, in: rect, on: &canvas) }
    let (left, right) = rect.left(rect.width / 2)
    let (assumptions, results) = left.top(min(left.height * 3 / 5, ValueTableBox.assumptionCount(content) + 3))
    ValueTableBox.draw(.assumptions, content, in: assumptions, on: &canvas)
    ValueTableBox.draw(.results, content, in: results, on: &canvas)
    ValueSensitivityBox.draw(content, in: right, on: &canvas)
  }

  private static func drawOne(_ content: ValueContent, in rect: Rect, on canvas: inout Canvas) {
    switch content.view {
    case .scenario: ValueTableBox.draw(.all, content, in: rect, on: &canvas)
    case .sensitivity: ValueSensitivityBox.draw(content, in: rect, on: &canvas)
    case .comparison: ValueComparisonBox.draw(content, in: rect, on: &canvas)
    case .range: ValueRangeBoxes.draw(content, in: rect, on: &canvas)
    case .spreads: ValueSpreadBox.draw(content, in: rect, on: &canvas)
    }
  }

  /// Why there is no scenario at all.
  private static func absence(_ context: DrawContext) -> String {
    let isLoss = context.analysis.trailingDrivers.earningsPerShare.value.map { $0 <= 0 } ?? false
    let why =
      isLoss
      ? Phrase(
        "No scenario is known at this moment, and the last four quarters add up to a loss, which no multiple gives a value to.",
        "이 시점에 알려진 시나리오가 없고, 최근 4개 분기 합계가 적자라 배수로 가치를 매길 수 없습니다.")
      : Phrase(
        "Neither a scenario nor four quarters of results are in the record at this moment.", "이 시점에는 시나리오도 4개 분기 실적도 없습니다.")
    return context.words(why + context.otherMoments)
  }
}

extension PanelID {
  /// The id of `ValuePanel`.
  package static let value = PanelID("value")
}
