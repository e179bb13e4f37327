import Finance
import Format
import Model
import Testing

/// Numbers with their units, where there is little room and in a sentence.
@Suite struct NumberStyleTests {
  private func figure(_ value: Double, _ unit: Unit) -> Figure {
    Figure(value, unit, .day(Day(civil: 2026, 10, 5)), .market, .assumed(reason: Phrase("test")))
  }

  @Test(
    arguments: [
      (2_500_000, .vehicles, "2.500 M cars", "2,500,000 cars"),
      (8_000_000, .subscriptions, "8.00 M subs", "8,000,000 subscriptions"),
      (378.73, .usd, "378.73 USD", "378.73 USD"), (12_345.6, .usd, "12,346 USD", "12,346 USD"),
      (2, .usdPerShare, "2.00 USD", "2.00 USD/share"), (60, .usdPerKilowattHour, "60 USD/kWh", "60 USD/kWh"),
      (99.5, .usdPerMonth, "99.5 USD/month", "99.5 USD/month"), (50, .times, "50×", "50.0×"), (2.256, .times, "2.3×", "2.26×"),
      (-3.24, .percentagePoints, "−3.2pp", "−3.2pp"), (3.24, .percentagePoints, "3.2pp", "+3.2pp"),
      (9_800, .millionUSD, "9,800 M USD", "9,800 M USD"), (24_927, .millionUSD, "24.9 B USD", "24,927 M USD"),
      (1.34, .trillionUSD, "1.34 T USD", "1.34 T USD"), (3710.4, .trillionKRW, "3,710 T KRW", "3,710 T KRW"),
      (53.27, .trillionKRW, "53.27 T KRW", "53.3 T KRW"), (18, .percent, "18.0%", "18.0%"),
    ] as [(Double, Unit, String, String)])
  func aNumberSuitsItsSize(value: Double, unit: Unit, short: String, sentence: String) {
    let format = Formatter(language: .en)
    #expect(format.text(figure(value, unit), .short) == short)
    #expect(format.text(figure(value, unit), .sentence) == sentence)
  }

  @Test func countsAreInKoreanUnits() {
    let format = Formatter(language: .ko)
    #expect(format.text(figure(2_500_000, .vehicles), .short) == "250.0만 대")
    #expect(format.text(figure(24_927, .millionUSD), .short) == "249.3억 달러")
  }

  /// What somebody stated in won is read in dollars where the screen is in dollars and a rate is known.
  @Test func wonAreAmountsOfTheScreen() throws {
    let rates = ExchangeRates(try Record.snapshot("2026-10-05"))
    let rate = try #require(rates.newest.value)
    let amount = figure(rate / 1_000_000 * 25_000, .trillionKRW)
    #expect(Formatter(language: .en, rates: rates).text(amount, .short) == "25.0 B USD")
    #expect(Formatter(language: .en, currency: .krw, rates: rates).text(amount, .short).hasSuffix("T KRW"))
  }

  @Test func aChanceThatIsNotNothingIsNotWrittenAsNothing() {
    let format = Formatter(language: .en)
    let chances: [(Double?, String, String)] = [
      (nil, "–", "–"), (0, "0%", "0.0%"), (0.0001, "<0.1%", "<0.1%"), (0.1234, "12.3%", "12.3%"), (0.9999, ">99.9%", ">99.9%"),
      (1, "100%", "100.0%"),
    ]
    for (share, short, sentence) in chances {
      #expect(format.chance(share, .short) == short && format.chance(share, .sentence) == sentence)
    }
    #expect(format.text(.absent(.notKnownYet), .sentence) == "?")
  }
}
