/// The words of a command line as a POSIX shell takes them apart (Shell Command Language, 2.2 Quoting and 2.6.5 Field Splitting), without a
/// shell.
///
/// Nothing is expanded and nothing is an operator: `$HOME`, `~`, `*`, `;` and `#` are what they are.
package enum ShellWords {
  /// Why a text has no words.
  package enum Fault: Error, Equatable {
    /// A quote of this kind is not closed.
    case openQuote(Unicode.Scalar)
  }

  /// Takes a text apart at blanks, tabs and line feeds that are not quoted.
  ///
  /// In single quotes everything is as it is; in double quotes a backslash takes away the meaning of `$`, `` ` ``, `"`, `\` and the line
  /// feed after it; elsewhere that of any character. A backslash with a line feed is nothing, one at the end is itself. Quotes with
  /// nothing between them are an empty word.
  package static func split(_ text: String) throws(Fault) -> [String] {
    var words: [String] = []
    var word: String.UnicodeScalarView?
    var quote: Unicode.Scalar?
    // By scalars: a quote with an accent after it is one `Character`, and so is a carriage return with its line feed.
    var rest = text.unicodeScalars[...]
    func add(_ scalar: Unicode.Scalar) { word = (word ?? .init()) + [scalar] }
    while let c = rest.popFirst() {
      switch (quote, c) {
      case ("'", "'"), ("\"", "\""): quote = nil
      case ("'", _): add(c)
      case (nil, "'"), (nil, "\""):
        quote = c
        word = word ?? .init()
      case (_, "\\"):
        guard let next = rest.first, quote == nil || ["$", "`", "\"", "\\", "\n"].contains(next) else {
          add(c)
          continue
        }
        rest.removeFirst()
        if next != "\n" { add(next) }
      case (nil, " "), (nil, "\t"), (nil, "\n"):
        if let whole = word { words.append(String(whole)) }
        word = nil
      default: add(c)
      }
    }
    if let quote { throw .openQuote(quote) }
    return words + (word.map { [String($0)] } ?? [])
  }
}
