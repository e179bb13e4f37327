package import Model

/// What the storage plants in production can build in a year, over time, as far as a snapshot knows it.
///
/// Each plant counts as designed (nameplate) and as in operation, which is what the company lists as installed. Where only one
/// of the two is on record it stands for both. A plant counts from its first day of production on, one that ran before the
/// record begins on every day; without any capacity on record it makes the sum unknown, because the sum of the others would
/// fall short.
package struct StorageCapacity: Sendable {
  /// A day on which the sums changed, and what they are from then on, GWh a year; nil where they are not known.
  package struct Step: Sendable {
    /// The first day of the new sums.
    package var day: Day
    /// As designed.
    package var nameplate: Figure?
    /// As installed.
    package var operating: Figure?
  }

  /// Oldest first.
  package let steps: [Step]

  /// Of all plants that make storage products and produce, as a snapshot knows them.
  package init(_ s: Snapshot) {
    let plants = EnergyStorage.factories(s).compactMap { plant in plant.production.map { (plant: plant, start: $0.day) } }
    var days = Set(plants.map(\.start))
    for (plant, start) in plants { days.formUnion(plant.capacities.compactMap(\.from).filter { $0 > start }) }
    steps = days.sorted().map { day in
      let running = plants.filter { $0.start <= day }.map(\.plant)
      return Step(
        day: day, nameplate: Self.sum(running, .nameplate, .installed, on: day),
        operating: Self.sum(running, .installed, .nameplate, on: day))
    }
  }

  private static func sum(
    _ plants: [Factory], _ kind: PlantCapacity.Kind, _ other: PlantCapacity.Kind, on day: Day
  ) -> Figure? {
    let inputs = plants.compactMap { ($0.capacity(kind, on: day) ?? $0.capacity(other, on: day))?.figure }
    guard inputs.count == plants.count, !inputs.isEmpty else { return nil }
    let rule =
      kind == .nameplate
      ? Phrase("sum of the plants in production, as designed", "가동 중인 공장의 명목 용량 합계")
      : Phrase("sum of the plants in production, as installed", "가동 중인 공장의 설치 용량 합계")
    return Figure(
      inputs.reduce(0) { $0 + $1.value }, .gigawattHoursPerYear, .day(day), .operational,
      .derived(rule: rule, inputs: inputs))
  }

  /// The nameplates of the plants in production on a day, GWh a year.
  package func nameplate(on day: Day) -> Reading { reading(\.nameplate, on: day) }

  /// What was in operation on a day, GWh a year.
  package func operating(on day: Day) -> Reading { reading(\.operating, on: day) }

  private func reading(_ kind: KeyPath<Step, Figure?>, on day: Day) -> Reading {
    // Before the first step no plant of the record produced.
    guard var figure = steps.last(where: { $0.day <= day })?[keyPath: kind] else { return .absent(.notDisclosed) }
    figure.period = .day(day)
    return .known(figure)
  }

  /// The mean of a quarter by days, GWh a year: a plant that ran ten weeks counts ten weeks.
  package func operating(over quarter: Period) -> Reading {
    let (first, last) = (quarter.advanced(by: -1).endDay + 1, quarter.endDay)
    var sum = 0.0
    var inputs: [Figure] = []
    for (i, step) in steps.enumerated() where step.day <= last {
      let end = i + 1 < steps.count ? min(steps[i + 1].day - 1, last) : last
      let days = end - max(step.day, first) + 1
      guard days > 0 else { continue }
      guard let figure = step.operating else { return .absent(.notDisclosed) }
      sum += figure.value * Double(days)
      inputs.append(figure)
    }
    guard !inputs.isEmpty else { return .absent(.notDisclosed) }
    return .known(
      Figure(
        sum / Double(last - first + 1), .gigawattHoursPerYear, quarter, .operational,
        .derived(rule: Phrase("mean over the days of the quarter", "분기 일수로 가중한 평균"), inputs: inputs)))
  }

  /// The mean of the four quarters that end with one, GWh a year; absent where one of them is.
  package func mean(endingWith quarter: Period) -> Reading {
    guard case .quarter(let year, let q) = quarter else { return .absent(.notApplicable) }
    var inputs: [Figure] = []
    for back in 0..<4 {
      switch operating(over: quarter.advanced(by: back - 3)) {
      case .known(let figure): inputs.append(figure)
      case .absent(let why): return .absent(why)
      }
    }
    return .known(
      Figure(
        inputs.reduce(0) { $0 + $1.value } / 4, .gigawattHoursPerYear, .trailing(year: year, q), .operational,
        .derived(rule: Phrase("mean of four quarters", "4개 분기 평균"), inputs: inputs)))
  }

  /// Deployments of four quarters as a share of what could have been built in them, in per cent.
  package func utilisation(endingWith quarter: Period, _ s: Snapshot) -> Reading {
    utilisation(by: Growth.trailingFourQuarters(.storage, endingWith: quarter, s), endingWith: quarter)
  }

  /// The same of a year: of its quarters where all of them are on record, so that the year says what its last quarter says.
  package func utilisation(of year: EnergyStorage.Year, _ s: Snapshot) -> Reading {
    let last = Period.quarter(year: year.number, 4)
    let quarters = Growth.trailingFourQuarters(.storage, endingWith: last, s)
    guard quarters.figure == nil else { return utilisation(by: quarters, endingWith: last) }
    guard year.quartersSoFar == nil else { return quarters }
    return utilisation(by: year.reading, endingWith: last)
  }

  private func utilisation(by deployed: Reading, endingWith quarter: Period) -> Reading {
    deployed.combined(with: mean(endingWith: quarter)) { d, c in
      guard c.value > 0 else { return .absent(.notApplicable) }
      return .known(
        Figure(
          d.value / c.value * 100, .percent, d.period, .operational,
          .derived(
            rule: Phrase("four quarters ÷ mean capacity in operation", "4개 분기 합계 ÷ 평균 가동 용량"), inputs: [d, c])))
    }
  }
}
