import Finance
import Glibc
import Model
import References
import Testing

/// The simulation as arithmetic: the same bits everywhere, counts that agree with the paths, and any plan.
@Suite struct SimulationTests {
  // MARK: the same everywhere

  @Test func everyPathIsThatOfThePlainDefinition() throws {
    let plan = Simulated.example(paths: 1500)
    let reference = SimulationReference(plan: plan)
    let expected = (0..<plan.paths).map(reference.path)
    for set in SimulationPlan.instructionSets.indices {
      for year in plan.steps.indices {
        let sample = try plan.sample(0..<plan.paths, year: year, instructionSet: set)
        for path in 0..<plan.paths {
          let (levels, values) = expected[path][year]
          for driver in ScenarioDriver.allCases {
            try #require(
              sample.levels(of: driver).bits(path) == levels[driver.index].bitPattern, "\(driver) of \(path) in \(year), \(set)")
          }
          for quantity in SimulatedQuantity.allCases {
            try #require(
              sample.values(of: quantity).bits(path) == values[quantity.rawValue].bitPattern, "\(quantity) of \(path) in \(year)")
          }
        }
      }
    }
  }

  @Test func threadsAndInstructionSetsChangeNothing() throws {
    let plan = Simulated.example(paths: 30_001)
    let once = try plan.run(workers: .one)
    for set in SimulationPlan.instructionSets.indices {
      for threads in [1, 2, 3, 8] { #expect(try plan.run(workers: .threads(threads), instructionSet: set) == once) }
    }
    #expect(SimulationPlan.instructionSets.last == "baseline")
    #expect(try plan.run() == once)
    #expect(try Simulated.example(paths: 30_001, seed: 2).run() != once)
  }

  @Test func theResultIsTheRecordedOne() throws {
    let result = try Simulated.example(paths: 100_000).run()
    var bits: [UInt64] = []
    for year in 0..<result.years {
      for quantity in SimulatedQuantity.allCases {
        let d = result[quantity, year]
        bits += [d.mean, d.standardDeviation, d.least, d.most].map(\.bitPattern)
        bits += stride(from: 0, through: 1, by: 0.01).compactMap { d.percentile($0)?.bitPattern }
        bits += d.columns(40, from: -50_000, to: 1_000_000).map(\.bitPattern)
      }
      bits += result.reached[year].flatMap { [UInt64($0.now), UInt64($0.soFar)] } + [UInt64(result.losses[year])]
    }
    // FNV-1a over all of it.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for word in bits { for byte in 0..<8 { hash = (hash ^ (word >> (8 * byte) & 0xff)) &* 0x100_0000_01b3 } }
    #expect(hash == 0x1a97_7dec_f094_8d72, "0x\(String(hash, radix: 16))")
    #expect(result[.price, 4].percentile(0.5) == 464.2037037037037)
  }

  @Test func oneAssumptionMovesNoOther() throws {
    let plan = Simulated.example(paths: 2000)
    let before = try plan.sample(0..<2000, year: 4)
    var changed = plan
    changed[.storage] = .fixed
    changed[.price] = .fixed
    changed[.shares] = .lognormal(sigma: 0.1)
    changed[.multiple] = .lognormal(sigma: 0.5)
    let after = try changed.sample(0..<2000, year: 4)
    // Unit cost is correlated with the price, which is fixed now, and is what it was.
    for driver in ScenarioDriver.allCases where ![.storage, .price, .shares, .multiple].contains(driver) {
      #expect(Array(after.levels(of: driver)) == Array(before.levels(of: driver)), "\(driver.name)")
    }
    // Nor do more years or paths.
    var longer = plan
    longer.steps.append(1)
    longer.trends.append(plan.trends[4])
    longer.paths = 5000
    #expect(try Array(longer.sample(0..<2000, year: 4).levels(of: .units)) == Array(before.levels(of: .units)))
    #expect(
      try Array(plan.sample(700..<900, year: 4).levels(of: .units)) == Array(before.levels(of: .units).dropFirst(700).prefix(200))
    )
  }

  // MARK: what is counted is what the paths are

  @Test func pathsEarnWhatTheirDriversDo() throws {
    let plan = Simulated.example(paths: 5000)
    for year in plan.steps.indices {
      let sample = try plan.sample(0..<plan.paths, year: year)
      for path in 0..<plan.paths {
        let levels = sample.levels(path: path)
        let exact = DriverIncome(levels)
        // In single precision a sum is as exact as its largest part.
        let size =
          levels[.units] * (levels[.price] + levels[.unitCost]) / 1e6 + exact.fsd + exact.energy + levels[.opex] + 10_000
        let tolerance = size * 1e-6
        try #require(abs(Double(sample.values(of: .netIncome).at(path)) - exact.netIncome) < tolerance)
        let value = max(0, exact.marketValue)
        try #require(abs(Double(sample.values(of: .marketValue).at(path)) - value) < tolerance * levels[.multiple])
        try #require(
          abs(Double(sample.values(of: .price).at(path)) - max(0, exact.price)) < tolerance * levels[.multiple] / levels[.shares])
      }
    }
  }

  @Test func countsAndMomentsAreThoseOfThePaths() throws {
    var plan = Simulated.example(paths: 20_000)
    plan.targets += [.init(.netIncome, atLeast: -1000), .init(.price, atLeast: 0), .init(.price, atLeast: 1e30)]
    let result = try plan.run()
    var reachedSoFar = plan.targets.map { _ in [Bool](repeating: false, count: plan.paths) }
    for year in plan.steps.indices {
      let sample = try plan.sample(0..<plan.paths, year: year)
      for (i, target) in plan.targets.enumerated() {
        var now = 0
        for (path, value) in sample.values(of: target.quantity).enumerated() where Double(value) >= target.least {
          now += 1
          reachedSoFar[i][path] = true
        }
        #expect(result.reached[year][i].now == now)
        #expect(result.reached[year][i].soFar == reachedSoFar[i].count { $0 })
      }
      #expect(result.losses[year] == sample.values(of: .netIncome).count { $0 < 0 })
      for quantity in SimulatedQuantity.allCases {
        let (values, found) = (sample.values(of: quantity).map(Double.init), result[quantity, year])
        let mean = values.reduce(0, +) / Double(plan.paths)
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(plan.paths)
        #expect(abs(found.mean / mean - 1) < 1e-10)
        #expect(abs(found.standardDeviation / variance.squareRoot() - 1) < 1e-10)
        #expect(found.least == values.min() && found.most == values.max())
      }
    }
  }

  @Test func probabilitiesFallAsTheTargetRises() throws {
    var plan = Simulated.example(paths: 50_000)
    plan.targets = (0..<60).map { .init(.price, atLeast: 20 * Double($0)) }
    let result = try plan.run()
    for year in 0..<result.years {
      for target in plan.targets.indices {
        let (now, soFar) = (result.reached[year][target].now, result.reached[year][target].soFar)
        #expect(now <= soFar)
        if target > 0 {
          #expect(now <= result.reached[year][target - 1].now && soFar <= result.reached[year][target - 1].soFar)
        }
        if year > 0 { #expect(soFar >= result.reached[year - 1][target].soFar) }
        #expect(result.probability(target: target, year: year) == Double(now) / 50_000)
      }
    }
    #expect(result.probability(target: 0, year: 0) == 1)
  }

  // MARK: percentiles and columns

  @Test func percentilesAreThoseOfSortingWithinABin() throws {
    let plan = Simulated.example(paths: 200_000)
    let result = try plan.run()
    for year in [0, 4] {
      let sample = try plan.sample(0..<plan.paths, year: year)
      for quantity in SimulatedQuantity.allCases {
        let sorted = sample.values(of: quantity).sorted().map(Double.init)
        var worst = 0.0
        for p in stride(from: 0.0, through: 1, by: 0.005) {
          let rank = p * Double(sorted.count - 1)
          let below = Int(rounding: rank, .down)
          let (low, high) = (sorted[below], sorted[min(sorted.count - 1, below + 1)])
          let found = try #require(result[quantity, year].percentile(p))
          // Where paths are far apart it is near one of the two.
          let bin = max(abs(low), abs(high)) / 512 + 1 / 256
          #expect(found > low - bin && found < high + bin, "\(quantity) \(p): \(found), not \(low) to \(high)")
          let exact = low + (high - low) * (rank - rank.rounded(.down))
          let error = abs(found - exact) / max(abs(exact), 1)
          if p > 0.05, p < 0.95 { worst = max(worst, error) }
        }
        // Where there are many paths to a bin.
        #expect(worst < 3e-4, "\(quantity) \(worst)")
      }
    }
  }

  @Test func percentilesAscendAndEndAtTheExtremes() throws {
    let result = try Simulated.example(paths: 40_000).run()
    for year in 0..<result.years {
      for quantity in SimulatedQuantity.allCases {
        let d = result[quantity, year]
        let all = try (0...1000).map { try #require(d.percentile(Double($0) / 1000)) }
        #expect(zip(all, all.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(all.allSatisfy { $0 >= d.least && $0 <= d.most })
        #expect(abs(all[1000] / d.most - 1) < 0.002)
      }
    }
    #expect(result.losses[4] > 0)
    #expect(result[.price, 4].percentile(0) == 0)
  }

  @Test func columnsHoldAllPathsBetweenTheirEdges() throws {
    let plan = Simulated.example(paths: 100_000)
    let result = try plan.run()
    let sample = try plan.sample(0..<plan.paths, year: 4)
    for quantity in SimulatedQuantity.allCases {
      let d = result[quantity, 4]
      let all = d.columns(37, from: d.least, to: d.most)
      #expect(all.count == 37 && abs(all.reduce(0, +) - 100_000) < 1e-6)
      let (low, high) = (try #require(d.percentile(0.05)), try #require(d.percentile(0.9)))
      let columns = d.columns(30, from: low, to: high)
      for (i, found) in columns.enumerated() {
        let (from, to) = (low + (high - low) * Double(i) / 30, low + (high - low) * Double(i + 1) / 30)
        let exact = Double(sample.values(of: quantity).count { Double($0) >= from && Double($0) < to })
        // What lies across an edge is shared out.
        #expect(abs(found - exact) < 0.02 * exact + 60, "\(quantity) \(i): \(found), not \(exact)")
      }
    }
    // Losses are a point at 0.
    #expect(result[.price, 4].columns(1, from: -1, to: 0)[0] >= Double(result.losses[4]))
    #expect(result[.price, 4].columns(0, from: 0, to: 1).isEmpty)
    #expect(result[.price, 4].columns(3, from: 1, to: 1) == [0, 0, 0])
  }
}

extension ArraySlice<Float> {
  fileprivate func at(_ i: Int) -> Float { self[startIndex + i] }
  fileprivate func bits(_ i: Int) -> UInt32 { at(i).bitPattern }
}
