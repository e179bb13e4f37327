package import Model

/// A row of the index: its weight on both sides of a rebalance, all at the same day's prices.
package struct WeightRow: Sendable {
  /// The ticker of a security, or the name of a group.
  package var name: Phrase
  /// What the ticker stands for.
  package var longName: String
  /// By index shares, in per cent.
  package var before: Reading
  /// As the rules set it, in per cent.
  package var rule: Reading
  /// By the index shares that were published, in per cent.
  package var published: Reading
  /// From before to published, or to the rules' while nothing is published; percentage points.
  package var change: Reading
  /// After the rebalance at the newest known prices, where those are later.
  package var newest: Reading
  /// Whether it is the company of this book.
  package var isCompany: Bool

  /// The weight after: published where it is, otherwise by the rules.
  package var after: Reading { published.figure == nil && rule.figure != nil ? rule : published }
}

/// What the record holds of the weights of the index, and what the rules make of it, as far as it was known.
///
/// Weights before are index shares × close; weights after are set from shares outstanding × close of the reference day and drift with the
/// prices from there. Before a rebalance is announced the weights by rule are those of a rebalance at the newest close.
package struct IndexRecord: Sendable {
  /// Whether the rebalance was announced; before that, nothing may speak of it.
  package let isAnnounced: Bool
  package let rebalance: Rebalance
  /// The day whose prices all weights stand on.
  package let priceDay: Day
  /// The day of the newest prices for the new weights, where later.
  package let newestDay: Day?
  /// What the company's price is multiplied by, to see what would be if; 1 for the price as it is.
  package let priceFactor: Double
  /// Whether the new index shares are published.
  package var hasPublished: Bool { publishedWeights != nil }
  /// The weights as the rules set them; nil where shares outstanding are not known, or no weight satisfies the rules.
  package let weighting: IndexWeighting?
  /// The day whose prices set them.
  package let resetDay: Day
  /// The tests of the index's own weights, at the newest prices known.
  package let trigger: IndexTrigger
  package let triggerDay: Day
  package let flow: IndexFlow?
  /// The place of the book's company among the constituents.
  package let company: Int?
  /// The securities of the index by size, as positions in the rebalance.
  private let order: [Int]
  /// Fractions at the prices of the day, by constituent; NaN where it does not belong to the index.
  private let before: [Double]
  private let ruleWeights: [Double]?
  private let publishedWeights: [Double]?
  private let newestWeights: [Double]?
  private let figures: WeightFigures
  private let closes: RebalanceCloses

  /// Reads the record; nil when no weight is known yet.
  package init?(_ s: Snapshot, priceFactor: Double = 1) {
    guard let rebalance = s.rebalance, let newest = rebalance.days.last else { return nil }
    self.rebalance = rebalance
    let isAnnounced = rebalance.citation.knownAt <= s.asOf
    // The funds trade on the day before it takes effect; later prices only show how the new weights went on.
    let tradeDay = rebalance.days.last { $0 < rebalance.effectiveDay } ?? newest
    let priceDay = isAnnounced ? tradeDay : newest
    let newestDay = isAnnounced && newest > priceDay ? newest : nil
    let company = IndexRecord.company(rebalance, s)
    let closes = RebalanceCloses(rebalance, company: company, priceFactor: priceFactor)
    let before = closes.weights(on: priceDay) { $0.isMember(on: priceDay) ? $0.indexShares : nil }
    // The reference prices of an announced rebalance are settled.
    let resetDay = isAnnounced ? rebalance.referenceDay : priceDay
    let reset = IndexRecord.reset(
      rebalance, isAnnounced ? RebalanceCloses(rebalance, company: company, priceFactor: 1) : closes, on: resetDay,
      members: isAnnounced ? rebalance.effectiveDay : priceDay, isAnnounced ? rebalance.kind : .special)
    let ruleWeights = reset.map { closes.weights(on: priceDay, shares: $0.indexShares) }
    let isPublished = isAnnounced && rebalance.constituents.contains { $0.newIndexShares != nil }
    let publishedWeights = isPublished ? closes.weights(on: priceDay) { $0.newIndexShares } : nil
    let newestWeights =
      newestDay.map { day in
        isPublished
          ? closes.weights(on: day) { $0.newIndexShares } : reset.map { closes.weights(on: day, shares: $0.indexShares) }
      } ?? nil
    // Who came in has no weight before; it stands by its weight after.
    let after = publishedWeights ?? ruleWeights
    let sizes = before.indices.map { i in
      before[i].isNaN ? after.map { $0[i].isNaN ? 0 : $0[i] } ?? 0 : before[i]
    }
    figures = WeightFigures(
      rebalance, priceDay: priceDay, newestDay: newestDay, priceFactor: priceFactor, company: company)
    if isAnnounced, let company, let after, !after[company].isNaN {
      let weight = figures.row(company, before, ruleWeights, publishedWeights, newestWeights, isCompany: true)
      flow = IndexFlow(rebalance, weight, on: priceDay, priceFactor: priceFactor, s)
    } else {
      flow = nil
    }
    // Where nothing tells the new weights, the newest that are known are those before.
    let (current, day) = newestWeights.map { ($0, newestDay ?? priceDay) } ?? (before, priceDay)
    trigger = IndexTrigger(
      rebalance.constituents.indices.compactMap { i in
        let c = rebalance.constituents[i]
        return current[i].isNaN ? nil : (c.ticker, c.company, current[i])
      }, IndexRules.inForce(on: day) ?? IndexRules.versions[0])
    triggerDay = day
    self.closes = closes
    order = sizes.indices.filter { sizes[$0] > 0 }.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
    (self.isAnnounced, self.priceDay, self.newestDay, self.priceFactor) = (isAnnounced, priceDay, newestDay, priceFactor)
    (self.company, self.before, self.resetDay) = (company, before, resetDay)
    weighting = reset?.weighting
    (self.ruleWeights, self.publishedWeights, self.newestWeights) = (ruleWeights, publishedWeights, newestWeights)
  }

  /// How many securities are listed.
  package var count: Int { order.count }

  /// How many securities the index had on the day of the prices.
  package var securities: Int { before.reduce(0) { $1.isNaN ? $0 : $0 + 1 } }

  /// The largest weight on either side, in per cent: the length of the longest bar.
  package var largestWeight: Double {
    var largest = 0.0
    for list in [before, ruleWeights, publishedWeights] { for weight in list ?? [] where weight > largest { largest = weight } }
    return largest * 100
  }

  /// A security by its place in the order of size, made when asked for: most are out of sight.
  package func row(_ place: Int) -> WeightRow {
    let i = order[place]
    return figures.row(i, before, ruleWeights, publishedWeights, newestWeights, isCompany: i == company)
  }

  /// The company's price on a day of the record, USD a share, changed by the factor.
  package func companyPrice(on day: Day) -> Double? { company.flatMap { closes.price($0, on: day) } }

  /// The place of the book's company among the companies of the trigger test.
  package var companyInTrigger: Int? { company.flatMap { trigger.place(ofTicker: rebalance.constituents[$0].ticker) } }

  /// The place of the book's company in the order of size.
  package var companyPlace: Int? { company.flatMap { order.firstIndex(of: $0) } }

  /// What the rules did to a security of the list.
  package func treatments(_ place: Int) -> [IndexWeighting.Treatment]? {
    guard let weighting else { return nil }
    let ticker = rebalance.constituents[order[place]].ticker
    return weighting.securities.firstIndex { $0.ticker == ticker }.map { weighting.treatments(of: $0) }
  }

  /// The seven largest companies together, all their classes.
  package var seven: WeightRow {
    var companies: [(id: String, sum: Double, classes: [Int])] = []
    // They are sought among the securities three times as many: no company has more classes.
    for i in order.prefix(21) {
      let id = rebalance.constituents[i].company
      let size = before[i].isNaN ? 0 : before[i]
      if let k = companies.firstIndex(where: { $0.id == id }) {
        companies[k].sum += size
        companies[k].classes.append(i)
      } else {
        companies.append((id, size, [i]))
      }
    }
    let largest = companies.sorted { ($1.sum, $0.id) < ($0.sum, $1.id) }.prefix(7).flatMap(\.classes)
    return figures.sum(
      largest.map { figures.row($0, before, ruleWeights, publishedWeights, newestWeights, isCompany: false) })
  }

  /// The part of the index that changes hands, one way, in per cent; nil while no weight after is known.
  package var turnover: Double? {
    guard isAnnounced, let after = publishedWeights ?? ruleWeights else { return nil }
    return 100
      * IndexTrade.turnover(before.indices.map { (after[$0].isNaN ? 0 : after[$0]) - (before[$0].isNaN ? 0 : before[$0]) })
  }

  /// The largest and the mean difference of the published weights from the rules', in basis points.
  package var difference: (largest: Double, mean: Double)? {
    guard let publishedWeights, let ruleWeights else { return nil }
    let gaps = zip(publishedWeights, ruleWeights).compactMap { a, b in a.isNaN || b.isNaN ? nil : abs(a - b) * 10_000 }
    guard !gaps.isEmpty else { return nil }
    return (gaps.max() ?? 0, gaps.reduce(0, +) / Double(gaps.count))
  }

  /// What is said of a price that the user has changed.
  static func whatIf(_ ticker: String, _ day: Day) -> Phrase {
    Phrase("what if: the close of \(ticker) on \(day.iso) changed by you", "가정: \(ticker)의 \(day.iso) 종가를 사용자가 바꿈")
  }

  /// The weights as the rules set them at a day's prices, and the index shares that they amount to.
  private static func reset(
    _ rebalance: Rebalance, _ closes: RebalanceCloses, on day: Day, members memberDay: Day, _ kind: RebalanceKind
  ) -> (weighting: IndexWeighting, indexShares: [Double])? {
    var positions: [Int] = []
    var securities: [IndexSecurity] = []
    for (i, c) in rebalance.constituents.enumerated() where c.isMember(on: memberDay) {
      guard let price = closes.price(i, on: day), let shares = c.sharesOutstanding else { continue }
      positions.append(i)
      securities.append(IndexSecurity(ticker: c.ticker, company: c.company, price: price, sharesOutstanding: shares))
    }
    guard let rules = IndexRules.inForce(on: day), securities.count > 1,
      let weighting = try? IndexWeighting(securities, kind, rules)
    else { return nil }
    var shares = [Double](repeating: .nan, count: rebalance.constituents.count)
    for (k, i) in positions.enumerated() { shares[i] = weighting.weights[k] / securities[k].price }
    return (weighting, shares)
  }

  /// The company of the book is the security whose closes are the book's own prices; so no ticker stands in the code.
  private static func company(_ rebalance: Rebalance, _ s: Snapshot) -> Int? {
    // The closes of the index are on the share basis of their day, the book's prices on that of the snapshot.
    func ratio(after day: Day) -> Double { s.splits.reduce(1) { $1.day > day ? $0 * $1.ratio : $0 } }
    let known = rebalance.days.enumerated().compactMap { k, day in
      s.prices.bar(on: day)?.close.map { (place: k, close: $0 * ratio(after: day)) }
    }
    guard !known.isEmpty else { return nil }
    return rebalance.constituents.firstIndex { c in
      known.allSatisfy { c.closes[$0.place].isNaN || abs(c.closes[$0.place] - $0.close) <= 0.006 }
        && known.contains { !c.closes[$0.place].isNaN }
    }
  }
}

