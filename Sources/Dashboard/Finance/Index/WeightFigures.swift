internal import Model

/// The closes of a rebalance's days, with the company's newest price changed; the days before are settled.
struct RebalanceCloses: Sendable {
  let rebalance: Rebalance
  let company: Int?
  let priceFactor: Double

  init(_ rebalance: Rebalance, company: Int?, priceFactor: Double) {
    self.rebalance = rebalance
    self.company = company
    self.priceFactor = priceFactor
  }

  func price(_ i: Int, on day: Day) -> Double? {
    guard let k = rebalance.days.firstIndex(of: day) else { return nil }
    let close = rebalance.constituents[i].closes[k]
    if close.isNaN { return nil }
    return i == company && k == rebalance.days.count - 1 ? close * priceFactor : close
  }

  /// The fractions that numbers of shares make at a day's prices; NaN for what has no share or no price.
  func weights(on day: Day, shares: [Double]) -> [Double] {
    let values = shares.indices.map { i in price(i, on: day).map { $0 * shares[i] } ?? .nan }
    let total = values.reduce(0) { $1.isNaN ? $0 : $0 + $1 }
    return values.map { $0 / total }
  }

  func weights(on day: Day, _ shares: (Constituent) -> Double?) -> [Double] {
    weights(on: day, shares: rebalance.constituents.map { shares($0) ?? .nan })
  }
}

/// Makes figures of weights, with what they rest on.
struct WeightFigures: Sendable {
  let rebalance: Rebalance
  let priceDay: Day
  let newestDay: Day?
  let priceFactor: Double
  let asOf: Instant
  /// One citation for all closes of a day, and one for the shares that set the new weights.
  private let closes: Citation
  private let newestCloses: Citation
  private let fitted: Citation
  private let outstanding: Citation
  private let published: Citation
  private let holdings: Citation
  /// Whose price is changed.
  private let company: Constituent?

  init(_ rebalance: Rebalance, priceDay: Day, newestDay: Day?, priceFactor: Double, company: Int?, asOf: Instant) {
    func closing(_ day: Day) -> Citation {
      let known = Sessions.session(on: day)?.close ?? Instant(endOf: day)
      let sources = rebalance.days.firstIndex(of: day).map { rebalance.priceSources[$0] } ?? []
      return Citation(sources: sources, knownAt: known, confidence: .single)
    }
    self.rebalance = rebalance
    self.priceDay = priceDay
    self.newestDay = newestDay
    self.priceFactor = priceFactor
    self.asOf = asOf
    self.company = company.map { rebalance.constituents[$0] }
    holdings = Citation(
      sources: rebalance.holdingsSources, knownAt: Sessions.session(on: priceDay)?.close ?? Instant(endOf: priceDay),
      confidence: .single)
    closes = closing(priceDay)
    newestCloses = newestDay.map(closing) ?? closes
    let reference = Sessions.session(on: rebalance.referenceDay)?.close ?? Instant(endOf: rebalance.referenceDay)
    outstanding = Citation(sources: rebalance.outstandingSources, knownAt: reference, confidence: .single)
    fitted = Citation(sources: rebalance.outstandingSources, knownAt: reference, confidence: .unverified)
    published = Citation(sources: rebalance.holdingsSources, knownAt: rebalance.published, confidence: .single)
  }

  func row(
    _ i: Int, _ before: [Double], _ rule: [Double]?, _ published: [Double]?, _ newest: [Double]?, isCompany: Bool
  ) -> WeightRow {
    let c = rebalance.constituents[i]
    let close = inputs(c, priceDay)
    let before = reading(before[i], priceDay, rule: Self.ruleBefore, close + indexShares(c))
    let byRule: Reading =
      rule.map { reading($0[i], priceDay, rule: Self.ruleOfRules, close + shares(c)) } ?? .absent(absence(outstanding.knownAt))
    let isKnown: Reading =
      published.map { reading($0[i], priceDay, rule: Self.rulePublished, close + newShares(c)) }
      ?? .absent(absence(rebalance.published))
    let later: Reading =
      newestDay.flatMap { day in
        newest.map { reading($0[i], day, rule: Self.rulePublished, inputs(c, day) + newShares(c)) }
      } ?? .absent(.notKnownYet)
    var row = WeightRow(
      name: Phrase(c.ticker), longName: c.name, before: before, rule: byRule, published: isKnown, change: .absent(.notKnownYet),
      newest: later, isCompany: isCompany)
    row.change = Self.change(before, row.after)
    return row
  }

  /// Why a number that the public had from an instant on is missing.
  private func absence(_ due: Instant) -> Absence { due <= asOf ? .notInRecord : .notKnownYet }

