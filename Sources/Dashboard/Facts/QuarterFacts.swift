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

  /// Where the file has a metric; of one that splits change both as it was reported and on the newest basis.
  private struct Place {
    let metric: Metric
    let column: Int
    let adjusted: Int

    init(_ metric: Metric, _ table: FactTable) {
      self.metric = metric
      column = table.column(named: metric.splits ? reportedColumn(metric) : metric.name)
      adjusted = metric.splits ? table.column(named: adjustedColumn(metric)) : -1
    }
  }

  /// One row of `quarters.csv`, and the figures that are made of it.
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
    var made: [Made] = []
    var citations: [Citation] = []

    struct Made {
      var metric: Metric
      var record: ReadingVersion
    }

    mutating func add(_ metric: Metric, _ record: ReadingVersion) { made.append(Made(metric: metric, record: record)) }

    mutating func add(_ metric: Metric, _ why: Absence, _ known: Instant) {
      add(metric, ReadingVersion(period: period, knownAt: known, reading: .absent(why)))
    }

    /// A figure, with one citation for all that are known from the same moment on and equally sure.
    mutating func record(_ value: Double, _ metric: Metric, _ known: Instant) -> ReadingVersion {
      let marked = metric.place == .headline ? headline : lines
      let confidence = seen.contains(metric) ? max(marked, .single) : marked
      let citation =
        citations.last { $0.knownAt == known && $0.confidence == confidence }
        ?? Citation(sources: sources, knownAt: known, confidence: confidence, remarks: remarks)
      if citation !== citations.last { citations.append(citation) }
      return ReadingVersion(
        period: period, knownAt: known, reading: .known(Figure(value, metric.unit, period, metric.basis, .reported(citation))))
    }
  }

  static let quarters = FactSchema(
    required: ["period", "published", "pd_8k_filed", "source", "confidence"],
    optional: columns,
    read: readQuarters)

  static func readQuarters(_ table: FactTable, into draft: inout BookDraft) {
    let period = table.column("period")
    let places = metrics.map { Place($0, table) }
    let splits = draft.splits.sorted { $0.day < $1.day }
    var seen: Set<Period> = []
    table.forEachLine { (table) throws(BadCell) in
      var row = try readRow(table, period, places)
      guard seen.insert(row.period).inserted else {
        throw BadCell(
          column: period,
          reason: Phrase("\(row.period.label) stands twice; one line a quarter", "\(row.period.label)이(가) 두 번 있음; 분기마다 한 줄"))
      }
      for place in places {
        if place.metric.splits {
          try addSplit(place, table, splits, &row)
        } else {
          try addPlain(place, table, &row)
        }
      }
      try addRecast(table, splits, &row)
      for made in row.made { draft.figures[made.metric, default: []].append(made.record) }
      if row.hasEarnings { draft.releases[row.period] = (row.earningsKnown, try table.requiredDay(table.column("published"))) }
    }
  }

  private static func readRow(_ table: borrowing FactTable, _ period: Int, _ places: [Place]) throws(BadCell) -> Row {
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
    let hasEarnings = places.contains { $0.metric.release == .earnings && !$0.metric.splits && !table.isEmpty($0.column) }
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

  private static let named = Dictionary(uniqueKeysWithValues: metrics.map { ($0.name, $0) })

  /// The metrics that `verified_lines` names.
  private static func seenMetrics(_ table: borrowing FactTable) throws(BadCell) -> Set<Metric> {
    let column = table.column("verified_lines")
    var seen: Set<Metric> = []
    for name in try table.keys(column) {
      guard let metric = named[name] else {
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

  private static func addPlain(_ place: Place, _ table: borrowing FactTable, _ row: inout Row) throws(BadCell) {
    let metric = place.metric
    let known = knownAt(metric, row)
    if table.isNotDisclosed(place.column) { return row.add(metric, .notDisclosed, known) }
    guard let value = try table.number(place.column, metric.unit) else {
      // A blank line of a quarter whose earnings are out is not in the record; of any other quarter the snapshot says why.
      if row.hasEarnings, metric.release == .earnings { row.add(metric, .notInRecord, known) }
      return
    }
    // The release rounded the deliveries; the results gave the exact count.
    let first = metric == .deliveries ? table.column("deliveries_first") : -1
    guard !table.isEmpty(first) else { return row.add(metric, row.record(value, metric, known)) }
    if table.isNotOnRecord(first) {
      row.add(metric, .notInRecord, known)
    } else if let rounded = try table.number(first, metric.unit) {
      row.add(metric, row.record(rounded, metric, known))
    }
    row.add(metric, row.record(value, metric, row.earningsKnown))
  }

  /// A per-share amount or a share count is reported on the share basis of its day.
  ///
  /// Each later split makes a new version: what was reported, converted and not rounded again, so that growth does not change at a split.
  /// The columns `_adj` are not read where there is a reported figure: they are the same, rounded.
  private static func addSplit(
    _ place: Place, _ table: borrowing FactTable, _ splits: [Split], _ row: inout Row
  ) throws(BadCell) {
    guard row.hasEarnings else { return }
    let metric = place.metric
    if table.isNotDisclosed(place.column) { return row.add(metric, .notDisclosed, row.earningsKnown) }
    let adjusted = try table.number(place.adjusted, metric.unit)
    guard let value = try table.number(place.column, metric.unit) ?? adjusted else {
      return row.add(metric, .notInRecord, row.earningsKnown)
    }
    add(row.record(value, metric, row.earningsKnown), metric, splits, &row)
  }

  /// A figure as it was published, and converted by each split after that.
  private static func add(_ first: ReadingVersion, _ metric: Metric, _ splits: [Split], _ row: inout Row) {
    row.add(metric, first)
    guard let figure = first.reading.figure else { return }
    var factor = 1.0
    for split in splits where split.effective > first.knownAt {
      factor *= split.ratio
      let converted = Split.convert(figure, metric.splitPower, by: factor, with: split)
      row.add(metric, ReadingVersion(period: figure.period, knownAt: split.effective, reading: .known(converted)))
    }
  }

  /// Restated figures: a newer version of the same figure.
  ///
  /// Income and earnings per share are restated together, so that no moment has one of each version: where only the income of the
  /// new version is on record, its earnings per share are worked out.
  private static func addRecast(_ table: borrowing FactTable, _ splits: [Split], _ row: inout Row) throws(BadCell) {
    func recast(_ metric: Metric, _ column: StaticString) throws(BadCell) -> ReadingVersion? {
      guard let value = try table.number(table.column(column), metric.unit) else { return nil }
      return row.record(value, metric, Instant(endOf: try table.requiredDay(table.column("recast_published"))))
    }
    let income = try recast(.netIncome, "net_income_gaap_recast")
    let forEPS = try recast(.netIncomeForEPS, "net_income_for_eps_recast")
    let adjusted = try recast(.netIncomeNonGAAP, "net_income_nongaap_recast")
    let pairs: [(Metric, ReadingVersion?, ReadingVersion?)] = [
      (.epsGAAP, try recast(.epsGAAP, "eps_gaap_recast"), forEPS ?? income),
      (.epsNonGAAP, try recast(.epsNonGAAP, "eps_nongaap_recast"), adjusted),
    ]
    let incomes: [(Metric, ReadingVersion?)] = [(.netIncome, income), (.netIncomeForEPS, forEPS), (.netIncomeNonGAAP, adjusted)]
    for case (let metric, let record?) in incomes { row.add(metric, record) }
    for (metric, stated, income) in pairs {
      if let record = stated ?? income.flatMap({ perShare(metric, $0, row) }) { add(record, metric, splits, &row) }
    }
  }

  /// Earnings per share of a version of which only the income is on record.
  private static func perShare(_ metric: Metric, _ income: ReadingVersion, _ row: Row) -> ReadingVersion? {
    let shares = row.made.last { $0.metric == .dilutedShares && $0.record.knownAt <= income.knownAt }
    guard let earned = income.reading.figure, let count = shares?.record.reading.figure, count.value > 0 else { return nil }
    let figure = Figure(
      earned.value / count.value, metric.unit, income.period, metric.basis,
      .derived(rule: Phrase("net income ÷ diluted shares", "순이익 ÷ 희석주식"), inputs: [earned, count]))
    return ReadingVersion(period: income.period, knownAt: income.knownAt, reading: .known(figure))
  }

  // MARK: the smaller files

  static let storageYears = FactSchema(
    required: ["year", "storage_gwh", "source", "published", "confidence"],
    optional: ["quarter_sum_gwh", "seed_gwh", "seed_diff_gwh", "note", "note_ko"],
    read: readStorageYears)

  static func readStorageYears(_ table: FactTable, into draft: inout BookDraft) {
    let (year, storage) = (table.column("year"), table.column("storage_gwh"))
    table.forEachLine { (table) throws(BadCell) in
      guard let period = Period(try table.words(year)), case .year(let y) = period else {
        throw BadCell(column: year, reason: Phrase("not a year; write it as 2023", "연도가 아님; 2023처럼 쓸 것"))
      }
      let published = try table.requiredDay(table.column("published"))
      var known = Instant(endOf: published)
      // Published with the fourth quarter's earnings, it was known at that release.
      if let (release, day) = draft.releases[.quarter(year: y, 4)], day == published { known = release }
      let reading: Reading
      if let value = try table.number(storage, .gigawattHours) {
        let citation = try SourceFacts.citation(table, knownAt: known)
        reading = .known(Figure(value, .gigawattHours, period, .operational, .reported(citation)))
      } else {
        reading = .absent(y < published.year ? .notInRecord : .notKnownYet)
      }
      draft.figures[.storage, default: []].append(ReadingVersion(period: period, knownAt: known, reading: reading))
    }
  }

  static let bridge = FactSchema(
    required: ["period", "published", "source", "confidence"],
    optional: Set(bridgeMetrics.map(\.name)).union([
      "fx_note", "operating_income", "net_income_common", "net_income_nongaap", "diluted_shares_m", "eps_gaap", "eps_nongaap",
      "note",
      "note_ko",
    ]),
    read: readBridge)

  static func readBridge(_ table: FactTable, into draft: inout BookDraft) {
    let lines = bridgeMetrics.map { ($0, table.column(named: $0.name)) }
    table.forEachLine { (table) throws(BadCell) in
      let column = table.column("period")
      guard let period = Period(try table.words(column)) else {
        throw BadCell(column: column, reason: Phrase("not a quarter; write it as 2023Q2", "분기가 아님; 2023Q2처럼 쓸 것"))
      }
      let published = try table.requiredDay(table.column("published"))
      var known = Instant(endOf: published)
      if let (release, day) = draft.releases[period], day == published { known = release }
      let citation = try SourceFacts.citation(table, knownAt: known)
      var records: [(Metric, ReadingVersion)] = []
      for (metric, column) in lines {
        guard let value = try table.number(column, metric.unit) else { continue }
        let figure = Figure(value, metric.unit, period, metric.basis, .reported(citation))
        records.append((metric, ReadingVersion(period: period, knownAt: known, reading: .known(figure))))
      }
      for (metric, record) in records { draft.figures[metric, default: []].append(record) }
    }
  }

  static let deferred = FactSchema(
    required: ["id", "period", "usd_m", "published", "source", "confidence"],
    optional: ["as_of", "metric", "metric_ko", "note", "note_ko"],
    read: readDeferred)

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
        ReadingVersion(
          period: period, knownAt: known,
          reading: .known(Figure(value, metric.unit, period, metric.basis, .reported(citation)))))
    }
  }
}
