package import App

/// What the user has chosen on the Index panel.
package struct IndexChoices: PanelState {
  /// How far the company's price is changed for a what-if, percent of the newest price known.
  package var priceChange = 0.0
  /// The past rebalance that is open; nil for the present.
  package var rebalance: String?

  /// The present, at the price as it is.
  package init() {}

  /// Opens a past rebalance, or goes back to the present; a price that was tried belongs to the one before.
  mutating func open(_ id: String?) {
    rebalance = id
    priceChange = 0
  }

  /// What the price is multiplied by.
  package var priceFactor: Double { 1 + priceChange / 100 }

  /// The least and the most that the price can be changed by, percent.
  package static let limits = -90.0...900.0

  /// Changes the price by so many percentage points, without rounding dust, so that up and down again leaves no change.
  mutating func change(by points: Double) { set((priceChange + points)) }

  mutating func set(_ change: Double) {
    let rounded = (change * 1e9).rounded() / 1e9
    priceChange = min(IndexChoices.limits.upperBound, max(IndexChoices.limits.lowerBound, rounded))
  }
}

extension AppState {
  /// What is chosen on the Index panel.
  package var index: IndexChoices {
    get { panels[IndexPanel.self] }
    set { panels[IndexPanel.self] = newValue }
  }
}
