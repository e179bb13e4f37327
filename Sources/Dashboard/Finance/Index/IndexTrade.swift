/// What a fund that follows an index trades in a security at a rebalance.
package struct IndexTrade: Sendable {
  /// Weights before and after at the prices of the trade, fractions.
  package var before: Double
  /// The weight after, a fraction.
  package var after: Double
  /// Assets that follow the index, USD.
  package var assets: Double
  /// Price of the trade, USD a share.
  package var price: Double
  /// Mean daily volume, shares.
  package var volume: Double

  /// A trade; the volume may be NaN, and the days then are.
  package init(before: Double, after: Double, assets: Double, price: Double, volume: Double) {
    self.before = before
    self.after = after
    self.assets = assets
    self.price = price
    self.volume = volume
  }

  /// USD, negative for a sale: assets × change of weight.
  package var amount: Double { assets * (after - before) }
  /// Shares, negative for a sale.
  package var shares: Double { amount / price }
  /// Days of the mean volume, without a sign.
  package var days: Double { abs(shares) / volume }

  /// The part of an index that changes hands, one way: half of all absolute changes of weight.
  package static func turnover(_ changes: some Sequence<Double>) -> Double { changes.reduce(0) { $0 + abs($1) } / 2 }
}
