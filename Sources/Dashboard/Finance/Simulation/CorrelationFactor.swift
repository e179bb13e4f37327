import Model

/// The lower triangle L with L · Lᵀ = the correlations (Cholesky), over all drivers in their order.
///
/// Fixed drivers are in it like the others: what a driver's normal is made of does not change when another one is fixed.
struct CorrelationFactor {
  /// A normal's part in a driver's.
  struct Term: Equatable {
    let driver: Int
    let factor: Double
  }

  /// By driver: the terms that are not 0, in the order of the drivers, its own last.
  let rows: [[Term]]

  init(_ correlations: [SimulationPlan.Correlation]) throws(SimulationFault) {
    let count = ScenarioDriver.allCases.count
    var matrix = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
    var named: Set<Int> = []
    for pair in correlations {
      let (row, column) = (max(pair.first.index, pair.second.index), min(pair.first.index, pair.second.index))
      guard row != column, abs(pair.rho) <= 1, named.insert(row * count + column).inserted else {
        throw .correlation(pair)
      }
      matrix[row][column] = pair.rho
    }
    var factor = matrix
    for i in 0..<count {
      var own = 1.0
      for j in 0..<i {
        var rest = matrix[i][j]
        for k in 0..<j { rest -= factor[i][k] * factor[j][k] }
        factor[i][j] = rest / factor[j][j]
        own -= factor[i][j] * factor[i][j]
      }
      // What rounding leaves of 0 does not count either.
      guard own > 1e-12 else {
        let driver = ScenarioDriver.allCases[i]
        throw .notPositiveDefinite(
          driver,
          pairs: correlations.filter {
            ($0.first == driver || $0.second == driver) && max($0.first.index, $0.second.index) == i
          })
      }
      factor[i][i] = own.squareRoot()
    }
    rows = factor.map { row in
      row.enumerated().filter { $0.element != 0 }.map { Term(driver: $0.offset, factor: $0.element) }
    }
  }
}
