package import Finance
package import Model

/// The index at a moment: the rebalance on record, those before it, and what comes next.
package final class IndexState {
  private let snapshot: Snapshot
  /// The newest rebalance whose weights are on record, with the closes known; nil before the first.
  package let newest: RebalanceWeights?
  /// The rebalances on record by id, the newest first.
  package let ids: [String]
  /// The first rebalance that is not in force yet, by rule or as announced.
  package let next: RebalanceDates?
  /// The company's weights, index by index, the newest first in each.
  package let history: [IndexWeight]

  init(_ s: Snapshot) {
    snapshot = s
    newest = RebalanceWeights(s)
    ids = s.rebalancesOnRecord.map(\.id)
    history = StockIndex.allCases.flatMap { index in s.indexWeights.reversed().filter { $0.index == index } }
    let today = s.asOf.newYorkDay
    next = RebalanceDates.all(from: today, through: today + 130, s.rebalances, asOf: s.asOf).first {
      Instant($0.effective, 9, 30) > s.asOf
    }
  }

  /// The rebalances on record with their weights, the newest first.
  package private(set) lazy var past = ids.compactMap { RebalanceWeights(snapshot, of: $0) }

  /// The newest rebalance while its closes can pass for the present, with the company's newest close times a factor; otherwise nil.
  package func present(priceFactor: Double) -> RebalanceWeights? {
    let record = priceFactor == 1 ? newest : RebalanceWeights(snapshot, priceFactor: priceFactor)
    return record?.isCurrent == true ? record : nil
  }

  /// The rebalance of an id, with the company's newest close times a factor; nil where it is not on record.
  package func rebalance(_ id: String, priceFactor: Double) -> RebalanceWeights? {
    ids.contains(id) ? RebalanceWeights(snapshot, of: id, priceFactor: priceFactor) : nil
  }
}
