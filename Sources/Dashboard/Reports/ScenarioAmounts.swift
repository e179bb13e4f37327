package import Analysis
import Finance
package import Format
package import Model

/// Numbers of scenarios as reports have them: in one currency, with the units and digits of a sentence.
package struct ScenarioAmounts {
  /// What follows from the moment.
  package let analysis: Analysis
  let currency: Currency
  /// Writes numbers as they are: they have been converted before.
  let format: Formatter
  private let rates: ExchangeRates

  /// At the moment of an analysis.
  package init(_ analysis: Analysis, _ currency: Currency, _ language: Language) {
    self.analysis = analysis
    self.currency = currency
    rates = ExchangeRates(analysis.snapshot)
    format = Formatter(language: language, rates: rates)
  }

  var snapshot: Snapshot { analysis.snapshot }
  var record: TrailingDrivers { analysis.trailingDrivers }
  /// `2026Q2`: the newest quarter with results.
  var quarter: String? { record.quarter?.label }

  func words(_ phrase: Phrase) -> String { format.words(phrase) }
  func words(_ en: String, _ ko: String) -> String { format.words(en, ko) }

  // MARK: conversion

  /// A number in the currency: a scenario's at its rate, and without one each at the rate of its own day.
  func shown(_ figure: Figure, at rate: Reading? = nil) -> Figure {
    switch (currency, figure.unit) {
    case (.usd, .trillionKRW), (.usd, .billionUSD), (.usd, .trillionUSD):
      return ScenarioValue.inDollars(figure, rate ?? rates.rate(for: figure)).figure ?? figure
    case (.krw, .usdPerShare) where figure.basis == .market:
      // A price in whichever of its two units.
      var price = figure
      price.unit = .usd
      return rates.inWon(price, at: rate?.figure).figure ?? figure
    case (.krw, _): return rates.inWon(figure, at: rate?.figure).figure ?? figure
    default: return figure
    }
  }

  func shown(_ reading: Reading, at rate: Reading? = nil) -> Reading {
    reading.figure.map { .known(shown($0, at: rate)) } ?? reading
  }

  /// A price in USD that a scenario comes to.
  func shown(price: Double, of one: ScenarioResult) -> Figure {
    shown(
      Figure(price, .usd, .day(Valuation.quoteDay(snapshot)), .market, .assumed(reason: Phrase(""))), at: one.value.shownRate)
  }

  /// A possible value of an assumption, at the rate that the assumption is shown at.
  func shown(_ value: Double, of entry: ScenarioEntry, in one: ScenarioResult) -> Figure {
    var figure = entry.figure
    figure.value = value
    return shown(figure, at: one.value.rate(beside: TrailingGap.record(of: entry.key, record, snapshot), snapshot))
  }

  // MARK: text

  func text(_ figure: Figure) -> String { format.text(figure, .sentence) }

  func text(_ reading: Reading) -> String {
    format.text(reading, .sentence) + (reading.figure?.provenance.holdsUnconfirmedFact == true ? "*" : "")
  }

  func text(_ value: Double, _ unit: Unit) -> String {
    text(Figure(value, unit, .day(snapshot.asOf.newYorkDay), .market, .assumed(reason: Phrase(""))))
  }

  func value(_ figure: Figure) -> Report.Value { .shown(text(figure), .number(figure.value)) }
  func value(_ reading: Reading) -> Report.Value { .shown(text(reading), .number(reading.value)) }
}

extension Provenance {
  /// Whether it rests on a fact that no source seen confirms; what a scenario assumes is not a fact.
  fileprivate var holdsUnconfirmedFact: Bool {
    switch self {
    case .reported(let c), .consensus(let c), .claimed(_, let c): return c.confidence == .unverified
    case .derived(_, let inputs): return inputs.contains(where: \.provenance.holdsUnconfirmedFact)
    case .assumed: return false
    }
  }
}
