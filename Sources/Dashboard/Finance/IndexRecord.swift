package import Model

/// What the record holds of the weights of the index, in the order of size, as far as it was known.
package struct IndexRecord: Sendable {
  /// Whether the rebalance was announced; before that, nothing may speak of it.
  package let isAnnounced: Bool
  package let effectiveDay: Day
  /// The day whose prices the comparison stands on.
  package let priceDay: Day
  /// The day of the newest prices for the new weights, where later.
  package let newestDay: Day?
  /// Whether the new weights are published.
  package let hasAfter: Bool
  /// How many securities the index had on that day.
  package let securities: Int
  /// The largest weight on either side, in per cent: the length of the longest bar.
  package let largestWeight: Double
  /// The seven largest companies together, all their classes.
  package let seven: WeightRow
  package let flow: IndexFlow?
  private let weighting: Weighting
  /// The largest securities by size, as positions in the rebalance; the company of the book is always among them.
  private let order: [Int]
  private let company: Int?

  /// Reads the record; nil when no weight is known yet.
  package init?(_ s: Snapshot, largest count: Int) {
    guard let rebalance = s.rebalance else { return nil }
    let (before, after) = IndexRecord.newestDays(rebalance)
    guard let newest = before.map({ max($0, after ?? $0) }) ?? after else { return nil }
    isAnnounced = rebalance.citation.knownAt <= s.asOf
    hasAfter = after != nil && isAnnounced
    // Only weights at the same prices can be compared: otherwise the change would be the price's as well.
    priceDay = hasAfter ? IndexRecord.newestCommonDay(rebalance) ?? newest : before ?? newest
    newestDay = hasAfter && newest > priceDay ? newest : nil
    effectiveDay = rebalance.effectiveDay
    let weighting = Weighting(rebalance, day: priceDay, newest: newestDay, showsAfter: hasAfter)
    // Those that had left the index by the day of the prices have no weight at them.
    let sizes = rebalance.constituents.indices.map { ($0, weighting.size($0)) }.filter { $0.1 > 0 }
      .sorted { $0.1 > $1.1 }
    securities = sizes.count
    company = IndexRecord.company(rebalance, s)
    var order = sizes.prefix(count).map(\.0)
    if let company, !order.contains(company), sizes.contains(where: { $0.0 == company }) { order.append(company) }
    self.order = order
    self.weighting = weighting
    largestWeight = order.reduce(0) { max($0, weighting.size($1), weighting.newSize($1)) } * 100
    seven = weighting.together(IndexRecord.largestCompanies(sizes, 7, rebalance))
    let trade = Sessions.previous(before: rebalance.effectiveDay).day
    if hasAfter, let company {
      flow = IndexFlow(rebalance, weighting.row(company, isCompany: true), on: priceDay, tradeDay: trade, s)
    } else {
      flow = nil
    }
  }

  /// How many securities are listed.
  package var count: Int { order.count }

  /// A security by its place in the order of size, made when asked for: most are out of sight.
  package func row(_ place: Int) -> WeightRow { weighting.row(order[place], isCompany: order[place] == company) }

  /// The newest days with a weight before and with one after.
  private static func newestDays(_ rebalance: Rebalance) -> (before: Day?, after: Day?) {
    var (before, after): (Day?, Day?) = (nil, nil)
    for i in rebalance.constituents.indices {
      if let day = rebalance.constituents[i].before.last?.day { before = max(before ?? day, day) }
      if let day = rebalance.constituents[i].after.last?.day { after = max(after ?? day, day) }
    }
    return (before, after)
  }

  /// The newest day with prices for both sides.
  private static func newestCommonDay(_ rebalance: Rebalance) -> Day? {
    guard let i = rebalance.constituents.firstIndex(where: { !$0.before.isEmpty && !$0.after.isEmpty }) else { return nil }
    let c = rebalance.constituents[i]
    return c.before.last { weight in c.after.contains { $0.day == weight.day } }?.day
  }

  /// The company of the book is the security whose closes are the book's own prices; so no ticker stands in the code.
  private static func company(_ rebalance: Rebalance, _ s: Snapshot) -> Int? {
    // The closes of the index are on the share basis of their day, the book's prices on that of the snapshot.
    func ratio(after day: Day) -> Double { s.splits.reduce(1) { $1.day > day ? $0 * $1.ratio : $0 } }
    return rebalance.constituents.firstIndex { constituent in
      var agrees = false
      for (day, value) in constituent.closes {
        guard let close = s.prices.bar(on: day)?.close else { continue }
        if abs(close * ratio(after: day) - value) > 0.006 { return false }
        agrees = true
      }
      return agrees
    }
  }

  /// All classes of the largest companies. They are sought among the securities three times as many: no company has more classes.
  private static func largestCompanies(_ sizes: [(Int, Double)], _ n: Int, _ rebalance: Rebalance) -> [Int] {
    var companies: [(id: String, sum: Double, classes: [Int])] = []
    for (i, size) in sizes.prefix(3 * n) {
      let id = rebalance.constituents[i].company
      if let k = companies.firstIndex(where: { $0.id == id }) {
        companies[k].sum += size
        companies[k].classes.append(i)
      } else {
        companies.append((id, size, [i]))
      }
    }
    return companies.sorted { $0.sum > $1.sum }.prefix(n).flatMap(\.classes)
  }
}

