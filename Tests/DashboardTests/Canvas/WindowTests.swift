import Canvas
import Testing

/// Tabs, windows and what is typed into them, and the forms of plots and entries without a scale.
@Suite struct WindowTests {
  // MARK: tabs

  private let tabs = Tabs([.init("1", "One"), .init("2", "Two"), .init("3", "Three")], selected: 1)

  @Test func namesGiveWayToTheirSignsButForTheOpenOne() {
    #expect(tabs.line(in: 22).text == "1 One 2 Two 3 Three ")
    #expect(tabs.line(in: 23).text == " 1 One  2 Two  3 Three ")
    #expect(tabs.line(in: 20).text == "1 One 2 Two 3 Three ")
    #expect(tabs.line(in: 19).text == " 1  2 Two  3 ")
    #expect(Tabs(tabs.tabs, selected: nil).line(in: 5).text == " 1  2  3 ")
    let drawn = DrawnCells(23, 1) { rect, canvas in canvas.line(tabs.line(in: rect.width), 0, 0) }
    #expect((0..<23).map { drawn.canvas[$0, 0]?.emphasis == [.bold, .reverse] } == (0..<23).map { (7..<14).contains($0) })
    expectDrawn(
      drawn,
      """
       1 One  2 Two  3 Three
      ·m·mmm··n·nnn··m·mmmmm·
      """)
  }

  // MARK: windows

  @Test func aWindowCoversWhatIsBelowIt() {
    expectDrawn(
      DrawnCells(14, 5) { rect, canvas in
        let inside = Window("W", note: "n", width: 20, height: 3).draw(in: rect, on: &canvas)
        TextField("abcdefgh", .claim, prefix: "/").draw(in: inside, on: &canvas)
      },
      """
      xxxxxxxxxxxxxx
      xxxxxxxxxxxxxx
      xx╭ W ─ n ─╮xx
      xxa·n·a·m·aaxx
      xx│ /efgh▏ │xx
      xxa·ccccca·axx
      xx╰────────╯xx
      xxaaaaaaaaaaxx
      xxxxxxxxxxxxxx
      xxxxxxxxxxxxxx
      """)
    let window = Window("W", width: 6, height: 9, top: 1)
    #expect(window.frame(in: Rect(0, 0, 20, 8)) == Rect(7, 1, 6, 6))
    #expect(window.frame(in: Rect(0, 0, 20, 30)) == Rect(7, 1, 6, 9))
    expectInside { rect, canvas in _ = Window("W", width: 6, height: 3).draw(in: rect, on: &canvas) }
    expectInside { rect, canvas in TextField("long text", prefix: "/ ").draw(in: rect, on: &canvas) }
  }

  // MARK: lines

  @Test func linesStandBesideEachOtherAsFarAsThereIsRoom() {
    let lines = ["one", "two", "a long one", "4"].map { Line($0) }
    #expect(lines.wrapped(gap: 1, in: 7).map(\.text) == ["one two", "a long one", "4"])
    #expect(lines.wrapped(gap: 2, in: 7).map(\.text) == ["one", "two", "a long one", "4"])
    #expect([Line]().wrapped(gap: 1, in: 7).isEmpty)
  }

  // MARK: entries

  @Test func entriesMayStandApartAndHaveTheCursorElsewhere() {
    let entries = Entries(3, selected: -1, gap: 1) { i, _ in [List.Row(Line("entry \(i)")), List.Row(Line("  more", .muted))] }
    let drawn = DrawnCells(9, 6) { rect, canvas in entries.draw(in: rect, edge: Rect(0, 0, 0, 0), on: &canvas) }
    #expect(drawn.texts == ["entry 0xx", "  morexxx", "xxxxxxxxx", "entry 1xx", "  morexxx", "xxxxxxxxx"])
    #expect(drawn.roles[0] == "ttttt·txx" && drawn.roles[1] == "··mmmmxxx")
    var last = entries
    last.selected = 2
    let few = DrawnCells(9, 7) { rect, canvas in entries.draw(in: rect, edge: Rect(0, 0, 0, 0), on: &canvas) }
    #expect(few.texts.first == "entry 0xx" && few.texts.last == "entry 2xx")
    // The second line of an entry would pass for an entry, and is not drawn without the first.
    let end = DrawnCells(9, 4) { rect, canvas in last.draw(in: rect, edge: Rect(0, 0, 0, 0), on: &canvas) }
    #expect(end.texts == ["entry 2xx", "  morexxx", "xxxxxxxxx", "xxxxxxxxx"])
    #expect(end.roles[0] == "TTTTT·TXX")
    // An entry of which a part is in sight counts as hidden.
    let box = DrawnCells(14, 6) { rect, canvas in
      entries.draw(in: Box("E").draw(in: rect, on: &canvas), edge: rect, on: &canvas)
    }
    #expect(box.texts.last == "╰────── ↓ 2 ─╯" && box.texts[4] == "│xentry 1xxxx│")
  }

  // MARK: plots

  @Test func aPlotMayHaveItsNamesInTheLowerAxis() {
    var curve = LinePlot.Curve(values: [0, 1, 2, 3], .chart)
    (curve.label, curve.labelRole) = ("●3", .heading)
    var plot = LinePlot([curve], .init(0, 3, .at([3, 0])) { "\(Int(rounding: $0))" }, .init(0, 3))
    plot.positions.labels = [(1, "Feb"), (1.5, "Mar"), (2, "Apr")]
    plot.axes = .named
    expectDrawn(
      DrawnCells(16, 3) { rect, canvas in plot.draw(in: rect, on: &canvas) },
      """
      3x┤xxxx⢀⡠⠤⠒⠒⠉x●3
      mxgxxxxkkkkkkxhh
      0x┤⣀⠤⠔⠊⠁xxxxxxxx
      mxgkkkkkxxxxxxxx
      xx╰───Feb────xxx
      xxggggmmmggggxxx
      """)
    expectInside { rect, canvas in plot.draw(in: rect, on: &canvas) }
  }

  @Test func barsWithoutAScaleHaveTheirValuesOnTop() {
    let columns = [(2.0, "2"), (4.0, "4*")].map { BarChart.Column(bar: Bar($0), value: $1, label: "Q\($1.first ?? " ")") }
    let chart = BarChart(columns + [.init(bar: Bar(nil, mark: "?"), value: "", label: "Q3")], top: 4, pitch: 4)
    expectDrawn(
      DrawnCells(12, 5) { rect, canvas in chart.draw(in: rect, on: &canvas) },
      """
      xxxxx4*xxxxx
      xxxxxttxxxxx
      x2xx███xxxxx
      xtxxkkkxxxxx
      ▄▄▄x███xxxxx
      kkkxkkkxxxxx
      ███x███xx?xx
      kkkxkkkxxmxx
      xQ2xxQ4xxQ3x
      xmmxxmmxxmmx
      """)
    expectInside { rect, canvas in chart.draw(in: rect, on: &canvas) }
  }
}
