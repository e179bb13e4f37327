package import Finance
package import Model

/// What became known at a moment, in the order of the rows of one moment.
package enum TimelineKind: UInt8, Comparable {
  /// An earnings day of which the record has neither event nor figures.
  case results
  case event, price, figures, verdict, claim, remark, stage, factory, scenario, weights
  /// A fact of any other kind, which says itself what it is.
  case fact
  /// A date that was announced.
  case announced
  /// An announced time came, and nothing more than that is in the record.
  case occurred

  /// In the order of the cases, which is that of the rows of one moment.
  package static func < (a: TimelineKind, b: TimelineKind) -> Bool { a.rawValue < b.rawValue }

  /// Whether several of the kind share a row in the list of moments.
  package var isGrouped: Bool {
    switch self {
    case .figures, .verdict, .claim, .remark, .stage, .factory, .scenario, .fact, .announced: return true
    default: return false
    }
  }
}

/// Where in the snapshot it is: light, because there are hundreds and only those on screen become words.
package struct TimelineRef {
  /// When it became known; for `.occurred` the time that had been announced.
  package var instant: Instant
  /// What it is, which also says what `index` and `part` count.
  package var kind: TimelineKind
  /// Position in the snapshot's events, claims, stages, ..., or in the record's figure groups or reactions.
  package var index: Int
  /// The part of it: which price, remark or milestone.
  package var part: Int

  /// A reference as it stands: neither position is checked.
  package init(_ instant: Instant, _ kind: TimelineKind, _ index: Int, _ part: Int) {
    (self.instant, self.kind, self.index, self.part) = (instant, kind, index, part)
  }

  /// What rows are sorted by.
  package var order: (Instant, TimelineKind, Int, Int) { (instant, kind, index, part) }
}

/// The figures of a period that became known together.
package struct FigureGroup: Equatable {
  /// When they became known.
  package var instant: Instant
  /// The quarter, year or day that they are of.
  package var period: Period
}

/// The prices around a release that have a moment of their own.
package enum ReactionPart {
  /// The last close before the release.
  package static let before = 0
  /// The open of the first session after it.
  package static let open = 1
  /// The close of that session.
  package static let close = 2
  /// The close of the fifth session, a week later.
  package static let week = 3
}

