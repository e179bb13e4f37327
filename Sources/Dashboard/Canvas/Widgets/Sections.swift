/// Texts and rows in sections one below the other, separated by blank lines where there is room for them.
package struct Sections {
  /// What a section is made of.
  package enum Part {
    /// A text of one role, broken into lines beside its label, which takes `indent` columns.
    case text(Line, label: Line = Line(), indent: Int = 0)
    /// One line, cut and not broken.
    case row(List.Row)
  }

  /// From top to bottom; those without parts are skipped.
  package var sections: [[Part]]
  /// What the last line says where not everything has room.
  package var more: Line

  /// Sections from top to bottom; `more` is for those that do not fit.
  package init(_ sections: [[Part]], more: Line = Line()) {
    self.sections = sections
    self.more = more
  }

  /// Draws as many lines as there is room for, and returns the room that is left below.
  @discardableResult
  package func draw(in rect: Rect, on canvas: inout Canvas) -> Rect {
    let blocks = sections.map { $0.flatMap { lines(of: $0, rect.width) } }.filter { !$0.isEmpty }
    let count = blocks.reduce(0) { $0 + $1.count }
    let isRoomy = count + blocks.count - 1 <= rect.height
    var rows = Array(blocks.joined(separator: isRoomy ? [List.Row.blank] : []))
    if count > rect.height { rows = rows.prefix(max(0, rect.height - 1)) + [List.Row(more)] }
    return List(rows).draw(in: rect, on: &canvas)
  }

  private func lines(of part: Part, _ width: Int) -> [List.Row] {
    switch part {
    case .row(let row): return [row]
    case .text(let text, let label, let indent):
      let span = text.spans.first ?? Span("")
      return TextWidth.wrap(text.text, width - indent).enumerated().map { i, words in
        let start = i == 0 ? label.left(in: indent) : Line(String(repeating: " ", count: indent))
        return List.Row(start + Line(words, span.role, span.emphasis))
      }
    }
  }
}
