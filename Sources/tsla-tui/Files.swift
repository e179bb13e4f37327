import ArgumentParser
import Facts
import Glibc
import Model

/// Why a file could not be read or written, in the words of the system.
struct FileError: Error, CustomStringConvertible {
  var path: String
  var code: Int32

  var description: String { "\(path.printable): \(String(cString: strerror(code)))" }
}

/// The bytes of a file.
func readFile(_ path: String) throws(FileError) -> [UInt8] {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { throw FileError(path: path, code: errno) }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0 else { throw FileError(path: path, code: errno) }
  guard status.st_mode & S_IFMT != S_IFDIR else { throw FileError(path: path, code: EISDIR) }
  return try readAll(descriptor, path)
}

/// The bytes that come from a descriptor until its end; `path` is for messages.
func readAll(_ descriptor: Int32, _ path: String) throws(FileError) -> [UInt8] {
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 65_536)
  while true {
    let n = read(descriptor, &buffer, buffer.count)
    if n < 0 {
      if errno == EINTR { continue }
      throw FileError(path: path, code: errno)
    }
    if n == 0 { return bytes }
    bytes.append(contentsOf: buffer[0..<n])
  }
}

/// The names in a folder, sorted.
func namesInFolder(_ path: String) throws(FileError) -> [String] {
  guard let folder = opendir(path) else { throw FileError(path: path, code: errno) }
  defer { closedir(folder) }
  var names: [String] = []
  while let entry = readdir(folder) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if !name.hasPrefix(".") { names.append(name) }
  }
  return names.sorted()
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
    return withPointers(files) { pointers in
      let (book, found) = FactsReader.read(pointers)
      return (book, problems + found)
    }
  }

  /// The book of the options; problems of a user's folder go to standard error, the rest of the folder is used.
  static func loadOrComplain(_ folder: String?, _ language: Language) throws -> Book {
    let (book, problems) = try load(folder)
    for problem in problems.prefix(5) { complain(problem.message(language)) }
    if problems.count > 5 {
      complain(
        language == .ko
          ? "외 \(problems.count - 5)건; 'tsla-tui check \(folder ?? "")'로 모두 볼 수 있음"
          : "and \(problems.count - 5) more; 'tsla-tui check \(folder ?? "")' lists all of them")
    }
    return book
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
    for file in FactFile.allCases where files[file] == nil {
      problems.append(
        FactProblem(
          file: file.rawValue, line: 1, reason: Phrase("not in the folder; its figures are left out", "폴더에 없음; 해당 수치는 빠짐"),
          severity: .warning))
    }
    return (files, problems)
  }

  /// Calls a function with pointers to the bytes of files, which live as long as the call.
  static func withPointers<T>(
    _ files: [FactFile: [UInt8]], _ body: ([FactFile: UnsafeBufferPointer<UInt8>]) -> T
  ) -> T {
    var pointers: [FactFile: UnsafeBufferPointer<UInt8>] = [:]
    let copies = files.map { (file, bytes) in
      let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
      _ = copy.initialize(from: bytes)
      pointers[file] = UnsafeBufferPointer(copy)
      return copy
    }
    defer { for copy in copies { copy.deallocate() } }
    return body(pointers)
  }
}
