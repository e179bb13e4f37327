import ArgumentParser
import Facts
import Finance
import Format
import Model
import Reports

/// A kind of rebalance on the command line.
enum RebalanceName: String, ExpressibleByArgument, CaseIterable {
  case quarterly, special, annual

  var kind: RebalanceKind {
    switch self {
    case .quarterly: return .quarterly
    case .special: return .special
    case .annual: return .annual
    }
  }
}

/// Prints the weights that the rules of the index set.
struct IndexRebalanceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebalance", abstract: "Print the weights that the rules of the index set, and what they did to each security.",
    discussion: """
      Without --input: a rebalance of the facts as of --as-of, the day of its closes first; where they are older than \
      \(FiguresDate.limit) days the exit status is \(IndexHelp.historyStatus). A file needs ticker, company, price and \
      shares_outstanding.

      A quarterly rebalance whose file has index_shares keeps them unless the weights by index shares break a limit; \
      all others reset the weights from the shares outstanding.

      \(IndexHelp.files)

      Example: tsla-tui index rebalance --kind annual --input index.csv --format csv
      """)

  @Option(help: "quarterly, special or annual; quarterly by default. Goes with --input.")
  var kind: RebalanceName?

  @Option(
    help: ArgumentHelp("The rules in force on a day; that of --as-of by default. Goes with --input.", valueName: "date"),
    transform: day)
  var rules: Day?

  @Option(help: ArgumentHelp("The securities as CSV.", valueName: "file"), completion: .file())
  var input: String?

  @Option(help: "table, csv or json.")
  var format: Report.Form = .table

  @OptionGroup var chosen: RebalanceOption

  @OptionGroup var moment: MomentOptions

  @OptionGroup var record: FolderOption

  func run() throws {
    let language = moment.language
    let weights = try input.map { try ofFile($0, language) } ?? ofRecord(language)
    try Report.rebalance(weights, moment.formatter).print(format, of: weights.date)
  }

  private func ofRecord(_ language: Language) throws -> Report.Weights {
    if kind != nil || rules != nil {
      let option = kind != nil ? "--kind" : "--rules"
      throw ValidationError("\(option) goes with --input.", "\(option)은(는) --input과 함께 씁니다.", language)
    }
    let snapshot = try record.snapshot(at: moment.instant, language)
    let index = try chosen.record(snapshot, language)
    guard let weights = index.flatMap({ Report.Weights($0, asOf: snapshot.asOf.newYorkDay) }) else {
      throw failure(
        65,
        language.words(
          "no weights by rule: prices and shares outstanding of a rebalance are not known on \(snapshot.asOf.newYorkDay.iso)",
          "규칙에 따른 비중 없음: \(snapshot.asOf.newYorkDay.iso)에는 리밸런싱의 가격과 발행주식 수가 알려지지 않음"))
    }
    return weights
  }

  private func ofFile(_ path: String, _ language: Language) throws -> Report.Weights {
    try chosen.reject(beside: "--input", language)
    let day = rules ?? moment.instant.newYorkDay
    let version = try IndexHelp.rules(on: day, "--rules", language)
    let kind = kind?.kind ?? .quarterly
    var file = try SecurityInput.read(
      path, required: [.ticker, .company, .price, .sharesOutstanding],
      known: [.ticker, .company, .name, .price, .sharesOutstanding, .freeFloat, .indexShares], language
    ) { file in
      if kind == .quarterly, file.has(.indexShares) { file.require(.indexShares) }
      return file
    }
    if let weights = Report.Weights(&file, kind, version) { return weights }
    try SecurityInput.warnOrGoOn(file, language)
    throw ExitCode(65)
  }
}
