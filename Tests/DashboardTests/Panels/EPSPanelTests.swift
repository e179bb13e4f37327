import App
import Canvas
import Finance
import Format
import Model
import Panels
import Testing

/// The EPS panel under its keys.
@Suite struct EPSPanelTests {
  private static let size = Size(200, 50)

  private func app(_ moment: String, _ language: Language = .en, estimates: [SavedEstimate] = []) throws -> Dashboard {
    var app = Dashboard(book: Record.book, state: try Record.state(.eps, language, at: moment), now: Record.now)
    app.set(estimates: estimates, problems: [])
    return app
  }

  @discardableResult
  private func press(_ keys: String, _ app: inout Dashboard) -> Effect? {
    var effect: Effect?
    for key in keys.unicodeScalars {
      effect = app.press(key == "\n" ? .enter : key == "\u{1b}" ? .escape : .character(key), now: Record.now)
    }
    return effect
  }

  private func text(_ app: Dashboard, _ size: Size = size) -> String { app.frame(size).plainText() }

  /// The assumptions that are shown, as they would be saved.
  private func assumptions(_ app: Dashboard) throws -> [String: String] {
    var copy = app
    guard case .save(let estimate, _) = press("wtest\n", &copy) else {
      Issue.record("w does not save")
      return [:]
    }
    return Dictionary(uniqueKeysWithValues: estimate.assumptions.map { ($0.driver.name, $0.setting.text(for: $0.driver)) })
  }

  private let notes = ["units": "published", "asp": "-2.5%", "unit-cost": "-4.5%", "opex": "2050"]

  /// A figure that covers a part of the one beside it makes another number of it.
  @Test func aNumberWithoutRoomIsGone() throws {
    var app = try app("2023-07-19T16:00ET")
    press("v", &app)
    while !text(app, Size(80, 24)).contains("EPS/+") { press("v", &app) }
    press("ge", &app)
    _ = app.press(.control("u"), now: Record.now)
    press("999999999999\n", &app)
    let lines = text(app, Size(80, 24)).split(separator: "\n").filter { $0.contains("assumed") || $0.contains("you") }
    #expect(lines.count > 5 && lines.contains { $0.contains("…") })
    for line in lines {
      // Blanks between any two numbers, and no number with a sign in its middle.
      let words = line.split(separator: " ").filter { $0.contains { $0.isNumber } }
      let broken = words.filter { word in word.dropFirst().contains { "+−".contains($0) } }
      #expect(broken.isEmpty, "\(line)")
    }
  }

  @Test func theDayOfTheResultsBringsTheReportAndTheBridge() throws {
    var app = try app("2023-07-19T16:00ET")
    let before = text(app)
    #expect(before.contains("notes-23q2") && before.contains("◆ 0.95") && before.contains("not known yet"))
    #expect(before.contains("● 2023Q1 → ◆ notes-23q2"))
    press("]", &app)
    let after = text(app)
    #expect(app.snapshot.asOf == (try Instant(parsing: "2023-07-19T16:05ET")))
    #expect(after.contains("◆ notes-23q2 → ● 2023Q2 reported") && after.contains("too high by 0.04"))
    #expect(after.contains("Cost per unit") && after.contains("−0.130"))
    #expect(after.contains("✗ missed"))
    #expect(try assumptions(app) == notes)
  }

  @Test func nudgesAreUndoneStepByStep() throws {
    var app = try app("2023-07-18")
    press("j", &app)
    press("+", &app)
    #expect(try assumptions(app)["asp"] == "-2%")
    press(".", &app)
    #expect(try assumptions(app)["asp"] == "-1.9%")
    press(";;-", &app)
    #expect(try assumptions(app)["asp"] == "-2.6%")
    press("zzz", &app)
    #expect(try assumptions(app)["asp"] == "-1.9%")
    press("zz", &app)
    #expect(try assumptions(app) == notes)
    press("z", &app)
    #expect(text(app).contains("nothing to undo"))
    // Resetting carries the driver forward; undo brings the claim back, with whose it was.
    press("=", &app)
    #expect(try assumptions(app)["asp"] == nil)
    press("z", &app)
    #expect(text(app).contains("Honeyjam"))
    press("R", &app)
    #expect(try assumptions(app).isEmpty)
    press("z", &app)
    #expect(try assumptions(app) == notes)
  }

