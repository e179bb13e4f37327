/// What an event is about.
///
/// The raw value is its name in the facts.
package enum EventKind: String, Sendable, CaseIterable {
  case release, index, price, corporate, energy, chain, charging, ai, fsd, forecast, period, thesis

  /// What lists call it.
  package var words: Phrase {
    switch self {
    case .release: Phrase("company", "회사 발표")
    case .index: Phrase("index", "지수")
    case .price: Phrase("price", "주가")
    case .corporate: Phrase("corporate", "기업")
    case .energy: Phrase("energy", "에너지")
    case .chain: Phrase("chain", "밸류체인")
    case .charging: Phrase("charging", "충전")
    case .ai: Phrase("AI", "AI")
    case .fsd: Phrase("FSD", "FSD")
    case .forecast: Phrase("forecast", "전망")
    case .period: Phrase("period", "기간")
    case .thesis: Phrase("thesis", "투자 논리")
    }
  }
}

/// Something that happens at a time.
///
/// A class, like claims, stages and plants: it never changes, and panels pass it around a lot.
package final class Event: Known {
  /// What it is known by, whatever becomes of its day and its words: calendar programs keep it.
  package let id: String
  /// What happens, in a few words.
  package let title: Phrase
  /// What it is about, which decides where it is listed.
  package let kind: EventKind
  /// The day in New York.
  package let day: Day
  /// When it happens; the end of the day where only the date is known.
  package let start: Instant
  /// Whether the time of day is on record, and not only the date.
  package let hasTime: Bool
  /// What it brought.
  ///
  /// Known only once it has happened.
  package let detail: Phrase?
  /// The number that it brought, if any; known with the detail.
  package let figure: Figure?
  /// The unit as worded in the facts, which may say more than `Unit` can.
  package let unitText: String
  /// Where it is written; known from the announcement on.
  package let citation: Citation
  /// From when on the title and the date are known: the announcement, or the event itself.
  package let knownAt: Instant
  /// From when on the detail and the figure are known.
  package let outcomeKnownAt: Instant

  /// An event with all that came of it; a snapshot hides what was not known yet.
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

  package var identity: String? { id }
  /// That it was announced, and what came of it; one alone where both became known together.
  package var parts: [KnownPart] {
    let outcome = KnownPart(EventPart.outcome, at: outcomeKnownAt)
    if knownAt < outcomeKnownAt { return [KnownPart(EventPart.announced, at: knownAt), outcome] }
    return outcomeKnownAt >= start ? [outcome] : [KnownPart(EventPart.announced, at: knownAt)]
  }
  package static var order: ((Event, Event) -> Bool)? { { $0.start < $1.start } }

  /// Whether it rests on the rules of the calendar alone.
  package var isByRule: Bool { citation.sources == [Source.calendarRule] }

  /// Whether nobody announced it and only a pattern says so.
  package var isExpected: Bool { citation.confidence == .unverified && isByRule }

  /// The event as it could be known at an instant; nil if it could not.
  package func seen(asOf: Instant) -> Event? {
    guard knownAt <= asOf else { return nil }
    if outcomeKnownAt <= asOf || detail == nil && figure == nil { return self }
    return Event(
      id: id, title: title, kind: kind, day: day, start: start, hasTime: hasTime, detail: nil, figure: nil,
      unitText: unitText, citation: citation, knownAt: knownAt, outcomeKnownAt: outcomeKnownAt)
  }
}

/// The parts of an event.
package enum EventPart {
  /// That it would come.
  package static let announced = 0
  /// What came of it.
  package static let outcome = 1
}

/// A day on which the company published a quarter.
package struct EarningsDay: Known {
  /// The quarter whose results came.
  package var quarter: Period
  /// The day in New York.
  package var day: Day
  /// The moment of the release: 16:05 where only the usual pattern is known.
  package var release: Instant
  /// Whether the time of day is the usual pattern and not given by a document.
  package var timeIsPattern: Bool
  /// From when on the date was known; the release itself where no announcement is in the record.
  package var announcedAt: Instant

  /// A day of results; known from the release where no announcement is on record.
  package init(quarter: Period, day: Day, release: Instant, timeIsPattern: Bool, announcedAt: Instant? = nil) {
    self.quarter = quarter
    self.day = day
    self.release = release
    self.timeIsPattern = timeIsPattern
    self.announcedAt = announcedAt ?? release
  }

  package var identity: Period? { quarter }
  package var knownAt: Instant { announcedAt }
  /// None of its own: the moments of an earnings day are those of the prices around it, `Book.moments`.
  package var parts: [KnownPart] { [] }
  package static var order: ((EarningsDay, EarningsDay) -> Bool)? { { $0.release < $1.release } }

  /// The last close before the results were known.
  package var closeBefore: Session { Sessions.lastClosed(at: release) }
  /// The first session that trades on the results.
  package var nextSession: Session { Sessions.next(after: closeBefore.day) }
  /// The fifth session after the release, a week later.
  package var weekLater: Session { Sessions.session(5, after: closeBefore.day) }
}

extension BookDraft {
  /// In the order of the file, which decides between events that begin at one time.
  package var events: [Event] {
    get { facts[Event.self] }
    _modify { yield &facts[Event.self] }
  }
}

extension Snapshot {
  /// All events whose date is known, in order of time; those to come are without their outcome.
  package var events: [Event] { facts() }
}

extension BookDraft {
  /// The days of the company's results, past and announced.
  package var earnings: [EarningsDay] {
    get { facts[EarningsDay.self] }
    _modify { yield &facts[EarningsDay.self] }
  }
}
