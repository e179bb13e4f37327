import Facts
import Model

/// The record that ships: tests of its sums, sources and order, and of the program that has it inside, read this one.
enum Bundled {
  static let reading = FactsReader.bundled()
  static let book = reading.book
  /// A clock for tests of it.
  static let now = Instant(Day(civil: 2026, 11, 22), 12, 0)

  static func snapshot(_ moment: String) throws -> Snapshot {
    Snapshot(of: book, asOf: try Instant(parsing: moment))
  }
}
