import Model

/// The sources, and what every other file says about them.
enum SourceFacts {
  static let schema = FactSchema(
    required: ["key", "title"],
    optional: ["title_ko", "publisher", "date", "where", "where_ko"],
    read: read)

  static func read(_ table: FactTable, into draft: inout BookDraft) {
    let columns = ["key", "title", "title_ko", "publisher", "date", "where", "where_ko"].map { table.column($0) }
    table.forEachLine { (table) throws(BadCell) in
      let key = try table.words(columns[0])
      guard draft.sources.index(forKey: key) == nil else {
        throw BadCell(column: columns[0], reason: Phrase("the source '\(key)' stands twice", "출처 '\(key)'이(가) 두 번 있음"))
      }
      _ = try table.words(columns[1])
      draft.sources[key] = Source(
        key: key, title: try table.phrase(columns[1], columns[2]) ?? Phrase(key), publisher: try table.text(columns[3]),
        date: try table.text(columns[4]), location: try table.phrase(columns[5], columns[6]) ?? Phrase(""))
    }
  }

  /// The source keys of a line; a figure without one is not a fact.
  static func keys(_ table: borrowing FactTable, _ column: Int) throws(BadCell) -> [String] {
    let cell = table.bytes(column)
    if let last = table.lastSources, cell.isEqual(to: last.cell) { return last.keys }
    let keys = try table.keys(column)
    if keys.isEmpty {
      throw BadCell(
        column: column, reason: Phrase("no source; name one that stands in sources.csv", "출처 없음; sources.csv에 있는 출처를 쓸 것"))
    }
    if let sources = table.sources {
      var areKnown = true
      for key in keys where sources.index(forKey: key) == nil {
        areKnown = false
        table.report(
          column,
          Phrase(
            "the source '\(key)' is not in sources.csv; add a line for it there", "출처 '\(key)'이(가) sources.csv에 없음; 거기에 한 줄을 더할 것"
          ), .warning)
      }
      if areKnown { table.lastSources = (cell, keys) }
    }
    return keys
  }

  /// Sources, confidence and note of a line that is known from one moment on.
  static func citation(_ table: borrowing FactTable, knownAt: Instant) throws(BadCell) -> Citation {
    let note = try table.phrase(table.column("note"), table.column("note_ko"))
    return Citation(
      sources: try keys(table, table.column("source")), knownAt: knownAt,
      confidence: try table.choice(table.column("confidence"), Confidence.self),
      remarks: note.map { [Remark(knownAt: knownAt, text: $0)] } ?? [])
  }
}
