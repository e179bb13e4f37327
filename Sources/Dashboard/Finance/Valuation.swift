package import Model

/// What the market says the company is worth.
package enum Valuation {
  /// The newest close.
  package static func price(_ s: Snapshot) -> Reading {
    guard let (i, close) = s.prices.lastClose() else { return .absent(.notInRecord) }
    return .known(s.prices.figure(close, at: i))
  }

  /// The newest price of all: the open while a session runs, otherwise the close.
  package static func quote(_ s: Snapshot) -> Reading {
    let i = s.prices.count - 1
    if i >= 0, let bar = s.prices.last, bar.close == nil, let open = bar.open {
      return .known(s.prices.figure(open, of: .priceOpen, at: i))
    }
    return price(s)
  }

  /// The day of `quote`; without one that of the moment.
  package static func quoteDay(_ s: Snapshot) -> Day { quote(s).figure?.period.endDay ?? s.asOf.newYorkDay }

  /// The newest close before the day of `quote`; its day is the session before where the record has that, and otherwise shows
  /// how old it is.
  package static func previousClose(_ s: Snapshot) -> Reading {
    guard let (i, _) = s.prices.lastClose() else { return .absent(.notInRecord) }
    let before = s.prices.last?.close == nil && s.prices.last?.open != nil ? i : i - 1
    guard before >= 0, let (k, close) = s.prices.lastClose(atOrBefore: before) else { return .absent(.notInRecord) }
    return .known(s.prices.figure(close, at: k))
  }

  /// The change of the price against the newest close before it, per cent, with what has to be said beside it.
  package struct Change: Sendable {
    /// Per cent; absent where either price is.
    package var reading: Reading
    /// The day of the close that it is against, where that is not the session before.
    package var since: Day?
    /// Whether the price is of the newest session there has been: of the running one, or of the last that has closed.
    package var isCurrent: Bool
  }

  /// The change of `quote`.
  package static func change(_ s: Snapshot) -> Change {
    let (quote, before) = (quote(s), previousClose(s))
    let reading = Growth.change(from: before, to: quote)
    guard let day = quote.figure?.period.endDay else { return Change(reading: reading, since: nil, isCurrent: false) }
    let against = before.figure?.period.endDay
    let isDayBefore = against == Sessions.previous(before: day, asOf: s.asOf).day
    return Change(reading: reading, since: isDayBefore ? nil : against, isCurrent: isCurrent(day, s.asOf))
  }

  /// Whether a day is that of the newest session that has closed, or of the one that runs.
  package static func isCurrent(_ day: Day, _ instant: Instant) -> Bool { day >= Sessions.lastClosed(at: instant).day }

  /// Price times the shares of the program's basis, USD million.
  package static func marketValue(_ s: Snapshot) -> Reading { marketValue(.earned, s) }

  /// Price times the shares of a basis, USD million.
  package static func marketValue(_ basis: ShareBasis, _ s: Snapshot) -> Reading {
    product(quote(s), shares(basis, s), basis)
  }

  /// The close of a day, or the newest before it, times the shares known at its end, USD million.
  package static func marketValue(on day: Day, _ s: Snapshot) -> Reading {
    guard let last = s.prices.index(onOrBefore: day), let (i, close) = s.prices.lastClose(atOrBefore: last) else {
      return .absent(s.absence(of: .priceClose, .day(day)))
    }
    return product(.known(s.prices.figure(close, at: i)), shares(at: Instant(endOf: day), s), .earned)
  }

  private static func product(_ price: Reading, _ shares: Reading, _ basis: ShareBasis) -> Reading {
    price.combined(with: shares) { price, shares in
      let rule = Phrase("price × shares: \(basis.name.en)", "주가 × 주식 수: \(basis.name.ko)")
      return .known(
        Figure(
          price.value * shares.value, .millionUSD, price.period, .market, .derived(rule: rule, inputs: [price, shares])))
    }
  }

  /// Price over earnings: the newest price over the earnings per share of four quarters as they were published, GAAP or non-GAAP.
  ///
  /// The program's only definition. Not applicable to a loss.
  package static func priceEarnings(_ eps: Reading, _ s: Snapshot) -> Reading {
    quote(s).combined(with: eps) { price, eps in priceEarnings(price, eps) }
  }

  /// The same of a given price.
  static func priceEarnings(_ price: Figure, _ eps: Figure) -> Reading {
    guard eps.value > 0 else { return .absent(.notApplicable) }
    let rule = Phrase(
      "price ÷ EPS of four quarters as published, \(eps.basis.rawValue)", "주가 ÷ 4개 분기 발표 EPS 합계 (\(eps.basis.rawValue))")
    return .known(Figure(price.value / eps.value, .times, price.period, eps.basis, .derived(rule: rule, inputs: [price, eps])))
  }

  /// An amount of USD million in KRW trillion at the rate of its own day, or at the newest that was known at an instant.
  package static func inTrillionKRW(_ amount: Reading, _ s: Snapshot, at instant: Instant? = nil) -> Reading {
    guard case .known(let figure) = amount else { return amount }
    guard let instant else { return ExchangeRates(s).inWon(figure) }
    return s.exchangeRate(at: instant).combined(with: amount) { rate, _ in ExchangeRates(s).inWon(figure, at: rate) }
  }
}
