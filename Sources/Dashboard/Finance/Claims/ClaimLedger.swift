package import Model

extension Verdict {
  /// The order in which tallies name them.
  package static let tally: [Verdict] = [.met, .partly, .missed, .open, .unknown]
}

/// How many claims have each verdict.
package struct ClaimCounts: Equatable, Sendable {
  /// Not decided yet.
  package var open = 0
  /// Came true.
  package var met = 0
  /// Came true in part.
  package var partly = 0
  /// Did not come true.
  package var missed = 0
  /// Nobody can tell.
  package var unknown = 0

  /// None of any.
  package init() {}

  /// How many have a verdict.
  package subscript(verdict: Verdict) -> Int {
    get {
      switch verdict {
      case .open: return open
      case .met: return met
      case .partly: return partly
      case .missed: return missed
      case .unknown: return unknown
      }
    }
    set {
      switch verdict {
      case .open: open = newValue
      case .met: met = newValue
      case .partly: partly = newValue
      case .missed: missed = newValue
      case .unknown: unknown = newValue
      }
    }
  }

  /// All, those that nobody can judge included.
  package var total: Int { open + judged + unknown }
  /// Those whose outcome is clear.
  package var judged: Int { met + partly + missed }

  static func + (a: ClaimCounts, b: ClaimCounts) -> ClaimCounts {
    Verdict.allCases.reduce(into: a) { $0[$1] += b[$1] }
  }
}

/// How many claims have each verdict, forecasts apart from what could be known when it was said.
package struct ClaimTally: Equatable, Sendable {
  /// Those about what was to come.
  package var forecasts = ClaimCounts()
  /// Those about what could be known.
  package var statements = ClaimCounts()

  /// None of either.
  package init() {}

  /// The counts of one kind.
  package subscript(kind: ClaimKind) -> ClaimCounts {
    get { kind == .forecast ? forecasts : statements }
    set { if kind == .forecast { forecasts = newValue } else { statements = newValue } }
  }

  /// Both kinds together.
  package var all: ClaimCounts { forecasts + statements }

  /// The forecasts that came true as a share of the judged ones, per cent, one in part counting half; nil while none is judged.
  ///
  /// Statements are left out: what was known when it was said tells nothing about foresight.
  package var hitRate: Double? {
    let judged = forecasts.judged
    return judged == 0 ? nil : (Double(forecasts.met) + Double(forecasts.partly) / 2) / Double(judged) * 100
  }
}

