import Model

/// The rebalance of the index: weights before and after, reference prices, and the assets that follow it.
enum IndexFacts {
  static func readRebalance(_ table: FactTable, into draft: inout BookDraft) {
    table.forEachLine { (table) throws(BadCell) in
      let published = try table.requiredDay(table.column("published"))
      let citation = try SourceFacts.citation(table, knownAt: Instant(endOf: try table.requiredDay(table.column("announced"))))
      draft.rebalance = Rebalance(
        constituents: [], assets: [], referenceDay: try table.requiredDay(table.column("reference_date")),
        effectiveDay: try table.requiredDay(table.column("effective")), published: Instant(endOf: published),
        citation: citation)
    }
  }

  static func readBefore(_ table: FactTable, into draft: inout BookDraft) {
    let closes = dated(table, prefix: "close_")
    let weights = dated(table, prefix: "w_before_")
    var seen: Set<String> = []
    table.forEachLine { (table) throws(BadCell) in
      let column = table.column("ticker")
      let ticker = try table.words(column)
      guard seen.insert(ticker).inserted else {
        throw BadCell(column: column, reason: Phrase("'\(ticker)' stands twice", "'\(ticker)'이(가) 두 번 있음"))
      }
      var constituent = Constituent(
        ticker: ticker, name: try table.text(table.column("name")), company: try table.text(table.column("company_id")))
      for (day, column) in closes { if let value = try table.number(column) { constituent.closes.append((day, value)) } }
      for (day, column) in weights { if let value = try table.number(column) { constituent.before.append((day, value)) } }
      draft.rebalance?.constituents.append(constituent)
    }
  }

  static func readAfter(_ table: FactTable, into draft: inout BookDraft) {
    let weights = dated(table, prefix: "w_after_")
    table.forEachLine { (table) throws(BadCell) in
      let i = try constituent(table, draft)
      for (day, column) in weights {
        if let value = try table.number(column) { draft.rebalance?.constituents[i].after.append((day, value)) }
      }
    }
  }

  static func readInputs(_ table: FactTable, into draft: inout BookDraft) {
    table.forEachLine { (table) throws(BadCell) in
      let i = try constituent(table, draft)
      draft.rebalance?.constituents[i].sharesOutstanding = try table.number(table.column("tso"))
    }
  }

  private static func constituent(_ table: borrowing FactTable, _ draft: BookDraft) throws(BadCell) -> Int {
    let column = table.column("ticker")
    let ticker = try table.words(column)
    guard let i = draft.rebalance?.constituents.firstIndex(where: { $0.ticker == ticker }) else {
      throw BadCell(
        column: column,
        reason: Phrase("'\(ticker)' is not in index_weights_2023.csv", "'\(ticker)'이(가) index_weights_2023.csv에 없음"))
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
      let status = try table.text(table.column("status"))
      let citation = Citation(
        sources: [try table.words(table.column("source"))], knownAt: Instant(endOf: day),
        confidence: status.hasSuffix("unverified") ? .unverified : .single)
      let value = try table.requiredNumber(table.column("usd_bn"))
      draft.rebalance?.assets.append(
        TrackingAssets(
          name: try table.phrase(table.column("item"), table.column("item_ko")) ?? Phrase("—"),
          figure: Figure(value, .billionUSD, .day(day), .market, .reported(citation)), asOfText: text, status: status))
    }
  }
}
