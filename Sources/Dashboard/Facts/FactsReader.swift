internal import FactsBundle
package import Model

/// Reads the files of the facts and makes the book of them.
package enum FactsReader {
  /// The book that is part of the binary.
  ///
  /// Its problems are none; a test holds it to that.
  package static func bundled() -> (book: Book, problems: [FactProblem]) {
    var files: [FactFile: UnsafeBufferPointer<UInt8>] = [:]
    forEachBundledFact { name, bytes in
      if let file = FactFile(rawValue: name) { files[file] = bytes }
    }
    return read(files)
  }

  /// The book of files that were read into memory, and what is wrong with them.
  package static func read(_ files: [FactFile: [UInt8]]) -> (book: Book, problems: [FactProblem]) {
    read { file, body in files[file]?.withUnsafeBufferPointer(body) }
  }

  /// The same of files that somebody else holds.
  package static func read(_ files: [FactFile: UnsafeBufferPointer<UInt8>]) -> (book: Book, problems: [FactProblem]) {
    read { file, body in files[file].map(body) }
  }

  /// A book with files of another origin laid over it, such as what was published since: they have the same columns, and may cite the
  /// sources of the book.
  package static func overlay(
    _ files: [FactFile: [UInt8]], from origin: Origin, on book: Book
  ) -> (book: Book, problems: [FactProblem]) {
    let (draft, problems) = draft(over: book) { file, body in files[file]?.withUnsafeBufferPointer(body) }
    return (book.overlaid(with: draft, from: origin), problems)
  }

  /// The bytes of the bundled files, for writing them out as a user's copy.
  package static func forEachBundledFact(_ visit: (String, UnsafeBufferPointer<UInt8>) -> Void) {
    forEach(bundled_facts(), visit)
  }

  /// The colour schemes that are part of the binary, by file name.
  package static func forEachBundledTheme(_ visit: (String, UnsafeBufferPointer<UInt8>) -> Void) {
    forEach(bundled_themes(), visit)
  }

  private static func forEach(
    _ list: UnsafePointer<bundled_file>?, _ visit: (String, UnsafeBufferPointer<UInt8>) -> Void
  ) {
    guard var entry = list else { return }
    while let name = entry.pointee.name {
      visit(String(cString: name), UnsafeBufferPointer(start: entry.pointee.bytes, count: entry.pointee.count))
      entry += 1
    }
  }

  private static func read(
    _ lend: (FactFile, (UnsafeBufferPointer<UInt8>) -> Void) -> Void?
  ) -> (book: Book, problems: [FactProblem]) {
    let (draft, problems) = draft(over: nil, lend)
    return (Book(consume draft), problems)
  }

  /// What the files say whose bytes `lend` passes on; what is missing is left empty.
  ///
  /// Bad lines are reported and left out, the rest is used.
  private static func draft(
    over book: Book?, _ lend: (FactFile, (UnsafeBufferPointer<UInt8>) -> Void) -> Void?
  ) -> (draft: BookDraft, problems: [FactProblem]) {
    var draft = BookDraft(splitsOf: book)
    var problems: [FactProblem] = []
    var sources = book?.allSources
    // In the order of the cases: what others refer to comes first.
    for file in FactFile.allCases {
      lend(file) { bytes in
        let schema = file.schema
        let table = FactTable(file.rawValue, bytes, required: schema.required, optional: schema.optional.contains)
        table.sources = sources
        schema.read(table, &draft)
        if file == .sources { sources = draft.sources.merging(sources ?? [:]) { own, _ in own } }
        problems += table.allProblems
      }
    }
    if book == nil {
      if draft.instruments.isEmpty { readBundledInstruments(&draft) }
      if !draft.instruments.contains(where: \.isSubject) { problems.append(InstrumentFacts.noSubject) }
    }
    announceEarningsDays(&draft)
    return (draft, problems)
  }

  /// Which company a folder without `instruments.csv` is about: that of the bundled record.
  private static func readBundledInstruments(_ draft: inout BookDraft) {
    let (file, schema) = (FactFile.instruments, FactFile.instruments.schema)
    forEachBundledFact { name, bytes in
      guard name == file.rawValue else { return }
      schema.read(FactTable(name, bytes, required: schema.required, optional: schema.optional.contains), &draft)
    }
  }

  /// A day of results whose event was announced is known from then on.
  private static func announceEarningsDays(_ draft: inout BookDraft) {
    for i in draft.earnings.indices {
      let (day, release) = (draft.earnings[i].day, draft.earnings[i].release)
      // A call or a filing may follow on the same day.
      let events = draft.events.filter { $0.kind == .release && $0.day == day && $0.hasTime }
      guard let event = events.min(by: { $0.start < $1.start }) else { continue }
      draft.earnings[i].announcedAt = min(event.knownAt, release)
    }
  }
}
