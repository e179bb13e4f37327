import Finance
import Format
import Model

/// What the keys of the Value panel do.
enum ValueKeys {
  static let keys: [PanelKey] = [
    PanelKey(.nextScenario, Phrase("scenario", "시나리오"), Phrase("the next scenario", "다음 시나리오")),
    PanelKey(.previousScenario, Phrase("scenario", "시나리오"), Phrase("the previous scenario", "이전 시나리오")),
    PanelKey(
      .raise, Phrase("nudge", "조정"),
      Phrase("raise the assumption by a step; a spread: wider", "선택한 가정을 한 단계 올리기; 분포는 넓게")),
    PanelKey(.lower, Phrase("nudge", "조정"), Phrase("lower it by a step; a spread: narrower", "한 단계 내리기; 분포는 좁게")),
    PanelKey(.raiseFine, Phrase("fine", "미세"), Phrase("raise it by a fifth of a step", "1/5 단계 올리기")),
    PanelKey(.lowerFine, Phrase("fine", "미세"), Phrase("lower it by a fifth of a step", "1/5 단계 내리기")),
    PanelKey(.enterValue, Phrase("enter", "입력"), Phrase("type its value, or a change such as +5%", "값이나 +5% 같은 변화를 입력")),
    PanelKey(.reset, Phrase("reset", "되돌림"), Phrase("back to the scenario's own value", "시나리오의 원래 값으로")),
    PanelKey(.resetAll, Phrase("reset all", "전체 되돌림"), Phrase("reset the whole scenario", "시나리오 전체를 원래대로")),
    PanelKey(.undo, Phrase("undo", "실행 취소"), Phrase("undo the last change", "마지막 변경 취소")),
    PanelKey(.find, Phrase("solve for", "목표 주가"), Phrase("the price to solve for: what it implies", "역산할 주가: 그 주가가 담고 있는 가정")),
    PanelKey(
      .horizontalAxis, Phrase("quantity", "대상"), Phrase("range of: price, market value, net income", "범위의 대상: 주가, 시가총액, 순이익")),
    PanelKey(.open, Phrase("open", "열기"), Phrase("side by side: open the scenario under the cursor", "비교: 선택한 시나리오 열기")),
    PanelKey(.save, Phrase("save", "저장"), Phrase("save the scenario with its changes as one of yours", "바꾼 시나리오를 내 시나리오로 저장")),
  ]

  /// Left and right lead from year to year of the range; in the comparison they move the cursor.
  static func turn(_ step: Step, _ state: inout AppState, _ content: ValueContent) -> Bool {
    guard content.view == .range, step == .left || step == .right, let years = content.outcomes?.path.years else { return false }
    let next = content.yearIndex + (step == .right ? 1 : -1)
    state.value.year = years[max(0, min(years.count - 1, next))]
    return true
  }

  /// False where the action is to mean what it means everywhere.
  static func act(_ action: Action, _ state: inout AppState, _ content: ValueContent) -> Bool {
    switch action {
    case .view: open(after: content.view, &state, content)
    case .nextScenario, .previousScenario:
      step(action == .nextScenario ? 1 : -1, &state, content)
    case .raise: nudge(5, &state, content)
    case .lower: nudge(-5, &state, content)
    case .raiseFine: nudge(1, &state, content)
    case .lowerFine: nudge(-1, &state, content)
    case .reset: reset(&state, content)
    case .resetAll: change(&state, content) { $0 = ScenarioChanges() }
    case .undo: undo(&state)
    case .enterValue: ask(&state, content)
    case .find:
      state.overlay = .prompt(Prompt(.scenarioPrice, content.wantedPrice.map { Numbers.plain($0, 2) } ?? ""))
    case .horizontalAxis:
      let all = SimulatedQuantity.allCases
      state.value.quantity = all[((all.firstIndex(of: state.value.quantity) ?? 0) + 1) % all.count]
      if content.view != .range { state.open(view: ValueView.range.rawValue, of: .value) }
    case .open:
      guard content.view == .comparison, !content.all.isEmpty else {
        state.open(view: ValueView.comparison.rawValue, of: .value)
        break
      }
      state.scenario = content.all[content.row(.comparison)].scenario.id
      state.open(view: ValueView.scenario.rawValue, of: .value)
    case .save:
      guard let scenario = content.scenario else { break }
      state.overlay = .prompt(Prompt(.scenarioName, scenario.isUser ? scenario.id : ""))
    default: return false
    }
    return true
  }

