import Canvas
import Dashboard
import Finance
import Format
import Model
import Testing

/// The EPS panel under its keys.
@Suite struct EPSPanelTests {
  private static let size = Size(200, 50)

  private func desk(_ moment: String, _ language: Language = .en, estimates: [SavedEstimate] = []) throws -> Desk {
    var desk = Desk(book: Record.book, state: try Record.state(.eps, language, at: moment), now: Record.now)
    desk.take(estimates: estimates, problems: [])
    return desk
  }

  @discardableResult
  private func press(_ keys: String, _ desk: inout Desk) -> Effect? {
    var effect: Effect?
    for key in keys.unicodeScalars {
      effect = desk.press(key == "\n" ? .enter : key == "\u{1b}" ? .escape : .character(key), now: Record.now)
    }
    return effect
  }

  private func text(_ desk: Desk, _ size: Size = size) -> String { desk.frame(size).plainText() }

  /// The assumptions that are shown, as they would be saved.
  private func assumptions(_ desk: Desk) throws -> [String: String] {
    var copy = desk
    guard case .save(let estimate, _) = press("wtest\n", &copy) else {
      Issue.record("w does not save")
      return [:]
    }
    return Dictionary(uniqueKeysWithValues: estimate.assumptions.map { ($0.driver.name, $0.setting.text(for: $0.driver)) })
  }

  private let notes = ["units": "published", "asp": "-2.5%", "unit-cost": "-4.5%", "opex": "2050"]

  /// A figure that covers a part of the one beside it makes another number of it.
  @Test func aNumberWithoutRoomIsGone() throws {
    var desk = try desk("2023-07-19T16:00ET")
    press("v", &desk)
    while !text(desk, Size(80, 24)).contains("+ gives") { press("v", &desk) }
    press("ge", &desk)
    _ = desk.press(.control("u"), now: Record.now)
    press("999999999999\n", &desk)
    let lines = text(desk, Size(80, 24)).split(separator: "\n").filter { $0.contains("assumed") || $0.contains("you") }
    #expect(lines.count > 5 && lines.contains { $0.contains("…") })
    for line in lines {
      // Blanks between any two numbers, and no number with a sign in its middle.
      let words = line.split(separator: " ").filter { $0.contains { $0.isNumber } }
      let broken = words.filter { word in word.dropFirst().contains { "+−".contains($0) } }
      #expect(broken.isEmpty, "\(line)")
    }
  }

  @Test func theDayOfTheResultsBringsTheReportAndTheBridge() throws {
    var desk = try desk("2023-07-19T16:00ET")
    let before = text(desk)
    #expect(before.contains("notes-23q2") && before.contains("◆ 0.95") && before.contains("not known yet"))
    #expect(before.contains("● 2023Q1 → ◆ notes-23q2"))
    press("]", &desk)
    let after = text(desk)
    #expect(desk.snapshot.asOf == (try Instant(parsing: "2023-07-19T16:05ET")))
    #expect(after.contains("◆ notes-23q2 → ● 2023Q2 reported") && after.contains("too high by 0.04"))
    #expect(after.contains("Cost per unit") && after.contains("−0.130"))
    #expect(after.contains("✗ missed"))
    #expect(try assumptions(desk) == notes)
  }

  @Test func nudgesAreUndoneStepByStep() throws {
    var desk = try desk("2023-07-18")
    press("j", &desk)
    press("+", &desk)
    #expect(try assumptions(desk)["asp"] == "-2%")
    press(".", &desk)
    #expect(try assumptions(desk)["asp"] == "-1.9%")
    press(",,-", &desk)
    #expect(try assumptions(desk)["asp"] == "-2.6%")
    press("zzz", &desk)
    #expect(try assumptions(desk)["asp"] == "-1.9%")
    press("zz", &desk)
    #expect(try assumptions(desk) == notes)
    press("z", &desk)
    #expect(text(desk).contains("nothing to undo"))
    // Resetting carries the driver forward; undo brings the claim back, with whose it was.
    press("=", &desk)
    #expect(try assumptions(desk)["asp"] == nil)
    press("z", &desk)
    #expect(text(desk).contains("Honeyjam"))
    press("R", &desk)
    #expect(try assumptions(desk).isEmpty)
    press("z", &desk)
    #expect(try assumptions(desk) == notes)
  }

