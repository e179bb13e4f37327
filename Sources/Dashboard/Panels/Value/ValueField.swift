import App
import Documents
import Finance
import Format
import Model

/// What the Value panel asks for: numbers in the unit of their entry, spreads, correlations, prices and names.
enum ValueField: PromptField {
  case value(ScenarioKey)
  case spread(ScenarioDriver)
  case correlation(ScenarioDriver, ScenarioDriver)
  /// The price to solve for.
  case price
  /// A name to save the scenario under.
  case name

  func words(_ context: DrawContext) -> (title: Phrase, hint: Phrase) {
    switch self {
    case .value(let key):
      let unit = ValueContent.of(context).scenario?[key]?.unit.rawValue ?? ""
      let name = Names.of(key)
      let change = unit == Unit.percent.rawValue ? "+2pp" : "+5%, -10%"
      return (
        Phrase("\(name.en), \(unit)", "\(name.ko), \(unit)"),
        Phrase(
          "A number in \(unit), also 2.6M or 30B; a change of what stands there: \(change); =-5: a value below zero.",
          "\(unit) 단위의 수(2.6M, 30B도 가능), 현재 값의 변화(\(change)), 0보다 작은 값(=-5).")
      )
    case .spread(let driver):
      let name = Names.of(driver: driver)
      return (
        Phrase("Annual spread of \(name.en)", "\(name.ko)의 연간 분포"),
        Phrase(
          "lognormal 10%, normal 12%, normal 2pp, triangular -20% 0% 30% (low, most likely, high), or fixed.",
          "lognormal 10%, normal 12%, normal 2pp, triangular -20% 0% 30%(하한 최빈 상한), fixed 중 하나.")
      )
    case .correlation(let a, let b):
      let (x, y) = (Names.of(driver: a), Names.of(driver: b))
      return (
        Phrase("Correlation: \(x.en), \(y.en)", "상관계수: \(x.ko), \(y.ko)"),
        Phrase("A number between -1 and 1, such as 0.4.", "-1과 1 사이의 수. 예: 0.4")
      )
    case .price:
      return (
        Phrase("Price to solve for, USD", "역산할 주가(달러)"),
        Phrase("Each assumption is solved for it. Empty: the newest price.", "이 주가에 맞춰 가정을 하나씩 역산합니다. 비우면 최근 주가.")
      )
    case .name:
      return (Phrase("Save the scenario as", "시나리오 저장 이름"), DocumentName.hint)
    }
  }

  func accept(_ prompt: Prompt, _ state: inout AppState, _ context: CommandContext) -> Answer {
    let content = ValueContent.of(context.draw)
    guard let result = content.result else { return .taken }
    switch self {
    case .value(let key):
      var changes = result.changes
      do throws(Problem) {
        try changes.set(key.name, to: prompt.text, in: result.original)
      } catch { return .fault(error.reason) }
      ValueEdits.set(key, changes.values[key] ?? 0, &state, content)
    case .spread(let driver):
      guard let spread = Spread(prompt.text) else { return .fault(Spread.fault(prompt.text)) }
      let own = result.original.entry(driver)?.spread
      ValueEdits.change(&state, content) { $0.spreads[driver] = spread == own ? nil : spread }
    case .correlation(let a, let b):
      guard let value = Self.number(prompt.text), abs(value) < 1 else {
        return .fault(Phrase("not a number between -1 and 1", "-1과 1 사이의 수가 아님"))
      }
      let pair = ScenarioChanges.Pair(a, b)
      ValueEdits.change(&state, content) { $0.correlations[pair] = value == result.original.correlation(pair) ? nil : value }
    case .price:
      let price = Self.number(prompt.text)
      guard prompt.text.allSatisfy({ $0 == " " }) || price.map((0.01...10_000_000).contains) == true else {
        return .fault(Phrase("not a price in USD; write 500", "달러 주가가 아님; 500처럼 쓸 것"))
      }
      state.value.wantedPrice = price
    case .name:
      guard prompt.text.isDocumentName else { return .fault(DocumentName.rule) }
      return .asks(.saveScenario(id: prompt.text, from: result.scenario.id, replacing: prompt.mayReplace))
    }
    return .taken
  }

  /// A decimal number, also below 0.
  private static func number(_ text: String) -> Double? {
    var rest = text.replacingMinus.filter { $0 != " " }
    let isNegative = rest.first == "-"
    if isNegative || rest.first == "+" { rest.removeFirst() }
    return DecimalText.number(rest[...]).map { isNegative ? -$0 : $0 }
  }
}
