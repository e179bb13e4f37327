package import Finance
package import Format
package import Model

extension Report {
  /// How far a special rebalance is.
  package struct Trigger {
    let trigger: IndexTrigger
    /// What the weights are based on, as JSON names it.
    let basis: String
    /// A security that is in the index.
    let ticker: String?
    /// The rank of its company by size, from 0; nil where it is not in the index.
    package let place: Int?
    /// The day of the prices, and the rebalance that brought the index shares, where they come from the facts.
    package private(set) var date: FiguresDate?
    private(set) var rebalance: String?

    /// From weights; a security that is not among them counts as none.
    package init(_ trigger: IndexTrigger, basis: String, ticker: String?) {
      (self.trigger, self.basis) = (trigger, basis)
      place = ticker.flatMap { trigger.place(ofTicker: $0) }
      self.ticker = place == nil ? nil : ticker
    }

    /// From the facts; without a security it is the company's.
    package init(_ index: RebalanceWeights, ticker: String?, asOf: Day) {
      self.init(index.trigger, basis: Trigger.byIndexShares, ticker: ticker ?? index.companyTicker)
      date = FiguresDate(day: index.triggerDay, asOf: asOf)
      rebalance = index.isAnnounced ? index.rebalance.id : nil
    }

    /// The name of weights by index shares.
    package static let byIndexShares = "price x index_shares"
  }

  /// The tests of a special rebalance, and how far one company is from a limit of its own.
  package static func indexTrigger(_ answer: Trigger, _ format: Formatter) -> Report {
    let trigger = answer.trigger
    let company = answer.place.map { trigger.companies[$0] }
    let tests = indexTests(trigger)
    let edges = answer.place.map { companyLimits(trigger, $0) } ?? []
    let turns = answer.place.map(trigger.turningMultiples)
    return Report(format, csv: triggerHeader + (answer.date == nil ? "" : " price_day age_days")) {
      figures(of: answer.date, answer.rebalance, format)
      lines(triggerTitle(answer, format))
      members(
        [
          "basis": .text(answer.basis), "price_day": .day(answer.date?.day), "rules_since": .day(trigger.rules.since),
          "triggered": .flag(trigger.isTriggered),
        ], in: .machines)
      for test in tests { members([test.key: .limit(test, without: ["price_multiple"])]) }
      members(["company": company.map { .company($0, answer.ticker, edges, turns) } ?? .null])
      table(tests, title: "", in: [.text, .csv]) { limitColumns() }
      table(edges + turningRows(company, turns), in: .csv) { limitColumns() }
      if let company, let turns { lines(priceLines(company, edges, turns, isOld: answer.date?.isOld == true, format)) }
    }
  }

  private static let triggerHeader = "test measured limit distance triggered companies price_multiple"

  /// What a weight is compared with: a test of the index, or a limit of one company.
  fileprivate struct Limit {
    var key: String
    var name = Phrase("")
    /// Fractions.
    var measured: Double?
    var limit: Double?
    var isReached: Bool?
    var companies: [String]
    /// What the company's price must be multiplied by to get there, with all others unchanged.
    var multiple: Double?

    var distance: Double? { if let limit, let measured { limit - measured } else { nil } }
  }

  @Parts<Column<Limit>> private static func limitColumns() -> [Column<Limit>] {
    Column("test", Phrase("TEST", "검사")) { .term($0.key, $0.name) }
    Column("measured", Phrase("MEASURED", "값")) { .percent($0.measured, exactly: 3) }
    Column("limit", Phrase("LIMIT", "한도")) { .percent($0.limit) }
    Column("distance", Phrase("DISTANCE pp", "여유 pp")) { .points($0.distance) }
    Column("triggered", Phrase("REACHED", "도달")) { .flag($0.isReached) }
    Column("companies", Phrase("COMPANIES", "기업")) { .texts($0.companies) }
    Column("price_multiple") { .number($0.multiple) }
  }

  private static func indexTests(_ trigger: IndexTrigger) -> [Limit] {
    let (ids, rules) = (trigger.companies.map(\.id), trigger.rules)
    let floor = Names.percent(rules.cohortFloor)
    return [
      Limit(
        key: "largest_company", name: Phrase("Largest company", "최대 기업"), measured: trigger.largest, limit: rules.companyLimit,
        isReached: trigger.exceedsCompanyLimit, companies: Array(ids.prefix(1))),
      Limit(
        key: "cohort", name: Phrase("Companies above \(floor)", "\(floor) 초과 기업 합계"), measured: trigger.cohortSum,
        limit: rules.cohortLimit, isReached: trigger.exceedsCohortLimit, companies: Array(ids.prefix(trigger.cohortCount))),
    ]
  }

