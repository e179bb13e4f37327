import Finance
import Model

/// The simulation once more, one path at a time and as plainly as its definition reads.
///
/// It must give the same bits.
struct SimulationReference {
  let plan: SimulationPlan

  /// Levels and quantities (price, market value, net income) of a path, by year.
  func path(_ number: Int) -> [(levels: [Float], values: [Float])] {
    var sums = ScenarioDriver.allCases.map { driver -> Float in if case .triangular = plan[driver] { 1 } else { 0 } }
    let rows = factor()
    let draws = ScenarioDriver.allCases.map { Self.normals(plan.seed, $0.index, path: number, years: plan.steps.count) }
    return plan.steps.indices.map { year in
      let root = plan.steps[year].squareRoot()
      let levels = ScenarioDriver.allCases.map { driver -> Float in
        let i = driver.index
        let trend = Float(min(max(plan.trends[year][driver], driver.domain.lowerBound), driver.domain.upperBound))
        let z = Self.correlated(rows[i], draws, year)
        let level: Float
        switch plan[driver] {
        case .fixed: return trend
        case .lognormal(let sigma):
          sums[i] += Float(sigma * root * 1.442695040888963407) * z
          level = trend * Self.power(sums[i])
        case .normal(let sigma, let relative):
          sums[i] += Float(root) * z
          level = trend + Float(relative ? sigma * abs(plan.trends[year][driver]) : sigma) * sums[i]
        case .triangular(let low, let mode, let high):
          sums[i] *= 1 + Float(root) * Self.triangle(low, mode, high, z)
          level = trend * sums[i]
        }
        return min(max(level, Float(driver.domain.lowerBound)), Float(driver.domain.upperBound))
      }
      return (levels, Self.income(levels))
    }
  }

  // MARK: draws

  /// A generator as its author wrote it, with a step at a time.
  struct SFC32 {
    var a: UInt32, b: UInt32, c: UInt32, counter: UInt32

    mutating func next() -> UInt32 {
      let t = a &+ b &+ counter
      counter &+= 1
      a = b ^ (b >> 9)
      b = c &+ (c << 3)
      c = ((c << 21) | (c >> 11)) &+ t
      return t
    }
  }

  static func normals(_ seed: UInt64, _ driver: Int, path: Int, years: Int) -> [Float] {
    let (block, place) = path.quotientAndRemainder(dividingBy: 512)
    let lane = place % 16
    let stream = UInt32(block) << 8 | UInt32(driver) << 4 | UInt32(lane)
    var generator = SFC32(a: UInt32(truncatingIfNeeded: seed), b: UInt32(seed >> 32), c: stream, counter: 1)
    for _ in 0..<15 { _ = generator.next() }
    // A lane has 32 paths of a block: 16 pairs a year, the first of each pair 16 paths before the second.
    return (0..<years).map { _ in
      let pairs = (0..<16).map { _ in (generator.next(), generator.next()) }
      let pair = Self.pair(pairs[place / 32].0, pairs[place / 32].1)
      return place % 32 < 16 ? pair.0 : pair.1
    }
  }

  static func pair(_ radius: UInt32, _ angle: UInt32) -> (Float, Float) {
    let r = self.radius(radius)
    let a = Float(Int32(bitPattern: angle)) * 0x1p-31
    let a2 = a * a
    let sine = ((-0.00433317712 * a2 + 0.0794344991) * a2 - 0.645892918) * a2 + 1.57079101
    let inner: Float = (0.000858190644 * a2 - 0.0208106283) * a2 + 0.253650755
    let cosine = (inner * a2 - 1.23369825) * a2 + 0.99999994
    return (Float(bitPattern: (r * cosine).bitPattern ^ (angle << 31)), r * (sine * a))
  }

