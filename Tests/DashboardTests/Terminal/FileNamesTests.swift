import Foundation
import Glibc
import Testing

/// Files whose names another system wrote with loose jamo and accents.
@Suite struct FileNamesTests {
  private let home: TemporaryFolder
  private static let scenario = "year: 2028\nprofits:\n  cars: 25 trillion KRW\ndrivers:\n  multiple: 45\n"
  private static let estimate = "base: 2023Q1\ntarget: 2023Q2\nas_of: 2023-07-18T20:00Z\ndrivers:\n  asp: -2.5%\n"

  init() throws { home = try TemporaryFolder() }

  private static func decomposed(_ text: String) -> String { text.decomposedStringWithCanonicalMapping }

  private var environment: [String: String?] { ["XDG_CONFIG_HOME": home.path, "XDG_DATA_HOME": home.path] }

  /// The names in a folder by their scalars: two that are equal as strings are two names.
  private func names(_ folder: String) throws -> [[UInt32]] {
    try FileManager.default.contentsOfDirectory(atPath: home.path + "/tsla-tui/" + folder).map { $0.unicodeScalars.map(\.value) }
  }

  private func scalars(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }

  @Test func aDecomposedNameIsTheSameName() throws {
    let name = "나의 계획 é"
    try home.write(Self.scenario, to: "tsla-tui/scenarios/\(Self.decomposed(name)).yaml")
    try home.write(Self.estimate, to: "tsla-tui/estimates/\(Self.decomposed(name)).yaml")
    try #require(names("scenarios") == [scalars(Self.decomposed(name) + ".yaml")])
    for typed in [name, Self.decomposed(name)] {
      let value = try Program.run("value", "--scenario", typed, "--format", "csv", environment: environment)
      #expect(value.ending == .exited(0) && value.errors == "", "\(value.errors)")
      // Written as people write it.
      #expect(value.text.unicodeScalars.map(\.value).contains(scalars(name)), "\(value.text.prefix(200))")
      let eps = try Program.run("eps", "--estimate", typed, environment: environment)
      #expect(eps.ending == .exited(0) && eps.errors == "", "\(eps.errors)")
      let rendered = try Program.run("render", "value", "--scenario", typed, environment: environment)
      #expect(rendered.ending == .exited(0) && rendered.errors == "", "\(rendered.errors)")
    }
  }

  /// Saved over the file that is there, under the name that the disk has.
  @Test func savingReplacesTheFileAndMakesNoSecond() throws {
    let name = "내 추정"
    let file = Self.decomposed(name) + ".yaml"
    try home.write(Self.estimate, to: "tsla-tui/estimates/\(file)")
    let terminal = try Tmux(120, 40, ["--panel", "eps", "--as-of", "2023-07-18"], environment: ["XDG_DATA_HOME": home.path])
    try terminal.wait(for: "the estimate of the notes") { $0.contains("notes-23q2") && $0.contains("q quit") }
    try terminal.type("j")
    try terminal.type("+")
    try terminal.wait(for: "the changed estimate") { $0.contains("your changes") }
    try terminal.type("w")
    try terminal.wait(for: "the prompt") { $0.contains("Save the estimate as") }
    try terminal.type(name)
    try terminal.press("Enter")
    try terminal.wait(for: "the question") { $0.contains("Enter again") }
    try terminal.press("Enter")
    try terminal.wait(for: "the notice") { $0.contains("saved: ") }
    let kept = try names("estimates").filter { !$0.suffix(4).elementsEqual(scalars(".bak")) }
    #expect(kept == [scalars(file)])
    #expect(try !home.read("tsla-tui/estimates/\(file)").contains("-2.5%"))
  }
}
