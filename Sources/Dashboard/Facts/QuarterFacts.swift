import Model

/// The quarters and what belongs to them: annual storage, the bridge to EPS, deferred revenue.
enum QuarterFacts {
  /// The lines of `eps_bridge.csv` that `quarters.csv` does not have.
  static let bridgeMetrics = Metric.allCases.filter { $0.place == .bridge }

  /// The metrics of `quarters.csv` in the order of its columns.
  static let metrics = Metric.allCases.filter { $0.place == .headline || $0.place == .line }

  /// All columns that `quarters.csv` may have.
  static let columns: Set<String> = {
    var columns = Set(metrics.map(\.name))
    for metric in metrics where metric.splits {
      columns.formUnion([reportedColumn(metric), adjustedColumn(metric)])
    }
    return columns.union([
      "period", "period_end", "published", "published_time", "pd_8k_filed", "pd_released", "pd_time", "deliveries_first",
      "split_factor", "net_income_gaap_recast", "net_income_nongaap_recast", "net_income_for_eps_recast", "eps_gaap_recast",
      "eps_nongaap_recast", "recast_published", "source", "published_basis", "confidence", "confidence_lines", "verified_lines",
      "note", "note_ko", "later", "later_ko",
    ])
  }()

  private static func stem(_ metric: Metric) -> String {
    metric == .dilutedShares ? "diluted_shares_m" : metric.name
  }
  private static func reportedColumn(_ metric: Metric) -> String { stem(metric) + "_reported" }
  private static func adjustedColumn(_ metric: Metric) -> String { stem(metric) + "_adj" }

  /// One row of `quarters.csv` before its figures are made.
  private struct Row {
    var period: Period
    var deliveriesKnown: Instant
    var earningsKnown: Instant
    var hasEarnings: Bool
    var headline: Confidence
    var lines: Confidence
    /// What was seen in a document though the mark of its kind says otherwise.
    var seen: Set<Metric>
    var sources: [String]
    var remarks: [Remark]
  }

  static func readQuarters(_ table: FactTable, into draft: inout BookDraft, _ releases: inout [Period: (Instant, Day)]) {
    let period = table.column("period")
    let earnings = metrics.filter { $0.release == .earnings && !$0.splits }.map { table.column($0.name) }
    var seen: Set<Period> = []
    table.forEachLine { (table) throws(BadCell) in
      let row = try readRow(table, period, earnings)
      guard seen.insert(row.period).inserted else {
        throw BadCell(
          column: period,
          reason: Phrase("\(row.period.label) stands twice; one line a quarter", "\(row.period.label)이(가) 두 번 있음; 분기마다 한 줄"))
      }
      var records: [(Metric, FigureRecord)] = []
      for metric in metrics {
        if metric.splits {
          try splitRecords(metric, row, table, draft.splits, &records)
        } else {
          records += try plainRecords(metric, row, table).map { (metric, $0) }
        }
      }
      try recastRecords(row, table, draft.splits, &records)
      for (metric, record) in records { draft.figures[metric, default: []].append(record) }
      if row.hasEarnings { releases[row.period] = (row.earningsKnown, try table.requiredDay(table.column("published"))) }
    }
  }

