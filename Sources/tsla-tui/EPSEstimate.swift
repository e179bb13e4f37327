import ArgumentParser
import Dashboard
import Finance
import Format
import Model

/// Prints an estimate with its drivers and its income statement.
struct EPSEstimate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "estimate", abstract: "Print an estimate; 'estimate' itself may be left out.",
    discussion: EPSHelp.values + "\n\n" + EPSHelp.drivers)

  @OptionGroup var options: EPSCaseOptions

  @Option(
    help: ArgumentHelp("Find what a driver must be for --for.", valueName: "driver"), completion: .drivers, transform: epsDriver)
  var solve: EPSDriver?

  @Option(
    name: .customLong("for"), parsing: .unconditional,
    help: ArgumentHelp("The earnings per share wanted of --solve.", valueName: "eps"), transform: wantedEPS)
  var wanted: Double?

  @OptionGroup var printing: EPSPrintOptions

  @OptionGroup var facts: FactsOptions

  func validate() throws {
    if (solve == nil) != (wanted == nil) {
      throw ValidationError(
        Phrase("--solve and --for go together: --solve asp --for 0.95", "--solve와 --for는 함께 씁니다: --solve asp --for 0.95")[
          Locale.language])
    }
  }

  func run() throws {
    try facts.print { view in
      let described = try options.make(view)
      let solution = try solution(of: described.estimate, view)
      let report = EPSReport(described, solution, printing.basis.basis, view)
      switch printing.format {
      case .table: return report.table
      case .csv: return report.csv
      case .json: return report.json.document
      }
    }
  }

  private func solution(of estimate: EPSCase, _ view: FactsView) throws -> EPSReport.Solution? {
    guard let solve, let wanted else { return nil }
    let eps = view.eps(wanted)
    switch EPSSolution(solve, for: wanted, printing.basis.basis, in: estimate) {
    case .value(let value): return EPSReport.Solution(driver: solve, wanted: wanted, value: value)
    case .noEffect:
      complain(
        view.words(
          "no \(solve.name) gives \(eps): it has no effect on the earnings per share of this estimate",
          "\(solve.name)으로는 \(eps)가 되지 않음: 이 추정에서 EPS에 영향을 주지 않음"))
    case .outOfDomain(let value):
      let domain = EPSFault.outOfDomain(solve, value).message
      complain(
        view.words(
          "no \(solve.name) gives \(eps): \(domain.en)", "\(solve.name)으로는 \(eps)가 되지 않음: \(domain.ko)"))
    }
    throw ExitCode(65)
  }
}

/// An estimate in all the forms it is printed in.
struct EPSReport {
  /// What a driver must be for wanted earnings per share.
  struct Solution {
    var driver: EPSDriver
    /// USD a share.
    var wanted: Double
    /// In the driver's unit.
    var value: Double
  }

  let described: DescribedCase
  let solution: Solution?
  let basis: Basis
  let view: FactsView
  /// The target as reported; nil where it is not, at the moment.
  let reported: EPSQuarter?

  var estimate: EPSCase { described.estimate }
  var base: EPSQuarter { described.estimate.base }

  init(_ described: DescribedCase, _ solution: Solution?, _ basis: Basis, _ view: FactsView) {
    self.described = described
    self.solution = solution
    self.basis = basis
    self.view = view
    reported = try? EPSQuarter(described.estimate.target, view.snapshot)
  }

  /// The reported value of a line in the target.
  func reading(_ line: EPSLine) -> Reading {
    reported?.reading(line) ?? .absent(view.snapshot.absence(of: .revenue, estimate.target))
  }

  /// The change of a driver's value on the base, with its unit; nil where the base is not above 0.
  func change(_ driver: EPSDriver, to value: Double) -> (value: Double, unit: String)? {
    estimate.change(driver, to: value).map { ($0, driver.unit == .percent ? "pp" : "%") }
  }

  /// Who set a driver; nil where nobody did.
  func author(_ driver: EPSDriver) -> String? {
    estimate.assumption(driver).map { view.words(Names.author(of: $0, in: estimate, view.snapshot)) }
  }

