import Finance
import Glibc
import Model
import References
import Testing

/// What is drawn has the distributions that it says, by tests whose chance of failing a right generator was one in a million
/// before the seeds were fixed.
@Suite struct SimulationStatisticsTests {
  private static let paths = 1_000_000
  private static let normals = try? Simulated.normals(paths: paths, seed: 11).sample(0..<paths, year: 0)

  // MARK: the generator

  @Test func theGeneratorIsSFC32() {
    // State and outputs as published with another program's use of it.
    var generator = SimulationReference.SFC32(a: 481_119_784, b: 3_409_944_657, c: 2_818_634_109, counter: 3_205_637_164)
    for expected in [0.6523296025, 0.4470959350, 0.2026866907, 0.4280106414, 0.2385281252] {
      #expect(abs(Double(generator.next()) / 0x1p32 - expected) < 1e-10)
    }
    // Three words of a seed and fifteen steps, worked out by a second program.
    var seeded = SimulationReference.SFC32(a: 1, b: 2, c: 3, counter: 1)
    for _ in 0..<15 { _ = seeded.next() }
    #expect((0..<4).map { _ in seeded.next() } == [0xeda6_a65f, 0x0584_3866, 0x42e2_d5db, 0x0171_2f7d])
  }

  // MARK: elementary functions; the loops' are these, to the bit (SimulationTests)

  @Test func theRadiusIsRightIntoTheTail() {
    var worst = 0.0
    func check(_ word: UInt32) {
      // The number in single precision that stands for u.
      let u = Double(Float(Int32(word >> 1)) + 0.5) * 0x1p-31
      let exact = (-2 * log(u)).squareRoot()
      worst = max(worst, abs(Double(SimulationReference.radius(word)) - exact) / max(exact, 1e-3))
    }
    for word in 0..<UInt32(100_000) { check(word) }
    for shift in 0..<32 { for part in UInt32(0)..<1000 { check((1 << shift) + ((1 << shift) / 1000) * part) } }
    for word in (UInt32.max - 100_000)...UInt32.max { check(word) }
    #expect(worst < 1e-6, "\(worst)")
    // As far out as it goes, and never the root of a negative number.
    #expect(abs(SimulationReference.radius(0) - 6.66) < 0.01)
    #expect(SimulationReference.radius(.max) == 0)
  }

  @Test func theAngleIsRight() {
    var worst = 0.0
    for i in 0..<200_001 {
      let word = UInt32(bitPattern: Int32(truncatingIfNeeded: -2_147_483_648 + i * 21474))
      let (first, second) = SimulationReference.pair(1 << 10, word)
      let radius = Double(SimulationReference.radius(1 << 10))
      let angle = Double(Int32(bitPattern: word)) * 0x1p-32 * Double.pi
      let half = word & 1 == 0 ? 1.0 : -1.0
      worst = max(worst, abs(Double(first) / radius - half * cos(angle)), abs(Double(second) / radius - sin(angle)))
    }
    #expect(worst < 1e-6, "\(worst)")
  }

  @Test func thePowerOfTwoIsRight() {
    var worst = 0.0
    for i in -126_000...126_000 {
      let x = Float(i) / 1000
      worst = max(worst, abs(Double(SimulationReference.power(x)) / exp2(Double(x)) - 1))
    }
    #expect(worst < 3e-7, "\(worst)")
    #expect(SimulationReference.power(0) == 1)
    #expect(SimulationReference.power(.infinity) == 0x1p126 && SimulationReference.power(-.infinity) == 0x1p-126)
  }

  @Test func theRankOfANormalIsRight() {
    var worst = 0.0
    for i in 0...9000 {
      let x = Float(i) / 1000
      worst = max(worst, abs(Double(SimulationReference.upperRank(x)) / (erfc(Double(x) / 2.0.squareRoot()) / 2) - 1))
    }
    #expect(worst < 1e-5, "\(worst)")
  }

  // MARK: distributions

