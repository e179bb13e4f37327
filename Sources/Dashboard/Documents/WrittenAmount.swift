package import Model

/// A number as people write it, with the word that scales it and its currency: `25 trillion KRW`, `$3.3T`, `3조 5,000억 원`, `2.5 million`.
package struct WrittenAmount: Equatable, Sendable {
  /// Digits with the power of ten that multiplies them; more than one only for Korean numbers, from the largest down.
  private var parts: [Part] = []
  private var isNegative = false
  /// Whether a word such as million follows the digits.
  package private(set) var isScaled = false
  /// The currency by its ISO 4217 code; nil where there is none.
  package private(set) var currency: String?

  private struct Part: Equatable {
    var digits: String
    var power: Int
  }

  /// Nil where the text is not such a number.
  package init?(_ text: String) {
    var rest = text.replacingMinus.trimmed
    if rest.first == "-" || rest.first == "+" {
      isNegative = rest.first == "-"
      rest = rest.dropFirst()
    }
    let symbol = [("US$", "USD"), ("$", "USD"), ("₩", "KRW"), ("€", "EUR")].first { rest.hasPrefix($0.0) }
    if let symbol { rest = rest.dropFirst(symbol.0.count) }
    repeat {
      let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == "," || $0 == ".") }
      guard let digits = DecimalText.digits(number) else { return nil }
      rest = rest.dropFirst(number.count).trimmed
      let power = WrittenAmount.takePower(&rest)
      // A second number continues only one such as 3조, and with a smaller one.
      if let last = parts.last, power == nil || power ?? 0 >= last.power { return nil }
      parts.append(Part(digits: digits, power: power ?? 0))
      isScaled = isScaled || power != nil
      if let power, ![4, 8, 12].contains(power) { break }
    } while isScaled && rest.first.map { $0.isASCII && $0.isNumber } ?? false
    if rest.isEmpty {
      currency = symbol?.1
    } else {
      guard let word = WrittenAmount.currency(rest), symbol == nil || symbol?.1 == word else { return nil }
      currency = word
    }
  }

  /// The words that scale a number, in lower case.
  private static let powers: [String: Int] = [
    "thousand": 3, "k": 3, "million": 6, "mn": 6, "m": 6, "billion": 9, "bn": 9, "b": 9, "trillion": 12, "tn": 12, "t": 12,
  ]

  /// Takes the word that scales a number off the front of what follows it.
  private static func takePower(_ rest: inout Substring) -> Int? {
    if let power = ["만": 4, "억": 8, "조": 12][rest.first.map { String($0) } ?? ""] {
      rest = rest.dropFirst().trimmed
      return power
    }
    let word = rest.prefix { $0.isASCII && $0.isLetter }
    guard let power = powers[word.lowercased()] else { return nil }
    rest = rest.dropFirst(word.count).trimmed
    return power
  }

  private static func currency(_ word: Substring) -> String? {
    switch word.lowercased() {
    case "원", "won": return "KRW"
    case "달러", "dollars": return "USD"
    case "유로": return "EUR"
    case "엔": return "JPY"
    case "위안": return "CNY"
    default:
      return word.utf8.count == 3 && word.allSatisfy { $0.isASCII && $0.isLetter } ? word.uppercased() : nil
    }
  }

  /// The number in units of a power of ten, rounded once; infinite where it is too large for a Double.
  package func value(inPowerOfTen unit: Int) -> Double {
    let size: Double
    if parts.count == 1 {
      size = Double("\(parts[0].digits)e\(parts[0].power - unit)") ?? .infinity
    } else {
      // Whole numbers of won, up to nine thousand trillion without rounding.
      let sum = parts.reduce(0) { $0 + (Double("\($1.digits)e\($1.power)") ?? .infinity) }
      size = unit >= 0 ? sum / (Double("1e\(unit)") ?? 1) : sum * (Double("1e\(-unit)") ?? 1)
    }
    return isNegative ? -size : size
  }

  /// The number in a unit: for a unit of millions, digits alone count in millions; nil where number and unit do not go together.
  package func value(in unit: Unit) -> Double? {
    switch unit {
    case .vehicles, .subscriptions: return currency == nil ? value(inPowerOfTen: 0) : nil
    case .usd, .usdPerShare, .usdPerMonth, .usdPerKilowattHour: return isIn("USD") ? value(inPowerOfTen: 0) : nil
    case .millionUSD: return scaled(6, "USD")
    case .billionUSD: return scaled(9, "USD")
    case .trillionUSD: return scaled(12, "USD")
    case .trillionKRW: return scaled(12, "KRW")
    case .millionShares: return currency == nil ? value(inPowerOfTen: isScaled ? 6 : 0) : nil
    default: return currency == nil && !isScaled ? value(inPowerOfTen: 0) : nil
    }
  }

  private func isIn(_ code: String) -> Bool { currency == nil || currency == code }

  /// `300` in a unit of millions is 300 million; `300 USD` would be a guess.
  private func scaled(_ power: Int, _ code: String) -> Double? {
    guard isIn(code) else { return nil }
    return isScaled ? value(inPowerOfTen: power) : currency == nil ? value(inPowerOfTen: 0) : nil
  }

  /// The amount in the largest unit of dollars or won that it is written in; nil where it has another currency, none, or no scale.
  package var amount: Amount? {
    guard isScaled, let currency, let power = parts.first?.power else { return nil }
    switch currency {
    case "KRW": return Amount(value: value(inPowerOfTen: 12), unit: .trillionKRW)
    case "USD":
      let unit: Unit = power >= 12 ? .trillionUSD : power >= 9 ? .billionUSD : .millionUSD
      return value(in: unit).map { Amount(value: $0, unit: unit) }
    default: return nil
    }
  }
}

extension StringProtocol where SubSequence == Substring {
  /// The text without blanks at its ends.
  package var trimmed: Substring {
    var text = drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return text
  }
}

/// A number of dollars or won in one of their units.
package struct Amount: Equatable, Sendable {
  /// How many of the unit.
  package var value: Double
  /// A unit of dollars or won, such as `.trillionKRW`.
  package var unit: Unit

  /// So many of a unit.
  package init(value: Double, unit: Unit) { (self.value, self.unit) = (value, unit) }
}

extension Unit {
  /// An amount in one of the units of dollars or won, as `WrittenAmount` reads it.
  package func written(_ value: Double) -> String {
    let digits = DecimalText.text(value)
    switch self {
    case .millionUSD: return digits + " million USD"
    case .billionUSD: return digits + " billion USD"
    case .trillionUSD: return digits + " trillion USD"
    case .trillionKRW: return digits + " trillion KRW"
    default: return digits
    }
  }

  /// How a number in the unit may be written.
  package var example: String {
    switch self {
    case .vehicles: return "3,000,000 or 3 million"
    case .subscriptions: return "8 million"
    case .millionUSD: return "300, 300 million USD or 0.3 billion USD"
    case .billionUSD: return "9.2 or 9.2 billion USD"
    case .trillionUSD: return "3.3 or 3.3 trillion USD"
    case .trillionKRW: return "25, 25 trillion KRW or 25조 원"
    case .millionShares: return "3600 (million) or 3.6 billion"
    case .gigawattHours: return "180"
    case .percent: return "20 or 20%"
    case .usd, .usdPerShare: return "37,500 or 37,500 USD"
    case .krwPerUSD: return "1300"
    default: return "50"
    }
  }
}
