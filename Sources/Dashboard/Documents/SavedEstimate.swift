package import Finance
package import Model

/// A saved estimate as a file.
///
/// ```
/// base: 2023Q1
/// target: 2023Q2
/// as_of: 2023-07-18T20:00Z
/// preset: notes-23q2
/// drivers:
///   asp: -2.5%
/// ```
extension SavedEstimate: Fielded {
  /// The lines of its file, in their order.
  package static let fields: [Field<SavedEstimate>] = [
    Field(required: "base", \.base, .quarter),
    Field(required: "target", \.target, .quarter),
    Field(required: "as_of", \.madeAt, .moment("2023-07-18T20:00Z")),
    Field("preset", \.preset, .words("notes-23q2")),
    Field("began", \.began, .words("mine")),
    Field(section: "drivers", example: "asp: -2.5%") { line, estimate throws(Problem) in
      let new = try EPSAssumption(line)
      if let old = estimate.assumptions.first(where: { $0.driver.overlaps(new.driver) }) {
        throw Problem(EPSFault.overlap(old.driver, new.driver).message)
      }
      estimate.assumptions.append(new)
    } write: { estimate in
      estimate.assumptions.map { DocumentLine($0.driver.name, DocumentLine.quoted($0.setting.text(for: $0.driver))) }
    },
  ]
}

extension SavedEstimate: FiledDocument {
  /// What messages call it.
  package static let kind = Phrase("an estimate", "추정")
  /// Many times what an estimate with every driver takes.
  package static let longest = 65_536
  /// Its name is that of its file.
  package var fileName: String { name }

  /// A comment that says what the file is, and its lines.
  package var text: String { "# An EPS estimate of tsla-tui; change it here or in the program.\n" + lines() }

  /// Reads an estimate of a given name.
  ///
  /// Settings that equal those of the preset it began as keep their author, where that preset is among the ones passed in; all others
  /// are the user's own.
  package static func read(_ text: String, name: String, among presets: [EPSPreset] = []) throws(Problems) -> SavedEstimate {
    var problems = Problems()
    // What the text leaves out is never seen: without a required line there is no estimate.
    let blank = SavedEstimate(
      name: name, base: .year(0), target: .year(10_000), preset: nil, assumptions: [], madeAt: .distantPast)
    let reading = DocumentReader(text, into: blank, example: "asp: -2.5%", &problems)
    var estimate = reading.root
    if estimate.target < estimate.base {
      problems.add(
        reading.line(of: "target"), EPSFault.targetBeforeBase(base: estimate.base, target: estimate.target).message)
    }
    guard problems.isEmpty else { throw problems }
    let given = presets.first { $0.id == estimate.preset }?.assumptions ?? []
    estimate.assumptions = estimate.assumptions.map { new in
      given.first { $0.driver == new.driver && $0.setting == new.setting } ?? new
    }
    return estimate
  }

  /// Always nil: nothing else goes by the name of an estimate.
  package static func conflict(_ name: String, among presets: [EPSPreset]) -> Phrase? { nil }
}

extension EPSAssumption {
  /// Reads `asp: -2.5%`.
  fileprivate init(_ line: DocumentLine) throws(Problem) {
    guard let driver = EPSDriver.named(line.key) else {
      throw Problem(.notOne(line.key, of: Phrase("a driver", "항목이"), among: EPSDriver.allCases.map(\.name)))
    }
    let setting: DriverSetting
    do throws(DriverSettingFault) { setting = try DriverSetting(parsing: line.value, for: driver) } catch {
      throw Problem("\(driver.name): \(error.reason.en)", "\(driver.name): \(error.reason.ko)")
    }
    if case .value(let value) = setting, !driver.domain.contains(value) {
      throw Problem(EPSFault.outOfDomain(driver, value).message)
    }
    self.init(driver, setting)
  }
}
