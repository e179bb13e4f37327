/// A part of a fact that became known at a moment of its own.
package struct KnownPart: Sendable {
  /// Which one, as its kind counts them; 0 where there is one alone.
  package var number: Int
  /// From when on it was known.
  package var knownAt: Instant

  /// A part by its number.
  package init(_ number: Int = 0, at knownAt: Instant) { (self.number, self.knownAt) = (number, knownAt) }
}

/// What a list of moments says of a fact, or of a part of it.
package struct News: Sendable {
  /// What kind of thing became known, for several of them at one moment.
  package var heading: Phrase
  /// What it is, without its number.
  package var label: Phrase
  /// What more there is to say where there is room: of when it is, or whose it is.
  package var detail: Phrase?
  /// Its number, with who says so; nil where it has none.
  package var figure: Figure?
  /// Who says so, where no figure does.
  package var citation: Citation?

  /// What is said, and the number or the source behind it.
  package init(_ heading: Phrase, _ label: Phrase, _ detail: Phrase? = nil, _ figure: Figure? = nil, citation: Citation? = nil) {
    (self.heading, self.label, self.detail, self.figure, self.citation) = (heading, label, detail, figure, citation)
  }
}

/// A fact of any kind: what the public could know, and from when on.
///
/// A book keeps its facts by kind and does the same with all of them: a kind that conforms is seen as of any moment, gone from a book
/// that ends before it, among the moments to step through, and a row of the Timeline where it has something to say, without
/// another line.
package protocol Known: Sendable {
  /// From when on anything of it was known; `distantPast` for what is there at every moment.
  var knownAt: Instant { get }
  /// What of it became known and when, in any order: these are the moments to step to.
  var parts: [KnownPart] { get }
  /// What a list of moments says of a part; nil for a kind for which the Timeline has words of its own, or nothing to say.
  func news(of part: Int) -> News?
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
  /// One, from the moment at which it became known, where there is one.
  package var parts: [KnownPart] { knownAt > .distantPast ? [KnownPart(at: knownAt)] : [] }
  /// Nil: others say it.
  package func news(of part: Int) -> News? { nil }
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
