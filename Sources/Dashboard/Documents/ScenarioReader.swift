import Finance
import Format
import Model

/// Makes a scenario from what a file says.
struct ScenarioReader {
  private let text: ScenarioText
  private let lines: DocumentReader<ScenarioText>
  private(set) var problems: Problems
  private let id: String
  /// The scenarios that it may begin with.
  private let facts: [Scenario]
  /// The exchange rates by currency, in units per USD.
  private var rates: [String: (value: Double, line: Int)] = [:]
  /// How amounts in other currencies became dollars.
  private var conversions: [ScenarioKey: Phrase] = [:]
  /// The numbers of the file, for the end of this period.
  private var stated: [ScenarioEntry] = []
  private var period = Period.day(Day(civil: 1, 12, 31))
  /// What may stand only once and has been read.
  private var taken: Set<String> = []

  init(_ reader: DocumentReader<ScenarioText>, _ problems: Problems, id: String, facts: [Scenario]) {
    (text, lines, self.problems, self.id, self.facts) = (reader.root, reader, problems, id.composed, facts)
  }

  /// The scenario; what it lacks is among the problems.
  mutating func scenario() -> Scenario {
    var base: Scenario?
    attempt(lines.line(of: "from")) { r throws(Problem) in base = try r.base() }
    let due = text.due ?? text.year ?? base?.due
    if let due { period = .day(due) }
    readRates()
    readProfits()
    readDrivers()
    readStatements()
    var all = Scenario(
      id: id, name: Self.words(text.name, text.nameKo, else: Phrase(id)),
      who: Self.words(text.who, text.whoKo, else: Scenario.you), due: due,
      knownAt: max(text.made ?? .distantPast, base?.knownAt ?? .distantPast), isUser: true)
    all.entries = merged(into: base)
    all.correlations = base?.correlations ?? []
    readSpreads(&all)
    readCorrelations(&all)
    readReasons(&all)
    checkWhole(all)
    return all
  }

  /// Does something for a line; what it throws is what is wrong with the line.
  private mutating func attempt(_ line: Int, _ body: (inout Self) throws(Problem) -> Void) {
    do throws(Problem) { try body(&self) } catch { problems.add(line, error.reason) }
  }

  private mutating func each(
    _ lines: [DocumentLine], _ body: (inout Self, DocumentLine) throws(Problem) -> Void
  ) {
    for line in lines { attempt(line.number) { r throws(Problem) in try body(&r, line) } }
  }

  /// Refuses what has been read before.
  private mutating func once(_ section: String, _ name: String) throws(Problem) {
    guard taken.insert("\(section) \(name)").inserted else { throw Problem(.twice(name)) }
  }

  // MARK: the head

  /// The scenario of the facts that it begins with.
  private func base() throws(Problem) -> Scenario? {
    guard let name = text.from else { return nil }
    if let found = facts.first(where: { $0.id == name }) { return found }
    throw Problem(.notOne(name, of: Phrase("a scenario of the facts", "내장 시나리오가"), among: facts.map(\.id)))
  }

  private static func words(_ en: String?, _ ko: String?, else standard: Phrase) -> Phrase {
    en == nil && ko == nil ? standard : Phrase(en ?? ko ?? "", ko ?? en ?? "")
  }

  /// The numbers of the base, each in its place, replaced by the file's own where it has one: as uncertain as in the base.
  private func merged(into base: Scenario?) -> [ScenarioEntry] {
    let kept = (base?.entries ?? []).filter(\.key.isAssumption)
    let places = kept.map { old in
      var entry = stated.first { $0.key == old.key } ?? old
      entry.figure.period = period
      entry.spread = old.spread
      return entry
    }
    return places + stated.filter { new in !kept.contains { $0.key == new.key } }
  }

  // MARK: numbers

