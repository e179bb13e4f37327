package import Model

/// How the price reacted to a quarter's results.
///
/// Only days and positions are stored; a price becomes a figure with its source when somebody asks for it, so that a table of all
/// reactions costs little.
package struct EarningsReaction: Sendable {
  /// The results that the price reacted to.
  package let day: EarningsDay
  /// The days of the last close before the results were known, of the first session after that, and of the fifth.
  package let sessions: (before: Day, first: Day, fifth: Day)
  private let prices: PriceView
  private let asOf: Instant
  private let positions: (before: Int?, first: Int?, fifth: Int?)

  /// The reaction to an earnings day as far as it was known at the snapshot's instant.
  package init(_ day: EarningsDay, _ s: Snapshot) {
    self.day = day
    prices = s.prices
    asOf = s.asOf
    let before = EarningsReaction.dayBefore(day)
    let first = EarningsReaction.session(1, after: before)
    let fifth = EarningsReaction.session(4, after: first)
    sessions = (before, first, fifth)
    func position(_ day: Day, hint: Int? = nil) -> Int? {
      // Where the record has no gap, the place is known.
      if let hint, hint < s.prices.count, s.prices[hint].day == day { return hint }
      guard let i = s.prices.index(onOrBefore: day), s.prices[i].day == day else { return nil }
      return i
    }
    let at = position(before)
    positions = (at, position(first, hint: at.map { $0 + 1 }), position(fifth, hint: at.map { $0 + 5 }))
  }

  /// The day of `closeBefore`; a release after 16:00 on a session's day needs no look at the session's times.
  private static func dayBefore(_ day: EarningsDay) -> Day {
    let release = day.release.local(in: .newYork)
    return release.hour >= 16 && Sessions.isOpen(release.day) ? release.day : day.closeBefore.day
  }

  /// The nth session after a day, without its times.
  private static func session(_ n: Int, after day: Day) -> Day {
    var (day, left) = (day, n)
    while left > 0 {
      day = day + 1
      if Sessions.isOpen(day) { left -= 1 }
    }
    return day
  }

  // MARK: prices, USD on the share basis of the snapshot

  /// The last close before the release.
  package var closeBefore: Reading { price(.priceClose, positions.before, sessions.before) }
  /// The open of the first session on the results.
  package var open: Reading { price(.priceOpen, positions.first, sessions.first) }
  /// The close of the first session on the results.
  package var firstClose: Reading { price(.priceClose, positions.first, sessions.first) }
  /// The fifth close after the release.
  package var fifthClose: Reading { price(.priceClose, positions.fifth, sessions.fifth) }

  private func value(_ metric: Metric, _ position: Int?) -> Double? {
    position.flatMap { metric == .priceOpen ? prices[$0].open : prices[$0].close }
  }

  private func price(_ metric: Metric, _ position: Int?, _ day: Day) -> Reading {
    if let position, let value = value(metric, position) {
      return .known(prices.figure(value, of: metric, at: position))
    }
    let session = Sessions.session(on: day)
    let moment = metric == .priceOpen ? session?.open : session?.close
    // The session is over, but the record has no price for it.
    return .absent(moment.map { $0 <= asOf } == true ? .notInRecord : .notKnownYet)
  }

  // MARK: changes on the close before, per cent

  /// Change from the close before to the open: the gap.
  package var gap: Reading { change(to: open) }
  /// Change from the close before to the first close.
  package var firstDay: Reading { change(to: firstClose) }
  /// Change from the close before to the fifth close after the release.
  package var week: Reading { change(to: fifthClose) }

  private static let rule = Phrase("change on the last close before the results", "실적 발표 직전 종가 대비 변화")

  private func change(to price: Reading) -> Reading {
    closeBefore.combined(with: price) { before, after in
      guard before.value > 0 else { return .absent(.notApplicable) }
      return .known(
        Figure(
          (after.value / before.value - 1) * 100, .percent, after.period, .market,
          .derived(rule: EarningsReaction.rule, inputs: [after, before])))
    }
  }

  /// The three changes as bare numbers, for tables and sums; nil where the readings above say why.
  package var moves: (gap: Double?, firstDay: Double?, week: Double?) {
    guard let before = value(.priceClose, positions.before), before > 0 else { return (nil, nil, nil) }
    func move(_ value: Double?) -> Double? { value.map { ($0 / before - 1) * 100 } }
    return (
      move(value(.priceOpen, positions.first)), move(value(.priceClose, positions.first)),
      move(value(.priceClose, positions.fifth))
    )
  }

  /// The last close before the release as a bare number, USD.
  package var closeBeforeValue: Double? { value(.priceClose, positions.before) }

  /// Whether the price before the release is in the record.
  package var isInRecord: Bool { closeBeforeValue != nil }

  // MARK: all of them

  /// All reactions up to the snapshot's instant, newest first; only those for which a price before is in the record.
  package static func all(_ s: Snapshot) -> [EarningsReaction] { allDays(s).filter(\.isInRecord) }

  /// All reactions since the first known price, newest first, with those earnings days of which the record has no price.
  package static func allDays(_ s: Snapshot) -> [EarningsReaction] {
    guard s.prices.count > 0 else { return [] }
    let first = s.prices[0].day
    return s.earnings.reversed().filter { $0.day > first }.map { EarningsReaction($0, s) }
  }
}

