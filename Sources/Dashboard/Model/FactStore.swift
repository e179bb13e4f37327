/// The facts of one kind, as a book handles them without knowing the kind.
protocol FactList: AnyObject, Sendable {
  /// The moments of all of them.
  var moments: [Instant] { get }
  /// Those that were known at an instant, as they stood, on the share basis of that instant.
  func seen(asOf: Instant, _ splits: [Split]) -> any FactList
  /// The same as they are kept in a book that ends at the instant and does not know the later splits.
  func known(at instant: Instant, _ splits: [Split]) -> any FactList
  /// The same facts in the order of their kind.
  func sorted() -> any FactList
  /// The facts of another list of the kind, or none, in the place of those of an origin.
  func replacing(_ origin: Origin, with other: (any FactList)?) -> any FactList
}

/// The facts of a kind.
final class FactsOf<Fact: Known>: FactList {
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

  var moments: [Instant] { all.flatMap(\.moments) }

  func seen(asOf: Instant, _ splits: [Split]) -> any FactList {
    FactsOf(newest(asOf).compactMap { $0.seen(asOf: asOf)?.onShareBasis(of: asOf, splits) })
  }

  func known(at instant: Instant, _ splits: [Split]) -> any FactList {
    FactsOf(
      layers: layers.map { layer in
        layer.compactMap { fact in
          let seen = fact.seen(asOf: instant)
          // What is there at all times is on the basis after all splits that the book knows.
          return fact.knownAt == .distantPast ? seen?.onShareBasis(of: instant, splits) : seen
        }
      })
  }

  func sorted() -> any FactList { FactsOf(layers: layers) }

  func replacing(_ origin: Origin, with other: (any FactList)?) -> any FactList {
    var layers = layers
    while layers.count <= origin.index { layers.append([]) }
    layers[origin.index] = other.map(FactStore.facts) ?? []
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
  private var kinds: [ObjectIdentifier] = []
  private(set) var lists: [any FactList] = []

  /// The position of a kind; nil where there is no fact of it.
  ///
  /// There are so few that looking through them is the fastest.
  func place(of kind: (some Known).Type) -> Int? { kinds.firstIndex(of: ObjectIdentifier(kind)) }

  /// The facts of a kind in a list that is known to be of it, from its position.
  static func facts<Fact: Known>(_ list: any FactList) -> [Fact] { unsafeDowncast(list, to: FactsOf<Fact>.self).all }

  /// The position of a kind, which has a list from then on.
  private mutating func madePlace<Fact: Known>(of kind: Fact.Type) -> Int {
    if let place = place(of: kind) { return place }
    kinds.append(ObjectIdentifier(kind))
    lists.append(FactsOf<Fact>([]))
    return kinds.count - 1
  }

  /// The facts of a kind, in order; what is changed are those of a draft, which has one origin.
  subscript<Fact: Known>(kind: Fact.Type) -> [Fact] {
    get { place(of: kind).map { Self.facts(lists[$0]) } ?? [] }
    _modify {
      let place = madePlace(of: kind)
      var facts: [Fact] = Self.facts(lists[place])
      // So that the list is changed in place and not copied.
      lists[place] = FactsOf<Fact>([])
      defer { lists[place] = FactsOf(facts) }
      yield &facts
    }
  }

  /// The facts of a kind as a snapshot would see them.
  func seen<Fact: Known>(_ kind: Fact.Type, asOf: Instant) -> [Fact] {
    place(of: kind).map { Self.facts(lists[$0].seen(asOf: asOf, [])) } ?? []
  }

  /// A store with the same kinds, each list changed.
  func map(_ change: (any FactList) -> any FactList) -> FactStore {
    var changed = self
    changed.lists = lists.map(change)
    return changed
  }

  /// Puts facts in the place of those of an origin.
  mutating func replace<Fact: Known>(_ facts: [Fact], from origin: Origin) {
    let place = madePlace(of: Fact.self)
    lists[place] = lists[place].replacing(origin, with: FactsOf(facts))
  }

  /// The facts of both, kind by kind, each with its origin.
  func overlaid(with other: FactStore, from origin: Origin) -> FactStore {
    var merged = self
    for (kind, list) in zip(other.kinds, other.lists) {
      if let place = kinds.firstIndex(of: kind) {
        merged.lists[place] = lists[place].replacing(origin, with: list)
      } else {
        merged.kinds.append(kind)
        merged.lists.append(list.replacing(.bundled, with: nil).replacing(origin, with: list))
      }
    }
    return merged
  }
}
