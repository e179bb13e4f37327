import Model

/// The rebalances of the index: weights before and after, reference prices, the assets that follow it, and the company's weights by date.
enum IndexFacts {
  // by_rule: those of its dates (announced;published;effective) that follow from the rules and no document gives.
  static let rebalances = FactSchema(
    required: [
      "id", "kind", "reference_date", "announced", "published", "effective", "source", "confidence", "shares_source",
      "holdings_source",
    ],
    optional: ["by_rule", "note", "note_ko"],
    read: readRebalances)

  static func readRebalances(_ table: FactTable, into draft: inout BookDraft) {
    table.forEachLine { (table) throws(BadCell) in
      let id = try table.words(table.column("id"))
      guard !draft.rebalances.contains(where: { $0.id == id }) else { throw .twice(id, table.column("id")) }
      let published = try table.requiredDay(table.column("published"))
      let announced = try table.requiredDay(table.column("announced"))
      let effective = try table.requiredDay(table.column("effective"))
      guard Sessions.isOpen(effective) else {
        throw BadCell(
          column: table.column("effective"),
          reason: Phrase("the exchange was closed on \(effective.iso)", "\(effective.iso)은(는) 휴장일임"))
      }
      var rebalance = Rebalance(
        id: id, kind: try table.choice(table.column("kind"), RebalanceKind.self),
        referenceDay: try table.requiredDay(table.column("reference_date")), announcedDay: announced,
        effectiveDay: effective, published: Instant(endOf: published),
        citation: try SourceFacts.citation(table, knownAt: Instant(endOf: announced)))
      rebalance.datesByRule = try datesByRule(table)
      rebalance.outstandingSources = try SourceFacts.keys(table, table.column("shares_source"))
      rebalance.holdingsSources = try SourceFacts.keys(table, table.column("holdings_source"))
      draft.rebalances.append(rebalance)
    }
  }

  private static func datesByRule(_ table: borrowing FactTable) throws(BadCell) -> Set<RebalanceDate> {
    let column = table.column("by_rule")
    var dates: Set<RebalanceDate> = []
    for word in try table.keys(column) {
      guard let date = RebalanceDate(rawValue: word) else {
        let all = RebalanceDate.allCases.map(\.rawValue).joined(separator: ", ")
        throw BadCell(
          column: column,
          reason: Phrase("'\(TextHead.of(word))' is not one of: \(all)", "'\(TextHead.of(word))'은(는) 다음 중 하나가 아님: \(all)"))
      }
      dates.insert(date)
    }
    return dates
  }

  // subject: not read, instruments.csv says which company it is. shares_basis: reported, implied, fitted. shares_known: the day from which the shares
  // outstanding could be known, where that is after the reference date.
  static let constituents = FactSchema(
    required: ["rebalance", "ticker", "company"],
    optional: [
      "name", "subject", "index_shares", "new_index_shares", "shares_outstanding", "shares_basis", "shares_known", "joined",
      "left", "change_announced",
    ],
    read: readConstituents)

  static func readConstituents(_ table: FactTable, into draft: inout BookDraft) {
    var rebalances = draft.rebalances
    let column = table.column("ticker")
    var seen: [Set<String>] = rebalances.map { _ in [] }
    table.forEachLine { (table) throws(BadCell) in
      let r = try rebalance(table, rebalances)
      let ticker = try table.words(column)
      guard seen[r].insert(ticker).inserted else { throw .twice(ticker, column) }
      var constituent = Constituent(
        ticker: ticker, name: try table.text(table.column("name")), company: try table.words(table.column("company")))
      constituent.indexShares = try table.positive(table.column("index_shares"), .shares)
      constituent.newIndexShares = try table.positive(table.column("new_index_shares"), .shares)
      constituent.sharesOutstanding = try table.positive(table.column("shares_outstanding"), .shares)
      let basis = table.column("shares_basis")
      if !table.isEmpty(basis) { constituent.sharesBasis = try table.choice(basis, SharesBasis.self) }
      constituent.sharesKnownAt = try table.day(table.column("shares_known")).map { Instant(endOf: $0) }
      constituent.joined = try table.day(table.column("joined"))
      constituent.left = try table.day(table.column("left"))
      constituent.changeAnnounced = try table.day(table.column("change_announced"))
      rebalances[r].constituents.append(constituent)
    }
    draft.rebalances = rebalances
  }

  static let closes = FactSchema(
    required: ["rebalance", "date", "ticker", "close", "source"],
    read: readCloses)

