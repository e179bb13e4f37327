import App
import Canvas
import Documents
import Model

/// The user's editor.
enum Editor {
  /// The command that opens a file at a line: `$VISUAL`, else `$EDITOR`, else vi, with what follows its name there.
  ///
  /// The words are those that a shell would see, but no shell reads them: a path is a path whatever is in it. Most editors take `+LINE`
  /// before the file; those that would take it for a file get the line in their own way.
  static func command(_ path: String, line: Int) throws(Problem) -> [String] {
    let words = try words()
    let name = words[0].split(separator: "/").last.map(String.init) ?? words[0]
    switch name {
    case "code", "code-insiders", "codium", "cursor": return words + ["--goto", "\(path):\(line)"]
    case "subl", "zed": return words + ["\(path):\(line)"]
    default: return words + ["+\(line)", path]
    }
  }

  /// The words of the first variable that has any; at least one, and the first is not empty.
  private static func words() throws(Problem) -> [String] {
    for variable in ["VISUAL", "EDITOR"] {
      guard let value = environment(variable) else { continue }
      let line = "export \(variable)='\"/path/with blanks/editor\" --wait'"
      let (example, korean) = ("\(value.sanitized); write \(line)", "\(value.sanitized); 예: \(line)")
      let words: [String]
      do throws(ShellWords.Fault) { words = try ShellWords.split(value) } catch {
        switch error {
        case .openQuote(let quote):
          throw Problem(
            "\(variable) holds a quote \(quote) that is not closed: \(example)", "\(variable)에 닫히지 않은 따옴표 \(quote)가 있음: \(korean)"
          )
        }
      }
      guard let program = words.first else { continue }
      guard !program.isEmpty else {
        throw Problem("\(variable) names no program: \(example)", "\(variable)에 프로그램 이름이 없음: \(korean)")
      }
      return words
    }
    return ["vi"]
  }
}
