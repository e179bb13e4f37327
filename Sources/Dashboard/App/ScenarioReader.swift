import Finance
import Format
import Model
import YAML

/// Takes the parts of a scenario out of a file.
struct ScenarioReader {
  var entries: FileEntries
  let id: String
  /// The scenarios that it may begin with.
  let facts: [Scenario]
  /// Where each number stands in the file.
  private var lines: [ScenarioKey: Int] = [:]
  /// The exchange rates by currency, in units per USD.
  private var rates: [String: (value: Double, line: Int)] = [:]
  /// How amounts in other currencies became dollars.
  private var conversions: [ScenarioKey: Phrase] = [:]

  init(_ entries: FileEntries, id: String, facts: [Scenario]) {
    self.entries = entries
    self.id = id.composed
    self.facts = facts
  }

  private mutating func add(_ line: Int, _ en: String, _ ko: String) { entries.add(line, en, ko) }

  /// The scenario; what it lacks is among the faults.
  mutating func scenario() -> Scenario? {
    let base = base()
    let due = due() ?? base?.due
    let made = made()
    let (name, who) = (words("name", else: Phrase(id)), words("who", else: ScenarioFile.you))
    let period = Period.day(due ?? Day(civil: 1, 12, 31))
    readRates()
    var stated = profits(period) + drivers(period)
    if let rate = rates["KRW"] { stated.append(entry(.rate, rate.value, .krwPerUSD, period, rate.line)) }
    stated += statements(period)
    var all = Scenario(
      id: id, name: name, who: who, due: due, knownAt: max(made ?? .distantPast, base?.knownAt ?? .distantPast), isOwn: true)
    all.entries = merged(stated, into: base, period)
    all.correlations = base?.correlations ?? []
    spreads(&all)
    correlations(&all)
    reasons(&all)
    checkWhole(all, due)
    entries.refuseTheRest(keys: ScenarioFile.keys, sections: ScenarioFile.sections)
    return all
  }

  /// The numbers of the other scenario, each in its place, with the file's own where it has one: as uncertain as there.
  private func merged(_ stated: [ScenarioEntry], into base: Scenario?, _ period: Period) -> [ScenarioEntry] {
    let kept = (base?.entries ?? []).filter(\.key.isAssumption)
    let places = kept.map { old in
      var entry = stated.first { $0.key == old.key } ?? old
      entry.figure.period = period
      entry.spread = old.spread
      return entry
    }
    return places + stated.filter { new in !kept.contains { $0.key == new.key } }
  }

  // MARK: the head

  /// The scenario of the facts that it begins with.
  private mutating func base() -> Scenario? {
    guard let entry = entries.optional("from", example: "base") else { return nil }
    if let found = facts.first(where: { $0.id == entry.value }) { return found }
    let known = facts.map(\.id).joined(separator: ", ")
    add(
      entry.line, "'\(entry.value)' is not a scenario of the facts; there are \(known)",
      "'\(entry.value)'은(는) 내장 시나리오가 아님; 가능: \(known)")
    return nil
  }

  private mutating func words(_ key: String, else standard: Phrase) -> Phrase {
    let en = entries.optional(key, example: "My 2028")?.value
    let ko = entries.optional(key + "_ko", example: "나의 2028")?.value
    guard en != nil || ko != nil else { return standard }
    return Phrase(en ?? ko ?? standard.en, ko ?? en ?? standard.ko)
  }

  /// The end of the year, or the day, that it speaks of.
  private mutating func due() -> Day? {
    let (year, due) = (entries.optional("year", example: "2028"), entries.optional("due", example: "2028-06-30"))
    if let year, let due {
      add(max(year.line, due.line), "year and due say the same; remove one", "year와 due 중 하나만 쓸 것")
    }
    if let due {
      if let day = Day(iso: due.value) { return day }
      add(due.line, "'\(due.value)' is not a date; write 2028-06-30", "'\(due.value)'은(는) 날짜가 아님; 2028-06-30처럼 쓸 것")
    }
    if let year {
      if case .year(let number)? = Period(year.value) { return Day(civil: number, 12, 31) }
      add(year.line, "'\(year.value)' is not a year; write 2028", "'\(year.value)'은(는) 연도가 아님; 2028처럼 쓸 것")
    }
    return nil
  }

