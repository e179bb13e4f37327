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

/// What the record holds of the weights of the index, in the order of size, as far as it was known.
package struct IndexRecord: Sendable {
  /// Whether the rebalance was announced; before that, nothing may speak of it.
  package let isAnnounced: Bool
  package let effectiveDay: Day
  package let referenceDay: Day
  /// The day whose prices the comparison stands on.
  package let priceDay: Day
  /// The day of the newest prices for the new weights, where later.
  package let newestDay: Day?
  /// Whether the new weights are published.
  package let hasAfter: Bool
  package let securities: Int
  /// The largest securities; the company of the book is always among them.
  package let rows: [WeightRow]
  /// The seven largest companies together, all their classes.
  package let seven: WeightRow
  package let flow: IndexFlow?

  /// Reads the record; nil when no weight is known yet.
  package init?(_ s: Snapshot, largest count: Int) {
    guard let rebalance = s.rebalance else { return nil }
    let before = rebalance.constituents.compactMap { $0.before.last?.day }.max()
    let after = rebalance.constituents.compactMap { $0.after.last?.day }.max()
    guard let newest = [before, after].compactMap({ $0 }).max() else { return nil }
    isAnnounced = rebalance.citation.knownAt <= s.asOf
    hasAfter = after != nil && isAnnounced
    // Only weights at the same prices can be compared: otherwise the change would be the price's as well.
    priceDay = hasAfter ? IndexRecord.newestCommonDay(rebalance) ?? newest : before ?? newest
    newestDay = hasAfter && newest > priceDay ? newest : nil
    effectiveDay = rebalance.effectiveDay
    referenceDay = rebalance.referenceDay
    let weighting = Weighting(rebalance: rebalance, day: priceDay, newest: newestDay, showsAfter: hasAfter)
    // Those that had left the index by the day of the prices have no weight at them.
    let sorted = rebalance.constituents.map { ($0, weighting.size($0)) }.filter { $0.1 > 0 }.sorted { $0.1 > $1.1 }
    securities = sorted.count
    let own = IndexRecord.company(rebalance, s)
    var rows: [WeightRow] = []
    var companyRow: WeightRow?
    for (i, (constituent, _)) in sorted.enumerated() {
      let isCompany = constituent.ticker == own
      guard i < count || isCompany else { continue }
      let row = weighting.row(constituent, isCompany: isCompany)
      if isCompany { companyRow = row }
      rows.append(row)
    }
    self.rows = rows
    seven = weighting.together(IndexRecord.largestCompanies(sorted, 7))
    let trade = Sessions.previous(before: rebalance.effectiveDay).day
    flow = companyRow.flatMap {
      guard rebalance.citation.knownAt <= s.asOf, after != nil else { return nil }
      return IndexFlow(rebalance, $0, on: weighting.day, tradeDay: trade, s)
    }
  }

  /// The newest day with prices for both sides.
  private static func newestCommonDay(_ rebalance: Rebalance) -> Day? {
    guard let c = rebalance.constituents.first(where: { !$0.before.isEmpty && !$0.after.isEmpty }) else { return nil }
    return c.before.last { weight in c.after.contains { $0.day == weight.day } }?.day
  }

  /// The company of the book is the security whose closes are the book's own prices; so no ticker stands in the code.
  private static func company(_ rebalance: Rebalance, _ s: Snapshot) -> String? {
    rebalance.constituents.first { constituent in
      var agrees = false
      for (day, value) in constituent.closes {
        guard let close = s.prices.bar(on: day)?.close else { continue }
        let splits = s.splits.reduce(1) { $1.day > day ? $0 * $1.ratio : $0 }
        if abs(close * splits - value) > 0.006 { return false }
        agrees = true
      }
      return agrees
    }?.ticker
  }

  /// All classes of the largest companies.
  private static func largestCompanies(_ sorted: [(Constituent, Double)], _ n: Int) -> [Constituent] {
    var sums: [String: Double] = [:]
    for (constituent, weight) in sorted { sums[constituent.company, default: 0] += weight }
    let largest = Set(sums.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.prefix(n).map(\.key))
    return sorted.filter { largest.contains($0.0.company) }.map(\.0)
  }
}

