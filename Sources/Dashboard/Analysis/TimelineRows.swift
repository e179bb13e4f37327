import Finance
package import Model

/// What of one kind became known at one moment.
package struct TimelineRow {
  /// The moment at which everything in the row became known.
  package var instant: Instant
  /// The kind of everything in the row.
  package var kind: TimelineKind
  /// Positions in the record.
  package var refs: Range<Int>
}

/// What a moment revealed.
package enum Revealed {
  case figure(Metric, Figure)
  /// Something else, by its position in the record.
  case ref(Int)
  /// The close of a session that belongs to no earnings day, or its open while it runs.
  case price(Reading, change: Double?)
  /// The record has nothing of the moment: the row says so.
  case nothing
}

extension ChangeLog {
  /// What became known by moment and kind, oldest first.
  package func rows() -> [TimelineRow] {
    var rows: [TimelineRow] = []
    for (i, ref) in refs.enumerated() {
      if let last = rows.last, last.instant == ref.instant, last.kind == ref.kind, ref.kind.isGrouped,
        ref.kind != .fact || facts[refs[i - 1].index].kind == facts[ref.index].kind
      {
        rows[rows.count - 1].refs = last.refs.lowerBound..<i + 1
      } else {
        rows.append(TimelineRow(instant: ref.instant, kind: ref.kind, refs: i..<i + 1))
      }
    }
    return rows
  }

  /// Whether the moment is now, and no step in time.
  package var isLive: Bool { snapshot.since == snapshot.asOf }

  /// The moment whose news `revealed` holds: the snapshot's, or live the newest one; nil when nothing is known.
  package var revealedMoment: Instant? { isLive ? newestMoment : snapshot.asOf }

  /// What heads the list of figures; the others follow in the order of `Metric`.
  private static let headlines: [Metric] = [
    .epsNonGAAP, .epsGAAP, .deliveries, .production, .storage, .revenue, .grossProfit, .operatingIncome, .netIncome,
    .netIncomeNonGAAP, .freeCashFlow,
  ]

  /// What the moment revealed: what happened, prices, figures, and then the rest.
  package func revealed() -> [Revealed] {
    guard let moment = revealedMoment else { return [] }
    let start = refs.firstIndex { isLive ? $0.instant >= moment : $0.instant > snapshot.since } ?? refs.count
    let news = refs[start...].prefix { !isLive || $0.instant <= moment }
    var (before, after): ([Revealed], [Revealed]) = ([], [])
    var figures = isLive ? [] : snapshot.revealedFigures()
    for (i, ref) in zip(news.indices, news) {
      switch ref.kind {
      case .results, .event, .price: before.append(.ref(i))
      case .figures: if isLive { figures += self.figures(groups[ref.index]) }
      default: after.append(.ref(i))
      }
    }
    if !isLive, !news.contains(where: { $0.kind == .price }), let price = newestPrice { before.append(price) }
    func rank(_ metric: Metric) -> Int { Self.headlines.firstIndex(of: metric) ?? Self.headlines.count }
    let sorted = figures.enumerated().sorted {
      (rank($0.element.metric), $0.offset) < (rank($1.element.metric), $1.offset)
    }
    return before + sorted.map { .figure($0.element.metric, $0.element.figure) } + after
  }

  /// The price that the step revealed, if it did.
  private var newestPrice: Revealed? {
    let quote = Valuation.quote(snapshot)
    guard let figure = quote.figure, snapshot.isNew(figure) else { return nil }
    return .price(quote, change: Growth.change(from: Valuation.previousClose(snapshot), to: quote).value)
  }
}
