/// A month as a grid of weeks, with marks after the numbers of its days.
package struct MonthGrid {
  /// A day of the month.
  package struct Day {
    /// The role of its number.
    package var role: Role
    /// What is on it, the most telling mark first; a `+` stands for those without room.
    package var marks: [Span]

    /// A day with nothing on it, unless marks are given.
    package init(_ role: Role = .text, marks: [Span] = []) {
      self.role = role
      self.marks = marks
    }
  }

  /// The month and its year, in bold above the grid.
  package var title: String
  /// What stands at the right of the title.
  package var note: String
  /// The names of the seven columns.
  package var weekdays: [String]
  /// The column of the first day, from 0 to 6.
  package var firstColumn: Int
  /// The days of the month, the first one first; their numbers begin at 1.
  package var days: [Day]
  /// The day of the moment shown, counted from 0; nil where it is in another month.
  package var present: Int?
  /// The day under the cursor, counted from 0; nil where it is in another month.
  package var selected: Int?

  /// What a pointer finds on a day, counted from 0; nil for nothing.
  package var hit: (Int) -> Hit? = { _ in nil }

  /// A month without a cursor, and without the day of the moment.
  package init(_ title: String, note: String = "", weekdays: [String], firstColumn: Int, days: [Day]) {
    self.title = title
    self.note = note
    self.weekdays = weekdays
    self.firstColumn = firstColumn
    self.days = days
  }

  /// The rows of a month: its title, the names of the days and six weeks.
  package static let height = 8

  /// A day takes five columns, so that two marks have room after its number, or four where there is no room for five.
  package func draw(in rect: Rect, on canvas: inout Canvas) {
    let day = rect.width >= 35 ? 5 : 4
    canvas.clipped(to: rect) { canvas in
      List.Row(Line(title, .heading, .bold), Line(note, .muted)).draw(
        in: Rect(rect.x, rect.y, min(rect.width, 7 * day), 1), on: &canvas)
      for (column, name) in weekdays.enumerated() { canvas.right(name, rect.x + column * day + 3, rect.y + 1, .muted) }
      for i in days.indices {
        let place = firstColumn + i
        let cell = Rect(rect.x + place % 7 * day, rect.y + 2 + place / 7, day, 1)
        draw(i, in: cell, on: &canvas)
        canvas.register(hit(i), in: cell)
      }
    }
  }

  private func draw(_ i: Int, in rect: Rect, on canvas: inout Canvas) {
    let (marks, room) = (days[i].marks, rect.width - 3)
    canvas.right("\(i + 1)", rect.x + 3, rect.y, days[i].role)
    let shown = marks.count > room ? marks.prefix(room - 1) + [Span("+", .text, .bold)] : marks[...]
    canvas.line(Line(Array(shown)), rect.x + 3, rect.y)
    if i == present {
      canvas.put("▸", rect.x, rect.y, .new, .bold)
      canvas.emphasise(Rect(rect.x + 1, rect.y, 2, 1), [.bold, .reverse])
    }
    if i == selected { canvas.emphasise(Rect(rect.x + 1, rect.y, rect.width - 1, 1), .selected) }
  }
}