/// Makes figures of the weights at a day's prices.
private struct Weighting: Sendable {
  let rebalance: Rebalance
  let day: Day
  let newest: Day?
  let showsAfter: Bool
  /// One citation for all closes of a day, and one for the shares that set the new weights.
  private let closes: Citation
  private let newestCloses: Citation
  private let shares: Citation

  init(_ rebalance: Rebalance, day: Day, newest: Day?, showsAfter: Bool) {
    func closing(_ day: Day) -> Citation {
      let known = Sessions.session(on: day)?.close ?? Instant(endOf: day)
      return Citation(sources: ["Nasdaq screener"], knownAt: known, confidence: .single)
    }
    self.rebalance = rebalance
    self.day = day
    self.newest = newest
    self.showsAfter = showsAfter
    closes = closing(day)
    newestCloses = newest.map(closing) ?? closes
    shares = Citation(sources: rebalance.citation.sources, knownAt: rebalance.published, confidence: .single)
  }

  /// By what the securities are ranked: the weight before, or after for one that came in.
  func size(_ i: Int) -> Double {
    value(rebalance.constituents[i].before, day) ?? newSize(i)
  }

  func newSize(_ i: Int) -> Double {
    showsAfter ? value(rebalance.constituents[i].after, day) ?? 0 : 0
  }

  private func value(_ weights: [(day: Day, value: Double)], _ day: Day) -> Double? {
    weights.last { $0.day == day }?.value
  }

  func row(_ i: Int, isCompany: Bool) -> WeightRow {
    let c = rebalance.constituents[i]
    let before = weight(c, c.before, day, isAfter: false)
    let after = showsAfter ? weight(c, c.after, day, isAfter: true) : .absent(.notKnownYet)
    return WeightRow(
      name: Phrase(c.ticker), longName: c.name, before: before, after: after, change: change(before, after),
      newest: newest.map { weight(c, c.after, $0, isAfter: true) } ?? .absent(.notKnownYet), isCompany: isCompany)
  }

  /// Several securities as one row.
  func together(_ group: [Int]) -> WeightRow {
    let rows = group.map { row($0, isCompany: false) }
    let names = rows.map(\.name.en).joined(separator: " ")
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
    guard let value = value(weights, day) else { return .absent(.notApplicable) }
    var inputs: [Figure] = []
    if let close = self.value(c.closes, day) {
      inputs.append(Figure(close, .usd, .day(day), .market, .reported(day == newest ? newestCloses : closes)))
    }
    if isAfter, let count = c.sharesOutstanding {
      inputs.append(Figure(count, .shares, .day(rebalance.referenceDay), .market, .reported(shares)))
    }
    let rule = isAfter ? Weighting.ruleAfter : Weighting.ruleBefore
    return .known(Figure(value * 100, .percent, .day(day), .market, .derived(rule: rule, inputs: inputs)))
  }

  private static let ruleBefore = Phrase("index shares × close ÷ sum of all securities", "지수 주식 수 × 종가 ÷ 전 종목 합계")
  private static let ruleAfter = Phrase(
    "new index shares × close ÷ sum of all securities; the shares were set anew from shares outstanding",
    "새 지수 주식 수 × 종가 ÷ 전 종목 합계; 주식 수는 발행주식 수에서 새로 산정")
}
