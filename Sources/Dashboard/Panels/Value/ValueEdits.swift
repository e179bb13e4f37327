import App
import Finance
import Format
import Model

/// What the commands and movements of the Value panel change.
enum ValueEdits {
  /// Left and right lead from year to year of the range; in the comparison they move the cursor.
  static func turn(_ step: Step, _ state: inout AppState, _ content: ValueContent) -> Bool {
    guard content.view == .range, step == .left || step == .right, let years = content.outcomes?.path.years else { return false }
    let next = content.yearIndex + (step == .right ? 1 : -1)
    state.value.year = years[max(0, min(years.count - 1, next))]
    return true
  }

  // MARK: changes

  static let noSpreads = Phrase("this scenario has no spreads", "이 시나리오에는 분포가 없음")
  static let nothingChanged = Phrase("nothing is changed here", "바꾼 것이 없음")

  /// Why no assumption can be changed; nil where one is selected.
  static func lackOfAssumption(_ content: ValueContent) -> Phrase? {
    guard content.view != .comparison else {
      let next = content.context.key(.nextView)
      return Phrase("no assumption is selected here; \(next) goes on to one", "여기에는 선택된 가정이 없음; \(next) 키로 이동")
    }
    guard let key = content.key, content.result?.scenario[key] != nil else {
      return Phrase("this line follows from the others; choose an assumption", "다른 값에서 나오는 줄임; 가정을 선택할 것")
    }
    return nil
  }

  /// Why the selected spread cannot be nudged.
  static func lackOfSpread(_ content: ValueContent) -> Phrase? {
    guard let spread = content.spread else { return noSpreads }
    guard case .spread(let driver) = spread.subject, content.result?.scenario.entry(driver)?.spread == .fixed else { return nil }
    let enter = content.context.key("value.spread.enter")
    return Phrase("fixed; \(enter) gives it a spread, such as lognormal 10%", "고정값; \(enter) 키로 lognormal 10% 같은 분포를 입력")
  }

  static func nudge(_ n: Int, _ state: inout AppState, _ content: ValueContent) {
    guard let result = content.result, let key = content.key, let now = result.scenario[key], let base = result.original[key]
    else { return }
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
    state.scenarioEdits.change(result.scenario.id, to: changes)
  }

  /// The bars of the tornado change places; the cursor stays with its assumption.
  private static func follow(_ key: ScenarioKey, _ state: inout AppState, _ content: ValueContent) {
    guard content.view == .sensitivity, let original = content.result?.original else { return }
    let changed = ScenarioResult(original, state.scenarioEdits.changes(of: original.id), content.record, content.snapshot)
    state.cursors[.value] = changed.bars.firstIndex { $0.key == key } ?? 0
  }

  static func widen(_ n: Int, _ state: inout AppState, _ content: ValueContent) {
    guard let result = content.result, let spread = content.spread else { return }
    switch spread.subject {
    case .spread(let driver):
      guard let now = result.scenario.entry(driver)?.spread, let base = result.original.entry(driver)?.spread else { return }
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

  static func resetAssumption(_ state: inout AppState, _ content: ValueContent) {
    guard let key = content.key else { return }
    change(&state, content) { $0.values[key] = nil }
    follow(key, &state, content)
  }

  static func resetSpread(_ state: inout AppState, _ content: ValueContent) {
    let before = state.scenarioEdits
    switch content.spread?.subject {
    case .spread(let driver)?: change(&state, content) { $0.spreads[driver] = nil }
    case .correlation(let a, let b)?: change(&state, content) { $0.correlations[ScenarioChanges.Pair(a, b)] = nil }
    case nil: break
    }
    if state.scenarioEdits == before { state.explain(nothingChanged) }
  }

  static func askSpread(_ state: inout AppState, _ content: ValueContent) {
    guard let spread = content.spread else { return }
    switch spread.subject {
    case .spread(let driver): state.overlay = .prompt(Prompt(ValueField.spread(driver), spread.value))
    case .correlation(let a, let b):
      state.overlay = .prompt(Prompt(ValueField.correlation(a, b), spread.value.replacingMinus))
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