/// What the reactions have in common.
package struct ReactionSummary: Sendable {
  /// Reactions of which the first close is known.
  package var count = 0
  /// How many rose.
  package var up = 0
  /// How many fell.
  package var down = 0
  private var sum = 0.0

  /// Counts reactions; those without a first close are left out.
  package init(_ reactions: [EarningsReaction]) {
    for reaction in reactions {
      guard let move = reaction.moves.firstDay else { continue }
      count += 1
      up += move > 0 ? 1 : 0
      down += move < 0 ? 1 : 0
      sum += abs(move)
    }
  }

  /// Mean absolute change from the close before to the first close, per cent; nil without any.
  package var meanAbsoluteMove: Double? { count > 0 ? sum / Double(count) : nil }

  /// The mean with its rule and the first closes that it rests on.
  package func reading(_ reactions: [EarningsReaction]) -> Reading {
    guard let mean = meanAbsoluteMove else { return .absent(.notInRecord) }
    let closes = reactions.compactMap { $0.moves.firstDay == nil ? nil : $0.firstClose.figure }
    guard let newest = closes.first else { return .absent(.notInRecord) }
    let rule = Phrase(
      "mean of the absolute changes from the close before to the first close of \(count) earnings days",
      "실적일 \(count)회의 직전 종가 대비 첫 종가 변화율 절댓값 평균")
    return .known(Figure(mean, .percent, newest.period, .market, .derived(rule: rule, inputs: closes)))
  }
}

/// The stretch of time around a release in which the price anticipates it and reacts to it.
package struct EarningsWindow: Sendable {
  /// The results that it is about, past or announced.
  package var day: EarningsDay
  /// Whether they are out.
  package var isReleased: Bool
  /// Whether only a pattern says when the results will come.
  package var isExpected: Bool
  /// When the deliveries of the quarter became known, where they are in the record.
  package var deliveries: Figure?

  /// The window that the snapshot's instant lies in: from the deliveries of the quarter to the end of the fifth session after the
  /// release.
  ///
  /// Before the release only where its time has been announced.
  package static func around(_ s: Snapshot) -> EarningsWindow? {
    if let day = s.earnings.last, s.asOf <= Instant(endOf: EarningsReaction(day, s).sessions.fifth) {
      return EarningsWindow(
        day: day, isReleased: true, isExpected: false, deliveries: s.reading(.deliveries, day.quarter).figure)
    }
    guard let event = s.upcoming.first(where: { $0.kind == .release && $0.hasTime }) else { return nil }
    let quarter = Period.quarter(of: event.day).advanced(by: -1)
    guard case .known(let deliveries) = s.reading(.deliveries, quarter) else { return nil }
    return EarningsWindow(
      day: EarningsDay(
        quarter: quarter, day: event.day, release: event.start, timeIsPattern: event.isExpected),
      isReleased: false, isExpected: event.isExpected, deliveries: deliveries)
  }
}
