import CNcurses
import Glibc

/// The descriptor that ncurses writes to, and a way to send a frame in one piece.
///
/// ncurses writes to the terminal at every cursor movement: 80 writes for a page of 40 rows, each of which wakes the
/// terminal. So while it draws, its descriptor leads to a piece of memory, which then goes out in a single write.
final class FrameOutput {
  /// Where ncurses believes the terminal to be.
  let stream: UnsafeMutablePointer<FILE>
  private let descriptor: Int32
  private let terminal: Int32
  /// -1 where the system has no such thing; ncurses then writes for itself.
  private let memory: Int32
  private var bytes: [UInt8] = []

  /// Makes a descriptor of its own for a terminal; nil when the system refuses.
  init?(terminal: Int32) {
    let copy = fcntl(terminal, F_DUPFD_CLOEXEC, 3)
    guard copy >= 0 else { return nil }
    guard let stream = fdopen(copy, "w") else {
      Glibc.close(copy)
      return nil
    }
    self.terminal = terminal
    self.stream = stream
    descriptor = copy
    memory = memfd_create("frame", shim_close_on_exec)
  }

  /// Gives the descriptors back.
  func close() {
    fclose(stream)
    if memory >= 0 { Glibc.close(memory) }
  }

  /// Runs something that makes ncurses write, and sends what it wrote; false when the terminal takes no more.
  func collect(_ draw: () -> Void) -> Bool {
    guard memory >= 0, lseek(memory, 0, SEEK_SET) == 0, dup3(memory, descriptor, O_CLOEXEC) >= 0 else {
      draw()
      return true
    }
    draw()
    // Should this fail, ncurses would write into the memory for ever: nothing to be done but to say so.
    guard dup3(terminal, descriptor, O_CLOEXEC) >= 0 else { return false }
    let count = Int(lseek(memory, 0, SEEK_CUR))
    guard count > 0 else { return true }
    if bytes.count < count { bytes = Array(repeating: 0, count: count * 2) }
    return bytes.withUnsafeMutableBytes { buffer in
      guard let base = buffer.baseAddress, pread(memory, base, count, 0) == count else { return false }
      return send(UnsafeRawBufferPointer(start: base, count: count))
    }
  }

  /// Writes all, waiting where the terminal is slow.
  private func send(_ frame: UnsafeRawBufferPointer) -> Bool {
    var rest = frame[...]
    while let base = UnsafeRawBufferPointer(rebasing: rest).baseAddress, !rest.isEmpty {
      let written = write(terminal, base, rest.count)
      if written > 0 {
        rest = rest.dropFirst(written)
      } else if errno == EAGAIN {
        // Somebody made the terminal non-blocking; waiting for it beats asking again and again.
        var room = pollfd(fd: terminal, events: Int16(POLLOUT), revents: 0)
        if poll(&room, 1, -1) > 0, Int32(room.revents) & (POLLERR | POLLHUP | POLLNVAL) != 0 { return false }
      } else if errno != EINTR {
        return false
      }
    }
    return true
  }
}
