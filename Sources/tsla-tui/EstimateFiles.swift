import Dashboard
import Documents
import Finance
import Glibc
import Model

/// Why an estimate was not saved.
enum SavingError: Error {
  /// The environment names no home.
  case noFolder
  case badName(String)
  /// There is one of that name, and it was not to be replaced.
  case exists(path: String)
  /// What is there cannot be read as an estimate, so it is left alone.
  case unreadable(path: String)
  /// The estimate would not read back from its file.
  case notAnEstimate(FileFaults)
  case cannotWrite(FileError)

  /// What is wrong, and what to do.
  var message: Phrase {
    switch self {
    case .noFolder:
      return Phrase(
        "HOME and XDG_DATA_HOME are not set, so there is no folder for estimates", "HOME과 XDG_DATA_HOME이 없어 추정을 저장할 폴더가 없음")
    case .badName(let name):
      return Phrase(
        "'\(name.printable)' cannot be a name: use letters, digits, blanks, - _ and . (80 bytes at most)",
        "'\(name.printable)'은(는) 이름으로 쓸 수 없음: 글자, 숫자, 빈칸, - _ . (80바이트까지)")
    case .exists(let path): return Phrase("\(path.printable) exists already", "\(path.printable)이(가) 이미 있음")
    case .unreadable(let path):
      return Phrase(
        "\(path.printable) is not an estimate and is left alone; correct or remove it, or choose another name",
        "\(path.printable)은(는) 추정 파일이 아니어서 그대로 둠; 고치거나 지우거나 다른 이름을 쓸 것")
    case .notAnEstimate(let faults):
      let reasons = faults.all.map(\.reason)
      return Phrase(
        "cannot be saved: " + reasons.map(\.en).joined(separator: "; "),
        "저장할 수 없음: " + reasons.map(\.ko).joined(separator: "; "))
    case .cannotWrite(let error): return error.message
    }
  }
}

/// The user's saved estimates: a file each.
enum EstimateFiles {
  /// Where they are; nil where the environment names no home.
  static var folder: String? { UserFiles.folder.map { $0 + "/estimates" } }

  private static let ending = ".yaml"

  /// The file of a name.
  static func path(of name: String) -> String {
    folder.map { $0 + "/" + UserFiles.nameOnDisk(name + ending, in: $0) } ?? "/" + name + ending
  }

  /// The estimates that can be read, by name, and what is wrong with the others as `path:line: reason`.
  ///
  /// A file with any fault is not used and left as it is. A folder that does not exist holds no estimates.
  static func load(
    presets: @autoclosure () -> [EPSPreset], _ language: Language = Locale.language
  ) -> (estimates: [SavedEstimate], problems: [String]) {
    // Most users have none: then nothing else is worked out.
    guard let folder, !isMissing(folder) else { return ([], []) }
    let presets = presets()
    let (estimates, problems) = UserFiles.each(in: folder, ending: ending, language) { path, name in
      try read(path, name: name, presets: presets)
    }
    return (estimates.sorted { $0.name < $1.name }, problems)
  }

  /// Reads a file; throws `FileError` or `FileFaults`.
  private static func read(_ path: String, name: String, presets: [EPSPreset]) throws -> SavedEstimate {
    guard SavedEstimate.isName(name) else { throw FileFaults(SavingError.badName(name).message) }
    let text = try UserFiles.text(of: path, longest: EstimateFile.longest)
    return try EstimateFile.read(text, name: name, presets: presets)
  }

  // MARK: saving

  /// Writes an estimate to the file of its name; one that is there already is kept unless it is to be replaced.
  ///
  /// `waiting` is what `Store` has it for.
  static func save(_ estimate: SavedEstimate, replacing: Bool, waiting: (Int) -> Bool) throws(SavingError) {
    guard SavedEstimate.isName(estimate.name) else { throw .badName(estimate.name) }
    guard let folder else { throw .noFolder }
    let text = EstimateFile.text(of: estimate)
    do { _ = try EstimateFile.read(text, name: estimate.name) } catch { throw .notAnEstimate(error) }
    let path = path(of: estimate.name)
    let store = Store(folder: folder, longest: EstimateFile.longest)
    try store.change(estimate.name + ending, waiting: waiting, failing: { SavingError.cannotWrite($0) }) {
      old throws(SavingError) in
      if let old {
        guard replacing else { throw .exists(path: path) }
        let isEstimate =
          String(validating: old.bytes, as: UTF8.self).flatMap { try? EstimateFile.read($0, name: estimate.name) } != nil
        guard isEstimate else { throw .unreadable(path: path) }
      }
      return Array(text.utf8)
    }
  }
}
