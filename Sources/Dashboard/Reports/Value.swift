import Canvas
package import Format
package import Model

extension Report {
  /// What is in a cell or a member: how it is read and what machines get follows from the case.
  ///
  /// Nil is null, and empty in a cell.
  package enum Value: Sendable {
    case null
    case text(String?)
    case phrase(Phrase?)
    /// A word that files and programs know by another name.
    case term(String?, Phrase)
    /// A number with so many decimals for reading; without their number, as exact as for machines.
    case number(Double?, Int? = nil)
    /// A number that is always read with its sign.
    case signed(Double?, Int)
    case flag(Bool?)
    case day(Day?)
    /// A day that is read with its weekday.
    case weekday(Day?)
    case instant(Instant?)
    /// A moment by the clock of Seoul.
    case seoul(Instant?)
    /// A number of the record with so many decimals for reading, or the mark of its absence.
    case reading(Reading, Int? = nil)
    case list([Value])
    case object([(key: String, value: Value)])
    /// A value that people read in other words than machines.
    indirect case shown(String, Value)

    /// A number as it is written in a column of its unit, which another column names.
    package static func amount(_ amount: Double?, _ unit: Unit) -> Value { .number(amount, unit.columnDecimals) }
    /// The unit of a number, in words for reading.
    package static func unit(_ unit: Unit, _ format: Formatter) -> Value { .shown(format.name(unit), .text(unit.rawValue)) }
    /// A whole number.
    package static func count(_ count: Int?) -> Value { .number(count.map(Double.init)) }
    /// A list of words.
    package static func texts(_ all: [String]) -> Value { .list(all.map { .text($0) }) }
    /// A fraction that is read in percent, without zeros at its end or with so many decimals.
    package static func percent(_ fraction: Double?, exactly decimals: Int? = nil) -> Value {
      guard let fraction else { return .null }
      return .shown(decimals.map { Numbers.plain(fraction * 100, $0) + "%" } ?? Names.percent(fraction), .number(fraction))
    }
    /// A difference of fractions that is read in percentage points, without their unit.
    package static func points(_ difference: Double?) -> Value {
      difference.map { .shown(Numbers.signed($0 * 100, 3), .number($0)) } ?? .null
    }
    /// Several words in one text.
    package static func joined(_ all: [String]) -> Value { .text(all.joined(separator: ";")) }
  }
}

/// Objects and texts as they are written in code.
extension Report.Value: ExpressibleByDictionaryLiteral, ExpressibleByStringLiteral {
  /// An object with the members in their order; that no key occurs twice is not checked.
  package init(dictionaryLiteral members: (String, Report.Value)...) { self = .object(members.map { (key: $0, value: $1) }) }
  /// A text, not a phrase: it is the same in both languages.
  package init(stringLiteral text: String) { self = .text(text) }
}

extension Report.Value {
  /// A plain value as machines read it, and whether it is a text; nil where there is nothing.
  func word(_ language: Language) -> (text: String, isText: Bool)? {
    switch self {
    case .text(let text?): return (text, true)
    case .phrase(let phrase?): return (phrase[language], true)
    case .term(let name?, _): return (name, true)
    case .number(let number?, _), .signed(let number?, _): return (Numbers.exact(number), false)
    case .reading(.known(let figure), _): return (Numbers.exact(figure.value), false)
    case .flag(let flag?): return (flag ? "true" : "false", false)
    case .day(let day?), .weekday(let day?): return (day.iso, true)
    case .instant(let instant?): return (instant.iso, true)
    case .seoul(let instant?): return (instant.isoInSeoul, true)
    case .shown(_, let value): return value.word(language)
    default: return nil
    }
  }

  /// Whether it is a number, or would be one.
  var isNumber: Bool {
    switch self {
    case .number, .signed, .reading: return true
    case .shown(_, let value): return value.isNumber
    default: return false
    }
  }

  /// The cell of CSV: a list is one cell, of an object the first member.
  func cell(_ language: Language) -> String {
    switch self {
    case .list(let all): return all.map { $0.cell(language) }.joined(separator: ";")
    case .object(let members): return members.first?.value.cell(language) ?? ""
    case .shown(_, let value): return value.cell(language)
    default: return word(language)?.text ?? ""
    }
  }

  /// A member of an object, by the names on the way to it; null where there is none.
  subscript(path: ArraySlice<String>) -> Report.Value {
    guard let key = path.first else { return self }
    switch self {
    case .object(let members): return members.first { $0.key == key }?.value[path.dropFirst()] ?? .null
    case .shown(_, let value): return value[path]
    default: return .null
    }
  }

  /// As people read it; nil where there is nothing.
  func reading(_ format: Formatter) -> String? {
    switch self {
    case .term(_, let phrase): return phrase[format.language]
    case .number(let number?, let decimals?): return Numbers.grouped(number, decimals)
    case .signed(let number?, let decimals): return Numbers.signed(number, decimals)
    case .flag(let flag?): return (flag ? Phrase("yes", "예") : Phrase("no", "아니오"))[format.language]
    case .weekday(let day?): return format.isoWeekday(day)
    case .seoul(let instant?): return format.isoSeoul(instant)
    case .reading(.known(let figure), let decimals?): return Numbers.grouped(figure.value, decimals)
    case .reading(.absent(let why), _): return format.mark(why)
    case .shown(let text, _): return text
    case .list(let all): return all.compactMap { $0.reading(format) }.joined(separator: " ")
    default: return word(format.language)?.text
    }
  }
}

extension Instant {
  /// `2023-07-22T05:00`: by the clock of Seoul.
  var isoInSeoul: String {
    let seoul = local(in: .seoul)
    return "\(seoul.day.iso)T\(seoul.clock)"
  }
}
