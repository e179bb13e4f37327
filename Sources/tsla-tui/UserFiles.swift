import App
import ArgumentParser
import Canvas
import Documents
import Finance
import Model

/// Where the user's files are, by what the environment says.
enum UserFiles {
  /// The folder for what the user makes; nil where the environment names no home.
  private static var data: String? { folder("XDG_DATA_HOME", "/.local/share") }

  /// The folder for what the user sets up; nil where the environment names no home.
  static var configuration: String? { folder("XDG_CONFIG_HOME", "/.config") }

  static func folder(_ variable: String, _ belowHome: String) -> String? {
    if let folder = environment(variable), folder.hasPrefix("/") { return folder + "/tsla-tui" }
    return environment("HOME").flatMap { $0.hasPrefix("/") ? $0 + belowHome + "/tsla-tui" : nil }
  }

  static func claims() throws(Problem) -> ClaimsFile {
    ClaimsFile(in: try known(data, "XDG_DATA_HOME", Phrase("claims", "주장을")))
  }

  static func estimates() throws(Problem) -> DocumentFolder<SavedEstimate> {
    DocumentFolder(try known(data, "XDG_DATA_HOME", Phrase("estimates", "추정을")) + "/estimates")
  }

  static func scenarios() throws(Problem) -> DocumentFolder<Scenario> {
    DocumentFolder(try known(configuration, "XDG_CONFIG_HOME", Phrase("scenarios", "시나리오를")) + "/scenarios")
  }

  /// Where the user's keys are looked for: a path, or one in the folder of the user's settings.
  static func keys(_ path: String) -> String? { path.hasPrefix("/") ? path : configuration.map { $0 + "/" + path } }

  /// Where the user's color schemes are looked for.
  static var themes: String? { configuration.map { $0 + "/themes" } }

  static func known(_ folder: String?, _ variable: String, _ what: Phrase) throws(Problem) -> String {
    if let folder { return folder }
    throw Problem(
      "HOME and \(variable) are not set, so there is no folder for \(what.en)",
      "HOME과 \(variable)이 없어 \(what.ko) 저장할 폴더가 없음")
  }

  /// Problems for the screen, without the folder, which would take the room of the reason: `claims.yaml:3: reason`.
  static func short(_ problems: [Problem], _ language: Language) -> [String] {
    let folders = [data, configuration, state].compactMap { $0 }
    return problems.map { problem in
      problem.text(language, below: folders.first { problem.file.hasPrefix($0 + "/") } ?? "").safe
    }
  }

  /// For the footer: the one problem with settings, keys and drafts, or how many there are in what and which command lists them.
  static func notice(config: [Problem], keys: [Problem], drafts: [Problem]) -> Notice? {
    let all = config + keys + drafts
    guard all.count > 1 else {
      return all.first.map { one in
        Notice(Phrase(short([one], .en).joined(), short([one], .ko).joined()), isFault: true)
      }
    }
    let parts = [
      (config, Phrase("settings: tsla-tui config", "설정: tsla-tui config")),
      (keys, Phrase("keys: tsla-tui keys check", "키: tsla-tui keys check")),
      (drafts, Phrase("what was kept from last time", "지난번에 저장하지 않은 변경")),
    ].filter { !$0.0.isEmpty }
    return Notice(
      Phrase(
        "problems in " + parts.map { "\($1.en) (\($0.count))" }.joined(separator: " · "),
        "문제: " + parts.map { "\($1.ko) (\($0.count))" }.joined(separator: " · ")), isFault: true)
  }

  /// Says once, on standard error, that a save is waiting for another program's.
  static func sayWaiting(_ waited: Int, _ language: Language) -> Bool {
    if waited == Store.silence {
      warn(
        Phrase("waiting for another program that is saving in the same folder", "같은 폴더에 저장하는 다른 프로그램을 기다리는 중")[language])
    }
    return true
  }
}

extension UserFiles {
  /// Ends with status 65 where there is a file of a scenario's name that cannot be used, and says why.
  static func checkReadable(scenario name: String, _ problems: [Problem], _ language: Language) throws {
    let about = (try? scenarios())?.problems(of: name, in: problems) ?? []
    warn(about, of: "scenario", language)
    if !about.isEmpty { throw ExitCode(65) }
  }
}

/// Writes problems to standard error, each on its line.
func warn(_ problems: [Problem], of kind: String = "", _ language: Language) {
  for problem in problems { warn(problem.message(language, of: kind)) }
}

extension Problem {
  /// The problem as a notice.
  var message: Phrase { Phrase(text(.en), text(.ko)) }

  /// The problem on one line, after the kind of file it is in.
  func message(_ language: Language, of kind: String = "") -> String { (kind.isEmpty ? "" : kind + ": ") + text(language).safe }
}

extension Book {
  /// The book with the user's own scenarios, and what is wrong with their files.
  func withOwnScenarios() -> (book: Book, problems: [Problem]) {
    guard let (own, problems) = (try? UserFiles.scenarios())?.load(among: factScenarios) else { return (self, []) }
    return (own.isEmpty ? self : with(user: own), problems)
  }

  /// The scenarios that are not the user's.
  var factScenarios: [Scenario] { Snapshot(of: self, asOf: .distantFuture).scenarios.filter { !$0.isUser } }
}
