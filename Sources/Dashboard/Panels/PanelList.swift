package import Analysis
package import App
package import Canvas
package import Finance
package import Format
package import Model

/// The panels of the dashboard.
extension Registry {
  /// The panels in the order of their tabs: a new one is added here, and nowhere else.
  package static let dashboardPanels: [any Panel.Type] = [
    OverviewPanel.self, ChainPanel.self, ESSPanel.self, EPSPanel.self, ValuePanel.self, IndexPanel.self, TimelinePanel.self,
    ClaimsPanel.self,
  ]

  /// The dashboard with the usual keys.
  package static let dashboard = Registry(panels: dashboardPanels)
}

extension AppState {
  /// The Overview as of now, with nothing chosen but what is given; the scenario id is not checked.
  package init(
    language: Language = .en, currency: Currency = .usd, upDown: UpDown = .western, scenario: String = "notes-2026"
  ) {
    self.init(panel: .overview, language: language, currency: currency, upDown: upDown, scenario: scenario)
  }
}

extension Dashboard {
  /// The dashboard with the usual keys.
  package init(book: Book, state: AppState, now: Instant, workers: Workers = .one) {
    self.init(.dashboard, book: book, state: state, now: now, workers: workers)
  }
}

extension DrawContext {
  /// For a single frame of 120x40 of the dashboard with the usual keys.
  package init(_ analysis: Analysis, _ state: AppState, size: Size = Size(120, 40)) {
    self.init(analysis, state, of: .dashboard, size: size)
  }

  /// The same with an analysis of its own.
  package init(_ snapshot: Snapshot, _ state: AppState, size: Size = Size(120, 40)) {
    self.init(Analysis(snapshot), state, size: size)
  }
}

/// A frame of the dashboard with the usual keys, without anything of the frame before.
package func frame(_ snapshot: Snapshot, _ state: AppState, _ size: Size) -> Canvas {
  App.frame(DrawContext(snapshot, state, size: size))
}

/// The same of an analysis.
package func frame(_ analysis: Analysis, _ state: AppState, _ size: Size) -> Canvas {
  App.frame(DrawContext(analysis, state, size: size))
}

extension PanelID {
  /// The panels of the dashboard, in the order of their tabs.
  package static let all = Registry.dashboardPanels.map { $0.id }
}
