/// The accounting basis of a figure.
package enum Basis: String, Hashable, Sendable {
  case gaap = "GAAP"
  case nonGAAP = "non-GAAP"
  case operational
  case market
}

/// How well a figure is attested: two independent sources, one, or none.
package enum Confidence: String, Hashable, Sendable, CaseIterable, Comparable {
  case unverified
  case single = "verified-1"
  case double = "verified-2"

  /// Whether it is attested worse.
  package static func < (a: Confidence, b: Confidence) -> Bool { a.rank < b.rank }
  private var rank: Int { self == .unverified ? 0 : self == .single ? 1 : 2 }
}

/// Where a fact is written: the sources, when it could be known, how sure it is and what was remarked about it.
///
/// A class because hundreds of figures of one row share one citation; it never changes.
package final class Citation: Sendable {
  /// The keys of the documents; each stands in the facts' list of sources.
  package let sources: [String]
  /// From when on the public could know it.
  package let knownAt: Instant
  /// How many sources agree.
  package let confidence: Confidence
  /// What was noted about it, each from its own moment on.
  package let remarks: [Remark]

  /// Without remarks unless there are some.
  package init(sources: [String], knownAt: Instant, confidence: Confidence, remarks: [Remark] = []) {
    self.sources = sources
    self.knownAt = knownAt
    self.confidence = confidence
    self.remarks = remarks
  }
}

/// Who says so.
package enum Provenance: Sendable {
  case reported(Citation)
  case consensus(Citation)
  case claimed(by: Phrase, Citation)
  indirect case derived(rule: Phrase, inputs: [Figure])
  case assumed(reason: Phrase)

  /// Whether it is what somebody claims, and not worked out from that.
  package var isClaimed: Bool { if case .claimed = self { true } else { false } }

  /// The moment from which the public could know it: for a derived figure the latest of its inputs.
  package var knownAt: Instant {
    switch self {
    case .reported(let c), .consensus(let c), .claimed(_, let c): return c.knownAt
    case .derived(_, let inputs): return inputs.map(\.provenance.knownAt).max() ?? .distantPast
    case .assumed: return .distantPast
    }
  }

  /// How well it is attested: for a derived figure the weakest of its inputs.
  package var confidence: Confidence {
    switch self {
    case .reported(let c), .consensus(let c), .claimed(_, let c): return c.confidence
    case .derived(_, let inputs): return inputs.map(\.provenance.confidence).min() ?? .unverified
    case .assumed: return .unverified
    }
  }
}

/// A number with everything needed to read it: unit, period, basis and who says so.
package struct Figure: Sendable {
  /// The number, in `unit`.
  package var value: Double
  /// What the number counts.
  package var unit: Unit
  /// The time that it is of.
  package var period: Period
  /// Its accounting basis.
  package var basis: Basis
  /// Who says so, or how it was worked out.
  package var provenance: Provenance
  /// How many decimals are known, where those are fewer than its unit is usually shown with: a price converted by a split has
  /// lost some.
  package var knownDecimals: Int?

  /// A figure whose decimals are all known.
  package init(_ value: Double, _ unit: Unit, _ period: Period, _ basis: Basis, _ provenance: Provenance) {
    self.value = value
    self.unit = unit
    self.period = period
    self.basis = basis
    self.provenance = provenance
  }
}

/// Why there is no number.
///
/// Four different things, drawn in four different ways: the first speaks of the moment, the second of this record, the third of the
/// company, the fourth of the number.
package enum Absence: String, Hashable, Sendable, CaseIterable {
  /// The public could not know it at the moment looked at.
  case notKnownYet = "not_known_yet"
  /// It was published by then, or due, and this record lacks it.
  case notInRecord = "not_in_record"
  /// Published without this number.
  case notDisclosed = "not_disclosed"
  /// There can be no such number.
  case notApplicable = "not_applicable"

  /// The absence of a result that needs two absent numbers, the same in either order: what cannot exist counts before what is
  /// not out yet, and that before what was not disclosed.
  package func joined(with other: Absence) -> Absence {
    let order: [Absence] = [.notApplicable, .notKnownYet, .notDisclosed, .notInRecord]
    return order.first { $0 == self || $0 == other } ?? self
  }
}

/// A figure, or the reason why there is none.
package enum Reading: Sendable {
  case known(Figure)
  case absent(Absence)

  /// Nil where it is absent.
  package var figure: Figure? {
    if case .known(let f) = self { return f }
    return nil
  }

  /// The number alone; nil where it is absent.
  package var value: Double? { figure?.value }

  /// Where the figure is written, unless it is derived or assumed.
  package var citation: Citation? {
    switch figure?.provenance {
    case .reported(let c), .consensus(let c), .claimed(_, let c): return c
    case .derived, .assumed, nil: return nil
    }
  }

  /// Why there is none; nil where it is known.
  package var absence: Absence? {
    if case .absent(let a) = self { return a }
    return nil
  }

  /// Combines two readings; an absence of either one is the absence of the result.
  package func combined(with other: Reading, _ f: (Figure, Figure) -> Reading) -> Reading {
    switch (self, other) {
    case (.known(let a), .known(let b)): return f(a, b)
    case (.absent(let why), .absent(let other)): return .absent(why.joined(with: other))
    case (.absent(let why), _), (_, .absent(let why)): return .absent(why)
    }
  }
}
