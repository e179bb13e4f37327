/// What a scenario built from drivers is made of: one number each for a year.
///
/// The raw value is its name in the facts, in the user's files and on the command line.
package enum ScenarioDriver: String, Sendable, CaseIterable {
  /// Vehicles delivered in the year.
  case units
  /// Automotive revenue without credits and without FSD subscriptions over vehicles delivered, USD.
  case price = "asp"
  /// Cost of automotive revenue over vehicles delivered, USD.
  case unitCost = "unit_cost"
  /// Sales of regulatory credits, USD million; they cost nothing.
  case credits
  /// Storage deployed in the year, GWh.
  case storage
  /// Gross profit of the energy line over storage deployed, USD/kWh.
  case storageProfit = "storage_profit"
  /// FSD subscriptions paid for, mean of the year.
  case fsdSubscriptions = "fsd_subscriptions"
  /// Revenue per subscription, USD a month.
  case fsdPrice = "fsd_price"
  /// Gross margin of FSD subscriptions, per cent.
  case fsdMargin = "fsd_margin"
  /// Gross profit of services and other, USD million.
  case services
  /// Gross profit of lines that the record does not have, such as robotaxis and robots, USD million.
  case otherProfit = "other_profit"
  /// Operating expenses, USD million.
  case opex
  /// Interest and other income less expense, and what minorities take, USD million.
  case otherIncome = "other_income"
  /// Tax on income before tax, per cent; none on a loss.
  case taxRate = "tax_rate"
  /// Diluted shares, million.
  case shares
  /// Market value over net income.
  case multiple

  /// The position among all drivers.
  package var index: Int { Int(withUnsafeBytes(of: self) { $0[0] }) }

  package var unit: Unit {
    switch self {
    case .units: return .vehicles
    case .price, .unitCost: return .usd
    case .credits, .services, .otherProfit, .opex, .otherIncome: return .millionUSD
    case .storage: return .gigawattHours
    case .storageProfit: return .usdPerKilowattHour
    case .fsdSubscriptions: return .subscriptions
    case .fsdPrice: return .usdPerMonth
    case .fsdMargin, .taxRate: return .percent
    case .shares: return .millionShares
    case .multiple: return .times
    }
  }

  /// What the driver can be, in its unit.
  package var domain: ClosedRange<Double> {
    switch self {
    case .units, .fsdSubscriptions: return 0...10_000_000_000
    case .price, .unitCost, .fsdPrice: return 0...10_000_000
    case .storage: return 0...1_000_000
    case .storageProfit: return -10_000...10_000
    case .credits, .opex: return 0...10_000_000
    case .services, .otherProfit, .otherIncome: return -10_000_000...10_000_000
    case .fsdMargin: return -100...100
    case .taxRate: return 0...100
    case .shares: return 1...1_000_000
    case .multiple: return 0...100_000
    }
  }
}
