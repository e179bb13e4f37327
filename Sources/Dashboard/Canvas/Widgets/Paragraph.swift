/// Text broken into lines, one paragraph below the other.
package struct Paragraph {
  /// A paragraph each; one without text is a blank line.
  package var lines: [Line]
  /// How many columns the lines of each paragraph are indented; 0 for paragraphs without a number.
  package var indents: [Int]
  /// Whether a paragraph that does not fit as a whole is left out, with those after it.
  package var isWhole = false
  /// Whether the last line ends with `…` where not all lines have room.
  package var isCutMarked = false

  /// One paragraph in one role.
  package init(_ text: String, _ role: Role = .muted) { self.init([Line(text, role)]) }

  /// Paragraphs of one role each: that of their first piece.
  package init(_ lines: [Line], indents: [Int] = [], isWhole: Bool = false) {
    self.lines = lines
    self.indents = indents
    self.isWhole = isWhole
  }

  /// Draws as many lines as there is room for, and returns how many.
  ///
  /// Where that is not all, the edge of the box says so in the words of `more`.
  @discardableResult
  package func draw(
    in rect: Rect, edge box: Rect = Rect(0, 0, 0, 0), more: String = "", on canvas: inout Canvas
  ) -> Int {
    var y = rect.y
    for (i, line) in lines.enumerated() {
      let indent = indents.indices.contains(i) ? indents[i] : 0
      let texts = line.isEmpty ? [""] : TextWidth.wrap(line.text, rect.width - indent)
      if isWhole, y + texts.count > rect.maxY { break }
      for (k, text) in texts.enumerated() {
        guard y < rect.maxY else {
          canvas.note(more, inEdgeOf: box)
          return rect.height
        }
        let span = line.spans.first ?? Span("")
        let isCut = isCutMarked && y == rect.maxY - 1 && (k < texts.count - 1 || i < lines.count - 1)
        canvas.text(text + (isCut ? " …" : ""), rect.x + indent, y, span.role, span.emphasis, max: rect.width - indent)
        y += 1
      }
    }
    return y - rect.y
  }

  /// The same in a box of its own.
  package func draw(in rect: Rect, box: Box, more: String = "", on canvas: inout Canvas) {
    draw(in: box.draw(in: rect, on: &canvas), edge: rect, more: more, on: &canvas)
  }
}
