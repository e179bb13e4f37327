/// What the test of a claim measures, under the name that the facts and the user's file have for it.
///
/// A name is that of a measure (`storage`, `asp`, `price.high`), with `.qoq` or `.yoy` behind it for its change on the quarter or the
/// year before.
package struct ClaimMetric: Hashable, Sendable {
  package enum Measure: Hashable, Sendable {
    /// A line of the quarters.
    case reported(Metric)
    /// Average selling price and cost per car, as the EPS estimate has them, USD.
    case averagePrice, unitCost
    case grossMargin, operatingMargin, automotiveMargin, energyMargin, servicesMargin
    /// Energy revenue as a share of automotive revenue, per cent.
    case energyToAutomotive
    /// A price of the day, USD.
    case price(Metric)
    case marketValue
    /// Price over the earnings per share of the four quarters reported last.
    case priceEarnings(Metric)
    /// The day on which a quarter's results came.
    case resultsDay
    /// The days on which the new weights of a rebalance were published, and applied.
    case rebalancePublished, rebalanceEffective
    /// The days on which a plant began to produce, and showed its full rate.
    case plantStart, plantFullRate
  }

  /// To which period before it a measure is compared.
  package enum Change: String, Hashable, Sendable, CaseIterable {
    case quarterOnQuarter = "qoq"
    case yearOnYear = "yoy"
  }

  /// What kind of period a measure has values for.
  package enum Kind: Sendable {
    /// Quarters and years.
    case periodic
    /// Sessions.
    case daily
    /// None: its value is a day itself.
    case dated
  }

  package var measure: Measure
  package var change: Change?

  package init(_ measure: Measure, _ change: Change? = nil) {
    self.measure = measure
    self.change = change
  }

  /// The measures by the names that they are written with.
  package static let written: [(name: String, measure: Measure)] = [
    ("deliveries", .reported(.deliveries)), ("production", .reported(.production)), ("storage", .reported(.storage)),
    ("revenue", .reported(.revenue)), ("net_income", .reported(.netIncome)),
    ("net_income.nongaap", .reported(.netIncomeNonGAAP)),
    ("eps.gaap", .reported(.epsGAAP)), ("eps.nongaap", .reported(.epsNonGAAP)), ("asp", .averagePrice),
    ("unit_cost", .unitCost),
    ("gross_margin", .grossMargin), ("operating_margin", .operatingMargin), ("automotive_margin", .automotiveMargin),
    ("energy_margin", .energyMargin), ("services_margin", .servicesMargin), ("energy_to_automotive", .energyToAutomotive),
    ("price.close", .price(.priceClose)), ("price.high", .price(.priceHigh)), ("price.low", .price(.priceLow)),
    ("market_value", .marketValue), ("pe.gaap", .priceEarnings(.epsGAAP)), ("pe.nongaap", .priceEarnings(.epsNonGAAP)),
    ("date.results", .resultsDay), ("date.rebalance_published", .rebalancePublished),
    ("date.rebalance_effective", .rebalanceEffective), ("date.plant_start", .plantStart),
    ("date.plant_full_rate", .plantFullRate),
  ]

  /// The same, and every line of the quarters by its column.
  package static let named: [(name: String, measure: Measure)] =
    written
    + Metric.allCases.filter { line in line.isOfQuarters && !written.contains { $0.name == line.name } }
    .map { ($0.name, .reported($0)) }

  /// Reads a name; nil where there is no such metric.
  package init?(name: String) {
    var base = name
    var change: Change?
    for one in Change.allCases where name.hasSuffix("." + one.rawValue) {
      base = String(name.dropLast(one.rawValue.utf8.count + 1))
      change = one
    }
    guard let measure = Self.named.first(where: { $0.name == base })?.measure else { return nil }
    self.init(measure, change)
    if change != nil, kind != .periodic { return nil }
  }

  package var name: String {
    let base = Self.named.first { $0.measure == measure }?.name ?? ""
    return change.map { base + "." + $0.rawValue } ?? base
  }

  package var kind: Kind {
    switch measure {
    case .price, .marketValue, .priceEarnings: return .daily
    case .resultsDay, .rebalancePublished, .rebalanceEffective, .plantStart, .plantFullRate: return .dated
    default: return .periodic
    }
  }

  /// Whether it needs to be said of which plant.
  package var needsSubject: Bool { measure == .plantStart || measure == .plantFullRate }

  /// The unit of the bounds of a test that names no other one.
  package var unit: Unit {
    if change != nil { return isShare ? .percentagePoints : .percent }
    switch measure {
    case .reported(let metric): return metric.unit
    case .averagePrice, .unitCost: return .usd
    case .price: return .usd
    case .marketValue: return .trillionUSD
    case .priceEarnings: return .times
    default: return isShare ? .percent : .none
    }
  }

  /// The units that a test may give its bounds in.
  package var units: [Unit] {
    switch unit {
    case .millionUSD, .trillionUSD: return [.millionUSD, .billionUSD, .trillionUSD, .trillionKRW]
    default: return [unit]
    }
  }

  /// Whether it is a share in per cent, whose change counts in percentage points.
  package var isShare: Bool {
    switch measure {
    case .grossMargin, .operatingMargin, .automotiveMargin, .energyMargin, .servicesMargin, .energyToAutomotive: return true
    default: return false
    }
  }

  /// What a share split multiplies it by, as a power of the split's ratio: -1 for amounts a share, 1 for numbers of shares.
  package var splitPower: Int {
    if change != nil { return 0 }
    switch measure {
    case .price: return -1
    case .reported(let metric): return metric.splitPower
    default: return 0
    }
  }
}
