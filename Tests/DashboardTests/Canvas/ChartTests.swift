import Canvas
import Testing

/// Charts draw what they are told to, in the roles they are told to.
@Suite struct ChartTests {
  // MARK: bars from left to right

  private typealias Row = (name: String, bars: [HorizontalBars.Bar])

  /// A table of bars between their names and their ends.
  private func bars(_ scale: HorizontalBars, _ rows: [Row], selected: Int? = nil) -> Table<Row> {
    var table = Table(rows: rows, selected: selected) {
      Column("", .exactly(3)) { Line($0.name) }
      Column(Line(), .rest(least: 4), gap: 1) { row, width in scale.line(row.bars, width: width) }
      Column("", .exactly(3), .right) { Line("\(Int(rounding: $0.bars.last?.to ?? 0))", .muted) }
    }
    table.hasHeadings = false
    return table
  }

  @Test func stepsLeadFromOneEndToTheOther() {
    let scale = HorizontalBars(from: 0, to: 10)
    let rows: [Row] = [
      ("a", [.init(0, 10, "▆", .chart)]), ("b", [.init(10, 6, "▓", .down)]), ("c", [.init(6, 8, "█", .up)]),
      // What lies beyond the scale is at its end.
      ("d", [.init(-5, 20, "▆", .chart), .init(at: 8, "│", .heading)]),
    ]
    expectDrawn(
      DrawnCells(19, 4) { rect, canvas in
        bars(scale, rows, selected: 1).draw(in: rect, edge: Rect(0, 0, 0, 0), on: &canvas)
      },
      """
      axxx▆▆▆▆▆▆▆▆▆▆▆xx10
      txxxkkkkkkkkkkkxxmm
      bxxx      ▓▓▓▓▓xxx6
      TXXX······DDDDDXXXM
      cxxx      ███  xxx8
      txxx······uuu··xxxm
      dxxx▆▆▆▆▆▆▆▆│▆▆xxx8
      txxxkkkkkkkkhkkxxxm
      """)
    expectInside { rect, canvas in bars(scale, rows).draw(in: rect, edge: rect, on: &canvas) }
  }

  @Test func rangesShowTheirEndsAndPointsLieAmongThem() {
    let values = [2.0, 4, 3, 7]
    let scale = HorizontalBars(showing: values)
    #expect(scale.line([.range(4, 2, "◇", .claim), .init(at: 7, "●", .reported)], width: 11).text == "├─◇─┤     ●")
    #expect(scale.line([.range(2, 2, "◇", .claim)], width: 11).text == "◇          ")
    // A value alone has no ends of a scale.
    #expect(HorizontalBars(showing: [5]).line([.init(at: 5, "●", .reported)], width: 5).text == "  ●  ")
    #expect(scale.line([.init(2, 7, "█", .chart)], width: 0).isEmpty)
    #expect(scale.line([.init(2, 7, "█", .chart)], width: 1).text == "█")
  }

  // MARK: heat maps

  /// Ten times the column and the row itself, so that one reads off a number where it is from.
  private func map(isActive: Bool = true, cursor: HeatMap.Cell = .init(x: 1, y: 0)) -> HeatMap {
    func axis(_ name: String) -> HeatAxis {
      HeatAxis(-3...3, interest: [[-3, 3], [0, 1], [0]]) { ("\(name)\($0)", "\($0 * 100)") }
    }
    return HeatMap(
      "y, x", x: axis("x"), y: axis("y"), cursor: cursor, isActive: isActive, level: 5,
      marks: [(.init(x: 0, y: 1), "●"), (.init(x: 0, y: 1), "◆")], text: { "\(Int(rounding: $0))" }
    ) { columns, rows in ContiguousArray(rows.reversed().flatMap { y in columns.map { x in Double(10 * x + y) } }) }
  }

  @Test func cellsHaveTheColoursOfTheirValues() {
    var scale: HeatScale?
    expectDrawn(
      DrawnCells(38, 6) { rect, canvas in scale = map().draw(in: rect, on: &canvas) },
      """
      y, xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
      mm·xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
      xxxxxxxxxxxxxxxxx-2xxxx-1xxxxx0xxxxx1x
      xxxxxxxxxxxxxxxxxmmxxxxmmxxxxxmxxxxxhx
      xxxxxxxxxxxxxxxxxxxxx-100xxxxxxxxx100x
      xxxxxxxxxxxxxxxxxxxxxmmmmxxxxxxxxxhhhx
      xxxxy1xxxx100x  -19    -9 ●   1│   11
      xxxxmmxxxxmmmx··000····22·3···33···55·
      xxxxy0xxxxxx0x  -20   -10     0│▸  10◂
      xxxxhhxxxxxxhx··000···111·····33H··HHH
      xxxy-1xxx-100x  -21   -11    -1│    9
      xxxmmmxxxmmmmx··000···111····333····5·
      """)
    expectDrawn(
      DrawnCells(38, 1) { rect, canvas in scale?.draw(in: rect, on: &canvas) { "\(Int(rounding: $0))" } },
      """
      -19 -13  -7  -1  5   11  17  23  29 xx
      000·111··22··33··4···55··66··77··88·xx
      """)
    // Where the keys move something else, the cell keeps its colour.
    let other = DrawnCells(38, 6) { rect, canvas in _ = map(isActive: false).draw(in: rect, on: &canvas) }
    #expect(other.texts[4].hasSuffix("0│   10") && other.roles[4].hasSuffix("33···55·"))
    #expect(other.canvas[34, 4]?.emphasis == [.reverse, .bold])
    expectInside { rect, canvas in _ = map().draw(in: rect, on: &canvas) }
  }

