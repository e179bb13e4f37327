import Analysis
import Canvas
import Finance
import Format
import Model

/// The range of outcomes of the scenario in force, kept from key to key: what the views of the range draw.
final class ValueOutcomes {
  enum State {
    case known(Outcomes)
    /// Nothing to run, and why.
    case none(Phrase)
  }

  let state: State

  init(_ content: ValueContent) {
    guard let scenario = content.scenario else {
      state = .none(Phrase("No scenario is known at this moment.", "이 시점에 알려진 시나리오가 없습니다."))
      return
    }
    guard scenario.isDriven else {
      state = .none(
        Phrase(
          "This scenario states its result and no drivers, so there is nothing to draw from. \(content.drivenHint.en)",
          "이 시나리오는 결과만 제시하고 항목이 없어 범위를 계산할 수 없습니다. \(content.drivenHint.ko)"))
      return
    }
    let (paths, seed) = (content.choices.paths, content.choices.seed)
    let planned = Outcomes.plan(scenario, content.record, content.snapshot, paths: paths, seed: seed)
    do throws(SimulationFault) {
      if let (plan, path, targets) = planned {
        state = .known(
          Outcomes(path: path, targets: targets, plan: plan, result: try content.scene.analysis.outcomes(of: plan)))
      } else {
        state = .none(
          Phrase(
            "Its year must lie after the newest results, by ten years at most, and four quarters of results must be known: there is no way to grow along.",
            "시나리오 연도가 최근 실적보다 뒤(10년 이내)여야 하고 4개 분기 실적이 있어야 범위를 계산할 수 있습니다."))
      }
    } catch {
      state = .none(error.message)
    }
  }

  var outcomes: Outcomes? { if case .known(let outcomes) = state { outcomes } else { nil } }

  var targets: [OutcomeTarget] { outcomes?.targets ?? [] }

  /// A line for each target, with its chance by year.
  func items(_ content: ValueContent) -> [Item] {
    guard let outcomes else { return [] }
    return outcomes.targets.enumerated().map { i, target in
      let chances = outcomes.path.years.enumerated().map { year, name in
        "\(name): " + content.scene.format.chance(outcomes.result.probabilitySoFar(target: i, year: year), .short)
      }
      let list = chances.joined(separator: ", ")
      return Item(
        Names.of(target), .known(target.figure),
        text: [
          Phrase(
            "Share of the paths that have reached it by the end of \(list). \(Names.rangeNote.en)",
            "연말까지 한 번이라도 도달한 경로의 비율: \(list). \(Names.rangeNote.ko)")
        ])
    }
  }

  /// As it was named, in the currency of whoever named it.
  static func amount(_ target: OutcomeTarget, _ scene: Scene) -> String {
    let plain = Formatter(language: scene.language)
    switch target.quantity {
    case .price:
      var price = target.figure
      price.unit = .usd
      return plain.text(price, decimals: abs(price.value) < 10 ? nil : 0)
    case .marketValue: return plain.text(target.figure)
    case .netIncome: return plain.text(target.figure) + scene.words(" profit", " 이익")
    }
  }

  static func name(_ quantity: SimulatedQuantity) -> Phrase {
    switch quantity {
    case .price: return Phrase("price", "주가")
    case .marketValue: return Phrase("market value, diluted", "시가총액 (희석)")
    case .netIncome: return Phrase("net income", "순이익")
    }
  }
}

extension ValueContent {
  /// What there is of the range, worked out at its first use.
  var range: ValueOutcomes { keptRange.value(for: true) { ValueOutcomes(self) } }

  /// Nil where the views of the range are not open: nothing is drawn for a screen that does not show it.
  var outcomes: ValueOutcomes? { view == .range || view == .spreads ? range : nil }

  /// The year whose histogram is drawn, by its place among the years of the path.
  var yearIndex: Int {
    guard let years = outcomes?.outcomes?.path.years, !years.isEmpty else { return 0 }
    return choices.year.flatMap { years.firstIndex(of: $0) } ?? years.count - 1
  }
}
