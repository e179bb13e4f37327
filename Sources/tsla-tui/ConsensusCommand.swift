import ArgumentParser
import Dashboard
import Finance
import Format
import Model

/// Prints what analysts expected.
struct ConsensusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "consensus", abstract: "Print what analysts expected as a table, CSV or JSON, beside what was reported.",
    discussion: "Metrics: \(ConsensusMetric.allCases.map(\.rawValue).joined(separator: ", ")).")

  @Argument(help: "One metric only; without it all of them.")
  var metric: ConsensusMetric?

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
    "metric", "period", "value", "unit", "basis", "compiler", "as_of", "reported", "compiled_by", "known_at", "source",
    "confidence", "note", "absence",
  ]

  func run() throws {
    let language = lang ?? Locale.language
    let snapshot = Snapshot(of: try FactsFolder.loadOrComplain(facts, language), asOf: asOf ?? clockNow())
    let order = Dictionary(uniqueKeysWithValues: ConsensusMetric.allCases.enumerated().map { ($1, $0) })
    let wanted = snapshot.consensus.filter { metric == nil || $0.metric == metric }
      .sorted { (order[$0.metric] ?? 0, $0.period, $0.knownAt) < (order[$1.metric] ?? 0, $1.period, $1.knownAt) }
    let rows = wanted.map { Self.row($0, snapshot, language) }
    if format == .table {
      // The last columns would make every line too long to read.
      let marks = zip(wanted, rows).map { consensus, row in
        Self.reported(consensus, snapshot).absence.map { Array(row.prefix(7)) + [.text(Formatter(language: language).mark($0))] }
          ?? Array(row.prefix(8))
      }
      TextTable.write(Array(Self.columns.prefix(8)), marks, .table, right: [2, 7])
    } else {
      TextTable.write(Self.columns, rows, format)
    }
  }

  private static func row(_ consensus: ConsensusFigure, _ s: Snapshot, _ language: Language) -> [TextTable.Value] {
    let figure = consensus.figure
    guard case .consensus(let citation) = figure.provenance else { return [] }
    let reported = reported(consensus, s)
    return [
      .text(consensus.metric.rawValue), .text(consensus.period.label), .number(figure.value), .text(figure.unit.rawValue),
      .text(consensus.metric == .epsOther ? "compiler's own" : figure.basis.rawValue), .text(consensus.compiler[language]),
      .text(consensus.asOf), .optional(reported.value),
      .text(consensus.isCompanyCompiled ? "company" : "others"), .text(consensus.knownAt.iso),
      .text(citation.sources.joined(separator: ";")), .text(citation.confidence.rawValue),
      .text(citation.remarks.first?.text[language] ?? ""), .optional(reported.absence?.rawValue),
    ]
  }

  /// What came of it: the first print, which is what the mean was about; of a year its own figure, or the sum of its quarters.
  private static func reported(_ consensus: ConsensusFigure, _ s: Snapshot) -> Reading {
    guard let metric = consensus.metric.metric else { return .absent(.notApplicable) }
    let first = s.firstPrint(metric, consensus.period)
    guard first.figure == nil, case .year(let year) = consensus.period, metric.yearRule == .sum else { return first }
    return Growth.yearOfQuarters(metric, year, s)
  }
}

extension ConsensusMetric: ExpressibleByArgument {}