  private mutating func made() -> Instant? {
    guard let entry = entries.optional("made", example: "2026-11-26") else { return nil }
    do throws(InstantError) {
      let instant = try Instant(parsing: entry.value)
      // The last hours of the year 9999 are the next year in UTC, which has no date.
      if let back = try? Instant(parsing: instant.iso), back == instant { return instant }
      throw InstantError(text: entry.value, reason: .date)
    } catch {
      entries.add(entry.line, error.message)
    }
    return nil
  }

  // MARK: numbers

  private mutating func entry(
    _ key: ScenarioKey, _ value: Double, _ unit: Unit, _ period: Period, _ line: Int, _ reason: Phrase? = nil
  ) -> ScenarioEntry {
    if lines[key] != nil { add(line, "\(key.name) stands twice; remove one", "\(key.name)이(가) 두 번 있음; 하나를 지울 것") }
    lines[key] = line
    if !(value.isFinite && key.domain.contains(value)) { entries.add(line, key.domainFault(unit)) }
    let reason = reason ?? ScenarioFile.reason(id)
    return ScenarioEntry(key, Figure(value, unit, period, key.basis, .assumed(reason: reason)))
  }

  private mutating func readRates() {
    for line in entries.section("rates", example: "KRW: 1300") {
      let code = line.key.uppercased()
      guard code.utf8.count == 3, code.utf8.allSatisfy({ (65...90).contains($0) }), code != "USD" else {
        add(line.line, "'\(line.key)' is not a currency; write KRW: 1300", "'\(line.key)'은(는) 통화가 아님; KRW: 1300처럼 쓸 것")
        continue
      }
      guard let rate = WrittenAmount(line.value)?.value(in: .krwPerUSD), rate > 0, rate <= 1e9 else {
        add(
          line.line, "'\(line.value)' is not a rate; write the \(code) for one USD, such as 1300",
          "'\(line.value)'은(는) 환율이 아님; 1달러당 \(code)를 쓸 것. 예: 1300")
        continue
      }
      if rates[code] != nil { add(line.line, "\(code) stands twice; remove one", "\(code)이(가) 두 번 있음; 하나를 지울 것") }
      rates[code] = (rate, line.line)
    }
  }

  private mutating func profits(_ period: Period) -> [ScenarioEntry] {
    var (all, used): ([ScenarioEntry], Set<String>) = ([], ["KRW"])
    for line in entries.section("profits", example: "cars: 25 trillion KRW") {
      guard SavedEstimate.isName(line.key) else {
        add(
          line.line, "'\(line.key)' cannot be the name of a segment: use letters, digits, blanks, - _ and .",
          "'\(line.key)'은(는) 부문 이름으로 쓸 수 없음: 글자, 숫자, 빈칸, - _ .")
        continue
      }
      let key = ScenarioKey.profit(line.key)
      guard let written = WrittenAmount(line.value), written.isScaled, let code = written.currency else {
        add(
          line.line, "'\(line.value)' is not an amount; write 25 trillion KRW, 9.2 billion USD or 3,000억 원",
          "'\(line.value)'은(는) 금액이 아님; 25조 원, 3,000억 원, 9.2 billion USD처럼 쓸 것")
        continue
      }
      used.insert(code)
      if let amount = written.amount {
        all.append(entry(key, amount.value, amount.unit, period, line.line))
      } else if let rate = rates[code] {
        let rule = Phrase("\(line.value) ÷ \(DecimalText.text(rate.value)) \(code)/USD")
        conversions[key] = rule
        all.append(entry(key, written.value(inPowerOfTen: 6) / rate.value, .millionUSD, period, line.line, rule))
      } else {
        add(
          line.line, "there is no rate for \(code); add it below rates, such as   \(code): 0.92",
          "\(code) 환율이 없음; rates 아래에   \(code): 0.92처럼 넣을 것")
      }
    }
    for (code, rate) in rates where !used.contains(code) {
      add(rate.line, "no amount is in \(code); remove the line", "\(code)로 된 금액이 없음; 줄을 지울 것")
    }
    return all
  }

