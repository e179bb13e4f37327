import Dashboard
import Finance
import Format
import Model
import Reports

extension SimulatedQuantity {
  /// As JSON and CSV say it.
  var key: String {
    switch self {
    case .price: return "price"
    case .marketValue: return "market_value"
    case .netIncome: return "net_income"
    }
  }

  var name: Phrase {
    switch self {
    case .price: return Phrase("Price", "주가")
    case .marketValue: return Phrase("Market value", "시가총액")
    case .netIncome: return Phrase("Net income, GAAP", "순이익 (GAAP)")
    }
  }

  /// What a scenario that names a level of it calls it.
  fileprivate var target: Phrase {
    switch self {
    case .price: return Phrase("price", "주가")
    case .marketValue: return Phrase("market value", "시가총액")
    case .netIncome: return Phrase("sum of profits", "이익 합계")
    }
  }

  var unit: Unit { self == .price ? .usd : .millionUSD }
}

/// The range of outcomes in all the forms it is printed in.
struct SimulationReport {
  /// What came of one scenario.
  struct Range {
    let one: ScenarioCase
    let outcomes: Outcomes
    /// The places of the years that are printed.
    let shown: [Int]

    var years: [Int] { outcomes.path.years }
    var result: SimulationResult { outcomes.result }

    func loss(_ year: Int) -> Double { Double(result.losses[year]) / Double(max(1, result.paths)) }
  }

  static let percentiles = [5, 25, 50, 75, 95]
  static let note = Phrase("Arithmetic on stated assumptions, not a forecast.", "제시된 가정에 대한 계산이며 예측이 아님.")

  let view: ValueView
  let ranges: [Range]

  /// An outcome in the currency asked for.
  private func shown(_ value: Double, _ quantity: SimulatedQuantity, _ range: Range) -> Figure {
    let due = range.one.scenario.due ?? view.snapshot.asOf.newYorkDay
    return view.shown(
      Figure(value, quantity.unit, .day(due), .market, .assumed(reason: SimulationReport.note)), at: view.snapshot.exchangeRate)
  }

  private func values(_ quantity: SimulatedQuantity, _ year: Int, _ range: Range) -> [Figure] {
    let distribution = range.result[quantity, year]
    let percentiles = SimulationReport.percentiles.map { distribution.percentile(Double($0) / 100) ?? 0 }
    return (percentiles + [distribution.mean, distribution.standardDeviation, distribution.least, distribution.most]).map {
      shown($0, quantity, range)
    }
  }

  // MARK: table

  var table: String {
    if ranges.isEmpty {
      return view.words("No scenario that can be simulated is known at this moment.\n", "이 시점에 시뮬레이션할 수 있는 시나리오가 없음.\n")
    }
    return ranges.map { table($0) }.joined(separator: "\n")
  }

  private func table(_ range: Range) -> String {
    let scenario = range.one.scenario
    let paths = Numbers.grouped(Double(range.result.paths))
    var out =
      view.words("Range of outcomes: ", "결과 범위: ") + view.view.words(scenario.name) + " (\(scenario.id.printable))\n"
      + view.words(
        "\(SimulationReport.note.en) \(paths) paths, seed \(range.outcomes.plan.seed).\n",
        "\(SimulationReport.note.ko) 경로 \(paths)개, 시드 \(range.outcomes.plan.seed).\n")
      + view.words("As of ", "기준: ") + view.view.moment + "\n"
    if let quarter = view.quarter {
      out += view.words(
        "At the end of each year; from the four quarters to \(quarter) on.\n", "각 연말 기준; \(quarter)까지 4개 분기에서 출발.\n")
    }
    if view.currency == .krw, let rate = view.rateWords { out += rate + "\n" }
    let changed = ValueReport(view: view, question: nil).changeLines(range.one)
    if !changed.isEmpty { out += view.words("Set: ", "변경: ") + changed.joined(separator: ", ") + "\n" }
    for quantity in SimulatedQuantity.allCases { out += "\n" + table(quantity, range) }
    return out + "\n" + targets(range) + "\n" + assumptions(range)
  }

  private func table(_ quantity: SimulatedQuantity, _ range: Range) -> String {
    var head = [view.view.words(quantity.name)] + SimulationReport.percentiles.map { "\($0)%" } + [view.words("MEAN", "평균")]
    if quantity == .netIncome { head.append(view.words("LOSSES", "손실 경로")) }
    var rows = [head]
    for year in range.shown {
      var row = [String(range.years[year])]
      row += values(quantity, year, range).prefix(SimulationReport.percentiles.count + 1).map { view.text($0) }
      if quantity == .netIncome { row.append(chance(range.loss(year))) }
      rows.append(row)
    }
    return TextTable.aligned(rows, right: Set(1...8))
  }

