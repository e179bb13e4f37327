import Analysis
import ArgumentParser
import Canvas
import Documents
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
    help: ArgumentHelp("Start from an estimate in the facts; 'tsla-tui eps list' names them.", valueName: "id"),
    completion: .presets)
  var preset: String?

  @Option(help: ArgumentHelp("Start from an estimate you saved.", valueName: "name"), completion: .savedEstimates)
  var estimate: String?

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("Set a driver; may be repeated, the last one of a driver counts.", valueName: "driver=value"),
    completion: .driverSettings,
    transform: epsSetting)
  var settings: [EPSAssumption] = []

  func validate() throws {
    if preset != nil, estimate != nil {
      throw ValidationError("--preset and --estimate cannot be combined; give one.", "--preset과 --estimate는 함께 쓸 수 없습니다.")
    }
  }

  /// Works out the estimate; throws `EPSFault` where there is none.
  func make(_ a: Analysis, _ format: Formatter) throws -> Report.Estimate {
    let s = a.snapshot
    let preset = try preset.map { try EstimateOptions.preset($0, s, format) }
    let saved = try estimate.map { try EstimateOptions.saved($0, s, format) }
    return try Report.Estimate(a, preset: preset, saved: saved, base: base, target: target, settings: settings)
  }

  // MARK: names

  /// An estimate of the facts.
  static func preset(_ id: String, _ s: Snapshot, _ format: Formatter) throws -> EPSPreset {
    if let found = s.epsPresets.first(where: { $0.id == id }) { return found }
    let known = s.epsPresets.map(\.id.sanitized).joined(separator: ", ")
    throw ValidationError(
      known.isEmpty
        ? format.words("No preset is known at this moment.", "이 시점에 알려진 프리셋이 없습니다.")
        : format.words(
          "There is no preset '\(id.sanitized)' at this moment. Known: \(known).",
          "이 시점에 프리셋 '\(id.sanitized)'이(가) 없습니다. 있는 것: \(known)."))
  }

  /// A saved estimate; where its file cannot be used, says why.
  static func saved(_ name: String, _ s: Snapshot, _ format: Formatter) throws -> SavedEstimate {
    let folder = try? UserFiles.estimates()
    let (estimates, problems) = folder?.load(among: s.epsPresets) ?? ([], [])
    if let found = estimates.first(where: { $0.name == name }) {
      guard found.madeAt <= s.asOf else {
        throw ValidationError(
          format.words(
            "The estimate '\(name.sanitized)' was made at \(found.madeAt.iso), after this moment.",
            "추정 '\(name.sanitized)'은(는) 이 시점보다 뒤인 \(found.madeAt.iso)에 만들어졌습니다."))
      }
      return found
    }
    let about = folder?.problems(of: name, in: problems) ?? []
    warn(about, format.language)
    if !about.isEmpty { throw ExitCode(65) }
    let known = estimates.map(\.name).joined(separator: ", ")
    throw ValidationError(
      known.isEmpty
        ? format.words("There are no saved estimates.", "저장된 추정이 없습니다.")
        : format.words(
          "There is no saved estimate '\(name.sanitized)'. There are: \(known).",
          "저장된 추정 '\(name.sanitized)'이(가) 없습니다. 있는 것: \(known)."))
  }
}
