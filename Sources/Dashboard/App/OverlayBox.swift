package import Canvas
import Format
import Model

/// A line of an overlay before it is cut to the width.
package struct OverlayLine {
  /// What it says.
  package var text: String
  /// How it looks.
  package var role: Role = .text
  /// The columns that it is set in by.
  package var indent = 0
  /// How it is emphasised.
  package var emphasis: Emphasis = []

  /// A line of text, in the usual role.
  package init(text: String, role: Role = .text, indent: Int = 0, emphasis: Emphasis = []) {
    (self.text, self.role, self.indent, self.emphasis) = (text, role, indent, emphasis)
  }
}

/// What lies over the panel: help, the source or the detail of the selected item, the palette, a prompt.
enum OverlayBox {
  static func draw(_ overlay: Overlay, _ context: DrawContext, in body: Rect, on canvas: inout Canvas) {
    switch overlay {
    case .help(let query): HelpBox.draw(query, context, in: body, on: &canvas)
    case .source, .detail:
      let item = selectedItem(context)
      let title = overlay == .source ? context.words("Source", "출처") : context.words("Detail", "상세")
      let lines =
        item.map { ItemText.lines($0, context, detail: overlay == .detail) } ?? [
          OverlayLine(text: context.words("Nothing is selected here.", "여기에는 선택된 것이 없습니다."), role: .muted)
        ]
      draw(title: title, lines, context, in: body, on: &canvas)
    case .palette(let palette): PaletteBox.draw(palette, context, in: body, on: &canvas)
    case .prompt(let prompt): PromptBox.draw(prompt, context, in: body, on: &canvas)
    case .settings(let selected): SettingsBox.draw(selected, context, in: body, on: &canvas)
    }
  }

  private static func selectedItem(_ context: DrawContext) -> Item? {
    let items = context.panel.items(context)
    return items.isEmpty ? nil : items[context.cursor(context.panel, items.count)]
  }

  /// A box in the middle, as large as its lines need, scrolled.
  private static func draw(
    title: String, _ lines: [OverlayLine], _ context: DrawContext, in body: Rect, on canvas: inout Canvas
  ) {
    let width = Window.width(92, in: body)
    let wrapped = lines.flatMap { line -> [Line] in
      let blanks = Line(String(repeating: " ", count: line.indent))
      return (line.text.isEmpty ? [""] : TextWidth.wrap(line.text, width - 4 - line.indent)).map {
        blanks + Line($0, line.role, line.emphasis)
      }
    }
    let scroll = Scroll(wrapped.count, from: context.state.overlayScroll, room: min(body.height - 2, wrapped.count))
    let (first, last) = (scroll.visible.lowerBound, scroll.visible.upperBound)
    let note = wrapped.count > scroll.room ? "\(first + 1)–\(last) / \(wrapped.count) ↑↓" : "Esc"
    let inside = Window(title, note: note, width: width, height: wrapped.count + 2).draw(in: body, on: &canvas)
    canvas.lines(Array(wrapped[scroll.visible]), in: inside)
  }
}