/// All claims of a snapshot with their judgements, in the order of the record.
package struct ClaimLedger: Sendable {
  /// One for each claim of the snapshot, in its order.
  package let judgements: [ClaimJudgement]

  /// Judges all claims of a snapshot.
  package init(_ s: Snapshot) {
    let readings = MetricValues(s)
    judgements = s.claims.map { ClaimJudgement($0, readings) }
  }

  /// How many there are of each verdict in all.
  package func counts() -> ClaimCounts { Self.counts(judgements) }

  /// How many there are of each verdict.
  package static func counts(_ judgements: some Sequence<ClaimJudgement>) -> ClaimCounts {
    judgements.reduce(into: ClaimCounts()) { $0[$1.verdict] += 1 }
  }

  /// The same, forecasts and statements apart.
  package static func tally(_ judgements: some Sequence<ClaimJudgement>) -> ClaimTally {
    judgements.reduce(into: ClaimTally()) { $0[$1.claim.kind][$1.verdict] += 1 }
  }

  /// The judgement of a claim; nil where it is not in the ledger.
  package func judgement(of claim: Claim) -> ClaimJudgement? { judgements.first { $0.claim.id == claim.id } }

  /// The positions of the claims that have each verdict.
  package func positions() -> [Verdict: [Int]] {
    judgements.indices.reduce(into: [:]) { $0[judgements[$1].verdict, default: []].append($1) }
  }

  /// How many claims ask for attention, and why.
  package struct Attention: Sendable {
    /// Without a verdict after their due day.
    package var overdue = 0
    /// Without a verdict and due within `ClaimJudgement.soonDays`, the day itself included.
    package var soon = 0
    /// The figures say something else than the recorded verdict.
    package var differing = 0
    /// Made or judged with the newest step.
    package var new = 0
  }

  /// What of a snapshot's claims asks for attention.
  package func attention(in s: Snapshot) -> Attention {
    judgements.reduce(into: Attention()) { counts, judgement in
      if case .overdue = judgement.standing { counts.overdue += 1 }
      if case .soon = judgement.standing { counts.soon += 1 }
      if judgement.differs { counts.differing += 1 }
      if judgement.isNew(in: s) { counts.new += 1 }
    }
  }

  // MARK: who and what

  /// Claims that have a topic or a speaker in common, by position in the ledger.
  package struct Group: Sendable {
    /// The topic's key, or the speaker's name.
    package var key: Phrase
    /// Positions in the ledger, in its order.
    package var members: [Int]
    /// How many of them have each verdict.
    package var tally: ClaimTally

    /// The same, forecasts and statements together.
    package var counts: ClaimCounts { tally.all }
  }

  /// The claims by topic, in the order in which the record names the topics.
  package func topics() -> [Group] { groups { Phrase($0.topic) } }

  /// The claims by who made them, most claims first.
  package func speakers() -> [Group] {
    groups(\.who).enumerated().sorted { ($1.element.members.count, $0.offset) < ($0.element.members.count, $1.offset) }.map(
      \.element)
  }

  /// The claims of a group in the order of the tally, forecasts before statements.
  package func sorted(_ group: Group) -> [ClaimJudgement] {
    let members = group.members.map { judgements[$0] }
    return ClaimKind.allCases.flatMap { kind in
      Verdict.tally.flatMap { verdict in members.filter { $0.claim.kind == kind && $0.verdict == verdict } }
    }
  }

  private func groups(_ key: (Claim) -> Phrase) -> [Group] {
    var groups: [Group] = []
    var places: [Phrase: Int] = [:]
    for (i, judgement) in judgements.enumerated() {
      let key = key(judgement.claim)
      let place = places[key] ?? groups.count
      if place == groups.count {
        places[key] = place
        groups.append(Group(key: key, members: [], tally: ClaimTally()))
      }
      groups[place].members.append(i)
      groups[place].tally[judgement.claim.kind][judgement.verdict] += 1
    }
    return groups
  }

  // MARK: over time

  /// Something that changed the counts: a claim was made, or judged.
  package struct Change: Sendable {
    /// When it happened.
    package var instant: Instant
    /// Position in the ledger.
    package var claim: Int
    /// The verdict from then on; `.open` where the claim was made then.
    package var verdict: Verdict
    /// What the counts were after it.
    package var tally: ClaimTally

    /// The same, forecasts and statements together.
    package var counts: ClaimCounts { tally.all }
  }

  /// All that changed the counts up to the snapshot's moment, oldest first.
  ///
  /// A claim that was judged at the moment at which it was made is one change. A claim that cannot be judged counts as such
  /// from the beginning. The counts of a moment are those that a ledger of that moment has, but for claims made later.
  package func history() -> [Change] {
    var changes: [(instant: Instant, claim: Int, from: Verdict?, to: Verdict)] = []
    for (i, judgement) in judgements.enumerated() {
      var from: Verdict?
      for step in judgement.steps {
        changes.append((step.instant, i, from, step.verdict))
        from = step.verdict
      }
    }
    changes.sort { ($0.instant.seconds, $0.claim) < ($1.instant.seconds, $1.claim) }
    var tally = ClaimTally()
    return changes.map { change in
      let kind = judgements[change.claim].claim.kind
      if let from = change.from { tally[kind][from] -= 1 }
      tally[kind][change.to] += 1
      return Change(instant: change.instant, claim: change.claim, verdict: change.to, tally: tally)
    }
  }
}
