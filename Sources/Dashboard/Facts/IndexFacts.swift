import Model

/// The rebalance of the index: weights before and after, reference prices, and the assets that follow it.
enum IndexFacts {
  static func readRebalance(_ table: FactTable, into draft: inout BookDraft) {
    table.forEachLine { (table) throws(BadCell) in
      let published = try table.requiredDay(table.column("published"))
      let announced = try table.requiredDay(table.column("announced"))
      let effective = try table.requiredDay(table.column("effective"))
      guard Sessions.isOpen(effective) else {
        throw BadCell(
          column: table.column("effective"),
          reason: Phrase("the exchange was closed on \(effective.iso)", "\(effective.iso)은(는) 휴장일임"))
      }
      var rebalance = Rebalance(
        kind: try table.choice(table.column("kind"), RebalanceKind.self),
        referenceDay: try table.requiredDay(table.column("reference_date")), announcedDay: announced,
        effectiveDay: effective, published: Instant(endOf: published),
        citation: try SourceFacts.citation(table, knownAt: Instant(endOf: announced)))
      rebalance.priceSources = try SourceFacts.keys(table, table.column("price_source"))
      rebalance.shareSources = try SourceFacts.keys(table, table.column("holdings_source"))
      draft.rebalances.append(rebalance)
    }
  }

  /// The prices and index shares belong to the first rebalance of the file before.
  static func readBefore(_ table: FactTable, into draft: inout BookDraft) {
    guard !draft.rebalances.isEmpty else { return }
    let closes = dated(table, prefix: "close_").sorted { $0.0 < $1.0 }
    let shares = dated(table, prefix: "qqq_shares_").first?.1 ?? -1
    draft.rebalances[0].days = closes.map(\.0)
    var seen: Set<String> = []
    table.forEachLine { (table) throws(BadCell) in
      let column = table.column("ticker")
      let ticker = try table.words(column)
      guard seen.insert(ticker).inserted else {
        throw BadCell(column: column, reason: Phrase("'\(ticker)' stands twice", "'\(ticker)'이(가) 두 번 있음"))
      }
      var constituent = Constituent(
        ticker: ticker, name: try table.text(table.column("name")), company: try table.words(table.column("company_id")))
      for (_, column) in closes { constituent.closes.append(try positive(table, column) ?? .nan) }
      constituent.indexShares = try positive(table, shares)
      constituent.joined = try table.day(table.column("joined"))
      constituent.left = try table.day(table.column("left"))
      constituent.changeAnnounced = try table.day(table.column("change_announced"))
      for (k, (day, column)) in closes.enumerated() where constituent.closes[k].isNaN && constituent.isMember(on: day) {
        table.report(
          column, Phrase("no close; the weights of \(day.iso) leave it out", "종가 없음; \(day.iso) 비중에서 빠짐"), .warning)
      }
      draft.rebalances[0].constituents.append(constituent)
    }
  }

  static func readAfter(_ table: FactTable, into draft: inout BookDraft) {
    if draft.rebalances.isEmpty { return }
    let shares = dated(table, prefix: "qqq_shares_").first?.1 ?? -1
    table.forEachLine { (table) throws(BadCell) in
      let i = try constituent(table, draft)
      draft.rebalances[0].constituents[i].newIndexShares = try positive(table, shares)
    }
  }

  static func readInputs(_ table: FactTable, into draft: inout BookDraft) {
    if draft.rebalances.isEmpty { return }
    table.forEachLine { (table) throws(BadCell) in
      let i = try constituent(table, draft)
      draft.rebalances[0].constituents[i].sharesOutstanding = try positive(table, table.column("tso"))
    }
  }

  private static func positive(_ table: borrowing FactTable, _ column: Int) throws(BadCell) -> Double? {
    let value = try table.number(column)
    if let value, value <= 0 { throw BadCell(column: column, reason: Phrase("not above zero", "0보다 크지 않음")) }
    return value
  }

  private static func constituent(_ table: borrowing FactTable, _ draft: BookDraft) throws(BadCell) -> Int {
    let column = table.column("ticker")
    let ticker = try table.words(column)
    guard let i = draft.rebalances.first?.constituents.firstIndex(where: { $0.ticker == ticker }) else {
      throw BadCell(
        column: column,
        reason: Phrase(
          "'\(ticker)' is not in \(FactFile.weightsBefore.rawValue)", "'\(ticker)'이(가) \(FactFile.weightsBefore.rawValue)에 없음"))
    }
    return i
  }

  /// The columns that carry a date in their name.
  private static func dated(_ table: FactTable, prefix: String) -> [(Day, Int)] {
    table.header.enumerated().compactMap { i, name in
      guard name.hasPrefix(prefix), let day = Day(iso: String(name.dropFirst(prefix.count).prefix(10))) else { return nil }
      return (day, i)
    }
  }

  static func readAssets(_ table: FactTable, into draft: inout BookDraft) {
    table.forEachLine { (table) throws(BadCell) in
      let column = table.column("as_of")
      let text = try table.words(column)
      // A month only counts as known at its end.
      var day = Day(iso: String(text.prefix(10)))
      if day == nil, let first = Day(iso: String(text.prefix(7)) + "-01") {
        let c = first.civil
        day = Day(civil: c.year, c.month, Day.length(ofMonth: c.month, c.year))
      }
      guard let day else {
        throw BadCell(
          column: column,
          reason: Phrase(
            "'\(TextHead.of(text))' does not begin with a date or a month", "'\(TextHead.of(text))'이(가) 날짜나 달로 시작하지 않음"))
      }
      if draft.rebalances.isEmpty { return }
      let status = try table.text(table.column("status"))
      let citation = Citation(
        sources: [try table.words(table.column("source"))], knownAt: Instant(endOf: day),
        confidence: status.hasSuffix("unverified") ? .unverified : .single)
      let value = try table.requiredNumber(table.column("usd_bn"))
      draft.rebalances[0].assets.append(
        TrackingAssets(
          name: try table.phrase(table.column("item"), table.column("item_ko")) ?? Phrase("—"),
          figure: Figure(value, .billionUSD, .day(day), .market, .reported(citation)), asOfText: text, status: status))
    }
  }
}
