import Canvas
import Testing

/// Widgets draw what they are told to, in the roles they are told to.
@Suite struct WidgetTests {
  // MARK: lines

  @Test func linesKeepTheRolesOfTheirPieces() {
    let line = Line("ab", .claim) + Line(" cd", .muted)
    expectDrawn(
      DrawnCells(8, 3) { rect, canvas in
        canvas.line(line, 0, 0)
        canvas.lineRight(line, rect.maxX, 1)
        canvas.line(line, 0, 2, max: 4)
      },
      """
      ab cdxxx
      cc·mmxxx
      xxxab cd
      xxxcc·mm
      ab …xxxx
      cc·mxxxx
      """)
    #expect(line.width == 5 && line.right(in: 7).text == "  ab cd" && line.left(in: 7).text == "ab cd  ")
    #expect(line.right(in: 3) == line)
    #expect(["long words", "words", "w"].fitting(6) == "words" && ["long", "word"].fitting(2) == "word")
  }

  @Test func whatHasNoRoomBesideAnotherLineIsLeftOut() {
    let (label, value, details) = (Line("label"), Line("9", .claim), [Line(" · all of it"), Line(" · part")])
    func text(_ width: Int, leastPart: Int = .max) -> String {
      label.beside(value, details: details, leastPart: leastPart, in: width).text
    }
    #expect(text(20) == "label · all of it  9" && text(14) == "label · part 9" && text(12) == "label      9")
    #expect(text(12, leastPart: 4) == "label · p… 9" && text(4) == "l… 9" && text(0) == "9")
    #expect((Line("ab", .claim) + Line("cd", .muted)).cut(to: 3) == Line("ab", .claim) + Line("…", .muted))
    #expect([Line("a"), Line("bb"), Line("ccc")].joined(gap: 2, in: 7).text == "a  bb")
  }

  // MARK: scrolling

  @Test func theSelectedLineStandsInTheMiddleAsFarAsThereAreLines() {
    #expect(Scroll(10, selected: nil, room: 4).visible == 0..<4)
    #expect(Scroll(10, selected: 5, room: 4).visible == 3..<7)
    #expect(Scroll(10, selected: 9, room: 4).visible == 6..<10)
    #expect(Scroll(3, selected: 2, room: 8).visible == 0..<3)
    #expect(Scroll(10, from: 8, room: 4).visible == 6..<10 && Scroll(10, from: -3, room: 4).first == 0)
    #expect(Scroll(0, selected: nil, room: 4).visible.isEmpty && Scroll(4, selected: 1, room: 0).visible.isEmpty)
    #expect(Scroll(10, selected: 5, room: 4).marks == "↑ 3  ↓ 3")
    #expect(Scroll(4, selected: 3, room: 4).marks.isEmpty)
    #expect(Scroll(9, selected: 4, room: 3).sideMarks == "← 3  → 3" && Scroll(4, selected: 0, room: 3).sideMarks == "→ 1")
    for count in 0..<12 {
      for selected in 0..<max(1, count) {
        for room in 1..<14 {
          let scroll = Scroll(count, selected: selected, room: room)
          #expect(count == 0 || scroll.visible.contains(selected))
          #expect(scroll.above + scroll.visible.count + scroll.below == count)
        }
      }
    }
  }

  // MARK: boxes and texts

  @Test func theNoteOfABoxIsTheLongestThatHasRoom() {
    let box = Box("Title", notes: ["a long note", "note"])
    expectDrawn(
      DrawnCells(20, 3) { rect, canvas in
        let inside = box.draw(in: rect, on: &canvas)
        canvas.fill(inside, "i")
      },
      """
      ╭ Title ──── note ─╮
      b·nnnnn·bbbb·mmmm·bb
      │xiiiiiiiiiiiiiiiix│
      bxttttttttttttttttxb
      ╰──────────────────╯
      bbbbbbbbbbbbbbbbbbbb
      """)
    expectInside { rect, canvas in _ = box.draw(in: rect, on: &canvas) }
  }

