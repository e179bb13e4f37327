import Facts
import Finance
import Model
import Testing

/// The rebalances on record, how long each can pass for the present, and the company's weights by date.
@Suite struct IndexOnRecordTests {
  private func december(_ moment: String = "2026-01-10") throws -> RebalanceWeights {
    try #require(RebalanceWeights(try Record.snapshot(moment), of: "2025-12"))
  }

  // MARK: December 2025

  @Test func theRuleGivesTheWeightsOfDecember2025() throws {
    let record = try december()
    #expect(record.isAnnounced && record.hasPublished && record.rebalance.kind == .annual)
    let weighting = try #require(record.weighting)
    let k = try #require(record.rebalance.days.firstIndex(of: Day(civil: 2025, 11, 28)))
    // By company, as the fund held them after it: at most 0.27 of a basis point.
    var (rule, fund): ([String: Double], [String: Double]) = ([:], [:])
    for (i, security) in weighting.securities.enumerated() { rule[security.company, default: 0] += weighting.weights[i] }
    let values = record.rebalance.constituents.compactMap { c in c.newIndexShares.map { (c.company, $0 * c.closes[k]) } }
    let total = values.reduce(0) { $0 + $1.1 }
    for (company, value) in values { fund[company, default: 0] += value / total }
    #expect(weighting.securities.count == 101 && rule.count == 100 && rule.keys == fund.keys)
    let errors = rule.map { abs($0.value - (fund[$0.key] ?? 0)) * 10_000 }
    #expect(errors.max().map { $0 > 0.25 && $0 < 0.27 } == true)
    for (company, start, weight) in [
      ("NVDA", 13.26, 8.57), ("AAPL", 12.70, 8.21), ("MSFT", 11.28, 7.29), ("GOOGL", 11.08, 7.16), ("AMZN", 7.69, 4.97),
      ("AVGO", 5.87, 3.793), ("TSLA", 4.41, 3.793), ("META", 4.35, 3.793),
    ] {
      let own = weighting.securities.indices.filter { weighting.securities[$0].company == company }
      #expect(abs(own.reduce(0) { $0 + weighting.start[$1] } * 100 - start) < 0.006, "\(company)")
      #expect(abs((rule[company] ?? 0) * 100 - weight) < 0.005, "\(company)")
    }
    // One pass changed the companies; the stage of securities bound nothing.
    #expect(weighting.steps.filter(\.isTriggered).map { "\($0.pass) \($0.kind) \($0.count)" } == ["1 cohort 6"])
    #expect(record.treatments(try #require(record.companyPlace))?.count == 1)
  }

