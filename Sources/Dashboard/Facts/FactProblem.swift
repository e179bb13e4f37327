package import Model

/// A line of the facts that cannot be used, or a doubt about one that is.
package struct FactProblem: Equatable, Sendable {
  /// Whether the line is left out, or used all the same.
  package enum Severity: String, Sendable { case error, warning }

  /// The file's name, as the user gave it or as the facts call it.
  package var file: String
  /// Counted from 1, the header is line 1.
  package var line: Int
  /// The column counted from 1, and its name; 0 and empty where the whole line is meant.
  package var column: Int
  /// The name in the header; empty where the whole line is meant.
  package var columnName: String
  /// What is wrong and what to do.
  package var reason: Phrase
  /// An error leaves the line out, a warning does not.
  package var severity: Severity
  /// How many it stands for: more than one where the rest of a kind is only counted.
  package var count = 1

  /// An error of a whole line unless more is said.
  package init(
    file: String, line: Int, column: Int = 0, columnName: String = "", reason: Phrase, severity: Severity = .error
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.columnName = columnName
    self.reason = reason
    self.severity = severity
  }

  /// `quarters.csv:12:6: deliveries: ...`, the form that editors jump to.
  package func message(_ language: Language) -> String {
    let place = column > 0 ? "\(file):\(line):\(column): \(columnName)" : "\(file):\(line)"
    let kind = severity == .warning ? (language == .ko ? "경고: " : "warning: ") : ""
    return "\(place): \(kind)\(reason[language])"
  }
}

/// A cell that cannot be read; caught for the line it is in.
struct BadCell: Error {
  var column: Int
  var reason: Phrase
}