  /// Opens the next view that the scenario has something for.
  private static func open(after view: ValueView, _ state: inout AppState, _ content: ValueContent) {
    let all = ValueView.allCases
    let following = (1...all.count).map { all[(view.rawValue + $0) % all.count] }
    guard let next = following.first(where: content.has), next != view else { return }
    state.open(view: next.rawValue, of: .value)
    let skipped = following.prefix { $0 != next }.map(\.name).joined(separator: ", ")
    if !skipped.en.isEmpty {
      state.notice = Notice(Phrase("skipped, this scenario has none: ", "이 시나리오에 없어 건너뜀: ") + skipped)
    }
  }

  private static func step(_ n: Int, _ state: inout AppState, _ content: ValueContent) {
    guard !content.all.isEmpty else { return }
    let next = (content.place + n + content.all.count) % content.all.count
    state.scenario = content.all[next].scenario.id
    if content.view == .comparison { state.cursors[.value] = next }
  }

  // MARK: changes

  private static let notAnAssumption = Notice(
    Phrase("this line follows from the others; choose an assumption", "다른 값에서 나오는 줄임; 가정을 선택할 것"))

  private static func nudge(_ n: Int, _ state: inout AppState, _ content: ValueContent) {
    guard let result = content.result else { return }
    if content.view == .spreads { return widen(n, &state, content) }
    guard content.view != .comparison else {
      state.notice = Notice(Phrase("no assumption is selected here; v goes on to one", "여기에는 선택된 가정이 없음; v로 이동"))
      return
    }
    guard let key = content.key, let now = result.scenario[key], let base = result.original[key] else {
      state.notice = notAnAssumption
      return
    }
    let fine = ScenarioStep.fine(base.value, base.unit)
    // Counted from the scenario's own value, so that up and down again is no change.
    let position = ((now.value - base.value) / fine).rounded() + Double(n)
    let raw = base.value + position * fine
    let clean = (raw / fine * 1e6).rounded() / 1e6 * fine
    set(key, position == 0 ? base.value : clean, &state, content)
  }

  /// Takes a number into the scenario, kept within its possible range.
  static func set(_ key: ScenarioKey, _ value: Double, _ state: inout AppState, _ content: ValueContent) {
    guard let result = content.result, let base = result.original[key] else { return }
    let inside = min(key.domain.upperBound, max(key.domain.lowerBound, value))
    change(&state, content) { $0.values[key] = inside == base.value ? nil : inside }
    follow(key, &state, content)
  }

  /// Edits the user's changes of the scenario in force.
  static func change(_ state: inout AppState, _ content: ValueContent, _ change: (inout ScenarioChanges) -> Void) {
    guard let result = content.result else { return }
    var changes = result.changes
    change(&changes)
    state.value.change(result.scenario.id, to: changes)
  }

  /// The bars of the tornado change places; the cursor stays with its assumption.
  private static func follow(_ key: ScenarioKey, _ state: inout AppState, _ content: ValueContent) {
    guard content.view == .sensitivity, let original = content.result?.original else { return }
    let changed = ScenarioResult(original, state.value.changes(of: original.id), content.record, content.snapshot)
    state.cursors[.value] = changed.bars.firstIndex { $0.key == key } ?? 0
  }