  @Test func theFundsBoughtTheCompany() throws {
    let flow = try #require(try december().flow)
    #expect(abs(try #require(flow.weights.before.value) - 3.318) < 0.0005)
    #expect(abs(try #require(flow.weights.after.value) - 3.793) < 0.0005)
    #expect(try #require(flow.weights.change.value) > 0 && flow.close.value == 430.17)
    #expect(flow.priceDay == Day(civil: 2025, 11, 28) && flow.tradeDay == Day(civil: 2025, 12, 19) && flow.isEstimate)
    for row in flow.rows { #expect(try #require(row.shares.value) > 0) }
  }

  @Test func datesByRuleAreMarkedAndRight() throws {
    let rebalance = try december().rebalance
    let dates = try #require(RebalanceDates(month: 12, 2025))
    #expect(rebalance.datesByRule == [.announced, .published, .effective])
    #expect(rebalance.referenceDay == dates.reference && rebalance.announcedDay == dates.announcement)
    #expect(rebalance.effectiveDay == dates.effective && rebalance.tradeDay == dates.tradeClose)
    // What was worked out from later holdings is not known before they were.
    let between = try #require(RebalanceWeights(try Record.snapshot("2025-12-01")))
    #expect(between.rebalance.id == "2025-12" && !between.isAnnounced && between.weighting == nil && between.flow == nil)
    #expect(between.count == 101)
    #expect(RebalanceWeights(try Record.snapshot("2025-12-01"), of: "2025-12") == nil)
  }

  @Test func whoIsTheCompanyIsAColumn() throws {
    for id in ["2023-07", "2025-12"] {
      let record = try #require(RebalanceWeights(try Record.snapshot("2026-01-10"), of: id))
      #expect(record.company.map { record.rebalance.constituents[$0].ticker } == "TSLA")
    }
  }

  @Test func onceInForceTheNewWeightsAreTested() throws {
    // Six companies were above 4.5 % by the weights before, five by those after, at the same closes.
    func cohort(_ moment: String) throws -> Int {
      try #require(RebalanceWeights(try Record.snapshot(moment))).trigger.cohortCount
    }
    #expect(try cohort("2025-12-19T16:00ET") == 6)
    #expect(try cohort("2025-12-22T16:00ET") == 5)
  }

  // MARK: age

  @Test(arguments: [
    ("2023-07-20", "2023-07", true), ("2023-09-22", "2023-07", true), ("2023-09-23", "2023-07", false),
    ("2024-04-02", "2023-07", false), ("2025-11-28T13:00ET", "2025-12", true), ("2026-03-01", "2025-12", true),
    ("2026-03-02", "2025-12", false), ("2026-11-27", "2025-12", false),
  ]) func whatCanPassForThePresent(moment: String, id: String, isCurrent: Bool) throws {
    let record = try #require(RebalanceWeights(try Record.snapshot(moment)))
    #expect(record.rebalance.id == id && record.isCurrent == isCurrent)
  }

  @Test func anOlderOneIsNeverOfThePresent() throws {
    let snapshot = try Record.snapshot("2026-01-10")
    #expect(snapshot.rebalancesOnRecord.map(\.id) == ["2025-12", "2023-07"])
    #expect(try #require(RebalanceWeights(snapshot, of: "2023-07")).isCurrent == false)
    #expect(RebalanceWeights(snapshot, of: "2024-12") == nil)
  }

  // MARK: assets and weights by date

  @Test func assetsOfAnotherTimeAreMarked() throws {
    let july = try #require(RebalanceWeights(try Record.snapshot("2026-01-10"), of: "2023-07")?.flow)
    let own = july.rows.filter(\.isOfTheTime)
    #expect(own.map(\.assets.figure.value) == [201.53, 204.85, 211, 271, 300, 700])
    #expect(july.rows.prefix(own.count).map(\.isOfTheTime) == own.map { _ in true })
    #expect(
      july.rows.filter { !$0.isOfTheTime }.map(\.assets.asOfText) == ["2023-09-30", "2024-12-23", "2025-11-28", "2025-12-31"])
    #expect(own.filter { $0.assets.fund == "QQQ" }.count == 3)
    let december = try #require(try self.december().flow)
    #expect(december.rows.filter(\.isOfTheTime).map(\.assets.figure.value) == [397.33, 406.97])
    #expect(try #require(december.daysRange).most < 0.06)
  }

  @Test func weightsByDateNeverComeBeforeTheirPublication() throws {
    func newest(_ moment: String, _ index: StockIndex) throws -> IndexWeight? {
      try Record.snapshot(moment).indexWeights.last { $0.index == index }
    }
    #expect(try newest("2025-11-28", .nasdaq100) == nil)
    #expect(try newest("2026-02-28", .nasdaq100)?.figure.value == 3.5328)
    #expect(try newest("2026-03-01", .nasdaq100)?.figure.value == 3.9659)
    #expect(try newest("2026-02-01", .sp500) == nil)
    #expect(try newest("2026-08-24", .sp500)?.figure.value == 1.48)
    #expect(try newest("2026-10-04", .nasdaq100)?.fund == "QYLD")
    // After the holdings of 18 June 2026 nothing was read off the fund itself.
    for weight in try Record.snapshot("2026-11-27").indexWeights where weight.index == .nasdaq100 {
      #expect(weight.isDerived == (weight.day > Day(civil: 2026, 6, 18)), "\(weight.day.iso)")
    }
  }
}
