package import Canvas
package import Finance
package import Format
package import Model

/// The moment that the screen shows.
package enum AsOf: Equatable, Sendable {
  /// The newest: it moves with the clock.
  case now
  /// A moment of the past, looked at again.
  case at(Instant)
}

/// A view of a panel.
package struct ViewID: Hashable, Sendable {
  package var panel: PanelID
  package var view: Int
}

/// What lies over the panel.
package enum Overlay: Equatable, Sendable {
  case help, source, detail
  case search(query: String, selected: Int)
  case prompt(Prompt)

  /// A number for its kind.
  var number: Int {
    switch self {
    case .help: return 0
    case .source: return 1
    case .detail: return 2
    case .search: return 3
    case .prompt: return 4
    }
  }
}

/// Everything that the user has chosen.
///
/// The frame is a function of this, the snapshot and the size.
package struct AppState: Equatable, Sendable {
  package var panel: PanelID = .overview
  package var moment: AsOf = .now
  package var cursors: [PanelID: Int] = [:]
  package var views: [PanelID: Int] = [:]
  /// Where the cursor stood in the views that are not open.
  package var parked: [ViewID: Int] = [:]
  package var eps = EPSChoices()
  package var index = IndexChoices()
  package var value = ValueChoices()
  package var claims = ClaimsChoices()
  /// The user's saved estimates, and what was wrong with the files that could not be read.
  package var estimates: [SavedEstimate] = []
  package var estimateProblems: [String] = []
  /// What was wrong with the user's own claims that could not be read; the others are in the book.
  package var claimProblems: [String] = []
  package var notice: Notice?
  package var overlay: Overlay?
  /// How far the overlay is scrolled.
  package var overlayScroll = 0
  package var scenario: String
  package var language: Language
  package var currency: Currency
  package var upDown: UpDown

  package init(
    language: Language = .en, currency: Currency = .usd, upDown: UpDown = .western, scenario: String = "notes-2026"
  ) {
    self.language = language
    self.currency = currency
    self.upDown = upDown
    self.scenario = scenario
  }

  package func view(of panel: PanelID) -> Int { views[panel] ?? 0 }

  /// Where the cursor of a view stands, whether it is open or not.
  package func cursor(_ panel: PanelID, view: Int) -> Int? {
    self.view(of: panel) == view ? cursors[panel] : parked[ViewID(panel: panel, view: view)]
  }

  /// Opens a view of a panel; each view keeps its cursor, unless the views share one.
  package mutating func open(view: Int, of panel: PanelID) {
    let old = self.view(of: panel)
    guard view != old else { return }
    views[panel] = view
    guard !panel.panel.sharesCursor else { return }
    parked[ViewID(panel: panel, view: old)] = cursors[panel]
    cursors[panel] = parked[ViewID(panel: panel, view: view)]
  }
}

/// The moments one can step through.
package struct Timeline: Sendable {
  package let moments: [Instant]
  package let earnings: [Instant]

  package init(_ book: Book) {
    // A computed verdict needs all that is known, and comes at a moment of its own.
    let ledger = ClaimLedger(Snapshot(of: book, asOf: .distantFuture))
    moments = book.moments(judged: ledger.judgements.flatMap { $0.steps.dropFirst().map(\.instant) })
    earnings = book.earningsMoments()
  }

  package static func previous(_ list: [Instant], before instant: Instant) -> Instant? {
    list.last { $0 < instant }
  }

  package static func next(_ list: [Instant], after instant: Instant) -> Instant? {
    list.first { $0 > instant }
  }
}
