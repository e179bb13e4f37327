import ArgumentParser
import Canvas
import Documents
import Finance
import Format
import Model
import Reports

/// What the company is worth by scenarios.
struct ValueCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "value", abstract: "What the company is worth by scenario, what each assumes, and what a price implies.",
    usage: """
      tsla-tui value [--scenario id|file ...] [--set key=value ...]
                     [--solve key --for price=500|price=today|value=3.3T]
                     [--currency usd|krw] [--as-of moment] [--format table|json|csv]
                     [--lang en|ko] [--facts folder]
      tsla-tui value simulate [options]
      """,
    discussion: ValueHelp.discussion,
    subcommands: [ValueShow.self, ValueSimulate.self], defaultSubcommand: ValueShow.self)
}

/// What the help of the commands of scenarios says.
enum ValueHelp {
  static let discussion: String = {
    let drivers = TextTable.aligned(
      ScenarioDriver.allCases.map { ["  " + $0.name, $0.unit.rawValue, Names.of(driver: $0).en] })
    return """
      Without --scenario all scenarios known at the moment stand side by side; with one everything about it is printed. A file is a \
      path with a slash, or one that ends in .yaml.

      VALUE in --set key=value:
        45, 3 million     the value, in the key's unit
        +10%, -5%         percent change from the value as it is
        +100, -100        added to it
        +2pp              points, for numbers in percent
        =-500             a value below zero, so: --set other_income==-500
      and --set key.spread='lognormal 12%' sets how uncertain a driver is.

      Drivers, for a year:
      \(drivers)
      Scenarios that state profits have profit.cars and the like, multiple, shares and rate.
      """
  }()
}

/// The price or market value that is solved for; without an amount the price today.
struct WantedValue {
  var isPrice = true
  var amount: WrittenAmount?
}

/// Reads what is solved for, `price=500`.
@Sendable func wantedValue(_ text: String) throws -> WantedValue {
  if text == "price=today" { return WantedValue() }
  let isPrice = text.hasPrefix("price=")
  if isPrice || text.hasPrefix("value="), let amount = WrittenAmount(String(text.dropFirst(6))), isPrice || amount.isScaled,
    amount.value(inPowerOfTen: 0) > 0
  {
    return WantedValue(isPrice: isPrice, amount: amount)
  }
  throw ValidationError(
    "'\(text.sanitized)' is not what can be solved for; write price=today, price=500 or value=3.3T",
    "'\(text.sanitized)'은(는) 쓸 수 없습니다. 예: price=today, price=500, value=3.3T")
}

/// Prints scenarios: one with everything about it, several side by side.
struct ValueShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print scenarios; 'show' itself may be left out.", discussion: ValueHelp.discussion)

  @OptionGroup var options: ScenarioOptions

  @Option(help: ArgumentHelp("Find what a number must be for --for.", valueName: "key"), completion: .scenarioKeys)
  var solve: String?

  @Option(
    name: .customLong("for"), help: ArgumentHelp("price=today, price=500, value=3.3T: what --solve is for.", valueName: "wanted"),
    transform: wantedValue)
  var wanted: WantedValue?

  func validate() throws {
    if (solve == nil) != (wanted == nil) {
      throw ValidationError(
        "--solve and --for go together: --solve multiple --for price=today",
        "--solve와 --for는 함께 씁니다: --solve multiple --for price=today")
    }
    if let solve, options.names.isEmpty {
      throw ValidationError(
        "--solve \(solve.sanitized): which scenario? Give it with --scenario.",
        "--solve \(solve.sanitized): --scenario로 시나리오를 지정하세요.")
    }
  }

  func run() throws {
    let (scenarios, amounts) = try options.load()
    let question = try question(scenarios)
    Report.scenarios(scenarios, question, isWhole: scenarios.count == 1 && !options.names.isEmpty, amounts).print(options.format)
  }

  private func question(_ scenarios: [ScenarioResult]) throws -> ScenarioQuestion? {
    guard let solve, let wanted else { return nil }
    for one in scenarios where ScenarioKey(solve).flatMap({ one.scenario.entry($0) })?.key.isAssumption != true {
      let known = one.assumptions.map(\.key.name.sanitized).joined(separator: ", ")
      throw ValidationError(
        "'\(solve.sanitized)' is not an assumption of scenario \(one.scenario.id.sanitized). There are: \(known).",
        "'\(solve.sanitized)'은(는) 시나리오 \(one.scenario.id.sanitized)의 가정이 아닙니다. 가정: \(known).", options.language)
    }
    guard let key = ScenarioKey(solve) else { return nil }
    guard let amount = wanted.amount else { return ScenarioQuestion(key, for: .priceToday) }
    // For the exchange rate itself only dollars.
    guard amount.currency == nil || amount.currency == "USD" || amount.currency == "KRW" && key != .rate else {
      throw ValidationError(
        "--for: give the amount in USD\(key == .rate ? "" : " or KRW")", "--for: 금액은 USD\(key == .rate ? "" : "나 KRW")로 쓰세요.",
        options.language)
    }
    let currency: Currency = amount.currency == "KRW" ? .krw : .usd
    return ScenarioQuestion(
      key,
      for: wanted.isPrice
        ? .price(amount.value(inPowerOfTen: 0), currency) : .value(amount.value(inPowerOfTen: 6), currency))
  }
}
