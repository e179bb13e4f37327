package import Model

/// A line of a document: `key: value`.
package struct DocumentLine: Equatable, Sendable {
  /// Without its quotes, and without the blanks before the colon.
  package var key: String
  /// Without its quotes; empty where nothing follows the colon.
  package var value: String
  /// Counted from 1; 0 for a line that was not read from a text.
  package var number = 0
  /// How many blanks stand before the key.
  package var indentation = 0

  /// A line to be written: the value stands there as it is given, so quote it first.
  package init(_ key: String, _ value: String) { (self.key, self.value) = (key, value) }

  /// A text as a value: in quotes where it would not read back as it is.
  package static func quoted(_ text: String) -> String {
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
}

/// What begins at the margin of a document: a line and those that are indented below it.
///
/// This is the part of YAML that documents are written in: comments, `key: value` with plain or quoted values, and one level of lines
/// below a key without a value. What is not understood is reported by line and does not affect the other lines. A plain value is
/// text as people write it: unlike in YAML it may hold a colon and begin with any sign (docs/adr/0018).
package struct DocumentBlock {
  /// Nil where the line is not understood, or where the document begins with indented lines.
  package fileprivate(set) var head: DocumentLine?
  /// The lines that are indented below it, as far as they are understood.
  package fileprivate(set) var below: [DocumentLine] = []
  /// The line on which it begins.
  package fileprivate(set) var number = 0
  /// Lines of it that are not understood.
  package fileprivate(set) var faults: [Fault] = []

  /// A line that is not understood; column 0 is the whole line.
  package struct Fault: Error {
    /// What is wrong with it.
    package var reason: Reason
    /// Counted from 1 in the whole text.
    package fileprivate(set) var line = 0
    /// Counted from 1, in Unicode scalars; 0 is the whole line.
    package fileprivate(set) var column = 0
    /// The byte from which it is not understood.
    fileprivate var place: Int?
  }

  /// Why a line is not understood.
  package enum Reason: Sendable {
    case tab, noKey, openQuote, behindQuote, control

    /// What is wrong, and what to write; `example` is a line as it should be.
    package func words(example: String) -> Phrase {
      switch self {
      case .tab: return Phrase("indented with a tab; YAML wants blanks", "탭으로 들여씀; YAML은 빈칸으로 들여써야 함")
      case .noKey: return Phrase("not a line such as \(example)", "\(example) 같은 줄이 아님")
      case .openQuote: return Phrase("a quote is not closed", "따옴표가 닫히지 않음")
      case .behindQuote:
        return Phrase(
          "something stands behind the closing quote; put it inside, or # before it",
          "닫는 따옴표 뒤에 글이 있음; 안으로 옮기거나 앞에 #을 붙일 것")
      case .control: return Phrase("holds a control character; remove it", "제어 문자가 있음; 지울 것")
      }
    }
  }

  /// Calls a function with each block of a text.
  ///
  /// By bytes, because the longest documents have tens of thousands of lines. (By characters it would also be wrong: a carriage return
  /// with its line feed is one `Character`, and so is a quote with an accent after it.)
  package static func forEach(in text: String, _ body: (DocumentBlock) -> Void) {
    var text = text
    text.withUTF8 { bytes in
      let hasControlCharacters = bytes.enumerated().contains { isControl($1, at: $0, in: bytes) }
      var block = DocumentBlock()
      var isOpen = false
      var number = 0
      var start = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
      while start < bytes.count {
        let end = bytes[start...].firstIndex(of: lineFeed) ?? bytes.count
        number += 1
        var line = bytes[start..<end]
        start = end + 1
        if line.last == carriageReturn { line = line.dropLast() }
        let content = line.drop { $0 == blank }
        let isComment = content.isEmpty || content.first == hash || isMark(content)
        if !isComment, !isOpen || line.startIndex == content.startIndex && line.first != tab {
          if isOpen { body(block) }
          block.begin(number)
          isOpen = true
        }
        if !isComment { block.take(line, content, number) }
        // What cannot be shown is not read, and nothing is left out silently.
        if hasControlCharacters, line.indices.contains(where: { isControl(line[$0], at: $0, in: bytes) }) {
          if !isOpen { block.begin(number) }
          isOpen = true
          block.add(Fault(reason: .control), number)
        }
      }
      if isOpen { body(block) }
    }
  }

  private mutating func begin(_ number: Int) {
    self.number = number
    head = nil
    below.removeAll(keepingCapacity: true)
    faults.removeAll(keepingCapacity: true)
  }

  private mutating func take(_ line: Bytes, _ content: Bytes, _ number: Int) {
    do throws(Fault) {
      if line.first == Self.tab { throw Fault(reason: .tab) }
      let (key, rest) = try Self.key(content)
      var taken = DocumentLine(key, try Self.scalar(rest.drop { $0 == Self.blank }))
      taken.number = number
      taken.indentation = line.count - content.count
      if taken.indentation == 0 { head = taken } else { below.append(taken) }
    } catch {
      add(error, number)
      if let place = error.place { faults[faults.count - 1].column = Self.text(line[..<place]).unicodeScalars.count + 1 }
    }
  }

  private mutating func add(_ fault: Fault, _ line: Int) {
    faults.append(fault)
    faults[faults.count - 1].line = line
  }

  // MARK: values

  private typealias Bytes = Slice<UnsafeBufferPointer<UInt8>>

  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")
  private static let tab = UInt8(ascii: "\t")
  private static let blank = UInt8(ascii: " ")
  private static let doubleQuote = UInt8(ascii: "\"")
  private static let singleQuote = UInt8(ascii: "'")
  private static let hash = UInt8(ascii: "#")

  private static func text(_ bytes: Bytes) -> String { String(decoding: UnsafeBufferPointer(rebasing: bytes), as: UTF8.self) }

  private static func trimmed(_ bytes: Bytes) -> Bytes {
    var bytes = bytes
    while bytes.last == blank { bytes.removeLast() }
    return bytes
  }

  /// Whether a line is the mark of a document's beginning or end, which means nothing here.
  private static func isMark(_ line: Bytes) -> Bool {
    line.count == 3 && (line.allSatisfy { $0 == UInt8(ascii: "-") } || line.allSatisfy { $0 == UInt8(ascii: ".") })
  }

  /// Whether a byte begins a control character other than the end of a line.
  private static func isControl(_ byte: UInt8, at i: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    switch byte {
    case lineFeed: return false
    case carriageReturn: return i + 1 < bytes.count && bytes[i + 1] != lineFeed
    case 0..<32, 0x7f: return true
    case 0xc2: return (0x80...0x9f).contains(bytes[i + 1])
    default: return false
    }
  }

  private static func key(_ line: Bytes) throws(Fault) -> (String, Bytes) {
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { throw Fault(reason: .noKey) }
    let rest = line[(colon + 1)...]
    var key = trimmed(line[..<colon])
    if let quote = key.first, quote == doubleQuote || quote == singleQuote, key.last == quote, key.count > 1 {
      key = key.dropFirst().dropLast()
    }
    guard !key.isEmpty, rest.isEmpty || rest.first == blank else { throw Fault(reason: .noKey) }
    return (text(key), rest)
  }

  /// A plain or quoted value without the comment after it.
  private static func scalar(_ bytes: Bytes) throws(Fault) -> String {
    if let quote = bytes.first, quote == doubleQuote || quote == singleQuote { return try quoted(bytes, quote) }
    var (end, before) = (bytes.startIndex, blank)
    while end < bytes.endIndex, bytes[end] != hash || before != blank {
      before = bytes[end]
      end += 1
    }
    return text(trimmed(bytes[..<end]))
  }

  /// A value in quotes: in double ones a backslash escapes a quote or a backslash, in single ones a quote is written twice.
  private static func quoted(_ bytes: Bytes, _ quote: UInt8) throws(Fault) -> String {
    let escape = quote == doubleQuote ? UInt8(ascii: "\\") : singleQuote
    var value: [UInt8] = []
    var rest = bytes.dropFirst()
    while let byte = rest.popFirst() {
      if byte == escape, let next = rest.first, next == quote || next == escape {
        value.append(next)
        rest.removeFirst()
      } else if byte == quote {
        rest = rest.drop { $0 == blank }
        guard rest.isEmpty || rest.first == hash else { throw Fault(reason: .behindQuote, place: rest.startIndex) }
        return String(decoding: value, as: UTF8.self)
      } else {
        value.append(byte)
      }
    }
    throw Fault(reason: .openQuote, place: bytes.startIndex)
  }
}
