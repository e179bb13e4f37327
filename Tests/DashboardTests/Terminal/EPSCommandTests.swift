import Foundation
import Glibc
import Testing

/// `tsla-tui eps`, as a shell runs it.
@Suite struct EPSCommandTests {
  private static let before = ["--as-of", "2023-07-18"]
  private static let after = ["--as-of", "2023-07-20"]
  private static let notes = ["--preset", "notes-23q2"]

  private func run(_ arguments: [String], _ changes: [String: String?] = [:]) throws -> Output {
    try Output(of: [try Program.path(), "eps"] + arguments, Program.environment(changes))
  }

  /// The object that a command prints as JSON.
  private func object(_ arguments: [String], _ changes: [String: String?] = [:]) throws -> [String: Any] {
    let output = try run(arguments + ["--format", "json"], changes)
    #expect(output.ending == .exited(0), "\(output.errors)")
    #expect(output.errors == "")
    return try #require(try JSONSerialization.jsonObject(with: Data(output.bytes)) as? [String: Any])
  }

  private func rows(_ object: [String: Any], _ key: String) throws -> [[String: Any]] {
    try #require(object[key] as? [[String: Any]])
  }

  private func row(_ object: [String: Any], _ key: String, _ name: String, _ value: String) throws -> [String: Any] {
    try #require(try rows(object, key).first { $0[name] as? String == value }, "\(value)")
  }

  private func number(_ object: [String: Any], _ key: String) throws -> Double { try #require(object[key] as? Double, "\(key)") }

  // MARK: options

  @Test func settingsReplaceThoseOfThePreset() throws {
    let set = try object(
      Self.notes + Self.before + ["--set", "asp=-1%", "--set", "nci==-89", "--set", "asp=+100", "--set", "rd=800"])
    let price = try row(set, "drivers", "driver", "asp")
    #expect(price["setting"] as? String == "+100" && price["assumed_by"] as? String == "you")
    #expect(try number(row(set, "drivers", "driver", "nci"), "value") == -89)
    #expect(try number(row(set, "drivers", "driver", "rd"), "value") == 800)
    // A given base has the quarter after it as its target.
    #expect(try object(["--base", "2023q1", "--as-of", "2023-05-01"])["target"] as? String == "2023Q2")
  }

  @Test func whatADriverMustBe() throws {
    let wanted = Self.notes + Self.before + ["--solve", "asp", "--for", "1"]
    let solve = try #require(try object(wanted)["solve"] as? [String: Any])
    #expect(solve["driver"] as? String == "asp" && solve["basis"] as? String == "non-GAAP")
    let setting = try #require(solve["setting"] as? String)
    // Set to it, the estimate gives what was wanted.
    let again = try object(Self.notes + Self.before + ["--set", "asp=" + setting])
    #expect(abs(((again["eps"] as? [String: Double])?["nongaap"] ?? 0) - 1) < 1e-12)
    // A loss needs no special form.
    let loss = try object(Self.notes + Self.before + ["--solve", "asp", "--for", "-0.5", "--basis", "gaap"])
    #expect(try number(try #require(loss["solve"] as? [String: Any]), "eps") == -0.5)
    for (driver, reason) in [("ira-share", "has no effect"), ("energy-margin", "must be between")] {
      let none = try run(Self.notes + Self.before + ["--solve", driver, "--for", "5"])
      #expect(none.ending == .exited(65))
      #expect(none.text == "")
      #expect(none.errors.contains(reason), "\(none.errors)")
    }
  }

  @Test func theStepsOfAGrid() throws {
    let axes = ["--x", "asp", "--y", "unit-cost", "--from", "-6%", "--to", "+2%", "--step", "0.5%"]
    let grid = try object(["grid"] + Self.notes + Self.before + axes)
    let x = try #require(grid["x"] as? [String: Any])
    let settings = try #require(x["settings"] as? [String])
    // The end is hit, and nothing is left of adding.
    #expect(settings.count == 17 && settings.last == "+2%" && settings[7] == "-2.5%" && settings[12] == "+0%")
    // Where both are as in the notes it is their estimate.
    #expect(abs(((grid["eps"] as? [[Double]])?[3][7] ?? 0) - 0.9485277124632895) < 1e-12)
    let across = ["--x", "nci", "--from", "=-100", "--to", "100", "--step", "50"]
    let down = ["--y", "tax-rate", "--y-from", "-2pp", "--y-to", "+2.1pp", "--y-step", "2pp"]
    let values = try object(["grid"] + Self.notes + Self.before + across + down)
    #expect((values["x"] as? [String: Any])?["values"] as? [Double] == [-100, -50, 0, 50, 100])
    #expect((values["y"] as? [String: Any])?["settings"] as? [String] == ["-2pp", "+0pp", "+2pp"])
  }

  @Test func theEndsOfABridge() throws {
    for (options, from, to) in [
      (Self.notes + Self.after, "estimate", "reported"), (Self.notes + Self.before, "base", "estimate"),
      (["--from", "2022Q4", "--to", "preset:notes-23q2"] + Self.after, "2022Q4", "preset:notes-23q2"),
    ] {
      let bridge = try object(["bridge"] + options)
      #expect((bridge["from"] as? [String: Any])?["end"] as? String == from)
      #expect((bridge["to"] as? [String: Any])?["end"] as? String == to)
    }
  }

  // MARK: saved estimates

  /// A folder with two estimates, one of them made after the results, and one that is none.
  private func saved() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let head = "base: 2023Q1\ntarget: 2023Q2\n"
    try folder.write(
      head + "as_of: 2023-07-18T20:00Z\npreset: notes-23q2\ndrivers:\n  asp: -2.5%\n  unit-cost: -2%\n",
      to: "tsla-tui/estimates/내 것.yaml")
    try folder.write(head + "as_of: 2023-07-20T20:00Z\ndrivers:\n  asp: -2%\n", to: "tsla-tui/estimates/late.yaml")
    try folder.write(head + "drivers:\n  price: -2%\n\u{1b}[31m\n", to: "tsla-tui/estimates/bad.yaml")
    try folder.write("of somebody else", to: "tsla-tui/estimates/notes.txt")
    return folder
  }

