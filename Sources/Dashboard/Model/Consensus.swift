/// What a consensus is of.
///
/// The raw value is its name in the facts.
package enum ConsensusMetric: String, Sendable, CaseIterable {
  case deliveries
  case storage = "storage_gwh"
  case revenue = "rev_total"
  case epsNonGAAP = "eps_nongaap"
  /// Earnings per share as the compiler counts them, on none of the company's bases.
  case epsOther = "eps_other"

  /// The figure of the company that it expects; nil where the company reports none on that basis, so that nothing compares them.
  package var metric: Metric? {
    switch self {
    case .deliveries: return .deliveries
    case .storage: return .storage
    case .revenue: return .revenue
    case .epsNonGAAP: return .epsNonGAAP
    case .epsOther: return nil
    }
  }

  package var unit: Unit { metric?.unit ?? .usdPerShare }

  package var basis: Basis { metric?.basis ?? .market }
}

/// What analysts expected of a period before it was reported.
package struct ConsensusFigure: Sendable {
  package let metric: ConsensusMetric
  package private(set) var figure: Figure
  package let compiler: Phrase
  /// Whether the company compiled it itself from its analysts' estimates.
  package let isCompanyCompiled: Bool
  /// The day or the month that it is of, as the source has it; empty where that is not on record.
  package let asOf: String

  package init(metric: ConsensusMetric, figure: Figure, compiler: Phrase, isCompanyCompiled: Bool, asOf: String) {
    self.metric = metric
    self.figure = figure
    self.compiler = compiler
    self.isCompanyCompiled = isCompanyCompiled
    self.asOf = asOf
  }

  package var period: Period { figure.period }
  package var knownAt: Instant { figure.provenance.knownAt }

  /// The same on the share basis of an instant: an amount a share follows the splits since it was published.
  func onShareBasis(of instant: Instant, _ splits: [Split]) -> ConsensusFigure {
    guard figure.unit == .usdPerShare else { return self }
    let ratio = splits.reduce(1.0) { $1.effective > knownAt && $1.effective <= instant ? $0 * $1.ratio : $0 }
    var converted = self
    // The citation stays: whose number it is does not change with the basis.
    converted.figure.value = Split.convert(figure, -1, by: ratio).value
    return converted
  }
}

extension Snapshot {
  /// The newest consensus known of a period, the one that the company compiled before any other.
  package func consensus(_ metric: ConsensusMetric, _ period: Period) -> ConsensusFigure? {
    let known = consensus.filter { $0.metric == metric && $0.period == period }
    return known.last(where: \.isCompanyCompiled) ?? known.last
  }
}
