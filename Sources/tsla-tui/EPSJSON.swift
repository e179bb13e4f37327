import Dashboard
import Finance
import Format
import Model

extension Provenance {
  /// Whether a fact with a date is behind it.
  var isDated: Bool { knownAt > .distantPast }

  /// Whose claims it goes back to, each once.
  private func authors(_ language: Language) -> [String] {
    switch self {
    case .claimed(let who, _): return [who[language]]
    case .derived(_, let inputs):
      var all: [String] = []
      for input in inputs {
        for name in input.provenance.authors(language) where !all.contains(name) { all.append(name) }
      }
      return all
    default: return []
    }
  }

  /// Where a figure comes from, as JSON.
  func json(_ language: Language) -> JSON {
    let kind: String
    var rule: String?
    var reason: String?
    switch self {
    case .reported: kind = "reported"
    case .consensus: kind = "consensus"
    case .claimed: kind = "claimed"
    case .derived(let words, _):
      kind = "derived"
      rule = words[language]
    case .assumed(let words):
      kind = "assumed"
      reason = words[language]
    }
    let authors = authors(language)
    return .object([
      ("kind", .text(kind)), ("by", .optional(authors.isEmpty ? nil : authors.joined(separator: ", "))),
      ("rule", .optional(rule)),
      ("reason", .optional(reason)), ("sources", .texts(sources)), ("known_at", .optional(isDated ? knownAt.iso : nil)),
      ("confidence", .text(confidence.rawValue)),
    ])
  }
}