  @Test func savedEstimatesAreListed() throws {
    let folder = try saved()
    let list = try run(["list", "--format", "json"] + Self.after, ["XDG_DATA_HOME": folder.path])
    #expect(list.ending == .exited(0))
    let rows = try #require(try JSONSerialization.jsonObject(with: Data(list.bytes)) as? [[String: Any]])
    #expect(rows.map { $0["name"] as? String } == ["notes-23q2", "late", "내 것"])
    #expect(rows.allSatisfy { $0["eps_nongaap"] is Double })
    #expect(rows[2]["made"] as? String == "2023-07-18T20:00Z")
    // The bad file is named with its lines and left as it is.
    let path = folder.path + "/tsla-tui/estimates/bad.yaml"
    #expect(list.errors.contains("\(path): as_of is missing"))
    #expect(list.errors.contains("\(path):4: 'price' is not a driver"))
    #expect(list.errors.contains("\(path):5: "))
    #expect(!list.errorBytes.contains(27))
    #expect(try folder.read("tsla-tui/estimates/bad.yaml").contains("price"))
    // A folder that does not exist, or a home that is not absolute, is no problem.
    for data in ["/nonexistent", "relative"] {
      let none = try run(["list"], ["XDG_DATA_HOME": data])
      #expect(none.ending == .exited(0) && none.errors == "")
      #expect(none.lines.contains { $0.hasPrefix("preset") })
    }
  }

