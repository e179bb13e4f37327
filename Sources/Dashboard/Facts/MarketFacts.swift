import Model

/// Prices, exchange rates, splits and the days of results.
enum MarketFacts {
  /// Shares one citation among the rows that name the same sources: thousands of rows name a handful of them.
  private struct CitationPool {
    var citations: [Citation] = []
    private var lastSource: [UInt8] = []
    private var lastConfidence: [UInt8] = []

    mutating func index(_ table: borrowing FactTable, _ source: Int, _ confidence: Int) throws(BadCell) -> Int32 {
      if !citations.isEmpty, Self.equal(table.bytes(source), lastSource),
        Self.equal(table.bytes(confidence), lastConfidence)
      {
        return Int32(citations.count - 1)
      }
      citations.append(
        Citation(
          sources: try SourceFacts.keys(table, source), knownAt: .distantPast,
          confidence: try table.choice(confidence, Confidence.self)))
      lastSource = Array(table.bytes(source))
      lastConfidence = Array(table.bytes(confidence))
      return Int32(citations.count - 1)
    }

    private static func equal(_ a: UnsafeBufferPointer<UInt8>, _ b: [UInt8]) -> Bool {
      guard a.count == b.count else { return false }
      for i in 0..<b.count where a[i] != b[i] { return false }
      return true
    }
  }

  static func readPrices(_ table: FactTable, into draft: inout BookDraft) {
    let columns = ["date", "open", "high", "low", "close", "volume", "source", "confidence", "basis"].map { table.column($0) }
    var pool = CitationPool()
    var bars = ContiguousArray<PriceBar>()
    table.forEachLine { (table) throws(BadCell) in
      let day = try table.requiredDay(columns[0])
      if let last = bars.last, last.day >= day {
        throw BadCell(
          column: columns[0],
          reason: last.day == day
            ? Phrase("\(day.iso) stands twice", "\(day.iso)이(가) 두 번 있음")
            : Phrase(
              "\(day.iso) stands after \(last.day.iso); put the days in order", "\(day.iso)이(가) \(last.day.iso) 뒤에 있음; 날짜순으로 둘 것")
        )
      }
      guard Sessions.isOpen(day) else {
        throw BadCell(column: columns[0], reason: Phrase("the exchange was closed on \(day.iso)", "\(day.iso)은(는) 휴장일임"))
      }
      var values: (Double?, Double?, Double?, Double?, Double?)
      values.0 = try price(table, columns[1], .usdPerShare)
      values.1 = try price(table, columns[2], .usdPerShare)
      values.2 = try price(table, columns[3], .usdPerShare)
      values.3 = try price(table, columns[4], .usdPerShare)
      values.4 = try price(table, columns[5], .shares)
      guard values.0 != nil || values.3 != nil else {
        throw BadCell(column: columns[4], reason: Phrase("neither an open nor a close", "시가도 종가도 없음"))
      }
      if let high = values.1, let low = values.2 {
        // Half a cent of slack: adjusted prices are rounded one by one.
        let inside = [values.0, values.3].allSatisfy { $0.map { $0 >= low - 0.0051 && $0 <= high + 0.0051 } ?? true }
        if low > high || !inside {
          throw BadCell(
            column: columns[1], reason: Phrase("open and close do not lie between low and high", "시가·종가가 저가와 고가 사이에 없음"))
        }
      }
      bars.append(
        PriceBar(
          day: day, open: values.0, high: values.1, low: values.2, close: values.3, volume: values.4,
          basis: try table.choice(columns[8], PriceBasis.self, otherwise: .adjusted),
          citation: try pool.index(table, columns[6], columns[7])))
    }
    draft.prices = PriceHistory(bars: bars, citations: pool.citations)
  }

  private static func price(_ table: borrowing FactTable, _ column: Int, _ unit: Unit) throws(BadCell) -> Double? {
    let value = try table.number(column, unit)
    if let value, value <= 0 { throw BadCell(column: column, reason: Phrase("not above zero", "0보다 크지 않음")) }
    return value
  }

  static func readExchangeRates(_ table: FactTable, into draft: inout BookDraft) {
    let columns = ["date", "usdkrw_seoul_morning", "usdkrw_fred_noon_ny", "usdkrw_day_close", "source", "confidence"]
      .map { table.column($0) }
    var pool = CitationPool()
    var (seoul, newYork, close) = (DailySeries(), DailySeries(), DailySeries())
    table.forEachLine { (table) throws(BadCell) in
      let day = try table.requiredDay(columns[0])
      if let last = seoul.days.last, last >= day {
        throw BadCell(
          column: columns[0],
          reason: Phrase(
            "\(day.iso) is not after \(last.iso); put each day once and in order",
            "\(day.iso)이(가) \(last.iso) 뒤가 아님; 날짜순으로 한 번씩 둘 것"))
      }
      let citation = try pool.index(table, columns[4], columns[5])
      let morning = try price(table, columns[1], .krwPerUSD)
      let noon = try price(table, columns[2], .krwPerUSD)
      let last = try price(table, columns[3], .krwPerUSD)
      guard morning != nil || noon != nil || last != nil else {
        throw BadCell(column: columns[1], reason: Phrase("no rate", "환율 없음"))
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

  /// The days of results: those of `tsla_events.csv`, and any quarter whose release that file does not have.
  static func readEarningsDays(_ table: FactTable, into draft: inout BookDraft, _ releases: [Period: (Instant, Day)]) {
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
          quarter: quarter, day: day, release: releases[quarter]?.0 ?? Instant(day, hour, minute), timeIsPattern: isPattern))
    }
    for (quarter, (release, day)) in releases where !quarters.contains(quarter) {
      days.append(EarningsDay(quarter: quarter, day: day, release: release, timeIsPattern: true))
    }
    draft.earnings = days
  }
}
