package import Model

/// The way from the last four quarters to a scenario's year: for each driver a level at the end of each year.
///
/// It grows by the same factor all the time, or by the same amount where one of its ends is not above 0. What the record does not have
/// begins at nothing where it is an amount, and is the scenario's own all the way where it is a price or a margin.
package struct ScenarioPath: Sendable {
  /// The years whose ends are looked at.
  package let years: [Int]
  /// The time from the end of the quarters, or of the year before, to the end of each year, in years.
  package let steps: [Double]
  /// The levels at the end of each year.
  package let levels: [DriverLevels]
  /// The levels at the beginning.
  package let start: DriverLevels

  /// The most years that a path can have.
  package static let most = 10

  /// Nil where the scenario is not built from drivers, has no year, its year is over, or is more than ten years off, and while no four
  /// quarters are known.
  package init?(_ scenario: Scenario, _ record: TrailingDrivers) {
    guard let earned = ScenarioIncome(scenario), let due = scenario.due, let quarter = record.quarter else { return nil }
    let from = quarter.endDay
    guard due > from, due - from <= 366 * ScenarioPath.most else { return nil }
    var ends: [Day] = []
    for year in from.year...due.year {
      let end = min(due, Day(civil: year, 12, 31))
      if end > from { ends.append(end) }
    }
    guard (1...ScenarioPath.most).contains(ends.count) else { return nil }
    years = ends.map(\.year)
    steps = ends.indices.map { Double(ends[$0] - ($0 == 0 ? from : ends[$0 - 1])) / 365.25 }
    let whole = Double(due - from)
    var start = DriverLevels()
    var levels = [DriverLevels](repeating: DriverLevels(), count: ends.count)
    for driver in ScenarioDriver.allCases {
      let end = earned.levels[driver]
      let begin: Double
      switch driver {
      case .fsdSubscriptions, .otherProfit: begin = record[driver].value ?? 0
      default: begin = record[driver].value ?? end
      }
      start[driver] = begin
      for (i, day) in ends.enumerated() { levels[i][driver] = ScenarioPath.level(begin, end, Double(day - from) / whole) }
    }
    (self.start, self.levels) = (start, levels)
  }

  private static func level(_ begin: Double, _ end: Double, _ share: Double) -> Double {
    if share >= 1 || begin == end { return end }
    guard begin > 0, end > 0 else { return begin + (end - begin) * share }
    return begin * Mathematics.exp(Mathematics.log(end / begin) * share)
  }
}