/// What became known up to the snapshot's instant, by moment, rebuilt from what the snapshot shows.
package struct ChangeLog {
  /// What is known at the moment that the log ends with.
  package let snapshot: Snapshot
  /// The verdicts that all panels show.
  package let ledger: ClaimLedger
  /// All reactions to results, newest first.
  package let reactions: [EarningsReaction]
  /// Everything that became known, in the order of the rows, oldest first.
  package private(set) var refs: [TimelineRef] = []
  /// The figures that became known together; the references of kind `figures` count these.
  package private(set) var groups: [FigureGroup] = []
  /// For each group the metric that it was found by.
  package private(set) var firstMetrics: [Metric] = []
  /// What the references of kind `fact` count.
  package private(set) var facts: [FactPart] = []

  /// What became known before this is not looked at.
  private var first = Instant.distantPast

  /// One of each kind of release: the other figures become known together with these.
  package static let quarterly: [Metric] = [.deliveries, .production, .storage, .revenue, .epsNonGAAP, .netIncome]
  private static let occasional: [Metric] = [
    .sharesOutstanding, .fsdDeferred, .automotiveDeferred, .automotiveDeferredExpected,
  ]
  /// How far the log reaches back: a year and about a month.
  private static let secondsBack: Int64 = 400 * 86_400
  private static let quartersBack = 7

  init(_ analysis: Analysis) {
    snapshot = analysis.snapshot
    ledger = analysis.ledger
    reactions = analysis.reactions
    first = snapshot.asOf + -ChangeLog.secondsBack
    collect()
    if refs.isEmpty {
      // Nothing in all that time: then as far back as there is anything.
      first = .distantPast
      collect()
    }
    refs.sort { $0.order < $1.order }
  }

  private mutating func collect() {
    refs.reserveCapacity(256)
    for part in snapshot.parts(from: first) { add(part) }
    addOccurred()
    addFigures()
    addVerdicts()
    addEarnings()
  }

  /// The kinds for which the Timeline has words of its own.
  private static let kinds: [ObjectIdentifier: TimelineKind] = [
    ObjectIdentifier(Event.self): .event, ObjectIdentifier(Claim.self): .claim, ObjectIdentifier(Stage.self): .stage,
    ObjectIdentifier(Factory.self): .factory, ObjectIdentifier(Scenario.self): .scenario,
    ObjectIdentifier(Rebalance.self): .weights,
  ]

  /// A part of a fact, as the row that its kind has.
  private mutating func add(_ fact: FactPart) {
    let (index, part, known) = (fact.index, fact.part.number, fact.part.knownAt)
    switch (Self.kinds[fact.kind], part) {
    case (.event, _):
      let isOutcome = part == EventPart.outcome && known >= snapshot.events[index].start
      add(known, isOutcome ? .event : .announced, index)
    case (.claim, ClaimPart.made): add(known, .claim, index)
    case (.claim, ClaimPart.outcome):
      // What the record says: the state of an open claim, or the words to a verdict that had come before.
      let isOpen = snapshot.claims[index].verdict == .open
      if isOpen || !ledger.judgements[index].steps.contains(where: { $0.instant == known }) {
        add(known, isOpen ? .verdict : .remark, index, part)
      }
    case (.claim, _): add(known, .remark, index, part)
    case (.weights, RebalancePart.weights): if !snapshot.rebalances[index].days.isEmpty { add(known, .weights, index) }
    case (.weights, _), (nil, _):
      // An event of the index at that moment says it better.
      if Self.kinds[fact.kind] == .weights, snapshot.events.contains(where: { $0.kind == .index && $0.outcomeKnownAt == known }) {
        break
      }
      guard snapshot.news(of: fact) != nil else { break }
      facts.append(fact)
      add(known, .fact, facts.count - 1)
    case (let kind?, _): add(known, kind, index, part)
    }
  }

  private mutating func add(_ instant: Instant, _ kind: TimelineKind, _ index: Int, _ part: Int = 0) {
    if instant >= first, instant <= snapshot.asOf { refs.append(TimelineRef(instant, kind, index, part)) }
  }

  /// Announced times that came and went.
  private mutating func addOccurred() {
    for (i, event) in snapshot.events.enumerated() where event.outcomeKnownAt < event.start { add(event.start, .occurred, i) }
  }

  private mutating func addFigures() {
    let newest = snapshot.latestQuarter(.deliveries) ?? Period.quarter(of: snapshot.asOf.newYorkDay)
    for back in 0...ChangeLog.quartersBack {
      let quarter = newest.advanced(by: -back)
      for metric in ChangeLog.quarterly { addGroup(metric, snapshot.reading(metric, quarter), quarter) }
    }
    for back in 0...1 {
      let year = Period.year(newest.endDay.year - back)
      addGroup(.storage, snapshot.reading(.storage, year), year)
    }
    for metric in ChangeLog.occasional {
      for (period, reading) in snapshot.series(metric) { addGroup(metric, reading, period) }
    }
  }

  private mutating func addGroup(_ metric: Metric, _ reading: Reading, _ period: Period) {
    guard let known = reading.figure?.provenance.knownAt, known >= first else { return }
    let group = FigureGroup(instant: known, period: period)
    guard !groups.contains(group) else { return }
    groups.append(group)
    firstMetrics.append(metric)
    add(known, .figures, groups.count - 1)
  }

  private mutating func addVerdicts() {
    for (i, claim) in snapshot.claims.enumerated() {
      let steps = ledger.judgements[i].steps
      // A verdict of the moment at which the claim was made has a row of its own too, where it has a day.
      for k in steps.indices where steps[k].verdict != .open && (k > 0 || claim.outcomeKnownAt != nil || claim.test != nil) {
        add(steps[k].instant, .verdict, i, k)
      }
    }
  }

  private mutating func addEarnings() {
    for i in snapshot.earnings.indices.reversed() {
      let release = snapshot.earnings[i].release
      guard release >= first else { break }
      if !groups.contains(where: { $0.instant == release }),
        !snapshot.events.contains(where: { $0.kind == .release && $0.start == release })
      {
        add(release, .results, i)
      }
    }
    for (i, reaction) in reactions.enumerated() {
      guard reaction.day.release >= first else { break }
      guard reaction.isInRecord else { continue }
      let moves = reaction.moves
      if let s = Sessions.session(on: reaction.sessions.before) {
        add(s.close, .price, i, ReactionPart.before)
      }
      if let s = Sessions.session(on: reaction.sessions.first) {
        if moves.gap != nil { add(s.open, .price, i, ReactionPart.open) }
        if moves.firstDay != nil { add(s.close, .price, i, ReactionPart.close) }
      }
      if moves.week != nil, let s = Sessions.session(on: reaction.sessions.fifth) {
        add(s.close, .price, i, ReactionPart.week)
      }
    }
  }

  /// The newest moment at which something became known, not only a time passed.
  package var newestMoment: Instant? { refs.last { $0.kind != .occurred && $0.kind != .results }?.instant }

  /// The figures of a period that became known at a moment.
  package func figures(_ group: FigureGroup) -> [(metric: Metric, figure: Figure)] {
    var found: [(metric: Metric, figure: Figure)] = []
    for metric in Metric.allCases {
      if let figure = version(metric, group) { found.append((metric, figure)) }
    }
    return found
  }

  /// How many figures of a period became known at a moment.
  package func count(_ group: FigureGroup) -> Int {
    Metric.allCases.reduce(0) { $0 + (version($1, group) == nil ? 0 : 1) }
  }

  private func version(_ metric: Metric, _ group: FigureGroup) -> Figure? {
    // Only these have several versions; for the others the current one is the only one.
    if metric.splits || metric == .netIncome {
      return snapshot.versions(metric, group.period).first { $0.knownAt == group.instant }?.reading.figure
    }
    guard let figure = snapshot.reading(metric, group.period).figure,
      figure.provenance.knownAt == group.instant
    else { return nil }
    return figure
  }
}
