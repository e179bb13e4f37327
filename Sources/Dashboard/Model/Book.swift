/// One version of a figure, or of its absence, from a moment on.
package struct ReadingVersion: Sendable {
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
  /// Share splits in any order; a reader that converts figures needs them first.
  package var splits: [Split] = []
  /// In the order of the file, which decides between events that begin at one time.
  package var events: [Event] = []
  /// The days of the company's results, past and announced.
  package var earnings: [EarningsDay] = []
  /// Those of the facts and then the user's.
  package var claims: [Claim] = []
  /// The stages of vertical integration, by their own numbers.
  package var stages: [Stage] = []
  /// Plants of the company, in the order of the file.
  package var factories: [Factory] = []
  /// Those of the facts and then the user's; the last four quarters as a scenario are not among them.
  package var scenarios: [Scenario] = []
  /// Market values of other companies, in the order of the file: oldest first.
  package var peers: [PeerValue] = []
  /// Estimates that come with the facts.
  package var epsPresets: [EPSPreset] = []
  /// Rebalances of the Nasdaq-100 with their prices and share counts.
  package var rebalances: [Rebalance] = []
  /// What analysts expected before the company reported.
  package var consensus: [ConsensusFigure] = []
  /// Estimates of the assets that follow the Nasdaq-100, USD billion.
  package var trackingAssets: [TrackingAssets] = []
  /// What the company weighed in indices on single days, per cent.
  package var indexWeights: [IndexWeight] = []
  /// The documents that facts cite, by the keys they are cited with.
  package var sources: [String: Source] = [:]

  /// Nothing is known yet.
  package init() {}
}

