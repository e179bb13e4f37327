/// A scheme file as names and texts: the part of YAML that base16 and base24 schemes are written in.
///
/// Comments, `key: value` with plain or quoted values, and one level of indented entries below a key without a value. Anything else
/// is reported with its line. Not a YAML library: the one for Swift brings all of Foundation with it, which tripled the time
/// to the first frame (docs/adr/0005).
struct SchemeFile {
  struct Entry {
    var key: String
    var value: String
    var line: Int
  }

  private(set) var entries: [Entry] = []
  private(set) var palette: [Entry]?
  /// Lines that are not understood, with the reason.
  private(set) var faults: [(line: Int, reason: String)] = []

  init(_ text: String) {
    var section: String?
    for (i, raw) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let line = raw.last == "\r" ? raw.dropLast() : raw
      let content = line.drop { $0 == " " }
      if content.isEmpty || content.first == "#" || content == "---" || content == "..." { continue }
      if line.contains("\t") && line.first == "\t" {
        faults.append((i + 1, "indented with a tab; YAML wants blanks"))
        continue
      }
      guard let (key, rest) = Self.key(content) else {
        faults.append((i + 1, "not a line such as base00: \"#1d2021\""))
        continue
      }
      guard let value = Self.scalar(rest) else {
        faults.append((i + 1, "a quote is not closed"))
        continue
      }
      if content.startIndex > line.startIndex {
        if section == "palette" { palette?.append(Entry(key: key, value: value, line: i + 1)) }
      } else if value.isEmpty {
        section = key
        if key == "palette" { palette = [] }
      } else {
        section = nil
        entries.append(Entry(key: key, value: value, line: i + 1))
      }
    }
  }

  subscript(key: String) -> String? { entries.first { $0.key == key }?.value }

  private static func key(_ line: Substring) -> (String, Substring)? {
    guard let colon = line.firstIndex(of: ":") else { return nil }
    let after = line.index(after: colon)
    guard after == line.endIndex || line[after] == " " else { return nil }
    var key = line[..<colon]
    while key.last == " " { key = key.dropLast() }
    if let quote = key.first, quote == "\"" || quote == "'", key.last == quote, key.count > 1 {
      key = key.dropFirst().dropLast()
    }
    return key.isEmpty ? nil : (String(key), line[after...])
  }

  /// A plain or quoted value without the comment behind it; nil where a quote is not closed.
  private static func scalar(_ text: Substring) -> String? {
    let text = text.drop { $0 == " " }
    guard let quote = text.first else { return "" }
    if quote == "\"" || quote == "'" {
      let inside = text.dropFirst()
      guard let end = inside.firstIndex(of: quote) else { return nil }
      return String(inside[..<end])
    }
    var value = text
    if let comment = text.indices.first(where: { text[$0] == "#" && ($0 == text.startIndex || text[text.index(before: $0)] == " ") }) {
      value = text[..<comment]
    }
    while value.last == " " { value = value.dropLast() }
    return String(value)
  }
}
