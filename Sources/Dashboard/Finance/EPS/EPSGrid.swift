package import Model

/// Earnings per share over the values of two drivers, everything else as in a case: rows of the vertical driver, in each the values of
/// the horizontal one.
package struct EPSGrid: Sendable {
  /// A driver and the values it takes, in its unit.
  package struct Axis: Sendable {
    /// What varies.
    package let driver: EPSDriver
    /// In the order in which columns or rows stand.
    package let values: [Double]

    /// A driver with its values; the grid checks that it can have them.
    package init(_ driver: EPSDriver, _ values: [Double]) {
      self.driver = driver
      self.values = values
    }
  }

  /// The driver along the columns, and the one down the rows.
  package let x: Axis
  /// The driver down the rows.
  package let y: Axis
  /// Whether the cells are GAAP or non-GAAP.
  package let basis: Basis
  /// USD a share, row after row.
  package let eps: ContiguousArray<Double>

  /// Works out all estimates.
  ///
  /// Throws where both axes move the same line and where a value leaves the driver's domain.
  package init(_ estimate: EPSEstimate, x: Axis, y: Axis, _ basis: Basis) throws(EPSFault) {
    try self.init(from: estimate.values, x: x, y: y, basis)
  }

  /// The same from given values of all other drivers.
  package init(from values: DriverValues, x: Axis, y: Axis, _ basis: Basis) throws(EPSFault) {
    if x.driver.overlaps(y.driver) { throw .overlap(x.driver, y.driver) }
    for axis in [x, y] {
      for value in axis.values {
        var moved = values
        moved[axis.driver] = value
        guard value.isFinite, EPSEstimate.isInside(moved, axis.driver) else { throw .outOfDomain(axis.driver, value) }
      }
    }
    self.x = x
    self.y = y
    self.basis = basis
    let (width, height) = (x.values.count, y.values.count)
    eps = ContiguousArray(unsafeUninitializedCapacity: width * height) { buffer, count in
      var row = values
      for j in 0..<height {
        row[y.driver] = y.values[j]
        var cell = row
        for i in 0..<width {
          cell[x.driver] = x.values[i]
          buffer.initializeElement(at: j * width + i, to: IncomeStatement(cell).eps(basis))
        }
      }
      count = width * height
    }
  }

  /// A cell, USD a share; both counted from 0.
  package subscript(x column: Int, y row: Int) -> Double { eps[row * x.values.count + column] }
}
