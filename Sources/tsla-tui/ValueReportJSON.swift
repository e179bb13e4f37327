import Dashboard
import Documents
import Finance
import Format
import Model
import Reports

extension ValueReport {
  /// The scenarios as an object; docs/cli.md describes its keys, which do not change.
  var json: JSON {
    let s = view.snapshot
    let (quote, worth) = (Valuation.quote(s), Valuation.marketValue(s))
    return .object([
      ("as_of", .text(s.asOf.iso)), ("currency", .text(view.currency.rawValue.lowercased())),
      ("exchange_rate", .optional(s.exchangeRate.figure.map { view.json(rate: $0) })),
      ("record_quarter", .optional(view.quarter)),
      ("price_today", .optional(quote.figure.map { dated(view.shown($0)) })),
      ("market_value_today", .optional(worth.figure.map { dated(view.shown($0)) })),
      ("peer", .optional(s.newestPeer.map { peer($0) })),
      ("scenarios", .array(view.cases.map { json($0) })),
    ])
  }

  /// A number with its unit and day.
  private func dated(_ figure: Figure) -> JSON {
    .object(
      [("value", .number(figure.value)), ("unit", .text(figure.unit.rawValue)), ("date", .text(figure.period.endDay.iso))]
        + converted(figure))
  }

  /// The day of the exchange rate that a number was converted at, by the name of the number; of a mean the last one.
  private func converted(_ figure: Figure?, _ name: String = "") -> [(name: String, value: JSON)] {
    [(name + "rate_date", .optional(figure?.rateUsed.flatMap { $0.provenance.isOfRecord ? $0.rateDay?.iso : nil }))]
  }

  private func peer(_ peer: PeerValue) -> JSON {
    let figure = view.shown(peer.marketValue)
    return .object(
      [
        ("name", .text(view.view.words(peer.name))), ("value", .number(figure.value)), ("unit", .text(figure.unit.rawValue)),
        ("date", .text(figure.period.endDay.iso)), ("provenance", figure.provenance.json(view.view.language)),
      ] + converted(figure))
  }

  private func json(_ one: ScenarioCase) -> JSON {
    let scenario = one.scenario
    let isDated = scenario.knownAt > .distantPast && scenario.id != Scenarios.record
    return .object([
      ("scenario", .text(scenario.id)), ("name", .text(view.view.words(scenario.name))),
      ("who", .text(view.view.words(scenario.who))), ("own", .bool(scenario.isOwn)),
      ("due", .optional(scenario.due?.iso)), ("known_at", .optional(isDated ? scenario.knownAt.iso : nil)),
      ("rate", .optional(one.value.rate.figure.map { view.json(rate: $0) })),
      ("share_basis", .text(one.value.shareBasis.rawValue)),
      ("follows_changes", .bool(one.value.followsChanges)),
      ("kind", .text(scenario.isDriven ? "drivers" : scenario.profits.isEmpty ? "stated" : "profits")),
      ("assumptions", .array(one.assumptions.map { json($0, one) })),
      ("statements", .array(one.statements.map { json($0, one) })),
      ("correlations", .array(scenario.correlations.map { correlation($0) })),
      ("lines", .array(one.income == nil ? [] : ScenarioLine.allCases.map { json($0, one) })),
      ("results", .array(results(one).map { json($0) })),
      ("contradictions", .array(one.value.contradictions.map { json($0) })),
      ("sensitivity", .array(one.bars.map { json($0, one) })), ("solve", solved(one)),
    ])
  }

  private func json(_ entry: ScenarioEntry, _ one: ScenarioCase) -> JSON {
    let figure = view.shown(entry.figure, at: rate(entry.key, one))
    let pair = pair(entry, one)
    let (record, ratio) = (pair.record, pair.distance.ratio)
    let isChanged = one.changes.values[entry.key] != nil
    return .object(
      [
        ("key", .text(entry.key.name)), ("name", .text(view.view.words(ValueNames.of(entry, in: one.scenario)))),
        ("of_moment", .bool(one.scenario.lent.contains(entry.key))), ("unit", .text(figure.unit.rawValue)),
        ("basis", .text(figure.basis.rawValue)), ("value", .number(figure.value)), ("stated", .number(entry.figure.value)),
        ("stated_unit", .text(entry.figure.unit.rawValue)),
        ("was", .optional(isChanged ? one.original.entry(entry.key)?.figure.value : nil)), ("record", .optional(record.value)),
        ("record_absence", .optional(record.absence?.rawValue)), ("ratio", .optional(ratio.value)),
        ("ratio_unit", .optional(ratio.figure?.unit.rawValue)), ("growth", .optional(growth(entry, pair.distance).value)),
        ("spread", .text(entry.spread.text)), ("claim", .optional(entry.claim.isEmpty ? nil : entry.claim)),
        ("provenance", entry.figure.provenance.json(view.view.language)),
      ] + converted(figure) + converted(record.figure, "record_"))
  }

