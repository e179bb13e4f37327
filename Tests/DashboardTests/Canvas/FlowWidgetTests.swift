import Canvas
import Testing

/// Boxes and rows joined by lines.
@Suite struct FlowWidgetTests {
  private static let thick = WireStyle(.accent, .bold, rank: 2)
  private static let loop = WireStyle(.chart, rank: 1)
  /// Straight down, to the next column, past a column and back.
  private let links = [Link(0, 1), Link(0, 3, thick), Link(1, 4), Link(4, 0, loop)]

  // MARK: columns

  @Test func columnsComeOutEvenAndKeysLeadAcrossThem() {
    let grid = FlowGrid(13, rows: 5)
    #expect(grid.columns == [0..<5, 5..<9, 9..<13] && FlowGrid.leastHeight(5) == 19)
    #expect(grid.neighbour(of: 2, by: 1) == 7 && grid.neighbour(of: 7, by: -1) == 2)
    // The last row where the other column is shorter; the place itself at the edges.
    #expect(grid.neighbour(of: 4, by: 1) == 8 && grid.neighbour(of: 0, by: -1) == 0 && grid.neighbour(of: 12, by: 1) == 12)
    #expect(FlowGrid(0, rows: 5).columns.isEmpty && FlowGrid(0, rows: 5).neighbour(of: 0, by: 1) == 0)
  }

  // MARK: flow charts

  private func chart(in area: Rect) -> FlowChart? {
    FlowLayout(FlowGrid(5, rows: 3), links, in: area).map { layout in
      var nodes = (0..<5).map {
        FlowChart.Node("box \($0)", rows: [List.Row(Line("\($0)", .reported))], text: Line("some words", .muted))
      }
      (nodes[0].role, nodes[0].titleRole) = (.accent, .title)
      nodes[0].notes = [Line("too long a note", .new), Line("new", .new)]
      nodes[3].marks = (Span("+", .up), Span("-", .down))
      nodes[4].foot = Line(" back ", .claim)
      return FlowChart(layout, nodes, links, selected: 0, corner: [Line("what marks mean", .muted)])
    }
  }

  @Test func boxesAreJoinedByLines() {
    expectDrawn(
      DrawnCells(48, 16) { rect, canvas in chart(in: rect)?.draw(on: &canvas) },
      """
      x╭ box 0 ── new ╮◂─┬───┬─▸╭ box 3 ───────╮xxxxxx
      xA·NNX·N·AA·EEE·Akkaaaaaaab·hhx·h·bbbbbbbbxxxxxx
      x│x0xxxxxxxxxxxx├──╯xxx│xx│+3xxxxxxxxxxx-│xxxxxx
      xaxrxxxxxxxxxxxxaaaaxxxkxxburxxxxxxxxxxxdbxxxxxx
      x│xsome wordsxxx│xxxxxx│xx│xsome wordsxxx│xxxxxx
      xaxmmmm·mmmmmxxxaxxxxxxkxxbxmmmm·mmmmmxxxbxxxxxx
      x╰───────┬──────╯xxxxxx│xx╰──────────────╯xxxxxx
      xaaaaaaaamaaaaaaaxxxxxxkxxbbbbbbbbbbbbbbbbxxxxxx
      xxxxxxxxx▾xxxxxxxxxxxxx│xxxxxxxxxxxxxxxxxxxxxxxx
      xxxxxxxxxmxxxxxxxxxxxxxkxxxxxxxxxxxxxxxxxxxxxxxx
      x╭ box 1 ───────╮xxxx╭─│─▸╭ box 4 ───────╮xxxxxx
      xb·hhx·h·bbbbbbbbxxxxmmkmmb·hhx·h·bbbbbbbbxxxxxx
      x│x1xxxxxxxxxxxx├────╯x│xx│x4xxxxxxxxxxxx├──╮xxx
      xbxrxxxxxxxxxxxxmmmmmmxkxxbxrxxxxxxxxxxxxkkkkxxx
      x│xsome wordsxxx│xxxxxx│xx│xsome wordsxxx│xx│xxx
      xbxmmmm·mmmmmxxxbxxxxxxkxxbxmmmm·mmmmmxxxbxxkxxx
      x╰──────────────╯xxxxxx│xx╰ back ────────╯xx│xxx
      xbbbbbbbbbbbbbbbbxxxxxxkxxb·cccc·bbbbbbbbbxxkxxx
      xxxxxxxxxxxxxxxxxxxxxxx╰────────────────────╯xxx
      xxxxxxxxxxxxxxxxxxxxxxxkkkkkkkkkkkkkkkkkkkkkkxxx
      x╭ box 2 ───────╮xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
      xb·hhx·h·bbbbbbbbxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
      x│x2xxxxxxxxxxxx│xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
      xbxrxxxxxxxxxxxxbxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
      x│xsome wordsxxx│xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
      xbxmmmm·mmmmmxxxbxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
      x╰──────────────╯xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
      xbbbbbbbbbbbbbbbbxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
      xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
      xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
      xxxxxxxxxxxxxxxxxxxxxxxxxxwhat marks meanxxxxxxx
      xxxxxxxxxxxxxxxxxxxxxxxxxxmmmm·mmmmm·mmmmxxxxxxx
      """)
  }

