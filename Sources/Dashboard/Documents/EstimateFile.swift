package import Finance
package import Model

/// The text of a saved estimate, as it stands in a file.
///
/// ```
/// base: 2023Q1
/// target: 2023Q2
/// as_of: 2023-07-18T20:00Z
/// preset: notes-23q2
/// drivers:
///   asp: -2.5%
/// ```
package enum EstimateFile {
  /// The longest file that is read, in bytes: many times what an estimate with every driver takes.
  package static let longest = 65_536

  /// The text of an estimate; its name is that of the file.
  package static func text(of estimate: SavedEstimate) -> String {
    var out = "# An EPS estimate of tsla-tui; change it here or in the program.\n"
    out += "base: \(estimate.base.label)\ntarget: \(estimate.target.label)\nas_of: \(estimate.madeAt.iso)\n"
    if let preset = estimate.preset { out += "preset: \(PlainYAML.value(preset))\n" }
    out += "drivers:\n"
    for a in estimate.assumptions {
      out += "  \(a.driver.name): \(PlainYAML.value(a.setting.text(for: a.driver)))\n"
    }
    return out
  }

  /// Reads an estimate of a given name.
  ///
  /// Settings that are those of the preset it began as keep whose they are, where that preset is among the ones passed in; all others
  /// are the user's own. A text with any fault is no estimate.
  package static func read(_ text: String, name: String, presets: [EPSPreset] = []) throws(Problems) -> SavedEstimate {
    var reader = EstimateReader(entries: FileEntries(text, example: "asp: -2.5%"))
    let base = reader.quarter("base")
    let target = reader.quarter("target")
    let madeAt = reader.moment("as_of")
    let preset = reader.preset()
    let assumptions = reader.assumptions(of: presets.first { $0.id == preset })
    var entries = reader.entries
    entries.refuseTheRest(keys: ["base", "target", "as_of", "preset", "drivers"], sections: ["drivers"])
    if let base, let target, target < base {
      entries.add(entries.line(of: "target"), EPSFault.targetBeforeBase(base: base, target: target).message)
    }
    guard entries.faults.isEmpty, let base, let target, let madeAt else { throw entries.faults }
    return SavedEstimate(
      name: name, base: base, target: target, preset: preset, assumptions: assumptions, madeAt: madeAt)
  }
}

/// Takes the parts of an estimate out of a file.
private struct EstimateReader {
  var entries: FileEntries

  private mutating func add(_ line: Int, _ reason: Phrase) { entries.add(line, reason) }

  mutating func quarter(_ key: String) -> Period? {
    guard let entry = entries.required(key, example: "2023Q2") else { return nil }
    guard let period = Period(entry.value), case .quarter = period else {
      add(
        entry.line,
        Phrase("'\(entry.value)' is not a quarter; write 2023Q2", "'\(entry.value)'은(는) 분기가 아님; 2023Q2처럼 쓸 것"))
      return nil
    }
    return period
  }

  mutating func moment(_ key: String) -> Instant? {
    guard let entry = entries.required(key, example: "2023-07-18T20:00Z") else { return nil }
    do {
      let instant = try Instant(parsing: entry.value)
      // The last hours of the year 9999 are the next year in UTC, which has no date.
      if (try? Instant(parsing: instant.iso)) == instant { return instant }
      throw InstantError(text: entry.value, reason: .date)
    } catch let error as InstantError {
      add(entry.line, error.message)
    } catch {
      add(entry.line, Phrase("not a moment", "시점이 아님"))
    }
    return nil
  }

  mutating func preset() -> String? {
    guard let entry = entries["preset"] else { return nil }
    if entry.value.isEmpty {
      add(
        entry.line,
        Phrase("preset is empty; write its name or remove the line", "preset이 비어 있음; 이름을 쓰거나 줄을 지울 것"))
    }
    return entry.value
  }

  mutating func assumptions(of preset: EPSPreset?) -> [EPSAssumption] {
    var all: [EPSAssumption] = []
    for entry in entries.section("drivers", example: "asp: -2.5%") {
      guard let new = assumption(entry) else { continue }
      if let old = all.first(where: { $0.driver.overlaps(new.driver) }) {
        add(entry.line, EPSFault.overlap(old.driver, new.driver).message)
        continue
      }
      let given = preset?.assumptions.first { $0.driver == new.driver && $0.setting == new.setting }
      all.append(given ?? new)
    }
    return all
  }

  private mutating func assumption(_ entry: PlainYAML.Entry) -> EPSAssumption? {
    guard let driver = EPSDriver.named(entry.key) else {
      let known = EPSDriver.allCases.map(\.name).joined(separator: ", ")
      add(
        entry.line,
        Phrase("'\(entry.key)' is not a driver; there are \(known)", "'\(entry.key)'은(는) 항목이 아님; 항목: \(known)"))
      return nil
    }
    do {
      let setting = try DriverSetting(parsing: entry.value, for: driver)
      if case .value(let value) = setting, !driver.domain.contains(value) {
        add(entry.line, EPSFault.outOfDomain(driver, value).message)
        return nil
      }
      return EPSAssumption(driver, setting)
    } catch {
      let reason = error.reason
      add(entry.line, Phrase("\(driver.name): \(reason.en)", "\(driver.name): \(reason.ko)"))
      return nil
    }
  }
}

extension SavedEstimate: FiledDocument {
  package static let kind = Phrase("an estimate", "추정")
  package static let longest = EstimateFile.longest
  package var fileName: String { name }
  package var text: String { EstimateFile.text(of: self) }

  package static func read(_ text: String, name: String, among presets: [EPSPreset]) throws(Problems) -> SavedEstimate {
    try EstimateFile.read(text, name: name, presets: presets)
  }

  package static func conflict(_ name: String, among presets: [EPSPreset]) -> Phrase? { nil }
}
