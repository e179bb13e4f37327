import Finance
import Model

/// What became known at a moment, in the order in which the rows of one moment stand.
enum TimelineKind: UInt8, Comparable {
  /// An earnings day of which the record has neither event nor figures.
  case results
  case event, price, figures, verdict, claim, remark, stage, factory, scenario, weights
  /// A date that was announced.
  case announced
  /// An announced time came, and nothing more than that is in the record.
  case occurred

  static func < (a: TimelineKind, b: TimelineKind) -> Bool { a.rawValue < b.rawValue }

  /// Whether several of the kind share a row in the list of moments.
  var isGrouped: Bool {
    switch self {
    case .figures, .verdict, .claim, .remark, .stage, .factory, .scenario, .announced: return true
    default: return false
    }
  }
}

/// Where in the snapshot it stands: light, because there are hundreds and only those on screen become words.
struct TimelineRef {
  var instant: Instant
  var kind: TimelineKind
  /// Position in the snapshot's events, claims, stages, ..., or in the record's figure groups.
  var index: Int
  /// The part of it: which price, remark or milestone.
  var part: Int = 0

  static func precedes(_ a: TimelineRef, _ b: TimelineRef) -> Bool {
    if a.instant != b.instant { return a.instant < b.instant }
    if a.kind != b.kind { return a.kind < b.kind }
    return (a.index, a.part) < (b.index, b.part)
  }
}

/// The figures of a period that became known together.
struct FigureGroup: Hashable {
  var instant: Instant
  var period: Period
}

/// The parts of a factory that have a day of their own instead of words.
enum FactoryPart {
  static let announced = -1
  static let groundbreaking = -2
  static let startOfProduction = -3
  static let fullRate = -4
  static let status = -5
}

/// The prices around a release that have a moment of their own.
enum ReactionPart {
  static let before = 0
  static let open = 1
  static let close = 2
  static let week = 3
}

/// All that became known up to the snapshot's instant, by moment, rebuilt from what the snapshot shows.
struct TimelineRecord {
  let snapshot: Snapshot
  private(set) var refs: [TimelineRef] = []
  private(set) var groups: [FigureGroup] = []
  /// By group: the figure that it was found by.
  private(set) var heralds: [Metric] = []

  /// One of each kind of release: the other figures become known together with these.
  private static let searched: [Metric] = [
    .deliveries, .storage, .revenue, .epsNonGAAP, .netIncome, .sharesOutstanding, .fsdDeferred, .automotiveDeferred,
    .automotiveDeferredExpected,
  ]
  /// Earnings days further back are in the table of reactions.
  private static let reactionsListed = 8

  init(_ snapshot: Snapshot) {
    self.snapshot = snapshot
    refs.reserveCapacity(512)
    addEvents()
    addFigures()
    addClaims()
    addChain()
    addEarnings()
    for (i, scenario) in snapshot.scenarios.enumerated() { add(scenario.knownAt, .scenario, i) }
    if let rebalance = snapshot.rebalance { add(rebalance.published, .weights, 0) }
    refs.sort(by: TimelineRef.precedes)
  }

  private mutating func add(_ instant: Instant, _ kind: TimelineKind, _ index: Int, _ part: Int = 0) {
    if instant <= snapshot.asOf { refs.append(TimelineRef(instant: instant, kind: kind, index: index, part: part)) }
  }

  private mutating func addEvents() {
    for i in snapshot.events.indices {
      let (start, known, outcome) = (snapshot.events[i].start, snapshot.events[i].knownAt, snapshot.events[i].outcomeKnownAt)
      if outcome >= start {
        add(outcome, .event, i)
        if known < outcome { add(known, .announced, i) }
      } else {
        add(known, .announced, i)
        add(start, .occurred, i)
      }
    }
  }

