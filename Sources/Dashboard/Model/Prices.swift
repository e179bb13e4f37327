/// The share basis on which prices are written down.
package enum PriceBasis: String, Sendable, CaseIterable {
  /// As they were traded on their day.
  case traded
  /// Converted by all splits since, and rounded after that.
  case adjusted
}

/// One day's prices, USD per share, and its volume in shares.
package struct PriceBar: Sendable {
  /// The session's day.
  package var day: Day
  /// How the prices are written in the facts.
  package var basis: PriceBasis
  /// The ratio of the splits of the book since a day whose prices are as traded; 1 for adjusted ones.
  var splitsSince = 1.0
  /// Which citation of the history says so.
  package var citation: Int32
  private var values: (Double, Double, Double, Double, Double)

  /// A session's prices, nil where the facts have none; USD a share on the basis named, volume in shares.
  package init(
    day: Day, open: Double?, high: Double?, low: Double?, close: Double?, volume: Double?, basis: PriceBasis = .adjusted,
    citation: Int32
  ) {
    self.day = day
    self.basis = basis
    self.citation = citation
    values = (open ?? .nan, high ?? .nan, low ?? .nan, close ?? .nan, volume ?? .nan)
  }

  /// USD a share at 09:30; nil where it is not on record.
  package var open: Double? { PriceBar.known(values.0) }
  /// The highest price of the session; nil where it is not on record, or the session is not over.
  package var high: Double? { PriceBar.known(values.1) }
  /// The lowest price of the session; nil where it is not on record, or the session is not over.
  package var low: Double? { PriceBar.known(values.2) }
  /// The closing price; nil where it is not on record, or the session is not over.
  package var close: Double? { PriceBar.known(values.3) }
  /// Shares traded; nil where it is not on record, or the session is not over.
  package var volume: Double? { PriceBar.known(values.4) }

  private static func known(_ x: Double) -> Double? { x.isNaN ? nil : x }

  /// The same day on another share basis, `multiplier` new dollars for `divisor` old ones.
  func scaled(by multiplier: Double, over divisor: Double) -> PriceBar {
    guard multiplier != divisor else { return self }
    // One operation, so that a price is the same double whichever splits a book knows.
    let (up, down) = (multiplier / divisor, divisor / multiplier)
    func price(_ x: Double) -> Double { down > 1 ? x / down : x * up }
    var bar = self
    bar.values = (
      price(values.0), price(values.1), price(values.2), price(values.3), down > 1 ? values.4 * down : values.4 / up
    )
    return bar
  }

  /// The day while its session is still open: only the opening price is known.
  func openOnly() -> PriceBar {
    var bar = self
    bar.values = (values.0, .nan, .nan, .nan, .nan)
    return bar
  }
}

/// Daily prices in order of days, as they are written in the facts.
package struct PriceHistory: Sendable {
  /// One a session, oldest first.
  package var bars: ContiguousArray<PriceBar>
  /// Sources and confidence, shared by the bars; their `knownAt` says nothing, the day does.
  package var citations: [Citation]
  /// The ratio of splits by which adjusted prices were converted and that this book does not know; 1 where there are none.
  var conversion: Double

  /// Bars in order of days, each with a citation among these.
  package init(bars: ContiguousArray<PriceBar> = [], citations: [Citation] = []) {
    self.init(bars: bars, citations: citations, conversion: 1)
  }

  init(bars: ContiguousArray<PriceBar>, citations: [Citation], conversion: Double) {
    self.bars = bars
    self.citations = citations
    self.conversion = conversion
  }

  /// Notes the ratio of the splits after each bar whose prices are as traded; `splits` are in order of days.
  mutating func note(_ splits: [Split]) {
    var (since, next) = (splits.reduce(1.0) { $0 * $1.ratio }, 0)
    for i in bars.indices {
      while next < splits.count, splits[next].day <= bars[i].day {
        since /= splits[next].ratio
        next += 1
      }
      bars[i].splitsSince = bars[i].basis == .traded ? since : 1
    }
  }
}

/// A change of the number of shares: `ratio` new shares for an old one from the open of `day` on.
package struct Split: Known {
  /// The first day on the new basis.
  package var day: Day
  /// New shares for an old one: 3 for a three-for-one split.
  package var ratio: Double
  /// Where it is written.
  package var citation: Citation

  /// A split at the open of a day.
  package init(day: Day, ratio: Double, citation: Citation) {
    self.day = day
    self.ratio = ratio
    self.citation = citation
  }

  /// The moment from which prices and counts are on the new basis: 09:30 in New York.
  package var effective: Instant { Instant(day, 9, 30) }
  package var identity: Day? { day }
  package var knownAt: Instant { effective }
  package static var order: ((Split, Split) -> Bool)? { { $0.day < $1.day } }

  /// How a per-share figure, or a count of shares, is put on a later basis.
  private static let rule = Phrase("as reported, converted by the share split", "보고 수치를 주식 분할 비율로 환산")

  /// A figure on the share basis after splits of a ratio: raised to its metric's power and not rounded again.
  ///
  /// With `split`, the split is among the inputs: the figure then belongs to no day before it.
  package static func convert(_ figure: Figure, _ power: Int, by ratio: Double, with split: Split? = nil) -> Figure {
    guard power != 0, ratio != 1 else { return figure }
    var converted = figure
    converted.value = power > 0 ? figure.value * ratio : figure.value / ratio
    let taken = split.map { split in
      let citation = Citation(sources: split.citation.sources, knownAt: split.effective, confidence: split.citation.confidence)
      return Figure(ratio, .times, .day(split.day), .market, .reported(citation))
    }
    converted.provenance = .derived(rule: rule, inputs: [figure] + (taken.map { [$0] } ?? []))
    return converted
  }
}