  @Test func paragraphsAreBrokenAndStandAway() {
    let text = Paragraph([Line("one two three", .heading), Line("four five", .muted)], indents: [0, 2])
    expectDrawn(
      DrawnCells(8, 5) { rect, canvas in #expect(text.draw(in: rect, on: &canvas) == 4) },
      """
      one twox
      hhh·hhhx
      threexxx
      hhhhhxxx
      xxfourxx
      xxmmmmxx
      xxfivexx
      xxmmmmxx
      xxxxxxxx
      xxxxxxxx
      """)
    // One that does not fit in whole is left out.
    let whole = Paragraph(text.lines, isWhole: true)
    let (high, low) = (
      DrawnCells(8, 3) { rect, canvas in whole.draw(in: rect, on: &canvas) },
      DrawnCells(8, 1) { rect, canvas in whole.draw(in: rect, on: &canvas) }
    )
    #expect(high.texts == ["one twox", "threexxx", "xxxxxxxx"] && low.texts == ["xxxxxxxx"])
    // One that says where it is cut ends with `…`.
    var cut = text
    cut.isCutMarked = true
    let texts = [1, 2, 4].map { height in DrawnCells(10, height) { rect, canvas in cut.draw(in: rect, on: &canvas) }.texts }
    #expect(texts == [["one two …x"], ["one twoxxx", "three …xxx"], ["one twoxxx", "threexxxxx", "xxfourxxxx", "xxfivexxxx"]])
    expectInside { rect, canvas in text.draw(in: rect, on: &canvas) }
  }

  @Test func theEdgeOfABoxSaysThatATextGoesOn() {
    let text = Paragraph("one two three four five six")
    func edge(_ height: Int) -> String {
      DrawnCells(14, height) { rect, canvas in text.draw(in: rect, box: Box("P"), more: "… more", on: &canvas) }.texts.last ?? ""
    }
    #expect(edge(4) == "╰─── … more ─╯" && edge(5) == "╰────────────╯")
    expectInside { rect, canvas in text.draw(in: rect, box: Box("P"), more: "… more", on: &canvas) }
  }

  // MARK: lists

  @Test func aListScrollsWithItsCursorAndSaysWhatIsHidden() {
    let rows = (0..<6).map { List.Row(Line("row \($0)"), Line("\($0)", .claim)) }
    let list = List(rows, selected: 3)
    let drawn = DrawnCells(16, 5) { rect, canvas in
      list.draw(in: Box("L").draw(in: rect, on: &canvas), edge: rect, on: &canvas)
    }
    expectDrawn(
      drawn,
      """
      ╭ L ───────────╮
      b·n·bbbbbbbbbbbb
      │xrow 2xxxxxx2x│
      bxttt·txxxxxxcxb
      │xrow 3xxxxxx3x│
      bxTTT·TXXXXXXCxb
      │xrow 4xxxxxx4x│
      bxttt·txxxxxxcxb
      ╰─── ↑ 2  ↓ 1 ─╯
      bbbb·m·m··m·m·bb
      """)
    expectInside { rect, canvas in list.draw(in: rect, edge: rect, on: &canvas) }
  }

  @Test func aRowSaysInFewerWordsWhatHasNoRoom() {
    let row = List.Row([Line("a long name", .muted), Line("name", .muted)], [Line("1.5 +0.1"), Line("1.5")])
    func texts(_ width: Int) -> [String] {
      DrawnCells(width, 1) { rect, canvas in List([row]).draw(in: rect, edge: Rect(0, 0, 0, 0), on: &canvas) }.texts
    }
    #expect(texts(20) == ["a long namex1.5 +0.1"])
    #expect(texts(16) == ["namexxxx1.5 +0.1"])
    #expect(texts(7) == ["na…x1.5"])
    let empty = List([], empty: "nothing here")
    let drawn = DrawnCells(8, 2) { rect, canvas in empty.draw(in: rect, edge: rect, on: &canvas) }
    #expect(drawn.texts == ["nothingx", "herexxxx"])
  }

  @Test func pairsStandBesideEachOther() {
    let pairs = Pairs((1...3).map { List.Row(Line("n\($0)", .muted), Line("\($0)", .reported)) }, columns: 2)
    expectDrawn(
      DrawnCells(12, 3) { rect, canvas in #expect(pairs.draw(in: rect, on: &canvas) == Rect(0, 2, 12, 1)) },
      """
      n1xx1xxn2xx2
      mmxxrxxmmxxr
      n3xx3xxxxxxx
      mmxxrxxxxxxx
      xxxxxxxxxxxx
      xxxxxxxxxxxx
      """)
    expectInside { rect, canvas in pairs.draw(in: rect, on: &canvas) }
  }

  // MARK: tables

  private static let rows: [(name: String, amount: String, note: String)] = [
    ("alpha", "1.5", "first"), ("beta with a name", "12.25", "second"), ("gamma", "−3", ""),
  ]

  private func table(selected: Int? = nil) -> Table<(name: String, amount: String, note: String)> {
    Table(rows: Self.rows, selected: selected) {
      Column("name", .rest(least: 5)) { Line($0.name) }
      Column("amount", .content(least: 4, most: 8), .right) { Line($0.amount, $0.amount.hasPrefix("−") ? .down : .up) }
      Column("note", .exactly(6), gap: 2, priority: 1) { Line($0.note, .muted) }
    }
  }

  @Test func columnsAreAlignedUnderTheirHeadings() {
    expectDrawn(
      DrawnCells(24, 4) { rect, canvas in #expect(table(selected: 1).draw(in: rect, edge: rect, on: &canvas).isEmpty) },
      """
      namexxxxxxamountxxnotexx
      mmmmxxxxxxmmmmmmxxmmmmxx
      alphaxxxxxxxx1.5xxfirstx
      tttttxxxxxxxxuuuxxmmmmmx
      beta wit…xx12.25xxsecond
      TTTT·TTTTXXUUUUUXXMMMMMM
      gammaxxxxxxxxx−3xxxxxxxx
      tttttxxxxxxxxxddxxxxxxxx
      """)
  }

  @Test func aNarrowTableDropsWholeColumnsAndCutsNoNumber() {
    let texts = DrawnCells(14, 4) { rect, canvas in table().draw(in: rect, edge: rect, on: &canvas) }.texts
    #expect(texts == ["namexxxxamount", "alphaxxxxxx1.5", "beta w…xx12.25", "gammaxxxxxxx−3"])
    // The columns that never give way get their least; a number that has no room is gone and not another number.
    let least = DrawnCells(10, 4) { rect, canvas in table().draw(in: rect, edge: rect, on: &canvas) }.texts
    #expect(least[2].hasSuffix("…") && !least[2].contains("12"))
    expectInside { rect, canvas in table(selected: 2).draw(in: rect, edge: rect, on: &canvas) }
  }

  @Test func aHeadingReachesOverWhatHasNone() {
    var table = Table(rows: ["a", "b"], selected: 1) {
      Column("n", .exactly(2)) { Line($0) }
      Column(.exactly(3)) { Line($0) }
      Column("long head", .exactly(4), .right) { Line($0, .muted) }
      for i in 1...2 { Column("h\(i)", .exactly(2), .right) { Line($0) } }
    }
    table.isMarked = false
    expectDrawn(
      DrawnCells(18, 3) { rect, canvas in table.draw(in: rect, edge: rect, on: &canvas) },
      """
      nxlong headxh1xh2x
      mxmmmm·mmmmxmmxmmx
      axxaxxxxxxaxxaxxax
      txxtxxxxxxmxxtxxtx
      bxxbxxxxxxbxxbxxbx
      txxtxxxxxxmxxtxxtx
      """)
  }

  @Test func headingsPartTheRowsOfATable() {
    let items: [Table<String>.Item] = [
      .heading(Line("group", .title), rule: .grid), .row("a"), .blank, .heading(Line("other", .muted)), .row("b"),
    ]
    let table = Table(items, selected: 4, padding: 1) { Column(.rest(least: 1)) { Line($0) } }
    expectDrawn(
      DrawnCells(12, 5) { rect, canvas in table.draw(in: rect, edge: rect, on: &canvas) },
      """
      xgroupx────x
      xnnnnnxggggx
      xaxxxxxxxxxx
      xtxxxxxxxxxx
      xxxxxxxxxxxx
      xxxxxxxxxxxx
      xotherxxxxxx
      xmmmmmxxxxxx
      xbxxxxxxxxxx
      XTXXXXXXXXXX
      """)
  }

  @Test func whatIsTheSameAsAboveIsNotRepeatedAndWhatIsWideReachesOverBlankCells() {
    let rows = [("Mon", "+1", "10"), ("Mon", "", "no price"), ("Tue", "−2", "8")]
    let table = Table(rows: rows, padding: 1) {
      Column([Line("weekday", .muted), Line("day", .muted)], .exactly(3), isRepeated: { $0.0 == $1.0 }) { row, _ in
        Line(row.0, .muted)
      }
      Column("move", .exactly(4), .right) { Line($0.1) }
      Column("price", .exactly(5), .right) { Line($0.2, .reported) }
    }
    expectDrawn(
      DrawnCells(16, 4) { rect, canvas in table.selecting(row: 2).draw(in: rect, on: &canvas) },
      """
      xdayxmovexpricex
      xmmmxmmmmxmmmmmx
      xMonxxx+1xxxx10x
      xmmmxxxttxxxxrrx
      xxxxxxxno pricex
      xxxxxxxrr·rrrrrx
      xTuexxx−2xxxxx8x
      XMMMXXXTTXXXXXRX
      """)
    expectInside { rect, canvas in table.draw(in: rect, box: Box("T"), on: &canvas) }
  }

  @Test func aTableMaySayItselfWhatIsInSightAndThatThereIsMore() {
    var table = Table(rows: Array(1...5)) { Column(.rest(least: 1)) { Line("\($0)") } }
    table.more = "… more"
    func texts() -> [String] {
      DrawnCells(14, 4) { rect, canvas in table.draw(in: rect, box: Box("T"), on: &canvas) }.texts
    }
    #expect(texts()[1] == "│1xxxxxxxxxxx│" && texts()[3] == "╰─── … more ─╯")
    table.scroll = { Scroll(5, from: 3, room: $0) }
    #expect(texts()[1] == "│4xxxxxxxxxxx│" && texts()[3] == "╰────────────╯")
  }

  // MARK: charts

  private func chart(selected: Int?) -> BarChart {
    let columns = [4.0, 8, nil].enumerated().map { i, value in
      BarChart.Column(
        bar: Bar(value, mark: "?"), value: value.map { "\(Int(rounding: $0))" } ?? "", label: "Q\(i + 1)",
        group: i == 0 ? "2026" : "")
    }
    let cells = [Span("a"), Span("b*", .claim), Span("c", .muted)]
    var chart = BarChart(columns, strips: [.init("row", .text(cells))], top: 8, unit: "u", gutter: 6, pitch: 4) {
      "\(Int(rounding: $0))"
    }
    chart.selected = selected
    chart.hiddenBefore = 2
    return chart
  }

  @Test func barsStandOverTheirNamesAndRows() {
    expectDrawn(
      DrawnCells(18, 8) { rect, canvas in chart(selected: nil).draw(in: rect, on: &canvas) },
      """
      xxxxxxxxxxx8xxxxxx
      xxxxxxxxxxxtxxxxxx
      x8 uxx┈┈┈┈███┈┈┈┈┈
      xm·mxxggggkkkggggg
      xxxxxxx4xx███xxxxx
      xxxxxxxtxxkkkxxxxx
      xxxxxx███x███xxxxx
      xxxxxxkkkxkkkxxxxx
      xxxxxx███x███xx?xx
      xxxxxxkkkxkkkxxmxx
      xx‹ 2xxQ1xxQ2xxQ3x
      xxa·axxmmxxmmxxmmx
      xxxxxx2026xxxxxxxx
      xxxxxxmmmmxxxxxxxx
      rowxxxxaxxxb*xxcxx
      mmmxxxxtxxxccxxmxx
      """)
    let selected = DrawnCells(18, 8) { rect, canvas in chart(selected: 1).draw(in: rect, on: &canvas) }
    #expect(selected.roles[4] == "xxxxxxkkkxaaaxxmxx")
    #expect(selected.roles[7] == "mmmxxxxtxxXCCXxmxx")
    expectInside { rect, canvas in chart(selected: 1).draw(in: rect, on: &canvas) }
  }
}