  private mutating func addFigures() {
    var seen: Set<FigureGroup> = []
    for metric in TimelineRecord.searched {
      for (period, reading) in snapshot.series(metric) {
        guard let figure = reading.figure else { continue }
        let group = FigureGroup(instant: figure.provenance.knownAt, period: period)
        if seen.insert(group).inserted {
          groups.append(group)
          heralds.append(metric)
          add(group.instant, .figures, groups.count - 1)
        }
      }
    }
  }

  private mutating func addClaims() {
    for i in snapshot.claims.indices {
      add(snapshot.claims[i].knownAt, .claim, i)
      if let known = snapshot.claims[i].outcomeKnownAt { add(known, .verdict, i) }
      for (k, remark) in snapshot.claims[i].later.enumerated() { add(remark.knownAt, .remark, i, k) }
    }
  }

  private mutating func addChain() {
    for i in snapshot.stages.indices {
      for (k, remark) in snapshot.stages[i].history.enumerated() { add(remark.knownAt, .stage, i, k) }
    }
    for (i, factory) in snapshot.factories.enumerated() {
      for (k, milestone) in factory.milestones.enumerated() { add(milestone.knownAt, .factory, i, k) }
      let days = [
        (FactoryPart.announced, factory.announced), (FactoryPart.groundbreaking, factory.groundbreaking),
        (FactoryPart.startOfProduction, factory.startOfProduction),
      ]
      for (part, day) in days {
        // A milestone of the same day says it better.
        guard let day, !factory.milestones.contains(where: { $0.knownAt == Instant(endOf: day) }) else { continue }
        add(Instant(endOf: day), .factory, i, part)
      }
      if let known = factory.fullRateKnownAt { add(known, .factory, i, FactoryPart.fullRate) }
      if let status = factory.status { add(status.knownAt, .factory, i, FactoryPart.status) }
    }
  }

  private mutating func addEarnings() {
    for i in snapshot.earnings.indices {
      let release = snapshot.earnings[i].release
      if !groups.contains(where: { $0.instant == release }),
        !snapshot.events.contains(where: { $0.kind == .release && $0.start == release })
      {
        add(release, .results, i)
      }
    }
    for i in snapshot.earnings.indices.suffix(TimelineRecord.reactionsListed) {
      let reaction = EarningsReaction(snapshot.earnings[i], snapshot)
      guard reaction.isInRecord else { continue }
      let moves = reaction.moves
      if let s = Sessions.session(on: reaction.sessions.before) { add(s.close, .price, i, ReactionPart.before) }
      if let s = Sessions.session(on: reaction.sessions.first) {
        if moves.gap != nil { add(s.open, .price, i, ReactionPart.open) }
        if moves.firstDay != nil { add(s.close, .price, i, ReactionPart.close) }
      }
      if moves.week != nil, let s = Sessions.session(on: reaction.sessions.fifth) { add(s.close, .price, i, ReactionPart.week) }
    }
  }

  /// The newest moment at which something became known, not only a time passed.
  var newestMoment: Instant? { refs.last { $0.kind != .occurred && $0.kind != .results }?.instant }

  /// The figures of a period that became known at a moment.
  func figures(_ group: FigureGroup) -> [(metric: Metric, figure: Figure)] {
    var found: [(metric: Metric, figure: Figure)] = []
    for metric in Metric.allCases {
      if let figure = version(metric, group) { found.append((metric, figure)) }
    }
    return found
  }

  /// How many figures of a period became known at a moment.
  func count(_ group: FigureGroup) -> Int {
    Metric.allCases.reduce(0) { $0 + (version($1, group) == nil ? 0 : 1) }
  }

  private func version(_ metric: Metric, _ group: FigureGroup) -> Figure? {
    // Only these have several versions; for the others the current one is the only one.
    if metric.splits || metric == .netIncome {
      return snapshot.versions(metric, group.period).first { $0.knownAt == group.instant }?.reading.figure
    }
    guard let figure = snapshot.reading(metric, group.period).figure, figure.provenance.knownAt == group.instant else { return nil }
    return figure
  }
}
