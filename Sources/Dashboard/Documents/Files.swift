import Glibc
package import Model

extension Problem {
  /// Why a file could not be read or written: in the words of the system where there are no others.
  package init(file: String, code: Int32, _ reason: Phrase? = nil) {
    self.init(reason ?? Self.words(of: code), file: file, cause: .system(code))
  }

  /// What the system says of an error, in Korean where it comes up often.
  private static func words(of code: Int32) -> Phrase {
    let korean: String? =
      switch code {
      case ENOENT: "파일이나 폴더가 없음"
      case EACCES, EPERM: "권한이 없음"
      case EISDIR: "파일이 아니라 폴더임"
      case ENOTDIR: "경로에 폴더가 아닌 것이 있음"
      case EROFS: "읽기 전용 파일 시스템임"
      case ENOSPC, EDQUOT: "남은 공간이 없음"
      case EIO: "입출력 오류"
      default: nil
      }
    let english = String(cString: strerror(code))
    return Phrase(english, korean ?? english)
  }

  /// For what is not a file but a pipe, a device or a socket.
  package static func notAFile(_ path: String) -> Problem {
    Problem(
      file: path, code: EINVAL,
      Phrase("not a file but a pipe, device or socket, so it is not read", "파일이 아니라 파이프·장치·소켓이어서 읽지 않음"))
  }

  static func tooLong(_ path: String, _ longest: Int) -> Problem {
    Problem(file: path, code: EFBIG, Phrase("larger than \(longest) bytes, so it is not read", "\(longest)바이트보다 커서 읽지 않음"))
  }

  /// For what cannot be made or changed where it is.
  static func cannotWrite(_ path: String, _ code: Int32) -> Problem {
    let words = words(of: code)
    switch code {
    case EACCES, EPERM, EROFS:
      return Problem(
        file: path, code: code,
        Phrase("\(words.en), so it is not saved; make its folder writable", "저장하지 못함(\(words.ko)); 폴더에 쓸 수 있게 할 것"))
    case ENOSPC, EDQUOT:
      return Problem(
        file: path, code: code, Phrase("\(words.en), so it is not saved; make room", "저장하지 못함(\(words.ko)); 공간을 마련할 것"))
    default: return Problem(file: path, code: code)
    }
  }
}

/// The bytes of a file: the one way in which files are read.
///
/// It waits for nobody: pipes, devices and sockets are not read, except a pipe where that is asked for, nor is anything beyond `longest` bytes.
package func readFile(_ path: String, longest: Int, takesPipe: Bool = false) throws(Problem) -> [UInt8] {
  try openFile(path, longest: longest, takesPipe: takesPipe).bytes
}

/// The text of a file, and when it was last changed.
package func readText(_ path: String, longest: Int) throws(Problem) -> (text: String, changed: Instant) {
  let (bytes, status) = try openFile(path, longest: longest)
  return (try validText(bytes, path), Instant(seconds: Int64(status.st_mtim.tv_sec)))
}

/// Bytes as text; `path` is for the message where they are not UTF-8.
func validText(_ bytes: [UInt8], _ path: String) throws(Problem) -> String {
  guard let text = String(validating: bytes, as: UTF8.self) else {
    throw Problem(Phrase("not text in UTF-8; save it as UTF-8", "UTF-8 글이 아님; UTF-8로 저장할 것"), file: path)
  }
  return text
}

/// The bytes of a file and what the system knows about it.
func openFile(
  _ path: String, longest: Int, takesPipe: Bool = false
) throws(Problem) -> (bytes: [UInt8], status: stat) {
  // Without waiting: opening a pipe waits for somebody to write, and some devices wait too.
  let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
  guard descriptor >= 0 else { throw errno == ENXIO ? .notAFile(path) : Problem(file: path, code: errno) }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0 else { throw Problem(file: path, code: errno) }
  switch status.st_mode & S_IFMT {
  case S_IFREG: guard status.st_size <= longest else { throw .tooLong(path, longest) }
  case S_IFDIR: throw Problem(file: path, code: EISDIR, Phrase("not a file but a folder", "파일이 아니라 폴더임"))
  case S_IFIFO where takesPipe: _ = fcntl(descriptor, F_SETFL, 0)
  default: throw .notAFile(path)
  }
  return (try readAll(descriptor, path, longest: longest, size: Int(status.st_size)), status)
}

/// The bytes that come from a descriptor until its end, probably `size`; `path` is for messages.
package func readAll(_ descriptor: Int32, _ path: String, longest: Int, size: Int = 0) throws(Problem) -> [UInt8] {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(size)
  var buffer = [UInt8](repeating: 0, count: 65_536)
  while true {
    let n = read(descriptor, &buffer, buffer.count)
    if n < 0 {
      if errno == EINTR { continue }
      guard errno == EAGAIN else { throw Problem(file: path, code: errno) }
      var more = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      _ = poll(&more, 1, -1)
      continue
    }
    if n == 0 { return bytes }
    guard bytes.count + n <= longest else { throw .tooLong(path, longest) }
    bytes.append(contentsOf: buffer[0..<n])
  }
}

/// The names in a folder, sorted; those that begin with a period only where `hidden` asks for them.
package func namesInFolder(_ path: String, hidden: Bool = false) throws(Problem) -> [String] {
  guard let folder = opendir(path) else { throw Problem(file: path, code: errno) }
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
  guard errno == 0 else { throw Problem(file: path, code: errno) }
  return names.sorted()
}

/// Whether there is nothing at a path: what cannot be looked at counts as being there.
package func isMissing(_ path: String) -> Bool {
  var status = stat()
  return lstat(path, &status) != 0 && errno == ENOENT
}

/// Whether a path leads to a folder, by a link too; false where it cannot be looked at.
package func isFolder(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}

/// Writes bytes, all of them; false where that was not possible, with the reason in `errno`.
package func writeAll(_ bytes: UnsafeBufferPointer<UInt8>, to descriptor: Int32) -> Bool {
  var start = 0
  while start < bytes.count {
    let n = write(descriptor, bytes.baseAddress.map { $0 + start }, bytes.count - start)
    if n < 0 {
      if errno == EINTR { continue }
      if errno == EAGAIN {
        // Some other program made it non-blocking.
        var room = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&room, 1, -1)
        continue
      }
      return false
    }
    start += n
  }
  return true
}
