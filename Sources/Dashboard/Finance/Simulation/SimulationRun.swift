import Glibc
import Model
import SimulationKernel
import Synchronization

extension SimulationPlan {
  /// How many threads can run at once on this machine.
  package static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// The instruction sets that this processor can run, the fastest first. All give the same result.
  package static var instructionSets: [String] {
    var names: [String] = []
    while let kernel = simulation_kernel_at(names.count) { names.append(String(cString: kernel.pointee.name)) }
    return names
  }

  /// Draws all paths.
  ///
  /// The numbers of threads and instruction set (of `instructionSets`) change how long it takes and nothing else.
  package func run(threads: Int = processors, instructionSet: Int = 0) throws(SimulationFault) -> SimulationResult {
    SimulationRun(try PreparedSimulation(self), Self.kernel(instructionSet)).result(threads)
  }

  /// What one path goes through, year by year; its number counts from 0 and is below the number of paths.
  package func path(_ number: Int, instructionSet: Int = 0) throws(SimulationFault) -> [SimulatedYear] {
    precondition((0..<paths).contains(number), "there is no such path")
    let simulation = try PreparedSimulation(self)
    let workspace = SimulationWorkspace(simulation, Self.kernel(instructionSet))
    let (block, path) = number.quotientAndRemainder(dividingBy: SimulationWorkspace.block)
    workspace.begin(block: block)
    var years: [SimulatedYear] = []
    for year in 0..<simulation.years {
      workspace.advance(to: year)
      var levels = DriverLevels()
      for driver in ScenarioDriver.allCases { levels[driver] = Double(workspace.level(driver.index, path: path)) }
      let values = SimulatedQuantity.allCases.map { Double(workspace.values($0.rawValue)[path]) }
      years.append(SimulatedYear(levels: levels, values: values))
    }
    return years
  }

  private static func kernel(_ instructionSet: Int) -> simulation_kernel {
    guard let kernel = simulation_kernel_at(instructionSet) else { preconditionFailure("there is no such instruction set") }
    return kernel.pointee
  }
}

/// A year of one path.
package struct SimulatedYear: Equatable, Sendable {
  package let levels: DriverLevels
  fileprivate let values: [Double]

  package subscript(quantity: SimulatedQuantity) -> Double { values[quantity.rawValue] }
}

/// The paths of a simulation, shared out among threads.
///
/// A unit of work is some blocks. Sums of a unit are kept apart and added in the order of the units, whoever did them; all else is whole
/// numbers, whose sums have no order.
private final class SimulationRun: @unchecked Sendable {
  /// About a millisecond.
  private static let blocksOfUnit = 8

  private let simulation: PreparedSimulation
  private let kernel: simulation_kernel
  private let units: Int
  private let nextUnit = Atomic(0)
  /// By unit, year and quantity. Each unit is written by the thread that took it.
  private let moments: UnsafeMutablePointer<simulation_moments>
  private let counted: Mutex<SimulationResult>

  init(_ simulation: PreparedSimulation, _ kernel: simulation_kernel) {
    (self.simulation, self.kernel) = (simulation, kernel)
    let pathsOfUnit = Self.blocksOfUnit * SimulationWorkspace.block
    units = (simulation.paths + pathsOfUnit - 1) / pathsOfUnit
    let count = units * simulation.years * SimulatedQuantity.allCases.count
    moments = .allocate(capacity: count)
    moments.initialize(
      repeating: simulation_moments(sum: 0, squares: 0, least: .infinity, most: -.infinity, negative: 0), count: count)
    counted = Mutex(SimulationResult(simulation))
  }

  deinit { moments.deallocate() }

  func result(_ threads: Int) -> SimulationResult {
    onThreads(min(max(1, threads), max(1, units))) { self.work() }
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
      for block in unit * Self.blocksOfUnit..<(unit + 1) * Self.blocksOfUnit {
        let paths = min(SimulationWorkspace.block, simulation.paths - block * SimulationWorkspace.block)
        guard paths > 0 else { break }
        workspace.begin(block: block)
        for year in 0..<simulation.years {
          workspace.advance(to: year)
          workspace.count(year, paths, moments + (unit * simulation.years + year) * SimulatedQuantity.allCases.count)
        }
      }
      unit = nextUnit.wrappingAdd(1, ordering: .relaxed).oldValue
    }
    counted.withLock { $0.add(workspace) }
  }
}

/// Does the same on this thread and on some more, and waits for all. A thread that the system refuses is done without.
private func onThreads(_ count: Int, _ work: @escaping @Sendable () -> Void) {
  final class Box: Sendable {
    let work: @Sendable () -> Void
    init(_ work: @escaping @Sendable () -> Void) { self.work = work }
  }
  let box = Box(work)
  var threads: [pthread_t] = []
  for _ in 1..<max(1, count) {
    var thread = pthread_t()
    let argument = Unmanaged.passRetained(box)
    let status = pthread_create(
      &thread, nil,
      { argument in
        if let argument { Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().work() }
        return nil
      }, argument.toOpaque())
    if status == 0 { threads.append(thread) } else { argument.release() }
  }
  work()
  for thread in threads { pthread_join(thread, nil) }
}