  private func correlation(_ pair: DriverCorrelation) -> JSON {
    .object([
      ("a", .text(pair.a.name)), ("b", .text(pair.b.name)), ("value", .number(pair.value)),
      ("reason", .text(view.view.words(pair.reason))),
    ])
  }

  private func json(_ line: ScenarioLine, _ one: ScenarioCase) -> JSON {
    let pair = one.income.map { self.pair(line, $0, one) }
    let (shown, record) = (pair?.reading.figure, pair?.record)
    let ratio = shown == nil ? nil : pair?.distance.ratio
    return .object(
      [
        ("line", .text(line.rawValue)), ("name", .text(view.view.words(Names.of(line)))),
        ("unit", .text(shown?.unit.rawValue ?? line.unit.rawValue)), ("basis", .text(Basis.gaap.rawValue)),
        ("value", .optional(shown?.value)), ("record", .optional(record?.value)),
        ("record_absence", .optional(record?.absence?.rawValue)), ("ratio", .optional(ratio?.value)),
      ] + converted(shown) + converted(record?.figure, "record_"))
  }

  private func json(_ result: Result) -> JSON {
    .object(
      [
        ("result", .text(result.key)), ("name", .text(view.view.words(result.name))),
        ("unit", .optional(result.reading.figure?.unit.rawValue)), ("value", .optional(result.reading.value)),
        ("absence", .optional(result.reading.absence?.rawValue)),
        ("confidence", .optional(result.reading.figure?.provenance.confidence.rawValue)),
      ] + converted(result.reading.figure))
  }

  private func json(_ contradiction: Contradiction) -> JSON {
    .object([
      ("key", .text(contradiction.key.name)), ("name", .text(view.view.words(contradiction.name))),
      ("unit", .text(contradiction.stated.unit.rawValue)),
      ("stated", .number(contradiction.stated.value)), ("implied", .number(contradiction.implied.value)),
      ("difference", .number(contradiction.difference)),
    ])
  }

  private func json(_ bar: ScenarioSensitivity, _ one: ScenarioCase) -> JSON {
    let (low, high) = ends(of: bar, one)
    let (atLow, atHigh) = (
      view.shown(price: bar.priceAtLow, at: one.value.shownRate), view.shown(price: bar.priceAtHigh, at: one.value.shownRate)
    )
    return .object([
      ("key", .text(bar.key.name)), ("unit", .text(low.unit.rawValue)), ("low", .number(low.value)),
      ("high", .number(high.value)),
      ("price_at_low", .number(atLow.value)), ("price_at_high", .number(atHigh.value)),
      ("price_unit", .text(atLow.unit.rawValue)),
      ("by_spread", .bool(bar.isBySpread)),
    ])
  }

  /// Both ends of an assumption's range, in the currency asked for.
  private func ends(of bar: ScenarioSensitivity, _ one: ScenarioCase) -> (low: Figure, high: Figure) {
    guard let entry = one.scenario.entry(bar.key) else {
      return (view.shown(price: bar.low, at: one.value.shownRate), view.shown(price: bar.high, at: one.value.shownRate))
    }
    return (shown(bar.low, of: entry, one), shown(bar.high, of: entry, one))
  }

  private func solved(_ one: ScenarioCase) -> JSON {
    let (price, all) = solutions(one)
    let shownPrice = price.map { view.shown(price: $0, at: one.value.shownRate) }
    let rows = all.map { entry, solution -> JSON in
      let (status, number) = words(solution)
      let figure = shown(number ?? entry.figure.value, of: entry, one)
      return .object([
        ("key", .text(entry.key.name)), ("status", .text(status)), ("unit", .text(figure.unit.rawValue)),
        ("value", .optional(number == nil ? nil : figure.value)),
        ("scenario_value", .number(shown(entry.figure.value, of: entry, one).value)),
      ])
    }
    return .object([
      ("price", .optional(shownPrice?.value)), ("price_unit", .optional(shownPrice?.unit.rawValue)),
      ("asked", .bool(question != nil)), ("answers", .array(rows)),
    ])
  }

  /// A solution as JSON and CSV name it, with its number.
  private func words(_ solution: ScenarioSolution) -> (status: String, value: Double?) {
    switch solution {
    case .value(let value): return ("value", value)
    case .noEffect: return ("no_effect", nil)
    case .outOfDomain: return ("out_of_domain", nil)
    }
  }

  // MARK: CSV