  private mutating func state(_ key: ScenarioKey, _ value: Double, _ unit: Unit) throws(Problem) {
    try once("number", key.name)
    guard value.isFinite, key.domain.contains(value) else { throw Problem(key.domainFault(unit)) }
    let reason = conversions[key] ?? Scenario.reason(id)
    stated.append(ScenarioEntry(key, Figure(value, unit, period, key.basis, .assumed(reason: reason))))
  }

  private mutating func readRates() {
    each(text.rates) { r, line throws(Problem) in
      let code = line.key.uppercased()
      guard code.utf8.count == 3, code.utf8.allSatisfy({ (65...90).contains($0) }), code != "USD" else {
        throw Problem(.not(line.key, Phrase("a currency", "통화가"), write: Phrase("KRW: 1300")))
      }
      guard let rate = WrittenAmount(line.value)?.value(in: .krwPerUSD), rate > 0, rate <= 1e9 else {
        throw Problem(
          "'\(line.value)' is not a rate; write the \(code) for one USD, such as 1300",
          "'\(line.value)'은(는) 환율이 아님; 1달러당 \(code)를 쓸 것. 예: 1300")
      }
      try r.once("rate", code)
      r.rates[code] = (rate, line.number)
    }
  }

  private mutating func readProfits() {
    var used: Set = ["KRW"]
    each(text.profits) { r, line throws(Problem) in
      guard line.key.isDocumentName else {
        throw Problem(
          "'\(line.key)' cannot be the name of a segment: use letters, digits, blanks, - _ and .",
          "'\(line.key)'은(는) 부문 이름으로 쓸 수 없음: 글자, 숫자, 빈칸, - _ .")
      }
      let key = ScenarioKey.profit(line.key)
      guard let written = WrittenAmount(line.value), written.isScaled, let code = written.currency else {
        let examples = Phrase("25 trillion KRW, 9.2 billion USD or 3,000억 원", "25조 원, 3,000억 원, 9.2 billion USD")
        throw Problem(.not(line.value, Phrase("an amount", "금액이"), write: examples))
      }
      used.insert(code)
      if let amount = written.amount { return try r.state(key, amount.value, amount.unit) }
      guard let rate = r.rates[code] else {
        throw Problem(
          "there is no rate for \(code); add it below rates, such as   \(code): 0.92",
          "\(code) 환율이 없음; rates 아래에   \(code): 0.92처럼 넣을 것")
      }
      r.conversions[key] = Phrase("\(line.value) ÷ \(DecimalText.text(rate.value)) \(code)/USD")
      try r.state(key, written.value(inPowerOfTen: 6) / rate.value, .millionUSD)
    }
    // An amount that was not understood may be in one of these currencies.
    guard problems.isEmpty else { return }
    for (code, rate) in rates where !used.contains(code) {
      problems.add(rate.line, "no amount is in \(code); remove the line", "\(code)로 된 금액이 없음; 줄을 지울 것")
    }
  }

  private mutating func readDrivers() {
    each(text.drivers) { r, line throws(Problem) in
      guard let driver = ScenarioDriver(name: line.key) else {
        throw Problem(.notOne(line.key, of: Phrase("a driver", "항목이"), among: ScenarioDriver.allCases.map(\.name)))
      }
      let digits = driver.unit == .percent && line.value.last == "%" ? String(line.value.dropLast()) : line.value
      guard let value = WrittenAmount(digits)?.value(in: driver.unit) else {
        let what = Phrase("a number for \(driver.name)", "\(driver.name)의 수가")
        throw Problem(.not(line.value, what, write: Phrase(driver.unit.example)))
      }
      try r.state(.driver(driver), value, driver.unit)
    }
    if let (rate, line) = rates["KRW"] { attempt(line) { r throws(Problem) in try r.state(.rate, rate, .krwPerUSD) } }
  }

