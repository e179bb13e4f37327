import Analysis
import Finance
import Format
import Model
import Reports
import Testing

extension Formatter {
  static let english = Formatter(language: .en)
  static let korean = Formatter(language: .ko)
}

/// A command line with the report that it prints, made in process.
struct CommandReport: CustomTestStringConvertible {
  let arguments: [String]
  let moment: String
  let report: @Sendable (Analysis) throws -> Report

  init(_ command: String, at moment: String, _ report: @escaping @Sendable (Analysis) throws -> Report) {
    (arguments, self.moment, self.report) = (command.split(separator: " ").map(String.init), moment, report)
  }

  var testDescription: String { arguments.joined(separator: " ") }

  func made(of book: Book) throws -> Report { try report(Analysis(Snapshot(of: book, asOf: try Instant(parsing: moment)))) }
}

extension CommandReport {
  private static let days = "--from 2023-07-01 --to 2023-07-31"
  private static let first = Day(civil: 2023, 7, 1)
  private static let last = Day(civil: 2023, 7, 31)

  /// Every command that prints a report, at moments and with options that leave out no key.
  static let all: [CommandReport] = [
    CommandReport("claims", at: "2026-10-05") { .claims($0.ledger.judgements, $0.snapshot, .english) },
    CommandReport("claims score", at: "2026-10-05") { .claimScores($0.ledger, by: .topic, .english) },
    CommandReport("calendar sessions \(days)", at: "2023-07-20") {
      .sessions(Sessions.sessions(from: first, through: last, asOf: $0.snapshot.asOf), from: first, through: last, .english)
    },
    CommandReport("calendar index \(days)", at: "2023-07-20") {
      let s = $0.snapshot
      return .rebalances(
        RebalanceDates.all(from: first, through: last, s.rebalances, asOf: s.asOf), from: first, through: last, .english)
    },
    CommandReport("calendar events \(days)", at: "2023-07-20") {
      .agenda(Agenda.entries($0.snapshot, from: first, through: last), from: first, through: last, .english)
    },
    CommandReport("facts", at: "2023-07-20") { .facts(Metric.allCases, $0.snapshot, allVersions: false, .english) },
    CommandReport("consensus", at: "2023-07-20") { .consensus(nil, $0.snapshot, .english) },
    CommandReport("events", at: "2023-07-20") { .events($0.snapshot.events, .english) },
    CommandReport("index trigger", at: "2023-07-20") {
      .indexTrigger(Report.Trigger(try index($0), ticker: nil, asOf: $0.snapshot.asOf.newYorkDay), .english)
    },
    CommandReport("index flow", at: "2023-07-20") {
      .indexFlow(try #require(Report.Flow(try index($0), asOf: $0.snapshot.asOf.newYorkDay)), .english)
    },
    CommandReport("index rebalance", at: "2023-07-20") {
      .rebalance(try #require(Report.Weights(try index($0), asOf: $0.snapshot.asOf.newYorkDay)), .english)
    },
    CommandReport("eps --preset notes-23q2 --solve asp --for 1", at: "2023-07-18") {
      let estimate = try notes($0)
      guard case .value(let value) = EPSSolution(.price, for: 1, .nonGAAP, in: estimate.eps) else { throw Unmet("no price") }
      return .estimate(
        estimate, Report.Solution(driver: .price, wanted: 1, value: value), .nonGAAP, $0.snapshot, .english)
    },
    CommandReport("eps grid --preset notes-23q2 --x asp --y unit-cost --from -1% --to +1% --step 1%", at: "2023-07-18") {
      func steps(_ driver: EPSDriver) -> EPSSteps { EPSSteps(driver, [.relative(-1), .relative(0), .relative(1)]) }
      return try .estimateGrid(try notes($0), x: steps(.price), y: steps(.unitCost), .nonGAAP, $0.snapshot, .english)
    },
    CommandReport("eps bridge --preset notes-23q2", at: "2023-07-20") {
      let eps = try notes($0).eps
      return .estimateBridge(
        from: BridgeEndpoint("estimate", eps), to: BridgeEndpoint("reported", try $0.quarter(eps.target)), .nonGAAP, $0.snapshot,
        .english)
    },
    CommandReport("eps record", at: "2023-07-20") { .trackRecord([], $0, .english) },
    CommandReport("eps list", at: "2023-07-20") { .estimates([], in: nil, $0, .english) },
    CommandReport("value", at: "2026-10-05") { a in
      .scenarios(a.scenarios.map { result($0, a) }, nil, isWhole: false, ScenarioAmounts(a, .usd, .en))
    },
    CommandReport("value simulate --scenario base --paths 1000", at: "2026-10-05") { a in
      let base = result(try #require(a.scenarios.first { $0.id == "base" }), a)
      let outcomes = try #require(try Outcomes(base.scenario, a.trailingDrivers, a.snapshot, paths: 1000, seed: 1))
      return .ranges(
        [(base, outcomes, Array(outcomes.path.years.indices))], paths: 1000, seed: 1, ScenarioAmounts(a, .usd, .en))
    },
  ]

  private static func index(_ a: Analysis) throws -> RebalanceWeights { try #require(a.index.newest) }

  private static func result(_ scenario: Scenario, _ a: Analysis) -> ScenarioResult {
    ScenarioResult(scenario.completed(a.snapshot), ScenarioChanges(), a.trailingDrivers, a.snapshot)
  }

  private static func notes(_ a: Analysis) throws -> Report.Estimate {
    try Report.Estimate(a, preset: a.snapshot.epsPresets.first { $0.id == "notes-23q2" })
  }
}
