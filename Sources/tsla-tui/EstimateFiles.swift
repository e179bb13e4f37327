import Dashboard
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
  case notAnEstimate(EstimateFile.Faults)
  case cannotWrite(FileError)

  /// What is wrong, and what to do.
  var message: Phrase {
    switch self {
    case .noFolder:
      return Phrase(
        "HOME and XDG_DATA_HOME are not set, so there is no folder for estimates", "HOME과 XDG_DATA_HOME이 없어 추정을 저장할 폴더가 없음")
    case .badName(let name):
      return Phrase(
        "'\(name.printable)' cannot be a name: use letters, digits, Hangul, blanks, - _ and . (80 bytes at most)",
        "'\(name.printable)'은(는) 이름으로 쓸 수 없음: 영문자, 숫자, 한글, 빈칸, - _ . (80바이트까지)")
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
    case .cannotWrite(let error): return Phrase("\(error)")
    }
  }
}

/// The user's saved estimates: a file each.
enum EstimateFiles {
  /// Where they are; nil where the environment names no home.
  static var folder: String? {
    if let data = environment("XDG_DATA_HOME"), data.hasPrefix("/") { return data + "/tsla-tui/estimates" }
    return environment("HOME").flatMap { $0.hasPrefix("/") ? $0 + "/.local/share/tsla-tui/estimates" : nil }
  }

  private static let ending = ".yaml"

  /// The file of a name.
  static func path(of name: String) -> String { (folder ?? "") + "/" + name + ending }

  /// The estimates that can be read, by name, and what is wrong with the others as `path:line: reason`.
  ///
  /// A file with any fault is not used and left as it is. A folder that does not exist holds no estimates.
  static func load(
    presets: @autoclosure () -> [EPSPreset], _ language: Language = Locale.language
  ) -> (estimates: [SavedEstimate], problems: [String]) {
    // Most users have none: then nothing else is worked out.
    guard let folder, access(folder, F_OK) == 0 else { return ([], []) }
    let presets = presets()
    var estimates: [SavedEstimate] = []
    var problems: [String] = []
    do {
      for name in try namesInFolder(folder) where name.hasSuffix(ending) {
        let path = folder + "/" + name
        do {
          estimates.append(try read(path, name: String(name.dropLast(ending.utf8.count)), presets: presets))
        } catch let faults as EstimateFile.Faults {
          problems += faults.all.map { fault in
            let place = fault.line > 0 ? "\(path):\(fault.line)" : path
            return "\(place.printable): \(fault.reason[language].withoutControls)"
          }
        } catch {
          problems.append("\(error)")
        }
      }
    } catch {
      if error.code != ENOENT { problems.append("\(error)") }
    }
    return (estimates.sorted { $0.name < $1.name }, problems)
  }

  /// Reads a file; throws `FileError`, or `EstimateFile.Faults`.
  private static func read(_ path: String, name: String, presets: [EPSPreset]) throws -> SavedEstimate {
    guard SavedEstimate.isName(name) else { throw fault(SavingError.badName(name).message) }
    // Looked at first: opening a pipe would wait for somebody to write.
    var status = stat()
    guard stat(path, &status) == 0 else { throw FileError(path: path, code: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw fault(Phrase("not a file", "파일이 아님")) }
    guard status.st_size <= EstimateFile.longest else {
      throw fault(
        Phrase("larger than \(EstimateFile.longest) bytes, so it is no estimate", "\(EstimateFile.longest)바이트보다 커서 추정 파일이 아님"))
    }
    guard let text = String(validating: try readFile(path), as: UTF8.self) else {
      throw fault(Phrase("not text in UTF-8; save it as UTF-8", "UTF-8 글이 아님; UTF-8로 저장할 것"))
    }
    return try EstimateFile.read(text, name: name, presets: presets)
  }

  private static func fault(_ reason: Phrase) -> EstimateFile.Faults {
    EstimateFile.Faults(all: [EstimateFile.Fault(line: 0, reason: reason)])
  }

  // MARK: saving

  /// Writes an estimate to the file of its name; one that is there already is kept unless it is to be replaced.
  ///
  /// The file is complete or not there: it is written beside its place and then moved.
  static func save(_ estimate: SavedEstimate, replacing: Bool) throws(SavingError) {
    guard SavedEstimate.isName(estimate.name) else { throw .badName(estimate.name) }
    guard let folder else { throw .noFolder }
    let text = EstimateFile.text(of: estimate)
    do { _ = try EstimateFile.read(text, name: estimate.name) } catch { throw .notAnEstimate(error) }
    let path = folder + "/" + estimate.name + ending
    if access(path, F_OK) == 0 {
      guard replacing else { throw .exists(path: path) }
      guard (try? read(path, name: estimate.name, presets: [])) != nil else { throw .unreadable(path: path) }
    }
    do throws(FileError) {
      try makeFolders(folder)
      let temporary = "\(folder)/.\(estimate.name).\(getpid()).tmp"
      try write(text, to: temporary)
      defer { unlink(temporary) }
      guard try move(temporary, to: path, replacing: replacing) else { throw FileError(path: path, code: EEXIST) }
      flush(folder)
    } catch {
      throw error.code == EEXIST && error.path == path ? .exists(path: path) : .cannotWrite(error)
    }
  }

  /// Makes a folder and those above it.
  private static func makeFolders(_ path: String) throws(FileError) {
    var made = ""
    for part in path.split(separator: "/") {
      made += "/" + part
      guard mkdir(made, 0o755) == 0 || errno == EEXIST || isFolder(made) else { throw FileError(path: made, code: errno) }
    }
  }

  /// Writes a new file and waits until the disk has it.
  private static func write(_ text: String, to path: String) throws(FileError) {
    // Left by a run that was ended in between, with the same process number.
    unlink(path)
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileError(path: path, code: errno) }
    let isWritten = writeOut(text, to: descriptor) && fsync(descriptor) == 0
    let code = errno
    guard close(descriptor) == 0, isWritten else {
      let failure = FileError(path: path, code: isWritten ? errno : code)
      unlink(path)
      throw failure
    }
  }

  /// Gives a file its name; false where that name is taken and not to be replaced.
  private static func move(_ temporary: String, to path: String, replacing: Bool) throws(FileError) -> Bool {
    var isReserved = false
    if !replacing {
      // Unlike a move, a link never takes a name that is taken.
      if link(temporary, path) == 0 { return true }
      if errno == EEXIST { return false }
      // File systems without links: the name is taken by an empty file first.
      let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
      if descriptor < 0, errno == EEXIST { return false }
      guard descriptor >= 0 else { throw FileError(path: path, code: errno) }
      close(descriptor)
      isReserved = true
    }
    guard rename(temporary, path) == 0 else {
      let failure = FileError(path: path, code: errno)
      if isReserved { unlink(path) }
      throw failure
    }
    return true
  }

  /// Waits until the disk has the names in a folder.
  ///
  /// Some file systems cannot; the file itself is there.
  private static func flush(_ folder: String) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }
}
