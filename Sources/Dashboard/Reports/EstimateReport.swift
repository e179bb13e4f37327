import Canvas
import Finance
package import Format
package import Model

extension Report {
  /// An estimate with its drivers and its income statement, beside the base and what was reported.
  package static func estimate(
    _ estimate: Estimate, _ solution: Solution?, _ basis: Basis, _ s: Snapshot, _ format: Formatter
  ) -> Report {
    let eps = estimate.eps
    let reported = try? EPSQuarter(eps.target, s)
    return Report(format, csv: estimateHeader) {
      lines(estimateTitle(estimate, s, format))
      lines(estimateNotes(eps, s, format))
      members(ofEstimate: estimate, basis, s)
      members([
        "eps": ["gaap": .number(eps.statement.epsGAAP), "nongaap": .number(eps.statement.epsNonGAAP)],
        "one_off": .oneOff(eps), "other_income_carried": .number(eps.otherIncomeCarried),
      ])
      if let solution { members(["solve": .solution(solution, basis, eps)]) }
      lines("")
      drivers(eps, reported, s, format)
      lines("")
      statement(eps, reported, s, format)
      lines("", format.words("? not reported at this moment   ∅ not in this record", "? 이 시점에 발표되지 않음   ∅ 이 기록에 없음"))
      if let solution {
        lines("", solved(solution, basis, eps, format))
        table([solution], in: .csv) {
          Column("section") { _ in "solve" }
          Column("name") { .text($0.driver.name) }
          Column("unit") { .text($0.driver.unit.rawValue) }
          Column("basis") { .text($0.driver.basis.rawValue) }
          Column("base") { .number(eps.from[$0.driver]) }
          Column("estimate") { .number($0.value) }
          Column("change") { .number(eps.change($0.driver, to: $0.value)) }
          Column("change_unit") { .text(eps.changeUnit($0.driver, to: $0.value)) }
          Column("setting") { .text(DriverSetting.value($0.value).text(for: $0.driver)) }
        }
      }
    }
  }

  private static let estimateHeader = """
    section name unit basis base estimate change change_unit reported difference setting assumed_by known_at=provenance.known_at \
    source=provenance.sources confidence=provenance.confidence
    """

  /// What the reports of an estimate say of it in JSON.
  static func members(ofEstimate estimate: Estimate, _ basis: Basis, _ s: Snapshot) -> [Section] {
    members([
      "base": .text(estimate.eps.base.quarter.label), "target": .text(estimate.eps.target.label), "as_of": .instant(s.asOf),
      "preset": .text(estimate.presetName), "estimate": .text(estimate.saved?.name),
      "units_count": .text(estimate.eps.count.key), "basis": .text(basis.rawValue), "eps_unit": .text(Unit.usdPerShare.rawValue),
    ])
  }

  private static func drivers(_ eps: EPSEstimate, _ reported: EPSQuarter?, _ s: Snapshot, _ format: Formatter) -> Section {
    let known = reported?.values(counting: eps.count)
    return table(EPSDriver.allCases, key: "drivers", text: "driver name base change value unit assumed_by") {
      Column("section", in: .csv) { _ in "driver" }
      Column("driver", Phrase("DRIVER", "항목"), csv: "name") { .text($0.name) }
      Column("name", Phrase("")) { .phrase(Names.of(driver: $0)) }
      Column("unit", Phrase("UNIT", "단위")) { .unit($0.unit, format) }
      Column("basis") { .text($0.basis.rawValue) }
      Column("base", Phrase("BASE", "기준")) { .amount(eps.from[$0], $0.unit) }
      Column("base_quarter") { .text(eps.quarter(of: $0).label) }
      Column("base_provenance") { .provenance(eps.startFigure($0).provenance) }
      Column("carried") { .number(eps.start[$0]) }
      Column("value", Phrase(eps.target.label), csv: "estimate") { .amount(eps.values[$0], $0.unit) }
      Column("change", Phrase("CHANGE", "변화"), .right) { .change(of: $0, in: eps, format) }
      Column("change_unit") { .text(eps.changeUnit($0, to: eps.values[$0])) }
      Column("reported") { .number(known?[$0]) }
      Column("difference", in: .csv) { driver in .number(known.map { $0[driver] - eps.values[driver] }) }
      Column("setting") { .text(eps.assumption($0)?.setting.text(for: $0)) }
      Column("assumed_by", Phrase("SOURCE", "누구의 값")) { driver in
        let author = eps.assumption(driver).map { format.words(Names.author(of: $0, in: eps, s)).sanitized }
        return .shown(author ?? reason(driver, eps, format), .text(author))
      }
      Column("provenance") { .provenance(eps.figure($0).provenance) }
    }
  }

