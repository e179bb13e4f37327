import Foundation
import Glibc
import Testing

/// The user's scenarios as files.
extension ValueCommandTests {
  private static let mine = """
    name: Mine
    name_ko: 내 시나리오
    year: 2028
    profits:
      cars: 20 billion USD
    drivers:
      multiple: 50
      shares: 4000
    """

  private func folder(_ files: [String: String]) throws -> (TemporaryFolder, [String: String?]) {
    let folder = try TemporaryFolder()
    for (name, text) in files { try folder.write(text, to: "config/tsla-tui/scenarios/\(name)") }
    return (folder, ["XDG_CONFIG_HOME": folder.path + "/config"])
  }

  @Test func theUsersScenariosAreThere() throws {
    let (folder, surroundings) = try folder(["mine.yaml": Self.mine, "notes.txt": "no scenario"])
    let all = try object(Self.newest, surroundings)
    let mine = try scenario(all, "mine")
    #expect(mine["own"] as? Bool == true && mine["known_at"] is NSNull && mine["name"] as? String == "Mine")
    #expect(try result(mine, "price") == 250)
    // By its file, from any folder, and without the folder.
    let file = try scenario(
      try object(["--scenario", folder.path + "/config/tsla-tui/scenarios/mine.yaml"] + Self.newest), "mine")
    #expect(try result(file, "price") == 250)
    // The panels take it.
    let rendered = try Output(
      of: [try Program.path(), "render", "overview", "--scenario", "mine", "--as-of", "2026-10-05"],
      Program.environment(surroundings))
    #expect(rendered.ending == .exited(0) && rendered.errors == "" && rendered.text.contains("Mine"))
    // One without a date is no event of the year 1.
    let early = try Output(
      of: [try Program.path(), "render", "timeline", "--as-of", "2010-01-04"], Program.environment(surroundings))
    #expect(early.ending == .exited(0) && !early.text.contains("scenario: Mine"))
    let record = try Output(
      of: [try Program.path(), "render", "overview", "--scenario", "record", "--as-of", "2026-10-05"], Program.environment())
    #expect(record.ending == .exited(0) && record.text.contains("Record"))
  }

  @Test func whatIsWrongWithAFileIsSaid() throws {
    let (folder, surroundings) = try folder([
      "mine.yaml": Self.mine, "bad.yaml": "year: 2028\nprofits:\n  cars: many\n", "base.yaml": Self.mine,
      "record.yaml": Self.mine,
      "-x.yaml": Self.mine,
    ])
    let all = try run(Self.newest, surroundings)
    #expect(all.ending == .exited(0) && all.text.contains("mine"))
    let path = folder.path + "/config/tsla-tui/scenarios"
    #expect(all.errors.contains("scenario: \(path)/bad.yaml:3: 'many' is not an amount"))
    for name in ["base", "record"] {
      #expect(all.errors.contains("\(path)/\(name).yaml: '\(name)' is a scenario of the facts already"))
    }
    #expect(all.errors.contains("'-x' cannot be a name"))
    // Asked for by name, it is an error; a good one says nothing of the others.
    let bad = try run(["--scenario", "bad"] + Self.newest, surroundings)
    #expect(bad.ending == .exited(65) && bad.bytes.isEmpty && bad.errors.contains("bad.yaml:3"))
    #expect(try run(["--scenario", "mine"] + Self.newest, surroundings).errors == "")
    #expect(try run(["--scenario", "\(path)/bad.yaml"] + Self.newest).ending == .exited(65))
    #expect(try run(["--scenario", "\(path)/none.yaml"] + Self.newest).ending == .exited(66))
    let nobody = try run(["--scenario", "nobody"] + Self.newest, surroundings)
    #expect(nobody.ending == .exited(64) && nobody.errors.contains("Known: notes-2026"))
    // The bundled one stands.
    #expect(try scenario(try object(["--scenario", "base"] + Self.newest, surroundings), "base")["own"] as? Bool == false)
    let frame = try Output(
      of: [try Program.path(), "render", "value", "--as-of", "2026-10-05"], Program.environment(surroundings))
    #expect(frame.ending == .exited(0) && frame.errors.contains("scenario: \(path)/bad.yaml:3"))
    #expect(try folder.read("config/tsla-tui/scenarios/bad.yaml") == "year: 2028\nprofits:\n  cars: many\n")
  }

  @Test func everyCommandSaysWhatIsWrongWithTheScenarioThatIsAskedFor() throws {
    let (folder, surroundings) = try folder(["bad.yaml": "year: 2028\nprofits:\n  cars: many\n", "worse.yaml": "what\n"])
    for arguments in [["value"], ["render", "overview"], ["open"]] {
      let output = try Output(
        of: [try Program.path()] + arguments + ["--scenario", "bad"] + Self.newest, Program.environment(surroundings))
      #expect(output.ending == .exited(65) && output.bytes.isEmpty, "\(arguments)")
      #expect(output.errors.contains("bad.yaml:3: 'many' is not an amount"), "\(output.errors)")
    }
    #expect(try folder.read("config/tsla-tui/scenarios/worse.yaml") == "what\n")
  }

  @Test func aFolderWithoutFactsIsNoFacts() throws {
    let folder = try TemporaryFolder()
    try folder.write("nothing", to: "facts/notes.txt")
    for arguments in [["open", "--facts"], ["render", "overview", "--facts"], ["check"]] {
      let output = try Output(of: [try Program.path()] + arguments + [folder.path + "/facts"], Program.environment())
      #expect(output.ending == .exited(66) && output.bytes.isEmpty, "\(arguments)")
      #expect(output.errors.contains("\(folder.path)/facts: no CSV files of the facts here"), "\(output.errors)")
    }
  }

  @Test func aScenarioIsThereFromTheDayItWasMade() throws {
    let (folder, surroundings) = try folder(["mine.yaml": Self.mine + "\nmade: 2026-10-02\n"])
    #expect(try run(["--scenario", "mine", "--as-of", "2026-10-01"], surroundings).ending == .exited(64))
    #expect(try run(["--scenario", "mine", "--as-of", "2026-10-02"], surroundings).ending == .exited(0))
    let path = folder.path + "/config/tsla-tui/scenarios/mine.yaml"
    let early = try run(["--scenario", path, "--as-of", "2026-10-01"])
    #expect(early.ending == .exited(64) && early.errors.contains("after this moment"))
  }

  @Test func controlCharactersReachNoTerminal() throws {
    let (_, surroundings) = try folder(["mine.yaml": Self.mine.replacing("Mine", with: "\u{1b}[31mMine")])
    for arguments in [Self.newest, ["--scenario", "mine"] + Self.newest] {
      let output = try run(arguments, surroundings)
      #expect(!output.bytes.contains(0x1b) && !output.errorBytes.contains(0x1b))
    }
  }
}