  @Test func theLineRunsBelowAndBesideTheCellsAboveIt() {
    var map = map(isActive: false)
    map.level = 0
    let drawn = DrawnCells(38, 6) { rect, canvas in _ = map.draw(in: rect, on: &canvas) }
    // Only between y0 and y-1 at x0 does it turn: below the cell and at the right of the one under it.
    #expect(drawn.texts[3...].map { $0.contains("│") } == [true, true, true])
    let underlined = (0..<6).map { y in (0..<38).filter { drawn.canvas[$0, y]?.emphasis.contains(.underline) == true } }
    #expect(underlined == [[], [], [], [], Array(26..<32), []])
    // With fewer rows than those of interest the next best are in sight.
    map.cursor = .init(x: 0, y: 3)
    let moved = DrawnCells(38, 5) { rect, canvas in _ = map.draw(in: rect, on: &canvas) }
    #expect(moved.texts[3].contains("y3") && moved.texts[4].contains("y2"))
  }

  // MARK: bars in groups

  private func groups(selected: Int? = 2) -> GroupedBars {
    GroupedBars(6, selected: selected, gutter: 6, scale: { "\(Int(rounding: $0 * 100))" }) { i in
      var group = GroupedBars.Group(
        [Bar([1, -0.5, 0.75, nil, 1, 1][i], mark: "?"), Bar(0.5, .chartAlternate)], label: "Q\(i % 4 + 1)",
        common: i < 4 ? "2026" : "2027")
      if i == 2 { group.value = Span("v", .reported) }
      if i == 0 { group.signs = [.init(0.5, to: 1, "◇", .claim), .init(0.75, "●", .reported), .init(0.1, "◆", .estimate)] }
      if i == 3 { group.over = Bar(0.5, .estimate, mark: "◆") }
      return group
    }
  }

  @Test func barsStandAboveAndBelowZero() {
    expectDrawn(
      DrawnCells(26, 9) { rect, canvas in groups().draw(in: rect, on: &canvas) },
      """
       100 ┤█ │   v     █  █
      ·mmm·gk·c···r·····k··k····
            █ ◇   █     █  █
      ······k·c···k·····k··k····
            ██│ █ ██ ◆█ ██ ██
      ······klc·l·kl·sl·kl·kl···
            ██◆ █ ██ ░█ ██ ██
      ······kls·l·kl·sl·kl·kl···
         0 ┼────────────────────
      ···m·ggggggggggggggggggggg
               █
      ·········k················
       -50 ┤   █
      ·mmm·g···k················
            Q1 Q2 Q3 Q4 Q1 Q2
      ······mm·mm·MM·mm·mm·mm···
            2026        2027
      ······mmmm········mmmm····
      """)
  }

  @Test func groupsThatHaveNoRoomAreBeyondTheEdges() {
    expectDrawn(
      DrawnCells(18, 8) { rect, canvas in groups(selected: 3).draw(in: rect, on: &canvas) },
      """
       100 ┤        ██
      ·mmm·g········kk··
            ▆▆      ██
      ······kk······kk··
            ██▄ ◆░▄ ██▄
      ······kkl·ssl·kkl·
            ███ ░░█ ███
      ······kkl·ssl·kkl·
            ███ ░░█ ███
      ······kkl·ssl·kkl·
         0 ┼────────────
      ···m·ggggggggggggg
           ◂Q3  Q4  Q1 ▸
      ·····mmm··MM··mm·m
            2026    2027
      ······mmmm····mmmm
      """)
    expectInside { rect, canvas in groups().draw(in: rect, on: &canvas) }
    expectInside { rect, canvas in
      GroupedBars(0, selected: nil, gutter: 2, scale: { "\($0)" }) { _ in .init([], label: "", common: "") }.draw(
        in: rect, on: &canvas)
    }
  }
}
