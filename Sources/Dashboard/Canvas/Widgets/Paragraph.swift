/// Text broken into lines, one paragraph below the other.
package struct Paragraph {
  package var lines: [Line]
  /// The columns by which the lines of a paragraph stand away from the left, each paragraph for itself.
  package var indents: [Int]
  /// A paragraph that does not fit in whole is left out, with those behind it.
  package var isWhole = false

  package init(_ text: String, _ role: Role = .muted) { self.init([Line(text, role)]) }

  /// Paragraphs of one role each: that of their first piece.
  package init(_ lines: [Line], indents: [Int] = [], isWhole: Bool = false) {
    self.lines = lines
    self.indents = indents
    self.isWhole = isWhole
  }

  /// Draws as many lines as there is room for, and returns how many.
  @discardableResult
  package func draw(in rect: Rect, on canvas: inout Canvas) -> Int {
    var y = rect.y
    for (i, line) in lines.enumerated() where y < rect.maxY {
      let indent = indents.indices.contains(i) ? indents[i] : 0
      let first = line.spans.first ?? Span("")
      let texts = first.text.isEmpty ? [""] : TextWidth.wrap(line.text, rect.width - indent)
      if isWhole, y + texts.count > rect.maxY { break }
      for text in texts where y < rect.maxY {
        canvas.text(text, rect.x + indent, y, first.role, first.emphasis, max: rect.width - indent)
        y += 1
      }
    }
    return y - rect.y
  }
}
