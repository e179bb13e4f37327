import Documents
import Finance
import Format
import Model

/// What is typed on the Value panel: numbers in the unit of their entry, spreads, correlations, prices and names.
enum ValuePrompt {
  /// Title and hint of a question; nil where it is no question of this panel.
  static func words(_ question: Prompt.Question, _ scene: Scene) -> (title: Phrase, hint: Phrase)? {
    switch question {
    case .scenarioValue(let key):
      let unit = ValueContent.of(scene).scenario?[key]?.unit.rawValue ?? ""
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
        Phrase("Spread of \(name.en), a year", "\(name.ko)의 연간 분포"),
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
        Phrase("Which price to solve for, USD", "역산할 주가(달러)"),
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
    guard let scenario = content.scenario else { return nil }
    var fault: Phrase?
    switch prompt.question {
    case .scenarioValue(let key): fault = take(prompt.text, key, &state, content)
    case .scenarioSpread(let driver):
      guard let spread = Spread(prompt.text) else {
        fault = Spread.fault(prompt.text)
        break
      }
      var changes = state.value.changes(of: scenario.id)
      changes.spreads[driver] = spread == content.original?.entry(driver)?.spread ? nil : spread
      state.value.change(scenario.id, to: changes)
    case .scenarioCorrelation(let a, let b):
      guard let value = number(prompt.text), abs(value) < 1 else {
        fault = Phrase("not a number between -1 and 1", "-1과 1 사이의 수가 아님")
        break
      }
      let pair = ScenarioChanges.Pair(a, b)
      var changes = state.value.changes(of: scenario.id)
      let own = content.original?.correlations.first { ScenarioChanges.Pair($0.a, $0.b) == pair }?.value
      changes.correlations[pair] = value == own ? nil : value
      state.value.change(scenario.id, to: changes)
    case .scenarioPrice:
      if prompt.text.allSatisfy({ $0 == " " }) {
        state.value.wantedPrice = nil
      } else if let price = number(prompt.text), (0.01...10_000_000).contains(price) {
        state.value.wantedPrice = price
      } else {
        fault = Phrase("not a price in USD; write 500", "달러 주가가 아님; 500처럼 쓸 것")
      }
    case .scenarioName:
      guard prompt.text.isDocumentName else {
        fault = Phrase(
          "letters, digits, blanks inside, - _ and . only, not beginning with . or -, 80 bytes at most",
          "글자, 숫자, 중간 공백, - _ . 만 가능하며 . 이나 -로 시작할 수 없음 (최대 80바이트)")
        break
      }
      return .saveScenario(id: prompt.text, from: scenario.id, replacing: prompt.mayReplace)
    default: return nil
    }
    guard let fault else {
      state.overlay = nil
      return nil
    }
    var refused = prompt
    refused.fault = fault
    state.overlay = .prompt(refused)
    return nil
  }

  /// Takes a number or a change of what stands there, as the command line does.
  private static func take(_ text: String, _ key: ScenarioKey, _ state: inout AppState, _ content: ValueContent) -> Phrase? {
    guard let original = content.original else { return nil }
    var changes = state.value.changes(of: original.id)
    do throws(Problem) {
      try changes.set(key.name, to: text, in: original)
    } catch { return error.reason }
    ValueKeys.set(key, changes.values[key] ?? 0, &state, content)
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
