import App
import Format
import Model
import Panels
import Testing

/// What a search finds says of which period it is, whose number it is, and both ends of a range.
@Suite struct SearchTests {
  private func hits(_ query: String, _ moment: String = "2026-11-27", currency: Currency = .usd) throws -> [(
    PaletteEntry, DrawContext
  )] {
    var state = try Record.state(.overview, .en, at: moment)
    state.currency = currency
    let context = DrawContext(try Record.snapshot(moment), state)
    return Palette.found(query, context).map { ($0, context) }
  }

  @Test func reportedEstimatedAndClaimedEPS() throws {
    let found = try hits("eps")
    let lines = found.map { "\($0.0.kind.en.lowercased()) \($0.0.when) \($0.0.label.en) \($0.0.number($0.1))" }
    #expect(lines.contains { $0.hasPrefix("overview 26Q2 EPS, non-GAAP ● 0.33") }, "\(lines)")
    #expect(lines.contains { $0.hasPrefix("eps 26Q3 EPS, non-GAAP ◆ 0.34") }, "\(lines)")
    #expect(lines.contains { $0.contains("2023Q2 non-GAAP EPS range ◇ 0.93–0.97 USD/share") }, "\(lines)")
    // Nothing stands there as a number without saying whose it is and of when.
    for (hit, context) in found where hit.item?.reading?.figure != nil {
      #expect(!hit.when.isEmpty, "\(hit.label.en)")
      #expect(["●", "◇", "◆"].contains(String(hit.number(context).prefix(1))), "\(hit.label.en)")
    }
  }

  @Test func aClaimInWonStaysWhatWasSaid() throws {
    let range = try #require(try hits("EPS range", currency: .krw).first)
    #expect(range.0.number(range.1) == "◇ 0.93–0.97 USD/share")
  }

  @Test func eventsHaveTheirDay() throws {
    let found = try hits("production and deliveries")
    #expect(!found.isEmpty)
    for (hit, _) in found { #expect(Day(iso: hit.when) != nil, "\(hit.label.en): \(hit.when)") }
  }
}
