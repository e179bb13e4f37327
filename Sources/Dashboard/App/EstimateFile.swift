package import Finance
package import Model
import YAML

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
  /// Something that keeps a text from being an estimate; line 0 is the whole file.
  package typealias Fault = FileFault

  /// Everything that keeps a text from being an estimate, by line.
  package struct Faults: Error, Equatable {
    package var all: [Fault]

    package init(all: [Fault]) { self.all = all }
  }

  /// The longest file that is read, in bytes: many times what an estimate with every driver takes.
  package static let longest = 65_536

  /// The text of an estimate; its name is that of the file.
  package static func text(of estimate: SavedEstimate) -> String {
    var out = "# An EPS estimate of tsla-tui; change it here or in the program.\n"
    out += "base: \(estimate.base.label)\ntarget: \(estimate.target.label)\nas_of: \(estimate.madeAt.iso)\n"
    if let preset = estimate.preset { out += "preset: \(PlainYAML.value(preset))\n" }
    out += "drivers:\n"
    for a in estimate.assumptions {
      out += "  \(a.driver.rawValue): \(PlainYAML.value(a.setting.text(for: a.driver)))\n"
    }
    return out
  }

  /// Reads an estimate of a given name.
  ///
  /// Settings that are those of the preset it began as keep whose they are, where that preset is among the ones passed in; all others
  /// are the user's own. A text with any fault is no estimate.
  package static func read(_ text: String, name: String, presets: [EPSPreset] = []) throws(Faults) -> SavedEstimate {
    var reader = EstimateReader(PlainYAML(text))
    reader.refuseControls(in: text)
    let base = reader.quarter("base")
    let target = reader.quarter("target")
    let madeAt = reader.moment("as_of")
    let preset = reader.preset()
    let assumptions = reader.assumptions(of: presets.first { $0.id == preset })
    reader.refuseTheRest()
    if let base, let target, target < base {
      reader.add(reader.line(of: "target"), EPSFault.targetBeforeBase(base: base, target: target).message)
    }
    guard reader.faults.isEmpty, let base, let target, let madeAt else {
      throw Faults(all: reader.faults.sorted { $0.line < $1.line })
    }
    return SavedEstimate(
      name: name, base: base, target: target, preset: preset, assumptions: assumptions, madeAt: madeAt)
  }
}

/// Takes the parts of an estimate out of a file and collects what is wrong with them.
private struct EstimateReader {
  private let file: PlainYAML
  private(set) var faults: [EstimateFile.Fault] = []

  init(_ file: PlainYAML) {
    self.file = file
    for fault in file.faults {
      let reason = fault.reason.text(example: "asp: -2.5%")
      add(fault.line, Phrase(reason.en, reason.ko))
    }
  }

  mutating func add(_ line: Int, _ reason: Phrase) {
    // One fault a line is enough: what follows from it would only hide it.
    if line > 0, faults.contains(where: { $0.line == line }) { return }
    faults.append(EstimateFile.Fault(line: line, reason: reason))
  }

  func line(of key: String) -> Int { top(key)?.line ?? 0 }

  private func top(_ key: String) -> PlainYAML.Entry? { file.entries.first { $0.section == nil && $0.key == key } }

  mutating func refuseControls(in text: String) {
    for fault in FileFault.controls(in: text) { add(fault.line, fault.reason) }
  }

  /// A value that must be there.
  private mutating func value(_ key: String, example: String) -> PlainYAML.Entry? {
    guard let entry = top(key) else {
      add(0, Phrase("\(key) is missing; add a line such as \(key): \(example)", "\(key)이(가) 없음; \(key): \(example) 같은 줄을 넣을 것"))
      return nil
    }
    guard !entry.value.isEmpty else {
      add(entry.line, Phrase("\(key) is empty; write \(key): \(example)", "\(key)이(가) 비어 있음; \(key): \(example)처럼 쓸 것"))
      return nil
    }
    return entry
  }

  mutating func quarter(_ key: String) -> Period? {
    guard let entry = value(key, example: "2023Q2") else { return nil }
    // The label too: a year of fewer digits would not read back.
    guard let period = Period(entry.value), case .quarter = period, period.label == entry.value else {
      add(
        entry.line,
        Phrase("'\(entry.value)' is not a quarter; write 2023Q2", "'\(entry.value)'은(는) 분기가 아님; 2023Q2처럼 쓸 것"))
      return nil
    }
    return period
  }

  mutating func moment(_ key: String) -> Instant? {
    guard let entry = value(key, example: "2023-07-18T20:00Z") else { return nil }
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
    guard let entry = top("preset") else { return nil }
    if entry.value.isEmpty {
      add(
        entry.line,
        Phrase("preset is empty; write its name or remove the line", "preset이 비어 있음; 이름을 쓰거나 줄을 지울 것"))
    }
    return entry.value
  }

  mutating func assumptions(of preset: EPSPreset?) -> [EPSAssumption] {
    guard let section = top("drivers") else { return [] }
    guard let entries = file.entries(below: "drivers"), section.value.isEmpty else {
      add(
        section.line,
        Phrase(
          "drivers has a value; write them below it, each on a line such as   asp: -2.5%",
          "drivers에 값이 있음; 그 아래에 한 줄씩   asp: -2.5%처럼 쓸 것"))
      return []
    }
    var all: [EPSAssumption] = []
    for entry in entries {
      guard entry.indentation == entries[0].indentation else {
        add(entry.line, Phrase("not indented as the drivers above it", "위 항목과 들여쓰기가 다름"))
        continue
      }
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
    guard let driver = EPSDriver(rawValue: entry.key) else {
      let known = EPSDriver.allCases.map(\.rawValue).joined(separator: ", ")
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
      add(entry.line, Phrase("\(driver.rawValue): \(reason.en)", "\(driver.rawValue): \(reason.ko)"))
      return nil
    }
  }

  /// Reports what no part of an estimate has been taken from.
  mutating func refuseTheRest() {
    let keys = ["base", "target", "as_of", "preset", "drivers"]
    var seen: Set<String> = []
    for entry in file.entries {
      if let section = entry.section {
        // Below an unknown key the key itself is reported.
        guard section.isEmpty || keys.contains(section), section != "drivers" else { continue }
        add(entry.line, Phrase("indented, but not below drivers:", "들여썼지만 drivers: 아래가 아님"))
      } else if !keys.contains(entry.key) {
        let known = keys.joined(separator: ", ")
        add(entry.line, Phrase("'\(entry.key)' is not known here; there are \(known)", "'\(entry.key)'은(는) 알 수 없음; 가능: \(known)"))
      } else if !seen.insert(entry.key).inserted {
        add(entry.line, Phrase("\(entry.key) stands twice; remove one", "\(entry.key)이(가) 두 번 있음; 하나를 지울 것"))
      }
    }
  }
}
