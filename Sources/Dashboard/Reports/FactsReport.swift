package import Format
package import Model

extension Report {
  /// Figures with their sources, oldest first, and the quarters that have none; for each period the newest version, or all.
  package static func facts(_ metrics: [Metric], _ s: Snapshot, allVersions: Bool, _ format: Formatter) -> Report {
    Report(format) {
      table(metrics.lazy.flatMap { FigureRow.all($0, s, allVersions: allVersions) }) {
        Column("metric") { .text($0.metric.name) }
        Column("period") { .text($0.period.label) }
        Column("value") { .number($0.version?.figure.clean) }
        Column("unit") { .text($0.version?.figure.unit.rawValue ?? $0.metric.unit.rawValue) }
        Column("version") { .text($0.version?.kind.rawValue) }
        Column("known_at") { .instant($0.version?.knownAt) }
        Column("source") { .text($0.version?.figure.provenance.sources.joined(separator: ";")) }
        Column("confidence") { .text($0.version?.figure.provenance.confidence.rawValue) }
        Column("absence") { .text($0.absence?.rawValue) }
      }
    }
  }
}

/// A figure in one of its versions, or why there is none.
private struct FigureRow {
  /// Which version it is, and since when that version was known.
  typealias Version = (figure: Figure, kind: FigureVersion, knownAt: Instant)

  let metric: Metric
  let period: Period
  var version: Version?
  var absence: Absence?

  static func all(_ metric: Metric, _ s: Snapshot, allVersions: Bool) -> [FigureRow] {
    versions(metric, s, all: allVersions).map { FigureRow(metric: metric, period: $0.figure.period, version: $0) }
      + absences(metric, s)
  }

  private static func versions(_ metric: Metric, _ s: Snapshot, all: Bool) -> [Version] {
    guard let daily = daily(metric, s) else {
      return s.series(metric).flatMap { period, _ in
        let marked = s.markedVersions(metric, period)
        return (all ? marked[...] : marked.suffix(1)).compactMap { record, version in
          record.reading.figure.map { ($0, version, record.knownAt) }
        }
      }
    }
    return daily.flatMap { figure -> [Version] in
      let known = figure.provenance.knownAt
      guard case .derived(_, let inputs) = figure.provenance else { return [(figure, .first, known)] }
      // A price as traded is converted by the splits after it; an adjusted one is converted back, and was never another.
      let splits = s.splits.filter { $0.effective > known }
      guard let traded = inputs.first, let newest = splits.last else { return [(figure, .converted, known)] }
      return (all ? [(traded, .first, known)] : []) + [(figure, .converted, newest.effective)]
    }
  }

  /// The figures of a metric that has one for each day; nil for others.
  private static func daily(_ metric: Metric, _ s: Snapshot) -> [Figure]? {
    let value: (PriceBar) -> Double?
    switch metric {
    case .usdKRW, .usdKRWNoon, .usdKRWClose: return s.daily(metric)
    case .priceOpen: value = \.open
    case .priceHigh: value = \.high
    case .priceLow: value = \.low
    case .priceClose: value = { $0.close }
    case .volume: value = \.volume
    default: return nil
    }
    return (0..<s.prices.count).compactMap { i in value(s.prices[i]).map { s.prices.figure($0, of: metric, at: i) } }
  }

  /// The quarters that a metric has no figure for, from its first one to the newest that is over, and why.
  private static func absences(_ metric: Metric, _ s: Snapshot) -> [FigureRow] {
    guard metric.isOfQuarters, var quarter = s.quarters(metric).first?.period else { return [] }
    let last = Period.quarter(of: s.asOf.newYorkDay).advanced(by: -1)
    var absences: [FigureRow] = []
    while quarter <= last {
      if let why = s.reading(metric, quarter).absence {
        absences.append(FigureRow(metric: metric, period: quarter, absence: why))
      }
      quarter = quarter.advanced(by: 1)
    }
    return absences
  }
}

extension Figure {
  /// The value in as many decimals as are certain; for what a split divides, six at most.
  fileprivate var clean: Double {
    let scale = (0..<(knownDecimals ?? 6)).reduce(1.0) { scale, _ in scale * 10 }
    return (value * scale).rounded() / scale
  }
}
