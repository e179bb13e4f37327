import Canvas
import Testing

/// Charts of how values are spread draw what they are told to, in the roles they are told to.
@Suite struct SpreadChartTests {
  private func written(_ value: Double) -> String { "\(Int(rounding: value))" }

  // MARK: fans

  private var fan: Fan {
    Fan(
      [
        .init(0, [50, 50, 50, 50, 50], name: Span("now", .muted)), .init(1, [20, 40, 50, 60, 90], name: Span("1", .muted)),
        .init(2, [0, 30, 50, 75, 100], name: Span("2", .heading, .bold)),
      ], levels: [(90, Span("◇ far", .claim)), (300, Span("◇ out", .claim))], scale: written)
  }

  @Test func aFanOpensFromTheLeftToTheRight() {
    expectDrawn(
      DrawnCells(22, 8) { rect, canvas in fan.draw(in: rect, on: &canvas) },
      """
      100 ┤          ░░░░░░░
      mmm·g··········lllllll
          │┄◇ far░░░░░░░░░░░
      ····gcc·ccclllllllllll
          │  ░░░░░▓▓▓▓▓▓▓▓▓▓
      ····g··lllllkkkkkkkkkk
       50 ┤━━━━━━━━━━━━━━━━━
      ·mm·ghhhhhhhhhhhhhhhhh
          │   ░░░░▓▓▓▓▓▓▓▓▓▓
      ····g···llllkkkkkkkkkk
          │       ░░░░░░░░░░
      ····g·······llllllllll
        0 ┤             ░░░░
      ··m·g·············llll
           now     1       2
      ·····mmm·····m·······h
      """)
    expectInside { rect, canvas in fan.draw(in: rect, on: &canvas) }
    // Nothing spreads out from one point, or from none.
    for points in [[], [fan.points[0]]] {
      expectInside { rect, canvas in Fan(points, scale: written).draw(in: rect, on: &canvas) }
    }
  }

  @Test func aFanReachesBelowNothing() {
    let fan = Fan(
      [.init(0, [0, 0, 0, 0, 0], name: Span("a", .muted)), .init(4, [-100, -50, 0, 50, 100], name: Span("b", .muted))],
      scale: written)
    expectDrawn(
      DrawnCells(18, 6) { rect, canvas in fan.draw(in: rect, on: &canvas) },
      """
       100 ┤         ░░░
      ·mmm·g·········lll
           │   ░░░▓▓▓▓▓▓
      ·····g···lllkkkkkk
         0 ┤━━━━━━━━━━━━
      ···m·ghhhhhhhhhhhh
           │   ░░░▓▓▓▓▓▓
      ·····g···lllkkkkkk
      -100 ┤         ░░░
      mmmm·g·········lll
            a          b
      ······m··········m
      """)
  }

  // MARK: histograms

  private var histogram: Histogram {
    var histogram = Histogram(from: 0, to: 200, scale: written) { columns in (0..<columns).map { Double(min($0, 8)) } }
    histogram.marks = [(100, "━", .heading), (105, "●", .reported), (150, "◇", .claim), (250, "◇", .claim)]
    histogram.legend = " ●"
    histogram.note = { "\(Int(rounding: $0)) in all" }
    return histogram
  }

  @Test func aHistogramHasItsMarksBelow() {
    expectDrawn(
      DrawnCells(24, 6) { rect, canvas in histogram.draw(in: rect, on: &canvas) },
      """
      xxxxxxxxxxxxxx156 in all
      xxxxxxxxxxxxxxmmm·mm·mmm
      xxxxxx▂▅████████████████
      xxxxxxkkkkkkhkkkkkkkkkkk
      xxx▁▄▇██████████████████
      xxxkkkkkkkkkhkkkkkkkkkkk
      ▁▃▆█████████████████████
      kkkkkkkkkkkkhkkkkkkkkkkk
      xxxxxxxxxxxx━xxxxx◇xxxxx
      xxxxxxxxxxxxhxxxxxcxxxxx
      0xxxxxxx━ 100 ●xxxxxx200
      mxxxxxxxm·mmm·mxxxxxxmmm
      """)
    expectInside { rect, canvas in histogram.draw(in: rect, on: &canvas) }
    var empty = histogram
    empty.counts = { [Double](repeating: 0, count: $0) }
    #expect(DrawnCells(24, 6) { rect, canvas in empty.draw(in: rect, on: &canvas) }.texts[2].allSatisfy { $0 == "x" })
  }

  // MARK: lists of bars

  private var list: BarList {
    BarList(
      [
        .init(Line("full", .heading), Bar(80, .chart), Line("80", .heading)),
        .init(Line("hollow"), Bar(50, .claim, hollow: true), Line("50")),
        .init(Line("at the mark"), Bar(40, .claim, hollow: true), Line("40")),
        .init(Line("none"), Bar(nil), Line("a loss", .muted)),
      ], level: 40, nameWidth: 9, wordsWidth: 4)
  }

  @Test func barsStandBetweenTheirNamesAndValues() {
    expectDrawn(
      DrawnCells(29, 4) { rect, canvas in list.draw(in: rect, on: &canvas) },
      """
      fullxxxxx████████████████x80x
      hhhhxxxxxkkkkkkkkkkkkkkkkxhhx
      hollowxxx░░░░░░░░░░x50xxxxxxx
      ttttttxxxccccccccccxttxxxxxxx
      at the …x░░░░░░░░┊x40xxxxxxxx
      tt·ttt·txccccccccmxttxxxxxxxx
      nonexxxxxa lossxx┊xxxxxxxxxxx
      ttttxxxxxm·mmmmxxmxxxxxxxxxxx
      """)
    // With room to spare there is a blank line between them.
    let high = DrawnCells(29, 7) { rect, canvas in list.draw(in: rect, on: &canvas) }
    #expect(high.texts[1].allSatisfy { $0 == "x" } && high.texts[2].hasPrefix("hollow"))
    expectInside { rect, canvas in list.draw(in: rect, on: &canvas) }
  }
}