/// The prices known at an instant, on the share basis of that instant.
///
/// Nothing is copied: the view is a count into the history, so that making it costs the same for a thousand days and for a million.
package struct PriceView: Sendable {
  private let history: PriceHistory
  /// How many sessions are seen; positions run from 0 to one less.
  package let count: Int
  private let lastIsOpenOnly: Bool
  /// The ratio of the splits after the instant.
  private let factor: Double

  init(_ history: PriceHistory, asOf: Instant, factor: Double) {
    self.history = history
    self.factor = factor
    let today = asOf.newYorkDay
    var low = history.bars.partitioningIndex { $0.day >= today }
    var partial = false
    if low < history.bars.count, history.bars[low].day == today, let session = Sessions.session(on: today) {
      if session.close <= asOf {
        low += 1
      } else if session.open <= asOf, history.bars[low].open != nil {
        low += 1
        partial = true
      }
    }
    count = low
    lastIsOpenOnly = partial
  }

  /// The visible prices as a history, without any others.
  var written: PriceHistory {
    PriceHistory(
      bars: ContiguousArray((0..<count).map { partial(history.bars[$0], $0) }), citations: history.citations,
      conversion: history.conversion * factor)
  }

  /// The bar at a position, on the share basis of the snapshot.
  package subscript(i: Int) -> PriceBar {
    let bar = history.bars[i]
    return partial(bar.scaled(by: multiplier(bar), over: bar.splitsSince), i)
  }

  /// What a bar as it is written is multiplied by, before it is divided by the splits since.
  private func multiplier(_ bar: PriceBar) -> Double { bar.basis == .traded ? factor : history.conversion * factor }

  private func partial(_ bar: PriceBar, _ i: Int) -> PriceBar { lastIsOpenOnly && i == count - 1 ? bar.openOnly() : bar }

  /// The newest bar, perhaps with its open alone; nil without any.
  package var last: PriceBar? { count > 0 ? self[count - 1] : nil }

  /// The position of a day, or of the last known day before it; nil if there is none.
  package func index(onOrBefore day: Day) -> Int? {
    let later = history.bars[..<count].partitioningIndex { $0.day > day }
    return later > 0 ? later - 1 : nil
  }

  /// The bar of a day; nil where that had no session, or none that is on record or known yet.
  package func bar(on day: Day) -> PriceBar? {
    guard let i = index(onOrBefore: day), history.bars[i].day == day else { return nil }
    return self[i]
  }

  /// The newest day with a close, looking back from position i.
  package func lastClose(atOrBefore i: Int? = nil) -> (index: Int, close: Double)? {
    var k = i ?? count - 1
    while k >= 0 {
      if let close = self[k].close { return (k, close) }
      k -= 1
    }
    return nil
  }

  /// A price of a bar as a figure.
  package func figure(_ value: Double, of metric: Metric = .priceClose, at i: Int) -> Figure {
    let bar = history.bars[i]
    let base = history.citations[Int(bar.citation)]
    let session = Sessions.session(on: bar.day)
    let known = metric == .priceOpen ? session?.open : session?.close
    let citation = Citation(
      sources: base.sources, knownAt: known ?? Instant(endOf: bar.day), confidence: base.confidence,
      remarks: base.remarks)
    let period = Period.day(bar.day)
    let (multiplier, divisor) = (multiplier(bar), bar.splitsSince)
    guard multiplier != divisor else { return Figure(value, metric.unit, period, .market, .reported(citation)) }
    let isVolume = metric == .volume
    let written = isVolume ? value * multiplier / divisor : value * divisor / multiplier
    let reported = Figure(written, metric.unit, period, .market, .reported(citation))
    let rule =
      bar.basis == .traded
      ? Phrase("as traded, converted by the share split", "당시 거래 가격을 주식 분할 비율로 환산")
      : Phrase("as adjusted for later splits, converted back", "이후 주식 분할로 조정된 값을 당시 기준으로 환산")
    var figure = Figure(value, metric.unit, period, .market, .derived(rule: rule, inputs: [reported]))
    if multiplier > divisor, !isVolume { figure.knownDecimals = PriceView.decimals(multiplier / divisor) }
    return figure
  }

  /// The decimals of a price that remain certain once it is multiplied: half a cent of rounding grows with it.
  private static func decimals(_ ratio: Double) -> Int {
    var (decimals, step) = (2, 0.01)
    while decimals > 0, 0.005 * ratio > step / 2 { (decimals, step) = (decimals - 1, step * 10) }
    return decimals
  }
}

extension BookDraft {
  /// Share splits in any order; a reader that converts figures needs them first.
  package var splits: [Split] {
    get { facts[Split.self] }
    _modify { yield &facts[Split.self] }
  }
}

extension Snapshot {
  /// The share splits that had taken effect.
  package var splits: [Split] { facts() }
}