/// The closes of a rebalance's days, with the company's price changed: that of the trade, or of the newest day before it, and those after.
///
/// The days before are settled: reference prices that have been announced do not move.
private struct RebalanceCloses: Sendable {
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
    let isNewest = k == rebalance.days.count - 1 || rebalance.days[k + 1] >= rebalance.effectiveDay
    return i == company && isNewest ? close * priceFactor : close
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
private struct WeightFigures: Sendable {
  let rebalance: Rebalance
  let priceDay: Day
  let newestDay: Day?
  let priceFactor: Double
  /// One citation for all closes of a day, and one for the shares that set the new weights.
  private let closes: Citation
  private let newestCloses: Citation
  private let outstanding: Citation
  private let published: Citation
  private let holdings: Citation
  /// Whose price is changed.
  private let company: Constituent?

  init(_ rebalance: Rebalance, priceDay: Day, newestDay: Day?, priceFactor: Double, company: Int?) {
    func closing(_ day: Day) -> Citation {
      let known = Sessions.session(on: day)?.close ?? Instant(endOf: day)
      return Citation(sources: rebalance.priceSources, knownAt: known, confidence: .single)
    }
    self.rebalance = rebalance
    self.priceDay = priceDay
    self.newestDay = newestDay
    self.priceFactor = priceFactor
    self.company = company.map { rebalance.constituents[$0] }
    holdings = Citation(
      sources: rebalance.shareSources, knownAt: Sessions.session(on: priceDay)?.close ?? Instant(endOf: priceDay),
      confidence: .single)
    closes = closing(priceDay)
    newestCloses = newestDay.map(closing) ?? closes
    outstanding = Citation(
      sources: rebalance.priceSources,
      knownAt: Sessions.session(on: rebalance.referenceDay)?.close ?? Instant(endOf: rebalance.referenceDay), confidence: .single)
    published = Citation(sources: rebalance.shareSources, knownAt: rebalance.published, confidence: .single)
  }