  private static func readRow(_ table: borrowing FactTable, _ period: Int, _ earnings: [Int]) throws(BadCell) -> Row {
    let label = try table.words(period)
    guard let quarter = Period(label), case .quarter = quarter else {
      throw BadCell(
        column: period,
        reason: Phrase(
          "'\(TextHead.of(label))' is not a quarter; write it as 2023Q2", "'\(TextHead.of(label))'은(는) 분기가 아님; 2023Q2처럼 쓸 것"))
    }
    let published = try table.requiredDay(table.column("published"))
    let (hour, minute) = try table.time(table.column("published_time")) ?? (16, 5)
    let filed = try table.requiredDay(table.column("pd_8k_filed"))
    let released = try table.day(table.column("pd_released")) ?? filed
    let releaseTime = try table.time(table.column("pd_time"))
    if published <= quarter.endDay || released < quarter.endDay {
      throw BadCell(
        column: table.column(published <= quarter.endDay ? "published" : "pd_8k_filed"),
        reason: Phrase("before the end of \(label)", "\(label)이(가) 끝나기 전 날짜임"))
    }
    let sources = try SourceFacts.keys(table, table.column("source"))
    let confidence = try table.choice(table.column("confidence"), Confidence.self)
    let linesColumn = table.column("confidence_lines")
    let lines = table.isEmpty(linesColumn) ? confidence : try table.choice(linesColumn, Confidence.self)
    let hasEarnings = earnings.contains { !table.isEmpty($0) }
    let release = Instant(published, hour, minute)
    var remarks = try table.remarks(table.column("later"), table.column("later_ko"))
    if let note = try table.phrase(table.column("note"), table.column("note_ko")) {
      remarks.insert(Remark(knownAt: hasEarnings ? release : Instant(endOf: published), text: note), at: 0)
    }
    return Row(
      period: quarter, deliveriesKnown: releaseTime.map { Instant(released, $0.0, $0.1) } ?? Instant(endOf: released),
      earningsKnown: release, hasEarnings: hasEarnings, headline: confidence, lines: lines, seen: try seenMetrics(table),
      sources: sources, remarks: remarks)
  }

  /// The metrics that `verified_lines` names.
  private static func seenMetrics(_ table: borrowing FactTable) throws(BadCell) -> Set<Metric> {
    let column = table.column("verified_lines")
    var seen: Set<Metric> = []
    for name in try table.keys(column) {
      guard let metric = Metric(name: name), metrics.contains(metric) else {
        throw BadCell(
          column: column,
          reason: Phrase(
            "'\(TextHead.of(name))' is not a line of quarters.csv", "'\(TextHead.of(name))'은(는) quarters.csv의 항목이 아님"))
      }
      seen.insert(metric)
    }
    return seen
  }

  /// When a metric of a row becomes known: storage with the earnings release up to 2023Q4, with the deliveries from 2024Q1 on.
  private static func knownAt(_ metric: Metric, _ row: Row) -> Instant {
    switch metric.release {
    case .deliveries: return row.deliveriesKnown
    case .storage: return row.period >= ReleaseKind.firstStorageWithDeliveries ? row.deliveriesKnown : row.earningsKnown
    default: return row.earningsKnown
    }
  }

  private static func plainRecords(_ metric: Metric, _ row: Row, _ table: borrowing FactTable) throws(BadCell) -> [FigureRecord] {
    let known = knownAt(metric, row)
    if table.isNotDisclosed(table.column(metric.name)) { return [absent(.notDisclosed, row, known)] }
    if let value = try table.number(table.column(metric.name), metric.unit) {
      // The release rounded the deliveries; the results gave the exact count.
      if metric == .deliveries, table.isNotOnRecord(table.column("deliveries_first")) {
        return [absent(.notInRecord, row, known), record(value, metric, row, row.earningsKnown)]
      }
      if metric == .deliveries, let first = try table.number(table.column("deliveries_first"), metric.unit) {
        return [record(first, metric, row, known), record(value, metric, row, row.earningsKnown)]
      }
      return [record(value, metric, row, known)]
    }
    // A blank line of a quarter whose earnings are out is not in the record; of any other quarter the snapshot says why.
    guard row.hasEarnings, metric.release == .earnings else { return [] }
    return [absent(.notInRecord, row, known)]
  }

  private static func absent(_ why: Absence, _ row: Row, _ known: Instant) -> FigureRecord {
    FigureRecord(period: row.period, knownAt: known, reading: .absent(why))
  }

  private static func record(
    _ value: Double, _ metric: Metric, _ row: Row, _ known: Instant, confidence: Confidence? = nil
  ) -> FigureRecord {
    let marked = metric.place == .headline ? row.headline : row.lines
    let citation = Citation(
      sources: row.sources, knownAt: known, confidence: confidence ?? (row.seen.contains(metric) ? max(marked, .single) : marked),
      remarks: row.remarks)
    let figure = Figure(value, metric.unit, row.period, metric.basis, .reported(citation))
    return FigureRecord(period: row.period, knownAt: known, reading: .known(figure))
  }

