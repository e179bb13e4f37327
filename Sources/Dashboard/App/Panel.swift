package import Analysis
package import Canvas
internal import Finance
package import Format
package import Model

/// What a panel draws from: the snapshot, the user's choices, and the words and numbers for them.
package struct DrawContext {
  /// What the snapshot comes to, shared with the panels and reports of the same moment.
  package let analysis: Analysis
  /// What the user has chosen; drawing only reads it.
  package let state: AppState
  /// Numbers and dates in the language and currency of the screen, at the exchange rates known at the moment.
  package let format: Formatter
  /// The content of the frame before; unowned, because it holds a content that holds its context.
  unowned let memory: PanelMemory?

  /// For a screen; without a memory every content is worked out again.
  package init(_ analysis: Analysis, _ state: AppState, memory: PanelMemory? = nil) {
    self.analysis = analysis
    self.state = state
    self.memory = memory
    format = Formatter(language: state.language, currency: state.currency, rates: ExchangeRates(analysis.snapshot))
  }

  /// For a single frame, with an analysis of its own.
  package init(_ snapshot: Snapshot, _ state: AppState) { self.init(Analysis(snapshot), state) }

  /// What is known at the moment looked at.
  package var snapshot: Snapshot { analysis.snapshot }

  /// The language of the screen.
  package var language: Language { state.language }

  /// The words of a phrase in the language of the screen.
  package func words(_ phrase: Phrase) -> String { phrase[state.language] }

  /// The words in the language of the screen.
  package func words(_ en: String, _ ko: String) -> String { state.language.words(en, ko) }

  /// The cursor of a panel with a number of items, kept within them.
  package func cursor(_ panel: PanelID, _ count: Int) -> Int {
    count == 0 ? 0 : max(0, min(count - 1, state.cursors[panel] ?? panel.panel.home(self)))
  }

  /// The scenario in force: the chosen one, or the first that is known at this moment.
  package var scenario: Scenario? { analysis.scenarios.first { $0.id == state.scenario } ?? analysis.scenarios.first }

  /// The role of a figure by who says so: estimate, claim and report look different everywhere in the same way.
  package func role(_ figure: Figure) -> Role {
    switch figure.provenance {
    case .reported: return snapshot.isNew(figure) ? .new : .reported
    case .derived(_, let inputs):
      // What rests on a claim or an assumption is no better than that.
      for input in inputs {
        let role: Role = role(input)
        if role == .claim || role == .assumed || role == .estimate { return role }
      }
      return snapshot.isNew(figure) ? .new : .reported
    case .consensus: return .estimate
    case .claimed: return .claim
    case .assumed: return .assumed
    }
  }

  /// The role of a figure; what is missing is muted.
  package func role(_ reading: Reading) -> Role { reading.figure.map { role($0) } ?? .muted }

  /// The role of a change: up, down or neither.
  package func role(ofChange reading: Reading) -> Role {
    reading.value.map { Role(ofChange: $0) } ?? .muted
  }

  /// The mark behind a figure that no source confirms.
  package func mark(_ figure: Figure) -> String { figure.provenance.confidence == .unverified ? "*" : "" }
  /// The same of a reading; empty where there is no figure.
  package func mark(_ reading: Reading) -> String { reading.figure.map { mark($0) } ?? "" }
}

extension Role {
  /// Up, down or neither.
  init(ofChange value: Double) { self = value > 0 ? .up : value < 0 ? .down : .muted }
}

/// Something on a panel that the cursor can stand on.
package struct Item: Sendable {
  /// What it is, in both languages; a search looks in both.
  package var label: Phrase
  /// The number, where it is one.
  package var reading: Reading?
  /// The upper end where it is a range.
  package var upTo: Figure?
  /// The day, for items that are not a number.
  package var day: Day?
  /// Where it is written, for items that are not a number.
  package var citation: Citation?
  /// What `Enter` shows beside the source: paragraphs.
  package var text: [Phrase]

  /// An item with a number, a day or a text; a label alone is one, too.
  package init(
    _ label: Phrase, _ reading: Reading? = nil, upTo: Figure? = nil, on day: Day? = nil, citation: Citation? = nil,
    text: [Phrase] = []
  ) {
    self.label = label
    self.reading = reading
    self.upTo = upTo
    self.day = day
    self.citation = citation
    self.text = text
  }
}

/// A movement of the cursor.
package enum Step: Sendable { case up, down, left, right, first, last, pageUp, pageDown }

