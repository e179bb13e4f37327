import Analysis
import App
import Canvas
import Finance
import Format
import Model

/// What the commands and movements of the EPS panel change.
enum EPSEdits {
  static let nothingToEstimate = Phrase("no quarter can be estimated at this moment", "이 시점에는 추정할 분기가 없음")

  /// Why there is nothing to take back to the base, or to undo.
  static func lackOfChanges(_ isChanged: Bool) -> Phrase? {
    isChanged ? nil : Phrase("nothing is changed here", "바꾼 것이 없음")
  }

  static func lackOfUndo(_ content: EPSContent) -> Phrase? {
    quarterToUndo(content) == nil ? Phrase("nothing to undo", "취소할 변경이 없음") : nil
  }

  /// The quarter whose last change is to be taken back: the one that is shown, or another one where nothing was changed in that.
  private static func quarterToUndo(_ content: EPSContent) -> Period? {
    let state = content.context.state.eps
    func canUndo(_ quarter: Period) -> Bool { (state.drafts[quarter]?.undo.count ?? 0) > 0 }
    if content.choices.current == .draft, canUndo(content.target) { return content.target }
    return content.earnings.targets.first { $0 != content.target && state.chosen[$0] == .draft && canUndo($0) }
  }

  /// Says what was changed, unless the view that shows it is in sight.
  static func say(_ what: Phrase, shownIn view: EPSView, _ state: inout AppState, _ content: EPSContent) {
    if !EPSPanel.isInSight(view.rawValue, content.context) { state.notice = Notice(what) }
  }

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
    choose(targets[max(0, min(targets.count - 1, next))], &state, content)
    return true
  }

  /// Estimates another quarter, where it can be estimated.
  static func choose(_ quarter: Period, _ state: inout AppState, _ content: EPSContent) {
    guard quarter != content.target, content.earnings.targets.contains(quarter) else { return }
    state.eps.target = quarter
    state.eps.cell = nil
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

  // MARK: choices

  static func step(_ n: Int, _ state: inout AppState, _ content: EPSContent) {
    let (ids, current) = (content.choices.ids, content.choices.current)
    guard let i = ids.firstIndex(of: current) else { return }
    state.eps.chosen[content.target] = ids[(i + n + ids.count) % ids.count]
    state.eps.cell = nil
  }

  static func turnBase(_ state: inout AppState, _ content: EPSContent) {
    state.eps.isYearOnYear.toggle()
    state.eps.cell = nil
    let id = content.choices.current
    guard id != .carried, id != .published, let base = content.estimate?.base.quarter.label else { return }
    let next = content.context.key("eps.estimate.next")
    state.notice = Notice(
      id.name + Phrase(": the base stays \(base); \(next) shows the others", "의 기준은 \(base) 그대로; \(next) 키로 다른 추정 보기"))
  }

  static func turnAxis(
    _ axis: WritableKeyPath<EPSChoices, EPSDriver>, _ other: WritableKeyPath<EPSChoices, EPSDriver>, _ state: inout AppState,
    _ content: EPSContent
  ) {
    let (driver, old) = (content.driver, state.eps[keyPath: axis])
    guard driver != old else {
      let name = Names.of(driver: driver)
      return state.explain(Phrase("\(name.en) is on that axis already", "\(name.ko): 이미 그 축에 있음"))
    }
    // The drivers of the two axes change places.
    if driver == state.eps[keyPath: other] { state.eps[keyPath: other] = old }
    state.eps[keyPath: axis] = driver
    state.eps.cell = nil
    guard state.eps.axisX.overlaps(state.eps.axisY) else {
      let (x, y) = (Names.of(driver: state.eps.axisX), Names.of(driver: state.eps.axisY))
      return say(
        Phrase("heat map: \(x.en) across, \(y.en) down", "히트맵: 가로 \(x.ko), 세로 \(y.ko)"), shownIn: .heatMap, &state, content)
    }
    state.eps[keyPath: axis] = old
    state.notice = Notice(
      Phrase("opex is the sum of R&D, SG&A and restructuring: they cannot be both axes", "영업비용은 세부 항목의 합이라 두 축으로 함께 쓸 수 없음"),
      isFault: true)
  }

  // MARK: changing the estimate

  /// Moves the driver under the cursor by fine steps.
  static func nudge(_ n: Int, _ state: inout AppState, _ content: EPSContent) {
    guard let estimate = content.estimate else { return }
    let step = EPSStep(content.driver, estimate.start)
    let position = EPSStep.clean(step.position(estimate.values[content.driver]), step.fine) + Double(n) * step.fine
    let setting = step.setting(at: position)
    if let fault = set(content.driver, setting, &state, content) {
      state.notice = Notice(fault.message, isFault: true)
    } else {
      say(
        Names.of(driver: content.driver) + Phrase(" " + EPSField.text(setting, content.driver, content)), shownIn: .drivers,
        &state, content)
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

  static func change(to new: [EPSAssumption], _ state: inout AppState, _ content: EPSContent) {
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

  /// Takes back the last change, also one that led from one estimate to changes of another, and shows its quarter.
  static func undo(_ state: inout AppState, _ content: EPSContent) {
    guard let target = quarterToUndo(content) else { return }
    choose(target, &state, content)
    guard var draft = state.eps.drafts[target], let last = draft.undo.pop() else { return }
    state.eps.cell = nil
    // Before the changes there was another estimate, and before that perhaps an older draft.
    let older = last.id == .draft ? last : draft.undo.pop()
    state.eps.chosen[target] = last.id
    if let older { draft.now = older }
    state.eps.drafts[target] = older == nil ? nil : draft
  }

  /// Takes the values of the cell under the cursor into the estimate, as one change.
  static func takeCell(_ state: inout AppState, _ content: EPSContent) {
    guard let axes = EPSAxes(content), var made = content.estimate else { return }
    // What the cell leaves unchanged keeps its origin.
    for (axis, i) in [(axes.x, axes.cursor.x), (axes.y, axes.cursor.y)] where i != 0 {
      let assumptions = made.setting(EPSAssumption(axis.step.driver, axis.setting(i)))
      do throws(EPSFault) {
        made = try EPSEstimate(base: made.base, target: made.target, assumptions: assumptions, content.snapshot)
      } catch { return state.explain(error.message) }
    }
    change(to: made.assumptions, &state, content)
    state.eps.cell = nil
  }

  // MARK: opening

  /// Opens the estimate under the cursor of the track record.
  static func open(_ state: inout AppState, _ content: EPSContent) {
    let rows = EPSTrackRecordBox(content).rows
    guard !rows.isEmpty else { return }
    let detail = content.context.key(.detail)
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
      state.notice = Notice(Phrase("a consensus has no drivers: \(detail) shows it", "컨센서스에는 세부 항목이 없음: \(detail) 키로 상세 보기"))
      return
    case .claim:
      state.notice = Notice(Phrase("a claim is not an estimate: \(detail) shows it", "주장은 추정이 아님: \(detail) 키로 상세 보기"))
      return
    }
    state.open(view: EPSView.drivers.rawValue, of: .eps)
    state.eps.cell = nil
  }
}
