import Analysis
import Canvas
import Finance
import Format
import Model

/// What the keys of the EPS panel do.
enum EPSKeys {
  static let keys: [PanelKey] = [
    PanelKey(.raise, Phrase("nudge", "조정"), Phrase("raise the selected driver by a step", "선택한 항목을 한 단계 올리기")),
    PanelKey(.lower, Phrase("nudge", "조정"), Phrase("lower it by a step", "한 단계 내리기")),
    PanelKey(.raiseFine, Phrase("fine", "미세"), Phrase("raise it by a fifth of a step", "1/5 단계 올리기")),
    PanelKey(.lowerFine, Phrase("fine", "미세"), Phrase("lower it by a fifth of a step", "1/5 단계 내리기")),
    PanelKey(.reset, Phrase("reset", "되돌림"), Phrase("carry it forward from the base again", "기준 분기 값으로 되돌리기")),
    PanelKey(.resetAll, Phrase("reset all", "전체 되돌림"), Phrase("carry all drivers forward again", "모든 항목을 되돌리기")),
    PanelKey(
      .enterValue, Phrase("enter", "입력"),
      Phrase("type a value or a change; on the heat map take the cell's values", "값이나 변화를 입력; 히트맵에서는 그 칸의 값을 적용")),
    PanelKey(.undo, Phrase("undo", "실행 취소"), Phrase("undo the last change of the estimate", "추정의 마지막 변경 취소")),
    PanelKey(.nextScenario, Phrase("estimate", "추정"), Phrase("the next estimate", "다음 추정")),
    PanelKey(.previousScenario, Phrase("estimate", "추정"), Phrase("the previous estimate", "이전 추정")),
    PanelKey(.horizontalAxis, Phrase("axis", "축"), Phrase("put the selected driver on the x axis", "선택한 항목을 히트맵 가로축으로")),
    PanelKey(.verticalAxis, Phrase("axis", "축"), Phrase("put the selected driver on the y axis", "선택한 항목을 히트맵 세로축으로")),
    PanelKey(.add, Phrase("steps", "간격"), Phrase("wider or finer steps of the heat map", "히트맵 간격 바꾸기")),
    PanelKey(.compare, Phrase("bridge", "브리지"), Phrase("next pair of cases for the bridge", "브리지로 비교할 두 경우 바꾸기")),
    PanelKey(
      .find, Phrase("solve for", "목표"), Phrase("the EPS to solve for and draw the line at", "역산하고 등고선을 그릴 목표 EPS 입력")),
    PanelKey(
      .base, Phrase("base", "기준"),
      Phrase("base: the previous quarter, or the same quarter a year earlier", "기준 분기: 직전 분기 또는 전년 동기")),
    PanelKey(.save, Phrase("save", "저장"), Phrase("save the estimate under a name", "추정을 이름으로 저장")),
    PanelKey(
      .open, Phrase("open", "열기"), Phrase("list the estimates; on one of them open it", "추정 목록; 목록에서는 선택한 추정 열기")),
  ]

  // MARK: movements

  /// Left and right lead from quarter to quarter, on the heat map from cell to cell.
  static func turn(_ step: Step, _ state: inout AppState, _ content: EPSContent) -> Bool {
    if content.view == .heatMap { return moveCell(step, &state, content) }
    let (inHistory, targets) = (content.view == .history, content.earnings.targets)
    guard let i = targets.firstIndex(of: content.target) else { return false }
    let next: Int
    switch step {
    case .left: next = i + 1
    case .right: next = i - 1
    case .up, .down: return inHistory
    case .first where inHistory: next = targets.count - 1
    case .last where inHistory: next = 0
    case .pageUp where inHistory: next = i + 4
    case .pageDown where inHistory: next = i - 4
    default: return false
    }
    let quarter = targets[max(0, min(targets.count - 1, next))]
    guard quarter != content.target else { return true }
    state.eps.target = quarter
    state.eps.cell = nil
    return true
  }

  private static func moveCell(_ step: Step, _ state: inout AppState, _ content: EPSContent) -> Bool {
    guard let axes = EPSAxes(content) else { return true }
    var cell = axes.cursor
    switch step {
    case .left: cell.x -= 1
    case .right: cell.x += 1
    case .up: cell.y += 1
    case .down: cell.y -= 1
    case .pageUp: cell.y += 5
    case .pageDown: cell.y -= 5
    case .first:
      state.eps.cell = nil
      return true
    case .last: cell = axes.actual ?? cell
    }
    state.eps.cell = axes.inside(cell)
    return true
  }

