/// Something with a price of its own: a share, by the ticker that index weights and holdings name it by.
package struct Instrument: Known {
  /// The symbol that it trades under, unique among all.
  package var ticker: String
  /// What lists call it.
  package var name: Phrase
  /// Where it is listed, as a reader would say it.
  package var exchange: String
  /// What its prices are in, by the three letters of ISO 4217.
  package var currency: String
  /// Whether it is the company of the record, whose prices and figures all other files hold; one at most is.
  package var isSubject: Bool
  /// Where it is written; known at all times where the facts name no day.
  package var citation: Citation

  /// An instrument as the facts have it.
  package init(ticker: String, name: Phrase, exchange: String, currency: String, isSubject: Bool, citation: Citation) {
    self.ticker = ticker
    self.name = name
    self.exchange = exchange
    self.currency = currency
    self.isSubject = isSubject
    self.citation = citation
  }

  package var identity: String? { ticker }
  package var knownAt: Instant { citation.knownAt }

  package func news(of part: Int) -> News? {
    News(Phrase("instruments", "종목"), name, Phrase("\(ticker), \(exchange)"), citation: citation)
  }
}

extension BookDraft {
  /// What index weights and holdings name, in the order of the file.
  package var instruments: [Instrument] {
    get { facts[Instrument.self] }
    _modify { yield &facts[Instrument.self] }
  }
}

extension Snapshot {
  /// What index weights and holdings name, in the order of the facts.
  package var instruments: [Instrument] { facts() }

  /// The company of the record; nil where no instrument is marked as that.
  package var subject: Instrument? { instruments.first(where: \.isSubject) }
}
