import Model

/// The unit of a column of amounts, stated once in its head: every number below is scaled alike.
struct MoneyColumn {
  /// What one unit of the fact (USD million, USD) is in units of the column.
  var factor: Double
  var decimals: Int
  var unit: String

  func text(_ value: Double) -> String { Numbers.grouped(value * factor, decimals) }

  /// The lines of an income statement, kept in USD million.
  static func statement(_ scene: Scene) -> MoneyColumn {
    guard let rate = won(scene) else {
      // Hundreds of millions, the usual Korean unit, would leave a small line such as credits two digits.
      return MoneyColumn(factor: 1, decimals: 0, unit: scene.words("M USD", "백만 달러"))
    }
    return scene.language == .ko
      ? MoneyColumn(factor: rate * 0.01, decimals: 0, unit: "억 원") : MoneyColumn(factor: rate * 0.001, decimals: 0, unit: "B KRW")
  }

  /// The price and cost of a car, kept in USD.
  static func perUnit(_ scene: Scene) -> MoneyColumn {
    guard let rate = won(scene) else {
      return MoneyColumn(factor: 1, decimals: 0, unit: scene.words("USD", "달러"))
    }
    return scene.language == .ko
      ? MoneyColumn(factor: rate * 0.0001, decimals: 0, unit: "만 원")
      : MoneyColumn(factor: rate * 0.001, decimals: 0, unit: "k KRW")
  }

  /// Earnings per share, kept in USD.
  static func perShare(_ scene: Scene) -> MoneyColumn {
    guard let rate = won(scene) else {
      return MoneyColumn(factor: 1, decimals: 2, unit: scene.words("USD/share", "달러/주"))
    }
    return MoneyColumn(factor: rate, decimals: 0, unit: scene.words("KRW/share", "원/주"))
  }

  private static func won(_ scene: Scene) -> Double? { scene.format.currency == .krw ? scene.format.rate?.value : nil }
}
