package import Model

/// A level that somebody named, to see how many paths reach it.
package struct OutcomeTarget: Sendable {
  /// The scenario that names it.
  package var scenario: Scenario
  /// What has to reach it.
  package var quantity: SimulatedQuantity
  /// As it is named: an amount, a price, a sum of profits.
  package var figure: Figure
  /// In the unit of the quantity.
  package var least: Double

  /// The targets on record: the market values, prices and sums of profits of all scenarios that state one, each once.
  ///
  /// Won are converted at the scenario's own rate, otherwise at the newest. A target whose day is over has been reached or not,
  /// so it is left out.
  package static func known(_ s: Snapshot) -> [OutcomeTarget] {
    var targets: [OutcomeTarget] = []
    func add(_ scenario: Scenario, _ quantity: SimulatedQuantity, _ figure: Figure, _ least: Reading) {
      guard let least = least.value, least > 0,
        !targets.contains(where: { $0.quantity == quantity && abs($0.least / least - 1) < 1e-9 })
      else { return }
      targets.append(OutcomeTarget(scenario: scenario, quantity: quantity, figure: figure, least: least))
    }
    for scenario in s.scenarios where !scenario.isDriven && scenario.due.map({ $0 >= s.asOf.newYorkDay }) ?? true {
      let rate = scenario[.rate].map { Reading.known($0) } ?? s.exchangeRate
      if let value = scenario[.marketValue] ?? scenario[.marketValueKRW] {
        add(scenario, .marketValue, value, ScenarioValue.inDollars(value, rate))
      }
      if let price = scenario[.price] { add(scenario, .price, price, .known(price)) }
      guard let first = scenario.profits.first?.figure else { continue }
      let units = Set(scenario.profits.map(\.figure.unit))
      if units.count == 1 {
        let sum = Figure(
          scenario.profits.reduce(0) { $0 + $1.figure.value }, first.unit, first.period, first.basis,
          .derived(rule: Phrase("sum of the profits by segment", "부문별 이익 합계"), inputs: scenario.profits.map(\.figure)))
        add(scenario, .netIncome, sum, ScenarioValue.inDollars(sum, rate))
      } else if case .known(let sum) = ScenarioValue(scenario, s).profit {
        add(scenario, .netIncome, sum, .known(sum))
      }
    }
    return targets
  }
}

/// The range of outcomes of a scenario that is built from drivers: arithmetic on its assumptions, not a forecast.
package struct Outcomes: Sendable {
  /// The median path: from the last four quarters to the scenario's year.
  package let path: ScenarioPath
  /// The levels that others named, in the order of the plan's targets.
  package let targets: [OutcomeTarget]
  /// What was run.
  package let plan: SimulationPlan
  /// What came of it.
  package let result: SimulationResult

  /// From a run that took place elsewhere.
  package init(path: ScenarioPath, targets: [OutcomeTarget], plan: SimulationPlan, result: SimulationResult) {
    (self.path, self.targets, self.plan, self.result) = (path, targets, plan, result)
  }

  /// What a simulation of a scenario runs on: its path, its spreads and correlations, and the targets on record.
  ///
  /// Nil where the scenario has no path.
  package static func plan(
    _ scenario: Scenario, _ record: TrailingDrivers, _ s: Snapshot, paths: Int, seed: UInt64
  ) -> (plan: SimulationPlan, path: ScenarioPath, targets: [OutcomeTarget])? {
    guard let path = ScenarioPath(scenario, record) else { return nil }
    var plan = SimulationPlan(steps: path.steps, trends: path.levels, paths: paths, seed: seed)
    for entry in scenario.entries {
      if case .driver(let driver) = entry.key { plan[driver] = DriverLaw(entry.spread) }
    }
    plan.correlations = scenario.correlations.map { SimulationPlan.Correlation($0.a, $0.b, $0.value) }
    let targets = OutcomeTarget.known(s)
    plan.targets = targets.map { SimulationPlan.Target($0.quantity, atLeast: $0.least) }
    return (plan, path, targets)
  }

  /// Runs it; nil where the scenario has no path, throws where its spreads or correlations cannot be.
  package init?(
    _ scenario: Scenario, _ record: TrailingDrivers, _ s: Snapshot, paths: Int, seed: UInt64,
    workers: Workers = .one
  ) throws(SimulationFault) {
    guard let (plan, path, targets) = Outcomes.plan(scenario, record, s, paths: paths, seed: seed) else { return nil }
    (self.plan, self.path, self.targets) = (plan, path, targets)
    result = try plan.run(workers: workers)
  }
}

extension DriverLaw {
  /// The law of a spread, whose numbers are per cent.
  package init(_ spread: Spread) {
    switch spread {
    case .fixed: self = .fixed
    case .lognormal(let sigma): self = .lognormal(sigma: sigma / 100)
    case .normal(let sigma): self = .normal(sigma: sigma / 100, relative: true)
    case .normalPoints(let sigma): self = .normal(sigma: sigma, relative: false)
    case .triangular(let low, let mode, let high):
      self = .triangular(low: low / 100, mode: mode / 100, high: high / 100)
    }
  }
}
