import Model

/// Scenarios with their correlations, and the other companies' values that they are compared with.
enum ScenarioFacts {
  static let scenarios = FactSchema(
    required: ["scenario", "name", "item", "value", "unit", "published"],
    optional: ["name_ko", "who", "who_ko", "due", "claim", "spread", "reason", "reason_ko"],
    read: readScenarios)

  static func readScenarios(_ table: FactTable, into draft: inout BookDraft) {
    table.forEachLine { (table) throws(BadCell) in
      let id = try table.words(table.column("scenario"))
      let known = Instant(endOf: try table.requiredDay(table.column("published")))
      let who = try table.phrase(table.column("who"), table.column("who_ko")) ?? Phrase("—")
      let due = try table.day(table.column("due"))
      let entry = try self.entry(table, who: who, due: due, known: known, draft.claims)
      if let i = draft.scenarios.firstIndex(where: { $0.id == id }) {
        guard draft.scenarios[i].entry(entry.key) == nil else {
          throw BadCell(
            column: table.column("item"),
            reason: Phrase("\(entry.key.name) stands twice in \(id); remove one", "\(id)에 \(entry.key.name)이(가) 두 번 있음; 하나를 지울 것")
          )
        }
        draft.scenarios[i].entries.append(entry)
      } else {
        draft.scenarios.append(
          Scenario(
            id: id, name: try table.phrase(table.column("name"), table.column("name_ko")) ?? Phrase(id), who: who,
            due: due, entries: [entry], knownAt: known))
      }
    }
  }

  private static func entry(
    _ table: borrowing FactTable, who: Phrase, due: Day?, known: Instant, _ claims: [Claim]
  ) throws(BadCell) -> ScenarioEntry {
    let item = table.column("item")
    let name = try table.words(item)
    guard let key = ScenarioKey(name) else {
      throw BadCell(
        column: item,
        reason: Phrase(
          "'\(name)' is not an item of a scenario; docs/cli.md lists them", "'\(name)'은(는) 시나리오 항목이 아님; docs/cli.md 참조"))
    }
    let unit = Unit(words: try table.words(table.column("unit")))
    let value = try table.requiredNumber(table.column("value"), unit)
    guard key.allows(unit) else {
      throw BadCell(column: table.column("unit"), reason: Phrase("\(name) cannot have this unit", "\(name)에 쓸 수 없는 단위"))
    }
    if case .driver(let driver) = key, !driver.domain.contains(value) {
      throw BadCell(
        column: table.column("value"),
        reason: Phrase(
          "\(name) must be from \(driver.domain.lowerBound) to \(driver.domain.upperBound)",
          "\(name)은(는) \(driver.domain.lowerBound)~\(driver.domain.upperBound)이어야 함"))
    }
    let period = due.map { Period.day($0) } ?? .day(known.newYorkDay)
    let claim = try table.text(table.column("claim"))
    let provenance: Provenance
    if claim.isEmpty, let reason = try table.phrase(table.column("reason"), table.column("reason_ko")) {
      provenance = .assumed(reason: reason)
    } else {
      let citation = claims.first { $0.id == claim }?.citation
      provenance = .claimed(
        by: who,
        Citation(sources: citation?.sources ?? [], knownAt: known, confidence: citation?.confidence ?? .unverified))
    }
    return ScenarioEntry(
      key, Figure(value, unit, period, key.basis, provenance), claim: claim, spread: try spread(table))
  }

  private static func spread(_ table: borrowing FactTable) throws(BadCell) -> Spread {
    let column = table.column("spread")
    let text = try table.text(column)
    if text.isEmpty { return .fixed }
    guard let spread = Spread(text) else { throw BadCell(column: column, reason: Spread.fault(text)) }
    return spread
  }

  static let correlations = FactSchema(
    required: ["scenario", "a", "b", "correlation"],
    optional: ["reason", "reason_ko"],
    read: readCorrelations)

  static func readCorrelations(_ table: FactTable, into draft: inout BookDraft) {
    table.forEachLine { (table) throws(BadCell) in
      let column = table.column("scenario")
      let id = try table.words(column)
      guard let i = draft.scenarios.firstIndex(where: { $0.id == id }) else {
        throw BadCell(column: column, reason: Phrase("there is no scenario '\(id)'", "'\(id)' 시나리오가 없음"))
      }
      let (a, b) = (
        try table.choice(table.column("a"), ScenarioDriver.self), try table.choice(table.column("b"), ScenarioDriver.self)
      )
      let value = try table.requiredNumber(table.column("correlation"), .ratio)
      guard a != b, abs(value) < 1 else {
        throw BadCell(
          column: table.column("correlation"),
          reason: Phrase("needs two drivers and a number between -1 and 1", "서로 다른 두 항목과 -1과 1 사이의 수가 필요"))
      }
      let reason = try table.phrase(table.column("reason"), table.column("reason_ko")) ?? Phrase("")
      draft.scenarios[i].correlations.append(DriverCorrelation(a, b, value, reason: reason))
    }
  }

  static let peers = FactSchema(
    required: ["name", "date", "price", "shares_m", "source", "published", "confidence"],
    optional: ["name_ko", "note", "note_ko"],
    read: readPeers)

  /// Price and shares of a day; the value is their product.
  static func readPeers(_ table: FactTable, into draft: inout BookDraft) {
    table.forEachLine { (table) throws(BadCell) in
      let day = try table.requiredDay(table.column("date"))
      let name = try table.phrase(table.column("name"), table.column("name_ko")) ?? Phrase("—")
      let citation = try SourceFacts.citation(table, knownAt: Instant(endOf: try table.requiredDay(table.column("published"))))
      let price = Figure(
        try table.requiredNumber(table.column("price"), .usdPerShare), .usd, .day(day), .market, .reported(citation))
      let shares = Figure(
        try table.requiredNumber(table.column("shares_m"), .millionShares), .millionShares, .day(day), .market,
        .reported(citation))
      let value = Figure(
        price.value * shares.value, .millionUSD, .day(day), .market,
        .derived(rule: Phrase("price × shares", "주가 × 주식 수"), inputs: [price, shares]))
      draft.peers.append(PeerValue(name: name, marketValue: value))
    }
  }
}
