package import Model

/// What the user has changed in a scenario.
package struct ScenarioChanges: Equatable, Sendable {
  /// Two drivers in no order.
  package struct Pair: Hashable, Sendable {
    /// The first of the two in the order of all drivers.
    package var a: ScenarioDriver
    /// The second of them.
    package var b: ScenarioDriver

    /// The same pair whichever comes first.
    package init(_ a: ScenarioDriver, _ b: ScenarioDriver) {
      (self.a, self.b) = a.index < b.index ? (a, b) : (b, a)
    }
  }

  /// Numbers in the unit of their entry.
  package var values: [ScenarioKey: Double] = [:]
  /// Laws of drivers that have another one.
  package var spreads: [ScenarioDriver: Spread] = [:]
  /// Between -1 and 1, of pairs that have another one.
  package var correlations: [Pair: Double] = [:]

  /// Nothing is changed.
  package init() {}

  /// Whether the scenario is its author's.
  package var isEmpty: Bool { values.isEmpty && spreads.isEmpty && correlations.isEmpty }
}

extension ScenarioKey {
  /// What a number of this kind can be, in the unit of its entry.
  package var domain: ClosedRange<Double> {
    switch self {
    case .driver(let driver): return driver.domain
    case .profit: return -1_000_000_000...1_000_000_000
    case .rate: return 1...1_000_000
    case .marketValue, .marketValueKRW, .price, .times: return 0...1_000_000_000
    }
  }
}

extension Scenario {
  /// The scenario with what it leaves to the moment: its shares and, where amounts are in won, its exchange rate.
  package func completed(_ s: Snapshot) -> Scenario {
    var all = self
    if self[driver: .shares] == nil, case .known(let shares) = Valuation.shares(s) {
      all.entries.append(ScenarioEntry(.driver(.shares), shares))
      all.lent.insert(.driver(.shares))
    }
    let hasWon = entries.contains { $0.figure.unit == .trillionKRW }
    if hasWon, self[.rate] == nil, case .known(let rate) = s.exchangeRate {
      all.entries.append(ScenarioEntry(.rate, rate))
      all.lent.insert(.rate)
    }
    return all
  }

  /// The scenario with the user's changes; each changed number says what it was.
  package func changed(by changes: ScenarioChanges) -> Scenario {
    if changes.isEmpty { return self }
    var changed = self
    for i in changed.entries.indices {
      let key = changed.entries[i].key
      if let value = changes.values[key] {
        let old = changed.entries[i].figure
        changed.entries[i].figure.value = value
        changed.changed.insert(key)
        let was = DecimalText.text((old.value * 100).rounded() / 100)
        changed.entries[i].figure.provenance = .assumed(
          reason: Phrase("set by you; it was \(was) \(old.unit.rawValue)", "직접 변경; 원래 \(was) \(old.unit.rawValue)"))
      }
      if case .driver(let driver) = key, let spread = changes.spreads[driver] { changed.entries[i].spread = spread }
    }
    for (pair, value) in changes.correlations {
      if let i = changed.correlations.firstIndex(where: { ScenarioChanges.Pair($0.a, $0.b) == pair }) {
        changed.correlations[i].value = value
      } else {
        changed.correlations.append(DriverCorrelation(pair.a, pair.b, value, reason: Phrase("set by you", "직접 입력")))
      }
    }
    return changed
  }
}
