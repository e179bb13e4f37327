import Finance
import Foundation
import Model
import Testing

/// What the commands print as JSON is what the panels show: both are asked at the same moments.
@Suite struct OneNumberCommandTests {
  private func json(_ arguments: [String]) throws -> Any {
    let output = try Output(of: [try Program.path()] + arguments + ["--format", "json"], Program.environment())
    #expect(output.ending == .exited(0), "\(output.errors)")
    return try JSONSerialization.jsonObject(with: Data(output.bytes))
  }

  private func isSame(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-9 * max(1, abs(a), abs(b)) }

  @Test(arguments: [
    "2019-03-01", "2020-08-28", "2020-08-31", "2023-07-03T13:30ET", "2023-07-20T16:00ET", "2024-08-06", "2024-08-07",
    "2026-07-22",
    "2026-07-23", "2026-10-09", "2026-11-27",
  ]) func valueSaysWhatThePanelsSay(moment: String) throws {
    let object = try #require(try json(["value", "--as-of", moment]) as? [String: Any])
    let s = try Bundled.snapshot(moment)
    for (key, reading) in [
      ("price_today", Valuation.quote(s)), ("market_value_today", Valuation.marketValue(s)), ("exchange_rate", s.exchangeRate),
    ] {
      let printed = try #require((object[key] as? [String: Any])?["value"] as? Double, "\(key)")
      #expect(isSame(printed, try #require(reading.value)), "\(key) at \(moment)")
    }
  }
}
