import Foundation
import Glibc
import Testing

/// `tsla-tui value`, and the user's scenarios as files, as a shell runs them: options, statuses and streams.
///
/// What is printed is tested by `ScenarioReportTests` and `SimulationReportTests`.
@Suite struct ValueCommandTests {
  static let newest = ["--as-of", "2026-10-05"]
  private static let notes = ["--scenario", "notes-2026", "--as-of", "2023-07-14"]
  private static let base = ["--scenario", "base"] + newest

  func run(_ arguments: [String], _ changes: [String: String?] = [:]) throws -> Output {
    try Output(of: [try Program.path(), "value"] + arguments, Program.environment(changes))
  }

  /// The object that a command prints as JSON.
  func object(_ arguments: [String], _ changes: [String: String?] = [:]) throws -> [String: Any] {
    let output = try run(arguments + ["--format", "json"], changes)
    #expect(output.ending == .exited(0), "\(output.errors)")
    return try #require(try JSONSerialization.jsonObject(with: Data(output.bytes)) as? [String: Any])
  }

  func scenario(_ object: [String: Any], _ id: String) throws -> [String: Any] {
    try #require((object["scenarios"] as? [[String: Any]])?.first { $0["scenario"] as? String == id }, "\(id)")
  }

  func row(_ object: [String: Any], _ list: String, _ name: String, _ value: String) throws -> [String: Any] {
    try #require((object[list] as? [[String: Any]])?.first { $0[name] as? String == value }, "\(list) \(value)")
  }

  func number(_ object: [String: Any], _ key: String) throws -> Double { try #require(object[key] as? Double, "\(key)") }

  func result(_ scenario: [String: Any], _ key: String) throws -> Double {
    try number(try row(scenario, "results", "result", key), "value")
  }

  @Test func eachFormGoesToStandardOutput() throws {
    for (form, words) in [("table", "WHAT FOLLOWS"), ("csv", "scenario,section,"), ("json", "\"record_quarter\": \"2026Q2\"")] {
      let output = try run(Self.base + ["--format", form])
      #expect(output.ending == .exited(0) && output.errors == "" && output.text.contains(words), "\(form)")
    }
    // Without names all stand side by side, also where one is known.
    for moment in ["2026-10-05", "2015-01-01"] {
      let all = try run(["--as-of", moment])
      #expect(all.ending == .exited(0) && all.errors == "" && all.text.contains("Scenarios side by side"))
    }
    #expect(try run(Self.notes + ["--lang", "ko", "--currency", "krw"]).text.contains("3,710조 원"))
    #expect(try run(["--as-of", "2010-01-01", "--currency", "krw"]).ending == .exited(65))
  }

  @Test func changesThatCannotBeAreRefused() throws {
    #expect(try run(Self.base + ["--set", "multiple=-10%"]).text.contains("multiple 50.0× → 45.0×"))
    let unknown = try run(Self.base + ["--set", "price=5"])
    #expect(unknown.ending == .exited(64) && unknown.bytes.isEmpty && unknown.errors.contains("there are units, asp"))
    for set in ["multiple", "=5", "multiple=x", "tax_rate=+2%", "tax_rate=120", "units.spread=wide"] {
      let output = try run(Self.base + ["--set", set])
      #expect(output.ending == .exited(64) && output.bytes.isEmpty, "\(set)")
    }
    #expect(try run(Self.newest + ["--set", "multiple=5"]).ending == .exited(64))
  }

  @Test func whatIsSolvedForIsWrittenInManyWays() throws {
    for wanted in ["value=1.85T", "price=500", "value=1.85 trillion USD"] {
      let one = try scenario(try object(Self.base + ["--solve", "units", "--for", wanted]), "base")
      #expect(try abs(number(try #require(one["solve"] as? [String: Any]), "price") - 500) < 1e-9, "\(wanted)")
    }
    for (wanted, words) in [
      ("price=today", "For the price today"), ("price=500,000 KRW", "500,000 KRW"), ("value=4,350조 원", "4,350 T KRW"),
    ] {
      let output = try run(Self.base + ["--solve", "multiple", "--for", wanted])
      #expect(output.ending == .exited(0) && output.text.contains(words), "\(wanted)")
    }
    for wrong in [
      ["--solve", "units"], ["--for", "price=5"], ["--solve", "units", "--for", "5"], ["--solve", "unit", "--for", "price=5"],
      ["--solve", "units", "--for", "price=5 EUR"], ["--solve", "units", "--for", "value=5"],
    ] { #expect(try run(Self.base + wrong).ending == .exited(64), "\(wrong)") }
    #expect(try run(Self.newest + ["--solve", "units", "--for", "price=5"]).ending == .exited(64))
  }

  // MARK: the range of outcomes

  private static let few = ["simulate", "--paths", "20000"] + base

  @Test func theRangeIsTheSameWithAnyNumberOfThreads() throws {
    let one = try run(Self.few + ["--threads", "1", "--format", "json"])
    #expect(one.ending == .exited(0) && one.errors == "")
    for threads in ["2", "3"] { #expect(try run(Self.few + ["--threads", threads, "--format", "json"]).bytes == one.bytes) }
    #expect(try run(Self.few + ["--seed", "2", "--format", "json"]).bytes != one.bytes)
  }

  @Test func theRangeIsOfTheYearsAndScenariosAskedFor() throws {
    let csv = try run(Self.few + ["--years", "2030", "--format", "csv"])
    #expect(csv.lines.count { $0.hasPrefix("base,quantity,") } == 3 && csv.lines.count { $0.hasPrefix("base,losses,") } == 1)
    // Without names: those that are built from drivers.
    let all = try run(["simulate", "--paths", "1000"] + Self.newest)
    #expect(all.ending == .exited(0) && all.lines.count { $0.hasPrefix("Range of outcomes") } == 3)
    #expect(try run(["simulate", "--as-of", "2015-01-01"]).ending == .exited(65))
  }

  @Test func whatCannotBeSimulatedSaysWhy() throws {
    let notes = try run(["simulate"] + Self.notes)
    #expect(notes.ending == .exited(65) && notes.bytes.isEmpty && notes.errors.contains("not built from drivers"))
    #expect(try run(["simulate", "--scenario", "record"] + Self.newest).ending == .exited(65))
    #expect(try run(Self.few + ["--years", "2040"]).ending == .exited(65))
    let folder = try TemporaryFolder()
    let odd = try folder.write(
      "from: base\ncorrelations:\n  units asp: 0.9\n  asp multiple: 0.9\n  units multiple: -0.9\n", to: "odd.yaml")
    let output = try run(["simulate", "--scenario", odd] + Self.newest)
    #expect(output.ending == .exited(65) && output.errors.contains("no drivers can be correlated so"))
    for wrong in [
      ["--paths", "0"], ["--paths", "x"], ["--threads", "0"], ["--years", "2030-2026"], ["--years", "30"], ["--seed", "-1"],
    ] {
      #expect(try run(["simulate"] + Self.base + wrong).ending == .exited(64), "\(wrong)")
    }
  }
}
