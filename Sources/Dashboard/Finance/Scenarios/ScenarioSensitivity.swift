package import Model

/// How far the price moves with one assumption: a bar of the tornado.
package struct ScenarioSensitivity: Sendable {
  /// The assumption that moves.
  package var entry: ScenarioEntry
  /// The assumption at the low and the high end of its range, in the unit of its entry.
  package var low: Double
  /// The high end of the range.
  package var high: Double
  /// The price at those ends, USD; of a loss 0.
  package var priceAtLow: Double
  /// The price at the high end, which need not be the higher one.
  package var priceAtHigh: Double
  /// Whether the range is one standard deviation of its spread until the scenario's year; otherwise it is a tenth each way.
  package var isBySpread: Bool

  /// What the scenario knows the assumption by.
  package var key: ScenarioKey { entry.key }
  /// Both prices, USD.
  package var prices: (low: Double, high: Double) { (priceAtLow, priceAtHigh) }
  /// How far apart the prices are, USD.
  package var width: Double { abs(priceAtHigh - priceAtLow) }

  /// The bars of a completed scenario, widest first; empty where it states no earnings or no multiple.
  ///
  /// `years` is the time until the scenario's year, over which spreads grow.
  package static func bars(_ scenario: Scenario, years: Double) -> [ScenarioSensitivity] {
    guard price(scenario) != nil else { return [] }
    let bars = scenario.entries.compactMap { entry -> ScenarioSensitivity? in
      // Today's shares and exchange rate are no assumptions of a scenario that states neither.
      guard entry.key.isAssumption, !isGiven(entry.key, scenario) else { return nil }
      let (low, high) = range(entry, years: years)
      guard low < high, let atLow = price(scenario, entry.key, low), let atHigh = price(scenario, entry.key, high) else {
        return nil
      }
      return ScenarioSensitivity(
        entry: entry, low: low, high: high, priceAtLow: atLow, priceAtHigh: atHigh, isBySpread: entry.spread != .fixed)
    }
    // Equal bars keep the order of the scenario.
    return bars.enumerated().sorted { ($0.element.width, $1.offset) > ($1.element.width, $0.offset) }.map(\.element)
  }

  private static func isGiven(_ key: ScenarioKey, _ scenario: Scenario) -> Bool {
    !scenario.isDriven && scenario.lent.contains(key) && !scenario.changed.contains(key)
  }

  /// Net income times multiple over shares, USD; 0 for a loss.
  package static func price(_ scenario: Scenario) -> Double? {
    guard let shares = scenario[driver: .shares]?.value, shares > 0, let multiple = scenario[driver: .multiple]?.value else {
      return nil
    }
    if let earned = ScenarioIncome(scenario) { return max(0, earned.income.price) }
    let rate = scenario[.rate].map { Reading.known($0) } ?? .absent(.notApplicable)
    let profits = scenario.profits.compactMap { ScenarioValue.inDollars($0.figure, rate).value }
    guard !profits.isEmpty, profits.count == scenario.profits.count else { return nil }
    return max(0, profits.reduce(0, +) * multiple / shares)
  }

  private static func price(_ scenario: Scenario, _ key: ScenarioKey, _ value: Double) -> Double? {
    var moved = scenario
    guard let i = moved.entries.firstIndex(where: { $0.key == key }) else { return nil }
    moved.entries[i].figure.value = value
    return price(moved)
  }

  /// Both ends of an assumption's range, inside of what it can be.
  package static func range(_ entry: ScenarioEntry, years: Double) -> (low: Double, high: Double) {
    let x = entry.figure.value
    let root = max(0, years).squareRoot()
    let ends: (Double, Double)
    switch entry.spread {
    case .fixed: ends = (x * 0.9, x * 1.1)
    case .lognormal(let sigma):
      ends = (x * Mathematics.exp(-sigma / 100 * root), x * Mathematics.exp(sigma / 100 * root))
    case .normal(let sigma): ends = (x * (1 - sigma / 100 * root), x * (1 + sigma / 100 * root))
    case .normalPoints(let sigma): ends = (x - sigma * root, x + sigma * root)
    case .triangular(let low, let mode, let high):
      // The standard deviation of the triangle around its mean.
      let (a, b, c) = (low / 100, high / 100, mode / 100)
      let mean = (a + b + c) / 3
      let deviation = ((a * a + b * b + c * c - a * b - a * c - b * c) / 18).squareRoot()
      ends = (x * (1 + mean * years - deviation * root), x * (1 + mean * years + deviation * root))
    }
    let domain = entry.key.domain
    func inside(_ x: Double) -> Double { min(domain.upperBound, max(domain.lowerBound, x)) }
    return (inside(min(ends.0, ends.1)), inside(max(ends.0, ends.1)))
  }
}
