package import Model

/// What the facts say about the subject of a claim.
package enum ClaimEvidence: Sendable {
  case figure(Figure)
  /// A day on which something happened.
  case day(Day, Citation)

  /// From when on the public knew it.
  package var knownAt: Instant {
    switch self {
    case .figure(let figure): return figure.provenance.knownAt
    case .day(_, let citation): return citation.knownAt
    }
  }
}

/// How soon an open claim falls due.
package enum ClaimDueState: Equatable, Sendable {
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

  /// Whether it is time to look.
  package var isPressing: Bool {
    switch self {
    case .soon, .overdue: return true
    case .judged, .undated, .later: return false
    }
  }
}

/// A claim held against the facts of a snapshot.
///
/// A recorded verdict is somebody's reading of documents, a computed one follows from figures by the claim's test. Where both
/// exist, the recorded one stands and the difference is pointed out; until there is a recorded one, the computed one stands.
/// Where they are equal the earlier of them dates the verdict: a record that repeats it later takes nothing back.
package struct ClaimJudgement: Sendable {
  /// What is judged.
  package let claim: Claim
  /// The result of the test; nil for a claim without one.
  ///
  /// An object, because few of the user's claims have one.
  private let evaluation: Evaluation?
  /// The changes of the verdict, oldest first.
  private let changes: [Step]
  /// How much time an open claim has left.
  package let standing: ClaimDueState

  private final class Evaluation: Sendable {
    let result: ClaimEvaluation.Result

    init(_ result: ClaimEvaluation.Result) { self.result = result }
  }

  /// A verdict, and the moment at which it became that.
  package struct Step: Equatable, Sendable {
    /// Not before the claim was made.
    package var instant: Instant
    /// The verdict from then on.
    package var verdict: Verdict

    /// A verdict from a moment on.
    package init(instant: Instant, verdict: Verdict) {
      self.instant = instant
      self.verdict = verdict
    }
  }

  /// How many days before its due day a claim begins to count as due soon.
  package static let soonDays = 90

  /// Judges one claim; a ledger of many shares what they read.
  package init(_ claim: Claim, _ s: Snapshot) { self.init(claim, MetricValues(s)) }

  /// The same with readings that other claims have asked for.
  init(_ claim: Claim, _ readings: MetricValues) {
    self.claim = claim
    evaluation = claim.test.map { Evaluation(ClaimEvaluation(claim, $0, readings).result) }
    changes = Self.changes(claim, evaluation?.result)
    standing = changes.isEmpty ? Self.standing(claim.due, readings.snapshot.asOf) : .judged
  }

  private static func changes(_ claim: Claim, _ computed: ClaimEvaluation.Result?) -> [Step] {
    var changes: [Step] = []
    func add(_ verdict: Verdict, at instant: Instant) {
      if let last = changes.last {
        if last.verdict == verdict { return }
        // Of several verdicts at one moment the last one counts.
        if instant <= last.instant { changes.removeLast() }
      }
      changes.append(Step(instant: max(instant, claim.knownAt), verdict: verdict))
    }
    // A verdict without a day has been the claim's from the beginning.
    let recordedAt = claim.verdict == .open ? Instant.distantFuture : claim.outcomeKnownAt ?? claim.knownAt
    if let computed, computed.verdict != .open, let since = computed.since, since < recordedAt {
      add(computed.verdict, at: since)
    }
    if claim.verdict != .open { add(claim.verdict, at: recordedAt) }
    return changes
  }

  /// What the test says, `.open` where it does not say yet; nil for a claim without one.
  package var computed: Verdict? { evaluation?.result.verdict }
  /// Since when the test decides it.
  package var computedAt: Instant? { evaluation?.result.since }
  /// What decides it, or the nearest to it so far.
  package var record: ClaimEvidence? { evaluation?.result.record }
  /// Why the test cannot decide although it should.
  package var obstacle: Phrase? { evaluation?.result.obstacle }

  /// The verdicts with the moments from which they held, oldest first: from the making of the claim to the snapshot.
  ///
  /// The verdict at every moment in between is the one that a snapshot of that moment gives.
  package var steps: [Step] {
    if let first = changes.first, first.instant <= claim.knownAt { return changes }
    return [Step(instant: claim.knownAt, verdict: .open)] + changes
  }

  /// The verdict that counts.
  package var verdict: Verdict { changes.last?.verdict ?? .open }

  /// Whether the verdict that counts is the computed one.
  package var isComputed: Bool { claim.verdict == .open && verdict != .open }

  /// Since when it counts; nil for an open claim, and for a verdict without a date.
  package var judgedAt: Instant? {
    if verdict == .open || !isComputed && claim.outcomeKnownAt == nil { return nil }
    return changes.last?.instant
  }

  /// Whether the figures contradict the recorded verdict.
  package var differs: Bool {
    guard let computed, computed != .open, claim.verdict != .open else { return false }
    return computed != claim.verdict
  }

  /// Whether it was made or judged with a snapshot's newest step.
  package func isNew(in s: Snapshot) -> Bool { s.isNew(claim.knownAt) || judgedAt.map { s.isNew($0) } == true }

  private static func standing(_ due: Day?, _ asOf: Instant) -> ClaimDueState {
    guard let due else { return .undated }
    let days = due - asOf.newYorkDay
    if days < 0 { return .overdue(days: -days) }
    return days <= soonDays ? .soon(days: days) : .later(days: days)
  }
}
