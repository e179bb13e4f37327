internal import Canvas
import Format
internal import Model

/// Sections of short lines, set to a width before they are drawn.
struct ChainText {
  struct Part {
    var text: String
    /// The column it starts at, or ends before where it is set right.
    var x: Int
    var role: Role
    var emphasis: Emphasis = []
    var isRight = false
    var room = Int.max
  }

  struct Line {
    var parts: [Part]

    init(_ parts: [Part] = []) { self.parts = parts }
    init(_ text: String, _ role: Role = .text, _ emphasis: Emphasis = []) {
      parts = [Part(text: text, x: 0, role: role, emphasis: emphasis)]
    }
  }

  let scene: Scene
  private(set) var sections: [[Line]] = []

  init(_ scene: Scene) { self.scene = scene }

  mutating func append(_ section: [Line]) {
    if !section.isEmpty { sections.append(section) }
  }

  /// A text broken into lines.
  func wrapped(_ text: String, _ width: Int, _ role: Role, _ emphasis: Emphasis = []) -> [Line] {
    TextWidth.wrap(text, width).map { Line($0, role, emphasis) }
  }

  /// A text broken into lines beside its label.
  func hanging(
    _ label: String, _ text: String, indent: Int, _ width: Int, labelRole: Role = .muted, _ role: Role = .text,
    _ emphasis: Emphasis = []
  ) -> [Line] {
    TextWidth.wrap(text, width - indent).enumerated().map { i, words in
      var parts = [Part(text: words, x: indent, role: role, emphasis: emphasis)]
      if i == 0 { parts.append(Part(text: label, x: 0, role: labelRole, emphasis: emphasis, room: indent - 1)) }
      return Line(parts)
    }
  }

  /// The lines that fit a height: with blank lines between the sections where there is room, cut with a mark where not.
  mutating func compose(_ height: Int) -> ChainPage {
    let count = sections.reduce(0) { $0 + $1.count }
    let gap = count + sections.count - 1 <= height
    var lines: [Line] = []
    for section in sections {
      if gap, !lines.isEmpty { lines.append(Line()) }
      lines += section
    }
    if lines.count > height {
      lines.removeLast(lines.count - max(0, height - 1))
      if height > 0 { lines.append(Line(scene.words("… more: Enter", "… 더 보기: Enter"), .muted)) }
    }
    return ChainPage(lines: lines)
  }
}

/// Lines ready to be drawn.
struct ChainPage {
  var lines: [ChainText.Line]

  func draw(in rect: Rect, on canvas: inout Canvas) {
    for (y, line) in lines.prefix(rect.height).enumerated() {
      for part in line.parts {
        if part.isRight {
          canvas.right(part.text, rect.x + part.x, rect.y + y, part.role, part.emphasis, max: min(part.room, part.x))
        } else {
          canvas.text(
            part.text, rect.x + part.x, rect.y + y, part.role, part.emphasis, max: min(part.room, rect.width - part.x))
        }
      }
    }
  }
}
