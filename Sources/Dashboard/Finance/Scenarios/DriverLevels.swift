package import Model

/// A number for each driver of a scenario, in the driver's unit.
package struct DriverLevels: Equatable, Sendable {
  private var values = InlineArray<16, Double>(repeating: 0)
  /// What is added to net income before it is divided by the shares, USD million: 0 for every scenario but the record.
  package var epsNumeratorAdjustment = 0.0

  /// All 0, which nobody can value: shares divide.
  package init() {}

  /// A driver's level, in its unit.
  package subscript(driver: ScenarioDriver) -> Double {
    get { values[driver.index] }
    set { values[driver.index] = newValue }
  }

  /// Whether all drivers and the adjustment are the same numbers.
  package static func == (a: DriverLevels, b: DriverLevels) -> Bool {
    a.epsNumeratorAdjustment == b.epsNumeratorAdjustment && ScenarioDriver.allCases.allSatisfy { a[$0] == b[$0] }
  }
}

/// What a year's drivers earn and, at their multiple, are worth.
///
/// Amounts in USD million, per-share amounts in USD.
package struct DriverIncome: Equatable, Sendable {
  /// Gross profit by line.
  package let cars: Double
  /// Gross profit of energy, USD million.
  package let energy: Double
  /// Gross profit of FSD subscriptions, USD million.
  package let fsd: Double
  /// Gross profit of services and other, USD million.
  package let services: Double
  /// Gross profit of lines that the record does not have, USD million.
  package let other: Double
  /// Of all lines, USD million.
  package let grossProfit: Double
  /// Gross profit less operating expenses, USD million.
  package let operatingIncome: Double
  /// With interest and other income, USD million.
  package let incomeBeforeTax: Double
  /// After tax, of which a loss has none, USD million.
  package let netIncome: Double
  /// With the adjustment of the numerator, USD a diluted share.
  package let earningsPerShare: Double
  /// Net income times the multiple; below 0 where there is a loss, which no multiple gives a value to.
  package let marketValue: Double
  /// Earnings per share times the multiple, USD; below 0 where there is a loss.
  package let price: Double

  /// The formula of a scenario, which the inner loop of the simulation repeats in single precision.
  package init(_ x: DriverLevels) {
    cars = x[.units] * (x[.price] - x[.unitCost]) / 1_000_000 + x[.credits]
    // 1 GWh are a million kWh.
    energy = x[.storage] * x[.storageProfit]
    fsd = x[.fsdSubscriptions] * x[.fsdPrice] * 12 * x[.fsdMargin] / 100 / 1_000_000
    services = x[.services]
    other = x[.otherProfit]
    grossProfit = cars + energy + fsd + services + other
    operatingIncome = grossProfit - x[.opex]
    incomeBeforeTax = operatingIncome + x[.otherIncome]
    netIncome = incomeBeforeTax - max(0, incomeBeforeTax) * x[.taxRate] / 100
    earningsPerShare = (netIncome + x.epsNumeratorAdjustment) / x[.shares]
    marketValue = netIncome * x[.multiple]
    price = earningsPerShare * x[.multiple]
  }
}
