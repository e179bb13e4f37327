package import Finance
package import Model

/// What the user has changed in a scenario and not saved, kept until the next start.
///
/// ```
/// values:
///   units: 3.2
/// spreads:
///   units: lognormal 10%
/// correlations:
///   asp unit_cost: 0.7
/// ```
package struct ScenarioDraft: Equatable, Sendable {
  /// The id of the scenario.
  package var scenario: String
  /// The changes, each number in the unit of its entry.
  package var changes: ScenarioChanges

  /// The changes of a scenario, which need not be known.
  package init(_ scenario: String, _ changes: ScenarioChanges) { (self.scenario, self.changes) = (scenario, changes) }
}

extension ScenarioDraft: Fielded {
  /// The three things that can be changed.
  package static let fields: [Field<ScenarioDraft>] = [
    Field(section: "values", example: "units: 3.2") { line, draft throws(Problem) in
      guard let key = ScenarioKey(line.key) else { throw unknown(line.key) }
      guard let value = Double(line.value), value.isFinite, key.domain.contains(value) else { throw unreadable(line.value) }
      draft.changes.values[key] = value
    } write: { draft in
      draft.changes.values.map { DocumentLine($0.name, DecimalText.text($1)) }.sorted { $0.key < $1.key }
    },
    Field(section: "spreads", example: "units: lognormal 10%") { line, draft throws(Problem) in
      guard case .driver(let driver)? = ScenarioKey(line.key) else { throw unknown(line.key) }
      guard let spread = Spread(line.value) else { throw Problem(Spread.fault(line.value)) }
      draft.changes.spreads[driver] = spread
    } write: { draft in
      draft.changes.spreads.map { DocumentLine($0.name, $1.text) }.sorted { $0.key < $1.key }
    },
    Field(section: "correlations", example: "asp unit_cost: 0.7") { line, draft throws(Problem) in
      let names = line.key.split(separator: " ").map(String.init)
      let drivers = names.compactMap { name in if case .driver(let driver)? = ScenarioKey(name) { driver } else { nil } }
      guard names.count == 2, drivers.count == 2 else { throw unknown(line.key) }
      guard let value = Double(line.value), (-1...1).contains(value) else { throw unreadable(line.value) }
      draft.changes.correlations[ScenarioChanges.Pair(drivers[0], drivers[1])] = value
    } write: { draft in
      draft.changes.correlations.map { DocumentLine("\($0.a.name) \($0.b.name)", DecimalText.text($1)) }.sorted {
        $0.key < $1.key
      }
    },
  ]

  private static func unknown(_ key: String) -> Problem {
    Problem("'\(key)' is nothing that a scenario has", "'\(key)'은(는) 시나리오에 없는 항목임")
  }

  private static func unreadable(_ text: String) -> Problem {
    Problem("'\(text)' is not such a number", "'\(text)'은(는) 쓸 수 없는 숫자임")
  }
}

extension ScenarioDraft: FiledDocument {
  /// What messages call it.
  package static let kind = Phrase("changes of a scenario", "시나리오 변경")
  /// Many times what the changes of every line take.
  package static let longest = 65_536
  /// The id of its scenario.
  package var fileName: String { scenario }

  /// A comment that says what the file is, and its lines.
  package var text: String {
    "# Changes that were not saved when tsla-tui ended; it takes them back at the next start.\n" + lines()
  }

  /// Reads the changes of the scenario that the file is named after.
  package static func read(_ text: String, name: String, among references: [Never] = []) throws(Problems) -> ScenarioDraft {
    let (draft, _, problems) = reading(text, into: ScenarioDraft(name, ScenarioChanges()), example: "units: 3.2")
    guard problems.isEmpty else { throw problems }
    return draft
  }

  /// Always nil: nothing else goes by the name.
  package static func conflict(_ name: String, among references: [Never]) -> Phrase? { nil }
}
