import Finance
import Model

/// The unit of a column of amounts, stated once in its head: every number below is scaled alike.
///
/// In won all columns of an estimate are at the rate of the quarter that is estimated, the mean of its days or the newest while it is to
/// come: at a rate each, their differences would hold the move of the currency. `of` a quarter gives the column at that one's own rate,
/// for what stands by itself.
struct MoneyColumn {
  /// What one unit of the fact (USD million, USD) is in units of the column.
  var factor: Double
  var decimals: Int
  var unit: String
  /// The factor without the exchange rate.
  private var scale: Double
  private var format: Formatter

  func text(_ value: Double) -> String { Numbers.grouped(value * factor, decimals) }

  /// The same column at the rate of a period; in dollars itself.
  func of(_ period: Period) -> MoneyColumn {
    var column = self
    if let rate = MoneyColumn.won(format, period) { column.factor = scale * rate }
    return column
  }

  /// The lines of an income statement, kept in USD million.
  static func statement(_ scene: Scene) -> MoneyColumn {
    // Hundreds of millions, the usual Korean unit, would leave a small line such as credits two digits.
    MoneyColumn(
      scene, dollars: (1, 0, scene.words("M USD", "백만 달러")),
      won: scene.language == .ko ? (0.01, 0, "억 원") : (0.001, 0, "B KRW"))
  }

  /// The price and cost of a car, kept in USD.
  static func perUnit(_ scene: Scene) -> MoneyColumn {
    MoneyColumn(
      scene, dollars: (1, 0, scene.words("USD", "달러")), won: scene.language == .ko ? (0.0001, 0, "만 원") : (0.001, 0, "k KRW"))
  }

  /// Earnings per share, kept in USD.
  static func perShare(_ scene: Scene) -> MoneyColumn {
    MoneyColumn(
      scene, dollars: (1, 2, scene.words("USD/share", "달러/주")), won: (1, 0, scene.words("KRW/share", "원/주")))
  }

  /// Amounts for a kWh, kept in USD.
  static func perKilowattHour(_ scene: Scene) -> MoneyColumn {
    MoneyColumn(
      scene, dollars: (1, 2, scene.words("USD/kWh", "달러/kWh")), won: (1, 0, scene.words("KRW/kWh", "원/kWh")))
  }

  private typealias Style = (scale: Double, decimals: Int, unit: String)

  private init(_ scene: Scene, dollars: Style, won: Style) {
    format = scene.format
    let rate = scene.format.isInWon ? MoneyColumn.target(scene).flatMap { MoneyColumn.won(scene.format, $0) } : nil
    (scale, decimals, unit) = rate == nil ? dollars : won
    factor = scale * (rate ?? 1)
  }

  private static func won(_ format: Formatter, _ period: Period) -> Double? {
    format.wonRate(for: Figure(0, .millionUSD, period, .gaap, .assumed(reason: Phrase(""))))
  }

  /// The one rate that the columns of an estimate are at; nil in dollars.
  static func rateNote(_ scene: Scene) -> String? {
    guard let target = target(scene) else { return nil }
    return scene.format.rateNote(for: Figure(0, .millionUSD, target, .gaap, .assumed(reason: Phrase("")))).map {
      scene.words("all at \($0)", "모두 \($0)")
    }
  }

  private static func target(_ scene: Scene) -> Period? { scene.keep("target", .eps) { EPSContent.target(scene) } }
}
