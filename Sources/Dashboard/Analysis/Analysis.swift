package import Finance
package import Model

/// What follows from a snapshot, worked out once: each member when it is first asked for.
///
/// Panels, reports and whatever else shows figures ask it, so that no two of them disagree and none repeats the work of another. It
/// belongs to one snapshot and never changes; it is not for use by several threads.
package final class Analysis {
  /// What is known at the moment; everything here follows from it.
  package let snapshot: Snapshot
  /// Who shares what takes long to compute.
  package let workers: Workers

  /// For a snapshot; without workers the caller alone computes what takes long, with the same result.
  package init(_ snapshot: Snapshot, workers: Workers = .one) {
    self.snapshot = snapshot
    self.workers = workers
  }

  // MARK: the market

  /// The newest price of a share: the open of a running session, otherwise the last close; USD a share.
  package private(set) lazy var price = Valuation.quote(snapshot)
  /// How it moved against the close before.
  package private(set) lazy var priceChange = Valuation.change(snapshot)
  /// The newest count of shares on a basis, million.
  package func shares(_ basis: ShareBasis) -> Reading {
    if let known = counts[basis] { return known }
    let count = Valuation.shares(basis, snapshot)
    counts[basis] = count
    return count
  }

  private var counts: [ShareBasis: Reading] = [:]
  /// The shares outstanding without unearned awards, million: the program's basis.
  package var shares: Reading { shares(.earned) }
  /// The price times the shares outstanding without unearned awards, USD million.
  package private(set) lazy var marketValue = Valuation.marketValue(snapshot)
  /// The same at the newest exchange rate, KRW trillion.
  package private(set) lazy var marketValueInWon = Valuation.inTrillionKRW(marketValue, snapshot)
  /// How the price moved on the days after results, the newest first.
  package private(set) lazy var reactions = EarningsReaction.allDays(snapshot)
  /// What they have in common.
  package private(set) lazy var reactionSummary = ReactionSummary(reactions)
  /// The steps of the earnings day that the moment is near; nil away from one.
  package private(set) lazy var earningsSteps = EarningsSteps(snapshot)

  // MARK: dates

  /// What an investor waits for next, at most eight entries in order of time.
  package private(set) lazy var nextDates = Agenda.upcoming(snapshot, 8)
  /// The same further ahead, at most thirty.
  package private(set) lazy var upcoming = Agenda.upcoming(snapshot, 30)
  /// All entries of the months from a year back to two years ahead; whole months, so that the list stays the same within a month.
  package private(set) lazy var agenda: [AgendaEntry] = {
    let month = snapshot.asOf.newYorkDay.firstOfMonth
    return Agenda.entries(
      snapshot, from: month.advanced(months: -12), through: month.advanced(months: Self.agendaMonthsAhead + 1) - 1)
  }()
  /// The last month of the agenda, counted from the present one.
  package static let agendaMonthsAhead = 24
  /// Whether the exchange is open.
  package private(set) lazy var exchange = ExchangeState(snapshot)

  // MARK: claims

  /// The claims with their judgements: the only verdicts there are.
  package private(set) lazy var ledger = ClaimLedger(snapshot)
  /// How many claims have each verdict, forecasts and statements apart.
  package private(set) lazy var tally = ClaimLedger.tally(ledger.judgements)
  /// The claims by topic.
  package private(set) lazy var topics = ledger.topics()
  /// The claims by who made them, most claims first.
  package private(set) lazy var speakers = ledger.speakers()
  /// The positions in the ledger of the claims that have each verdict.
  package private(set) lazy var claimsByVerdict = ledger.positions()
  /// How many claims need attention.
  package private(set) lazy var attention = ledger.attention(in: snapshot)
  /// How the counts changed over time.
  package private(set) lazy var verdictHistory = ledger.history()

  /// The verdict of a claim that counts: that of the ledger.
  package func verdict(of claim: Claim) -> Verdict { ledger.judgement(of: claim)?.verdict ?? claim.verdict }

  // MARK: scenarios

  /// The last four quarters as a scenario's drivers.
  package private(set) lazy var trailingDrivers = TrailingDrivers(snapshot)
  /// The scenarios known at this moment, with the last four quarters as the last one.
  package private(set) lazy var scenarios = Scenarios.known(snapshot, trailingDrivers)

  private var simulation: (plan: SimulationPlan, result: Result<SimulationResult, SimulationFault>)?

  /// The outcomes of a plan; those of the last one are kept.
  package func outcomes(of plan: SimulationPlan) throws(SimulationFault) -> SimulationResult {
    if let simulation, simulation.plan == plan { return try simulation.result.get() }
    let result = Result { () throws(SimulationFault) in try plan.run(workers: workers) }
    simulation = (plan, result)
    return try result.get()
  }

  // MARK: earnings per share

  /// The quarters reported and to be estimated, and what was claimed and expected of them.
  package private(set) lazy var earnings = EarningsState(snapshot)

  private var quarters: [Period: Result<EPSQuarter, EPSFault>] = [:]

  /// A reported quarter as drivers; throws where it is not a reported one.
  package func quarter(_ quarter: Period) throws(EPSFault) -> EPSQuarter {
    if let known = quarters[quarter] { return try known.get() }
    let result = Result { () throws(EPSFault) in try EPSQuarter(quarter, snapshot) }
    quarters[quarter] = result
    return try result.get()
  }

  /// How right estimates by a method were, over all reported quarters.
  package func trackRecord(of method: EPSMethod) -> EPSTrackRecord {
    switch method {
    case .carried: return carriedRecord
    case .published: return publishedRecord
    }
  }

  private lazy var carriedRecord = EPSTrackRecord(.carried, snapshot)
  private lazy var publishedRecord = EPSTrackRecord(.published, snapshot)

  // MARK: the rest

  /// The stages of the chain, and what the record says of them.
  package private(set) lazy var chain = ChainState(snapshot)
  /// Deployments of storage, and what builds them.
  package private(set) lazy var storage = StorageState(snapshot)
  /// The index: its newest weights, past ones, and what comes next.
  package private(set) lazy var index = IndexState(snapshot)
  /// What became known, by moment.
  package private(set) lazy var timeline = ChangeLog(self)
  /// The same in rows, oldest first.
  package private(set) lazy var timelineRows = timeline.rows()
  /// What the moment revealed; empty where the record has nothing of it.
  package private(set) lazy var revealed = timeline.revealed()
}
