/// A fact of any kind: what the public could know, and from when on.
///
/// A book keeps its facts by kind and does the same with all of them: a kind that conforms is seen as of any moment, gone from a book
/// that ends before it, and among the moments to step through, without another line.
package protocol Known: Sendable {
  /// From when on anything of it was known; `distantPast` for what is there at every moment.
  var knownAt: Instant { get }
  /// The moments to step to: those at which something of it became known, in any order.
  var moments: [Instant] { get }
  /// What was known of it at an instant, without what came later; nil where nothing was.
  func seen(asOf: Instant) -> Self?
  /// The same fact on the share basis of an instant; `splits` are all of the book, in order of days.
  func onShareBasis(of asOf: Instant, _ splits: [Split]) -> Self
  /// What tells it from others of its kind: where two origins give facts of one identity, they are versions of one.
  associatedtype Identity: Hashable = Never
  /// Nil for a fact that is one of its own whatever others say.
  var identity: Identity? { get }
  /// Whether one stands before another in lists of the kind; nil for the order in which they were given.
  static var order: ((Self, Self) -> Bool)? { get }
}

/// A fact that is known whole or not at all, and that no share split touches.
extension Known {
  /// The moment at which it became known, where there is one.
  package var moments: [Instant] { knownAt > .distantPast ? [knownAt] : [] }
  /// All of it, once it is known.
  package func seen(asOf: Instant) -> Self? { knownAt <= asOf ? self : nil }
  /// As it is: it counts no shares.
  package func onShareBasis(of asOf: Instant, _ splits: [Split]) -> Self { self }
  /// Nil: as it was added.
  package static var order: ((Self, Self) -> Bool)? { nil }
}

extension Known where Identity == Never {
  /// Nil: no two are the same fact.
  package var identity: Never? { nil }
}
