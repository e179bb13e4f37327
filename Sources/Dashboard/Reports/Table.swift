package import Model

extension Report {
  /// The side that the cells of a column are aligned to.
  package enum Alignment { case left, right }

  /// A column of a table.
  package struct Column<Row> {
    /// What can be said of it without a row.
    let head: Head
    let value: (Row) -> Value

    /// A column with the key that JSON and CSV know it by and the name over it in text; `csv` is its key there where that is another one.
    ///
    /// Numbers are aligned right unless it says otherwise. `most` is the width it is cut to, `missing` is shown where it has no value;
    /// where an `optional` one has none, there is no member. A column without a name is for machines; where no column has one, all are
    /// for people, too, below their keys.
    package init(
      _ key: String, _ name: Phrase? = nil, _ alignment: Alignment? = nil, csv: String? = nil, most: Int? = nil,
      missing: String = "", optional: Bool = false, in forms: Forms = .all, _ value: @escaping (Row) -> Value
    ) {
      head = Head(
        key: key, csvKey: csv ?? key, name: name, alignment: alignment, most: most, missing: missing, isOptional: optional,
        forms: forms)
      self.value = value
    }
  }

  struct Head {
    let key: String
    let csvKey: String
    let name: Phrase?
    /// Nil: numbers to the right.
    let alignment: Alignment?
    let most: Int?
    let missing: String
    let isOptional: Bool
    let forms: Forms
  }

  /// Rows of typed columns.
  package struct Table {
    /// The member that it is in JSON; nil where it is the whole document.
    let key: String?
    /// What is written above it in text; a table with a title is left out where there are no rows.
    let title: String?
    let forms: Forms
    let heads: [Head]
    /// The columns for reading, in their order.
    let shown: [Int]
    /// Gives the values of some columns, row by row.
    let rows: (_ columns: [Int], _ body: ([Value]) -> Void) -> Void
  }
}

extension Report {
  /// Rows of typed columns; `text` names those for reading, in their order, where it differs.
  package static func table<Rows: Sequence>(
    _ rows: Rows, key: String? = nil, title: String? = nil, text: String? = nil, in forms: Forms = .all,
    @Parts<Column<Rows.Element>> _ columns: () -> [Column<Rows.Element>]
  ) -> Section {
    let columns = columns()
    let heads = columns.map(\.head)
    let named = heads.indices.filter { heads[$0].name != nil }
    let shown = text?.split(separator: " ").map { key -> Int in
      guard let place = heads.firstIndex(where: { $0.key == key }) else { preconditionFailure("no column \(key)") }
      return place
    }
    return .table(
      Table(
        key: key, title: title, forms: forms, heads: heads, shown: shown ?? (named.isEmpty ? Array(heads.indices) : named)
      ) { wanted, body in
        for row in rows { body(wanted.map { columns[$0].value(row) }) }
      })
  }
}
