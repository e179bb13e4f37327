import Format
package import Model

extension Report.Value {
  /// Where a figure comes from.
  package static func provenance(_ provenance: Provenance?) -> Report.Value {
    guard let provenance else { return .null }
    let kind: String
    var (rule, reason): (Phrase?, Phrase?)
    switch provenance {
    case .reported: kind = "reported"
    case .consensus: kind = "consensus"
    case .claimed: kind = "claimed"
    case .derived(let words, _): (kind, rule) = ("derived", words)
    case .assumed(let words): (kind, reason) = ("assumed", words)
    }
    return [
      "kind": .text(kind), "by": .phrase(provenance.authors), "rule": .phrase(rule), "reason": .phrase(reason),
      "sources": .texts(provenance.sources), "known_at": .instant(provenance.isDated ? provenance.knownAt : nil),
      "confidence": .text(provenance.confidence.rawValue),
    ]
  }
}

extension Provenance {
  /// Whether it rests on a fact with a date.
  package var isDated: Bool { knownAt > .distantPast }

  /// Whose claims it goes back to, each once; nil where it goes back to none.
  fileprivate var authors: Phrase? {
    let all = claimants
    guard !all.isEmpty else { return nil }
    func list(_ names: [String]) -> String {
      names.indices.filter { names.firstIndex(of: names[$0]) == $0 }.map { names[$0] }.joined(separator: ", ")
    }
    return Phrase(list(all.map(\.en)), list(all.map(\.ko)))
  }

  private var claimants: [Phrase] {
    switch self {
    case .claimed(let who, _): return [who]
    case .derived(_, let inputs): return inputs.flatMap(\.provenance.claimants)
    default: return []
    }
  }
}
