import Finance
package import Format
package import Model

/// What an assumption must be for a price or a market value.
package struct ScenarioQuestion {
  /// What the scenario should come to.
  package enum Wanted {
    case priceToday
    case price(Double, Currency)
    /// In millions of the currency.
    case value(Double, Currency)
  }

  /// The assumption that may move.
  package let key: ScenarioKey
  /// What it has to reach.
  package let wanted: Wanted

  /// A question about one assumption.
  package init(_ key: ScenarioKey, for wanted: Wanted) { (self.key, self.wanted) = (key, wanted) }

  /// The price that answers it for a scenario, USD; nil where a market value is wanted and only the shares may move, and where no price,
  /// rate or shares are known.
  func price(_ one: ScenarioResult, _ s: Snapshot) -> Double? {
    func dollars(_ amount: Double, _ currency: Currency) -> Double? {
      currency == .usd ? amount : one.value.rate.value.map { amount / $0 }
    }
    switch wanted {
    case .priceToday: return Valuation.quote(s).value
    case .price(let amount, let currency): return dollars(amount, currency)
    case .value(let amount, let currency):
      guard movesValue(of: one), let shares = one.value.shares.value, shares > 0 else { return nil }
      return dollars(amount, currency).map { $0 / shares }
    }
  }

  /// Whether the assumption moves a market value: shares do not, except those that divide the record's earnings.
  private func movesValue(of one: ScenarioResult) -> Bool { key != .driver(.shares) || one.scenario.id == Scenarios.record }

  /// Its answer.
  fileprivate func solution(_ one: ScenarioResult, _ s: Snapshot) -> ScenarioSolution? {
    if case .value = wanted, !movesValue(of: one) { return .noEffect }
    return price(one, s).flatMap { ScenarioSolution(key, forPrice: $0, in: one.scenario) }
  }

  /// What is wanted, as it was asked.
  func words(_ amounts: ScenarioAmounts) -> String {
    switch wanted {
    case .priceToday: return amounts.words("the price today", "현재 주가")
    case .price(let amount, let currency): return amounts.text(amount, currency == .krw ? .krw : .usd)
    case .value(let amount, .krw): return amounts.text(amount / 1_000_000, .trillionKRW)
    case .value(let amount, .usd): return amounts.text(amount, .millionUSD)
    }
  }
}

/// What the assumptions of a scenario must be for a price, each alone.
struct ScenarioAnswers {
  typealias Answer = (entry: ScenarioEntry, solution: ScenarioSolution)

  /// USD.
  let price: Double?
  let all: [Answer]

  /// The answers to a question; without one those of all assumptions for the newest price.
  init(_ one: ScenarioResult, _ question: ScenarioQuestion?, _ s: Snapshot) {
    let price = question.map { $0.price(one, s) } ?? Valuation.quote(s).value
    self.price = price
    all = one.assumptions.compactMap { entry in
      guard let question else {
        return price.flatMap { ScenarioSolution(entry.key, forPrice: $0, in: one.scenario) }.map { (entry, $0) }
      }
      return entry.key == question.key ? question.solution(one, s).map { (entry, $0) } : nil
    }
  }

  subscript(key: ScenarioKey) -> Answer? { all.first { $0.entry.key == key } }
}

extension ScenarioSolution {
  /// As JSON and CSV name it, with its number.
  var status: (name: String, value: Double?) {
    switch self {
    case .value(let value): return ("value", value)
    case .noEffect: return ("no_effect", nil)
    case .outOfDomain: return ("out_of_domain", nil)
    }
  }
}
