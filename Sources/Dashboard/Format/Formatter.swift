package import Finance
package import Model

/// The currency of amounts on screen.
package enum Currency: String, Sendable, CaseIterable {
  case usd = "USD"
  case krw = "KRW"
}

/// Writes figures in a language and a currency.
///
/// In won every amount is converted at the rate of its own day or period, which its figure tells (`ExchangeRates`). What somebody claimed is
/// quoted in the currency in which it was said. An amount from before the first rate stays in dollars, and its unit says so.
package struct Formatter: Sendable {
  /// Of words and units; large amounts have other units in Korean, such as `억 달러`.
  package var language: Language
  /// Of amounts that are stored in dollars; won need `rates` or `rate`.
  package var currency: Currency
  /// The rates known at the moment; without them amounts stay in USD.
  package var rates: ExchangeRates?
  /// One rate for all amounts instead, KRW per USD: that of a scenario, so that its numbers add up.
  package var rate: Figure?
  /// How times of day are written.
  package var timeFormat: TimeFormat

  /// Without rates amounts stay in dollars, whatever the currency.
  package init(
    language: Language, currency: Currency = .usd, rates: ExchangeRates? = nil, rate: Figure? = nil, time: TimeFormat = .hours24
  ) {
    self.language = language
    self.currency = currency
    self.rates = rates
    self.rate = rate
    timeFormat = time
  }

  private var isKorean: Bool { language == .ko }

  /// The words in the formatter's language.
  package func words(_ phrase: Phrase) -> String { phrase[language] }
  /// The same for words that are not a phrase yet.
  package func words(_ en: String, _ ko: String) -> String { language.words(en, ko) }

  /// Value and unit of a figure, apart, so that a table can put the unit in its head.
  package func parts(_ figure: Figure, decimals: Int? = nil) -> (value: String, unit: String) {
    let known = figure.knownDecimals
    let mark = known == nil ? "" : "≈"
    guard let won = wonRate(for: figure), let (unit, factor) = ExchangeRates.won(figure.unit) else {
      let (value, unit) = parts(figure.value, figure.unit, decimals: known.map { min(decimals ?? $0, $0) } ?? decimals)
      return (mark + value, unit)
    }
    if let known, unit == .krw {
      // The value of the last known digit, in won: no smaller ones are written.
      let last = (0..<known).reduce(won) { step, _ in step / 10 }
      var step = 1.0
      while step * 10 <= last { step *= 10 }
      return (mark + Numbers.grouped((figure.value * won / step).rounded() * step), parts(0, unit).unit)
    }
    // Two digits fewer: a won is less than a cent.
    let places = unit == .trillionKRW ? decimals : decimals.map { max(0, $0 - 2) }
    let (value, name) = parts(figure.value * factor * won, unit, decimals: places)
    return (mark + value, name)
  }

  /// A number in its own unit: nothing is converted.
  package func parts(_ value: Double, _ unit: Unit, decimals: Int? = nil) -> (value: String, unit: String) {
    func number(_ standard: Int, _ unit: String) -> (String, String) {
      (Numbers.grouped(value, decimals ?? standard), unit)
    }
    switch unit {
    case .millionUSD: return amount(millionUSD: value, decimals: decimals)
    case .billionUSD: return amount(millionUSD: value * 1000, decimals: decimals)
    case .trillionUSD: return isKorean ? number(2, "조 달러") : number(2, "T USD")
    case .trillionKRW: return amount(trillionKRW: value, decimals: decimals)
    case .usd: return number(2, isKorean ? "달러" : "USD")
    case .usdPerShare: return number(2, isKorean ? "달러/주" : "USD/share")
    case .krw: return number(0, isKorean ? "원" : "KRW")
    case .krwPerShare: return number(0, isKorean ? "원/주" : "KRW/share")
    case .krwPerKilowattHour: return number(0, isKorean ? "원/kWh" : "KRW/kWh")
    case .krwPerMonth: return number(0, isKorean ? "원/월" : "KRW/month")
    case .krwPerUSD: return number(1, isKorean ? "원/달러" : "KRW/USD")
    case .usdPerKilowattHour: return number(0, isKorean ? "달러/kWh" : "USD/kWh")
    case .usdPerMonth: return number(0, isKorean ? "달러/월" : "USD/month")
    case .subscriptions: return number(0, isKorean ? "건" : "subscriptions")
    case .vehicles: return number(0, isKorean ? "대" : "cars")
    case .gigawattHours: return number(abs(value) < 5 ? 2 : 1, "GWh")
    case .gigawattHoursPerYear: return number(0, isKorean ? "GWh/년" : "GWh/yr")
    case .millionShares: return isKorean ? (Numbers.grouped(value / 100, decimals ?? 2), "억 주") : number(0, "M shares")
    case .shares:
      return isKorean
        ? (Numbers.grouped(value / 10_000, decimals ?? 0), "만 주")
        : (Numbers.grouped(value / 1_000_000, decimals ?? 1), "M shares")
    case .stations: return number(0, isKorean ? "곳" : "stations")
    case .connectors: return number(0, isKorean ? "기" : "connectors")
    case .percent: return number(1, "%")
    case .percentagePoints: return number(1, "pp")
    case .ratio, .count: return number(0, "")
    case .times: return number(1, isKorean ? "배" : "×")
    case .years: return number(1, isKorean ? "년" : "years")
    case .terabytesPerSecond: return number(0, "TB/s")
    case .none: return (Numbers.grouped(value, decimals ?? (value == value.rounded() ? 0 : 2)), "")
    }
  }

  /// An amount of USD million in the unit that suits its size and language: `24,927 M USD`, `249.3억 달러`.
  private func amount(millionUSD value: Double, decimals: Int?) -> (value: String, unit: String) {
    if abs(value) >= 1_000_000 {
      return (Numbers.grouped(value / 1_000_000, decimals ?? 2), isKorean ? "조 달러" : "T USD")
    }
    if isKorean { return (Numbers.grouped(value / 100, decimals ?? (abs(value) >= 100_000 ? 0 : 1)), "억 달러") }
    return abs(value) >= 100_000
      ? (Numbers.grouped(value / 1000, decimals ?? 0), "B USD") : (Numbers.grouped(value, decimals ?? 0), "M USD")
  }

  /// An amount of KRW trillion, likewise: `31.96 T KRW`, `25조 원`, `3,120억 원`.
  private func amount(trillionKRW value: Double, decimals: Int?) -> (value: String, unit: String) {
    if abs(value) >= 1 {
      // A round number is one that somebody said.
      let isRound = abs(value - value.rounded()) < 1e-9
      let places = decimals ?? (abs(value) >= 100 || isRound ? 0 : 2)
      return (Numbers.grouped(value, places), isKorean ? "조 원" : "T KRW")
    }
    return isKorean
      ? (Numbers.grouped(value * 10_000, decimals ?? 0), "억 원") : (Numbers.grouped(value * 1000, decimals ?? 0), "B KRW")
  }

  /// `0.93–0.97 USD/share`: both ends of a range; without an upper one the figure itself.
  package func text(_ figure: Figure, to high: Figure?) -> String {
    high.map { parts(figure).value + "–" + text($0) } ?? text(figure)
  }

  /// `24,927 M USD`, `479,700대`: value and unit as one text.
  package func text(_ figure: Figure, decimals: Int? = nil) -> String {
    let (value, unit) = parts(figure, decimals: decimals)
    if unit.isEmpty { return value }
    // Korean counters and % follow the number directly, Latin units after a blank.
    let first =
      unit.unicodeScalars.first.map { $0.value >= 0x1100 || $0 == "%" || $0 == "×" || $0 == "p" && unit == "pp" } ?? false
    return first ? value + unit : value + " " + unit
  }

  /// A reading as text: its figure, or the mark of its absence.
  package func text(_ reading: Reading, decimals: Int? = nil) -> String {
    switch reading {
    case .known(let figure): return text(figure, decimals: decimals)
    case .absent(let why): return mark(why)
    }
  }

  /// The value of a reading without its unit.
  package func value(_ reading: Reading, decimals: Int? = nil) -> String {
    switch reading {
    case .known(let figure): return parts(figure, decimals: decimals).value
    case .absent(let why): return mark(why)
    }
  }

  /// What stands for a missing number: `?` not known yet, `∅` not in the record, `–` not disclosed, `n/a` not applicable.
  package func mark(_ absence: Absence) -> String {
    switch absence {
    case .notKnownYet: return "?"
    case .notInRecord: return "∅"
    case .notDisclosed: return "–"
    case .notApplicable: return "n/a"
    }
  }

  /// The mark of an absence where there is one cell for it.
  package static func symbol(_ absence: Absence) -> Unicode.Scalar {
    switch absence {
    case .notKnownYet: return "?"
    case .notInRecord: return "∅"
    case .notDisclosed: return "–"
    case .notApplicable: return "·"
    }
  }

  /// The absence in words.
  package func words(_ absence: Absence) -> String {
    switch absence {
    case .notKnownYet: return isKorean ? "아직 발표 전" : "not known yet"
    case .notInRecord: return isKorean ? "기록에 없음" : "not in the record"
    case .notDisclosed: return isKorean ? "공개되지 않음" : "not disclosed"
    case .notApplicable: return isKorean ? "해당 없음" : "not applicable"
    }
  }

  /// A change with its direction as a mark and a sign: `▲ +6.8%`, `▼ −1.2pp`, `= 0.0%`.
  package func change(_ reading: Reading, decimals: Int = 1) -> String {
    guard case .known(let figure) = reading else { return value(reading) }
    let unit = figure.unit == .percentagePoints ? "pp" : figure.unit == .percent ? "%" : ""
    return direction(figure.value) + " " + Numbers.signed(figure.value, decimals) + unit
  }

  /// A change without its sign, which the mark already tells: `▲6.8%`, `▼1.2pp`.
  package func shortChange(_ reading: Reading, decimals: Int = 1) -> String {
    guard case .known(let figure) = reading else { return value(reading) }
    let unit = figure.unit == .percentagePoints ? "pp" : figure.unit == .percent ? "%" : ""
    let size = abs(figure.value)
    return direction(figure.value) + Numbers.grouped(size, size >= 1000 ? 0 : decimals) + unit
  }

  /// `▲`, `▼` or `=`.
  package func direction(_ value: Double) -> String { value > 0 ? "▲" : value < 0 ? "▼" : "=" }

  /// What a function writes in both languages, amounts in USD and times as this formatter does.
  package func phrase(_ text: (Formatter) -> String) -> Phrase {
    Phrase(text(Formatter(language: .en, time: timeFormat)), text(Formatter(language: .ko, time: timeFormat)))
  }
}

extension Phrase {
  /// What a function writes in both languages, amounts in USD.
  package init(_ text: (Formatter) -> String) {
    self.init(text(Formatter(language: .en)), text(Formatter(language: .ko)))
  }
}