  @Test func savedEstimatesAreUsed() throws {
    let folder = try saved()
    let home = ["XDG_DATA_HOME": folder.path]
    let mine = try object(["--estimate", "내 것"] + Self.after, home)
    #expect(mine["estimate"] as? String == "내 것" && mine["preset"] as? String == "notes-23q2")
    // What is still the preset's keeps whose it is.
    #expect(try row(mine, "drivers", "driver", "asp")["assumed_by"] as? String == "Honeyjam")
    #expect(try row(mine, "drivers", "driver", "unit-cost")["assumed_by"] as? String == "you")
    let bridge = try object(["bridge", "--from", "saved:내 것", "--to", "preset:notes-23q2"] + Self.after, home)
    #expect((bridge["from"] as? [String: Any])?["end"] as? String == "saved:내 것")
    // In the record only what was made before the results, and by the moment.
    let record = try run(["record", "--format", "json"] + Self.after, home)
    let methods = try rows(
      try #require(try JSONSerialization.jsonObject(with: Data(record.bytes)) as? [String: Any]), "methods")
    #expect(methods.map { $0["method"] as? String } == ["carried", "published", "saved:late", "saved:내 것"])
    #expect(methods[2]["made_after_results"] as? Bool == true && methods[2]["quarters"] as? Double == 0)
    #expect(methods[3]["quarters"] as? Double == 1)
    let earlier = try run(["record", "--format", "csv", "--as-of", "2023-07-19T15:00ET"], home)
    #expect(!earlier.text.contains("saved:"))
    let bad = try run(["--estimate", "bad"], home)
    #expect(bad.ending == .exited(65))
    #expect(bad.text == "")
    #expect(bad.errors.contains("bad.yaml:4: ") && !bad.errors.contains("late"))
    let unknown = try run(["--estimate", "nobody"], home)
    #expect(unknown.ending == .exited(64))
    #expect(unknown.text == "")
    #expect(unknown.errors.contains("late, 내 것"))
  }

  @Test func unreadableFilesAreProblems() throws {
    let folder = try TemporaryFolder()
    try folder.write(String(repeating: "#\n", count: 40_000), to: "tsla-tui/estimates/large.yaml")
    try folder.write("", to: "tsla-tui/estimates/a folder.yaml/x")
    try folder.write("base: 2023Q1\n", to: "tsla-tui/estimates/ blank.yaml")
    try Data([0xff, 0xfe, 0x41]).write(to: URL(filePath: folder.path + "/tsla-tui/estimates/bytes.yaml"))
    #expect(mkfifo(folder.path + "/tsla-tui/estimates/pipe.yaml", 0o600) == 0)
    let list = try run(["list"], ["XDG_DATA_HOME": folder.path])
    #expect(list.ending == .exited(0))
    for reason in [
      "large.yaml: larger than 65536 bytes", "a folder.yaml: not a file", "bytes.yaml: not text in UTF-8",
      "pipe.yaml: not a file",
      " blank.yaml: ' blank' cannot be a name",
    ] {
      #expect(list.errors.contains(reason), "\(reason)")
    }
  }

  // MARK: what is refused

  @Test(
    arguments: [
      (["--set", "price=1"], 64, "'price' is not a driver. There are: units, asp,"), (["--set", "asp"], 64, "not driver=value"),
      (["--set", "asp=cheap"], 64, "asp: not a number"), (["--set", "tax-rate=+2%"], 64, "this driver is in percent itself"),
      (["--set", "credits=published"], 64, "only units and storage"), (["--base", "2023"], 64, "not a quarter"),
      (["--base", "99Q1"], 64, "not a quarter"), (["--target", "soon"], 64, "not a quarter"),
      (["--solve", "asp"], 64, "go together"), (["--for", "1"], 64, "go together"),
      (["--solve", "asp", "--for", "much"], 64, "not an amount"), (["--solve", "price", "--for", "1"], 64, "not a driver"),
      (["--preset", "nobody"], 64, "Known: notes-23q2"), (["--estimate", "nobody"], 64, "no saved estimates"),
      (["--preset", "notes-23q2", "--estimate", "mine"], 64, "cannot be combined"), (["--basis", "cash"], 64, "gaap"),
      (["--format", "xml"], 64, "xml"), (["--base", "2023Q3"], 65, "income statement of 2023Q3"),
      (["--base", "2018Q4"], 65, "income statement of 2018Q4"), (["--base", "2023Q1", "--target", "2022Q4"], 65, "comes before"),
      (["--set", "units==-5"], 65, "must be 0 or more"), (["--set", "opex=2050", "--set", "rd=900"], 65, "overlap"),
      (["--target", "2024Q1", "--set", "units=published"], 65, "not published"),
      (["--as-of", "2010-01-01"], 65, "no quarter's income statement"),
      (["--preset", "notes-23q2", "--as-of", "2023-07-01"], 64, "No preset is known"),
      (["--facts", "/nonexistent"], 66, "/nonexistent"),
      (["grid", "--x", "asp"], 64, "--y"), (["grid", "--x", "asp", "--y", "asp"] + span("-1%", "+1%", "1%"), 65, "named twice"),
      (["grid", "--x", "rd", "--y", "opex"] + span("-1%", "+1%", "1%"), 65, "overlap"),
      (["grid", "--x", "asp", "--y", "units"] + span("-1%", "+1%", "0.001%"), 64, "more than 1000"),
      (["grid", "--x", "asp", "--y", "units"] + span("-1%", "+1%", "0%"), 64, "above 0"),
      (["grid", "--x", "asp", "--y", "units"] + span("+1%", "-1%", "1%"), 64, "is above"),
      (["grid", "--x", "asp", "--y", "units"] + span("-1%", "+100", "1%"), 64, "one kind"),
      (["grid", "--x", "asp", "--y", "tax-rate"] + span("-1%", "+1%", "1%"), 64, "--y-from -1% (tax-rate)"),
      (["grid", "--x", "units", "--y", "asp"] + span("published", "published", "1"), 64, "not 'published'"),
      (["grid", "--x", "units", "--y", "asp"] + span("-200%", "+1%", "1%"), 65, "must be 0 or more"),
      (["bridge", "--to", "somewhere"], 64, "not an end of a bridge"),
      (["bridge", "--to", "reported"], 65, "has not been reported"),
      (["bridge", "--from", "2018Q4"], 65, "2018Q4"), (["bridge", "--from", "preset:nobody"], 64, "notes-23q2"),
      (["bridge", "--from", "saved:nobody"], 64, "no saved estimates"), (["list", "more"], 64, "more"),
    ]) func whatIsWrongIsExplained(arguments: [String], status: Int32, reason: String) throws
  {
    let moment = arguments.contains("--as-of") ? [] : Self.before
    let output = try run(arguments + moment)
    #expect(output.ending == .exited(status), "\(output.errors)")
    #expect(output.text == "")
    #expect(output.errors.contains(reason), "\(output.errors)")
  }

  private static func span(_ from: String, _ to: String, _ step: String) -> [String] {
    ["--from", from, "--to", to, "--step", step]
  }

  @Test func messagesAreInTheLanguageOfTheLocale() throws {
    let korean: [String: String?] = ["LC_ALL": "ko_KR.UTF-8"]
    #expect(try run(["--set", "price=1"], korean).errors.contains("항목이 아닙니다"))
    #expect(try run(["--base", "2018Q4"], korean).errors.contains("손익계산서가 없음"))
    #expect(try run(["--base", "2018Q4", "--lang", "ko"]).errors.contains("손익계산서가 없음"))
    #expect(try run(["list"], korean).text.contains("작성 (UTC)"))
  }

  @Test func theHelpListsTheDrivers() throws {
    for arguments in [["--help"], ["estimate", "--help"], ["grid", "--help"], ["bridge", "--help"]] {
      let help = try run(arguments)
      #expect(help.ending == .exited(0))
      for words in ["unit-cost         USD", "diluted-shares    million shares", "nci==-89", "published"] {
        #expect(help.text.contains(words), "\(arguments)")
      }
    }
  }
}