  private mutating func drivers(_ period: Period) -> [ScenarioEntry] {
    var all: [ScenarioEntry] = []
    for line in entries.section("drivers", example: "units: 3 million") {
      guard let driver = ScenarioDriver(name: line.key) else {
        let known = ScenarioDriver.allCases.map(\.name).joined(separator: ", ")
        add(line.line, "'\(line.key)' is not a driver; there are \(known)", "'\(line.key)'은(는) 항목이 아님; 항목: \(known)")
        continue
      }
      guard let value = number(line.value, driver.unit) else {
        add(
          line.line, "'\(line.value)' is not a number for \(driver.name); write \(driver.unit.example)",
          "'\(line.value)'은(는) \(driver.name)에 쓸 수 없음; 예: \(driver.unit.example)")
        continue
      }
      all.append(entry(.driver(driver), value, driver.unit, period, line.line))
    }
    return all
  }

  private func number(_ text: String, _ unit: Unit) -> Double? {
    let isShare = unit == .percent && text.last == "%"
    return WrittenAmount(isShare ? String(text.dropLast()) : text)?.value(in: unit)
  }

  /// What it states beside what follows from it: market value, price, times the value of the day.
  private mutating func statements(_ period: Period) -> [ScenarioEntry] {
    var all: [ScenarioEntry] = []
    for (name, example) in [("value", "3.3 trillion USD"), ("value_krw", "4290 trillion KRW")] {
      guard let line = entries.optional(name, example: example) else { continue }
      guard let amount = WrittenAmount(line.value)?.amount, name == "value" || amount.unit == .trillionKRW else {
        add(
          line.line, "'\(line.value)' is not an amount; write \(example)", "'\(line.value)'은(는) 금액이 아님; \(example)처럼 쓸 것")
        continue
      }
      let key = amount.unit == .trillionKRW ? ScenarioKey.marketValueKRW : .marketValue
      all.append(entry(key, amount.value, amount.unit, period, line.line))
    }
    for (name, key, unit, example) in [
      ("price", ScenarioKey.price, Unit.usdPerShare, "500 USD"), ("times", .times, .times, "4"),
    ] {
      guard let line = entries.optional(name, example: example) else { continue }
      guard let value = WrittenAmount(line.value)?.value(in: unit) else {
        add(line.line, "'\(line.value)' is not a \(name); write \(example)", "'\(line.value)'은(는) 쓸 수 없음; \(example)처럼 쓸 것")
        continue
      }
      all.append(entry(key, value, unit, period, line.line))
    }
    return all
  }

  // MARK: what is said about the numbers

  private mutating func spreads(_ scenario: inout Scenario) {
    var seen: Set<ScenarioKey> = []
    for line in entries.section("spreads", example: "units: lognormal 10%") {
      guard let i = index(line, in: scenario, assumptionsOnly: true) else { continue }
      let key = scenario.entries[i].key
      guard seen.insert(key).inserted else {
        add(line.line, "\(key.name) stands twice; remove one", "\(key.name)이(가) 두 번 있음; 하나를 지울 것")
        continue
      }
      guard let spread = Spread(line.value) else {
        entries.add(line.line, Spread.fault(line.value))
        continue
      }
      scenario.entries[i].spread = spread
    }
  }

  /// The place of the entry that a line is about.
  private mutating func index(_ line: PlainYAML.Entry, in scenario: Scenario, assumptionsOnly: Bool) -> Int? {
    let found = ScenarioKey(line.key).flatMap { key in scenario.entries.firstIndex { $0.key == key } }
    if let found, !assumptionsOnly || scenario.entries[found].key.isAssumption { return found }
    let known = scenario.entries.filter { !assumptionsOnly || $0.key.isAssumption }.map(\.key.name).joined(separator: ", ")
    add(
      line.line, "'\(line.key)' is no number of this scenario; there are \(known)",
      "'\(line.key)'은(는) 이 시나리오에 없음; 가능: \(known)")
    return nil
  }

  /// `asp unit_cost` as two drivers.
  private func pair(_ key: String) -> ScenarioChanges.Pair? {
    let names = key.split(separator: " ").map { ScenarioDriver(name: String($0)) }
    guard names.count == 2, let a = names[0], let b = names[1], a != b else { return nil }
    return ScenarioChanges.Pair(a, b)
  }

