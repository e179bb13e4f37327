import ArgumentParser
import Canvas
import Dashboard
import Facts
import Glibc
import Model

/// Prints figures.
struct FactsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "facts", abstract: "Print figures as a table, CSV or JSON, each with its source.",
    discussion: "Metrics: \(Metric.allCases.map(\.name).joined(separator: ", ")).")

  @Argument(help: "One metric only; without it all of them.", completion: .metrics)
  var metric: String?

  @Option(
    name: .customLong("as-of"), help: ArgumentHelp("Only what was known at a moment.", valueName: "moment"), transform: moment)
  var asOf: Instant?

  @Option(help: "table, csv or json.")
  var format: TableFormat = .table

  @Option(
    help: ArgumentHelp("Use the facts in a folder instead of the bundled ones.", valueName: "folder"), completion: .directory)
  var facts: String?

  @Option(
    name: .customLong("copy-to"),
    help: ArgumentHelp("Write the bundled CSV files to a new folder, to edit them.", valueName: "folder"), completion: .directory)
  var copyTo: String?

  @Flag(help: "All versions of a figure known then, not only the newest: first prints, recasts, conversions by share splits.")
  var versions = false

  private static let columns = ["metric", "period", "value", "unit", "version", "known_at", "source", "confidence", "absence"]

  func run() throws {
    if let copyTo { return try FactsCopy.write(to: copyTo) }
    let wanted = try metrics()
    let book = try FactsFolder.loadOrComplain(facts, Locale.language)
    let snapshot = Snapshot(of: book, asOf: asOf ?? clockNow())
    let rows = wanted.flatMap { metric in
      Self.versions(metric, snapshot, all: versions).map { Self.row(metric, $0.figure, $0.version, $0.knownAt) }
        + Self.absences(metric, snapshot).map { Self.row(metric, $0.period, $0.why) }
    }
    TextTable.write(Self.columns, rows, format, right: [2])
  }

  /// The metric asked for, by its name or the beginning of it that fits only one.
  private func metrics() throws -> [Metric] {
    guard let metric else { return Metric.allCases }
    // The columns of quarters.csv are names too.
    let name = ["_adj", "_reported", "_m"].reduce(metric) { $0.hasSuffix($1) ? String($0.dropLast($1.count)) : $0 }
    if let exact = Metric(name: metric) ?? Metric(name: name) { return [exact] }
    let fitting = Metric.allCases.filter { $0.name.hasPrefix(metric) }
    if fitting.count == 1 { return fitting }
    let list = (fitting.isEmpty ? Metric.allCases : fitting).map(\.name).joined(separator: ", ")
    throw ValidationError("'\(metric.printable)' is not a metric. \(fitting.isEmpty ? "There are" : "It could be"): \(list).")
  }

  /// A figure as one row of the table: which version it is and from when on that version was known.
  private typealias Version = (figure: Figure, version: FigureVersion, knownAt: Instant)

  /// The figures of a metric with their versions, oldest first; of each period the newest version, or all.
  private static func versions(_ metric: Metric, _ s: Snapshot, all: Bool) -> [Version] {
    switch metric {
    case .usdKRW, .usdKRWNoon, .usdKRWClose, .priceOpen, .priceHigh, .priceLow, .priceClose, .volume:
      return figures(metric, s).flatMap { figure -> [Version] in
        let known = figure.provenance.knownAt
        guard case .derived(_, let inputs) = figure.provenance else { return [(figure, .first, known)] }
        // A price as traded is converted by the splits after it; an adjusted one is converted back, and was never another.
        let splits = s.splits.filter { $0.effective > known }
        guard let traded = inputs.first, let newest = splits.last else { return [(figure, .converted, known)] }
        return (all ? [(traded, .first, known)] : []) + [(figure, .converted, newest.effective)]
      }
    default:
      return s.series(metric).flatMap { period, _ in
        let marked = s.markedVersions(metric, period)
        return (all ? marked[...] : marked.suffix(1)).compactMap { record, version in
          record.reading.figure.map { ($0, version, record.knownAt) }
        }
      }
    }
  }

  /// The quarters of a metric that it has no figure of, from its first one to the newest that is over, and why.
  private static func absences(_ metric: Metric, _ s: Snapshot) -> [(period: Period, why: Absence)] {
    guard metric.isOfQuarters, var quarter = s.quarters(metric).first?.period else { return [] }
    let last = Period.quarter(of: s.asOf.newYorkDay).advanced(by: -1)
    var absences: [(period: Period, why: Absence)] = []
    while quarter <= last {
      if let why = s.reading(metric, quarter).absence { absences.append((quarter, why)) }
      quarter = quarter.advanced(by: 1)
    }
    return absences
  }

  private static func row(_ metric: Metric, _ period: Period, _ why: Absence) -> [TextTable.Value] {
    [
      .text(metric.name), .text(period.label), .null, .text(metric.unit.rawValue), .null, .null, .null, .null,
      .text(why.rawValue),
    ]
  }

  /// The figures of a metric that are known, oldest first.
  static func figures(_ metric: Metric, _ s: Snapshot) -> [Figure] {
    switch metric {
    case .usdKRW, .usdKRWNoon, .usdKRWClose: return s.daily(metric)
    case .priceOpen, .priceHigh, .priceLow, .priceClose, .volume:
      return (0..<s.prices.count).compactMap { i in
        let bar = s.prices[i]
        let value: Double?
        switch metric {
        case .priceOpen: value = bar.open
        case .priceHigh: value = bar.high
        case .priceLow: value = bar.low
        case .priceClose: value = bar.close
        default: value = bar.volume
        }
        return value.map { s.prices.figure($0, of: metric, at: i) }
      }
    default: return s.series(metric).compactMap { $0.reading.figure }
    }
  }

  private static func row(
    _ metric: Metric, _ figure: Figure, _ version: FigureVersion, _ knownAt: Instant
  ) -> [TextTable.Value] {
    var sources: [String] = []
    collect(figure, &sources)
    return [
      .text(metric.name), .text(figure.period.label), .number(clean(figure)), .text(figure.unit.rawValue),
      .text(version.rawValue), .text(knownAt.iso), .text(sources.joined(separator: ";")),
      .text(figure.provenance.confidence.rawValue), .null,
    ]
  }

  /// The value in as many decimals as are sure, of what a split divides in six at most.
  private static func clean(_ figure: Figure) -> Double {
    func rounded(_ decimals: Int) -> Double {
      let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
      return (figure.value * scale).rounded() / scale
    }
    return rounded(figure.knownDecimals ?? 6)
  }

  private static func collect(_ figure: Figure, _ sources: inout [String]) {
    switch figure.provenance {
    case .reported(let c), .consensus(let c), .claimed(_, let c):
      for key in c.sources where !sources.contains(key) { sources.append(key) }
    case .derived(_, let inputs): for input in inputs { collect(input, &sources) }
    case .assumed: break
    }
  }
}

