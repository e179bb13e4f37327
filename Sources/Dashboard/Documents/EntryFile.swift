package import Model

/// An entry of a file that holds all entries of its kind, each with its lines below a key.
package protocol Entry: Fielded, Equatable {
  /// What an entry is read as.
  associatedtype Value: Sendable = Self

  /// The name of the file.
  static var fileName: String { get }
  /// What the first line of a new file says.
  static var title: String { get }
  /// The key of the example in a new file.
  static var exampleKey: String { get }
  /// What an entry is called, and its key where there is nothing better to make one from.
  static var name: String { get }

  /// Nothing written yet.
  init()

  /// What the entry is read as, or what is wrong with it: with any fault there is no value.
  ///
  /// `dawn` is the beginning of the day, in New York, that stands in for dates that the entry does not give. Where nobody would read them, the
  /// faults have no words.
  func value(key: String, line: Int, dawn: Instant, withWords: Bool) -> (value: Value?, faults: [EntryFault])
}

/// Something wrong with an entry, and with which of its fields.
package struct EntryFault: Equatable, Sendable {
  /// The key of the field.
  package var key: String
  /// What is wrong and what to write instead; empty where no words were asked for.
  package var reason: Phrase
  /// Whether it is wrong that the field is not there.
  package var isMissing = false
}

/// What a file of entries holds.
package struct DocumentEntries<Value: Sendable>: Sendable {
  /// The keys of all entries, good or not, with the lines on which they begin.
  package var keys: [(key: String, line: Int)] = []
  /// What the entries are read as; an entry with a fault is not among them.
  package var values: [Value] = []
  /// What is wrong, by line of the file.
  package var problems = Problems()

  /// Nothing yet, as of a file that does not exist.
  package init() {}
}

extension Entry where Value == Self {
  /// The entry itself: it is what its lines say, and nothing more can be wrong with it.
  package func value(key: String, line: Int, dawn: Instant, withWords: Bool) -> (value: Self?, faults: [EntryFault]) {
    (self, [])
  }
}

extension Entry {
  /// The longest file that is read, in bytes.
  package static var longest: Int { 1_048_576 }
  /// The longest key, in bytes of UTF-8.
  private static var longestKey: Int { 80 }

  /// What a new file begins with.
  package static var head: String {
    let lines = fields.filter { !$0.example.isEmpty }.map { "#   \($0.key): \($0.example)\n" }
    return "# \(title)\n#\n# \(exampleKey):\n" + lines.joined() + "\n"
  }

  /// The lines of the entry under its key, as they stand in the file.
  package func text(key: String) -> String { key.composed + ":\n" + lines(indented: "  ") }

  /// Reads the text of a file, composed; what is wrong with an entry does not affect its neighbours.
  ///
  /// `day` stands in for dates that entries do not give.
  package static func read(_ text: String, day: Day) -> DocumentEntries<Value> {
    var entries = DocumentEntries<Value>()
    let dawn = Instant(day, 0, 0)
    // The keys once more, to look one up in any normal form of Unicode. Most entries take several times as many bytes as are counted on.
    var taken = Set<String>(minimumCapacity: text.utf8.count / 16)
    DocumentBlock.forEach(in: text.composed) { block in read(block, dawn, &taken, into: &entries) }
    return entries
  }

  /// Adds an entry, or what is wrong with it.
  private static func read(
    _ block: DocumentBlock, _ dawn: Instant, _ taken: inout Set<String>, into entries: inout DocumentEntries<Value>
  ) {
    let first = block.number
    let before = entries.problems.count
    entries.problems.add(block.faults) { $0 == first ? "my-\(name):" : "\(fields[0].key): \(fields[0].example)" }
    var isWhole: Bool { entries.problems.count == before }
    guard let head = block.head else {
      if isWhole { entries.problems.add(first, "indented, but not below the key of an entry", "들여썼지만 항목 이름 아래가 아님") }
      return
    }
    if !head.value.isEmpty {
      entries.problems.add(
        first, "'\(head.key)' has a value; write its lines below it, indented", "'\(head.key)'에 값이 있음; 그 아래에 들여서 쓸 것")
    }
    if head.key.utf8.count > longestKey {
      entries.problems.add(first, "the key is longer than \(longestKey) bytes", "항목 이름이 \(longestKey)바이트보다 김")
    }
    if taken.insert(head.key).inserted {
      entries.keys.append((head.key, first))
    } else {
      entries.problems.add(
        first, "'\(head.key)' stands twice; give this one another key", "'\(head.key)'이(가) 두 번 있음; 다른 이름을 쓸 것")
    }
    var reading = DocumentReader(Self())
    for line in block.below { reading.take(line, &entries.problems) }
    if isWhole {
      for field in fields where field.isRequired && reading.line(of: field.key) == 0 {
        entries.problems.add(first, DocumentReader<Self>.missing(field.key, indent: "  "))
      }
    }
    let (value, faults) = reading.root.value(key: head.key, line: first, dawn: dawn, withWords: !entries.problems.isFull)
    // Where lines were not understood, something may only seem to be missing.
    let isUnderstood = isWhole
    for fault in faults where isUnderstood || !fault.isMissing {
      let line = reading.line(of: fault.key)
      entries.problems.add(line > 0 ? line : first, fault.reason)
    }
    if isWhole, let value { entries.values.append(value) }
  }

  // MARK: adding

  /// Whether a text can be the key of a new entry.
  package static func isKey(_ key: String) -> Bool {
    let key = key.composed
    guard !key.isEmpty, key.utf8.count <= longestKey, key != "---", key != "..." else { return false }
    return key.unicodeScalars.allSatisfy { $0.isOfName || ["-", "_", "."].contains($0) }
  }

