import Model

/// Prices, exchange rates, splits and the days of results.
enum MarketFacts {
  /// Shares one citation among the rows that name the same sources: thousands of rows name a handful of them.
  private struct CitationPool {
    var citations: [Citation] = []
    private var last: (source: UnsafeBufferPointer<UInt8>, confidence: UnsafeBufferPointer<UInt8>)?

    mutating func index(_ table: borrowing FactTable, _ source: Int, _ confidence: Int) throws(BadCell) -> Int32 {
      let cells = (table.bytes(source), table.bytes(confidence))
      if let last, cells.0.isEqual(to: last.source), cells.1.isEqual(to: last.confidence) { return Int32(citations.count - 1) }
      citations.append(
        Citation(
          sources: try SourceFacts.keys(table, source), knownAt: .distantPast,
          confidence: try table.choice(confidence, Confidence.self)))
      last = cells
      return Int32(citations.count - 1)
    }
  }

  // basis: traded, or adjusted for all splits since (where it is left out).
  static let prices = FactSchema(
    required: ["date", "open", "high", "low", "close", "volume", "source", "confidence"],
    optional: ["basis", "published"],
    read: readPrices)

  static func readPrices(_ table: FactTable, into draft: inout BookDraft) {
    let columns = (
      date: table.column("date"), open: table.column("open"), high: table.column("high"), low: table.column("low"),
      close: table.column("close"), volume: table.column("volume"), basis: table.column("basis"),
      source: table.column("source"), confidence: table.column("confidence")
    )
    var pool = CitationPool()
    var bases = Repeated<PriceBasis>()
    var bars = ContiguousArray<PriceBar>()
    table.forEachLine { (table) throws(BadCell) in
      let day = try table.requiredDay(columns.date)
      if let last = bars.last?.day, last >= day {
        throw BadCell(
          column: columns.date,
          reason: last == day
            ? Phrase("\(day.iso) stands twice", "\(day.iso)이(가) 두 번 있음")
            : Phrase("\(day.iso) stands after \(last.iso); put the days in order", "\(day.iso)이(가) \(last.iso) 뒤에 있음; 날짜순으로 둘 것"))
      }
      guard Sessions.isOpen(day) else {
        throw BadCell(column: columns.date, reason: Phrase("the exchange was closed on \(day.iso)", "\(day.iso)은(는) 휴장일임"))
      }
      let open = try table.positive(columns.open, .usdPerShare)
      let high = try table.positive(columns.high, .usdPerShare)
      let low = try table.positive(columns.low, .usdPerShare)
      let close = try table.positive(columns.close, .usdPerShare)
      let volume = try table.positive(columns.volume, .shares)
      guard open != nil || close != nil else {
        throw BadCell(column: columns.close, reason: Phrase("neither an open nor a close", "시가도 종가도 없음"))
      }
      if let high, let low {
        // Half a cent of slack: adjusted prices are rounded one by one.
        func isInside(_ price: Double?) -> Bool { price.map { $0 >= low - 0.0051 && $0 <= high + 0.0051 } ?? true }
        if low > high || !isInside(open) || !isInside(close) {
          throw BadCell(
            column: columns.open, reason: Phrase("open and close do not lie between low and high", "시가·종가가 저가와 고가 사이에 없음"))
        }
      }
      let basis = try bases.value(of: table.bytes(columns.basis)) { () throws(BadCell) in
        try table.choice(columns.basis, PriceBasis.self, otherwise: .adjusted)
      }
      let citation = try pool.index(table, columns.source, columns.confidence)
      if bars.isEmpty { bars.reserveCapacity(table.linesLeft) }
      bars.append(
        PriceBar(
          day: day, open: open, high: high, low: low, close: close, volume: volume, basis: basis, citation: citation))
    }
    draft.prices = PriceHistory(bars: bars, citations: pool.citations)
  }

  static let exchangeRates = FactSchema(
    required: ["date", "usdkrw_seoul_morning", "source", "confidence"],
    optional: ["usdkrw_fred_noon_ny", "usdkrw_day_close", "published"],
    read: readExchangeRates)

