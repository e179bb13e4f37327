package import Model

/// How the price answered to a quarter's results.
package struct EarningsReaction: Sendable {
  package var day: EarningsDay
  /// The last close before the release, and the prices after it, USD on the share basis of the snapshot.
  package var closeBefore: Reading
  package var open: Reading
  package var firstClose: Reading
  package var fifthClose: Reading

  /// Change from the close before to the open, in per cent: the gap.
  package var gap: Reading { Growth.change(from: closeBefore, to: open) }
  /// Change from the close before to the first close.
  package var firstDay: Reading { Growth.change(from: closeBefore, to: firstClose) }
  /// Change from the close before to the fifth close after the release.
  package var week: Reading { Growth.change(from: closeBefore, to: fifthClose) }

  /// The reaction to an earnings day as far as it was known at the snapshot's instant.
  package init(_ day: EarningsDay, _ s: Snapshot) {
    func price(_ session: Session, _ metric: Metric) -> Reading {
      let moment = metric == .priceOpen ? session.open : session.close
      guard moment <= s.asOf else { return .absent(.notKnownYet) }
      guard let i = s.prices.index(onOrBefore: session.day), s.prices[i].day == session.day,
        let value = metric == .priceOpen ? s.prices[i].open : s.prices[i].close
      else { return .absent(.notDisclosed) }
      return .known(s.prices.figure(value, of: metric, at: i))
    }
    self.day = day
    closeBefore = price(day.closeBefore, .priceClose)
    open = price(day.nextSession, .priceOpen)
    firstClose = price(day.nextSession, .priceClose)
    fifthClose = price(day.weekLater, .priceClose)
  }

  /// All reactions up to the snapshot's instant, newest first; only those for which a price before is in the record.
  package static func all(_ s: Snapshot) -> [EarningsReaction] {
    s.earnings.reversed().map { EarningsReaction($0, s) }.filter { $0.closeBefore.figure != nil }
  }
}
