import Analysis
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
  var scene: Scene
  /// The reported quarters, newest first.
  let quarters: [Period]
  /// The quarters that can be estimated, newest first.
  let targets: [Period]
  let target: Period?
  /// The estimates there are of the target.
  let sources: EPSCases?
  let estimate: EPSCase?
  /// Why there is no estimate.
  let fault: EPSFault?
  let actual: EPSQuarter?
  let claims: [Claim]
  /// What was claimed about the target's earnings per share.
  let claimed: [Claim]
  let comparison: EPSComparison?
  private let claimedRanges: [(quarter: Period, claim: Claim)]

  init(_ scene: Scene) {
    self.scene = scene
    let s = scene.snapshot
    let reported = Array(s.quarters(.epsNonGAAP).reversed().map(\.period))
    quarters = reported
    let allClaims = s.claims.filter { $0.topic == "eps" }
    claims = allClaims
    claimedRanges = allClaims.compactMap { claim in
      guard claim.figure?.unit == .usdPerShare, let quarter = EPSContent.quarter(of: claim) else { return nil }
      return (quarter, claim)
    }
    let targets = EPSContent.targets(reported, s)
    self.targets = targets
    let target = EPSContent.target(targets, scene)
    self.target = target
    guard let target else {
      (sources, estimate, fault, actual, claimed, comparison) = (nil, nil, nil, nil, [], nil)
      return
    }
    claimed = claimedRanges.filter { $0.quarter == target }.map(\.claim)
    let sources = EPSCases(target, reported, scene)
    self.sources = sources
    let report = reported.contains(target) ? try? scene.analysis.quarter(target) : nil
    actual = report
    do throws(EPSFault) {
      let made = try sources.make(sources.current)
      estimate = made
      fault = nil
      comparison = EPSComparison.chosen(made, report, sources.current, sources, scene)
    } catch {
      estimate = nil
      fault = error
      comparison = nil
    }
  }

  var snapshot: Snapshot { scene.snapshot }
  /// The estimates to choose from, and the one that is shown.
  var cases: [EPSCaseID] { sources?.ids ?? [] }
  var caseID: EPSCaseID { sources?.current ?? .carried }
  var view: EPSView { EPSView(rawValue: scene.state.view(of: .eps)) ?? .drivers }

  /// The quarters from the second reported one to the one after the newest whose deliveries are known.
  private static func targets(_ reported: [Period], _ s: Snapshot) -> [Period] {
    guard let oldest = reported.last, let newest = reported.first else { return [] }
    let last = max(newest, s.latestQuarter(.deliveries) ?? newest).advanced(by: 1)
    var targets: [Period] = []
    var quarter = last
    while quarter > oldest {
      targets.append(quarter)
      quarter = quarter.advanced(by: -1)
    }
    return targets
  }

  /// The quarter that is estimated: the chosen one, or the usual.
  static func target(_ scene: Scene) -> Period? {
    target(targets(scene.snapshot.quarters(.epsNonGAAP).reversed().map(\.period), scene.snapshot), scene)
  }

  private static func target(_ targets: [Period], _ scene: Scene) -> Period? {
    scene.state.eps.target.flatMap { targets.contains($0) ? $0 : nil } ?? usualTarget(targets, scene.snapshot)
  }

  /// The quarter that everybody waits for, or has just seen: the one whose deliveries were published last.
  private static func usualTarget(_ targets: [Period], _ s: Snapshot) -> Period? {
    s.latestQuarter(.deliveries).flatMap { targets.contains($0) ? $0 : nil } ?? targets.first
  }

  // MARK: claims

  /// The quarter that a claim is about: the last one that had ended when it falls due.
  static func quarter(of claim: Claim) -> Period? {
    if case .period(let period) = claim.test?.span, case .quarter = period { return period }
    return claim.due.map { Period.quarter(of: $0).advanced(by: -1) }
  }

  /// The claimed earnings per share of a quarter.
  func ranges(of quarter: Period) -> [Claim] { claimedRanges.filter { $0.quarter == quarter }.map(\.claim) }

  // MARK: wanted earnings per share

  /// The earnings per share that the line on the heat map is drawn at, with the reason.
  var wanted: (eps: Double, why: Phrase)? {
    guard let target else { return nil }
    if let eps = scene.state.eps.wanted[target] { return (eps, Phrase("wanted", "목표")) }
    if let claim = claimed.first, let low = claim.figure?.value {
      return ((low + (claim.figureHigh?.value ?? low)) / 2, Phrase("claimed", "주장"))
    }
    if let base = estimate?.base, let eps = base.reading(.epsNonGAAP).value {
      return (eps, Phrase("as in \(base.quarter.label)", "\(base.quarter.label)와 같음"))
    }
    return nil
  }

  /// The earnings per share to solve for: the wanted one, otherwise both ends of what was claimed, and what was reported.
  var goals: [(eps: Double, mark: String)] {
    guard let target else { return [] }
    var goals: [(Double, String)] = []
    if let eps = scene.state.eps.wanted[target] {
      goals = [(eps, "◆")]
    } else if let claim = claimed.first, let low = claim.figure?.value {
      goals = [(low, "◇")] + (claim.figureHigh.map { [($0.value, "◇")] } ?? [])
    }
    if let reported = reported?.value { goals.append((reported, "●")) }
    // Of the quarter before: nobody wants it, it was reported.
    if goals.isEmpty, let wanted { goals = [(wanted.eps, "●")] }
    return goals
  }

  /// The target's earnings per share as first reported, non-GAAP; nil before.
  var reported: Figure? { actual?.reading(.epsNonGAAP).figure }

  /// Why the target has no report.
  var absence: Absence { target.map { snapshot.absence(of: .epsNonGAAP, $0) } ?? .notKnownYet }

  /// What must be said beside the estimate, each in its ways to say it, the longest first.
  var notes: [[Phrase]] {
    guard let estimate else { return [] }
    let (million, share) = (MoneyColumn.statement(scene), MoneyColumn.perShare(scene))
    // In Korean dollars are counted in hundreds of millions where no column asks for less.
    let amounts = EPSNotes.Amounts(
      million: { Phrase("\(million.text($0)) M USD", Numbers.grouped($0 / 100, 1) + "억 달러") },
      perShare: { Phrase("\(share.text($0)) USD", "\(share.text($0))달러") })
    return [
      EPSNotes.oneOff(estimate, amounts), EPSNotes.otherIncome(estimate, amounts),
      EPSNotes.missing(estimate, snapshot, scene.format), EPSNotes.newer(estimate),
    ].filter { !$0.isEmpty }
  }

  /// The first print of a quarter's earnings per share and its newest version, where it was restated.
  func recast(_ metric: Metric, _ quarter: Period) -> (first: Double, newest: Figure)? {
    guard snapshot.isRecast(metric, quarter), let first = snapshot.firstPrint(metric, quarter).value,
      case .known(let newest) = snapshot.reading(metric, quarter)
    else { return nil }
    return (first, newest)
  }

  // MARK: units

  /// Which deliveries count as units in the driver table: those of the estimate, unless the report tells less.
  var count: UnitCount {
    guard let estimate else { return .all }
    if let actual, actual.values(counting: estimate.count) == nil { return .all }
    return estimate.count
  }

  /// The reported quarter a year before another.
  func yearBefore(_ quarter: Period) -> EPSQuarter? { try? scene.analysis.quarter(quarter.yearBefore) }

  /// What one of a driver's own unit is in the driver table: not 1 where that has to count all deliveries and the estimate does not.
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
  var driver: EPSDriver {
    let i = scene.state.cursor(.eps, view: EPSView.drivers.rawValue) ?? 0
    return EPSDriver.allCases[max(0, min(EPSDriver.allCases.count - 1, i))]
  }

  /// The row under the cursor of a view's list of so many.
  func row(_ view: EPSView, _ count: Int) -> Int {
    max(0, min(count - 1, scene.state.cursor(.eps, view: view.rawValue) ?? 0))
  }

  /// The groups of the bridge that differ.
  var groups: [EPSGroup] {
    guard let comparison else { return [] }
    return comparison.printed.groups
  }

  /// The rows of the record: how each method did, the estimates of the target, the claims.
  var recordRows: [EPSRecordRow] {
    EPSMethod.allCases.map { .method($0) } + cases.map { .estimate($0) } + consensus.indices.map { .consensus($0) }
      + scene.state.estimates.filter { $0.target != target && $0.madeAt <= snapshot.asOf }.map { .other($0.name) }
      + claims.indices.map { .claim($0) }
  }

  /// What analysts expected of the target, oldest first, also on bases that are not the company's.
  var consensus: [ConsensusFigure] {
    snapshot.consensus.filter { $0.period == target && $0.figure.unit == .usdPerShare }
  }

  /// The record of a method, worked out once a snapshot.
  func record(_ method: EPSMethod) -> EPSRecord {
    scene.analysis.trackRecord(of: method)
  }
}

