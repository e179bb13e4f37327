import Model

/// The stages of the chain.
enum ChainFacts {
  static let schema = FactSchema(
    required: ["stage_order", "id", "label_ko", "label_en", "feeds", "status_date", "source", "published", "confidence"],
    optional: [
      "short_ko", "short_en", "metrics", "note", "note_ko", "status_2023_07", "status_2023_07_ko", "later_milestones",
      "later_milestones_ko",
    ],
    read: read)

  static func read(_ table: FactTable, into draft: inout BookDraft) {
    var ids: Set<String> = []
    table.forEachLine { (table) throws(BadCell) in
      let id = try table.words(table.column("id"))
      let statusKnown = Instant(endOf: try table.requiredDay(table.column("status_date")))
      let published = Instant(endOf: try table.requiredDay(table.column("published")))
      let label = try table.phrase(table.column("label_en"), table.column("label_ko")) ?? Phrase(id)
      var metrics: [Metric] = []
      let metricColumn = table.column("metrics")
      for name in try table.keys(metricColumn) {
        guard let metric = Metric(name: name) else {
          throw BadCell(
            column: metricColumn,
            reason: Phrase("'\(name)' is not a figure of quarters.csv", "'\(name)'은(는) quarters.csv의 항목이 아님"))
        }
        metrics.append(metric)
      }
      var history = try table.remarks(table.column("later_milestones"), table.column("later_milestones_ko"))
      if let status = try table.phrase(table.column("status_2023_07"), table.column("status_2023_07_ko")) {
        history.insert(Remark(knownAt: statusKnown, text: status), at: 0)
      }
      ids.insert(id)
      draft.stages.append(
        Stage(
          id: id, order: try table.requiredWhole(table.column("stage_order")), label: label,
          shortLabel: try table.phrase(table.column("short_en"), table.column("short_ko")) ?? label,
          feeds: try table.keys(table.column("feeds")), metrics: metrics,
          note: try table.phrase(table.column("note"), table.column("note_ko")).map { Remark(knownAt: statusKnown, text: $0) },
          history: history,
          citation: Citation(
            sources: try SourceFacts.keys(table, table.column("source")), knownAt: published,
            confidence: try table.choice(table.column("confidence"), Confidence.self))))
    }
    draft.stages = draft.stages.map { stage in stage.feeding { ids.contains($0) } }
  }
}
