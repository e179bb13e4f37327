import Model

/// What has a price of its own, and which of it the record is about.
enum InstrumentFacts {
  static let schema = FactSchema(
    required: ["ticker", "name", "exchange", "currency", "subject", "source", "confidence"],
    optional: ["name_ko", "published", "note", "note_ko"], read: read)

  static func read(_ table: FactTable, into draft: inout BookDraft) {
    table.forEachLine { (table) throws(BadCell) in
      let (tickers, subjects, currencies) = (table.column("ticker"), table.column("subject"), table.column("currency"))
      let ticker = try table.words(tickers)
      guard !draft.instruments.contains(where: { $0.ticker == ticker }) else { throw .twice(ticker, tickers) }
      let isSubject = try !table.text(subjects).isEmpty
      if isSubject, let other = draft.instruments.first(where: \.isSubject) {
        throw BadCell(
          column: subjects,
          reason: Phrase(
            "'\(TextHead.of(other.ticker))' is the company already; leave all others empty",
            "이미 '\(TextHead.of(other.ticker))'이(가) 대상 기업임; 나머지는 비워 둘 것"))
      }
      let currency = try table.words(currencies)
      guard currency.utf8.count == 3, currency.utf8.allSatisfy({ (65...90).contains($0) }) else {
        throw BadCell(
          column: currencies,
          reason: Phrase(
            "'\(TextHead.of(currency))' is not the three capital letters of a currency, such as USD",
            "'\(TextHead.of(currency))'은(는) USD 같은 대문자 세 글자 통화 기호가 아님"))
      }
      let published = try table.day(table.column("published"))
      draft.instruments.append(
        Instrument(
          ticker: ticker, name: try table.phrase(table.column("name"), table.column("name_ko")) ?? Phrase(ticker),
          exchange: try table.words(table.column("exchange")), currency: currency, isSubject: isSubject,
          citation: try SourceFacts.citation(table, knownAt: published.map { Instant(endOf: $0) } ?? .distantPast)))
    }
  }

  /// What is said of a record that is about no company.
  static let noSubject = FactProblem(
    file: FactFile.instruments.rawValue, line: 1,
    reason: Phrase(
      "no line is marked as the company of the record; write yes in the column subject of one, or its weight in the index is not found",
      "대상 기업으로 표시한 줄이 없음; 한 줄의 subject 열에 yes를 쓰지 않으면 지수 비중을 찾지 못함"), severity: .warning)
}
