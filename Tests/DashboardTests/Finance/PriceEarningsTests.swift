import Finance
import Model
import Testing

/// There is one P/E: the price over the GAAP earnings of four quarters as they were published, on Value and on Claims alike.
@Suite struct PriceEarningsTests {
  private func isSame(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-9 * max(1, abs(a), abs(b)) }

  @Test func itIsThePriceOverFourPublishedQuarters() throws {
    // 0.39 + 0.24 + 0.13 + 0.32 = 1.08.
    for (moment, price, ratio) in [("2026-07-23", 319.69, 296.0), ("2026-10-09", 382.70, 354.35)] {
      let s = try Bundled.snapshot(moment)
      let record = TrailingDrivers(s)
      #expect(isSame(try #require(record.earningsPerShare.value), 1.08))
      #expect(try #require(Valuation.quote(s).value) == price)
      let multiple = try #require(record[.multiple].figure)
      #expect(abs(multiple.value - ratio) < 0.01 && multiple.basis == .gaap, "\(multiple.value)")
    }
  }

  @Test func valueAndClaimsHaveTheSame() throws {
    for moment in ["2026-07-23", "2026-07-24", "2026-10-02", "2026-11-27"] {
      let judgement = ClaimLedger(try Bundled.snapshot(moment)).judgements.first { $0.claim.id == "per100" }
      guard case .figure(let judged)? = judgement?.record else { return #expect(Bool(false), "nothing on record") }
      let then = Snapshot(of: Bundled.book, asOf: Instant(endOf: judged.period.endDay))
      let multiple = try #require(TrailingDrivers(then)[.multiple].value)
      #expect(judged.unit == .times && isSame(judged.value, multiple), "\(moment)")
    }
  }

  /// The record is worth its price at its multiple, before a change and at the smallest one.
  @Test func aChangeOfTheRecordBeginsAtThePrice() throws {
    var seen = 0
    for moment in Bundled.book.results.map(\.release) where moment <= Bundled.now {
      let s = Snapshot(of: Bundled.book, asOf: moment)
      let record = TrailingDrivers(s)
      guard let scenario = TrailingDrivers.scenario(record, s) else { continue }
      seen += 1
      let quote = try #require(Valuation.quote(s).value)
      var changes = ScenarioChanges()
      let units = try #require(scenario[driver: .units]?.value)
      changes.values[.driver(.units)] = units * (1 + 1e-12)
      let value = ScenarioValue(scenario.changed(by: changes), s)
      #expect(value.followsChanges)
      #expect(abs(try #require(value.price.value) / quote - 1) < 1e-9, "\(moment.iso)")
      #expect(abs(try #require(ScenarioSensitivity.price(scenario)) / quote - 1) < 1e-9)
      // What an assumption must be for the price is what it is; for twice the price it gives twice the price.
      for driver in [ScenarioDriver.units, .multiple, .shares, .taxRate] {
        guard let now = scenario[driver: driver]?.value else { continue }
        #expect(
          ScenarioSolution(.driver(driver), forPrice: quote, in: scenario).map { self.isNear($0, now) } == true, "\(driver)")
        guard case .value(let x)? = ScenarioSolution(.driver(driver), forPrice: quote * 1.01, in: scenario) else { continue }
        var changes = ScenarioChanges()
        changes.values[.driver(driver)] = x
        let moved = ScenarioValue(scenario.changed(by: changes), s)
        #expect(abs(try #require(moved.price.value) / quote - 1.01) < 1e-9, "\(driver) \(moment.iso)")
      }
    }
    #expect(seen > 20)
  }

  private func isNear(_ solution: ScenarioSolution, _ value: Double) -> Bool {
    if case .value(let x) = solution { return abs(x - value) <= 1e-9 * abs(value) }
    return false
  }

  @Test func aLossHasNone() throws {
    let s = try Bundled.snapshot("2020-02-01")
    #expect(Valuation.priceEarnings(TrailingDrivers(s).earningsPerShare, s).absence != nil)
  }
}
