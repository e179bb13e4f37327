import Analysis
import App
import Canvas
import Model
import Panels
import Testing

/// No panel can show what was not known: a frame as of a moment equals the frame drawn from a book that ends at that moment.
@Suite struct LookAheadTests {
  static let size = Size(120, 40)

  /// All panels share what a moment comes to; the moments are dealt out to cases, so that they run side by side.
  @Test(arguments: 0..<8) func framesDependOnNothingThatCameLater(of part: Int) {
    let moments = Record.timeline.moments.filter { $0 <= Record.now }
    for place in stride(from: part, to: moments.count, by: 8) {
      let moment = moments[place]
      let since = Timeline.previous(Record.timeline.moments, before: moment)
      let whole = Analysis(Snapshot(of: Record.book, asOf: moment, since: since))
      let cut = Analysis(Snapshot(of: Record.book.known(at: moment), asOf: moment, since: since))
      for panel in PanelID.all {
        for view in 0..<max(1, panel.panel.views.count) * 2 {
          let (view, language) = (view / 2, Language.allCases[view % 2])
          var state = Record.state(language)
          state.panel = panel
          state.moment = .at(moment)
          state.views[panel] = view
          // Every moment with another item under the cursor, so that all of them get their turn.
          state.cursors[panel] = Int(moment.seconds / 60 % 40)
          for overlay in [nil, Overlay.detail] {
            state.overlay = overlay
            #expect(
              frame(whole, state, Self.size) == frame(cut, state, Self.size),
              "\(overlay == nil ? "" : "detail on ")\(panel.rawValue) view \(view) \(language.rawValue) at \(moment.iso)")
          }
        }
      }
    }
  }

  @Test func theMomentsCoverWhatTheFactsReveal() throws {
    let moments = Set(Record.timeline.moments)
    for text in [
      "2023-07-19T16:00ET", "2023-07-19T16:05ET", "2023-07-19T17:30ET", "2023-07-20T09:30ET", "2023-07-20T16:00ET",
      "2023-07-02", "2023-07-07", "2023-07-26T16:00ET", "2022-08-25T09:30ET",
    ] {
      #expect(moments.contains(try Instant(parsing: text)), "\(text)")
    }
  }

  @Test func theDayBeforeAReleaseKnowsNothingOfIt() throws {
    let before = try Record.snapshot("2023-07-19T16:04ET")
    #expect(before.reading(.epsNonGAAP, .quarter(year: 2023, 2)).absence == .notKnownYet)
    #expect(before.reading(.deliveries, .quarter(year: 2023, 2)).value == 466_140)
    #expect(before.reading(.storage, .quarter(year: 2023, 2)).absence == .notKnownYet)
    let after = try Record.snapshot("2023-07-19T16:05ET")
    #expect(after.reading(.epsNonGAAP, .quarter(year: 2023, 2)).value == 0.91)
    // From 2024Q1 on storage comes with the deliveries.
    #expect(try Record.snapshot("2024-04-02").reading(.storage, .quarter(year: 2024, 1)).value == 4.053)
    #expect(try Record.snapshot("2024-04-02T12:00ET").reading(.storage, .quarter(year: 2024, 1)).absence == .notKnownYet)
  }

  @Test func aDayOpensAtHalfPastNineAndClosesWhenTheSessionDoes() throws {
    let open = try Record.snapshot("2023-07-20T09:30ET").prices
    #expect(open.last?.day == Day(civil: 2023, 7, 20))
    #expect(open.last?.open == 279.56)
    #expect(open.last?.close == nil)
    #expect(open.last?.volume == nil)
    #expect(try Record.snapshot("2023-07-20T09:29ET").prices.last?.day == Day(civil: 2023, 7, 19))
    #expect(try Record.snapshot("2023-07-20T16:00ET").prices.last?.close == 262.90)
    // 3 July 2023 closed early.
    #expect(try Record.snapshot("2023-07-03T12:59ET").prices.last?.close == nil)
    #expect(try Record.snapshot("2023-07-03T13:00ET").prices.last?.close == 279.82)
  }

  @Test func beforeASplitPricesAreOnTheBasisOfTheirDay() throws {
    // Closed at 2,213.40 on 28 August 2020, the last day before 5:1; the facts give it adjusted by 15 and rounded.
    let before = try #require(try Record.snapshot("2020-08-28").prices.last?.close)
    #expect(abs(before - 2213.40) < 0.2)
    let after = try #require(try Record.snapshot("2020-08-31").prices.bar(on: Day(civil: 2020, 8, 28))?.close)
    #expect(abs(after - 442.68) < 0.05)
    #expect(try Record.snapshot("2020-07-22").reading(.epsNonGAAP, .quarter(year: 2020, 2)).value == 2.18)
    let later = try #require(try Record.snapshot("2026-01-01").reading(.epsNonGAAP, .quarter(year: 2020, 2)).value)
    #expect(abs(later - 2.18 / 15) < 1e-12)
  }

  @Test func restatedFiguresKeepBothVersions() throws {
    let quarter = Period.quarter(year: 2024, 4)
    #expect(try Record.snapshot("2025-12-31").reading(.netIncome, quarter).value == 2317)
    #expect(try Record.snapshot("2026-01-28").reading(.netIncome, quarter).value == 2128)
  }
}
