/// A CSV file (RFC 4180) as bytes, read record by record without copying what is not asked for.
struct CSVScanner {
  struct Field {
    var start: Int
    var end: Int
    /// Holds doubled quotes that must be undone.
    var hasQuotes: Bool
  }

  enum Fault { case unclosedQuote, textAfterQuote, quoteInside }

  let bytes: UnsafeBufferPointer<UInt8>
  private(set) var line = 0
  private var at = 0
  private var nextLine = 1

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    if bytes.count >= 3, bytes[0] == 0xef, bytes[1] == 0xbb, bytes[2] == 0xbf { at = 3 }
  }

  /// Reads the next record that is not an empty line; nil at the end.
  ///
  /// A faulty record ends with its line.
  mutating func next(into fields: inout [Field]) -> (found: Bool, fault: (Fault, Int)?) {
    fields.removeAll(keepingCapacity: true)
    while at < bytes.count, bytes[at] == 10 || bytes[at] == 13 {
      if bytes[at] == 10 { nextLine += 1 }
      at += 1
    }
    guard at < bytes.count else { return (false, nil) }
    line = nextLine
    while true {
      let quoted = at < bytes.count && bytes[at] == UInt8(ascii: "\"")
      if let fault = quoted ? quotedField(&fields) : plainField(&fields) {
        skipLine()
        return (true, (fault, fields.count + 1))
      }
      if at >= bytes.count { return (true, nil) }
      if bytes[at] == UInt8(ascii: ",") {
        at += 1
        continue
      }
      if bytes[at] == 13 { at += 1 }
      if at < bytes.count, bytes[at] == 10 {
        at += 1
        nextLine += 1
      }
      return (true, nil)
    }
  }

  private mutating func plainField(_ fields: inout [Field]) -> Fault? {
    let start = at
    while at < bytes.count {
      let b = bytes[at]
      if b == UInt8(ascii: ",") || b == 10 || b == 13 { break }
      if b == UInt8(ascii: "\"") { return .quoteInside }
      at += 1
    }
    fields.append(Field(start: start, end: at, hasQuotes: false))
    return nil
  }

  private mutating func quotedField(_ fields: inout [Field]) -> Fault? {
    at += 1
    let start = at
    var hasQuotes = false
    while at < bytes.count {
      let b = bytes[at]
      if b == UInt8(ascii: "\"") {
        if at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "\"") {
          hasQuotes = true
          at += 2
          continue
        }
        fields.append(Field(start: start, end: at, hasQuotes: hasQuotes))
        at += 1
        if at < bytes.count, bytes[at] != UInt8(ascii: ","), bytes[at] != 10, bytes[at] != 13 {
          fields.removeLast()
          return .textAfterQuote
        }
        return nil
      }
      // No cell of the facts holds a line break: one inside quotes is a quote that was never closed.
      if b == 10 { return .unclosedQuote }
      at += 1
    }
    return .unclosedQuote
  }

  private mutating func skipLine() {
    while at < bytes.count, bytes[at] != 10 { at += 1 }
    if at < bytes.count {
      at += 1
      nextLine += 1
    }
  }
}
