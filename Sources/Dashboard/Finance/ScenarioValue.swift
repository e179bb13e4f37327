package import Model

/// What a scenario says and what follows from it: arithmetic on its own figures, and its distance from the market of the snapshot.
///
/// Where a scenario states something that also follows from its other figures, both are kept: they need not agree.
package struct ScenarioValue: Sendable {
  package let scenario: Scenario
  /// The sum of the profits by line, KRW trillion.
  package let profit: Reading
  /// The multiple that the scenario states.
  package let multiple: Reading
  /// Sum of the profits times the stated multiple, KRW trillion.
  package let product: Reading
  /// The stated market value in won over the sum of the profits.
  package let impliedMultiple: Reading
  /// What the stated multiple lacks to the implied one.
  package let multipleDifference: Reading
  /// The stated market value in won over the one in dollars, KRW per USD.
  package let impliedRate: Reading
  /// The newest exchange rate less the implied one.
  package let rateDifference: Reading
  /// The scenario's market value, USD million: stated, or from its won amount, its product or its price.
  package let marketValue: Reading
  /// The market value over the shares of the snapshot, USD; the stated price where there is one.
  package let price: Reading
  /// The product over the shares of the snapshot, USD, beside a stated market value.
  package let priceOfProduct: Reading
  /// The scenario's market value (or price) as a multiple of the market's.
  package let timesToday: Reading

  package init(_ scenario: Scenario, _ s: Snapshot) {
    self.scenario = scenario
    func stated(_ item: ScenarioItem) -> Reading { scenario[item].map { .known($0) } ?? .absent(.notApplicable) }
    let won = stated(.marketValueKRW)
    profit = ScenarioValue.sum(scenario)
    multiple = stated(.multiple)
    product = ScenarioValue.derived(profit, multiple, .trillionKRW, Phrase("sum of profits × multiple", "이익 합계 × 배수")) { $0 * $1 }
    impliedMultiple = ScenarioValue.derived(won, profit, .times, Phrase("market value ÷ sum of profits", "시가총액 ÷ 이익 합계")) {
      $0 / $1
    }
    multipleDifference = ScenarioValue.derived(
      impliedMultiple, multiple, .times, Phrase("implied − stated multiple", "내재 배수 − 제시 배수")
    ) { $0 - $1 }
    impliedRate = ScenarioValue.derived(
      won, stated(.marketValue), .krwPerUSD, Phrase("market value in won ÷ in dollars", "원화 시가총액 ÷ 달러 시가총액")
    ) { $0 / $1 }
    rateDifference = ScenarioValue.derived(
      s.exchangeRate, impliedRate, .krwPerUSD, Phrase("newest rate − implied rate", "최근 환율 − 내재 환율")
    ) { $0 - $1 }
    let productUSD = ScenarioValue.inDollars(product, s)
    let shares = Valuation.shares(s)
    let perShare = Phrase("market value ÷ shares", "시가총액 ÷ 주식 수")
    let price = stated(.price)
    marketValue = ScenarioValue.marketValue(scenario, productUSD, shares, s)
    self.price =
      price.figure != nil ? price : ScenarioValue.derived(marketValue, shares, .usd, perShare) { $0 / $1 }
    let hasBoth = scenario[.marketValue] != nil || scenario[.marketValueKRW] != nil
    priceOfProduct =
      hasBoth ? ScenarioValue.derived(productUSD, shares, .usd, perShare) { $0 / $1 } : .absent(.notApplicable)
    timesToday =
      price.figure != nil
      ? ScenarioValue.derived(price, Valuation.quote(s), .times, Phrase("stated price ÷ price", "제시 주가 ÷ 현재 주가")) { $0 / $1 }
      : ScenarioValue.derived(
        marketValue, Valuation.marketValue(s), .times, Phrase("scenario's market value ÷ today's", "시나리오 시가총액 ÷ 현재 시가총액")
      ) { $0 / $1 }
  }

  /// An amount of KRW trillion in USD million at the newest rate known.
  package static func inDollars(_ amount: Reading, _ s: Snapshot) -> Reading {
    amount.combined(with: s.exchangeRate) { a, rate in
      guard rate.value > 0 else { return .absent(.notApplicable) }
      return .known(
        Figure(
          a.value * 1_000_000 / rate.value, .millionUSD, a.period, a.basis,
          .derived(
            rule: Phrase("amount ÷ KRW per USD of \(rate.period.label)", "금액 ÷ \(rate.period.label) 원/달러"), inputs: [a, rate])))
    }
  }

  private static func sum(_ scenario: Scenario) -> Reading {
    let lines = [ScenarioItem.profitCars, .profitEnergy, .profitFSD, .profitOther].compactMap { scenario[$0] }
    guard let first = lines.first else { return .absent(.notApplicable) }
    return .known(
      Figure(
        lines.reduce(0) { $0 + $1.value }, .trillionKRW, first.period, first.basis,
        .derived(rule: Phrase("sum of the profits by line", "부문별 이익 합계"), inputs: lines)))
  }

  /// The stated market value first; otherwise the way to one that the scenario's figures allow.
  private static func marketValue(_ scenario: Scenario, _ product: Reading, _ shares: Reading, _ s: Snapshot) -> Reading {
    if let stated = scenario[.marketValue] {
      return .known(
        Figure(
          stated.value * 1_000_000, .millionUSD, stated.period, stated.basis,
          .derived(rule: Phrase("as stated", "제시값"), inputs: [stated])))
    }
    if let won = scenario[.marketValueKRW] { return inDollars(.known(won), s) }
    if let price = scenario[.price] {
      return derived(.known(price), shares, .millionUSD, Phrase("stated price × shares", "제시 주가 × 주식 수")) { $0 * $1 }
    }
    return product
  }

  /// A figure of two others, with the period and basis of the first.
  private static func derived(
    _ a: Reading, _ b: Reading, _ unit: Unit, _ rule: Phrase, _ f: (Double, Double) -> Double
  ) -> Reading {
    a.combined(with: b) { a, b in
      let value = f(a.value, b.value)
      guard value.isFinite else { return .absent(.notApplicable) }
      return .known(Figure(value, unit, a.period, a.basis, .derived(rule: rule, inputs: [a, b])))
    }
  }
}