  /// What it states directly rather than by what follows from it: market value, price, times the value of the day.
  private mutating func readStatements() {
    let price = text.price.map { Amount(value: $0, unit: .usdPerShare) }
    let times = text.times.map { Amount(value: $0, unit: .times) }
    for (name, key, amount) in [
      ("value", text.value?.unit == .trillionKRW ? ScenarioKey.marketValueKRW : .marketValue, text.value),
      ("value_krw", .marketValueKRW, text.valueKRW), ("price", .price, price), ("times", .times, times),
    ] {
      guard let amount else { continue }
      attempt(lines.line(of: name)) { r throws(Problem) in try r.state(key, amount.value, amount.unit) }
    }
  }

  // MARK: what is said about the numbers

  private mutating func readSpreads(_ scenario: inout Scenario) {
    each(text.spreads) { r, line throws(Problem) in
      let i = try Self.place(line.key, among: scenario.entries.filter(\.key.isAssumption), in: scenario)
      try r.once("spread", scenario.entries[i].key.name)
      guard let spread = Spread(line.value) else { throw Problem(Spread.fault(line.value)) }
      scenario.entries[i].spread = spread
    }
  }

  /// The place of the number with a name, which must be one of `some`.
  private static func place(_ name: String, among some: [ScenarioEntry], in scenario: Scenario) throws(Problem) -> Int {
    if let key = ScenarioKey(name), some.contains(where: { $0.key == key }),
      let place = scenario.entries.firstIndex(where: { $0.key == key })
    {
      return place
    }
    let known = some.map(\.key.name).joined(separator: ", ")
    throw Problem(
      "'\(name)' is no number of this scenario; there are \(known)", "'\(name)'은(는) 이 시나리오에 없음; 가능: \(known)")
  }

  /// `asp unit_cost` as two drivers.
  private static func pair(_ key: String) -> ScenarioChanges.Pair? {
    let names = key.split(separator: " ").map { ScenarioDriver(name: String($0)) }
    guard names.count == 2, let a = names[0], let b = names[1], a != b else { return nil }
    return ScenarioChanges.Pair(a, b)
  }

  private static func place(_ pair: ScenarioChanges.Pair, in scenario: Scenario) -> Int? {
    scenario.correlations.firstIndex { ScenarioChanges.Pair($0.a, $0.b) == pair }
  }

  private mutating func readCorrelations(_ scenario: inout Scenario) {
    each(text.correlations) { r, line throws(Problem) in
      guard let pair = Self.pair(line.key), scenario.entry(pair.a) != nil, scenario.entry(pair.b) != nil else {
        throw Problem(
          .not(line.key, Phrase("two drivers of this scenario", "이 시나리오의 두 항목이"), write: Phrase("asp unit_cost: 0.7")))
      }
      try r.once("correlation", "\(pair.a.name) \(pair.b.name)")
      guard let value = WrittenAmount(line.value)?.value(in: .ratio), abs(value) < 1 else {
        throw Problem("'\(line.value)' is not between -1 and 1", "'\(line.value)'은(는) -1과 1 사이의 수가 아님")
      }
      let place = Self.place(pair, in: scenario)
      if let place { scenario.correlations.remove(at: place) }
      scenario.correlations.insert(
        DriverCorrelation(pair.a, pair.b, value, reason: Scenario.reason(r.id)), at: place ?? scenario.correlations.count)
    }
  }

  private mutating func readReasons(_ scenario: inout Scenario) {
    let en = reasons(text.reasons, "reason", scenario)
    let ko = reasons(text.reasonsKo, "reason_ko", scenario)
    for name in Set(en.keys).union(ko.keys) {
      let reason = Self.words(en[name], ko[name], else: Phrase(""))
      if let pair = Self.pair(name) {
        if let i = Self.place(pair, in: scenario) { scenario.correlations[i].reason = reason }
      } else if let i = scenario.entries.firstIndex(where: { $0.key.name == name }) {
        let conversion = conversions[scenario.entries[i].key]
        scenario.entries[i].figure.provenance = .assumed(
          reason: conversion.map { Phrase("\($0.en): \(reason.en)", "\($0.ko): \(reason.ko)") } ?? reason)
      }
    }
  }

