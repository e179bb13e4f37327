import Canvas
import Testing

/// Months, bars in rows, legends, entries, sections, and the tables with bars and a foot.
@Suite struct RowWidgetTests {
  // MARK: months

  private func month(present: Int? = nil, selected: Int? = nil) -> MonthGrid {
    var days = (0..<30).map { MonthGrid.Day($0 % 7 > 3 && $0 % 7 < 6 ? .muted : .text) }
    days[1].marks = [Span("*", .accent)]
    days[8].marks = [Span("a", .claim), Span("b", .heading)]
    days[9].marks = [Span("a", .claim), Span("b", .heading), Span("c", .warning)]
    var grid = MonthGrid(
      "Sep 2026", note: "21 open", weekdays: ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"], firstColumn: 1, days: days)
    (grid.present, grid.selected) = (present, selected)
    return grid
  }

  @Test func theDaysOfAMonthStandInWeeksWithTheirMarks() {
    expectDrawn(
      DrawnCells(36, 5) { rect, canvas in month(present: 7, selected: 8).draw(in: rect, on: &canvas) },
      """
      Sep 2026xxxxxxxxxxxxxxxxxxxx21 openx
      hhh·hhhhxxxxxxxxxxxxxxxxxxxxmm·mmmmx
      xMoxxxTuxxxWexxxThxxxFrxxxSaxxxSuxxx
      xmmxxxmmxxxmmxxxmmxxxmmxxxmmxxxmmxxx
      xxxxxxx1xxxx2*xxx3xxxx4xxxx5xxxx6xxx
      xxxxxxxtxxxxtaxxxtxxxxtxxxxmxxxxmxxx
      xx7xx▸x8xxxx9abx10a+x11xxx12xxx13xxx
      xxtxxextxxxXTCHxttctxttxxxmmxxxmmxxx
      x14xxx15xxx16xxx17xxx18xxx19xxx20xxx
      xttxxxttxxxttxxxttxxxttxxxmmxxxmmxxx
      """)
    // With less room a day has one mark, or the sign for more; nothing is drawn below or beside.
    expectDrawn(
      DrawnCells(29, 5) { rect, canvas in month().draw(in: rect, on: &canvas) },
      """
      Sep 2026xxxxxxxxxxxxx21 openx
      hhh·hhhhxxxxxxxxxxxxxmm·mmmmx
      xMoxxTuxxWexxThxxFrxxSaxxSuxx
      xmmxxmmxxmmxxmmxxmmxxmmxxmmxx
      xxxxxx1xxx2*xx3xxx4xxx5xxx6xx
      xxxxxxtxxxtaxxtxxxtxxxmxxxmxx
      xx7xxx8xxx9+x10+x11xx12xx13xx
      xxtxxxtxxxttxtttxttxxmmxxmmxx
      x14xx15xx16xx17xx18xx19xx20xx
      xttxxttxxttxxttxxttxxmmxxmmxx
      """)
    expectInside { rect, canvas in month(present: 0, selected: 29).draw(in: rect, on: &canvas) }
  }

  // MARK: bars

  private func bar(_ bar: LevelBar, _ width: Int) -> DrawnCells {
    DrawnCells(width, 1) { rect, canvas in canvas.line(bar.line(rect.width), 0, 0) }
  }

  @Test func aBarEndsInEighthsAndIsFollowedByItsRest() {
    var level = LevelBar(0.45, .chart)
    expectDrawn(
      bar(level, 10),
      """
      ████▌
      kkkkk·····
      """)
    // The rest stands in front of a mark behind the bar.
    level.rest = (0.25, Cell("░", .down))
    level.mark = (0.9, Cell("┊", .grid), isInFront: false)
    expectDrawn(
      bar(level, 10),
      """
      ████▌░░░ ┊
      kkkkkddd·g
      """)
    level.mark = (0.3, Cell("┃", .heading, .bold), isInFront: true)
    level.ground = Cell("·", .grid)
    expectDrawn(
      bar(level, 10),
      """
      ███┃▌░░░··
      kkkhkdddgg
      """)
    #expect(LevelBar(1, widest: 3).line(10).text == "███")
  }

  @Test func aBarStaysInItsWidthWhateverItsNumbersAre() {
    var level = LevelBar(0)
    for share in [-1, 0, 0.5, 1, 7, .infinity, -.infinity, .nan] {
      level.level = share
      level.rest = (share, Cell("░", .down))
      level.mark = (share, Cell("┃", .heading), isInFront: true)
      for width in [0, 1, 2, 9] { #expect(level.line(width).width == width, "\(share) in \(width)") }
    }
    #expect(LevelBar(.nan).line(4).text == "    ")
  }

  // MARK: tables with bars, marks and a foot

  private typealias Row = (name: String, share: Double)

  private func table(selected: Int?) -> Table<Row> {
    var table = Table<Row>(rows: [("a", 1.0), ("b", 0.5), ("c", 0.25)], selected: selected) {
      Column(.exactly(2)) { Line($0.name) }
      Column.bar(.rest(least: 0, wanted: 4), ruler: { Line("^\($0)", .muted) }) { LevelBar($0.share) }
      Column("share", .exactly(5), .right) { Line("\(Int(rounding: $0.share * 100))", .claim) }.marked {
        Span($0.name == "b" ? "*" : "", .warning)
      }
      Column(.exactly(1)) { Line($0.name) }
    }
    table.foot = (Line("all of them", .muted), ("", 1.75))
    return table
  }

  @Test func aBarKeepsItsColoursInARowThatIsSelected() {
    expectDrawn(
      DrawnCells(15, 6) { rect, canvas in table(selected: 1).draw(in: rect.left(14).0, edge: rect, on: &canvas) },
      """
      xxx^3xxsharexxx
      xxxmmxxmmmmmxxx
      axx███xxx100xax
      txxkkkxxxcccxtx
      bxx█▌ xxxx50*bx
      TXXkk·XXXXCCWTx
      cxx▊  xxxx25xcx
      txxk··xxxxccxtx
      ──────────────x
      ggggggggggggggx
      all o…xxx175xxx
      mmm·mmxxxcccxxx
      """)
  }

  @Test func theFootStaysWhileTheOthersScroll() {
    expectDrawn(
      DrawnCells(14, 4) { rect, canvas in table(selected: 3).draw(in: rect, on: &canvas) },
      """
      xxx^3xxsharexx
      xxxmmxxmmmmmxx
      cxx▊  xxxx25xc
      txxk··xxxxccxt
      ──────────────
      gggggggggggggg
      all o…xxx175xx
      MMM·MMXXXCCCXX
      """)
    expectInside { rect, canvas in table(selected: 3).draw(in: rect, edge: rect, on: &canvas) }
  }

  @Test func wordsGiveWayBeforeColumnsDo() {
    let table = Table<(String, String, String)>(rows: [("a long name", "12.5", "more")]) {
      Column("name", .words(least: 6, most: 20)) { Line($0.0) }
      Column("n", .content(least: 1, most: 8), .right, gap: 2) { Line($0.1) }
      Column("note", .words(least: 9, most: 9), gap: 2, priority: 1) { Line($0.2, .muted) }
    }
    func texts(_ width: Int) -> [String] { DrawnCells(width, 2) { rect, canvas in table.draw(in: rect, on: &canvas) }.texts }
    // No column of words is wider than its widest cell.
    #expect(texts(26) == ["namexxxxxxxxxxxxnxxnotexxx", "a long namexx12.5xxmorexxx"])
    #expect(texts(18) == ["namexxxxxxxnxxnote", "a lon…xx12.5xxmore"])
    #expect(texts(14) == ["namexxxxxxxxxn", "a long …xx12.5"])
  }

  // MARK: legends

  @Test func aLegendStandsInColumns() {
    let legend = Legend([(Span("*", .accent), "first"), (Span("+", .claim), "a longer one"), (Span("-"), "third")], columns: 2)
    expectDrawn(
      DrawnCells(20, 2) { rect, canvas in legend.draw(in: rect, on: &canvas) },
      """
      x* firstxxx+ a lon…x
      xa·mmmmmxxxc·m·mmmmx
      x- thirdxxxxxxxxxxxx
      xt·mmmmmxxxxxxxxxxxx
      """)
    expectInside { rect, canvas in legend.draw(in: rect, on: &canvas) }
  }

  // MARK: entries

  private func entries(_ count: Int, selected: Int) -> Entries {
    Entries(count, selected: selected, padding: 1) { i, width in
      [List.Row(Line("entry \(i)", .heading), Line("\(width)", .muted))] + (i == selected ? [List.Row(Line("  more"))] : [])
    }
  }

  @Test func theEntryUnderTheCursorIsWholeAndTheHiddenOnesAreCounted() {
    expectDrawn(
      DrawnCells(16, 6) { rect, canvas in
        entries(6, selected: 3).draw(in: Box("E").draw(in: rect, on: &canvas).inset(-1, 0), edge: rect, on: &canvas)
      },
      """
      ╭ E ───────────╮
      b·n·bbbbbbbbbbbb
      │xentry 2xxx12x│
      bxhhhhh·hxxxmmxb
      │xentry 3xxx12x│
      bXHHHHH·HXXXMMXb
      │x  morexxxxxxx│
      bX··TTTTXXXXXXXb
      │xentry 4xxx12x│
      bxhhhhh·hxxxmmxb
      ╰─── ↑ 2  ↓ 1 ─╯
      bbbb·m·m··m·m·bb
      """)
    let last = DrawnCells(14, 3) { rect, canvas in entries(4, selected: 3).draw(in: rect, edge: Rect(0, 0, 0, 0), on: &canvas) }
    #expect(last.texts == ["xentry 2xxx12x", "xentry 3xxx12x", "x  morexxxxxxx"])
    expectInside { rect, canvas in entries(6, selected: 3).draw(in: rect, edge: Rect(0, 0, 0, 0), on: &canvas) }
    #expect(
      DrawnCells(9, 1) { rect, canvas in entries(0, selected: 0).draw(in: rect, edge: rect, on: &canvas) }.texts == ["xxxxxxxxx"])
  }

  // MARK: sections

  private let sections = Sections(
    [
      [.text(Line("one two three", .heading), label: Line("1", .muted), indent: 3)], [],
      [.row(List.Row(Line("name"), Line("5", .claim))), .text(Line("four"))],
    ], more: Line("more", .accent))

  @Test func sectionsArePartedWhereThereIsRoom() {
    expectDrawn(
      DrawnCells(10, 6) { rect, canvas in #expect(sections.draw(in: rect, on: &canvas) == Rect(0, 5, 10, 1)) },
      """
      1  one two
      m··hhh·hhh
         threexx
      ···hhhhhxx
      xxxxxxxxxx
      xxxxxxxxxx
      namexxxxx5
      ttttxxxxxc
      fourxxxxxx
      ttttxxxxxx
      xxxxxxxxxx
      xxxxxxxxxx
      """)
    let (close, cut) = (
      DrawnCells(10, 4) { rect, canvas in sections.draw(in: rect, on: &canvas) },
      DrawnCells(10, 3) { rect, canvas in sections.draw(in: rect, on: &canvas) }
    )
    #expect(close.texts == ["1  one two", "   threexx", "namexxxxx5", "fourxxxxxx"])
    #expect(cut.texts == ["1  one two", "   threexx", "morexxxxxx"] && cut.roles[2] == "aaaaxxxxxx")
    expectInside { rect, canvas in sections.draw(in: rect, on: &canvas) }
  }

  // MARK: lists

  @Test func whatIsAtTheRightOfARowGivesWayBeforeTheNameIsCut() {
    let row = List.Row([Line("a name")], [Line("in many words", .muted), Line()])
    func text(_ width: Int) -> [String] { DrawnCells(width, 1) { rect, canvas in List([row]).draw(in: rect, on: &canvas) }.texts }
    #expect(text(20) == ["a namexin many words"])
    #expect(text(19) == ["a namexxxxxxxxxxxxx"])
    // What is at the right of a wide box would be far from its name.
    let near = List.Row(Line("a"), Line("1", .claim), reach: 6)
    expectDrawn(
      DrawnCells(9, 1) { rect, canvas in List([near], selected: 0).draw(in: rect, on: &canvas) },
      """
      axxxx1xxx
      TXXXXCXXX
      """)
  }
}
