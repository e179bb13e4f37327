import Canvas
import Documents
import Foundation
import Glibc
import Model
import Testing
import Themes

/// Schemes in the user's folder.
@Suite struct ThemeFilesTests {
  private static let scheme = "scheme: \"Mine\"\nauthor: \"Me\"\nbase00: \"102030\"\nbase05: \"d0d0d0\"\n"

  /// The themes of a folder of schemes.
  private func themes(_ names: [String]) throws -> (folder: TemporaryFolder, files: [ThemeFile]) {
    let folder = try TemporaryFolder()
    for name in names { try folder.write(Self.scheme, to: name) }
    return (folder, ThemeFiles.all(in: folder.path))
  }

  @Test func anIdIsTheNameWithoutItsEnding() throws {
    let bundled = ThemeFiles.all(in: nil)
    let (folder, files) = try themes(["my.theme.yaml", "my.other.yml", "v1.2.yaml", "a b.yaml", "note.txt", "plain", ".yaml"])
    #expect(files.map(\.id) == ["a b", "my.other", "my.theme", "v1.2"] + bundled.map(\.id))
    #expect(
      files.prefix(4).allSatisfy { $0.scheme?.colors["base00"] == .rgb(0x10, 0x20, 0x30) && $0.origin.hasPrefix(folder.path) })
    #expect(files.dropFirst(4).allSatisfy { $0.origin == "bundled" && $0.problems.isEmpty })
    // What is wrong is said with the file.
    let places = files[0].problems.map { $0.text(.en, below: folder.path) }
    #expect(places.contains("a b.yaml: base01 is missing; another color takes its place."))
  }

  @Test(
    arguments: [("x.yaml", "x.yml"), ("caf\u{e9}.yaml", "cafe\u{301}.yaml"), ("\u{ac00}.yml", "\u{1100}\u{1161}.yml")])
  func ofTwoFilesOfOneNameOneCounts(first: String, second: String) throws {
    let (_, files) = try themes([first, second])
    let own = files.filter { $0.origin != "bundled" }
    #expect(own.count == 2 && own[0].id == own[1].id && own[0].scheme != nil && own[1].scheme == nil)
    #expect(own[1].problems.first?.reason.en.hasSuffix("is left out; give it another name") == true)
  }

  @Test func theTerminalsThemeIsNoFileAndABundledOneIsReplaced() throws {
    let (_, files) = try themes(["terminal.yaml", "nord.yml"])
    #expect(files.first { $0.id == "nord" }?.scheme?.name == "Mine" && files.filter { $0.id == "nord" }.count == 1)
    #expect(files.first { $0.id == "terminal" }?.scheme == nil)
    #expect(files.first { $0.id == "terminal" }?.problems.first?.reason.en.contains("the terminal's own colors") == true)
  }

  @Test func whatIsNoFolderIsSaidOnce() throws {
    let folder = try TemporaryFolder()
    #expect(ThemeFiles.all(in: folder.path + "/none").map(\.id) == ThemeFiles.all(in: nil).map(\.id))
    let file = try folder.write("x", to: "file")
    let first = ThemeFiles.all(in: file)[0]
    #expect(first.id == "" && first.scheme == nil && first.problems.map(\.cause) == [.system(ENOTDIR)])
  }
}
