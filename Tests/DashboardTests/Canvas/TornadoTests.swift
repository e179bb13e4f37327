import Canvas
import Testing

@Suite struct TornadoTests {
  private func text(_ tornado: Tornado, _ low: Double, _ high: Double) -> String {
    String(tornado.glyphs((low, high)).map { Character($0 ?? "·") })
  }

  @Test func barsGoFromTheMiddleToBothEndsOnOneScale() {
    let tornado = Tornado([(0, 10), (8, 4)], middle: 5, width: 11)
    #expect(text(tornado, 0, 10) == "░░░░░│█████")
    // What falls as the assumption rises.
    #expect(text(tornado, 8, 4) == "····█│░░░··")
    #expect(text(tornado, 5, 5) == "·····│·····")
    // Both on one side: the high end is drawn over the low one.
    #expect(text(tornado, 9, 7) == "·····│██░░·")
  }

  @Test func whatDoesNotMoveIsTheMiddleAlone() {
    #expect(text(Tornado([(5, 5)], middle: 5, width: 3), 5, 5) == "│··")
    #expect(text(Tornado([], middle: 5, width: 0), 5, 5) == "│")
  }
}