  static func readExchangeRates(_ table: FactTable, into draft: inout BookDraft) {
    let columns = (
      date: table.column("date"), morning: table.column("usdkrw_seoul_morning"), noon: table.column("usdkrw_fred_noon_ny"),
      close: table.column("usdkrw_day_close"), source: table.column("source"), confidence: table.column("confidence")
    )
    var pool = CitationPool()
    var (seoul, newYork, close) = (DailySeries(), DailySeries(), DailySeries())
    table.forEachLine { (table) throws(BadCell) in
      let day = try table.requiredDay(columns.date)
      if let last = seoul.days.last, last >= day {
        throw BadCell(
          column: columns.date,
          reason: Phrase(
            "\(day.iso) is not after \(last.iso); put each day once and in order",
            "\(day.iso)이(가) \(last.iso) 뒤가 아님; 날짜순으로 한 번씩 둘 것"))
      }
      let citation = try pool.index(table, columns.source, columns.confidence)
      let morning = try table.positive(columns.morning, .krwPerUSD)
      let noon = try table.positive(columns.noon, .krwPerUSD)
      let last = try table.positive(columns.close, .krwPerUSD)
      guard morning != nil || noon != nil || last != nil else {
        throw BadCell(column: columns.morning, reason: Phrase("no rate", "환율 없음"))
      }
      if let morning { append(morning, day, citation, to: &seoul) }
      if let noon { append(noon, day, citation, to: &newYork) }
      if let last { append(last, day, citation, to: &close) }
    }
    (seoul.citations, newYork.citations, close.citations) = (pool.citations, pool.citations, pool.citations)
    draft.daily[.usdKRW] = seoul
    draft.daily[.usdKRWNoon] = newYork
    draft.daily[.usdKRWClose] = close
  }

  private static func append(_ value: Double, _ day: Day, _ citation: Int32, to series: inout DailySeries) {
    series.days.append(day)
    series.values.append(value)
    series.citationOf.append(citation)
  }

  static let splits = FactSchema(
    required: ["date", "ratio", "source", "confidence"],
    optional: ["published"],
    read: readSplits)

  static func readSplits(_ table: FactTable, into draft: inout BookDraft) {
    table.forEachLine { (table) throws(BadCell) in
      let day = try table.requiredDay(table.column("date"))
      let ratio = try table.requiredNumber(table.column("ratio"), .ratio)
      guard ratio > 0 else { throw BadCell(column: table.column("ratio"), reason: Phrase("not above zero", "0보다 크지 않음")) }
      guard (0.001...1000).contains(ratio) else {
        throw BadCell(
          column: table.column("ratio"),
          reason: Phrase("not between 0.001 and 1000 new shares for one", "1주당 새 주식 0.001~1000주가 아님"))
      }
      let citation = try SourceFacts.citation(table, knownAt: Instant(day, 9, 30))
      draft.splits.append(Split(day: day, ratio: ratio, citation: citation))
    }
  }

  static let earningsDays = FactSchema(
    required: ["date_et", "type", "time_et"],
    optional: ["time_note", "time_kst", "verification"],
    read: readEarningsDays)

  /// The days of results: those of `tsla_events.csv`, and any quarter whose release that file does not have.
  static func readEarningsDays(_ table: FactTable, into draft: inout BookDraft) {
    var quarters: Set<Period> = []
    var days: [EarningsDay] = []
    table.forEachLine { (table) throws(BadCell) in
      guard try table.words(table.column("type")) == "earnings_release_after_close" else { return }
      let day = try table.requiredDay(table.column("date_et"))
      let (hour, minute) = try table.time(table.column("time_et")) ?? (16, 5)
      let quarter = Period.quarter(of: day).advanced(by: -1)
      quarters.insert(quarter)
      let isPattern = try !table.text(table.column("time_note")).isEmpty
      days.append(
        EarningsDay(
          quarter: quarter, day: day, release: draft.releases[quarter]?.0 ?? Instant(day, hour, minute), timeIsPattern: isPattern)
      )
    }
    for (quarter, (release, day)) in draft.releases where !quarters.contains(quarter) {
      days.append(EarningsDay(quarter: quarter, day: day, release: release, timeIsPattern: true))
    }
    draft.earnings = days
  }
}
