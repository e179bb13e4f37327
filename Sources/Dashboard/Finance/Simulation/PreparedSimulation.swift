import Model
import SimulationKernel

/// A checked plan, as the numbers that the loops take.
struct PreparedSimulation: Sendable {
  /// What a driver that takes draws does in a year.
  ///
  /// Numbers only, so that copying one needs no reference counting.
  struct Step: Sendable {
    enum Law: Sendable {
      case lognormal
      /// By what the sum is multiplied, in the driver's unit.
      case normal(unit: Float)
      case triangular(simulation_triangle)
    }

    let driver: Int
    let law: Law
    /// By what a normal is multiplied before it is added.
    let scale: Float
    let level: simulation_level
    /// Which terms its normal is the sum of; its own draw as it is where there is one.
    let terms: Range<Int>
    /// What the sum, or the product, is before the first year.
    var origin: Float { if case .triangular = law { 1 } else { 0 } }
  }

  struct Term: Sendable {
    let driver: Int
    let factor: Float
  }

  struct Constant: Sendable {
    let driver: Int
    let level: Float
  }

  struct Target: Sendable {
    let quantity: Int
    /// The least single-precision number that reaches it.
    let least: Float
  }

  let paths: Int
  let seed: UInt64
  /// By year: the drivers that take draws, and the others.
  let steps: [[Step]]
  let constants: [[Constant]]
  let terms: [Term]
  /// The drivers whose draws are needed, in their order.
  let drawn: [Int]
  let targets: [Target]
  /// By year and quantity: from where distances are measured, near the middle; it changes nothing but rounding.
  let centres: [[Float]]

  var years: Int { steps.count }

  init(_ plan: SimulationPlan) throws(SimulationFault) {
    try plan.check()
    let rows = try CorrelationFactor(plan.correlations).rows
    (paths, seed) = (plan.paths, plan.seed)
    var terms: [Term] = []
    var ranges = [Range<Int>](repeating: 0..<0, count: rows.count)
    let random = ScenarioDriver.allCases.filter { plan[$0] != .fixed }
    for driver in random {
      let first = terms.count
      terms += rows[driver.index].map { Term(driver: $0.driver, factor: Float($0.factor)) }
      ranges[driver.index] = first..<terms.count
    }
    self.terms = terms
    drawn = Set(terms.map(\.driver)).sorted()
    let trends = plan.trends.map(\.withinDomains)
    steps = zip(trends, plan.steps).map { trend, length in
      random.map { Step($0, plan[$0], trend[$0], length.squareRoot(), ranges[$0.index]) }
    }
    constants = trends.map { trend in
      ScenarioDriver.allCases.filter { plan[$0] == .fixed }.map { Constant(driver: $0.index, level: Float(trend[$0])) }
    }
    targets = plan.targets.map { target in
      let least = Float(target.least)
      return Target(quantity: target.quantity.rawValue, least: Double(least) < target.least ? least.nextUp : least)
    }
    centres = trends.map { levels in
      let income = DriverIncome(levels)
      return [max(0, income.price), max(0, income.marketValue), income.netIncome].map { Float($0) }
    }
  }
}

extension PreparedSimulation.Step {
  /// `root` is the square root of the step's length in years.
  fileprivate init(_ driver: ScenarioDriver, _ law: DriverLaw, _ trend: Double, _ root: Double, _ terms: Range<Int>) {
    self.driver = driver.index
    self.terms = terms
    level = simulation_level(
      trend: Float(trend), low: Float(driver.domain.lowerBound), high: Float(driver.domain.upperBound))
    switch law {
    case .fixed:
      (self.law, scale) = (.lognormal, 0)
    case .lognormal(let sigma):
      // The exponent is one of 2: log₂ e.
      (self.law, scale) = (.lognormal, Float(sigma * root * 1.442695040888963407))
    case .normal(let sigma, let relative):
      (self.law, scale) = (.normal(unit: Float(relative ? sigma * abs(trend) : sigma)), Float(root))
    case .triangular(let low, let mode, let high):
      let width = high - low
      let triangle = simulation_triangle(
        low: Float(low), high: Float(high), rank: width > 0 ? Float((mode - low) / width) : 0,
        rise: Float(width * (mode - low)), fall: Float(width * (high - mode)))
      (self.law, scale) = (.triangular(triangle), Float(root))
    }
  }
}

extension DriverLevels {
  /// Each level brought to what its driver can be.
  fileprivate var withinDomains: DriverLevels {
    var levels = self
    for driver in ScenarioDriver.allCases {
      levels[driver] = min(max(levels[driver], driver.domain.lowerBound), driver.domain.upperBound)
    }
    return levels
  }
}

extension SimulationPlan {
  fileprivate func check() throws(SimulationFault) {
    guard Self.years.contains(steps.count) else { throw .years(steps.count) }
    guard trends.count == steps.count else { throw .trends(years: steps.count, given: trends.count) }
    guard Self.paths.contains(paths) else { throw .paths(paths) }
    for (i, step) in steps.enumerated() where !(step > 0 && step.isFinite) { throw .step(i + 1, step) }
    for driver in ScenarioDriver.allCases {
      for (i, levels) in trends.enumerated() where levels[driver].isNaN { throw .level(driver, year: i + 1) }
      guard self[driver].isPossible(overSteps: steps) else { throw .law(driver, self[driver]) }
    }
    for target in targets where !target.least.isFinite { throw .target(target) }
  }
}

extension DriverLaw {
  fileprivate func isPossible(overSteps steps: [Double]) -> Bool {
    switch self {
    case .fixed: return true
    case .lognormal(let sigma), .normal(let sigma, _): return sigma >= 0 && sigma.isFinite
    case .triangular(let low, let mode, let high):
      let longest = (steps.max() ?? 1).squareRoot()
      return low <= mode && mode <= high && high.isFinite && low * longest >= -1
    }
  }
}
