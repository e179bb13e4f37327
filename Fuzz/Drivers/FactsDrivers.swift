import App
import Canvas
import Facts
import Finance
import Model
import Panels

/// What ships, read once.
enum Shipped {
  static let files: [FactFile: [UInt8]] = {
    var files: [FactFile: [UInt8]] = [:]
    FactsReader.forEachBundledFact { name, bytes in
      if let file = FactFile(rawValue: name) { files[file] = Array(bytes) }
    }
    return files
  }()

  static let book = FactsReader.bundled().book
  static let now = Instant(Day(civil: 2026, 11, 22), 12, 0)

  /// The header of a file and a few of its lines.
  static func sample(_ file: FactFile) -> [UInt8] {
    let lines = (files[file] ?? []).split(separator: 10, omittingEmptySubsequences: false)
    let few = lines.prefix(1) + lines.dropFirst().prefix(2) + lines.dropLast().suffix(1)
    return Array(few.joined(separator: [10]).prefix(Inputs.longest - 1))
  }
}

/// A book of files, and what is wrong with them.
private func read(_ files: [FactFile: [UInt8]]) throws(Violation) -> Book {
  let reading = FactsReader.read(files)
  for problem in reading.problems {
    let file = FactFile(rawValue: problem.file).flatMap { files[$0] } ?? []
    let lines = file.reduce(0) { $1 == 10 ? $0 + 1 : $0 }
    try hold((0...lines + 1).contains(problem.line), "\(problem.file) has no line \(problem.line)")
    try hold(!problem.reason.en.isEmpty && !problem.reason.ko.isEmpty, "a problem without a reason")
  }
  return reading.book
}

extension Driver {
  /// One file of facts alone, of any bytes; the first one says which.
  static let facts = Driver(
    "facts", trials: 300, words: ["verified-1", "n/r", "n/d", "2023Q2", "2023", "2023-07-19", "16:05", "tsla", ";", "|"],
    seeds: { FactFile.allCases.enumerated().map { [UInt8($0)] + Shipped.sample($1) } }
  ) { bytes throws(Violation) in
    guard let first = bytes.first else { return }
    let file = FactFile.allCases[Int(first) % FactFile.allCases.count]
    let book = try read([file: Array(bytes.dropFirst())])
    let snapshot = Snapshot(of: book, asOf: .distantFuture)
    let moments = Timeline(book).moments
    try hold(moments == moments.sorted(), "moments out of order")
    for instant in moments.prefix(3) { _ = Snapshot(of: book, asOf: instant) }
    _ = Agenda.upcoming(snapshot, 8)
  }

  /// The record that ships with some of its cells changed, drawn.
  static let record = Driver(
    "record", trials: 40,
    seeds: { (0..<40).map { n in (0..<24).map { UInt8(truncatingIfNeeded: n * 37 + $0 * 91 + n * $0) } } }
  ) { bytes throws(Violation) in
    var choices = Choices(bytes)
    var state = AppState(language: choices.one(of: Language.allCases))
    state.value.paths = 256
    state.panel = choices.one(of: PanelID.all)
    let size = choices.one(of: Dashboard.sizes)
    let day = Day(civil: 2019 + choices.below(9), 1 + choices.below(12), 1)
    var files = Shipped.files
    for _ in 0...choices.below(4) {
      let file = choices.one(of: FactFile.allCases)
      files[file] = changed(files[file] ?? [], &choices)
    }
    let book = try read(files)
    var app = Dashboard(book: book, state: state, now: Instant(endOf: day))
    for _ in 0..<choices.below(5) { _ = app.press(.character("v"), now: Instant(endOf: day)) }
    for _ in 0..<choices.below(3) { _ = app.press(choices.one(of: Dashboard.keys), now: Instant(endOf: day)) }
    try hold(app.frame(size).isWhole, "a row that is not as wide as the screen")
  }

  /// A file with a cell of one of its lines, or of all of them, replaced.
  private static func changed(_ bytes: [UInt8], _ choices: inout Choices) -> [UInt8] {
    var lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
    guard lines.count > 2 else { return bytes }
    let column = choices.below(24)
    let word = choices.one(of: cells)
    let isAll = choices.below(3) == 0
    let line = 1 + choices.below(lines.count - 1)
    for i in isAll ? 1..<lines.count : line..<line + 1 {
      // Texts with commas in quotes are torn by this, as a hasty hand would.
      var cells = lines[i].split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      guard cells.count > 1 else { continue }
      cells[column % cells.count] = Array(word.utf8)[...]
      lines[i] = Array(cells.joined(separator: [UInt8(ascii: ",")]))[...]
    }
    return Array(lines.joined(separator: [10]))
  }

  private static let cells = [
    "", "0", "-0", "1", "-1", "0.000000000001", "1000000", "-1000000", "999999999999", "1000000000000000", "-1000000000000000",
    "n/r", "n/d",
    "0001-01-01", "9999-12-31", "2023-07-19", "2023Q2", "2023", "9999Q4", "0001Q1", "9999", "00:00", "23:59", "yes", "no",
    "verified-2", "unverified", "x", "100", "14.5", "\u{202e}", "\u{0}", "한글", "2023-07-19: x",
  ]
}

extension Canvas {
  /// Whether each row is as wide as the grid and no wide glyph lacks a part of it.
  package var isWhole: Bool {
    for y in 0..<size.height {
      var x = 0
      while x < size.width {
        guard let cell = self[x, y], cell.width > 0, x + Int(cell.width) <= size.width else { return false }
        for column in x + 1..<x + Int(cell.width) where self[column, y]?.width != 0 { return false }
        x += Int(cell.width)
      }
    }
    return true
  }
}
