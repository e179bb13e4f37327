import ArgumentParser
import Canvas
import Documents
import Glibc
import Model

/// Standard output of the commands: one buffer, so that rows can be written as they are made.
///
/// One thread prints; the program's other threads only calculate.
enum Output {
  nonisolated(unsafe) private static var buffer: [UInt8] = []
  /// What has been done already and stays so where it cannot be printed: `saved: FILE:LINE`.
  nonisolated(unsafe) private static var accomplished: String?

  private static let capacity = 65_536

  /// Adds bytes as they are.
  static func write(_ text: String) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= capacity { flush() }
  }

  /// Sends everything.
  ///
  /// What cannot be written ends the program: with status 73, because a disk is full, or as a closed pipe ends it, without a word.
  static func flush() {
    guard !buffer.isEmpty else { return }
    let isWritten = buffer.withUnsafeBufferPointer { writeAll($0, to: STDOUT_FILENO) }
    let code = errno
    buffer.removeAll(keepingCapacity: true)
    guard !isWritten else { return }
    let accomplished = Self.accomplished
    if code == EPIPE, accomplished == nil { exit(128 + SIGPIPE) }
    let why = "standard output: \(String(cString: strerror(code)))"
    warn(accomplished.map { "\($0) (\(why))" } ?? why)
    exit(73)
  }

  /// Sends everything and ends the program.
  static func end() -> Never {
    flush()
    exit(0)
  }

  /// Notes what is done already, in case the output that reports it cannot be written.
  static func isDone(_ what: String) {
    accomplished = what
    // From then on a reader that is gone is an error, not the end of the program.
    signal(SIGPIPE, SIG_IGN)
  }
}

/// Prints text for people and programs, without what would control a terminal.
func writeOut(_ text: String) { Output.write(text.safeLines) }

/// Writes a message for people to standard error.
func warn(_ text: String) {
  Output.flush()
  var line = "tsla-tui: \(text.safeLines)\n"
  // Nowhere to say it is no reason to stop.
  _ = line.withUTF8 { writeAll($0, to: STDERR_FILENO) }
}

/// Says why a command ends, and with which status it does: `throw failure(65, "…")`.
func failure(_ status: Int32, _ reason: String) -> ExitCode {
  warn(reason)
  return ExitCode(status)
}

extension ValidationError {
  /// What is wrong with arguments; in the language of the environment where no other is chosen.
  init(_ en: String, _ ko: String, _ language: Language = Locale.language) { self.init(language.words(en, ko)) }
}

extension String {
  /// Whether the text contains what could control a terminal (C0 and C1 control characters).
  var hasControlCharacters: Bool { unicodeScalars.contains { $0.value < 32 || (0x7f...0x9f).contains($0.value) } }
}
