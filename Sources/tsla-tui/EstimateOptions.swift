import Analysis
import ArgumentParser
import Finance
import Format
import Model
import Reports

/// What an estimate starts from and what is assumed.
struct EstimateOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The reported quarter to start from; by default the one before the target.", valueName: "quarter"),
    transform: quarter)
  var base: Period?

  @Option(
    help: ArgumentHelp("The quarter to estimate; by default the newest with known deliveries.", valueName: "quarter"),
    transform: quarter)
  var target: Period?

  @Option(
    help: ArgumentHelp("Begin with an estimate of the facts; 'tsla-tui eps list' names them.", valueName: "id"),
    completion: .presets)
  var preset: String?

  @Option(help: ArgumentHelp("Begin with an estimate that you saved.", valueName: "name"), completion: .savedEstimates)
  var estimate: String?

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("Set a driver; may be repeated, the last one of a driver counts.", valueName: "driver=value"),
    completion: .driverSettings,
    transform: epsSetting)
  var settings: [EPSAssumption] = []

  func validate() throws {
    if preset != nil, estimate != nil {
      throw ValidationError(
        Phrase("--preset and --estimate are two beginnings; give one of them.", "--preset과 --estimate는 함께 쓸 수 없습니다.")[
          Locale.language])
    }
  }

  /// Works out the estimate; throws `EPSFault` where there is none.
  func make(_ a: Analysis, _ format: Formatter) throws -> Report.Estimate {
    let s = a.snapshot
    let preset = try preset.map { try EstimateOptions.preset($0, s, format) }
    let saved = try estimate.map { try EstimateOptions.saved($0, s, format) }
    let target = try target ?? preset?.target ?? saved?.target ?? EstimateOptions.target(after: base, s)
    let base = try base ?? preset?.base ?? saved?.base ?? EstimateOptions.base(before: target, s)
    let sets = try lastOfEach()
    // What is set anew need not be possible in the preset.
    let given = (preset?.assumptions ?? saved?.assumptions(s) ?? []).filter { old in
      !sets.contains { $0.driver == old.driver || $0.driver == .operatingExpenses && $0.driver.overlaps(old.driver) }
    }
    let quarter = try a.quarter(base)
    var made = try EPSCase(base: quarter, target: target, assumptions: given, s)
    for new in sets { made = try EPSCase(base: quarter, target: target, assumptions: made.setting(new), s) }
    return Report.Estimate(made, preset: preset, saved: saved)
  }

  /// The settings of the command line: of one driver the last.
  private func lastOfEach() throws(EPSFault) -> [EPSAssumption] {
    var all: [EPSAssumption] = []
    for new in settings {
      if let i = all.firstIndex(where: { $0.driver == new.driver }) {
        all[i] = new
        continue
      }
      if let old = all.first(where: { $0.driver.overlaps(new.driver) }) { throw .overlap(old.driver, new.driver) }
      all.append(new)
    }
    return all
  }

  // MARK: defaults

  /// The newest quarter with known deliveries; from a given base at least the quarter after it.
  private static func target(after base: Period?, _ s: Snapshot) throws(EPSFault) -> Period {
    let newest = s.latestQuarter(.deliveries)
    if let base, newest.map({ $0 <= base }) ?? true { return base.advanced(by: 1) }
    guard let newest else { throw .noStatement(.quarter(of: s.asOf.newYorkDay), newest: nil) }
    return newest
  }

  /// The quarter before the target, or the newest before it whose income statement is known.
  private static func base(before target: Period, _ s: Snapshot) throws(EPSFault) -> Period {
    let before = s.quarters(.netIncome).last { $0.period < target && (try? EPSQuarter($0.period, s)) != nil }
    guard let before else { throw .noStatement(target.advanced(by: -1), newest: EPSQuarter.newest(s)) }
    return before.period
  }

  // MARK: names

  /// An estimate of the facts.
  static func preset(_ id: String, _ s: Snapshot, _ format: Formatter) throws -> EPSPreset {
    if let found = s.epsPresets.first(where: { $0.id == id }) { return found }
    let known = s.epsPresets.map(\.id.printable).joined(separator: ", ")
    throw ValidationError(
      known.isEmpty
        ? format.words("No preset is known at this moment.", "이 시점에 알려진 프리셋이 없습니다.")
        : format.words(
          "There is no preset '\(id.printable)' at this moment. Known: \(known).",
          "이 시점에 프리셋 '\(id.printable)'이(가) 없습니다. 있는 것: \(known)."))
  }

  /// A saved estimate; where its file cannot be used, says why.
  static func saved(_ name: String, _ s: Snapshot, _ format: Formatter) throws -> SavedEstimate {
    let (estimates, problems) = EstimateFiles.load(presets: s.epsPresets, format.language)
    if let found = estimates.first(where: { $0.name == name }) {
      guard found.madeAt <= s.asOf else {
        throw ValidationError(
          format.words(
            "The estimate '\(name.printable)' was made at \(found.madeAt.iso), after this moment.",
            "추정 '\(name.printable)'은(는) 이 시점보다 뒤인 \(found.madeAt.iso)에 만들어졌습니다."))
      }
      return found
    }
    if let folder = EstimateFiles.folder {
      let about = problems.filter { $0.hasPrefix("\(folder)/\(name).yaml:".printable) }
      for problem in about { complain(problem) }
      if !about.isEmpty { throw ExitCode(65) }
    }
    let known = estimates.map(\.name).joined(separator: ", ")
    throw ValidationError(
      known.isEmpty
        ? format.words("There are no saved estimates.", "저장된 추정이 없습니다.")
        : format.words(
          "There is no saved estimate '\(name.printable)'. There are: \(known).",
          "저장된 추정 '\(name.printable)'이(가) 없습니다. 있는 것: \(known)."))
  }
}
