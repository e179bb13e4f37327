package import Model

/// How shares are counted.
///
/// One of them, `earned`, is the program's (docs/adr/0013): market values everywhere multiply by it, and no other one takes its
/// place where it has no count. The raw value is its name in JSON.
package enum ShareBasis: String, Sendable, CaseIterable {
  /// Outstanding, without award shares that are issued but not yet earned.
  case earned = "outstanding_earned"
  /// All outstanding, as on the cover of a filing.
  case total = "outstanding_total"
  /// The mean of a quarter by which GAAP divides for basic EPS.
  case basic = "weighted_basic"
  /// The mean of a quarter with what options and awards would add: what EPS divides by.
  case diluted

  /// The figures that are counted on it.
  package var metric: Metric {
    switch self {
    case .earned: return .sharesEarned
    case .total: return .sharesOutstanding
    case .basic: return .basicShares
    case .diluted: return .dilutedShares
    }
  }

  /// What a table calls it.
  package var name: Phrase {
    switch self {
    case .earned: return Phrase("outstanding, without unearned award shares", "발행주식 수, 미취득 보상주 제외")
    case .total: return Phrase("outstanding, unearned award shares included", "발행주식 수, 미취득 보상주 포함")
    case .basic: return Phrase("weighted basic", "가중평균 기본주식 수")
    case .diluted: return Phrase("diluted", "희석 주식 수")
    }
  }

  /// The name where there is little room.
  package var shortName: Phrase {
    switch self {
    case .earned: return Phrase("shares outstanding", "발행주식 수")
    case .total: return Phrase("incl. unearned awards", "미취득 보상주 포함")
    case .basic: return Phrase("weighted basic", "가중평균 기본")
    case .diluted: return Phrase("diluted", "희석")
    }
  }
}

/// Counts of shares, on the share basis of the snapshot.
extension Valuation {
  /// The newest count on the program's basis, in millions.
  package static func shares(_ s: Snapshot) -> Reading { shares(.earned, s) }

  /// The newest count on a basis, in millions; the last one stands, with its own date, until there is another.
  package static func shares(_ basis: ShareBasis, _ s: Snapshot) -> Reading {
    counts(basis, s).last.map { .known($0.count) } ?? .absent(.notInRecord)
  }

  /// The newest count on the program's basis that was known at an instant, on the share basis of the snapshot.
  package static func shares(at instant: Instant, _ s: Snapshot) -> Reading {
    counts(.earned, s).last { $0.known <= instant }.map { .known($0.count) } ?? .absent(.notInRecord)
  }

  /// The counts on the program's basis that were current from an instant to another, each with the moment from which it was; the first
  /// one is that of the instant asked for.
  static func shareSteps(from first: Instant, to last: Instant, _ s: Snapshot) -> [(from: Instant, shares: Figure?)] {
    let counts = counts(.earned, s)
    let before = counts.last { $0.known <= first }
    let later = counts.filter { $0.known > first && $0.known <= min(last, s.asOf) }
    return [(first, before?.count)] + later.map { ($0.known, $0.count) }
  }

  /// All known counts on a basis, in the order in which they became known.
  ///
  /// A count that was published after one of a later day never became the newest.
  private static func counts(_ basis: ShareBasis, _ s: Snapshot) -> [(known: Instant, count: Figure)] {
    var counts: [(known: Instant, count: Figure)] = []
    for (period, reading) in s.series(basis.metric) {
      guard let figure = reading.figure, let known = s.firstKnown(basis.metric, period) else { continue }
      while let last = counts.last, last.known >= known { counts.removeLast() }
      counts.append((known, figure))
    }
    return counts
  }
}
