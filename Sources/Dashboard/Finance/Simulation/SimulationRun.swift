import SimulationKernel
import Synchronization

extension SimulationPlan {
  /// The instruction sets that this processor can run, the fastest first; all give the same result.
  package static var instructionSets: [String] {
    var names: [String] = []
    while let kernel = simulation_kernel_at(names.count) { names.append(String(cString: kernel.pointee.name)) }
    return names
  }

  /// Draws all paths.
  ///
  /// Workers and instruction set (one of `instructionSets`, by its number) change how long it takes and nothing else.
  package func run(workers: Workers = .one, instructionSet: Int = 0) throws(SimulationFault) -> SimulationResult {
    SimulationRun(try PreparedSimulation(self), Self.kernel(instructionSet)).result(workers)
  }

  /// What some of the paths are at the end of a year, counted from 0; the same paths that `run` counts.
  package func sample(_ range: Range<Int>, year: Int, instructionSet: Int = 0) throws(SimulationFault) -> SimulatedPaths {
    let simulation = try PreparedSimulation(self)
    precondition(range.lowerBound >= 0 && range.upperBound <= paths && steps.indices.contains(year), "there is no such path")
    let workspace = SimulationWorkspace(simulation, Self.kernel(instructionSet))
    var sample = SimulatedPaths(range.count)
    let size = SimulationWorkspace.block
    for block in range.lowerBound / size..<(range.upperBound + size - 1) / size {
      workspace.begin(block: block)
      for year in 0...year { workspace.advance(to: year, place: 0) }
      sample.add(workspace, range.clamped(to: block * size..<(block + 1) * size), block, range, year)
    }
    return sample
  }

  private static func kernel(_ instructionSet: Int) -> simulation_kernel {
    guard let kernel = simulation_kernel_at(instructionSet) else { preconditionFailure("there is no such instruction set") }
    return kernel.pointee
  }
}

/// The paths of a simulation, shared out among workers.
///
/// A unit of work is some blocks. Sums of a unit are kept apart and added in the order of the units, whoever did them; all else is whole
/// numbers, whose sums have no order.
private final class SimulationRun: @unchecked Sendable {
  private static let pathsOfUnit = SimulationWorkspace.blocksOfUnit * SimulationWorkspace.block

  private let simulation: PreparedSimulation
  private let kernel: simulation_kernel
  private let units: Int
  private let nextUnit = Atomic(0)
  /// By unit, year and quantity; each unit is written by the worker that took it.
  private let moments: UnsafeMutablePointer<simulation_moments>
  private let counted: Mutex<SimulationResult>

  init(_ simulation: PreparedSimulation, _ kernel: simulation_kernel) {
    (self.simulation, self.kernel) = (simulation, kernel)
    units = (simulation.paths + Self.pathsOfUnit - 1) / Self.pathsOfUnit
    let count = units * simulation.years * SimulatedQuantity.allCases.count
    moments = .allocate(capacity: count)
    moments.initialize(
      repeating: simulation_moments(sum: 0, squares: 0, least: .infinity, most: -.infinity, negative: 0), count: count)
    counted = Mutex(SimulationResult(simulation))
  }

  deinit { moments.deallocate() }

  func result(_ workers: Workers) -> SimulationResult {
    workers.run(max(1, units)) { self.work() }
    return counted.withLock { result in
      result.finish(moments, units: units, simulation)
      return result
    }
  }

  /// Takes units until there are none.
  private func work() {
    var unit = nextUnit.wrappingAdd(1, ordering: .relaxed).oldValue
    guard unit < units else { return }
    let workspace = SimulationWorkspace(simulation, kernel)
    while unit < units {
      let paths = min(Self.pathsOfUnit, simulation.paths - unit * Self.pathsOfUnit)
      for first in stride(from: 0, to: paths, by: SimulationWorkspace.block) {
        let place = first / SimulationWorkspace.block
        workspace.begin(block: unit * SimulationWorkspace.blocksOfUnit + place)
        for year in 0..<simulation.years {
          workspace.advance(to: year, place: place)
          workspace.reach(year, place: place, paths: min(SimulationWorkspace.block, paths - first))
        }
      }
      workspace.tally(paths: paths, moments + unit * simulation.years * SimulatedQuantity.allCases.count)
      unit = nextUnit.wrappingAdd(1, ordering: .relaxed).oldValue
    }
    counted.withLock { $0.add(workspace) }
  }
}
