import Facts
import Finance
import Foundation
import Model
import Testing

/// The weights of the Nasdaq-100 by rule: July 2023 as it happened, and what must hold for any market.
@Suite struct IndexWeightingTests {
  static let rules = IndexRules.versions[0]

  /// The record of July 2023 after everything was published.
  static func record() throws -> RebalanceWeights {
    try #require(RebalanceWeights(try Record.snapshot("2023-07-24T16:00ET")))
  }

  static func weights(_ weighting: IndexWeighting) -> [String: (start: Double, weight: Double)] {
    var weights: [String: (start: Double, weight: Double)] = [:]
    for (i, security) in weighting.securities.enumerated() {
      weights[security.ticker] = (weighting.start[i], weighting.weights[i])
    }
    return weights
  }

  /// The published weights at the prices of the reference day, fractions.
  static func published() throws -> [String: Double] {
    let rebalance = try record().rebalance
    let k = try #require(rebalance.days.firstIndex(of: rebalance.referenceDay))
    let values = rebalance.constituents.compactMap { c in c.newIndexShares.map { (c.ticker, $0 * c.closes[k]) } }
    let total = values.reduce(0) { $0 + $1.1 }
    return Dictionary(uniqueKeysWithValues: values.map { ($0.0, $0.1 / total) })
  }

  // MARK: July 2023

  @Test func everyWeightOfJuly2023() throws {
    let weighting = try #require(try Self.record().weighting)
    let (ours, published) = (Self.weights(weighting), try Self.published())
    #expect(ours.count == 101)
    #expect(published.count == 101)
    var errors: [Double] = []
    for (ticker, weight) in published {
      let own = try #require(ours[ticker], "\(ticker)").weight
      errors.append(abs(own - weight) * 10_000)
      #expect(abs(own - weight) * 10_000 < 5, "\(ticker)")
    }
    #expect(errors.reduce(0, +) / 101 < 1)
    // What the reports of the time had and this does not: 4.5 bp is the change of shares in between.
    #expect(errors.max().map { $0 > 4 } == true)
  }

