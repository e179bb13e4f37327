import Model
import SimulationKernel

/// What all paths of a simulation come to, year by year.
package struct SimulationResult: Equatable, Sendable {
  /// How many paths reach a target.
  package struct Reached: Equatable, Sendable {
    /// At the end of this year.
    package fileprivate(set) var now = 0
    /// At the end of this year or of one before it.
    package fileprivate(set) var soFar = 0
  }

  /// How many paths were drawn.
  package let paths: Int
  /// By year and quantity.
  private var distributions: [[SimulatedDistribution]]
  /// By year and target, in the order of the plan.
  package private(set) var reached: [[Reached]]
  /// Paths with a loss, by year.
  package private(set) var losses: [Int]

  /// How many years it has.
  package var years: Int { distributions.count }

  /// The distribution of a quantity at the end of a year, counted from 0.
  package subscript(quantity: SimulatedQuantity, year: Int) -> SimulatedDistribution { distributions[year][quantity.rawValue] }

  /// The share of all paths that reach a target of the plan at the end of a year, from 0 to 1; nil without paths.
  package func probability(target: Int, year: Int) -> Double? {
    paths == 0 ? nil : Double(reached[year][target].now) / Double(paths)
  }

  /// The same for that year or one before it.
  package func probabilitySoFar(target: Int, year: Int) -> Double? {
    paths == 0 ? nil : Double(reached[year][target].soFar) / Double(paths)
  }

  /// The share of all paths with a loss in a year, from 0 to 1; nil without paths.
  package func lossShare(year: Int) -> Double? { paths == 0 ? nil : Double(losses[year]) / Double(paths) }

  // MARK: counting

  init(_ simulation: PreparedSimulation) {
    paths = simulation.paths
    let (years, last) = (simulation.years, SimulationWorkspace.lastBin)
    distributions = Array(
      repeating: SimulatedQuantity.allCases.map { SimulatedDistribution(firstBin: $0 == .netIncome ? -last : 0, lastBin: last) },
      count: years)
    reached = Array(repeating: Array(repeating: Reached(), count: simulation.targets.count), count: years)
    losses = Array(repeating: 0, count: years)
  }

  /// Adds what one thread has counted.
  mutating func add(_ workspace: borrowing SimulationWorkspace) {
    for year in distributions.indices {
      for quantity in distributions[year].indices {
        distributions[year][quantity].add(
          workspace.bins + year * SimulationWorkspace.binCount + SimulationWorkspace.middles[quantity])
      }
      for target in reached[year].indices {
        let counts = workspace.reaching + (year * reached[year].count + target) * 2
        reached[year][target].now += Int(counts[0])
        reached[year][target].soFar += Int(counts[1])
      }
    }
  }

  /// Adds the sums of the units, in their order.
  mutating func finish(_ moments: UnsafePointer<simulation_moments>, units: Int, _ simulation: PreparedSimulation) {
    let quantities = SimulatedQuantity.allCases.count
    for year in distributions.indices {
      for quantity in 0..<quantities {
        var all = simulation_moments(sum: 0, squares: 0, least: .infinity, most: -.infinity, negative: 0)
        for unit in 0..<units {
          let part = moments[(unit * years + year) * quantities + quantity]
          all.sum += part.sum
          all.squares += part.squares
          all.least = min(all.least, part.least)
          all.most = max(all.most, part.most)
          all.negative += part.negative
        }
        distributions[year][quantity].finish(all, paths, around: Double(simulation.centres[year][quantity]))
        if quantity == SimulatedQuantity.netIncome.rawValue { losses[year] = Int(all.negative) }
      }
      // A loss has no value and no price.
      for quantity in [SimulatedQuantity.price, .marketValue] {
        distributions[year][quantity.rawValue].zeros = losses[year]
      }
    }
  }
}
