import Glibc

/// Files of the user's: written so that they are complete or not there.
enum UserFiles {
  /// The folder of what the user makes; nil where the environment names no home.
  static var folder: String? {
    if let data = environment("XDG_DATA_HOME"), data.hasPrefix("/") { return data + "/tsla-tui" }
    return environment("HOME").flatMap { $0.hasPrefix("/") ? $0 + "/.local/share/tsla-tui" : nil }
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
}
