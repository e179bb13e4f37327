import Canvas
import Finance
import Format
import Model

/// The box that the user types a value or a name into.
enum PromptBox {
  static func draw(_ prompt: Prompt, _ context: DrawContext, in body: Rect, on canvas: inout Canvas) {
    let (title, hint) = prompt.field.words(context)
    let width = Window.width(72, in: body)
    let lines = TextWidth.wrap(context.words(prompt.fault ?? hint), width - 4)
    let choices = prompt.choices(context)
    let shown = min(choices.count, max(0, min(8, body.height - lines.count - 5)))
    // Of a form what was answered so far, as far as there is room.
    let answers = Array(prompt.field.given(context).suffix(max(0, body.height - lines.count - shown - 6)))
    let height = lines.count + 4 + (shown > 0 ? shown + 1 : 0) + (answers.isEmpty ? 0 : answers.count + 1)
    let inside = Window(context.words(title), note: "Esc", width: width, height: height).draw(in: body, on: &canvas)
    TextField(prompt.text, prompt.isSuggestion ? .muted : .text).draw(in: inside, on: &canvas)
    var rest = canvas.lines(lines.map { Line($0, prompt.fault == nil ? .muted : .warning) }, in: inside.top(2).1)
    if shown > 0 {
      var list = Table(rows: choices, selected: prompt.selected) {
        Column(.content(least: 16, most: 46)) { Line($0.text) }
        Column(.rest(least: 0), gap: 2) { choice in
          let meaning = context.words(choice.meaning)
          return Line(meaning == choice.text ? "" : meaning, .muted)
        }
      }
      list.hit = { .row($0) }
      let (area, below) = rest.top(1).1.top(shown)
      list.draw(in: area, on: &canvas)
      rest = below
    }
    let table = Table(rows: answers) {
      Column(.exactly(10)) { Line($0.name, .muted) }
      Column(.rest(least: 0)) { Line($0.text) }
    }
    table.draw(in: rest.top(1).1, on: &canvas)
  }
}