/// The bundled facts as files, for a user to edit.
enum FactsCopy {
  static func write(to folder: String) throws {
    guard mkdir(folder, 0o755) == 0 else {
      complain("\(FileError(path: folder, code: errno)); name a folder that does not exist yet")
      throw ExitCode(73)
    }
    var failure: FileError?
    FactsReader.forEachBundledFact { name, bytes in
      let path = folder + "/" + name
      let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
      guard descriptor >= 0 else {
        failure = failure ?? FileError(path: path, code: errno)
        return
      }
      if !writeAll(bytes, to: descriptor) { failure = failure ?? FileError(path: path, code: errno) }
      if close(descriptor) != 0 { failure = failure ?? FileError(path: path, code: errno) }
    }
    if let failure {
      complain("\(failure)")
      throw ExitCode(73)
    }
    writeOut(
      "Written to \(folder.printable). Use it with --facts \(folder.printable); 'tsla-tui check \(folder.printable)' looks for mistakes.\n"
    )
  }
}

/// Prints events.
struct EventsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "events", abstract: "Print events as a table, CSV or JSON.")

  @Option(help: ArgumentHelp("The first day (New York).", valueName: "date"), transform: day)
  var from: Day?

  @Option(help: ArgumentHelp("The last day (New York).", valueName: "date"), transform: day)
  var to: Day?

  @Option(
    name: .customLong("as-of"), help: ArgumentHelp("Only what was known at a moment.", valueName: "moment"), transform: moment)
  var asOf: Instant?

  @Option(help: "Language of the words: en or ko.")
  var lang: Language?

  @Option(help: "table, csv or json.")
  var format: TableFormat = .table

  @Option(
    help: ArgumentHelp("Use the facts in a folder instead of the bundled ones.", valueName: "folder"), completion: .directory)
  var facts: String?

  private static let columns = [
    "date", "time_et", "seoul", "kind", "event", "detail", "value", "unit", "known_at", "source", "confidence",
  ]

  func validate() throws {
    if let from, let to, from > to {
      throw ValidationError("--from \(from.iso) is after --to \(to.iso); nothing lies between them.")
    }
  }

  func run() throws {
    let language = lang ?? Locale.language
    let book = try FactsFolder.loadOrComplain(facts, language)
    let events = Snapshot(of: book, asOf: asOf ?? clockNow()).events.filter { event in
      (from.map { event.day >= $0 } ?? true) && (to.map { event.day <= $0 } ?? true)
    }
    let rows = events.map { Self.row($0, language) }
    if format == .table {
      // The last columns would make every line too long to read.
      let shown = rows.map { Array($0.prefix(8)) }
      TextTable.write(Array(Self.columns.prefix(8)), shown, .table, right: [6])
    } else {
      TextTable.write(Self.columns, rows, format)
    }
  }

  private static func row(_ event: Event, _ language: Language) -> [TextTable.Value] {
    let time = event.start.local(in: .newYork)
    let seoul = event.start.local(in: .seoul)
    return [
      .text(event.day.iso), .text(event.hasTime ? time.clock : ""),
      .text(event.hasTime ? "\(seoul.day.iso)T\(seoul.clock)" : ""), .text(event.kind.rawValue),
      .text(event.title[language]), .text(event.detail?[language] ?? ""),
      event.figure.map { .number($0.value) } ?? .null, .text(event.figure == nil ? "" : event.unitText),
      .text(event.knownAt.iso), .text(event.citation.sources.joined(separator: ";")),
      .text(event.citation.confidence.rawValue),
    ]
  }
}

