import Model

extension Problem {
  /// A key that there is none of.
  static func unknown(_ key: String, of keys: [String]) -> Phrase {
    let known = keys.joined(separator: ", ")
    return Phrase("'\(key)' is not known here; there are \(known)", "'\(key)'은(는) 알 수 없음; 가능: \(known)")
  }

  /// The lines that hold control characters: nothing of a file is left out silently, so what cannot be shown is not read.
  package static func controls(in text: String) -> [Problem] {
    var text = text
    return text.withUTF8 { controls(inUTF8: $0) }
  }

  /// The same of bytes that are valid UTF-8.
  static func controls(inUTF8 bytes: UnsafeBufferPointer<UInt8>) -> [Problem] {
    var found: [Problem] = []
    var line = 1
    for (i, byte) in bytes.enumerated() {
      if byte == 10 { line += 1 }
      guard byte < 32 && byte != 10 || byte == 0x7f || byte == 0xc2 && (0x80...0x9f).contains(bytes[min(i + 1, bytes.count - 1)])
      else { continue }
      // A carriage return belongs to the line feed behind it, or to the end.
      if byte == 13, i + 1 == bytes.count || bytes[i + 1] == 10 { continue }
      if found.last?.line != line {
        found.append(Problem("holds a control character; remove it", "제어 문자가 있음; 지울 것", line: line))
      }
    }
    return found
  }
}

/// The entries of a user's file, taken out one by one, and what is wrong with them.
struct FileEntries {
  private let file: PlainYAML
  private(set) var faults = Problems()

  /// Reads the lines, composed, so that names are the same whichever system wrote them; `example` is one as it should be.
  init(_ text: String, example: String) {
    let text = text.composed
    file = PlainYAML(text)
    for fault in file.faults {
      add(fault.line, Phrase(fault.reason.text(example: example)))
    }
    for fault in Problem.controls(in: text) { add(fault.line, fault.reason) }
  }

  mutating func add(_ line: Int, _ reason: @autoclosure () -> Phrase) { faults.add(line, reason()) }

  mutating func add(_ line: Int, _ en: @autoclosure () -> String, _ ko: @autoclosure () -> String) {
    add(line, Phrase(en(), ko()))
  }

  func line(of key: String) -> Int { self[key]?.line ?? 0 }

  /// An entry that is not indented.
  subscript(key: String) -> PlainYAML.Entry? { file.entries.first { $0.section == nil && $0.key == key } }

  /// An entry that must be there, with a value.
  mutating func required(_ key: String, example: String) -> PlainYAML.Entry? {
    if self[key] == nil {
      add(0, "\(key) is missing; add a line such as \(key): \(example)", "\(key)이(가) 없음; \(key): \(example) 같은 줄을 넣을 것")
    }
    return optional(key, example: example)
  }

  /// An entry that may be left out, but not be without a value.
  mutating func optional(_ key: String, example: String) -> PlainYAML.Entry? {
    guard let entry = self[key] else { return nil }
    guard !entry.value.isEmpty else {
      add(entry.line, "\(key) is empty; write \(key): \(example)", "\(key)이(가) 비어 있음; \(key): \(example)처럼 쓸 것")
      return nil
    }
    return entry
  }

  /// The entries below a key, all of one indentation; `example` is one as it should be.
  mutating func section(_ key: String, example: String) -> [PlainYAML.Entry] {
    guard let section = self[key] else { return [] }
    guard let entries = file.entries(below: key), section.value.isEmpty else {
      add(
        section.line, "\(key) has a value; write them below it, each on a line such as   \(example)",
        "\(key)에 값이 있음; 그 아래에 한 줄씩   \(example)처럼 쓸 것")
      return []
    }
    return entries.filter { entry in
      if entry.indentation == entries[0].indentation { return true }
      add(entry.line, "not indented as the \(key) above it", "위 항목과 들여쓰기가 다름")
      return false
    }
  }

  /// Reports what nothing has been taken from: keys that there are none of, keys that stand twice, lines below keys that have none.
  mutating func refuseTheRest(keys: [String], sections: [String]) {
    var seen: Set<String> = []
    for entry in file.entries {
      if let section = entry.section {
        // Below an unknown key the key itself is reported.
        guard section.isEmpty || keys.contains(section), !sections.contains(section) else { continue }
        var names: String { sections.map { $0 + ":" }.joined(separator: ", ") }
        add(entry.line, "indented, but not below \(names)", "들여썼지만 \(names) 아래가 아님")
      } else if !keys.contains(entry.key) {
        add(entry.line, Problem.unknown(entry.key, of: keys))
      } else if !seen.insert(entry.key).inserted {
        add(entry.line, "\(entry.key) stands twice; remove one", "\(entry.key)이(가) 두 번 있음; 하나를 지울 것")
      }
    }
  }
}