  /// A per-share amount or a share count is reported on the share basis of its day.
  ///
  /// Each later split makes a new version: what was reported, converted and not rounded again, so that growth does not change at a split.
  /// The columns `_adj` are not read where there is a reported figure: they are the same, rounded.
  private static func splitRecords(
    _ metric: Metric, _ row: Row, _ table: borrowing FactTable, _ splits: [Split],
    _ records: inout [(Metric, FigureRecord)]
  ) throws(BadCell) {
    guard row.hasEarnings else { return }
    if table.isNotDisclosed(table.column(reportedColumn(metric))) {
      return records.append((metric, absent(.notDisclosed, row, row.earningsKnown)))
    }
    let adjusted = try table.number(table.column(adjustedColumn(metric)), metric.unit)
    guard let reported = try table.number(table.column(reportedColumn(metric)), metric.unit) ?? adjusted else {
      records.append((metric, absent(.notInRecord, row, row.earningsKnown)))
      return
    }
    append(record(reported, metric, row, row.earningsKnown), metric, splits, &records)
  }

  /// A figure as it was published, and converted by each split after that.
  private static func append(
    _ first: FigureRecord, _ metric: Metric, _ splits: [Split], _ records: inout [(Metric, FigureRecord)]
  ) {
    records.append((metric, first))
    guard let figure = first.reading.figure else { return }
    var factor = 1.0
    for split in splits.filter({ $0.effective > first.knownAt }).sorted(by: { $0.day < $1.day }) {
      factor *= split.ratio
      let converted = Split.convert(figure, metric.splitPower, by: factor, with: split)
      records.append((metric, FigureRecord(period: figure.period, knownAt: split.effective, reading: .known(converted))))
    }
  }

  /// Restated figures: a newer version of the same figure.
  ///
  /// Income and earnings per share are restated together, so that no moment has one of each version: where only the income of the
  /// new version is on record, its earnings per share are worked out.
  private static func recastRecords(
    _ row: Row, _ table: borrowing FactTable, _ splits: [Split], _ records: inout [(Metric, FigureRecord)]
  ) throws(BadCell) {
    func recast(_ metric: Metric, _ column: String) throws(BadCell) -> FigureRecord? {
      guard let value = try table.number(table.column(column), metric.unit) else { return nil }
      return record(value, metric, row, Instant(endOf: try table.requiredDay(table.column("recast_published"))))
    }
    let income = try recast(.netIncome, "net_income_gaap_recast")
    let forEPS = try recast(.netIncomeForEPS, "net_income_for_eps_recast")
    let adjusted = try recast(.netIncomeNonGAAP, "net_income_nongaap_recast")
    let pairs: [(Metric, FigureRecord?, FigureRecord?)] = [
      (.epsGAAP, try recast(.epsGAAP, "eps_gaap_recast"), forEPS ?? income),
      (.epsNonGAAP, try recast(.epsNonGAAP, "eps_nongaap_recast"), adjusted),
    ]
    let shares = records.filter { $0.0 == .dilutedShares }.map(\.1)
    let incomes: [(Metric, FigureRecord?)] = [(.netIncome, income), (.netIncomeForEPS, forEPS), (.netIncomeNonGAAP, adjusted)]
    for case (let metric, let record?) in incomes { records.append((metric, record)) }
    for (metric, stated, income) in pairs {
      if let record = stated ?? income.flatMap({ perShare(metric, $0, shares) }) { append(record, metric, splits, &records) }
    }
  }

  /// Earnings per share of a version of which only the income is on record.
  private static func perShare(_ metric: Metric, _ income: FigureRecord, _ shares: [FigureRecord]) -> FigureRecord? {
    guard let earned = income.reading.figure, let count = shares.last(where: { $0.knownAt <= income.knownAt })?.reading.figure,
      count.value > 0
    else { return nil }
    let figure = Figure(
      earned.value / count.value, metric.unit, income.period, metric.basis,
      .derived(rule: Phrase("net income ÷ diluted shares", "순이익 ÷ 희석주식"), inputs: [earned, count]))
    return FigureRecord(period: income.period, knownAt: income.knownAt, reading: .known(figure))
  }

