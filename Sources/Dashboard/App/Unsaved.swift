package import Documents
package import Finance
import Model

/// What the user has changed and not saved: kept at the end of a session and taken back at the next start.
package enum Unsaved: Equatable, Sendable {
  /// Changes of a quarter's estimate, under the name of the quarter.
  case estimate(SavedEstimate)
  /// Changes of a scenario.
  case scenario(ScenarioDraft)

  /// The quarter or the id of the scenario.
  package var name: String {
    switch self {
    case .estimate(let estimate): estimate.name
    case .scenario(let draft): draft.scenario
    }
  }
}

extension Dashboard {
  /// All changes that were not saved, on whichever panel.
  package var unsaved: [Unsaved] {
    let scenarios = state.scenarioEdits.changes.sorted { $0.key < $1.key }.filter { !$1.isEmpty }
    return registry.panels.flatMap { $0.unsaved(state) } + scenarios.map { .scenario(ScenarioDraft($0, $1)) }
  }

  /// Takes back what an earlier session left unsaved, and says so; undoing leads to what it was before the changes.
  package mutating func takeBack(_ all: [Unsaved]) {
    guard !all.isEmpty else { return }
    for one in all {
      if case .scenario(let draft) = one { state.scenarioEdits.change(draft.scenario, to: draft.changes) }
      state.follow(.kept(one), drawContext)
    }
    let names = all.map(\.name).joined(separator: ", ")
    let undo = registry.commands.first { $0.id.name.hasSuffix(".undo") }.map { registry.key($0.id) } ?? ""
    show(
      Notice(
        Phrase("kept from last time: your changes of \(names); \(undo) undoes", "지난번에 저장하지 않은 변경을 되살림: \(names); \(undo) 실행 취소")))
  }
}