  /// Whose a value is, or why it is as it is, in words.
  private func whose(_ driver: EPSDriver) -> String {
    if let author = author(driver) { return author }
    // Word for word only where it is not simply what stands in the column of the base.
    if !estimate.isSet(driver), estimate.values[driver] == base.values[driver] {
      return view.words("assumed as in the base", "기준과 같다고 가정")
    }
    switch estimate.figure(driver).provenance {
    case .derived(let rule, _): return view.words(rule)
    case .assumed(let reason): return view.words("assumed: ", "가정: ") + view.words(reason)
    default: return view.words("assumed", "가정")
    }
  }

  // MARK: table

  var table: String {
    var out = head
    let drivers = EPSDriver.allCases.map { driver -> [String] in
      let unit = driver.unit
      return [
        driver.name, view.words(Names.of(driver: driver)), view.number(estimate.from[driver], unit), changeText(driver),
        view.number(estimate.values[driver], unit), view.unit(unit), whose(driver),
      ]
    }
    let driverHead = [
      view.words("DRIVER", "항목"), "", view.words("BASE", "기준"), view.words("CHANGE", "변화"), estimate.target.label,
      view.words("UNIT", "단위"), view.words("WHOSE", "누구의 값"),
    ]
    out += TextTable.aligned([driverHead] + drivers, right: [2, 3, 4]) + "\n"
    func text(_ reading: Reading, _ unit: Unit) -> String {
      reading.value.map { view.number($0, unit) } ?? mark.mark(reading.absence ?? .notKnownYet)
    }
    let lines = EPSLine.allCases.map { line -> [String] in
      let value = estimate.statement[line]
      let reported = reading(line)
      return [
        view.words(Names.of(line: line)), text(base.reading(line), line.unit), view.number(value, line.unit),
        text(reported, line.unit),
        reported.value.map { view.signed($0 - value, line.unit) } ?? "", view.unit(line.unit),
      ]
    }
    let lineHead = [
      view.words("LINE", "손익 항목"), base.quarter.label, view.words("ESTIMATE", "추정"), view.words("REPORTED", "발표"),
      view.words("DIFFERENCE", "차이"), view.words("UNIT", "단위"),
    ]
    out += TextTable.aligned([lineHead] + lines, right: [1, 2, 3, 4])
    out += "\n" + view.words("? not reported at this moment   ∅ not in this record", "? 이 시점에 발표되지 않음   ∅ 이 기록에 없음") + "\n"
    return out + solved
  }

  private var mark: Formatter { Formatter(language: view.language) }

  private var head: String {
    let statement = estimate.statement
    var beginning = ""
    if let saved = described.saved { beginning = view.words("Your estimate: ", "저장된 추정: ") + saved.name + "\n" }
    if let preset = described.preset {
      beginning = view.words("Preset: ", "프리셋: ") + "\(preset.id.printable) (\(view.words(preset.name)))\n"
    }
    let (base, target) = (base.quarter.label, estimate.target.label)
    return view.words(
      "EPS of \(target), estimated from \(base)\n"
        + "non-GAAP \(view.number(statement.epsNonGAAP, .usdPerShare)), GAAP \(view.number(statement.epsGAAP, .usdPerShare)) USD/share\n"
        + "As of \(view.moment)\n\(beginning)",
      "\(target) EPS 추정 (\(base) 기준)\n"
        + "non-GAAP \(view.number(statement.epsNonGAAP, .usdPerShare)), GAAP \(view.number(statement.epsGAAP, .usdPerShare)) 달러/주\n"
        + "시점: \(view.moment)\n\(beginning)") + view.words(estimate.count) + "\n" + notes + "\n"
  }

  /// What has been published about the target and is not used, because nobody set it: the panel's estimate begins with it.
  private var unused: Phrase? {
    let (target, s) = (estimate.target, view.snapshot)
    let drivers = [EPSDriver.units, .storage].filter {
      !estimate.isSet($0) && target != base.quarter && EPSCase.isPublished($0, target, s)
    }
    guard !drivers.isEmpty else { return nil }
    let names = drivers.map(\.name).joined(separator: ", ")
    let sets = drivers.map { "--set \($0.name)=published" }.joined(separator: " ")
    return Phrase(
      "Published for \(target.label) and not used here: \(names). With \(sets) they are.",
      "\(target.label)에 공개되었으나 쓰지 않은 값: \(names). 쓰려면 \(sets).")
  }

