package import Model

/// What one driver must be for wanted earnings per share, with everything else unchanged.
package enum EPSSolution: Equatable, Sendable {
  /// The driver's value, in its unit.
  case value(Double)
  /// Earnings per share do not depend on the driver here: a margin of no revenue, a share of no credit, a tax on nothing.
  case noEffect
  /// The value would have to leave what the driver can be.
  case outOfDomain(Double)

  /// Solves for a driver.
  ///
  /// Earnings per share are linear in every driver but diluted shares, which divide them.
  package init(_ driver: EPSDriver, for wanted: Double, _ basis: Basis, in estimate: EPSEstimate) {
    self.init(driver, for: wanted, basis, from: estimate.values)
  }

  init(_ driver: EPSDriver, for wanted: Double, _ basis: Basis, from values: DriverValues) {
    let now = IncomeStatement(values).eps(basis)
    if driver == .dilutedShares {
      let earnings = now * values[.dilutedShares]
      guard wanted != 0 else {
        // No number of shares divides earnings into nothing.
        self = .outOfDomain(.infinity)
        return
      }
      self.init(checked: earnings / wanted, driver, values)
      return
    }
    func eps(_ x: Double) -> Double {
      var moved = values
      moved[driver] = x
      return IncomeStatement(moved).eps(basis)
    }
    let x0 = values[driver]
    let step = max(1, abs(x0))
    let slope = (eps(x0 + step) - now) / step
    // What moves by less than a billionth of a cent over a whole step does not move.
    guard abs(slope * step) > 1e-11 else {
      self = .noEffect
      return
    }
    var x = x0 + (wanted - now) / slope
    // A second step from there removes what rounding left.
    x += (wanted - eps(x)) / slope
    self.init(checked: x, driver, values)
  }

  private init(checked x: Double, _ driver: EPSDriver, _ values: DriverValues) {
    var moved = values
    moved[driver] = x
    self = x.isFinite && driver.domain.contains(x) && EPSEstimate.isInside(moved, driver) ? .value(x) : .outOfDomain(x)
  }
}
