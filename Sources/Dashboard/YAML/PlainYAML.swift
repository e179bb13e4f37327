/// Names and texts of a file in the part of YAML that colour schemes and estimates are written in.
///
/// Comments, `key: value` with plain or quoted values, and one level of indented entries below a key without a value. Anything else
/// is reported with its line. Not a YAML library: the one for Swift brings all of Foundation with it, which tripled the time
/// to the first frame (docs/adr/0005).
package struct PlainYAML {
  /// A key with its value.
  package struct Entry: Equatable, Sendable {
    package var key: String
    /// Without its quotes; empty where nothing stands behind the colon.
    package var value: String
    package var line: Int
    /// The key that an indented entry stands below, empty where there is none; nil for an entry that is not indented.
    package var section: String?
    /// How many blanks stand before the key.
    package var indentation: Int
  }

  /// Why a line is left out.
  package enum Reason: Sendable {
    case tab, noKey, openQuote, behindQuote

    /// What is wrong; `example` is a line as it should be.
    package func text(example: String) -> (en: String, ko: String) {
      switch self {
      case .tab: return ("indented with a tab; YAML wants blanks", "탭으로 들여씀; YAML은 빈칸으로 들여써야 함")
      case .noKey: return ("not a line such as \(example)", "\(example) 같은 줄이 아님")
      case .openQuote: return ("a quote is not closed", "따옴표가 닫히지 않음")
      case .behindQuote:
        return (
          "something stands behind the closing quote; put it inside, or # before it",
          "닫는 따옴표 뒤에 글이 있음; 안으로 옮기거나 앞에 #을 붙일 것"
        )
      }
    }
  }

  /// A line that is not understood.
  package struct Fault: Sendable {
    package var line: Int
    package var reason: Reason
  }

  /// All entries in the order of the file; of a key with indented entries, the key itself with an empty value and then those.
  package private(set) var entries: [Entry] = []
  package private(set) var faults: [Fault] = []

  package init(_ text: String) {
    var section: String?
    // By scalars: a carriage return with its line feed is one `Character`, and so is a quote with an accent behind it.
    for (i, raw) in text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      var line = raw.last == "\r" ? raw.dropLast() : raw
      if i == 0, line.first == "\u{feff}" { line = line.dropFirst() }
      let content = line.drop { $0 == " " }
      let words = String(content)
      if content.isEmpty || content.first == "#" || words == "---" || words == "..." { continue }
      do throws(Reason) {
        if line.first == "\t" { throw Reason.tab }
        let (key, rest) = try Self.key(content)
        let value = try Self.scalar(rest)
        let indentation = line.count - content.count
        let isIndented = indentation > 0
        if !isIndented { section = value.isEmpty ? key : nil }
        entries.append(
          Entry(key: key, value: value, line: i + 1, section: isIndented ? section ?? "" : nil, indentation: indentation))
      } catch {
        faults.append(Fault(line: i + 1, reason: error))
      }
    }
  }

  /// The value of a key that is not indented; nil where there is none.
  package subscript(key: String) -> String? {
    entries.first { $0.section == nil && $0.key == key && !$0.value.isEmpty }?.value
  }

  /// The entries that are indented below a key; nil where the key is not there or has a value of its own.
  package func entries(below key: String) -> [Entry]? {
    guard entries.contains(where: { $0.section == nil && $0.key == key && $0.value.isEmpty }) else { return nil }
    return entries.filter { $0.section == key }
  }

  /// A text as a value: in quotes where it would not read back as it is.
  package static func value(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy { c in
      switch c {
      case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".", "+", "=", "%", "/", ":": return true
      default: return false
      }
    }
    if isPlain, !text.isEmpty { return text }
    var out = "\""
    for c in text.unicodeScalars {
      if c == "\"" || c == "\\" { out += "\\" }
      out.unicodeScalars.append(c)
    }
    return out + "\""
  }

  private typealias Scalars = Substring.UnicodeScalarView

  private static func key(_ line: Scalars) throws(Reason) -> (String, Scalars) {
    guard let colon = line.firstIndex(of: ":") else { throw .noKey }
    let rest = line[line.index(after: colon)...]
    guard rest.isEmpty || rest.first == " " else { throw .noKey }
    var key = line[..<colon]
    while key.last == " " { key = key.dropLast() }
    if let quote = key.first, quote == "\"" || quote == "'", key.last == quote, key.count > 1 {
      key = key.dropFirst().dropLast()
    }
    if key.isEmpty { throw .noKey }
    return (String(key), rest)
  }

  /// A plain or quoted value without the comment behind it.
  private static func scalar(_ text: Scalars) throws(Reason) -> String {
    let text = text.drop { $0 == " " }
    if text.first == "\"" || text.first == "'" { return try quoted(text) }
    var value = text
    var before: Unicode.Scalar = " "
    for i in text.indices {
      if text[i] == "#", before == " " {
        value = text[..<i]
        break
      }
      before = text[i]
    }
    while value.last == " " { value = value.dropLast() }
    return String(value)
  }

  /// A value in quotes: in double ones a backslash keeps a quote or a backslash, in single ones a quote is written twice.
  private static func quoted(_ text: Scalars) throws(Reason) -> String {
    guard let quote = text.first else { return "" }
    var value = String.UnicodeScalarView()
    var i = text.index(after: text.startIndex)
    while i < text.endIndex {
      let next = text.index(after: i)
      let following: Unicode.Scalar? = next < text.endIndex ? text[next] : nil
      let escape: Unicode.Scalar = quote == "\"" ? "\\" : "'"
      if text[i] == escape, let following, following == quote || following == escape {
        value.append(following)
        i = text.index(after: next)
        continue
      }
      if text[i] == quote {
        let rest = text[next...].drop { $0 == " " }
        guard rest.isEmpty || rest.first == "#" else { throw .behindQuote }
        return String(value)
      }
      value.append(text[i])
      i = next
    }
    throw .openQuote
  }
}

extension PlainYAML.Reason: Error {}