  @Test(arguments: Simulated.signed) func momentsOfANormal(driver: ScenarioDriver) throws {
    let moments = Moments(try #require(Self.normals).levels(of: driver))
    let n = Double(Self.paths)
    #expect(abs(moments.mean) < 5 / n.squareRoot())
    #expect(abs(moments.variance - 1) < 5 * (2 / n).squareRoot())
    #expect(abs(moments.skewness) < 5 * (6 / n).squareRoot())
    #expect(abs(moments.kurtosis - 3) < 5 * (24 / n).squareRoot())
  }

  @Test(arguments: Simulated.signed) func distributionOfANormal(driver: ScenarioDriver) throws {
    #expect(kolmogorovSmirnov(try #require(Self.normals).levels(of: driver), normalRank) < critical(Self.paths))
  }

  @Test func tailsOfANormal() throws {
    let bounds = [3.0, 4, 4.5, 5]
    var beyond = [Int](repeating: 0, count: bounds.count)
    for seed in UInt64(1)...8 {
      let sample = try Simulated.normals(paths: Self.paths, seed: seed).sample(0..<Self.paths, year: 0)
      for driver in Simulated.signed {
        for (i, count) in countsBeyond(bounds, sample.levels(of: driver)).enumerated() { beyond[i] += count }
      }
    }
    for (bound, count) in zip(bounds, beyond) {
      // 32 million draws: 86,396 and 2,027 and 217 and 18 of them.
      let expected = erfc(bound / 2.0.squareRoot()) * 32e6
      #expect(abs(Double(count) - expected) < 4.9 * expected.squareRoot(), "\(count) beyond \(bound), not \(expected)")
    }
  }

  @Test func drawsDoNotKnowOfEachOther() throws {
    let sample = try #require(Self.normals)
    let bound = 5.2 / Double(Self.paths).squareRoot()
    for (i, a) in Simulated.signed.enumerated() {
      for b in Simulated.signed[(i + 1)...] { #expect(abs(correlation(sample.levels(of: a), sample.levels(of: b))) < bound) }
      // The next path, the other of a pair, the next pair of the lane, the next block.
      for lag in [1, 2, 15, 16, 17, 32, 512, 4096] {
        let x = sample.levels(of: a)
        #expect(abs(correlation(x.dropLast(lag), x.dropFirst(lag))) < bound, "\(lag)")
        let squares = x.map { $0 * $0 }[...]
        #expect(abs(correlation(squares.dropLast(lag), squares.dropFirst(lag))) < bound, "squares, \(lag)")
      }
    }
  }

  @Test func yearsDoNotKnowOfEachOther() throws {
    var plan = Simulated.blank(steps: [1, 1], paths: Self.paths)
    plan[.services] = .normal(sigma: 1, relative: false)
    let first = try plan.sample(0..<Self.paths, year: 0).levels(of: .services)
    let second = try plan.sample(0..<Self.paths, year: 1).levels(of: .services)
    let step = zip(first, second).map { $1 - $0 }[...]
    #expect(kolmogorovSmirnov(step, normalRank) < critical(Self.paths))
    #expect(abs(correlation(first, step)) < 5 / Double(Self.paths).squareRoot())
  }

  @Test(arguments: [0, 4]) func distributionOfALognormal(year: Int) throws {
    var plan = Simulated.blank(steps: [0.5, 1, 1, 1, 1], paths: Self.paths)
    for i in plan.trends.indices { plan.trends[i][.units] = 2_000_000 + 100_000 * Double(i) }
    plan[.units] = .lognormal(sigma: 0.3)
    let levels = try plan.sample(0..<Self.paths, year: year).levels(of: .units)
    let deviation = 0.3 * plan.steps[...year].reduce(0, +).squareRoot()
    let logs = levels.map { Float(log(Double($0) / plan.trends[year][.units]) / deviation) }[...]
    #expect(kolmogorovSmirnov(logs, normalRank) < critical(Self.paths))
    let moments = Moments(levels)
    let mean = plan.trends[year][.units] * exp(deviation * deviation / 2)
    let spread = mean * (exp(deviation * deviation) - 1).squareRoot()
    #expect(abs(moments.mean - mean) < 5 * spread / Double(Self.paths).squareRoot())
    #expect(abs(moments.variance.squareRoot() / spread - 1) < 0.02)
  }

  @Test(arguments: [1, 0.25]) func distributionOfATriangle(step: Double) throws {
    let (low, mode, high) = (-0.2, 0.05, 0.3)
    var plan = Simulated.blank(steps: [step], paths: Self.paths)
    plan.trends[0][.fsdPrice] = 80
    plan[.fsdPrice] = .triangular(low: low, mode: mode, high: high)
    let changes = try plan.sample(0..<Self.paths, year: 0).levels(of: .fsdPrice).map {
      Float((Double($0) / 80 - 1) / step.squareRoot())
    }[
      ...]
    let distance = kolmogorovSmirnov(changes) { x in
      if x <= low { return 0 }
      if x >= high { return 1 }
      let (width, rising, falling) = (high - low, mode - low, high - mode)
      return x < mode ? (x - low) * (x - low) / (width * rising) : 1 - (high - x) * (high - x) / (width * falling)
    }
    #expect(distance < critical(Self.paths))
    let moments = Moments(changes)
    let variance = (low * low + mode * mode + high * high - low * mode - low * high - mode * high) / 18
    #expect(abs(moments.mean - (low + mode + high) / 3) < 5 * (variance / Double(Self.paths)).squareRoot())
    #expect(abs(moments.variance / variance - 1) < 0.01)
    #expect((changes.min() ?? -1) > Float(low) - 1e-6 && (changes.max() ?? 1) < Float(high) + 1e-6)
  }

  // MARK: correlation

  @Test func correlationsAreThoseOfThePlan() throws {
    var plan = Simulated.normals(paths: Self.paths, seed: 3)
    let (a, b, c) = (ScenarioDriver.storageProfit, ScenarioDriver.services, ScenarioDriver.otherIncome)
    plan.correlations = [.init(a, b, 0.6), .init(c, b, -0.7), .init(a, c, -0.2)]
    let sample = try plan.sample(0..<Self.paths, year: 0)
    for pair in plan.correlations + [.init(a, .otherProfit, 0), .init(b, .otherProfit, 0)] {
      let found = correlation(sample.levels(of: pair.first), sample.levels(of: pair.second))
      #expect(abs(found - pair.rho) < 5 * (1 - pair.rho * pair.rho) / Double(Self.paths).squareRoot(), "\(pair) \(found)")
    }
    for driver in Simulated.signed { #expect(kolmogorovSmirnov(sample.levels(of: driver), normalRank) < critical(Self.paths)) }
  }

  @Test func ranksOfOtherLawsFollowTheGaussianCopula() throws {
    let count = 200_000
    var plan = Simulated.blank(paths: count)
    (plan.trends[0][.fsdPrice], plan.trends[0][.units]) = (80, 1_000_000)
    plan[.fsdPrice] = .triangular(low: -0.2, mode: 0, high: 0.3)
    plan[.units] = .lognormal(sigma: 0.4)
    plan.correlations = [.init(.fsdPrice, .units, 0.5)]
    let sample = try plan.sample(0..<count, year: 0)
    let spearman = correlation(ranks(sample.levels(of: .fsdPrice)), ranks(sample.levels(of: .units)))
    #expect(abs(spearman - 6 / Double.pi * asin(0.25)) < 5 / Double(count).squareRoot(), "\(spearman)")
  }
}
