package import Model

/// Something that stands in the calendar of somebody who watches the index and the company.
package struct AgendaEntry: Sendable {
  /// What it is; the raw value is its name in exports.
  package enum Kind: String, Sendable, CaseIterable {
    case holiday, earlyClose = "early_close"
    case monthlyExpiry = "monthly_expiry", quarterlyExpiry = "quarterly_expiry"
    case indexReference = "index_reference", indexAnnouncement = "index_announcement"
    case indexWeights = "index_weights", indexTrade = "index_trade_close", indexEffective = "index_effective"
    /// Another event of the index in the record.
    case index
    case deliveries, results
    /// Another event of the company in the record.
    case company
  }

  /// Who says that it takes place then.
  package enum Certainty: Sendable, Equatable {
    /// It follows from the exchange's or the index's rules.
    case rule
    /// It is in the record: it has happened, or it was announced.
    case record
    /// A pattern of the past and no more, with the range seen.
    case expected(earliest: Day, latest: Day, seen: Int)
  }

  package var kind: Kind
  /// The day in New York.
  package var day: Day
  /// The moment; nil where it is all day, or no time is known.
  package var start: Instant?
  package var title: Phrase
  package var detail: Phrase?
  package var certainty: Certainty
  package var citation: Citation?
  /// The same for the same event at every moment that one looks, also when its day moves.
  package var uid: String

  package var isExpected: Bool {
    if case .expected = certainty { return true }
    return false
  }

  /// Whether it lies behind an instant; a day without a time does once it has passed.
  package func isPast(_ instant: Instant) -> Bool { (start ?? Instant(endOf: day)) <= instant }

  /// Until when one waits for it: its moment, or the end of its day.
  package var due: Instant { start ?? Instant(endOf: day) }
}

