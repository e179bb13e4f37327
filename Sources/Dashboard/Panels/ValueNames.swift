import Finance
import Format
import Model

/// What the numbers of a scenario are called, by what they count.
enum ValueNames {
  /// Of an entry, where there is little room.
  static func short(_ entry: ScenarioEntry, in scenario: Scenario) -> Phrase {
    switch entry.key {
    case .driver(.shares) where scenario.lent.contains(entry.key): return Phrase("Outstanding", "발행주식 수")
    case .driver(.storageProfit): return Phrase("Profit, kWh", "kWh당 이익")
    case .marketValue: return Phrase("Value, USD", "시총 (달러)")
    case .marketValueKRW: return Phrase("Value, KRW", "시총 (원)")
    default: return Names.of(entry, in: scenario)
    }
  }

  /// Against what a price or value is held: the market of today, or of the day of an old price.
  static func against(_ scene: Scene) -> Phrase {
    oldDay(scene).map { Phrase("against \($0)", "\($0) 대비") } ?? Phrase("against today", "현재 대비")
  }

  /// The day of the price where it is not of the newest session: an old price is of its day, not of today.
  static func oldDay(_ scene: Scene) -> String? {
    let s = scene.snapshot
    guard let day = Valuation.quote(s).figure?.period.endDay, !Valuation.isCurrent(day, s.asOf) else { return nil }
    return scene.format.nearDate(day, s.asOf)
  }

  /// The market value with the shares that it counts, where those are not the program's.
  static func marketValue(_ value: ScenarioValue) -> Phrase {
    value.shareBasis == .diluted ? Phrase("Market value, diluted", "시가총액 (희석)") : Phrase("Market value", "시가총액")
  }
}

extension ValueText {
  /// The price or value that a scenario is about, as stated where it is stated in the currency of the screen; what is converted from a
  /// claim is marked as worked out.
  func target(_ value: ScenarioValue) -> String {
    let scenario = value.scenario
    let isWon = scene.format.isInWon
    func mark(_ key: ScenarioKey, isWon unit: Bool) -> String { value.followsChanges ? "" : unit == isWon ? "◇ " : "≈ " }
    if scenario[.price] != nil || scenario.isDriven {
      return (scenario[.price] == nil ? "" : mark(.price, isWon: false)) + price(of: value)
    }
    let stated = [ScenarioKey.marketValue, .marketValueKRW].filter { scenario[$0] != nil }
    let own = isWon ? ScenarioKey.marketValueKRW : .marketValue
    let amount = isWon ? won(value.marketValueKRW) : text(value.marketValue)
    guard let key = stated.contains(own) ? own : stated.first else { return amount }
    return mark(key, isWon: key == .marketValueKRW) + amount
  }
}

/// The counts of shares on other bases than the program's, with their dates.
enum ShareBasisText {
  /// `diluted 3,540 M (26Q2)`, one each, what stands beside most first; those that are not on record are left out.
  static func others(_ scene: Scene) -> [String] { [ShareBasis.diluted, .total, .basic].compactMap { text($0, scene) } }

  /// A count with the name of its basis and its date.
  static func text(_ basis: ShareBasis, _ scene: Scene) -> String? {
    guard let count = Valuation.shares(basis, scene.snapshot).figure else { return nil }
    let number = scene.format.shareCount(count) + scene.mark(count)
    let date =
      if case .day(let day) = count.period { scene.format.nearDate(day, scene.snapshot.asOf) } else { count.period.shortLabel }
    return basis == .earned
      ? "\(scene.format.outstanding(count))\(scene.mark(count)) (\(date))"
      : "\(scene.words(basis.shortName)) \(number) (\(date))"
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