  @Test func aHeldKeyStopsAtWhatCanBe() throws {
    var desk = try desk("2023-07-18")
    press("jj", &desk)
    press("e=-5\n", &desk)
    #expect(text(desk).contains("must be 0 or more"))
    press("\u{1b}", &desk)
    press("e-99.9%\n", &desk)
    press("------", &desk)
    #expect(text(desk).contains("must be 0 or more"))
    #expect(try assumptions(desk)["unit-cost"] == "-99.9%")
  }

  @Test func aValueIsTyped() throws {
    var desk = try desk("2023-07-18")
    press("j", &desk)
    // The setting in force stands in the line; what is typed takes its place.
    press("e", &desk)
    #expect(text(desk).contains("-2.5%"))
    press("45,000\n", &desk)
    #expect(try assumptions(desk)["asp"] == "45000")
    // An edited line keeps the rest of it.
    press("e", &desk)
    _ = desk.press(.backspace, now: Record.now)
    press("1\n", &desk)
    #expect(try assumptions(desk)["asp"] == "45001")
    press("z", &desk)
    press("e", &desk)
    _ = desk.press(.control("u"), now: Record.now)
    press("cheap\n", &desk)
    #expect(text(desk).contains("not a number"))
    press("\u{1b}", &desk)
    #expect(desk.state.overlay == nil)
    #expect(try assumptions(desk)["asp"] == "45000")
  }

  @Test func operatingExpensesAreSplitWhenALineIsNudged() throws {
    var desk = try desk("2023-07-18")
    press(String(repeating: "j", count: EPSDriver.research.index), &desk)
    press("+", &desk)
    let after = try assumptions(desk)
    #expect(after["opex"] == nil && after["rd"] != nil && after["sga"] != nil)
  }

  @Test func theEstimatesOfAQuarterAreSteppedThrough() throws {
    var desk = try desk("2023-07-18")
    var seen: Set<Int> = []
    for _ in 0..<3 {
      press("s", &desk)
      seen.insert(try assumptions(desk).count)
    }
    // Carried forward, published deliveries, the notes.
    #expect(seen == [0, 1, 4])
    press("S", &desk)
    #expect(try assumptions(desk).count == 1)
  }

  @Test func otherQuartersKeepTheirOwnChanges() throws {
    var desk = try desk("2023-07-18")
    press("+", &desk)
    let changed = try assumptions(desk)
    _ = desk.press(.left, now: Record.now)
    #expect(text(desk).contains("Estimate 2023Q1 from 2022Q4"))
    #expect(try assumptions(desk) != changed)
    _ = desk.press(.right, now: Record.now)
    #expect(try assumptions(desk) == changed)
    press("p", &desk)
    press("s", &desk)
    #expect(text(desk).contains("Estimate 2023Q2 from 2022Q2"))
  }

  @Test func theHeatMapMovesAndGivesItsCell() throws {
    var desk = try desk("2023-07-20T16:00ET")
    press("v", &desk)
    #expect(text(desk).contains("ASP 45,956 (−2.5%), Cost per unit 36,772 (−4.5%)"))
    press("lk", &desk)
    #expect(text(desk).contains("ASP 46,191 (−2.0%), Cost per unit 36,965 (−4.0%)"))
    press("e", &desk)
    let taken = try assumptions(desk)
    #expect(taken["asp"] == "-2%" && taken["unit-cost"] == "-4%")
    // As one change.
    press("z", &desk)
    #expect(try assumptions(desk) == notes)
    // End leads to the report.
    _ = desk.press(.end, now: Record.now)
    #expect(text(desk).contains("Cost per unit 37,928 (−1.5%)"))
  }

  @Test func anyTwoDriversAreTheAxes() throws {
    var desk = try desk("2023-07-18")
    press(String(repeating: "j", count: EPSDriver.energyMargin.index), &desk)
    press("x", &desk)
    #expect(text(desk).contains("↓ ASP  → Energy margin"))
    press(String(repeating: "k", count: EPSDriver.energyMargin.index), &desk)
    press("y", &desk)
    #expect(text(desk).contains("↓ Units sold  → Energy margin"))
    press(String(repeating: "j", count: EPSDriver.operatingExpenses.index) + "x", &desk)
    press("jy", &desk)
    #expect(text(desk).contains("cannot be both axes"))
    for driver in EPSDriver.allCases {
      for key in ["x", "y"] {
        var copy = desk
        press(String(repeating: "k", count: 25) + String(repeating: "j", count: driver.index) + key, &copy)
        expectSound(copy.frame(Self.size), "\(driver.name) on \(key)")
      }
    }
  }

