package import Canvas
package import Finance
package import Model

/// A part of the screen that draws one subject.
///
/// A panel is a folder: its state, its commands, its fields and its drawing. The type holds none of them: everything is an argument.
package protocol Panel: SendableMetatype {
  /// What the user has chosen on it and no other panel asks for.
  associatedtype State: PanelState = NoState
  /// Its name, by which the state keeps its cursor and view.
  static var id: PanelID { get }
  /// The name on its tab, in the help and in the palette.
  static var title: Phrase { get }
  /// The names of its views; with fewer than two there is nothing to choose.
  static var views: [Phrase] { get }
  /// What a user can do here and nowhere else, in the order of the help.
  static var commands: [Command] { get }

  /// The word of a command in the footer, where it is not the command's own.
  static func word(for command: CommandID, _ context: DrawContext) -> Phrase?
  /// The commands in the footer, most useful first; those in one group share a word.
  static func footer(_ context: DrawContext) -> [[CommandID]]

  /// The views that are in sight together, page by page: one command changes the page, another one the focus within it.
  static func pages(_ context: DrawContext) -> [[Int]]
  /// Why a view has nothing to show; nil where it has.
  static func lack(of view: Int, _ context: DrawContext) -> Phrase?
  /// The stretches of items that are a box each, where one view has several.
  static func boxes(_ context: DrawContext) -> [Range<Int>]

  /// How many items there are.
  static func count(_ context: DrawContext) -> Int
  /// What the cursor can stand on, in the order of the cursor.
  static func items(_ context: DrawContext) -> [Item]
  /// All that a search finds: items of whichever view, with their position in it.
  static func findable(_ context: DrawContext) -> [(view: Int, index: Int, item: Item)]
  /// Adapts the state to a cursor that a search has set, so that what it found is in sight.
  static func reveal(_ state: inout AppState)
  /// Where the cursor stands before it is first moved.
  static func home(_ context: DrawContext) -> Int
  /// Where a movement of the cursor leads.
  static func move(_ step: Step, from cursor: Int, _ context: DrawContext) -> Int
  /// Takes a movement that changes something other than the cursor; false leaves it to `move`.
  static func turn(_ step: Step, _ state: inout AppState, _ context: DrawContext) -> Bool

  /// Takes what a pointer was pressed on.
  static func point(_ hit: Hit, _ state: inout AppState, _ context: DrawContext)
  /// Takes a drag from one place of a stretch to another; false where it means nothing.
  static func drag(from start: Double, to end: Double, _ state: inout AppState, _ context: DrawContext) -> Bool

  /// Whether it counts down the seconds to what is due within the hour.
  static var showsCountdown: Bool { get }
  /// Adapts the state to what has changed outside of the panel.
  static func follow(_ change: Change, _ state: inout AppState, _ context: DrawContext)
  /// What the user has changed on it and not saved, to be kept until the next start.
  static func unsaved(_ state: AppState) -> [Unsaved]
  /// Draws the panel into a rectangle. Any size must do; nothing may leave the rectangle.
  static func draw(_ context: DrawContext, in rect: Rect, on canvas: inout Canvas)
}

/// What can change outside of a panel that its state may depend on.
package enum Change: Sendable {
  /// Another moment is looked at.
  case moment
  /// Another scenario is in force.
  case scenario
  /// A document of the user's was written.
  case written(Written)
  /// Changes that an earlier session left unsaved are taken back.
  case kept(Unsaved)
}

/// A document of the user's that was just written, to be shown where it belongs.
package enum Written: Sendable {
  case estimate(SavedEstimate)
  /// A scenario under its id, with the changes that were made in another one, or in itself.
  case scenario(String, from: String)
  /// A claim by its id in the book.
  case claim(String)
}

extension Panel {
  /// None to choose from: the panel has one view.
  package static var views: [Phrase] { [] }
  /// Selects the item, or the view.
  package static func point(_ hit: Hit, _ state: inout AppState, _ context: DrawContext) { select(hit, &state) }
  /// False: no drag means anything.
  package static func drag(from start: Double, to end: Double, _ state: inout AppState, _ context: DrawContext) -> Bool { false }
  /// Minutes are enough.
  package static var showsCountdown: Bool { false }
  /// None: all keys mean what they mean everywhere.
  package static var commands: [Command] { [] }
  /// The command's own word.
  package static func word(for command: CommandID, _ context: DrawContext) -> Phrase? { nil }

  /// Back to now in a replay, then steps in time, views where there are several, and the keys of every panel.
  package static func footer(_ context: DrawContext) -> [[CommandID]] {
    var groups = context.backToNow + [[.open], [.timeBack, .timeForward], [.earningsBack, .earningsForward]]
    if views.count > 1 { groups.append([.nextView]) }
    return groups + [[.source], [.search], [.currency], [.language], [.theme], [.nextPanel]]
  }

  /// Every view has a page of its own.
  package static func pages(_ context: DrawContext) -> [[Int]] { views.indices.map { [$0] } }
  /// Nil: every view has something to show, if only a sentence.
  package static func lack(of view: Int, _ context: DrawContext) -> Phrase? { nil }
  /// None: the items of a view are in one box.
  package static func boxes(_ context: DrawContext) -> [Range<Int>] { [] }

  /// All items of the first view: a search asks with every panel in its first view.
  package static func findable(_ context: DrawContext) -> [(view: Int, index: Int, item: Item)] {
    items(context).enumerated().map { (0, $0, $1) }
  }
  /// Changes nothing: the item is in sight already.
  package static func reveal(_ state: inout AppState) {}
  /// The first item.
  package static func home(_ context: DrawContext) -> Int { 0 }
  /// Along a list of all items.
  package static func move(_ step: Step, from cursor: Int, _ context: DrawContext) -> Int {
    step.along(count(context), from: cursor)
  }
  /// False: every movement moves the cursor.
  package static func turn(_ step: Step, _ state: inout AppState, _ context: DrawContext) -> Bool { false }
  /// Changes nothing.
  package static func follow(_ change: Change, _ state: inout AppState, _ context: DrawContext) {}
  /// Nothing: what is changed here is saved at once, or is the app's.
  package static func unsaved(_ state: AppState) -> [Unsaved] { [] }
}

/// A movement of the cursor.
package enum Step: Sendable {
  case up, down, left, right, first, last, pageUp, pageDown

  /// The movement along a list of so many items: up and left go back.
  package func along(_ count: Int, from cursor: Int, page: Int = 10) -> Int {
    let next: Int
    switch self {
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
  /// What its detail shows beside the source: paragraphs.
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
