package import Model

/// What a number goes back to, as documents and in words.
extension Provenance {
  /// The keys of all sources that it goes back to, each only once.
  package var sources: [String] {
    var keys: [String] = []
    collect(&keys)
    return keys
  }

  private func collect(_ keys: inout [String]) {
    switch self {
    case .reported(let c), .consensus(let c), .claimed(_, let c):
      for key in c.sources where !keys.contains(key) { keys.append(key) }
    case .derived(_, let inputs): for input in inputs { input.provenance.collect(&keys) }
    case .assumed: break
    }
  }

  /// Why a number is as it is, or who claims it, in words of any length.
  package var why: Phrase {
    switch self {
    case .assumed(let reason): return reason
    case .claimed(let who, _): return Phrase("claimed by \(who.en)", "\(who.ko)의 주장")
    case .derived(let rule, _): return rule
    case .reported, .consensus: return Phrase("on record", "기록된 수치")
    }
  }
}
