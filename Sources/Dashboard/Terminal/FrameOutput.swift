import CNcurses
import Glibc

/// The memory that ncurses writes to, and the way from there to the terminal.
///
/// ncurses writes at every cursor movement, 80 times for a page of 40 rows, and each write may block for as long as nobody reads. So it is
/// given a piece of memory as its terminal, and what it wrote goes out in one write that waits for the terminal or a signal, whichever
/// comes first. ncurses sets no modes either, as memory has none: `Screen` does.
final class FrameOutput {
  /// Where ncurses believes the terminal to be.
  let stream: UnsafeMutablePointer<FILE>
  private let memory: Int32
  private let terminal: Int32
  /// The terminal opened once more, so that making it non-blocking affects nobody else; -1 where the system refuses.
  private let own: Int32
  private var bytes: [UInt8] = []

  /// How a frame went out.
  enum Outcome { case sent, interrupted, gone }

  /// Makes the memory for a terminal; nil when the system refuses.
  init?(terminal: Int32) {
    let memory = Self.makeMemory()
    guard memory >= 0 else { return nil }
    guard let stream = fdopen(memory, "w") else {
      Glibc.close(memory)
      return nil
    }
    self.memory = memory
    self.stream = stream
    self.terminal = terminal
    own = Self.reopened(terminal)
  }

  /// Closes the descriptors.
  func close() {
    fclose(stream)
    if own >= 0 { Glibc.close(own) }
  }

  private static func makeMemory() -> Int32 {
    let memory = memfd_create("frame", shim_close_on_exec)
    if memory >= 0 { return memory }
    // For systems without it, a file that has no name.
    guard let file = tmpfile() else { return -1 }
    defer { fclose(file) }
    return fcntl(fileno(file), F_DUPFD_CLOEXEC, 3)
  }

  private static func reopened(_ terminal: Int32) -> Int32 {
    let copy = open("/proc/self/fd/\(terminal)", O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
    guard copy >= 0 else { return -1 }
    var (old, new) = (stat(), stat())
    if fstat(terminal, &old) == 0, fstat(copy, &new) == 0, old.st_rdev == new.st_rdev, isatty(copy) == 1 { return copy }
    Glibc.close(copy)
    return -1
  }

  /// Runs something that makes ncurses write, and sends what it wrote, between `before` and what `draw` returns.
  ///
  /// Waits while the terminal takes nothing, until a signal comes; with a limit, at most that many milliseconds, whatever comes.
  func collect(before: [UInt8] = [], limit: Int? = nil, _ draw: () -> [UInt8]) -> Outcome {
    // What ncurses wrote by itself since the last time comes before it.
    let after = draw()
    let count = Int(lseek(memory, 0, SEEK_CUR))
    defer { lseek(memory, 0, SEEK_SET) }
    guard count >= 0 else { return .gone }
    let total = before.count + count + after.count
    guard total > 0 else { return .sent }
    if bytes.count < total { bytes = Array(repeating: 0, count: total * 2) }
    return bytes.withUnsafeMutableBytes { buffer in
      buffer.copyBytes(from: before)
      guard count == 0 || pread(memory, buffer.baseAddress?.advanced(by: before.count), count, 0) == count else { return .gone }
      UnsafeMutableRawBufferPointer(rebasing: buffer[(before.count + count)...]).copyBytes(from: after)
      return send(UnsafeRawBufferPointer(rebasing: buffer[..<total]), limit)
    }
  }

  /// Drops what ncurses has written since the last frame.
  func forget() { lseek(memory, 0, SEEK_SET) }

  private func send(_ frame: UnsafeRawBufferPointer, _ limit: Int?) -> Outcome {
    let end = limit.map { Monotonic.milliseconds() + $0 }
    var rest = frame[...]
    while let base = UnsafeRawBufferPointer(rebasing: rest).baseAddress, !rest.isEmpty {
      let written = writeWithoutWaiting(base, rest.count)
      if written > 0 {
        rest = rest.dropFirst(written)
        continue
      }
      guard written < 0, errno == EAGAIN || errno == EINTR else { return .gone }
      let left = end.map { $0 - Monotonic.milliseconds() }
      if let left, left <= 0 { return .interrupted }
      if let outcome = awaitRoom(left) { return outcome }
    }
    return .sent
  }

  /// Waits until the terminal may take more: nil then, otherwise what kept it from that.
  private func awaitRoom(_ milliseconds: Int?) -> Outcome? {
    withUnsafeTemporaryAllocation(of: pollfd.self, capacity: 2) { descriptors in
      descriptors[0] = pollfd(fd: terminal, events: Int16(POLLOUT), revents: 0)
      descriptors[1] = pollfd(fd: Signals.descriptor(), events: Int16(POLLIN), revents: 0)
      // With a limit the wait is over soon anyway: signals change nothing.
      _ = poll(descriptors.baseAddress, milliseconds == nil ? 2 : 1, milliseconds.map { Int32(clamping: $0) } ?? -1)
      if Int32(descriptors[0].revents) & (POLLERR | POLLHUP | POLLNVAL) != 0 { return .gone }
      guard milliseconds == nil else { return nil }
      if descriptors[1].revents != 0 { Signals.drainWakes() }
      return Signals.anyPending() ? .interrupted : nil
    }
  }

  /// Writes what the terminal takes at once, and returns how much; below zero with the reason in `errno`.
  private func writeWithoutWaiting(_ base: UnsafeRawPointer, _ count: Int) -> Int {
    if own >= 0 { return write(own, base, count) }
    let flags = fcntl(terminal, F_GETFL)
    // Others have the same terminal open, the shell among them: it is made blocking again right after.
    if flags >= 0, flags & O_NONBLOCK == 0 { _ = fcntl(terminal, F_SETFL, flags | O_NONBLOCK) }
    let written = write(terminal, base, count)
    let code = errno
    if flags >= 0, flags & O_NONBLOCK == 0 { _ = fcntl(terminal, F_SETFL, flags) }
    errno = code
    return written
  }
}

/// The clock that only goes forward, in milliseconds.
enum Monotonic {
  static func milliseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }
}
