/// What a scenario built from drivers is made of: one number each for a year.
package enum ScenarioDriver: UInt8, Vocabulary {
  /// Vehicles delivered in the year.
  case units
  /// Automotive revenue without credits and without FSD subscriptions over vehicles delivered, USD.
  case price
  /// Cost of automotive revenue over vehicles delivered, USD.
  case unitCost
  /// Sales of regulatory credits, USD million; they cost nothing.
  case credits
  /// Storage deployed in the year, GWh.
  case storage
  /// Gross profit of the energy line over storage deployed, USD/kWh.
  case storageProfit
  /// FSD subscriptions paid for, mean of the year.
  case fsdSubscriptions
  /// Revenue per subscription, USD a month.
  case fsdPrice
  /// Gross margin of FSD subscriptions, per cent.
  case fsdMargin
  /// Gross profit of services and other, USD million.
  case services
  /// Gross profit of lines that the record does not have, such as robotaxis and robots, USD million.
  case otherProfit
  /// Operating expenses, USD million.
  case opex
  /// Interest and other income less expense, and less income attributed to non-controlling interests, USD million.
  case otherIncome
  /// Tax on income before tax, per cent; none on a loss.
  case taxRate
  /// Diluted shares, million.
  case shares
  /// Market value over net income.
  case multiple

  /// One line per driver: its name, the unit and basis of its value, and the range that the value may be in.
  @inline(__always)
  private var row: (name: String, unit: Unit, basis: Basis, domain: ClosedRange<Double>) {
    switch self {
    case .units: ("units", .vehicles, .operational, 0...10_000_000_000)
    case .price: ("asp", .usd, .operational, 0...10_000_000)
    case .unitCost: ("unit_cost", .usd, .operational, 0...10_000_000)
    case .credits: ("credits", .millionUSD, .gaap, 0...10_000_000)
    case .storage: ("storage", .gigawattHours, .operational, 0...1_000_000)
    case .storageProfit: ("storage_profit", .usdPerKilowattHour, .operational, -10_000...10_000)
    case .fsdSubscriptions: ("fsd_subscriptions", .subscriptions, .operational, 0...10_000_000_000)
    case .fsdPrice: ("fsd_price", .usdPerMonth, .operational, 0...10_000_000)
    case .fsdMargin: ("fsd_margin", .percent, .operational, -100...100)
    case .services: ("services", .millionUSD, .gaap, -10_000_000...10_000_000)
    case .otherProfit: ("other_profit", .millionUSD, .gaap, -10_000_000...10_000_000)
    case .opex: ("opex", .millionUSD, .gaap, 0...10_000_000)
    case .otherIncome: ("other_income", .millionUSD, .gaap, -10_000_000...10_000_000)
    case .taxRate: ("tax_rate", .percent, .gaap, 0...100)
    case .shares: ("shares", .millionShares, .gaap, 1...1_000_000)
    case .multiple: ("multiple", .times, .market, 0...100_000)
    }
  }

  /// Its name in the facts, in the user's files and on the command line.
  package var name: String { row.name }

  // Not in the protocol: from another target, that would be a call through a witness table.
  /// The position among all, from 0 on.
  package var index: Int { Int(rawValue) }

  /// The unit of the value, which is that of a year.
  package var unit: Unit { row.unit }

  /// The accounting basis of the value.
  package var basis: Basis { row.basis }

  /// The range that the value may be in.
  package var domain: ClosedRange<Double> { row.domain }
}
