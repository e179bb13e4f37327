import App
import Canvas
import Finance
import Format
import Model
import Panels
import Testing

/// The record as a scenario in won: one rate beside each of its numbers, lines that add up, a price of the market's day.
@Suite struct RecordInWonTests: ScenarioSuite {
  private func won(_ reading: Reading, _ s: Snapshot) throws -> Double {
    let figure = try #require(reading.figure)
    return try #require(ExchangeRates(s).inWon(figure).value)
  }

  @Test func linesThatAddUpInDollarsAddUpInWon() throws {
    var seen = 0
    for moment in Record.book.results.map(\.release) where moment <= Record.now {
      let s = Snapshot(of: Record.book, asOf: moment)
      let record = TrailingDrivers(s)
      guard let quarter = record.quarter, let profit = record.grossProfit.figure,
        case .known = ExchangeRates(s).rate(for: profit), record.operatingIncome.figure != nil
      else { continue }
      seen += 1
      let (cars, energy, services) = (try won(record.cars, s), try won(record.energy, s), try won(record.services, s))
      let gross = try won(record.grossProfit, s)
      #expect(abs(cars + energy + services - gross) < 1e-6 * abs(gross), "\(moment.iso)")
      #expect(
        abs(gross - (try won(record[.opex], s)) - (try won(record.operatingIncome, s))) < 1e-6 * abs(gross), "\(moment.iso)")
      // Each quarter at its own mean, then added.
      let sum = try (0..<4).reduce(0.0) { sum, back in
        let figure = try #require(s.reading(.energyRevenue, quarter.advanced(by: -back)).figure)
        let cost = try #require(s.reading(.energyCost, quarter.advanced(by: -back)).figure)
        let rate = try #require(ExchangeRates(s).value(for: figure))
        return sum + (figure.value - cost.value) * rate / 1_000_000
      }
      #expect(abs(sum - energy) < 1e-9, "\(moment.iso)")
      // What is for each of something is at the rate of what it is made of.
      let price = try #require(record[.price].figure)
      let units = try #require(record[.units].value)
      let revenue = Growth.trailingFourQuarters(.automotiveRevenue, endingWith: quarter, s)
      let credits = Growth.trailingFourQuarters(.regulatoryCredits, endingWith: quarter, s)
      let all = try won(revenue, s) - (try won(credits, s))
      #expect(abs((try won(.known(price), s)) * units / 1e12 / all - 1) < 1e-9, "\(moment.iso)")
    }
    #expect(seen > 20)
  }

  @Test(arguments: ["2020-10-22", "2022-08-24T16:30ET", "2023-07-20", "2025-01-30", "2026-10-05", "2026-11-22"])
  func equalDollarsAreEqualWon(moment: String) throws {
    var state = try Record.state(.value, .en, at: moment)
    (state.scenario, state.currency) = ("record", .krw)
    state.open(view: 0, of: .value)
    for size in [Size(80, 24), Size(120, 40), Size(200, 50)] {
      let frame = Dashboard(book: Record.book, state: state, now: Record.now).frame(size).plainText()
      // Nothing of the record is another multiple of itself than one.
      #expect(!frame.contains("1.01×") && !frame.contains("0.99×") && !frame.contains("1.04×"), "\(moment) \(size)")
      #expect(frame.contains("1.00×"))
    }
  }

  @Test func aChangedRecordHasOnePriceInWon() throws {
    for (moment, nudges) in [("2022-08-24T16:30ET", 3), ("2023-07-20", 2), ("2026-10-05", 4)] {
      var state = try Record.state(.value, .en, at: moment)
      (state.scenario, state.currency) = ("record", .krw)
      state.open(view: 0, of: .value)
      var app = Dashboard(book: Record.book, state: state, now: Record.now)
      for _ in 0..<nudges { _ = app.press(.character("+"), now: Record.now) }
      let s = app.snapshot
      let changes = app.state.scenarioEdits.changes(of: "record")
      let plain = try #require(TrailingDrivers.scenario(TrailingDrivers(s), s))
      let scenario = plain.changed(by: changes)
      let price = try #require(ScenarioSensitivity.price(scenario))
      let quote = try #require(Valuation.quote(s).figure)
      let rate = try #require(ExchangeRates(s).value(for: quote))
      let won = price * rate
      let text = Numbers.grouped(won, 0)
      let frame = app.frame(Size(120, 40)).plainText()
      #expect(frame.contains("= \(text) KRW"), "head: \(text)")
      #expect(frame.contains("│ \(text) KRW: the scenario"), "tornado: \(text)")
      let value = ScenarioValue(scenario, s)
      #expect(isSame(try #require(value.priceKRW.value), won, 1e-9))
      #expect(isSame(try #require(value.timesToday(inWon: true).value), price / quote.value, 1e-9))
    }
  }

  /// On a holiday of the exchange the rate moves on and the price does not: an amount names the rate it was converted at.
  @Test func theRateThatIsNamedIsTheOneUsed() throws {
    let s = try Bundled.snapshot("2026-09-07")
    let price = try #require(Valuation.quote(s).figure)
    let rate = try #require(ExchangeRates(s).rate(for: price).figure)
    #expect(rate.period == .day(Day(civil: 2026, 9, 4)))
    #expect(s.exchangeRate.figure?.period == .day(Day(civil: 2026, 9, 7)))
    var state = try Record.state(.overview, .en, at: "2026-09-07")
    state.currency = .krw
    for panel in [PanelID.overview, .value] {
      state.panel = panel
      let frame = Dashboard(book: Bundled.book, state: state, now: Bundled.now).frame(Size(120, 40)).plainText()
      #expect(frame.contains("4 Sep") && !frame.contains("rate of 7 Sep"), "\(panel)")
    }
  }

  /// A value that its author states in won is held against the market's in won, on every panel.
  @Test func aValueStatedInWonHasNoDaysRate() throws {
    let s = try Bundled.snapshot("2026-11-27")
    let value = ScenarioValue(try scenario("notes-2026", s), s)
    let market = try #require(Valuation.inTrillionKRW(Valuation.marketValue(s), s).value)
    #expect(isSame(try #require(value.timesToday(inWon: true).value), 4290 / market, 1e-12))
    let shares = try #require(Valuation.shares(s).value)
    #expect(isSame(try #require(value.priceKRW.value), 4290 * 1_000_000 / shares, 1e-12))
    for panel in [PanelID.overview, .value] {
      var state = try Record.state(panel, .ko, at: "2026-11-27")
      (state.currency, state.scenario) = (.krw, "notes-2026")
      let frame = Dashboard(book: Bundled.book, state: state, now: Bundled.now).frame(Size(120, 40)).plainText()
      #expect(frame.contains("2.37"), "\(panel)")
    }
  }
}
