import Analysis
import App
import Finance
import Format
import Model

/// The range of outcomes of the scenario in force, kept from key to key.
final class ValueRange {
  let outcomes: Outcomes?
  /// Why there are none.
  let absence: Phrase

  init(_ content: ValueContent) {
    let (analysis, choices) = (content.context.analysis, content.choices)
    guard let scenario = content.scenario else {
      (outcomes, absence) = (nil, Phrase("No scenario is known at this moment.", "이 시점에 알려진 시나리오가 없습니다."))
      return
    }
    guard scenario.isDriven else {
      let words = Phrase(
        "This scenario states its result and no drivers, so there is nothing to draw from. ",
        "이 시나리오는 결과만 제시하고 항목이 없어 범위를 계산할 수 없습니다. ")
      (outcomes, absence) = (nil, words + content.drivenHint)
      return
    }
    let planned = Outcomes.plan(scenario, content.record, content.snapshot, paths: choices.paths, seed: choices.seed)
    guard let (plan, path, targets) = planned else {
      let words = Phrase(
        "Its year must be at most ten years after the newest results, and four quarters of results must be known: there is no path to follow.",
        "시나리오 연도가 최근 실적보다 뒤(10년 이내)여야 하고 4개 분기 실적이 있어야 범위를 계산할 수 있습니다.")
      (outcomes, absence) = (nil, words)
      return
    }
    do throws(SimulationFault) {
      outcomes = Outcomes(path: path, targets: targets, plan: plan, result: try analysis.outcomes(of: plan))
      absence = Phrase("")
    } catch {
      (outcomes, absence) = (nil, error.message)
    }
  }

  /// A line for each target, with its chance by year.
  func items(_ format: Formatter) -> [Item] {
    guard let outcomes else { return [] }
    return outcomes.targets.enumerated().map { i, target in
      let chances = outcomes.path.years.enumerated().map { year, name in
        "\(name): " + format.chance(outcomes.result.probabilitySoFar(target: i, year: year), .short)
      }
      let list = chances.joined(separator: ", ") + ". "
      let words = Phrase("Share of the paths that have reached it by the end of ", "연말까지 한 번이라도 도달한 경로의 비율: ")
      return Item(Names.of(target), .known(target.figure), text: [words + list + Names.rangeNote])
    }
  }
}

/// A target as text.
extension OutcomeTarget {
  /// `◇ 2,000 USD`: as it was named, in the currency of whoever named it.
  func text(_ context: DrawContext) -> String {
    let plain = Formatter(language: context.language)
    var figure = figure
    if quantity == .price { figure.unit = .usd }
    let text = plain.text(figure, decimals: quantity == .price && abs(figure.value) >= 10 ? 0 : nil)
    return "◇ " + text + (quantity == .netIncome ? context.words(" profit", " 이익") : "")
  }
}

/// What the range can show, by name.
extension SimulatedQuantity {
  var name: Phrase {
    switch self {
    case .price: return Phrase("price", "주가")
    case .marketValue: return Phrase("market value, diluted", "시가총액 (희석)")
    case .netIncome: return Phrase("net income", "순이익")
    }
  }
}

/// How amounts of a quantity are written in charts: in one unit, which is named once.
struct QuantityScale {
  let unit: String
  private let factor: Double
  private let decimals: Int

  init(_ quantity: SimulatedQuantity, _ context: DrawContext) {
    let isKorean = context.language == .ko
    // Years to come are at the newest rate.
    switch (quantity, context.format.isInWon ? context.format.rates?.newest.value : nil) {
    case (.price, nil): (unit, factor, decimals) = (context.words("USD", "달러"), 1, 0)
    case (.price, let rate?): (unit, factor, decimals) = (context.words("k KRW", "만 원"), rate / (isKorean ? 10_000 : 1000), 0)
    case (_, nil): (unit, factor, decimals) = (context.words("B USD", "억 달러"), isKorean ? 0.01 : 0.001, isKorean ? 0 : 1)
    case (_, let rate?): (unit, factor, decimals) = (context.words("T KRW", "조 원"), rate / 1_000_000, 1)
    }
  }

  func text(_ value: Double) -> String { Numbers.grouped(value * factor, abs(value * factor) >= 1000 ? 0 : decimals) }
}