  static func radius(_ word: UInt32) -> Float {
    let x = Float(Int32(word >> 1)) + 0.5
    let t = Int32(bitPattern: x.bitPattern) - (0x3f35_04f3 + (31 << 23))
    let f = Float(bitPattern: UInt32((t & 0x7f_ffff) + 0x3f35_04f3)) - 1
    let (f2, f4) = (f * f, (f * f) * (f * f))
    let low: Float = (-1.99999988 + 1.00000727 * f) + (-0.666701198 + 0.499398172 * f) * f2
    let high: Float = (-0.39800331 + 0.345016599 * f) + (-0.324451625 + 0.202137932 * f) * f2
    return (Float(t >> 23) * -1.38629436 + (low + high * f4) * f).squareRoot()
  }

  static func correlated(_ row: [(Int, Float)], _ draws: [[Float]], _ year: Int) -> Float {
    guard row.count > 1 else { return draws[row[0].0][year] }
    return row.dropFirst().reduce(row[0].1 * draws[row[0].0][year]) { $0 + $1.1 * draws[$1.0][year] }
  }

  /// Cholesky by the book.
  func factor() -> [[(Int, Float)]] {
    let n = ScenarioDriver.allCases.count
    var c = (0..<n).map { i in (0..<n).map { i == $0 ? 1.0 : 0.0 } }
    for pair in plan.correlations {
      c[pair.first.index][pair.second.index] = pair.rho
      c[pair.second.index][pair.first.index] = pair.rho
    }
    var l = [[Double]](repeating: [Double](repeating: 0, count: n), count: n)
    for i in 0..<n {
      for j in 0...i {
        var rest = c[i][j]
        for k in 0..<j { rest -= l[i][k] * l[j][k] }
        l[i][j] = i == j ? rest.squareRoot() : rest / l[j][j]
      }
    }
    return l.map { row in row.enumerated().filter { $0.element != 0 }.map { ($0.offset, Float($0.element)) } }
  }

  // MARK: laws and income

  static func power(_ x: Float) -> Float {
    let x = min(max(x, -126), 126)
    let t = x + 12_582_912
    let f = x - (t - 12_582_912)
    var p: Float = 0.00132647273 * f + 0.00967151299
    for c: Float in [0.0555073358, 0.240222424, 0.693147004, 1] { p = p * f + c }
    return Float(bitPattern: p.bitPattern &+ (t.bitPattern << 23))
  }

  static func upperRank(_ x: Float) -> Float {
    let t = 1 / (1 + 0.3 * x)
    var p: Float = -0.0818372443 * t + 0.230586067
    for c: Float in [-0.0340375751, 0.153751001, 0.111210495, 0.120327726] { p = p * t + c }
    return power(x * x * -0.72134752) * (p * t)
  }

  static func triangle(_ low: Double, _ mode: Double, _ high: Double, _ z: Float) -> Float {
    let width = high - low
    let tail = upperRank(abs(z))
    let (below, above) = z < 0 ? (tail, 1 - tail) : (1 - tail, tail)
    return below < (width > 0 ? Float((mode - low) / width) : 0)
      ? Float(low) + (below * Float(width * (mode - low))).squareRoot()
      : Float(high) - (above * Float(width * (high - mode))).squareRoot()
  }

  static func income(_ x: [Float]) -> [Float] {
    func at(_ driver: ScenarioDriver) -> Float { x[driver.index] }
    let cars = at(.units) * (at(.price) - at(.unitCost)) * 1e-6 + at(.credits)
    let energy = at(.storage) * at(.storageProfit)
    let fsd = at(.fsdSubscriptions) * at(.fsdPrice) * at(.fsdMargin) * 1.2e-7
    let gross = cars + energy + fsd + at(.services) + at(.otherProfit)
    let before = gross - at(.opex) + at(.otherIncome)
    let net = before - max(before, 0) * at(.taxRate) * 0.01
    let profit = max(net, 0)
    return [profit / at(.shares) * at(.multiple), profit * at(.multiple), net]
  }
}

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
