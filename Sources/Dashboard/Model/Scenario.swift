/// A line of a scenario.
///
/// The raw value is its name in the facts.
package enum ScenarioItem: String, Sendable, CaseIterable {
  case profitCars = "profit.cars"
  case profitEnergy = "profit.energy"
  case profitFSD = "profit.fsd"
  case profitOther = "profit.other"
  case multiple
  case marketValue = "market_value"
  case marketValueKRW = "market_value_krw"
  case price
}

/// Somebody's view of what the company will be worth.
package struct Scenario: Sendable {
  package var id: String
  package var name: Phrase
  package var who: Phrase
  package var due: Day?
  package var items: [(item: ScenarioItem, figure: Figure, claim: String)]
  package var knownAt: Instant

  package init(
    id: String, name: Phrase, who: Phrase, due: Day?,
    items: [(item: ScenarioItem, figure: Figure, claim: String)], knownAt: Instant
  ) {
    self.id = id
    self.name = name
    self.who = who
    self.due = due
    self.items = items
    self.knownAt = knownAt
  }

  package subscript(item: ScenarioItem) -> Figure? { items.first { $0.item == item }?.figure }
}
