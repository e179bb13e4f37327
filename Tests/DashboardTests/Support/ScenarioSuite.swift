import Finance
import Model
import Testing

/// What tests of scenarios have in common.
protocol ScenarioSuite {}

extension ScenarioSuite {
  /// A moment with the bundled scenarios of drivers, after the newest results of the record.
  static var newest: String { "2026-10-05" }

  /// A known scenario with what it leaves to the moment.
  func scenario(_ id: String, _ s: Snapshot) throws -> Scenario {
    try #require(Scenarios.known(s).first { $0.id == id }, "\(id)").completed(s)
  }

  /// Whether two numbers are the same but for rounding.
  func isSame(_ a: Double, _ b: Double, _ tolerance: Double = 1e-12) -> Bool {
    abs(a - b) <= tolerance * max(1, abs(a), abs(b))
  }

  /// A scenario with one number changed.
  func moved(_ scenario: Scenario, _ key: ScenarioKey, to value: Double) -> Scenario {
    var changes = ScenarioChanges()
    changes.values[key] = value
    return scenario.changed(by: changes)
  }

  /// A scenario of the user's that says these numbers.
  func own(_ numbers: [(ScenarioKey, Double, Unit)]) -> Scenario {
    let due = Day(civil: 2030, 12, 31)
    return Scenario(
      id: "own", name: Phrase("own"), who: Phrase("me"), due: due,
      entries: numbers.map { key, value, unit in
        ScenarioEntry(key, Figure(value, unit, .day(due), .gaap, .assumed(reason: Phrase("test"))))
      }, knownAt: .distantPast, isUser: true)
  }
}
