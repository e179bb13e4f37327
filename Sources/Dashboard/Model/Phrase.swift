/// A language of the screen.
package enum Language: String, Sendable, CaseIterable {
  case en, ko
}

/// The same words in both languages of the screen.
package struct Phrase: Hashable, Sendable {
  package var en: String
  package var ko: String

  package init(_ en: String, _ ko: String) {
    self.en = en
    self.ko = ko
  }

  /// Words of a target that does not know this type.
  package init(_ words: (en: String, ko: String)) { self.init(words.en, words.ko) }

  /// The same in both languages: names, ticker-tape terms, numbers.
  package init(_ both: String) { self.init(both, both) }

  package subscript(language: Language) -> String { language == .ko ? ko : en }
}

/// Words that became known at some moment.
package struct Remark: Hashable, Sendable {
  package var knownAt: Instant
  package var text: Phrase

  package init(knownAt: Instant, text: Phrase) {
    self.knownAt = knownAt
    self.text = text
  }
}
