import Documents
import Finance
import Foundation
import Glibc
import Model
import Testing

/// Documents with a file each: the user's scenarios.
@Suite struct DocumentFolderTests {
  private let home: TemporaryFolder
  private let folder: DocumentFolder<Scenario>
  private static let mine = "year: 2028\nprofits:\n  cars: 20 billion USD\ndrivers:\n  multiple: 50\n"
  private let facts = Snapshot(of: Record.book, asOf: Record.now).scenarios

  init() throws {
    home = try TemporaryFolder()
    folder = DocumentFolder(home.path + "/scenarios")
  }

  private var names: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() } }

  private func save(_ id: String, replacing: Bool = false) throws {
    let scenario = try Scenario.read(Self.mine, name: id)
    try folder.save(scenario, replacing: replacing, among: facts, waiting: { _ in false })
  }

  private func problem(_ id: String, replacing: Bool = false) throws -> Problem {
    try #require(throws: Problem.self) { try save(id, replacing: replacing) }
  }

  @Test func whatIsWrongWithAFileIsSaidAndTheOthersAreRead() throws {
    #expect(folder.load(among: facts).problems.isEmpty)
    let texts = [
      "mine": Self.mine, "bad": "year: 2028\nprofits:\n  cars: many\n", "base": Self.mine, "record": Self.mine, "-x": Self.mine,
      "large": String(repeating: "#\n", count: 40_000),
    ]
    for (name, text) in texts { try home.write(text, to: "scenarios/\(name).yaml") }
    try Data([0x6e, 0xff, 0xfe]).write(to: URL(filePath: folder.path + "/bytes.yaml"))
    #expect(mkfifo(folder.path + "/pipe.yaml", 0o600) == 0 && mkdir(folder.path + "/folder.yaml", 0o700) == 0)
    let (all, problems) = folder.load(among: facts)
    #expect(all.map(\.id) == ["mine"])
    let said = problems.map { $0.text(.en, below: folder.path) }
    for text in [
      "bad.yaml:3: 'many' is not an amount", "base.yaml: 'base' is a scenario of the facts already",
      "record.yaml: 'record' is a scenario of the facts already", "-x.yaml: '-x' cannot be a name",
      "large.yaml: larger than 65536 bytes", "bytes.yaml: not text in UTF-8", "pipe.yaml: not a file but a pipe",
      "folder.yaml: not a file but a folder",
    ] { #expect(said.contains { $0.hasPrefix(text) }, "\(text)") }
    #expect(folder.problems(of: "bad", in: problems).map(\.line) == [3] && folder.problems(of: "ba", in: problems).isEmpty)
  }

  @Test func whatIsThereIsReplacedOnlyWhereThatIsAskedForAndKept() throws {
    try save("mine")
    #expect(try names == ["mine.yaml"])
    #expect(try problem("mine").cause == .exists)
    // Written by hand, for nobody else's eyes, and kept with other files of that kind.
    let text = "# why I think so\n" + Self.mine.replacing("50", with: "60")
    let target = try home.write(text, to: "dotfiles/own.yaml")
    chmod(target, 0o600)
    try FileManager.default.removeItem(atPath: folder.path + "/mine.yaml")
    symlink(target, folder.path + "/mine.yaml")
    try save("mine", replacing: true)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.path + "/mine.yaml") == target)
    #expect(try home.read("dotfiles/own.yaml").contains("multiple: 50\n") && names == ["mine.yaml", "mine.yaml.000001.bak"])
    #expect(try home.read("scenarios/mine.yaml.000001.bak") == text)
    for path in [target, folder.path + "/mine.yaml.000001.bak"] {
      var status = stat()
      #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600, "\(path)")
    }
    // What is no scenario may be something else.
    try home.write("my notes\n", to: "scenarios/notes.yaml")
    #expect(try problem("notes", replacing: true).reason.en.contains("not a scenario, so it is left alone"))
    #expect(try home.read("scenarios/notes.yaml") == "my notes\n")
  }

  @Test func namesThatMeanSomethingElseAreRefused() throws {
    #expect(try problem("base").reason.en.contains("scenario of the facts already"))
    #expect(try problem("../x").reason.en.contains("cannot be a name"))
    #expect(!FileManager.default.fileExists(atPath: folder.path))
  }

  @Test(arguments: ["나의 계획", "café", "Ångström 각"]) func aDecomposedNameIsTheSameName(name: String) throws {
    let loose = name.decomposedStringWithCanonicalMapping
    func scalars(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }
    try home.write(Self.mine, to: "scenarios/\(loose).yaml")
    // Known as people write it, and saved under the name that the disk has.
    #expect(folder.load(among: []).all.map { scalars($0.id) } == [scalars(name)])
    try save(name, replacing: true)
    #expect(try names.filter { $0.hasSuffix(".yaml") }.map(scalars) == [scalars(loose + ".yaml")])
    // Of two files of a name the composed one counts.
    try home.write(Self.mine.replacing("50", with: "60"), to: "scenarios/\(name).yaml")
    let (all, problems) = folder.load(among: [])
    #expect(all.count == 1 && all[0][driver: .multiple]?.value == 60)
    #expect(problems.map(\.reason.en).allSatisfy { $0.contains("stands twice") } && problems.count == 1)
  }
}
