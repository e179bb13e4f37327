import Documents
import Foundation
import Glibc
import Model
import Testing

/// A file that entries are added to, with what was there before beside it: the user's claims.
@Suite struct EntryFileTests {
  private let folder: TemporaryFolder
  private let file: ClaimsFile
  private let today = Day(civil: 2026, 11, 26)
  private let old = "a:\n  text: x\n"

  init() throws {
    folder = try TemporaryFolder()
    file = ClaimsFile(in: folder.path + "/tsla-tui")
  }

  @discardableResult
  private func add(_ text: String, key: String? = nil) throws -> (key: String, line: Int) {
    try file.add(ClaimEntry([.text: text]), key: key, for: text, today: today, waiting: { _ in false })
  }

  /// What is wrong where a claim cannot be added.
  private func problem(_ text: String, key: String? = nil) throws -> Problem {
    try #require(throws: Problem.self) { try add(text, key: key) }
  }

  private var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: file.folder).sorted() }
  }

  private func read(_ name: String) throws -> String { try folder.read("tsla-tui/" + name) }

  private func status(_ path: String) -> stat {
    var status = stat()
    #expect(stat(path, &status) == 0, "\(path)")
    return status
  }

  @Test func whatIsAddedStandsBehindAllThatIsThere() throws {
    #expect(try add("Storage above 80 GWh in 2027") == ("storage-above-80-gwh-in", 12))
    let before = try read("claims.yaml")
    #expect(before == ClaimEntry.head + "storage-above-80-gwh-in:\n  text: \"Storage above 80 GWh in 2027\"\n")
    #expect(try add("Storage above 80 GWh in 2027") == ("storage-above-80-gwh-in-2", 15))
    #expect(try read("claims.yaml").hasPrefix(before) && read("claims.yaml.000001.bak") == before)
    let taken = try problem("x", key: "storage-above-80-gwh-in")
    #expect(taken.cause == .request && taken.reason.en.contains("stands in the file already"))
    // Keys are composed, whichever system typed them.
    #expect(
      try add("x", key: "내-주장".decomposedStringWithCanonicalMapping).key == "내-주장"
        && read("claims.yaml").unicodeScalars.contains("내"))
    #expect(try problem("x", key: "내-주장").cause == .request)
    let faulty = try #require(throws: Problem.self) {
      try file.add(ClaimEntry([.text: "x", .by: "soon"]), for: "x", today: today, waiting: { _ in false })
    }
    #expect(faulty.cause == .request && faulty.reason.en.contains("'soon' is not a date"))
    let (entries, problems) = file.load()
    #expect(
      entries.values.map(\.id) == ["own:storage-above-80-gwh-in", "own:storage-above-80-gwh-in-2", "own:내-주장"] && problems.isEmpty
    )
    #expect(try file.lineCount == read("claims.yaml").split(separator: "\n", omittingEmptySubsequences: false).count - 1)
  }

  @Test func aBadEntryIsReportedAndItsBytesStay() throws {
    let text = "good:\n  text: of my own\n  made: 2026-01-01\n\nbad:\n  text: x\n  by: soon\r\n# the end"
    try folder.write(text, to: "tsla-tui/claims.yaml")
    let (entries, problems) = file.load()
    #expect(entries.values.map(\.id) == ["own:good"])
    #expect(problems.map { $0.text(.en) } == ["\(file.path):7: 'soon' is not a date; write 2027-01-31"])
    #expect(problems.map { $0.text(.ko, below: file.folder) } == ["claims.yaml:7: 'soon'은(는) 날짜가 아님; 2027-01-31처럼 쓸 것"])
    #expect(try add("another").line == 10)
    #expect(try read("claims.yaml") == text + "\n\nanother:\n  text: another\n")
  }

  @Test func anEditorFindsAFileThatExplainsItself() throws {
    try file.prepare(waiting: { _ in false })
    #expect(try read("claims.yaml") == ClaimEntry.head && names == ["claims.yaml"])
    try file.prepare(waiting: { _ in false })
    #expect(try names == ["claims.yaml", "claims.yaml.000001.bak"])
    // What the head shows is a claim once the marks of its comment are gone.
    let shown = ClaimEntry.head.split(separator: "\n").dropFirst(2).map { $0.dropFirst(2) }
    #expect(ClaimEntry.read(shown.joined(separator: "\n"), day: today).values.map(\.id) == ["own:megapack-2027"])
  }

  @Test func backupsAreTheLastTwentyAndCountedOn() throws {
    try folder.write(old, to: "tsla-tui/claims.yaml")
    // Those that were named by a clock are the oldest; others are somebody else's.
    let named = ["claims.yaml.2031-11-26T000000Z-00.bak", "claims.yaml.000041.bak"]
    let others = [
      "claims.yaml.0.bak", "claims.yaml.2026-11-26T000000Z-00.bak.bak", "claims.yaml.9.bak", "claims.yaml.bak", "claims.yaml.~1~",
    ]
    for name in named + others { try folder.write("older", to: "tsla-tui/" + name) }
    var texts: [String] = []
    for i in 0..<22 {
      texts.append(try read("claims.yaml"))
      try add("claim \(i)")
    }
    let kept = try names.filter { $0 != "claims.yaml" && !others.contains($0) }
    #expect(kept == (44...63).map { "claims.yaml.0000\($0).bak" })
    #expect(try kept.map { try read($0) } == texts.suffix(20))
    #expect(try names.filter { others.contains($0) } == others.sorted())
  }

  @Test func aLinkStaysALinkAndOwnerModeAndTimesStay() throws {
    let target = try folder.write("old:\n  text: x\n  verdict: met\n", to: "dotfiles/claims.yaml")
    #expect(chmod(target, 0o640) == 0)
    // Only root may give a file away.
    let owner: uid_t = getuid() == 0 ? 12345 : getuid()
    #expect(chown(target, owner, getgid()) == 0)
    // 1 March 2026, at noon: entries without a day have theirs from it.
    try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSince1970: 1_772_366_400)], ofItemAtPath: target)
    try FileManager.default.createDirectory(atPath: file.folder, withIntermediateDirectories: true)
    symlink(target, file.path)
    let before = file.load().entries.values.first
    #expect(before?.knownAt == Instant(Day(civil: 2026, 3, 1), 0, 0))
    try add("y")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: file.path) == target)
    #expect(try folder.read("dotfiles/claims.yaml").contains("y:\n  text: y\n"))
    for path in [target, file.path + ".000001.bak"] {
      #expect(status(path).st_mode & 0o777 == 0o640 && status(path).st_uid == owner, "\(path)")
    }
    #expect(status(target).st_mtim.tv_sec == 1_772_366_400)
    #expect(file.load().entries.values.first?.knownAt == before?.knownAt)
  }

  @Test func whatCannotBeReadIsLeftAlone() throws {
    try FileManager.default.createDirectory(atPath: file.path, withIntermediateDirectories: true)
    #expect(file.load().problems.map(\.reason.en) == ["not a file but a folder"])
    #expect(try problem("x").cause == .system(EISDIR))
    try FileManager.default.removeItem(atPath: file.path)
    let bytes = Data([0x61, 0x3a, 0x0a, 0xff, 0x0a])
    try bytes.write(to: URL(filePath: file.path))
    #expect(file.load().problems.map(\.reason.en) == ["not text in UTF-8; save it as UTF-8"])
    #expect(try problem("x").text(.en) == "\(file.path): not text in UTF-8; save it as UTF-8")
    #expect(try Data(contentsOf: URL(filePath: file.path)) == bytes)
    // As long as a file may be that is read, but for a few bytes.
    let long = old + String(repeating: "#\n", count: 524_275)
    try folder.write(long, to: "tsla-tui/claims.yaml")
    #expect(file.load().entries.values.count == 1)
    #expect(try problem("one more").reason.en.hasPrefix("would be larger than 1048576 bytes"))
    #expect(try read("claims.yaml") == long && names == ["claims.yaml"])
  }

  @Test func aLockIsWaitedForUntilSomebodyGivesUp() throws {
    try add("x")
    let lock = open(file.folder, O_RDONLY | O_CLOEXEC)
    defer { close(lock) }
    #expect(flock(lock, LOCK_EX) == 0)
    var waited: [Int] = []
    let problem = try #require(throws: Problem.self) {
      try file.add(
        ClaimEntry([.text: "y"]), for: "y", today: today,
        waiting: {
          waited.append($0)
          return waited.count < 3
        })
    }
    #expect(waited == [0, 50, 100] && problem.reason.en.contains("nothing was saved") && problem.file == file.folder)
    #expect(try !read("claims.yaml").contains("\ny:"))
  }

  @Test func leftoversOfTheDeadGoAndThoseOfTheLivingStay() throws {
    // No process has the largest number that there can be, and process 1 is always there.
    let dead = [".tsla-tui-4194303-claims.yaml.tmp", ".tsla-tui-4194302-other.yaml.tmp"]
    let living = [
      ".tsla-tui-1-claims.yaml.tmp", ".tsla-tui-x.tmp", ".notes.2024.bak", ".claims.yaml.4194303.tmp", "mine.4194303.tmp",
    ]
    for name in dead + living { try folder.write("x", to: "tsla-tui/" + name) }
    try add("x")
    #expect(try names == (living + ["claims.yaml"]).sorted())
  }
}
