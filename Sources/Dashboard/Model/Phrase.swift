/// A language of the screen.
package enum Language: String, Sendable, CaseIterable {
  case en, ko

  /// Words in the language.
  package func words(_ en: String, _ ko: String) -> String { self == .ko ? ko : en }
}

/// The same words in both languages of the screen.
package struct Phrase: Hashable, Sendable {
  /// English.
  package var en: String
  /// Korean.
  package var ko: String

  /// The English words first.
  package init(_ en: String, _ ko: String) {
    self.en = en
    self.ko = ko
  }

  /// Words of a target that does not know this type.
  package init(_ words: (en: String, ko: String)) { self.init(words.en, words.ko) }

  /// The same in both languages: names, ticker-tape terms, numbers.
  package init(_ both: String) { self.init(both, both) }

  /// The words in one language.
  package subscript(language: Language) -> String { language == .ko ? ko : en }

  /// The second words right after the first, in each language.
  package static func + (a: Phrase, b: Phrase) -> Phrase { Phrase(a.en + b.en, a.ko + b.ko) }
  /// The same text right after the words of both languages.
  package static func + (a: Phrase, both: String) -> Phrase { Phrase(a.en + both, a.ko + both) }
}

extension [Phrase] {
  /// All of them as one, in their order, with the same separator in both languages.
  package func joined(separator: String) -> Phrase {
    Phrase(map(\.en).joined(separator: separator), map(\.ko).joined(separator: separator))
  }
}

/// Words that became known at some moment.
package struct Remark: Hashable, Sendable {
  /// From when on they were known.
  package var knownAt: Instant
  /// What was remarked.
  package var text: Phrase

  /// Words and their moment.
  package init(knownAt: Instant, text: Phrase) {
    self.knownAt = knownAt
    self.text = text
  }
}
