import ArgumentParser
import Canvas
import Documents
import Facts
import Format
import Glibc
import Model
import Reports

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
  var format: Report.Form = .table

  @OptionGroup var folder: FolderOption

  @Option(
    name: .customLong("copy-to"),
    help: ArgumentHelp("Write the bundled CSV files to a new folder, to edit them.", valueName: "folder"), completion: .directory)
  var copyTo: String?

  @Flag(help: "All versions of a figure known then, not only the newest: first prints, restatements, split adjustments.")
  var versions = false

  func run() throws {
    if let copyTo { return try FactsCopy.write(to: copyTo) }
    let wanted = try metrics()
    let snapshot = try folder.snapshot(at: asOf ?? clockNow(), Locale.language)
    Report.facts(wanted, snapshot, allVersions: versions, Formatter(language: Locale.language)).print(format)
  }

  /// The metric asked for, by its name or by a beginning that fits only one.
  private func metrics() throws -> [Metric] {
    guard let metric else { return Metric.allCases }
    // The columns of quarters.csv are names too.
    let name = ["_adj", "_reported", "_m"].reduce(metric) { $0.hasSuffix($1) ? String($0.dropLast($1.count)) : $0 }
    if let exact = Metric(name: metric) ?? Metric(name: name) { return [exact] }
    let fitting = Metric.allCases.filter { $0.name.hasPrefix(metric) }
    if fitting.count == 1 { return fitting }
    let list = (fitting.isEmpty ? Metric.allCases : fitting).map(\.name).joined(separator: ", ")
    throw ValidationError("'\(metric.sanitized)' is not a metric. \(fitting.isEmpty ? "There are" : "It could be"): \(list).")
  }
}

/// The bundled facts as files, for a user to edit.
enum FactsCopy {
  static func write(to folder: String) throws {
    guard mkdir(folder, 0o755) == 0 else {
      throw failure(
        73, "\(Problem(file: folder, code: errno).message(Locale.language)); name a folder that does not exist yet")
    }
    var fault: Problem?
    FactsReader.forEachBundledFact { name, bytes in
      let path = folder + "/" + name
      let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
      guard descriptor >= 0 else {
        fault = fault ?? Problem(file: path, code: errno)
        return
      }
      if !writeAll(bytes, to: descriptor) { fault = fault ?? Problem(file: path, code: errno) }
      if close(descriptor) != 0 { fault = fault ?? Problem(file: path, code: errno) }
    }
    if let fault { throw failure(73, fault.message(Locale.language)) }
    writeOut(
      "Written to \(folder.sanitized). Use it with --facts \(folder.sanitized); 'tsla-tui check \(folder.sanitized)' looks for mistakes.\n"
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

  @OptionGroup var options: ReportOptions

  func validate() throws {
    if let from, let to, from > to {
      throw ValidationError("--from \(from.iso) is after --to \(to.iso); nothing lies between them.")
    }
  }

  func run() throws {
    try options.print { s, format in
      .events(s.events.filter { (from ?? $0.day) <= $0.day && $0.day <= (to ?? $0.day) }, format)
    }
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

  @Option(help: "table (each problem on its line), csv or json.")
  var format: Report.Form = .table

  func run() throws {
    let language = lang ?? Locale.language
    let problems = try find()
    Report.check(problems, of: path, Formatter(language: language)).print(format)
    if problems.contains(where: { $0.severity == .error }) { throw ExitCode(65) }
  }

  private func find() throws -> [FactProblem] {
    guard let path else { return FactsReader.bundled().problems }
    if isFolder(path) { return try FactsFolder.load(path).problems }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let bytes: [UInt8]
    do throws(Problem) {
      bytes = try readFile(path, longest: longestFacts)
    } catch {
      throw failure(66, error.message(Locale.language))
    }
    guard let file = FactFile(rawValue: name) else {
      throw ValidationError(
        "'\(name.sanitized)' is not a file of the facts. They are: \(FactFile.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
    // The other files are the bundled ones, so that what this one refers to is found.
    var files: [FactFile: [UInt8]] = [:]
    FactsReader.forEachBundledFact { name, bytes in
      if let other = FactFile(rawValue: name) { files[other] = Array(bytes) }
    }
    files[file] = bytes
    return FactsReader.read(files).problems.filter { $0.file == file.rawValue }
  }
}
