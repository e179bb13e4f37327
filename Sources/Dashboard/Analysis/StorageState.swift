package import Finance
package import Model

/// Deployments of energy storage at a moment, the capacity behind them, and what was claimed of them.
package struct StorageState {
  /// The quarters on record, GWh deployed, oldest first.
  package let quarters: [(period: Period, reading: Reading)]
  /// The years on record, GWh deployed, oldest first; the running one as far as its quarters are known.
  package let years: [Storage.Year]
  /// What the plants can build, GWh a year.
  package let capacity: StorageCapacity
  /// The claims of deployments with the period that each is about, oldest period first.
  package let claims: [(claim: Claim, period: Period)]

  init(_ s: Snapshot) {
    quarters = s.quarters(.storage)
    years = Storage.years(s)
    capacity = StorageCapacity(s)
    claims = Storage.claims(s)
  }

  /// The claim of a period's deployments.
  package func claim(of period: Period) -> Claim? { claims.first { $0.period == period }?.claim }
}