  private static func widen(_ n: Int, _ state: inout AppState, _ content: ValueContent) {
    guard let result = content.result, let spread = content.spread else { return }
    switch spread.subject {
    case .spread(let driver):
      guard let now = result.scenario.entry(driver)?.spread, let base = result.original.entry(driver)?.spread else { return }
      guard now != .fixed else {
        state.notice = Notice(Phrase("fixed; e gives it a spread, such as lognormal 10%", "고정값; e로 lognormal 10% 같은 분포를 입력"))
        return
      }
      let next = widened(now, n)
      change(&state, content) { $0.spreads[driver] = next == base ? nil : next }
    case .correlation(let a, let b):
      let pair = ScenarioChanges.Pair(a, b)
      let now = result.scenario.correlation(pair) ?? 0
      let next = min(0.99, max(-0.99, ((now + Double(n) / 100) * 100).rounded() / 100))
      change(&state, content) { $0.correlations[pair] = next == result.original.correlation(pair) ?? 0 ? nil : next }
    }
  }

  /// Wider or narrower by so many fifths of a point.
  private static func widened(_ spread: Spread, _ n: Int) -> Spread {
    func moved(_ sigma: Double) -> Double { min(500, max(0, ((sigma + Double(n) / 5) * 10).rounded() / 10)) }
    switch spread {
    case .fixed: return spread
    case .lognormal(let sigma): return .lognormal(moved(sigma))
    case .normal(let sigma): return .normal(moved(sigma))
    case .normalPoints(let sigma): return .normalPoints(moved(sigma))
    case .triangular: return spread.scaled(by: n > 0 ? 1 + Double(n) / 50 : 1 / (1 - Double(n) / 50))
    }
  }

  private static func reset(_ state: inout AppState, _ content: ValueContent) {
    if content.view == .spreads {
      switch content.spread?.subject {
      case .spread(let driver)?: change(&state, content) { $0.spreads[driver] = nil }
      case .correlation(let a, let b)?: change(&state, content) { $0.correlations[ScenarioChanges.Pair(a, b)] = nil }
      case nil: return
      }
    } else if let key = content.key {
      change(&state, content) { $0.values[key] = nil }
      follow(key, &state, content)
    }
  }

  private static func undo(_ state: inout AppState) {
    guard let last = state.value.undo.popLast() else {
      state.notice = Notice(Phrase("nothing to undo", "취소할 변경이 없음"))
      return
    }
    state.value.changes[last.scenario] = last.changes.isEmpty ? nil : last.changes
    state.scenario = last.scenario
  }

  private static func ask(_ state: inout AppState, _ content: ValueContent) {
    guard let scenario = content.scenario else { return }
    if content.view == .spreads {
      guard let spread = content.spread else { return }
      switch spread.subject {
      case .spread(let driver): state.overlay = .prompt(Prompt(.scenarioSpread(driver), spread.value))
      case .correlation(let a, let b):
        state.overlay = .prompt(Prompt(.scenarioCorrelation(a, b), spread.value.replacingMinus))
      }
    } else if let key = content.key, let figure = scenario[key] {
      state.overlay = .prompt(Prompt(.scenarioValue(key), Numbers.exact(figure.value)))
    } else {
      state.notice = notAnAssumption
    }
  }
}

/// The correlations of a scenario, by pair.
extension Scenario {
  /// How two drivers move together; nil where nothing is said of them.
  func correlation(_ pair: ScenarioChanges.Pair) -> Double? {
    correlations.first { ScenarioChanges.Pair($0.a, $0.b) == pair }?.value
  }
}

/// The steps of a scenario's numbers.
enum ScenarioStep {
  /// A fifth of a step: a step is about a fiftieth of the number, rounded to 1, 2 or 5 times a power of ten; a percentage point for
  /// percent; for 0 what is usual for the unit.
  static func fine(_ value: Double, _ unit: Unit) -> Double {
    if unit == .percent { return 0.2 }
    let size = abs(value) / 50
    guard size > 0 else {
      switch unit {
      case .vehicles, .subscriptions: return 20_000
      case .millionUSD: return 100
      default: return 0.2
      }
    }
    var power = 1.0
    while power * 10 <= size { power *= 10 }
    while power > size { power /= 10 }
    let step = size / power >= 5 ? 5 : size / power >= 2 ? 2 : 1.0
    return step * power / 5
  }
}
