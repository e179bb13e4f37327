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
