/// A frame with a title and, at the right of its upper edge, a note.
package struct Box {
  package var title: String
  /// What stands beside the title, in as many words as there is room for: the longest first.
  package var notes: [String]
  package var noteRole: Role = .muted
  package var role: Role = .border
  package var titleRole: Role = .title

  package init(_ title: String, notes: [String] = [], noteRole: Role = .muted, role: Role = .border, titleRole: Role = .title) {
    self.title = title
    self.notes = notes
    self.noteRole = noteRole
    self.role = role
    self.titleRole = titleRole
  }

  package init(_ title: String, note: String, noteRole: Role = .muted, role: Role = .border, titleRole: Role = .title) {
    self.init(title, notes: [note], noteRole: noteRole, role: role, titleRole: titleRole)
  }

  /// Draws the frame and returns the part inside, a blank column away from it at both sides.
  package func draw(in rect: Rect, on canvas: inout Canvas) -> Rect {
    let room = rect.width - TextWidth.columns(title) - 8
    let note = notes.count == 1 ? notes[0] : notes.first { TextWidth.columns($0) <= room } ?? ""
    return canvas.box(rect, title: title, note: note, role: role, titleRole: titleRole, noteRole: noteRole).inset(1, 0)
  }
}
