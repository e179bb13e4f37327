/// A document or data set that says something.
package struct Source: Sendable {
  /// The key that stands for the rules of the exchange and the index: what only they speak for is worked out.
  package static let calendarRule = "calendar-rule"

  package var key: String
  /// What a reader would cite: whose document, of what and of when.
  package var title: Phrase
  package var publisher: String
  package var date: String
  /// Where it was seen: an address, or words where there is none.
  ///
  /// Whole by itself, whichever sources are listed around it.
  package var location: Phrase

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