  @Test func aHeldKeyStopsAtWhatCanBe() throws {
    var app = try app("2023-07-18")
    press("jj", &app)
    press("e=-5\n", &app)
    #expect(text(app).contains("must be 0 or more"))
    press("\u{1b}", &app)
    press("e-99.9%\n", &app)
    press("------", &app)
    #expect(text(app).contains("must be 0 or more"))
    #expect(try assumptions(app)["unit-cost"] == "-99.9%")
  }

  @Test func aValueIsTyped() throws {
    var app = try app("2023-07-18")
    press("j", &app)
    // The setting in force stands in the line; what is typed takes its place.
    press("e", &app)
    #expect(text(app).contains("-2.5%"))
    press("45,000\n", &app)
    #expect(try assumptions(app)["asp"] == "45000")
    // An edited line keeps the rest of it.
    press("e", &app)
    _ = app.press(.backspace, now: Record.now)
    press("1\n", &app)
    #expect(try assumptions(app)["asp"] == "45001")
    press("z", &app)
    press("e", &app)
    _ = app.press(.control("u"), now: Record.now)
    press("cheap\n", &app)
    #expect(text(app).contains("not a number"))
    press("\u{1b}", &app)
    #expect(app.state.overlay == nil)
    #expect(try assumptions(app)["asp"] == "45000")
  }

  @Test func operatingExpensesAreSplitWhenALineIsNudged() throws {
    var app = try app("2023-07-18")
    press(String(repeating: "j", count: EPSDriver.researchAndDevelopment.index), &app)
    press("+", &app)
    let after = try assumptions(app)
    #expect(after["opex"] == nil && after["rd"] != nil && after["sga"] != nil)
  }

  @Test func theEstimatesOfAQuarterAreSteppedThrough() throws {
    var app = try app("2023-07-18")
    var seen: Set<Int> = []
    for _ in 0..<3 {
      press("s", &app)
      seen.insert(try assumptions(app).count)
    }
    // Carried forward, published deliveries, the notes.
    #expect(seen == [0, 1, 4])
    press("S", &app)
    #expect(try assumptions(app).count == 1)
  }

  @Test func otherQuartersKeepTheirOwnChanges() throws {
    var app = try app("2023-07-18")
    press("+", &app)
    let changed = try assumptions(app)
    _ = app.press(.left, now: Record.now)
    #expect(text(app).contains("Estimate 2023Q1 from 2022Q4"))
    #expect(try assumptions(app) != changed)
    _ = app.press(.right, now: Record.now)
    #expect(try assumptions(app) == changed)
    press("p", &app)
    press("s", &app)
    #expect(text(app).contains("Estimate 2023Q2 from 2022Q2"))
  }

  @Test func theHeatMapMovesAndGivesItsCell() throws {
    var app = try app("2023-07-20T16:00ET")
    press("v", &app)
    #expect(text(app).contains("ASP 45,956 (−2.5%), Cost per unit 36,772 (−4.5%)"))
    press("lk", &app)
    #expect(text(app).contains("ASP 46,191 (−2.0%), Cost per unit 36,965 (−4.0%)"))
    press("e", &app)
    let taken = try assumptions(app)
    #expect(taken["asp"] == "-2%" && taken["unit-cost"] == "-4%")
    // As one change.
    press("z", &app)
    #expect(try assumptions(app) == notes)
    // End leads to the report.
    _ = app.press(.end, now: Record.now)
    #expect(text(app).contains("Cost per unit 37,928 (−1.5%)"))
  }

