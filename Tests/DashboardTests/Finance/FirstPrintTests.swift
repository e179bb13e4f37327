import Finance
import Model
import Testing

/// What stands beside a moment is the version of that moment; what is newest says that it was restated.
@Suite struct FirstPrintTests {
  private let q4 = Period.quarter(year: 2024, 4)

  @Test func theFirstPrintStaysAndTheNewestIsMarked() throws {
    let (then, now) = (try Record.snapshot("2025-04-24"), try Record.snapshot("2026-11-27"))
    #expect(then.reading(.epsNonGAAP, q4).value == 0.73 && !then.isRecast(.epsNonGAAP, q4))
    #expect(now.firstPrint(.epsNonGAAP, q4).value == 0.73)
    #expect(now.isRecast(.epsNonGAAP, q4) && now.isRecast(.netIncome, q4))
    #expect(abs(try #require(now.reading(.epsNonGAAP, q4).value) - 0.60) < 1e-9)
    #expect(!now.isRecast(.epsNonGAAP, .quarter(year: 2023, 2)))
  }

  @Test func aSplitIsNoRestatement() throws {
    let now = try Record.snapshot("2026-11-27")
    for year in 2019...2022 {
      for number in 1...4 {
        let quarter = Period.quarter(year: year, number)
        #expect(!now.isRecast(.epsGAAP, quarter) && !now.isRecast(.dilutedShares, quarter), "\(quarter.label)")
      }
    }
    // 2.18 a share before 5:1 and 3:1.
    let first = try #require(now.firstPrint(.epsNonGAAP, .quarter(year: 2020, 2)).value)
    #expect(abs(first - 2.18 / 15) < 1e-12)
  }

  @Test func incomeAndEarningsAShareAreOfOneVersion() throws {
    // In its newest version a quarter's EPS is its net income over its diluted shares, but for the cent's rounding and what
    // belongs to others in the numerator.
    let now = try Record.snapshot("2026-11-27")
    for number in 1...4 {
      let quarter = Period.quarter(year: 2024, number)
      let income = try #require(now.reading(.netIncome, quarter).value)
      let shares = try #require(now.reading(.dilutedShares, quarter).value)
      let eps = try #require(now.reading(.epsGAAP, quarter).value)
      #expect(abs(eps - income / shares) < 0.0151, "\(quarter.label): \(eps) against \(income / shares)")
    }
  }

  @Test func growthDoesNotChangeAtASplit() throws {
    // 2.27 of 2022Q2 against 3.22 and 1.45, as reported: on the day before the split and on the day of it.
    let quarter = Period.quarter(year: 2022, 2)
    for moment in ["2022-08-24", "2022-08-25", "2026-11-27"] {
      let s = try Record.snapshot(moment)
      let value = s.reading(.epsNonGAAP, quarter)
      let onQuarter = Growth.change(from: s.reading(.epsNonGAAP, quarter.advanced(by: -1)), to: value)
      let onYear = Growth.change(from: s.reading(.epsNonGAAP, quarter.yearBefore), to: value)
      #expect(abs(try #require(onQuarter.value) - (2.27 / 3.22 - 1) * 100) < 1e-9, "\(moment)")
      #expect(abs(try #require(onYear.value) - (2.27 / 1.45 - 1) * 100) < 1e-9, "\(moment)")
    }
  }
}