  @Test func aChartThatHasNoRoomIsNotLaidOut() {
    #expect(chart(in: Rect(0, 0, 48, 11)) != nil)
    #expect(chart(in: Rect(0, 0, 47, 11)) == nil && chart(in: Rect(0, 0, 48, 10)) == nil)
    #expect(FlowLayout(FlowGrid(0, rows: 3), [], in: Rect(0, 0, 80, 20)) == nil)
    for width in 0..<60 {
      for height in [0, 1, 2, 11, 12, 17] {
        let drawn = DrawnCells(62, 20) { _, canvas in chart(in: Rect(1, 1, width, height))?.draw(on: &canvas) }
        for (y, row) in drawn.texts.enumerated() {
          let isOutside = y < 1 || y > height
          #expect(
            isOutside ? row.allSatisfy { $0 == "x" } : row.hasPrefix("x") && row.dropFirst(1 + width).allSatisfy { $0 == "x" })
        }
      }
    }
  }

  // MARK: lists with lines

  private func list(selected: Int) -> RailList {
    let rows = (0..<5).map { List.Row([Line("row \($0)")], [Line("\($0 * 1000)", .reported), Line()]) }
    return RailList(
      rows, links, below: [List.Row(Line(" below", .title)), List.Row(Line(" one"), Line("1", .claim))], selected: selected,
      selectedStyle: Self.thick)
  }

  @Test func rowsAreJoinedByLinesInTheGutter() {
    expectDrawn(
      DrawnCells(22, 8) { rect, canvas in list(selected: 0).draw(in: rect, on: &canvas) },
      """
      x╭───┬▸┬row 0xxxxxxx0x
      xkkkkakaTTT·TXXXXXXXRX
      x│x╭─│─┴row 1xxxx1000x
      xkxmmammttt·txxxxrrrrx
      x│x│x│x─row 2xxxx2000x
      xkxmxaxmttt·txxxxrrrrx
      x│x│x╰▸─row 3xxxx3000x
      xkxmxaaattt·txxxxrrrrx
      x╰─┴──▸─row 4xxxx4000x
      xkkkkkmkttt·txxxxrrrrx
      xxxxxxxxxxxxxxxxxxxxxx
      xxxxxxxxxxxxxxxxxxxxxx
       belowxxxxxxxxxxxxxxxx
      ·nnnnnxxxxxxxxxxxxxxxx
       onexxxxxxxxxxxxxxxx1x
      ·tttxxxxxxxxxxxxxxxxcx
      """)
    // With the cursor below the list scrolls; a number without room is not shown in part.
    expectDrawn(
      DrawnCells(13, 4) { rect, canvas in list(selected: 7).draw(in: rect, on: &canvas) },
      """
      x╰─┴──▸─row…x
      xkkkkkmkttttx
      xxxxxxxxxxxxx
      xxxxxxxxxxxxx
       belowxxxxxxx
      ·nnnnnxxxxxxx
       onexxxxxxx1x
      ·TTTXXXXXXXCX
      """)
    expectInside { rect, canvas in list(selected: 4).draw(in: rect, on: &canvas) }
  }
}
