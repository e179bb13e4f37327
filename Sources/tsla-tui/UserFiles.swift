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
      guard mkdir(made, 0o755) != 0 else { continue }
      // Before anything else is called that has errors of its own.
      let code = errno
      guard code == EEXIST || isFolder(made) else { throw FileError(path: made, code: code) }
    }
  }

  /// Writes a new file and waits until the disk has it.
  ///
  /// With a mode it has exactly that one; with times it was read and changed then.
  static func write(
    _ bytes: [UInt8], to path: String, mode: mode_t? = nil, times: [timespec]? = nil
  ) throws(FileError) {
    // Left by a run that was ended in between, with the same process number.
    unlink(path)
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode ?? 0o644)
    guard descriptor >= 0 else { throw FileError(path: path, code: errno) }
    let isWritten = bytes.withUnsafeBufferPointer { writeOut($0, to: descriptor) } && finish(descriptor, mode, times)
    let code = errno
    guard close(descriptor) == 0, isWritten else {
      let failure = FileError(path: path, code: isWritten ? errno : code)
      unlink(path)
      throw failure
    }
  }

  /// Gives a file that is written its mode and times and waits until the disk has it.
  private static func finish(_ descriptor: Int32, _ mode: mode_t?, _ times: [timespec]?) -> Bool {
    // File systems that know neither have nothing to keep, so that either may fail.
    if let mode { fchmod(descriptor, mode) }
    if let times { futimens(descriptor, times) }
    return fsync(descriptor) == 0
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

  /// A file as it stands.
  struct Contents {
    var bytes: [UInt8]
    /// Who may read and write it.
    var mode: mode_t
    /// When it was read last, and when it was changed last.
    var times: [timespec]
  }

  /// What a file is now, with `EFBIG` where it is longer than so many bytes; nil where it does not exist.
  static func contents(of path: String, longest: Int) throws(FileError) -> Contents? {
    var status = stat()
    guard stat(path, &status) == 0 else {
      let code = errno
      // A link that leads nowhere is there, and would be in the way.
      if code == ENOENT, lstat(path, &status) != 0 { return nil }
      throw FileError(path: path, code: code)
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw FileError(path: path, code: EINVAL) }
    guard status.st_size <= longest else { throw FileError(path: path, code: EFBIG) }
    return Contents(bytes: try readFile(path), mode: status.st_mode & 0o777, times: [status.st_atim, status.st_mtim])
  }

  /// Puts new contents into the place of a file, which keeps its mode; where it is a link, of what the link leads to.
  ///
  /// Without old contents there must be no file of that name yet: throws with `EEXIST` and the path where there is one. The times of the
  /// old file are kept where that is asked for.
  static func replace(
    _ path: String, with bytes: [UInt8], old: Contents?, keepingTimes: Bool = false
  ) throws(FileError) {
    var target = path
    if old != nil {
      guard let resolved = realpath(path, nil) else { throw FileError(path: path, code: errno) }
      target = String(cString: resolved)
      free(resolved)
    }
    let folder = parts(target).folder
    let temporary = "\(folder)/.\(parts(path).name).\(getpid()).tmp"
    try write(bytes, to: temporary, mode: old?.mode, times: keepingTimes ? old?.times : nil)
    defer { unlink(temporary) }
    guard try move(temporary, to: target, replacing: old != nil) else { throw FileError(path: path, code: EEXIST) }
    flush(folder)
  }

  private static func parts(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    return (String(path[..<slash]), String(path[path.index(after: slash)...]))
  }

  /// Writes a file of a folder, which is made where it is not there; one of that name is kept unless it is to be replaced.
  ///
  /// The file is complete or not there: it is written beside its place and then moved. What is replaced has a backup beside it, whoever
  /// wrote it. Throws with `EEXIST` and the file's path where the name is taken, with `EFBIG` where what would be replaced is longer than
  /// so many bytes.
  static func save(_ text: String, as name: String, in folder: String, replacing: Bool, longest: Int) throws(FileError) {
    try makeFolders(folder)
    let path = folder + "/" + name
    let old = try replacing ? contents(of: path, longest: longest) : nil
    if let old { try keep(old, of: path) }
    try replace(path, with: Array(text.utf8), old: old)
  }

  // MARK: backups

  /// How many backups of a file are kept.
  static let backups = 20

  /// Keeps what a file holds beside it, under a name with the time and with the file's mode, unless the newest backup is the same; the
  /// oldest ones go.
  static func keep(_ old: Contents, of path: String) throws(FileError) {
    let (folder, name) = parts(path)
    let kept = try namesInFolder(folder).filter { isBackup($0, of: name) }
    if let newest = kept.last, let bytes = try? readFile(folder + "/" + newest), bytes == old.bytes { return }
    let now = clockNow().local(in: .utc)
    let beginning = "\(name).\(now.day.iso)T\(pad(now.hour, 2))\(pad(now.minute, 2))\(pad(now.second, 2))Z-"
    // Names sort by age: within a second by a number.
    let last = kept.last { $0.hasPrefix(beginning) }.flatMap { Int($0.dropLast(4).suffix(2)) }
    let backup = "\(folder)/\(beginning)\(pad(min((last ?? -1) + 1, 99), 2)).bak"
    let temporary = "\(folder)/.\(name).\(getpid()).bak"
    try write(old.bytes, to: temporary, mode: old.mode)
    defer { unlink(temporary) }
    guard try move(temporary, to: backup, replacing: false) else { throw FileError(path: backup, code: EEXIST) }
    flush(folder)
    for name in kept.dropLast(backups - 1) { unlink(folder + "/" + name) }
  }

  /// Whether a name is exactly what `keep` gives: any other `.bak` is somebody else's.
  private static func isBackup(_ file: String, of name: String) -> Bool {
    let beginning = Array("\(name).".utf8)
    let ending = Array("0000-00-00T000000Z-00.bak".utf8)
    let bytes = Array(file.utf8)
    guard bytes.count == beginning.count + ending.count, bytes.starts(with: beginning) else { return false }
    return zip(bytes.dropFirst(beginning.count), ending).allSatisfy { byte, shape in
      shape == UInt8(ascii: "0") ? (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) : byte == shape
    }
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
