import App
import Canvas
import Documents
import Finance
import Format
import Model
import Panels

extension Driver {
  /// Moments, days and periods as people type them: what is read is written so that it reads back as the same.
  static let moments = Driver(
    "moments", trials: 20_000,
    words: ["ET", "EST", "EDT", "KST", "Z", "UTC", "+09:00", "-14:59", "T16:05", "2023", "Q2", "H1", ".."],
    // It was written `23Q2`, which is no quarter; a sign was taken for a digit.
    finds: [Array("0023Q2".utf8), Array("+123".utf8)],
    seeds: {
      [
        "2023-07-19T16:05:09ET", "2023-07-20T05:05KST", "2023-03-12T02:30ET", "9999-12-31T23:59-14:59", "0001-01-01", "2023Q2",
        "2023H1", "2023..2025",
      ]
      .map { Array($0.utf8) }
    }
  ) { bytes throws(Violation) in
    let text = String(decoding: bytes, as: UTF8.self)
    if let day = Day(iso: text) {
      try hold(day.iso == text && Day(iso: day.iso) == day, "\(text) is written \(day.iso)")
      _ = (Sessions.session(on: day), Sessions.next(after: day), Sessions.previous(before: day))
    }
    if let instant = try? Instant(parsing: text) {
      for zone in [Zone.utc, .newYork, .seoul] {
        let local = instant.local(in: zone)
        try hold((0..<24).contains(local.hour) && (0..<60).contains(local.minute) && (0..<60).contains(local.second), "\(local)")
      }
      // What is in another year in UTC has no date there.
      if let back = try? Instant(parsing: instant.iso), (1...9998).contains(instant.local(in: .utc).day.year) {
        try hold(back == instant, "\(text) is written \(instant.iso)")
      }
    }
    if let period = Period(text) {
      try hold(Period(period.label) == period, "\(text) is written \(period.label)")
      _ = (period.endDay, period.shortLabel)
    }
    for metric in ClaimMetric.named.prefix(4).compactMap({ ClaimMetric(name: $0.name) }) {
      _ = ClaimTest.span(text, each: bytes.count % 2 == 0, for: metric)
    }
  }

  /// Numbers as people type them.
  static let numbers = Driver(
    "numbers", trials: 20_000,
    words: [
      "million", "trillion KRW", "조", "억", "만", "원", "$", "US$", "₩", "%", "pp", "=", "+", "-", "\u{2212}", ",", ".",
      "lognormal ", "triangular ",
    ],
    seeds: {
      [
        "25 trillion KRW", "3조 5,000억 원", "$3.3T", "-1,234.5", "=-89", "+2pp", "18.4%", "lognormal 10%", "triangular -20% 0% 30%",
        "published",
        "0.000000000000000000000000000000001", "179769313486231570000000000000000000000000",
      ].map { Array($0.utf8) }
    }
  ) { bytes throws(Violation) in
    let text = String(decoding: bytes, as: UTF8.self)
    if let number = DecimalText.number(text[...]) {
      let written = DecimalText.text(number)
      try hold(DecimalText.number(written[...]) == number, "\(text) is written \(written)")
    }
    if let amount = WrittenAmount(text) {
      try hold(!amount.value(inPowerOfTen: 0).isNaN && !amount.value(inPowerOfTen: 12).isNaN, "no number")
      if let one = amount.amount, one.value.isFinite {
        let written = one.unit.written(one.value)
        try hold(WrittenAmount(written)?.value(in: one.unit) == one.value, "\(text) is written \(written)")
      }
      for unit in [Unit.vehicles, .usd, .percent, .trillionKRW, .millionShares] { _ = amount.value(in: unit) }
    }
    for driver in [EPSDriver.units, .price, .taxRate, .restructuring] {
      guard let setting = try? DriverSetting(parsing: text, for: driver) else { continue }
      let written = setting.text(for: driver)
      try hold((try? DriverSetting(parsing: written, for: driver)) == setting, "\(text) is written \(written)")
    }
    if let spread = Spread(text) { try hold(Spread(spread.text) == spread, "\(text) is written \(spread.text)") }
    var choices = Choices(bytes)
    let value = choices.positive() * (choices.below(2) == 0 ? 1 : -1)
    for decimals in 0...4 {
      for written in [Numbers.grouped(value, decimals), Numbers.plain(value, decimals), Numbers.signed(value, decimals)] {
        try hold(!written.isEmpty && written.utf8.allSatisfy { $0 >= 32 }, "\(value) is written \(written)")
      }
    }
    try hold(Double(Numbers.exact(value)) == value, "\(value) is written \(Numbers.exact(value))")
  }

  /// Text measured, cut, broken into lines and drawn.
  static let width = Driver(
    "width", trials: 4000,
    words: ["…", "각", "\u{1100}", "\u{1161}", "\u{11a8}", "1,234.5", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "👩‍🚀", "🇰🇷", "क्षि", "ก็", "\u{fe0f}", "\u{a0}", "-12.5 %"],
    // A glyph that is wider than a line had an empty line before it; a lone jamo grew where a text was cut.
    finds: [
      [7] + Array("👨‍👩‍👧‍👦 family".utf8), [20] + Array("a\u{1161}bc 한\u{1112}\u{1161}\u{11ab} 각, more".utf8),
      [
        20, 240, 145, 167, 225, 133, 161, 226, 128, 141, 240, 159, 145, 166, 167, 226, 128, 141, 240, 159, 145, 166, 32, 102, 97,
        109, 105,
      ],
    ],
    seeds: {
      ["Deliveries 466,140 (+83 %)", "3분기 인도량 46만 대", "a\u{301}bc 한\u{1112}\u{1161}\u{11ab}", "👨‍👩‍👧‍👦 family", ""].flatMap { text in
        [1, 7, 20].map { [UInt8($0)] + Array(text.utf8) }
      }
    }
  ) { bytes throws(Violation) in
    var choices = Choices(bytes)
    let width = choices.below(40)
    let text = choices.rest()
    let columns = TextWidth.columns(text)
    let fitted = TextWidth.fit(text, width)
    try hold(TextWidth.columns(fitted) <= width, "cut to \(width) columns it takes \(TextWidth.columns(fitted)): \(fitted)")
    try hold(columns > width || fitted == text, "cut without need: \(fitted)")
    let lines = TextWidth.wrap(text, width)
    for line in lines { try hold(TextWidth.columns(line) <= width, "a line of more than \(width) columns: \(line)") }
    // A glyph that is wider than a line is `…`.
    if width > 0, !lines.contains(where: { $0.unicodeScalars.contains("…") }) {
      func words(_ text: String) -> Int {
        text.unicodeScalars.split(separator: " ").reduce(0) { $0 + TextWidth.columns(String($1)) }
      }
      try hold(lines.reduce(0) { $0 + words($1) } == words(text), "lines lose or add something: \(lines)")
    }
    try hold(!lines.contains(""), "an empty line: \(lines)")
    var canvas = Canvas(Size(width, 3))
    canvas.text(text, 0, 0)
    let drawn = canvas.text(text, width / 3, 1, max: width / 2)
    try hold(drawn <= width / 2, "\(drawn) columns drawn of \(width / 2)")
    canvas.right(text, width - 1, 1)
    canvas.centre(text, 1, 2, width: width - 2)
    canvas.text(fitted, -3, 2)
    try hold(canvas.isWhole, "a row that is not as wide as the grid")
    _ = canvas.plainText()
    let safe = text.safe
    try hold(safe.safe == safe, "what is safe is not: \(safe)")
  }
}
