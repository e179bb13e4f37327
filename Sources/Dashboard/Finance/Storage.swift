package import Model

/// Energy storage: deployments against the capacity to build them.
package enum Storage {
  /// A day on which a plant came on stream, and the capacity from then on.
  package struct Step: Sendable {
    package var plant: Factory
    package var day: Day
    /// The sum of all plants in production from this day on, GWh a year.
    package var nameplate: Figure
  }

  /// The plants that build storage products, and not cells or materials.
  package static func factories(_ s: Snapshot) -> [Factory] {
    s.factories.filter { $0.product.en.hasPrefix("Mega") || $0.product.en.hasPrefix("Powerwall") }
  }

  /// The capacity over time: one step for each plant with a known nameplate that is in production, oldest first.
  package static func steps(_ s: Snapshot) -> [Step] {
    let starts = factories(s).compactMap { factory -> (Day, Factory, Figure)? in
      guard let start = startDay(factory), let nameplate = factory.nameplate else { return nil }
      return (start, factory, nameplate)
    }.sorted { $0.0 < $1.0 }
    var running: [Figure] = []
    return starts.map { day, plant, nameplate in
      running.append(nameplate)
      let total = Figure(
        running.reduce(0) { $0 + $1.value }, .gigawattHoursPerYear, .day(day), .operational,
        .derived(rule: Phrase("sum of the plants in production", "가동 중인 공장의 합계"), inputs: running))
      return Step(plant: plant, day: day, nameplate: total)
    }
  }

  /// The nameplate capacity of the storage plants in production on a day, GWh a year, as far as known.
  ///
  /// A plant counts from the day its start of production was known; one without such a day does not count until its nameplate was
  /// published with the status of being in production.
  package static func nameplate(on day: Day, _ s: Snapshot) -> Reading { nameplate(on: day, steps(s)) }

  /// The same, from steps already worked out.
  ///
  /// Before the first step no plant had published a nameplate.
  package static func nameplate(on day: Day, _ steps: [Step]) -> Reading {
    guard var figure = steps.last(where: { $0.day <= day })?.nameplate else { return .absent(.notDisclosed) }
    figure.period = .day(day)
    return .known(figure)
  }

  /// From when on a plant counts as producing.
  package static func startDay(_ factory: Factory) -> Day? {
    if let start = factory.startOfProduction { return start }
    guard factory.status?.text.en == "production", factory.nameplate != nil else { return nil }
    return factory.citation.knownAt.newYorkDay
  }

  /// Deployments of four quarters as a share of the nameplate at their end, in per cent.
  package static func utilisation(endingWith quarter: Period, _ s: Snapshot) -> Reading {
    let deployed = Growth.trailingFourQuarters(.storage, endingWith: quarter, s)
    return utilisation(of: nameplate(on: quarter.endDay, s), by: deployed)
  }

  /// A year's worth of deployments as a share of a nameplate, in per cent.
  package static func utilisation(of nameplate: Reading, by deployed: Reading) -> Reading {
    deployed.combined(with: nameplate) { d, n in
      guard n.value > 0 else { return .absent(.notApplicable) }
      return .known(
        Figure(
          d.value / n.value * 100, .percent, d.period, .operational,
          .derived(rule: Phrase("four quarters ÷ nameplate of plants in production", "4개 분기 합계 ÷ 가동 공장 명목 용량"), inputs: [d, n])))
    }
  }

  // MARK: what was said of deployments

  /// The claims that give deployments of a quarter or a year in GWh, with the period meant, oldest period first.
  ///
  /// The period is that of the claim's test. A claim without one that is due at the end of a December is of the year, at the end of
  /// another quarter of that quarter. The world's stock is no deployment of the company.
  package static func claims(_ s: Snapshot) -> [(claim: Claim, period: Period)] {
    s.claims.compactMap { claim -> (claim: Claim, period: Period)? in
      if let test = claim.test {
        guard test.metric == ClaimMetric(.reported(.storage)), case .period(let period) = test.span else { return nil }
        return (claim, period)
      }
      guard claim.topic == "energy", claim.figure?.unit == .gigawattHours, !isWorld(claim), let due = claim.due else {
        return nil
      }
      let quarter = Period.quarter(of: due)
      guard quarter.endDay == due else { return nil }
      if case .quarter(let year, 4) = quarter { return (claim, .year(year)) }
      return (claim, quarter)
    }.sorted { $0.period < $1.period }
  }

  /// The claim of how much storage the world has installed, GWh.
  package static func worldClaim(_ s: Snapshot) -> Claim? {
    s.claims.first { isWorld($0) && $0.figure?.unit == .gigawattHours }
  }

  private static func isWorld(_ claim: Claim) -> Bool { !claim.isOwn && claim.id.hasPrefix("world") }

  // MARK: years

  /// A year's deployments: reported for the year, summed from its quarters, or as far as its quarters are known.
  package struct Year: Sendable {
    package var number: Int
    package var reading: Reading
    /// How many quarters are in an incomplete year's figure; nil for a whole year.
    package var quartersSoFar: Int?

    package var isDerived: Bool {
      if case .derived = reading.figure?.provenance { return true }
      return false
    }
  }

  /// The years from the first to the last of which anything is on record.
  package static func years(_ s: Snapshot) -> [Year] {
    let series = s.series(.storage)
    guard let first = series.first?.period.endDay.year, let last = series.last?.period.endDay.year else { return [] }
    return (first...max(first, last)).map { number in
      let reported = s.reading(.storage, .year(number))
      if reported.figure != nil { return Year(number: number, reading: reported, quartersSoFar: nil) }
      let sum = Growth.yearToDate(.storage, number, s)
      guard sum.quarters > 0 else { return Year(number: number, reading: reported, quartersSoFar: nil) }
      return Year(number: number, reading: sum.reading, quartersSoFar: sum.quarters < 4 ? sum.quarters : nil)
    }
  }
}
