package import Model

/// Some paths at the end of a year: what the drivers are and what they earn, in their units.
package struct SimulatedPaths: Sendable {
  /// How many paths there are.
  package let count: Int
  /// By driver, then by path.
  private var levels: [Float]
  /// By quantity, then by path.
  private var values: [Float]

  /// One number for each path.
  package func levels(of driver: ScenarioDriver) -> ArraySlice<Float> {
    levels[driver.index * count..<(driver.index + 1) * count]
  }

  /// One number for each path, in the quantity's unit.
  package func values(of quantity: SimulatedQuantity) -> ArraySlice<Float> {
    values[quantity.rawValue * count..<(quantity.rawValue + 1) * count]
  }

  /// All levels of one path, counted from the first of these.
  package func levels(path: Int) -> DriverLevels {
    var all = DriverLevels()
    for driver in ScenarioDriver.allCases { all[driver] = Double(levels[driver.index * count + path]) }
    return all
  }

  // MARK: filling

  init(_ count: Int) {
    self.count = count
    levels = Array(repeating: 0, count: ScenarioDriver.allCases.count * count)
    values = Array(repeating: 0, count: SimulatedQuantity.allCases.count * count)
  }

  /// Takes over those paths of a block that are wanted.
  mutating func add(
    _ workspace: borrowing SimulationWorkspace, _ wanted: Range<Int>, _ block: Int, _ range: Range<Int>, _ year: Int
  ) {
    for path in wanted {
      let (to, from) = (path - range.lowerBound, path - block * SimulationWorkspace.block)
      for driver in 0..<ScenarioDriver.allCases.count { levels[driver * count + to] = workspace.level(driver, path: from) }
      for quantity in 0..<SimulatedQuantity.allCases.count {
        values[quantity * count + to] = workspace.values(quantity, year, place: 0)[from]
      }
    }
  }
}
