import Documents
import Finance
import Format
import Model

/// What is typed on the Value panel: numbers in the unit of their entry, spreads, correlations, prices and names.
enum ValuePrompt {
  /// Title and hint of a question; nil where it is no question of this panel.
  static func words(_ question: Prompt.Question, _ context: DrawContext) -> (title: Phrase, hint: Phrase)? {
    switch question {
    case .scenarioValue(let key):
      let unit = ValueContent.of(context).scenario?[key]?.unit.rawValue ?? ""
      let name = Names.of(key)
      let change = unit == Unit.percent.rawValue ? "+2pp" : "+5%, -10%"
      return (
        Phrase("\(name.en), \(unit)", "\(name.ko), \(unit)"),
        Phrase(
          "A number in \(unit), also 2.6M or 30B; a change of what stands there: \(change); =-5: a value below zero.",
          "\(unit) 단위의 수(2.6M, 30B도 가능), 현재 값의 변화(\(change)), 0보다 작은 값(=-5).")
      )
    case .scenarioSpread(let driver):
      let name = Names.of(driver: driver)
      return (
        Phrase("Annual spread of \(name.en)", "\(name.ko)의 연간 분포"),
        Phrase(
          "lognormal 10%, normal 12%, normal 2pp, triangular -20% 0% 30% (low, most likely, high), or fixed.",
          "lognormal 10%, normal 12%, normal 2pp, triangular -20% 0% 30%(하한 최빈 상한), fixed 중 하나.")
      )
    case .scenarioCorrelation(let a, let b):
      let (x, y) = (Names.of(driver: a), Names.of(driver: b))
      return (
        Phrase("Correlation: \(x.en), \(y.en)", "상관계수: \(x.ko), \(y.ko)"),
        Phrase("A number between -1 and 1, such as 0.4.", "-1과 1 사이의 수. 예: 0.4")
      )
    case .scenarioPrice:
      return (
        Phrase("Price to solve for, USD", "역산할 주가(달러)"),
        Phrase("Each assumption is solved for it. Empty: the newest price.", "이 주가에 맞춰 가정을 하나씩 역산합니다. 비우면 최근 주가.")
      )
    case .scenarioName:
      return (
        Phrase("Save the scenario as", "시나리오 저장 이름"),
        Phrase("Letters, digits, blanks, - _ and . The file is NAME.yaml.", "글자, 숫자, 공백, - _ . 파일은 이름.yaml입니다.")
      )
    default: return nil
    }
  }

  static func answer(_ prompt: Prompt, _ state: inout AppState, _ content: ValueContent) -> Effect? {
    guard let result = content.result, words(prompt.question, content.context) != nil else { return nil }
    var prompt = prompt
    if case .scenarioName = prompt.question, prompt.text.isDocumentName {
      return .saveScenario(id: prompt.text, from: result.scenario.id, replacing: prompt.mayReplace)
    }
    prompt.fault = fault(prompt, &state, content, result)
    state.overlay = prompt.fault == nil ? nil : .prompt(prompt)
    return nil
  }

  /// Takes what was typed, or says why it cannot.
  private static func fault(
    _ prompt: Prompt, _ state: inout AppState, _ content: ValueContent, _ result: ScenarioResult
  ) -> Phrase? {
    switch prompt.question {
    case .scenarioValue(let key):
      var changes = result.changes
      do throws(Problem) {
        try changes.set(key.name, to: prompt.text, in: result.original)
      } catch { return error.reason }
      ValueKeys.set(key, changes.values[key] ?? 0, &state, content)
    case .scenarioSpread(let driver):
      guard let spread = Spread(prompt.text) else { return Spread.fault(prompt.text) }
      let own = result.original.entry(driver)?.spread
      ValueKeys.change(&state, content) { $0.spreads[driver] = spread == own ? nil : spread }
    case .scenarioCorrelation(let a, let b):
      guard let value = number(prompt.text), abs(value) < 1 else {
        return Phrase("not a number between -1 and 1", "-1과 1 사이의 수가 아님")
      }
      let pair = ScenarioChanges.Pair(a, b)
      ValueKeys.change(&state, content) { $0.correlations[pair] = value == result.original.correlation(pair) ? nil : value }
    case .scenarioPrice:
      let price = number(prompt.text)
      guard prompt.text.allSatisfy({ $0 == " " }) || price.map((0.01...10_000_000).contains) == true else {
        return Phrase("not a price in USD; write 500", "달러 주가가 아님; 500처럼 쓸 것")
      }
      state.value.wantedPrice = price
    case .scenarioName:
      return Phrase(
        "letters, digits, blanks inside, - _ and . only, not beginning with . or -, 80 bytes at most",
        "글자, 숫자, 중간 공백, - _ . 만 가능하며 . 이나 -로 시작할 수 없음 (최대 80바이트)")
    default: break
    }
    return nil
  }

  /// A decimal number, also below 0.
  static func number(_ text: String) -> Double? {
    var rest = text.replacingMinus.filter { $0 != " " }
    let isNegative = rest.first == "-"
    if isNegative || rest.first == "+" { rest.removeFirst() }
    return DecimalText.number(rest[...]).map { isNegative ? -$0 : $0 }
  }
}