/// Checks facts for mistakes.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check a folder or a file of facts, or the bundled ones, for mistakes.",
    discussion: "Prints each problem as FILE:LINE:COLUMN: reason. Exit status 65 when there are errors.")

  @Argument(help: "A folder of facts, or one of its CSV files; without it the bundled facts.", completion: .file())
  var path: String?

  @Option(help: "Language of the messages: en or ko.")
  var lang: Language?

  func run() throws {
    let language = lang ?? Locale.language
    let problems = try find()
    for problem in problems { writeOut(problem.message(language) + "\n") }
    let errors = problems.reduce(0) { $1.severity == .error ? $0 + $1.count : $0 }
    let warnings = problems.reduce(0) { $1.severity == .warning ? $0 + $1.count : $0 }
    let name = path?.printable ?? (language == .ko ? "내장 팩트" : "bundled facts")
    writeOut(
      language == .ko
        ? "\(name): 오류 \(errors)건, 경고 \(warnings)건\n" : "\(name): \(errors) error(s), \(warnings) warning(s)\n")
    if errors > 0 { throw ExitCode(65) }
  }

  private func find() throws -> [FactProblem] {
    guard let path else { return FactsReader.bundled().problems }
    if isFolder(path) { return try FactsFolder.load(path).problems }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let bytes: [UInt8]
    do {
      bytes = try readFile(path)
    } catch {
      complain("\(error)")
      throw ExitCode(66)
    }
    guard let file = FactFile(rawValue: name) else {
      throw ValidationError(
        "'\(name.printable)' is not a file of the facts. They are: \(FactFile.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
    // The other files are the bundled ones, for what this one refers to.
    var files: [FactFile: [UInt8]] = [:]
    FactsReader.forEachBundledFact { name, bytes in
      if let other = FactFile(rawValue: name) { files[other] = Array(bytes) }
    }
    files[file] = bytes
    return FactsReader.read(files).problems.filter { $0.file == file.rawValue }
  }
}