  private static let columns = [
    "scenario", "section", "name", "unit", "basis", "value", "stated", "record", "ratio", "growth", "spread", "low", "high",
    "price_at_low", "price_at_high", "price", "status", "known_at", "source", "confidence",
  ]

  var csv: String { TextTable.printed(ValueReport.columns, view.cases.flatMap { rows($0) }, .csv) }

  /// The cells of a row by the names of their columns; the others stay empty.
  private func row(_ cells: [String: TextTable.Value]) -> [TextTable.Value] {
    ValueReport.columns.map { cells[$0] ?? TextTable.Value.null }
  }

  private func rows(_ one: ScenarioCase) -> [[TextTable.Value]] {
    let id = TextTable.Value.text(one.scenario.id)
    var rows: [[TextTable.Value]] = []
    for entry in one.scenario.entries {
      let figure = view.shown(entry.figure, at: rate(entry.key, one))
      let pair = pair(entry, one)
      let origin = entry.figure.provenance
      rows.append(
        row([
          "scenario": id, "section": entry.key.isAssumption ? "assumption" : "statement", "name": .text(entry.key.name),
          "unit": .text(figure.unit.rawValue), "basis": .text(figure.basis.rawValue), "value": .number(figure.value),
          "record": .optional(pair.record.value), "ratio": .optional(pair.distance.ratio.value),
          "growth": .optional(growth(entry, pair.distance).value), "spread": .text(entry.spread.text),
          "known_at": .optional(origin.isDated ? origin.knownAt.iso : nil),
          "source": .text(origin.sources.joined(separator: ";")), "confidence": .text(origin.confidence.rawValue),
        ]))
    }
    if let income = one.income {
      for line in ScenarioLine.allCases {
        let pair = pair(line, income, one)
        let (reading, record) = (pair.reading, pair.record)
        let ratio = reading.figure == nil ? nil : pair.distance.ratio
        rows.append(
          row([
            "scenario": id, "section": "line", "name": .text(line.rawValue),
            "unit": .text(reading.figure?.unit.rawValue ?? line.unit.rawValue), "basis": .text(Basis.gaap.rawValue),
            "value": .optional(reading.value), "record": .optional(record.value), "ratio": .optional(ratio?.value),
            "status": .optional(reading.absence?.rawValue),
          ]))
      }
    }
    for result in results(one) {
      rows.append(
        row([
          "scenario": id, "section": "result", "name": .text(result.key), "unit": .optional(result.reading.figure?.unit.rawValue),
          "value": .optional(result.reading.value), "status": .optional(result.reading.absence?.rawValue),
          "confidence": .optional(result.reading.figure?.provenance.confidence.rawValue),
        ]))
    }
    return rows + comparedRows(one, id)
  }

  private func comparedRows(_ one: ScenarioCase, _ id: TextTable.Value) -> [[TextTable.Value]] {
    var rows = one.value.contradictions.map { contradiction in
      row([
        "scenario": id, "section": "contradiction", "name": .text(view.view.words(contradiction.name)),
        "unit": .text(contradiction.stated.unit.rawValue), "value": .number(contradiction.implied.value),
        "stated": .number(contradiction.stated.value),
      ])
    }
    for bar in one.bars {
      let (low, high) = ends(of: bar, one)
      rows.append(
        row([
          "scenario": id, "section": "sensitivity", "name": .text(bar.key.name), "unit": .text(low.unit.rawValue),
          "low": .number(low.value), "high": .number(high.value),
          "price_at_low": .number(view.shown(price: bar.priceAtLow, at: one.value.shownRate).value),
          "price_at_high": .number(view.shown(price: bar.priceAtHigh, at: one.value.shownRate).value),
        ]))
    }
    let (price, answers) = solutions(one)
    for (entry, solution) in answers {
      let (status, number) = words(solution)
      let figure = shown(number ?? 0, of: entry, one)
      rows.append(
        row([
          "scenario": id, "section": "solve", "name": .text(entry.key.name), "unit": .text(figure.unit.rawValue),
          "value": .optional(number == nil ? nil : figure.value),
          "price": .optional(price.map { view.shown(price: $0, at: one.value.shownRate).value }),
          "status": .text(status),
        ]))
    }
    return rows
  }
}

extension ValueView {
  /// An exchange rate with its day, none where it is a scenario's own, and its age.
  func json(rate figure: Figure) -> JSON {
    let day = figure.provenance.isOfRecord ? figure.rateDay : nil
    return .object([
      ("value", .number(figure.value)), ("unit", .text(figure.unit.rawValue)), ("date", .optional(day?.iso)),
      ("age_days", .optional(day.map { Double(snapshot.asOf.newYorkDay - $0) })),
    ])
  }
}