  /// Several securities as one row.
  func sum(_ rows: [WeightRow]) -> WeightRow {
    let names = rows.map(\.name.en).joined(separator: " ")
    var row = WeightRow(
      name: Phrase("7 largest", "상위 7개사"), longName: names, before: Self.sum(rows.map(\.before), names),
      rule: Self.sum(rows.map(\.rule), names), published: Self.sum(rows.map(\.published), names),
      change: .absent(.notKnownYet), newest: Self.sum(rows.map(\.newest), names), isCompany: false)
    row.change = Self.change(row.before, row.after)
    return row
  }

  /// The close that a weight rests on; with another price of the company that too, since all weights move with it.
  private func inputs(_ c: Constituent, _ day: Day) -> [Figure] {
    guard let k = rebalance.days.firstIndex(of: day), !c.closes[k].isNaN else { return [] }
    let close = Figure(c.closes[k], .usd, .day(day), .market, .reported(day == newestDay ? newestCloses : closes))
    guard priceFactor != 1, k == rebalance.days.count - 1, let company, !company.closes[k].isNaN else { return [close] }
    let price = Figure(
      company.closes[k] * priceFactor, .usd, .day(day), .market, .assumed(reason: RebalanceWeights.whatIf(company.ticker, day)))
    return c.ticker == company.ticker ? [price] : [close, price]
  }

  /// The index shares before, as a fund holds them.
  private func indexShares(_ c: Constituent) -> [Figure] {
    c.indexShares.map { [Figure($0, .shares, .day(priceDay), .market, .reported(holdings))] } ?? []
  }

  private func shares(_ c: Constituent) -> [Figure] {
    guard let shares = c.sharesOutstanding else { return [] }
    func count(_ provenance: Provenance) -> Figure { Figure(shares, .shares, .day(rebalance.referenceDay), .market, provenance) }
    switch c.sharesBasis {
    case .reported: return [count(.reported(outstanding))]
    case .implied: return [count(.derived(rule: Self.ruleImplied, inputs: indexShares(c) + newShares(c)))]
    case .fitted: return [count(.derived(rule: Self.ruleFitted, inputs: [count(.reported(fitted))]))]
    }
  }

  private func newShares(_ c: Constituent) -> [Figure] {
    c.newIndexShares.map { [Figure($0, .shares, .day(rebalance.effectiveDay), .market, .reported(published))] } ?? []
  }

  private func reading(_ value: Double, _ day: Day, rule: Phrase, _ inputs: [Figure]) -> Reading {
    if value.isNaN { return .absent(.notApplicable) }
    return .known(Figure(value * 100, .percent, .day(day), .market, .derived(rule: rule, inputs: inputs)))
  }

  private static func change(_ before: Reading, _ after: Reading) -> Reading {
    before.combined(with: after) { a, b in
      .known(
        Figure(
          b.value - a.value, .percentagePoints, b.period, .market,
          .derived(rule: Phrase("weight after − before", "변경 후 − 변경 전 비중"), inputs: [b, a])))
    }
  }

  private static func sum(_ readings: [Reading], _ names: String) -> Reading {
    var inputs: [Figure] = []
    for reading in readings {
      switch reading {
      case .known(let figure): inputs.append(figure)
      case .absent(let why): return .absent(why)
      }
    }
    guard let period = inputs.first?.period else { return .absent(.notKnownYet) }
    return .known(
      Figure(
        inputs.reduce(0) { $0 + $1.value }, .percent, period, .market,
        .derived(rule: Phrase("sum of \(names)", "합계: \(names)"), inputs: inputs)))
  }

  private static let ruleImplied = Phrase(
    "implied by the index shares of a fund, not a count of the company's", "펀드의 지수 주식 수에서 역산, 회사 집계가 아님")
  private static let ruleFitted = Phrase(
    "the total less a class that is not listed, whose number was chosen so that the weights fit",
    "총주식 수에서 비상장 종류주를 뺀 값; 그 수는 비중이 맞도록 고름")
  private static let ruleBefore = Phrase("index shares × close ÷ sum of all securities", "지수 주식 수 × 종가 ÷ 전 종목 합계")
  private static let ruleOfRules = Phrase(
    "set by the index rules from shares outstanding × reference price, then moved with the closes; an estimate",
    "발행주식 수 × 기준가에서 지수 규칙으로 산정한 뒤 종가에 따라 이동; 추정치")
  private static let rulePublished = Phrase(
    "new index shares × close ÷ sum of all securities; the shares as fund holdings show them later, with small updates since",
    "새 지수 주식 수 × 종가 ÷ 전 종목 합계; 주식 수는 이후 펀드 보유 내역 기준(소폭 갱신 포함)")
}
