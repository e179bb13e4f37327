import CNcurses
import Canvas
import Glibc

extension Screen {
  /// Waits for the next input: at most this many milliseconds, or forever where that is nil.
  ///
  /// Stops by Ctrl-Z or SIGTSTP happen in here, and are followed by `.resumed`. Signals come before keys, so that the process can
  /// be ended while somebody leans on a key.
  package func next(within milliseconds: Int? = nil) -> Input {
    let end = milliseconds.map { Monotonic.milliseconds() + max(0, $0) }
    var emptyReads = 0
    while true {
      if let input = pendingSignal() { return input }
      if let input = takeInput() { return input }
      if isGone { return .closed }
      // What is pending, such as an escape alone, is decided when nothing has followed for a while.
      let settling = decoder.patience.map { lastByte + $0 }
      let first = [end, settling].compactMap { $0 }.min()
      let event = wait(first.map { max(0, $0 - Monotonic.milliseconds()) })
      if event.isTimeout {
        if let settling, settling == first {
          decoder.settle(into: &inputs)
          lastByte = Monotonic.milliseconds()
          continue
        }
        return .timeout
      }
      if event.isWoken { Signals.drainWakes() }
      guard event.isReadable || event.isBroken else { continue }
      if event.isReadable, readInput() {
        emptyReads = 0
        continue
      }
      // A terminal that has hung up stays readable and has nothing: once may be chance (another reader), twice is not.
      emptyReads += 1
      if event.isBroken || emptyReads >= 2 { isGone = true }
    }
  }

  /// Whether more input is waiting, so that painting can wait until a burst of keys is over.
  package var hasPending: Bool {
    if nextInput < inputs.count || Signals.anyPending() { return true }
    if isGone { return false }
    return wait(0).isReadable
  }

  /// Whether a signal has asked the process to end: whatever is waiting should stop waiting.
  package var isToEnd: Bool { Signals.ending() != nil }

  /// Stops the program as Ctrl-Z does and returns when it is continued; `next` does this by itself for SIGTSTP.
  package func suspend() {
    leave()
    Signals.stopGroup(by: SIGTSTP)
    _ = Signals.takeStopped()
    reclaim()
  }

  /// Takes the terminal back when it is ours: a program that was continued in the background stops once more.
  private func reclaim() {
    // The limit is for a process group that no shell looks after, which cannot be stopped.
    for _ in 0..<100 {
      _ = Signals.takeContinued()
      if Signals.ending() != nil { return }
      if awaitForeground() { break }
      Signals.stopGroup(by: SIGTTOU)
    }
    _ = Signals.takeResized()
    enter()
  }

  /// Some shells continue a job before they give it the terminal: waits up to 50 ms for that.
  private func awaitForeground() -> Bool {
    for _ in 0..<10 {
      if Signals.inForeground() { return true }
      _ = poll(nil, 0, 5)
    }
    return Signals.inForeground()
  }

  /// Acts on signals that have come, and returns the input that they amount to.
  private func pendingSignal() -> Input? {
    guard Signals.anyPending() else { return nil }
    if let signal = Signals.ending() { return .terminate(signal) }
    if Signals.takeStopped() {
      suspend()
    } else if Signals.takeContinued() {
      // Somebody stopped us without asking (SIGSTOP); a shell may have used the terminal since.
      leave()
      reclaim()
    } else if Signals.takeResized() {
      measure()
      // Also when the size is what it was: a window that shrank and grew in between has lost what it showed.
      forgetPicture()
      return .resized(size)
    }
    if let signal = Signals.ending() { return .terminate(signal) }
    return .resumed
  }

  private func takeInput() -> Input? {
    guard nextInput < inputs.count else { return nil }
    let input = inputs[nextInput]
    nextInput += 1
    if nextInput == inputs.count {
      inputs.removeAll(keepingCapacity: true)
      nextInput = 0
    }
    return input
  }

  /// Takes answers that are on their way when the terminal is handed back: a shell would have them for its next command.
  ///
  /// Waits a tenth of a second for them, and not at all where nothing was asked within the last one.
  func awaitAnswers() {
    let end = min(lastAnswer, Monotonic.milliseconds() + 100)
    while !isGone, !decoder.awaited.isEmpty {
      let left = end - Monotonic.milliseconds()
      guard left > 0, wait(left).isReadable, readInput() else { break }
    }
    decoder.awaited = []
  }

  /// What ended a wait.
  private struct WaitEvent {
    var isReadable = false
    var isBroken = false
    var isWoken = false
    var isTimeout = false
  }

  /// Waits for keys or a signal, at most so many milliseconds; nil waits forever.
  private func wait(_ milliseconds: Int?) -> WaitEvent {
    var event = WaitEvent()
    withUnsafeTemporaryAllocation(of: pollfd.self, capacity: 2) { descriptors in
      descriptors[0] = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
      descriptors[1] = pollfd(fd: Signals.descriptor(), events: Int16(POLLIN), revents: 0)
      let count = poll(descriptors.baseAddress, 2, milliseconds.map { Int32(clamping: $0) } ?? -1)
      event.isTimeout = count == 0
      // Interrupted by a signal: the caller looks at the flags and at the clock.
      guard count > 0 else {
        event.isWoken = count < 0
        return
      }
      let events = Int32(descriptors[0].revents)
      event.isReadable = events & POLLIN != 0
      event.isBroken = events & (POLLHUP | POLLERR | POLLNVAL) != 0
      event.isWoken = descriptors[1].revents != 0
    }
    return event
  }

  /// Reads what is there; false where there is nothing.
  private func readInput() -> Bool {
    // Bounded, so that a terminal that never stops talking cannot keep signals waiting.
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4096) { buffer in
      let count = read(input, buffer.baseAddress, buffer.count)
      guard count > 0 else { return count < 0 && (errno == EINTR || errno == EAGAIN) }
      lastByte = Monotonic.milliseconds()
      if lastByte > lastAnswer { decoder.awaited = [] }
      for byte in buffer[..<count] { decoder.take(byte, into: &inputs) }
      return true
    }
  }
}
