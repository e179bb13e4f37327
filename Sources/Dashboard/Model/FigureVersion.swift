/// Which version of a figure a record is.
package enum FigureVersion: String, Sendable {
  /// As it first came out.
  case first
  /// The exact count that followed a rounded first print.
  case exact
  /// Restated by the company.
  case recast
  /// Of a restated quarter, worked out from what is on record of it.
  case recastComputed = "recast-computed"
  /// On the share basis after a split.
  case converted
}

extension Snapshot {
  /// The versions of a figure known at the snapshot's instant, oldest first, each with what it is.
  package func markedVersions(_ metric: Metric, _ period: Period) -> [(record: ReadingVersion, version: FigureVersion)] {
    let conversions = metric.splits ? Set(splits.map(\.effective)) : []
    var marked: [(record: ReadingVersion, version: FigureVersion)] = []
    // A version that follows a first print missing from the record is not a first print.
    var isFirst = true
    for record in versions(metric, period) {
      if record.reading.absence == .notInRecord { isFirst = false }
      guard let figure = record.reading.figure else { continue }
      marked.append(
        (record, isFirst && marked.isEmpty ? .first : Self.later(metric, figure, conversions.contains(record.knownAt))))
    }
    return marked
  }

  private static func later(_ metric: Metric, _ figure: Figure, _ isConversion: Bool) -> FigureVersion {
    if isConversion { return .converted }
    if metric == .deliveries { return .exact }
    if case .derived = figure.provenance { return .recastComputed }
    return .recast
  }
}
