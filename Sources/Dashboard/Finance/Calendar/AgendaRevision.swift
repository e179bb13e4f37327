package import Model

/// Which version of an entry of the calendar it is: calendar programs take a newer one in the place of an older one.
package struct AgendaRevision: Equatable, Sendable {
  /// How many times the entry has changed: its day, its time, its words or its sources.
  ///
  /// It never falls from one moment to a later one.
  package var changes: Int
  /// From when on it has been known as it is.
  package var since: Instant

  /// Unchanged since a moment, unless it is said how often it changed.
  package init(changes: Int = 0, since: Instant) { (self.changes, self.since) = (changes, since) }
}

extension Agenda {
  /// The version of each entry by its `uid`, as a snapshot gives them.
  ///
  /// It follows from the record alone: the same moment gives the same versions, whenever and for whatever range somebody asks.
  package static func revisions(_ entries: [AgendaEntry], _ s: Snapshot) -> [String: AgendaRevision] {
    guard let first = entries.map(\.day).min(), let last = entries.map(\.day).max() else { return [:] }
    var ruled = History(of: entries.filter { $0.subject.isOfRules })
    follow(rules: &ruled, s, first, last)
    var dated = History(of: entries.filter { !$0.subject.isOfRules })
    follow(record: &dated, s)
    return ruled.revisions.merging(dated.revisions) { rule, _ in rule }
  }

  /// Goes through what rules say: it changes only with closures that no rule foresaw.
  private static func follow(rules history: inout History, _ s: Snapshot, _ first: Day, _ last: Day) {
    guard !history.wanted.isEmpty else { return }
    // No closure moves a date by rule that is further away.
    let reach = 62
    let days = Sessions.oneOffs(from: first - reach, through: last + reach)
    let surprises = days.map { Instant($0, 0, 0) }.filter { $0 <= s.asOf }
    let foreseen = surprises.first.map { $0 + -1 } ?? s.asOf
    for moment in [foreseen] + surprises {
      let then = s.earlier(moment)
      history.note(ruled(then, first - reach, last + reach), then, since: moment == foreseen ? Sessions.knownFrom : moment)
    }
  }

  /// Goes through what the record says and what is expected from it: it changes when something becomes known, and with each day on which
  /// an expected release has not come.
  private static func follow(record history: inout History, _ s: Snapshot) {
    guard !history.wanted.isEmpty else { return }
    var moments = s.agendaMoments()[...]
    var next = moments.popFirst()
    while let moment = next, moment <= s.asOf {
      let then = s.earlier(moment)
      let entries = dated(then)
      history.note(entries + special(then, beside: entries), then, since: moment)
      while let known = moments.first, known <= moment { moments.removeFirst() }
      let overdue = entries.filter(\.isExpected).map { Instant($0.day + 1, 0, 0) }.min()
      next = [moments.first, overdue].compactMap { $0 }.min()
    }
  }
}

/// The versions of some entries, noted from the oldest moment to the newest.
private struct History {
  /// What a calendar program is told of an entry.
  private struct Content: Equatable {
    var day: Day
    var start: Instant?
    var title: Phrase
    var detail: Phrase?
    var certainty: AgendaEntry.Certainty
    var sources: [String]

    init(_ entry: AgendaEntry, _ s: Snapshot) {
      (day, start, title, detail) = (entry.day, entry.start, entry.title, entry.detail)
      certainty = entry.certainty
      // A document of a later day is not named yet.
      sources = (entry.citation?.sources ?? []).filter { s.source($0).map { !$0.isLater(than: s.asOf) } ?? false }
    }
  }

  let wanted: Set<String>
  private(set) var revisions: [String: AgendaRevision] = [:]
  private var contents: [String: Content] = [:]

  init(of entries: [AgendaEntry]) { wanted = Set(entries.map(\.uid)) }

  /// Notes how entries are at a moment; one that is gone and comes back as it was has not changed.
  mutating func note(_ entries: [AgendaEntry], _ s: Snapshot, since: Instant) {
    for entry in entries {
      let uid = entry.uid
      guard wanted.contains(uid) else { continue }
      let content = Content(entry, s)
      guard let old = contents.updateValue(content, forKey: uid) else {
        revisions[uid] = AgendaRevision(since: since)
        continue
      }
      if old != content { revisions[uid] = AgendaRevision(changes: (revisions[uid]?.changes ?? 0) + 1, since: since) }
    }
  }
}

extension AgendaEntry.Subject {
  /// Whether the rules of the exchange or the index say it, and not the record.
  fileprivate var isOfRules: Bool {
    switch self {
    case .holiday, .earlyClose, .expiry: return true
    case .rebalance(let kind, _, _): return kind != .special
    case .event, .results, .deliveries, .expected: return false
    }
  }
}
