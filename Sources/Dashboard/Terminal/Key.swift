package import Canvas

/// A key press.
///
/// Escape followed at once by another key (Alt and that key on most terminals) is `.escape` and then that key: on a
/// slow line or in a script both may arrive together, and losing a key is worse than closing a box before it.
package enum Key: Hashable, Sendable {
  /// A printable character, as typed.
  case character(Unicode.Scalar)
  /// Control and a key: the lower-case letter or one of `\ ] ^ _`. Keys with a case of their own (tab, enter) are that case.
  case control(Unicode.Scalar)
  case up, down, left, right
  /// An arrow with Alt: in one control sequence, or as Esc and an arrow that arrive together.
  case altUp, altDown, altLeft, altRight
  case pageUp, pageDown, home, end
  case enter, escape, tab, backTab, backspace, delete
  case function(Int)
  /// What was pasted, as the terminal marked it (bracketed paste).
  case paste(String)
  /// A key that exists but has no meaning here, or an escape sequence nobody knows.
  case other
}

/// What the terminal has to say.
package enum Input: Equatable, Sendable {
  case key(Key)
  /// What the mouse did, where `Screen.mouse` asks for that.
  case mouse(Mouse)
  /// The terminal's answer about what is behind its letters.
  case background(Color)
  /// The terminal's answer about the characters whose width it may choose, the lines of boxes among them: 1 or 2 columns.
  case ambiguousWidth(Int)
  /// The window changed, or said it did. Draw everything for this size.
  case resized(Size)
  /// The deadline has passed.
  case timeout
  /// Back from a stop; the size may have changed. Draw everything.
  case resumed
  /// The process was asked to end: close the screen, then `Screen.die(by:)`.
  case terminate(Int32)
  /// The terminal is gone. Nothing more will ever come: close the screen and exit.
  case closed
}
