package import Model

/// How a driver's level strays from its trend, with one standard normal z a year, independent over the years.
///
/// A trend is the level of the median path; Δ is the length of a year's step in years.
package enum DriverLaw: Equatable, Sendable {
  /// It does not.
  case fixed
  /// trend · exp(σ Σ √Δ z).
  case lognormal(sigma: Double)
  /// trend + scale · Σ √Δ z: scale is σ · |trend| where relative, σ in the driver's unit where not.
  case normal(sigma: Double, relative: Bool)
  /// trend · Π (1 + √Δ T), T of the triangular law at the rank of z; each corner a fraction, such as -0.2, 0, 0.3.
  case triangular(low: Double, mode: Double, high: Double)
}

/// What is asked of a path at the end of a year.
package enum SimulatedQuantity: Int, Sendable, CaseIterable {
  /// Of a share, USD; 0 in a year with a loss.
  case price
  /// Of all shares, USD million; 0 in a year with a loss.
  case marketValue
  /// USD million.
  case netIncome
}

/// A simulation over the drivers of a scenario: arithmetic on stated assumptions, not a forecast.
///
/// The same plan gives the same result to the last bit, on every machine and with any number of threads. Which draw a driver, a year and a
/// path get depends on the seed and on nothing else in the plan, so that two plans differ only by what was changed between them.
package struct SimulationPlan: Equatable, Sendable {
  /// How two drivers move together: the correlation of their normals, which for the triangular law is that of a Gaussian copula.
  package struct Correlation: Equatable, Sendable {
    /// One driver; which of the two it is makes no difference.
    package var first: ScenarioDriver
    /// The other.
    package var second: ScenarioDriver
    /// Between -1 and 1.
    package var rho: Double

    /// Checked when the plan is run.
    package init(_ first: ScenarioDriver, _ second: ScenarioDriver, _ rho: Double) {
      (self.first, self.second, self.rho) = (first, second, rho)
    }
  }

  /// A level that is reached or passed, in the quantity's unit.
  package struct Target: Equatable, Sendable {
    /// What has to reach it.
    package var quantity: SimulatedQuantity
    /// The level itself counts as reached.
    package var least: Double

    /// Checked when the plan is run.
    package init(_ quantity: SimulatedQuantity, atLeast least: Double) { (self.quantity, self.least) = (quantity, least) }
  }

  /// How many years a plan may have.
  package static let years = 1...10
  /// How many paths a plan may have.
  package static let paths = 0...100_000_000

  /// The length of each year's step, in years; the first is often a part of one.
  package var steps: [Double]
  /// The levels of the median path at the end of each step.
  ///
  /// What a driver cannot be is brought within its domain.
  package var trends: [DriverLevels]
  /// By the driver's index.
  private var laws = [DriverLaw](repeating: .fixed, count: ScenarioDriver.allCases.count)
  /// Pairs that are not named are not correlated.
  package var correlations: [Correlation] = []
  /// In the order in which results count them.
  package var targets: [Target] = []
  /// How many paths are drawn; the first ones are the same whatever their number.
  package var paths: Int
  /// Another seed gives other draws, the same seed the same.
  package var seed: UInt64

  /// A plan in which every driver is fixed.
  package init(steps: [Double], trends: [DriverLevels], paths: Int = 1_000_000, seed: UInt64 = 1) {
    (self.steps, self.trends, self.paths, self.seed) = (steps, trends, paths, seed)
  }

  /// How a driver strays from its trend.
  package subscript(driver: ScenarioDriver) -> DriverLaw {
    get { laws[driver.index] }
    set { laws[driver.index] = newValue }
  }
}

/// Why a plan cannot be run.
package enum SimulationFault: Error, Equatable {
  case years(Int)
  case trends(years: Int, given: Int)
  /// A step that is not a positive number of years; counted from 1.
  case step(Int, Double)
  /// A level that is not a number; the year counted from 1.
  case level(ScenarioDriver, year: Int)
  case law(ScenarioDriver, DriverLaw)
  /// A correlation outside -1 to 1, of a driver with itself, or named twice.
  case correlation(SimulationPlan.Correlation)
  /// No variables can be correlated so: the first driver for which this shows, and the pairs that it has with those before it.
  case notPositiveDefinite(ScenarioDriver, pairs: [SimulationPlan.Correlation])
  case target(SimulationPlan.Target)
  case paths(Int)

  /// What is wrong, in words.
  package var message: Phrase {
    switch self {
    case .years(let count):
      let years = SimulationPlan.years
      return Phrase(
        "a simulation runs over \(years.lowerBound) to \(years.upperBound) years, not \(count)",
        "시뮬레이션 기간은 \(years.lowerBound)~\(years.upperBound)년, \(count)년은 안 됨")
    case .trends(let years, let given):
      return Phrase("\(years) years need as many trends; there are \(given)", "\(years)년에 추세 \(given)개: 수가 같아야 함")
    case .step(let year, let length):
      return Phrase(
        "the step of year \(year) is \(length) years; it must be more than 0", "\(year)번째 해의 간격 \(length)년: 0보다 커야 함")
    case .level(let driver, let year):
      return Phrase(
        "the trend of \(driver.name) is no number in year \(year)", "\(driver.name)의 \(year)번째 해 추세가 수가 아님")
    case .law(let driver, .triangular(let low, let mode, let high)):
      return Phrase(
        "the triangle of \(driver.name) is \(low), \(mode), \(high); low, mode and high must ascend, and no step may lose everything",
        "\(driver.name) 삼각분포 \(low), \(mode), \(high): 하한 ≤ 최빈 ≤ 상한, 한 해에 전부를 잃을 수 없음")
    case .law(let driver, _):
      return Phrase(
        "the deviation of \(driver.name) must be a number from 0 on", "\(driver.name) 표준편차는 0 이상이어야 함")
    case .correlation(let pair):
      return Phrase(
        "the correlation \(pair.words) must be between -1 and 1, of two drivers, and given once",
        "상관 \(pair.words): -1에서 1 사이, 서로 다른 두 동인, 한 번만")
    case .notPositiveDefinite(let driver, let pairs):
      let words = pairs.map(\.words).joined(separator: ", ")
      return Phrase(
        "no drivers can be correlated so: \(driver.name) contradicts the others (\(words))",
        "성립할 수 없는 상관: \(driver.name)이(가) 나머지와 모순 (\(words))")
    case .target(let target):
      return Phrase("the target \(target.least) is no number", "목표 \(target.least)이(가) 수가 아님")
    case .paths(let count):
      let paths = SimulationPlan.paths
      return Phrase(
        "\(count) paths; there can be \(paths.lowerBound) to \(paths.upperBound)",
        "경로 \(count)개: \(paths.lowerBound)~\(paths.upperBound)개 가능")
    }
  }
}

extension SimulationPlan.Correlation {
  fileprivate var words: String { "\(first.name) \(second.name) \(rho)" }
}
