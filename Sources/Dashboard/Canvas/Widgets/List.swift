/// Lines one below the other that scroll with the cursor: something at the left, something at the right.
package struct List {
  /// A line of the list.
  package struct Row {
    /// What stands at the left, in as many words as there is room for: the longest first.
    ///
    /// What is at the right gives way before the shortest words at the left are cut; the last wording is cut where none fits.
    package var left: [Line]
    /// What stands at the right, in the same way; empty where nothing does.
    package var right: [Line]

    /// The columns that both share: at the right of a wide box a value would be far from its name.
    package var reach: Int

    /// A row with one way to say each side.
    package init(_ left: Line, _ right: Line = Line(), reach: Int = .max) { self.init([left], [right], reach: reach) }

    /// A row with several ways to say each side, the longest first.
    package init(_ left: [Line], _ right: [Line] = [], reach: Int = .max) {
      (self.left, self.right, self.reach) = (left, right, reach)
    }

    /// A row without text, which sets groups apart.
    package static var blank: Row { Row(Line()) }

    /// A row that is made when it comes into sight.
    package static func lazy(_ make: @escaping () -> Row) -> Row {
      var row = blank
      row.make = make
      return row
    }

    private var make: (() -> Row)?

    /// What stands at the right has precedence, as it is mostly a number.
    func draw(in rect: Rect, on canvas: inout Canvas) {
      if let make { return make().draw(in: rect, on: &canvas) }
      let rect = rect.left(reach).0
      let least = right.count == 1 ? 0 : (left.last?.width ?? 0) + 1
      let value = Self.form(right, rect.width - least)
      let room = rect.width - canvas.lineRight(value, rect.maxX, rect.y, max: rect.width) - (value.isEmpty ? 0 : 1)
      canvas.line(Self.form(left, room), rect.x, rect.y, max: room)
    }

    private static func form(_ forms: [Line], _ width: Int) -> Line {
      forms.count == 1 ? forms[0] : forms.first { $0.width <= width } ?? forms.last ?? Line()
    }
  }

  /// From top to bottom, in sight or not.
  package var rows: [Row]
  /// The row under the cursor, which stays in sight; nil where the cursor is elsewhere.
  package var selected: Int?
  /// Blank columns at both sides that belong to a row that is selected.
  package var padding: Int
  /// What is said where there are no rows.
  package var empty: String
  /// What a pointer finds on a row; nil for nothing.
  package var hit: (Int) -> Hit? = { _ in nil }

  /// Without a selected row the list begins at its top.
  package init(_ rows: [Row], selected: Int? = nil, padding: Int = 0, empty: String = "") {
    self.rows = rows
    self.selected = selected
    self.padding = padding
    self.empty = empty
  }

  /// Draws the rows, says in the edge of a box how many are hidden, and returns the room that is left below.
  @discardableResult
  package func draw(in rect: Rect, edge box: Rect = Rect(0, 0, 0, 0), on canvas: inout Canvas) -> Rect {
    let inside = rect.inset(padding, 0)
    guard !rows.isEmpty else { return rect.top(Paragraph(empty).draw(in: inside, on: &canvas)).1 }
    let row = canvas.anchoredRow(of: selected.flatMap(hit), in: rect)
    let scroll = Scroll(rows.count, selected: selected, at: row, room: rect.height)
    for (y, i) in scroll.visible.enumerated() {
      let line = Rect(rect.x, rect.y + y, rect.width, 1)
      rows[i].draw(in: Rect(inside.x, line.y, inside.width, 1), on: &canvas)
      if i == selected { canvas.emphasise(line, .selected) }
      canvas.register(hit(i), in: line)
    }
    canvas.marks(of: scroll, inEdgeOf: box)
    return rect.top(scroll.visible.count).1
  }
}

/// Names and values in columns of pairs, row by row: each name at the left of its column, the value at the right.
package struct Pairs {
  /// One for each pair, from left to right and then down.
  package var rows: [List.Row]
  /// How many pairs stand side by side.
  package var columns: Int

  /// Pairs in so many columns, at least one.
  package init(_ rows: [List.Row], columns: Int = 1) {
    self.rows = rows
    self.columns = columns
  }

  /// Draws as many as there is room for, and returns the room that is left below.
  @discardableResult
  package func draw(in rect: Rect, on canvas: inout Canvas) -> Rect {
    let width = (rect.width - 2 * (columns - 1)) / columns
    for (i, row) in rows.enumerated() where i / columns < rect.height {
      row.draw(in: Rect(rect.x + i % columns * (width + 2), rect.y + i / columns, width, 1), on: &canvas)
    }
    return rect.top((rows.count + columns - 1) / columns).1
  }
}