  @Test(arguments: [
    ("AAPL", 17.196, 11.835), ("MSFT", 14.276, 9.825), ("AMZN", 7.590, 5.224), ("NVDA", 5.951, 4.096), ("TSLA", 5.038, 3.467),
    ("META", 3.595, 3.467), ("GOOGL", 4.046, 2.785), ("GOOG", 4.023, 2.769), ("AVGO", 2.076, 3.065),
  ])
  func startAndRule(ticker: String, start: Double, rule: Double) throws {
    let weights = Self.weights(try #require(try Self.record().weighting))
    let own = try #require(weights[ticker])
    #expect(abs(own.start * 100 - start) < 0.002)
    #expect(abs(own.weight * 100 - rule) < 0.002)
  }

  @Test func whatHappenedToEachName() throws {
    let weighting = try #require(try Self.record().weighting)
    func treatments(_ ticker: String) throws -> [IndexWeighting.Treatment] {
      weighting.treatments(of: try #require(weighting.securities.firstIndex { $0.ticker == ticker }))
    }
    guard case .cohort(let factor, 1) = try treatments("TSLA").first else {
      Issue.record("TSLA is not in the group")
      return
    }
    #expect(abs(factor - 0.6882) < 0.0001)
    #expect(try treatments("GOOG") == treatments("AAPL"))
    // Not in the group with 3.6 %, but uncapped it would have become larger than the smallest in it.
    guard case .capped(let cap, .cohort, 1) = try treatments("META").first else {
      Issue.record("META is not held")
      return
    }
    #expect(abs(cap - 0.034671) < 0.00001)
    guard case .scaled(let rest, 1) = try treatments("AVGO").first else {
      Issue.record("AVGO does not share the rest")
      return
    }
    #expect(abs(rest - 1.4767) < 0.001)
    let steps = weighting.steps.map { "\($0.pass) \($0.kind) \($0.isTriggered)" }
    #expect(steps == ["1 company false", "1 cohort true", "2 company false", "2 cohort false"])
  }

  @Test func startingFromIndexWeightsIsTheMistakeOfThePress() throws {
    let record = try Self.record()
    let k = try #require(record.rebalance.days.firstIndex(of: record.rebalance.referenceDay))
    // Index shares in place of shares outstanding, everything else the same.
    let securities = record.rebalance.constituents.compactMap { c in
      c.newIndexShares == nil
        ? nil
        : c.indexShares.map { IndexSecurity(ticker: c.ticker, company: c.company, price: c.closes[k], sharesOutstanding: $0) }
    }
    let wrong = Self.weights(try IndexWeighting(securities, .special, Self.rules))
    let published = try Self.published()
    let errors = published.map { abs((wrong[$0.key]?.weight ?? 0) - $0.value) * 10_000 }
    #expect(errors.max().map { $0 > 100 } == true)
    #expect(errors.reduce(0, +) / Double(errors.count) > 4)
    // The direction of the mistake: too little Apple, too much NVIDIA.
    #expect(wrong["AAPL"].map { $0.weight < (published["AAPL"] ?? 0) - 0.019 } == true)
    #expect(wrong["NVDA"].map { $0.weight > (published["NVDA"] ?? 1) + 0.013 } == true)
  }

  @Test func weightsBeforeAreIndexSharesTimesCloses() throws {
    // The columns of weights were worked out elsewhere.
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(
      path: "Fixtures/Index/index_weights_2023.csv")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    let head = try #require(lines.first)
    var compared = 0
    for moment in ["2023-06-30", "2023-07-03", "2023-07-14", "2023-07-21"] {
      let record = try #require(RebalanceWeights(try Record.snapshot(moment)))
      let column = try #require(head.firstIndex { $0 == "w_before_\(moment)" })
      for place in 0..<record.count {
        let row = record.row(place)
        guard let line = lines.first(where: { $0[0] == row.name.en }), let weight = Double(line[column]) else { continue }
        #expect(abs(try #require(row.before.value) / 100 - weight) < 2e-8, "\(row.name.en) \(moment)")
        compared += 1
      }
    }
    #expect(compared == 4 * 101)
  }

  @Test func anEstimateUntilTheSharesArePublished() throws {
    // From the announcement on the rules give an estimate; the published ones stand beside it from their day on.
    let before = try #require(RebalanceWeights(try Record.snapshot("2023-07-07T12:00ET")))
    #expect(!before.isAnnounced)
    #expect(before.flow == nil)
    let announced = try #require(RebalanceWeights(try Record.snapshot("2023-07-13")))
    #expect(announced.isAnnounced && !announced.hasPublished)
    #expect(announced.flow?.isEstimate == true)
    let tesla = announced.row(try #require(announced.companyPlace))
    #expect(tesla.name.en == "TSLA" && tesla.isCompany)
    #expect(tesla.published.absence == .notKnownYet)
    #expect(abs(try #require(tesla.rule.value) - 3.467) < 0.002)
    let published = try #require(RebalanceWeights(try Record.snapshot("2023-07-14")))
    #expect(published.hasPublished)
    #expect(try #require(published.difference).largest < 5)
    // At 30 June no shares outstanding are known, so nothing can be set anew.
    let early = try #require(RebalanceWeights(try Record.snapshot("2023-07-01")))
    #expect(early.weighting == nil)
  }

  @Test func turnoverOfJuly2023() throws {
    // Nasdaq spoke of about 12 %.
    let published = try #require(RebalanceWeights(try Record.snapshot("2023-07-14")))
    #expect(abs(try #require(published.turnover) - 11.7) < 0.6)
  }

  // MARK: the trade

  @Test func theTradeInTheCompanysShares() throws {
    let flow = try #require(try Self.record().flow)
    #expect(flow.priceDay == Day(civil: 2023, 7, 21))
    #expect(!flow.isEstimate)
    #expect(abs(try #require(flow.weights.before.value) - 4.163) < 0.001)
    #expect(abs(try #require(flow.weights.published.value) - 3.183) < 0.001)
    #expect(abs(try #require(flow.weights.change.value) + 0.981) < 0.0005)
    #expect(flow.close.value == 260.02)
    func row(_ assets: Double) throws -> TrackingFlow { try #require(flow.rows.first { $0.assets.figure.value == assets }) }
    let qqq = try row(204.85)
    #expect(abs(try #require(qqq.amount.value) + 2.01) < 0.005)
    #expect(abs(try #require(qqq.shares.value) + 7.7e6) < 0.05e6)
    let all = try row(271)
    #expect(abs(try #require(all.amount.value) + 2.66) < 0.005)
    #expect(abs(try #require(all.shares.value) + 10.2e6) < 0.05e6)
    // The largest message: less than a tenth of a day.
    for row in flow.rows where row.isOfTheTime && row.assets.status != "derived-unverified" {
      #expect(try #require(row.days.value) < 0.1)
    }
  }

  @Test func theReferenceTableOfTheTrade() {
    for (assets, amount, shares, days) in [
      (204.9e9, -2.01e9, -7.7e6, 0.058), (211e9, -2.07e9, -8.0e6, 0.060), (271e9, -2.66e9, -10.2e6, 0.077),
      (300e9, -2.94e9, -11.3e6, 0.085),
    ] {
      let trade = IndexTrade(before: 0.04163097, after: 0.03182547, assets: assets, price: 260.02, volume: 133.3e6)
      #expect(abs(trade.amount - amount) < 0.006e9)
      #expect(abs(trade.shares - shares) < 0.06e6)
      #expect(abs(trade.days - days) < 0.0006)
    }
  }

  // MARK: what if

  @Test func anotherPriceMovesWeightTriggerAndTrade() throws {
    let snapshot = try Record.snapshot("2023-07-21T16:00ET")
    let plain = try #require(RebalanceWeights(snapshot))
    let higher = try #require(RebalanceWeights(snapshot, priceFactor: 1.1))
    let (a, b) = (plain.row(try #require(plain.companyPlace)), higher.row(try #require(higher.companyPlace)))
    let weight = try #require(a.before.value) / 100
    // One company's price alone: w' = kw / (1 − w + kw).
    #expect(abs(try #require(b.before.value) / 100 - 1.1 * weight / (1 - weight + 1.1 * weight)) < 1e-12)
    let (more, less) = (higher.flow?.rows.first?.amount.value, plain.flow?.rows.first?.amount.value)
    #expect(try #require(more) < (less ?? -.infinity))
    #expect(higher.companyPrice(on: higher.priceDay).map { abs($0 - 286.022) < 1e-9 } == true)
    // The reference prices are settled: the weights by rule at them are the same.
    #expect(higher.weighting?.weights == plain.weighting?.weights)
    // Before the announcement they are not: a rebalance today would take today's price.
    let open = try Record.snapshot("2023-07-03T16:00ET")
    let (low, high) = (try #require(RebalanceWeights(open)), try #require(RebalanceWeights(open, priceFactor: 1.1)))
    #expect(try #require(high.weighting).start != low.weighting?.start)
  }
}