  /// `12.3%`; what is not nothing is never written as nothing.
  private func chance(_ share: Double?) -> String {
    guard let share else { return "–" }
    if share > 0, share < 0.0005 { return "<0.1%" }
    if share < 1, share > 0.9995 { return ">99.9%" }
    return Numbers.grouped(share * 100, 1) + "%"
  }

  private func targets(_ range: Range) -> String {
    guard !range.outcomes.targets.isEmpty else { return "" }
    var rows = [[view.words("TARGET ON RECORD", "기록된 목표"), ""] + range.shown.map { String(range.years[$0]) }]
    for (i, target) in range.outcomes.targets.enumerated() {
      let name = "\(view.view.words(target.scenario.name)): \(view.view.words(target.quantity.target))"
      rows.append(
        [name, target.quantity == .price ? view.text(target.figure.value, .usd) : view.text(target.figure)]
          + range.shown.map { year in
            chance(range.result.probability(target: i, year: year)) + " / "
              + chance(range.result.probabilitySoFar(target: i, year: year))
          })
    }
    return TextTable.aligned(rows, right: Set(1...(range.shown.count + 1)))
      + view.words(
        "Share of the paths that reach it at the end of that year / that have reached it by then.\n",
        "그해 말에 도달한 경로의 비율 / 그때까지 한 번이라도 도달한 비율.\n")
  }

  private func assumptions(_ range: Range) -> String {
    let scenario = range.one.scenario
    let record = view.words("START", "시작") + (view.quarter.map { " (\($0))" } ?? "")
    var rows = [
      [
        view.words("ASSUMPTION", "가정"), record, scenario.due.map { String($0.year) } ?? "", view.words("SPREAD A YEAR", "연간 분포"),
      ]
    ]
    for entry in scenario.entries {
      guard case .driver(let driver) = entry.key else { continue }
      var start = entry.figure
      start.value = range.outcomes.path.start[driver]
      rows.append([
        driver.name + " " + Names.of(driver: driver)[view.view.language],
        view.text(view.shown(start, at: view.snapshot.exchangeRate)),
        view.text(view.shown(entry.figure, at: view.snapshot.exchangeRate)),
        entry.spread == .fixed ? view.words("fixed", "고정") : entry.spread.text,
      ])
    }
    var out = TextTable.aligned(rows, right: [1, 2])
    out += view.words(
      "START: the last four quarters where they are reported. FSD is within the ASP there, so its subscriptions begin at 0; its price and\n"
        + "margin are the scenario's all the way. Near years follow from that way, not from the market.\n",
      "시작: 공시된 최근 4개 분기. FSD는 실적의 ASP에 포함되어 구독은 0에서 시작하고, 요금과 이익률은 처음부터 시나리오 값.\n가까운 연도는 이 경로에서 나온 값이며 시장 전망이 아님.\n")
    let pairs = scenario.correlations.map { "\($0.a.name) \($0.b.name) \(Numbers.grouped($0.value, 2))" }
    if !pairs.isEmpty { out += view.words("Correlations: ", "상관: ") + pairs.joined(separator: ", ") + "\n" }
    return out
  }

  // MARK: JSON

  /// The ranges as an object; docs/cli.md describes its keys, which do not change.
  func json(paths: Int, seed: UInt64) -> JSON {
    .object([
      ("as_of", .text(view.snapshot.asOf.iso)), ("currency", .text(view.currency.rawValue.lowercased())),
      ("paths", .number(Double(paths))), ("seed", .text(String(seed))), ("note", .text(view.view.words(SimulationReport.note))),
      ("exchange_rate", .optional(view.snapshot.exchangeRate.figure.map { view.json(rate: $0) })),
      ("record_quarter", .optional(view.quarter)), ("scenarios", .array(ranges.map { json($0) })),
    ])
  }

  private static let measures = percentiles.map { "p\($0)" } + ["mean", "standard_deviation", "least", "most"]

