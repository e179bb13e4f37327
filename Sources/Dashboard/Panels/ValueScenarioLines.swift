import Canvas
import Finance
import Model

/// The lines of a scenario: what it states, and what follows from that.
enum ValueScenarioLines {
  static func lines(_ value: ScenarioValue, _ scene: Scene) -> [ValueLine] {
    stated(value, scene) + implied(value, scene)
  }

  /// The name of a line as tables show it.
  static func name(_ item: ScenarioItem) -> Phrase {
    switch item {
    case .profitCars: return Phrase("Profit, cars", "이익: 자동차")
    case .profitEnergy: return Phrase("Profit, energy", "이익: 에너지")
    case .profitFSD: return Phrase("Profit, FSD", "이익: FSD")
    case .profitOther: return Phrase("Profit, other", "이익: 기타")
    case .multiple: return Phrase("Multiple (PER)", "배수 (PER)")
    case .marketValue: return Phrase("Market value, USD", "시가총액 (달러)")
    case .marketValueKRW: return Phrase("Market value, KRW", "시가총액 (원)")
    case .price: return Phrase("Price", "주가")
    }
  }

  // MARK: stated

  private static func stated(_ value: ScenarioValue, _ scene: Scene) -> [ValueLine] {
    let (scenario, s) = (value.scenario, scene.snapshot)
    let money = ValueMoney(scene)
    var lines: [ValueLine] = []
    for (item, figure, _) in scenario.items {
      let claim = ValueContent.claim(item, scenario, s)
      let text = [claim?.outcome.map { Phrase("Outcome: \($0.en)", "결과: \($0.ko)") }, claim?.note].compactMap { $0 }
      let second: String
      switch figure.unit {
      case .trillionKRW: second = money.dollars.text(ScenarioValue.inDollars(.known(figure), s))
      case .trillionUSD:
        let amount = Figure(figure.value * 1_000_000, .millionUSD, figure.period, figure.basis, figure.provenance)
        second = money.inWon(.known(amount))
      case .usdPerShare, .usd:
        second = money.inWon(.known(Figure(figure.value, .usd, figure.period, figure.basis, figure.provenance)))
      default: second = ""
      }
      lines.append(
        ValueLine(
          item: Item(name(item), .known(figure), text: text), main: "◇ " + statedText(figure, money), second: second, role: .claim,
          verdict: claim?.verdict, group: lines.isEmpty ? Phrase("Stated", "제시값") : item == .multiple || item == .marketValue ? Phrase("") : nil))
      let isLastProfit = item == .profitOther
      if isLastProfit { lines.append(sum(value, money, s)) }
      if item == .multiple, value.product.figure != nil { lines.append(product(value, money, s)) }
    }
    return lines
  }

  private static func statedText(_ figure: Figure, _ money: ValueMoney) -> String {
    let isWhole = figure.value == figure.value.rounded()
    switch figure.unit {
    case .times: return money.dollars.text(figure, decimals: isWhole ? 0 : nil)
    case .usdPerShare:
      // A price, not a result per share.
      let price = Figure(figure.value, .usd, figure.period, figure.basis, figure.provenance)
      return money.dollars.text(price, decimals: isWhole ? 0 : nil)
    default: return money.dollars.text(figure)
    }
  }

  private static func sum(_ value: ScenarioValue, _ money: ValueMoney, _ s: Snapshot) -> ValueLine {
    ValueLine(
      item: Item(Phrase("Sum of profits", "이익 합계"), value.profit), main: money.dollars.text(value.profit),
      second: money.dollars.text(ScenarioValue.inDollars(value.profit, s)), role: .claim)
  }

  private static func product(_ value: ScenarioValue, _ money: ValueMoney, _ s: Snapshot) -> ValueLine {
    ValueLine(
      item: Item(Phrase("Sum × multiple", "이익 합계 × 배수"), value.product), main: money.dollars.text(value.product),
      second: money.dollars.text(ScenarioValue.inDollars(value.product, s)), role: .claim)
  }

  // MARK: what follows

  private static func implied(_ value: ScenarioValue, _ scene: Scene) -> [ValueLine] {
    let money = ValueMoney(scene)
    var lines: [ValueLine] = []
    func add(_ name: Phrase, _ reading: Reading, _ second: String, contradicts: Bool = false, decimals: Int? = nil) {
      if reading.absence == .notApplicable { return }
      lines.append(
        ValueLine(
          item: Item(name, reading), main: money.dollars.text(reading, decimals: decimals), second: second, role: .text, contradicts: contradicts,
          group: lines.isEmpty ? Phrase("What follows", "내재값") : nil))
    }
    let (multiple, rate) = (multipleText(value, scene, money), rateText(value, scene, money))
    add(Phrase("Implied PER", "내재 PER"), value.impliedMultiple, multiple.text, contradicts: multiple.differs)
    add(Phrase("Implied rate", "내재 환율"), value.impliedRate, rate)
    if value.scenario[.price] == nil {
      add(Phrase("Price at today's shares", "주가 (현재 주식 수)"), value.price, money.inWon(value.price), decimals: 0)
    } else {
      add(Phrase("Value at today's shares", "시총 (현재 주식 수)"), value.marketValue, money.inWon(value.marketValue))
    }
    add(Phrase("Price of sum × multiple", "주가 (합계 × 배수)"), value.priceOfProduct, money.inWon(value.priceOfProduct), decimals: 0)
    let times = value.scenario[.price] == nil ? Phrase("Against today's value", "현재 시총 대비") : Phrase("Against today's price", "현재 주가 대비")
    add(times, value.timesToday, changeText(value.timesToday, scene), decimals: 2)
    if let line = dueLine(value, scene) { lines.append(line) }
    return lines
  }

  /// The stated multiple beside the implied one: the author's own figures may contradict each other.
  private static func multipleText(_ value: ScenarioValue, _ scene: Scene, _ money: ValueMoney) -> (text: String, differs: Bool) {
    guard let stated = value.multiple.figure, let difference = value.multipleDifference.value else { return ("", false) }
    guard abs(difference) >= 0.05 else { return (scene.words("as stated", "제시값과 일치"), false) }
    let signed = Numbers.signed(difference)
    return ("≠ \(statedText(stated, money)) (\(signed))", true)
  }

  private static func rateText(_ value: ScenarioValue, _ scene: Scene, _ money: ValueMoney) -> String {
    guard let difference = value.rateDifference.value, let rate = scene.snapshot.exchangeRate.figure else { return "" }
    let now = money.dollars.parts(rate, decimals: 0).value
    let signed = Numbers.signed(difference, 0)
    return scene.words("now \(now) (\(signed))", "현재 \(now) (\(signed))")
  }

  private static func changeText(_ times: Reading, _ scene: Scene) -> String {
    guard let value = times.value else { return "" }
    let change = (value - 1) * 100
    return scene.format.direction(change) + " " + Numbers.signed(change, 0) + "%"
  }

  private static func dueLine(_ value: ScenarioValue, _ scene: Scene) -> ValueLine? {
    guard let due = value.scenario.due else { return nil }
    let claim = ValueContent.claim(value.scenario, scene.snapshot)
    return ValueLine(
      item: Item(Phrase("Due", "기한"), citation: claim?.citation, text: [claim?.text].compactMap { $0 }),
      main: scene.format.date(due), second: ValueContent.timeLeft(due, scene), role: .text)
  }
}
