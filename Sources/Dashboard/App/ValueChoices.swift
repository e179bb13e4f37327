package import Finance

/// What the user has chosen on the Value panel.
package struct ValueChoices: Equatable, Sendable {
  /// The changes of each scenario, by its id.
  package var changes: [String: ScenarioChanges] = [:]
  /// What was there before each change, newest last.
  package var undo: [Undo] = []
  /// The price to solve for, USD; nil: the newest.
  package var wantedPrice: Double?
  /// What the range of outcomes shows.
  package var quantity = SimulatedQuantity.price
  /// The year whose histogram is drawn; nil: the last.
  package var year: Int?
  /// What was wrong with the user's files that could not be read.
  package var problems: [String] = []
  /// How many paths the range of outcomes is simulated with; no key changes it.
  package var paths = ValueChoices.defaultPaths
  /// The seed of the random numbers, which no key changes either: the same seed gives the same outcomes.
  package var seed: UInt64 = 1

  /// What the panel simulates with.
  package static let defaultPaths = 1_000_000

  /// The changes of a scenario as they were before one more.
  package struct Undo: Equatable, Sendable {
    /// The id of the scenario.
    package var scenario: String
    /// Its changes then, to be put back as they are.
    package var changes: ScenarioChanges
  }

  /// No changes, the newest price, and prices in the last year of the range.
  package init() {}

  /// The user's changes of a scenario, by its id; empty where there are none.
  package func changes(of scenario: String) -> ScenarioChanges { changes[scenario] ?? ScenarioChanges() }

  /// Takes new changes of a scenario; what was there can be returned to.
  mutating func change(_ scenario: String, to new: ScenarioChanges) {
    let old = changes(of: scenario)
    guard new != old else { return }
    // A held key leaves no more behind than anybody would take back.
    if undo.count >= 400 { undo.removeFirst(200) }
    undo.append(Undo(scenario: scenario, changes: old))
    changes[scenario] = new.isEmpty ? nil : new
  }
}