  private func json(_ range: Range) -> JSON {
    let scenario = range.one.scenario
    let quantities = SimulatedQuantity.allCases.map { quantity -> JSON in
      let unit = shown(0, quantity, range).unit
      let years = range.shown.map { year -> JSON in
        var members: [(name: String, value: JSON)] = [("year", .number(Double(range.years[year])))]
        for (measure, figure) in zip(SimulationReport.measures, values(quantity, year, range)) {
          members.append((measure, .number(figure.value)))
        }
        return .object(members)
      }
      return .object([("quantity", .text(quantity.key)), ("unit", .text(unit.rawValue)), ("years", .array(years))])
    }
    let losses = range.shown.map { year -> JSON in
      .object([
        ("year", .number(Double(range.years[year]))), ("paths", .number(Double(range.result.losses[year]))),
        ("share", .number(range.loss(year))),
      ])
    }
    return .object([
      ("scenario", .text(scenario.id)), ("name", .text(view.view.words(scenario.name))), ("due", .optional(scenario.due?.iso)),
      ("quantities", .array(quantities)), ("losses", .array(losses)),
      ("targets", .array(range.outcomes.targets.indices.map { target($0, range) })),
      ("assumptions", .array(scenario.entries.compactMap { assumption($0, range) })),
      (
        "correlations",
        .array(
          scenario.correlations.map {
            .object([("a", .text($0.a.name)), ("b", .text($0.b.name)), ("value", .number($0.value))])
          })
      ),
    ])
  }

  private func target(_ i: Int, _ range: Range) -> JSON {
    let target = range.outcomes.targets[i]
    let least = shown(target.least, target.quantity, range)
    let years = range.shown.map { year -> JSON in
      .object([
        ("year", .number(Double(range.years[year]))), ("in_year", .optional(range.result.probability(target: i, year: year))),
        ("by_then", .optional(range.result.probabilitySoFar(target: i, year: year))),
      ])
    }
    return .object([
      ("scenario", .text(target.scenario.id)), ("name", .text(view.view.words(target.scenario.name))),
      ("quantity", .text(target.quantity.key)), ("stated", .number(target.figure.value)),
      ("stated_unit", .text(target.figure.unit.rawValue)), ("least", .number(least.value)), ("unit", .text(least.unit.rawValue)),
      ("years", .array(years)),
    ])
  }

  private func assumption(_ entry: ScenarioEntry, _ range: Range) -> JSON? {
    guard case .driver(let driver) = entry.key else { return nil }
    return .object([
      ("key", .text(driver.name)), ("unit", .text(entry.figure.unit.rawValue)),
      ("start", .number(range.outcomes.path.start[driver])), ("value", .number(entry.figure.value)),
      ("spread", .text(entry.spread.text)),
    ])
  }

  // MARK: CSV

  private static let columns =
    ["scenario", "section", "name", "year", "unit"] + measures + ["target", "in_year", "by_then", "paths", "seed"]

  /// A row for each quantity, loss and target of each year.
  var csv: String {
    var rows: [[TextTable.Value]] = []
    func add(_ section: TextTable.Value, _ name: String, _ year: Int, _ range: Range, _ cells: [String: TextTable.Value]) {
      var all = cells
      all["scenario"] = .text(range.one.scenario.id)
      all["section"] = section
      all["name"] = .text(name)
      all["year"] = .number(Double(range.years[year]))
      all["paths"] = .number(Double(range.result.paths))
      all["seed"] = .text(String(range.outcomes.plan.seed))
      rows.append(SimulationReport.columns.map { all[$0] ?? TextTable.Value.null })
    }
    for range in ranges {
      for year in range.shown {
        for quantity in SimulatedQuantity.allCases {
          let values = values(quantity, year, range)
          var cells: [String: TextTable.Value] = ["unit": .optional(values.first?.unit.rawValue)]
          for (measure, figure) in zip(SimulationReport.measures, values) { cells[measure] = .number(figure.value) }
          add("quantity", quantity.key, year, range, cells)
        }
        add("losses", SimulatedQuantity.netIncome.key, year, range, ["in_year": .number(range.loss(year))])
        for (i, target) in range.outcomes.targets.enumerated() {
          let least = shown(target.least, target.quantity, range)
          add(
            "target", "\(target.scenario.id) \(target.quantity.key)", year, range,
            [
              "unit": .text(least.unit.rawValue), "target": .number(least.value),
              "in_year": .optional(range.result.probability(target: i, year: year)),
              "by_then": .optional(range.result.probabilitySoFar(target: i, year: year)),
            ])
        }
      }
    }
    return TextTable.printed(SimulationReport.columns, rows, .csv)
  }
}
