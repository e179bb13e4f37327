package import Model

/// One end of a bridge: the drivers of a case or of a reported quarter.
package protocol EPSEnd {
  /// Which deliveries count as units in `values`.
  var count: UnitCount { get }
  var values: DriverValues { get }
  /// The share of the deliveries that is under operating lease, 0 to 1; nil where it is not disclosed.
  var leaseShare: Double? { get }
}

extension EPSEnd {
  /// The drivers with a given count of units; nil where that count is not disclosed.
  package func values(counting wanted: UnitCount) -> DriverValues? { counted(values, as: wanted) }

  /// Drivers that count units as `values` does, with a given count of units; nil where that count is not disclosed.
  package func counted(_ values: DriverValues, as wanted: UnitCount) -> DriverValues? {
    switch (count, wanted) {
    case (.withoutOperatingLease, .all): return values.countingAll(leaseShare: leaseShare ?? 0)
    case (.all, .withoutOperatingLease): return nil
    default: return values
    }
  }
}

extension EPSEstimate: EPSEnd {}
extension EPSQuarter: EPSEnd {}

/// The difference of two earnings per share, split over the drivers by their Shapley values, USD a share.
///
/// The Shapley value of a driver is what it adds on average over all orders in which the drivers can change one after the other
/// (L. S. Shapley, "A value for n-person games", 1953): the parts add up to the difference and favour no order. Earnings per share are
/// a sum of products of drivers (with 1/shares for the shares and 1 − rate for the tax), the value is additive over that sum, and a
/// driver that is not in a product gets nothing of it. So each product is split among its own few drivers, which is exact and takes
/// microseconds where trying all orders would take 25 factorial.
package struct EPSBridge: Sendable {
  /// Whether it joins GAAP or non-GAAP earnings.
  package let basis: Basis
  /// The drivers of both ends, with the same count of units.
  package let from: DriverValues
  /// The drivers of the end that it leads to.
  package let to: DriverValues
  /// Which deliveries count as units on both ends.
  package let count: UnitCount
  private let parts: [Double]

  /// Joins two ends; where one of them does not disclose the cars under operating lease, both count all deliveries.
  package init(from a: some EPSEnd, to b: some EPSEnd, _ basis: Basis) {
    if let from = a.values(counting: .withoutOperatingLease), let to = b.values(counting: .withoutOperatingLease) {
      self.init(from: from, to: to, basis, .withoutOperatingLease)
    } else {
      // All deliveries can always be counted.
      self.init(from: a.values(counting: .all) ?? DriverValues(), to: b.values(counting: .all) ?? DriverValues(), basis, .all)
    }
  }

  /// Joins two sets of drivers with the same count of units.
  package init(
    from: DriverValues, to: DriverValues, _ basis: Basis, _ count: UnitCount = .withoutOperatingLease
  ) {
    (self.from, self.to, self.basis, self.count) = (from, to, basis, count)
    var parts = Array(repeating: 0.0, count: EPSDriver.allCases.count)
    for product in IncomeStatement.products(basis) { product.split(from, to, into: &parts) }
    self.parts = parts
  }

  /// A driver's part, USD a share.
  package subscript(driver: EPSDriver) -> Double {
    driver == .operatingExpenses ? self[EPSGroup.operatingExpenses] : parts[driver.index]
  }

  /// A group's part, USD a share.
  package subscript(group: EPSGroup) -> Double { group.drivers.reduce(0) { $0 + parts[$1.index] } }

  /// The earnings per share of both ends and their difference, USD a share.
  package var start: Double { IncomeStatement(from).eps(basis) }
  /// What it leads to, USD a share.
  package var end: Double { IncomeStatement(to).eps(basis) }
  /// What all parts add up to, USD a share.
  package var total: Double { end - start }

  /// The bridge in whole steps of a unit, USD a share: so that what is printed adds up, ends and total as well as parts.
  ///
  /// The ends are rounded, and the parts so that they add up to the difference of those: down first, and then up where most was
  /// cut off. No part is further from its value than a step.
  package func rounded(to step: Double) -> Rounded {
    let (first, last) = ((start / step).rounded(), (end / step).rounded())
    let groups = EPSGroup.allCases.filter { self[$0] != 0 }
    var steps = groups.map { (self[$0] / step).rounded(.down) }
    let byRest = groups.indices.sorted { self[groups[$0]] / step - steps[$0] > self[groups[$1]] / step - steps[$1] }
    let missing = last - first - steps.reduce(0, +)
    for i in byRest.prefix(max(0, min(groups.count, Int(rounding: missing)))) { steps[i] += 1 }
    return Rounded(
      start: first * step, end: last * step,
      parts: Dictionary(uniqueKeysWithValues: zip(groups, steps.map { $0 * step })))
  }

  /// A bridge whose numbers add up as printed, USD a share.
  package struct Rounded: Sendable {
    /// What it starts from, a whole number of steps, USD a share.
    package let start: Double
    /// What it leads to, a whole number of steps, USD a share.
    package let end: Double
    private let parts: [EPSGroup: Double]

    fileprivate init(start: Double, end: Double, parts: [EPSGroup: Double]) {
      (self.start, self.end, self.parts) = (start, end, parts)
    }

    /// A group's part, USD a share; 0 where it does not differ.
    package subscript(group: EPSGroup) -> Double { parts[group] ?? 0 }
    /// What the parts add up to as printed, USD a share.
    package var total: Double { end - start }
    /// The groups that still differ.
    package var groups: [EPSGroup] { EPSGroup.allCases.filter { self[$0] != 0 } }
  }
}

extension DriverProduct {
  /// The factor that a driver enters with.
  @inline(__always)
  private func factor(_ driver: EPSDriver, _ values: DriverValues) -> Double {
    switch driver {
    case .dilutedShares: return 1 / values[driver]
    case .taxRate: return 1 - values[driver] / 100
    default: return values[driver]
    }
  }

  /// Adds each driver's Shapley value in this product.
  ///
  /// Over the subsets of the other factors: with m factors, of which s have changed before, an order has the weight
  /// s!(m−1−s)!/m!.
  fileprivate func split(_ from: DriverValues, _ to: DriverValues, into parts: inout [Double]) {
    let m = drivers.count
    let a = drivers.map { factor($0, from) }
    let b = drivers.map { factor($0, to) }
    for i in 0..<m where a[i] != b[i] {
      var sum = 0.0
      for subset in 0..<(1 << m) where subset & (1 << i) == 0 {
        var product = Self.weight(subset.nonzeroBitCount, m)
        for j in 0..<m where j != i { product *= subset & (1 << j) != 0 ? b[j] : a[j] }
        sum += product
      }
      parts[drivers[i].index] += constant * sum * (b[i] - a[i])
    }
  }

  private static func weight(_ s: Int, _ m: Int) -> Double {
    func factorial(_ n: Int) -> Double { (1...max(1, n)).reduce(1) { $0 * Double($1) } }
    return factorial(s) * factorial(m - 1 - s) / factorial(m)
  }
}
