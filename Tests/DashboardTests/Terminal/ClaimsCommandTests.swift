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

  @Test func theLedgerAsATable() throws {
    let output = try run(Self.moment)
    #expect(output.ending == .exited(0) && output.errors == "")
    #expect(
      output.text.hasPrefix(
        "50 claims as of 5 Oct 2026: open 17, met 18, partly 6, missed 4, can't tell 5\nHits 61% of 14 judged forecasts, one in part counting half; 17 statements apart\n"
      ))
    let line = try #require(output.lines.first { $0.contains("share price 500 USD") })
    #expect(
      line.hasPrefix("✗  missed") && line.contains("Ron Baron") && line.contains("498.83 USD high") && line.contains("2025-12-31")
    )
    #expect(output.text.contains("▸ 87 d left"))
    let korean = try run(Self.moment + ["--lang", "ko"])
    #expect(korean.text.hasPrefix("주장 50건, 2026년 10월 5일 기준: 진행 중 17") && korean.text.contains("론 바론"))
    let early = try run(["--as-of", "2023-07-01"])
    #expect(early.text == "0 claims as of 1 Jul 2023\n")
  }

  @Test func eachOptionLeavesOutTheRest() throws {
    #expect(
      try ids(Self.moment + ["--verdict", "missed"]).sorted() == ["baron500", "cost23q2", "eps23q2", "shanghai24q2"])
    #expect(try ids(Self.moment + ["--topic", "eps"]).count == 4)
    #expect(
      try ids(Self.moment + ["--speaker", "honey"]).count == 4 && ids(Self.moment + ["--speaker", "론 바론"]) == ["baron500"])
    #expect(
      try ids(Self.moment + ["--due-before", "2019-12-31"]) == []
        && ids(Self.moment + ["--due-before", "2020-01-01"]) == ["ess2019"])
    #expect(try ids(Self.moment + ["--own"]) == [] && ids(Self.moment + ["--differs"]) == [])
    #expect(try ids(["--as-of", "2023-07-19T16:04ET", "--topic", "eps", "--verdict", "open"]).count == 4)
    #expect(try ids(["--as-of", "2023-07-19T16:05ET", "--topic", "eps", "--verdict", "open"]) == [])
  }

  @Test func theKeysOfTheJSON() throws {
    let all = try object(Self.moment)
    #expect(all["as_of"] as? String == "2026-10-06T03:59Z")
    #expect((all["counts"] as? [String: Int])?["met"] == 18)
    let rows = try claims(all)
    #expect(rows.count == 50)
    let keys: Set<String> = [
      "id", "own", "kind", "topic", "claim", "who", "made", "due", "standing", "days", "claimed", "verdict", "judged_at",
      "recorded_verdict", "computed_verdict", "differs", "test", "record", "outcome", "later", "note", "sources", "confidence",
      "line",
    ]
    for row in rows { #expect(Set(row.keys) == keys) }
    let baron = try #require(rows.first { $0["id"] as? String == "baron500" })
    #expect(
      baron["verdict"] as? String == "missed" && baron["computed_verdict"] as? String == "missed"
        && baron["differs"] as? Bool == false)
    #expect(
      baron["judged_at"] as? String == "2026-01-01T04:59Z" && baron["standing"] as? String == "judged" && baron["days"] is NSNull)
    let record = try #require(baron["record"] as? [String: Any])
    #expect(
      record["value"] as? Double == 498.83 && record["unit"] as? String == "USD" && record["period"] as? String == "2025-12-22")
    #expect((record["sources"] as? [String])?.isEmpty == false && record["known_at"] as? String == "2025-12-22T21:00Z")
    let test = try #require(baron["test"] as? [String: Any])
    #expect(test["metric"] as? String == "price.high" && test["low"] as? Double == 500 && test["high"] is NSNull)
    let target = try #require(rows.first { $0["id"] as? String == "mcap26" })
    #expect(
      target["standing"] as? String == "soon" && target["days"] as? Int == 87 && target["computed_verdict"] as? String == "open")
    #expect((all["forecasts"] as? [String: Any])?["missed"] as? Int == 4)
    #expect(abs(((all["forecasts"] as? [String: Any])?["hit_rate"] as? Double ?? 0) - 60.714) < 0.001)
    #expect((all["statements"] as? [String: Int])?["met"] == 11)
    #expect(baron["kind"] as? String == "forecast" && record["basis"] as? String == "high")
    // A multiple is read as a multiple, with the shares that it counts.
    let multiple = try #require(rows.first { $0["id"] as? String == "x4" })
    let read = try #require(multiple["record"] as? [String: Any])
    #expect(read["unit"] as? String == "times" && abs((read["value"] as? Double ?? 0) - 3.7466) < 0.0001)
    #expect((read["rule"] as? String)?.contains("without unearned award shares") == true)
    #expect(((multiple["test"] as? [String: Any])?["target"] as? [String: Any])?["value"] as? Double == 3.3)
    let diner = try #require(rows.first { $0["id"] as? String == "diner" })
    #expect(diner["test"] is NSNull && diner["computed_verdict"] is NSNull && diner["due"] is NSNull)
    #expect((diner["outcome"] as? [String: Any])?["known_at"] as? String == "2025-07-22T03:59Z")
    // The plant of Shanghai was late in July 2024, as nobody had recorded yet.
    let late = try #require(
      try claims(try object(["--as-of", "2024-07-01", "--topic", "energy"])).first { $0["id"] as? String == "shanghai24q2" })
    #expect(
      late["verdict"] as? String == "missed" && late["recorded_verdict"] as? String == "open"
        && late["computed_verdict"] as? String == "missed")
  }

  @Test func theSameAsCSV() throws {
    let output = try run(Self.moment + ["--format", "csv", "--topic", "forecast"])
    let head = try #require(output.lines.first)
    #expect(head.hasPrefix("id,own,topic,claim,who,made,due,standing,days,") && output.lines.count == 3)
    #expect(
      output.lines[2].hasPrefix(
        "baron500,false,forecast,share price 500 USD,Ron Baron,2023-07-14T03:59Z,2025-12-31,judged,,500,,USD/share,missed,"))
  }

  @Test func theScores() throws {
    let topics = try run(["score"] + Self.moment)
    func words(_ line: Substring?) -> [String]? { line.map { $0.split(separator: " ").map(String.init) } }
    #expect(words(topics.lines.first { $0.hasPrefix("EPS") }) == ["EPS", "2", "0", "2", "0", "0", "4", "50.0"])
    // Statements have no rate, and it is said what counts.
    #expect(words(topics.lines.last { $0.hasPrefix("index") }) == ["index", "3", "0", "0", "0", "0", "3"])
    #expect(topics.text.contains("hits % = (met + partly / 2) / (met + partly + missed), of forecasts only."))
    let speakers = try run(["score", "--by", "speaker", "--format", "csv"] + Self.moment)
    #expect(
      speakers.lines[0]
        == "speaker,met,partly,missed,open,unknown,forecasts,hit_rate,statements_met,statements_partly,statements_missed,"
        + "statements_open,statements_unknown,statements,claims")
    #expect(speakers.text.contains("Honeyjam,2,0,2,0,0,4,50,0,0,0,0,0,0,4\n"))
    #expect(speakers.text.contains("Ron Baron,0,0,1,0,0,1,0,0,0,0,0,0,0,1\n"))
    #expect(speakers.text.contains("\nauthor,5,3,0,14,1,23,81.25,"))
    let time = try run(["score", "--by", "time", "--format", "csv"] + Self.moment)
    #expect(time.lines[1].hasPrefix("2023-07-13,") && time.lines.last?.hasPrefix("2026-07-23,7,3,4,17,2,33,60.714") == true)
    // A verdict recorded later stands where it was first right.
    #expect(time.text.contains("\n2024-06-30,") && !time.text.contains("\n2025-02-11,"))
  }

  @Test func theScoreOfAMomentIsWhatWasShownThen() throws {
    let today = try run(["score", "--by", "time", "--format", "csv"] + Self.moment)
    for moment in ["2023-07-19", "2024-06-30", "2024-07-01", "2025-12-31", "2026-07-24"] {
      let then = try run(["score", "--by", "time", "--format", "csv", "--as-of", moment])
      let day = try #require(then.lines.last)
      #expect(today.lines.contains(day), "\(moment): \(day)")
      #expect(Array(today.lines.prefix(then.lines.count)) == then.lines, "\(moment)")
    }
  }

  @Test func onlyForecastsOrOnlyStatements() throws {
    let statements = try ids(Self.moment + ["--kind", "statement"])
    #expect(statements.count == 17 && statements.contains("x4") && !statements.contains("mcap26"))
    #expect(try ids(Self.moment + ["--kind", "forecast"]).count == 33)
    #expect(try run(["--kind", "guess"]).ending == .exited(64))
  }

  @Test func whatIsWrongIsSaid() throws {
    for (arguments, words) in [
      (["--topic", "sports"], "There is no topic 'sports'"), (["--speaker", "nobody"], "There is no speaker 'nobody'"),
      (["--verdict", "wrong"], "wrong"), (["--due-before", "soon"], "'soon' is not a date"),
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

  @Test func aDifferenceIsTold() throws {
    let folder = try TemporaryFolder()
    let facts = folder.path + "/facts"
    let copied = try Output(of: [try Program.path(), "facts", "--copy-to", facts], Program.environment())
    #expect(copied.ending == .exited(0))
    let text = try folder.read("facts/claims.csv")
    let changed = text.replacingOccurrences(of: "2023-07-19,missed,0.91 (GAAP 0.78)", with: "2023-07-19,met,0.91 (GAAP 0.78)")
    #expect(changed != text)
    try folder.write(changed, to: "facts/claims.csv")
    let options = ["--facts", facts, "--differs"] + Self.moment
    let output = try run(options)
    #expect(output.ending == .exited(0) && output.text.hasPrefix("1 claims") && output.text.contains("≠ figures say missed"))
    let row = try #require(try claims(try object(options)).first)
    #expect(row["id"] as? String == "eps23q2" && row["verdict"] as? String == "met" && row["differs"] as? Bool == true)
    #expect(row["recorded_verdict"] as? String == "met" && row["computed_verdict"] as? String == "missed")
    let rendered = try Output(
      of: [try Program.path(), "render", "claims", "--facts", facts, "--lang", "ko"] + Self.moment, Program.environment())
    #expect(rendered.text.contains("≠ 수치와 다름 1"))
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
