import Foundation
import Glibc
import Testing

extension EndToEndTests {
  /// A scenario that is changed on screen and saved as one of the user's own.
  @Suite struct OwnScenarios {
    private let home: TemporaryFolder

    init() throws { home = try TemporaryFolder() }

    private func open(_ scenario: String) throws -> Tmux {
      let terminal = try Tmux(
        120, 40, ["--panel", "value", "--as-of", "2026-10-05", "--scenario", scenario],
        environment: ["XDG_CONFIG_HOME": home.path])
      try terminal.wait(for: "the scenario") { $0.contains("vs. today") && $0.contains("q quit") }
      return terminal
    }

    @Test func aChangedScenarioIsSavedAndOpensAgain() throws {
      let terminal = try open("base")
      try terminal.type("+")
      try terminal.wait(for: "the change") { $0.contains("2.550 M cars") }
      try terminal.type("wmine")
      try terminal.press("Enter")
      try terminal.wait(for: "the notice") { $0.contains("saved: ") && $0.contains("8/9") }
      #expect(try home.read("tsla-tui/scenarios/mine.yaml").contains("units: 2550000\n"))
      // Under the same name again only when it is asked for.
      try terminal.type("+w")
      try terminal.wait(for: "the name") { $0.contains("Save the scenario as") }
      try terminal.press("Enter")
      try terminal.wait(for: "the question") { $0.contains("Enter again replaces it") }
      #expect(try home.read("tsla-tui/scenarios/mine.yaml").contains("units: 2550000\n"))
      try terminal.press("Enter")
      try terminal.wait(for: "the notice") { $0.contains("saved: ") }
      #expect(try home.read("tsla-tui/scenarios/mine.yaml").contains("units: 2600000\n"))
      let again = try open("mine")
      try again.wait(for: "the saved number") { $0.contains("2.600 M cars") && !$0.contains("changed by you") }
    }

    @Test func aNameOfTheFactsIsRefusedAndWhatIsNoScenarioStays() throws {
      try home.write("not a scenario\n", to: "tsla-tui/scenarios/notes.yaml")
      let terminal = try open("bull")
      for (name, words) in [
        ("base", "is a scenario of the facts"), ("record", "is a scenario of the facts"), ("../x", "letters, digits"),
      ] {
        try terminal.type("w" + name)
        try terminal.press("Enter")
        try terminal.wait(for: words) { $0.contains(words) }
        try terminal.press("Escape")
        try terminal.wait(for: "the panel") { !$0.contains("Save the scenario as") }
      }
      try terminal.type("wnotes")
      try terminal.press("Enter")
      try terminal.wait(for: "the question") { $0.contains("Enter again replaces it") }
      try terminal.press("Enter")
      try terminal.wait(for: "why not") { $0.contains("is left alone") }
      #expect(try home.read("tsla-tui/scenarios/notes.yaml") == "not a scenario\n")
    }
  }
}
