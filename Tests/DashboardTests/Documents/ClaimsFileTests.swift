import App
import Documents
import Finance
import Model
import Panels
import Testing

/// The user's own claims as a file that people may edit.
@Suite struct ClaimsFileTests {
  private let day = Day(civil: 2026, 11, 26)

  private func read(_ text: String) -> DocumentEntries<Claim> { ClaimEntry.read(text, day: day) }

  private let example = """
    # mine
    megapack-2027:
      text: Storage above 80 GWh in 2027
      who: 나
      made: 2026-11-20
      topic: energy
      by: 2028-01-31   # a month later
      metric: storage
      period: 2027
      at least: 80

    by-hand:
      text: "A heat pump: for homes"
      verdict: missed
      judged: 2026-11-25
      outcome: none was shown
    """

  @Test func aSentenceIsAValue() {
    // Each of them would be an error or something else in YAML (ADR 0018).
    for text in [
      "Bear: little grows", "@elonmusk says so", "*soon*", "&c", "- 5%", "%5", "[TSLA] to the moon", "C:\\new", "a\u{2028}b",
      "no", "~",
    ] {
      #expect(read("a:\n  text: \(text)\n").values.map(\.text.en) == [text], "\(text)")
    }
  }

  @Test func everyFieldHasItsLine() {
    for field in ClaimField.allCases {
      #expect(ClaimEntry([field: "x"]).text(key: "k") == "k:\n  \(field.key): x\n")
    }
  }

