import App
import Canvas
import Finance
import Format
import Model
import Panels
import Testing

/// Amounts in won: each at the rate of its own day or period.
@Suite struct WonTests {
  private func format(_ moment: String, _ language: Language = .ko) throws -> (Formatter, Snapshot) {
    let s = try Record.snapshot(moment)
    return (Formatter(language: language, currency: .krw, rates: ExchangeRates(s)), s)
  }

  private func figure(_ value: Double, _ unit: Unit, _ period: Period, _ basis: Basis = .gaap) -> Figure {
    Figure(value, unit, period, basis, .assumed(reason: Phrase("test")))
  }

  @Test func aPriceIsConvertedAtTheRateOfItsDay() throws {
    // 1,265.45 on 18 July, 1,264.94 on the 19th: known at the end of that day.
    let price = 291.26
    let (before, early) = try format("2023-07-19T16:04ET")
    #expect(before.text(try #require(Valuation.price(early).figure)) == Numbers.grouped(price * 1265.45) + "원")
    for moment in ["2023-07-20", "2024-04-02", "2026-11-27"] {
      let (later, s) = try format(moment)
      let i = try #require(s.prices.index(onOrBefore: Day(civil: 2023, 7, 19)))
      let close = s.prices.figure(try #require(s.prices[i].close), at: i)
      #expect(later.text(close) == Numbers.grouped(price * 1264.94) + "원", "\(moment)")
      #expect(later.price(price, on: close.period.endDay) == price * 1264.94)
    }
  }

  @Test func aQuarterIsConvertedAtTheMeanOfItsDays() throws {
    let (format, s) = try format("2026-11-27")
    // The mean of the 65 daily rates from April to June 2023.
    let mean = 1314.788
    let revenue = try #require(s.reading(.revenue, .quarter(year: 2023, 2)).figure)
    #expect(abs(try #require(ExchangeRates(s).value(for: revenue)) - mean) < 1e-9)
    #expect(format.text(revenue) == Numbers.grouped(revenue.value * mean / 1e6, 2) + "조 원")
    let eps = try #require(s.reading(.epsNonGAAP, .quarter(year: 2023, 2)).figure)
    #expect(format.text(eps) == Numbers.grouped(eps.value * mean) + "원/주")
    let four = try #require(Growth.trailingFourQuarters(.revenue, endingWith: .quarter(year: 2023, 1), s).figure)
    #expect(abs(try inWon(four, s) - (try ofItsQuarters(four, s))) < 1e-6)
    guard case .known(let rate) = ExchangeRates(s).rate(for: revenue) else { return #expect(Bool(false), "no rate") }
    #expect(rate.period == revenue.period && rate.rateDay == Day(civil: 2023, 6, 30))
  }

  @Test func whatIsToComeIsAtTheNewestRate() throws {
    let (_, s) = try format("2026-11-27")
    let newest = try #require(s.exchangeRate.value)
    for period in [Period.year(2030), .year(2026), .quarter(year: 2026, 4), .day(Day(civil: 2027, 12, 31))] {
      #expect(ExchangeRates(s).value(for: figure(1, .millionUSD, period)) == newest, "\(period.label)")
    }
    // A year of the record that is not over is at the mean of what there was of it.
    let (_, july) = try self.format("2023-07-20")
    let part = Growth.yearToDate(.revenue, 2023, july)
    let soFar = try #require(part.reading.figure)
    // Of two quarters each is at its own mean; the days of July have nothing to do with them.
    #expect(abs(try inWon(soFar, july) - (try ofItsQuarters(soFar, july))) < 1e-6)
  }

  /// An amount in won, KRW million.
  private func inWon(_ figure: Figure, _ s: Snapshot) throws -> Double {
    figure.value * (try #require(ExchangeRates(s).value(for: figure)))
  }

  /// What the quarters of a sum come to, each at the mean of its own days.
  private func ofItsQuarters(_ figure: Figure, _ s: Snapshot) throws -> Double {
    guard case .derived(_, let inputs) = figure.provenance else { return .nan }
    return try inputs.reduce(0) { sum, input in
      guard case .quarter = input.period else { return .nan }
      return sum + (try inWon(input, s))
    }
  }

  @Test func daysBeforeTheFirstRateStayInDollarsAndSaySo() throws {
    let (format, s) = try format("2026-11-27")
    let old = figure(20.57, .usd, .day(Day(civil: 2018, 12, 31)), .market)
    #expect(format.text(old) == "20.57달러")
    #expect(format.price(20.57, on: Day(civil: 2018, 12, 31)) == nil)
    #expect(ExchangeRates(s).rate(for: old).absence == .notInRecord)
    #expect(ExchangeRates(s).rate(for: figure(1, .millionUSD, .quarter(year: 2018, 4))).absence == .notInRecord)
    #expect(ExchangeRates(s).rate(for: figure(1, .millionUSD, .trailing(year: 2019, 2))).absence == .notInRecord)
    #expect(ExchangeRates(s).rate(for: figure(1, .millionUSD, .quarter(year: 2019, 1))).figure != nil)
  }

  @Test func noRateIsLaterThanTheMoment() throws {
    for moment in Record.timeline.moments where moment <= Record.now {
      let s = Snapshot(of: Record.book, asOf: moment)
      for period in [Period.day(Day(civil: 2026, 8, 20)), .quarter(year: 2023, 2), .quarter(year: 2026, 4), .year(2024)] {
        for basis in [Basis.market, .gaap] {
          guard let rate = ExchangeRates(s).rate(for: figure(1, .millionUSD, period, basis)).figure else { continue }
          #expect(rate.provenance.knownAt <= moment, "\(moment.iso) \(period.label)")
        }
      }
    }
  }

  @Test func aClaimIsQuotedAsItWasMade() throws {
    let (format, s) = try format("2026-11-27")
    for claim in s.claims {
      guard let claimed = claim.figure else { continue }
      #expect(format.text(claimed) == Formatter(language: .ko).text(claimed), "\(claim.id)")
      #expect(ClaimText.figure(claim, format) == ClaimText.figure(claim, Formatter(language: .ko)))
    }
    let target = try #require(s.claims.first { $0.id == "mcap26" }?.figure)
    #expect(target.unit == .trillionUSD)
    guard case .known(let won) = ExchangeRates(s).inWon(target), case .derived(_, let inputs) = won.provenance else {
      return #expect(Bool(false), "a converted claim is computed")
    }
    #expect(won.unit == .trillionKRW && inputs.count == 2 && won.rateUsed?.value == s.exchangeRate.value)
  }

  @Test func anOldRateHasItsAge() throws {
    let (fresh, _) = try format("2024-04-02", .en)
    #expect(!fresh.isRateOld && fresh.rateNote()?.contains("days old") == false)
    // Ten years after the newest rate of the record, whichever that is.
    let (old, s) = try format("2036-11-27", .en)
    let newest = try #require(s.exchangeRate.figure)
    let (day, age) = (newest.period.endDay, s.asOf.newYorkDay - newest.period.endDay)
    #expect(old.isRateOld && age > 3000)
    #expect(old.rateNote() == "\(old.text(newest)) of \(old.date(day)), \(age) days old")
    #expect(old.rateNote(isShort: true) == "\(old.shortDate(day)), \(age) d old")
    let eps = try #require(s.reading(.epsNonGAAP, .quarter(year: 2023, 2)).figure)
    #expect(old.rateNote(for: eps) == "the mean rate of 2023Q2, 1,314.8 KRW/USD")
    #expect(Formatter(language: .en, rates: ExchangeRates(s)).rateNote(for: eps) == nil)
  }

  @Test func aChartOfPricesUsesEachDaysRate() throws {
    var state = try Record.state(.timeline, .ko, at: "2023-07-19T16:04ET")
    state.currency = .krw
    let frame = Dashboard(book: Record.book, state: state, now: Record.now).frame(Size(120, 40)).plainText()
    #expect(frame.contains("주가 · 원, 그날 환율") && frame.contains("증감률은 달러 기준"))
    // The close before the results of 2020Q1, at the rate of that day and not at that of 2023.
    let s = try Record.snapshot("2023-07-19T16:04ET")
    let i = try #require(s.prices.index(onOrBefore: Day(civil: 2020, 4, 29)))
    let close = s.prices.figure(try #require(s.prices[i].close), at: i)
    let rate = try #require(s.exchangeRate(at: Instant(endOf: Day(civil: 2020, 4, 29))).value)
    #expect(frame.contains(Numbers.grouped(close.value * rate)))
    let newest = try #require(s.exchangeRate.value)
    #expect(!frame.contains(Numbers.grouped(close.value * newest)))
  }

  /// An estimate is in dollars; what it comes to stands in won beside it, each quarter at its own mean rate, as on the Overview.
  @Test func earningsPerShareHaveOneRateAQuarter() throws {
    let s = try Record.snapshot("2023-07-20")
    func frame(_ panel: PanelID, view: Int = 0) throws -> String {
      var state = try Record.state(panel, .en, at: "2023-07-20")
      (state.currency, state.views[panel]) = (.krw, view)
      return Dashboard(book: Record.book, state: state, now: Record.now).frame(Size(120, 40)).plainText()
    }
    let won = try [1, 2].map { quarter in
      let eps = try #require(s.reading(.epsNonGAAP, .quarter(year: 2023, quarter)).figure)
      return Numbers.grouped(eps.value * (try #require(ExchangeRates(s).value(for: eps))), 0)
    }
    #expect(won == ["1,084", "1,196"])
    let drivers = try frame(.eps)
    #expect(drivers.contains("non-GAAP in won  \(won[0]) →") && drivers.contains("● \(won[1])  mean rates"))
    #expect(drivers.contains("driver, M USD") && drivers.contains("USD/share") && !drivers.contains("KRW/kWh"))
    // What somebody claimed stays in his dollars, and his.
    #expect(drivers.contains("◇ 0.93–0.97"))
    #expect(try frame(.overview).contains(won[1]))
    let history = try frame(.eps, view: try #require(EPSPanel.views.firstIndex { $0.en == "history" || $0.en == "by quarter" }))
    #expect(history.contains("KRW/share") && history.contains(won[1]))
  }
}