  private static func statement(_ eps: EPSEstimate, _ reported: EPSQuarter?, _ s: Snapshot, _ format: Formatter) -> Section {
    func reading(_ line: EPSLine) -> Reading { reported?.reading(line) ?? .absent(s.absence(of: .revenue, eps.target)) }
    return table(EPSLine.allCases, key: "lines", text: "name base estimate reported difference unit") {
      Column("section", in: .csv) { _ in "line" }
      Column("line", csv: "name") { .text($0.rawValue) }
      Column("name", Phrase("LINE", "손익 항목")) { .phrase(Names.of(line: $0)) }
      Column("unit", Phrase("UNIT", "단위")) { .unit($0.unit, format) }
      Column("basis") { .text($0.basis.rawValue) }
      Column("base", Phrase(eps.base.quarter.label)) { .reading(eps.base.reading($0), $0.unit.columnDecimals) }
      Column("base_provenance") { .provenance(eps.base.reading($0).figure?.provenance) }
      Column("estimate", Phrase("ESTIMATE", "추정")) { .amount(eps.statement[$0], $0.unit) }
      Column("reported", Phrase("REPORTED", "발표")) { .reading(reading($0), $0.unit.columnDecimals) }
      Column("difference", Phrase("DIFFERENCE", "차이")) { line in
        .signed(reading(line).value.map { $0 - eps.statement[line] }, line.unit.columnDecimals)
      }
      Column("absence", optional: true) { .absences(["base": eps.base.reading($0), "reported": reading($0)]) }
      Column("provenance") { .provenance(eps.figure(of: $0).provenance) }
    }
  }

  // MARK: words

  private static func estimateTitle(_ estimate: Estimate, _ s: Snapshot, _ format: Formatter) -> [String] {
    let (eps, statement) = (estimate.eps, estimate.eps.statement)
    let (base, target) = (eps.base.quarter.label, eps.target.label)
    let (nonGAAP, gaap) = (format.column(statement.epsNonGAAP, .usdPerShare), format.column(statement.epsGAAP, .usdPerShare))
    let saved = estimate.saved.map { format.words("Your estimate: ", "저장된 추정: ") + $0.name }
    let preset = estimate.preset.map {
      format.words("Preset: ", "프리셋: ") + "\($0.id.sanitized) (\(format.words($0.name).sanitized))"
    }
    return [
      format.words("EPS of \(target), estimated from \(base)", "\(target) EPS 추정 (\(base) 기준)"),
      "non-GAAP \(nonGAAP), GAAP \(gaap) \(format.name(.usdPerShare))", asOfLine(s, format), preset ?? saved,
      format.words(eps.count.words),
    ].compactMap { $0 }
  }

  static func asOfLine(_ s: Snapshot, _ format: Formatter) -> String {
    format.words("As of ", "시점: ") + format.newYork(s.asOf)
  }

  /// What is not carried over from the base, and what is not from it.
  private static func estimateNotes(_ eps: EPSEstimate, _ s: Snapshot, _ format: Formatter) -> [String] {
    func warning(_ notes: [Phrase]) -> String? { notes.first.map { "! " + format.words($0) + "." } }
    return [
      warning(EPSNotes.missing(eps, s, format)), unused(eps, s).map { format.words($0) }, warning(EPSNotes.oneOff(eps)),
      warning(EPSNotes.otherIncome(eps)), EPSNotes.newer(eps).first.map { format.words($0) + "." },
      EPSNotes.tax(eps).map { format.words($0) },
    ].compactMap { $0 }
  }

  /// What has been published about the target and is not used, because nobody set it: the panel's estimate begins with it.
  private static func unused(_ eps: EPSEstimate, _ s: Snapshot) -> Phrase? {
    let target = eps.target
    let drivers = [EPSDriver.units, .storage].filter {
      !eps.isSet($0) && target != eps.base.quarter && EPSEstimate.isPublished($0, target, s)
    }
    guard !drivers.isEmpty else { return nil }
    let names = drivers.map(\.name).joined(separator: ", ")
    let sets = drivers.map { "--set \($0.name)=published" }.joined(separator: " ")
    return Phrase(
      "Published for \(target.label) and not used here: \(names). With \(sets) they are.",
      "\(target.label)에 공개되었으나 쓰지 않은 값: \(names). 쓰려면 \(sets).")
  }

