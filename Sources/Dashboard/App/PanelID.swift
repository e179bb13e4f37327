package import Model

/// The panels, in the order of their tabs.
///
/// The raw value is the name on the command line.
package enum PanelID: String, Sendable, CaseIterable {
  case overview, chain, ess, eps, value, index, timeline, claims

  /// The digit that opens it.
  package var digit: Int {
    switch self {
    case .overview: 1
    case .chain: 2
    case .ess: 3
    case .eps: 4
    case .value: 5
    case .index: 6
    case .timeline: 7
    case .claims: 8
    }
  }

  /// Hashes the digit: the hash that comes with a raw value is that of its text.
  package func hash(into hasher: inout Hasher) { hasher.combine(digit) }

  /// The name on its tab, in the help and in the list of a search.
  package var title: Phrase {
    switch self {
    case .overview: return Phrase("Overview", "개요")
    case .chain: return Phrase("Chain", "체인")
    case .ess: return Phrase("ESS", "ESS")
    case .eps: return Phrase("EPS", "EPS")
    case .value: return Phrase("Value", "가치")
    case .index: return Phrase("Index", "지수")
    case .timeline: return Phrase("Timeline", "타임라인")
    case .claims: return Phrase("Claims", "주장")
    }
  }

  /// The panel after (or, with -1, before) this one, around the end.
  package func stepped(by n: Int) -> PanelID {
    let all = PanelID.allCases
    return all[(digit - 1 + n + all.count) % all.count]
  }
}