  // MARK: the smaller files

  static func readStorageYears(_ table: FactTable, into draft: inout BookDraft, _ releases: [Period: (Instant, Day)]) {
    let (year, storage) = (table.column("year"), table.column("storage_gwh"))
    table.forEachLine { (table) throws(BadCell) in
      guard let period = Period(try table.words(year)), case .year(let y) = period else {
        throw BadCell(column: year, reason: Phrase("not a year; write it as 2023", "연도가 아님; 2023처럼 쓸 것"))
      }
      let published = try table.requiredDay(table.column("published"))
      var known = Instant(endOf: published)
      // Published with the fourth quarter's earnings, it was known at that release.
      if let (release, day) = releases[.quarter(year: y, 4)], day == published { known = release }
      let reading: Reading
      if let value = try table.number(storage, .gigawattHours) {
        let citation = try SourceFacts.citation(table, knownAt: known)
        reading = .known(Figure(value, .gigawattHours, period, .operational, .reported(citation)))
      } else {
        reading = .absent(y < published.year ? .notInRecord : .notKnownYet)
      }
      draft.figures[.storage, default: []].append(FigureRecord(period: period, knownAt: known, reading: reading))
    }
  }

  static func readBridge(_ table: FactTable, into draft: inout BookDraft, _ releases: [Period: (Instant, Day)]) {
    table.forEachLine { (table) throws(BadCell) in
      let column = table.column("period")
      guard let period = Period(try table.words(column)) else {
        throw BadCell(column: column, reason: Phrase("not a quarter; write it as 2023Q2", "분기가 아님; 2023Q2처럼 쓸 것"))
      }
      let published = try table.requiredDay(table.column("published"))
      var known = Instant(endOf: published)
      if let (release, day) = releases[period], day == published { known = release }
      let citation = try SourceFacts.citation(table, knownAt: known)
      var records: [(Metric, FigureRecord)] = []
      for metric in bridgeMetrics {
        guard let value = try table.number(table.column(metric.name), metric.unit) else { continue }
        let figure = Figure(value, metric.unit, period, metric.basis, .reported(citation))
        records.append((metric, FigureRecord(period: period, knownAt: known, reading: .known(figure))))
      }
      for (metric, record) in records { draft.figures[metric, default: []].append(record) }
    }
  }

  static func readDeferred(_ table: FactTable, into draft: inout BookDraft) {
    table.forEachLine { (table) throws(BadCell) in
      let (id, column) = (table.column("id"), table.column("period"))
      let name = try table.words(id)
      guard let metric = Metric(name: name),
        [.fsdDeferred, .automotiveDeferred, .automotiveDeferredExpected].contains(metric)
      else {
        throw BadCell(
          column: id,
          reason: Phrase("'\(TextHead.of(name))' is not a deferred-revenue figure", "'\(TextHead.of(name))'은(는) 이연수익 항목이 아님"))
      }
      guard let period = Period(try table.words(column)) else {
        throw BadCell(
          column: column, reason: Phrase("not a period; write 2022Q4, 2023H1 or 2022", "기간이 아님; 2022Q4, 2023H1, 2022처럼 쓸 것"))
      }
      let value = try table.requiredNumber(table.column("usd_m"), .millionUSD)
      // The quarter's own line already says so.
      if draft.figures[metric]?.contains(where: { $0.period == period && $0.reading.value == value }) == true { return }
      let known = Instant(endOf: try table.requiredDay(table.column("published")))
      let citation = try SourceFacts.citation(table, knownAt: known)
      draft.figures[metric, default: []].append(
        FigureRecord(
          period: period, knownAt: known,
          reading: .known(Figure(value, metric.unit, period, metric.basis, .reported(citation)))))
    }
  }
}
