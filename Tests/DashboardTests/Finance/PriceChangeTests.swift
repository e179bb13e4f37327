import Facts
import Finance
import Model
import Testing

/// A change is against the session before, or says which day it is against; a price says whether it is of the newest session.
@Suite struct PriceChangeTests {
  private func change(_ lines: [(String, Double)], at moment: String) throws -> Valuation.Change {
    let text =
      "date,open,high,low,close,volume,source,confidence\n"
      + lines.map { "\($0.0),,,,\($0.1),,x,verified-1\n" }.joined()
    let bytes = Array(text.utf8)
    let book = bytes.withUnsafeBufferPointer { FactsReader.read([.prices: $0]).book }
    return Valuation.change(Snapshot(of: book, asOf: try Instant(parsing: moment)))
  }

  @Test func overAGapItNamesItsDay() throws {
    // Ten sessions lie between the two closes.
    let gap = try change([("2026-09-17", 366.20), ("2026-10-01", 354.11)], at: "2026-10-01T16:00ET")
    #expect(gap.since == Day(civil: 2026, 9, 17) && gap.isCurrent)
    #expect(abs(try #require(gap.reading.value) - -3.3014) < 0.0001)
    let next = try change([("2026-10-01", 354.11), ("2026-10-02", 370.59)], at: "2026-10-02T16:00ET")
    #expect(next.since == nil && next.isCurrent)
    // Over a weekend and a holiday the session before is the session before.
    let monday = try change([("2023-07-03", 279.82), ("2023-07-05", 282.48)], at: "2023-07-05T16:00ET")
    #expect(monday.since == nil)
  }

  @Test func anOldPriceIsNotThatOfToday() throws {
    let lines = [("2026-10-08", 375.0), ("2026-10-09", 382.7)]
    #expect(try change(lines, at: "2026-10-09T16:00ET").isCurrent)
    // Until the next session closes it is the newest that there can be.
    #expect(try change(lines, at: "2026-10-12T15:59ET").isCurrent)
    #expect(try !change(lines, at: "2026-10-12T16:00ET").isCurrent)
    #expect(try !change(lines, at: "2026-11-27").isCurrent)
  }

  @Test func aFirstPriceHasNothingToChangeFrom() throws {
    let first = try change([("2026-10-09", 382.7)], at: "2026-10-09T16:00ET")
    #expect(first.reading.absence == .notInRecord && first.since == nil)
  }
}