  @Test func anEntryIsAClaim() throws {
    let contents = read(example)
    #expect(contents.problems.isEmpty)
    #expect(contents.keys.map(\.key) == ["megapack-2027", "by-hand"] && contents.keys.map(\.line) == [2, 12])
    let first = try #require(contents.values.first)
    #expect(first.id == "own:megapack-2027" && first.isUser && first.line == 2)
    #expect(first.text == Phrase("Storage above 80 GWh in 2027") && first.who == Phrase("나") && first.topic == "energy")
    #expect(first.due == Day(civil: 2028, 1, 31) && first.knownAt == Instant(Day(civil: 2026, 11, 20), 0, 0))
    #expect(first.verdict == .open && first.figure?.value == 80 && first.figure?.unit == .gigawattHours)
    #expect(first.test == ClaimTest(try #require(ClaimMetric(name: "storage")), .period(.year(2027)), .atLeast(80)))
    let second = try #require(contents.values.last)
    #expect(second.text.en == "A heat pump: for homes" && second.test == nil && second.who == Phrase("me", "나"))
    // Without a day of its own it is as old as the file, or as its verdict.
    #expect(second.knownAt == Instant(day - 1, 0, 0))
    #expect(
      second.verdict == .missed && second.outcome?.en == "none was shown" && second.outcomeKnownAt == Instant(day - 1, 0, 0))
  }

  @Test func anEntryIsAForecastUnlessItSaysOtherwise() throws {
    let claims = read("a:\n  text: x\nb:\n  text: y\n  kind: statement\nc:\n  text: z\n  kind: forecast").values
    #expect(claims.map(\.kind) == [.forecast, .statement, .forecast])
    // It is written as it is read.
    let text = ClaimEntry([.text: "x", .kind: "statement"]).text(key: "k")
    #expect(text.contains("\n  kind: ") && read(text).values.first?.kind == .statement)
  }

  @Test func everyKindOfTest() throws {
    for (lines, bounds) in [
      ("metric: storage\n  period: 2027\n  between: 60 80", ClaimBounds.between(60, 80)),
      ("metric: storage\n  period: 2027\n  between: 60..80.5", .between(60, 80.5)),
      ("metric: storage\n  period: 2027\n  between: 8, 12", .between(8, 12)),
      ("metric: storage\n  period: 2027\n  between: 1,000, 2,000", .between(1000, 2000)),
      ("metric: eps.gaap\n  period: 2027Q1\n  at most: -0.5", .atMost(-0.5)),
      ("metric: asp.qoq\n  period: 2027Q1\n  equals: -2.50", .equal(-2.5, decimals: 2)),
      // The sign is no decimal.
      ("metric: energy_margin\n  period: 2027Q1\n  equals: 4.0%", .equal(4, decimals: 1)),
      ("metric: energy_margin\n  period: 2027Q1\n  equals: 4%", .equal(4, decimals: 0)),
      ("metric: market_value\n  by: 2027-12-31\n  unit: KRW trillion\n  at least: 4,290", .atLeast(4290)),
      ("metric: date.plant_start\n  of: houston\n  at most: 2027-06-30", .atMost(Double(Day(civil: 2027, 6, 30).number))),
      ("metric: price.high\n  period: 2027-01-01..2027-06-30\n  at least: 500\n  partly: 450", .atLeast(500)),
      ("metric: storage.yoy\n  period: 2026..2028\n  match: each\n  at least: 0", .atLeast(0)),
    ] {
      let contents = read("x:\n  text: y\n  \(lines)\n")
      #expect(contents.problems.isEmpty, "\(lines)")
      #expect(contents.values.first?.test?.bounds == bounds, "\(lines)")
    }
    let partly = read("x:\n  text: y\n  metric: storage\n  period: 2027\n  between: 60 80\n  partly: 50 90").values.first?.test
    #expect(partly?.partly == .between(50, 90))
  }

  @Test func aBadEntryIsReportedWithItsLineAndTheOthersLoad() {
    let cases: [(text: String, line: Int, word: String)] = [
      ("bad:\n  who: me", 1, "text is missing"),
      ("bad:\n  text: x\n  by: soon", 3, "'soon' is not a date"),
      ("bad:\n  text: x\n  metric: nonsense", 3, "'nonsense' is not a metric"),
      ("bad:\n  text: x\n  metric: storage\n  at least: 80", 1, "period is missing"),
      ("bad:\n  text: x\n  metric: storage\n  period: 2027", 1, "at least"),
      ("bad:\n  text: x\n  metric: storage\n  period: 2027-01-01\n  at least: 80", 4, "no period"),
      ("bad:\n  text: x\n  metric: storage\n  period: 2027\n  at least: much", 5, "'much' is not a number"),
      ("bad:\n  text: x\n  metric: storage\n  period: 2027\n  at least: 1,5", 5, "'1,5' is not a number"),
      ("bad:\n  text: x\n  metric: storage\n  period: 2027\n  at least: 12,3456", 5, "'12,3456' is not a number"),
      (
        "bad:\n  text: x\n  metric: storage\n  period: 2027\n  at least: 1,000,001", 5,
        "more than any figure can be (1000000 GWh)"
      ),
      (
        "bad:\n  text: x\n  metric: storage\n  period: 2027\n  between: -2000000 0", 5,
        "more than any figure can be (1000000 GWh)"
      ),
      ("bad:\n  text: x\n  metric: storage\n  period: 2027\n  between: 80 60", 5, "above the second"),
      ("bad:\n  text: x\n  metric: storage\n  period: 2027\n  at least: 80\n  at most: 90", 6, "only one"),
      ("bad:\n  text: x\n  metric: storage\n  period: 2027\n  at least: 80\n  partly: 90", 6, "more room"),
      ("bad:\n  text: x\n  metric: price.high\n  at least: 500", 1, "by is missing"),
      ("bad:\n  text: x\n  metric: date.plant_start\n  at most: 2027-01-01", 1, "of is missing"),
      ("bad:\n  text: x\n  metric: storage\n  period: 2027\n  at least: 80\n  unit: TWh", 6, "'TWh' is not a unit"),
      ("bad:\n  text: x\n  at least: 80", 3, "without a metric"),
      ("bad:\n  text: x\n  verdict: wrong", 3, "'wrong' is not a verdict"),
      ("bad:\n  text: x\n  kind: guess", 3, "'guess' is not a kind; there are forecast, statement"),
      ("bad:\n  text: x\n  outcome: nothing", 3, "without a verdict"),
      ("bad:\n  text: x\n  made: 2026-12-01\n  verdict: met\n  judged: 2026-11-01", 5, "before it was made"),
      ("bad:\n  text: x\n  colour: red", 3, "'colour' is not known here"),
      ("bad:\n  text: x\n  text: y", 3, "stands twice"),
      ("bad:\n  text:", 2, "is empty"),
      ("bad: text", 1, "has a value"),
      ("bad words", 1, "not a line such as"),
      ("bad:\n\ttext: x", 2, "tab"),
      ("bad:\n  text: \"x", 2, "quote is not closed"),
      ("bad:\n  text: x\u{1b}[31m", 2, "control character"),
      ("good:\n  text: x", 1, "stands twice"),
    ]
    for (text, line, word) in cases {
      // In the middle of two good ones, each of which stays what it is.
      let contents = read("good:\n  text: a\n\n\(text)\nlast:\n  text: b\n")
      #expect(contents.values.map(\.id) == ["own:good", "own:last"], "\(text)")
      #expect(contents.problems.count == 1, "\(text): \(contents.problems.all.map(\.reason.en))")
      #expect(contents.problems.all.first?.line == line + 3, "\(text)")
      #expect(
        contents.problems.all.first?.reason.en.contains(word) == true, "\(text): \(contents.problems.all.first?.reason.en ?? "")")
      #expect(contents.problems.all.first.map { $0.reason.en != $0.reason.ko } == true, "\(text)")
    }
    #expect(read("  text: x\n").problems.all.map(\.line) == [1])
  }

  private func isEmpty(_ text: String) -> Bool {
    let entries = read(text)
    return entries.keys.isEmpty && entries.values.isEmpty && entries.problems.isEmpty
  }

  @Test func oddFilesAreRead() {
    #expect(isEmpty(""))
    #expect(read("\u{feff}# nothing\n---\n\n...\n").problems.isEmpty)
    #expect(read("\u{feff}a:\r\n  text: x\r\n---\r\nb:\r\n  text: y\r\n").values.map(\.id) == ["own:a", "own:b"])
    #expect(read("a:\n  text: x\n  # 'tis a comment\n\n  who: me").values.count == 1)
    #expect(isEmpty(ClaimEntry.head))
  }

  @Test func ofManyFaultsTheFirstHundredAreTold() {
    // An entry without a text, and one with a line that is not known, by turns.
    let text = (0..<80).map { "a\($0):\nb\($0):\n  text: x\n  colour: red\n" }.joined()
    let contents = read(text + "good:\n  text: fine\nbroken words\n")
    #expect(contents.values.map(\.id) == ["own:good"] && contents.keys.count == 161)
    #expect(contents.problems.count == 161 && contents.problems.all.count == Problems.most && contents.problems.further == 61)
    let lines = (0..<50).flatMap { [4 * $0 + 1, 4 * $0 + 4] }
    #expect(contents.problems.all.map(\.line) == lines)
    let words = contents.problems.all.flatMap { [$0.reason.en, $0.reason.ko] }
    #expect(!words.contains(""))
    // A second fault of a line is none.
    #expect(read("a:\n  text: x\u{7}\n  text: y\u{7}\n").problems.count == 2)
  }

  @Test func whatIsAddedReadsBackAndNothingIsLost() throws {
    var random = SplitMix64(seed: 11)
    let texts = [
      "Storage above 80 GWh", "2027년 ESS 80GWh 이상", "a: b # c", "\"quoted\" \\ it's", "'", "-", "#", "...", "x", "주장 🚗 naïve",
    ]
    var bytes: [UInt8] = Array("# kept\nold:\n  text: was there\n\nbroken\n  but: kept".utf8)
    var expected: [String] = ["own:old"]
    for round in 0..<200 {
      var entry = ClaimEntry()
      entry[.text] = texts.randomElement(using: &random)
      if Bool.random(using: &random) { entry[.who] = texts.randomElement(using: &random) }
      if Bool.random(using: &random) { entry[.note] = texts.randomElement(using: &random) }
      if Bool.random(using: &random) { entry[.made] = "2026-11-0\(Int.random(in: 1...9, using: &random))" }
      if Bool.random(using: &random) {
        entry[.metric] = "storage"
        entry[.period] = "20\(Int.random(in: 26...40, using: &random))"
        entry[.between] = "\(Int.random(in: -9...9, using: &random)) \(Int.random(in: 10...99, using: &random)).5"
      }
      let key = ClaimEntry.key(for: entry[.text] ?? "", taken: Set(read(String(decoding: bytes, as: UTF8.self)).keys.map(\.key)))
      #expect(ClaimEntry.isKey(key), "\(key)")
      let before = bytes
      let (after, line) = entry.appended(to: bytes, key: key)
      #expect(Array(after.prefix(before.count)) == before, "round \(round)")
      bytes = after
      expected.append("own:" + key)
      let contents = read(String(decoding: bytes, as: UTF8.self))
      guard contents.values.map(\.id) == expected else {
        Issue.record("round \(round): \(entry.text(key: key)) \(contents.problems.all.map(\.reason.en))")
        return
      }
      let claim = try #require(contents.values.last)
      #expect(claim.line == line && claim.text.en == entry[.text] && claim.note?.en == entry[.note])
    }
    #expect(read(String(decoding: bytes, as: UTF8.self)).problems.all.map(\.line) == [5])
  }

  @Test func keysAreMadeOfTheText() {
    #expect(ClaimEntry.key(for: "Storage above 80 GWh in 2027!", taken: []) == "storage-above-80-gwh-in")
    #expect(ClaimEntry.key(for: "2027년 ESS 80GWh", taken: []) == "2027년-ess-80gwh")
    #expect(ClaimEntry.key(for: "!!!", taken: ["claim", "claim-2"]) == "claim-3")
  }

  @Test func boundsAsPeopleWriteThem() {
    for (text, field, value) in [
      ("at least 80", ClaimField.atLeast, "80"), (">=80", .atLeast, "80"), ("80 이상", .atLeast, "80"), ("at most 5", .atMost, "5"),
      ("≤ 5", .atMost, "5"), ("5이하", .atMost, "5"), ("between 60 80", .between, "60 80"), ("60..80", .between, "60 80"),
      ("60~80", .between, "60 80"), ("= 4.0", .equals, "4.0"), ("Equals 4.0", .equals, "4.0"),
    ] {
      let bound = ClaimForm.bound(text)
      #expect(bound?.field == field && bound?.value == value, "\(text)")
    }
    for text in ["", "80", "about 80", "60-80"] { #expect(ClaimForm.bound(text) == nil, "\(text)") }
  }
}
