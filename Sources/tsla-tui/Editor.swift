import Dashboard
import Model

/// Why the environment names no editor that could be started.
struct EditorFault: Error {
  /// The variable that is meant.
  var variable: String
  var value: String
  /// The quote that is not closed; nil where the name of the program is empty.
  var quote: Unicode.Scalar?

  /// What is wrong, and what to do.
  var message: Phrase {
    let value = value.printable
    let example = "export \(variable)='\"/path/with blanks/editor\" --wait'"
    guard let quote else {
      return Phrase(
        "\(variable) names no program: \(value); write \(example)", "\(variable)에 프로그램 이름이 없음: \(value); 예: \(example)")
    }
    return Phrase(
      "\(variable) holds a quote \(quote) that is not closed: \(value); write \(example)",
      "\(variable)에 닫히지 않은 따옴표 \(quote)가 있음: \(value); 예: \(example)")
  }
}

/// The user's editor.
enum Editor {
  /// The command that opens a file at a line: `$VISUAL`, else `$EDITOR`, else vi, with what follows its name there.
  ///
  /// The words are those that a shell would see, but no shell reads them: a path is a path whatever it holds. Most editors take `+LINE` in
  /// front of the file; those that take it for a file get the place in their own way.
  static func command(_ path: String, line: Int) throws(EditorFault) -> [String] {
    let words = try words()
    let name = words[0].split(separator: "/").last.map(String.init) ?? words[0]
    switch name {
    case "code", "code-insiders", "codium", "cursor": return words + ["--goto", "\(path):\(line)"]
    case "subl", "zed": return words + ["\(path):\(line)"]
    default: return words + ["+\(line)", path]
    }
  }

  /// The words of the first variable that holds any; at least one, and the first is not empty.
  private static func words() throws(EditorFault) -> [String] {
    for variable in ["VISUAL", "EDITOR"] {
      guard let value = environment(variable) else { continue }
      let words: [String]
      do throws(ShellWords.Fault) { words = try ShellWords.split(value) } catch {
        switch error {
        case .openQuote(let quote): throw EditorFault(variable: variable, value: value, quote: quote)
        }
      }
      guard let program = words.first else { continue }
      guard !program.isEmpty else { throw EditorFault(variable: variable, value: value) }
      return words
    }
    return ["vi"]
  }
}
