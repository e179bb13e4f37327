/// One day's prices, USD per share, and its volume in shares.
package struct PriceBar: Sendable {
  package var day: Day
  /// Which citation of the history says so.
  package var citation: Int32
  private var values: (Double, Double, Double, Double, Double)

  package init(
    day: Day, open: Double?, high: Double?, low: Double?, close: Double?, volume: Double?, citation: Int32
  ) {
    self.day = day
    self.citation = citation
    values = (open ?? .nan, high ?? .nan, low ?? .nan, close ?? .nan, volume ?? .nan)
  }

  package var open: Double? { PriceBar.known(values.0) }
  package var high: Double? { PriceBar.known(values.1) }
  package var low: Double? { PriceBar.known(values.2) }
  package var close: Double? { PriceBar.known(values.3) }
  package var volume: Double? { PriceBar.known(values.4) }

  private static func known(_ x: Double) -> Double? { x.isNaN ? nil : x }

  /// The same day on another share basis, `factor` new dollars for an old one.
  func scaled(by factor: Double) -> PriceBar {
    guard factor != 1 else { return self }
    var bar = self
    bar.values = (
      values.0 * factor, values.1 * factor, values.2 * factor, values.3 * factor, values.4 / factor
    )
    return bar
  }

  /// The day while its session is still open: only the opening price is known.
  func openOnly() -> PriceBar {
    PriceBar(day: day, open: open, high: nil, low: nil, close: nil, volume: nil, citation: citation)
  }
}

/// Daily prices in order of days, on the share basis after all splits of the book.
package struct PriceHistory: Sendable {
  package var bars: ContiguousArray<PriceBar>
  /// Sources and confidence, shared by the bars; their `knownAt` says nothing, the day does.
  package var citations: [Citation]
  /// By what the bars were converted from the prices of the facts: 1, or the ratio of splits that this book does not know.
  var conversion: Double

  package init(bars: ContiguousArray<PriceBar> = [], citations: [Citation] = []) {
    self.init(bars: bars, citations: citations, conversion: 1)
  }

  init(bars: ContiguousArray<PriceBar>, citations: [Citation], conversion: Double) {
    self.bars = bars
    self.citations = citations
    self.conversion = conversion
  }
}

/// A change of the number of shares: `ratio` new shares for an old one from the open of `day` on.
package struct Split: Sendable {
  package var day: Day
  package var ratio: Double
  package var citation: Citation

  package init(day: Day, ratio: Double, citation: Citation) {
    self.day = day
    self.ratio = ratio
    self.citation = citation
  }

  package var effective: Instant { Instant(day, 9, 30) }

  /// How a figure a share, or a count of shares, comes to a later basis.
  package static let rule = Phrase("as reported, converted by the share split", "보고 수치를 주식 분할 비율로 환산")
}

/// The prices known at an instant, on the share basis of that instant.
///
/// Nothing is copied: the view is a count into the history, so that making it costs the same for a thousand days and for a million.
package struct PriceView: Sendable {
  private let history: PriceHistory
  package let count: Int
  private let lastIsOpenOnly: Bool
  private let factor: Double

  init(_ history: PriceHistory, asOf: Instant, factor: Double) {
    self.history = history
    self.factor = factor
    let today = asOf.newYorkDay
    var (low, high) = (0, history.bars.count)
    while low < high {
      let middle = (low + high) / 2
      if history.bars[middle].day < today { low = middle + 1 } else { high = middle }
    }
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

  /// What the prices seen were multiplied by since they were written down.
  var conversion: Double { history.conversion * factor }

  package subscript(i: Int) -> PriceBar {
    let bar = history.bars[i].scaled(by: factor)
    return lastIsOpenOnly && i == count - 1 ? bar.openOnly() : bar
  }

  package var last: PriceBar? { count > 0 ? self[count - 1] : nil }

  /// The position of a day, or of the last known day before it; nil if there is none.
  package func index(onOrBefore day: Day) -> Int? {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if history.bars[middle].day <= day { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? low - 1 : nil
  }

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
    guard conversion != 1 else { return Figure(value, metric.unit, period, .market, .reported(citation)) }
    // The record has the price after the splits, rounded to the cent.
    let isVolume = metric == .volume
    let reported = Figure(isVolume ? value * conversion : value / conversion, metric.unit, period, .market, .reported(citation))
    let rule = Phrase("as adjusted for later splits, converted back", "이후 주식 분할로 조정된 값을 당시 기준으로 환산")
    var figure = Figure(value, metric.unit, period, .market, .derived(rule: rule, inputs: [reported]))
    figure.knownDecimals = isVolume ? nil : decimals
    return figure
  }

  /// The decimals of a price that are sure on the share basis of the moment: half a cent of rounding grows with the split factor.
  private var decimals: Int {
    var (decimals, step) = (2, 0.01)
    while decimals > 0, 0.005 * conversion > step / 2 { (decimals, step) = (decimals - 1, step * 10) }
    return decimals
  }
}
