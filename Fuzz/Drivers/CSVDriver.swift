import Facts
import Model

/// A CSV file read one byte after the other, as RFC 4180 and the rules of the facts have it: what the reader of the facts is held against.
private struct PlainCSV {
  enum Record {
    case cells([[UInt8]])
    /// A word of what is told about it, and the cell it is in, from 0 on.
    case fault(String, cell: Int)
  }

  private let bytes: [UInt8]
  private var at = 0
  private var line = 1

  init(_ bytes: [UInt8]) { self.bytes = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? Array(bytes.dropFirst(3)) : bytes }

  private var byte: UInt8? { at < bytes.count ? bytes[at] : nil }
  private var endsCell: Bool { byte == nil || byte == 10 || byte == 13 || byte == UInt8(ascii: ",") }

  /// The records with the lines they begin in, without empty lines.
  mutating func records() -> [(line: Int, record: Record)] {
    var records: [(line: Int, record: Record)] = []
    while byte != nil {
      if byte == 10 { line += 1 }
      if byte == 10 || byte == 13 {
        at += 1
      } else {
        records.append((line, record()))
      }
    }
    return records
  }

  private mutating func record() -> Record {
    var cells: [[UInt8]] = []
    while true {
      let (cell, fault) = byte == UInt8(ascii: "\"") ? quoted() : plain()
      if let fault {
        while byte != nil, byte != 10 { at += 1 }
        return .fault(fault, cell: cells.count)
      }
      cells.append(cell)
      guard byte == UInt8(ascii: ",") else { return .cells(cells) }
      at += 1
    }
  }

  private mutating func plain() -> ([UInt8], fault: String?) {
    var cell: [UInt8] = []
    while !endsCell, let byte {
      if byte == UInt8(ascii: "\"") { return (cell, "does not begin with one") }
      cell.append(byte)
      at += 1
    }
    return (cell, nil)
  }

  private mutating func quoted() -> ([UInt8], fault: String?) {
    var cell: [UInt8] = []
    at += 1
    while let byte, byte != 10 {
      at += 1
      if byte == UInt8(ascii: "\"") {
        if self.byte != byte { return (cell, endsCell ? nil : "after a closing quote") }
        at += 1
      }
      cell.append(byte)
    }
    return (cell, "is not closed")
  }
}

extension Driver {
  /// A file of two columns, of any bytes: cells and complaints are those of a reader that looks at one byte after the other.
  static let csv = Driver(
    "csv", trials: 300, words: ["\"\"", "\",\"", "\r", "\n\n", "a\"b", "\u{85}", "\u{7f}", "·", "0123456789abcdef"],
    seeds: { [Array("a,b\n\"c \"\"d\"\"\",\"e,f\"\r\n\r\n한글 낱말,\"그리고, 쉼표\"\ng,h".utf8), Shipped.sample(.claims)] }
  ) { bytes throws(Violation) in
    let hasMark = bytes.first == 0xef
    let file = (hasMark ? [0xef, 0xbb, 0xbf] : []) + Array("key,title\n".utf8) + bytes
    let reading = FactsReader.read([.sources: file])
    var plain = PlainCSV(file)
    var titles: [String: String] = [:]
    var problems: [(line: Int, column: Int, word: String)] = []
    for (line, record) in plain.records().dropFirst() {
      switch record {
      case .fault(let word, let cell): problems.append((line, cell < 2 ? cell + 1 : 0, word))
      case .cells(let cells) where cells.count != 2: problems.append((line, 0, "\(cells.count) cells"))
      case .cells(let cells):
        let key = String(decoding: cells[0], as: UTF8.self)
        if let word = fault(cells[0]) ?? (titles[key] == nil ? nil : "twice") {
          problems.append((line, 1, word))
        } else if let word = fault(cells[1]) {
          problems.append((line, 2, word))
        } else {
          titles[key] = String(decoding: cells[1], as: UTF8.self)
        }
      }
    }
    // Of each column a hundred are told.
    var told = [0, 0, 0]
    problems = problems.filter { problem in
      told[problem.column] += 1
      return told[problem.column] <= 100
    }
    let single = reading.problems.filter { $0.count == 1 && !$0.reason.en.hasPrefix("and ") }
    try hold(single.count == problems.count, "\(single.count) problems instead of \(problems.count)")
    for (problem, expected) in zip(single, problems) {
      try hold(
        problem.line == expected.line && problem.column == expected.column && problem.reason.en.contains(expected.word),
        "'\(problem.message(.en))' instead of '\(expected.word)' in \(expected.line):\(expected.column)")
    }
    let rest = reading.problems.reduce(0) { $1.reason.en.hasPrefix("and ") ? $0 + $1.count : $0 }
    try hold(rest == told.reduce(0) { $0 + max(0, $1 - 100) }, "\(rest) problems more")
    let sources = Snapshot(of: reading.book, asOf: .distantFuture).sources
    try hold(sources.count == titles.count, "\(sources.count) lines instead of \(titles.count)")
    for source in sources { try hold(titles[source.key] == source.title.en, "'\(source.title.en)' of '\(source.key)'") }
  }

  /// A word of what is wrong with a text, if anything is.
  private static func fault(_ cell: [UInt8]) -> String? {
    let isControl = cell.indices.contains { i in
      cell[i] < 32 || cell[i] == 127 || cell[i] == 0xc2 && i + 1 < cell.count && (0x80...0x9f).contains(cell[i + 1])
    }
    if isControl { return "control character" }
    if String(validating: cell, as: UTF8.self) == nil { return "not UTF-8" }
    return cell.isEmpty ? "empty" : nil
  }

  /// Decimal numbers, one a line: each is what the standard library makes of its text, or is told.
  static let decimals = Driver(
    "decimals", trials: 300, words: [".", "-", "000000", "12345678", "0.1", "9007199254740993", "00000000.0000000"],
    seeds: { ["1.5\n-2\n.25\n", "123456.78\n0000001\n9.\n12345678.9\n-1234567\n"].map { Array($0.utf8) } }
  ) { bytes throws(Violation) in
    let cells = bytes.split { $0 == 10 || $0 == 13 || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") }
    let lines = cells.enumerated().map { i, cell in Array("\(i),".utf8) + cell + Array(",2023-07-19,x,y\n".utf8) }
    let reading = FactsReader.read([.trackingAssets: Array("item,usd_bn,as_of,source,status\n".utf8) + lines.joined()])
    let assets = Snapshot(of: reading.book, asOf: .distantFuture).trackingAssets
    let read = Dictionary(assets.map { ($0.name.en, $0.figure.value) }) { first, _ in first }
    for (i, cell) in cells.enumerated() {
      let text = String(decoding: cell, as: UTF8.self)
      try hold(read["\(i)"] == decimal(cell, text), "'\(text)' is \(read["\(i)"] ?? .nan)")
    }
    try hold(reading.problems.reduce(0) { $0 + $1.count } == cells.count - read.count, "a number that is not told")
  }

  /// The number of a text of digits with a sign before and a point inside, if it is one that an amount can be.
  private static func decimal(_ cell: ArraySlice<UInt8>, _ text: String) -> Double? {
    let digits = cell.first == UInt8(ascii: "-") ? cell.dropFirst() : cell
    let parts = digits.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    let count = parts.reduce(0) { $0 + $1.count }
    guard count > 0, count < 300, parts.count == 1 || !parts[1].isEmpty,
      parts.allSatisfy({ $0.allSatisfy { (48...57).contains($0) } }), let value = Double(text), abs(value) <= 1e9
    else { return nil }
    return value
  }
}
