import App
import Documents
import Finance
import Model

/// What is kept from one session of the dashboard to the next: how it was used, and what was not saved.
///
/// Nothing of it stops anything: what cannot be read or written is said when the screen is closed.
struct Session {
  private var remembered: Remembered
  /// What was taken back at the start: its files go where it is saved or undone.
  private var taken: [Unsaved] = []
  /// What is wrong with files of drafts: they are left alone.
  private(set) var problems: [Problem] = []
  /// What is wrong with the file of how the dashboard was last used.
  private let fault: Problem?

  /// Whether it was opened at a moment of the past: a look at something, which is not how the dashboard is used.
  private let isLookBack: Bool

  /// Begins one; what keys change in a look back is not remembered, and what was not saved is kept all the same.
  init(_ settings: UserSettings, isLookBack: Bool) {
    self.isLookBack = isLookBack
    remembered = settings.remembered ?? Remembered()
    fault = settings.stateProblem
  }

  /// How wide this type of terminal draws the lines of boxes; nil where that was not measured.
  var width: Int? {
    get { remembered.widths[Self.terminal] }
    set { remembered.widths[Self.terminal] = newValue }
  }

  private static var terminal: String { environment("TERM") ?? "" }

  private static var estimates: DocumentFolder<SavedEstimate>? {
    UserFiles.state.map { DocumentFolder($0 + "/drafts/estimates") }
  }

  private static var scenarios: DocumentFolder<ScenarioDraft>? {
    UserFiles.state.map { DocumentFolder($0 + "/drafts/scenarios") }
  }

  /// Takes back what the last session left unsaved.
  mutating func begin(_ app: inout Dashboard) {
    guard let estimates = Self.estimates, let scenarios = Self.scenarios else { return }
    let (drafts, faults) = estimates.load(among: Snapshot(of: app.book, asOf: .distantFuture).epsPresets)
    let (changes, others) = scenarios.load(among: [])
    problems = faults + others
    taken = drafts.map { .estimate($0) } + changes.map { .scenario($0) }
    app.takeBack(taken)
  }

  /// Keeps how the dashboard was used and what was not saved; says on standard error what could not be kept.
  func end(_ app: Dashboard) {
    let language = app.state.language
    guard let folder = UserFiles.state else { return }
    if let fault { warn([fault], of: "state", language) }
    attempt(language) { () throws(Problem) in
      var kept = remembered.after(app.state, at: clockNow())
      if isLookBack { kept.values = remembered.values }
      let text = kept.text
      try Store(folder: folder).write(text, to: UserFiles.stateFile, waiting: Self.waits)
    }
    let unsaved = app.unsaved
    // Also what is as it was: another window may have ended since and removed it.
    for one in unsaved {
      attempt(language) { () throws(Problem) in
        switch one {
        case .estimate(let estimate): try Self.estimates?.keep(estimate, among: [], waiting: Self.waits)
        case .scenario(let draft): try Self.scenarios?.keep(draft, among: [], waiting: Self.waits)
        }
      }
    }
    for one in taken where !unsaved.contains(where: { $0.isOf(one) }) {
      attempt(language) { () throws(Problem) in
        switch one {
        case .estimate: try Self.estimates?.remove(one.name)
        case .scenario: try Self.scenarios?.remove(one.name)
        }
      }
    }
  }

  /// Somebody else's lock is not waited for long: a signal may have asked for the end.
  private static func waits(_ waited: Int) -> Bool { waited < 400 }

  private func attempt(_ language: Language, _ body: () throws(Problem) -> Void) {
    do throws(Problem) { try body() } catch { warn([error], of: "state", language) }
  }
}

extension Unsaved {
  /// Whether both are changes of the same quarter or scenario.
  fileprivate func isOf(_ other: Unsaved) -> Bool {
    switch (self, other) {
    case (.estimate, .estimate), (.scenario, .scenario): name == other.name
    default: false
    }
  }
}
