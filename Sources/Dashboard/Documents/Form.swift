package import Model

/// How a value is written in a text.
package struct Form<Value>: Sendable {
  let example: String
  /// Nil where the text is not such a value.
  let read: @Sendable (String) -> Value?
  /// What is said of a text that is not such a value.
  let refusal: @Sendable (String) -> Phrase
  let write: @Sendable (Value) -> String

  /// A form of its own: `read` gives nil for a text that is no such value, and `refusal` then says why.
  package init(
    _ example: String, read: @escaping @Sendable (String) -> Value?, refusal: @escaping @Sendable (String) -> Phrase,
    write: @escaping @Sendable (Value) -> String
  ) {
    (self.example, self.read, self.refusal, self.write) = (example, read, refusal, write)
  }

  /// A form for which all that can be wrong with a text is that it is not `what`: `a date`, `날짜가`.
  package init(
    _ example: String, _ what: Phrase, read: @escaping @Sendable (String) -> Value?, write: @escaping @Sendable (Value) -> String
  ) {
    self.init(example, read: read, refusal: { .not($0, what, write: Phrase(example)) }, write: write)
  }
}

extension Form<String> {
  /// Any text, in quotes where it would not read back as it is.
  package static func words(_ example: String) -> Form {
    Form(example, read: { $0.isEmpty ? nil : $0 }, refusal: { Phrase($0) }, write: { DocumentLine.quoted($0) })
  }
}

extension Form<String> {
  /// One of several words; `what` is `a language`, `언어가`.
  package static func word(_ what: Phrase, of all: [String]) -> Form {
    Form(
      all.first ?? "", read: { all.contains($0) ? $0 : nil }, refusal: { .notOne($0, of: what, among: all) }, write: { $0 })
  }
}

extension Form<Day> {
  /// A date as `2027-01-31`; the example is for messages.
  package static func day(_ example: String) -> Form {
    Form(example, Phrase("a date", "날짜가"), read: { Day(iso: $0) }, write: \.iso)
  }

  /// The last day of a year, written as the year.
  package static var endOfYear: Form {
    Form(
      "2028", Phrase("a year", "연도가"),
      read: { if case .year(let year)? = Period($0) { Day(civil: year, 12, 31) } else { nil } }, write: { pad($0.year, 4) })
  }
}

extension Form<Double> {
  /// A number in a unit as people write it; `suffix` is written after it.
  package static func number(_ what: Phrase, in unit: Unit, _ example: String, suffix: String = "") -> Form {
    Form(example, what, read: { WrittenAmount($0)?.value(in: unit) }, write: { DecimalText.text($0) + suffix })
  }
}

extension Form<Amount> {
  /// An amount of dollars or won, or in one unit alone.
  package static func amount(_ example: String, in unit: Unit? = nil) -> Form {
    Form(
      example, Phrase("an amount", "금액이"),
      read: { WrittenAmount($0)?.amount.flatMap { unit == nil || $0.unit == unit ? $0 : nil } },
      write: { $0.unit.written($0.value) })
  }
}

extension Form<Period> {
  /// A quarter as `2023Q2`; any other period is refused.
  package static var quarter: Form {
    Form(
      "2023Q2", Phrase("a quarter", "분기가"),
      read: { if let period = Period($0), case .quarter = period { period } else { nil } }, write: \.label)
  }
}

extension Form<Instant> {
  /// A moment, or a day that stands for its end; written as the day where that is asked for and nothing is lost.
  package static func moment(_ example: String, asDay: Bool = false) -> Form {
    Form(
      example, read: { try? instant($0) },
      refusal: { text in
        do throws(InstantError) { _ = try instant(text) } catch { return error.message }
        return Phrase(text)
      },
      write: { asDay && Instant(endOf: $0.newYorkDay) == $0 ? $0.newYorkDay.iso : $0.iso })
  }

  /// A moment, or a day that stands for its beginning.
  package static var dayOrMoment: Form {
    Form(
      "2026-11-26", read: { text in Day(iso: text).map { Instant($0, 0, 0) } ?? (try? instant(text)) },
      refusal: {
        Phrase(
          "'\($0)' is neither a date nor a moment; write 2026-11-26 or 2026-11-26T09:00KST",
          "'\($0)'은(는) 날짜도 시점도 아님; 2026-11-26 또는 2026-11-26T09:00KST처럼 쓸 것")
      }, write: \.iso)
  }

  private static func instant(_ text: String) throws(InstantError) -> Instant {
    let instant = try Instant(parsing: text)
    // The last hours of the year 9999 are in the next year in UTC, which has no dates.
    if (try? Instant(parsing: instant.iso)) == instant { return instant }
    throw InstantError(text: text, reason: .date)
  }
}

extension Form where Value: RawRepresentable<String> & CaseIterable & SendableMetatype {
  /// One of a type's raw values; `what` is `a kind`, `종류가`.
  package static func choice(_ what: Phrase) -> Form {
    let all = Value.allCases.map(\.rawValue)
    return Form(
      all.first ?? "", read: { Value(rawValue: $0) }, refusal: { .notOne($0, of: what, among: all) }, write: \.rawValue)
  }
}

extension Phrase {
  /// Says that a text is not `what`: `a date`, `날짜가`.
  static func not(_ text: String, _ what: Phrase, write example: Phrase) -> Phrase {
    Phrase("'\(text)' is not \(what.en); write \(example.en)", "'\(text)'은(는) \(what.ko) 아님; \(example.ko)처럼 쓸 것")
  }

  /// Says that a text is not one of several; `what` is `a kind`, `종류가`.
  package static func notOne(_ text: String, of what: Phrase, among all: [String]) -> Phrase {
    let known = all.joined(separator: ", ")
    return Phrase("'\(text)' is not \(what.en); there are \(known)", "'\(text)'은(는) \(what.ko) 아님; 가능: \(known)")
  }
}
