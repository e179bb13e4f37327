/// A text with a few bytes changed, taken out, or pieces put in at random: what files are that people have edited.
func spoilt(_ text: String, with pieces: [String], using random: inout SplitMix64) -> String {
  var bytes = Array(text.utf8)
  for _ in 0..<Int.random(in: 1...4, using: &random) {
    let at = Int.random(in: 0...bytes.count, using: &random)
    switch Int.random(in: 0...3, using: &random) {
    case 0 where at < bytes.count: bytes[at] = UInt8.random(in: 0...255, using: &random)
    case 1 where at < bytes.count: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...12, using: &random)))
    default: bytes.insert(contentsOf: (pieces.randomElement(using: &random) ?? "").utf8, at: at)
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}
