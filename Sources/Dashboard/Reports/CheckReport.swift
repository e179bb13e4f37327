import Canvas
package import Facts
package import Format
import Model

extension Report {
  /// What is wrong with facts, problem by problem, and how many errors and warnings that makes.
  ///
  /// `name` is the folder or the file as the user gave it; nil: the bundled facts. A problem that stands for more of its kind counts as those.
  package static func check(_ problems: [FactProblem], of name: String?, _ format: Formatter) -> Report {
    func count(_ severity: FactProblem.Severity) -> Int {
      problems.reduce(0) { $1.severity == severity ? $0 + $1.count : $0 }
    }
    let (errors, warnings) = (count(.error), count(.warning))
    let what = name?.sanitized ?? format.words("bundled facts", "내장 팩트")
    return Report(format) {
      lines(problems.map { $0.message(format.language) })
      lines(
        format.words(
          "\(what): \(errors) error(s), \(warnings) warning(s)", "\(what): 오류 \(errors)건, 경고 \(warnings)건"))
      members(["errors": .count(errors), "warnings": .count(warnings)])
      table(problems, key: "problems", in: .machines) {
        Column("file") { .text($0.file) }
        Column("line") { .count($0.line) }
        Column("column") { .count($0.column == 0 ? nil : $0.column) }
        Column("column_name") { .text($0.columnName.isEmpty ? nil : $0.columnName) }
        Column("severity") { .text($0.severity.rawValue) }
        Column("count") { .count($0.count) }
        Column("reason") { .phrase($0.reason) }
      }
    }
  }
}
