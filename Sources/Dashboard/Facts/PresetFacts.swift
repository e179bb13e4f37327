import Model

/// The presets of EPS estimates.
enum PresetFacts {
  static let schema = FactSchema(
    required: ["preset", "base", "target", "driver", "setting", "published"],
    optional: ["name", "name_ko", "claim", "reason", "reason_ko"],
    read: read)

  static func read(_ table: FactTable, into draft: inout BookDraft) {
    table.forEachLine { (table) throws(BadCell) in
      let id = try table.words(table.column("preset"))
      let known = Instant(endOf: try table.requiredDay(table.column("published")))
      let (base, target) = (try quarter(table, table.column("base")), try quarter(table, table.column("target")))
      guard target >= base else {
        throw BadCell(column: table.column("target"), reason: Phrase("comes before the base", "기준 분기보다 앞섬"))
      }
      let driver = try table.choice(table.column("driver"), EPSDriver.self)
      let setting = try setting(table, table.column("setting"), driver)
      let claimColumn = table.column("claim")
      let claim = try table.text(claimColumn)
      if !claim.isEmpty, !draft.claims.contains(where: { $0.id == claim }) {
        throw BadCell(column: claimColumn, reason: Phrase("'\(claim)' is not in claims.csv", "'\(claim)'은(는) claims.csv에 없음"))
      }
      let reason = try table.phrase(table.column("reason"), table.column("reason_ko")) ?? Phrase(id)
      let assumption = EPSAssumption(driver, setting, claim.isEmpty ? .stated(reason: reason) : .claim(claim))
      guard let i = draft.epsPresets.firstIndex(where: { $0.id == id }) else {
        let name = try table.phrase(table.column("name"), table.column("name_ko")) ?? Phrase(id)
        draft.epsPresets.append(
          EPSPreset(id: id, name: name, base: base, target: target, assumptions: [assumption], knownAt: known))
        return
      }
      guard draft.epsPresets[i].base == base, draft.epsPresets[i].target == target else {
        throw BadCell(
          column: table.column("base"),
          reason: Phrase("'\(id)' has other quarters in a line above", "'\(id)'의 분기가 위 줄과 다름"))
      }
      guard !draft.epsPresets[i].assumptions.contains(where: { $0.driver.overlaps(driver) }) else {
        throw BadCell(
          column: table.column("driver"),
          reason: Phrase(
            "'\(driver.name)' is set in '\(id)' already, itself or within opex",
            "'\(id)'에 '\(driver.name)'이(가) 이미 있음 (opex 포함)"))
      }
      draft.epsPresets[i].assumptions.append(assumption)
      draft.epsPresets[i].knownAt = max(draft.epsPresets[i].knownAt, known)
    }
  }

  private static func quarter(_ table: borrowing FactTable, _ column: Int) throws(BadCell) -> Period {
    guard let period = Period(try table.words(column)), case .quarter = period else {
      throw BadCell(column: column, reason: Phrase("not a quarter such as 2023Q2", "2023Q2 같은 분기가 아님"))
    }
    return period
  }

  private static func setting(
    _ table: borrowing FactTable, _ column: Int, _ driver: EPSDriver
  ) throws(BadCell) -> DriverSetting {
    let text = try table.words(column)
    do {
      return try DriverSetting(parsing: text, for: driver)
    } catch {
      throw BadCell(column: column, reason: error.reason)
    }
  }
}
