package import App
package import Canvas
import Finance
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
    /// Which estimate it was; `.draft` for what the user had changed.
    package var id: EstimateID
    /// The estimate that it was made from; itself where it is not one of the user's.
    package var began: EstimateID
    /// The reported quarter that it started from.
    package var base: Period
    /// What was set, at most once for each driver; all others are carried forward from the base.
    package var assumptions: [EPSAssumption]
  }

  /// The estimate as it is after the newest change.
  package var now: Step
  /// What was shown before each change.
  package var undo = EPSUndo()
  /// The moment that was looked at with the first and with the newest change.
  ///
  /// Before the first it is not shown, because what it rests on may not have been known yet.
  package var madeAt: Instant
  /// The moment looked at with the newest change, never before `madeAt`: a saved estimate is dated with it.
  package var changedAt: Instant

  /// A draft with nothing to undo, made and last changed at the same moment.
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

  /// A held key leaves no more behind than anybody would take back.
  package static let most = 500

  private var newest: Node?
  private(set) var count = 0

  /// Nothing to take back.
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

  /// The same chain, by identity: equal steps pushed separately are not equal.
  package static func == (a: EPSUndo, b: EPSUndo) -> Bool { a.newest === b.newest }
}

/// What the user has chosen on the EPS panel.
package struct EPSChoices: PanelState {
  /// The quarter to estimate; nil: the one whose deliveries were published last.
  package var target: Period?
  /// Whether the base is the quarter of the year before instead of the quarter before.
  package var isYearOnYear = false
  /// The estimate looked at, by target quarter; where none is chosen, the panel picks one.
  package var chosen: [Period: EstimateID] = [:]
  /// The changes that were not saved, by target quarter.
  package var drafts: [Period: EstimateDraft] = [:]
  /// The earnings per share that the user wants to reach, USD a share, non-GAAP.
  package var wanted: [Period: Double] = [:]
  /// The driver of the heat map's horizontal axis.
  package var axisX = EPSDriver.unitCost
  /// The driver of its vertical axis, never the same as the horizontal one.
  package var axisY = EPSDriver.price
  /// How often the steps of the heat map were changed.
  package var zoom = 0
  /// Which two cases the bridge joins.
  package var comparison = 0
  /// The cell under the cursor; nil: that of the estimate.
  package var cell: HeatMap.Cell?

  /// The usual target and base, no changes, unit cost against selling price.
  package init() {}

  /// Forgets the cell of the heat map.
  package mutating func forgetCursors() { cell = nil }
}

extension EstimateDraft {
  /// The draft as a document under the name of its quarter, dated with the newest change.
  func kept(for target: Period, among saved: [SavedEstimate]) -> SavedEstimate {
    var (preset, began): (String?, String?)
    switch now.began {
    case .preset(let id): preset = id
    case .saved(let name): (preset, began) = (saved.first { $0.name == name }?.preset, name)
    case .carried, .published, .draft: break
    }
    return SavedEstimate(
      name: target.label, base: now.base, target: target, preset: preset, began: began, assumptions: now.assumptions,
      madeAt: changedAt)
  }
}

extension EPSAssumption {
  /// Whether both set the same driver to the same, whoever says so.
  fileprivate func hasSetting(of other: EPSAssumption) -> Bool { driver == other.driver && setting == other.setting }
}

extension EPSChoices {
  /// Takes a kept draft back as what is shown of its quarter; undoing leads to what it was made from.
  mutating func takeBack(_ kept: SavedEstimate, among saved: [SavedEstimate], _ s: Snapshot) {
    var (began, base, start) = (EstimateID.carried, kept.base, [EPSAssumption]())
    var assumptions = kept.assumptions
    if let estimate = saved.first(where: { $0.name == kept.began && $0.target == kept.target }) {
      (began, base, start) = (.saved(estimate.name), estimate.base, estimate.assumptions(s))
    } else if let preset = kept.preset {
      (began, start) = (.preset(preset), s.epsPresets.first { $0.id == preset }?.assumptions ?? [])
    } else {
      let published = EPSMethod.published.assumptions(for: kept.target, s)
      for i in assumptions.indices {
        // The file does not say that the company has published it.
        guard let known = published.first(where: { $0.hasSetting(of: assumptions[i]) }) else { continue }
        (assumptions[i], began, start) = (known, .published, published)
      }
    }
    var draft = EstimateDraft(
      EstimateDraft.Step(id: .draft, began: began, base: kept.base, assumptions: assumptions), madeAt: kept.madeAt)
    draft.undo.push(EstimateDraft.Step(id: began, began: began, base: base, assumptions: start))
    drafts[kept.target] = draft
    chosen[kept.target] = .draft
  }
}

extension AppState {
  /// What is chosen on the EPS panel.
  package var eps: EPSChoices {
    get { panels[EPSPanel.self] }
    set { panels[EPSPanel.self] = newValue }
  }
}
