import Foundation
import Glibc
import Testing

extension EndToEndTests {
  /// Files of the user's that the program replaces when it is asked to.
  @Suite struct UserFilesReplaced {
    private let home: TemporaryFolder

    init() throws { home = try TemporaryFolder() }

    private func names() throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: home.path + "/tsla-tui/scenarios").sorted()
    }

    /// Saves the changed base scenario under a name; where that is taken only after the question.
    private func save(as name: String, isTaken: Bool) throws {
      let terminal = try Tmux(
        120, 40, ["--panel", "value", "--as-of", "2026-10-05", "--scenario", "base"],
        environment: ["XDG_CONFIG_HOME": home.path])
      try terminal.wait(for: "the scenario") { $0.contains("against today") && $0.contains("q quit") }
      try terminal.type("+")
      try terminal.wait(for: "the change") { $0.contains("2.550 M cars") }
      try terminal.type("w" + name)
      try terminal.press("Enter")
      if isTaken {
        try terminal.wait(for: "the question") { $0.contains("Enter again replaces it") }
        try terminal.press("Enter")
      }
      try terminal.wait(for: "the notice") { $0.contains("saved: ") }
    }

    @Test func aLinkStaysALinkAModeAModeAndWhatWasThereIsKept() throws {
      try save(as: "mine", isTaken: false)
      let file = home.path + "/tsla-tui/scenarios/mine.yaml"
      #expect(try names() == ["mine.yaml"])
      // Written by hand, for nobody else's eyes, and kept with other files of that kind.
      let text = "# why I think so\n" + (try home.read("tsla-tui/scenarios/mine.yaml"))
      let target = try home.write(text, to: "dotfiles/own.yaml")
      chmod(target, 0o600)
      try FileManager.default.removeItem(atPath: file)
      symlink(target, file)
      try home.write("of mine", to: "tsla-tui/scenarios/mine.yaml.1.bak")

      try save(as: "mine", isTaken: true)
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: file) == target)
      #expect(try home.read("dotfiles/own.yaml").contains("units: 2550000\n"))
      #expect(try !home.read("dotfiles/own.yaml").contains("why I think so"))
      let backups = try names().filter { $0.hasSuffix(".000001.bak") }
      #expect(backups.count == 1)
      #expect(try home.read("tsla-tui/scenarios/" + (backups.first ?? "")) == text)
      #expect(try names() == (["mine.yaml", "mine.yaml.1.bak"] + backups).sorted())
      for path in [target, home.path + "/tsla-tui/scenarios/" + (backups.first ?? "")] {
        var status = stat()
        #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600, "\(path)")
      }
    }
  }
}