/// A part of the screen that draws one subject.
///
/// Panels hold no state: everything is an argument.
package protocol Panel {
  /// Its name, by which the state keeps its cursor and view.
  static var id: PanelID { get }
  /// The names of its views, which `v` steps through; with fewer than two there is nothing to choose.
  static var views: [Phrase] { get }
  /// What keys do here, in the order of the help.
  static var keys: [PanelKey] { get }
  /// The word of a key in the footer, where it is not the one in the table of actions.
  static func word(for action: Action, _ context: DrawContext) -> Phrase?
  /// The keys in the footer, most useful first; those in one group share a word.
  static func footer(_ context: DrawContext) -> [[Action]]
  /// How many items there are.
  static func count(_ context: DrawContext) -> Int
  /// What the cursor can stand on, in the order of the cursor.
  static func items(_ context: DrawContext) -> [Item]
  /// All that a search finds: items of whichever view, with their position in it.
  static func findable(_ context: DrawContext) -> [(view: Int, index: Int, item: Item)]
  /// Takes a movement that changes something other than the cursor; false leaves it to `move`.
  static func turn(_ step: Step, _ state: inout AppState, _ context: DrawContext) -> Bool
  /// Does what an action means on this panel; false where it means nothing of its own here.
  static func act(_ action: Action, _ state: inout AppState, _ context: DrawContext) -> Bool
  /// What an action asks of the world on this panel.
  static func effect(of action: Action, _ state: AppState, _ context: DrawContext) -> Effect?
  /// Adapts the state to a cursor that a search has set, so that what it found is in sight.
  static func reveal(_ state: inout AppState)
  /// Takes what the user has typed.
  static func answer(_ prompt: Prompt, _ state: inout AppState, _ context: DrawContext) -> Effect?
  /// Where the cursor stands before it is first moved.
  static func home(_ context: DrawContext) -> Int
  /// Adapts the state to a step in time.
  static func follow(_ state: inout AppState)
  /// Where a movement of the cursor leads.
  static func move(_ step: Step, from cursor: Int, _ context: DrawContext) -> Int
  /// Draws the panel into a rectangle. Any size must do; nothing may leave the rectangle.
  static func draw(_ context: DrawContext, in rect: Rect, on canvas: inout Canvas)
}

extension Panel {
  /// None to choose from: the panel has one view.
  package static var views: [Phrase] { [] }
  /// All items of the first view: a search asks with every panel in its first view.
  package static func findable(_ context: DrawContext) -> [(view: Int, index: Int, item: Item)] {
    items(context).enumerated().map { (0, $0, $1) }
  }

  /// The first item.
  package static func home(_ context: DrawContext) -> Int { 0 }
  /// Changes nothing.
  package static func follow(_ state: inout AppState) {}
  /// Changes nothing: the item is in sight already.
  package static func reveal(_ state: inout AppState) {}
  /// Nil: nothing outside of the state is asked for.
  package static func effect(of action: Action, _ state: AppState, _ context: DrawContext) -> Effect? { nil }
  /// False: every movement moves the cursor.
  package static func turn(_ step: Step, _ state: inout AppState, _ context: DrawContext) -> Bool { false }
  /// False: no action means anything of its own here.
  package static func act(_ action: Action, _ state: inout AppState, _ context: DrawContext) -> Bool { false }
  /// Nil, and nothing is taken: the panel asks no questions.
  package static func answer(_ prompt: Prompt, _ state: inout AppState, _ context: DrawContext) -> Effect? { nil }

  /// Along a list of all items.
  package static func move(_ step: Step, from cursor: Int, _ context: DrawContext) -> Int {
    linearMove(step, from: cursor, count: count(context))
  }

  /// The movement along a list.
  package static func linearMove(_ step: Step, from cursor: Int, count: Int, page: Int = 10) -> Int {
    let next: Int
    switch step {
    case .up, .left: next = cursor - 1
    case .down, .right: next = cursor + 1
    case .first: next = 0
    case .last: next = count - 1
    case .pageUp: next = cursor - page
    case .pageDown: next = cursor + page
    }
    return max(0, min(max(0, count - 1), next))
  }
}

extension PanelID {
  /// The panel behind the name.
  package var panel: any Panel.Type {
    switch self {
    case .overview: return OverviewPanel.self
    case .chain: return ChainPanel.self
    case .ess: return ESSPanel.self
    case .eps: return EPSPanel.self
    case .value: return ValuePanel.self
    case .index: return IndexPanel.self
    case .timeline: return TimelinePanel.self
    case .claims: return ClaimsPanel.self
    }
  }
}

extension Phrase {
  /// What leads on from a moment at which there is nothing, behind the words that say so.
  package static let otherMoments = Phrase(" ] next moment, L now.", " ] 다음 시점, L 현재.")
}
