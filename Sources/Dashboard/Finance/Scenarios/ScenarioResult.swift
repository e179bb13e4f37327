package import Model

/// A scenario with somebody's changes, and what follows from it at a moment.
package struct ScenarioResult: Sendable {
  /// As it was made, with what it leaves to the moment.
  package let original: Scenario
  /// What somebody has changed of it.
  package let changes: ScenarioChanges
  /// With the changes.
  package let scenario: Scenario
  /// What it is worth, beside the market.
  package let value: ScenarioValue
  /// Its income statement; nil where it states profits or nothing.
  package let income: ScenarioIncome?
  /// How far each assumption moves the price, widest first.
  package let bars: [ScenarioSensitivity]

  /// Of a completed scenario.
  package init(_ original: Scenario, _ changes: ScenarioChanges = ScenarioChanges(), _ record: TrailingDrivers, _ s: Snapshot) {
    self.original = original
    self.changes = changes
    scenario = original.changed(by: changes)
    value = ScenarioValue(scenario, s)
    income = ScenarioIncome(scenario)
    bars = ScenarioSensitivity.bars(scenario, years: record.years(to: scenario.due, s))
  }

  /// Its assumptions, in its order.
  package var assumptions: [ScenarioEntry] { scenario.entries.filter(\.key.isAssumption) }
  /// What it states beside what follows from its assumptions.
  package var statements: [ScenarioEntry] { scenario.entries.filter { !$0.key.isAssumption } }
}
