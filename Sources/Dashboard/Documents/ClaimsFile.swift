package import Model

/// The text of the user's own claims, as it stands in a file.
///
/// ```
/// megapack-2027:
///   text: Storage above 80 GWh in 2027
///   by: 2028-01-31
///   metric: storage
///   period: 2027
///   at least: 80
/// ```
package enum ClaimsFile {
  /// The name of the file.
  package static let name = Claim.userFile
  /// What stands before the key in the id of a claim, so that it is no claim's of the facts.
  package static let idPrefix = "own:"
  /// The longest file that is read, in bytes.
  package static let longest = 1_048_576
  /// The longest key, in bytes of UTF-8.
  private static let longestKey = 80

  /// What a new file begins with.
  package static let head = """
    # Your own claims for tsla-tui, an entry each:
    #
    # megapack-2027:
    #   text: Storage above 80 GWh in 2027
    #   who: me
    #   topic: energy
    #   by: 2028-01-31
    #   metric: storage        # without a metric you judge it yourself: verdict, judged, outcome
    #   period: 2027
    #   at least: 80

    """

  /// What a file holds.
  package struct Contents: Equatable {
    /// The keys of all entries, good or not, with the lines on which they begin.
    package var keys: [(key: String, line: Int)] = []
    package var claims: [Claim] = []
    /// An entry with a fault is no claim.
    package var faults = Problems()

    /// The same keys to look one up in, whatever normal form of Unicode it is in.
    fileprivate var taken: Set<String> = []

    package init() {}

    package static func == (a: Contents, b: Contents) -> Bool {
      a.keys.map(\.key) == b.keys.map(\.key) && a.claims.map(\.id) == b.claims.map(\.id) && a.faults == b.faults
    }
  }

  /// Reads a file, composed; `day` is the day on which claims were made, or judged, that do not say it themselves.
  package static func read(_ text: String, day: Day) -> Contents {
    var text = text.composed
    return text.withUTF8 { bytes in
      var contents = Contents()
      let dawn = Instant(day, 0, 0)
      // Most entries take several times as many bytes.
      contents.taken.reserveCapacity(bytes.count / 16)
      forEachBlock(of: bytes) { block, line in read(block, line: line, dawn: dawn, into: &contents) }
      return contents
    }
  }

  /// Calls a function with each entry, whatever is wrong with its neighbours, and the line on which it begins: the lines from one that is
  /// not indented to the next.
  private static func forEachBlock(
    of bytes: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>, Int) -> Void
  ) {
    var block: (start: Int, line: Int)?
    var start = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    var number = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 10) ?? bytes.count
      number += 1
      var line = bytes[start..<end]
      if line.last == 13 { line = line.dropLast() }
      let isMark = PlainYAML.isMark(line)
      let begins = line.first.map { $0 != 32 && $0 != 9 && $0 != UInt8(ascii: "#") } ?? false
      // Indented lines before the first entry belong to none; they are a block of their own, to be reported.
      let isWords = line.first { $0 != 32 && $0 != 9 }.map { $0 != UInt8(ascii: "#") } ?? false
      if !isMark, begins || block == nil && isWords {
        if let block { body(UnsafeBufferPointer(rebasing: bytes[block.start..<start]), block.line) }
        block = (start, number)
      }
      start = end + 1
    }
    if let block { body(UnsafeBufferPointer(rebasing: bytes[block.start...]), block.line) }
  }

  /// Takes an entry over, or what is wrong with it.
  private static func read(
    _ block: UnsafeBufferPointer<UInt8>, line first: Int, dawn: Instant, into contents: inout Contents
  ) {
    let file = PlainYAML(utf8: block)
    let before = contents.faults.count
    var isWhole: Bool { contents.faults.count == before }
    func add(_ line: Int, _ en: @autoclosure () -> String, _ ko: @autoclosure () -> String) {
      contents.faults.add(line, Phrase(en(), ko()))
    }
    for fault in file.faults {
      let example = fault.line == 1 ? "my-claim:" : "text: Storage above 80 GWh in 2027"
      contents.faults.add(first + fault.line - 1, Phrase(fault.reason.text(example: example)))
    }
    for line in Problem.controls(inUTF8: block) { contents.faults.add(first + line.line - 1, line.reason) }
    guard let head = file.entries.first, head.section == nil else {
      if isWhole { add(first, "indented, but not below the key of an entry", "들여썼지만 항목 이름 아래가 아님") }
      return
    }
    if !head.value.isEmpty {
      add(
        first, "'\(head.key)' has a value; write its lines below it, indented", "'\(head.key)'에 값이 있음; 그 아래에 들여서 쓸 것")
    }
    if head.key.utf8.count > longestKey {
      add(first, "the key is longer than \(longestKey) bytes", "항목 이름이 \(longestKey)바이트보다 김")
    }
    if !contents.taken.insert(head.key).inserted {
      add(first, "'\(head.key)' stands twice; give this one another key", "'\(head.key)'이(가) 두 번 있음; 다른 이름을 쓸 것")
    } else {
      contents.keys.append((head.key, first))
    }
    var entry = ClaimEntry()
    for line in file.entries.dropFirst() {
      let number = first + line.line - 1
      guard let field = ClaimField(rawValue: line.key) else {
        contents.faults.add(number, Problem.unknown(line.key, of: ClaimField.allCases.map(\.rawValue)))
        continue
      }
      guard !entry.has(field) else {
        add(number, "\(field.rawValue) stands twice; remove one", "\(field.rawValue)이(가) 두 번 있음; 하나를 지울 것")
        continue
      }
      entry[field] = line.value
    }
    let (claim, found) = entry.claim(key: head.key, line: first, dawn: dawn, withWords: !contents.faults.isFull)
    // With lines that were not understood something may only seem to be missing.
    let isUnderstood = isWhole
    for fault in found where isUnderstood || !fault.isMissing {
      let line = file.entries.first { $0.key == fault.field.rawValue && $0.section != nil }?.line ?? 1
      contents.faults.add(first + line - 1, fault.reason)
    }
    if isWhole, let claim { contents.claims.append(claim) }
  }

  // MARK: adding

  /// Whether a text can be the key of a new entry.
  package static func isKey(_ key: String) -> Bool {
    let key = key.composed
    guard !key.isEmpty, key.utf8.count <= longestKey, key != "---", key != "..." else { return false }
    return key.unicodeScalars.allSatisfy { $0.isOfName || ["-", "_", "."].contains($0) }
  }

  /// A key for a new entry, made of the first words of its text.
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
    if key.isEmpty { key = "claim" }
    if !taken.contains(key) { return key }
    return key + "-" + String((2...).first { !taken.contains("\(key)-\($0)") } ?? 2)
  }

  /// The file with an entry behind all that it holds, and the line on which the entry begins; of what is there every byte is kept.
  package static func appending(_ entry: ClaimEntry, key: String, to bytes: [UInt8]) -> (bytes: [UInt8], line: Int) {
    var out = bytes
    if out.isEmpty { out += Array(head.utf8) }
    if out.last != UInt8(ascii: "\n") { out.append(UInt8(ascii: "\n")) }
    if out.suffix(2) != [10, 10] { out.append(UInt8(ascii: "\n")) }
    let line = out.reduce(1) { $1 == 10 ? $0 + 1 : $0 }
    out += Array(entry.text(key: key).utf8)
    return (out, line)
  }

  /// A text as a value of the file.
  static func quoted(_ text: String) -> String { PlainYAML.value(text) }
}