/// A row of the track record.
enum EPSRecordRow: Equatable {
  case method(EPSMethod)
  case estimate(EPSCaseID)
  case consensus(Int)
  case other(String)
  case claim(Int)
}

/// The estimates of a target that can be chosen from.
struct EPSCases {
  let target: Period
  let ids: [EPSCaseID]
  let current: EPSCaseID
  private let usualBase: Period
  private let scene: Scene

  init(_ target: Period, _ reported: [Period], _ scene: Scene) {
    let (s, choices) = (scene.snapshot, scene.state.eps)
    self.target = target
    self.scene = scene
    let before = target.advanced(by: choices.isYearOnYear ? -4 : -1)
    usualBase = reported.contains(before) ? before : reported.first { $0 < target } ?? before
    let presets = s.epsPresets.filter { $0.target == target }.map { EPSCaseID.preset($0.id) }
    let saved = scene.state.estimates.filter { $0.target == target && $0.madeAt <= s.asOf }.map { EPSCaseID.saved($0.name) }
    let isPublished = s.reading(.deliveries, target).figure != nil
    let draft: [EPSCaseID] = choices.drafts[target].map { $0.madeAt <= s.asOf } ?? false ? [.draft] : []
    ids = [.carried] + (isPublished ? [.published] : []) + presets + saved + draft
    let usual = presets.first ?? (isPublished ? .published : .carried)
    let chosen = choices.chosen[target] ?? usual
    current = ids.contains(chosen) ? chosen : usual
  }

