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

  /// A view of a panel by its raw value.
  package init(panel: PanelID, view: Int) { (self.panel, self.view) = (panel, view) }
}

/// What lies over the panel.
package enum Overlay: Equatable, Sendable {
  /// The help; with a query the rows with it alone, and keys are typed into it.
  case help(query: String?)
  case source, detail
  case palette(Palette)
  case prompt(Prompt)
  /// The settings, with the place of the selected one among all.
  case settings(Int)
}

/// The user's changes of scenarios: the panel of scenarios makes them, and what a scenario comes to is shown elsewhere, too.
package struct ScenarioEdits: Equatable, Sendable {
  /// The changes of each scenario, by its id.
  package var changes: [String: ScenarioChanges] = [:]
  /// What was there before each change, newest last.
  package private(set) var undo: [Undo] = []

  /// The changes of a scenario as they were before one more.
  package struct Undo: Equatable, Sendable {
    /// The id of the scenario.
    package var scenario: String
    /// Its changes then, to be put back as they are.
    package var changes: ScenarioChanges
  }

  /// No changes.
  package init() {}

  /// The user's changes of a scenario, by its id; empty where there are none.
  package func changes(of scenario: String) -> ScenarioChanges { changes[scenario] ?? ScenarioChanges() }

  /// Takes new changes of a scenario; what was there can be returned to.
  package mutating func change(_ scenario: String, to new: ScenarioChanges) {
    let old = changes(of: scenario)
    guard new != old else { return }
    // A held key leaves no more behind than anybody would take back.
    if undo.count >= 400 { undo.removeFirst(200) }
    undo.append(Undo(scenario: scenario, changes: old))
    changes[scenario] = new.isEmpty ? nil : new
  }

  /// Takes back the last change; the id of its scenario, or nil where there is none.
  package mutating func takeBack() -> String? {
    guard let last = undo.popLast() else { return nil }
    changes[last.scenario] = last.changes.isEmpty ? nil : last.changes
    return last.scenario
  }
}

/// What was read from the user's files besides what is in the book, and what was wrong with them.
package struct UserDocuments: Equatable, Sendable {
  /// The user's saved estimates.
  package var estimates: [SavedEstimate] = []
  /// What was wrong with the files of estimates that could not be read: name, line and reason, one line for each.
  package var estimateProblems: [String] = []
  /// What was wrong with the user's own claims that could not be read; the others are in the book.
  package var claimProblems: [String] = []
  /// What was wrong with the user's scenarios that could not be read; the others are in the book.
  package var scenarioProblems: [String] = []

  /// No files.
  package init() {}
}

/// Everything that the user has chosen.
///
/// The frame is a function of this, the snapshot and the size.
package struct AppState: Equatable, Sendable {
  /// The panel that is open.
  package var panel: PanelID
  /// The moment looked at; the snapshot is made for it.
  package var moment: AsOf = .now
  /// The cursor of each panel's open view, a position among its items; without an entry it is at the panel's `home`.
  package var cursors: [PanelID: Int] = [:]
  /// The raw value of each panel's open view; a panel without an entry shows its first.
  package var views: [PanelID: Int] = [:]
  /// Where the cursor stood in the views that are not open.
  package var parked: [ViewID: Int] = [:]
  /// What is chosen on each panel and known to it alone.
  package var panels = PanelStates()
  /// The user's changes of scenarios.
  package var scenarioEdits = ScenarioEdits()
  /// What was read from the user's files.
  package var documents = UserDocuments()
  /// The settings as they were at the start, and as they are now.
  package var settings = SettingsState.usual
  /// The selected item and where it was, once a pointer has selected it: its list does not run away under the pointer.
  package var anchor: Anchor?
  /// What the footer says instead of its keys; nil again at the next key.
  package var notice: Notice?
  /// What lies over the panel; while something does, the panel's own commands do not apply.
  package var overlay: Overlay?
  /// How far the overlay is scrolled.
  package var overlayScroll = 0
  /// What was chosen in the palette, newest first.
  package var recent: [PaletteTarget] = []
  /// The id of the scenario chosen; where the moment does not know it, the first one it knows is in force.
  package var scenario: String
  /// The language of everything on screen.
  package var language: Language
  /// Whether the terminal can show no other one: then it is nobody's choice.
  package var isEnglishForced = false
  /// The currency of amounts on screen; the drivers and the income statement of an estimate stay in dollars.
  package var currency: Currency
  /// The colors of rise and fall: green and red, or red and blue.
  package var upDown: UpDown

  /// A panel as of now, with nothing chosen but what is given; the scenario id is not checked.
  package init(
    panel: PanelID, language: Language = .en, currency: Currency = .usd, upDown: UpDown = .western,
    scenario: String = "notes-2026"
  ) {
    self.panel = panel
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

  /// Opens a panel; what lay over the one before closes.
  package mutating func open(_ panel: PanelID) {
    self.panel = panel
    close()
  }

  /// Opens a view of a panel; each view keeps its cursor.
  package mutating func open(view: Int, of panel: PanelID) {
    let old = self.view(of: panel)
    guard view != old else { return }
    views[panel] = view
    parked[ViewID(panel: panel, view: old)] = cursors[panel]
    cursors[panel] = parked[ViewID(panel: panel, view: view)]
  }

  /// Says why a command did nothing, until the next key.
  package mutating func explain(_ why: Phrase) { notice = Notice(why, isFault: true) }
}

/// A message in the footer until the next key.
package struct Notice: Equatable, Sendable {
  /// What was done, or why nothing was.
  package var text: Phrase
  /// Whether it is shown in the color of warnings.
  package var isFault: Bool

  /// A message that something was done, unless it is a fault.
  package init(_ text: Phrase, isFault: Bool = false) {
    self.text = text
    self.isFault = isFault
  }
}
