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

  /// The company's figure that it forecasts; nil where the company reports none on that basis, so there is nothing to compare
  /// it with.
  package var metric: Metric? {
    switch self {
    case .deliveries: return .deliveries
    case .storage: return .storage
    case .revenue: return .revenue
    case .epsNonGAAP: return .epsNonGAAP
    case .epsOther: return nil
    }
  }

  /// What it is called where there is little room: as the company's figure, where it has one.
  package var shortWords: Phrase { metric?.shortWords ?? Phrase("EPS (compiler's basis)", "EPS (집계처 기준)") }

  /// That of the company's figure; USD a share for earnings on a basis of the compiler's own.
  package var unit: Unit { metric?.unit ?? .usdPerShare }

  /// That of the company's figure; the market's for earnings on a basis of the compiler's own.
  package var basis: Basis { metric?.basis ?? .market }
}

/// What analysts expected of a period before it was reported.
package struct ConsensusFigure: Known {
  /// What was expected.
  package let metric: ConsensusMetric
  /// The mean of the analysts, on the share basis of the snapshot.
  package private(set) var figure: Figure
  /// Who collected it.
  package let compiler: Phrase
  /// Whether the company compiled it itself from its analysts' estimates.
  package let isCompanyCompiled: Bool
  /// The day or the month that it is of, as the source has it; empty where that is not on record.
  package let asOf: String

  /// A mean as the source gives it; `asOf` is a day, a month or empty.
  package init(metric: ConsensusMetric, figure: Figure, compiler: Phrase, isCompanyCompiled: Bool, asOf: String) {
    self.metric = metric
    self.figure = figure
    self.compiler = compiler
    self.isCompanyCompiled = isCompanyCompiled
    self.asOf = asOf
  }

  /// The quarter or year that it is about.
  package var period: Period { figure.period }
  /// From when on the public had it.
  package var knownAt: Instant { figure.provenance.knownAt }
  package var identity: String? { "\(metric.rawValue) \(period.label) \(compiler.en) \(asOf)" }
  package static var order: ((ConsensusFigure, ConsensusFigure) -> Bool)? {
    { ($0.knownAt, $0.period) < ($1.knownAt, $1.period) }
  }

  package func news(of part: Int) -> News? {
    let (name, period) = (metric.shortWords, period.label)
    return News(
      Phrase("consensus figures", "컨센서스"),
      Phrase("\(period) \(name.en) consensus", "\(period) \(name.ko) 컨센서스"), compiler, figure)
  }

  /// The same on the share basis of an instant: a per-share amount follows the splits since it was published.
  package func onShareBasis(of instant: Instant, _ splits: [Split]) -> ConsensusFigure {
    guard figure.unit == .usdPerShare else { return self }
    let ratio = splits.reduce(1.0) { $1.effective > knownAt && $1.effective <= instant ? $0 * $1.ratio : $0 }
    var converted = self
    // The citation stays: whose number it is does not change with the basis.
    converted.figure.value = Split.convert(figure, -1, by: ratio).value
    return converted
  }
}

extension Snapshot {
  /// The newest known consensus for a period; one that the company compiled is preferred to any other.
  package func consensus(_ metric: ConsensusMetric, _ period: Period) -> ConsensusFigure? {
    let known = consensus.filter { $0.metric == metric && $0.period == period }
    return known.last(where: \.isCompanyCompiled) ?? known.last
  }
}

extension BookDraft {
  /// What analysts expected before the company reported.
  package var consensus: [ConsensusFigure] {
    get { facts[ConsensusFigure.self] }
    _modify { yield &facts[ConsensusFigure.self] }
  }
}

extension Snapshot {
  /// What analysts expected, in the order in which it became known.
  package var consensus: [ConsensusFigure] { facts() }
}
