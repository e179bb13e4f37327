/// What an entry of a scenario is about.
package enum ScenarioKey: Hashable, Sendable {
  /// The profit of a segment, an amount.
  case profit(String)
  /// A driver; a scenario that states profits has only the multiple and the shares.
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
    case .driver(let driver): return driver.name
    case .rate: return "rate"
    case .marketValue: return "market_value"
    case .marketValueKRW: return "market_value_krw"
    case .price: return "price"
    case .times: return "times"
    }
  }

  /// Reads a name, in which a profit's segment may be any word; nil where there is no such number.
  package init?(_ name: String) {
    if name.hasPrefix("profit."), name.utf8.count > 7 {
      self = .profit(String(name.dropFirst(7)))
    } else if let driver = ScenarioDriver(name: name) {
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

/// What a number of a scenario can be.
extension ScenarioKey {
  /// The units that a number of this kind can be written in.
  package func allows(_ unit: Unit) -> Bool {
    switch self {
    case .profit, .marketValue: return [.millionUSD, .billionUSD, .trillionUSD, .trillionKRW].contains(unit)
    case .driver(let driver): return unit == driver.unit
    case .rate: return unit == .krwPerUSD
    case .marketValueKRW: return unit == .trillionKRW
    case .price: return unit == .usdPerShare || unit == .usd
    case .times: return unit == .times
    }
  }

  /// The accounting basis of the number.
  package var basis: Basis {
    switch self {
    case .marketValue, .marketValueKRW, .price, .times, .rate: return .market
    case .driver(let driver): return driver.basis
    case .profit: return .gaap
    }
  }
}

/// A number of a scenario, with who says so and how uncertain it is.
package struct ScenarioEntry: Sendable {
  /// What the number is of.
  package var key: ScenarioKey
  /// The number, in a unit that its key allows.
  package var figure: Figure
  /// The id of the claim that states it; empty where none does.
  package var claim: String
  /// How its yearly steps vary; fixed where nothing is said.
  package var spread: Spread

  /// A number that no claim stands behind and that does not vary, unless said otherwise.
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
package struct Scenario: Known {
  /// Its name on the command line and of the user's file.
  package var id: String
  /// What lists call it.
  package var name: Phrase
  /// Whose view it is.
  package var who: Phrase
  /// The end of the year that it speaks of.
  package var due: Day?
  /// Its numbers in the order in which they are stated, each key at most once.
  package var entries: [ScenarioEntry]
  /// Pairs of its drivers whose steps move together; all others are independent.
  package var correlations: [DriverCorrelation]
  /// From when on it is known; `distantPast` for one of the user's without a date, which is there at every moment.
  package var knownAt: Instant
  /// Whether it is one of the user's files.
  package var isUser: Bool
  /// What it borrows from the moment because it states none of its own: shares, the exchange rate.
  package var lent: Set<ScenarioKey> = []
  /// What the user has changed of it.
  package var changed: Set<ScenarioKey> = []
  /// What is added to net income before it is divided by the shares, USD million.
  ///
  /// The record's earnings per share are those that were published: each quarter's is rounded and on its own count of shares, so their sum
  /// is not quite the net income over the newest count. 0 for everybody else's scenario.
  package var epsNumeratorAdjustment = 0.0

  /// A scenario as its author states it: nothing lent, nothing changed.
  package init(
    id: String, name: Phrase, who: Phrase, due: Day?, entries: [ScenarioEntry] = [], correlations: [DriverCorrelation] = [],
    knownAt: Instant, isUser: Bool = false
  ) {
    self.id = id
    self.name = name
    self.who = who
    self.due = due
    self.entries = entries
    self.correlations = correlations
    self.knownAt = knownAt
    self.isUser = isUser
  }

  package var identity: String? { isUser ? nil : id }

  /// The entry of a key; nil where it states none.
  package func entry(_ key: ScenarioKey) -> ScenarioEntry? { entries.first { $0.key == key } }
  /// The entry of a driver; nil where it states none.
  package func entry(_ driver: ScenarioDriver) -> ScenarioEntry? { entry(.driver(driver)) }

  /// A number that its author stated: not one that was lent or changed.
  package func stated(_ key: ScenarioKey) -> Figure? { lent.contains(key) || changed.contains(key) ? nil : entry(key)?.figure }

  /// The number of a key; nil where it states none.
  package subscript(key: ScenarioKey) -> Figure? { entry(key)?.figure }
  /// The number of a driver; nil where it states none.
  package subscript(driver driver: ScenarioDriver) -> Figure? { entry(.driver(driver))?.figure }

  /// The scenario on the share basis of an instant: numbers of shares and prices change with the splits since it was made.
  ///
  /// A scenario that is there at all times is on the basis after all splits.
  package func onShareBasis(of asOf: Instant, _ splits: [Split]) -> Scenario {
    var factor = 1.0
    for split in splits {
      if knownAt == .distantPast {
        if split.effective > asOf { factor /= split.ratio }
      } else if split.effective > knownAt, split.effective <= asOf {
        factor *= split.ratio
      }
    }
    if factor == 1 { return self }
    var converted = self
    for i in entries.indices {
      let figure = entries[i].figure
      let value: Double
      switch entries[i].key {
      case .driver(.shares): value = figure.value * factor
      case .price: value = figure.value / factor
      default: continue
      }
      let rule = Phrase("on the share basis of the moment", "해당 시점의 주식 기준")
      converted.entries[i].figure = Figure(
        value, figure.unit, figure.period, figure.basis, .derived(rule: rule, inputs: [figure]))
    }
    return converted
  }

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

extension BookDraft {
  /// Those of the facts and then the user's; the last four quarters as a scenario are not among them.
  package var scenarios: [Scenario] {
    get { facts[Scenario.self] }
    _modify { yield &facts[Scenario.self] }
  }
}

extension Snapshot {
  /// The scenarios published by then, on the share basis of that moment; the record's own is `Scenarios.record`.
  package var scenarios: [Scenario] { facts() }
}
