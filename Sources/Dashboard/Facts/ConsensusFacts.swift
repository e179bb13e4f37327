import Model

/// What analysts expected of quarters and years.
enum ConsensusFacts {
  static let schema = FactSchema(
    required: ["metric", "period", "value", "compiler", "compiled_by", "as_of", "source", "confidence"],
    optional: ["compiler_ko", "note", "note_ko"],
    read: read)

  static func read(_ table: FactTable, into draft: inout BookDraft) {
    table.forEachLine { (table) throws(BadCell) in
      let metric = try table.choice(table.column("metric"), ConsensusMetric.self)
      let column = table.column("period")
      let label = try table.words(column)
      guard let period = Period(label) else {
        throw BadCell(
          column: column, reason: Phrase("not a quarter or a year; write it as 2023Q2 or 2023", "분기나 연도가 아님; 2023Q2, 2023처럼 쓸 것"))
      }
      let value = try table.requiredNumber(table.column("value"), metric.unit)
      let asOf = try table.text(table.column("as_of"))
      let citation = try SourceFacts.citation(table, knownAt: try known(asOf, period, table, draft.releases))
      draft.consensus.append(
        ConsensusFigure(
          metric: metric, figure: Figure(value, metric.unit, period, metric.basis, .consensus(citation)),
          compiler: try table.phrase(table.column("compiler"), table.column("compiler_ko")) ?? Phrase("—"),
          isCompanyCompiled: try table.choice(table.column("compiled_by"), Compiler.self) == .company, asOf: asOf))
    }
  }

  private enum Compiler: String, CaseIterable { case company, others }

  /// The end of the day, or of the month where only that is given.
  ///
  /// A mean whose day is not on record is known with the results that it was about: it was made before them, but nobody can say
  /// when.
  private static func known(
    _ asOf: String, _ period: Period, _ table: borrowing FactTable, _ releases: [Period: (Instant, Day)]
  ) throws(BadCell) -> Instant {
    let column = table.column("as_of")
    if asOf.isEmpty {
      guard let (release, _) = releases[period] else {
        throw BadCell(
          column: column,
          reason: Phrase("empty, and the results of \(period.label) are not in the record", "비어 있고, \(period.label) 실적도 기록에 없음"))
      }
      return release
    }
    if let day = Day(iso: asOf) { return Instant(endOf: day) }
    guard let first = Day(iso: asOf + "-01") else {
      throw BadCell(
        column: column,
        reason: Phrase(
          "'\(TextHead.of(asOf))' is neither a date nor a month; write 2026-09-30 or 2026-09",
          "'\(TextHead.of(asOf))'은(는) 날짜나 달이 아님; 2026-09-30이나 2026-09처럼 쓸 것"))
    }
    let civil = first.civil
    return Instant(endOf: Day(civil: civil.year, civil.month, Day.length(ofMonth: civil.month, civil.year)))
  }
}
