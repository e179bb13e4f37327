import Finance
import Model

extension Driver {
  /// The rules of the index on random markets.
  static let index = Driver(
    "index", trials: 4000,
    seeds: { (0..<24).map { n in (0..<120).map { UInt8(truncatingIfNeeded: n * 29 + $0 * 13 + n * $0) } } }
  ) { bytes throws(Violation) in
    var choices = Choices(bytes)
    let kind = choices.one(of: RebalanceKind.allCases)
    let rules = choices.one(of: IndexRules.versions)
    let isWild = choices.below(8) == 0
    let count = 1 + choices.below(110)
    let securities = (0..<count).map { i in
      let isSecondClass = i > 0 && choices.below(8) == 0
      let size = isWild ? choices.positive() : Double(1 + choices.below(60_000))
      let price = 0.01 + Double(choices.below(50_000)) / 7
      return IndexSecurity(
        ticker: "T\(i)", company: "C\(isSecondClass ? i - 1 : i)", price: price, sharesOutstanding: size,
        freeFloat: choices.below(4) == 0 ? size / 5 : nil)
    }
    let made: IndexWeighting
    do throws(UnreachableWeight) {
      made = try IndexWeighting(securities, kind, rules)
    } catch {
      // Some markets are too narrow for any weights to hold.
      try hold(error.total > Double(error.count) * error.cap - 1e-9, "refused though \(error.count) could hold \(error.total)")
      return
    }
    try check(made, kind, rules)
    let reversed = try? IndexWeighting(securities.reversed(), kind, rules)
    try hold(reversed.map { Array($0.weights.reversed()) } == made.weights, "the weights depend on the order")
  }

  private static func check(_ made: IndexWeighting, _ kind: RebalanceKind, _ rules: IndexRules) throws(Violation) {
    let slack = 1e-9
    try hold(made.weights.allSatisfy { $0.isFinite && $0 >= 0 && $0 <= 1 }, "a weight that is none")
    let sum = made.weights.reduce(0, +)
    try hold(abs(sum - 1) < slack, "the weights add up to \(sum)")
    var companies: [String: Double] = [:]
    for (security, weight) in zip(made.securities, made.weights) { companies[security.company, default: 0] += weight }
    // The stage of the securities, once a year, does not go back to companies.
    if kind != .annual {
      let largest = companies.values.max() ?? 0
      try hold(largest <= rules.companyLimit + slack, "a company of \(largest)")
      let cohort = companies.values.filter { $0 > rules.cohortFloor + slack }.sorted().reduce(0, +)
      try hold(cohort < rules.cohortLimit + slack, "large companies of \(cohort) together")
    } else {
      let largest = made.weights.max() ?? 0
      try hold(largest <= rules.securityLimit + slack, "a security of \(largest)")
    }
    for i in made.securities.indices { _ = made.treatments(of: i) }
    let trigger = IndexTrigger(
      zip(made.securities, made.weights).map { ($0.ticker, $0.company, $1) }, rules)
    try hold(kind == .annual || !trigger.isTriggered || trigger.cohortSum < rules.cohortLimit + slack, "triggered at once again")
    for place in trigger.companies.indices.prefix(12) {
      let (below, above) = trigger.turningMultiples(ofCompanyAt: place)
      try hold((below ?? 0) <= 1 && (above ?? 1) >= 1, "turns at \(below ?? -1) and \(above ?? -1)")
    }
  }
}
