import Documents
import Finance
import Model
import Testing

/// Scenarios as files that people may edit.
@Suite struct ScenarioFileTests {
  private let facts = Snapshot(of: Record.book, asOf: Record.now).scenarios

  private func faults(_ text: String, id: String = "mine") -> [Problem] {
    do {
      let read = try Scenario.read(text, name: id, among: facts)
      Issue.record("read as \(read.entries.map { "\($0.key.name) \($0.figure.value)" })")
      return []
    } catch {
      return error.all
    }
  }

  /// All that a scenario says, in a form that can be compared.
  private func said(_ scenario: Scenario) -> [String] {
    let head = ["\(scenario.id) \(scenario.name) \(scenario.who) \(scenario.due?.iso ?? "-") \(scenario.knownAt.seconds)"]
    let entries = scenario.entries.map { "\($0.key.name) \($0.figure.value) \($0.figure.unit.rawValue) \($0.spread)" }
    let pairs = scenario.correlations.map { "\($0.a.name) \($0.b.name) \($0.value) \($0.reason)" }
    return head + entries.sorted() + pairs
  }

  // MARK: amounts

  @Test(
    arguments: [
      ("25 trillion KRW", 25e12, "KRW"), ("25조 원", 25e12, "KRW"), ("25조원", 25e12, "KRW"), ("3,000억 원", 3e11, "KRW"),
      ("3조 5,000억 원", 3.5e12, "KRW"), ("250만", 2.5e6, nil), ("9.2 billion USD", 9.2e9, "USD"), ("$3.3T", 3.3e12, "USD"),
      ("US$3.3tn", 3.3e12, "USD"), ("1.1B EUR", 1.1e9, "EUR"), ("1.1 billion eur", 1.1e9, "EUR"), ("2.5 million", 2.5e6, nil),
      ("2.5M", 2.5e6, nil), ("3,000,000", 3e6, nil), ("-500", -500, nil), ("\u{2212}500", -500, nil), ("+5", 5, nil),
      ("500 USD", 500, "USD"), ("₩1,300", 1300, "KRW"), ("12 thousand dollars", 12_000, "USD"), (" 7 ", 7, nil), (".5", 0.5, nil),
    ] as [(String, Double, String?)]) func amountsAreReadAsPeopleWriteThem(text: String, value: Double, currency: String?) throws
  {
    let amount = try #require(WrittenAmount(text), "\(text)")
    #expect(amount.value(inPowerOfTen: 0) == value && amount.currency == currency)
  }

  @Test(
    arguments: [
      "", " ", "KRW", "million", "1,00", "1.2.3", "1e5", "0x10", "inf", "nan", "5 5", "5 million 3", "3억 5조", "3조 5", "5 USD EUR",
      "$5 KRW", "5 trillions KRW", "5 TUSD", "--5", "5-", "٣", "5 US", "5억만",
    ]) func whatIsNoAmountIsNone(text: String)
  {
    #expect(WrittenAmount(text) == nil, "\(text)")
  }

