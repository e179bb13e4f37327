package import Model

/// Two numbers of one scenario that should be the same: one that it states, and one that follows from others that it states.
package struct Contradiction: Sendable {
  package var name: Phrase
  package var stated: Figure
  package var implied: Figure
  /// Implied less stated.
  package var difference: Double
}

/// What a scenario says and what follows from it: arithmetic on its own figures, and its distance from the market of the snapshot.
///
/// Where a scenario states something that also follows from its other figures, both are kept: they need not agree.
package struct ScenarioValue: Sendable {
  package let scenario: Scenario
  /// The rate that its amounts are converted at: its own where it states one, otherwise the newest known, KRW per USD.
  package let rate: Reading
  /// Its shares, million: its own, otherwise those of the snapshot.
  package let shares: Reading
  /// What its drivers earn; nil where it is not built from drivers, or has no shares.
  package let income: DriverIncome?
  /// Net income: the sum of the profits stated, or what the drivers earn, USD million.
  package let profit: Reading
  /// The same in KRW trillion.
  package let profitKRW: Reading
  /// The multiple of net income.
  package let multiple: Reading
  /// Net income times the multiple, USD million; not applicable to a loss.
  package let product: Reading
  /// The product over the shares, USD.
  package let priceOfProduct: Reading
  /// The scenario's market value, USD million: stated, or from its won amount, its product or its price.
  package let marketValue: Reading
  /// The same in KRW trillion; where it is stated in won too, as stated.
  package let marketValueKRW: Reading
  /// The stated price; otherwise the market value over the shares, USD.
  package let price: Reading
  /// The market value over net income.
  package let impliedMultiple: Reading
  /// The scenario's price as a multiple of the market's; of one without a price its market value.
  package let timesToday: Reading
  /// The newest market value known of another company that is not older than a count of shares may be, and the scenario's over it.
  package let peer: PeerValue?
  package let timesPeer: Reading
  package let contradictions: [Contradiction]

  package init(_ scenario: Scenario, _ s: Snapshot) {
    self.scenario = scenario
    func stated(_ key: ScenarioKey) -> Reading { scenario[key].map { .known($0) } ?? .absent(.notApplicable) }
    rate = scenario[.rate].map { .known($0) } ?? s.exchangeRate
    shares = scenario[driver: .shares].map { .known($0) } ?? Valuation.shares(s)
    multiple = stated(.driver(.multiple))
    let earned = ScenarioIncome(scenario)
    income = earned?.income
    profit = earned.map { .known($0.figure(.netIncome)) } ?? ScenarioValue.sum(scenario, rate)
    let product = RecordDrivers.derived(profit, multiple, .millionUSD, Phrase("net income × multiple", "순이익 × 배수")) {
      $0 > 0 ? $0 * $1 : .nan
    }
    self.product = product
    let perShare = Phrase("market value ÷ shares", "시가총액 ÷ 주식 수")
    priceOfProduct = RecordDrivers.derived(product, shares, .usd, perShare) { $0 / $1 }
    let price = stated(.price)
    marketValue = ScenarioValue.marketValue(scenario, product, shares, rate)
    self.price = price.figure != nil ? price : RecordDrivers.derived(marketValue, shares, .usd, perShare) { $0 / $1 }
    profitKRW = ScenarioValue.inWon(profit, rate)
    marketValueKRW = scenario[.marketValueKRW].map { .known($0) } ?? ScenarioValue.inWon(marketValue, rate)
    impliedMultiple = RecordDrivers.derived(
      marketValue, profit, .times, Phrase("market value ÷ net income", "시가총액 ÷ 순이익")
    ) { $1 > 0 ? $0 / $1 : .nan }
    timesToday =
      scenario[.price] != nil || scenario.isDriven
      ? RecordDrivers.derived(self.price, Valuation.quote(s), .times, Phrase("its price ÷ today's", "시나리오 주가 ÷ 현재 주가")) {
        $0 / $1
      }
      : RecordDrivers.derived(
        marketValue, Valuation.marketValue(s), .times, Phrase("its market value ÷ today's", "시나리오 시가총액 ÷ 현재 시가총액")
      ) { $0 / $1 }
    let newest = s.peers.last.flatMap { s.asOf.newYorkDay - $0.marketValue.period.endDay <= PeerValue.oldest ? $0 : nil }
    peer = newest
    timesPeer = RecordDrivers.derived(
      marketValue, newest.map { .known($0.marketValue) } ?? .absent(.notInRecord), .times,
      Phrase("its market value ÷ the other company's", "시나리오 시가총액 ÷ 비교 기업 시가총액")
    ) { $0 / $1 }
    contradictions = ScenarioValue.contradictions(scenario, profit: profit, product: product, rate: rate, s)
  }

  // MARK: parts

  /// An amount in USD million; won at a rate in KRW per USD.
  package static func inDollars(_ amount: Figure, _ rate: Reading) -> Reading {
    func scaled(_ factor: Double) -> Reading {
      factor == 1
        ? .known(amount)
        : .known(
          Figure(
            amount.value * factor, .millionUSD, amount.period, amount.basis,
            .derived(rule: Phrase("as stated", "제시값"), inputs: [amount])))
    }
    switch amount.unit {
    case .billionUSD: return scaled(1000)
    case .trillionUSD: return scaled(1_000_000)
    case .trillionKRW:
      return RecordDrivers.derived(.known(amount), rate, .millionUSD, Phrase("amount ÷ KRW per USD", "금액 ÷ 원/달러 환율")) {
        $0 * 1_000_000 / $1
      }
    default: return scaled(1)
    }
  }

  /// An amount of USD million in KRW trillion.
  static func inWon(_ amount: Reading, _ rate: Reading) -> Reading {
    RecordDrivers.derived(amount, rate, .trillionKRW, Phrase("amount × KRW per USD", "금액 × 원/달러 환율")) { $0 * $1 / 1_000_000 }
  }

  private static func sum(_ scenario: Scenario, _ rate: Reading) -> Reading {
    var (sum, inputs): (Double, [Figure]) = (0, [])
    for entry in scenario.profits {
      switch inDollars(entry.figure, rate) {
      case .known(let figure):
        sum += figure.value
        inputs.append(figure)
      case .absent(let why): return .absent(why)
      }
    }
    guard let first = inputs.first else { return .absent(.notApplicable) }
    return .known(
      Figure(
        sum, .millionUSD, first.period, first.basis,
        .derived(rule: Phrase("sum of the profits by segment", "부문별 이익 합계"), inputs: inputs)))
  }

  /// The stated market value first; otherwise the way to one that the scenario's figures allow.
  private static func marketValue(
    _ scenario: Scenario, _ product: Reading, _ shares: Reading, _ rate: Reading
  ) -> Reading {
    if let stated = scenario[.marketValue] ?? scenario[.marketValueKRW] { return inDollars(stated, rate) }
    if let price = scenario[.price] {
      return RecordDrivers.derived(.known(price), shares, .millionUSD, Phrase("stated price × shares", "제시 주가 × 주식 수")) {
        $0 * $1
      }
    }
    return product
  }

  /// The numbers of a scenario that contradict each other by more than rounding.
  private static func contradictions(
    _ scenario: Scenario, profit: Reading, product: Reading, rate: Reading, _ s: Snapshot
  ) -> [Contradiction] {
    var found: [Contradiction] = []
    func compare(_ name: Phrase, _ stated: Figure?, _ implied: Reading) {
      guard let stated, let implied = implied.figure, stated.value != 0 else { return }
      let difference = implied.value - stated.value
      if abs(difference / stated.value) > 0.005 {
        found.append(Contradiction(name: name, stated: stated, implied: implied, difference: difference))
      }
    }
    let won = scenario[.marketValueKRW]
    let value: Reading = (won ?? scenario[.marketValue]).map { inDollars($0, rate) } ?? .absent(.notApplicable)
    compare(
      Phrase("Multiple", "배수"), scenario[driver: .multiple],
      RecordDrivers.derived(value, profit, .times, Phrase("market value ÷ sum of profits", "시가총액 ÷ 이익 합계")) {
        $1 > 0 ? $0 / $1 : .nan
      })
    let stated = won ?? scenario[.marketValue]
    compare(
      Phrase("Market value", "시가총액"), stated,
      stated?.unit == .trillionKRW
        ? inWon(product, rate) : product.figure.map { .known(converted($0, to: stated?.unit)) } ?? product)
    if let dollars = scenario[.marketValue], let won {
      let implied = RecordDrivers.derived(
        .known(won), inDollars(dollars, rate), .krwPerUSD, Phrase("market value in won ÷ in dollars", "원화 시가총액 ÷ 달러 시가총액")
      ) { $0 * 1_000_000 / $1 }
      compare(Phrase("Exchange rate", "환율"), rate.figure, implied)
    }
    // Shares that the moment has lent are no statement of the scenario's.
    if let shares = scenario[driver: .shares], !shares.provenance.isOfRecord {
      compare(
        Phrase("Price: market value ÷ shares", "주가: 시가총액 ÷ 주식 수"), scenario[.price],
        RecordDrivers.derived(
          stated == nil ? product : value, .known(shares), .usd, Phrase("market value ÷ shares", "시가총액 ÷ 주식 수")
        ) { $0 / $1 })
    }
    let then = Valuation.marketValue(on: scenario.knownAt.newYorkDay, s)
    let dollars: Reading = (scenario[.marketValue] ?? won).map { inDollars($0, rate) } ?? .absent(.notApplicable)
    compare(
      Phrase("× value of the day", "당시 시총 대비"), scenario[.times],
      RecordDrivers.derived(
        dollars, then, .times, Phrase("market value ÷ that of the day it was made", "시가총액 ÷ 제시한 날의 시가총액")
      ) { $0 / $1 })
    return found
  }

  /// An amount of USD million in a larger unit of dollars.
  private static func converted(_ amount: Figure, to unit: Unit?) -> Figure {
    let factor = unit == .trillionUSD ? 1_000_000.0 : unit == .billionUSD ? 1000 : 1
    return Figure(amount.value / factor, unit ?? .millionUSD, amount.period, amount.basis, amount.provenance)
  }
}

extension Provenance {
  /// Whether it is a fact of the record, and nobody's claim or assumption.
  var isOfRecord: Bool {
    switch self {
    case .reported, .consensus: return true
    case .claimed, .assumed: return false
    case .derived(_, let inputs): return inputs.allSatisfy(\.provenance.isOfRecord)
    }
  }
}
