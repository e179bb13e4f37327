/// A document or data set that says something.
package struct Source: Sendable {
  /// The key that stands for the rules of the exchange and the index: dates that rest on it alone are worked out.
  package static let calendarRule = "calendar-rule"

  /// The word that facts cite it by.
  package var key: String
  /// What a reader would cite: whose document, of what and of when.
  package var title: Phrase
  /// Who published it; empty where that is not on record.
  package var publisher: String
  /// Its day, as `2023-07-19` or less; empty where it has none.
  package var date: String
  /// Where it was seen: an address, or words where there is none.
  ///
  /// Complete by itself, whichever sources are listed around it.
  package var location: Phrase

  /// A source as `sources.csv` has it.
  package init(key: String, title: Phrase, publisher: String, date: String, location: Phrase) {
    self.key = key
    self.title = title
    self.publisher = publisher
    self.date = date
    self.location = location
  }

  /// Whether the document is dated after the day of an instant; undated ones are not.
  package func isLater(than instant: Instant) -> Bool {
    Day(iso: date).map { $0 > instant.newYorkDay } ?? false
  }
}