  @Test func amountsAreRoundedOnce() throws {
    #expect(WrittenAmount("3,000억 원")?.value(in: .trillionKRW) == 0.3)
    #expect(WrittenAmount("0.1 billion USD")?.value(in: .millionUSD) == 100)
    #expect(WrittenAmount("9.2 billion USD")?.amount?.unit == .billionUSD)
    #expect(WrittenAmount("9.2 billion USD")?.amount?.value == 9.2)
    #expect(WrittenAmount("3.6 billion")?.value(in: .millionShares) == 3600)
    #expect(WrittenAmount("3600")?.value(in: .millionShares) == 3600)
    #expect(WrittenAmount("300")?.value(in: .millionUSD) == 300)
    // 300 dollars where millions are meant is no number to guess at.
    #expect(WrittenAmount("300 USD")?.value(in: .millionUSD) == nil)
    #expect(WrittenAmount("180 thousand")?.value(in: .gigawattHours) == nil)
    #expect(WrittenAmount("38,000 KRW")?.value(in: .usd) == nil)
    #expect(
      WrittenAmount("25")?.amount == nil && WrittenAmount("25 KRW")?.amount == nil && WrittenAmount("25T EUR")?.amount == nil)
  }

  // MARK: the file

  @Test func theFileIsWhatThePageSays() throws {
    let text = """
      name: My 2028
      name_ko: 나의 2028
      who: me
      year: 2028
      made: 2026-11-26
      profits:
        cars: 25 trillion KRW
        energy: 9.2 billion USD
        insurance: 1.1 billion EUR
      rates:
        KRW: 1300
        EUR: 0.92
      drivers:
        multiple: 45
        shares: 3600
      spreads:
        multiple: lognormal 20%
      reasons:
        profit.cars: the cheap model sells
        profit.insurance: premiums
      reasons_ko:
        profit.cars: 저가 모델
      value: 3.3 trillion USD
      price: 500 USD
      """
    let read = try Scenario.read(text, name: "mine", among: facts)
    #expect(read.id == "mine" && read.name == Phrase("My 2028", "나의 2028") && read.who == Phrase("me"))
    #expect(read.due == Day(civil: 2028, 12, 31) && read.isUser && !read.isDriven)
    #expect(read.knownAt == Instant(endOf: Day(civil: 2026, 11, 26)))
    #expect(read[.profit("cars")]?.value == 25 && read[.profit("cars")]?.unit == .trillionKRW)
    #expect(read[.profit("energy")]?.value == 9.2 && read[.profit("energy")]?.unit == .billionUSD)
    let euros = try #require(read[.profit("insurance")])
    #expect(euros.value == 1100 / 0.92 && euros.unit == .millionUSD)
    guard case .assumed(let reason) = euros.provenance else { return #expect(Bool(false), "not assumed") }
    #expect(reason.en == "1.1 billion EUR ÷ 0.92 EUR/USD: premiums")
    guard case .assumed(let cars) = read[.profit("cars")]?.provenance else { return #expect(Bool(false), "not assumed") }
    #expect(cars == Phrase("the cheap model sells", "저가 모델"))
    #expect(read[.rate]?.value == 1300 && read[driver: .shares]?.value == 3600)
    #expect(read.entry(.multiple)?.spread == .lognormal(20))
    #expect(read[.marketValue]?.value == 3.3 && read[.price]?.value == 500)
    let s = Snapshot(of: Record.book.with(user: [read]), asOf: Record.now + 10 * 86_400)
    let value = ScenarioValue(try #require(s.scenarios.first { $0.id == "mine" }).completed(s), s)
    let (profit, euro): (Double, Double) = (try #require(value.profit.value), 1100 / 0.92)
    let expected: Double = 25_000_000 / 1300 + 9200 + euro
    #expect(abs(profit - expected) < 1e-6)
    // Not before the day on which it was made has passed.
    #expect(Snapshot(of: Record.book.with(user: [read]), asOf: Record.now).scenarios.allSatisfy { !$0.isUser })
  }

  @Test func aScenarioOfDriversStandsAlone() throws {
    let text = """
      year: 2030
      drivers:
        units: 3 million
        asp: 38,000 USD
        unit_cost: 31000
        storage: 200
        storage_profit: 60
        opex: 20 billion USD
        other_income: -500
        tax_rate: 20%
        shares: 3.6 billion
        multiple: 45
      correlations:
        asp unit_cost: 0.7
      """
    let read = try Scenario.read(text, name: "mine")
    #expect(read.isDriven && read.name == Phrase("mine") && read.knownAt == .distantPast)
    let income = try #require(ScenarioIncome(read)).income
    #expect(income.cars == 21_000 && income.energy == 12_000 && income.operatingIncome == 13_000)
    #expect(income.netIncome == 10_000 && income.marketValue == 450_000 && income.price == 125)
    #expect(read.correlations.count == 1 && read.correlations[0].value == 0.7)
    // It is there at every moment, and adds none to step to.
    let book = Record.book.with(user: [read])
    #expect(book.moments() == Record.book.moments())
    #expect(Snapshot(of: book, asOf: try Instant(parsing: "2020-01-01")).scenarios.map(\.id) == ["mine"])
  }

  @Test func itMayBeginWithAnother() throws {
    let base = try #require(facts.first { $0.id == "base" })
    let read = try Scenario.read(
      "from: base\ndrivers:\n  multiple: 40\nreasons:\n  units: as there\n", name: "mine", among: facts)
    #expect(read[driver: .multiple]?.value == 40 && read.due == base.due && read.knownAt == base.knownAt)
    for driver in ScenarioDriver.allCases {
      if driver != .multiple { #expect(read[driver: driver]?.value == base[driver: driver]?.value) }
      #expect(read.entry(driver)?.spread == base.entry(driver)?.spread)
    }
    #expect(read.entries.map(\.key) == base.entries.map(\.key))
    #expect(read.correlations.count == base.correlations.count && read.isUser)
    // It is not there before the scenario that it begins with.
    let early = try Scenario.read("from: base\nmade: 2020-01-01\nyear: 2028\n", name: "mine", among: facts)
    #expect(early.knownAt == base.knownAt && early.due == Day(civil: 2028, 12, 31))
    #expect(early[driver: .units]?.period == .day(Day(civil: 2028, 12, 31)))
    // What another states of its worth is its own.
    let notes = try Scenario.read("from: notes-2026\nprofits:\n  robots: 3 trillion KRW\n", name: "mine", among: facts)
    #expect(
      notes.profits.count == 5 && notes[.marketValue] == nil && notes[.times] == nil && notes[driver: .multiple]?.value == 70)
  }

  @Test func whatIsWrittenReadsBack() throws {
    let s = Snapshot(of: Record.book, asOf: Record.now)
    for scenario in Scenarios.known(s).map({ $0.completed(s) }) {
      let text = scenario.text
      let read = try Scenario.read(text, name: scenario.id)
      #expect(said(read) == said(scenario), "\(text)")
      // What is read has the order of the file, and is written the same from then on.
      let again = read.text
      #expect(try Scenario.read(again, name: scenario.id).text == again)
    }
  }

  @Test func changedScenariosReadBackToTheLastDigit() throws {
    var random = SplitMix64(seed: 12)
    let s = Snapshot(of: Record.book, asOf: Record.now)
    let all = Scenarios.known(s).map { $0.completed(s) }
    let names = ["mine", "of \"my\" own: # 1", "한글 이름", "'", "C:\\x"]
    for _ in 0..<300 {
      var scenario = try #require(all.randomElement(using: &random))
      var changes = ScenarioChanges()
      for entry in scenario.entries where Bool.random(using: &random) {
        let domain = entry.key.domain
        let x = entry.figure.value * Double.random(in: 0...2, using: &random) * (Bool.random(using: &random) ? 1 : 1e-9)
        changes.values[entry.key] = min(domain.upperBound, max(domain.lowerBound, x))
        if case .driver(let driver) = entry.key {
          changes.spreads[driver] = .lognormal(Double.random(in: 0...500, using: &random))
          changes.correlations[.init(driver, driver == .units ? .price : .units)] = Double.random(
            in: -0.99...0.99, using: &random)
        }
      }
      changes.correlations = changes.correlations.filter { scenario.entry($0.key.a) != nil && scenario.entry($0.key.b) != nil }
      scenario = scenario.changed(by: changes)
      scenario.name = Phrase(names.randomElement(using: &random) ?? "", "이름")
      scenario.knownAt = Record.now
      let text = scenario.text
      let read = try Scenario.read(text, name: scenario.id)
      #expect(said(read) == said(scenario), "\(text)")
    }
  }

  @Test func peopleMayWriteItTheirWay() throws {
    let text =
      "\u{feff}---\r\nvalue_krw: 4290조 원 # a wish\r\nprofits:\r\n    \"cars\": '20조 원'\r\n\r\ndrivers:\r\n  multiple : 50\r\ndue: 2028-06-30"
    let read = try Scenario.read(text, name: "mine")
    #expect(read.due == Day(civil: 2028, 6, 30) && read[.marketValueKRW]?.value == 4290 && read[.profit("cars")]?.value == 20)
    // A value in won is one whichever line says it.
    #expect(try Scenario.read("year: 2028\nvalue: 4290 trillion KRW\n", name: "mine")[.marketValueKRW]?.value == 4290)
  }

  private static let good = """
    year: 2028
    made: 2026-11-26
    drivers:
      units: 3 million
      asp: 38000
      unit_cost: 31000
      opex: 20000
      tax_rate: 20
      multiple: 45
    spreads:
      units: lognormal 10%
    correlations:
      asp unit_cost: 0.7
    reasons:
      units: they sell

    """

  @Test(
    arguments: [
      ("year: 2028", "year: 28", 1, "not a year"), ("year: 2028", "year:", 1, "year is empty"),
      ("year: 2028\n", "", 0, "year is missing"), ("year: 2028", "year: 2028\ndue: 2028-06-30", 2, "remove one"),
      ("year: 2028", "due: 2028-13-01", 1, "not a date"), ("made: 2026-11-26", "made: soon", 2, "no date"),
      ("made: 2026-11-26", "from: nobody", 2, "not a scenario of the facts"), ("made: 2026-11-26", "from: mine", 2, "there are"),
      ("  units: 3 million", "  cars: 3 million", 4, "'cars' is not a driver"),
      ("  units: 3 million", "  units: many", 4, "not a number for units"),
      ("  units: 3 million", "  units: 3 million USD", 4, "not a number for units"),
      ("  units: 3 million", "  units: -3", 4, "must be from 0 to 10,000,000,000 vehicles"),
      ("  units: 3 million", "  asp: 3", 5, "asp stands twice"), ("  opex: 20000\n", "", 3, "opex is missing"),
      ("  unit_cost: 31000\n", "", 12, "is not two drivers"), ("  tax_rate: 20\n", "", 3, "tax_rate is missing"),
      ("  tax_rate: 20", "  tax_rate: 120%", 8, "must be from 0 to 100 %"),
      ("  opex: 20000", "  opex: 20000 USD", 7, "write 300, 300 million USD"), ("  multiple: 45\n", "", 3, "multiple is missing"),
      ("  units: lognormal 10%", "  units: wide", 11, "not a spread"),
      ("  units: lognormal 10%", "  storage: normal 3%", 11, "is no number"),
      ("  asp unit_cost: 0.7", "  asp unit_cost: 1", 13, "between -1 and 1"),
      ("  asp unit_cost: 0.7", "  asp asp: 0.7", 13, "not two drivers"),
      ("  asp unit_cost: 0.7", "  asp services: 0.7", 13, "not two"),
      ("  asp unit_cost: 0.7", "  asp unit_cost: 0.7\n  unit_cost asp: 0.1", 14, "stands twice"),
      ("  units: they sell", "  storage: they sell", 15, "is no number"),
      ("  units: they sell", "  units:", 15, "units is empty"),
      ("  units: they sell", "  units units: x", 15, "is no number"),
      ("  units: they sell", "  asp multiple: x", 15, "no correlation"),
      ("drivers:", "profits:\n  cars: 5 billion USD\ndrivers:", 5, "two kinds"),
      ("drivers:", "rates:\n  EUR: 0.9\ndrivers:", 4, "no amount is in EUR"),
      ("drivers:", "rates:\n  USD: 1\ndrivers:", 4, "not a currency"),
      ("drivers:", "rates:\n  KRW: 0\ndrivers:", 4, "not a rate"),
      ("drivers:", "rates:\n  KRW: 0.5\ndrivers:", 4, "must be from 1"),
      ("drivers:", "price: 5 trillion\ndrivers:", 3, "must be from 0"),
      ("drivers:", "value: 5 USD\ndrivers:", 3, "not an amount"),
      ("drivers:", "value_krw: 5T USD\ndrivers:", 3, "not an amount"),
      ("drivers:", "value: 5T KRW\nvalue_krw: 6T KRW\ndrivers:", 4, "market_value_krw stands twice"),
      ("drivers:", "profit: 5\ndrivers:", 3, "'profit' is not known here"), ("drivers:", "drivers: 5", 3, "drivers has a value"),
      ("  multiple: 45", "\tmultiple: 45", 9, "indented with a tab"),
      ("  multiple: 45", "    multiple: 45", 9, "not indented as"),
      ("  units: they sell", "  units: \u{1b}[31m", 15, "control character"),
      ("year: 2028", "  year: 2028", 1, "indented, but not below"),
      ("year: 2028", "year: 2028\nyear: 2029", 2, "year stands twice"),
    ]) func whatIsWrongIsSaidWithItsLine(part: String, instead: String, line: Int, reason: String)
  {
    let text = Self.good.replacing(part, with: instead, maxReplacements: 1)
    #expect(text != Self.good)
    let found = faults(text)
    #expect(found.contains { $0.line == line && $0.reason.en.contains(reason) }, "\(found)")
    #expect(found.allSatisfy { !$0.reason.ko.isEmpty })
  }

  @Test func amountsSayWhatTheyLack() {
    func profits(_ amount: String) -> String { "year: 2028\nprofits:\n  cars: \(amount)\ndrivers:\n  multiple: 5\n" }
    #expect((try? Scenario.read(profits("5 billion USD"), name: "x")) != nil)
    for amount in ["5", "5 USD", "5 billion", "many"] {
      #expect(faults(profits(amount)).contains { $0.line == 3 && $0.reason.en.contains("is not an amount") }, "\(amount)")
    }
    #expect(faults(profits("5 billion GBP")).contains { $0.line == 3 && $0.reason.en.contains("no rate for GBP") })
    #expect(faults(profits("5 trillion trillion USD")).count == 1)
    #expect(faults("year: 2028\n").contains { $0.line == 0 && $0.reason.en.contains("nothing says what the company is worth") })
    #expect(faults("").contains { $0.reason.en.contains("year is missing") })
  }

  // MARK: what is set

  @Test func settingsAreReadByTheirUnit() throws {
    let good: [(String, Unit, ScenarioSetting)] = [
      ("45", .times, .value(45)), ("=45", .times, .value(45)), ("=-5", .millionUSD, .value(-5)),
      ("+10%", .vehicles, .relative(10)),
      ("-5%", .usd, .relative(-5)), ("+2pp", .percent, .change(2)), ("18%", .percent, .value(18)), ("18", .percent, .value(18)),
      ("=-5%", .percent, .value(-5)), ("3 million", .vehicles, .value(3_000_000)), ("+100", .millionUSD, .change(100)),
      ("30조 원", .trillionKRW, .value(30)), ("+2 trillion KRW", .trillionKRW, .change(2)), (" 7 ", .times, .value(7)),
    ]
    for (text, unit, setting) in good { #expect(try ScenarioSetting(parsing: text, in: unit) == setting, "\(text)") }
    func setting(_ text: String, _ unit: Unit) throws -> ScenarioSetting { try ScenarioSetting(parsing: text, in: unit) }
    let bad: [(String, Unit)] = [
      ("+2%", Unit.percent), ("2pp", .percent), ("=+2pp", .percent), ("+2pp", .vehicles), ("10%", .vehicles), ("", .times),
      ("x", .times),
      ("30 trillion USD", .trillionKRW), ("1e3", .times), ("+", .times), ("=", .times), ("%", .percent),
    ]
    for (text, unit) in bad {
      #expect(throws: Problem.self, "\(text)") { try setting(text, unit) }
    }
    #expect(abs(ScenarioSetting.relative(10).applied(to: 200) - 220) < 1e-12 && ScenarioSetting.change(-5).applied(to: 3) == -2)
  }

  @Test func settingsChangeAScenario() throws {
    let base = try #require(facts.first { $0.id == "base" })
    var changes = ScenarioChanges()
    try changes.set("multiple", to: "45", in: base)
    try changes.set("tax_rate", to: "+2pp", in: base)
    try changes.set("units.spread", to: "normal 12%", in: base)
    // Of two changes of one number the second is made on the first.
    try changes.set("opex", to: "+1000", in: base)
    try changes.set("opex", to: "+1000", in: base)
    #expect(changes.values[.driver(.multiple)] == 45 && changes.values[.driver(.taxRate)] == 22)
    #expect(changes.values[.driver(.opex)] == 25_000 && changes.spreads[.units] == .normal(12))
    func fault(_ key: String, _ text: String) -> String {
      do {
        try changes.set(key, to: text, in: base)
        return ""
      } catch { return error.reason.en }
    }
    #expect(fault("profit.cars", "5").contains("there are units, asp"))
    #expect(fault("unit", "5").contains("'unit' is not in scenario base"))
    #expect(fault("tax_rate", "+90pp").contains("must be from 0 to 100 %"))
    #expect(fault("units.spread", "wide").contains("not a spread"))
    let notes = try #require(facts.first { $0.id == "notes-2026" })
    #expect(throws: Problem.self) { try changes.set("profit.cars.spread", to: "normal 5%", in: notes) }
  }
}
