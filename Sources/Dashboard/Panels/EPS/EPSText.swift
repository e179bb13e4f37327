import App
import Finance
import Format
import Model

/// Numbers of an estimate as text.
///
/// Always dollars, on a screen in won, too: Tesla earns and reports in them, and in won a difference between two quarters would include
/// that of the currency.
extension Formatter {
  /// Earnings per share, USD, as a column shows them.
  func eps(_ value: Double) -> String { column(value, .usdPerShare) }
  /// The same of a range: `0.93–0.97`.
  func eps(_ range: (low: Double, high: Double)) -> String {
    range.high == range.low ? eps(range.low) : eps(range.low) + "–" + eps(range.high)
  }
  /// The same with its sign.
  func signedEPS(_ value: Double) -> String { signedColumn(value, .usdPerShare) }

  /// The unit of the lines of an income statement.
  var millions: String { words("M USD", "백만 달러") }
}

/// Earnings per share of several quarters in the currency of the screen, in won each at the rate of its own quarter: its mean, or the newest
/// while it is to come.
struct EPSColumn {
  let format: Formatter

  var unit: String { format.name(format.isInWon ? .krwPerShare : .usdPerShare) }

  /// A value of a quarter in USD, in the currency of the screen.
  func value(_ eps: Double, _ quarter: Period) -> Double {
    format.shown(Figure(eps, .usdPerShare, quarter, .gaap, .assumed(reason: Phrase("")))).value
  }

  func text(_ eps: Double, _ quarter: Period) -> String { text(value(eps, quarter)) }

  /// A value that is in the currency of the screen.
  func text(_ value: Double) -> String { format.column(value, format.isInWon ? .krwPerShare : .usdPerShare) }
}

/// A claim of earnings as a range.
extension Claim {
  /// What it claims, as a range; nil without a figure.
  var range: (low: Double, high: Double)? { figure.map { ($0.value, figureHigh?.value ?? $0.value) } }
}

/// Numbers that are written already.
extension String {
  /// Whether a number is zero as it is written.
  var isZero: Bool { !utf8.contains { $0 > UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") } }
}

/// The lines of the statement in their order, with their names and numbers as text.
extension EPSLine {
  /// The lines in the order of a statement, in groups that a blank line separates.
  static let groups: [[EPSLine]] = [
    [.automotiveSales, .credits, .leasing, .energy, .services, .revenue],
    [.automotiveSalesCost, .leasingCost, .energyCost, .servicesCost, .grossProfit, .grossMargin],
    [.researchAndDevelopment, .sga, .restructuring, .operatingIncome, .operatingMargin],
    [.interestOther, .pretax, .tax, .netIncomeTotal, .nonControllingInterests, .netIncome],
    [.stockCompensation, .otherNonGAAP, .netIncomeNonGAAP],
    [.epsNumeratorAdjustment, .dilutedShares, .epsGAAP, .epsNonGAAP],
  ]

  static let ordered: [EPSLine] = groups.flatMap { $0 }

  var isTotal: Bool {
    switch self {
    case .revenue, .grossProfit, .operatingIncome, .pretax, .netIncome, .netIncomeNonGAAP, .epsGAAP, .epsNonGAAP: return true
    default: return false
    }
  }

  /// The name inside a statement, where the place already says whether it is revenue or cost.
  var label: Phrase {
    switch self {
    case .automotiveSales: return Phrase("Automotive sales", "자동차 판매")
    case .leasing: return Phrase("Leasing", "리스")
    case .energy: return Phrase("Energy", "에너지")
    case .services: return Phrase("Services and other", "서비스·기타")
    case .automotiveSalesCost: return Phrase("Cost, auto sales", "원가: 자동차 판매")
    case .leasingCost: return Phrase("Cost, leasing", "원가: 리스")
    case .energyCost: return Phrase("Cost, energy", "원가: 에너지")
    case .servicesCost: return Phrase("Cost, services", "원가: 서비스·기타")
    case .restructuring: return Phrase("Restructuring, other", "구조조정·기타")
    case .interestOther: return Phrase("Interest and other", "이자·기타손익")
    case .netIncomeTotal: return Phrase("Net income, total", "순이익 (비지배 포함)")
    case .nonControllingInterests: return Phrase("Noncontrolling int.", "비지배지분")
    case .dilutedShares: return Phrase("Diluted shares, M", "희석 주식, 백만 주")
    default: return Names.of(line: self)
    }
  }

  /// A value as a cell of the statement.
  func text(_ value: Double, _ format: Formatter) -> String { format.column(value, unit) + (unit == .percent ? "%" : "") }

  /// A difference: signed, margins in percentage points.
  func difference(_ value: Double, _ format: Formatter) -> String {
    format.signedColumn(value, unit) + (unit == .percent ? "pp" : "")
  }

  func text(_ reading: Reading, _ context: DrawContext) -> String {
    reading.figure.map { text($0.value, context.format) + context.mark($0) } ?? context.format.value(reading)
  }
}

/// The drivers' names, units and numbers as text.
extension EPSDriver {
  /// The name in the driver table.
  var label: Phrase {
    switch self {
    case .price: return Phrase("ASP")
    case .energyMargin: return Phrase("Energy margin", "에너지 마진")
    case .servicesMargin: return Phrase("Services margin", "서비스 마진")
    case .storage: return Phrase("Storage", "ESS 설치")
    case .iraShare: return Phrase("IRA share", "IRA 적용 비율")
    case .iraCredit: return Phrase("IRA credit", "IRA 공제")
    case .otherNonGAAP: return Phrase("Other non-GAAP", "기타 non-GAAP")
    case .stockCompensation: return Phrase("SBC, before tax", "주식보상 (세전)")
    case .restructuring: return Phrase("Restructuring", "구조조정·기타")
    case .fsdDeferred: return Phrase("FSD deferred", "FSD 이연매출")
    case .nonControllingInterests: return Phrase("Noncontrolling int.", "비지배지분")
    default: return Names.of(driver: self)
    }
  }

  /// The unit as the driver table writes it.
  func unitText(_ format: Formatter) -> String {
    switch unit {
    case .millionUSD: return format.millions
    case .millionShares: return format.words("M", "백만 주")
    case .vehicles: return format.words("cars", "")
    default: return format.name(unit)
    }
  }

  /// A value without its unit.
  func text(_ value: Double, _ format: Formatter) -> String {
    if unit == .usdPerKilowattHour, value == value.rounded() { return Numbers.grouped(value) }
    return format.column(value, unit) + (unit == .percent ? "%" : "")
  }

  /// A value with its unit; counts of things, and what already says percent, go without.
  func amount(_ value: Double, _ format: Formatter) -> String {
    let unit = unit == .percent ? "" : unitText(format)
    return unit.isEmpty ? text(value, format) : text(value, format) + " " + unit
  }
}
