/// What the user has chosen on one panel and no other panel asks for.
package protocol PanelState: Equatable, Sendable {
  /// Nothing chosen yet.
  init()
  /// Forgets what is no more than a place of the cursor: the content of the panel does not depend on it.
  mutating func forgetCursors()
}

extension PanelState {
  /// Forgets nothing: the panel has no cursors besides the one that every panel has.
  package mutating func forgetCursors() {}

  fileprivate func equals(_ other: any PanelState) -> Bool { other as? Self == self }
}

/// The state of a panel on which nothing is chosen.
package struct NoState: PanelState {
  /// The only value.
  package init() {}
}

/// The states of all panels, each known to its panel alone.
package struct PanelStates: Equatable, Sendable {
  private var states: [PanelID: any PanelState] = [:]

  /// Nothing chosen anywhere.
  package init() {}

  /// The state of a panel.
  package subscript<P: Panel>(_ panel: P.Type) -> P.State {
    get { states[P.id] as? P.State ?? P.State() }
    set { states[P.id] = newValue }
  }

  /// The same without what is no more than a place of a cursor.
  mutating func forgetCursors() { for id in states.keys { states[id]?.forgetCursors() } }

  /// Whether every panel is in the same state; one that was never asked for is in its first.
  package static func == (a: PanelStates, b: PanelStates) -> Bool {
    a.states.count == b.states.count
      && a.states.allSatisfy { id, state in b.states[id].map { state.equals($0) } ?? false }
  }
}