  /// How far a company is from the limits of one company.
  private static func companyLimits(_ trigger: IndexTrigger, _ place: Int) -> [Limit] {
    let (company, rules) = (trigger.companies[place], trigger.rules)
    func edge(_ key: String, _ limit: Double, _ isReached: Bool) -> Limit {
      Limit(
        key: key, measured: company.weight, limit: limit, isReached: isReached, companies: [company.id],
        multiple: IndexTrigger.multiple(from: company.weight, to: limit))
    }
    return [
      edge("company_to_cohort", rules.cohortFloor, place < trigger.cohortCount),
      edge("company_to_limit", rules.companyLimit, trigger.exceedsCompanyLimit && company.weight > rules.companyLimit),
    ]
  }

  private static func turningRows(_ company: IndexTrigger.Company?, _ turns: (below: Double?, above: Double?)?) -> [Limit] {
    guard let company, let turns else { return [] }
    return [("turn_below", turns.below), ("turn_above", turns.above)].map {
      Limit(key: $0, companies: [company.id], multiple: $1)
    }
  }

  // MARK: words

  private static func triggerTitle(_ answer: Trigger, _ format: Formatter) -> String {
    let (en, ko) = answer.date?.isOld == true ? ("was", "당시 ") : ("is", "")
    return format.words("Special rebalance: ", "특별 리밸런싱: ")
      + (answer.trigger.isTriggered
        ? format.words("a limit \(en) reached", "\(ko)한도 도달") : format.words("no limit \(en) reached", "\(ko)한도 미달"))
  }

  /// What the company's price must be for it to cross a limit, and for the tests to change their outcome.
  private static func priceLines(
    _ company: IndexTrigger.Company, _ edges: [Limit], _ turns: (below: Double?, above: Double?), isOld: Bool, _ format: Formatter
  ) -> [String] {
    func price(_ multiple: Double?) -> String {
      multiple.map { "× \(Numbers.plain($0, 4)) (\(Numbers.signed(($0 - 1) * 100, 1))%)" } ?? format.words("none", "없음")
    }
    let tickers = company.tickers.joined(separator: " ")
    let head = "\(tickers): \(Names.percent(company.weight)). "
    let condition =
      isOld
      ? format.words("All other prices unchanged, its price had to be:", "다른 가격이 그대로였을 때 필요했던 가격:")
      : format.words("All other prices unchanged, its price must be:", "다른 가격이 그대로일 때 필요한 가격:")
    let limits = edges.map { edge in
      let limit = Names.percent(edge.limit ?? 0)
      return format.words("  for a weight of \(limit): ", "  비중 \(limit): ") + price(edge.multiple)
    }
    let turning =
      format.words("  for the test result to change, below: ", "  판정이 바뀌는 하락: ") + price(turns.below)
      + format.words("; above: ", "; 상승: ") + price(turns.above)
    return ["", head + condition] + limits + [turning]
  }
}

extension Report.Value {
  /// A test or a limit, without the members it does not have.
  fileprivate static func limit(_ limit: Report.Limit, without left: Set<String>) -> Report.Value {
    let members: [(key: String, value: Report.Value)] = [
      ("measured", .number(limit.measured)), ("limit", .number(limit.limit)), ("distance", .number(limit.distance)),
      ("triggered", .flag(limit.isReached)), ("companies", .texts(limit.companies)), ("price_multiple", .number(limit.multiple)),
    ]
    return .object(members.filter { !left.contains($0.key) })
  }

  fileprivate static func company(
    _ company: IndexTrigger.Company, _ ticker: String?, _ edges: [Report.Limit], _ turns: (below: Double?, above: Double?)?
  ) -> Report.Value {
    .object(
      [
        ("ticker", .text(ticker)), ("company", .text(company.id)), ("tickers", .texts(company.tickers)),
        ("weight", .number(company.weight)),
      ] + edges.map { ($0.key, .limit($0, without: ["measured", "companies"])) }
        + [("turn_below", .number(turns?.below)), ("turn_above", .number(turns?.above))])
  }
}
