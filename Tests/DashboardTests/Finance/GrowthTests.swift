import Finance
import Model
import Testing

@Suite struct GrowthTests {
  let s = Snapshot(of: Record.book, asOf: Record.now)
  private func q(_ year: Int, _ n: Int) -> Period { .quarter(year: year, n) }

  @Test func changesOfTheSecondQuarterOf2023() throws {
    let at = try Record.snapshot("2023-07-19T16:05ET")
    func change(_ metric: Metric, _ base: Period) -> Double? {
      Growth.change(from: at.reading(metric, base), to: at.reading(metric, q(2023, 2))).value
    }
    #expect(abs((try #require(change(.deliveries, q(2022, 2)))) - 83.02) < 0.01)
    #expect(abs((try #require(change(.revenue, q(2023, 1)))) - 6.85) < 0.01)
    #expect(abs((try #require(change(.storage, q(2022, 2)))) - 222.4) < 0.1)
  }

  @Test func aChangeFromALossIsNone() {
    #expect(
      Growth.change(from: s.reading(.netIncome, q(2019, 1)), to: s.reading(.netIncome, q(2020, 1))).absence == .notApplicable)
    #expect(Growth.change(from: .absent(.notDisclosed), to: s.reading(.netIncome, q(2020, 1))).absence == .notDisclosed)
  }

  @Test func aChangeToALossIsNone() {
    #expect(Growth.change(from: 200, to: 150) == -25 && Growth.change(from: 200, to: 0) == -100)
    #expect(Growth.change(from: 200, to: -1) == nil && Growth.change(from: 0, to: 1) == nil)
  }

  @Test func compoundGrowthAndDoubling() throws {
    // 1.65 GWh in 2019 to 46.7 in 2025: six years.
    let rate = Growth.compoundAnnualRate(from: s.reading(.storage, .year(2019)), to: s.reading(.storage, .year(2025)))
    #expect(abs((try #require(rate.value)) - 74.6) < 0.2)
    let doubling = Growth.doublingTime(
      atAnnualRate: .known(Figure(100, .percent, .year(2025), .operational, .assumed(reason: Phrase("test")))))
    #expect(abs((try #require(doubling.value)) - 1) < 1e-12)
    let flat = Growth.doublingTime(
      atAnnualRate: .known(Figure(0, .percent, .year(2025), .operational, .assumed(reason: Phrase("test")))))
    #expect(flat.absence == .notApplicable)
  }

  @Test func trailingQuartersNameTheirInputs() throws {
    let sum = try #require(Growth.trailingFourQuarters(.storage, endingWith: q(2025, 4), s).figure)
    #expect(abs(sum.value - 46.7) < 1e-9)
    guard case .derived(_, let inputs) = sum.provenance else { return #expect(Bool(false), "not derived") }
    #expect(inputs.count == 4)
    #expect(sum.provenance.knownAt.iso == "2026-01-03T04:59Z")
    #expect(Growth.trailingFourQuarters(.storage, endingWith: q(2019, 2), s).absence == .notInRecord)
  }

  @Test func energyMarginOfTheNotes() throws {
    // 11.0% in 23Q1, 18.4% in 23Q2.
    for (quarter, margin) in [(q(2023, 1), 11.0), (q(2023, 2), 18.4)] {
      let value = Growth.grossMargin(revenue: s.reading(.energyRevenue, quarter), cost: s.reading(.energyCost, quarter)).value
      #expect(abs((try #require(value)) - margin) < 0.05)
    }
  }

  @Test func marketValueOfJuly2023() throws {
    let at = try Record.snapshot("2023-07-20T16:00ET")
    #expect(abs((try #require(Valuation.marketValue(at).value)) - 833_263) < 1)
    #expect(Valuation.shares(at).figure?.unit == .millionShares)
    // The count on the cover of the 10-Q of April stands until there is another.
    #expect(Valuation.shares(at).figure?.period == .day(Day(civil: 2023, 4, 17)))
  }

  @Test func reactionsToResults() throws {
    let at = try Record.snapshot("2023-07-26T16:00ET")
    let reaction = try #require(EarningsReaction.all(at).first)
    #expect(reaction.day.quarter == q(2023, 2))
    #expect(abs((try #require(reaction.firstDay.value)) - -9.74) < 0.005)
    #expect(abs((try #require(reaction.gap.value)) - -4.02) < 0.005)
    #expect(EarningsReaction.all(try Record.snapshot("2023-07-20T12:00ET")).first?.firstDay.absence == .notKnownYet)
  }
}
