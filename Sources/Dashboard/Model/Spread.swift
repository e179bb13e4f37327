/// How uncertain a driver is: the law of its yearly steps around the path that leads to the scenario's value.
///
/// All numbers are for a year; over other times they grow with the square root.
package enum Spread: Hashable, Sendable {
  case fixed
  /// The logarithm moves by a normal step of so many per cent; the median stays on the path.
  case lognormal(Double)
  /// Moves by a normal step of so many per cent of the path.
  case normal(Double)
  /// Moves by a normal step in points of the driver's own unit.
  case normalPoints(Double)
  /// Is multiplied by 1 plus a triangular step between a lowest and a highest change with a most likely one, per cent.
  case triangular(low: Double, mode: Double, high: Double)

  /// `lognormal 10%`, `normal 2pp`, `triangular -20% 0% 30%`, `fixed`.
  package var text: String {
    switch self {
    case .fixed: return "fixed"
    case .lognormal(let sigma): return "lognormal \(DecimalText.text(sigma))%"
    case .normal(let sigma): return "normal \(DecimalText.text(sigma))%"
    case .normalPoints(let sigma): return "normal \(DecimalText.text(sigma))pp"
    case .triangular(let low, let mode, let high):
      return "triangular \(DecimalText.text(low))% \(DecimalText.text(mode))% \(DecimalText.text(high))%"
    }
  }

  /// Reads what `text` writes; a triangular law may leave out its mode, which is then no change.
  ///
  /// Nil where the text is not a spread, where a spread is below 0 or above 500 per cent, or where the three of a triangle are
  /// out of order.
  package init?(_ text: String) {
    let words = text.split(separator: " ").map(String.init)
    var numbers: [(value: Double, unit: String)] = []
    for word in words.dropFirst() {
      guard let number = Spread.parse(word) else { return nil }
      numbers.append(number)
    }
    let inPercent = numbers.allSatisfy { $0.unit == "%" }
    switch (words.first, numbers.count) {
    case ("fixed", 0): self = .fixed
    case ("lognormal", 1) where inPercent: self = .lognormal(numbers[0].value)
    case ("normal", 1): self = inPercent ? .normal(numbers[0].value) : .normalPoints(numbers[0].value)
    case ("triangular", 2) where inPercent: self = .triangular(low: numbers[0].value, mode: 0, high: numbers[1].value)
    case ("triangular", 3) where inPercent:
      self = .triangular(low: numbers[0].value, mode: numbers[1].value, high: numbers[2].value)
    default: return nil
    }
    guard isPossible else { return nil }
  }

  private static func parse(_ word: String) -> (value: Double, unit: String)? {
    let unit = word.hasSuffix("pp") ? "pp" : word.hasSuffix("%") ? "%" : ""
    let digits = word.dropLast(unit.utf8.count)
    // Digits, sign and point only: `Double` would read `inf`, `nan` and `0x1p3` too.
    guard !unit.isEmpty, digits.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 || $0 == 43 || $0 == 45 || $0 == 46 }),
      let value = Double(digits), value.isFinite
    else { return nil }
    return (value, unit)
  }

  private var isPossible: Bool {
    switch self {
    case .fixed: return true
    case .lognormal(let sigma), .normal(let sigma): return (0...500).contains(sigma)
    case .normalPoints(let sigma): return (0...1_000_000).contains(sigma)
    case .triangular(let low, let mode, let high):
      return low >= -100 && high <= 500 && low <= mode && mode <= high && low < high
    }
  }

  /// The same law, so many times as wide.
  package func scaled(by factor: Double) -> Spread {
    func clean(_ x: Double) -> Double { (x * factor * 1e6).rounded() / 1e6 }
    let wider: Spread
    switch self {
    case .fixed: return self
    case .lognormal(let sigma): wider = .lognormal(clean(sigma))
    case .normal(let sigma): wider = .normal(clean(sigma))
    case .normalPoints(let sigma): wider = .normalPoints(clean(sigma))
    case .triangular(let low, let mode, let high):
      wider = .triangular(low: clean(low), mode: clean(mode), high: clean(high))
    }
    return wider.isPossible ? wider : self
  }

  /// The message for a text that is not a spread.
  package static func fault(_ text: String) -> Phrase {
    Phrase(
      "'\(text)' is not a spread; write lognormal 10%, normal 2pp, triangular -20% 0% 30% or fixed",
      "'\(text)'은(는) 분포가 아님; lognormal 10%, normal 2pp, triangular -20% 0% 30%, fixed처럼 쓸 것")
  }

  /// The law's name.
  package var law: Phrase {
    switch self {
    case .fixed: return Phrase("fixed", "고정")
    case .lognormal: return Phrase("lognormal", "로그정규")
    case .normal, .normalPoints: return Phrase("normal", "정규")
    case .triangular: return Phrase("triangular", "삼각")
    }
  }
}

/// How the yearly steps of two drivers of a scenario move together.
package struct DriverCorrelation: Sendable {
  /// One driver; which of the two it is makes no difference.
  package var a: ScenarioDriver
  /// The other.
  package var b: ScenarioDriver
  /// Between -1 and 1.
  package var value: Double
  /// Why they move together; empty words where nobody says.
  package var reason: Phrase

  /// A correlation of two drivers, between -1 and 1.
  package init(_ a: ScenarioDriver, _ b: ScenarioDriver, _ value: Double, reason: Phrase) {
    self.a = a
    self.b = b
    self.value = value
    self.reason = reason
  }
}

/// The market value of another company on a day, to compare with.
package struct PeerValue: Known {
  /// The company.
  package var name: Phrase
  /// USD million.
  package var marketValue: Figure
  /// From when on the public had it.
  package var knownAt: Instant { marketValue.provenance.knownAt }
  package var identity: String? { name.en + " " + marketValue.period.label }
  package static var order: ((PeerValue, PeerValue) -> Bool)? {
    { ($0.marketValue.period, $0.knownAt) < ($1.marketValue.period, $1.knownAt) }
  }

  package func news(of part: Int) -> News? {
    News(
      Phrase("market values of peers", "다른 회사 시가총액"), Phrase("market value of \(name.en)", "\(name.ko) 시가총액"),
      Phrase(marketValue.period.label), marketValue)
  }

  /// How many days a value is compared with.
  package static let oldest = 400

  /// A value in USD million on the day that the figure is of.
  package init(name: Phrase, marketValue: Figure) {
    self.name = name
    self.marketValue = marketValue
  }
}

extension BookDraft {
  /// Market values of other companies, in the order of the file.
  package var peers: [PeerValue] {
    get { facts[PeerValue.self] }
    _modify { yield &facts[PeerValue.self] }
  }
}

extension Snapshot {
  /// The market values of other companies, oldest first.
  package var peers: [PeerValue] { facts() }
}
