/// What an entry of a scenario is about.
package enum ScenarioKey: Hashable, Sendable {
  /// The profit of a segment, an amount.
  case profit(String)
  /// A driver; of a scenario that states profits the multiple and the shares.
  case driver(ScenarioDriver)
  /// The exchange rate that the scenario's amounts are converted at, KRW per USD.
  case rate
  /// The market value, an amount in dollars.
  case marketValue
  /// The market value, an amount in won.
  case marketValueKRW
  /// The price, USD a share.
  case price
  /// The market value as a multiple of that of the day on which the scenario was made.
  case times

  /// Its name in the facts, in the user's files and on the command line.
  package var name: String {
    switch self {
    case .profit(let segment): return "profit." + segment
    case .driver(let driver): return driver.rawValue
    case .rate: return "rate"
    case .marketValue: return "market_value"
    case .marketValueKRW: return "market_value_krw"
    case .price: return "price"
    case .times: return "times"
    }
  }

  package init?(_ name: String) {
    if name.hasPrefix("profit."), name.utf8.count > 7 {
      self = .profit(String(name.dropFirst(7)))
    } else if let driver = ScenarioDriver(rawValue: name) {
      self = .driver(driver)
    } else if let key = [ScenarioKey.rate, .marketValue, .marketValueKRW, .price, .times].first(where: { $0.name == name }) {
      self = key
    } else {
      return nil
    }
  }

  /// Whether the number goes into what follows: the others are stated beside it.
  package var isAssumption: Bool {
    switch self {
    case .profit, .driver, .rate: return true
    case .marketValue, .marketValueKRW, .price, .times: return false
    }
  }
}

/// A number of a scenario, with who says so and how uncertain it is.
package struct ScenarioEntry: Sendable {
  package var key: ScenarioKey
  package var figure: Figure
  /// The claim of the ledger that it is; empty where it is none.
  package var claim: String
  package var spread: Spread

  package init(_ key: ScenarioKey, _ figure: Figure, claim: String = "", spread: Spread = .fixed) {
    self.key = key
    self.figure = figure
    self.claim = claim
    self.spread = spread
  }
}

/// Somebody's view of what the company will be worth.
///
/// It states profits, a value or a price; or it is built from drivers.
package struct Scenario: Sendable {
  package var id: String
  package var name: Phrase
  package var who: Phrase
  /// The end of the year that it speaks of.
  package var due: Day?
  package var entries: [ScenarioEntry]
  package var correlations: [DriverCorrelation]
  package var knownAt: Instant
  /// Whether it is one of the user's files.
  package var isOwn: Bool

  package init(
    id: String, name: Phrase, who: Phrase, due: Day?, entries: [ScenarioEntry] = [], correlations: [DriverCorrelation] = [],
    knownAt: Instant, isOwn: Bool = false
  ) {
    self.id = id
    self.name = name
    self.who = who
    self.due = due
    self.entries = entries
    self.correlations = correlations
    self.knownAt = knownAt
    self.isOwn = isOwn
  }

  package func entry(_ key: ScenarioKey) -> ScenarioEntry? { entries.first { $0.key == key } }
  package func entry(_ driver: ScenarioDriver) -> ScenarioEntry? { entry(.driver(driver)) }

  package subscript(key: ScenarioKey) -> Figure? { entry(key)?.figure }
  package subscript(driver driver: ScenarioDriver) -> Figure? { entry(.driver(driver))?.figure }

  /// Whether its earnings are built from drivers; otherwise they are stated, or only a price or value is.
  package var isDriven: Bool {
    entries.contains { entry in
      if case .driver(let driver) = entry.key { return driver != .shares && driver != .multiple }
      return false
    }
  }

  /// The profits by segment, in the order in which they are stated.
  package var profits: [ScenarioEntry] { entries.filter { if case .profit = $0.key { true } else { false } } }
}
