package import Model

/// The scenarios to choose from.
package enum Scenarios {
  /// The id of the last four quarters as a scenario, which no other one can have.
  package static let record = "record"

  /// Those of the snapshot, and the last four quarters as one more.
  package static func known(_ s: Snapshot, _ record: TrailingDrivers? = nil) -> [Scenario] {
    s.scenarios + [TrailingDrivers.scenario(record ?? TrailingDrivers(s), s)].compactMap { $0 }
  }
}

extension Scenario {
  /// The day by which it is to come true; none for the record, which says nothing about the future.
  package var deadline: Day? { id == Scenarios.record ? nil : due }
}
