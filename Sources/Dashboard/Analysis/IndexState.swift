package import Finance
package import Model

/// The index at a moment: the rebalance on record, those before it, and what comes next.
package struct IndexState {
  /// The newest rebalance whose weights are on record, with the closes known; nil before the first.
  package let newest: IndexRecord?
  /// The rebalances on record by id, the newest first.
  package let ids: [String]
  /// The first rebalance that is not in force yet, by rule or as announced.
  package let next: RebalanceDates?
  /// The company's weights by date, the newest first, index by index.
  package let history: [IndexWeight]

  init(_ s: Snapshot) {
    newest = IndexRecord(s)
    ids = s.rebalancesOnRecord.map(\.id)
    history = StockIndex.allCases.flatMap { index in s.indexWeights.reversed().filter { $0.index == index } }
    let today = s.asOf.newYorkDay
    next = RebalanceDates.all(from: today, through: today + 130, s.rebalances, asOf: s.asOf).first {
      Instant($0.effective, 9, 30) > s.asOf
    }
  }
}
