package import Model

/// Two numbers of one scenario that should be the same: one that its author stated, and one that follows from others the author
/// stated.
///
/// Only the author's own figures count, in a currency that the author uses or at the author's own exchange rate: what depends
/// on the day's rate, on the market or on what the user has changed is not the author's contradiction. Each is counted once: a
/// multiple that does not fit is the same contradiction as the market value that does not.
package struct Contradiction: Sendable {
  /// The number that was stated.
  package var key: ScenarioKey
  /// What is shown for it: the key alone does not say in which currency.
  package var name: Phrase
  /// As the author states it.
  package var stated: Figure
  /// What follows from the author's other numbers, in the same unit.
  package var implied: Figure
  /// Implied less stated.
  package var difference: Double { implied.value - stated.value }

  /// A relative difference above it is more than rounding.
  private static let tolerance = 0.005

  private init?(_ key: ScenarioKey, _ name: Phrase, _ stated: Figure?, _ implied: Figure?) {
    guard let stated, let implied, stated.value != 0, abs(implied.value / stated.value - 1) > Contradiction.tolerance else {
      return nil
    }
    (self.key, self.name, self.stated, self.implied) = (key, name, stated, implied)
  }

  /// Those of a scenario.
  static func found(in scenario: Scenario) -> [Contradiction] {
    if scenario.id == Scenarios.record { return [] }
    let rate = scenario.stated(.rate)
    let values = [ScenarioKey.marketValueKRW, .marketValue].compactMap { key in scenario.stated(key).map { (key, $0) } }
    var found: [Contradiction?] = []
    // Of a value in two currencies, the one in which its profits are stated.
    let products = values.compactMap { key, value in product(of: scenario, in: value.unit, nil).map { (key, value, $0) } }
    let atRate = values.compactMap { key, value in product(of: scenario, in: value.unit, rate).map { (key, value, $0) } }
    if let (key, value, product) = products.first ?? atRate.first {
      found.append(Contradiction(key, Phrase("Market value", "시가총액"), value, product))
    }
    if let won = scenario.stated(.marketValueKRW), let value = scenario.stated(.marketValue), let rate {
      let implied = TrailingDrivers.derived(
        .known(won), ScenarioValue.inDollars(value, .known(rate)), .krwPerUSD,
        Phrase("market value in won ÷ in dollars", "원화 시가총액 ÷ 달러 시가총액")
      ) { $0 * 1_000_000 / $1 }
      found.append(Contradiction(.rate, Phrase("Exchange rate", "환율"), rate, implied.figure))
    }
    if let price = scenario.stated(.price), let shares = scenario.stated(.driver(.shares)) {
      let value = values.last.flatMap { amount($0.1, in: .millionUSD, rate) }
      let worth = value ?? (values.isEmpty ? product(of: scenario, in: .millionUSD, rate) : nil)
      let implied = TrailingDrivers.derived(
        worth.map { .known($0) } ?? .absent(.notApplicable), .known(shares), .usd, Phrase("market value ÷ shares", "시가총액 ÷ 주식 수")
      ) { $0 / $1 }
      found.append(Contradiction(.price, Phrase("Price: market value ÷ shares", "주가: 시가총액 ÷ 주식 수"), price, implied.figure))
    }
    return found.compactMap { $0 }
  }

  /// The author's earnings at the author's multiple, in a unit; nil where one of them is not the author's, for a loss, and
  /// where it takes an exchange rate that the author does not state.
  private static func product(of scenario: Scenario, in unit: Unit, _ rate: Figure?) -> Figure? {
    guard let multiple = scenario.stated(.driver(.multiple)) else { return nil }
    let earned: Figure?
    if let income = ScenarioIncome(scenario) {
      let isHis = scenario.entries.allSatisfy {
        !$0.key.isAssumption || $0.key == .driver(.shares) || scenario.stated($0.key) != nil
      }
      earned = isHis ? amount(income.figure(.netIncome), in: unit, rate) : nil
    } else {
      let profits = scenario.profits.compactMap { scenario.stated($0.key) }
      earned = profits.count == scenario.profits.count ? sum(profits, in: unit, rate) : nil
    }
    guard let earned else { return nil }
    return TrailingDrivers.derived(.known(earned), .known(multiple), unit, Phrase("net income × multiple", "순이익 × 배수")) {
      $0 > 0 ? $0 * $1 : .nan
    }.figure
  }

  /// The sum of amounts in a unit; nil where one of them cannot be converted, and of none.
  static func sum(_ amounts: [Figure], in unit: Unit, _ rate: Figure?) -> Figure? {
    let converted = amounts.compactMap { amount($0, in: unit, rate) }
    guard let first = converted.first, converted.count == amounts.count else { return nil }
    return Figure(
      converted.reduce(0) { $0 + $1.value }, unit, first.period, first.basis,
      .derived(rule: Phrase("sum of the profits by segment", "부문별 이익 합계"), inputs: converted))
  }

  /// An amount in another unit; nil where that takes an exchange rate and there is none.
  private static func amount(_ figure: Figure, in unit: Unit, _ rate: Figure?) -> Figure? {
    if figure.unit == unit { return figure }
    let rate = rate.map { Reading.known($0) } ?? .absent(.notApplicable)
    guard let dollars = ScenarioValue.inDollars(figure, rate).figure else { return nil }
    switch unit {
    case .trillionKRW: return ScenarioValue.inWon(.known(dollars), rate).figure
    case .trillionUSD, .billionUSD:
      var larger = dollars
      larger.value /= unit == .trillionUSD ? 1_000_000 : 1000
      larger.unit = unit
      return larger
    default: return dollars
    }
  }
}
