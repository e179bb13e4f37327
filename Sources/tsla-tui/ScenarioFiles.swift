import ArgumentParser
import Dashboard
import Documents
import Finance
import Glibc
import Model

/// Why a scenario was not saved.
enum ScenarioSavingError: Error {
  /// The environment names no home.
  case noFolder
  case badName(String)
  /// The name is that of a scenario of the facts, or of the record.
  case taken(String)
  /// There is a file of that name, and it was not to be replaced.
  case exists(path: String)
  /// What is there cannot be read as a scenario, so it is left alone.
  case unreadable(path: String)
  /// The scenario would not read back from its file.
  case notAScenario(FileFaults)
  case cannotWrite(FileError)

  /// What is wrong, and what to do.
  var message: Phrase {
    switch self {
    case .noFolder:
      return Phrase(
        "HOME and XDG_CONFIG_HOME are not set, so there is no folder for scenarios", "HOME과 XDG_CONFIG_HOME이 없어 시나리오를 저장할 폴더가 없음")
    case .badName(let name): return SavingError.badName(name).message
    case .taken(let id):
      return Phrase(
        "'\(id.printable)' is a scenario of the facts; choose another name", "'\(id.printable)'은(는) 내장 시나리오임; 다른 이름을 쓸 것")
    case .exists(let path): return SavingError.exists(path: path).message
    case .unreadable(let path):
      return Phrase(
        "\(path.printable) is not a scenario and is left alone; correct or remove it, or choose another name",
        "\(path.printable)은(는) 시나리오 파일이 아니어서 그대로 둠; 고치거나 지우거나 다른 이름을 쓸 것")
    case .notAScenario(let faults): return SavingError.notAnEstimate(faults).message
    case .cannotWrite(let error): return error.message
    }
  }
}

/// The user's own scenarios: a file each.
enum ScenarioFiles {
  /// Where they are; nil where the environment names no home.
  static var folder: String? { UserFiles.configuration.map { $0 + "/scenarios" } }

  static let ending = ".yaml"

  /// The file of an id.
  static func path(of id: String) -> String {
    folder.map { $0 + "/" + UserFiles.nameOnDisk(id + ending, in: $0) } ?? "/" + id + ending
  }

  /// The scenarios that can be read, by id, and what is wrong with the others as `path:line: reason`.
  ///
  /// `facts` are the scenarios that are not the user's. A file with any fault is not used and left as it is. A folder that does not exist
  /// holds none.
  static func load(
    facts: @autoclosure () -> [Scenario], _ language: Language = Locale.language
  ) -> (scenarios: [Scenario], problems: [String]) {
    // Most users have none: then nothing else is worked out.
    guard let folder, !isMissing(folder) else { return ([], []) }
    let facts = facts()
    let (all, problems) = UserFiles.each(in: folder, ending: ending, language) { path, id in try read(path, id: id, facts: facts)
    }
    return (all.sorted { $0.id < $1.id }, problems)
  }

  /// Ends with status 65 where there is a file of a scenario's name that cannot be used, and says why.
  static func refuse(_ name: String, _ problems: [String]) throws {
    guard let folder else { return }
    let about = problems.filter { $0.hasPrefix("\(folder)/\(name)\(ending):".printable) }
    for problem in about { complain("scenario: " + problem) }
    if !about.isEmpty { throw ExitCode(65) }
  }

  /// Reads a file; throws `FileError` or `FileFaults`.
  static func read(_ path: String, id: String, facts: [Scenario]) throws -> Scenario {
    guard SavedEstimate.isName(id) else { throw FileFaults(ScenarioSavingError.badName(id).message) }
    guard id != ScenarioFile.record, !facts.contains(where: { $0.id == id }) else {
      throw FileFaults(
        Phrase("'\(id)' is a scenario of the facts already; give the file another name", "'\(id)'은(는) 이미 내장 시나리오임; 파일 이름을 바꿀 것"))
    }
    let text = try UserFiles.text(of: path, longest: ScenarioFile.longest)
    return try ScenarioFile.read(text, id: id, facts: facts)
  }

  /// Writes a scenario to the file of its id; one that is there already is kept unless it is to be replaced.
  ///
  /// `facts` are the scenarios that are not the user's; `waiting` is what `Store` has it for.
  static func save(
    _ scenario: Scenario, replacing: Bool, facts: [Scenario], waiting: (Int) -> Bool
  ) throws(ScenarioSavingError) {
    let id = scenario.id
    guard SavedEstimate.isName(id) else { throw .badName(id) }
    guard id != ScenarioFile.record, !facts.contains(where: { $0.id == id }) else { throw .taken(id) }
    guard let folder else { throw .noFolder }
    let text = ScenarioFile.text(of: scenario)
    do { _ = try ScenarioFile.read(text, id: id) } catch { throw .notAScenario(error) }
    let path = path(of: id)
    let store = Store(folder: folder, longest: ScenarioFile.longest)
    try store.change(id + ending, waiting: waiting, failing: { ScenarioSavingError.cannotWrite($0) }) {
      old throws(ScenarioSavingError) in
      if let old {
        guard replacing else { throw .exists(path: path) }
        let isScenario =
          String(validating: old.bytes, as: UTF8.self).flatMap { try? ScenarioFile.read($0, id: id, facts: facts) } != nil
        guard isScenario else { throw .unreadable(path: path) }
      }
      return Array(text.utf8)
    }
  }
}

extension Book {
  /// The book with the user's own scenarios, and what is wrong with their files.
  func withOwnScenarios(_ language: Language) -> (book: Book, problems: [String]) {
    let (own, problems) = ScenarioFiles.load(facts: factScenarios, language)
    return (own.isEmpty ? self : with(own: own), problems)
  }

  /// The scenarios that are not the user's.
  var factScenarios: [Scenario] { Snapshot(of: self, asOf: .distantFuture).scenarios.filter { !$0.isOwn } }
}
