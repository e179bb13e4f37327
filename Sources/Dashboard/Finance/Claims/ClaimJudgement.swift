package import Model

/// What the facts have of what a claim is about.
package enum ClaimRecord: Sendable {
  case figure(Figure)
  /// A day on which something happened.
  case day(Day, Citation)

  package var knownAt: Instant {
    switch self {
    case .figure(let figure): return figure.provenance.knownAt
    case .day(_, let citation): return citation.knownAt
    }
  }
}

/// How soon an open claim falls due.
package enum ClaimStanding: Equatable, Sendable {
  /// There is a verdict.
  case judged
  /// It has no due day.
  case undated
  /// So many days from now.
  case later(days: Int)
  /// The same, and it is time to look: at most `ClaimJudgement.soonDays`.
  case soon(days: Int)
  /// So many days ago.
  case overdue(days: Int)
}

/// A claim held against the facts of a snapshot.
///
/// A recorded verdict is somebody's reading of documents, a computed one follows from figures by the claim's test. Where both are there
/// the recorded one stands and the difference is told; until there is a recorded one the computed one stands. Where they are equal the
/// earlier of them dates the verdict: a record that repeats it later takes nothing back.
package struct ClaimJudgement: Sendable {
  package let claim: Claim
  /// What the test says, `.open` where it does not say yet; nil for a claim without one.
  package let computed: Verdict?
  /// Since when the test decides it.
  package let computedAt: Instant?
  /// What decides it, or the nearest to it so far.
  package let record: ClaimRecord?
  /// Why the test cannot decide although it should.
  package let obstacle: Phrase?
  /// Until when an open claim has time.
  package let standing: ClaimStanding
  /// What the verdict was since when, oldest first: from the moment at which the claim was made to that of the snapshot.
  ///
  /// The verdict of every moment on the way is the one that a snapshot of it gives.
  package let steps: [Step]

  package struct Step: Equatable, Sendable {
    package var instant: Instant
    package var verdict: Verdict

    package init(instant: Instant, verdict: Verdict) {
      self.instant = instant
      self.verdict = verdict
    }
  }

  /// From how many days before its due day on a claim counts as soon due.
  package static let soonDays = 90

  package init(_ claim: Claim, _ s: Snapshot) {
    self.claim = claim
    let result = claim.test.map { ClaimTrial(claim, $0, s).result }
    computed = result?.verdict
    computedAt = result?.since
    record = result?.record
    obstacle = result?.obstacle
    steps = Self.steps(claim, result)
    standing = steps[steps.count - 1].verdict == .open ? Self.standing(claim.due, s.asOf) : .judged
  }

  private static func steps(_ claim: Claim, _ computed: ClaimTrial.Result?) -> [Step] {
    var steps = [Step(instant: claim.knownAt, verdict: .open)]
    func add(_ verdict: Verdict, at instant: Instant) {
      if let last = steps.last, last.verdict == verdict { return }
      // Of what came at one moment the last word counts.
      if let last = steps.last, instant <= last.instant { steps.removeLast() }
      steps.append(Step(instant: max(instant, claim.knownAt), verdict: verdict))
    }
    // A verdict without a day is that of the claim from the beginning.
    let recordedAt = claim.verdict == .open ? Instant.distantFuture : claim.outcomeKnownAt ?? claim.knownAt
    if let computed, computed.verdict != .open, let since = computed.since, since < recordedAt {
      add(computed.verdict, at: since)
    }
    if claim.verdict != .open { add(claim.verdict, at: recordedAt) }
    return steps
  }

  /// The verdict that counts.
  package var verdict: Verdict { steps[steps.count - 1].verdict }

  /// Whether the verdict that counts is the computed one.
  package var isComputed: Bool { claim.verdict == .open && verdict != .open }

  /// Since when it counts; nil for an open claim, and for a verdict without a date.
  package var judgedAt: Instant? {
    if verdict == .open || !isComputed && claim.outcomeKnownAt == nil { return nil }
    return steps[steps.count - 1].instant
  }

  /// Whether the figures say something else than the recorded verdict.
  package var differs: Bool {
    guard let computed, computed != .open, claim.verdict != .open else { return false }
    return computed != claim.verdict
  }

  private static func standing(_ due: Day?, _ asOf: Instant) -> ClaimStanding {
    guard let due else { return .undated }
    let days = due - asOf.newYorkDay
    if days < 0 { return .overdue(days: -days) }
    return days <= soonDays ? .soon(days: days) : .later(days: days)
  }
}
