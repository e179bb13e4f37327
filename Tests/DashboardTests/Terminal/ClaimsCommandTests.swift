import Foundation
import Glibc
import Testing

/// `tsla-tui claims`, as a shell runs it.
@Suite struct ClaimsCommandTests {
  private static let moment = ["--as-of", "2026-10-05"]

  private func run(_ arguments: [String], _ changes: [String: String?] = [:]) throws -> Output {
    try Output(of: [try Program.path(), "claims"] + arguments, Program.environment(changes))
  }

  private func object(_ arguments: [String], _ changes: [String: String?] = [:]) throws -> [String: Any] {
    let output = try run(arguments + ["--format", "json"], changes)
    #expect(output.ending == .exited(0) && output.errors == "", "\(output.errors)")
    return try #require(try JSONSerialization.jsonObject(with: Data(output.bytes)) as? [String: Any])
  }

  private func claims(_ object: [String: Any]) throws -> [[String: Any]] { try #require(object["claims"] as? [[String: Any]]) }

  private func ids(_ arguments: [String]) throws -> [String] {
    try claims(try object(arguments)).compactMap { $0["id"] as? String }
  }

  // MARK: printing

  @Test(
    arguments: [
      (["--verdict", "missed", "--speaker", "honey"], ["cost23q2", "eps23q2"]), (["--speaker", "론 바론"], ["baron500"]),
      (["--due-before", "2020-01-01", "--kind", "statement"], ["ess2019"]), (["--differs"], []), (["--own"], []),
      (["--as-of", "2023-07-19T16:05ET", "--topic", "eps", "--verdict", "open"], []),
    ]) func eachOptionLeavesOutTheRest(options: [String], left: [String]) throws
  {
    #expect(try ids((options.contains("--as-of") ? [] : Self.moment) + options).sorted() == left)
  }

  @Test func whatIsWrongIsSaid() throws {
    for (arguments, words) in [
      (["--topic", "sports"], "There is no topic 'sports'"), (["--speaker", "nobody"], "There is no speaker 'nobody'"),
      (["--verdict", "wrong"], "wrong"), (["--kind", "guess"], "guess"), (["--due-before", "soon"], "'soon' is not a date"),
      (["add"], "Missing expected argument"), (["add", "x", "--metric", "storage"], "period is missing"),
      (["add", "x", "--at-least", "80"], "without a metric"), (["add", "x", "--by", "soon"], "'soon' is not a date"),
      (["add", "x", "--key", "a:b"], "cannot be a key"),
    ] {
      let output = try run(arguments, ["XDG_DATA_HOME": "/nonexistent"])
      #expect(output.ending == .exited(64) && output.bytes.isEmpty, "\(arguments)")
      #expect(output.errors.contains(words), "\(arguments): \(output.errors)")
    }
    let nowhere = try run(["add", "x"], ["HOME": nil, "XDG_DATA_HOME": nil])
    #expect(nowhere.ending == .exited(73) && nowhere.errors.contains("HOME and XDG_DATA_HOME are not set"))
    let readOnly = try run(["add", "x"], ["XDG_DATA_HOME": "/proc"])
    #expect(readOnly.ending == .exited(73))
  }

  // MARK: the user's own

  private func names(_ folder: TemporaryFolder) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path + "/tsla-tui").sorted()
  }

  @Test func addedClaimsAreInTheFileAndInTheLedger() throws {
    let folder = try TemporaryFolder()
    let home = ["XDG_DATA_HOME": folder.path]
    let first = try run(
      [
        "add", "Storage above 80 GWh in 2027", "--topic", "energy", "--by", "2028-01-31", "--metric", "storage", "--period",
        "2027",
        "--at-least", "80", "--made", "2026-11-01",
      ], home)
    #expect(first.ending == .exited(0) && first.errors == "")
    let path = folder.path + "/tsla-tui/claims.yaml"
    #expect(first.text == "\(path):12\n")
    #expect(
      try folder.read("tsla-tui/claims.yaml").hasSuffix(
        """

        storage-above-80-gwh-in:
          text: "Storage above 80 GWh in 2027"
          made: 2026-11-01
          topic: energy
          by: 2028-01-31
          metric: storage
          period: 2027
          at least: 80

        """))
    // A second one with the same words gets a key of its own; the file as it was is kept.
    let before = try folder.read("tsla-tui/claims.yaml")
    let second = try run(["add", "Storage above 80 GWh in 2027", "--who", "친구"], home)
    #expect(second.ending == .exited(0))
    #expect(try folder.read("tsla-tui/claims.yaml").hasPrefix(before))
    let backups = try names(folder).filter { $0.hasSuffix(".bak") }
    #expect(backups.count == 1)
    #expect(try folder.read("tsla-tui/" + (backups.first ?? "")) == before)
    let taken = try run(["add", "x", "--key", "storage-above-80-gwh-in"], home)
    #expect(taken.ending == .exited(64) && taken.errors.contains("stands in the file already"))
    // They are in the ledger from their day on.
    let own = try claims(try object(["--own", "--as-of", "2030-01-01"], home))
    #expect(own.compactMap { $0["id"] as? String } == ["own:storage-above-80-gwh-in", "own:storage-above-80-gwh-in-2"])
    #expect(own.allSatisfy { $0["own"] as? Bool == true } && own[0]["line"] as? Int == 12)
    #expect(
      (own[0]["test"] as? [String: Any])?["rule"] as? String == "Storage deployed, 2027 ≥ 80 GWh"
        && own[1]["who"] as? String == "친구")
    #expect(try claims(try object(["--own", "--as-of", "2026-10-31"], home)).isEmpty)
    let rendered = try Output(
      of: [try Program.path(), "render", "claims", "--size", "200x50", "--as-of", "2030-01-01"], Program.environment(home))
    #expect(rendered.text.contains("Tally of 52 claims") && rendered.text.contains("storage-above") == false)
  }

  @Test func aFileWithABadEntryIsKeptAsItIs() throws {
    let folder = try TemporaryFolder()
    let home = ["XDG_DATA_HOME": folder.path]
    let text = "good:\n  text: of my own\n  made: 2026-01-01\n\nbad:\n  text: x\n  by: soon\r\n# the end"
    let file = try folder.write(text, to: "tsla-tui/claims.yaml")
    let list = try run(["--own"] + Self.moment, home)
    #expect(list.ending == .exited(65) && list.text.contains("of my own"))
    #expect(list.errors == "tsla-tui: claims: \(file):7: 'soon' is not a date; write 2027-01-31\n")
    #expect(try run(["--own", "--lang", "ko"] + Self.moment, home).errors.contains("7: 'soon'은(는) 날짜가 아님"))
    let added = try run(["add", "another"], home)
    #expect(added.ending == .exited(0) && added.text == "\(file):10\n")
    #expect(try folder.read("tsla-tui/claims.yaml").hasPrefix(text + "\n\nanother:\n"))
    // The bad one is mended, and all of them are there.
    try folder.write(
      try folder.read("tsla-tui/claims.yaml").replacingOccurrences(of: "soon", with: "2027-01-31"), to: "tsla-tui/claims.yaml")
    #expect(try run(["--own", "--as-of", "2030-01-01"], home).text.hasPrefix("3 claims"))
  }

  @Test func manyAtOnceLoseNothing() throws {
    let folder = try TemporaryFolder()
    let environment = Program.environment(["XDG_DATA_HOME": folder.path])
    let children = try (0..<12).map { i in
      try Child([try Program.path(), "claims", "add", "claim \(i)"], environment, streams: [.null, .null, .null])
    }
    let deadline = Deadline()
    for child in children { try deadline.wait(for: "the end of an add") { child.hasEnded() } }
    #expect(children.allSatisfy { $0.ending == .exited(0) })
    #expect(try run(["--own", "--as-of", "2030-01-01"], ["XDG_DATA_HOME": folder.path]).text.hasPrefix("12 claims"))
  }

  @Test func aPlantThatTheFactsDoNotHaveIsRefused() throws {
    let folder = try TemporaryFolder()
    let home = ["XDG_DATA_HOME": folder.path]
    let arguments = ["add", "x", "--metric", "date.plant_start", "--at-most", "2027-06-30", "--of"]
    let mistyped = try run(arguments + ["huston"], home)
    #expect(mistyped.ending == .exited(64) && mistyped.errors.contains("no plant 'huston'; there are"))
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/tsla-tui"))
    #expect(try run(arguments + ["houston"], home).ending == .exited(0))
  }
}
