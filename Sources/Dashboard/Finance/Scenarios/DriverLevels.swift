package import Model

/// A number for each driver of a scenario, in the driver's unit.
package struct DriverLevels: Equatable, Sendable {
  private var values = InlineArray<16, Double>(repeating: 0)
  /// What is added to net income before it is divided by the shares, USD million: 0 for every scenario but the record.
  package var numeratorAdjustment = 0.0

  package init() {}

  package subscript(driver: ScenarioDriver) -> Double {
    get { values[driver.index] }
    set { values[driver.index] = newValue }
  }

  package static func == (a: DriverLevels, b: DriverLevels) -> Bool {
    a.numeratorAdjustment == b.numeratorAdjustment && ScenarioDriver.allCases.allSatisfy { a[$0] == b[$0] }
  }
}

/// What a year's drivers earn and, at their multiple, are worth.
///
/// Amounts in USD million, per-share amounts in USD.
package struct DriverIncome: Equatable, Sendable {
  /// Gross profit by line.
  package let cars: Double
  package let energy: Double
  package let fsd: Double
  package let services: Double
  package let other: Double
  package let grossProfit: Double
  package let operatingIncome: Double
  package let incomeBeforeTax: Double
  package let netIncome: Double
  package let earningsPerShare: Double
  /// Net income times the multiple; below 0 where there is a loss, which no multiple gives a value to.
  package let marketValue: Double
  package let price: Double

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
    earningsPerShare = (netIncome + x.numeratorAdjustment) / x[.shares]
    marketValue = netIncome * x[.multiple]
    price = earningsPerShare * x[.multiple]
  }
}
