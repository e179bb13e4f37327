import Finance
package import Format
package import Model

extension Report {
  /// What analysts expected, beside what was reported; of one metric or of all.
  package static func consensus(_ metric: ConsensusMetric?, _ s: Snapshot, _ format: Formatter) -> Report {
    let order = Dictionary(uniqueKeysWithValues: ConsensusMetric.allCases.enumerated().map { ($1, $0) })
    let wanted = s.consensus.filter { metric == nil || $0.metric == metric }
      .sorted { (order[$0.metric] ?? 0, $0.period, $0.knownAt) < (order[$1.metric] ?? 0, $1.period, $1.knownAt) }
    return Report(format) {
      table(wanted, text: "metric period value unit basis compiler as_of reported") {
        Column("metric") { .text($0.metric.rawValue) }
        Column("period") { .text($0.period.label) }
        Column("value") { .number($0.figure.value) }
        Column("unit") { .text($0.figure.unit.rawValue) }
        Column("basis") { .text($0.metric == .epsOther ? "compiler's own" : $0.figure.basis.rawValue) }
        Column("compiler") { .phrase($0.compiler) }
        Column("as_of") { .text($0.asOf) }
        Column("reported") { .reading(reported($0, s)) }
        Column("compiled_by") { .text($0.isCompanyCompiled ? "company" : "others") }
        Column("known_at") { .instant($0.knownAt) }
        Column("source") { .joined($0.citation?.sources ?? []) }
        Column("confidence") { .text($0.figure.provenance.confidence.rawValue) }
        Column("note") { .text($0.citation?.remarks.first?.text[format.language] ?? "") }
        Column("absence") { .text(reported($0, s).absence?.rawValue) }
      }
    }
  }

  /// What came of it: the first print, which is what the mean was about; for a year its own figure, or the sum of its quarters.
  private static func reported(_ consensus: ConsensusFigure, _ s: Snapshot) -> Reading {
    guard let metric = consensus.metric.metric else { return .absent(.notApplicable) }
    let first = s.firstPrint(metric, consensus.period)
    guard first.figure == nil, case .year(let year) = consensus.period, metric.yearRule == .sum else { return first }
    return Growth.yearOfQuarters(metric, year, s)
  }
}

extension ConsensusFigure {
  fileprivate var citation: Citation? { Reading.known(figure).citation }
}
