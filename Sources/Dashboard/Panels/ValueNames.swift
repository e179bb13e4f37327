import Finance
import Model

/// What the numbers of a scenario are called, by what they count.
enum ValueNames {
  /// Of an entry: shares that the moment has lent have the name of their own basis.
  static func of(_ entry: ScenarioEntry, in scenario: Scenario) -> Phrase {
    guard entry.key == .driver(.shares), scenario.lent.contains(entry.key) else { return Names.of(entry.key) }
    return Names.shares(isDiluted: Valuation.isDiluted(entry.figure))
  }

  /// The market value with the shares that it counts.
  static func marketValue(_ value: ScenarioValue) -> Phrase {
    value.countsDilutedShares ? Phrase("Market value, diluted", "시가총액 (희석)") : Phrase("Market value", "시가총액")
  }
}