  /// The closes of a rebalance's days, one a line; the lines of a day stand together and the days in order.
  static func readCloses(_ table: FactTable, into draft: inout BookDraft) {
    var rebalances = draft.rebalances
    let places = rebalances.map { rebalance in
      Dictionary(rebalance.constituents.enumerated().map { ($1.ticker, $0) }) { first, _ in first }
    }
    let id = table.column("rebalance")
    var place = Repeated<Int>()
    table.forEachLine { (table) throws(BadCell) in
      let r = try place.value(of: table.bytes(id)) { () throws(BadCell) in try rebalance(table, rebalances) }
      let column = table.column("date")
      let day = try table.requiredDay(column)
      if rebalances[r].days.last != day {
        if let last = rebalances[r].days.last, day < last {
          throw BadCell(column: column, reason: Phrase("before \(last.iso) in the line above", "앞 줄의 \(last.iso)보다 이름"))
        }
        rebalances[r].priceSources.append(try SourceFacts.keys(table, table.column("source")))
        rebalances[r].days.append(day)
        for i in rebalances[r].constituents.indices { rebalances[r].constituents[i].closes.append(.nan) }
      }
      let ticker = try table.words(table.column("ticker"))
      guard let i = places[r][ticker] else {
        throw BadCell(
          column: table.column("ticker"),
          reason: Phrase(
            "'\(ticker)' is not in \(FactFile.constituents.rawValue)", "'\(ticker)'이(가) \(FactFile.constituents.rawValue)에 없음"))
      }
      let k = rebalances[r].days.count - 1
      guard rebalances[r].constituents[i].closes[k].isNaN else { throw .twice(ticker, table.column("ticker")) }
      rebalances[r].constituents[i].closes[k] = try table.positive(table.column("close"), .usdPerShare) ?? .nan
    }
    for rebalance in rebalances {
      for c in rebalance.constituents {
        for (k, day) in rebalance.days.enumerated() where c.closes[k].isNaN && c.isMember(on: day) {
          table.report(
            -1,
            Phrase(
              "no close of \(c.ticker); the weights of \(day.iso) leave it out", "\(c.ticker) 종가 없음; \(day.iso) 비중에서 빠짐"),
            .warning)
        }
      }
    }
    draft.rebalances = rebalances
  }

  static let weights = FactSchema(
    required: ["index", "fund", "date", "weight_pct", "basis", "source", "published", "confidence"],
    optional: ["note", "note_ko"],
    read: readWeights)

  /// The company's weights in indices, by date.
  static func readWeights(_ table: FactTable, into draft: inout BookDraft) {
    table.forEachLine { (table) throws(BadCell) in
      let day = try table.requiredDay(table.column("date"))
      let published = try table.requiredDay(table.column("published"))
      guard published >= day else {
        throw BadCell(column: table.column("published"), reason: Phrase("before its own date", "비중의 날짜보다 이름"))
      }
      let column = table.column("basis")
      let basis = try table.words(column)
      guard ["reported", "derived"].contains(basis) else {
        throw BadCell(column: column, reason: Phrase("neither 'reported' nor 'derived'", "'reported'나 'derived'가 아님"))
      }
      guard let value = try table.positive(table.column("weight_pct"), .percent) else {
        throw BadCell(column: table.column("weight_pct"), reason: Phrase("empty; a number is needed here", "비어 있음; 숫자가 필요"))
      }
      let citation = try SourceFacts.citation(table, knownAt: Instant(endOf: published))
      draft.indexWeights.append(
        IndexWeight(
          index: try table.choice(table.column("index"), StockIndex.self), fund: try table.words(table.column("fund")),
          figure: Figure(value, .percent, .day(day), .market, .reported(citation)), isDerived: basis == "derived"))
    }
  }

  // fund: the one fund that is counted, empty for several. confidence: where it is left out, one source was seen, and none for the status
  // derived-unverified.
  static let assets = FactSchema(
    required: ["item", "usd_bn", "as_of", "source", "status"],
    optional: ["fund", "item_ko", "confidence"],
    read: readAssets)

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
        sources: try SourceFacts.keys(table, table.column("source")), knownAt: Instant(endOf: day),
        confidence: try table.choice(
          table.column("confidence"), Confidence.self, otherwise: status == "derived-unverified" ? .unverified : .single))
      let value = try table.requiredNumber(table.column("usd_bn"), .billionUSD)
      draft.trackingAssets.append(
        TrackingAssets(
          fund: try table.text(table.column("fund")),
          name: try table.phrase(table.column("item"), table.column("item_ko")) ?? Phrase("—"),
          figure: Figure(value, .billionUSD, .day(day), .market, .reported(citation)), asOfText: text, status: status))
    }
  }

  // MARK: cells

  /// The place of the rebalance that a line belongs to.
  private static func rebalance(_ table: borrowing FactTable, _ rebalances: [Rebalance]) throws(BadCell) -> Int {
    let column = table.column("rebalance")
    let id = try table.words(column)
    guard let place = rebalances.firstIndex(where: { $0.id == id }) else {
      throw BadCell(
        column: column,
        reason: Phrase(
          "'\(TextHead.of(id))' is not in \(FactFile.rebalances.rawValue)",
          "'\(TextHead.of(id))'이(가) \(FactFile.rebalances.rawValue)에 없음"))
    }
    return place
  }
}