  func row(
    _ i: Int, _ before: [Double], _ rule: [Double]?, _ published: [Double]?, _ newest: [Double]?, isCompany: Bool
  ) -> WeightRow {
    let c = rebalance.constituents[i]
    let close = inputs(c, priceDay)
    let before = reading(before[i], priceDay, rule: Self.ruleBefore, close + indexShares(c))
    let byRule: Reading =
      rule.map { reading($0[i], priceDay, rule: Self.ruleOfRules, close + shares(c)) } ?? .absent(.notKnownYet)
    let isKnown: Reading =
      published.map { reading($0[i], priceDay, rule: Self.rulePublished, close + newShares(c)) } ?? .absent(.notKnownYet)
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
    guard priceFactor != 1, let company, !company.closes[k].isNaN else { return [close] }
    let price = Figure(
      company.closes[k] * priceFactor, .usd, .day(day), .market, .assumed(reason: IndexRecord.whatIf(company.ticker, day)))
    return c.ticker == company.ticker ? [price] : [close, price]
  }

  /// The index shares before, as a fund holds them.
  private func indexShares(_ c: Constituent) -> [Figure] {
    c.indexShares.map { [Figure($0, .shares, .day(priceDay), .market, .reported(holdings))] } ?? []
  }

  private func shares(_ c: Constituent) -> [Figure] {
    c.sharesOutstanding.map { [Figure($0, .shares, .day(rebalance.referenceDay), .market, .reported(outstanding))] } ?? []
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

  private static let ruleBefore = Phrase("index shares × close ÷ sum of all securities", "지수 주식 수 × 종가 ÷ 전 종목 합계")
  private static let ruleOfRules = Phrase(
    "set by the index rules from shares outstanding × reference price, then moved with the closes; an estimate",
    "발행주식 수 × 기준가에서 지수 규칙으로 산정한 뒤 종가에 따라 이동; 추정치")
  private static let rulePublished = Phrase(
    "new index shares × close ÷ sum of all securities; the shares as fund holdings show them later, with small updates since",
    "새 지수 주식 수 × 종가 ÷ 전 종목 합계; 주식 수는 이후 펀드 보유 내역 기준(소폭 갱신 포함)")
}
