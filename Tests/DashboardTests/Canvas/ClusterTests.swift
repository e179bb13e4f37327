import Canvas
import Testing

/// Letters with marks, emoji of several parts, conjuncts: what belongs together stays together and takes its columns.
@Suite struct ClusterTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    let columns: Int
    /// What is drawn; nil for the text itself.
    var drawn: String?
    var testDescription: String { "\(text.unicodeScalars.prefix(12).map { String($0.value, radix: 16) })" }

    init(_ text: String, _ columns: Int, drawn: String? = nil) {
      (self.text, self.columns, self.drawn) = (text, columns, drawn)
    }
  }

  private func drawn(_ text: String, _ width: Int = 60) -> String {
    var canvas = Canvas(Size(width, 1))
    canvas.text(text, 0, 0)
    return String(canvas.plainText().dropLast())
  }

  private func scalars(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }

  static let letters = [
    Case("น้ำ ที่นี่", 5),
    Case("Tie\u{302}\u{301}ng Vie\u{323}\u{302}t", 10),
    Case("Cafe\u{301} Krako\u{301}w", 11),
    Case("\u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af}", 4, drawn: "한글"),
    Case("\u{ac00}\u{11a8}", 2, drawn: "각"),
    // Old Korean, for which there are no syllables.
    Case("\u{1140}\u{1161}\u{11eb}", 2),
    Case("क्षत्रिय", 6),
    Case("கொ", 2),
    // A joiner that is not between letters is nothing; between them it says how they are written.
    Case("می\u{200c}خواهم", 7),
    Case("a\u{200d}b", 2, drawn: "ab"),
    Case("क्\u{200d}", 1, drawn: "क्"),
    // A mark without a letter, as at the beginning of a line.
    Case("\u{301}", 1, drawn: "\u{25cc}\u{301}"),
    Case("a \u{301}b", 3),
    Case("\u{302e}", 2),
    Case("葛\u{e0100}", 2),
  ]

  static let pictures = [
    Case("👨\u{200d}👩\u{200d}👧", 6),
    Case("👩🏻\u{200d}❤\u{fe0f}\u{200d}💋\u{200d}👩🏻", 11),
    Case("🇰🇷", 2), Case("🇰", 1), Case("🇰🇷🇺", 3),
    Case("1\u{fe0f}\u{20e3}", 1), Case("#\u{20e3}", 1),
    Case("👍🏽", 4), Case("🏽", 2),
    Case("❤", 1), Case("❤\u{fe0f}", 1), Case("⌚", 2), Case("⌚\u{fe0e}", 2),
    Case("🛠 🏎\u{fe0f}", 3),
    Case("🈶🆑🟢", 6),
    // Of Unicode 15, 16 and 17, newer than many a C library.
    Case("\u{1fae8}\u{1fae9}\u{1faea}", 6),
    Case("🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}", 2),
    Case("a\u{e0041}b", 2, drawn: "ab"), Case("가\u{e0041}", 2, drawn: "가"),
  ]

  static let strangers = [
    Case("\u{e000}\u{f8ff}\u{100000}", 3),
    Case("\u{378}", 1, drawn: "\u{fffd}"),
    Case("\u{fffe}\u{1ffff}\u{10ffff}", 3, drawn: "\u{fffd}\u{fffd}\u{fffd}"),
    Case("\u{fe0f}\u{200d}\u{200b}", 0, drawn: ""),
    Case("a\u{a0}b\u{ad}c", 4, drawn: "a bc"),
    Case("a\u{202e}b\u{2066}c\u{1b}d", 4, drawn: "abcd"),
  ]

  @Test func aMarkThatStandsFirstStandsOnACircle() {
    for (text, standing) in [
      ("\u{301}a", "◌\u{301}a"), ("\u{e31}x", "◌\u{e31}x"), ("a\u{301}", "a\u{301}"), ("한", "한"), ("", ""), ("👩‍🚀", "👩‍🚀"),
    ] {
      let (result, columns) = (TextWidth.standing(text), TextWidth.columns(text))
      #expect(Array(result.unicodeScalars) == Array(standing.unicodeScalars), "\(text)")
      #expect(TextWidth.columns(result) == columns, "\(text)")
    }
  }

  @Test(arguments: letters + pictures + strangers)
  func eachTakesItsColumns(_ example: Case) {
    #expect(TextWidth.columns(example.text) == example.columns)
    #expect(scalars(drawn(example.text)) == scalars(example.drawn ?? example.text))
    // Also where it stands before and behind others.
    let between = "가" + example.text + "x"
    if example.drawn == nil, example.text.unicodeScalars.first?.properties.isGraphemeExtend == false {
      #expect(TextWidth.columns(between) == example.columns + 3)
      #expect(scalars(drawn(between)) == scalars(between))
    }
  }

  /// Floods of what takes no column end after some.
  @Test(arguments: ["\u{301}", "\u{200d}", "\u{fe0f}", "\u{e0041}", "\u{200b}", "\u{e0101}"])
  func floodsAreBounded(_ scalar: String) {
    for base in ["a", "가", "👨", "🏴", "1", "क्"] {
      let flood = String(repeating: scalar, count: 10_000)
      #expect(TextWidth.columns(base + flood + "z") == TextWidth.columns(base) + 1)
      let result = drawn(base + flood + "z").unicodeScalars
      #expect(result.count <= 17 && result.last == "z")
    }
    #expect(TextWidth.columns(String(repeating: scalar, count: 10_000)) <= 1)
  }

  /// Letters that all join each other go on in another cluster.
  @Test func aClusterEnds() {
    let conjuncts = String(repeating: "क्", count: 200)
    #expect(TextWidth.columns(conjuncts) == 200)
    #expect(TextWidth.fit(conjuncts, 100).unicodeScalars.last == "…")
    #expect((90...100).contains(TextWidth.columns(TextWidth.fit(conjuncts, 100))))
  }

  private static let mixed = "Vie\u{323}\u{302}t 👨\u{200d}👩\u{200d}👧 น้ำ 🇰🇷🇺🇸 क्षत्रिय 1\u{fe0f}\u{20e3}각\u{1100}\u{1161}👍🏽x"

  @Test func nothingIsCutInTwo() {
    let whole = Set(Self.mixed)
    for width in 0...TextWidth.columns(Self.mixed) {
      let cut = TextWidth.fit(Self.mixed, width)
      #expect(TextWidth.columns(cut) <= width)
      for character in cut where character != "…" { #expect(whole.contains(character), "\(width): \(cut)") }
      #expect(TextWidth.columns(drawn(Self.mixed, width)) <= width)
    }
    for width in 1...40 {
      let lines = TextWidth.wrap(Self.mixed, width)
      for line in lines {
        #expect(TextWidth.columns(line) <= width)
        for character in line where character != "…" { #expect(whole.contains(character), "\(width): \(line)") }
      }
      if width >= 6 {
        #expect(scalars(lines.joined().filter { $0 != " " }) == scalars(Self.mixed.filter { $0 != " " }))
      } else {
        #expect(lines.contains { $0.contains("…") })
      }
    }
  }

  @Test func whatIsLeftOfACoveredClusterIsBlank() {
    var canvas = Canvas(Size(9, 1))
    canvas.text("a👨\u{200d}👩\u{200d}👧b", 0, 0)
    #expect(canvas[1, 0]?.width == 6 && canvas[2, 0]?.width == 0 && canvas[6, 0]?.width == 0)
    canvas.put("x", 4, 0)
    #expect(canvas.plainText() == "a   x  b\n")
    canvas.text("👨\u{200d}👩\u{200d}👧", 3, 0)
    canvas.text("가", 2, 0)
    #expect(canvas.plainText() == "a 가\n")
    // No room for all of it.
    canvas.clipped(to: Rect(0, 0, 5, 1)) { _ = $0.text("👨\u{200d}👩\u{200d}👧", 0, 0) }
    #expect(canvas.plainText() == "… 가\n")
  }

  /// However texts are drawn over each other, each row has as many columns as it is wide, and each glyph its cells.
  @Test func rowsAreAsWideAsAsked() {
    var random = SplitMix64(seed: 7)
    let texts = (Self.letters + Self.pictures + Self.strangers).map(\.text) + ["plain", "한글"]
    var canvas = Canvas(Size(30, 1))
    for _ in 0..<20_000 {
      let text = texts[Int.random(in: 0..<texts.count, using: &random)]
      canvas.text(text, Int.random(in: -8..<32, using: &random), 0, max: Int.random(in: 0..<12, using: &random))
      var column = 0
      while column < 30, let cell = canvas[column, 0], cell.width > 0 {
        for i in 1..<max(1, Int(cell.width)) where canvas[column + i, 0]?.width != 0 { Issue.record("a glyph was cut in two") }
        column += Int(cell.width)
      }
      guard column == 30 else {
        Issue.record("\(text.unicodeScalars.map { String($0.value, radix: 16) }): \(canvas.plainText())")
        return
      }
    }
  }

  @Test func theSamePictureIsTheSame() {
    var one = Canvas(Size(20, 1))
    one.text("e\u{301} 👍🏽", 0, 0)
    var other = Canvas(Size(20, 1))
    other.text("👍🏽", 2, 0)
    other.text("e\u{301}", 0, 0)
    #expect(one == other)
    #expect(MemoryLayout<Cell>.size == 8)
    #expect(one.restricted(to: .ascii).plainText() == "? ????\n")
    #expect(one.ansiText(.plain).contains("e\u{301} 👍🏽"))
  }

  @Test func theTableOfClustersHasAnEnd() {
    var table = ClusterTable(capacity: 2)
    let numbers = [97, 98, 99, 97].map { table.number(of: [$0, 0x301]) }
    #expect(numbers == [0x110000, 0x110001, nil, 0x110000])
    #expect(table.scalars(0x110001) == [98, 0x301])
    #expect(table.scalars(0x110002).isEmpty && table.scalars(97).isEmpty)
  }
}
