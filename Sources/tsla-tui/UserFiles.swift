import Dashboard
import Glibc
import Model

/// Files of the user's: read with everything that is wrong in them, written so that they are complete or not there.
enum UserFiles {
  /// The folder of what the user makes; nil where the environment names no home.
  static var folder: String? {
    if let data = environment("XDG_DATA_HOME"), data.hasPrefix("/") { return data + "/tsla-tui" }
    return environment("HOME").flatMap { $0.hasPrefix("/") ? $0 + "/.local/share/tsla-tui" : nil }
  }

  /// The folder of what the user sets up; nil where the environment names no home.
  static var configuration: String? {
    if let config = environment("XDG_CONFIG_HOME"), config.hasPrefix("/") { return config + "/tsla-tui" }
    return environment("HOME").flatMap { $0.hasPrefix("/") ? $0 + "/.config/tsla-tui" : nil }
  }

  /// Makes a folder and those above it.
  static func makeFolders(_ path: String) throws(FileError) {
    var made = ""
    for part in path.split(separator: "/") {
      made += "/" + part
      guard mkdir(made, 0o755) == 0 || errno == EEXIST || isFolder(made) else { throw FileError(path: made, code: errno) }
    }
  }

  /// Writes a new file and waits until the disk has it.
  static func write(_ bytes: [UInt8], to path: String, mode: mode_t = 0o644) throws(FileError) {
    // Left by a run that was ended in between, with the same process number.
    unlink(path)
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw FileError(path: path, code: errno) }
    let isWritten = bytes.withUnsafeBufferPointer { writeOut($0, to: descriptor) } && fsync(descriptor) == 0
    let code = errno
    guard close(descriptor) == 0, isWritten else {
      let failure = FileError(path: path, code: isWritten ? errno : code)
      unlink(path)
      throw failure
    }
  }

  /// Gives a file its name; false where that name is taken and not to be replaced.
  static func move(_ temporary: String, to path: String, replacing: Bool) throws(FileError) -> Bool {
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
  static func flush(_ folder: String) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  /// Writes a file of a folder, which is made where it is not there; one of that name is kept unless it is to be replaced.
  ///
  /// The file is complete or not there: it is written beside its place and then moved. Throws with `EEXIST` and the file's path where the
  /// name is taken.
  static func save(_ text: String, as name: String, in folder: String, replacing: Bool) throws(FileError) {
    try makeFolders(folder)
    let path = folder + "/" + name
    let temporary = "\(folder)/.\(name).\(getpid()).tmp"
    try write(Array(text.utf8), to: temporary)
    defer { unlink(temporary) }
    guard try move(temporary, to: path, replacing: replacing) else { throw FileError(path: path, code: EEXIST) }
    flush(folder)
  }

  // MARK: reading

  /// The text of a file; throws `FileError`, or `FileFaults` where it is none, or longer than so many bytes.
  static func text(of path: String, longest: Int) throws -> String {
    // Looked at first: opening a pipe would wait for somebody to write.
    var status = stat()
    guard stat(path, &status) == 0 else { throw FileError(path: path, code: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw FileFaults(Phrase("not a file", "파일이 아님")) }
    guard status.st_size <= longest else {
      throw FileFaults(Phrase("larger than \(longest) bytes, so it is not read", "\(longest)바이트보다 커서 읽지 않음"))
    }
    guard let text = String(validating: try readFile(path), as: UTF8.self) else {
      throw FileFaults(Phrase("not text in UTF-8; save it as UTF-8", "UTF-8 글이 아님; UTF-8로 저장할 것"))
    }
    return text
  }

  /// What the files of a folder are read as, in the order of their names, and what is wrong with the others as `path:line: reason`.
  ///
  /// A file with any fault is not used and left as it is. A folder that does not exist holds none.
  static func each<T>(
    in folder: String, ending: String, _ language: Language, _ read: (_ path: String, _ name: String) throws -> T
  ) -> (all: [T], problems: [String]) {
    var all: [T] = []
    var problems: [String] = []
    do {
      for name in try namesInFolder(folder) where name.hasSuffix(ending) {
        let path = folder + "/" + name
        do {
          all.append(try read(path, String(name.dropLast(ending.utf8.count))))
        } catch {
          problems += messages(error, path, language)
        }
      }
    } catch {
      if error.code != ENOENT { problems.append("\(error)") }
    }
    return (all, problems)
  }

  /// What is wrong with a file as `path:line: reason`.
  static func messages(_ error: any Error, _ path: String, _ language: Language) -> [String] {
    guard let faults = error as? FileFaults else { return ["\(error)"] }
    return faults.all.map { fault in
      let place = fault.line > 0 ? "\(path):\(fault.line)" : path
      return "\(place.printable): \(fault.reason[language].withoutControls)"
    }
  }
}