  private var draft: EPSDraft? { scene.state.eps.drafts[target] }

  /// The base and the assumptions of an estimate.
  func parts(_ id: EPSCaseID) -> (base: Period, assumptions: [EPSAssumption]) {
    switch id {
    case .carried: return (usualBase, [])
    case .published: return (usualBase, EPSMethod.published.assumptions(for: target, scene.snapshot))
    case .preset(let name):
      guard let preset = scene.snapshot.epsPresets.first(where: { $0.id == name }) else { return (usualBase, []) }
      return (preset.base, preset.assumptions)
    case .saved(let name):
      guard let saved = scene.state.estimates.first(where: { $0.name == name }) else { return (usualBase, []) }
      return (saved.base, saved.assumptions(scene.snapshot))
    case .draft: return draft.map { ($0.now.base, $0.now.assumptions) } ?? (usualBase, [])
    }
  }

  func make(_ id: EPSCaseID) throws(EPSFault) -> EPSCase {
    let (base, assumptions) = parts(id)
    return try EPSCase(base: scene.analysis.quarter(base), target: target, assumptions: assumptions, scene.snapshot)
  }

  /// The preset that an estimate is or began as.
  func preset(_ id: EPSCaseID) -> String? {
    switch id {
    case .preset(let name): return name
    case .saved(let name): return scene.state.estimates.first { $0.name == name }?.preset
    case .draft: return draft.flatMap { $0.now.began == .draft ? nil : preset($0.now.began) }
    case .carried, .published: return nil
    }
  }

  static func name(_ id: EPSCaseID) -> Phrase {
    switch id {
    case .carried: return Phrase("carried forward", "그대로 유지")
    case .published: return Phrase("published deliveries", "공개 인도량")
    case .preset(let name), .saved(let name): return Phrase(name)
    case .draft: return Phrase("your changes", "내 변경")
    }
  }
}

/// Two ends and the bridge between them.
struct EPSComparison {
  let from: Phrase
  let to: Phrase
  let bridge: EPSBridge
  /// Whether an end is an estimate: then a difference is a mistake and not a change.
  let isJudgement: Bool
  let endsWithReport: Bool
  /// How many comparisons there are to step through.
  let count: Int

  /// The bridge as it is printed: in thousandths of a dollar.
  var printed: EPSBridge.Rounded { bridge.rounded(to: 0.001) }

  /// The estimate against the report first, then how the estimate and the report came from the base, then other estimates.
  static func chosen(
    _ estimate: EPSCase, _ actual: EPSQuarter?, _ id: EPSCaseID, _ cases: EPSCases, _ scene: Scene
  ) -> EPSComparison? {
    let others = cases.ids.filter { $0 != id && $0 != .carried }
    let fixed = actual == nil ? 1 : 3
    let kinds = fixed + others.count
    let k = scene.state.eps.comparison % kinds
    let base = Phrase("● " + estimate.base.quarter.label)
    func mark(_ id: EPSCaseID) -> Phrase {
      let name = EPSCases.name(id)
      return Phrase("◆ \(name.en)", "◆ \(name.ko)")
    }
    func joined(
      _ from: Phrase, _ a: some EPSEnd, _ to: Phrase, _ b: some EPSEnd, isJudgement: Bool = false, endsWithReport: Bool = false
    ) -> EPSComparison {
      EPSComparison(
        from: from, to: to, bridge: EPSBridge(from: a, to: b, .nonGAAP), isJudgement: isJudgement,
        endsWithReport: endsWithReport, count: kinds)
    }
    if k >= fixed {
      let other = others[k - fixed]
      return (try? cases.make(other)).map { joined(mark(other), $0, mark(id), estimate) }
    }
    guard let actual, k != 1 else { return joined(base, estimate.base, mark(id), estimate) }
    let report = Phrase("● \(actual.quarter.label) reported", "● \(actual.quarter.label) 발표")
    return k == 0
      ? joined(mark(id), estimate, report, actual, isJudgement: true, endsWithReport: true)
      : joined(base, estimate.base, report, actual, endsWithReport: true)
  }
}
