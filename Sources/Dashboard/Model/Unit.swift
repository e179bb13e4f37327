/// What a number counts.
///
/// Formatting and sums switch on it, so no unit hides in a name.
package enum Unit: String, Hashable, Sendable, CaseIterable {
  case vehicles
  case gigawattHours = "GWh"
  case gigawattHoursPerYear = "GWh/year"
  case millionUSD = "USD million"
  case billionUSD = "USD billion"
  case trillionUSD = "USD trillion"
  case trillionKRW = "KRW trillion"
  case usd = "USD"
  case krw = "KRW"
  case usdPerShare = "USD/share"
  case krwPerShare = "KRW/share"
  case krwPerKilowattHour = "KRW/kWh"
  case krwPerMonth = "KRW/month"
  case krwPerUSD = "KRW/USD"
  case usdPerKilowattHour = "USD/kWh"
  case usdPerMonth = "USD/month"
  case subscriptions
  case millionShares = "million shares"
  case shares
  case stations
  case connectors
  case percent = "%"
  /// Difference of two percentages.
  case percentagePoints = "pp"
  case ratio
  case times
  case years
  case count
  case terabytesPerSecond = "TB/s"
  case none = ""
}

extension Unit {
  /// The largest that a figure in the unit can be, with either sign: no real figure comes near it, so anything beyond is a
  /// slip, and products of a few figures stay finite.
  package var largest: Double {
    switch self {
    case .percent, .percentagePoints, .years, .krwPerUSD, .gigawattHours, .gigawattHoursPerYear, .trillionUSD, .trillionKRW:
      return 1e6
    case .millionShares, .usdPerShare, .usdPerMonth, .usdPerKilowattHour: return 1e7
    case .billionUSD, .ratio, .times, .terabytesPerSecond, .krwPerMonth, .krwPerKilowattHour: return 1e9
    case .millionUSD, .krwPerShare, .count, .stations, .connectors, .vehicles, .subscriptions: return 1e12
    case .usd, .krw, .shares, .none: return 1e15
    }
  }
}
