package import Finance
import Model

/// The simulation once more, one path at a time and as plainly as its definition reads.
///
/// It must give the same bits.
package struct SimulationReference {
  private let plan: SimulationPlan

  /// The same of a plan's paths.
  package init(plan: SimulationPlan) { self.plan = plan }

  /// Levels and quantities (price, market value, net income) of a path, by year.
  package func path(_ number: Int) -> [(levels: [Float], values: [Float])] {
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
  package struct SFC32 {
    private var a: UInt32, b: UInt32, c: UInt32, counter: UInt32

    /// With its four words of state.
    package init(a: UInt32, b: UInt32, c: UInt32, counter: UInt32) {
      (self.a, self.b, self.c, self.counter) = (a, b, c, counter)
    }

    /// The next word.
    package mutating func next() -> UInt32 {
      let t = a &+ b &+ counter
      counter &+= 1
      a = b ^ (b >> 9)
      b = c &+ (c << 3)
      c = ((c << 21) | (c >> 11)) &+ t
      return t
    }
  }

  /// The normals of a driver on a path, year by year.
  private static func normals(_ seed: UInt64, _ driver: Int, path: Int, years: Int) -> [Float] {
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

  /// Two normals from two words.
  package static func pair(_ radius: UInt32, _ angle: UInt32) -> (Float, Float) {
    let r = self.radius(radius)
    let a = Float(Int32(bitPattern: angle)) * 0x1p-31
    let a2 = a * a
    let sine = ((-0.00433317712 * a2 + 0.0794344991) * a2 - 0.645892918) * a2 + 1.57079101
    let inner: Float = (0.000858190644 * a2 - 0.0208106283) * a2 + 0.253650755
    let cosine = (inner * a2 - 1.23369825) * a2 + 0.99999994
    return (Float(bitPattern: (r * cosine).bitPattern ^ (angle << 31)), r * (sine * a))
  }

  /// The distance from zero that a word stands for.
  package static func radius(_ word: UInt32) -> Float {
    let x = Float(Int32(word >> 1)) + 0.5
    let t = Int32(bitPattern: x.bitPattern) - (0x3f35_04f3 + (31 << 23))
    let f = Float(bitPattern: UInt32((t & 0x7f_ffff) + 0x3f35_04f3)) - 1
    let (f2, f4) = (f * f, (f * f) * (f * f))
    let low: Float = (-1.99999988 + 1.00000727 * f) + (-0.666701198 + 0.499398172 * f) * f2
    let high: Float = (-0.39800331 + 0.345016599 * f) + (-0.324451625 + 0.202137932 * f) * f2
    return (Float(t >> 23) * -1.38629436 + (low + high * f4) * f).squareRoot()
  }

  /// A draw with its share of those before it.
  private static func correlated(_ row: [(Int, Float)], _ draws: [[Float]], _ year: Int) -> Float {
    guard row.count > 1 else { return draws[row[0].0][year] }
    return row.dropFirst().reduce(row[0].1 * draws[row[0].0][year]) { $0 + $1.1 * draws[$1.0][year] }
  }

  /// Cholesky by the book.
  private func factor() -> [[(Int, Float)]] {
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

  /// 2^x, within the range of normal numbers.
  package static func power(_ x: Float) -> Float {
    let x = min(max(x, -126), 126)
    let t = x + 12_582_912
    let f = x - (t - 12_582_912)
    var p: Float = 0.00132647273 * f + 0.00967151299
    for c: Float in [0.0555073358, 0.240222424, 0.693147004, 1] { p = p * f + c }
    return Float(bitPattern: p.bitPattern &+ (t.bitPattern << 23))
  }

  /// The chance of more than x, x not below 0.
  package static func upperRank(_ x: Float) -> Float {
    let t = 1 / (1 + 0.3 * x)
    var p: Float = -0.0818372443 * t + 0.230586067
    for c: Float in [-0.0340375751, 0.153751001, 0.111210495, 0.120327726] { p = p * t + c }
    return power(x * x * -0.72134752) * (p * t)
  }

  /// The change of a triangular law at a normal's rank.
  private static func triangle(_ low: Double, _ mode: Double, _ high: Double, _ z: Float) -> Float {
    let width = high - low
    let tail = upperRank(abs(z))
    let (below, above) = z < 0 ? (tail, 1 - tail) : (1 - tail, tail)
    return below < (width > 0 ? Float((mode - low) / width) : 0)
      ? Float(low) + (below * Float(width * (mode - low))).squareRoot()
      : Float(high) - (above * Float(width * (high - mode))).squareRoot()
  }

  /// Price, market value and net income of levels.
  private static func income(_ x: [Float]) -> [Float] {
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
