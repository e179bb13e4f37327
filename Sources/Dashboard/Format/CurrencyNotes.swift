import Finance
package import Model

/// Amounts in the currency of the screen, and what must be said about their conversion.
extension Formatter {
  /// Whether amounts of dollars are shown in won.
  package var isInWon: Bool { currency == .krw && (rate != nil || rates?.newest.figure != nil) }

  /// The rate that a figure is converted at; nil where it is shown as it is.
  package func wonRate(for figure: Figure) -> Double? {
    guard currency == .krw, ExchangeRates.won(figure.unit) != nil else { return nil }
    if case .claimed = figure.provenance { return nil }
    return rate?.value ?? rates?.value(for: figure)
  }

  /// A figure as it is shown: a converted amount is computed from the amount and the rate.
  package func shown(_ figure: Figure) -> Figure {
    guard wonRate(for: figure) != nil, let rates else { return figure }
    return rates.inWon(figure, at: rate).figure ?? figure
  }

  /// The same of a reading; an absence stays as it is.
  package func shown(_ reading: Reading) -> Reading { reading.figure.map { .known(shown($0)) } ?? reading }

  /// A price of a day in the currency of the screen, for the axis and the line of a chart; nil where there is no rate for that day.
  package func price(_ usd: Double, on day: Day) -> Double? {
    guard isInWon else { return usd }
    return wonRate(for: Formatter.price(usd, day)).map { usd * $0 }
  }

  private static func price(_ usd: Double, _ day: Day) -> Figure {
    Figure(usd, .usd, .day(day), .market, .assumed(reason: Phrase("")))
  }

  /// The unit of prices on the screen: `USD`, `원`.
  package var priceUnit: String { parts(0, isInWon ? .krw : .usd).unit }

  /// The newest rate with its day and, where it is old, its age; nil while none is known.
  ///
  /// `1,339.4 KRW/USD of 8 Oct 2026, 50 days old`; short `8 Oct, 50 d old`.
  package func rateNote(isShort: Bool = false) -> String? {
    guard let newest = rate ?? rates?.newest.figure else { return nil }
    return note(newest, isShort: isShort)
  }

  /// Whether the newest rate is so old that it must be marked.
  package var isRateOld: Bool {
    let isNewest = rate.map { $0.period == rates?.newest.figure?.period } ?? true
    return isNewest && (rates?.age ?? 0) > ExchangeRates.oldAfter
  }

  /// The rate that a figure on the screen was converted at, with its day or period; nil where it is shown as it is.
  package func rateNote(for figure: Figure, isShort: Bool = false) -> String? {
    guard wonRate(for: figure) != nil else { return nil }
    return (rate ?? rates?.rate(for: figure).figure).map { note($0, isShort: isShort) }
  }

  /// The rate at which an amount in won was worked out, in few words; nil where no rate went into it.
  package func rateNote(in won: Figure) -> String? { won.rateUsed.map { note($0, isShort: true) } }

  private func note(_ rate: Figure, isShort: Bool) -> String {
    let isKorean = language == .ko
    guard case .day(let day) = rate.period else {
      let mean = isKorean ? "\(rate.period.label) 평균 환율 " : "the mean rate of \(rate.period.label), "
      return mean + text(rate)
    }
    // A rate that comes with a scenario is as old as its author likes.
    let isOfRecord = if case .reported = rate.provenance { true } else { false }
    guard isOfRecord else { return isKorean ? "시나리오 환율 \(text(rate))" : "the scenario's \(text(rate))" }
    let age = rates?.newest.figure?.period == rate.period && isRateOld ? rates?.age : nil
    if isShort { return shortDate(day) + (age.map { isKorean ? ", \($0)일 전" : ", \($0) d old" } ?? "") }
    return isKorean
      ? "\(date(day)) 환율 \(text(rate))" + (age.map { " (\($0)일 전)" } ?? "")
      : "\(text(rate)) of \(date(day))" + (age.map { ", \($0) days old" } ?? "")
  }

  /// Says that changes beside amounts in won are those in dollars; nil where nothing is converted.
  package var changeNote: Phrase? { isInWon ? Phrase("changes in USD", "증감률은 달러 기준") : nil }
}
