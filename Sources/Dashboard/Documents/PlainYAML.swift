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
    var text = text
    self = text.withUTF8 { PlainYAML(utf8: $0) }
  }

  /// Reads bytes that are valid UTF-8.
  ///
  /// By bytes, because a file of the longest that is read has tens of thousands of entries. (By characters it would also be wrong: a
  /// carriage return with its line feed is one `Character`, and so is a quote with an accent behind it.)
  package init(utf8 bytes: UnsafeBufferPointer<UInt8>) {
    // A small document in one piece.
    entries.reserveCapacity(min(8, 1 + bytes.count / 16))
    var section: String?
    var start = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    var number = 0
    while start <= bytes.count {
      let end = bytes[start...].firstIndex(of: Self.lineFeed) ?? bytes.count
      number += 1
      var line = bytes[start..<end]
      start = end + 1
      if line.last == Self.carriageReturn { line = line.dropLast() }
      let content = line.drop { $0 == Self.blank }
      if content.isEmpty || content.first == UInt8(ascii: "#") || Self.isMark(content) { continue }
      do throws(Reason) {
        if line.first == UInt8(ascii: "\t") { throw Reason.tab }
        let (key, rest) = try Self.key(content)
        let value = try Self.scalar(rest)
        let indentation = line.count - content.count
        let isIndented = indentation > 0
        if !isIndented { section = value.isEmpty ? key : nil }
        entries.append(
          Entry(key: key, value: value, line: number, section: isIndented ? section ?? "" : nil, indentation: indentation))
      } catch {
        faults.append(Fault(line: number, reason: error))
      }
    }
  }

  /// Whether a line is the mark of a document's beginning or end, which stands for nothing here.
  package static func isMark(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    line.count == 3 && (line.allSatisfy { $0 == UInt8(ascii: "-") } || line.allSatisfy { $0 == UInt8(ascii: ".") })
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

  private typealias Bytes = Slice<UnsafeBufferPointer<UInt8>>

  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")
  private static let blank = UInt8(ascii: " ")
  private static let doubleQuote = UInt8(ascii: "\"")
  private static let singleQuote = UInt8(ascii: "'")

  private static func text(_ bytes: Bytes) -> String { String(decoding: UnsafeBufferPointer(rebasing: bytes), as: UTF8.self) }

  private static func key(_ line: Bytes) throws(Reason) -> (String, Bytes) {
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { throw .noKey }
    let rest = line[(colon + 1)...]
    guard rest.isEmpty || rest.first == blank else { throw .noKey }
    var key = line[..<colon]
    while key.last == blank { key = key.dropLast() }
    if let quote = key.first, quote == doubleQuote || quote == singleQuote, key.last == quote, key.count > 1 {
      key = key.dropFirst().dropLast()
    }
    if key.isEmpty { throw .noKey }
    return (text(key), rest)
  }

  /// A plain or quoted value without the comment behind it.
  private static func scalar(_ bytes: Bytes) throws(Reason) -> String {
    let bytes = bytes.drop { $0 == blank }
    if bytes.first == doubleQuote || bytes.first == singleQuote { return try quoted(bytes) }
    var value = bytes
    var before = blank
    var i = bytes.startIndex
    while i < bytes.endIndex {
      if bytes[i] == UInt8(ascii: "#"), before == blank {
        value = bytes[..<i]
        break
      }
      before = bytes[i]
      i += 1
    }
    while value.last == blank { value = value.dropLast() }
    return text(value)
  }

  /// A value in quotes: in double ones a backslash keeps a quote or a backslash, in single ones a quote is written twice.
  private static func quoted(_ bytes: Bytes) throws(Reason) -> String {
    guard let quote = bytes.first else { return "" }
    let escape = quote == doubleQuote ? UInt8(ascii: "\\") : singleQuote
    var value: [UInt8] = []
    var i = bytes.startIndex + 1
    while i < bytes.endIndex {
      let next = i + 1
      if bytes[i] == escape, next < bytes.endIndex, bytes[next] == quote || bytes[next] == escape {
        value.append(bytes[next])
        i = next + 1
        continue
      }
      if bytes[i] == quote {
        let rest = bytes[next...].drop { $0 == blank }
        guard rest.isEmpty || rest.first == UInt8(ascii: "#") else { throw .behindQuote }
        return String(decoding: value, as: UTF8.self)
      }
      value.append(bytes[i])
      i = next
    }
    throw .openQuote
  }
}

extension PlainYAML.Reason: Error {}
