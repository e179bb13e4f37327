/// What the test of a claim measures, under the name that the facts and the user's file have for it.
///
/// A name is that of a measure (`storage`, `asp`, `price.high`), followed by `.qoq` or `.yoy` for its change from the quarter
/// or the year before.
package struct ClaimMetric: Hashable, Sendable {
  /// What is measured, before any change is taken of it.
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
    /// Price over the earnings per share of the last four reported quarters.
    case priceEarnings(Metric)
    /// The day on which a quarter's results came.
    case resultsDay
    /// The days on which the new weights of a rebalance were published, and applied.
    case rebalancePublished, rebalanceEffective
    /// The days on which a plant began to produce, and showed its full rate.
    case plantStart, plantFullRate
  }

  /// The earlier period that a measure is compared with.
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

  /// What is measured.
  package var measure: Measure
  /// Its change on a period before; nil for the value itself.
  package var change: Change?

  /// A measure, or its change on a period before; only quarters and years have one.
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

  /// What `init(name:)` reads; the first of its names where a line of the quarters has two.
  package var name: String {
    let base = Self.named.first { $0.measure == measure }?.name ?? ""
    return change.map { base + "." + $0.rawValue } ?? base
  }

  /// All measures but for their names: what kind of period has a value, in which unit, what a share split does to it as a power of its ratio,
  /// whether a year has one (a year's price and cost per car are no sums of its quarters'), and whether it is one of a plant.
  private var row: (kind: Kind, unit: Unit, splitPower: Int, hasYears: Bool, needsSubject: Bool) {
    switch measure {
    case .reported(let metric): (.periodic, metric.unit, metric.splitPower, true, false)
    case .averagePrice, .unitCost: (.periodic, .usd, 0, false, false)
    case .grossMargin, .operatingMargin, .automotiveMargin, .energyMargin, .servicesMargin, .energyToAutomotive:
      (.periodic, .percent, 0, true, false)
    case .price: (.daily, .usd, -1, false, false)
    case .marketValue: (.daily, .trillionUSD, 0, false, false)
    case .priceEarnings: (.daily, .times, 0, false, false)
    case .resultsDay, .rebalancePublished, .rebalanceEffective: (.dated, .none, 0, false, false)
    case .plantStart, .plantFullRate: (.dated, .none, 0, false, true)
    }
  }

  /// What kind of period it has values for.
  package var kind: Kind { row.kind }

  /// Whether a plant has to be named.
  package var needsSubject: Bool { row.needsSubject }

  /// Whether a year has a value.
  package var hasYears: Bool { row.hasYears }

  /// Whether it is a share in per cent, whose change counts in percentage points.
  package var isShare: Bool { row.unit == .percent }

  /// The unit of the bounds of a test that names no other one; of a change per cent, of a share's change percentage points.
  package var unit: Unit { change == nil ? row.unit : isShare ? .percentagePoints : .percent }

  /// The units that a test may give its bounds in.
  package var units: [Unit] {
    switch unit {
    case .millionUSD, .trillionUSD: return [.millionUSD, .billionUSD, .trillionUSD, .trillionKRW]
    default: return [unit]
    }
  }

  /// What a share split multiplies it by, as a power of the split's ratio: -1 for per-share amounts, 1 for numbers of shares; 0
  /// for a change.
  package var splitPower: Int { change == nil ? row.splitPower : 0 }
}
