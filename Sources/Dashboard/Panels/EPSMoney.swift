import Finance
import Format
import Model

/// The unit of a column of amounts of an estimate, stated once in its head.
///
/// Always dollars, on a screen in won too: Tesla earns and reports in them, and in won a difference between two quarters would be that of
/// the currency as well.
struct MoneyColumn {
  var decimals: Int
  var unit: String

  func text(_ value: Double) -> String { Numbers.grouped(value, decimals) }

  func signed(_ value: Double) -> String { Numbers.signed(value, decimals) }

  /// The lines of an income statement, USD million.
  static func statement(_ scene: Scene) -> MoneyColumn { MoneyColumn(decimals: 0, unit: scene.words("M USD", "백만 달러")) }

  /// The price and cost of a car, USD.
  static func perUnit(_ scene: Scene) -> MoneyColumn { MoneyColumn(decimals: 0, unit: scene.words("USD", "달러")) }

  /// Earnings per share, USD.
  static func perShare(_ scene: Scene) -> MoneyColumn { MoneyColumn(decimals: 2, unit: scene.words("USD/share", "달러/주")) }

  /// Amounts for a kWh, USD.
  static func perKilowattHour(_ scene: Scene) -> MoneyColumn { MoneyColumn(decimals: 2, unit: scene.words("USD/kWh", "달러/kWh")) }
}

/// Earnings per share of several quarters in the currency of the screen, in won each at the rate of its own quarter: its mean, or the newest
/// while it is to come.
struct EPSColumn {
  let decimals: Int
  let unit: String
  private let format: Formatter

  init(_ scene: Scene) {
    format = scene.format
    decimals = format.isInWon ? 0 : 2
    unit = format.isInWon ? scene.words("KRW/share", "원/주") : MoneyColumn.perShare(scene).unit
  }

  /// A value of a quarter in USD, in the currency of the screen.
  func value(_ eps: Double, _ quarter: Period) -> Double { format.shown(figure(eps, quarter)).value }

  func text(_ eps: Double, _ quarter: Period) -> String { Numbers.grouped(value(eps, quarter), decimals) }

  func signed(_ eps: Double, _ quarter: Period) -> String { Numbers.signed(value(eps, quarter), decimals) }

  /// The rate of a quarter in words; nil in dollars.
  func rateNote(_ quarter: Period) -> String? { format.rateNote(for: figure(0, quarter)) }

  private func figure(_ eps: Double, _ quarter: Period) -> Figure {
    Figure(eps, .usdPerShare, quarter, .gaap, .assumed(reason: Phrase("")))
  }
}
