package import Model

/// What the market says the company is worth.
package enum Valuation {
  /// The newest close.
  package static func price(_ s: Snapshot) -> Reading {
    guard let (i, close) = s.prices.lastClose() else { return .absent(.notKnownYet) }
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

  /// The close before the one that `quote` shows.
  package static func previousClose(_ s: Snapshot) -> Reading {
    guard let (i, _) = s.prices.lastClose() else { return .absent(.notKnownYet) }
    let before = s.prices.last?.close == nil && s.prices.last?.open != nil ? i : i - 1
    guard before >= 0, let (k, close) = s.prices.lastClose(atOrBefore: before) else { return .absent(.notKnownYet) }
    return .known(s.prices.figure(close, at: k))
  }

  /// Shares, in millions: total outstanding where a count not older than 400 days is known, otherwise the newest quarter's
  /// diluted shares.
  ///
  /// Which one it is stands in the provenance.
  package static func shares(_ s: Snapshot) -> Reading {
    if let (period, reading) = s.series(.sharesOutstanding).last, case .known(let figure) = reading,
      s.asOf.newYorkDay - period.endDay <= oldestCount
    {
      return .known(figure)
    }
    guard let quarter = s.latestQuarter(.dilutedShares) else { return .absent(.notKnownYet) }
    return s.reading(.dilutedShares, quarter)
  }

  /// How many days a count of shares stands for the shares there are.
  static let oldestCount = 400

  /// The shares that `shares` gave, from each moment on at which that changed, oldest first; the first one is that of the moment asked for.
  ///
  /// On the share basis of the snapshot.
  static func shareSteps(from first: Instant, to last: Instant, _ s: Snapshot) -> [(from: Instant, shares: Figure?)] {
    let counts = s.series(.sharesOutstanding).compactMap(\.reading.figure)
    // A quarter that ended long before says nothing that a later one does not.
    let recent = s.quarters(.dilutedShares).filter { first.newYorkDay - $0.period.endDay < 300 }
    let quarters = recent.compactMap { quarter in
      s.firstKnown(.dilutedShares, quarter.period).map { ($0, quarter.reading.figure) }
    }
    let ends = counts.map { Instant($0.period.endDay + oldestCount + 1, 0, 0) }
    let changes = counts.map(\.provenance.knownAt) + ends + quarters.map(\.0)
    return ([first] + changes.filter { $0 > first && $0 <= min(last, s.asOf) }.sorted()).map { moment in
      let count = counts.last { $0.provenance.knownAt <= moment && moment.newYorkDay - $0.period.endDay <= oldestCount }
      return (moment, count ?? quarters.last { $0.0 <= moment }?.1)
    }
  }

  /// Whether a count of shares is the diluted one of a quarter, and not the total outstanding on a day.
  package static func isDiluted(_ shares: Figure) -> Bool {
    if case .quarter = shares.period { return true }
    return false
  }

  /// Price times shares, USD million.
  package static func marketValue(_ s: Snapshot) -> Reading {
    quote(s).combined(with: shares(s)) { price, shares in
      let rule =
        isDiluted(shares)
        ? Phrase("price × diluted shares", "주가 × 희석 주식 수") : Phrase("price × total shares outstanding", "주가 × 총발행주식 수")
      return .known(
        Figure(
          price.value * shares.value, .millionUSD, price.period, .market, .derived(rule: rule, inputs: [price, shares])))
    }
  }

  /// The close of a day, or the newest before it, times the shares known at its end, USD million.
  package static func marketValue(on day: Day, _ s: Snapshot) -> Reading {
    guard let last = s.prices.index(onOrBefore: day), let (i, close) = s.prices.lastClose(atOrBefore: last) else {
      return .absent(.notKnownYet)
    }
    let end = Instant(endOf: day)
    let counts = s.series(.sharesOutstanding).filter { day - $0.period.endDay <= 400 && $0.period.endDay <= day }
    let counted = counts.compactMap { s.reading(.sharesOutstanding, $0.period, at: end).figure }.last
    let quarters = s.quarters(.dilutedShares).compactMap { s.reading(.dilutedShares, $0.period, at: end).figure }
    guard var shares = counted ?? quarters.last else { return .absent(.notKnownYet) }
    // The price is on the share basis of the snapshot.
    for split in s.splits where split.effective > end { shares.value *= split.ratio }
    let price = s.prices.figure(close, at: i)
    return .known(
      Figure(
        close * shares.value, .millionUSD, price.period, .market,
        .derived(rule: Phrase("close × shares", "종가 × 주식 수"), inputs: [price, shares])))
  }

  /// Price over the non-GAAP (or GAAP) earnings per share of the last four reported quarters.
  package static func priceEarnings(_ metric: Metric, _ s: Snapshot) -> Reading {
    guard let quarter = s.latestQuarter(metric) else { return .absent(.notKnownYet) }
    return quote(s).combined(with: Growth.trailingFourQuarters(metric, endingWith: quarter, s)) { price, eps in
      guard eps.value > 0 else { return .absent(.notApplicable) }
      return .known(
        Figure(
          price.value / eps.value, .times, price.period, eps.basis,
          .derived(rule: Phrase("price ÷ EPS of four quarters", "주가 ÷ 4개 분기 EPS"), inputs: [price, eps])))
    }
  }

  /// An amount of USD million in KRW trillion at the newest rate known, or at the newest that was known at an instant.
  package static func inTrillionKRW(_ amount: Reading, _ s: Snapshot, at instant: Instant? = nil) -> Reading {
    amount.combined(with: instant.map { s.exchangeRate(at: $0) } ?? s.exchangeRate) { a, rate in
      .known(
        Figure(
          a.value * rate.value / 1_000_000, .trillionKRW, a.period, a.basis,
          .derived(
            rule: Phrase("amount × KRW per USD of \(rate.period.label)", "금액 × \(rate.period.label) 원/달러"), inputs: [a, rate])))
    }
  }
}
