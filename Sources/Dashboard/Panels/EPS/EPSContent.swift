import Analysis
import App
import Canvas
import Finance
import Format
import Model

/// The parts of the EPS panel, in the order of its views.
enum EPSView: Int, CaseIterable {
  case drivers, heatMap, bridge, statement, history, record

  var name: Phrase {
    switch self {
    case .drivers: return Phrase("drivers", "항목")
    case .heatMap: return Phrase("heat map", "히트맵")
    case .bridge: return Phrase("bridge", "브리지")
    case .statement: return Phrase("statement", "손익계산서")
    case .history: return Phrase("history", "추이")
    case .record: return Phrase("track record", "적중 기록")
    }
  }
}

/// What the EPS panel shows: the quarter estimated, the estimate of it, and what was reported.
struct EPSContent: PanelContent {
  var context: DrawContext
  /// The quarter that is estimated: the chosen one, or the usual one; any quarter where none can be estimated.
  let target: Period
  /// The estimates of it, the one that is shown, and why there is none where it is nil.
  let choices: EstimateChoices
  let estimate: EPSEstimate?
  let fault: EPSFault?
  /// The target as it was reported; nil before.
  let actual: EPSQuarter?
  let comparison: EstimateComparison?
  let tables = TableMemories<EPSView>()

  init(_ context: DrawContext) {
    self.context = context
    let (earnings, state) = (context.analysis.earnings, context.state.eps)
    let chosen = state.target.flatMap { earnings.targets.contains($0) ? $0 : nil }
    target = chosen ?? earnings.usualTarget ?? .quarter(of: context.snapshot.asOf.newYorkDay)
    choices = EstimateChoices(target, context)
    let actual = earnings.reported.contains(target) ? try? context.analysis.quarter(target) : nil
    self.actual = actual
    do throws(EPSFault) {
      let made = try choices.make(choices.current)
      (estimate, fault) = (made, nil)
      comparison = EstimateComparison.chosen(state.comparison, made, actual, choices)
    } catch {
      (estimate, fault, comparison) = (nil, error, nil)
    }
  }

  var snapshot: Snapshot { context.snapshot }
  var earnings: EarningsState { context.analysis.earnings }
  var view: EPSView { EPSView(rawValue: context.state.view(of: .eps)) ?? .drivers }
  /// Whether there is no quarter to estimate.
  var isEmpty: Bool { earnings.targets.isEmpty }
  /// What was claimed about the target's earnings per share.
  var claimed: [Claim] { earnings.claims(of: target) }
  /// The target's earnings per share as first reported, non-GAAP; nil before.
  var reported: Figure? { actual?.reading(.epsNonGAAP).figure }
  /// Why the target has no report.
  var absence: Absence { snapshot.absence(of: .epsNonGAAP, target) }

  // MARK: wanted earnings per share

  /// The earnings per share that the line on the heat map is drawn at, with the reason.
  var wanted: (eps: Double, why: Phrase)? {
    if let eps = context.state.eps.wanted[target] { return (eps, Phrase("solved for", "목표")) }
    if let range = claimed.first?.range { return ((range.low + range.high) / 2, Phrase("claimed", "주장")) }
    guard let base = estimate?.base, let eps = base.reading(.epsNonGAAP).value else { return nil }
    return (eps, Phrase("as in \(base.quarter.label)", "\(base.quarter.label)와 같음"))
  }

  /// The earnings per share to solve for: the wanted one, otherwise both ends of what was claimed, and what was reported.
  var goals: [(eps: Double, mark: String)] {
    var goals: [(Double, String)] = []
    if let eps = context.state.eps.wanted[target] {
      goals = [(eps, "◆")]
    } else if let claim = claimed.first {
      goals = [claim.figure, claim.figureHigh].compactMap { $0.map { ($0.value, "◇") } }
    }
    if let reported { goals.append((reported.value, "●")) }
    // That of the quarter before: nobody wants it, it was reported.
    if goals.isEmpty, let wanted { goals = [(wanted.eps, "●")] }
    return goals
  }

  /// What a driver must be for wanted earnings per share, or why nothing will do.
  func solution(_ driver: EPSDriver, _ eps: Double, _ estimate: EPSEstimate, isShort: Bool = false) -> Phrase {
    let goal = context.format.eps(eps)
    switch EPSSolution(driver, for: eps, .nonGAAP, in: estimate) {
    case .value(let x):
      let step = EPSStep(driver, estimate.start)
      let change = step.label(step.position(x))
      return Phrase("\(goal) → " + (isShort ? change : "\(driver.text(x * countFactor(driver), context.format)) (\(change))"))
    case .noEffect: return Phrase("\(goal): no effect", "\(goal): 영향 없음")
    case .outOfDomain: return Phrase("\(goal): out of reach", "\(goal): 불가능")
    }
  }

  // MARK: units

  /// Which deliveries count as units in the driver table: those of the estimate, unless the report tells less.
  var count: UnitCount {
    guard let estimate else { return .all }
    if let actual, actual.values(counting: estimate.count) == nil { return .all }
    return estimate.count
  }

  /// What a driver's value is multiplied by in the driver table: not 1 where the table counts all deliveries and the estimate does not.
  func countFactor(_ driver: EPSDriver) -> Double {
    guard let estimate, count != estimate.count, let leased = estimate.leaseShare else { return 1 }
    switch driver {
    case .units: return 1 / (1 - leased)
    case .price, .unitCost: return 1 - leased
    default: return 1
    }
  }

  // MARK: cursors

  /// The driver under the cursor of the driver table, wherever the cursor of the panel is.
  var driver: EPSDriver { EPSDriver.allCases[row(.drivers, EPSDriver.allCases.count)] }

  /// The row under the cursor of a view's list of so many, whether the view is open or not.
  func row(_ view: EPSView, _ count: Int) -> Int {
    max(0, min(count - 1, context.state.cursor(.eps, view: view.rawValue) ?? 0))
  }

  /// The same where the view is open; nil where the keys move something else.
  func selected(_ view: EPSView, _ count: Int) -> Int? { self.view == view ? row(view, count) : nil }
}
