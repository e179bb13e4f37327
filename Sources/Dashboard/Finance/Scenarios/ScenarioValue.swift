package import Model

/// What a scenario says and what follows from it: arithmetic on its own figures, and its distance from the market of the snapshot.
///
/// Where a scenario states something that also follows from its other figures, both are kept: they need not agree. Once the user has changed
/// an assumption, value and price are those that follow.
package struct ScenarioValue: Sendable {
  /// What it is worked out from, with what the user has changed and the moment has lent.
  package let scenario: Scenario
  /// The rate that its amounts are converted at: its own where it states one, otherwise the newest known, KRW per USD.
  package let rate: Reading
  /// The shares that its market value counts, million: its own, otherwise those of the snapshot.
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
  /// Whether value and price follow from assumptions that the user has changed, and not from what the author stated of them.
  package let followsChanges: Bool
  /// The scenario's market value, USD million: stated, or from its won amount, its product or its price.
  ///
  /// Of the record the market's.
  package let marketValue: Reading
  /// The same in KRW trillion; where it is stated in won too, as stated.
  package let marketValueKRW: Reading
  /// The stated price; otherwise the market value over the shares, USD.
  package let price: Reading
  /// The market value over net income, both in the currency in which the author states them.
  package let impliedMultiple: Reading
  /// The price in KRW; of a value that is stated in won what that comes to a share.
  package let priceKRW: Reading
  /// The scenario's price as a multiple of the market's; of one without a price its market value.
  package let timesToday: Reading
  /// The multiple of a value that is stated in won over the market's in won; nil for any other.
  private let timesTodayKRW: Reading?
  /// The newest market value known of another company that is not older than a count of shares may be, and the scenario's over it.
  package let peer: PeerValue?
  /// The scenario's market value over the other company's.
  package let timesPeer: Reading
  /// Where the author's own numbers do not fit together.
  package let contradictions: [Contradiction]

  /// The one rate that its amounts are shown at; none for the record, whose amounts each have their own.
  package var shownRate: Reading? { scenario.id == Scenarios.record ? nil : rate }

  /// The rate at which a number is shown beside one of the record: for the record itself the rate of that one, changed or not,
  /// so that equal dollars are equal won; for any other scenario its own.
  package func rate(beside record: Reading, _ s: Snapshot) -> Reading? {
    guard scenario.id == Scenarios.record else { return rate }
    return record.figure.map { ExchangeRates(s).rate(for: $0) }
  }

  /// Works out a completed scenario, held against the market of a snapshot.
  package init(_ scenario: Scenario, _ s: Snapshot) {
    self.scenario = scenario
    let isRecord = scenario.id == Scenarios.record
    rate = scenario[.rate].map { .known($0) } ?? s.exchangeRate
    let own = scenario[driver: .shares].map { Reading.known($0) } ?? Valuation.shares(s)
    multiple = scenario[driver: .multiple].map { .known($0) } ?? .absent(.notApplicable)
    let earned = ScenarioIncome(scenario)
    income = earned?.income
    let worked = earned.map { Reading.known($0.figure(.netIncome)) } ?? ScenarioValue.sum(scenario, rate)
    let isUnchanged = scenario.changed.isEmpty
    // The unchanged record earns what was reported.
    let reported = isRecord && isUnchanged ? TrailingDrivers(s).netIncome : worked
    profit = reported.figure == nil ? worked : reported
    product = TrailingDrivers.derived(profit, multiple, .millionUSD, Phrase("net income × multiple", "순이익 × 배수")) {
      $0 > 0 ? $0 * $1 : .nan
    }
    let perShare = Phrase("market value ÷ shares", "시가총액 ÷ 주식 수")
    priceOfProduct =
      isRecord
      ? ScenarioValue.price(of: earned.map { .known($0.figure(.earningsPerShare)) } ?? .absent(.notInRecord), multiple, s)
      : TrailingDrivers.derived(product, own, .usd, perShare) { $0 / $1 }
    let hasProduct = scenario[driver: .multiple] != nil && (earned != nil || !scenario.profits.isEmpty)
    let follows = hasProduct && !scenario.changed.isEmpty
    followsChanges = follows
    if isRecord {
      // Earnings are per diluted share; the company is worth what the market says, on the count of shares that is used
      // everywhere.
      price = follows ? priceOfProduct : Valuation.quote(s)
      shares = Valuation.shares(s)
      marketValue =
        follows
        ? TrailingDrivers.derived(price, shares, .millionUSD, Phrase("price × shares", "주가 × 주식 수")) { $0 * $1 }
        : Valuation.marketValue(s)
    } else {
      shares = own
      marketValue = follows ? product : ScenarioValue.marketValue(scenario, product, own, rate)
      let stated = follows ? nil : scenario[.price]
      price = stated.map { .known($0) } ?? TrailingDrivers.derived(marketValue, own, .usd, perShare) { $0 / $1 }
    }
    profitKRW = ScenarioValue.inWon(profit, rate)
    let statedKRW = follows ? nil : scenario[.marketValueKRW]
    // The market's value is at the rate of its day, on every panel; a scenario's value is at the scenario's rate.
    marketValueKRW =
      statedKRW.map { .known($0) }
      ?? (isRecord ? Valuation.inTrillionKRW(marketValue, s) : ScenarioValue.inWon(marketValue, rate))
    // Where only the value is stated, in won, so is the price in won; no day's exchange rate goes into it.
    let isPriceStated = !follows && scenario[.price] != nil
    priceKRW =
      statedKRW == nil || isPriceStated
      ? ScenarioValue.converted(price, isRecord ? nil : rate, s)
      : TrailingDrivers.derived(marketValueKRW, shares, .krw, perShare) { $0 * 1_000_000 / $1 }
    impliedMultiple = isRecord ? .absent(.notApplicable) : ScenarioValue.impliedMultiple(scenario, statedKRW, marketValue, profit)
    timesTodayKRW =
      statedKRW == nil || isPriceStated
      ? nil
      : TrailingDrivers.derived(
        marketValueKRW, Valuation.inTrillionKRW(Valuation.marketValue(s), s), .times,
        Phrase("its market value in won ÷ the market's", "시나리오 시가총액(원) ÷ 현재 시가총액(원)")
      ) { $0 / $1 }
    timesToday =
      scenario[.price] != nil || scenario.isDriven
      ? TrailingDrivers.derived(price, Valuation.quote(s), .times, Phrase("its price ÷ today's", "시나리오 주가 ÷ 현재 주가")) {
        $0 / $1
      }
      : TrailingDrivers.derived(
        marketValue, Valuation.marketValue(s), .times, Phrase("its market value ÷ today's", "시나리오 시가총액 ÷ 현재 시가총액")
      ) { $0 / $1 }
    let newest = s.newestPeer
    peer = newest
    timesPeer = TrailingDrivers.derived(
      marketValue, newest.map { .known($0.marketValue) } ?? .absent(.notInRecord), .times,
      Phrase("its market value ÷ the other company's", "시나리오 시가총액 ÷ 비교 기업 시가총액")
    ) { $0 / $1 }
    contradictions = Contradiction.found(in: scenario)
  }

  /// Which shares the market value counts: the scenario's own number is of diluted shares, the moment's is on the program's
  /// basis.
  package var shareBasis: ShareBasis {
    scenario.id == Scenarios.record || scenario.lent.contains(.driver(.shares)) ? .earned : .diluted
  }

  /// The multiple of the market's price or value, for amounts shown in a currency.
  package func timesToday(inWon isInWon: Bool) -> Reading { isInWon ? timesTodayKRW ?? timesToday : timesToday }

  // MARK: parts

  /// What earnings per share are worth at a multiple: a price on the market's day, USD.
  private static func price(of eps: Reading, _ multiple: Reading, _ s: Snapshot) -> Reading {
    eps.combined(with: multiple) { eps, multiple in
      guard eps.value > 0 else { return .absent(.notApplicable) }
      let rule = Phrase("EPS × P/E", "EPS × PER")
      return .known(
        Figure(
          eps.value * multiple.value, .usd, .day(Valuation.quoteDay(s)), .market,
          .derived(rule: rule, inputs: [eps, multiple])))
    }
  }

  /// A price in KRW: at a rate, or at that of its own day.
  private static func converted(_ price: Reading, _ rate: Reading?, _ s: Snapshot) -> Reading {
    guard case .known(var figure) = price else { return price }
    figure.unit = .usd
    return rate.map { rate in
      TrailingDrivers.derived(.known(figure), rate, .krw, Phrase("price × KRW per USD", "주가 × 원/달러 환율")) { $0 * $1 }
    }
      ?? ExchangeRates(s).inWon(figure)
  }

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
      return TrailingDrivers.derived(.known(amount), rate, .millionUSD, Phrase("amount ÷ KRW per USD", "금액 ÷ 원/달러 환율")) {
        $0 * 1_000_000 / $1
      }
    default: return scaled(1)
    }
  }

  /// An amount of USD million in KRW trillion.
  static func inWon(_ amount: Reading, _ rate: Reading) -> Reading {
    TrailingDrivers.derived(amount, rate, .trillionKRW, Phrase("amount × KRW per USD", "금액 × 원/달러 환율")) { $0 * $1 / 1_000_000 }
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
      return TrailingDrivers.derived(.known(price), shares, .millionUSD, Phrase("stated price × shares", "제시 주가 × 주식 수")) {
        $0 * $1
      }
    }
    return product
  }

  /// Won over won where both are stated in won, so that no day's exchange rate goes into what the author said.
  private static func impliedMultiple(
    _ scenario: Scenario, _ won: Figure?, _ marketValue: Reading, _ profit: Reading
  ) -> Reading {
    if let won, let sum = Contradiction.sum(scenario.profits.map(\.figure), in: .trillionKRW, nil) {
      return TrailingDrivers.derived(
        .known(won), .known(sum), .times, Phrase("market value in won ÷ sum of profits in won", "시가총액(원) ÷ 이익 합계(원)")
      ) { $1 > 0 ? $0 / $1 : .nan }
    }
    return TrailingDrivers.derived(marketValue, profit, .times, Phrase("market value ÷ net income", "시가총액 ÷ 순이익")) {
      $1 > 0 ? $0 / $1 : .nan
    }
  }
}

extension Snapshot {
  /// The newest market value known of another company, where it is not older than a count of shares may be.
  package var newestPeer: PeerValue? {
    peers.last.flatMap { asOf.newYorkDay - $0.marketValue.period.endDay <= PeerValue.oldest ? $0 : nil }
  }
}
