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
package struct RebalanceWeights: Sendable {
  /// Whether the rebalance was announced; before that, nothing may mention it.
  package let isAnnounced: Bool
  /// The rebalance that it is about.
  package let rebalance: Rebalance
  /// The day whose prices all weights stand on.
  package let priceDay: Day
  /// The day of the newest prices for the new weights, where later.
  package let newestDay: Day?
  /// Whether it is current: the newest on record, with prices no older than `currentDays`.
  package let isCurrent: Bool
  /// What the company's price is multiplied by in a what-if; 1 for the price as it is.
  package let priceFactor: Double
  /// Whether the new index shares are published.
  package var hasPublished: Bool { publishedWeights != nil }
  /// The weights as the rules set them; nil where shares outstanding are not known, or no weight satisfies the rules.
  package let weighting: IndexWeighting?
  /// The day whose prices set them.
  package let resetDay: Day
  /// The tests of the index's own weights, at the newest prices known.
  package let trigger: IndexTrigger
  /// The day whose prices the tests stand on.
  package let triggerDay: Day
  /// What the funds trade in the company; nil until it is announced, and where a weight is missing.
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

  /// Calendar days after which closes are of the past, about 40 sessions: by then a quarterly rebalance has come between, or is near.
  package static let currentDays = 60

  /// Reads the newest rebalance of the record, or the announced one of that id; nil when no weight of it is known yet.
  ///
  /// Only the newest close of the company can be changed: those of days before it, and those of an announced reference day, are settled.
  package init?(_ s: Snapshot, of id: String? = nil, priceFactor: Double = 1) {
    let chosen = id == nil ? s.rebalance : s.rebalancesOnRecord.first { $0.id == id }
    guard let rebalance = chosen, let newest = rebalance.days.last else { return nil }
    self.rebalance = rebalance
    isCurrent = rebalance.id == s.rebalance?.id && s.asOf.newYorkDay - newest <= RebalanceWeights.currentDays
    let isAnnounced = rebalance.citation.knownAt <= s.asOf
    // The funds trade on the day before it takes effect; later prices only show how the new weights went on.
    let tradeDay = rebalance.days.last { $0 < rebalance.effectiveDay } ?? newest
    let priceDay = isAnnounced ? tradeDay : newest
    let newestDay = isAnnounced && newest > priceDay ? newest : nil
    let subject = s.subject?.ticker
    let company = rebalance.constituents.firstIndex { $0.ticker == subject }
    let closes = RebalanceCloses(rebalance, company: company, priceFactor: priceFactor)
    let before = closes.weights(on: priceDay) { $0.isMember(on: priceDay) ? $0.indexShares : nil }
    // The reference prices of an announced rebalance are settled.
    let resetDay = isAnnounced ? rebalance.referenceDay : priceDay
    let reset = RebalanceWeights.reset(
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
    // A security that joined has no weight before; its weight after gives it its place.
    let after = publishedWeights ?? ruleWeights
    let sizes = before.indices.map { i in
      before[i].isNaN ? after.map { $0[i].isNaN ? 0 : $0[i] } ?? 0 : before[i]
    }
    figures = WeightFigures(
      rebalance, priceDay: priceDay, newestDay: newestDay, priceFactor: priceFactor, company: company, asOf: s.asOf)
    if isAnnounced, let company, let after, !after[company].isNaN {
      let weight = figures.row(company, before, ruleWeights, publishedWeights, newestWeights, isCompany: true)
      flow = IndexFlow(rebalance, weight, on: priceDay, priceFactor: newestDay == nil ? priceFactor : 1, s)
    } else {
      flow = nil
    }
    // The index's own weights are the new ones from the day on which they take effect, where they are known.
    let isInForce = isAnnounced && s.asOf >= Instant(rebalance.effectiveDay, 9, 30)
    let (current, day) = newestWeights.map { ($0, newestDay ?? priceDay) } ?? (isInForce ? after ?? before : before, priceDay)
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

  /// The newest day with prices: what the company's price is changed from.
  package var newestPriceDay: Day { newestDay ?? priceDay }

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
    // They are sought among three times as many securities: no company has more classes.
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

  /// What is said about a price that the user has changed.
  static func whatIf(_ ticker: String, _ day: Day) -> Phrase {
    Phrase("what if: the close of \(ticker) on \(day.iso) changed by you", "가정: \(ticker)의 \(day.iso) 종가를 사용자가 바꿈")
  }

  /// The weights as the rules set them at a day's prices, and the index shares that they amount to; nil where a member's shares
  /// outstanding are not known.
  private static func reset(
    _ rebalance: Rebalance, _ closes: RebalanceCloses, on day: Day, members memberDay: Day, _ kind: RebalanceKind
  ) -> (weighting: IndexWeighting, indexShares: [Double])? {
    var positions: [Int] = []
    var securities: [IndexSecurity] = []
    for (i, c) in rebalance.constituents.enumerated() where c.isMember(on: memberDay) {
      guard let price = closes.price(i, on: day) else { continue }
      guard let shares = c.sharesOutstanding else { return nil }
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
}
