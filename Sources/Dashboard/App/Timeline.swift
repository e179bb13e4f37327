import Finance
package import Model

/// The moments one can step through.
package struct Timeline: Sendable {
  /// Every moment at which something became known, computed verdicts included, oldest first and each once.
  package let moments: [Instant]
  /// The release of every earnings day of the book, oldest first.
  package let earnings: [Instant]
  /// The same with their quarters, by which one goes to them.
  package let results: [EarningsDay]

  /// Collects them from a book; verdicts are computed from everything in it, whenever that became known.
  package init(_ book: Book) {
    // A computed verdict needs all that is known, and comes at a moment of its own.
    let ledger = ClaimLedger(Snapshot(of: book, asOf: .distantFuture))
    moments = book.moments(judged: ledger.judgements.flatMap { $0.steps.dropFirst().map(\.instant) })
    results = book.results
    earnings = results.map(\.release)
  }

  /// The newest moment of a sorted list that lies before an instant; nil before its first.
  package static func previous(_ list: [Instant], before instant: Instant) -> Instant? {
    list.last { $0 < instant }
  }

  /// The oldest moment of a sorted list that lies after an instant; nil after its last.
  package static func next(_ list: [Instant], after instant: Instant) -> Instant? {
    list.first { $0 > instant }
  }
}
