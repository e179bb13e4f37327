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
    #expect(list.errors == "tsla-tui: claims: \(file):7: 'soon' is not a date; write it as 2027-01-31\n")
    #expect(try run(["--own", "--lang", "ko"] + Self.moment, home).errors.contains("7: 'soon'은(는) 날짜가 아님"))
    let added = try run(["add", "another"], home)
    #expect(added.ending == .exited(0) && added.text == "\(file):10\n")
    #expect(try folder.read("tsla-tui/claims.yaml").hasPrefix(text + "\n\nanother:\n"))
    // The bad one is mended, and all of them are there.
    try folder.write(
      try folder.read("tsla-tui/claims.yaml").replacingOccurrences(of: "soon", with: "2027-01-31"), to: "tsla-tui/claims.yaml")
    #expect(try run(["--own", "--as-of", "2030-01-01"], home).text.hasPrefix("3 claims"))
  }

  @Test func backupsAreTheLastTwenty() throws {
    let folder = try TemporaryFolder()
    let home = ["XDG_DATA_HOME": folder.path]
    var texts: [String] = []
    for i in 0..<25 {
      if i > 0 { texts.append(try folder.read("tsla-tui/claims.yaml")) }
      #expect(try run(["add", "claim \(i)"], home).ending == .exited(0))
    }
    let backups = try names(folder).filter { $0.hasSuffix(".bak") }
    #expect(backups.count == 20)
    #expect(try backups.map { try folder.read("tsla-tui/" + $0) } == texts.suffix(20))
    // Nothing else is left behind.
    #expect(try names(folder).filter { !$0.hasSuffix(".bak") } == ["claims.yaml"])
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

  @Test func aLinkStaysALinkAndAModeAMode() throws {
    let folder = try TemporaryFolder()
    let target = try folder.write("one:\n  text: x\n", to: "dotfiles/claims.yaml")
    chmod(target, 0o600)
    try FileManager.default.createDirectory(atPath: folder.path + "/tsla-tui", withIntermediateDirectories: true)
    symlink(target, folder.path + "/tsla-tui/claims.yaml")
    #expect(try run(["add", "y"], ["XDG_DATA_HOME": folder.path]).ending == .exited(0))
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.path + "/tsla-tui/claims.yaml") == target)
    #expect(try folder.read("dotfiles/claims.yaml").contains("y:\n  text: y\n"))
    var status = stat()
    #expect(stat(target, &status) == 0 && status.st_mode & 0o777 == 0o600)
  }

  @Test func whatIsNoFileOfClaimsIsReported() throws {
    let folder = try TemporaryFolder()
    let home = ["XDG_DATA_HOME": folder.path]
    try FileManager.default.createDirectory(atPath: folder.path + "/tsla-tui/claims.yaml", withIntermediateDirectories: true)
    let list = try run(Self.moment, home)
    #expect(list.ending == .exited(65) && list.errors.contains("not a file") && list.text.hasPrefix("50 claims"))
    #expect(try run(["add", "x"], home).ending == .exited(73))
    let latin = try TemporaryFolder()
    try latin.write("", to: "tsla-tui/claims.yaml")
    try Data([0x61, 0x3a, 0x0a, 0xff, 0x0a]).write(to: URL(filePath: latin.path + "/tsla-tui/claims.yaml"))
    let output = try run(Self.moment, ["XDG_DATA_HOME": latin.path])
    #expect(output.ending == .exited(65) && output.errors.contains("not text in UTF-8"))
    // Nothing is added to what cannot be read.
    let added = try run(["add", "x"], ["XDG_DATA_HOME": latin.path])
    #expect(added.ending == .exited(73) && added.errors.contains("not text in UTF-8"))
    #expect(
      try Data(contentsOf: URL(filePath: latin.path + "/tsla-tui/claims.yaml")) == Data([0x61, 0x3a, 0x0a, 0xff, 0x0a]))
    #expect(try names(latin) == ["claims.yaml"])
  }

  @Test func aFileThatWouldBeTooLongIsLeft() throws {
    let folder = try TemporaryFolder()
    let home = ["XDG_DATA_HOME": folder.path]
    // As long as a file may be that is read, but for a few bytes.
    let text = "a:\n  text: x\n" + String(repeating: "#\n", count: 524_275)
    try folder.write(text, to: "tsla-tui/claims.yaml")
    #expect(try claims(try object(["--own", "--as-of", "2030-01-01"], home)).count == 1)
    let added = try run(["add", "one more"], home)
    #expect(added.ending == .exited(73) && added.errors.contains("would be larger than 1048576 bytes"))
    #expect(try folder.read("tsla-tui/claims.yaml") == text && names(folder) == ["claims.yaml"])
  }

  @Test func addingDatesNoEntryAnew() throws {
    let folder = try TemporaryFolder()
    let home = ["XDG_DATA_HOME": folder.path]
    let file = try folder.write("old:\n  text: x\n  verdict: met\n", to: "tsla-tui/claims.yaml")
    // 1 March 2026, at noon.
    let changed = Date(timeIntervalSince1970: 1_772_366_400)
    try FileManager.default.setAttributes([.modificationDate: changed], ofItemAtPath: file)
    let moment = ["--own", "--as-of", "2026-03-02"]
    let before = try run(moment + ["--format", "csv"], home)
    #expect(before.text.contains("own:old"))
    #expect(try run(["add", "y"], home).ending == .exited(0))
    #expect(try run(moment + ["--format", "csv"], home).text == before.text)
    let attributes = try FileManager.default.attributesOfItem(atPath: file)
    #expect(attributes[.modificationDate] as? Date == changed)
    #expect(try run(["--own", "--as-of", "2030-01-01"], home).text.hasPrefix("2 claims"))
  }

  @Test func backupsAreTheProgramsOwnAndAsPrivateAsTheFile() throws {
    let folder = try TemporaryFolder()
    let home = ["XDG_DATA_HOME": folder.path]
    let text = "old:\n  text: x\n"
    chmod(try folder.write(text, to: "tsla-tui/claims.yaml"), 0o600)
    // Somebody's own: as old as can be, as new as can be, and one that holds the same.
    let others = [
      "claims.yaml.0.bak", "claims.yaml.2026-11-26T000000Z-00.bak.bak", "claims.yaml.9.bak", "claims.yaml.bak", "claims.yaml.~1~",
    ]
    for name in others { try folder.write(text, to: "tsla-tui/" + name) }
    for i in 0..<22 { #expect(try run(["add", "claim \(i)"], home).ending == .exited(0)) }
    let all = try names(folder)
    #expect(all.filter { others.contains($0) } == others.sorted())
    let backups = all.filter { $0 != "claims.yaml" && !others.contains($0) }
    #expect(backups.count == 20)
    for name in backups {
      var status = stat()
      #expect(stat(folder.path + "/tsla-tui/" + name, &status) == 0 && status.st_mode & 0o777 == 0o600, "\(name)")
    }
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
