import Foundation
import Glibc

/// What a test waited for did not happen; says what was there instead.
struct Unmet: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) { self.description = description }
}

/// A time by which something must have happened.
///
/// Tests ask again and again until a condition holds; the deadline is only for a run that fails, so it may be generous.
struct Deadline {
  private let end: Int64

  init(seconds: Int64 = 20) { end = Self.now + seconds * 1000 }

  /// Milliseconds left, 0 when the time is up.
  var left: Int32 { Int32(clamping: max(0, end - Self.now)) }

  /// Asks for a condition until it holds; throws when the time is up.
  func wait(for what: String, instead: () -> String = { "" }, _ condition: () throws -> Bool) throws {
    while try !condition() {
      guard left > 0 else { throw Unmet("\(what): did not happen in time\n\(instead())") }
      Self.yield()
    }
  }

  /// Lets the other processes work before a condition is asked for again.
  static func yield() { poll(nil, 0, 5) }

  /// Milliseconds of a clock that nobody sets.
  private static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}

/// How a process ended.
enum Ending: Equatable {
  case exited(Int32)
  case signalled(Int32)

  /// Reads the status that `wait4` gives.
  init(status: Int32) {
    self = status & 0x7f == 0 ? .exited(status >> 8 & 0xff) : .signalled(status & 0x7f)
  }
}

/// Where a descriptor of a new process leads.
enum Stream {
  /// A descriptor of this process.
  case descriptor(Int32)
  /// A file, opened in the new process: the first terminal that it opens becomes its controlling terminal.
  case file(String, flags: Int32)

  static let null = Stream.file("/dev/null", flags: O_RDWR)
}

/// A process that a test has started, with every signal at its default.
///
/// It ends with the test at the latest.
final class Child {
  /// Starts the process in a new session, so that it has no controlling terminal but one it opens.
  private static let newSession: Int16 = 0x80  // POSIX_SPAWN_SETSID, which glibc declares for _GNU_SOURCE only.

  let pid: pid_t
  private(set) var ending: Ending?
  /// Seconds of processor time that the process has used; known when it has ended.
  private(set) var processorSeconds = 0.0

  /// Starts a program by its path; `streams` become its descriptors 0, 1 and 2.
  ///
  /// `path` is the program where the first argument is not.
  init(_ arguments: [String], _ environment: [String: String], streams: [Stream], path: String? = nil) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (target, stream) in streams.enumerated() {
      switch stream {
      case .descriptor(let source): posix_spawn_file_actions_adddup2(&actions, source, Int32(target))
      case .file(let path, let flags): posix_spawn_file_actions_addopen(&actions, Int32(target), path, flags, 0o600)
      }
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Self.newSession | Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    let argumentList = arguments.map { strdup($0) } + [nil]
    let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in argumentList + variables { free(text) } }
    var pid: pid_t = 0
    let error = posix_spawn(&pid, path ?? arguments[0], &actions, &attributes, argumentList, variables)
    guard error == 0 else {
      throw Unmet("\(path ?? arguments.first ?? "") cannot be started: \(String(cString: strerror(error)))")
    }
    self.pid = pid
  }

  deinit {
    guard ending == nil else { return }
    kill(pid, SIGKILL)
    waitpid(pid, nil, 0)
  }

  /// Whether the process has ended by now.
  func hasEnded() -> Bool {
    if ending != nil { return true }
    var status: Int32 = 0
    var usage = rusage()
    guard wait4(pid, &status, WNOHANG, &usage) == pid else { return false }
    ending = Ending(status: status)
    processorSeconds = [usage.ru_utime, usage.ru_stime].reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
    return true
  }

  /// Waits until the process uses no processor time any more: it waits for something instead of asking all the time.
  func waitUntilIdle() throws {
    var (last, same) = ("", 0)
    try Deadline().wait(for: "process \(pid) comes to rest", instead: { "it has used \(last) ticks" }) {
      let stat = try String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
      // The name of the program, in brackets, may contain blanks; time in user and system mode are fields 14 and 15.
      let fields = stat[(stat.lastIndex(of: ")") ?? stat.startIndex)...].split(separator: " ")
      let used = fields.dropFirst(12).prefix(2).joined(separator: "+")
      same = used == last && fields.dropFirst().first == "S" ? same + 1 : 0
      last = used
      return same == 40
    }
  }
}

/// A pipe; both ends close with it.
private final class Pipe {
  let reading: Int32
  private(set) var writing: Int32

  init() throws {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw Unmet("no pipe: \(String(cString: strerror(errno)))") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (reading, writing) = (ends[0], ends[1])
  }

  deinit {
    closeWriting()
    close(reading)
  }

  func closeWriting() {
    if writing >= 0 { close(writing) }
    writing = -1
  }
}

/// What a command printed, and how it ended.
struct Output {
  var ending: Ending
  var bytes: [UInt8]
  var errorBytes: [UInt8]

  var text: String { String(decoding: bytes, as: UTF8.self) }
  var errors: String { String(decoding: errorBytes, as: UTF8.self) }
  var lines: [Substring] { text.split(separator: "\n") }

  /// Runs a command to its end, with its output going to pipes and nothing to read.
  ///
  /// `to` is where standard output goes instead.
  init(of arguments: [String], _ environment: [String: String], path: String? = nil, to: Stream? = nil, input: Stream = .null)
    throws
  {
    let (out, error) = (try Pipe(), try Pipe())
    let child = try Child(
      arguments, environment, streams: [input, to ?? .descriptor(out.writing), .descriptor(error.writing)], path: path)
    out.closeWriting()
    error.closeWriting()
    let deadline = Deadline()
    var collected: [[UInt8]] = [[], []]
    var open = [out.reading, error.reading]
    while open != [-1, -1] {
      var waiting = open.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      guard poll(&waiting, 2, deadline.left) > 0 else { throw Unmet("\(arguments): still writing") }
      for i in 0..<2 where open[i] >= 0 && waiting[i].revents != 0 {
        if !readSome(open[i], into: &collected[i]) { open[i] = -1 }
      }
    }
    (bytes, errorBytes) = (collected[0], collected[1])
    try deadline.wait(for: "the end of \(arguments)") { child.hasEnded() }
    ending = child.ending ?? .exited(-1)
  }
}

/// Appends what can be read at once; false at the end.
func readSome(_ descriptor: Int32, into bytes: inout [UInt8]) -> Bool {
  var buffer = [UInt8](repeating: 0, count: 65_536)
  let count = read(descriptor, &buffer, buffer.count)
  if count > 0 { bytes += buffer[0..<count] }
  return count > 0 || (count < 0 && (errno == EINTR || errno == EAGAIN))
}

/// An empty folder that goes away with the test.
final class TemporaryFolder {
  let path: String

  init() throws {
    // Not TMPDIR: the path of a socket must be short.
    var template = Array("/tmp/tsla-e2e-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Unmet("no temporary folder: \(String(cString: strerror(errno)))") }
    path = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file, with the folders above it.
  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    let file = path + "/" + name
    let folder = (file as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(filePath: file))
    return file
  }

  func read(_ name: String) throws -> String { try String(contentsOfFile: path + "/" + name, encoding: .utf8) }
}
