package import Model

/// The calendar by rule and from the record: holidays, expiries, the index, the company.
package enum Agenda {
  /// Everything from one day to another (New York), both included, as it could be known at the snapshot's instant; in order of time.
  package static func entries(_ s: Snapshot, from first: Day, through last: Day) -> [AgendaEntry] {
    guard first <= last else { return [] }
    let dated = dated(s)
    let all = dated + ruled(s, first, last, beside: dated) + special(s, beside: dated)
    let entries = all.filter { $0.day >= first && $0.day <= last }
    // Each key is worked out once: sorting asks for it some ten times.
    let keyed = entries.enumerated().map { (key: $1.sortKey, place: $0) }
    return keyed.sorted { a, b in
      a.key == b.key ? entries[a.place].uid < entries[b.place].uid : a.key < b.key
    }.map { entries[$0.place] }
  }

  /// The next entries that an investor waits for: releases, what is on record, and the days on which index funds trade.
  package static func upcoming(_ s: Snapshot, _ count: Int) -> [AgendaEntry] {
    let today = s.asOf.newYorkDay
    let ahead = entries(s, from: today, through: today + 200)
    return Array(ahead.lazy.filter { !$0.isPast(s.asOf) && $0.isAwaited }.prefix(count))
  }

  /// What the record says about the company and the index, and what is expected from it, for all days.
  static func dated(_ s: Snapshot) -> [AgendaEntry] {
    let deliveries = s.deliveriesDays
    let results = s.earnings + s.scheduled
    let recorded = events(s, results, deliveries)
    return recorded + company(s, results, deliveries, recorded)
  }

  /// What follows from the rules of the exchange and the index, for some days and a few around them, except where `recorded`
  /// has it.
  static func ruled(_ s: Snapshot, _ first: Day, _ last: Day, beside recorded: [AgendaEntry] = []) -> [AgendaEntry] {
    var entries: [AgendaEntry] = []
    sessions(s, first, last, &entries)
    expiries(s, first, last, &entries)
    // A rebalance that takes effect after the end has dates before it.
    for dates in RebalanceDates.all(from: first, through: last + 60, [], asOf: s.asOf) {
      entries += index(s, dates, nil, beside: recorded)
    }
    return entries
  }

  /// The dates of the special rebalances that were announced.
  static func special(_ s: Snapshot, beside recorded: [AgendaEntry]) -> [AgendaEntry] {
    s.rebalances.filter { $0.kind == .special && $0.citation.knownAt <= s.asOf }.flatMap {
      index(s, RebalanceDates($0), $0, beside: recorded)
    }
  }

  // MARK: the exchange

  private static func sessions(_ s: Snapshot, _ first: Day, _ last: Day, _ entries: inout [AgendaEntry]) {
    for number in first.number...last.number {
      let day = Day(number: number)
      guard (1...5).contains(day.weekday) else { continue }
      if let holiday = Sessions.holiday(on: day, asOf: s.asOf) {
        entries.append(AgendaEntry(.holiday, day, nil, .holiday(holiday)))
      } else if let close = Sessions.earlyClose(on: day, asOf: s.asOf) {
        entries.append(AgendaEntry(.earlyClose, day, close, .earlyClose))
      }
    }
  }

  private static func expiries(_ s: Snapshot, _ first: Day, _ last: Day, _ entries: inout [AgendaEntry]) {
    var (year, month, _) = first.civil
    while Day(civil: year, month, 1) <= last {
      let third = Day.thirdFriday(ofMonth: month, year)
      let session = Sessions.onOrBefore(third, asOf: s.asOf)
      if session.day >= first, session.day <= last {
        let kind: AgendaEntry.Kind = month % 3 == 0 ? .quarterlyExpiry : .monthlyExpiry
        entries.append(AgendaEntry(kind, session.day, session.close, .expiry(third: third)))
      }
      (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1)
    }
  }

  // MARK: the index

  /// The dates of a rebalance, except those that are events on record.
  private static func index(
    _ s: Snapshot, _ dates: RebalanceDates, _ rebalance: Rebalance?, beside recorded: [AgendaEntry]
  ) -> [AgendaEntry] {
    var entries: [AgendaEntry] = []
    func add(_ kind: AgendaEntry.Kind, _ day: Day, _ start: Instant?) {
      if recorded.contains(where: { $0.day == day && $0.kind == kind }) { return }
      entries.append(AgendaEntry(kind, day, start, .rebalance(dates.kind, effective: dates.effective, rebalance?.citation)))
    }
    func close(_ day: Day) -> Instant? { Sessions.session(on: day, asOf: s.asOf)?.close }
    add(.indexReference, dates.reference, close(dates.reference))
    // Some time after the close: in Seoul it is the next day in any case.
    add(.indexAnnouncement, dates.announcement, rebalance == nil ? close(dates.announcement) : nil)
    if let rebalance { add(.indexWeights, rebalance.published.newYorkDay, nil) }
    add(.indexTrade, dates.tradeClose, close(dates.tradeClose))
    add(.indexEffective, dates.effective, Sessions.session(on: dates.effective, asOf: s.asOf)?.open)
    return entries
  }

  // MARK: the company

  /// Events on record; those that rest on a calendar rule alone are worked out instead.
  private static func events(
    _ s: Snapshot, _ results: [EarningsDay], _ deliveries: [(quarter: Period, day: Day)]
  ) -> [AgendaEntry] {
    s.events.compactMap { event in
      guard !event.isByRule else { return nil }
      let kind: AgendaEntry.Kind
      switch event.kind {
      case .index: kind = self.kind(ofIndexEvent: event, s)
      case .release:
        // Of several releases on one day, the first is the one that everybody waits for.
        let isFirst = s.events.first { $0.kind == .release && $0.day == event.day }?.id == event.id
        if isFirst, event.hasTime, results.contains(where: { $0.day == event.day }) {
          kind = .results
        } else {
          kind = isFirst && deliveries.contains { $0.day == event.day } ? .deliveries : .company
        }
      case .corporate: kind = .company
      case .forecast, .thesis: kind = .forecast
      default: return nil
      }
      return AgendaEntry(kind, event.day, event.hasTime ? event.start : nil, .event(event))
    }
  }

  private static func kind(ofIndexEvent event: Event, _ s: Snapshot) -> AgendaEntry.Kind {
    for rebalance in s.rebalances where rebalance.citation.knownAt <= s.asOf {
      if event.day == rebalance.effectiveDay { return .indexEffective }
      if event.day == rebalance.tradeDay { return .indexTrade }
      if event.day == rebalance.announcedDay { return .indexAnnouncement }
      if event.day == rebalance.published.newYorkDay { return .indexWeights }
    }
    return .index
  }

  /// Releases that are no event on record, and those that are expected.
  private static func company(
    _ s: Snapshot, _ results: [EarningsDay], _ deliveries: [(quarter: Period, day: Day)], _ recorded: [AgendaEntry]
  ) -> [AgendaEntry] {
    var entries = results.map {
      AgendaEntry(
        .results, $0.day, $0.release,
        .results($0.quarter, timeIsPattern: $0.timeIsPattern, s.versions(.revenue, $0.quarter).first?.reading.citation))
    }
    entries += deliveries.map { quarter, day in
      AgendaEntry(
        .deliveries, day, nil, .deliveries(quarter, s.versions(.deliveries, quarter).first?.reading.citation))
    }
    entries += ExpectedRelease.all(s).map { release in
      AgendaEntry(release.kind == .deliveries ? .deliveries : .results, release.day, nil, .expected(release))
    }
    var taken: [AgendaEntry.Kind: Set<Period>] = [:]
    for entry in recorded { if let quarter = entry.releasedQuarter { taken[entry.kind, default: []].insert(quarter) } }
    return entries.filter { entry in
      entry.releasedQuarter.map { taken[entry.kind]?.contains($0) != true } ?? true
    }
  }
}
