/// The values that fulfil a claim.
///
/// For a date the value is the number of the day.
package struct ClaimBounds: Hashable, Sendable {
  /// The least value that will do; nil: there is none.
  package var low: Double?
  /// The greatest value that will do; nil: there is none.
  package var high: Double?
  /// The number of decimals to which the value has to match; nil: compared without rounding.
  package var decimals: Int?

  /// Without bounds every value will do.
  package init(low: Double? = nil, high: Double? = nil, decimals: Int? = nil) {
    self.low = low
    self.high = high
    self.decimals = decimals
  }

  /// From a value on, itself included.
  package static func atLeast(_ value: Double) -> ClaimBounds { ClaimBounds(low: value) }
  /// Up to a value, itself included.
  package static func atMost(_ value: Double) -> ClaimBounds { ClaimBounds(high: value) }
  /// From one value to another, both included.
  package static func between(_ low: Double, _ high: Double) -> ClaimBounds { ClaimBounds(low: low, high: high) }
  /// The same value when both are rounded to so many decimals.
  package static func equal(_ value: Double, decimals: Int) -> ClaimBounds {
    ClaimBounds(low: value, high: value, decimals: decimals)
  }

  /// Whether a value fulfils it; the last bits of a calculation do not count.
  package func contains(_ value: Double) -> Bool {
    var value = value
    if let decimals {
      let power = (0..<decimals).reduce(1.0) { power, _ in power * 10 }
      // A value that is halfway except for its last bits rounds as if it were exactly halfway.
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
  /// In one quarter, year or day.
  case period(Period)
  /// In any, or in each, of the periods from one to another; open-ended without a last one.
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
  /// What is held against the bounds.
  package var metric: ClaimMetric
  /// The id of a plant, where the metric needs one.
  package var subject: String
  /// The time for which the metric is asked.
  package var span: ClaimSpan
  /// With which values it came true, in `unit`.
  package var bounds: ClaimBounds
  /// The values with which it came true in part.
  package var partly: ClaimBounds?
  /// The unit of the bounds.
  package var unit: Unit
  /// The amount claimed, where the claim is about a multiple of the metric and the value tested is this over the metric's; nil
  /// where the metric itself is tested.
  package var target: Figure?
  /// Why this rule stands for the claim's words.
  package var note: Phrase?
  /// The moment from which the rule could be stated: one that rests on later events could not be stated before them.
  package var knownAt: Instant

  /// A rule; its unit is the metric's, or `times` where it has a target.
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

  /// Whether two rules decide alike; of targets their amounts count and not who said them.
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
    // Bounded, so that no typed span can keep the program busy.
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
