import SimulationKernel

/// What one thread works with: the arrays of a block of paths, and what it has counted so far.
///
/// A block is drawn year by year: `begin` it, then `advance` through each year in turn. What its paths are worth is kept for some blocks
/// and then counted year by year, because the bins of one year fit into the nearest cache and those of all years do not.
struct SimulationWorkspace: ~Copyable {
  static let block = simulation_block
  /// Blocks that are counted together: a unit of work, about a third of a millisecond of it.
  static let blocksOfUnit = 8
  private static let drivers = simulation_drivers
  private static let stateSize = 4 * simulation_lanes
  static let lastBin = simulation_last_bin
  /// Bins of the quantities of a year; price and market value are never below 0 and have one side only.
  static let binCount = 4 * lastBin + 3
  /// Where the middle bin of each quantity is.
  static let middles = [0, lastBin + 1, 3 * lastBin + 2]

  private let simulation: PreparedSimulation
  private let kernel: simulation_kernel
  /// By driver: states of the generators, the draws, the sums or products up to the year, and the levels.
  private let states: UnsafeMutablePointer<UInt32>
  private let normals: UnsafeMutablePointer<Float>
  private let mixed: UnsafeMutablePointer<Float>
  private let sums: UnsafeMutablePointer<Float>
  private let levels: UnsafeMutablePointer<Float>
  private let levelPointers: UnsafeMutablePointer<UnsafePointer<Float>?>
  /// By year, quantity and block of the unit.
  private let values: UnsafeMutablePointer<Float>
  /// By target: whether a path has reached it so far.
  private let reached: UnsafeMutablePointer<UInt32>
  /// By year and quantity.
  let bins: UnsafeMutablePointer<UInt32>
  /// By year and target: the paths that reach it then, and so far.
  let reaching: UnsafeMutablePointer<UInt64>

  init(_ simulation: PreparedSimulation, _ kernel: simulation_kernel) {
    self.simulation = simulation
    self.kernel = kernel
    func zeros<T: BitwiseCopyable>(_ count: Int, _ zero: T) -> UnsafeMutablePointer<T> {
      // A line of the cache, and a register of the widest set.
      let raw = UnsafeMutableRawPointer.allocate(byteCount: max(1, count) * MemoryLayout<T>.stride, alignment: 64)
      return raw.initializeMemory(as: T.self, repeating: zero, count: count)
    }
    let (block, drivers) = (Self.block, Self.drivers)
    states = zeros(drivers * Self.stateSize, 0)
    normals = zeros(drivers * block, 0)
    mixed = zeros(block, 0)
    sums = zeros(drivers * block, 0)
    levels = zeros(drivers * block, 0)
    values = zeros(simulation.years * SimulatedQuantity.allCases.count * Self.blocksOfUnit * block, 0)
    reached = zeros(simulation.targets.count * block, 0)
    bins = zeros(simulation.years * Self.binCount, 0)
    reaching = zeros(simulation.years * simulation.targets.count * 2, 0)
    levelPointers = .allocate(capacity: drivers)
    for driver in 0..<drivers { (levelPointers + driver).initialize(to: UnsafePointer(levels + driver * block)) }
  }

  deinit {
    for pointer in [
      UnsafeMutableRawPointer(states), .init(normals), .init(mixed), .init(sums), .init(levels), .init(levelPointers),
      .init(values), .init(reached), .init(bins), .init(reaching),
    ] { pointer.deallocate() }
  }

  /// The values of a quantity in a year, one for each path of a block; its place is that among the unit's.
  func values(_ quantity: Int, _ year: Int, place: Int) -> UnsafeMutablePointer<Float> {
    values + ((year * SimulatedQuantity.allCases.count + quantity) * Self.blocksOfUnit + place) * Self.block
  }

  func level(_ driver: Int, path: Int) -> Float { levels[driver * Self.block + path] }

  /// Puts the block with this number at its beginning, before the first year.
  func begin(block number: Int) {
    for driver in simulation.drawn {
      // Eight bits for driver and lane, the rest for the block: no two have the same stream.
      let stream = UInt32(number) << 8 | UInt32(driver) << 4
      kernel.seed(states + driver * Self.stateSize, simulation.seed, stream)
    }
    for step in simulation.steps[0] { (sums + step.driver * Self.block).update(repeating: step.origin, count: Self.block) }
    reached.update(repeating: 0, count: simulation.targets.count * Self.block)
  }

  /// Takes the block to the end of a year, counted from 0.
  func advance(to year: Int, place: Int) {
    let block = Self.block
    for driver in simulation.drawn { kernel.normals(states + driver * Self.stateSize, normals + driver * block) }
    for constant in simulation.constants[year] {
      (levels + constant.driver * block).update(repeating: constant.level, count: block)
    }
    for step in simulation.steps[year] {
      let (level, sum, normal) = (levels + step.driver * block, sums + step.driver * block, mix(step))
      switch step.law {
      case .lognormal: kernel.lognormal(level, sum, normal, step.scale, step.level)
      case .normal(let unit): kernel.normal(level, sum, normal, step.scale, unit, step.level)
      case .triangular(let triangle): kernel.triangular(level, sum, normal, step.scale, triangle, step.level)
      }
    }
    func values(_ quantity: SimulatedQuantity) -> UnsafeMutablePointer<Float> {
      self.values(quantity.rawValue, year, place: place)
    }
    kernel.income(levelPointers, values(.netIncome), values(.marketValue), values(.price))
  }

  /// The normals of a driver, correlated.
  private func mix(_ step: PreparedSimulation.Step) -> UnsafeMutablePointer<Float> {
    guard step.terms.count > 1 else { return normals + step.driver * Self.block }
    for i in step.terms {
      let term = simulation.terms[i]
      let part = normals + term.driver * Self.block
      if i == step.terms.lowerBound { kernel.set(mixed, part, term.factor) } else { kernel.add(mixed, part, term.factor) }
    }
    return mixed
  }

  /// Counts which of the block's first paths reach the targets in the year that it was taken to.
  func reach(_ year: Int, place: Int, paths: Int) {
    for (i, target) in simulation.targets.enumerated() {
      let counts = reaching + (year * simulation.targets.count + i) * 2
      kernel.reach(
        values(target.quantity, year, place: place), paths, target.least, reached + i * Self.block, counts, counts + 1)
    }
  }

  /// Counts the first paths of a unit into moments, by year and quantity, and into the bins.
  func tally(paths: Int, _ moments: UnsafeMutablePointer<simulation_moments>) {
    let quantities = SimulatedQuantity.allCases.count
    for year in 0..<simulation.years {
      for quantity in 0..<quantities {
        let middle = bins + year * Self.binCount + Self.middles[quantity]
        for first in stride(from: 0, to: paths, by: Self.block) {
          kernel.tally(
            values(quantity, year, place: first / Self.block), min(Self.block, paths - first),
            simulation.centres[year][quantity], moments + year * quantities + quantity, middle)
        }
      }
    }
  }
}