  /// What is not carried from the base, and what is not of it.
  private var notes: String {
    let amounts = EPSNotes.Amounts(
      million: { Phrase("\(view.number($0, .millionUSD)) M USD", "\(Numbers.grouped($0 / 100, 1))억 달러") },
      perShare: { Phrase("\(view.number($0, .usdPerShare)) USD", "\(view.number($0, .usdPerShare))달러") })
    let oneOff = EPSNotes.oneOff(estimate, amounts).first.map { Phrase("! " + $0.en + ".", "! " + $0.ko + ".") }
    let newer = EPSNotes.newer(estimate).first.map { Phrase($0.en + ".", $0.ko + ".") }
    let missing = EPSNotes.missing(estimate, view.snapshot, mark).first.map { Phrase("! " + $0.en + ".", "! " + $0.ko + ".") }
    let other = EPSNotes.otherIncome(estimate, amounts).first.map { Phrase("! " + $0.en + ".", "! " + $0.ko + ".") }
    return [missing, unused, oneOff, other, newer, EPSNotes.tax(estimate)].compactMap { $0 }.map { view.words($0) + "\n" }
      .joined()
  }

  private func changeText(_ driver: EPSDriver) -> String {
    let value = estimate.values[driver]
    if let change = change(driver, to: value) { return Numbers.signed(change.value, 1) + change.unit }
    // From nothing or less there is no change in per cent.
    return view.signed(value - estimate.from[driver], driver.unit)
  }

  private var solved: String {
    guard let solution else { return "" }
    let driver = solution.driver
    let value = "\(view.number(solution.value, driver.unit)) \(view.unit(driver.unit))"
    let change = change(driver, to: solution.value).map { " (\(Numbers.signed($0.value, 2))\($0.unit))" } ?? ""
    let eps = "\(basis.rawValue) \(view.eps(solution.wanted))"
    let before = view.number(estimate.from[driver], driver.unit)
    let from = estimate.quarter(of: driver).label
    return "\n"
      + view.words(
        "For \(eps), everything else as above: \(view.name(driver)) \(value)\(change); \(from) had \(before).\n",
        "나머지가 위와 같을 때 \(eps)이(가) 되려면: \(view.name(driver)) \(value)\(change); \(from)은(는) \(before).\n")
  }

  // MARK: CSV

  private static let columns = [
    "section", "name", "unit", "basis", "base", "estimate", "change", "change_unit", "reported", "difference", "setting",
    "assumed_by", "known_at", "source", "confidence",
  ]

  var csv: String {
    var rows: [[TextTable.Value]] = []
    for driver in EPSDriver.allCases {
      rows.append(row("driver", driver, estimate.values[driver], estimate.figure(driver).provenance))
    }
    for line in EPSLine.allCases {
      let value = estimate.statement[line]
      let reported = reading(line).value
      let row: [TextTable.Value] = [
        .text("line"), .text(line.rawValue), .text(line.unit.rawValue), .text(line.basis.rawValue),
        .optional(base.reading(line).value), .number(value), .null, .null, .optional(reported),
        .optional(reported.map { $0 - value }),
        .null, .null,
      ]
      rows.append(row + origin(estimate.figure(of: line).provenance))
    }
    if let solution { rows.append(row("solve", solution.driver, solution.value, nil)) }
    return TextTable.printed(EPSReport.columns, rows, .csv)
  }

  private func row(_ section: String, _ driver: EPSDriver, _ value: Double, _ provenance: Provenance?) -> [TextTable.Value] {
    let change = change(driver, to: value)
    let known = provenance == nil ? nil : reported?.values(counting: estimate.count)?[driver]
    let setting = provenance == nil ? DriverSetting.value(value) : estimate.assumption(driver)?.setting
    return [
      .text(section), .text(driver.name), .text(driver.unit.rawValue), .text(driver.basis.rawValue),
      .number(estimate.from[driver]), .number(value), .optional(change?.value), .optional(change?.unit),
      .optional(known), .optional(known.map { $0 - value }),
      .optional(setting?.text(for: driver)), .optional(provenance == nil ? nil : author(driver)),
    ] + (provenance.map { origin($0) } ?? [.null, .null, .null])
  }

  private func origin(_ provenance: Provenance) -> [TextTable.Value] {
    [
      .optional(provenance.isDated ? provenance.knownAt.iso : nil), .text(provenance.sources.joined(separator: ";")),
      .text(provenance.confidence.rawValue),
    ]
  }
}