  // MARK: actions

  static func act(_ action: Action, _ state: inout AppState, _ content: EPSContent) {
    switch action {
    case .nextScenario: step(1, &state, content)
    case .previousScenario: step(-1, &state, content)
    case .raise: nudge(5, &state, content)
    case .lower: nudge(-5, &state, content)
    case .raiseFine: nudge(1, &state, content)
    case .lowerFine: nudge(-1, &state, content)
    case .reset: if let estimate = content.estimate { change(to: estimate.resetting(content.driver), &state, content) }
    case .resetAll: change(to: [], &state, content)
    case .undo: undo(&state, content)
    case .horizontalAxis: turnAxis(\.axisX, \.axisY, &state, content)
    case .verticalAxis: turnAxis(\.axisY, \.axisX, &state, content)
    case .add:
      state.eps.zoom = (state.eps.zoom + 1) % EPSAxes.zooms.count
      state.eps.cell = nil
    case .compare: state.eps.comparison = (state.eps.comparison + 1) % max(1, content.comparison?.count ?? 1)
    case .base: turnBase(&state, content)
    case .enterValue where content.view == .heatMap: takeCell(&state, content)
    case .enterValue:
      let setting = content.estimate?.assumption(content.driver)?.setting
      let text = setting.map { EPSPrompt.text($0, content.driver, content) } ?? ""
      state.overlay = .prompt(Prompt(.driver(content.driver), text))
    case .find: state.overlay = .prompt(Prompt(.wantedEPS))
    case .save:
      guard content.estimate != nil else { break }
      let name = if case .saved(let name) = content.choices.current { name } else { "" }
      state.overlay = .prompt(Prompt(.estimateName, name))
    case .open: open(&state, content)
    default: break
    }
  }

  private static func step(_ n: Int, _ state: inout AppState, _ content: EPSContent) {
    let (ids, current) = (content.choices.ids, content.choices.current)
    guard let i = ids.firstIndex(of: current) else { return }
    state.eps.chosen[content.target] = ids[(i + n + ids.count) % ids.count]
    state.eps.cell = nil
  }

  private static func turnBase(_ state: inout AppState, _ content: EPSContent) {
    state.eps.isYearOnYear.toggle()
    state.eps.cell = nil
    let id = content.choices.current
    guard id != .carried, id != .published, let base = content.estimate?.base.quarter.label else { return }
    state.notice = Notice(
      id.name + Phrase(" keeps its base \(base); s shows the others", "의 기준은 \(base) 그대로; s로 다른 추정 보기"))
  }

  private static func turnAxis(
    _ axis: WritableKeyPath<EPSChoices, EPSDriver>, _ other: WritableKeyPath<EPSChoices, EPSDriver>, _ state: inout AppState,
    _ content: EPSContent
  ) {
    let (driver, old) = (content.driver, state.eps[keyPath: axis])
    guard driver != old else { return }
    // The drivers of the two axes change places.
    if driver == state.eps[keyPath: other] { state.eps[keyPath: other] = old }
    state.eps[keyPath: axis] = driver
    state.eps.cell = nil
    guard state.eps.axisX.overlaps(state.eps.axisY) else { return }
    state.eps[keyPath: axis] = old
    state.notice = Notice(
      Phrase("opex is the sum of R&D, SG&A and restructuring: they cannot be both axes", "영업비용은 세부 항목의 합이라 두 축으로 함께 쓸 수 없음"),
      isFault: true)
  }

  // MARK: changing the estimate

  /// Moves the driver under the cursor by fine steps.
  private static func nudge(_ n: Int, _ state: inout AppState, _ content: EPSContent) {
    guard let estimate = content.estimate else { return }
    let step = EPSStep(content.driver, estimate.start)
    let position = EPSStep.clean(step.position(estimate.values[content.driver]), step.fine) + Double(n) * step.fine
    if let fault = set(content.driver, step.setting(at: position), &state, content) {
      state.notice = Notice(fault.message, isFault: true)
    }
  }

