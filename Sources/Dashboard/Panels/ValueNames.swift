import Finance
import Model

/// What the numbers of a scenario are called, by what they count.
enum ValueNames {
  /// Of an entry: shares that the moment has lent have the name of the program's basis.
  static func of(_ entry: ScenarioEntry, in scenario: Scenario) -> Phrase {
    isLentCount(entry, scenario) ? Names.of(ShareBasis.earned.metric) : Names.of(entry.key)
  }

  /// The same where there is little room.
  static func short(_ entry: ScenarioEntry, in scenario: Scenario) -> Phrase {
    isLentCount(entry, scenario) ? ShareBasis.earned.shortName : Names.of(entry.key)
  }

  private static func isLentCount(_ entry: ScenarioEntry, _ scenario: Scenario) -> Bool {
    entry.key == .driver(.shares) && scenario.lent.contains(entry.key)
  }

  /// The market value with the shares that it counts, where those are not the program's.
  static func marketValue(_ value: ScenarioValue) -> Phrase {
    value.shareBasis == .diluted ? Phrase("Market value, diluted", "시가총액 (희석)") : Phrase("Market value", "시가총액")
  }
}

/// The counts of shares on other bases than the program's, with their dates.
enum ShareBasisText {
  /// `3,950 M shares incl. unearned awards (16 Jul 2026)`, one each; those that are not on record are left out.
  static func others(_ scene: Scene) -> [String] {
    ShareBasis.allCases.filter { $0 != .earned }.compactMap { text($0, scene) }
  }

  static func text(_ basis: ShareBasis, _ scene: Scene) -> String? {
    guard let count = Valuation.shares(basis, scene.snapshot).figure else { return nil }
    return "\(scene.format.text(count))\(scene.mark(count)) \(scene.words(basis.shortName)) (\(date(count, scene)))"
  }

  private static func date(_ count: Figure, _ scene: Scene) -> String {
    if case .day(let day) = count.period { return scene.format.nearDate(day, scene.snapshot.asOf) }
    return count.period.label
  }

  /// The other bases in a sentence, for a market value that counts the program's; nil for any other figure.
  static func sentence(_ figure: Figure, _ scene: Scene) -> String? {
    guard figure.basis == .market, let count = Valuation.shares(scene.snapshot).figure, counts(figure, count, depth: 3) else {
      return nil
    }
    let list = others(scene).joined(separator: " · ")
    return list.isEmpty ? nil : scene.words("other counts: \(list)", "다른 기준: \(list)")
  }

  private static func counts(_ figure: Figure, _ count: Figure, depth: Int) -> Bool {
    guard depth > 0, case .derived(_, let inputs) = figure.provenance else { return false }
    return inputs.contains { input in
      input.unit == .millionShares && input.value == count.value && input.period == count.period
        || counts(input, count, depth: depth - 1)
    }
  }
}
