import Analysis
import App
import Finance
import Format
import Model

/// The estimates of a quarter that can be chosen from.
struct EstimateChoices {
  let target: Period
  let ids: [EstimateID]
  let current: EstimateID
  private let usualBase: Period
  private let context: DrawContext

  init(_ target: Period, _ context: DrawContext) {
    let (s, chosen, reported) = (context.snapshot, context.state.eps, context.analysis.earnings.reported)
    self.target = target
    self.context = context
    let before = target.advanced(by: chosen.isYearOnYear ? -4 : -1)
    usualBase = reported.contains(before) ? before : reported.first { $0 < target } ?? before
    let presets = s.epsPresets.filter { $0.target == target }.map { EstimateID.preset($0.id) }
    let saved = context.state.documents.estimates.filter { $0.target == target && $0.madeAt <= s.asOf }.map {
      EstimateID.saved($0.name)
    }
    let published: [EstimateID] = s.reading(.deliveries, target).figure == nil ? [] : [.published]
    let draft: [EstimateID] = chosen.drafts[target].map { $0.madeAt <= s.asOf } ?? false ? [.draft] : []
    let ids = [.carried] + published + presets + saved + draft
    self.ids = ids
    current = chosen.chosen[target].flatMap { ids.contains($0) ? $0 : nil } ?? presets.first ?? published.first ?? .carried
  }

  private var draft: EstimateDraft? { context.state.eps.drafts[target] }
  private func saved(_ name: String) -> SavedEstimate? { context.state.documents.estimates.first { $0.name == name } }

  /// Works out an estimate; throws where it is not possible at this moment.
  func make(_ id: EstimateID) throws(EPSFault) -> EPSEstimate {
    let (base, assumptions) = parts(id) ?? (usualBase, [])
    return try EPSEstimate(base: context.analysis.quarter(base), target: target, assumptions: assumptions, context.snapshot)
  }

  private func parts(_ id: EstimateID) -> (base: Period, assumptions: [EPSAssumption])? {
    switch id {
    case .carried: return nil
    case .published: return (usualBase, EPSMethod.published.assumptions(for: target, context.snapshot))
    case .preset(let name): return context.snapshot.epsPresets.first { $0.id == name }.map { ($0.base, $0.assumptions) }
    case .saved(let name): return saved(name).map { ($0.base, $0.assumptions(context.snapshot)) }
    case .draft: return draft.map { ($0.now.base, $0.now.assumptions) }
    }
  }

  /// The preset that an estimate is or began as.
  func preset(_ id: EstimateID) -> String? {
    switch id {
    case .preset(let name): return name
    case .saved(let name): return saved(name)?.preset
    case .draft: return draft.flatMap { $0.now.began == .draft ? nil : preset($0.now.began) }
    case .carried, .published: return nil
    }
  }

  /// Whether an estimate was made after the results: then it is no forecast, and has no error.
  func isHindsight(_ id: EstimateID) -> Bool {
    guard let release = context.analysis.earnings.day(of: target)?.release else { return false }
    switch id {
    case .saved(let name): return saved(name).map { $0.madeAt >= release } ?? false
    case .draft: return draft.map { $0.changedAt >= release } ?? false
    case .carried, .published, .preset: return false
    }
  }
}

/// The name of an estimate on screen; of a preset or a file its own.
extension EstimateID {
  var name: Phrase {
    switch self {
    case .carried: return Phrase("carried forward", "그대로 유지")
    case .published: return Phrase("published deliveries", "공개 인도량")
    case .preset(let name), .saved(let name): return Phrase(name)
    case .draft: return Phrase("your changes", "내 변경")
    }
  }
}
