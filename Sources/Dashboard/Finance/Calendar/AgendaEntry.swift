package import Model

/// An entry in the calendar of somebody who follows the index and the company.
///
/// It holds what it is about; its words are made when somebody reads them.
package struct AgendaEntry: Sendable {
  /// What it is; the raw value is its name in exports.
  package enum Kind: String, Sendable, CaseIterable {
    case holiday, earlyClose = "early_close"
    case monthlyExpiry = "monthly_expiry", quarterlyExpiry = "quarterly_expiry"
    case indexReference = "index_reference", indexAnnouncement = "index_announcement"
    case indexWeights = "index_weights", indexTrade = "index_trade_close", indexEffective = "index_effective"
    /// Another event of the index in the record.
    case index = "index_other"
    case deliveries, results
    /// Another event of the company in the record.
    case company
    /// A day on which a claim or a thesis falls due.
    case forecast
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

  /// What it is about.
  enum Subject: Sendable {
    case holiday(Holiday)
    case earlyClose
    /// The third Friday that it belongs to.
    case expiry(third: Day)
    /// A date of a rebalance; a special one has its citation.
    case rebalance(RebalanceKind, effective: Day, Citation?)
    case event(Event)
    case results(Period, timeIsPattern: Bool, Citation?)
    case deliveries(Period, Citation?)
    case expected(ExpectedRelease)
  }

  /// What kind of date it is, by which lists filter and colour it.
  package var kind: Kind
  /// The day in New York.
  package var day: Day
  /// The moment; nil where it is all day, or no time is known.
  package var start: Instant?
  let subject: Subject

  init(_ kind: Kind, _ day: Day, _ start: Instant?, _ subject: Subject) {
    self.kind = kind
    self.day = day
    self.start = start
    self.subject = subject
  }

  /// Whether it is over at an instant; a day without a time is over once it has passed.
  package func isPast(_ instant: Instant) -> Bool { due <= instant }

  /// When the wait for it ends: at its moment, or at the end of its day.
  package var due: Instant { start ?? Instant(endOf: day) }

  /// Who says that it takes place then.
  package var certainty: Certainty {
    switch subject {
    case .holiday, .earlyClose, .expiry: return .rule
    case .rebalance(let kind, _, _): return kind == .special ? .record : .rule
    case .event, .results, .deliveries: return .record
    case .expected(let release): return .expected(earliest: release.earliest, latest: release.latest, seen: release.seen)
    }
  }

  /// Whether only a pattern of the past says so.
  package var isExpected: Bool {
    if case .expected = subject { return true }
    return false
  }

  /// Where it is written; nil for what follows from a rule or a pattern.
  package var citation: Citation? {
    switch subject {
    case .event(let event): return event.citation
    case .rebalance(_, _, let citation), .results(_, _, let citation), .deliveries(_, let citation): return citation
    default: return nil
    }
  }

  // MARK: words

  /// What it is, in a line.
  package var title: Phrase {
    switch subject {
    case .holiday(let holiday): return Phrase("Exchange closed: \(holiday.name.en)", "휴장: \(holiday.name.ko)")
    case .earlyClose: return Phrase("Exchange closes early", "조기 폐장")
    case .expiry:
      return kind == .quarterlyExpiry
        ? Phrase("Quarterly expiry: options and index futures", "분기 만기: 옵션·지수 선물") : Phrase("Monthly options expiry", "월물 옵션 만기")
    case .rebalance(let rebalance, _, _):
      let (what, name) = (date, rebalance.name)
      return Phrase("\(what.en) · Nasdaq-100 \(name.en.lowercased())", "\(what.ko) · 나스닥100 \(name.ko)")
    case .event(let event): return event.title
    case .results(let quarter, _, _):
      return Phrase("\(quarter.label) results, after the close", "\(quarter.label) 실적 발표 (장 마감 후)")
    case .deliveries(let quarter, _): return Phrase("\(quarter.label) production and deliveries", "\(quarter.label) 생산·인도 발표")
    case .expected(let release):
      let quarter = release.quarter.label
      return release.kind == .deliveries
        ? Phrase("\(quarter) production and deliveries, expected", "\(quarter) 생산·인도 발표 (예상)")
        : Phrase("\(quarter) results, expected", "\(quarter) 실적 발표 (예상)")
    }
  }

  /// What happens on a date of a rebalance.
  private var date: Phrase {
    switch kind {
    case .indexReference: return Phrase("Reference prices and shares", "기준가·기준 주식 수")
    case .indexAnnouncement: return Phrase("New weights announced", "새 비중 발표 (장 마감 후)")
    case .indexWeights: return Phrase("New index shares published", "새 지수 주식 수 공개")
    case .indexTrade: return Phrase("Funds trade at the close", "펀드 종가 매매")
    default: return Phrase("New weights in force", "새 비중 적용")
    }
  }

  /// What the title leaves out, of an event what it brought; nil where there is nothing to add.
  package var detail: Phrase? {
    switch subject {
    case .expiry(let third) where third != day:
      return Phrase("the third Friday, \(third.iso), is a holiday", "셋째 금요일(\(third.iso))이 휴장")
    case .event(let event): return event.detail
    case .results(_, timeIsPattern: true, _): return Phrase("the time is the usual one", "시각은 통상 패턴 기준")
    case .expected(let release):
      let (earliest, latest) = (release.earliest.iso, release.latest.iso)
      return Phrase(
        "not announced; by the pattern of the \(release.seen) before it between \(earliest) and \(latest)",
        "미공지; 이전 \(release.seen)회의 패턴으로는 \(earliest)~\(latest)")
    default: return nil
    }
  }

  /// The same for the same entry at every moment: for a release even when its day moves, for an event on record even when its
  /// words or its day are corrected.
  package var uid: String {
    if let quarter = releasedQuarter { return "\(kind.rawValue)-\(quarter.label)" }
    switch subject {
    case .expiry(let third): return "expiry-\(String(third.iso.prefix(7)))"
    case .rebalance(let rebalance, let effective, _): return "\(rebalance.rawValue)-\(effective.iso)-\(kind.rawValue)"
    case .event(let event): return "event-\(event.id)"
    default: return "\(kind.rawValue)-\(day.iso)"
    }
  }

  /// The quarter whose deliveries or results it brings.
  package var releasedQuarter: Period? {
    guard kind == .deliveries || kind == .results else { return nil }
    switch subject {
    case .results(let quarter, _, _), .deliveries(let quarter, _): return quarter
    case .expected(let release): return release.quarter
    default: return Period.quarter(of: day).advanced(by: -1)
    }
  }

  // MARK: order

  /// What entries are sorted by: a day without a time comes before the times of that day, and entries of one time are in the
  /// order of their kinds.
  var sortKey: (Instant, Int) { (start ?? Instant(day, 0, 0), Kind.allCases.firstIndex(of: kind) ?? 0) }

  /// Whether an investor waits for it: releases, what is on record, and the days on which index funds trade.
  var isAwaited: Bool { certainty != .rule || kind == .indexTrade }
}

extension AgendaEntry.Kind {
  /// Whether it is a date of the index or of a rebalance.
  package var isOfIndex: Bool {
    switch self {
    case .indexReference, .indexAnnouncement, .indexWeights, .indexTrade, .indexEffective, .index: return true
    default: return false
    }
  }

  /// Whether the company makes it happen.
  package var isOfCompany: Bool { self == .deliveries || self == .results || self == .company }

  /// Whether options expire.
  package var isExpiry: Bool { self == .monthlyExpiry || self == .quarterlyExpiry }
}