/// Makes figures of the weights at a day's prices.
private struct Weighting {
  let rebalance: Rebalance
  let day: Day
  let newest: Day?
  let showsAfter: Bool

  /// By what the securities are ranked: the weight before, or after for one that came in.
  func size(_ c: Constituent) -> Double {
    (c.before.last { $0.day == day } ?? (showsAfter ? c.after.last { $0.day == day } : nil))?.value ?? 0
  }

  func row(_ c: Constituent, isCompany: Bool) -> WeightRow {
    let before = weight(c, c.before, day, isAfter: false)
    let after = showsAfter ? weight(c, c.after, day, isAfter: true) : .absent(.notKnownYet)
    return WeightRow(
      name: Phrase(c.ticker), longName: c.name, before: before, after: after, change: change(before, after),
      newest: newest.map { weight(c, c.after, $0, isAfter: true) } ?? .absent(.notKnownYet), isCompany: isCompany)
  }

  /// Several securities as one row.
  func together(_ group: [Constituent]) -> WeightRow {
    let rows = group.map { row($0, isCompany: false) }
    let names = group.map(\.ticker).joined(separator: " ")
    let before = sum(rows.map(\.before), names)
    let after = sum(rows.map(\.after), names)
    return WeightRow(
      name: Phrase("7 largest", "상위 7개사"), longName: names, before: before, after: after,
      change: change(before, after), newest: sum(rows.map(\.newest), names), isCompany: false)
  }

  private func change(_ before: Reading, _ after: Reading) -> Reading {
    before.combined(with: after) { a, b in
      .known(
        Figure(
          b.value - a.value, .percentagePoints, b.period, .market,
          .derived(rule: Phrase("weight after − before", "변경 후 − 변경 전 비중"), inputs: [b, a])))
    }
  }

  private func sum(_ readings: [Reading], _ names: String) -> Reading {
    var inputs: [Figure] = []
    for reading in readings {
      switch reading {
      case .known(let figure): inputs.append(figure)
      case .absent(let why): return .absent(why)
      }
    }
    guard let period = inputs.first?.period else { return .absent(.notKnownYet) }
    return .known(
      Figure(
        inputs.reduce(0) { $0 + $1.value }, .percent, period, .market,
        .derived(rule: Phrase("sum of \(names)", "합계: \(names)"), inputs: inputs)))
  }

  /// A weight in per cent. It rests on the day's close and, after the rebalance, on the shares at the reference date.
  private func weight(_ c: Constituent, _ weights: [(day: Day, value: Double)], _ day: Day, isAfter: Bool) -> Reading {
    guard let value = weights.last(where: { $0.day == day })?.value else { return .absent(.notApplicable) }
    let known = Sessions.session(on: day)?.close ?? Instant(endOf: day)
    var inputs: [Figure] = []
    if let close = c.closes.last(where: { $0.day == day })?.value {
      let citation = Citation(sources: ["Nasdaq screener"], knownAt: known, confidence: .single)
      inputs.append(Figure(close, .usd, .day(day), .market, .reported(citation)))
    }
    if isAfter, let shares = c.sharesOutstanding {
      let citation = Citation(
        sources: rebalance.citation.sources, knownAt: rebalance.published, confidence: .single)
      inputs.append(Figure(shares, .shares, .day(rebalance.referenceDay), .market, .reported(citation)))
    }
    let rule =
      isAfter
      ? Phrase(
        "new index shares × close ÷ sum of all securities; the shares were set anew from shares outstanding",
        "새 지수 주식 수 × 종가 ÷ 전 종목 합계; 주식 수는 발행주식 수에서 새로 산정")
      : Phrase("index shares × close ÷ sum of all securities", "지수 주식 수 × 종가 ÷ 전 종목 합계")
    return .known(Figure(value * 100, .percent, .day(day), .market, .derived(rule: rule, inputs: inputs)))
  }
}
