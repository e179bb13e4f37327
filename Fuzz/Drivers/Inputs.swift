/// Random inputs of a driver, the same for the same seed: its own with bytes changed, taken out, doubled, and pieces put in.
package struct Inputs: Sendable {
  private let seeds: [[UInt8]]
  private let words: [[UInt8]]
  private var state: UInt64
  /// No input is longer, in bytes.
  package static let longest = 4096

  package init(of driver: Driver, seed: UInt64) {
    seeds = driver.seeds() + driver.finds
    words = (driver.words + Self.everywhere).map { Array($0.utf8) }
    state = seed
  }

  /// What is at the ends of a range somewhere.
  private static let everywhere = [
    "0", "-0", "-1", "1", "999999999999999", "1000000000000000", "1e308", "9223372036854775807", "9223372036854775808",
    "-9223372036854775808", "0.000000000000000001", "2147483648", "nan", "inf", "0001-01-01", "9999-12-31", "\u{0}", "\u{feff}",
    "\u{202e}",
    "\u{1b}[31m", "\u{1112}\u{1161}\u{11ab}", "한", "\u{1f468}\u{200d}\u{1f469}", "e\u{301}", "\"", "'", ",", "\n", "\r\n", ":",
    "#", "\t",
  ]

  /// SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014).
  private mutating func random() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  private mutating func below(_ count: Int) -> Int { Int(random() % UInt64(count)) }

  package mutating func next() -> [UInt8] {
    var bytes = seeds.isEmpty || below(8) == 0 ? noise() : seeds[below(seeds.count)]
    for _ in 0...below(6) {
      let at = below(bytes.count + 1)
      let end = min(bytes.count, at + 1 + below(16))
      switch below(6) {
      case 0 where at < bytes.count: bytes[at] = UInt8(truncatingIfNeeded: random())
      case 1 where at < bytes.count: bytes[at] ^= 1 << UInt8(below(8))
      case 2: bytes.removeSubrange(at..<end)
      case 3: bytes.insert(contentsOf: bytes[at..<end], at: at)
      case 4 where at < bytes.count: bytes.replaceSubrange(at..<end, with: words[below(words.count)])
      default: bytes.insert(contentsOf: words[below(words.count)], at: at)
      }
    }
    return bytes.count > Self.longest ? Array(bytes[..<Self.longest]) : bytes
  }

  private mutating func noise() -> [UInt8] {
    let count = below(64)
    return (0..<count).map { _ in UInt8(truncatingIfNeeded: random()) }
  }
}
