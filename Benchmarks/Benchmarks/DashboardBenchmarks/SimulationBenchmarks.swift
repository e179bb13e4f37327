import Benchmark
import Finance
import Foundation
import Model

/// A million paths over five years with twelve random drivers of all laws, on one thread and on all, with each instruction set.
func simulations() {
  let plan = example()
  for (set, name) in SimulationPlan.instructionSets.enumerated() {
    for threads in Set([1, ProcessInfo.processInfo.activeProcessorCount]).sorted() {
      let workers = Workers { most, work in
        let others = DispatchGroup()
        for _ in 1..<max(1, min(threads, most)) {
          others.enter()
          Thread {
            work()
            others.leave()
          }.start()
        }
        work()
        others.wait()
      }
      Benchmark("simulation, 1,000,000 paths, \(name), threads: \(threads)", configuration: .init(maxDuration: .seconds(2))) {
        benchmark in
        for _ in benchmark.scaledIterations { blackHole(try? plan.run(workers: workers, instructionSet: set)) }
      }
    }
  }
  guard let result = try? plan.run() else { return }
  Benchmark("simulation, fan of nine percentiles", configuration: .init(scalingFactor: .kilo)) { benchmark in
    for _ in benchmark.scaledIterations {
      for year in 0..<result.years {
        for p in [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99] { blackHole(result[.price, year].percentile(p)) }
      }
    }
  }
  Benchmark("simulation, histogram of 100 columns", configuration: .init(scalingFactor: .kilo)) { benchmark in
    for _ in benchmark.scaledIterations { blackHole(result[.price, 4].columns(100, from: 0, to: 2000)) }
  }
}

/// Numbers made up; docs/adr/0011-simulation.md compares with the same plan elsewhere.
private func example() -> SimulationPlan {
  let trends = (0..<5).map { year -> DriverLevels in
    let g = Double(year)
    var x = DriverLevels()
    (x[.units], x[.price], x[.unitCost], x[.credits]) = (1_700_000 * (1 + 0.2 * g), 40_000 - 500 * g, 33_500 - 700 * g, 1500)
    (x[.storage], x[.storageProfit], x[.fsdSubscriptions], x[.fsdPrice]) = (50 * (1 + 0.4 * g), 75, 1_000_000 * (1 + g), 80)
    (x[.fsdMargin], x[.services], x[.otherProfit], x[.opex]) = (70, 1000 + 500 * g, 1000 * g, 12_000 + 1000 * g)
    (x[.otherIncome], x[.taxRate], x[.shares], x[.multiple]) = (1000, 20, 3550, 60)
    return x
  }
  var plan = SimulationPlan(steps: [0.5, 1, 1, 1, 1], trends: trends)
  for (driver, sigma) in [
    (ScenarioDriver.units, 0.15), (.price, 0.05), (.unitCost, 0.04), (.storage, 0.25), (.fsdSubscriptions, 0.4),
    (.otherProfit, 0.8),
    (.opex, 0.08), (.multiple, 0.3),
  ] { plan[driver] = .lognormal(sigma: sigma) }
  plan[.storageProfit] = .normal(sigma: 0.15, relative: true)
  plan[.services] = .normal(sigma: 300, relative: false)
  plan[.credits] = .triangular(low: -0.3, mode: -0.1, high: 0.1)
  plan[.fsdPrice] = .triangular(low: -0.1, mode: 0, high: 0.15)
  plan.correlations = [.init(.price, .unitCost, 0.6), .init(.units, .price, -0.3)]
  plan.targets = [.init(.price, atLeast: 600), .init(.marketValue, atLeast: 3_000_000), .init(.netIncome, atLeast: 20_000)]
  return plan
}
