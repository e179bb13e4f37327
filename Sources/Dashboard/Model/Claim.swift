/// What became of a claim.
package enum Verdict: String, Sendable, CaseIterable {
  case open, met, partly, missed, unknown
}

/// Something that somebody said would be, or was, so.
package struct Claim: Sendable {
  package var id: String
  package var topic: String
  package var text: Phrase
  package var who: Phrase
  package var figure: Figure?
  package var figureHigh: Figure?
  package var due: Day?
  package var verdict: Verdict
  /// What the record says; nil where it says nothing, or nothing yet.
  package var outcome: Phrase?
  package var outcomeKnownAt: Instant?
  package var outcomeSources: [String]
  package var note: Phrase?
  /// What was added to the outcome later.
  package var later: [Remark]
  package var citation: Citation

  package init(
    id: String, topic: String, text: Phrase, who: Phrase, figure: Figure?, figureHigh: Figure?, due: Day?,
    verdict: Verdict, outcome: Phrase?, outcomeKnownAt: Instant?, outcomeSources: [String], note: Phrase?,
    later: [Remark], citation: Citation
  ) {
    self.id = id
    self.topic = topic
    self.text = text
    self.who = who
    self.figure = figure
    self.figureHigh = figureHigh
    self.due = due
    self.verdict = verdict
    self.outcome = outcome
    self.outcomeKnownAt = outcomeKnownAt
    self.outcomeSources = outcomeSources
    self.note = note
    self.later = later
    self.citation = citation
  }

  package var knownAt: Instant { citation.knownAt }

  /// The claim as it stood at an instant; nil before it was made.
  ///
  /// Without its outcome it is open.
  func seen(asOf: Instant) -> Claim? {
    guard knownAt <= asOf else { return nil }
    var claim = self
    claim.later = later.filter { $0.knownAt <= asOf }
    if let known = outcomeKnownAt, known > asOf {
      claim.verdict = .open
      claim.outcome = nil
      claim.outcomeKnownAt = nil
      claim.outcomeSources = []
    }
    return claim
  }
}
