import Finance
import Model

/// Plans for tests.
enum Simulated {
  /// Twelve random drivers of all laws over five years, the first step half a year; numbers made up.
  static func example(paths: Int, seed: UInt64 = 20_300_101) -> SimulationPlan {
    let trends = (0..<5).map { year -> DriverLevels in
      let g = Double(year)
      var x = DriverLevels()
      (x[.units], x[.price], x[.unitCost], x[.credits]) = (1_700_000 * (1 + 0.2 * g), 40_000 - 500 * g, 33_500 - 700 * g, 1500)
      (x[.storage], x[.storageProfit], x[.fsdSubscriptions], x[.fsdPrice]) = (50 * (1 + 0.4 * g), 75, 1_000_000 * (1 + g), 80)
      (x[.fsdMargin], x[.services], x[.otherProfit], x[.opex]) = (70, 1000 + 500 * g, 1000 * g, 12_000 + 1000 * g)
      (x[.otherIncome], x[.taxRate], x[.shares], x[.multiple]) = (1000, 20, 3550, 60)
      return x
    }
    var plan = SimulationPlan(steps: [0.5, 1, 1, 1, 1], trends: trends, paths: paths, seed: seed)
    plan[.units] = .lognormal(sigma: 0.15)
    plan[.price] = .lognormal(sigma: 0.05)
    plan[.unitCost] = .lognormal(sigma: 0.04)
    plan[.credits] = .triangular(low: -0.3, mode: -0.1, high: 0.1)
    plan[.storage] = .lognormal(sigma: 0.25)
    plan[.storageProfit] = .normal(sigma: 0.15, relative: true)
    plan[.fsdSubscriptions] = .lognormal(sigma: 0.4)
    plan[.fsdPrice] = .triangular(low: -0.1, mode: 0, high: 0.15)
    plan[.services] = .normal(sigma: 300, relative: false)
    plan[.otherProfit] = .lognormal(sigma: 0.8)
    plan[.opex] = .lognormal(sigma: 0.08)
    plan[.multiple] = .lognormal(sigma: 0.3)
    plan.correlations = [
      .init(.price, .unitCost, 0.6), .init(.units, .price, -0.3), .init(.credits, .multiple, 0.2), .init(.opex, .fsdPrice, -0.1),
    ]
    plan.targets = [.init(.price, atLeast: 600), .init(.marketValue, atLeast: 3_000_000), .init(.netIncome, atLeast: 20_000)]
    return plan
  }

  /// Every driver fixed at 0 but shares, over one step of a year.
  static func blank(steps: [Double] = [1], paths: Int, seed: UInt64 = 7) -> SimulationPlan {
    var levels = DriverLevels()
    levels[.shares] = 1
    return SimulationPlan(steps: steps, trends: Array(repeating: levels, count: steps.count), paths: paths, seed: seed)
  }

  /// The drivers whose domain has both signs: with σ 1 about 0 their levels are the normals themselves.
  static let signed: [ScenarioDriver] = [.storageProfit, .services, .otherProfit, .otherIncome]

  static func normals(paths: Int, seed: UInt64) -> SimulationPlan {
    var plan = blank(paths: paths, seed: seed)
    for driver in signed { plan[driver] = .normal(sigma: 1, relative: false) }
    return plan
  }
}
