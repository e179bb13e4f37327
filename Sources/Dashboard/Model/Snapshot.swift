import Synchronization

/// A part of a fact of whatever kind, as a snapshot shows it.
package struct FactPart: Sendable {
  /// The kind of the fact, by its type.
  package var kind: ObjectIdentifier
  /// The place of the kind among those of the book.
  var place: Int
  /// The place of the fact in `facts` of its kind.
  package var index: Int
  /// The part, and from when on it was known.
  package var part: KnownPart
}

/// The book as of an instant: the only door to the facts.
///
/// Panels, calculations and exports receive a snapshot and never the book, so they cannot look ahead. A class, because everything that
/// draws holds it; it never changes.
package final class Snapshot: Sendable {
  /// The moment that everything is seen from.
  package let asOf: Instant
  /// The moment before this one: what became known after it counts as just revealed.
  package let since: Instant
  /// The prices up to then, on the share basis of that moment.
  package let prices: PriceView
  /// The earnings days up to this instant.
  package let earnings: [EarningsDay]
  /// Those to come whose date the company had announced.
  package let scheduled: [EarningsDay]
  /// The newest exchange rate known, KRW per USD.
  package let exchangeRate: Reading
  private let book: Book
  /// What was known of each kind of facts, in the order of the book's kinds; worked out when it is first asked for, because a user may
  /// have tens of thousands of claims.
  private let seen: Mutex<[AnyFacts?]>

  /// Makes the view of a book at an instant; with `since`, what was revealed after that moment is marked as new.
  package init(of book: Book, asOf: Instant, since: Instant? = nil) {
    self.book = book
    self.asOf = asOf
    self.since = since ?? asOf
    seen = Mutex(Array(repeating: nil, count: book.facts.lists.count))
    let factor = book.splits.reduce(1) { $1.effective > asOf ? $0 * $1.ratio : $0 }
    prices = PriceView(book.prices, asOf: asOf, factor: factor)
    let days = book.facts.seen(EarningsDay.self, asOf: asOf)
    earnings = days.filter { $0.release <= asOf }
    scheduled = days.filter { $0.release > asOf }
    let rates = book.daily[.usdKRW]
    let known = rates?.count(asOf: asOf) ?? 0
    exchangeRate = rates.flatMap { known > 0 ? .known($0.figure(at: known - 1, .usdKRW)) : nil } ?? .absent(.notInRecord)
  }

  /// The facts of a kind as they were known, on the share basis of the moment, in the order of the kind.
  package func facts<Fact: Known>(_ kind: Fact.Type = Fact.self) -> [Fact] {
    book.facts.place(of: kind).map { FactsOf<Fact>.of(list($0)).all } ?? []
  }

  /// What was known of the kind at a place among the book's.
  private func list(_ place: Int) -> AnyFacts {
    seen.withLock { seen in
      if let list = seen[place] { return list }
      let list = book.facts.kinds[place].seen(book.facts.lists[place], asOf, book.splits)
      seen[place] = list
      return list
    }
  }

  /// Every part of every fact that became known from an instant on, kind by kind.
  package func parts(from first: Instant) -> [FactPart] {
    guard first <= asOf else { return [] }
    return book.facts.kinds.enumerated().flatMap { place, kind in
      kind.parts(list(place), first...asOf).map { FactPart(kind: kind.id, place: place, index: $0.index, part: $0.part) }
    }
  }

  /// What a list of moments says of a part; nil where its kind has nothing to say there.
  package func news(of fact: FactPart) -> News? {
    book.facts.kinds[fact.place].news(list(fact.place), fact.index, fact.part.number)
  }

  /// The same book as of an earlier instant, never later than this one.
  package func earlier(_ instant: Instant) -> Snapshot { instant >= asOf ? self : Snapshot(of: book, asOf: instant) }

  // MARK: figures

  /// The version of a figure that was current at the snapshot's instant.
  package func reading(_ metric: Metric, _ period: Period) -> Reading { reading(metric, period, at: asOf) }

  /// The version of a figure that was current at an instant, never later than the snapshot's.
  package func reading(_ metric: Metric, _ period: Period, at instant: Instant) -> Reading {
    let instant = min(instant, asOf)
    let records = book.figures[metric.index]
    let order = period.order
    var i = records.partitioningIndex { $0.order >= order }
    var result: Reading?
    while i < records.count, records[i].order == order, records[i].knownAt <= instant {
      result = records[i].reading
      i += 1
    }
    return result ?? .absent(absence(of: metric, period, at: instant))
  }

  /// The last moment up to an instant at which a figure became known or a split took effect.
  ///
  /// From then on to the instant every figure reads the same. Absences may differ: a figure may have become due.
  package func lastChange(of instant: Instant) -> Instant {
    let moments = book.figureMoments
    let later = moments.partitioningIndex { $0 > instant }
    return later > 0 ? moments[later - 1] : .distantPast
  }

  /// When a figure of a period was first known; nil while there is none.
  package func firstKnown(_ metric: Metric, _ period: Period) -> Instant? {
    let records = book.figures[metric.index]
    let order = period.order
    var i = records.partitioningIndex { $0.order >= order }
    while i < records.count, records[i].order == order, records[i].knownAt <= asOf {
      if records[i].reading.figure != nil { return records[i].knownAt }
      i += 1
    }
    return nil
  }

  /// A figure as it was first published, on the share basis of the snapshot: what to show beside a moment, because the newest
  /// version would show what nobody knew then.
  package func firstPrint(_ metric: Metric, _ period: Period) -> Reading {
    guard let known = firstKnown(metric, period), case .known(let figure) = reading(metric, period, at: known) else {
      return reading(metric, period)
    }
    let ratio = splits.reduce(1.0) { $1.effective > known ? $0 * $1.ratio : $0 }
    return .known(Split.convert(figure, metric.splitPower, by: ratio))
  }

  /// Whether a figure has been restated since it was first published, by more than a share split explains.
  package func isRecast(_ metric: Metric, _ period: Period) -> Bool {
    guard let first = firstPrint(metric, period).value, let newest = reading(metric, period).value else { return false }
    return abs(newest - first) > 1e-9 * max(1, abs(first))
  }

  /// All versions of a figure known at the snapshot's instant, oldest first.
  package func versions(_ metric: Metric, _ period: Period) -> [ReadingVersion] {
    book.figures[metric.index].filter { $0.period == period && $0.knownAt <= asOf }
  }

  /// The periods with a visible record, oldest first, each with its current version.
  package func series(_ metric: Metric) -> [(period: Period, reading: Reading)] {
    let records = book.figures[metric.index]
    var series: [(period: Period, reading: Reading)] = []
    for record in records where record.knownAt <= asOf {
      if series.last?.period == record.period {
        series[series.count - 1].reading = record.reading
      } else {
        series.append((record.period, record.reading))
      }
    }
    return series
  }

  /// The quarters of a series, without gaps, from the first to the last visible one.
  package func quarters(_ metric: Metric) -> [(period: Period, reading: Reading)] {
    series(metric).filter { if case .quarter = $0.period { true } else { false } }
  }

  /// The years of a series.
  package func years(_ metric: Metric) -> [(period: Period, reading: Reading)] {
    series(metric).filter { if case .year = $0.period { true } else { false } }
  }

  /// The newest quarter of which a figure is known.
  package func latestQuarter(_ metric: Metric) -> Period? {
    let records = book.figures[metric.index]
    for record in records.reversed() where record.knownAt <= asOf {
      if case .quarter = record.period, record.reading.figure != nil { return record.period }
    }
    return nil
  }

  /// Whether a figure became known with the newest step.
  package func isNew(_ figure: Figure) -> Bool { figure.provenance.knownAt > since }
  /// Whether a moment lies in the newest step: after `since`, up to the snapshot's.
  package func isNew(_ instant: Instant) -> Bool { instant > since && instant <= asOf }

  // MARK: sources and splits

  /// The known values of a series with a value a day.
  package func daily(_ metric: Metric) -> [Figure] {
    guard let series = book.daily[metric] else { return [] }
    return (0..<series.count(asOf: asOf)).map { series.figure(at: $0, metric) }
  }

  /// The days and values of such a series, without a figure for each: of them the first `count` are known.
  package func dailyValues(_ metric: Metric) -> (days: ContiguousArray<Day>, values: ContiguousArray<Double>, count: Int) {
    guard let series = book.daily[metric] else { return ([], [], 0) }
    return (series.days, series.values, series.count(asOf: asOf))
  }

  /// The newest exchange rate known at an instant, KRW per USD, never later than the snapshot's.
  package func exchangeRate(at instant: Instant) -> Reading {
    guard let rates = book.daily[.usdKRW] else { return .absent(.notInRecord) }
    let known = rates.count(asOf: min(instant, asOf))
    return known > 0 ? .known(rates.figure(at: known - 1, .usdKRW)) : .absent(.notInRecord)
  }

  /// A source by its key; nil where the facts do not list it.
  package func source(_ key: String) -> Source? { book.sources[key] }

  /// All sources; which documents exist is no fact about the company, so they do not depend on the instant.
  package var sources: [Source] { Array(book.sources.values) }

  // MARK: what happened when

  /// The events that begin after the snapshot's instant, soonest first.
  package var upcoming: ArraySlice<Event> {
    let first = events.firstIndex { $0.start > asOf } ?? events.endIndex
    return events[first...]
  }

  /// The moments up to the snapshot's at which something became known that stands in a calendar, in order, each once.
  ///
  /// Releases, their announcements, events, rebalances, one-off closures of the exchange, and the days of the documents that say so.
  package func agendaMoments() -> [Instant] {
    var all: Set<Instant> = []
    func add(_ citation: Citation) {
      all.insert(citation.knownAt)
      for key in citation.sources {
        if let day = book.sources[key].flatMap({ Day(iso: $0.date) }) { all.insert(max(citation.knownAt, Instant(day, 0, 0))) }
      }
    }
    for event in book.facts[Event.self] {
      add(event.citation)
      all.insert(event.outcomeKnownAt)
    }
    for day in book.facts[EarningsDay.self] { all.formUnion([day.announcedAt, day.release]) }
    for metric in [Metric.deliveries, .revenue] {
      for record in book.figures[metric.index] {
        all.insert(record.knownAt)
        if let citation = record.reading.citation { add(citation) }
      }
    }
    for rebalance in book.facts[Rebalance.self] { add(rebalance.citation) }
    guard let first = all.min() else { return [] }
    for day in Sessions.oneOffs(from: first.newYorkDay, through: asOf.newYorkDay) { all.insert(Instant(day, 0, 0)) }
    return all.filter { $0 <= asOf }.sorted()
  }

  /// The figures that became known in (since, asOf], by metric in the order of `Metric`.
  package func revealedFigures() -> [(metric: Metric, figure: Figure)] {
    var revealed: [(metric: Metric, figure: Figure)] = []
    for metric in Metric.allCases {
      for record in book.figures[metric.index] where record.knownAt > since && record.knownAt <= asOf {
        if let figure = record.reading.figure { revealed.append((metric, figure)) }
      }
    }
    return revealed
  }
}
