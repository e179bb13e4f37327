package import Model

/// The dates of a rebalance of the Nasdaq-100.
///
/// By rule: prices and shares of the last session of the month before, in force from the open of the first session after the third
/// Friday of March, June, September (quarterly) or December (annual); announced after the close of the sixth session before that; the
/// funds trade at the last close before it.
package struct RebalanceDates: Sendable, Equatable {
  /// Quarterly, annual, or special.
  package var kind: RebalanceKind
  /// The session whose closing prices and shares set the new weights.
  package var reference: Day
  /// The day after whose close the new weights are announced.
  package var announcement: Day
  /// The third Friday of the month, whether the exchange is open on it or not.
  package var thirdFriday: Day
  /// The last session on the old weights, at whose close index funds trade.
  package var tradeClose: Day
  /// The first session on the new weights.
  package var effective: Day

  /// The one by rule of a month that has one: 3, 6, 9 or 12.
  package init?(month: Int, _ year: Int, asOf: Instant = .distantFuture) {
    guard [3, 6, 9, 12].contains(month) else { return nil }
    kind = month == 12 ? .annual : .quarterly
    thirdFriday = .thirdFriday(ofMonth: month, year)
    tradeClose = Sessions.onOrBefore(thirdFriday, asOf: asOf).day
    effective = Sessions.next(after: thirdFriday, asOf: asOf).day
    announcement = Sessions.session(-6, after: effective, asOf: asOf).day
    reference = Sessions.lastSession(ofMonth: month - 1, year, asOf: asOf).day
  }

  /// One that is in the record.
  package init(_ rebalance: Rebalance) {
    kind = rebalance.kind
    reference = rebalance.referenceDay
    announcement = rebalance.announcedDay
    let (year, month, _) = rebalance.effectiveDay.civil
    thirdFriday = .thirdFriday(ofMonth: month, year)
    tradeClose = rebalance.tradeDay
    effective = rebalance.effectiveDay
  }

  /// All that take effect from one day to another, in order: those by rule, and the special ones that had been announced.
  package static func all(from first: Day, through last: Day, _ rebalances: [Rebalance], asOf: Instant) -> [RebalanceDates] {
    guard first <= last else { return [] }
    var all: [RebalanceDates] = []
    for year in first.year...last.year {
      for month in [3, 6, 9, 12] { if let dates = RebalanceDates(month: month, year, asOf: asOf) { all.append(dates) } }
    }
    all += rebalances.filter { $0.kind == .special && $0.citation.knownAt <= asOf }.map { RebalanceDates($0) }
    return all.filter { $0.effective >= first && $0.effective <= last }.sorted { $0.effective < $1.effective }
  }
}

extension Day {
  /// The day on which monthly options expire, unless it is a holiday.
  package static func thirdFriday(ofMonth month: Int, _ year: Int) -> Day { .nth(3, weekday: 5, ofMonth: month, year) }
}
