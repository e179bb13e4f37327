package import Model

/// Growth, sums and shares of figures.
///
/// Each result is a figure that knows its rule and its inputs.
package enum Growth {
  /// Relative change from one figure to another, in per cent.
  ///
  /// Not applicable from or to a loss: such a ratio says nothing.
  package static func change(from base: Reading, to value: Reading) -> Reading {
    base.combined(with: value) { a, b in
      guard let change = change(from: a.value, to: b.value) else { return .absent(.notApplicable) }
      return .known(
        Figure(
          change, .percent, b.period, b.basis,
          .derived(rule: Phrase("change on \(a.period.label)", "\(a.period.label) 대비 변화"), inputs: [b, a])))
    }
  }

  /// The same of bare numbers; nil from or to a loss.
  package static func change(from base: Double, to value: Double) -> Double? {
    base > 0 && value >= 0 ? (value / base - 1) * 100 : nil
  }

  /// Difference of two shares, in percentage points.
  package static func difference(from base: Reading, to value: Reading) -> Reading {
    base.combined(with: value) { a, b in
      .known(
        Figure(
          b.value - a.value, a.unit == .percent ? .percentagePoints : a.unit, b.period, b.basis,
          .derived(rule: Phrase("difference to \(a.period.label)", "\(a.period.label) 대비 차이"), inputs: [b, a])))
    }
  }

  /// One figure as a share of another, in per cent.
  package static func share(_ part: Reading, of whole: Reading, rule: Phrase) -> Reading {
    part.combined(with: whole) { a, b in
      guard b.value != 0 else { return .absent(.notApplicable) }
      return .known(Figure(a.value / b.value * 100, .percent, a.period, a.basis, .derived(rule: rule, inputs: [a, b])))
    }
  }

  /// The gross margin of a line of business, in per cent of its revenue.
  package static func grossMargin(revenue: Reading, cost: Reading) -> Reading {
    revenue.combined(with: cost) { r, c in
      guard r.value != 0 else { return .absent(.notApplicable) }
      return .known(
        Figure(
          (r.value - c.value) / r.value * 100, .percent, r.period, .gaap,
          .derived(rule: Phrase("(revenue − cost) ÷ revenue", "(매출 − 원가) ÷ 매출"), inputs: [r, c])))
    }
  }

  /// The gross profit of a line of business.
  package static func grossProfit(revenue: Reading, cost: Reading) -> Reading {
    revenue.combined(with: cost) { r, c in
      .known(
        Figure(
          r.value - c.value, r.unit, r.period, .gaap,
          .derived(rule: Phrase("revenue − cost", "매출 − 원가"), inputs: [r, c])))
    }
  }

  /// The sum of the four quarters that end with the given one, as they were known at an instant; absent when one of them is.
  package static func trailingFourQuarters(
    _ metric: Metric, endingWith quarter: Period, at instant: Instant? = nil, _ s: Snapshot
  ) -> Reading {
    guard case .quarter(let year, let q) = quarter else { return .absent(.notApplicable) }
    return sum(
      metric, (0..<4).map { quarter.advanced(by: $0 - 3) }, .trailing(year: year, q),
      Phrase("sum of four quarters", "4개 분기 합계"), at: instant, s)
  }

  /// The sum of a year's four quarters.
  package static func yearOfQuarters(_ metric: Metric, _ year: Int, _ s: Snapshot) -> Reading {
    sum(
      metric, (1...4).map { .quarter(year: year, $0) }, .year(year), Phrase("sum of four quarters", "4개 분기 합계"), s)
  }

  /// The sum of a year's quarters as far as they are known, from the first one on, and how many they are; of no more than `limit`.
  package static func yearToDate(
    _ metric: Metric, _ year: Int, limit: Int = 4, _ s: Snapshot
  ) -> (reading: Reading, quarters: Int) {
    var inputs: [Figure] = []
    for n in 1...max(1, min(4, limit)) {
      guard case .known(let figure) = s.reading(metric, .quarter(year: year, n)) else { break }
      inputs.append(figure)
    }
    guard !inputs.isEmpty else { return (s.reading(metric, .quarter(year: year, 1)), 0) }
    let rule =
      inputs.count == 4
      ? Phrase("sum of four quarters", "4개 분기 합계")
      : inputs.count == 1 ? Phrase("Q1 only", "Q1만") : Phrase("sum of Q1–Q\(inputs.count)", "Q1~Q\(inputs.count) 합계")
    let figure = Figure(
      inputs.reduce(0) { $0 + $1.value }, metric.unit, .year(year), metric.basis, .derived(rule: rule, inputs: inputs))
    return (.known(figure), inputs.count)
  }

  private static func sum(
    _ metric: Metric, _ quarters: [Period], _ period: Period, _ rule: Phrase, at instant: Instant? = nil, _ s: Snapshot
  ) -> Reading {
    var inputs: [Figure] = []
    var missing: Absence?
    for quarter in quarters {
      switch s.reading(metric, quarter, at: instant ?? s.asOf) {
      case .known(let figure): inputs.append(figure)
      case .absent(let why): missing = missing?.joined(with: why) ?? why
      }
    }
    if let missing { return .absent(missing) }
    return .known(
      Figure(
        inputs.reduce(0) { $0 + $1.value }, metric.unit, period, metric.basis, .derived(rule: rule, inputs: inputs)))
  }

  /// Compound annual growth rate between two figures, in per cent a year.
  package static func compoundAnnualRate(from base: Reading, to value: Reading) -> Reading {
    base.combined(with: value) { a, b in
      let years = Double(b.period.endDay - a.period.endDay) / 365.25
      guard a.value > 0, b.value > 0, years > 0.2 else { return .absent(.notApplicable) }
      let rate = Mathematics.exp(Mathematics.log(b.value / a.value) / years) - 1
      return .known(
        Figure(
          rate * 100, .percent, b.period, b.basis,
          .derived(
            rule: Phrase("compound annual growth since \(a.period.label)", "\(a.period.label) 이후 연평균 성장률(CAGR)"),
            inputs: [b, a])))
    }
  }

  /// How long it takes to double at a rate of growth given in per cent a year.
  package static func doublingTime(atAnnualRate rate: Reading) -> Reading {
    guard case .known(let r) = rate else { return rate }
    guard r.value > 0 else { return .absent(.notApplicable) }
    return .known(
      Figure(
        Mathematics.log(2) / Mathematics.log(1 + r.value / 100), .years, r.period, r.basis,
        .derived(rule: Phrase("ln 2 ÷ ln(1 + growth)", "ln 2 ÷ ln(1 + 성장률)"), inputs: [r])))
  }
}
