internal import Model

/// The files of the facts.
///
/// The raw value is the file's name.
package enum FactFile: String, Sendable, CaseIterable {
  case sources = "sources.csv"
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

  /// Columns without which the file cannot be used.
  var required: [String] {
    switch self {
    case .sources: return ["key", "title"]
    case .splits: return ["date", "ratio", "source", "confidence"]
    case .quarters: return ["period", "published", "pd_8k_filed", "source", "confidence"]
    case .storageYears: return ["year", "storage_gwh", "source", "published", "confidence"]
    case .bridge: return ["period", "published", "source", "confidence"]
    case .deferred: return ["id", "period", "usd_m", "published", "source", "confidence"]
    case .shares: return ["date", "kind", "shares_m", "published", "source", "confidence"]
    case .prices: return ["date", "open", "high", "low", "close", "volume", "source", "confidence"]
    case .exchangeRates: return ["date", "usdkrw_seoul_morning", "source", "confidence"]
    case .earningsDays: return ["date_et", "type", "time_et"]
    case .consensus: return ["metric", "period", "value", "compiler", "compiled_by", "as_of", "source", "confidence"]
    case .events: return ["date", "time_et", "event", "kind", "detail", "value", "unit", "source", "published", "confidence"]
    case .claims:
      return [
        "id", "panel", "claim_ko", "claim_en", "who", "figure", "unit", "due", "outcome", "source", "published", "confidence",
      ]
    case .chain:
      return ["stage_order", "id", "label_ko", "label_en", "feeds", "status_date", "source", "published", "confidence"]
    case .factories: return ["id", "name", "place", "product", "source", "published", "confidence"]
    case .capacities: return ["factory", "kind", "gwh", "source", "published", "confidence"]
    case .claimTests: return ["claim", "metric", "period", "relation", "value"]
    case .scenarios: return ["scenario", "name", "item", "value", "unit", "published"]
    case .correlations: return ["scenario", "a", "b", "correlation"]
    case .peers: return ["name", "date", "price", "shares_m", "source", "published", "confidence"]
    case .epsPresets: return ["preset", "base", "target", "driver", "setting", "published"]
    case .rebalances:
      return [
        "id", "kind", "reference_date", "announced", "published", "effective", "source", "confidence", "shares_source",
        "holdings_source",
      ]
    case .constituents: return ["rebalance", "ticker", "company"]
    case .indexCloses: return ["rebalance", "date", "ticker", "close", "source"]
    case .trackingAssets: return ["item", "usd_bn", "as_of", "source", "status"]
    case .indexWeights: return ["index", "fund", "date", "weight_pct", "basis", "source", "published", "confidence"]
    }
  }

  /// All columns that the file may have; docs/facts.md says what they hold.
  package var columns: (required: Set<String>, optional: Set<String>) {
    let required = Set(required)
    let known = self == .quarters ? QuarterFacts.columns : Self.optional[self] ?? []
    return (required, known.subtracting(required))
  }

  /// Whether a column is known although it is not required.
  func knows(_ column: String) -> Bool {
    switch self {
    case .quarters: return QuarterFacts.columns.contains(column)
    default: return Self.optional[self]?.contains(column) == true
    }
  }

  private static let optional: [FactFile: Set<String>] = [
    .sources: ["title_ko", "publisher", "date", "where", "where_ko"],
    .splits: ["published"],
    .storageYears: ["quarter_sum_gwh", "seed_gwh", "seed_diff_gwh", "note", "note_ko"],
    .bridge: Set(QuarterFacts.bridgeMetrics.map(\.name)).union([
      "fx_note", "operating_income", "net_income_common", "net_income_nongaap", "diluted_shares_m", "eps_gaap",
      "eps_nongaap", "note", "note_ko",
    ]),
    .deferred: ["as_of", "metric", "metric_ko", "note", "note_ko"],
    .shares: ["unearned_m", "note", "note_ko"],
    // basis: traded, or adjusted for all splits since (where it is left out).
    .prices: ["basis", "published"],
    .exchangeRates: ["usdkrw_fred_noon_ny", "usdkrw_day_close", "published"],
    .earningsDays: ["time_note", "time_kst", "verification"],
    .consensus: ["compiler_ko", "note", "note_ko"],
    .events: ["event_ko", "detail_ko", "announced", "id"],
    .claims: [
      "who_ko", "figure_high", "outcome_value", "outcome_value_ko", "outcome_date", "outcome_time_et", "outcome_source", "later",
      "later_ko", "note", "note_ko", "kind", "scope",
    ],
    .chain: [
      "short_ko", "short_en", "metrics", "note", "note_ko", "status_2023_07", "status_2023_07_ko",
      "later_milestones", "later_milestones_ko",
    ],
    .factories: [
      "name_ko", "place_ko", "product_ko", "makes", "announced", "groundbreaking", "start_of_production", "in_production",
      "full_rate_shown", "full_rate_published", "status", "status_ko", "status_date", "milestones", "milestones_ko", "note",
      "note_ko",
    ],
    .capacities: ["date", "note", "note_ko"],
    // subject: the id of a plant. period: 2027, 2023Q2, 2023-07-24, 2023..2025, or empty: any day from the claim to its due day.
    // match: whether a span needs its rule on any or on each period. relation: at_least, at_most, between, equals (to the decimals that
    // are written). published: the day from whose end on the rule is there, where it rests on what came after the claim. unit: of value
    // and partly, where it is not the metric's own. target: the id of a claim; the value is its figure over the metric's.
    .claimTests: ["subject", "match", "value_high", "partly", "partly_high", "unit", "target", "note", "note_ko", "published"],
    .scenarios: ["name_ko", "who", "who_ko", "due", "claim", "spread", "reason", "reason_ko"],
    .correlations: ["reason", "reason_ko"],
    .peers: ["name_ko", "note", "note_ko"],
    .epsPresets: ["name", "name_ko", "claim", "reason", "reason_ko"],
    // by_rule: those of its dates (announced;published;effective) that follow from the rules and no document gives.
    .rebalances: ["by_rule", "note", "note_ko"],
    // subject: yes for the company of the record. shares_basis: reported, implied, fitted. shares_known: the day from which the shares
    // outstanding could be known, where that is after the reference date.
    .constituents: [
      "name", "subject", "index_shares", "new_index_shares", "shares_outstanding", "shares_basis", "shares_known", "joined",
      "left",
      "change_announced",
    ],
    // fund: the one fund that is counted, empty for several. confidence: where it is left out, one source was seen, and none for the status
    // derived-unverified.
    .trackingAssets: ["fund", "item_ko", "confidence"],
    .indexWeights: ["note", "note_ko"],
  ]
}
