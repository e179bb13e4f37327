/// A security of the index and its weights around a rebalance.
package struct Constituent: Sendable {
  package var ticker: String
  package var name: String
  package var company: String
  /// Price, USD, by day.
  package var closes: [(day: Day, value: Double)]
  /// Weight before the rebalance at the prices of a day, as a fraction.
  package var before: [(day: Day, value: Double)]
  /// Weight after the rebalance at the prices of a day, as a fraction.
  package var after: [(day: Day, value: Double)]
  /// Total shares outstanding of the listed class at the reference date.
  package var sharesOutstanding: Double?

  package init(ticker: String, name: String, company: String) {
    self.ticker = ticker
    self.name = name
    self.company = company
    closes = []
    before = []
    after = []
  }
}

/// An estimate of the assets that follow the index.
package struct TrackingAssets: Sendable {
  package var name: Phrase
  package var figure: Figure
  package var asOfText: String
  package var status: String

  package init(name: Phrase, figure: Figure, asOfText: String, status: String) {
    self.name = name
    self.figure = figure
    self.asOfText = asOfText
    self.status = status
  }
}

/// A rebalance of the index for which the weights are in the record.
package struct Rebalance: Sendable {
  package var constituents: [Constituent]
  package var assets: [TrackingAssets]
  /// The day whose prices and shares set the new weights.
  package var referenceDay: Day
  /// The first day on the new weights.
  package var effectiveDay: Day
  /// When the new weights were published: those at earlier prices are known from then on.
  package var published: Instant
  package var citation: Citation

  package init(
    constituents: [Constituent], assets: [TrackingAssets], referenceDay: Day, effectiveDay: Day, published: Instant,
    citation: Citation
  ) {
    self.constituents = constituents
    self.referenceDay = referenceDay
    self.effectiveDay = effectiveDay
    self.assets = assets
    self.published = published
    self.citation = citation
  }

  /// A weight at the prices of a day is known at that day's close, the new ones not before they were published.
  func seen(asOf: Instant) -> Rebalance? {
    // All securities have the same few days: each is looked up once.
    var visible: [(day: Day, close: Bool, after: Bool)] = []
    func known(_ day: Day) -> (close: Bool, after: Bool) {
      if let found = visible.first(where: { $0.day == day }) { return (found.close, found.after) }
      let close = Sessions.session(on: day)?.close ?? Instant(endOf: day)
      visible.append((day, close <= asOf, max(close, published) <= asOf))
      return (close <= asOf, max(close, published) <= asOf)
    }
    var seen = self
    seen.constituents = []
    for c in constituents {
      var c = c
      c.closes.removeAll { !known($0.day).close }
      c.before.removeAll { !known($0.day).close }
      c.after.removeAll { !known($0.day).after }
      if c.before.isEmpty && c.after.isEmpty { continue }
      if c.closes.isEmpty { c.sharesOutstanding = nil }
      seen.constituents.append(c)
    }
    seen.assets = assets.filter { $0.figure.provenance.knownAt <= asOf }
    return seen.constituents.isEmpty ? nil : seen
  }
}
