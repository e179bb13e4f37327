import Analysis
import App
import Canvas
import Model
import Panels
import Testing

/// A kind of fact that only this test knows.
private struct Sighting: Known {
  var knownAt: Instant
  var count: Double
  var identity: Never? { nil }

  func news(of part: Int) -> News? {
    let citation = Citation(sources: ["10k-anchor"], knownAt: knownAt, confidence: .single)
    return News(
      Phrase("sightings", "목격"), Phrase("robotaxis seen", "로보택시 목격"), nil,
      Figure(count, .vehicles, .day(knownAt.newYorkDay), .operational, .reported(citation)))
  }
}

/// The rows of the Timeline follow from the facts, of whatever kind they are.
@Suite struct TimelineMomentsTests {
  /// Stepping through time never leads to a moment of which the Timeline has nothing to say; the close before results is one of the
  /// prices around them, and shown as a price.
  @Test(arguments: [Record.book, Bundled.book]) func everyMomentHasARow(book: Book) {
    let timeline = Timeline(book)
    let closes = Set(timeline.results.map(\.closeBefore.close))
    for moment in timeline.moments where !closes.contains(moment) {
      let log = Analysis(Snapshot(of: book, asOf: moment)).timeline
      #expect(log.refs.contains { $0.instant == moment }, "\(moment.iso)")
    }
  }

  @Test func aNewKindOfFactHasItsMomentAndItsRow() throws {
    let (first, second) = (try Instant(parsing: "2023-05-03T12:00ET"), try Instant(parsing: "2023-05-04T12:00ET"))
    let book = Record.book.with(user: [
      Sighting(knownAt: first, count: 3), Sighting(knownAt: second, count: 5), Sighting(knownAt: second, count: 8),
    ])
    #expect(Timeline(book).moments.filter { $0 == first || $0 == second } == [first, second])
    var state = try Record.state(.timeline, .en)
    func rows(_ moment: Instant) -> [Substring] {
      state.moment = .at(moment)
      return Dashboard(book: book, state: state, now: Record.now).frame(Size(200, 50)).plainText().split(separator: "\n")
    }
    #expect(rows(first + -60).allSatisfy { !$0.contains("robotaxis") })
    #expect(rows(first).contains { $0.contains("3 May 12:00") && $0.contains("robotaxis seen") && $0.contains("3 cars") })
    #expect(rows(second).contains { $0.contains("4 May 12:00") && $0.contains("2 sightings") })
    // What is on top is what the step revealed.
    state.moment = .at(first)
    var app = Dashboard(book: book, state: state, now: Record.now)
    _ = app.perform("time.forward", now: Record.now)
    #expect(app.snapshot.asOf == second)
  }
}
