package import App
package import Finance

/// What the user has chosen on the Value panel.
package struct ValueChoices: PanelState {
  /// The price to solve for, USD; nil: the newest.
  package var wantedPrice: Double?
  /// What the range of outcomes shows.
  package var quantity = SimulatedQuantity.price
  /// The year whose histogram is drawn; nil: the last.
  package var year: Int?
  /// How many paths the range of outcomes is simulated with; no key changes it.
  package var paths = ValueChoices.defaultPaths
  /// The seed of the random numbers, which no key changes either: the same seed gives the same outcomes.
  package var seed: UInt64 = 1

  /// What the panel simulates with.
  package static let defaultPaths = 1_000_000

  /// The newest price, and prices in the last year of the range.
  package init() {}
}

extension AppState {
  /// What is chosen on the Value panel.
  package var value: ValueChoices {
    get { panels[ValuePanel.self] }
    set { panels[ValuePanel.self] = newValue }
  }
}
