package import Canvas
package import Model

/// Which estimate of a quarter is looked at.
package enum EstimateID: Hashable, Sendable {
  /// Everything as in the base quarter.
  case carried
  /// The same with what the company has published before the results.
  case published
  /// One that comes with the facts, by its id.
  case preset(String)
  /// One of the user's files, by its name.
  case saved(String)
  /// What the user has changed and not saved.
  case draft
}

/// The user's own changes of one target quarter's estimate.
package struct EstimateDraft: Equatable, Sendable {
  /// An estimate that one can return to.
  package struct Step: Equatable, Sendable {
    package var id: EstimateID
    /// The estimate that it was made from; itself where it is none of the user's.
    package var began: EstimateID
    package var base: Period
    package var assumptions: [EPSAssumption]
  }

  package var now: Step
  /// What was shown before each change.
  package var undo = EPSUndo()
  /// The moment that was looked at with the first and with the newest change.
  ///
  /// Before the first it is not shown, because what it rests on need not have been known.
  package var madeAt: Instant
  package var changedAt: Instant

  package init(_ now: Step, madeAt: Instant) {
    self.now = now
    self.madeAt = madeAt
    changedAt = madeAt
  }

  /// Takes a new set of assumptions in place of what was shown.
  mutating func change(from shown: Step, to assumptions: [EPSAssumption], at instant: Instant) {
    undo.push(shown)
    now = Step(id: .draft, began: shown.began, base: shown.base, assumptions: assumptions)
    changedAt = max(changedAt, instant)
  }
}

/// What can be taken back, newest first.
///
/// A list that shares its tail with the one before: a held key adds one step where an array, which the frame memory holds too, would
/// be copied.
package struct EPSUndo: Equatable, Sendable {
  private final class Node: Sendable {
    let step: EstimateDraft.Step
    let before: Node?

    init(_ step: EstimateDraft.Step, _ before: Node?) {
      self.step = step
      self.before = before
    }
  }

  /// No held key leaves more behind than anybody would take back.
  package static let most = 500

  private var newest: Node?
  private(set) var count = 0

  package init() {}

  mutating func push(_ step: EstimateDraft.Step) {
    newest = Node(step, newest)
    count += 1
    if count >= 2 * EPSUndo.most { forgetOldest() }
  }

  mutating func pop() -> EstimateDraft.Step? {
    guard let node = newest else { return nil }
    newest = node.before
    count -= 1
    return node.step
  }

  private mutating func forgetOldest() {
    var kept: [EstimateDraft.Step] = []
    while kept.count < EPSUndo.most, let step = pop() { kept.append(step) }
    (newest, count) = (nil, 0)
    for step in kept.reversed() {
      newest = Node(step, newest)
      count += 1
    }
  }

  package static func == (a: EPSUndo, b: EPSUndo) -> Bool { a.newest === b.newest }
}

/// What the user has chosen on the EPS panel.
package struct EPSChoices: Equatable, Sendable {
  /// The quarter to estimate; nil: the one whose deliveries were published last.
  package var target: Period?
  /// Whether the base is the quarter of the year before instead of the quarter before.
  package var isYearOnYear = false
  package var chosen: [Period: EstimateID] = [:]
  package var drafts: [Period: EstimateDraft] = [:]
  /// The earnings per share that the user wants to reach, USD a share, non-GAAP.
  package var wanted: [Period: Double] = [:]
  package var axisX = EPSDriver.unitCost
  package var axisY = EPSDriver.price
  /// How often the steps of the heat map were changed.
  package var zoom = 0
  /// Which two cases the bridge joins.
  package var comparison = 0
  /// The cell under the cursor; nil: that of the estimate.
  package var cell: HeatMap.Cell?

  package init() {}
}

/// A line that the user types into.
package struct Prompt: Equatable, Sendable {
  package enum Question: Equatable, Sendable {
    case driver(EPSDriver)
    case wantedEPS
    case estimateName
    /// The company's price on the Index panel.
    case indexPrice
    /// A field of a new claim.
    case claim(ClaimForm.Step)
    /// On the Value panel: a number of the scenario, a spread, a correlation, the price to solve for, a name to save under.
    case scenarioValue(ScenarioKey)
    case scenarioSpread(ScenarioDriver)
    case scenarioCorrelation(ScenarioDriver, ScenarioDriver)
    case scenarioPrice
    case scenarioName
  }

  package var question: Question
  package var text: String
  /// What is wrong with the text.
  package var fault: Phrase?
  /// Whether Enter on the same text replaces what is there.
  package var mayReplace = false
  /// Whether the text is what was there before: the first character typed takes its place.
  package var isSuggestion: Bool

  /// The longest text, in bytes of UTF-8.
  var longest: Int { question == .claim(.text) ? 400 : 80 }

  package init(_ question: Question, _ text: String = "") {
    self.question = question
    self.text = text
    isSuggestion = !text.isEmpty
  }
}

/// A message in the footer until the next key.
package struct Notice: Equatable, Sendable {
  package var text: Phrase
  package var isFault: Bool

  package init(_ text: Phrase, isFault: Bool = false) {
    self.text = text
    self.isFault = isFault
  }
}