  /// The reasons of a section by the number or pair of drivers that they are about.
  private mutating func reasons(_ lines: [DocumentLine], _ section: String, _ scenario: Scenario) -> [String: String] {
    var all: [String: String] = [:]
    each(lines) { r, line throws(Problem) in
      let pair = Self.pair(line.key)
      let name = pair.map { "\($0.a.name) \($0.b.name)" } ?? line.key
      if line.value.isEmpty { throw Problem(.empty(line.key, "the cheap model sells")) }
      try r.once(section, name)
      if let pair {
        guard Self.place(pair, in: scenario) != nil else {
          throw Problem("'\(line.key)' has no correlation here", "'\(line.key)'의 상관관계가 없음")
        }
      } else {
        _ = try Self.place(line.key, among: scenario.entries, in: scenario)
      }
      all[name] = line.value
    }
    return all
  }

  // MARK: the whole

  /// Drivers that only earn something together.
  private static let groups: [[ScenarioDriver]] = [
    [.units, .price, .unitCost], [.storage, .storageProfit], [.fsdSubscriptions, .fsdPrice, .fsdMargin],
  ]

  private mutating func checkWhole(_ scenario: Scenario) {
    let (year, due) = (lines.line(of: "year"), lines.line(of: "due"))
    if year > 0, due > 0 { problems.add(max(year, due), "year and due say the same; remove one", "year와 due 중 하나만 쓸 것") }
    if scenario.due == nil, year == 0, due == 0 { problems.add(0, DocumentReader<ScenarioText>.missing("year")) }
    // Where lines were not understood, something may only seem to be missing.
    guard problems.isEmpty else { return }
    let line = [lines.line(of: "drivers"), lines.line(of: "profits")].first { $0 > 0 } ?? 0
    if scenario.isDriven, !scenario.profits.isEmpty {
      problems.add(
        line, "profits and drivers are two kinds of scenario: beside profits only shares and multiple may stand",
        "profits와 drivers는 함께 쓸 수 없음: profits에는 shares와 multiple만 더할 수 있음")
    }
    if scenario.isDriven {
      func require(_ driver: ScenarioDriver, _ why: Phrase) {
        guard scenario.entry(driver) == nil else { return }
        problems.add(
          line, "\(driver.name) is missing: \(why.en); add it below drivers, or begin with   from: base",
          "\(driver.name)이(가) 없음: \(why.ko); drivers 아래에 넣거나   from: base로 시작할 것")
      }
      for group in Self.groups {
        guard let given = group.first(where: { scenario.entry($0) != nil }) else { continue }
        let names = group.map(\.name).joined(separator: ", ")
        for driver in group where driver != given {
          require(driver, Phrase("\(names) belong together", "\(names)은(는) 함께 필요"))
        }
      }
      require(.opex, Phrase("without it nothing is spent", "없으면 비용이 0이 됨"))
      require(.taxRate, Phrase("without it no tax is paid", "없으면 세금이 0이 됨"))
    }
    let isStated = [ScenarioKey.marketValue, .marketValueKRW, .price].contains { scenario.entry($0) != nil }
    let earns = scenario.isDriven || !scenario.profits.isEmpty
    if !isStated, !earns || scenario.entry(.multiple) == nil {
      problems.add(
        earns ? line : 0,
        earns
          ? "multiple is missing: without it nothing says what the profit is worth; add multiple: 50 below drivers"
          : "nothing says what the company is worth; add profits or drivers with a multiple, value or price",
        earns
          ? "multiple이 없음: 이익의 가치를 알 수 없음; drivers 아래에 multiple: 50을 넣을 것"
          : "회사 가치를 알 수 없음; profits나 drivers와 multiple, 또는 value나 price를 넣을 것")
    }
  }
}
