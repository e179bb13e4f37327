/// What a book does with a list of facts without knowing their kind.
///
/// Closures and no protocol of the lists: these are compiled for the kind, where calls through a protocol would be generic at run time,
/// which doubles the time of a snapshot.
struct FactKind: Sendable {
  let id: ObjectIdentifier
  /// The parts that became known from one instant to another, each with the place of its fact in the list.
  let parts: @Sendable (AnyFacts, ClosedRange<Instant>) -> [(index: Int, part: KnownPart)]
  /// What a list of moments says of a part of the fact at a place.
  let news: @Sendable (AnyFacts, _ index: Int, _ part: Int) -> News?
  /// The facts as a snapshot sees them at an instant, on the basis after these splits.
  let seen: @Sendable (AnyFacts, Instant, [Split]) -> AnyFacts
  /// The facts as they are kept in a book that ends at an instant and does not know the later ones of these splits.
  let known: @Sendable (AnyFacts, Instant, [Split]) -> AnyFacts
  /// The same facts in the order of their kind.
  let sorted: @Sendable (AnyFacts) -> AnyFacts
  /// The facts of another list in the place of those of an origin.
  let replacing: @Sendable (AnyFacts, Origin, AnyFacts) -> AnyFacts
  /// A list of the kind without any.
  let none: AnyFacts

  init<Fact: Known>(_ kind: Fact.Type) {
    id = ObjectIdentifier(kind)
    parts = { facts, span in
      var parts: [(index: Int, part: KnownPart)] = []
      for (index, fact) in FactsOf<Fact>.of(facts).all.enumerated() {
        for part in fact.parts where span.contains(part.knownAt) { parts.append((index, part)) }
      }
      return parts
    }
    news = { FactsOf<Fact>.of($0).all[$1].news(of: $2) }
    seen = { FactsOf<Fact>.of($0).seen(asOf: $1, $2) }
    known = { FactsOf<Fact>.of($0).known(at: $1, $2) }
    sorted = { FactsOf<Fact>.of($0).sorted() }
    none = FactsOf<Fact>([])
    replacing = { FactsOf<Fact>.of($0).replacing($1, with: FactsOf<Fact>.of($2).all) }
  }
}

/// The facts of some kind; a list never changes.
class AnyFacts: @unchecked Sendable {}

/// The facts of a kind.
final class FactsOf<Fact: Known>: AnyFacts, @unchecked Sendable {
  /// By origin; a list of what was seen, or of a draft, has them all in one.
  private let layers: [[Fact]]
  /// All of them, those of earlier origins first where the kind has no order.
  let all: [Fact]

  init(_ all: [Fact]) { (layers, self.all) = ([all], all) }

  private init(layers: [[Fact]]) {
    self.layers = layers
    let all = layers.count == 1 ? layers[0] : layers.flatMap { $0 }
    // Sorting is stable: equals stay in the order of the file.
    self.all = Fact.order.map { all.sorted(by: $0) } ?? all
  }

  func seen(asOf: Instant, _ splits: [Split]) -> FactsOf {
    FactsOf(newest(asOf).compactMap { $0.seen(asOf: asOf)?.onShareBasis(of: asOf, splits) })
  }

  func known(at instant: Instant, _ splits: [Split]) -> FactsOf {
    FactsOf(
      layers: layers.map { layer in
        layer.compactMap { fact in
          let seen = fact.seen(asOf: instant)
          // What is there at all times is on the basis after all splits that the book knows.
          return fact.knownAt == .distantPast ? seen?.onShareBasis(of: instant, splits) : seen
        }
      })
  }

  func sorted() -> FactsOf { FactsOf(layers: layers) }

  /// The list of a kind that is known to be of it.
  static func of(_ facts: AnyFacts) -> FactsOf { unsafeDowncast(facts, to: FactsOf.self) }

  func replacing(_ origin: Origin, with other: [Fact]) -> FactsOf {
    var layers = layers
    while layers.count <= origin.index { layers.append([]) }
    layers[origin.index] = other
    return FactsOf(layers: layers)
  }

