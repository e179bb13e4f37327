/// What an event is about.
///
/// The raw value is its name in the facts.
package enum EventKind: String, Sendable, CaseIterable {
  case release, index, price, corporate, energy, chain, charging, ai, fsd, forecast, period, thesis
}

/// Something that happens at a time.
///
/// A class, as claims, stages and plants are: it never changes, and panels pass it around a lot.
package final class Event: Sendable {
  /// What it is known by, whatever becomes of its day and its words: calendar programs keep it.
  package let id: String
  package let title: Phrase
  package let kind: EventKind
  package let day: Day
  /// When it happens; the end of the day where only the date is known.
  package let start: Instant
  package let hasTime: Bool
  /// What it brought.
  ///
  /// Known only once it has happened.
  package let detail: Phrase?
  package let figure: Figure?
  /// The unit as the facts word it, where it is more than `Unit` can say.
  package let unitText: String
  package let citation: Citation
  /// From when on the title and the date are known: the announcement, or the event itself.
  package let knownAt: Instant
  /// From when on the detail and the figure are known.
  package let outcomeKnownAt: Instant

  package init(
    id: String, title: Phrase, kind: EventKind, day: Day, start: Instant, hasTime: Bool, detail: Phrase?,
    figure: Figure?, unitText: String, citation: Citation, knownAt: Instant, outcomeKnownAt: Instant
  ) {
    self.id = id
    self.title = title
    self.kind = kind
    self.day = day
    self.start = start
    self.hasTime = hasTime
    self.detail = detail
    self.figure = figure
    self.unitText = unitText
    self.citation = citation
    self.knownAt = knownAt
    self.outcomeKnownAt = outcomeKnownAt
  }

  /// Whether only the rules of the calendar speak for it.
  package var isByRule: Bool { citation.sources == [Source.calendarRule] }

  /// Whether nobody announced it and only a pattern says so.
  package var isExpected: Bool { citation.confidence == .unverified && isByRule }

  /// The event as it could be known at an instant; nil if it could not.
  func seen(asOf: Instant) -> Event? {
    guard knownAt <= asOf else { return nil }
    if outcomeKnownAt <= asOf || detail == nil && figure == nil { return self }
    return Event(
      id: id, title: title, kind: kind, day: day, start: start, hasTime: hasTime, detail: nil, figure: nil,
      unitText: unitText, citation: citation, knownAt: knownAt, outcomeKnownAt: outcomeKnownAt)
  }
}

/// A day on which the company published a quarter.
package struct EarningsDay: Sendable {
  package var quarter: Period
  package var day: Day
  package var release: Instant
  /// Whether the time of day is the usual pattern and not a document's.
  package var timeIsPattern: Bool
  /// From when on the date was known; the release itself where no announcement is in the record.
  package var announcedAt: Instant

  package init(quarter: Period, day: Day, release: Instant, timeIsPattern: Bool, announcedAt: Instant? = nil) {
    self.quarter = quarter
    self.day = day
    self.release = release
    self.timeIsPattern = timeIsPattern
    self.announcedAt = announcedAt ?? release
  }

  /// The last close that could not know the results.
  package var closeBefore: Session { Sessions.lastClosed(at: release) }
  /// The first session that trades on the results.
  package var nextSession: Session { Sessions.next(after: closeBefore.day) }
  /// The fifth session after the release, a week later.
  package var weekLater: Session { Sessions.session(5, after: closeBefore.day) }
}