  /// Takes a setting into the estimate, unless no quarter can have it.
  static func set(
    _ driver: EPSDriver, _ setting: DriverSetting, _ state: inout AppState, _ content: EPSContent
  ) -> EPSFault? {
    guard let estimate = content.estimate else { return content.fault }
    // No change means to carry forward.
    let isNone = setting == .relative(0) || setting == .change(0)
    let new = isNone ? estimate.resetting(driver) : estimate.setting(EPSAssumption(driver, setting))
    do throws(EPSFault) {
      _ = try EPSEstimate(base: estimate.base, target: estimate.target, assumptions: new, content.snapshot)
    } catch {
      return error
    }
    change(to: new, &state, content)
    return nil
  }

  private static func change(to new: [EPSAssumption], _ state: inout AppState, _ content: EPSContent) {
    guard let estimate = content.estimate, new != estimate.assumptions else { return }
    let (target, id, now) = (content.target, content.choices.current, content.snapshot.asOf)
    let old = state.eps.drafts[target]
    let began = id == .draft ? old?.now.began ?? .carried : id
    let shown = EstimateDraft.Step(id: id, began: began, base: estimate.base.quarter, assumptions: estimate.assumptions)
    var draft = old ?? EstimateDraft(shown, madeAt: now)
    // An older draft that is not shown can still be returned to.
    if let old, id != .draft { draft.undo.push(old.now) }
    draft.change(from: shown, to: new, at: now)
    state.eps.drafts[target] = draft
    state.eps.chosen[target] = .draft
  }

  /// Takes back the last change, also one that led from one estimate to changes of another.
  private static func undo(_ state: inout AppState, _ content: EPSContent) {
    let target = content.target
    guard content.choices.current == .draft, var draft = state.eps.drafts[target], let last = draft.undo.pop() else {
      state.notice = Notice(Phrase("nothing to undo", "취소할 변경이 없음"))
      return
    }
    state.eps.cell = nil
    // Before the changes there was another estimate, and before that perhaps an older draft.
    let older = last.id == .draft ? last : draft.undo.pop()
    state.eps.chosen[target] = last.id
    if let older { draft.now = older }
    state.eps.drafts[target] = older == nil ? nil : draft
  }

  /// Takes the values of the cell under the cursor into the estimate, as one change.
  private static func takeCell(_ state: inout AppState, _ content: EPSContent) {
    guard let axes = EPSAxes(content), var made = content.estimate else { return }
    // What the cell leaves unchanged keeps its origin.
    for (axis, i) in [(axes.x, axes.cursor.x), (axes.y, axes.cursor.y)] where i != 0 {
      let assumptions = made.setting(EPSAssumption(axis.step.driver, axis.setting(i)))
      guard let next = try? EPSEstimate(base: made.base, target: made.target, assumptions: assumptions, content.snapshot) else {
        return
      }
      made = next
    }
    change(to: made.assumptions, &state, content)
    state.eps.cell = nil
  }

  // MARK: opening

  /// Shows the list of estimates; there, opens the one under the cursor.
  private static func open(_ state: inout AppState, _ content: EPSContent) {
    guard content.view == .record else { return state.open(view: EPSView.record.rawValue, of: .eps) }
    let rows = EPSTrackRecordBox(content).rows
    switch rows[content.row(.record, rows.count)] {
    case .estimate(let id): state.eps.chosen[content.target] = id
    case .other(let saved):
      guard content.earnings.targets.contains(saved.target) else {
        let quarter = saved.target.label
        state.notice = Notice(
          Phrase("\(quarter) cannot be estimated at this moment", "이 시점에는 \(quarter)을(를) 추정할 수 없음"), isFault: true)
        return
      }
      state.eps.target = saved.target
      state.eps.chosen[saved.target] = .saved(saved.name)
    case .method(let method): state.eps.chosen[content.target] = method == .carried ? .carried : .published
    case .consensus:
      state.notice = Notice(Phrase("a consensus has no drivers: Enter shows it", "컨센서스에는 세부 항목이 없음: Enter로 상세 보기"))
      return
    case .claim:
      state.notice = Notice(Phrase("a claim is not an estimate: Enter shows it", "주장은 추정이 아님: Enter로 상세 보기"))
      return
    }
    state.open(view: EPSView.drivers.rawValue, of: .eps)
    state.eps.cell = nil
  }
}