  @Test func anyTwoDriversAreTheAxes() throws {
    var app = try app("2023-07-18")
    press(String(repeating: "j", count: EPSDriver.energyMargin.index), &app)
    press("x", &app)
    #expect(text(app).contains("↓ ASP  → Energy margin"))
    press(String(repeating: "k", count: EPSDriver.energyMargin.index), &app)
    press("y", &app)
    #expect(text(app).contains("↓ Units sold  → Energy margin"))
    press(String(repeating: "j", count: EPSDriver.operatingExpenses.index) + "x", &app)
    press("jy", &app)
    #expect(text(app).contains("cannot be both axes"))
    for driver in EPSDriver.allCases {
      for key in ["x", "y"] {
        var copy = app
        press(String(repeating: "k", count: 25) + String(repeating: "j", count: driver.index) + key, &copy)
        expectSound(copy.frame(Self.size), "\(driver.name) on \(key)")
      }
    }
  }

  @Test func theWantedResultIsSolvedFor() throws {
    var app = try app("2023-07-18")
    press("jf1.10\n", &app)
    #expect(text(app).contains("1.10 solved for"))
    #expect(text(app).contains("solve ASP: ◆1.10"))
    press("fx\n", &app)
    #expect(text(app).contains("not a number"))
    press("\u{1b}f\n", &app)
    #expect(text(app).contains("0.95 claimed"))
  }

  @Test func theBridgeJoinsOtherEnds() throws {
    var app = try app("2023-07-20T16:00ET")
    // Out of sight it is shown first.
    let size = Size(80, 24)
    _ = app.frame(size)
    press("b", &app)
    #expect(app.state.view(of: .eps) == 2)
    _ = text(app)
    press("b", &app)
    #expect(text(app).contains("● 2023Q1 → ◆ notes-23q2"))
    press("b", &app)
    #expect(text(app).contains("● 2023Q1 → ● 2023Q2 reported"))
    press("b", &app)
    #expect(text(app).contains("◆ published deliveries → ◆ notes-23q2"))
    press("b", &app)
    #expect(text(app).contains("◆ notes-23q2 → ● 2023Q2 reported"))
  }

