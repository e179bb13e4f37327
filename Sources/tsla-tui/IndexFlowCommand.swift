import ArgumentParser
import Canvas
import Facts
import Finance
import Format
import Model
import Reports

/// Prints what funds that follow the index trade.
struct IndexFlowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "flow", abstract: "Print what funds that track the index trade in a security at a rebalance.",
    discussion: """
      Amount = assets × change of weight, shares = amount ÷ price, days = shares ÷ average daily volume (ADV). Below zero is a sale.

      Without files: a rebalance of the facts as of --as-of, for each estimate of the assets, the day of its closes first; \
      where they are older than \(FiguresDate.limit) days the exit status is \(IndexHelp.historyStatus). Assets from another date are \
      marked: a change of weight times them is not an actual trade. A file needs ticker and \
      one of weight, price with index_shares, price with shares_outstanding; what 'index rebalance --format csv' prints \
      is such a file. Both must use the prices of the trade.

      \(IndexHelp.files)

      Example: tsla-tui index flow --before old.csv --after new.csv --assets 204.85e9 --price 260.02 --adv 133.3e6
      """)

  @Option(help: ArgumentHelp("Weights before, as CSV.", valueName: "file"), completion: .file())
  var before: String?

  @Option(help: ArgumentHelp("Weights after, as CSV.", valueName: "file"), completion: .file())
  var after: String?

  @Option(
    parsing: .singleValue, help: ArgumentHelp("Assets that track the index; may be repeated.", valueName: "USD"),
    transform: amountAboveZero)
  var assets: [Double] = []

  @Option(help: ArgumentHelp("Price of the trade, a share.", valueName: "USD"), transform: amountAboveZero)
  var price: Double?

  @Option(help: ArgumentHelp("Average daily volume.", valueName: "shares"), transform: amountAboveZero)
  var adv: Double?

  @Option(help: "The security; by default the company of the facts.")
  var ticker: String?

  @Option(help: "table, csv or json.")
  var format: Report.Form = .table

  @OptionGroup var chosen: RebalanceOption

  @OptionGroup var moment: MomentOptions

  @OptionGroup var record: FolderOption

  func run() throws {
    let language = moment.language
    let flow = try isOfFiles(language) ? ofFiles(language) : ofRecord(language)
    try Report.indexFlow(flow, moment.formatter).print(format, of: flow.date)
  }

  /// Whether files are given, with all that they need; none of that can be combined with the facts.
  private func isOfFiles(_ language: Language) throws -> Bool {
    let options: [(name: String, isGiven: Bool)] = [
      ("--before", before != nil), ("--after", after != nil), ("--assets", !assets.isEmpty), ("--price", price != nil),
      ("--adv", adv != nil),
    ]
    let given = options.filter(\.isGiven).map(\.name)
    let missing = options.filter { !$0.isGiven }.map(\.name)
    if given.isEmpty, let ticker {
      throw ValidationError(
        "--ticker \(ticker.sanitized) goes with --before and --after.",
        "--ticker \(ticker.sanitized)은(는) --before, --after와 함께 씁니다.", language)
    }
    if !given.isEmpty, !missing.isEmpty {
      throw ValidationError(
        "\(given.joined(separator: ", ")) without \(missing.joined(separator: ", ")); give all of them, or none for the facts.",
        "\(missing.joined(separator: ", "))이(가) 없습니다; 모두 주거나, 팩트를 쓰려면 모두 빼세요.", language)
    }
    if before == SecurityInput.standardInput, after == SecurityInput.standardInput {
      throw ValidationError(
        "Only one of --before and --after can be standard input.", "--before와 --after 중 하나만 표준 입력일 수 있습니다.", language)
    }
    return !given.isEmpty
  }

  private func ofFiles(_ language: Language) throws -> Report.Flow {
    guard let before, let after, let price, let adv else { return try ofRecord(language) }
    try chosen.reject(beside: "--before", language)
    let files = try [before, after].map { try FileWeights($0, [.ticker], language) }
    for file in files { file.warn(ofWholeIndex: false, language) }
    guard let ticker = try self.ticker ?? RebalanceWeights(record.snapshot(at: moment.instant, language))?.companyTicker else {
      throw ValidationError("The facts name no company; give --ticker.", "팩트에 기업이 없습니다; --ticker로 지정하세요.", language)
    }
    guard files.contains(where: { $0[ticker] != nil }) else {
      let names = files.map(\.file.file)
      throw failure(
        65,
        language.words(
          "'\(ticker.sanitized)' is neither in \(names[0]) nor in \(names[1])",
          "'\(ticker.sanitized)'이(가) \(names[0])에도 \(names[1])에도 없음"))
    }
    return Report.Flow(ticker: ticker, files[0], files[1], price: price, volume: adv, assets: assets)
  }

  private func ofRecord(_ language: Language) throws -> Report.Flow {
    let snapshot = try record.snapshot(at: moment.instant, language)
    let index = try chosen.record(snapshot, language)
    guard let flow = index.flatMap({ Report.Flow($0, asOf: snapshot.asOf.newYorkDay) }) else {
      throw failure(
        65,
        language.words(
          "no rebalance is known on \(snapshot.asOf.newYorkDay.iso) with weights before and after and a price",
          "\(snapshot.asOf.newYorkDay.iso)에 변경 전후 비중과 가격이 알려진 리밸런싱 없음"))
    }
    return flow
  }
}

/// Reads an amount of the command line.
@Sendable func amountAboveZero(_ text: String) throws -> Double {
  if let value = Double(number: text), SecurityFile.amounts.contains(value) { return value }
  throw ValidationError(
    "'\(text.sanitized)' is not a number above zero, at most 1e18; write 260.02 or 204.85e9",
    "'\(text.sanitized)'은(는) 0보다 크고 1e18 이하인 숫자가 아닙니다. 예: 260.02 또는 204.85e9")
}
