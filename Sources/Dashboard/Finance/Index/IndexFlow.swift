package import Model

/// What an estimate of the assets that follow the index means for the company's shares.
package struct TrackingFlow: Sendable {
  /// How much follows the index, and of when.
  package var assets: TrackingAssets
  /// Change of weight × assets, USD billion; negative is a sale.
  package var amount: Reading
  /// The same in shares at the close of the price day.
  package var shares: Reading
  /// The same in days of the mean volume.
  package var days: Reading
  /// Whether the assets are of the weeks of the trade: from a month before the reference day to a month after it takes effect.
  ///
  /// A change of weight times assets of another time is not a trade that took place.
  package var isOfTheTime: Bool
}

/// The trade of the funds that follow the index in the company's shares.
package struct IndexFlow: Sendable {
  /// The day whose prices it stands on: the trade's own, or the newest known before it.
  package let priceDay: Day
  /// The last session on the old weights.
  package let tradeDay: Day
  /// Whether the weight after is the rules' and not yet published.
  package let isByRule: Bool
  /// The company's weights before and after, at the prices of the day.
  package let weights: WeightRow
  /// The close of the price day, USD a share; assumed where the user has changed it.
  package let close: Reading
  /// Shares a day, the mean of `sessions` sessions before the trade.
  package let volume: Reading
  /// One per estimate of the assets, those of the time of the trade first.
  package let rows: [TrackingFlow]

  /// How many sessions the mean volume is taken over.
  package static let sessions = 20

  /// The least and the most of a day's mean volume, by the estimates of the assets that are of the time and that a source confirms.
  package var daysRange: (least: Double, most: Double)? {
    let days = rows.compactMap { row in
      row.isOfTheTime && row.assets.figure.provenance.confidence > .unverified ? row.days.value : nil
    }
    guard let least = days.min(), let most = days.max() else { return nil }
    return (least, most)
  }

  /// Before the trade it is an estimate at the newest prices.
  package var isEstimate: Bool { priceDay < tradeDay || isByRule }

  init(_ rebalance: Rebalance, _ weights: WeightRow, on priceDay: Day, priceFactor: Double, _ s: Snapshot) {
    self.priceDay = priceDay
    self.weights = weights
    tradeDay = rebalance.tradeDay
    isByRule = weights.published.figure == nil
    let close = IndexFlow.close(on: priceDay, of: weights.name.en, priceFactor, s)
    let volume = IndexFlow.meanVolume(upTo: min(priceDay, Sessions.previous(before: tradeDay).day), s)
    self.close = close
    self.volume = volume
    let flows = s.trackingAssets.map { TrackingFlow($0, weights, close, volume, rebalance) }
    rows = flows.filter(\.isOfTheTime) + flows.filter { !$0.isOfTheTime }
  }

  private static func close(on day: Day, of ticker: String, _ factor: Double, _ s: Snapshot) -> Reading {
    guard let i = s.prices.index(onOrBefore: day), s.prices[i].day == day else { return .absent(.notInRecord) }
    guard let close = s.prices[i].close else { return .absent(s.absence(of: .priceClose, .day(day))) }
    guard factor != 1 else { return .known(s.prices.figure(close, at: i)) }
    return .known(
      Figure(
        close * factor, s.prices.figure(close, at: i).unit, .day(day), .market,
        .assumed(reason: RebalanceWeights.whatIf(ticker, day))))
  }

  /// The mean volume of the twenty sessions up to a day, shares a day; absent when one of them is not in the record.
  package static func meanVolume(upTo day: Day, _ s: Snapshot) -> Reading {
    guard let last = s.prices.index(onOrBefore: day), last + 1 >= sessions else { return .absent(.notInRecord) }
    var sum = 0.0
    for i in last - sessions + 1...last {
      // A session that the record leaves out would let an older one in.
      let isWhole = i == last || Sessions.next(after: s.prices[i].day).day == s.prices[i + 1].day
      guard isWhole, let volume = s.prices[i].volume else { return .absent(.notInRecord) }
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
}

extension TrackingFlow {
  /// The trade for one estimate of the assets.
  init(_ assets: TrackingAssets, _ weights: WeightRow, _ close: Reading, _ volume: Reading, _ rebalance: Rebalance) {
    self.assets = assets
    isOfTheTime = (rebalance.referenceDay - 31...rebalance.effectiveDay + 31).contains(assets.figure.period.endDay)
    guard case .known(let before) = weights.before, case .known(let after) = weights.after,
      case .known(let change) = weights.change, case .known(let close) = close, close.value > 0
    else {
      amount = .absent(weights.change.absence ?? close.absence ?? .notApplicable)
      (shares, days) = (amount, amount)
      return
    }
    let trade = IndexTrade(
      before: before.value / 100, after: after.value / 100, assets: assets.figure.value * 1e9, price: close.value,
      volume: volume.value ?? .nan)
    func figure(_ value: Double, _ unit: Unit, _ rule: Phrase, _ inputs: [Figure]) -> Figure {
      Figure(value, unit, change.period, .market, .derived(rule: rule, inputs: inputs))
    }
    let amount = figure(
      trade.amount / 1e9, .billionUSD, Phrase("change of weight × assets", "비중 변화 × 추종 자산"), [change, assets.figure])
    let shares = figure(trade.shares, .shares, Phrase("amount ÷ close", "금액 ÷ 종가"), [amount, close])
    self.amount = .known(amount)
    self.shares = .known(shares)
    switch volume {
    case .absent(let why): days = .absent(why)
    case .known(let volume):
      days = .known(
        figure(
          trade.days, .none, Phrase("shares ÷ mean daily volume: days of trading", "주식 수 ÷ 일평균 거래량: 거래일 수"), [shares, volume]))
    }
  }
}
