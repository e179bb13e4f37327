import ArgumentParser
import Canvas
import Facts
import Finance
import Format
import Model
import Reports

/// Prints how far a special rebalance is.
struct IndexTriggerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trigger", abstract: "Print how far the weights are from the limits of a special rebalance.",
    discussion: """
      The tests are on companies by index weight: the largest above 24%, or those above 4.5% together 48% or more. For \
      one company also by what its price must be multiplied to cross a limit, all other prices unchanged.

      Without --input: the index of the facts as of --as-of, the day of its closes first; where they are older than \
      \(FiguresDate.limit) days the exit status is \(IndexHelp.historyStatus). A file needs ticker, company and one of weight, \
      price with index_shares, price with shares_outstanding, preferred in this order.

      \(IndexHelp.files)

      Example: tsla-tui index trigger --input weights.csv --ticker NVDA
      """)

  @Option(help: ArgumentHelp("The securities as CSV.", valueName: "file"), completion: .file())
  var input: String?

  @Option(help: "The security whose company is looked at; by default the company of the facts.")
  var ticker: String?

  @Option(help: "table, csv or json.")
  var format: Report.Form = .table

  @OptionGroup var chosen: RebalanceOption

  @OptionGroup var moment: MomentOptions

  @OptionGroup var record: FolderOption

  func run() throws {
    let language = moment.language
    let answer = try input.map { try ofFile($0, language) } ?? ofRecord(language)
    try Report.indexTrigger(answer, moment.formatter).print(format, of: answer.date)
  }

  private func ofFile(_ path: String, _ language: Language) throws -> Report.Trigger {
    try chosen.reject(beside: "--input", language)
    let weights = try FileWeights(path, [.ticker, .company], language)
    let ticker = try self.ticker ?? RebalanceWeights(record.snapshot(at: moment.instant, language))?.companyTicker
    let rules = try IndexHelp.rules(on: moment.instant.newYorkDay, "--as-of", language)
    let answer = try checked(Report.Trigger(weights, rules, ticker: ticker), language, in: weights.file.file)
    weights.warn(ofWholeIndex: true, language)
    return answer
  }

  private func ofRecord(_ language: Language) throws -> Report.Trigger {
    let snapshot = try record.snapshot(at: moment.instant, language)
    guard let index = try chosen.record(snapshot, language) else {
      throw failure(
        65,
        language.words(
          "no weight of the index is known on \(snapshot.asOf.newYorkDay.iso)",
          "\(snapshot.asOf.newYorkDay.iso)에 알려진 지수 비중 없음"))
    }
    return try checked(Report.Trigger(index, ticker: ticker, asOf: snapshot.asOf.newYorkDay), language)
  }

  /// The answer; ends with status 65 where it is not about the security asked for.
  private func checked(_ answer: Report.Trigger, _ language: Language, in file: String? = nil) throws -> Report.Trigger {
    guard let ticker, answer.place == nil else { return answer }
    throw failure(
      65,
      (file.map { "\($0): " } ?? "")
        + language.words("there is no security '\(ticker.sanitized)'", "'\(ticker.sanitized)' 종목이 없음"))
  }
}