  @Test func anEstimateIsSavedListedAndOpened() throws {
    var app = try app("2023-07-18")
    press("j+", &app)
    guard case .save(let estimate, false) = press("wmy case\n", &app) else { return #expect(Bool(false), "not saved") }
    #expect(estimate.name == "my case" && estimate.preset == "notes-23q2" && estimate.target == .quarter(year: 2023, 2))
    // There is one of that name: Enter again replaces it.
    app.reject(Phrase("exists"), mayReplace: true)
    #expect(text(app).contains("exists"))
    guard case .save(_, true) = press("\n", &app) else { return #expect(Bool(false), "not replaced") }
    app.set(estimates: [estimate], problems: ["x.yaml:3: bad"])
    app.show(.estimate(estimate))
    #expect(app.state.overlay == nil)
    #expect(text(app).contains("my case") && text(app).contains("! x.yaml:3: bad"))
    // From another quarter the list opens it again.
    _ = app.press(.left, now: Record.now)
    press("o", &app)
    #expect(text(app).contains("my case · 2023Q2"))
    press("jjjj", &app)
    press("o", &app)
    #expect(text(app).contains("Estimate 2023Q2 from 2023Q1 "))
    #expect(try assumptions(app)["asp"] == "-2%")
    // Before it was made nobody had it.
    var earlier = try self.app("2023-07-14", estimates: [estimate])
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
            let app = Dashboard(book: Record.book, state: state, now: Record.now)
            expectSound(app.frame(size), "\(moment) \(size) view \(view)")
          }
        }
      }
    }
  }

  @Test func withoutAnyResultItSaysSo() throws {
    #expect(text(try app("2019-01-02")).contains("No quarterly result is in the record"))
    var early = try app("2019-01-02")
    press("+-.,=Rezxyabfpwos\n", &early)
    expectSound(early.frame(Self.size), "keys without a quarter")
  }

  @Test func aDraftIsKeptWhileOtherEstimatesAreLookedAt() throws {
    var app = try app("2023-07-18")
    press("j+", &app)
    let draft = try assumptions(app)
    // From the notes through the others to a change of theirs, and all the way back.
    press("s", &app)
    press("+", &app)
    let second = try assumptions(app)
    #expect(second != draft)
    press("z", &app)
    press("S", &app)
    #expect(try assumptions(app) == draft)
  }

  @Test func aDraftIsNoneOfAnEarlierMoment() throws {
    var app = try app("2023-07-19T16:05ET")
    press("j+", &app)
    press("[", &app)
    #expect(!text(app).contains("your changes"))
    press("]", &app)
    #expect(text(app).contains("your changes"))
    // And what was changed after the results is saved as made after them.
    guard case .save(let estimate, _) = press("wlate\n", &app) else { return #expect(Bool(false), "not saved") }
    #expect(estimate.madeAt == (try Instant(parsing: "2023-07-19T16:05ET")))
  }

  @Test func amountsAreTypedAsTheyAreShown() throws {
    var app = try app("2023-07-18")
    press("jc", &app)
    // An estimate is in dollars on a screen in won too.
    press("e46000\n", &app)
    let asp = try assumptions(app)["asp"]
    #expect(asp == "46000")
    press("f1.2\n", &app)
    #expect(text(app).contains("1.20 solved for") && text(app).contains("in won"))
  }

  @Test func whatIsNotOnRecordIsNotShownAsReported() throws {
    func row(_ book: Book) throws -> Substring {
      let app = Dashboard(book: book, state: try Record.state(.eps, .en, at: "2024-01-25"), now: Record.now)
      return try #require(text(app).split(separator: "\n").first { $0.contains("Tax rate") })
    }
    #expect(try row(EPSCarriedTests.without).contains("≈21.0%"))
    #expect(try !row(Record.book).contains("≈"))
  }

  @Test(arguments: Language.allCases) func whatIsNotCarriedIsSaid(language: Language) throws {
    let korean = language == .ko
    // The deliveries of 2024Q1 are out, its results are not.
    let flagged = text(try app("2024-04-03", language), Size(120, 40))
    #expect(flagged.contains(korean ? "2023Q4 일회성 이익" : "one-off gain of"))
    #expect(!text(try app("2023-07-18", language)).contains(korean ? "일회성 이익" : "one-off gain"))
    // Whatever comes to be on record of 2026Q3: on this day it was only deliveries and storage.
    var later = try app("2026-10-03", language)
    press("l", &later)
    let next = text(later, Size(120, 40))
    #expect(next.contains(korean ? "2026Q4 추정 (기준 2026Q2)" : "Estimate 2026Q4 from 2026Q2"))
    #expect(next.contains(korean ? "판매 대수·ESS 설치 2026Q3" : "units and storage of 2026Q3"))
  }

  @Test func resultsThatAreOutAndNotHereAreNamed() throws {
    // The record as it is without the last results it has: two months on they are missing.
    let book = Record.book.known(at: try Instant(parsing: "2026-07-10"))
    let app = Dashboard(book: book, state: try Record.state(.eps, .en, at: "2026-08-20"), now: Record.now)
    let frame = text(app, Size(120, 40))
    #expect(frame.contains("2026Q2 results") && frame.contains("not in this record") && !frame.contains("not known yet"))
  }

  @Test func aRecastQuarterShowsBothVersions() throws {
    func frame(_ moment: String) throws -> String {
      var app = try app(moment)
      press("vvvv", &app)
      while !text(app).contains("Estimate 2024Q4 ") { press("h", &app) }
      return text(app)
    }
    #expect(try !frame("2025-02-15").contains("restated"))
    let later = try frame("2026-02-15")
    #expect(later.contains("* first 0.73") && later.contains("* restated") && later.contains("Q4*") && later.contains("0.73"))
  }

  @Test func theBarsOfABridgeSayWhereTheyBegin() throws {
    #expect(text(try app("2023-07-20")).contains("bars from 0."))
  }
}