  @Test func theWantedResultIsSolvedFor() throws {
    var desk = try desk("2023-07-18")
    press("jf1.10\n", &desk)
    #expect(text(desk).contains("1.10 wanted"))
    #expect(text(desk).contains("solve ASP: ◆1.10"))
    press("fx\n", &desk)
    #expect(text(desk).contains("not a number"))
    press("\u{1b}f\n", &desk)
    #expect(text(desk).contains("0.95 claimed"))
  }

  @Test func theBridgeJoinsOtherEnds() throws {
    var desk = try desk("2023-07-20T16:00ET")
    press("b", &desk)
    #expect(text(desk).contains("● 2023Q1 → ◆ notes-23q2"))
    press("b", &desk)
    #expect(text(desk).contains("● 2023Q1 → ● 2023Q2 reported"))
    press("b", &desk)
    #expect(text(desk).contains("◆ published deliveries → ◆ notes-23q2"))
    press("b", &desk)
    #expect(text(desk).contains("◆ notes-23q2 → ● 2023Q2 reported"))
  }

  @Test func anEstimateIsSavedListedAndOpened() throws {
    var desk = try desk("2023-07-18")
    press("j+", &desk)
    guard case .save(let estimate, false) = press("wmy case\n", &desk) else { return #expect(Bool(false), "not saved") }
    #expect(estimate.name == "my case" && estimate.preset == "notes-23q2" && estimate.target == .quarter(year: 2023, 2))
    // There is one of that name: Enter again replaces it.
    desk.refuse(Phrase("exists"), mayReplace: true)
    #expect(text(desk).contains("exists"))
    guard case .save(_, true) = press("\n", &desk) else { return #expect(Bool(false), "not replaced") }
    desk.take(estimates: [estimate], problems: ["x.yaml:3: bad"])
    desk.showSaved(estimate)
    #expect(desk.state.overlay == nil)
    #expect(text(desk).contains("my case") && text(desk).contains("! x.yaml:3: bad"))
    // From another quarter the list opens it again.
    _ = desk.press(.left, now: Record.now)
    press("o", &desk)
    #expect(text(desk).contains("my case · 2023Q2"))
    press("jjjj", &desk)
    press("o", &desk)
    #expect(text(desk).contains("Estimate 2023Q2 from 2023Q1 "))
    #expect(try assumptions(desk)["asp"] == "-2%")
    // Before it was made nobody had it.
    var earlier = try self.desk("2023-07-14", estimates: [estimate])
    #expect(!text(earlier).contains("my case"))
    press("w../x\n", &earlier)
    #expect(text(earlier).contains("80 bytes"))
  }

  @Test func namesOfFilesCannotLeaveTheFolder() {
    for bad in ["", ".", "..", "a/b", ".x", " x", "x ", "-x", "x\u{1b}", "x\n", String(repeating: "x", count: 81), "×"] {
      #expect(!bad.isDocumentName, "\(bad)")
    }
    for good in ["a", "notes-23q2", "내 추정 1", "v1.2"] { #expect(good.isDocumentName, "\(good)") }
  }

  @Test(arguments: Language.allCases) func everyViewIsSoundInEverySize(language: Language) throws {
    for moment in ["2019-07-24T16:05ET", "2020-08-20", "2023-07-18", "2024-01-25", "2026-11-22"] {
      for size in [Size(60, 16), Size(80, 24), Size(120, 40), Size(160, 30), Size(200, 50)] {
        for currency in [Currency.usd, .krw] {
          for view in 0..<6 {
            var state = try Record.state(.eps, language, at: moment)
            state.currency = currency
            state.views[.eps] = view
            let desk = Desk(book: Record.book, state: state, now: Record.now)
            expectSound(desk.frame(size), "\(moment) \(size) view \(view)")
          }
        }
      }
    }
  }

  @Test func withoutAnyResultItSaysSo() throws {
    #expect(text(try desk("2019-01-02")).contains("No quarterly result is in the record"))
    var early = try desk("2019-01-02")
    press("+-.,=Rezxyabfpwos\n", &early)
    expectSound(early.frame(Self.size), "keys without a quarter")
  }

  @Test func aDraftIsKeptWhileOtherEstimatesAreLookedAt() throws {
    var desk = try desk("2023-07-18")
    press("j+", &desk)
    let draft = try assumptions(desk)
    // From the notes through the others to a change of theirs, and all the way back.
    press("s", &desk)
    press("+", &desk)
    let second = try assumptions(desk)
    #expect(second != draft)
    press("z", &desk)
    press("S", &desk)
    #expect(try assumptions(desk) == draft)
  }

  @Test func aDraftIsNoneOfAnEarlierMoment() throws {
    var desk = try desk("2023-07-19T16:05ET")
    press("j+", &desk)
    press("[", &desk)
    #expect(!text(desk).contains("your changes"))
    press("]", &desk)
    #expect(text(desk).contains("your changes"))
    // And what was changed after the results is saved as made after them.
    guard case .save(let estimate, _) = press("wlate\n", &desk) else { return #expect(Bool(false), "not saved") }
    #expect(estimate.madeAt == (try Instant(parsing: "2023-07-19T16:05ET")))
  }

  @Test func amountsAreTypedAsTheyAreShown() throws {
    var desk = try desk("2023-07-18")
    press("jc", &desk)
    // An estimate is in dollars on a screen in won too.
    press("e46000\n", &desk)
    let asp = try assumptions(desk)["asp"]
    #expect(asp == "46000")
    press("f1.2\n", &desk)
    #expect(text(desk).contains("1.20 wanted") && text(desk).contains("in won"))
  }

  @Test func whatIsNotOnRecordIsNotShownAsReported() throws {
    func row(_ book: Book) throws -> Substring {
      let desk = Desk(book: book, state: try Record.state(.eps, .en, at: "2024-01-25"), now: Record.now)
      return try #require(text(desk).split(separator: "\n").first { $0.contains("Tax rate") })
    }
    #expect(try row(EPSCarriedTests.without).contains("≈21.0%"))
    #expect(try !row(Record.book).contains("≈"))
  }

  @Test(arguments: Language.allCases) func whatIsNotCarriedIsSaid(language: Language) throws {
    let korean = language == .ko
    // The deliveries of 2024Q1 are out, its results are not.
    let flagged = text(try desk("2024-04-03", language), Size(120, 40))
    #expect(flagged.contains(korean ? "2023Q4 일회성 이익" : "one-off gain of"))
    #expect(!text(try desk("2023-07-18", language)).contains(korean ? "일회성 이익" : "one-off gain"))
    // Whatever comes to be on record of 2026Q3: on this day it was only deliveries and storage.
    var later = try desk("2026-10-03", language)
    press("l", &later)
    let next = text(later, Size(120, 40))
    #expect(next.contains(korean ? "2026Q4 추정 (기준 2026Q2)" : "Estimate 2026Q4 from 2026Q2"))
    #expect(next.contains(korean ? "판매 대수·ESS 설치 2026Q3" : "units and storage of 2026Q3"))
  }

  @Test func resultsThatAreOutAndNotHereAreNamed() throws {
    // The record as it is without the last results it has: two months on they are missing.
    let book = Record.book.known(at: try Instant(parsing: "2026-07-10"))
    let desk = Desk(book: book, state: try Record.state(.eps, .en, at: "2026-08-20"), now: Record.now)
    let frame = text(desk, Size(120, 40))
    #expect(frame.contains("2026Q2 results") && frame.contains("not in this record") && !frame.contains("not known yet"))
  }

  @Test func aRecastQuarterShowsBothVersions() throws {
    func frame(_ moment: String) throws -> String {
      var desk = try desk(moment)
      press("vvvv", &desk)
      while !text(desk).contains("Estimate 2024Q4 ") { press("h", &desk) }
      return text(desk)
    }
    #expect(try !frame("2025-02-15").contains("recast"))
    let later = try frame("2026-02-15")
    #expect(later.contains("* first 0.73") && later.contains("* recast") && later.contains("Q4*") && later.contains("0.73"))
  }

  @Test func theBarsOfABridgeSayWhereTheyBegin() throws {
    #expect(text(try desk("2023-07-20")).contains("bars from 0."))
  }
}
