package import Format

/// What a command prints: each thing in it is declared once, for reading, CSV and JSON.
package struct Report {
  /// How a report is written; the raw value is its name on the command line.
  package enum Form: String, CaseIterable, Sendable {
    case table, csv, json
  }

  /// The forms that a part of a report is in.
  package struct Forms: OptionSet, Sendable {
    /// A bit for each form.
    package let rawValue: Int

    /// Forms by their bits, in any combination.
    package init(rawValue: Int) { self.rawValue = rawValue }

    /// For reading.
    package static let text = Forms(rawValue: 1)
    /// Rows below one header.
    package static let csv = Forms(rawValue: 2)
    /// Members of an object.
    package static let json = Forms(rawValue: 4)
    /// What programs read.
    package static let machines: Forms = [.csv, .json]
    /// Every form.
    package static let all: Forms = [.text, .csv, .json]
  }

  /// A part of a report.
  package enum Section {
    /// Words for reading, line by line.
    case words([String])
    /// A member of the JSON object; in CSV a column of all tables that come after it in the object.
    case member(String, Value, Forms)
    case table(Table)
    /// An object within the JSON object; in the other forms its sections come one after the other.
    case object(String, [Section])
    /// The same of an array of objects.
    case list(String, [[Section]])
  }

  /// Words for reading, a line each; nil says nothing.
  package static func lines(_ lines: String?...) -> Section { .words(lines.compactMap { $0 }) }
  /// The same of an array.
  package static func lines(_ lines: [String]) -> Section { .words(lines) }

  /// A member of the JSON object, of the rows of CSV, or of both.
  package static func member(_ key: String, _ value: Value, in forms: Forms = .json) -> Section { .member(key, value, forms) }

  /// Members of the JSON object, of the rows of CSV, or of both, in order.
  package static func members(_ all: KeyValuePairs<String, Value>, in forms: Forms = .json) -> [Section] {
    all.map { .member($0.key, $0.value, forms) }
  }

  /// An object within the JSON object.
  package static func object(_ key: String, @Parts<Section> _ sections: () -> [Section]) -> Section {
    .object(key, sections())
  }

  /// An array of objects, one for each item.
  package static func list<Items: Sequence>(
    _ key: String, _ items: Items, @Parts<Section> _ sections: (Items.Element) -> [Section]
  ) -> Section {
    .list(key, items.map(sections))
  }

  /// The language of words, and how numbers are written for reading.
  package let format: Formatter
  /// The header of the CSV form where it is not simply the keys of the first table.
  let header: [String]
  /// The column that the rows of CSV are sorted by, within each object of a list.
  let order: String?
  /// Its parts, in the order of all forms.
  package let sections: [Section]

  /// A report of sections.
  ///
  /// `csv` names the columns of the CSV form, with blanks between them: each by its key, a member of an object as `key_member` and its first
  /// member as the key alone, or with a name of its own as `name=key.member` in tables that have such a key. What a table does not have is
  /// empty in its rows. `order` is the column that rows of the tables of an object are sorted by.
  package init(
    _ format: Formatter, csv: String = "", order: String? = nil, @Parts<Section> _ sections: () -> [Section]
  ) {
    self.format = format
    header = csv.split(separator: " ").map(String.init)
    self.order = order
    self.sections = sections()
  }

  /// The whole report in a form.
  package func text(_ form: Form = .table) -> String {
    var out = ""
    write(form) { out += $0 }
    return out
  }

  /// Writes the report piece by piece: rows of CSV and of an array in JSON as they are made.
  package func write(_ form: Form, to sink: (String) -> Void) {
    switch form {
    case .table: write(sections, to: sink)
    case .csv: writeCSV(to: sink)
    case .json: writeJSON(to: sink)
    }
  }
}

/// Collects what is listed in braces: sections of a report, columns of a table.
@resultBuilder
package enum Parts<Part> {
  /// One part.
  package static func buildExpression(_ part: Part) -> [Part] { [part] }
  /// Several parts that are in an array already.
  package static func buildExpression(_ parts: [Part]) -> [Part] { parts }
  /// All of a block, in order.
  package static func buildBlock(_ parts: [Part]...) -> [Part] { parts.flatMap { $0 } }
  /// The parts of an `if` without `else`; none where it does not hold.
  package static func buildOptional(_ parts: [Part]?) -> [Part] { parts ?? [] }
  /// The parts of the first branch, where that is taken.
  package static func buildEither(first parts: [Part]) -> [Part] { parts }
  /// The parts of the `else` branch, or of a later case.
  package static func buildEither(second parts: [Part]) -> [Part] { parts }
  /// The parts of each pass of a loop, one after the other.
  package static func buildArray(_ parts: [[Part]]) -> [Part] { parts.flatMap { $0 } }
}