  /// A key for a new entry, made from the first words of a text.
  package static func key(for text: String, taken: Set<String>) -> String {
    var words = [""]
    for scalar in text.composed.lowercased().unicodeScalars {
      switch scalar {
      case "a"..."z", "0"..."9", "\u{ac00}"..."\u{d7a3}": words[words.count - 1].unicodeScalars.append(scalar)
      default: words.append("")
      }
    }
    var key = ""
    for word in words where !word.isEmpty {
      let longer = key.isEmpty ? String(word.prefix(24)) : key + "-" + word
      guard longer.unicodeScalars.count <= 24 else { break }
      key = longer
    }
    if key.isEmpty { key = name }
    if !taken.contains(key) { return key }
    return key + "-" + String((2...).first { !taken.contains("\(key)-\($0)") } ?? 2)
  }

  /// A file with the entry added at its end, and the line on which the entry begins; every byte that is there is kept.
  package func appended(to bytes: [UInt8], key: String) -> (bytes: [UInt8], line: Int) {
    var out = bytes
    if out.isEmpty { out += Array(Self.head.utf8) }
    if out.last != UInt8(ascii: "\n") { out.append(UInt8(ascii: "\n")) }
    if out.suffix(2) != [10, 10] { out.append(UInt8(ascii: "\n")) }
    let line = out.reduce(1) { $1 == 10 ? $0 + 1 : $0 }
    out += Array(text(key: key).utf8)
    return (out, line)
  }
}

/// The user's entries of one kind: a file in a folder.
package struct EntryFile<One: Entry>: Sendable {
  /// The folder of the user's files, without a slash at the end.
  package let folder: String

  /// The file in a folder, whether it is there or not.
  package init(in folder: String) { self.folder = folder }

  /// The folder with the file's name; the file need not be there.
  package var path: String { folder + "/" + One.fileName }
  private var store: Store { Store(folder: folder, longest: One.longest) }

  /// What can be read, and what is wrong with the rest; a file that does not exist holds nothing.
  package func load() -> (entries: DocumentEntries<One.Value>, problems: [Problem]) {
    guard !isMissing(path) else { return (DocumentEntries(), []) }
    do throws(Problem) {
      let (text, changed) = try readText(path, longest: One.longest)
      let entries = One.read(text, day: changed.newYorkDay)
      return (entries, entries.problems.of(path))
    } catch { return (DocumentEntries(), [error]) }
  }

  /// How many lines the file has, at least one, so that an editor can open it at its end.
  package var lineCount: Int {
    guard let bytes = try? readFile(path, longest: One.longest) else { return 1 }
    return max(1, bytes.reduce(0) { $1 == 10 ? $0 + 1 : $0 })
  }

  /// Writes an entry at the end of the file, and returns the key and the line on which it begins.
  ///
  /// Entries without dates are as old as the file, so it keeps its time of change. Without a key one is made from `text`; `today` stands
  /// in for the date of the new entry, `waiting` is as in `Store`. What is wrong with the entry is a problem of the request.
  package func add(
    _ entry: One, key wanted: String? = nil, for text: String, today: Day, waiting: (Int) -> Bool
  ) throws(Problem) -> (key: String, line: Int) {
    var place = (key: "", line: 0)
    try change(waiting) { old throws(Problem) in
      let bytes = old?.bytes ?? []
      // Keys of entries with faults count too, as these may be mended later.
      let taken = Set(One.read(try validText(bytes, path), day: today).keys.map(\.key))
      if let wanted, taken.contains(wanted) {
        throw .request(
          "'\(wanted)' stands in the file already; choose another key", "'\(wanted)'은(는) 파일에 이미 있음; 다른 이름을 쓸 것")
      }
      let key = wanted ?? One.key(for: text, taken: taken)
      try verify(entry, key, today)
      let (new, line) = entry.appended(to: bytes, key: key)
      guard new.count <= One.longest else { throw tooLong }
      place = (key, line)
      return new
    }
    return place
  }

  /// Gets the file ready for an editor: it is there, with a head that explains it, and what it held has a backup.
  package func prepare(waiting: (Int) -> Bool) throws(Problem) {
    var isThere = false
    try change(waiting) { old throws(Problem) in
      isThere = old != nil
      return isThere ? nil : Array(One.head.utf8)
    }
    if isThere { try store.keep(One.fileName, waiting: waiting) }
  }

  private func change(_ waiting: (Int) -> Bool, _ body: (Store.Contents?) throws(Problem) -> [UInt8]?) throws(Problem) {
    do throws(Problem) { try store.change(One.fileName, keepingTimes: true, waiting: waiting, body) } catch {
      throw error.isTooLong ? tooLong : error
    }
  }

  private var tooLong: Problem {
    Problem(
      Phrase(
        "would be larger than \(One.longest) bytes and is left alone; remove entries first",
        "\(One.longest)바이트보다 커지므로 그대로 둠; 먼저 항목을 지울 것"), file: path)
  }

  /// Reads an entry back from the text that would be written.
  private func verify(_ entry: One, _ key: String, _ day: Day) throws(Problem) {
    var reasons = entry.value(key: key, line: 1, dawn: Instant(day, 0, 0), withWords: true).faults.map(\.reason)
    if reasons.isEmpty { reasons = One.read(entry.text(key: key), day: day).problems.all.map(\.reason) }
    guard reasons.isEmpty else {
      throw .request(reasons.map(\.en).joined(separator: "; "), reasons.map(\.ko).joined(separator: "; "))
    }
  }
}
