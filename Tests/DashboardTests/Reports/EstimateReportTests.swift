import Analysis
import Finance
import Format
import Foundation
import Model
import Reports
import Testing

/// What `tsla-tui eps` prints.
@Suite struct EstimateReportTests {
  /// The day before the results of the second quarter of 2023, and the day after.
  private static let before = "2023-07-18"
  private static let after = "2023-07-20"

  private func analysis(_ moment: String) throws -> Analysis { Analysis(try Record.snapshot(moment)) }

  /// The estimate of the notes, with some drivers set anew.
  private func notes(_ a: Analysis, target: Period? = nil, _ sets: (EPSDriver, String)...) throws -> Report.Estimate {
    let preset = try #require(a.snapshot.epsPresets.first { $0.id == "notes-23q2" })
    let settings = try sets.map { EPSAssumption($0, try DriverSetting(parsing: $1, for: $0)) }
    return try Report.Estimate(a, preset: preset, target: target, settings: settings)
  }

  private func report(
    _ moment: String, _ estimate: (Analysis) throws -> Report.Estimate, solution: Report.Solution? = nil,
    _ format: Format.Formatter = .english
  ) throws -> Report {
    let a = try analysis(moment)
    return .estimate(try estimate(a), solution, .nonGAAP, a.snapshot, format)
  }

  // MARK: the estimate

  @Test func theNotesAsATable() throws {
    let report = try report(Self.before) { try notes($0) }
    #expect(report.text().hasPrefix("EPS of 2023Q2, estimated from 2023Q1\nnon-GAAP 0.95, GAAP 0.83 USD/share\n"))
    let price = try #require(report.lines.first { $0.hasPrefix("asp ") })
    #expect(price.contains("47,134") && price.contains("−2.5%") && price.contains("45,956") && price.contains("Honeyjam"))
    #expect(report.lines.first { $0.hasPrefix("units ") }?.hasSuffix("published") == true)
    #expect(report.lines.first { $0.hasPrefix("opex ") }?.contains("our assumption") == true)
    // The results are not known yet, and then they are.
    #expect(report.lines.first { $0.hasPrefix("EPS, non-GAAP") }?.contains("?") == true)
    let later = try self.report(Self.after) { try notes($0) }
    #expect(later.lines.first { $0.hasPrefix("EPS, non-GAAP") }?.contains("0.91") == true)
    let korean = try self.report(Self.before, { try notes($0) }, .korean).text()
    #expect(korean.contains("2023Q2 EPS 추정") && korean.contains("판매 대수"))
  }

  @Test func theDriversOfTheNotes() throws {
    let notes = try report(Self.after) { try self.notes($0) }.object()
    #expect(notes["base"] as? String == "2023Q1" && notes["target"] as? String == "2023Q2")
    #expect(notes["as_of"] as? String == "2023-07-21T03:59Z" && notes["units_count"] as? String == "without_operating_lease")
    #expect(notes["preset"] as? String == "notes-23q2" && notes["estimate"] is NSNull)
    #expect(try notes.rows("drivers").count == 25)
    let price = try notes.row("drivers", "driver", "asp")
    #expect(price["setting"] as? String == "-2.5%" && price["change_unit"] as? String == "%")
    #expect(try abs(price.number("change") + 2.5) < 1e-9 && abs(price.number("value") - 47133.96151983182 * 0.975) < 1e-9)
    let origin = try price.object("provenance")
    #expect(origin["kind"] as? String == "derived" && origin["by"] as? String == "Honeyjam")
    #expect((origin["sources"] as? [String])?.contains("seed") == true && origin["known_at"] as? String == "2023-07-14T03:59Z")
    let credits = try notes.row("drivers", "driver", "credits")
    #expect(credits["setting"] is NSNull && credits["assumed_by"] is NSNull)
    #expect(try credits.object("provenance")["kind"] as? String == "assumed")
  }

  /// Unrounded, and what is not there says why.
  @Test func theStatementOfTheNotes() throws {
    let notes = try report(Self.after) { try self.notes($0) }.object()
    let line = try notes.row("lines", "line", "eps_nongaap")
    let eps = try notes.number("eps", "nongaap")
    #expect(try abs(eps - 0.9485277124632895) < 1e-12 && line.number("estimate") == eps && line.number("reported") == 0.91)
    #expect(try abs(line.number("difference") + eps - 0.91) < 1e-12 && line["absence"] == nil)
    let unknown = try report(Self.before) { try self.notes($0) }.object().row("lines", "line", "eps_nongaap")
    #expect(unknown["reported"] is NSNull && unknown["difference"] is NSNull)
    #expect(unknown["absence"] as? [String: String] == ["reported": "not_known_yet"])
  }

  @Test func theNotesAsCSV() throws {
    let lines = try report(Self.before) { try notes($0) }.text(.csv).split(separator: "\n")
    #expect(lines.count == 1 + 25 + 30)
    #expect(lines.contains { $0.hasPrefix("line,eps_nongaap,USD/share,non-GAAP,0.85,0.9485277124632895,,,,,,,") })
  }

  @Test func withoutAnythingTheNewestQuarterIsCarriedForward() throws {
    let carried = try report(Self.before) { try Report.Estimate($0) }.object()
    #expect(carried["base"] as? String == "2023Q1" && carried["target"] as? String == "2023Q2")
    #expect(try carried.rows("drivers").allSatisfy { $0["setting"] is NSNull })
    #expect(try abs(carried.number("eps", "nongaap") - 2931.0 / 3468) < 1e-12)
    // In May the newest deliveries are those of the newest statement.
    let may = try Report.Estimate(try analysis("2023-05-01"), base: .quarter(year: 2023, 1))
    #expect(may.eps.target.label == "2023Q2")
    let winter = try Report.Estimate(try analysis(Self.before), target: .quarter(year: 2023, 4))
    #expect(winter.eps.base.quarter.label == "2023Q1")
  }

