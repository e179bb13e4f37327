package import Finance

/// What the user has chosen on the Value panel.
package struct ValueChoices: Equatable, Sendable {
  /// The changes of each scenario, by its id.
  package var changes: [String: ScenarioChanges] = [:]
  /// What was there before each change, newest last.
  package var undo: [Undo] = []
  /// The price to solve for, USD; nil: the newest.
  package var wantedPrice: Double?
  /// What the range of outcomes is drawn of.
  package var quantity = SimulatedQuantity.price
  /// The year whose histogram is drawn; nil: the last.
  package var year: Int?
  /// What was wrong with the files of the user's that could not be read.
  package var problems: [String] = []
  package var paths = ValueChoices.defaultPaths
  package var seed: UInt64 = 1

  package static let defaultPaths = 1_000_000

  package struct Undo: Equatable, Sendable {
    package var scenario: String
    package var changes: ScenarioChanges
  }

  package init() {}

  package func changes(of scenario: String) -> ScenarioChanges { changes[scenario] ?? ScenarioChanges() }

  /// Takes new changes of a scenario; what was there can be returned to.
  mutating func change(_ scenario: String, to new: ScenarioChanges) {
    let old = changes(of: scenario)
    guard new != old else { return }
    // No held key leaves more behind than anybody would take back.
    if undo.count >= 400 { undo.removeFirst(200) }
    undo.append(Undo(scenario: scenario, changes: old))
    changes[scenario] = new.isEmpty ? nil : new
  }
}
