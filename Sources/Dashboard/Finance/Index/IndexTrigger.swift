internal import Model

/// How far an index is from a special rebalance: the tests of companies on the weights at the end of a day.
///
/// The weights are those of the index, price × index shares; what the market weighs is another matter. All fractions.
package struct IndexTrigger: Sendable {
  /// A company with all its classes.
  package struct Company: Sendable {
    /// What its classes have in common.
    package var id: String
    /// Its listed classes, the heaviest first.
    package var tickers: [String]
    /// Of all its classes, a fraction.
    package var weight: Double
  }

  /// The version whose limits are tested.
  package let rules: IndexRules
  /// All companies, the largest first.
  package let companies: [Company]
  /// How many of them are above the floor of the group.
  package let cohortCount: Int
  /// What those weigh together.
  package let cohortSum: Double

  /// Tests weights in any order, which need not add up to 1.
  package init(_ weights: [(ticker: String, company: String, weight: Double)], _ rules: IndexRules) {
    self.rules = rules
    var positions: [String: Int] = [:]
    var companies: [Company] = []
    for (ticker, company, weight) in weights.sorted(by: { ($1.weight, $0.ticker) < ($0.weight, $1.ticker) }) {
      if let position = positions[company] {
        companies[position].weight += weight
        companies[position].tickers.append(ticker)
      } else {
        positions[company] = companies.count
        companies.append(Company(id: company, tickers: [ticker], weight: weight))
      }
    }
    companies.sort { ($1.weight, $0.id) < ($0.weight, $1.id) }
    self.companies = companies
    cohortCount = companies.prefix { $0.weight > rules.cohortFloor + IndexRules.tolerance }.count
    cohortSum = companies.prefix(cohortCount).reversed().reduce(0) { $0 + $1.weight }
  }

  /// What the largest company weighs.
  package var largest: Double { companies.first?.weight ?? 0 }

  /// Whether the largest company is above its limit.
  package var exceedsCompanyLimit: Bool { largest > rules.companyLimit + IndexRules.tolerance }
  /// Whether the companies above the floor have reached their limit together.
  package var exceedsCohortLimit: Bool { cohortSum >= rules.cohortLimit - IndexRules.tolerance }
  /// Whether either test calls for a special rebalance.
  package var isTriggered: Bool { exceedsCompanyLimit || exceedsCohortLimit }

  /// The place of a company among the companies by size.
  package func place(ofTicker ticker: String) -> Int? { companies.firstIndex { $0.tickers.contains(ticker) } }

  /// By what the price of a company must be multiplied for its weight to reach a fraction, with all other prices unchanged.
  package static func multiple(from weight: Double, to fraction: Double) -> Double? {
    guard weight > 0, weight < 1, fraction > 0, fraction < 1 else { return nil }
    return fraction * (1 - weight) / (weight * (1 - fraction))
  }

  /// By what the price of a company must be multiplied for the tests to give a different answer, with all other prices
  /// unchanged: the nearest multiples above and below 1 at which that happens.
  ///
  /// Between the prices at which a company crosses the floor of the group, the group's sum is a ratio of two linear functions
  /// of the price, so the price at which it crosses its limit is exact.
  package func turningMultiples(ofCompanyAt place: Int) -> (below: Double?, above: Double?) {
    let own = companies[place].weight
    let rest = 1 - own
    guard own > 0, rest > 0 else { return (nil, nil) }
    // In units of today's index: x is what the company is worth, the others stay as they are.
    let others = companies.indices.filter { $0 != place }.map { companies[$0].weight }
    let (floor, limit) = (rules.cohortFloor, rules.cohortLimit)
    var edges = [floor * rest / (1 - floor), rules.companyLimit * rest / (1 - rules.companyLimit)]
    // Where one of the others crosses the floor of the group or the limit of a company, because the whole grows or shrinks.
    for weight in others { edges += [weight / floor - rest, weight / rules.companyLimit - rest].filter { $0 > 0 } }
    // Where the sum crosses its limit, for each number of others that can be in the group.
    var sum = 0.0
    for weight in [0] + others {
      sum += weight
      edges += [(limit * rest - sum) / (1 - limit), sum / limit - rest].filter { $0 > 0 }
    }
    func isTriggered(_ x: Double) -> Bool {
      let whole = rest + x
      let level = (floor + IndexRules.tolerance) * whole
      var sum = x > level ? x : 0
      for weight in others {
        guard weight > level else { break }
        sum += weight
      }
      let largest = max(x, others.first ?? 0)
      return largest > (rules.companyLimit + IndexRules.tolerance) * whole || sum >= (limit - IndexRules.tolerance) * whole
    }
    // The answer is the same all through a stretch between two edges: its middle speaks for it.
    let now = self.isTriggered
    edges.sort()
    let (lower, upper) = (edges.filter { $0 < own }, edges.filter { $0 > own })
    func turn(_ ends: [Double]) -> Double? {
      zip(ends, ends.dropFirst()).first { isTriggered(($0 + $1) / 2) != now }.map { $0.0 / own }
    }
    return (turn([own] + lower.reversed() + [0]), turn([own] + upper + [4 * max(own, upper.last ?? own)]))
  }
}