  private mutating func correlations(_ scenario: inout Scenario) {
    var seen: Set<ScenarioChanges.Pair> = []
    for line in entries.section("correlations", example: "asp unit_cost: 0.7") {
      guard let pair = pair(line.key), scenario.entry(pair.a) != nil, scenario.entry(pair.b) != nil else {
        add(
          line.line, "'\(line.key)' is not two drivers of this scenario; write asp unit_cost: 0.7",
          "'\(line.key)'은(는) 이 시나리오의 두 항목이 아님; asp unit_cost: 0.7처럼 쓸 것")
        continue
      }
      guard seen.insert(pair).inserted else {
        add(line.line, "the pair stands twice; remove one", "같은 쌍이 두 번 있음; 하나를 지울 것")
        continue
      }
      guard let value = WrittenAmount(line.value)?.value(in: .ratio), abs(value) < 1 else {
        add(line.line, "'\(line.value)' is not between -1 and 1", "'\(line.value)'은(는) -1과 1 사이의 수가 아님")
        continue
      }
      let new = DriverCorrelation(pair.a, pair.b, value, reason: ScenarioFile.reason(id))
      if let i = scenario.correlations.firstIndex(where: { ScenarioChanges.Pair($0.a, $0.b) == pair }) {
        scenario.correlations[i] = new
      } else {
        scenario.correlations.append(new)
      }
    }
  }

  private mutating func reasons(_ scenario: inout Scenario) {
    var words: [String: (en: String?, ko: String?)] = [:]
    for section in ["reasons", "reasons_ko"] {
      for line in entries.section(section, example: "units: the cheap model sells") {
        let key = pair(line.key).map { "\($0.a.name) \($0.b.name)" } ?? line.key
        let isKorean = section == "reasons_ko"
        if line.value.isEmpty {
          add(line.line, "\(line.key) is empty; write a reason or remove the line", "\(line.key)이(가) 비어 있음; 이유를 쓰거나 줄을 지울 것")
        } else if (isKorean ? words[key]?.ko : words[key]?.en) != nil {
          add(line.line, "\(line.key) stands twice; remove one", "\(line.key)이(가) 두 번 있음; 하나를 지울 것")
        }
        if isKorean { words[key, default: (nil, nil)].ko = line.value } else { words[key, default: (nil, nil)].en = line.value }
        if let pair = pair(line.key) {
          let found = scenario.correlations.contains { ScenarioChanges.Pair($0.a, $0.b) == pair }
          if !found { add(line.line, "'\(line.key)' has no correlation here", "'\(line.key)'의 상관관계가 없음") }
        } else {
          _ = index(line, in: scenario, assumptionsOnly: false)
        }
      }
    }
    for (key, said) in words {
      let reason = Phrase(said.en ?? said.ko ?? "", said.ko ?? said.en ?? "")
      if let pair = pair(key) {
        for i in scenario.correlations.indices
        where ScenarioChanges.Pair(scenario.correlations[i].a, scenario.correlations[i].b) == pair {
          scenario.correlations[i].reason = reason
        }
      } else if let i = scenario.entries.firstIndex(where: { $0.key.name == key }) {
        let conversion = conversions[scenario.entries[i].key]
        scenario.entries[i].figure.provenance = .assumed(
          reason: conversion.map { Phrase("\($0.en): \(reason.en)", "\($0.ko): \(reason.ko)") } ?? reason)
      }
    }
  }

  // MARK: the whole

  /// Drivers that earn something only together.
  private static let groups: [[ScenarioDriver]] = [
    [.units, .price, .unitCost], [.storage, .storageProfit], [.fsdSubscriptions, .fsdPrice, .fsdMargin],
  ]

  private mutating func checkWhole(_ scenario: Scenario, _ due: Day?) {
    if due == nil, entries["year"] == nil, entries["due"] == nil {
      add(0, "year is missing; add a line such as year: 2028", "year가 없음; year: 2028 같은 줄을 넣을 것")
    }
    // With lines that were not understood something may only seem to be missing.
    guard entries.faults.isEmpty else { return }
    let line = entries["drivers"]?.line ?? entries["profits"]?.line ?? 0
    if scenario.isDriven, !scenario.profits.isEmpty {
      add(
        line, "profits and drivers are two kinds of scenario: beside profits only shares and multiple may stand",
        "profits와 drivers는 함께 쓸 수 없음: profits에는 shares와 multiple만 더할 수 있음")
    }
    if scenario.isDriven {
      func require(_ driver: ScenarioDriver, _ why: Phrase) {
        guard scenario.entry(driver) == nil else { return }
        add(
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
      add(
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