  /// The facts without those of which another origin has a newer version that was known at an instant.
  private func newest(_ asOf: Instant) -> [Fact] {
    guard layers.count > 1, Fact.Identity.self != Never.self else { return all }
    var places: [Fact.Identity: Int] = [:]
    var newest: [Fact] = []
    for layer in layers {
      let below = places
      for fact in layer where fact.knownAt <= asOf {
        guard let identity = fact.identity else {
          newest.append(fact)
          continue
        }
        guard let place = below[identity] else {
          places[identity] = newest.count
          newest.append(fact)
          continue
        }
        if fact.knownAt >= newest[place].knownAt { newest[place] = fact }
      }
    }
    return Fact.order.map { newest.sorted(by: $0) } ?? newest
  }
}

/// Facts by kind.
///
/// A kind needs no entry anywhere: its list is there from its first fact on.
struct FactStore: Sendable {
  private(set) var kinds: [FactKind] = []
  private(set) var lists: [AnyFacts] = []

  /// The position of a kind; nil where there is no fact of it.
  ///
  /// There are so few that looking through them is the fastest.
  func place(of kind: (some Known).Type) -> Int? { kinds.firstIndex { $0.id == ObjectIdentifier(kind) } }

  /// The position of a kind, which has a list from then on.
  private mutating func madePlace<Fact: Known>(of kind: Fact.Type) -> Int {
    if let place = place(of: kind) { return place }
    kinds.append(FactKind(kind))
    lists.append(FactsOf<Fact>([]))
    return kinds.count - 1
  }

  /// The facts of a kind, in order; what is changed are those of a draft, which has one origin.
  subscript<Fact: Known>(kind: Fact.Type) -> [Fact] {
    get { place(of: kind).map { FactsOf<Fact>.of(lists[$0]).all } ?? [] }
    _modify {
      let place = madePlace(of: kind)
      var facts = FactsOf<Fact>.of(lists[place]).all
      // So that the list is changed in place and not copied.
      lists[place] = FactsOf<Fact>([])
      defer { lists[place] = FactsOf(facts) }
      yield &facts
    }
  }

  /// The facts of a kind as a snapshot would see them, on the basis after the splits named.
  func seen<Fact: Known>(_ kind: Fact.Type, asOf: Instant, _ splits: [Split] = []) -> [Fact] {
    place(of: kind).map { FactsOf<Fact>.of(lists[$0]).seen(asOf: asOf, splits).all } ?? []
  }

  /// The moments of all facts, in any order.
  var moments: [Instant] {
    zip(kinds, lists).flatMap { kind, list in kind.parts(list, .distantPast ... .distantFuture).map(\.part.knownAt) }
  }

  /// The facts as they are kept in a book that ends at an instant and does not know the later splits.
  func known(at instant: Instant, _ splits: [Split]) -> FactStore { map { $0.known($1, instant, splits) } }

  /// The facts of each kind in their order.
  func sorted() -> FactStore { map { $0.sorted($1) } }

  private func map(_ change: (FactKind, AnyFacts) -> AnyFacts) -> FactStore {
    var changed = self
    changed.lists = zip(kinds, lists).map(change)
    return changed
  }

  /// Puts facts in the place of those of an origin.
  mutating func replace<Fact: Known>(_ facts: [Fact], from origin: Origin) {
    let place = madePlace(of: Fact.self)
    lists[place] = FactsOf<Fact>.of(lists[place]).replacing(origin, with: facts)
  }

  /// The facts of both, kind by kind, each with its origin.
  func overlaid(with other: FactStore, from origin: Origin) -> FactStore {
    var merged = self
    for (kind, list) in zip(other.kinds, other.lists) {
      if let place = kinds.firstIndex(where: { $0.id == kind.id }) {
        merged.lists[place] = kind.replacing(lists[place], origin, list)
      } else {
        // The layer of the record is empty then.
        merged.kinds.append(kind)
        merged.lists.append(kind.replacing(kind.none, origin, list))
      }
    }
    return merged
  }
}
