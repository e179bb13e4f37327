package import Model

extension Unit {
  /// The decimals that a column of numbers in the unit is read with.
  package var columnDecimals: Int {
    switch self {
    case .percent: return 1
    case .gigawattHours, .usdPerShare, .usdPerKilowattHour: return 2
    default: return 0
    }
  }
}

/// How numbers are written in a column, whose unit is given once: nothing is converted, all have the same decimals.
extension Formatter {
  /// A number without its unit, with the decimals of its column.
  package func column(_ value: Double, _ unit: Unit) -> String { Numbers.grouped(value, unit.columnDecimals) }

  /// The same with its sign.
  package func signedColumn(_ value: Double, _ unit: Unit) -> String { Numbers.signed(value, unit.columnDecimals) }

  /// The unit of a column.
  package func name(_ unit: Unit) -> String {
    switch unit {
    case .vehicles: return words("cars", "대")
    case .usd: return words("USD", "달러")
    case .millionUSD: return words("USD million", "백만 달러")
    case .usdPerShare: return words("USD/share", "달러/주")
    case .krwPerShare: return words("KRW/share", "원/주")
    case .usdPerKilowattHour: return words("USD/kWh", "달러/kWh")
    case .millionShares: return words("million shares", "백만 주")
    default: return unit.rawValue
    }
  }
}
