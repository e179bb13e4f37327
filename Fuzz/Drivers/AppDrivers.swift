import App
import Canvas
import Documents
import Finance
import Model
import Panels

extension Dashboard {
  static let sizes = [
    Size(80, 24), Size(60, 16), Size(120, 40), Size(200, 50), Size(61, 17), Size(0, 0), Size(1, 1), Size(59, 16), Size(79, 15),
  ]

  /// Every key that means something, on some panel or everywhere, but the one that ends the program.
  static let keys: [Chord] =
    "12345678jkhlgGvdsSf/?+-=[]{}(),.;LecuxyzrabpowiRKtqnVd@:<>!^ 0.".unicodeScalars.map { .character($0) }
    + [.up, .down, .left, .right, .pageUp, .pageDown, .home, .end, .enter, .escape, .tab, .backTab, .backspace, .delete]
    + [.control("u"), .control("e"), .control("l"), .other, .character("한"), .character("\u{1112}"), .character("€")]

  static func shipped(_ language: Language, at moment: AsOf) -> Dashboard {
    var state = AppState(language: language)
    state.value.paths = 256
    state.moment = moment
    return Dashboard(book: Shipped.book, state: state, now: Shipped.now)
  }

  /// The frame is that of the state, whatever was kept from the frames before, and whole.
  func check(_ size: Size) throws(Violation) {
    let drawn = frame(size)
    try hold(drawn.isWhole, "a row that is not as wide as the screen at \(size.width)x\(size.height)")
    try hold(drawn == Panels.frame(snapshot, state, size), "a kept frame differs at \(size.width)x\(size.height)")
  }
}

extension Driver {
  /// Keys over frames of many sizes.
  static let keys = Driver(
    "keys", trials: 25,
    seeds: { (0..<32).map { n in (0..<48).map { UInt8(truncatingIfNeeded: n * 53 + $0 * 17 + n * $0 * 3) } } }
  ) { bytes throws(Violation) in
    var choices = Choices(bytes)
    let language = choices.one(of: Language.allCases)
    var moment = AsOf.now
    if choices.below(3) > 0 {
      moment = .at(
        Instant(Day(civil: 2021 + choices.below(6), 1 + choices.below(12), 1 + choices.below(28)), choices.below(24), 0))
    }
    var app = Dashboard.shipped(language, at: moment)
    var now = Shipped.now
    var size = choices.one(of: Dashboard.sizes)
    for _ in 0..<48 where !choices.isAtEnd {
      let choice = choices.byte()
      switch choice {
      case 250...: size = Size(choices.below(130), choices.below(44))
      case 240..<250: now = now + Int64(choices.byte())
      case 232..<240: app.paste(choices.text(), now: now)
      case 220..<232:
        let events: [PointerEvent] = [.press, .drag, .release, .wheelUp, .wheelDown, .press]
        _ = app.point(choices.one(of: events), choices.below(size.width + 2), choices.below(size.height + 2), now: now)
        try app.check(size)
      default:
        _ = app.press(Dashboard.keys[Int(choice) % Dashboard.keys.count], now: now)
        if choice % 4 == 0 { try app.check(size) }
      }
    }
    try app.check(size)
  }

  /// A document of the user's, a good one with numbers at the ends of what they can be or any text, taken into the program and drawn, after some keys.
  static let views = Driver("views", trials: 40, words: DocumentText.words, seeds: { DocumentText.seeds }) {
    bytes throws(Violation) in
    var choices = Choices(bytes)
    let kind = choices.below(3)
    let keys = (0..<choices.below(6)).map { _ in choices.one(of: Dashboard.keys) }
    let size = choices.one(of: Dashboard.sizes)
    let text = choices.below(2) == 0 ? DocumentText.varied(kind, &choices) : choices.rest()
    var app = Dashboard.shipped(keys.count % 2 == 0 ? .en : .ko, at: .now)
    switch kind {
    case 0:
      guard let estimate = try? SavedEstimate.read(text, name: "mine") else { return }
      app.set(estimates: [estimate], problems: [])
      app.show(.estimate(estimate))
      _ = app.press(.character("4"), now: Shipped.now)
    case 1:
      guard let scenario = try? Scenario.read(text, name: "mine", among: app.snapshot.scenarios) else { return }
      app.set(scenarios: [scenario], problems: [])
      app.show(.scenario("mine", from: "mine"))
      _ = app.press(.character("5"), now: Shipped.now)
    default:
      let claims = ClaimEntry.read(text, day: Day(civil: 2026, 11, 22)).values
      guard let claim = claims.first else { return }
      app.set(claims: claims, problems: [])
      app.show(.claim(claim.id))
    }
    try app.check(size)
    for key in keys {
      _ = app.press(key, now: Shipped.now)
      try app.check(size)
    }
  }
}
