import Model

/// The counts of shares, each on its own basis and of its own day.
enum ShareFacts {
  /// What a line of `shares.csv` counts.
  private enum Kind: String, CaseIterable {
    /// All shares outstanding on a day, as filings have them on their cover.
    case total
    /// The mean of the quarter that ends on the day.
    case weightedBasic = "weighted_basic"
  }

  static let earnedRule = Phrase(
    "total outstanding − award shares issued but not yet earned", "총발행주식 수 − 발행됐지만 아직 취득되지 않은 보상주")

  static let schema = FactSchema(
    required: ["date", "kind", "shares_m", "published", "source", "confidence"],
    optional: ["unearned_m", "note", "note_ko"],
    read: read)

  static func read(_ table: FactTable, into draft: inout BookDraft) {
    table.forEachLine { (table) throws(BadCell) in
      let day = try table.requiredDay(table.column("date"))
      let published = try table.requiredDay(table.column("published"))
      guard published >= day else {
        throw BadCell(column: table.column("published"), reason: Phrase("before \(day.iso)", "\(day.iso)보다 앞섬"))
      }
      let citation = try SourceFacts.citation(table, knownAt: Instant(endOf: published))
      let kind = try table.choice(table.column("kind"), Kind.self)
      let count = try table.requiredNumber(table.column("shares_m"), .millionShares)
      guard count > 0 else { throw BadCell(column: table.column("shares_m"), reason: Phrase("not above zero", "0보다 크지 않음")) }
      let unearned = try table.number(table.column("unearned_m"), .millionShares) ?? 0
      guard (0..<count).contains(unearned) else {
        throw BadCell(
          column: table.column("unearned_m"), reason: Phrase("not between zero and the total", "0과 총발행주식 수 사이가 아님"))
      }
      switch kind {
      case .weightedBasic:
        add(count, .basicShares, .quarter(of: day), .reported(citation), &draft)
      case .total:
        let total = add(count, .sharesOutstanding, .day(day), .reported(citation), &draft)
        if unearned == 0 {
          add(count, .sharesEarned, .day(day), .reported(citation), &draft)
        } else {
          let awards = Figure(unearned, .millionShares, .day(day), .market, .reported(citation))
          add(count - unearned, .sharesEarned, .day(day), .derived(rule: earnedRule, inputs: [total, awards]), &draft)
        }
      }
    }
  }

  /// Adds a count, and for each later split a version on the basis after it.
  @discardableResult
  private static func add(
    _ value: Double, _ metric: Metric, _ period: Period, _ provenance: Provenance, _ draft: inout BookDraft
  ) -> Figure {
    let figure = Figure(value, metric.unit, period, metric.basis, provenance)
    let known = provenance.knownAt
    func version(_ factor: Double, from instant: Instant) {
      let converted = Split.convert(figure, metric.splitPower, by: factor)
      draft.figures[metric, default: []].append(
        ReadingVersion(period: period, knownAt: instant, reading: .known(converted)))
    }
    let later = draft.splits.filter { $0.day > period.endDay }.sorted { $0.day < $1.day }
    // A count published after a split, of a day before it, was never current on the basis of its day.
    var factor = later.prefix { $0.effective <= known }.reduce(1) { $0 * $1.ratio }
    version(factor, from: known)
    for split in later where split.effective > known {
      factor *= split.ratio
      version(factor, from: split.effective)
    }
    return figure
  }
}
