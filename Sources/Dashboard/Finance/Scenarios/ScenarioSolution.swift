package import Model

/// What one assumption must be for a wanted price, with everything else unchanged: what the price implies.
package enum ScenarioSolution: Equatable, Sendable {
  /// The number, in the unit of its entry.
  case value(Double)
  /// The price does not depend on it here: a margin of no subscriptions, profits in dollars on the exchange rate.
  case noEffect
  /// The number would have to leave what it can be.
  case outOfDomain(Double)

  /// Solves for an assumption of a completed scenario; nil where it states no earnings or no multiple, or has no such entry.
  package init?(_ key: ScenarioKey, forPrice price: Double, in scenario: Scenario) {
    guard let entry = scenario.entry(key), let shares = scenario[driver: .shares]?.value,
      let multiple = scenario[driver: .multiple]?.value,
      shares > 0
    else { return nil }
    // What must be earned.
    let wanted = multiple > 0 ? price * shares / multiple - scenario.epsNumeratorAdjustment : .nan
    let x: Double
    if let earned = ScenarioIncome(scenario) {
      x = ScenarioSolution.driver(key, entry.figure.value, wanted, price, earned)
    } else {
      guard !scenario.profits.isEmpty else { return nil }
      x = ScenarioSolution.stated(key, entry.figure.value, wanted, price, scenario)
    }
    if abs(x - entry.figure.value) <= 1e-12 * abs(entry.figure.value) {
      // The number as it is, and not with what a division leaves.
      self = .value(entry.figure.value)
    } else if x.isNaN {
      self = .noEffect
    } else {
      self = x.isFinite && key.domain.contains(x) ? .value(x) : .outOfDomain(x)
    }
  }

  /// Of a scenario built from drivers; NaN where nothing changes.
  private static func driver(
    _ key: ScenarioKey, _ now: Double, _ wanted: Double, _ price: Double, _ earned: ScenarioIncome
  ) -> Double {
    guard case .driver(let driver) = key else { return .nan }
    let income = earned.income
    switch driver {
    case .multiple: return income.earningsPerShare > 0 ? price / income.earningsPerShare : .infinity
    case .shares: return shares(income.price * earned.levels[.shares], price)
    case .taxRate:
      return income.incomeBeforeTax > 0 ? (1 - wanted / income.incomeBeforeTax) * 100 : .nan
    default: break
    }
    // Income before tax is linear in every other driver.
    let rate = earned.levels[.taxRate] / 100
    guard wanted <= 0 || rate < 1 else { return .nan }
    let needed = wanted > 0 ? wanted / (1 - rate) : wanted
    var moved = earned.levels
    let step = max(1, abs(now))
    moved[driver] = now + step
    let slope = (DriverIncome(moved).incomeBeforeTax - income.incomeBeforeTax) / step
    return abs(slope * step) > 1e-9 ? now + (needed - income.incomeBeforeTax) / slope : .nan
  }

  /// The shares that a value is divided by for a price; NaN where there is no value to divide.
  private static func shares(_ value: Double, _ price: Double) -> Double {
    value == 0 ? .nan : price > 0 ? value / price : .infinity
  }

  /// Of a scenario that states profits; NaN where nothing changes.
  private static func stated(
    _ key: ScenarioKey, _ now: Double, _ wanted: Double, _ price: Double, _ scenario: Scenario
  ) -> Double {
    let rate = scenario[.rate].map { Reading.known($0) } ?? .absent(.notApplicable)
    func dollars(_ figure: Figure) -> Double { ScenarioValue.inDollars(figure, rate).value ?? .nan }
    let profits = scenario.profits
    let sum = profits.reduce(0) { $0 + dollars($1.figure) }
    switch key {
    case .driver(.multiple): return sum > 0 ? price * (scenario[driver: .shares]?.value ?? .nan) / sum : .infinity
    case .driver(.shares): return shares(sum * (scenario[driver: .multiple]?.value ?? .nan), price)
    case .profit:
      guard let entry = scenario.entry(key) else { return .nan }
      var one = entry.figure
      one.value = 1
      return now + (wanted - sum) / dollars(one)
    case .rate:
      let won = profits.filter { $0.figure.unit == .trillionKRW }
      let wonSum = won.reduce(0) { $0 + $1.figure.value }
      let rest = profits.filter { $0.figure.unit != .trillionKRW }.reduce(0) { $0 + dollars($1.figure) }
      return wonSum != 0 ? wonSum * 1_000_000 / (wanted - rest) : .nan
    default: return .nan
    }
  }
}
