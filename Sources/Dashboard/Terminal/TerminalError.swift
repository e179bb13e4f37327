/// Why no screen could be opened.
///
/// The terminal is left as it was.
package enum TerminalError: Error, Equatable, Sendable {
  /// Standard output is not a terminal.
  case outputIsNotATerminal
  /// There is no terminal to read keys from.
  case inputIsNotATerminal
  /// The environment variable `TERM` is unset or empty.
  case typeMissing
  /// The terminal database has no entry for this value of `TERM`.
  case typeUnknown(String)
  /// This type of terminal (`dumb`, say) cannot move its cursor, so nothing can be drawn on it.
  case typeTooSimple(String)
  /// ncurses or the system refused; what failed.
  case failed(String)
}
