import App
package import Canvas
import Documents
import Facts
import Finance
import Model
import Panels

/// Frames of a user who presses random keys, the same for the same number: two builds that shall draw the same are compared by them.
package struct FrameTrail {
  private var app: Dashboard
  private var choices: Choices
  private var now = Shipped.now
  private var size: Size
  private var position = 0
  private let number: Int

  /// Half of the keys are those of one panel, so that its views are seen and not only the way there.
  private var keys: [Chord]

  /// Begins in a language, at a moment and on a panel, in every third trail with documents of the user's.
  package init(_ number: Int) {
    self.number = number
    var state = UInt64(number) &* 0x9e37_79b9_7f4a_7c15 | 1
    choices = Choices(
      (0..<1024).map { _ in
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return UInt8(truncatingIfNeeded: state >> 24)
      })
    let language = choices.one(of: Language.allCases)
    let civil = (2021 + choices.below(6), 1 + choices.below(12), 1 + choices.below(28))
    let isNow = choices.below(3) == 0
    app = Dashboard.shipped(
      language, at: isNow ? .now : .at(Instant(Day(civil: civil.0, civil.1, civil.2), choices.below(24), 0)))
    size = choices.one(of: Dashboard.sizes.filter { $0.width >= 60 && $0.height >= 16 })
    let panel = Chord.character(Unicode.Scalar(UInt8(49 + choices.below(8))))
    keys = Dashboard.keys.filter { if case .character("1"..."8") = $0 { false } else { true } }
    if number % 3 == 0 { takeDocuments() }
    _ = app.press(panel, now: now)
  }

  private mutating func takeDocuments() {
    if let estimate = try? SavedEstimate.read(DocumentText.estimate, name: "mine") {
      app.set(estimates: [estimate], problems: ["mine.yaml:3: a fault"])
    }
    let scenarios = [DocumentText.scenario, DocumentText.profits].enumerated().compactMap {
      try? Scenario.read($0.element, name: "mine\($0.offset)", among: app.snapshot.scenarios)
    }
    app.set(scenarios: scenarios, problems: [])
    app.set(
      claims: ClaimEntry.read(DocumentText.claims, day: Day(civil: 2026, 11, 22)).values, problems: ["claims.yaml:9: a fault"])
  }

  /// The next frame with what led to it; nil at the end.
  package mutating func next() -> (step: String, frame: Canvas)? {
    guard !choices.isAtEnd else { return nil }
    position += 1
    var step: String
    switch choices.byte() {
    case 248...:
      size = choices.below(2) == 0 ? choices.one(of: Dashboard.sizes) : Size(60 + choices.below(160), 16 + choices.below(44))
      step = "size"
    case 240..<248:
      now = now + Int64(choices.byte())
      app.advance(to: now)
      step = "clock"
    case 228..<240:
      let key = Dashboard.keys[choices.below(Dashboard.keys.count)]
      _ = app.press(key, now: now)
      step = "\(key)"
    default:
      let key = keys[choices.below(keys.count)]
      _ = app.press(key, now: now)
      step = "\(key)"
    }
    return ("\(number).\(position) \(step) \(size.width)x\(size.height)", app.frame(size))
  }
}

extension Canvas {
  /// A number that two frames have in common where they look the same: glyphs, roles and emphases (FNV-1a).
  package var digest: UInt64 {
    var digest: UInt64 = 0xcbf2_9ce4_8422_2325
    func add(_ number: UInt64) { digest = (digest ^ number) &* 0x100_0000_01b3 }
    for cell in cells {
      // Of clusters the first letter: their numbers are those of the process.
      add(UInt64(cell.character.value))
      add(UInt64(cell.role.rawValue) << 16 | UInt64(cell.emphasis.rawValue) << 8 | UInt64(cell.width))
    }
    return digest
  }

  /// The text of the frame, below each line the roles and emphases of its cells as letters.
  package var described: String {
    var lines = plainText().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for y in (0..<size.height).reversed() {
      let roles = row(y).map { cell in
        String(UnicodeScalar(UInt8(65 + cell.role.rawValue))) + (cell.emphasis == [] ? "" : "\(cell.emphasis.rawValue)")
      }
      lines.insert("      " + roles.joined(), at: y + 1)
    }
    return lines.joined(separator: "\n")
  }
}
