/// One version of a figure, or of its absence, from a moment on.
package struct ReadingVersion: Known {
  /// The quarter, year or day that the version is of.
  package let period: Period
  /// From when on the public had this version; the next one replaces it.
  package let knownAt: Instant
  /// What was known of it then, on the share basis of that moment.
  package var reading: Reading
  /// The period as a number that sorts as periods do, so that finding one compares integers.
  let order: Int64

  /// A version without checks: where it belongs among the others is settled when a book is made.
  package init(period: Period, knownAt: Instant, reading: Reading) {
    self.period = period
    self.knownAt = knownAt
    self.reading = reading
    order = period.order
  }
}

/// Everything that is known, before it becomes a book: what the reader of the facts fills in.
package struct BookDraft: Sendable {
  /// All versions of each metric, in any order.
  package var figures: [Metric: [ReadingVersion]] = [:]
  /// Daily prices of the company's share, USD.
  package var prices = PriceHistory()
  /// Series with a value a day: exchange rates.
  package var daily: [Metric: DailySeries] = [:]
  /// All other facts by kind; each kind names its own list.
  var facts = FactStore()
  /// The documents that facts cite, by the keys they are cited with.
  package var sources: [String: Source] = [:]

  /// The moment and the day of each quarter's results, which files about a quarter refer to.
  package var releases: [Period: (Instant, Day)] = [:]

  /// Nothing is known yet.
  package init() {}
}

/// Everything that is known, loaded once and never changed.
///
/// It can only be read through a `Snapshot`, which shows what was known at an instant.
package struct Book: Sendable {
  /// The figures by the index of their metric, in order of period and then of when they became known.
  let figures: [[ReadingVersion]]
  let prices: PriceHistory
  let daily: [Metric: DailySeries]
  var facts: FactStore
  let sources: [String: Source]
  /// All of the book, in order of days.
  let splits: [Split]
  private let changes: Lazily<[Instant]>

  /// Puts in order what a draft holds; it is read as it is and nothing is refused.
  package init(_ draft: consuming BookDraft) {
    let facts = draft.facts.sorted()
    // A split that two origins give is one.
    let splits = facts.seen(Split.self, asOf: .distantFuture)
    draft.prices.note(splits)
    self.facts = facts
    self.splits = splits
    prices = draft.prices
    daily = draft.daily
    sources = draft.sources
    figures = Metric.allCases.map { metric in
      (draft.figures[metric] ?? []).sorted { $0.order != $1.order ? $0.order < $1.order : $0.knownAt < $1.knownAt }
    }
    changes = Lazily()
  }

  /// The moments at which a figure became known or a split took effect, in order, each once.
  var figureMoments: [Instant] {
    changes.value {
      var all = Set(splits.map(\.effective))
      for records in figures { for record in records { all.insert(record.knownAt) } }
      return all.sorted()
    }
  }

  /// The book as somebody would have had it at an instant: everything that became known later is gone.
  ///
  /// A frame drawn from it must equal the frame drawn from the whole book as of that instant; the tests hold every panel to it.
  package func known(at instant: Instant) -> Book {
    var known = BookDraft()
    for metric in Metric.allCases { known.figures[metric] = figures[metric.index].compactMap { $0.seen(asOf: instant) } }
    known.prices = Snapshot(of: self, asOf: instant).prices.written
    known.daily = daily.mapValues { $0.prefix($0.count(asOf: instant)) }
    known.facts = facts.known(at: instant, splits)
    known.sources = sources
    return Book(known)
  }

  /// Every moment at which something other than a day's price became known, and the moments of the earnings days: the close
  /// before, the next open and close, the close a week later.
  ///
  /// `judged` are the moments at which a computed verdict came, which the book alone cannot tell. In order, each once.
  package func moments(judged: [Instant] = []) -> [Instant] {
    var all = Set(judged)
    for records in figures { for record in records where record.reading.figure != nil { all.insert(record.knownAt) } }
    all.formUnion(facts.moments)
    let priced = Set(prices.bars.map(\.day))
    for day in facts[EarningsDay.self] where priced.contains(day.closeBefore.day) {
      all.formUnion([day.closeBefore.close, day.release])
      if priced.contains(day.nextSession.day) { all.formUnion([day.nextSession.open, day.nextSession.close]) }
      if priced.contains(day.weekLater.day) { all.insert(day.weekLater.close) }
    }
    return all.sorted()
  }

  /// All earnings days, past and announced, in the order of their releases.
  package var results: [EarningsDay] { facts[EarningsDay.self] }

  /// The newest moment of the record: of prices, figures and events that had happened.
  package var newest: Instant {
    var newest = Instant.distantPast
    if let bar = prices.bars.last { newest = Sessions.session(on: bar.day)?.close ?? Instant(endOf: bar.day) }
    for records in figures { for record in records { newest = max(newest, record.knownAt) } }
    return newest
  }
}
