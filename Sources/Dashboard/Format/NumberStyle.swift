import Finance
package import Model

/// How much detail a number is written with.
package enum NumberStyle: Sendable {
  /// Where there is little room, as on panels: many cars in millions, large amounts in billions.
  case short
  /// For a sentence or a report.
  case sentence
}

extension Formatter {
  /// A number with its unit, and as many digits as suit its size.
  package func text(_ figure: Figure, _ style: NumberStyle) -> String {
    switch style {
    case .short: return shortText(figure)
    case .sentence where figure.unit == .percentagePoints: return Numbers.signed(figure.value, 1) + "pp"
    case .sentence: return text(figure, decimals: decimals(figure.value, figure.unit, style))
    }
  }

  /// The same for a reading; an absence is written as its mark.
  package func text(_ reading: Reading, _ style: NumberStyle) -> String {
    switch reading {
    case .known(let figure): return text(figure, style)
    case .absent(let why): return mark(why)
    }
  }

  /// `12.3%`: a share of the paths of a simulation; a share above zero is never written as zero, nor one below 100% as 100%.
  package func chance(_ share: Double?, _ style: NumberStyle) -> String {
    guard let share else { return "–" }
    if share > 0, share < 0.0005 { return "<0.1%" }
    if share < 1, share > 0.9995 { return ">99.9%" }
    return Numbers.grouped(share * 100, style == .short && (share == 0 || share == 1) ? 0 : 1) + "%"
  }

  /// How many decimals suit the size of a number; nil: as many as its unit has.
  private func decimals(_ value: Double, _ unit: Unit, _ style: NumberStyle) -> Int? {
    let (size, isWhole) = (abs(value), value == value.rounded())
    switch (unit, style) {
    case (.usd, _): return size < 1000 ? nil : 0
    case (.usdPerKilowattHour, _), (.usdPerMonth, _): return isWhole ? 0 : 1
    case (.times, .sentence): return size < 10 ? 2 : 1
    case (.times, .short): return isWhole || size >= 1000 ? 0 : 1
    case (.trillionKRW, .sentence) where size >= 1: return size < 100 ? 1 : 0
    default: return nil
    }
  }

  /// Amounts are in the currency of the screen, even those that somebody stated in the other one.
  private func shortText(_ figure: Figure) -> String {
    func text(_ value: Double, _ unit: Unit) -> String {
      self.text(value, unit, decimals: decimals(value, unit, .short), of: figure)
    }
    let value = figure.value
    switch figure.unit {
    case .vehicles:
      return words("\(Numbers.grouped(value / 1_000_000, 3)) M cars", "\(Numbers.grouped(value / 10_000, 1))만 대")
    case .subscriptions:
      return words("\(Numbers.grouped(value / 1_000_000, 2)) M subs", "\(Numbers.grouped(value / 10_000, 0))만 건")
    case .trillionKRW:
      guard currency == .usd, let rate = (rate ?? rates?.newest.figure)?.value, rate > 0 else { return text(value, figure.unit) }
      return amount(value * 1_000_000 / rate, of: figure)
    case .usdPerShare: return text(value, .usd)
    case .millionUSD: return amount(value, of: figure)
    case .billionUSD: return amount(value * 1000, of: figure)
    case .trillionUSD: return amount(value * 1_000_000, of: figure)
    default: return text(value, figure.unit)
    }
  }

  /// An amount of USD million: in billions from ten billion on.
  private func amount(_ value: Double, of figure: Figure) -> String {
    if !isInWon, language == .en, abs(value) >= 10_000, abs(value) < 1_000_000 {
      return Numbers.grouped(value / 1000, 1) + " B USD"
    }
    return text(value, .millionUSD, of: figure)
  }

  /// A number with the period and basis of a figure, but nobody's claim any more, or it would not be converted.
  package func text(_ value: Double, _ unit: Unit, decimals: Int? = nil, of figure: Figure) -> String {
    var shown = figure
    if case .claimed = figure.provenance { shown.provenance = .derived(rule: Phrase(""), inputs: [figure]) }
    var format = self
    // The rate is that of the figure, whichever unit it is written in.
    if unit != figure.unit, isInWon, rate == nil { format.rate = rates?.rate(for: figure).figure }
    (shown.value, shown.unit) = (value, unit)
    return format.text(shown, decimals: decimals)
  }
}
