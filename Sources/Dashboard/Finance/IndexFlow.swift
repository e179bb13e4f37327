package import Model

/// A row of the index: its weight on both sides of a rebalance.
package struct WeightRow: Sendable {
  /// The ticker of a security, or the name of a group.
  package var name: Phrase
  /// What the ticker stands for.
  package var longName: String
  /// Before and after, in per cent, at the same day's prices; the change in percentage points.
  package var before: Reading
  package var after: Reading
  package var change: Reading
  /// The new weight at the newest known prices, where those are later.
  package var newest: Reading
  /// Whether it is the company of this book.
  package var isCompany: Bool
}

/// What an estimate of the assets that follow the index means for the company's shares.
package struct TrackingFlow: Sendable {
  package var assets: TrackingAssets
  /// Change of weight × assets, USD billion; negative is a sale.
  package var amount: Reading
  /// The same in shares at the close of the price day.
  package var shares: Reading
  /// The same in days of the mean volume.
  package var days: Reading
  /// Whether the estimate is of the weeks of the trade, and not of a later time.
  package var isOfTheTime: Bool
}

/// The trade of the funds that follow the index in the company's shares.
package struct IndexFlow: Sendable {
  /// The day whose prices it stands on: the trade's own, or the newest known before it.
  package let priceDay: Day
  package let tradeDay: Day
  package let weights: WeightRow
  package let close: Reading
  /// Shares a day, the mean of `sessions` sessions before the trade.
  package let volume: Reading
  package let rows: [TrackingFlow]

  /// Sessions of which the mean volume is taken.
  package static let sessions = 20

  /// Before the trade it is an estimate at the newest prices.
  package var isEstimate: Bool { priceDay < tradeDay }

  init(_ rebalance: Rebalance, _ weights: WeightRow, on priceDay: Day, tradeDay: Day, _ s: Snapshot) {
    self.priceDay = priceDay
    self.tradeDay = tradeDay
    self.weights = weights
    let close = IndexFlow.close(on: priceDay, s)
    let volume = IndexFlow.meanVolume(upTo: min(priceDay, Sessions.previous(before: tradeDay).day), s)
    self.close = close
    self.volume = volume
    rows = rebalance.assets.map { assets in
      let amount = IndexFlow.amount(weights.change, assets.figure)
      let shares = IndexFlow.shares(amount, close)
      return TrackingFlow(
        assets: assets, amount: amount, shares: shares, days: IndexFlow.days(shares, volume),
        isOfTheTime: assets.figure.period.endDay <= rebalance.effectiveDay + 31)
    }
  }

  private static func close(on day: Day, _ s: Snapshot) -> Reading {
    guard let i = s.prices.index(onOrBefore: day), s.prices[i].day == day else { return .absent(.notKnownYet) }
    guard let close = s.prices[i].close else { return .absent(.notDisclosed) }
    return .known(s.prices.figure(close, at: i))
  }

  /// The mean volume of the twenty sessions up to a day, shares a day; absent when one of them is not in the record.
  package static func meanVolume(upTo day: Day, _ s: Snapshot) -> Reading {
    guard let last = s.prices.index(onOrBefore: day), last + 1 >= sessions else { return .absent(.notKnownYet) }
    var sum = 0.0
    for i in last - sessions + 1...last {
      guard let volume = s.prices[i].volume else { return .absent(.notDisclosed) }
      sum += volume
    }
    let newest = s.prices.figure(s.prices[last].volume ?? 0, of: .volume, at: last)
    let first = s.prices[last - sessions + 1].day.iso
    return .known(
      Figure(
        sum / Double(sessions), .shares, .day(s.prices[last].day), .market,
        .derived(
          rule: Phrase(
            "mean daily volume of \(sessions) sessions from \(first); the last of them:",
            "\(first)부터 \(sessions)거래일 평균 거래량; 마지막 날:"), inputs: [newest])))
  }

  private static func amount(_ change: Reading, _ assets: Figure) -> Reading {
    change.combined(with: .known(assets)) { change, assets in
      .known(
        Figure(
          change.value / 100 * assets.value, .billionUSD, change.period, .market,
          .derived(rule: Phrase("change of weight × assets", "비중 변화 × 추종 자산"), inputs: [change, assets])))
    }
  }

  private static func shares(_ amount: Reading, _ close: Reading) -> Reading {
    amount.combined(with: close) { amount, close in
      guard close.value > 0 else { return .absent(.notApplicable) }
      return .known(
        Figure(
          amount.value * 1e9 / close.value, .shares, amount.period, .market,
          .derived(rule: Phrase("amount ÷ close", "금액 ÷ 종가"), inputs: [amount, close])))
    }
  }

  private static func days(_ shares: Reading, _ volume: Reading) -> Reading {
    shares.combined(with: volume) { shares, volume in
      guard volume.value > 0 else { return .absent(.notApplicable) }
      return .known(
        Figure(
          abs(shares.value) / volume.value, .none, shares.period, .market,
          .derived(
            rule: Phrase("shares ÷ mean daily volume: days of trading", "주식 수 ÷ 일평균 거래량: 거래일 수"),
            inputs: [shares, volume])))
    }
  }
}

