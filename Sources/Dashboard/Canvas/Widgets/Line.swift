/// A piece of text in one role.
package struct Span: Equatable, Sendable {
  /// On one line; cut or broken only when it is drawn.
  package var text: String
  /// Which of the theme's styles it is drawn in.
  package var role: Role
  /// What is added to the style of its role.
  package var emphasis: Emphasis

  /// Plain text, unless a role or an emphasis is given.
  package init(_ text: String, _ role: Role = .text, _ emphasis: Emphasis = []) {
    self.text = text
    self.role = role
    self.emphasis = emphasis
  }
}

/// A line of text whose pieces have roles of their own.
package struct Line: Equatable, Sendable {
  /// From left to right, with nothing between them.
  package var spans: [Span]

  /// A line of these pieces, blanks not added.
  package init(_ spans: [Span]) { self.spans = spans }

  /// A line of one piece, or of none where the text is empty.
  package init(_ text: String = "", _ role: Role = .text, _ emphasis: Emphasis = []) {
    spans = text.isEmpty ? [] : [Span(text, role, emphasis)]
  }

  /// Whether it has no pieces; a piece without text is one.
  package var isEmpty: Bool { spans.isEmpty }
  /// The columns that it takes.
  package var width: Int { spans.reduce(0) { $0 + TextWidth.columns($1.text) } }
  /// Its text without roles.
  package var text: String { spans.reduce("") { $0 + $1.text } }

  /// The second line right after the first, without a blank.
  package static func + (a: Line, b: Line) -> Line { Line(a.spans + b.spans) }

  /// The line at the right edge of so many columns; a longer one stays as it is.
  package func right(in width: Int) -> Line {
    let free = width - self.width
    return free > 0 ? Line(String(repeating: " ", count: free)) + self : self
  }

  /// The line at the left edge of so many columns, filled up with blanks; a longer one stays as it is.
  package func left(in width: Int) -> Line {
    let free = width - self.width
    return free > 0 ? self + Line(String(repeating: " ", count: free)) : self
  }

  /// Cut with `…` to so many columns.
  package func cut(to width: Int) -> Line {
    var (cut, room) = (Line(), width)
    for span in spans where room > 0 {
      cut.spans.append(Span(TextWidth.fit(span.text, room), span.role, span.emphasis))
      room -= TextWidth.columns(span.text)
    }
    return cut
  }

  /// With another one at the right edge of so many columns, cut where they would meet.
  ///
  /// Between them stands what can be left out: the first of several wordings that fits, or a part of the last one where that
  /// is long enough to say something (`leastPart`).
  package func beside(_ end: Line, details: [Line] = [], leastPart: Int = .max, in width: Int) -> Line {
    let room = width - end.width - (end.isEmpty ? 0 : 1)
    let rest = room - self.width
    let fitting = details.first { $0.width <= rest } ?? (rest >= leastPart ? details.last : nil) ?? Line()
    return room < 0 ? end : (self + fitting).cut(to: room).left(in: width - end.width) + end
  }
}

extension [String] {
  /// The first that fits into so many columns, of several wordings with the longest first; the last where none fits.
  package func fitting(_ width: Int) -> String { first { TextWidth.columns($0) <= width } ?? last ?? "" }
}

extension [Line] {
  /// As many of them as there is room for, beside each other with a gap between.
  package func joined(gap: Int, in width: Int) -> Line {
    var used = -gap
    let fitting = prefix { line in
      used += gap + line.width
      return used <= width
    }
    return Line(joining: Array(fitting), gap: gap)
  }

  /// All of them beside each other with a gap between, in as many lines as that takes; one that is too wide has a line of its own.
  package func wrapped(gap: Int, in width: Int) -> [Line] {
    var lines: [[Line]] = []
    var used = 0
    for line in self {
      if lines.isEmpty || used + gap + line.width > width {
        lines.append([line])
        used = line.width
      } else {
        lines[lines.count - 1].append(line)
        used += gap + line.width
      }
    }
    return lines.map { Line(joining: $0, gap: gap) }
  }
}

extension Canvas {
  /// Draws a line from (x, y) on, cut with `…` to `max` columns, and returns the columns taken.
  @discardableResult
  package mutating func line(_ line: Line, _ x: Int, _ y: Int, max limit: Int = .max) -> Int {
    var used = 0
    for span in line.spans where used < limit {
      let width = TextWidth.columns(span.text)
      text(span.text, x + used, y, span.role, span.emphasis, max: limit - used)
      // What follows a cut piece would look like its end.
      used += Swift.min(width, limit - used)
    }
    return used
  }

  /// Draws a line that ends before column `end`, cut to `max` columns, and returns the columns taken.
  @discardableResult
  package mutating func lineRight(_ line: Line, _ end: Int, _ y: Int, max limit: Int = .max) -> Int {
    let width = line.width
    guard width > limit else { return self.line(line, end - width, y) }
    if line.spans.count == 1 {
      return right(line.spans[0].text, end, y, line.spans[0].role, line.spans[0].emphasis, max: limit)
    }
    return self.line(line, end - limit, y, max: limit)
  }
}