  @Test func aLineTakesThePlaceOfTheSumThatHoldsIt() throws {
    let set = try report(Self.before) { try notes($0, (.researchAndDevelopment, "800")) }.object()
    #expect(try set.row("drivers", "driver", "rd").number("value") == 800)
    let sga = try set.row("drivers", "driver", "sga").number("value")
    #expect(abs(sga - 2050 * 1076 / 1847) < 1e-9)
    #expect(try set.row("drivers", "driver", "opex")["setting"] is NSNull)
    // What the preset wants published need not be, once it is set.
    let early = try notes(try analysis(Self.before), target: .quarter(year: 2023, 3), (.units, "430000"))
    #expect(early.eps.values[.units] == 430_000)
  }

  @Test func aSolutionIsALineOfItsOwn() throws {
    let a = try analysis(Self.before)
    let estimate = try notes(a)
    guard case .value(let value) = EPSSolution(.price, for: 1, .nonGAAP, in: estimate.eps) else {
      throw Unmet("no average price gives earnings of 1 USD a share")
    }
    let solution = Report.Solution(driver: .price, wanted: 1, value: value)
    let report = Report.estimate(estimate, solution, .nonGAAP, a.snapshot, .english)
    #expect(
      report.lines.last
        == "For non-GAAP 1.00 USD/share, everything else as above: ASP, average selling price (asp) 46,401 USD (−1.55%); 2023Q1 had 47,134."
    )
    #expect(report.text(.csv).split(separator: "\n").last?.hasPrefix("solve,asp,USD,GAAP,47133.96") == true)
  }

  // MARK: grid, bridge and record

  @Test func theGrid() throws {
    let a = try analysis(Self.before)
    func steps(_ driver: EPSDriver) -> EPSSteps { EPSSteps(driver, (0...16).map { .relative(-6 + Double($0) / 2) }) }
    let report = try Report.estimateGrid(
      try notes(a), x: steps(.price), y: steps(.unitCost), .nonGAAP, a.snapshot, .english)
    #expect(report.lines.count == 4 + 1 + 17)
    #expect(report.lines[4].split(separator: " ").first == "-6%" && report.lines.last?.split(separator: " ").count == 18)
    let eps = try #require(try report.object()["eps"] as? [[Double]])
    #expect(eps.count == 17 && eps.allSatisfy { $0.count == 17 } && abs(eps[3][7] - 0.9485277124632895) < 1e-12)
    #expect(report.cells.count == 1 + 17 * 17)
    let same = try #require(report.cells.first { $0[2] == "-2.5%" && $0[3] == "-4.5%" })
    #expect(abs((Double(same[4]) ?? 0) - eps[3][7]) < 1e-12)
  }

  private func bridge(_ basis: Basis) throws -> Report {
    let a = try analysis(Self.after)
    let estimate = try notes(a).eps
    return .estimateBridge(
      from: BridgeEndpoint("estimate", estimate), to: BridgeEndpoint("reported", try a.quarter(estimate.target)), basis,
      a.snapshot,
      .english)
  }

  @Test(arguments: [(Basis.gaap, 0.78), (.nonGAAP, 0.91)]) func theBridgeAddsUp(basis: Basis, published: Double) throws {
    let bridge = try bridge(basis).object()
    let groups = try bridge.rows("groups")
    #expect(groups.count == 12)
    func sum(_ rows: [[String: Any]]) throws -> Double { try rows.map { try $0.number("eps") }.reduce(0, +) }
    let (start, end, total) = (try bridge.number("start"), try bridge.number("end"), try bridge.number("total"))
    #expect(abs(try sum(groups) - total) < 1e-12 && abs(start + total - end) < 1e-12)
    for group in groups { #expect(abs(try sum(group.rows("drivers")) - group.number("eps")) < 1e-12) }
    #expect(try bridge.number("to", "published") == published && bridge["units_count"] as? String == "without_operating_lease")
  }

  @Test func theBridgeInItsOtherForms() throws {
    let report = try bridge(.nonGAAP)
    #expect(report.text().contains("published 0.91") && report.text().contains("Cost per unit"))
    #expect(report.cells.filter { $0[0] == "group" }.count == 12 && report.cells.filter { $0[0] == "driver" }.count == 24)
  }

  @Test func theTrackRecord() throws {
    let report = Report.trackRecord([], try analysis(Self.after), .english)
    let methods = try report.object().rows("methods")
    #expect(methods.map { $0["method"] as? String } == ["carried", "published"])
    for method in methods {
      let errors = try method.rows("entries").map { try $0.number("error") }
      #expect(try errors.count == 17 && method.number("quarters") == 17)
      let (bias, size) = (errors.reduce(0, +) / 17, errors.map { abs($0) }.reduce(0, +) / 17)
      #expect(try abs(method.number("bias") - bias) < 1e-12 && abs(method.number("mean_absolute_error") - size) < 1e-12)
    }
    #expect(report.lines.contains { $0.hasPrefix("2023Q2") } && report.cells.count == 1 + 34)
    #expect(Report.trackRecord([], try analysis("2010-01-01"), .english).cells.count == 1)
  }
}
