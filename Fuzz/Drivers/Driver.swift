/// A part of the program and the rules that must hold whatever it is given.
///
/// A driver works in process and without files, and the same bytes are the same trial. A rule that does not hold is a violation; a trap is
/// one too, and ends the process.
package struct Driver: Sendable {
  /// How it is called on the command line, and where its finds are.
  package let name: String
  /// Inputs to begin with, made of what ships.
  package let seeds: @Sendable () -> [[UInt8]]
  /// Pieces that its inputs are made of.
  package let words: [String]
  /// Inputs that a rule did not hold for, each until its cause was mended.
  package let finds: [[UInt8]]
  /// How many trials of random inputs each run of the tests makes: what a second is enough for.
  package let trials: Int
  package let run: @Sendable ([UInt8]) throws(Violation) -> Void

  init(
    _ name: String, trials: Int, words: [String] = [], finds: [[UInt8]] = [], seeds: @escaping @Sendable () -> [[UInt8]],
    run: @escaping @Sendable ([UInt8]) throws(Violation) -> Void
  ) {
    (self.name, self.trials, self.words, self.finds, self.seeds, self.run) = (name, trials, words, finds, seeds, run)
  }

  package static let all: [Driver] = [
    .csv, .decimals, .facts, .record, .documents, .views, .moments, .numbers, .width, .calendar, .index, .terminal, .keys,
  ]
}

/// A rule that an input broke.
package struct Violation: Error, CustomStringConvertible {
  package let description: String

  init(_ description: String) { self.description = description }
}

/// Holds the driver to a rule.
func hold(_ rule: Bool, _ broken: @autoclosure () -> String) throws(Violation) {
  if !rule { throw Violation(broken()) }
}

/// The choices that the bytes of an input make, one after the other; zeros behind its end.
struct Choices {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { position >= bytes.count }

  mutating func byte() -> UInt8 {
    guard !isAtEnd else { return 0 }
    position += 1
    return bytes[position - 1]
  }

  /// A number from 0 to below `count`, which is above 0.
  mutating func below(_ count: Int) -> Int {
    let low = Int(byte())
    return (count <= 256 ? low : low << 8 | Int(byte())) % count
  }

  mutating func one<T>(of all: [T]) -> T { all[below(all.count)] }

  /// The rest of the input as a text.
  mutating func rest() -> String {
    defer { position = bytes.count }
    return String(decoding: bytes[min(position, bytes.count)...], as: UTF8.self)
  }

  /// A text of as many bytes as a byte says.
  mutating func text() -> String {
    let end = min(bytes.count, position + below(64) + 1)
    defer { position = end }
    return String(decoding: bytes[min(position, end)..<end], as: UTF8.self)
  }

  /// A number of any size: small ones, ordinary ones and the ends of what a Double holds.
  mutating func positive() -> Double {
    let size = byte()
    let digits = Double(Int(byte()) << 8 | Int(byte())) + 1
    let exponent = size < 200 ? Int(size % 24) - 8 : Int(byte()) % 320 - 20
    return digits * (0..<abs(exponent)).reduce(1.0) { power, _ in exponent < 0 ? power / 10 : power * 10 }
  }
}
