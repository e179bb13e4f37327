import ArgumentParser
import Canvas
import Documents
import Facts
import Finance
import Format
import Glibc
import Model
import Reports

/// The weights of the index.
struct IndexCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "index",
    abstract: "Compute Nasdaq-100 weights, how far a special rebalance is, and what funds trade.",
    discussion: """
      Each command works on the index of the facts, or on your own CSV files; '-' is standard input.

      \(IndexHelp.files)
      """,
    subcommands: [IndexRebalanceCommand.self, IndexTriggerCommand.self, IndexFlowCommand.self])
}

/// What the help of the commands of the index has in common.
enum IndexHelp {
  /// The exit status of a command that has printed history.
  static let historyStatus: Int32 = 3

  static let files = """
    Columns of a file, by the names in its header:
      ticker, company      company is what the classes of one company share
      name                 may be left out
      price                USD a share
      shares_outstanding   of the listed class
      free_float           shares, or up to 1 a fraction; may be empty
      index_shares         shares that the index counts
      weight               a fraction, 0.05 for 5%
    Numbers have digits and a point, and may have an exponent: 1.5e9.
    """

  /// The rules in force on a day; ends with status 64 before the first that are known.
  static func rules(on day: Day, _ option: String, _ language: Language) throws -> IndexRules {
    if let rules = IndexRules.inForce(on: day) { return rules }
    let first = IndexRules.versions[0].since.iso
    throw ValidationError(
      "\(option) \(day.iso): the rules are known from \(first) on. Older ones scaled securities, not companies; their text is not on record.",
      "\(option) \(day.iso): 규칙은 \(first)부터 알려져 있습니다. 그 전에는 기업이 아닌 종목을 조정했고 원문 기록이 없습니다.", language)
  }
}

/// Which rebalance of the facts is asked for.
struct RebalanceOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A rebalance on record, such as 2023-07; the newest by default. Goes with the facts, not with files.", valueName: "id"),
    completion: .rebalances)
  var rebalance: String?

  /// The record as of a snapshot; nil where no weight is known.
  ///
  /// Ends with status 64 where no such rebalance was announced.
  func record(_ s: Snapshot, _ language: Language) throws -> RebalanceWeights? {
    if let rebalance, !s.rebalancesOnRecord.contains(where: { $0.id == rebalance }) {
      let ids = s.rebalancesOnRecord.map(\.id).joined(separator: ", ")
      let day = s.asOf.newYorkDay.iso
      throw ValidationError(
        "No rebalance '\(rebalance.sanitized)' is on record on \(day); there are: \(ids.isEmpty ? "none" : ids).",
        "\(day)에 '\(rebalance.sanitized)' 리밸런싱이 기록에 없습니다; 있는 것: \(ids.isEmpty ? "없음" : ids).", language)
    }
    return RebalanceWeights(s, of: rebalance)
  }

  /// Ends with status 64 where it is given beside a file.
  func reject(beside option: String, _ language: Language) throws {
    guard rebalance != nil else { return }
    throw ValidationError(language.words("--rebalance goes without \(option).", "--rebalance는 \(option) 없이 씁니다."))
  }
}

extension Report {
  /// Prints a report of the index with the date of its figures, which no CSV says; ends with a status of its own where they are old.
  func print(_ form: Form, of date: FiguresDate?) throws {
    let isOld = date?.isOld == true
    if let date, isOld, form == .csv { warn(date.line(format)) }
    print(form)
    if isOld { throw ExitCode(IndexHelp.historyStatus) }
  }
}

/// A user's file of securities.
enum SecurityInput {
  /// The name of standard input on the command line.
  static let standardInput = "-"

  /// Reads a file and lets `check` look for further problems; ends with status 66 or 65 and messages where it cannot be used.
  static func read<Answer>(
    _ path: String, required: [SecurityFile.Column], known: Set<SecurityFile.Column>, _ language: Language,
    _ check: (inout SecurityFile) -> Answer
  ) throws -> Answer {
    let isInput = path == standardInput
    let bytes: [UInt8]
    do throws(Problem) {
      bytes =
        try isInput
        ? readAll(STDIN_FILENO, "<stdin>", longest: longestFacts) : readFile(path, longest: longestFacts, takesPipe: true)
    } catch {
      throw failure(66, error.message(Locale.language))
    }
    var file = bytes.withUnsafeBufferPointer {
      SecurityFile(isInput ? "<stdin>" : path.sanitized, $0, required: required, known: known)
    }
    if file.problems.contains(where: { $0.severity == .error }) {
      try warnOrGoOn(file, language)
    }
    let answer = check(&file)
    try warnOrGoOn(file, language)
    return answer
  }

  /// Prints what is wrong in a file; ends with status 65 where any of it is more than a warning.
  static func warnOrGoOn(_ file: SecurityFile, _ language: Language) throws {
    let errors = file.problems.filter { $0.severity == .error }
    let shown = (errors.isEmpty ? file.problems : errors).sorted { ($0.line, $0.column) < ($1.line, $1.column) }
    for problem in shown.prefix(5) { warn(problem.message(language)) }
    if shown.count > 5 { warn(Phrase("and \(shown.count - 5) more", "외 \(shown.count - 5)건")[language]) }
    if !errors.isEmpty { throw ExitCode(65) }
  }
}

extension FileWeights {
  /// Reads a file with weights, or with prices and shares; `columns` must be there too.
  init(_ path: String, _ columns: [SecurityFile.Column], _ language: Language) throws {
    self = try SecurityInput.read(path, required: columns, known: Set(SecurityFile.Column.allCases), language) { file in
      let weights = FileWeights(file)
      file = weights.file
      return weights
    }
  }

  /// Says what else there is to know about the weights.
  func warn(ofWholeIndex isWhole: Bool, _ language: Language) {
    for doubt in doubts(ofWholeIndex: isWhole) { tsla_tui.warn("\(file.file): \(doubt[language])") }
  }
}
