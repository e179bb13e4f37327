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
  /// The panel that the view belongs to.
  package var panel: PanelID
  /// The raw value of the view, 0 for the first.
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
  /// The panel that is open.
  package var panel: PanelID = .overview
  /// The moment looked at; the snapshot is made for it.
  package var moment: AsOf = .now
  /// The cursor of each panel's open view, a position among its items; without an entry it is at the panel's `home`.
  package var cursors: [PanelID: Int] = [:]
  /// The raw value of each panel's open view; a panel without an entry shows its first.
  package var views: [PanelID: Int] = [:]
  /// Where the cursor stood in the views that are not open.
  package var parked: [ViewID: Int] = [:]
  /// The choices of the EPS panel.
  package var eps = EPSChoices()
  /// The choices of the Index panel.
  package var index = IndexChoices()
  /// The choices of the Value panel; what they change of a scenario shows on the Overview, too.
  package var value = ValueChoices()
  /// The choices of the Claims panel, with the claim that is being written.
  package var claims = ClaimsChoices()
  /// The user's saved estimates, and what was wrong with the files that could not be read.
  package var estimates: [SavedEstimate] = []
  /// One line for each problem of those files: name, line and reason.
  package var estimateProblems: [String] = []
  /// What was wrong with the user's own claims that could not be read; the others are in the book.
  package var claimProblems: [String] = []
  /// What the footer says instead of its keys; nil again at the next key.
  package var notice: Notice?
  /// What lies over the panel; while something does, the panel's own keys have no effect.
  package var overlay: Overlay?
  /// How far the overlay is scrolled.
  package var overlayScroll = 0
  /// The id of the scenario chosen; where the moment does not know it, the first one it knows is in force.
  package var scenario: String
  /// The language of everything on screen.
  package var language: Language
  /// The currency of amounts on screen; the drivers and the income statement of an estimate stay in dollars.
  package var currency: Currency
  /// The colors of rise and fall: green and red, or red and blue.
  package var upDown: UpDown

  /// The Overview as of now, with nothing chosen but what is given; the scenario id is not checked.
  package init(
    language: Language = .en, currency: Currency = .usd, upDown: UpDown = .western, scenario: String = "notes-2026"
  ) {
    self.language = language
    self.currency = currency
    self.upDown = upDown
    self.scenario = scenario
  }

  /// The raw value of a panel's open view, 0 before another one was opened.
  package func view(of panel: PanelID) -> Int { views[panel] ?? 0 }

  /// Where the cursor of a view stands, whether it is open or not.
  package func cursor(_ panel: PanelID, view: Int) -> Int? {
    self.view(of: panel) == view ? cursors[panel] : parked[ViewID(panel: panel, view: view)]
  }

  /// Opens a view of a panel; each view keeps its cursor.
  package mutating func open(view: Int, of panel: PanelID) {
    let old = self.view(of: panel)
    guard view != old else { return }
    views[panel] = view
    parked[ViewID(panel: panel, view: old)] = cursors[panel]
    cursors[panel] = parked[ViewID(panel: panel, view: view)]
  }
}

/// The moments one can step through.
package struct Timeline: Sendable {
  /// Every moment at which something became known, computed verdicts included, oldest first and each once.
  package let moments: [Instant]
  /// The release of every earnings day of the book, oldest first.
  package let earnings: [Instant]

  /// Collects them from a book; verdicts are computed from everything in it, whenever that became known.
  package init(_ book: Book) {
    // A computed verdict needs all that is known, and comes at a moment of its own.
    let ledger = ClaimLedger(Snapshot(of: book, asOf: .distantFuture))
    moments = book.moments(judged: ledger.judgements.flatMap { $0.steps.dropFirst().map(\.instant) })
    earnings = book.earningsMoments()
  }

  /// The newest moment of a sorted list that lies before an instant; nil before its first.
  package static func previous(_ list: [Instant], before instant: Instant) -> Instant? {
    list.last { $0 < instant }
  }

  /// The oldest moment of a sorted list that lies after an instant; nil after its last.
  package static func next(_ list: [Instant], after instant: Instant) -> Instant? {
    list.first { $0 > instant }
  }
}
