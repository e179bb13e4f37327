import App
import Canvas
import Model
import Panels
import Testing

/// A filing that brings a count of shares beside other figures says which number is which.
@Suite struct TimelineCountsTests {
  private func rows(_ moment: String, _ size: Size = Size(200, 50)) throws -> [Substring] {
    let state = try Record.state(.timeline, .en, at: moment)
    return Dashboard(book: Record.book, state: state, now: Record.now).frame(size).plainText().split(separator: "\n")
  }

  @Test func theNameIsThatOfTheFigures() throws {
    let storage = try #require(try rows("2019-06-01").first { $0.contains("Storage deployed 2018") })
    #expect(storage.contains("Storage deployed 2018: 1.04 GWh"), "\(storage)")
    for moment in ["2025-04-24", "2025-07-25", "2025-10-24"] {
      let filings = try rows(moment).filter { $0.contains(" figures: ") }
      #expect(
        filings.allSatisfy { !$0.contains("figures: 3,2") } && filings.contains { $0.contains("shares ▲ +0.1%") }, "\(filings)")
    }
  }

  /// From a profit to a loss there is no change in per cent, in the list as in the detail.
  @Test func aChangeToALossIsNone() throws {
    let flow = try #require(try rows("2026-07-22T16:05ET").first { $0.contains("Free cash flow 26Q2") })
    #expect(flow.contains(/−1,092 M USD +n\/a/), "\(flow)")
  }

  @Test func noCountIsCutInTheMiddle() throws {
    for size in [Size(80, 24), Size(120, 40), Size(200, 50)] {
      for row in try rows("2026-07-24", size) where row.contains("3,5") {
        #expect(!row.contains("3,525.…") && !row.contains("3,…"), "\(row)")
      }
    }
  }
}
