import Foundation
import Glibc
import Testing

extension EndToEndTests {
  /// Without a terminal.
  @Suite struct Commands {
    @Test func redirectedItPrintsTheOverview() throws {
      let output = try Program.run("--as-of", Program.moment)
      #expect(output.ending == .exited(0))
      #expect(output.errors == "")
      #expect(try Picture(output.text).lines == Program.rendered("overview"))
      let now = try Program.run(environment: ["TERM": nil])
      #expect(now.ending == .exited(0))
      #expect(now.text.contains("TSLA") && !now.bytes.contains(27))
    }

    @Test func renderKeepsToTheSize() throws {
      let output = try Program.run("render", "chain", "--size", "80x24", "--as-of", Program.moment)
      #expect(output.ending == .exited(0))
      #expect(output.errors == "")
      #expect(output.text.split(separator: "\n", omittingEmptySubsequences: false).count == 25)
      #expect(output.text.contains("Chain") && !output.bytes.contains(27))
    }

    @Test func ansiHasColorsUnlessUnwanted() throws {
      let arguments = ["render", "overview", "--format", "ansi", "--as-of", Program.moment]
      let colored = try Output(of: [try Program.path()] + arguments, Program.environment())
      #expect(colorCodes(colored.text) != [])
      let plain = try Output(of: [try Program.path()] + arguments, Program.environment(["NO_COLOR": "1"]))
      #expect(!plain.bytes.contains(27))
    }

    @Test(
      arguments: [
        ["render", "x"], ["render", "chain", "--size", "0x0"], ["render", "chain", "--size", "80"], ["--as-of", "nonsense"],
        ["render", "overview", "--as-of", "2023-02-30"], ["--scenario", "nobody"], ["--theme", "nobody"], ["--lang", "fr"],
        ["facts", "nobody"], ["facts", "--format", "xml"], ["events", "--from", "yesterday"],
        ["events", "--from", "2024-01-01", "--to", "2023-01-01"], ["nobody"],
      ]) func wrongArgumentsAreExplained(arguments: [String]) throws
    {
      let output = try Output(of: [try Program.path()] + arguments, Program.environment())
      #expect(output.ending == .exited(64))
      #expect(output.text == "")
      #expect(output.errors.hasPrefix("Error: "))
    }

    @Test func steeringCharactersInArgumentsAreNotRepeated() throws {
      for option in ["--as-of", "--scenario", "--theme", "--facts"] {
        let output = try Program.run("render", "overview", option, "a\u{1b}[31mb\u{9b}c")
        #expect(output.ending != .exited(0))
        expectNoControls(output.errors, option)
      }
    }

    @Test func theBundledFactsAreInOrder() throws {
      let output = try Program.run("check")
      #expect(output.ending == .exited(0))
      #expect(output.text == "bundled facts: 0 error(s), 0 warning(s)\n")
    }

    @Test func aBrokenLineIsNamedAndTheRestIsUsed() throws {
      let folder = try Facts()
      try folder.edit("quarters.csv") { $0.replacing(",466140,", with: ",many,") }
      let check = try Program.run("check", folder.path)
      #expect(check.ending == .exited(65))
      let line = try #require(check.lines.first)
      #expect(line.firstMatch(of: #/^quarters\.csv:[0-9]+:[0-9]+: deliveries: /#) != nil, "\(line)")
      // The whole file alone, too.
      let file = try Program.run("check", folder.path + "/quarters.csv")
      #expect(file.ending == .exited(65))
      #expect(file.text.contains(line))
      let facts = try Program.run("facts", "deliveries", "--format", "csv", "--facts", folder.path)
      #expect(facts.ending == .exited(0))
      #expect(facts.errors.contains(line))
      #expect(facts.text.contains("2023Q1") && facts.text.contains("2023Q3"))
    }

    @Test func aMissingFolderIsNamed() throws {
      for arguments in [["facts"], ["events"], ["render", "overview"], []] {
        let output = try Output(of: [try Program.path()] + arguments + ["--facts", "/nonexistent/facts"], Program.environment())
        #expect(output.ending == .exited(66))
        #expect(output.text == "")
        #expect(output.errors.contains("/nonexistent/facts: No such file or directory"))
      }
      #expect(try Program.run("check", "/nonexistent/quarters.csv").ending == .exited(66))
      #expect(try Program.run("check", "/nonexistent").ending == .exited(66))
    }

