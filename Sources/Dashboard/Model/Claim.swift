/// What became of a claim.
package enum Verdict: String, Sendable, CaseIterable {
  case open, met, partly, missed, unknown
}

/// Whether a claim was about the future.
///
/// The raw value is its name in the facts and in the user's file.
package enum ClaimKind: String, Sendable, CaseIterable {
  /// About something that was neither decided nor published when it was said: only these tell how well somebody foresees.
  case forecast
  /// About something past, published or set by those who decide it, or arithmetic on such figures.
  case statement
}

/// Whose figures a claim is about; the raw value is the name in the facts.
package enum ClaimScope: String, Sendable, CaseIterable {
  case company, world
}

/// The parts of a claim that are neither one of its verdicts nor one of its additions, which are counted from 0.
package enum ClaimPart {
  /// The outcome or the state that the record gives.
  package static let outcome = -1
  /// That it was made.
  package static let made = -2
  /// The rule by which figures decide it, where it came later than the claim.
  package static let test = -3
}

/// Something that somebody said was so, or would be.
package final class Claim: Known {
  /// The file with the user's own claims, named as the source of what comes from it.
  package static let userFile = "claims.yaml"

  /// Its name in the facts or the key in the user's file; unique among all claims.
  package let id: String
  /// Whether it counts when one asks how well somebody foresees.
  package let kind: ClaimKind
  /// Whose figures it is about: the company's unless the facts say otherwise.
  package let scope: ClaimScope
  /// The verdict on record, `open` before its day; a verdict that figures give may differ, see `test`.
  package let verdict: Verdict
  /// The key of its subject, such as `energy`; claims are listed by it.
  package let topic: String
  /// What was claimed, in a sentence.
  package let text: Phrase
  /// Who said so, as the facts or the user write it.
  package let who: Phrase
  /// The last day on which it can come true; nil where no time was named.
  package let due: Day?
  /// From when on the recorded verdict and its words are known; nil where the facts give neither a day.
  package let outcomeKnownAt: Instant?
  /// Where and when it was made.
  package let citation: Citation
  /// The line of the user's file that it begins on; nil for a claim of the facts.
  package let line: Int?
  private let rest: Rest?

  /// The optional parts of a claim, kept apart because they are five times as large as the rest: the longest user's file has
  /// 58,000 claims without any.
  private final class Rest: Sendable {
    let figure: Figure?
    let figureHigh: Figure?
    let outcome: Phrase?
    let outcomeSources: [String]
    let note: Phrase?
    let later: [Remark]
    let test: ClaimTest?

    /// Nil where there is nothing to keep.
    init?(
      _ figure: Figure?, _ figureHigh: Figure?, _ outcome: Phrase?, _ outcomeSources: [String], _ note: Phrase?,
      _ later: [Remark], _ test: ClaimTest?
    ) {
      if figure == nil, figureHigh == nil, outcome == nil, outcomeSources.isEmpty, note == nil, later.isEmpty, test == nil {
        return nil
      }
      self.figure = figure
      self.figureHigh = figureHigh
      self.outcome = outcome
      self.outcomeSources = outcomeSources
      self.note = note
      self.later = later
      self.test = test
    }
  }

  /// A claim as it is written; of the user's if it has a line of their file.
  package init(
    id: String, topic: String, text: Phrase, who: Phrase, figure: Figure?, figureHigh: Figure?, due: Day?,
    verdict: Verdict, outcome: Phrase?, outcomeKnownAt: Instant?, outcomeSources: [String], note: Phrase?,
    later: [Remark], citation: Citation, test: ClaimTest? = nil, line: Int? = nil, kind: ClaimKind = .forecast,
    scope: ClaimScope = .company
  ) {
    self.id = id
    self.kind = kind
    self.scope = scope
    self.verdict = verdict
    self.topic = topic
    self.text = text
    self.who = who
    self.due = due
    self.outcomeKnownAt = outcomeKnownAt
    self.citation = citation
    self.line = line
    rest = Rest(figure, figureHigh, outcome, outcomeSources, note, later, test)
  }

  /// The number claimed, or the lower of two; nil where none was named.
  package var figure: Figure? { rest?.figure }
  /// The upper end, in the same unit; nil where a single number was claimed.
  package var figureHigh: Figure? { rest?.figureHigh }
  /// What the record says; nil where it says nothing, or nothing yet.
  package var outcome: Phrase? { rest?.outcome }
  /// The keys of the sources of the recorded verdict; empty where there is none.
  package var outcomeSources: [String] { rest?.outcomeSources ?? [] }
  /// What a reader should know to judge it fairly.
  package var note: Phrase? { rest?.note }
  /// What was added to the outcome later.
  package var later: [Remark] { rest?.later ?? [] }
  /// How the facts decide it; nil where no figure in them does.
  package var test: ClaimTest? { rest?.test }

  /// From when on the public knew that it was said.
  package var knownAt: Instant { citation.knownAt }

  package var identity: String? { isUser ? nil : id }

  /// That it was made, what was added later by place, and what has a moment of its own, by `ClaimPart`.
  package var parts: [KnownPart] {
    var parts = later.enumerated().map { KnownPart($0, at: $1.knownAt) }
    parts.append(KnownPart(ClaimPart.made, at: knownAt))
    if let outcomeKnownAt { parts.append(KnownPart(ClaimPart.outcome, at: outcomeKnownAt)) }
    if let test, test.knownAt > knownAt { parts.append(KnownPart(ClaimPart.test, at: test.knownAt)) }
    return parts
  }

  /// Whether it is one of the user's.
  package var isUser: Bool { line != nil }

  /// The claim with a rule by which the facts decide it.
  package func tested(by test: ClaimTest) -> Claim {
    Claim(
      id: id, topic: topic, text: text, who: who, figure: figure, figureHigh: figureHigh, due: due, verdict: verdict,
      outcome: outcome, outcomeKnownAt: outcomeKnownAt, outcomeSources: outcomeSources, note: note, later: later,
      citation: citation, test: test, line: line, kind: kind, scope: scope)
  }

  /// The claim as it stood at an instant; nil before it was made.
  ///
  /// Without its outcome it is open.
  package func seen(asOf: Instant) -> Claim? {
    guard knownAt <= asOf else { return nil }
    let isJudged = outcomeKnownAt.map { $0 <= asOf } ?? true
    let test = test.flatMap { $0.knownAt <= asOf ? $0 : nil }
    if isJudged, later.allSatisfy({ $0.knownAt <= asOf }), (test == nil) == (self.test == nil) { return self }
    return Claim(
      id: id, topic: topic, text: text, who: who, figure: figure, figureHigh: figureHigh, due: due,
      verdict: isJudged ? verdict : .open, outcome: isJudged ? outcome : nil,
      outcomeKnownAt: isJudged ? outcomeKnownAt : nil, outcomeSources: isJudged ? outcomeSources : [], note: note,
      later: later.filter { $0.knownAt <= asOf }, citation: citation, test: test, line: line, kind: kind, scope: scope)
  }
}

extension BookDraft {
  /// Those of the facts and then the user's.
  package var claims: [Claim] {
    get { facts[Claim.self] }
    _modify { yield &facts[Claim.self] }
  }
}

extension Snapshot {
  /// The claims that had been made, as they stood.
  package var claims: [Claim] { facts() }
}
