package import Model

/// Energy storage: deployments against the capacity to build them.
package enum Storage {
  /// The plants that build storage products, and not cells or materials.
  package static func factories(_ s: Snapshot) -> [Factory] {
    s.factories.filter { $0.product.en.hasPrefix("Mega") || $0.product.en.hasPrefix("Powerwall") }
  }

  /// The nameplate capacity of the storage plants in production on a day, GWh a year, as far as known.
  ///
  /// A plant counts from the day its start of production was known; one without such a day does not count until its nameplate was
  /// published with the status of being in production.
  package static func nameplate(on day: Day, _ s: Snapshot) -> Reading {
    let running = factories(s).compactMap { factory -> Figure? in
      guard let start = startDay(factory), start <= day else { return nil }
      return factory.nameplate
    }
    guard !running.isEmpty else { return .absent(.notKnownYet) }
    return .known(
      Figure(
        running.reduce(0) { $0 + $1.value }, .gigawattHoursPerYear, .day(day), .operational,
        .derived(rule: Phrase("sum of the plants in production", "가동 중인 공장의 합계"), inputs: running)))
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
    return deployed.combined(with: nameplate(on: quarter.endDay, s)) { d, n in
      .known(
        Figure(
          d.value / n.value * 100, .percent, d.period, .operational,
          .derived(rule: Phrase("four quarters ÷ nameplate of plants in production", "4개 분기 합계 ÷ 가동 공장 명목 용량"), inputs: [d, n])))
    }
  }
}
