import Glibc
import Model

/// What the process is told by its surroundings.
enum Locale {
  /// The value that the locale variables give, in the order in which they count.
  private static var name: String {
    for variable in ["LC_ALL", "LC_MESSAGES", "LANG"] {
      if let value = environment(variable), !value.isEmpty { return value }
    }
    return ""
  }

  /// The language of the environment: Korean where the locale says so, otherwise English.
  static var language: Language { name.lowercased().hasPrefix("ko") ? .ko : .en }
}

/// A variable of the environment.
func environment(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }
}

/// The time of the clock.
func clockNow() -> Instant {
  var time = timespec()
  clock_gettime(CLOCK_REALTIME, &time)
  return Instant(seconds: Int64(time.tv_sec))
}

/// Whether colour is unwanted: `NO_COLOR` with any value that is not empty.
var noColor: Bool { environment("NO_COLOR")?.isEmpty == false }

/// Writes to standard output, all of it; false when nobody reads any more.
///
/// What cannot be written, because a disk is full, ends the program with status 73.
@discardableResult
func writeOut(_ text: String, to descriptor: Int32 = STDOUT_FILENO) -> Bool {
  var text = text
  if text.withUTF8({ writeOut($0, to: descriptor) }) { return true }
  let code = errno
  guard descriptor == STDOUT_FILENO, code != EPIPE else { return false }
  complain("standard output: \(String(cString: strerror(code)))")
  exit(73)
}

/// Writes bytes, all of them; false where that was not possible, with the reason in `errno`.
func writeOut(_ bytes: UnsafeBufferPointer<UInt8>, to descriptor: Int32) -> Bool {
  var start = 0
  while start < bytes.count {
    let n = write(descriptor, bytes.baseAddress.map { $0 + start }, bytes.count - start)
    if n < 0 {
      if errno == EINTR { continue }
      return false
    }
    start += n
  }
  return true
}

/// Writes a message for people to standard error.
func complain(_ text: String) { writeOut("tsla-tui: " + text + "\n", to: STDERR_FILENO) }

extension String {
  /// Whether the text holds what could steer a terminal (C0 and C1 control characters).
  var holdsControls: Bool { unicodeScalars.contains { $0.value < 32 || (0x7f...0x9f).contains($0.value) } }

  /// The text without what could steer a terminal: for names and arguments quoted in messages.
  var printable: String { String(String.UnicodeScalarView(unicodeScalars.prefix(200))).withoutControls }

  /// The same of any length: for whole messages.
  var withoutControls: String {
    String(String.UnicodeScalarView(unicodeScalars.map { $0.value < 32 || (0x7f...0x9f).contains($0.value) ? "?" : $0 }))
  }
}