  /// Why a driver that nobody set has its value, in words.
  private static func reason(_ driver: EPSDriver, _ eps: EPSEstimate, _ format: Formatter) -> String {
    // Spelled out only where it is not simply what the column of the base shows.
    if !eps.isSet(driver), eps.values[driver] == eps.base.values[driver] {
      return format.words("assumed as in the base", "기준과 같다고 가정")
    }
    switch eps.figure(driver).provenance {
    case .derived(let rule, _): return format.words(rule).sanitized
    case .assumed(let reason): return format.words("assumed: ", "가정: ") + format.words(reason).sanitized
    default: return format.words("assumed", "가정")
    }
  }

  private static func solved(_ solution: Solution, _ basis: Basis, _ eps: EPSEstimate, _ format: Formatter) -> String {
    let (driver, unit) = (solution.driver, solution.driver.unit)
    let name = "\(format.words(Names.of(driver: driver))) (\(driver.name))"
    let change = eps.change(driver, to: solution.value).map { change in
      " (\(Numbers.signed(change, 2))\(eps.changeUnit(driver, to: solution.value) ?? ""))"
    }
    let value = "\(name) \(format.column(solution.value, unit)) \(format.name(unit))\(change ?? "")"
    let wanted = "\(basis.rawValue) \(format.wantedEPS(solution.wanted))"
    let (before, from) = (format.column(eps.from[driver], unit), eps.quarter(of: driver).label)
    return format.words(
      "For \(wanted), everything else as above: \(value); \(from) had \(before).",
      "나머지가 위와 같을 때 \(wanted)이(가) 되려면: \(value); \(from)은(는) \(before).")
  }
}

extension Formatter {
  /// Earnings per share that somebody typed: with all their decimals, at least two.
  package func wantedEPS(_ wanted: Double) -> String {
    let isOfCents = Double(Numbers.plain(wanted, 2)) == wanted
    return "\(isOfCents ? column(wanted, .usdPerShare) : Numbers.exact(wanted)) \(name(.usdPerShare))"
  }
}

extension UnitCount {
  /// As JSON and CSV say it.
  var key: String { self == .all ? "all" : "without_operating_lease" }

  /// Which deliveries count as units.
  var words: Phrase {
    switch self {
    case .withoutOperatingLease:
      return Phrase("Units are deliveries without those under operating lease.", "판매 대수는 운용리스를 뺀 인도량.")
    case .all:
      return Phrase(
        "Units are all deliveries: those under operating lease are not disclosed.", "판매 대수는 전체 인도량: 운용리스 인도는 공개되지 않음.")
    }
  }
}

extension EPSEstimate {
  /// The unit of a driver's change from the base; nil where the base is not above 0, so that there is no change in percent.
  fileprivate func changeUnit(_ driver: EPSDriver, to value: Double) -> String? {
    change(driver, to: value).map { _ in driver.unit == .percent ? "pp" : "%" }
  }
}

extension Report.Value {
  /// The change of a driver from its base; from zero or less as an amount, which machines do not get.
  fileprivate static func change(of driver: EPSDriver, in eps: EPSEstimate, _ format: Formatter) -> Report.Value {
    let value = eps.values[driver]
    guard let change = eps.change(driver, to: value) else {
      return .shown(format.signedColumn(value - eps.from[driver], driver.unit), .null)
    }
    return .shown(Numbers.signed(change, 1) + (eps.changeUnit(driver, to: value) ?? ""), .number(change))
  }

  /// Which numbers are missing, and why; null where none is.
  fileprivate static func absences(_ readings: KeyValuePairs<String, Reading>) -> Report.Value {
    let members = readings.compactMap { name, reading in reading.absence.map { (key: name, value: Self.text($0.rawValue)) } }
    return members.isEmpty ? .null : .object(members)
  }

  fileprivate static func oneOff(_ eps: EPSEstimate) -> Report.Value {
    guard let once = eps.oneOff else { return .null }
    return [
      "quarter": .text(eps.base.quarter.label), "net_income": .number(once.netIncome), "per_share": .number(once.perShare),
      "interest_other": .number(once.interestOther), "other_non_gaap": .number(once.otherNonGAAP), "carried": .flag(false),
    ]
  }

  fileprivate static func solution(_ solution: Report.Solution, _ basis: Basis, _ eps: EPSEstimate) -> Report.Value {
    let (driver, value) = (solution.driver, solution.value)
    return [
      "driver": .text(driver.name), "name": .phrase(Names.of(driver: driver)), "unit": .text(driver.unit.rawValue),
      "basis": .text(basis.rawValue), "eps": .number(solution.wanted), "base": .number(eps.from[driver]),
      "value": .number(value), "change": .number(eps.change(driver, to: value)),
      "change_unit": .text(eps.changeUnit(driver, to: value)),
      "setting": .text(DriverSetting.value(value).text(for: driver)),
    ]
  }
}