    @Test func themesAreListed() throws {
      let output = try Program.run("themes")
      #expect(output.ending == .exited(0))
      #expect(output.errors == "")
      let names = output.lines.dropFirst().prefix { !$0.hasPrefix("Your own") }.compactMap { $0.split(separator: " ").first }
      #expect(names.count >= 9)
      #expect(names.contains("nord") && names.contains("terminal"))
    }

    @Test func aThemeWithABadColorIsUsedWithAWarning() throws {
      let folder = try TemporaryFolder()
      var scheme = "name: \"Mine\"\nauthor: \"Me\"\nvariant: \"dark\"\npalette:\n"
      for n in 0..<16 {
        let name = "0" + String(n, radix: 16, uppercase: true)
        scheme += "  base\(name): \"\(n == 11 ? "teal" : n == 0 ? "#102030" : "#a0b0c0")\"\n"
      }
      let file = try folder.write(scheme, to: "tsla-tui/themes/mine.yaml")
      let changes = ["XDG_CONFIG_HOME": folder.path]
      let output = try Program.run(
        "render", "overview", "--theme", "mine", "--format", "ansi", "--as-of", Program.moment, environment: changes)
      #expect(output.ending == .exited(0))
      #expect(
        output.errors
          == "tsla-tui: theme: \(file):16: base0B: not a color; write it as \"#rrggbb\". Another one takes its place.\n")
      #expect(colorCodes(output.text).contains("48;2;16;32;48"))
      let list = try Program.run("themes", environment: changes)
      #expect(list.lines.contains { $0.hasPrefix("mine ") && $0.contains("Me") })
    }

    @Test func steeringCharactersInFactsNeverReachTheTerminal() throws {
      let folder = try Facts()
      try folder.edit("events.csv") {
        $0.replacing("5:1 stock split effective", with: "5:1 \u{1b}]0;title\u{7}stock\u{9b}31m split\u{8}\u{202e}").replacing(
          "split-adjusted", with: "\u{1b}[2Jsplit")
      }
      try folder.edit("sources.csv") { $0.replacing("Tesla Q3 2023 Update", with: "Tesla\u{1b}[31m Update\u{7f}\u{85}") }
      try folder.edit("scenarios.csv") { $0.replacing("2026", with: "\u{1b}[7m2026") }
      for panel in ["overview", "chain", "ess", "eps", "value", "index", "timeline", "claims"] {
        for language in ["en", "ko"] {
          let output = try Program.run("render", panel, "--lang", language, "--facts", folder.path, "--as-of", "2022-08-26")
          #expect(output.ending == .exited(0))
          expectNoControls(output.text + output.errors, panel)
        }
      }
      for format in ["table", "csv", "json"] {
        for command in ["events", "facts"] {
          let output = try Program.run(command, "--format", format, "--facts", folder.path)
          #expect(output.ending == .exited(0))
          expectNoControls(output.text + output.errors, "\(command) \(format)")
          if format == "json" { _ = try objects(output) }
        }
      }
      let check = try Program.run("check", folder.path)
      expectNoControls(check.text + check.errors, "check")
    }

    /// The rows of a JSON answer.
    private func objects(_ output: Output) throws -> [[String: Any]] {
      #expect(output.ending == .exited(0))
      return try #require(try JSONSerialization.jsonObject(with: Data(output.bytes)) as? [[String: Any]])
    }

    /// Nothing but the ends of lines could steer a terminal.
    private func expectNoControls(_ text: String, _ what: String, _ location: SourceLocation = #_sourceLocation) {
      let found = text.unicodeScalars.filter { ($0.value < 32 && $0 != "\n") || (0x7f...0x9f).contains($0.value) }
      #expect(found.isEmpty, "\(what)", sourceLocation: location)
    }
  }
}

/// The bundled facts as files that a test may spoil.
private final class Facts {
  private let folder: TemporaryFolder
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path + "/facts"
    let output = try Program.run("facts", "--copy-to", path)
    guard output.ending == .exited(0) else { throw Unmet("facts --copy-to: \(output.errors)") }
  }

  func edit(_ name: String, _ change: (String) -> String) throws {
    let old = try folder.read("facts/" + name)
    let new = change(old)
    guard new != old else { throw Unmet("\(name) is not what the test expects") }
    try folder.write(new, to: "facts/" + name)
  }
}
