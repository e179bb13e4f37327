import Model

/// The user's editor.
enum Editor {
  /// The command that opens a file at a line: `$VISUAL`, else `$EDITOR`, else vi, with what follows its name there.
  ///
  /// No shell reads it, so a path is a path whatever it holds. Most editors take `+LINE` in front of the file; those that take it for a
  /// file get the place in their own way.
  static func command(_ path: String, line: Int) -> [String] {
    let words =
      [environment("VISUAL"), environment("EDITOR")].compactMap { $0 }
      .map { $0.split(separator: " ").map(String.init) }.first { !$0.isEmpty } ?? ["vi"]
    let name = words[0].split(separator: "/").last.map(String.init) ?? words[0]
    switch name {
    case "code", "code-insiders", "codium", "cursor": return words + ["--goto", "\(path):\(line)"]
    case "subl", "zed": return words + ["\(path):\(line)"]
    default: return words + ["+\(line)", path]
    }
  }
}
