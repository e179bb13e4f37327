import Glibc
package import Model

/// The user's own claims: one file of a folder.
package struct ClaimsStore: Sendable {
  package let folder: String

  package init(_ folder: String) { self.folder = folder }

  package var file: String { folder + "/" + ClaimsFile.name }
  private var store: Store { Store(folder: folder, longest: ClaimsFile.longest) }

  /// The claims that can be read, and what is wrong with the others.
  package struct Loaded {
    package var claims: [Claim] = []
    package var problems: [Problem] = []
    /// The keys of all entries with the lines on which they begin.
    package var keys: [(key: String, line: Int)] = []

    package init() {}
  }

  /// Reads the file; one that does not exist holds no claims.
  package func load() -> Loaded {
    var loaded = Loaded()
    guard !isMissing(file) else { return loaded }
    do throws(Problem) {
      let (text, changed) = try readText(file, longest: ClaimsFile.longest)
      let contents = ClaimsFile.read(text, day: changed.newYorkDay)
      (loaded.claims, loaded.problems, loaded.keys) = (contents.claims, contents.faults.of(file), contents.keys)
    } catch { loaded.problems = [error] }
    return loaded
  }

  /// How many lines the file has, at least one: where its end is.
  package var lines: Int {
    guard let bytes = try? readFile(file, longest: ClaimsFile.longest) else { return 1 }
    return max(1, bytes.reduce(0) { $1 == 10 ? $0 + 1 : $0 })
  }

  // MARK: adding

  /// Writes an entry behind all that the file holds, and returns the key and the line on which it begins.
  ///
  /// Entries that do not say when they were made are as old as the file, so it keeps its time of change; `today` stands for the new one's
  /// day. `waiting` is what `Store` has it for. What is wrong with the entry itself is a problem of the request.
  package func add(
    _ entry: ClaimEntry, key wanted: String? = nil, today: Day, waiting: (Int) -> Bool
  ) throws(Problem) -> (key: String, line: Int) {
    var place = (key: "", line: 0)
    try change(waiting) { old throws(Problem) in
      let text = try validText(old?.bytes ?? [], file)
      // Keys of entries with faults count too: one may be mended later.
      let taken = Set(ClaimsFile.read(text, day: today).keys.map(\.key))
      if let wanted, taken.contains(wanted) {
        throw .request(
          "'\(wanted)' stands in the file already; choose another key", "'\(wanted)'은(는) 파일에 이미 있음; 다른 이름을 쓸 것")
      }
      let key = wanted ?? ClaimsFile.key(for: entry[.text] ?? "", taken: taken)
      try Self.verify(entry, key, today)
      let (new, line) = ClaimsFile.appending(entry, key: key, to: old?.bytes ?? [])
      guard new.count <= ClaimsFile.longest else { throw tooLong }
      place = (key, line)
      return new
    }
    return place
  }

  /// Makes ready for an editor: the file is there, with a head that explains it, and a backup of it as it is.
  package func prepare(waiting: (Int) -> Bool) throws(Problem) {
    var isThere = false
    try change(waiting) { old throws(Problem) in
      isThere = old != nil
      return isThere ? nil : Array(ClaimsFile.head.utf8)
    }
    if isThere { try store.keep(ClaimsFile.name, waiting: waiting) }
  }

  private func change(_ waiting: (Int) -> Bool, _ body: (Store.Contents?) throws(Problem) -> [UInt8]?) throws(Problem) {
    do throws(Problem) { try store.change(ClaimsFile.name, keepingTimes: true, waiting: waiting, body) } catch {
      throw error.cause == .system(EFBIG) ? tooLong : error
    }
  }

  private var tooLong: Problem {
    let longest = ClaimsFile.longest
    return Problem(
      Phrase(
        "would be larger than \(longest) bytes and is left alone; remove entries first",
        "\(longest)바이트보다 커지므로 그대로 둠; 먼저 항목을 지울 것"), file: file)
  }

  /// Reads an entry back from the text that would be written.
  private static func verify(_ entry: ClaimEntry, _ key: String, _ day: Day) throws(Problem) {
    var reasons = entry.claim(key: key, line: 1, day: day).faults.map(\.reason)
    if reasons.isEmpty { reasons = ClaimsFile.read(entry.text(key: key), day: day).faults.all.map(\.reason) }
    guard reasons.isEmpty else {
      throw .request(reasons.map(\.en).joined(separator: "; "), reasons.map(\.ko).joined(separator: "; "))
    }
  }
}
