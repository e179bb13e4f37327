internal import Model

/// The files of the facts.
///
/// The raw value is the file's name.
package enum FactFile: String, Sendable, CaseIterable {
  case sources = "sources.csv"
  case instruments = "instruments.csv"
  case splits = "splits.csv"
  case quarters = "quarters.csv"
  case storageYears = "ess_annual.csv"
  case bridge = "eps_bridge.csv"
  case deferred = "fsd_deferred.csv"
  case shares = "shares.csv"
  case prices = "prices.csv"
  case exchangeRates = "fx.csv"
  case earningsDays = "tsla_events.csv"
  case consensus = "consensus.csv"
  case events = "events.csv"
  case claims = "claims.csv"
  case chain = "chain.csv"
  case factories = "factories.csv"
  case capacities = "factory_capacity.csv"
  case claimTests = "claim_tests.csv"
  case scenarios = "scenarios.csv"
  case correlations = "scenario_correlations.csv"
  case peers = "peers.csv"
  case epsPresets = "eps_presets.csv"
  case rebalances = "rebalances.csv"
  case constituents = "index_constituents.csv"
  case indexCloses = "index_closes.csv"
  case trackingAssets = "tracking_assets.csv"
  case indexWeights = "index_weights.csv"

  /// What the file holds and how it is read, declared by its reader.
  var schema: FactSchema {
    switch self {
    case .sources: SourceFacts.schema
    case .instruments: InstrumentFacts.schema
    case .splits: MarketFacts.splits
    case .quarters: QuarterFacts.quarters
    case .storageYears: QuarterFacts.storageYears
    case .bridge: QuarterFacts.bridge
    case .deferred: QuarterFacts.deferred
    case .shares: ShareFacts.schema
    case .prices: MarketFacts.prices
    case .exchangeRates: MarketFacts.exchangeRates
    case .earningsDays: MarketFacts.earningsDays
    case .consensus: ConsensusFacts.schema
    case .events: EventFacts.schema
    case .claims: ClaimFacts.schema
    case .chain: ChainFacts.schema
    case .factories: PlantFacts.factories
    case .capacities: PlantFacts.capacities
    case .claimTests: ClaimTestFacts.schema
    case .scenarios: ScenarioFacts.scenarios
    case .correlations: ScenarioFacts.correlations
    case .peers: ScenarioFacts.peers
    case .epsPresets: PresetFacts.schema
    case .rebalances: IndexFacts.rebalances
    case .constituents: IndexFacts.constituents
    case .indexCloses: IndexFacts.closes
    case .trackingAssets: IndexFacts.assets
    case .indexWeights: IndexFacts.weights
    }
  }

  /// All columns that the file may have; docs/facts.md says what they hold.
  package var columns: (required: Set<String>, optional: Set<String>) {
    (Set(schema.required), schema.optional.subtracting(schema.required))
  }
}

/// What a file of the facts holds: its columns, and the facts that are made of its lines.
struct FactSchema: Sendable {
  /// Columns without which the file cannot be used.
  let required: [String]
  /// Those that it may have; a column that is not listed is reported.
  let optional: Set<String>
  /// Reads the lines into a draft, in which the files of the cases before are.
  let read: @Sendable (FactTable, inout BookDraft) -> Void

  init(required: [String], optional: Set<String> = [], read: @escaping @Sendable (FactTable, inout BookDraft) -> Void) {
    (self.required, self.optional, self.read) = (required, optional, read)
  }
}
