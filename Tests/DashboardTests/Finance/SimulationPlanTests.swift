import Finance
import Model
import Testing

/// Plans at the edge of what there can be, and beyond it.
@Suite struct SimulationPlanTests {
  private func fixed(_ paths: Int) -> SimulationPlan {
    var plan = Simulated.example(paths: paths)
    for driver in ScenarioDriver.allCases { plan[driver] = .fixed }
    return plan
  }

  private func expectTrend(_ plan: SimulationPlan) throws {
    let result = try plan.run(workers: .threads(2))
    for year in 0..<result.years {
      let income = DriverIncome(plan.trends[year])
      for (quantity, exact) in [
        (SimulatedQuantity.price, income.price), (.marketValue, income.marketValue), (.netIncome, income.netIncome),
      ] {
        let d = result[quantity, year]
        #expect(abs(d.mean / exact - 1) < 1e-6)
        #expect(d.least == d.most && d.standardDeviation == 0)
        for p in [0, 0.1, 0.5, 1] { #expect(d.percentile(p) == d.least) }
        #expect(d.columns(10, from: 0, to: 3 * d.most)[3] == Double(plan.paths))
      }
    }
  }

  @Test func withNothingRandomEveryPathIsTheTrend() throws { try expectTrend(fixed(1000)) }

  @Test func withoutDeviationEveryPathIsTheTrend() throws {
    let laws: [DriverLaw] = [
      .lognormal(sigma: 0), .normal(sigma: 0, relative: true), .normal(sigma: 0, relative: false),
      .triangular(low: 0, mode: 0, high: 0),
    ]
    for law in laws {
      var plan = fixed(1000)
      for driver in ScenarioDriver.allCases { plan[driver] = law }
      try expectTrend(plan)
      for driver in ScenarioDriver.allCases {
        let levels = try plan.sample(0..<1000, year: 4).levels(of: driver)
        #expect(levels.allSatisfy { $0 == Float(plan.trends[4][driver]) })
      }
    }
  }

  @Test func theMedianPathIsTheTrend() throws {
    let plan = Simulated.example(paths: 200_000)
    let sample = try plan.sample(0..<plan.paths, year: 4)
    for driver in ScenarioDriver.allCases {
      if case .triangular = plan[driver] { continue }
      let median = Double(sample.levels(of: driver).sorted()[100_000])
      #expect(abs(median / plan.trends[4][driver] - 1) < 0.01, "\(driver.name) \(median)")
    }
  }

  @Test(arguments: [0, 1, 2, 15, 16, 17, 511, 512, 513, 4095, 4096, 4097]) func anyNumberOfPaths(count: Int) throws {
    let plan = Simulated.example(paths: count)
    let result = try plan.run(workers: .threads(3))
    #expect(result.paths == count)
    for quantity in SimulatedQuantity.allCases {
      let d = result[quantity, 4]
      #expect(d.paths == count)
      #expect((d.percentile(0.5) == nil) == (count == 0))
      #expect(abs(d.columns(5, from: -1e9, to: 1e9).reduce(0, +) - Double(count)) < 1e-9 * Double(count + 1))
      if count == 1 {
        let only = Double(try #require(try plan.sample(0..<1, year: 4).values(of: quantity).first))
        #expect(d.percentile(0) == only && d.percentile(0.5) == only && d.mean == only && d.standardDeviation == 0)
      }
    }
    #expect((result.probability(target: 0, year: 0) == nil) == (count == 0))
    #expect((result.probabilitySoFar(target: 0, year: 0) == nil) == (count == 0))
  }

  @Test func tenYearsAndOne() throws {
    var plan = Simulated.example(paths: 5000)
    plan.steps = Array(repeating: 1, count: 10)
    plan.trends = Array(repeating: plan.trends[4], count: 10)
    let ten = try plan.run()
    #expect(ten.years == 10)
    // The spread grows with the root of time.
    let (first, last) = (
      try plan.sample(0..<5000, year: 0).levels(of: .services), try plan.sample(0..<5000, year: 9).levels(of: .services)
    )
    func deviation(_ x: ArraySlice<Float>) -> Double {
      (x.reduce(0.0) { $0 + (Double($1) - 3000) * (Double($1) - 3000) } / 5000).squareRoot()
    }
    #expect(abs(deviation(last) / deviation(first) - 10.0.squareRoot()) < 0.15)
    (plan.steps, plan.trends) = ([0.1], [plan.trends[0]])
    #expect(try plan.run().years == 1)
  }

  @Test func absurdLevelsStayWithinWhatADriverCanBe() throws {
    let laws: [DriverLaw] = [
      .fixed, .lognormal(sigma: 1e300), .lognormal(sigma: 50), .normal(sigma: 1e300, relative: false),
      .normal(sigma: 1e30, relative: true), .triangular(low: -1, mode: 1e30, high: 1e38),
      .triangular(low: -1, mode: -1, high: 1e308),
    ]
    for law in laws {
      for trend in [0, -1e300, 1e300, .infinity, -.infinity, 5] {
        var plan = fixed(600)
        plan.targets = SimulatedQuantity.allCases.map { .init($0, atLeast: 0) }
        for driver in ScenarioDriver.allCases {
          plan[driver] = law
          for year in plan.trends.indices { plan.trends[year][driver] = trend }
        }
        let result = try plan.run()
        let sample = try plan.sample(0..<600, year: 4)
        for driver in ScenarioDriver.allCases {
          #expect(
            sample.levels(of: driver).allSatisfy {
              Double($0) >= driver.domain.lowerBound && Double($0) <= driver.domain.upperBound
            })
        }
        #expect(sample.values(of: .netIncome).allSatisfy { $0.isFinite })
        for quantity in SimulatedQuantity.allCases {
          let d = result[quantity, 4]
          #expect(d.mean.isFinite && d.standardDeviation.isFinite && (d.percentile(0.5) ?? .nan).isFinite)
          #expect(d.columns(20, from: -1e30, to: 1e30).allSatisfy { $0.isFinite })
        }
        #expect(result.reached[4][0].now == 600 && result.reached[4][1].now == 600)
        #expect(result.reached[4][2].now + result.losses[4] == 600)
      }
    }
  }

  // MARK: plans that cannot be

  private func expectFault(_ fault: SimulationFault, _ change: (inout SimulationPlan) -> Void) {
    var plan = Simulated.example(paths: 100)
    change(&plan)
    #expect(throws: fault) { try plan.run() }
    #expect(throws: fault) { try plan.sample(0..<0, year: 0) }
    #expect(!fault.message.en.isEmpty && !fault.message.ko.isEmpty)
  }

  @Test func faultsNameWhatIsWrong() {
    expectFault(.trends(years: 5, given: 4)) { $0.trends.removeLast() }
    expectFault(.step(2, 0)) { $0.steps[1] = 0 }
    expectFault(.step(5, .infinity)) { $0.steps[4] = .infinity }
    expectFault(.level(.opex, year: 3)) { $0.trends[2][.opex] = .nan }
    expectFault(.law(.units, .lognormal(sigma: -0.1))) { $0[.units] = .lognormal(sigma: -0.1) }
    expectFault(.law(.units, .normal(sigma: .infinity, relative: true))) {
      $0[.units] = .normal(sigma: .infinity, relative: true)
    }
    let descending = DriverLaw.triangular(low: 0.1, mode: 0, high: 0.2)
    expectFault(.law(.price, descending)) { $0[.price] = descending }
    // Over a longer step a fraction of -0.8 would be more than everything.
    let large = DriverLaw.triangular(low: -0.8, mode: 0, high: 0.2)
    expectFault(.law(.price, large)) { ($0[.price], $0.steps[0]) = (large, 2) }
    expectFault(.paths(-1)) { $0.paths = -1 }
    expectFault(.target(.init(.price, atLeast: .infinity))) { $0.targets = [.init(.price, atLeast: .infinity)] }
  }

  @Test func yearsAreOneToTen() {
    var plan = Simulated.example(paths: 100)
    (plan.steps, plan.trends) = ([], [])
    #expect(throws: SimulationFault.years(0)) { try plan.run() }
    plan.steps = Array(repeating: 1, count: 11)
    #expect(throws: SimulationFault.years(11)) { try plan.run() }
  }

  @Test func impossibleCorrelationsNameTheirPairs() {
    typealias Pair = SimulationPlan.Correlation
    expectFault(.correlation(Pair(.price, .price, 0.5))) { $0.correlations = [Pair(.price, .price, 0.5)] }
    expectFault(.correlation(Pair(.price, .opex, 1.1))) { $0.correlations = [Pair(.price, .opex, 1.1)] }
    expectFault(.correlation(Pair(.opex, .price, 0.2))) {
      $0.correlations = [Pair(.price, .opex, 0.1), Pair(.opex, .price, 0.2)]
    }
    expectFault(.notPositiveDefinite(.opex, pairs: [Pair(.price, .opex, 1)])) { $0.correlations = [Pair(.price, .opex, 1)] }
    let circle = [Pair(.units, .price, 0.9), Pair(.price, .opex, 0.9), Pair(.opex, .units, -0.9), Pair(.storage, .shares, 0.3)]
    expectFault(.notPositiveDefinite(.opex, pairs: [circle[1], circle[2]])) { $0.correlations = circle }
  }
}
