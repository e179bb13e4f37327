import Analysis
import App
import Finance
import Format
import Model

/// Numbers of scenarios as text, short enough for a column.
struct ValueText {
  let context: DrawContext
  let format: Formatter

  /// With a rate, won and dollars are converted at it: a scenario's numbers at the scenario's, so that they add up.
  ///
  /// Without it each at the rate of its own day.
  init(_ context: DrawContext, at rate: Reading? = nil) {
    var format = context.format
    if let rate = rate?.figure { format.rate = rate }
    (self.context, self.format) = (context, format)
  }

  /// A bare number of the moment with its unit: amounts in the currency of the screen.
  func text(_ value: Double, _ unit: Unit) -> String {
    text(Figure(value, unit, .day(context.snapshot.asOf.newYorkDay), .market, .assumed(reason: Phrase(""))))
  }

  func text(_ figure: Figure) -> String { format.text(figure, .short) }
  func text(_ reading: Reading) -> String { format.text(reading, .short) }

  /// A price beside the market's without cents, in won at the rate of the market's day.
  func price(_ usd: Double) -> String {
    price(.known(Figure(usd, .usd, .day(Valuation.quoteDay(context.snapshot)), .market, .assumed(reason: Phrase("")))))
  }

  func price(_ reading: Reading) -> String {
    text(reading) { format.text($0.value, .usd, decimals: abs($0.value) < 10 ? nil : 0, of: $0) }
  }

  /// The price that a scenario comes to, in the currency of the screen.
  func price(of value: ScenarioValue) -> String {
    format.isInWon ? text(value.priceKRW) { format.text($0.value, .krw, decimals: 0, of: $0) } : price(value.price)
  }

  /// The market value that a scenario comes to, in the currency of the screen.
  func marketValue(of value: ScenarioValue) -> String {
    format.isInWon ? won(value.marketValueKRW) : text(value.marketValue)
  }

  /// `2.25×`, `0.04×`, `12×`.
  func times(_ reading: Reading) -> String {
    text(reading) { figure in
      if figure.unit == .percentagePoints { return Numbers.signed(figure.value, 1) + "pp" }
      return Numbers.grouped(figure.value, abs(figure.value) >= 100 ? 0 : abs(figure.value) >= 10 ? 1 : 2) + "×"
    }
  }

  /// An amount in won whatever the screen's currency, `?` without a rate.
  func won(_ reading: Reading) -> String { text(reading) { format.text($0.value, .trillionKRW, of: $0) } }

  private func text(_ reading: Reading, _ text: (Figure) -> String) -> String {
    switch reading {
    case .known(let figure): return text(figure)
    case .absent(let why): return format.mark(why)
    }
  }

  /// The price or value that a scenario is about, as stated where it is stated in the currency of the screen; what is converted from a
  /// claim is marked as worked out.
  func target(_ value: ScenarioValue) -> String {
    let (scenario, isWon) = (value.scenario, context.format.isInWon)
    func mark(_ key: ScenarioKey) -> String { value.followsChanges ? "" : (key == .marketValueKRW) == isWon ? "◇ " : "≈ " }
    if scenario[.price] != nil || scenario.isDriven {
      return (scenario[.price] == nil ? "" : mark(.price)) + price(of: value)
    }
    let keys: [ScenarioKey] = isWon ? [.marketValueKRW, .marketValue] : [.marketValue, .marketValueKRW]
    return (keys.first { scenario[$0] != nil }.map(mark) ?? "") + marketValue(of: value)
  }
}

/// What the market's price is called in comparisons.
extension DrawContext {
  /// What a price or value is compared with: the market of today, or of the day of an old price.
  var againstMarket: Phrase { oldPriceDay.map { Phrase("vs. \($0)", "\($0) 대비") } ?? Phrase("vs. today", "현재 대비") }

  /// The day of the price where it is not of the newest session: an old price belongs to its day, not to today.
  var oldPriceDay: String? {
    guard let day = analysis.price.figure?.period.endDay, !Valuation.isCurrent(day, snapshot.asOf) else { return nil }
    return format.nearDate(day, snapshot.asOf)
  }
}
