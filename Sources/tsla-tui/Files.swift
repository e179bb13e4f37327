import ArgumentParser
import Facts
import Glibc
import Model

/// Why a file could not be read or written.
struct FileError: Error, CustomStringConvertible {
  var path: String
  var code: Int32
  /// What is wrong where the system has no words for it, and what to do.
  var reason: Phrase?

  /// `path: reason`, in the words of the system where there are no others.
  var description: String { message[Locale.language] }

  var message: Phrase {
    let reason = reason ?? Phrase(String(cString: strerror(code)))
    return Phrase("\(path.printable): \(reason.en)", "\(path.printable): \(reason.ko)")
  }

  /// What is not a file but a pipe, a device or a socket.
  static func notAFile(_ path: String) -> FileError {
    FileError(
      path: path, code: EINVAL,
      reason: Phrase("not a file but a pipe, device or socket, so it is not read", "파일이 아니라 파이프·장치·소켓이어서 읽지 않음"))
  }

  static func tooLong(_ path: String, _ longest: Int) -> FileError {
    FileError(
      path: path, code: EFBIG,
      reason: Phrase("larger than \(longest) bytes, so it is not read", "\(longest)바이트보다 커서 읽지 않음"))
  }

  /// What cannot be made or changed where it is.
  static func cannotWrite(_ path: String, _ code: Int32) -> FileError {
    let words = String(cString: strerror(code))
    switch code {
    case EACCES, EPERM, EROFS:
      return FileError(
        path: path, code: code,
        reason: Phrase(
          "\(words), so it is not saved; make its folder writable", "저장하지 못함(\(words)); 폴더에 쓸 수 있게 할 것"))
    case ENOSPC, EDQUOT:
      return FileError(
        path: path, code: code, reason: Phrase("\(words), so it is not saved; make room", "저장하지 못함(\(words)); 공간을 마련할 것"))
    default: return FileError(path: path, code: code)
    }
  }

  /// Whether there is nothing of that name.
  var isMissing: Bool { code == ENOENT }
}

/// The longest file of facts or of securities that is read, in bytes: a thousand times the bundled ones.
let longestFacts = 64 << 20

/// The bytes of a file: the one way in which anything is read.
///
/// It waits for nobody: pipes, devices and sockets are not read, but a pipe where that is asked for, and nothing beyond so many bytes is.
func readFile(_ path: String, longest: Int = longestFacts, takesPipe: Bool = false) throws(FileError) -> [UInt8] {
  try openFile(path, longest: longest, takesPipe: takesPipe).bytes
}

/// The bytes of a file and what the system knows of it.
func openFile(
  _ path: String, longest: Int, takesPipe: Bool = false
) throws(FileError) -> (bytes: [UInt8], status: stat) {
  // Without waiting: to open a pipe waits for somebody to write, and some devices wait too.
  let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
  guard descriptor >= 0 else { throw errno == ENXIO ? .notAFile(path) : FileError(path: path, code: errno) }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0 else { throw FileError(path: path, code: errno) }
  switch status.st_mode & S_IFMT {
  case S_IFREG: guard status.st_size <= longest else { throw .tooLong(path, longest) }
  case S_IFDIR: throw FileError(path: path, code: EISDIR, reason: Phrase("not a file but a folder", "파일이 아니라 폴더임"))
  case S_IFIFO where takesPipe: _ = fcntl(descriptor, F_SETFL, 0)
  default: throw .notAFile(path)
  }
  return (try readAll(descriptor, path, longest: longest, size: Int(status.st_size)), status)
}

/// The bytes that come from a descriptor until its end, probably `size`; `path` is for messages.
func readAll(
  _ descriptor: Int32, _ path: String, longest: Int = longestFacts, size: Int = 0
) throws(FileError) -> [UInt8] {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(size)
  var buffer = [UInt8](repeating: 0, count: 65_536)
  while true {
    let n = read(descriptor, &buffer, buffer.count)
    if n < 0 {
      if errno == EINTR { continue }
      guard errno == EAGAIN else { throw FileError(path: path, code: errno) }
      var more = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      _ = poll(&more, 1, -1)
      continue
    }
    if n == 0 { return bytes }
    guard bytes.count + n <= longest else { throw .tooLong(path, longest) }
    bytes.append(contentsOf: buffer[0..<n])
  }
}

/// The names in a folder, sorted; those that begin with a point only where they are asked for.
func namesInFolder(_ path: String, hidden: Bool = false) throws(FileError) -> [String] {
  guard let folder = opendir(path) else { throw FileError(path: path, code: errno) }
  defer { closedir(folder) }
  var names: [String] = []
  while true {
    errno = 0
    guard let entry = readdir(folder) else { break }
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if name != ".", name != "..", hidden || !name.hasPrefix(".") { names.append(name) }
  }
  guard errno == 0 else { throw FileError(path: path, code: errno) }
  return names.sorted()
}

/// Whether there is nothing of a name: what cannot be looked at is there for all that is known.
func isMissing(_ path: String) -> Bool {
  var status = stat()
  return lstat(path, &status) != 0 && errno == ENOENT
}

func isFolder(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}

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
    for problem in problems.prefix(5) { complain(problem.message(language)) }
    let more = problems.dropFirst(5).reduce(0) { $0 + $1.count }
    if more > 0 {
      let name = (folder ?? "").printable
      complain(
        language == .ko ? "외 \(more)건; 'tsla-tui check \(name)'로 볼 수 있음" : "and \(more) more; 'tsla-tui check \(name)' lists them"
      )
    }
    return (book, problems.reduce(0) { $1.severity == .error ? $0 + $1.count : $0 })
  }

  /// The facts' files in a folder; what is missing or unknown is reported.
  static func bytes(of folder: String) throws -> (files: [FactFile: [UInt8]], problems: [FactProblem]) {
    var files: [FactFile: [UInt8]] = [:]
    var problems: [FactProblem] = []
    do {
      let names = try namesInFolder(folder)
      for name in names where name.hasSuffix(".csv") {
        guard let file = FactFile(rawValue: name) else {
          problems.append(
            FactProblem(
              file: name.printable, line: 1,
              reason: Phrase("not a file of the facts, ignored", "팩트 파일이 아님, 무시함"), severity: .warning))
          continue
        }
        files[file] = try readFile(folder + "/" + name)
      }
    } catch {
      complain("\(error); give a folder with the CSV files ('tsla-tui facts --copy-to FOLDER' writes one)")
      throw ExitCode(66)
    }
    guard !files.isEmpty else {
      complain("\(folder.printable): no CSV files of the facts here ('tsla-tui facts --copy-to FOLDER' writes them)")
      throw ExitCode(66)
    }
    for file in FactFile.allCases where files[file] == nil {
      problems.append(
        FactProblem(
          file: file.rawValue, line: 1, reason: Phrase("not in the folder; its figures are left out", "폴더에 없음; 해당 수치는 빠짐"),
          severity: .warning))
    }
    return (files, problems)
  }
}
