import App
import Facts
import Finance
import Model
import Testing

/// Not known yet speaks of the moment, not in the record of this record; a rule from the releases tells them apart.
@Suite struct AbsenceTests {
  private func q(_ year: Int, _ number: Int) -> Period { .quarter(year: year, number) }

  @Test func resultsThatAreOutAreNotUnknown() throws {
    // Released on 21 October 2026 at 16:05, and in no source that was seen.
    let before = try Record.snapshot("2026-10-21T16:04ET")
    let after = try Record.snapshot("2026-10-21T16:05ET")
    for metric in [Metric.revenue, .epsNonGAAP, .netIncome, .energyRevenue, .dilutedShares] {
      #expect(before.reading(metric, q(2026, 3)).absence == .notKnownYet, "\(metric)")
      #expect(after.reading(metric, q(2026, 3)).absence == .notInRecord, "\(metric)")
    }
    #expect(before.missingResults == nil)
    let missing = try #require(after.missingResults)
    let release = try Instant(parsing: "2026-10-21T16:05ET")
    #expect(missing.quarter == q(2026, 3) && missing.release == release)
    #expect(after.reading(.revenue, q(2026, 4)).absence == .notKnownYet)
  }

  @Test func withoutAReleaseOnRecordTheLastDayForItDecides() throws {
    // 10-Q: 40 days after the quarter, 10-K: 60; deliveries a week.
    func absence(_ metric: Metric, _ period: Period, _ moment: String) throws -> Absence? {
      try Record.snapshot(moment).reading(metric, period).absence
    }
    #expect(try absence(.deliveries, q(2026, 4), "2027-01-06") == .notKnownYet)
    #expect(try absence(.deliveries, q(2026, 4), "2027-01-07") == .notInRecord)
    #expect(try absence(.storage, q(2026, 4), "2027-01-07") == .notInRecord)
    #expect(try absence(.revenue, q(2026, 4), "2027-02-28") == .notKnownYet)
    #expect(try absence(.revenue, q(2026, 4), "2027-03-01") == .notInRecord)
    #expect(try absence(.revenue, q(2027, 1), "2027-05-09") == .notKnownYet)
    #expect(try absence(.revenue, q(2027, 1), "2027-05-10") == .notInRecord)
    // Before the record begins.
    #expect(try absence(.epsNonGAAP, q(2018, 4), "2019-01-15") == .notKnownYet)
    #expect(try absence(.epsNonGAAP, q(2018, 4), "2019-06-01") == .notInRecord)
  }

  @Test func aPriceThatTheRecordLacksIsNotUnknown() throws {
    let s = try Record.snapshot("2026-11-27T16:00ET")
    #expect(s.absence(of: .priceClose, .day(Day(civil: 2026, 11, 20))) == .notInRecord)
    // The 27th closes at 13:00; the 30th has not begun.
    #expect(s.absence(of: .priceClose, .day(Day(civil: 2026, 11, 27))) == .notInRecord)
    #expect(s.absence(of: .priceOpen, .day(Day(civil: 2026, 11, 30))) == .notKnownYet)
  }

  @Test func aSumOfWhatIsOutAndWhatIsNotIsNotKnownYet() throws {
    // Of 2026 the third quarter is missing here and the fourth is not over.
    let s = try Record.snapshot("2026-11-27")
    #expect(Growth.yearOfQuarters(.revenue, 2026, s).absence == .notKnownYet)
    #expect(Growth.trailingFourQuarters(.revenue, endingWith: q(2026, 3), s).absence == .notInRecord)
    let missing = Reading.absent(.notInRecord)
    #expect(missing.combined(with: .absent(.notKnownYet)) { a, _ in .known(a) }.absence == .notKnownYet)
    #expect(Reading.absent(.notKnownYet).combined(with: missing) { a, _ in .known(a) }.absence == .notKnownYet)
    // The same in either order: the first of these that is among the two.
    let order: [Absence] = [.notApplicable, .notKnownYet, .notDisclosed, .notInRecord]
    for a in order.indices {
      for b in order.indices { #expect(order[a].joined(with: order[b]) == order[min(a, b)]) }
    }
  }

  @Test func whyNeverDependsOnWhatCameLater() {
    for moment in Record.timeline.moments {
      let (whole, cut) = (
        Snapshot(of: Record.book, asOf: moment), Snapshot(of: Record.book.known(at: moment), asOf: moment)
      )
      let quarter = Period.quarter(of: moment.newYorkDay)
      for metric in Metric.allCases {
        for period in [quarter, quarter.advanced(by: -1), quarter.advanced(by: -2), .year(moment.newYorkDay.year - 1)] {
          #expect(
            whole.reading(metric, period).absence == cut.reading(metric, period).absence,
            "\(metric) \(period.label) at \(moment.iso)")
        }
      }
    }
  }
}
