import App
import Finance
import Model
import Testing

/// Market value is the price times shares outstanding without unearned award shares, at every moment.
@Suite struct ShareBasisTests {
  private func count(_ moment: String, _ basis: ShareBasis = .earned) throws -> Double {
    try #require(Valuation.shares(basis, try Record.snapshot(moment)).value)
  }

  /// Market value over price, whatever the moment, is a count of one basis that was known by then, converted by splits alone.
  @Test func atEveryMomentItIsACountOfOneBasis() throws {
    var before: (count: Double, period: Period, splits: Int)?
    for moment in Record.timeline.moments {
      let s = Snapshot(of: Record.book, asOf: moment)
      guard case .known(let value) = Valuation.marketValue(s), case .known(let price) = Valuation.quote(s) else {
        #expect(s.prices.count == 0, "\(moment.iso)")
        continue
      }
      guard case .derived(_, let inputs) = value.provenance else { throw Unmet("not derived") }
      let count = inputs[1]
      #expect(abs(value.value / price.value - count.value) < 1e-9 * count.value, "\(moment.iso)")
      #expect(s.reading(.sharesEarned, count.period).value == count.value, "\(moment.iso)")
      #expect(count.provenance.knownAt <= moment && value.provenance.knownAt <= moment, "\(moment.iso)")
      // The count steps with a filing or a split, and never with anything else.
      if let before, before.period == count.period, before.splits == s.splits.count {
        #expect(before.count == count.value, "\(moment.iso)")
      }
      before = (count.value, count.period, s.splits.count)
      // Other panels ask for the value of a day: at its close it is the same.
      if price.provenance.knownAt == Sessions.session(on: price.period.endDay)?.close {
        let ofDay = try #require(Valuation.marketValue(on: price.period.endDay, s).value)
        let known = try #require(Valuation.shares(at: Instant(endOf: price.period.endDay), s).value)
        #expect(abs(ofDay / price.value - known) < 1e-9 * known, "\(moment.iso)")
      }
    }
    #expect(before != nil)
  }

  private struct Unmet: Error {
    init(_ what: String) {}
  }

  @Test func noMomentSwitchesTheBasis() throws {
    // Where it used to jump from diluted to total and back.
    #expect(try count("2023-07-03T13:30ET") == 3169.504301 && count("2023-07-03") == 3169.504301)
    #expect(try count("2024-08-06") == 3194.640415 && count("2024-08-07") == 3194.640415)
    #expect(try count("2025-03-01") == 3216.517037)
    // A filing is known at the end of its day.
    #expect(try count("2023-07-24T16:00ET") == 3169.504301 && count("2023-07-24") == 3173.994467)
  }

  @Test func unearnedAwardSharesAreLeftOut() throws {
    // 10-Q of 2025-10-23: 3,325,819,167 on the cover, 96.0 M of them the interim award.
    #expect(abs(try count("2025-10-23") - 3229.819167) < 1e-6)
    // 10-K of 2026-01-29: 3,752,431,984 with 519,743,904 of both awards.
    #expect(abs(try count("2026-01-29") - 3232.68808) < 1e-6)
    // 10-Q of 2026-07-23: 3,949,547,394 with 423,743,904 of the performance award.
    #expect(abs(try count("2026-07-23") - 3525.80349) < 1e-6)
    #expect(abs(try count("2026-07-22") - 3235.979967) < 1e-6)
    #expect(try count("2026-07-23", .total) == 3949.547394)
    #expect(try count("2026-07-23", .basic) == 3237)
    #expect(try count("2026-07-23", .diluted) == 3540)
  }

  @Test func aSplitMultipliesEveryCount() throws {
    for basis in ShareBasis.allCases {
      let (before, after) = (try count("2020-08-31T09:29ET", basis), try count("2020-08-31T09:30ET", basis))
      #expect(abs(after / before - 5) < 1e-9, "\(basis)")
      let (old, new) = (try count("2022-08-25T09:29ET", basis), try count("2022-08-25T09:30ET", basis))
      #expect(abs(new / old - 3) < 1e-9, "\(basis)")
    }
    let s = try Record.snapshot("2026-01-01")
    // 20 July 2020: 186,361,726 before both splits.
    #expect(abs(try #require(s.reading(.sharesOutstanding, .day(Day(civil: 2020, 7, 20))).value) - 186.361726 * 15) < 1e-6)
  }

  @Test func awardsAreInTheProvenance() throws {
    let figure = try #require(Valuation.shares(try Record.snapshot("2026-08-01")).figure)
    guard case .derived(_, let inputs) = figure.provenance else { throw Unmet("not derived") }
    #expect(inputs.map(\.value) == [3949.547394, 423.743904])
    #expect(figure.period == .day(Day(civil: 2026, 7, 16)))
  }
}
