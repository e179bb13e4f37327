import Finance
import Model

/// Two ends and the bridge between them.
struct EstimateComparison {
  let from: Phrase
  let to: Phrase
  let bridge: EPSBridge
  /// The bridge as it is printed: in thousandths of a dollar.
  let printed: EPSBridge.Rounded
  /// Whether it ends with the report, and whether it begins with the estimate of it: then a difference is an error, not a change.
  let endsWithReport: Bool
  let isJudgement: Bool
  /// How many comparisons there are to step through.
  let count: Int

  private init(
    _ from: Phrase, _ a: some EPSEnd, _ to: Phrase, _ b: some EPSEnd, _ count: Int, endsWithReport: Bool = false,
    isJudgement: Bool = false
  ) {
    (self.from, self.to, self.count, bridge) = (from, to, count, EPSBridge(from: a, to: b, .nonGAAP))
    (self.endsWithReport, self.isJudgement, printed) = (endsWithReport, isJudgement, bridge.rounded(to: 0.001))
  }

  /// The estimate against the report first, then how the estimate and the report came from the base, then other estimates; nil where the
  /// other one is not possible.
  static func chosen(
    _ choice: Int, _ estimate: EPSEstimate, _ actual: EPSQuarter?, _ choices: EstimateChoices
  ) -> EstimateComparison? {
    let (id, others) = (choices.current, choices.ids.filter { $0 != choices.current && $0 != .carried })
    let fixed = actual == nil ? 1 : 3
    let count = fixed + others.count
    let base = Phrase("● " + estimate.base.quarter.label)
    func mark(_ id: EstimateID) -> Phrase { Phrase("◆ ") + id.name }
    if choice % count >= fixed {
      let other = others[choice % count - fixed]
      return (try? choices.make(other)).map { EstimateComparison(mark(other), $0, mark(id), estimate, count) }
    }
    guard let actual, choice % count != 1 else { return EstimateComparison(base, estimate.base, mark(id), estimate, count) }
    let report = Phrase("● \(actual.quarter.label) reported", "● \(actual.quarter.label) 발표")
    return choice % count == 0
      ? EstimateComparison(mark(id), estimate, report, actual, count, endsWithReport: true, isJudgement: true)
      : EstimateComparison(base, estimate.base, report, actual, count, endsWithReport: true)
  }
}
