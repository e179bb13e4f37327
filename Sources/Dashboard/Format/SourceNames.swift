package import Model

/// The documents behind a figure, as they are named on the screen.
package enum SourceNames {
  /// The titles of documents, each only once, and how many are dated later than the moment: those did not exist yet and are not named.
  package static func titles(_ keys: [String], _ s: Snapshot, _ language: Language) -> (titles: [String], later: Int) {
    var seen: Set<String> = [Claim.userFile]
    var (titles, later): ([String], Int) = ([], 0)
    for key in keys where seen.insert(key).inserted {
      let source = s.source(key)
      if source?.isLater(than: s.asOf) == true { later += 1 } else { titles.append(source?.title[language] ?? key) }
    }
    return (titles, later)
  }

  /// The same as one list: later documents are its last entry.
  package static func list(_ keys: [String], _ s: Snapshot, _ language: Language) -> [String] {
    let (titles, later) = titles(keys, s, language)
    return later > 0 ? titles + [laterDocuments(later)[language]] : titles
  }

  /// How many documents are later than the moment: the last entry of a list.
  package static func laterDocuments(_ count: Int) -> Phrase {
    Phrase(count == 1 ? "and 1 later document" : "and \(count) later documents", "이후 문서 \(count)건")
  }
}
