import Canvas
import Testing

@Suite struct CanvasTests {
  private func lines(_ canvas: Canvas) -> [String] {
    canvas.plainText().split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }

  @Test func boxesOfEverySizeStayInside() {
    for height in 0...4 {
      for width in 0...8 {
        var canvas = Canvas(Size(width, height))
        canvas.box(canvas.bounds, title: "제목입니다", note: "note")
        canvas.text("가나다라마바사", -3, 0)
        canvas.fill(Rect(-2, -2, 20, 20), "x")
        canvas.right("오른쪽", width, height - 1)
      }
    }
    var canvas = Canvas(Size(12, 3))
    canvas.box(canvas.bounds, title: "ESS")
    #expect(lines(canvas) == ["╭ ESS ─────╮", "│          │", "╰──────────╯"])
  }

  @Test func aWideGlyphIsWholeOrNotThere() {
    var canvas = Canvas(Size(5, 1))
    canvas.text("가나다", 0, 0)
    #expect(lines(canvas) == ["가나…"])
    canvas.put("x", 1, 0)
    #expect(lines(canvas) == [" x나…"])
    canvas.put("y", 2, 0)
    #expect(lines(canvas) == [" xy …"])
    var edge = Canvas(Size(3, 1))
    edge.put("가", 2, 0, width: 2)
    #expect(edge == Canvas(Size(3, 1)))
  }

  @Test func whatIsCutIsMarked() {
    #expect(TextWidth.fit("Deliveries", 10) == "Deliveries")
    #expect(TextWidth.fit("Deliveries", 6) == "Deliv…")
    #expect(TextWidth.fit("메가팩토리", 6) == "메가…")
    #expect(TextWidth.fit("메가팩토리", 5) == "메가…")
    #expect(TextWidth.fit("abc", 0) == "")
    // A number is whole or gone: what is left of one would be another number.
    #expect(TextWidth.fit("3,525.8 M shares", 10) == "3,525.8 M…")
    #expect(TextWidth.fit("up 3,525.8 M", 9) == "up …")
    #expect(TextWidth.fit("up 3,525.8 M", 6) == "up …")
    #expect(TextWidth.fit("−1,084 KRW", 4) == "…")
    #expect(TextWidth.fit("12월 31일", 6) == "12월 …")
    #expect(TextWidth.fit("GAAP 0.7", 7) == "GAAP …")
    #expect(TextWidth.fit("in 2026. Then", 9) == "in 2026.…")
  }

  @Test func controlCharactersNeverReachTheGrid() {
    var canvas = Canvas(Size(20, 1))
    canvas.text("a\u{1b}[31mb\u{7}\u{9b}c\u{200b}d\u{202e}e", 0, 0)
    #expect(lines(canvas) == ["a[31mbcde"])
    #expect(!canvas.plainText().unicodeScalars.contains { $0.value < 32 && $0 != "\n" || (0x7f...0x9f).contains($0.value) })
  }

  @Test func hangulWrittenInJamoIsComposed() {
    var canvas = Canvas(Size(10, 1))
    canvas.text("\u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af}", 0, 0)
    #expect(lines(canvas) == ["한글"])
    #expect(TextWidth.columns("\u{1112}\u{1161}\u{11ab}") == 2)
  }

  @Test func wrappingKeepsWithinTheWidth() {
    for width in 1...30 {
      for line in TextWidth.wrap("노트의 2026년 목표 market value of 3.3 trillion dollars, averylongwordthatdoesnotfit", width) {
        #expect(TextWidth.columns(line) <= width || width == 1)
      }
    }
  }

  @Test func barsInEighths() {
    var canvas = Canvas(Size(5, 2))
    canvas.bars([Bar(16), Bar(4), Bar(9), Bar(nil, mark: "–"), Bar(0)], in: canvas.bounds, top: 16, barWidth: 1, gap: 0)
    #expect(lines(canvas) == ["█ ▁", "█▄█–▁"])
    var level = Canvas(Size(4, 1))
    level.line(LevelBar(0.6875).line(4), 0, 0)
    #expect(lines(level) == ["██▊"])
  }

  @Test func everyDrawingGlyphHasAnASCIIStandIn() {
    var canvas = Canvas(Size(40, 1))
    canvas.text("╭─╮│╰╯┤├▲▼●○◇◆■×−–…▸◂⡠█▄░▒▓“”·±≥", 0, 0)
    let plain = canvas.restricted(to: .ascii).plainText()
    #expect(plain.utf8.allSatisfy { $0 < 128 })
    #expect(!plain.contains("?"))
    var korean = Canvas(Size(4, 1))
    korean.text("가│", 0, 0)
    #expect(korean.restricted(to: .unambiguous).plainText() == "가|\n")
    #expect(korean.restricted(to: .ascii).plainText() == "??|\n")
  }
}
