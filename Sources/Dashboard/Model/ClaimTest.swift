/// The values that fulfil a claim.
///
/// Of days the value is the number of the day.
package struct ClaimBounds: Hashable, Sendable {
  package var low: Double?
  package var high: Double?
  /// How many decimals were claimed, where the value has to be the same to as many; nil: compared as it is.
  package var decimals: Int?

  package init(low: Double? = nil, high: Double? = nil, decimals: Int? = nil) {
    self.low = low
    self.high = high
    self.decimals = decimals
  }

  package static func atLeast(_ value: Double) -> ClaimBounds { ClaimBounds(low: value) }
  package static func atMost(_ value: Double) -> ClaimBounds { ClaimBounds(high: value) }
  package static func between(_ low: Double, _ high: Double) -> ClaimBounds { ClaimBounds(low: low, high: high) }
  package static func equal(_ value: Double, decimals: Int) -> ClaimBounds {
    ClaimBounds(low: value, high: value, decimals: decimals)
  }

  /// Whether a value fulfils it; the last bits of a calculation do not count.
  package func contains(_ value: Double) -> Bool {
    var value = value
    if let decimals {
      let power = (0..<decimals).reduce(1.0) { power, _ in power * 10 }
      // A value that is half way but for its last bits rounds as if it were.
      value = (value * power * (1 + 1e-12)).rounded(.toNearestOrAwayFromZero) / power
    }
    let slack = max(abs(value), abs(low ?? 0), abs(high ?? 0)) * 1e-9
    return (low.map { value >= $0 - slack } ?? true) && (high.map { value <= $0 + slack } ?? true)
  }
}

/// When a claim has to be true.
package enum ClaimSpan: Hashable, Sendable {
  /// On any session after the claim was made, up to its due day.
  case untilDue
  /// Of one quarter, year or day.
  case period(Period)
  /// Of any, or of each, of the periods from one to another; without a last one it has no end.
  case periods(first: Period, last: Period?, each: Bool)
  /// The value is a day, and no period belongs to it.
  case none

  /// `2027`, `2023..2025`, `2023..`; empty where there is no period.
  package var label: String {
    switch self {
    case .untilDue, .none: return ""
    case .period(let period): return period.label
    case .periods(let first, let last, _): return first.label + ".." + (last?.label ?? "")
    }
  }
}

/// A rule by which the facts decide a claim.
package struct ClaimTest: Equatable, Sendable {
  package var metric: ClaimMetric
  /// The id of a plant, where the metric needs one.
  package var subject: String
  package var span: ClaimSpan
  package var bounds: ClaimBounds
  /// The values with which it came true in part.
  package var partly: ClaimBounds?
  /// The unit of the bounds.
  package var unit: Unit
  /// An amount that was claimed as a multiple of the metric: the value is this over the metric's; nil where it is the metric's own.
  package var target: Figure?
  /// Why this rule stands for the claim's words.
  package var note: Phrase?
  /// From when on the rule could be stated: one that rests on what happened later was nobody's before that.
  package var knownAt: Instant

  package init(
    _ metric: ClaimMetric, subject: String = "", _ span: ClaimSpan, _ bounds: ClaimBounds, partly: ClaimBounds? = nil,
    unit: Unit? = nil, target: Figure? = nil, note: Phrase? = nil, knownAt: Instant = .distantPast
  ) {
    self.metric = metric
    self.subject = subject
    self.span = span
    self.bounds = bounds
    self.partly = partly
    self.unit = target != nil ? .times : unit ?? metric.unit
    self.target = target
    self.note = note
    self.knownAt = knownAt
  }

  package static func == (a: ClaimTest, b: ClaimTest) -> Bool {
    a.metric == b.metric && a.subject == b.subject && a.span == b.span && a.bounds == b.bounds && a.partly == b.partly
      && a.unit == b.unit && a.target?.value == b.target?.value && a.target?.unit == b.target?.unit && a.note == b.note
      && a.knownAt == b.knownAt
  }

  /// Reads a span: nothing, `2027`, `2023Q2`, `2023-07-24`, `2023..2025`, `2023..`; nil where the text is none, or none that the metric
  /// has values for.
  package static func span(_ text: String, each: Bool, for metric: ClaimMetric) -> ClaimSpan? {
    guard !text.isEmpty else {
      switch metric.kind {
      case .daily: return .untilDue
      case .dated: return metric.needsSubject ? ClaimSpan.none : nil
      case .periodic: return nil
      }
    }
    // By bytes: a file may hold thousands.
    let bytes = text.utf8
    let dot = UInt8(ascii: ".")
    guard let dots = zip(bytes.indices, bytes.dropFirst()).first(where: { bytes[$0] == dot && $1 == dot })?.0 else {
      guard let period = Period(text), fits(period, metric) else { return nil }
      return .period(period)
    }
    guard metric.kind != .dated, let first = Period(String(text[..<dots])), fits(first, metric) else { return nil }
    let rest = String(text[bytes.index(dots, offsetBy: 2)...])
    if rest.isEmpty { return each ? nil : .periods(first: first, last: nil, each: false) }
    guard let last = Period(rest), fits(last, metric), last >= first, last.isSameKind(as: first) else { return nil }
    // Bounded, so that a span that somebody typed cannot keep the program busy.
    guard last.endDay - first.endDay <= 366 * 100 else { return nil }
    return .periods(first: first, last: last, each: each)
  }

  private static func fits(_ period: Period, _ metric: ClaimMetric) -> Bool {
    switch (period, metric.kind) {
    case (.day, .daily): return true
    case (.quarter, .periodic): return true
    case (.year, .periodic): return metric.change != .quarterOnQuarter && metric.hasYears
    case (.quarter, .dated), (.year, .dated): return !metric.needsSubject
    default: return false
    }
  }
}

extension Period {
  fileprivate func isSameKind(as other: Period) -> Bool {
    switch (self, other) {
    case (.quarter, .quarter), (.year, .year), (.day, .day), (.half, .half), (.trailing, .trailing): return true
    default: return false
    }
  }
}
