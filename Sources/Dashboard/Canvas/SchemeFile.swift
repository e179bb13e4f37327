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

extension Scheme {
  /// Something about a scheme file that is not as it should be; line 0 is the whole file.
  package struct Warning: Equatable, Sendable {
    package var line: Int
    package var reason: String
  }

  /// Reads a base16 or base24 scheme in the flat or the `palette:` form. What cannot be used is left out with a warning; a file
  /// without any colour is no scheme. Names and texts are stripped of control characters.
  package static func read(_ text: String, id: String) -> (scheme: Scheme?, warnings: [Warning]) {
    let file = SchemeFile(text)
    var warnings = file.faults.map { Warning(line: $0.line, reason: $0.reason + "; left out") }
    var colors: [String: Color] = [:]
    var named: Set<String> = []
    for entry in file.palette ?? file.entries where entry.key.lowercased().hasPrefix("base") && entry.key.utf8.count == 6 {
      let name = "base" + entry.key.dropFirst(4).uppercased()
      named.insert(name)
      if let color = color(entry.value) {
        colors[name] = color
      } else {
        let reason = "\(clean(entry.key)): not a colour; write it as \"#rrggbb\". The terminal's own is used."
        warnings.append(Warning(line: entry.line, reason: reason))
      }
    }
    guard !colors.isEmpty else {
      return (nil, warnings + [Warning(line: 0, reason: "has no colours; see themes/README.md")])
    }
    for name in required where !named.contains(name) {
      warnings.append(Warning(line: 0, reason: "\(name) is missing; the terminal's own colour is used."))
    }
    let variant = file["variant"]
    let isKnown = variant == nil || variant == "dark" || variant == "light"
    if !isKnown {
      warnings.append(Warning(line: 0, reason: "variant is '\(clean(variant ?? ""))'; write dark or light"))
    }
    let scheme = Scheme(
      name: clean(file["name"] ?? file["scheme"] ?? id), author: clean(file["author"] ?? ""),
      variant: isKnown ? variant : nil, colors: colors)
    return (scheme, warnings)
  }

  private static func clean(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.prefix(120).filter { TextWidth.columns($0) > 0 }))
  }
}
