package import Model

/// When a release of the company is expected, from the days of the releases before it.
///
/// A pattern and not a fact; the range that was seen comes with it.
package struct ExpectedRelease: Sendable, Equatable {
  /// What is released; each has a pattern of its own.
  package enum Kind: String, Sendable { case deliveries, results }

  /// What is released.
  package var kind: Kind
  /// The quarter that it will be about.
  package var quarter: Period
  /// The most likely day: a session, and not before the snapshot's.
  package var day: Day
  /// The earliest and the latest day, if it comes as many days after the quarter's end as the ones seen did, or on the usual day.
  package var earliest: Day
  /// The latest day; see `earliest`.
  package var latest: Day
  /// How many releases that range was seen over.
  package var seen: Int

  /// How many quarters ahead are expected.
  static let ahead = 4
  /// How many of the newest releases for the same quarter of the year the median is taken over, and how many for any quarter a
  /// habit is sought in.
  private static let (middleOf, habitOf) = (3, 8)
  /// How many days after the latest day seen a release is still waited for.
  private static let mostOverdue = 60
  /// With fewer releases on record there is no pattern.
  private static let fewest = 3

  /// The releases of the next four quarters that neither took place nor were announced.
  ///
  /// What is overdue by more than two months is not expected any more: the record has ended.
  package static func all(_ s: Snapshot) -> [ExpectedRelease] {
    let today = s.asOf.newYorkDay
    return (deliveries(s) + results(s)).filter { $0.day >= today && today - $0.latest <= mostOverdue }
  }

  // MARK: deliveries

  /// Deliveries come a fixed number of days after any quarter's end, or with the next session: the number that fits most of the newest
  /// ones, and of equally good ones the smallest.
  private static func deliveries(_ s: Snapshot) -> [ExpectedRelease] {
    let days = s.deliveriesDays
    guard let last = days.last, days.count >= fewest else { return [] }
    let lags = days.map { $0.day - $0.quarter.endDay }
    let newest = days.suffix(habitOf)
    func fits(_ lag: Int) -> Int {
      newest.reduce(0) { Sessions.onOrAfter($1.quarter.endDay + lag).day == $1.day ? $0 + 1 : $0 }
    }
    let (least, most) = (lags.min() ?? 0, lags.max() ?? 0)
    let lag = (least...most).max { (fits($0), $1) < (fits($1), $0) } ?? 0
    return (1...ahead).map { n in
      let quarter = last.quarter.advanced(by: n)
      return make(.deliveries, quarter, Sessions.onOrAfter(quarter.endDay + lag, asOf: s.asOf).day, n, lags, s)
    }
  }

  // MARK: results

  /// Results come later after the fourth quarter than after the others: each quarter of the year has its pattern, and they keep to a
  /// weekday.
  private static func results(_ s: Snapshot) -> [ExpectedRelease] {
    let days = (s.earnings + s.scheduled).map { (quarter: $0.quarter, day: $0.day) }
    guard let last = days.last, days.count >= fewest else { return [] }
    let weekday = mostFrequent(days.suffix(habitOf).map(\.day.weekday))
    var expected: [ExpectedRelease] = []
    for n in 1...ahead {
      let quarter = last.quarter.advanced(by: n)
      var lags = days.filter { isSameOfYear($0.quarter, quarter) }.map { $0.day - $0.quarter.endDay }
      // The first three quarters of a year are alike; the fourth takes longer.
      if lags.count < fewest, !isFourth(quarter) {
        lags = days.filter { !isFourth($0.quarter) }.map { $0.day - $0.quarter.endDay }
      }
      // If one cannot be expected, the ones after it would look like the next.
      guard lags.count >= fewest else { return expected }
      let middle = lags.suffix(middleOf).sorted()[min(middleOf, lags.count) / 2]
      let around = quarter.endDay + middle
      // The day of that weekday that is nearest.
      let offset = (weekday - around.weekday + 7) % 7
      let day = offset <= 3 ? around + offset : around + offset - 7
      expected.append(make(.results, quarter, Sessions.onOrAfter(day, asOf: s.asOf).day, n, lags, s))
    }
    return expected
  }

  private static func isFourth(_ quarter: Period) -> Bool { if case .quarter(_, 4) = quarter { true } else { false } }

  /// The nth release to come; the range seen holds its day too.
  ///
  /// The first that has not come is still to come, however late; nothing ties the ones after it to today.
  private static func make(
    _ kind: Kind, _ quarter: Period, _ day: Day, _ n: Int, _ lags: [Int], _ s: Snapshot
  ) -> ExpectedRelease {
    let (least, most) = (lags.min() ?? 0, lags.max() ?? 0)
    let today = s.asOf.newYorkDay
    return ExpectedRelease(
      kind: kind, quarter: quarter, day: n == 1 && day < today ? Sessions.onOrAfter(today, asOf: s.asOf).day : day,
      earliest: min(day, quarter.endDay + least), latest: max(day, quarter.endDay + most), seen: lags.count)
  }

  private static func isSameOfYear(_ a: Period, _ b: Period) -> Bool {
    guard case .quarter(_, let m) = a, case .quarter(_, let n) = b else { return false }
    return m == n
  }

  /// The most frequent of some numbers; of equally frequent ones the one that came last.
  private static func mostFrequent(_ numbers: [Int]) -> Int {
    var best = (number: 0, count: 0)
    for number in numbers {
      let count = numbers.reduce(0) { $1 == number ? $0 + 1 : $0 }
      if count >= best.count { best = (number, count) }
    }
    return best.number
  }
}

extension Snapshot {
  /// The quarters whose deliveries are known, in order, with the day on which they were published.
  package var deliveriesDays: [(quarter: Period, day: Day)] {
    quarters(.deliveries).compactMap { period, _ in
      versions(.deliveries, period).first.map { (period, $0.knownAt.newYorkDay) }
    }
  }
}
