/// A frame with a title and, at the right of its upper edge, a note.
package struct Box {
  /// Written in bold; left out where the box has fewer than six columns.
  package var title: String
  /// What stands beside the title, in several wordings, the longest first: the first that fits is drawn.
  package var notes: [String]
  /// The role of the note.
  package var noteRole: Role = .muted
  /// The role of the frame.
  package var role: Role = .border
  /// The role of the title.
  package var titleRole: Role = .title
  /// Whether it is under the cursor as a whole: its upper edge says so.
  package var isSelected = false
  /// What a pointer finds in it where nothing else is.
  package var hit: Hit?

  /// A box with a note said in several ways, the longest first; none by default.
  package init(_ title: String, notes: [String] = [], noteRole: Role = .muted, role: Role = .border, titleRole: Role = .title) {
    self.title = title
    self.notes = notes
    self.noteRole = noteRole
    self.role = role
    self.titleRole = titleRole
  }

  /// A box with a note that is left out where it does not fit.
  package init(_ title: String, note: String, noteRole: Role = .muted, role: Role = .border, titleRole: Role = .title) {
    self.init(title, notes: [note], noteRole: noteRole, role: role, titleRole: titleRole)
  }

  /// Draws the frame and returns the part inside, a blank column away from it at both sides.
  package func draw(in rect: Rect, on canvas: inout Canvas) -> Rect {
    canvas.register(hit, in: rect)
    let room = rect.width - TextWidth.columns(title) - 8
    let note = notes.count == 1 ? notes[0] : notes.first { TextWidth.columns($0) <= room } ?? ""
    let inside = canvas.box(rect, title: title, note: note, role: role, titleRole: titleRole, noteRole: noteRole).inset(1, 0)
    if isSelected { canvas.emphasise(rect.top(1).0, .selected) }
    return inside
  }
}
