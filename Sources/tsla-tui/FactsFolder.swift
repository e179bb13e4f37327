import Canvas
import Documents
import Facts
import Model

/// The longest file of facts or of securities that is read, in bytes: a thousand times the bundled ones.
let longestFacts = 64 << 20

/// The book to draw from: the bundled facts, or those of a folder.
enum FactsFolder {
  /// The bundled book, or the one of a folder with what was wrong in it.
  static func load(_ folder: String?) throws -> (book: Book, problems: [FactProblem]) {
    guard let folder else { return FactsReader.bundled() }
    let (files, problems) = try bytes(of: folder)
    let (book, found) = FactsReader.read(files)
    return (book, problems + found)
  }

  /// The book of the options; problems of a user's folder go to standard error, the rest of the folder is used.
  static func loadOrComplain(_ folder: String?, _ language: Language) throws -> Book {
    try loadAndCount(folder, language).book
  }

  /// The same with the number of errors: warnings are none.
  static func loadAndCount(_ folder: String?, _ language: Language) throws -> (book: Book, errors: Int) {
    let (book, problems) = try load(folder)
    for problem in problems.prefix(5) { warn(problem.message(language)) }
    let more = problems.dropFirst(5).reduce(0) { $0 + $1.count }
    if more > 0 {
      let name = (folder ?? "").sanitized
      warn(
        language == .ko ? "외 \(more)건; 'tsla-tui check \(name)'로 볼 수 있음" : "and \(more) more; 'tsla-tui check \(name)' lists them"
      )
    }
    return (book, problems.reduce(0) { $1.severity == .error ? $0 + $1.count : $0 })
  }

  /// The facts' files in a folder; what is missing or unknown is reported.
  static func bytes(of folder: String) throws -> (files: [FactFile: [UInt8]], problems: [FactProblem]) {
    var files: [FactFile: [UInt8]] = [:]
    var problems: [FactProblem] = []
    do throws(Problem) {
      let names = try namesInFolder(folder)
      for name in names where name.hasSuffix(".csv") {
        guard let file = FactFile(rawValue: name) else {
          problems.append(
            FactProblem(
              file: name.sanitized, line: 1,
              reason: Phrase("not a file of the facts, ignored", "팩트 파일이 아님, 무시함"), severity: .warning))
          continue
        }
        files[file] = try readFile(folder + "/" + name, longest: longestFacts)
      }
    } catch {
      throw failure(
        66, "\(error.message(Locale.language)); give a folder with the CSV files ('tsla-tui facts --copy-to FOLDER' writes one)")
    }
    guard !files.isEmpty else {
      throw failure(
        66, "\(folder.sanitized): no CSV files of the facts here ('tsla-tui facts --copy-to FOLDER' writes them)")
    }
    // Without `instruments.csv` the record is about the company of the bundled one.
    for file in FactFile.allCases where files[file] == nil && file != .instruments {
      problems.append(
        FactProblem(
          file: file.rawValue, line: 1, reason: Phrase("not in the folder; its figures are left out", "폴더에 없음; 해당 수치는 빠짐"),
          severity: .warning))
    }
    return (files, problems)
  }
}
