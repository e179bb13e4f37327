/// A document or data set that says something.
package struct Source: Sendable {
  package var key: String
  /// What a reader would cite: whose document, of what and of when.
  package var title: Phrase
  package var publisher: String
  package var date: String
  package var location: String

  package init(key: String, title: Phrase, publisher: String, date: String, location: String) {
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
