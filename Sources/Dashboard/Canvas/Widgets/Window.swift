/// A box that lies over what is already drawn.
package struct Window {
  /// What stands in its upper edge at the left.
  package var title: String
  /// What stands in its upper edge at the right; empty where nothing does.
  package var note: String
  /// Its columns with the frame, where there is room for them.
  package var width: Int
  /// Its rows with the frame, where there is room for them.
  package var height: Int
  /// How many rows below the upper edge it hangs; nil: in the middle.
  package var top: Int?

  /// A window in the middle, or at the top of what it covers.
  package init(_ title: String, note: String = "", width: Int, height: Int, top: Int? = nil) {
    (self.title, self.note, self.width, self.height, self.top) = (title, note, width, height, top)
  }

  /// Where it lies within what it covers: two columns from either side at least.
  package func frame(in rect: Rect) -> Rect {
    let width = Self.width(width, in: rect)
    let height = min(height, rect.height - 2 * (top ?? 0))
    return Rect(rect.x + (rect.width - width) / 2, rect.y + (top ?? (rect.height - height) / 2), width, height)
  }

  /// How wide it is with its frame in a rectangle.
  package static func width(_ width: Int, in rect: Rect) -> Int { min(rect.width - 4, width) }

  /// Draws the empty window and returns the part inside, a blank column away from the frame at both sides.
  package func draw(in rect: Rect, on canvas: inout Canvas) -> Rect {
    let frame = frame(in: rect)
    canvas.fill(frame)
    canvas.register(.window, in: frame)
    return Box(title, note: note, role: .accent).draw(in: frame, on: &canvas)
  }
}

/// A line that the user types into, with the place of the next character.
package struct TextField {
  /// What was typed.
  package var text: String
  /// The role of what was typed and of the prefix.
  package var role: Role
  /// What stands before it.
  package var prefix: String

  /// A field with a text in a role, and what stands before the text.
  package init(_ text: String, _ role: Role = .text, prefix: String = "") {
    (self.text, self.role, self.prefix) = (text, role, prefix)
  }

  /// Draws the field; of a text that is too wide the end, where the next character goes.
  package func draw(in rect: Rect, on canvas: inout Canvas) {
    guard !rect.isEmpty else { return }
    var tail = text[...]
    let room = rect.width - 1 - TextWidth.columns(prefix)
    while !tail.isEmpty, TextWidth.columns(String(tail)) > room { tail.removeFirst() }
    let used = canvas.text(prefix + tail, rect.x, rect.y, role, .bold, max: rect.width - 1)
    canvas.put("▏", rect.x + used, rect.y, .accent)
  }
}