/// The calendar by rule and from the record: holidays, expiries, the index, the company.
package enum Agenda {
  /// Everything from one day to another (New York), both included, as it could be known at the snapshot's instant; in order of time.
  package static func entries(_ s: Snapshot, from first: Day, through last: Day) -> [AgendaEntry] {
    guard first <= last else { return [] }
    var entries = sessions(s, first, last) + expiries(first, last)
    let deliveries = s.deliveriesDays
    let recorded = events(s, deliveries)
    entries += index(s, first, last, recorded)
    entries += recorded
    entries += company(s, deliveries, recorded)
    return entries.filter { $0.day >= first && $0.day <= last }.sorted { a, b in
      let (x, y) = (a.sortKey, b.sortKey)
      return x != y ? x < y : a.uid < b.uid
    }
  }

  /// The next entries that an investor waits for: releases, what is on record, and the days on which index funds trade.
  package static func upcoming(_ s: Snapshot, _ count: Int) -> [AgendaEntry] {
    let today = s.asOf.newYorkDay
    let ahead = entries(s, from: today, through: today + 200)
    return Array(ahead.lazy.filter { !$0.isPast(s.asOf) && $0.isAwaited }.prefix(count))
  }

  // MARK: the exchange

  private static func sessions(_ s: Snapshot, _ first: Day, _ last: Day) -> [AgendaEntry] {
    var entries: [AgendaEntry] = []
    for number in first.number...last.number {
      let day = Day(number: number)
      guard (1...5).contains(day.weekday) else { continue }
      if let holiday = Sessions.holiday(on: day, asOf: s.asOf) {
        entries.append(
          AgendaEntry(
            kind: .holiday, day: day, title: Phrase("Exchange closed: \(holiday.name.en)", "휴장: \(holiday.name.ko)"),
            certainty: .rule, uid: "closed-\(day.iso)"))
      } else if let session = Sessions.session(on: day), session.closesEarly {
        let clock = session.close.local(in: .newYork).clock
        entries.append(
          AgendaEntry(
            kind: .earlyClose, day: day, start: session.close,
            title: Phrase("Exchange closes early at \(clock)", "조기 폐장 \(clock)"), certainty: .rule, uid: "early-\(day.iso)"))
      }
    }
    return entries
  }

  private static func expiries(_ first: Day, _ last: Day) -> [AgendaEntry] {
    var entries: [AgendaEntry] = []
    var (year, month, _) = first.civil
    while Day(civil: year, month, 1) <= last {
      let third = Day.thirdFriday(ofMonth: month, year)
      let session = Sessions.onOrBefore(third)
      let isQuarterly = month % 3 == 0
      let moved = Phrase("the third Friday, \(third.iso), is a holiday", "셋째 금요일(\(third.iso))이 휴장")
      entries.append(
        AgendaEntry(
          kind: isQuarterly ? .quarterlyExpiry : .monthlyExpiry, day: session.day, start: session.close,
          title: isQuarterly
            ? Phrase("Quarterly expiry: options and index futures", "분기 만기: 옵션·지수 선물")
            : Phrase("Monthly options expiry", "월물 옵션 만기"),
          detail: session.day == third ? nil : moved, certainty: .rule, uid: "expiry-\(year)-\(pad(month, 2))"))
      (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1)
    }
    return entries
  }

  // MARK: the index

  /// The dates of rebalances; of a special one only those that no event of the record stands for.
  private static func index(_ s: Snapshot, _ first: Day, _ last: Day, _ recorded: [AgendaEntry]) -> [AgendaEntry] {
    // A rebalance that takes effect after the end has dates before it.
    let all = RebalanceDates.all(from: first, through: min(last + 60, Day(civil: 9999, 12, 31)), s.rebalances, asOf: s.asOf)
    let days = Set(recorded.lazy.filter { $0.kind.isOfIndex }.map(\.day))
    return all.flatMap { dates -> [AgendaEntry] in
      let entries = self.entries(dates, s)
      return dates.kind == .special ? entries.filter { !days.contains($0.day) } : entries
    }
  }

  private static func entries(_ dates: RebalanceDates, _ s: Snapshot) -> [AgendaEntry] {
    let name = dates.kind.name
    let isSpecial = dates.kind == .special
    let label = "\(dates.kind.rawValue)-\(dates.effective.iso)"
    func close(_ day: Day) -> Instant? { Sessions.session(on: day)?.close }
    func entry(_ kind: AgendaEntry.Kind, _ day: Day, _ start: Instant?, _ en: String, _ ko: String) -> AgendaEntry {
      let citation = isSpecial ? s.rebalances.first { $0.effectiveDay == dates.effective }?.citation : nil
      return AgendaEntry(
        kind: kind, day: day, start: start,
        title: Phrase("\(en) · Nasdaq-100 \(name.en.lowercased())", "\(ko) · 나스닥100 \(name.ko)"),
        certainty: isSpecial ? .record : .rule, citation: citation, uid: "\(label)-\(kind.rawValue)")
    }
    var entries = [
      entry(.indexReference, dates.reference, close(dates.reference), "Reference prices and shares", "기준가·기준 주식 수"),
      // Some time after the close: in Seoul it is the next day in any case.
      entry(
        .indexAnnouncement, dates.announcement, isSpecial ? nil : close(dates.announcement), "New weights announced",
        "새 비중 발표 (장 마감 후)"),
      entry(.indexTrade, dates.tradeClose, close(dates.tradeClose), "Funds trade at the close", "펀드 종가 매매"),
      entry(.indexEffective, dates.effective, Sessions.session(on: dates.effective)?.open, "New weights in force", "새 비중 적용"),
    ]
    if isSpecial, let rebalance = s.rebalances.first(where: { $0.effectiveDay == dates.effective }) {
      entries.append(
        entry(.indexWeights, rebalance.published.newYorkDay, nil, "New index shares published", "새 지수 주식 수 공개"))
    }
    return entries
  }

  // MARK: the company

  /// Events of the record; those that only a calendar rule speaks for are worked out here.
  private static func events(_ s: Snapshot, _ deliveries: [(quarter: Period, day: Day)]) -> [AgendaEntry] {
    s.events.compactMap { event in
      guard event.citation.sources != ["calendar-rule"], let kind = kind(of: event, s, deliveries) else { return nil }
      return AgendaEntry(
        kind: kind, day: event.day, start: event.hasTime ? event.start : nil, title: event.title, detail: event.detail,
        certainty: .record, citation: event.citation, uid: uid(of: event, kind))
    }
  }

  private static func kind(
    of event: Event, _ s: Snapshot, _ deliveries: [(quarter: Period, day: Day)]
  ) -> AgendaEntry.Kind? {
    switch event.kind {
    case .index:
      let rebalance = s.rebalances.first {
        $0.tradeDay == event.day || $0.effectiveDay == event.day || $0.announcedDay == event.day
      }
      guard let rebalance else { return s.rebalances.contains { $0.published.newYorkDay == event.day } ? .indexWeights : .index }
      return event.day == rebalance.effectiveDay
        ? .indexEffective : event.day == rebalance.tradeDay ? .indexTrade : .indexAnnouncement
    case .release:
      if let day = (s.earnings + s.scheduled).first(where: { $0.day == event.day }) {
        return event.start == day.release ? .results : .company
      }
      return deliveries.contains { $0.day == event.day } ? .deliveries : .company
    case .corporate: return .company
    default: return nil
    }
  }

  /// A release keeps its name when its day moves; other events are told apart by their day and title.
  private static func uid(of event: Event, _ kind: AgendaEntry.Kind) -> String {
    let quarter = Period.quarter(of: event.day).advanced(by: -1).label
    switch kind {
    case .results, .deliveries: return "\(kind.rawValue)-\(quarter)"
    default: return "event-\(event.day.iso)-\(fingerprint(event.title.en))"
    }
  }

  /// 32 bits of a text that are the same in every run (FNV-1a).
  private static func fingerprint(_ text: String) -> String {
    String(text.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }, radix: 16)
  }

  /// Releases that no event of the record stands for, and those that are expected.
  private static func company(
    _ s: Snapshot, _ deliveries: [(quarter: Period, day: Day)], _ recorded: [AgendaEntry]
  ) -> [AgendaEntry] {
    let taken = Set(recorded.map(\.uid))
    var entries = (s.earnings + s.scheduled).map { day in
      AgendaEntry(
        kind: .results, day: day.day, start: day.release,
        title: Phrase("\(day.quarter.label) results, after the close", "\(day.quarter.label) 실적 발표 (장 마감 후)"),
        detail: day.timeIsPattern ? Phrase("the time is the usual one", "시각은 통상 패턴 기준") : nil, certainty: .record,
        uid: "results-\(day.quarter.label)")
    }
    entries += deliveries.map { quarter, day in
      AgendaEntry(
        kind: .deliveries, day: day, title: Phrase("\(quarter.label) production and deliveries", "\(quarter.label) 생산·인도 발표"),
        certainty: .record, uid: "deliveries-\(quarter.label)")
    }
    entries += ExpectedRelease.all(s).map { expected($0) }
    return entries.filter { !taken.contains($0.uid) }
  }

  private static func expected(_ release: ExpectedRelease) -> AgendaEntry {
    let quarter = release.quarter.label
    let (earliest, latest) = (release.earliest.iso, release.latest.iso)
    return AgendaEntry(
      kind: release.kind == .deliveries ? .deliveries : .results, day: release.day,
      title: release.kind == .deliveries
        ? Phrase("\(quarter) production and deliveries, expected", "\(quarter) 생산·인도 발표 (예상)")
        : Phrase("\(quarter) results, expected", "\(quarter) 실적 발표 (예상)"),
      detail: Phrase(
        "not announced; by the pattern of the \(release.seen) before it between \(earliest) and \(latest)",
        "미공지; 이전 \(release.seen)회의 패턴으로는 \(earliest)~\(latest)"),
      certainty: .expected(earliest: release.earliest, latest: release.latest, seen: release.seen),
      uid: "\(release.kind.rawValue)-\(quarter)")
  }
}

extension AgendaEntry {
  fileprivate var isAwaited: Bool { certainty != .rule || kind == .indexTrade }

  /// Days without a time come before those with one, in the order of their kind.
  fileprivate var sortKey: (Int64, Int) {
    ((start ?? Instant(day, 0, 0)).seconds, Kind.allCases.firstIndex(of: kind) ?? 0)
  }
}

extension AgendaEntry.Kind {
  package var isOfIndex: Bool {
    switch self {
    case .indexReference, .indexAnnouncement, .indexWeights, .indexTrade, .indexEffective, .index: return true
    default: return false
    }
  }

  package var isOfCompany: Bool { self == .deliveries || self == .results || self == .company }

  package var isExpiry: Bool { self == .monthlyExpiry || self == .quarterlyExpiry }
}
