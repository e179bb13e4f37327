import Model

/// A document of the user's of which the program changes one line at a time: comments, order and everything else stay byte for byte.
package struct LineFile: Sendable {
  private let store: Store
  private let name: String

  /// The file of a name in a folder; neither need be there.
  package init(_ name: String, in folder: String) { (store, self.name) = (Store(folder: folder), name) }

  /// Its path.
  package var path: String { store.folder + "/" + name }

  /// Gives a key a value, in its line or in a new one at the end, and returns the number of the line; what was there gets a backup.
  ///
  /// `waiting` is as in `Store`.
  package func set(_ key: String, to value: String, waiting: (Int) -> Bool) throws(Problem) -> Int {
    var place = 0
    try store.change(name, waiting: waiting) { old throws(Problem) in
      let (bytes, line) = Self.setting(key, to: value, in: old?.bytes ?? [])
      place = line
      return bytes == old?.bytes ? nil : bytes
    }
    return place
  }

  /// The bytes of a text with another value for a key, and the number of its line.
  ///
  /// Of several lines with the key the first counts, as in reading; a comment behind the value stays.
  package static func setting(_ key: String, to value: String, in text: [UInt8]) -> (bytes: [UInt8], line: Int) {
    let value = Array(DocumentLine.quoted(value).utf8)
    var (start, number) = (text.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0, 0)
    while start < text.count {
      let lineEnd = text[start...].firstIndex(of: lineFeed) ?? text.count
      number += 1
      if let old = place(of: key, in: text, start..<lineEnd) {
        // A value that follows its colon at once would not be one, nor would a comment that follows the value at once.
        let gap = old.lowerBound > 0 && text[old.lowerBound - 1] == colon ? [blank] : []
        let end = old.isEmpty && old.upperBound < text.count && text[old.upperBound] == hash ? [blank] : []
        return (Array(text[..<old.lowerBound]) + gap + value + end + text[old.upperBound...], number)
      }
      start = lineEnd + 1
    }
    let isCRLF = text.firstIndex(of: lineFeed).map { $0 > 0 && text[$0 - 1] == carriageReturn } ?? false
    let ending = isCRLF ? [carriageReturn, lineFeed] : [lineFeed]
    let open = text.isEmpty || text.last == lineFeed ? [] : ending
    return (text + open + Array("\(key): ".utf8) + value + ending, number + 1)
  }

  /// Where the value of a key stands in a line that begins with it at the margin: without blanks and comment around it.
  private static func place(of key: String, in text: [UInt8], _ line: Range<Int>) -> Range<Int>? {
    var line = line
    if let last = text[line].last, last == carriageReturn { line = line.lowerBound..<(line.upperBound - 1) }
    guard let end = text[line].firstIndex(of: colon) else { return nil }
    var name = text[line.lowerBound..<end]
    guard name.first != blank else { return nil }
    while name.last == blank { name.removeLast() }
    if let quote = name.first, quotes.contains(quote), name.last == quote, name.count > 1 { name = name.dropFirst().dropLast() }
    guard name.elementsEqual(key.utf8) else { return nil }
    var rest = text[(end + 1)..<line.upperBound]
    guard rest.isEmpty || rest.first == blank else { return nil }
    while rest.first == blank { rest.removeFirst() }
    if let quote = rest.first, quotes.contains(quote), let close = closing(quote, in: text, rest) {
      return rest.startIndex..<(close + 1)
    }
    let comment = rest.indices.first { text[$0] == hash && text[$0 - 1] == blank } ?? rest.endIndex
    var value = text[rest.startIndex..<comment]
    while value.last == blank { value.removeLast() }
    return value.startIndex..<value.endIndex
  }

  /// Where a quote is closed: in double quotes behind a backslash it is not, in single ones where it stands twice.
  private static func closing(_ quote: UInt8, in text: [UInt8], _ rest: ArraySlice<UInt8>) -> Int? {
    let escape = quote == UInt8(ascii: "\"") ? UInt8(ascii: "\\") : quote
    var i = rest.startIndex + 1
    while i < rest.endIndex {
      if text[i] == escape, i + 1 < rest.endIndex, text[i + 1] == quote || text[i + 1] == escape && escape != quote {
        i += 2
      } else if text[i] == quote {
        return i
      } else {
        i += 1
      }
    }
    return nil
  }

  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")
  private static let blank = UInt8(ascii: " ")
  private static let hash = UInt8(ascii: "#")
  private static let colon = UInt8(ascii: ":")
  private static let quotes = [UInt8(ascii: "\""), UInt8(ascii: "'")]
}
