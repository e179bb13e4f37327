import ArgumentParser
import Dashboard
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
      one company also by what its price must be multiplied to cross a limit, all other prices as they are.

      Without --input: the index of the facts as of --as-of, the day of its closes first; where they are older than \
      \(FiguresDate.limit) days the exit status is \(FiguresDate.status). A file needs ticker, company and one of weight, \
      price with index_shares, price with shares_outstanding, preferred in this order.

      \(IndexHelp.files)

      Example: tsla-tui index trigger --input weights.csv --ticker NVDA
      """)

  @Option(help: ArgumentHelp("The securities as CSV.", valueName: "file"), completion: .file())
  var input: String?

  @Option(help: "The security whose company is looked at; by default the company of the facts.")
  var ticker: String?

  @Option(help: "table, csv or json.")
  var format: TableFormat = .table

  @OptionGroup var chosen: RebalanceOption

  @OptionGroup var moment: MomentOptions

  @OptionGroup var record: FolderOption

  func run() throws {
    let language = moment.language
    let report = try input.map { try ofFile($0, language) } ?? ofRecord(language)
    try report.write(format, language)
  }

  private func ofFile(_ path: String, _ language: Language) throws -> TriggerReport {
    try chosen.refuse(beside: "--input", language)
    let file = try FileWeights(path, [.ticker, .company], language)
    let ticker = try self.ticker ?? IndexRecord(record.snapshot(at: moment.instant, language))?.companyTicker
    let rules = try IndexHelp.rules(on: moment.instant.newYorkDay, "--as-of", language)
    let trigger = IndexTrigger(zip(file.file.rows, file.weights).map { ($0.ticker, $0.company, $1) }, rules)
    let report = try make(trigger, ticker, file.basis.rawValue, language, in: file.file.file)
    if file.basis == .sharesOutstanding { file.complainOfBasis(language) }
    let sum = file.weights.reduce(0, +)
    if sum < 0.99 {
      complain(
        language.words(
          "\(file.file.file): the weights add up to \(Numbers.plain(sum, 4)) only; companies that are left out are not tested",
          "\(file.file.file): 비중 합계가 \(Numbers.plain(sum, 4))뿐임; 빠진 기업은 검사되지 않음"))
    }
    return report
  }

  private func ofRecord(_ language: Language) throws -> TriggerReport {
    let snapshot = try record.snapshot(at: moment.instant, language)
    guard let index = try chosen.record(snapshot, language) else {
      complain(
        language.words(
          "no weight of the index is known on \(snapshot.asOf.newYorkDay.iso)",
          "\(snapshot.asOf.newYorkDay.iso)에 알려진 지수 비중 없음"))
      throw ExitCode(65)
    }
    let basis = FileWeights.Basis.indexShares.rawValue
    var report = try make(index.trigger, ticker ?? index.companyTicker, basis, language, in: nil)
    report.date = FiguresDate(day: index.triggerDay, asOf: snapshot.asOf.newYorkDay)
    report.rebalance = index.isAnnounced ? index.rebalance.id : nil
    return report
  }

  private func make(
    _ trigger: IndexTrigger, _ ticker: String?, _ basis: String, _ language: Language, in file: String?
  ) throws -> TriggerReport {
    let place = ticker.flatMap { trigger.place(ofTicker: $0) }
    if let wanted = self.ticker, place == nil {
      complain(
        (file.map { "\($0): " } ?? "")
          + language.words("there is no security '\(wanted.printable)'", "'\(wanted.printable)' 종목이 없음"))
      throw ExitCode(65)
    }
    return TriggerReport(trigger: trigger, basis: basis, ticker: place == nil ? nil : ticker, place: place)
  }
}

/// The tests of a special rebalance, to be printed.
struct TriggerReport: IndexReport {
  let trigger: IndexTrigger
  let basis: String
  /// The day of the prices, and the rebalance that brought the index shares, where they are of the facts.
  var date: FiguresDate?
  var rebalance: String?
  let ticker: String?
  /// The place of the ticker's company by size.
  let place: Int?

  /// One of the two tests of the index.
  private struct Test {
    var key: String
    var measured: Double
    var limit: Double
    var isTriggered: Bool
    var companies: [String]
  }

  private var tests: [Test] {
    let ids = trigger.companies.map(\.id)
    return [
      Test(
        key: "largest_company", measured: trigger.largest, limit: trigger.rules.companyLimit,
        isTriggered: trigger.exceedsCompanyLimit, companies: Array(ids.prefix(1))),
      Test(
        key: "cohort", measured: trigger.cohortSum, limit: trigger.rules.cohortLimit,
        isTriggered: trigger.exceedsCohortLimit, companies: Array(ids.prefix(trigger.cohortCount))),
    ]
  }

  /// How far a company is from a limit of its own.
  private struct Edge {
    var key: String
    var limit: Double
    var isCrossed: Bool
    var multiple: Double?
  }

  private func edges(_ place: Int) -> [Edge] {
    let company = trigger.companies[place]
    func edge(_ key: String, _ limit: Double, _ isCrossed: Bool) -> Edge {
      Edge(key: key, limit: limit, isCrossed: isCrossed, multiple: IndexTrigger.multiple(from: company.weight, to: limit))
    }
    let rules = trigger.rules
    return [
      edge("company_to_cohort", rules.cohortFloor, place < trigger.cohortCount),
      edge("company_to_limit", rules.companyLimit, trigger.exceedsCompanyLimit && company.weight > rules.companyLimit),
    ]
  }

  // MARK: for programs

  var csv: String {
    var rows: [[TextTable.Value]] = tests.map { test in
      [
        .text(test.key), .number(test.measured), .number(test.limit), .number(test.limit - test.measured),
        .text(test.isTriggered ? "true" : "false"), .text(test.companies.joined(separator: ";")), .null,
      ]
    }
    if let place {
      let company = trigger.companies[place]
      rows += edges(place).map { edge in
        [
          .text(edge.key), .number(company.weight), .number(edge.limit), .number(edge.limit - company.weight),
          .text(edge.isCrossed ? "true" : "false"), .text(company.id), .optional(edge.multiple),
        ]
      }
      let (below, above) = trigger.turningMultiples(ofCompanyAt: place)
      for (key, multiple) in [("turn_below", below), ("turn_above", above)] {
        rows.append([.text(key), .null, .null, .null, .null, .text(company.id), .optional(multiple)])
      }
    }
    var columns = ["test", "measured", "limit", "distance", "triggered", "companies", "price_multiple"]
    if let date {
      columns += ["price_day", "age_days"]
      rows = rows.map { $0 + [.text(date.day.iso), .number(Double(date.age))] }
    }
    return TextTable.printed(columns, rows, .csv)
  }

  var json: JSON {
    let tests = self.tests.map { test in
      (
        name: test.key,
        value: JSON.object([
          ("measured", .number(test.measured)), ("limit", .number(test.limit)),
          ("distance", .number(test.limit - test.measured)), ("triggered", .bool(test.isTriggered)),
          ("companies", .texts(test.companies)),
        ])
      )
    }
    return .object(
      FiguresDate.members(date, rebalance) + [
        ("basis", .text(basis)), ("price_day", .optional(date?.day.iso)), ("rules_since", .text(trigger.rules.since.iso)),
        ("triggered", .bool(trigger.isTriggered)),
      ] + tests + [("company", .optional(place.map(company)))])
  }

  private func company(_ place: Int) -> JSON {
    let company = trigger.companies[place]
    let (below, above) = trigger.turningMultiples(ofCompanyAt: place)
    let edges = self.edges(place).map { edge in
      (
        name: edge.key,
        value: JSON.object([
          ("limit", .number(edge.limit)), ("distance", .number(edge.limit - company.weight)),
          ("triggered", .bool(edge.isCrossed)), ("price_multiple", .optional(edge.multiple)),
        ])
      )
    }
    return .object(
      [
        ("ticker", .optional(ticker)), ("company", .text(company.id)), ("tickers", .texts(company.tickers)),
        ("weight", .number(company.weight)),
      ] + edges + [("turn_below", .optional(below)), ("turn_above", .optional(above))])
  }

  // MARK: for people

  private var isOld: Bool { date?.isOld == true }

  func table(_ language: Language) -> String {
    var head = language.words("Special rebalance: ", "특별 리밸런싱: ")
    let (en, ko) = isOld ? ("was", "당시 ") : ("is", "")
    head +=
      trigger.isTriggered
      ? language.words("a limit \(en) reached", "\(ko)한도 도달") : language.words("no limit \(en) reached", "\(ko)한도 미달")
    var rows = [
      language == .ko
        ? ["검사", "값", "한도", "여유 pp", "도달", "기업"] : ["TEST", "MEASURED", "LIMIT", "DISTANCE pp", "REACHED", "COMPANIES"]
    ]
    let floor = percent(trigger.rules.cohortFloor)
    for (test, name) in zip(
      tests, [Phrase("Largest company", "최대 기업"), Phrase("Companies above \(floor)", "\(floor) 초과 기업 합계")])
    {
      let ids = test.companies.joined(separator: " ")
      rows.append([
        name[language], Numbers.plain(test.measured * 100, 3) + "%", percent(test.limit),
        Numbers.signed((test.limit - test.measured) * 100, 3),
        test.isTriggered ? language.words("yes", "예") : language.words("no", "아니오"), ids,
      ])
    }
    return head + "\n\n" + TextTable.aligned(rows, right: [1, 2, 3]) + (place.map { "\n" + lines($0, language) } ?? "")
  }

  private func lines(_ place: Int, _ language: Language) -> String {
    let company = trigger.companies[place]
    let (below, above) = trigger.turningMultiples(ofCompanyAt: place)
    func price(_ multiple: Double?) -> String {
      multiple.map { "× \(Numbers.plain($0, 4)) (\(Numbers.signed(($0 - 1) * 100, 1))%)" } ?? language.words("none", "없음")
    }
    let edges = self.edges(place)
    var lines = [
      ("\(company.tickers.joined(separator: " ")): \(percent(company.weight)). "
        + (isOld
          ? language.words("All other prices as they were, its price had to be:", "다른 가격이 그대로였을 때 필요했던 가격:")
          : language.words("All other prices as they are, its price must be:", "다른 가격이 그대로일 때 필요한 가격:")))
    ]
    for edge in edges {
      lines.append(
        language.words("  to weigh \(percent(edge.limit)): ", "  비중 \(percent(edge.limit)): ") + price(edge.multiple))
    }
    lines.append(
      language.words("  for the tests to turn, below: ", "  판정이 바뀌는 하락: ") + price(below)
        + language.words("; above: ", "; 상승: ") + price(above))
    return lines.map { $0 + "\n" }.joined()
  }
}
