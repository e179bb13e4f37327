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

  @Test(arguments: ["나의 계획", "café", "Ångström 각"]) func aDecomposedNameIsTheSameName(name: String) throws {
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

  @Test func ofTwoFilesOfANameTheComposedOneCounts() throws {
    let name = "내 추정"
    try home.write(Self.estimate.replacing("-2.5%", with: "-9%"), to: "tsla-tui/estimates/\(Self.decomposed(name)).yaml")
    try home.write(Self.estimate, to: "tsla-tui/estimates/\(name).yaml")
    let list = try Program.run("eps", "list", "--format", "csv", environment: environment)
    #expect(list.text.split(separator: "\n").count { $0.contains(name) } == 1)
    #expect(list.errors.split(separator: "\n").count == 1 && list.errors.contains("stands twice"), "\(list.errors)")
    let eps = try Program.run("eps", "--estimate", name, "--format", "json", environment: environment)
    #expect(eps.text.contains("-2.5") && !eps.text.contains("-9%"), "\(eps.text.prefix(400))")
  }

  @Test func keysOfClaimsAreComposed() throws {
    let add = try Program.run(
      "claims", "add", "my claim", "--key", Self.decomposed("내-주장"), "--topic", "index", environment: environment)
    #expect(add.ending == .exited(0), "\(add.errors)")
    #expect(scalars(try home.read("tsla-tui/claims.yaml")).contains(scalars("\n내-주장:")))
    let again = try Program.run("claims", "add", "my claim", "--key", "내-주장", "--topic", "index", environment: environment)
    #expect(again.ending == .exited(64) && again.errors.contains("내-주장"))
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