/// Everything that is known, loaded once and never changed.
///
/// It can only be read through a `Snapshot`, which shows what was known at an instant.
package struct Book: Sendable {
  let draft: BookDraft
  /// The figures by the index of their metric.
  let figures: [[ReadingVersion]]
  private let changes: Lazily<[Instant]>

  /// Puts in order what a draft holds; it is read as it is and nothing is refused.
  package init(_ draft: consuming BookDraft) {
    for metric in Metric.allCases {
      draft.figures[metric]?.sort { $0.order != $1.order ? $0.order < $1.order : $0.knownAt < $1.knownAt }
    }
    // Sorting is stable: what begins at one time stays in the order of the file.
    draft.events.sort { $0.start < $1.start }
    draft.splits.sort { $0.day < $1.day }
    draft.prices.note(draft.splits)
    draft.earnings.sort { $0.release < $1.release }
    draft.rebalances.sort { $0.effectiveDay < $1.effectiveDay }
    draft.indexWeights.sort { $0.day < $1.day }
    draft.stages.sort { $0.order < $1.order }
    draft.consensus.sort { ($0.knownAt, $0.period) < ($1.knownAt, $1.period) }
    self.draft = draft
    figures = Metric.allCases.map { draft.figures[$0] ?? [] }
    changes = Lazily()
  }

  /// A book with the figures and splits of another.
  private init(_ draft: BookDraft, figuresOf book: Book) {
    self.draft = draft
    figures = book.figures
    changes = book.changes
  }

  /// The moments at which a figure became known or a split took effect, in order, each once.
  var figureMoments: [Instant] {
    changes.value {
      var all = Set(draft.splits.map(\.effective))
      for records in figures { for record in records { all.insert(record.knownAt) } }
      return all.sorted()
    }
  }

  /// The same book with the user's claims replaced; they follow those of the facts.
  package func with(user own: [Claim]) -> Book {
    var changed = draft
    changed.claims.removeAll { $0.isUser }
    changed.claims += own
    // Nothing else changes, so nothing has to be put in order again.
    return Book(changed, figuresOf: self)
  }

  /// The same book with the user's scenarios replaced.
  package func with(user own: [Scenario]) -> Book {
    var changed = draft
    changed.scenarios.removeAll { $0.isUser }
    changed.scenarios += own
    return Book(changed)
  }

  /// The book as somebody would have had it at an instant: everything that became known later is gone.
  ///
  /// A frame drawn from it must equal the frame drawn from the whole book as of that instant; the tests hold every panel to it.
  package func known(at instant: Instant) -> Book {
    let snapshot = Snapshot(of: self, asOf: instant)
    var known = BookDraft()
    for (metric, records) in draft.figures {
      known.figures[metric] = records.filter { $0.knownAt <= instant }
    }
    known.prices = snapshot.prices.written
    known.daily = draft.daily.mapValues { $0.prefix($0.count(asOf: instant)) }
    known.splits = draft.splits.filter { $0.effective <= instant }
    known.events = snapshot.events
    known.earnings = snapshot.earnings + snapshot.scheduled
    known.claims = snapshot.claims
    known.stages = snapshot.stages
    known.factories = snapshot.factories
    // Later splits are not in the new book, so figures on the basis after them are converted here.
    known.scenarios = zip(draft.scenarios.filter { $0.knownAt <= instant }, snapshot.scenarios).map { own, converted in
      own.knownAt == .distantPast ? converted : own
    }
    known.peers = snapshot.peers
    known.epsPresets = snapshot.epsPresets
    known.rebalances = snapshot.rebalances
    known.consensus = draft.consensus.filter { $0.knownAt <= instant }
    known.trackingAssets = snapshot.trackingAssets
    known.indexWeights = snapshot.indexWeights
    known.sources = draft.sources
    return Book(known)
  }

  /// Every moment at which something other than a day's price became known, and the moments of the earnings days: the close
  /// before, the next open and close, the close a week later.
  ///
  /// `judged` are the moments at which a computed verdict came, which the book alone cannot tell. In order, each once.
  package func moments(judged: [Instant] = []) -> [Instant] {
    var all = Set(judged)
    for records in draft.figures.values {
      for record in records { all.insert(record.knownAt) }
    }
    for event in draft.events {
      all.insert(event.knownAt)
      all.insert(event.outcomeKnownAt)
    }
    for claim in draft.claims {
      all.insert(claim.knownAt)
      if let known = claim.outcomeKnownAt { all.insert(known) }
      for remark in claim.later { all.insert(remark.knownAt) }
      if let test = claim.test, test.knownAt > claim.knownAt { all.insert(test.knownAt) }
    }
    for stage in draft.stages {
      all.insert(stage.citation.knownAt)
      for remark in stage.changes { all.insert(remark.knownAt) }
    }
    for factory in draft.factories {
      for day in [factory.announced, factory.groundbreaking, factory.startOfProduction] {
        if let day { all.insert(Instant(endOf: day)) }
      }
      if case .by(let day) = factory.wasRunning { all.insert(Instant(endOf: day)) }
      for capacity in factory.capacities { all.insert(capacity.figure.provenance.knownAt) }
      all.insert(factory.citation.knownAt)
      for remark in factory.milestones { all.insert(remark.knownAt) }
      if let status = factory.status { all.insert(status.knownAt) }
      if let known = factory.fullRateKnownAt { all.insert(known) }
    }
    // A user's scenario without a date is known at all times, so it adds no moment to step to.
    for scenario in draft.scenarios where scenario.knownAt > .distantPast { all.insert(scenario.knownAt) }
    for peer in draft.peers { all.insert(peer.knownAt) }
    for preset in draft.epsPresets { all.insert(preset.knownAt) }
    for figure in draft.consensus { all.insert(figure.knownAt) }
    for split in draft.splits { all.insert(split.effective) }
    let priced = Set(draft.prices.bars.map(\.day))
    for day in draft.earnings where priced.contains(day.closeBefore.day) {
      all.formUnion([day.closeBefore.close, day.release])
      if priced.contains(day.nextSession.day) { all.formUnion([day.nextSession.open, day.nextSession.close]) }
      if priced.contains(day.weekLater.day) { all.insert(day.weekLater.close) }
    }
    for rebalance in draft.rebalances {
      all.formUnion([rebalance.citation.knownAt, rebalance.published])
      all.formUnion(rebalance.constituents.compactMap { $0.changeAnnounced.map { Instant(endOf: $0) } })
      all.formUnion(rebalance.constituents.compactMap(\.sharesKnownAt))
    }
    for weight in draft.indexWeights { all.insert(weight.figure.provenance.knownAt) }
    for assets in draft.trackingAssets { all.insert(assets.figure.provenance.knownAt) }
    return all.sorted()
  }

  /// All earnings days, past and announced, in the order of their releases.
  package var results: [EarningsDay] { draft.earnings }

  /// The newest moment of the record: of prices, figures and events that had happened.
  package var newest: Instant {
    var newest = Instant.distantPast
    if let bar = draft.prices.bars.last { newest = Sessions.session(on: bar.day)?.close ?? Instant(endOf: bar.day) }
    for records in draft.figures.values { for record in records { newest = max(newest, record.knownAt) } }
    return newest
  }
}
