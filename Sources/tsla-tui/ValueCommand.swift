import ArgumentParser
import Dashboard
import Documents
import Finance
import Format
import Model
import Reports

/// What the company is worth by scenarios.
struct ValueCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "value", abstract: "What the company is worth by scenarios, what they assume, and what a price holds.",
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
        +10%, -5%         per cent on what stands there
        +100, -100        added to it
        +2pp              points, for numbers in per cent
        =-500             a value below zero, so: --set other_income==-500
      and --set key.spread='lognormal 12%' sets how uncertain a driver is.

      Drivers, for a year:
      \(drivers)
      Scenarios that state profits have profit.cars and the like, multiple, shares and rate.
      """
  }()
}

/// The price or market value that is solved for.
enum WantedValue {
  case priceToday
  case price(WrittenAmount)
  case value(WrittenAmount)
}

/// Reads what is solved for, `price=500`.
@Sendable func wantedValue(_ text: String) throws -> WantedValue {
  if text == "price=today" { return .priceToday }
  if text.hasPrefix("price="), let amount = WrittenAmount(String(text.dropFirst(6))),
    amount.value(inPowerOfTen: 0) > 0
  {
    return .price(amount)
  }
  if text.hasPrefix("value="), let amount = WrittenAmount(String(text.dropFirst(6))), amount.isScaled,
    amount.value(inPowerOfTen: 0) > 0
  {
    return .value(amount)
  }
  throw ValidationError(
    Locale.language.words(
      "'\(text.printable)' is not what can be solved for; write price=today, price=500 or value=3.3T",
      "'\(text.printable)'은(는) 쓸 수 없습니다. 예: price=today, price=500, value=3.3T"))
}

/// Prints scenarios: one with everything about it, several side by side.
struct ValueShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print scenarios; 'show' itself may be left out.", discussion: ValueHelp.discussion)

  @OptionGroup var options: ValueOptions

  @Option(help: ArgumentHelp("Find what a number must be for --for.", valueName: "key"), completion: .scenarioKeys)
  var solve: String?

  @Option(
    name: .customLong("for"), help: ArgumentHelp("price=today, price=500, value=3.3T: what --solve is for.", valueName: "wanted"),
    transform: wantedValue)
  var wanted: WantedValue?

  func validate() throws {
    if (solve == nil) != (wanted == nil) {
      throw ValidationError(
        Locale.language.words(
          "--solve and --for go together: --solve multiple --for price=today",
          "--solve와 --for는 함께 씁니다: --solve multiple --for price=today"))
    }
    if let solve, options.names.isEmpty {
      throw ValidationError(
        Locale.language.words(
          "--solve \(solve.printable): which scenario? Give it with --scenario.",
          "--solve \(solve.printable): --scenario로 시나리오를 지정하세요."))
    }
  }

  func run() throws {
    let view = try options.load()
    let question = try question(view)
    let report = ValueReport(view: view, question: question)
    switch options.format {
    case .table: writeOut(view.cases.count == 1 && !options.names.isEmpty ? report.table : report.comparison)
    case .csv: writeOut(report.csv)
    case .json: writeOut(report.json.document)
    }
  }

  private func question(_ view: ValueView) throws -> ValueQuestion? {
    guard let solve, let wanted else { return nil }
    for one in view.cases where ScenarioKey(solve).flatMap({ one.scenario.entry($0) })?.key.isAssumption != true {
      let known = one.assumptions.map(\.key.name.printable).joined(separator: ", ")
      throw ValidationError(
        view.words(
          "'\(solve.printable)' is no assumption of scenario \(one.scenario.id.printable). There are: \(known).",
          "'\(solve.printable)'은(는) 시나리오 \(one.scenario.id.printable)의 가정이 아닙니다. 가정: \(known)."))
    }
    guard let key = ScenarioKey(solve) else { return nil }
    switch wanted {
    case .priceToday: break
    case .price(let amount), .value(let amount):
      let isDollars = amount.currency == nil || amount.currency == "USD"
      if !isDollars, amount.currency != "KRW" || key == .rate {
        throw ValidationError(
          view.words(
            "--for: give the amount in USD\(key == .rate ? "" : " or KRW")", "--for: 금액은 USD\(key == .rate ? "" : "나 KRW")로 쓰세요.")
        )
      }
    }
    return ValueQuestion(key: key, wanted: wanted)
  }
}

/// What a number must be for a price or a market value.
struct ValueQuestion {
  var key: ScenarioKey
  var wanted: WantedValue

  /// The price that answers it of a scenario, USD; nil where a market value is wanted and only the shares may move, and where no price,
  /// rate or shares are known.
  func price(_ one: ScenarioCase, _ view: ValueView) -> Double? {
    func dollars(_ amount: WrittenAmount, inPowerOfTen power: Int) -> Double? {
      guard amount.currency == "KRW" else { return amount.value(inPowerOfTen: power) }
      return one.value.rate.value.map { amount.value(inPowerOfTen: power) / $0 }
    }
    switch wanted {
    case .priceToday: return Valuation.quote(view.snapshot).value
    case .price(let amount): return dollars(amount, inPowerOfTen: 0)
    case .value(let amount):
      guard moves(one), let shares = one.value.shares.value, shares > 0 else { return nil }
      return dollars(amount, inPowerOfTen: 6).map { $0 / shares }
    }
  }

  /// Whether the assumption moves a market value: shares do not that the value is a product of, those of the record's earnings do.
  private func moves(_ one: ScenarioCase) -> Bool { key != .driver(.shares) || one.scenario.id == Scenarios.record }

  /// Its answer.
  func solution(_ one: ScenarioCase, _ view: ValueView) -> ScenarioSolution? {
    if case .value = wanted, !moves(one) { return .noEffect }
    return price(one, view).flatMap { ScenarioSolution(key, forPrice: $0, in: one.scenario) }
  }
}
