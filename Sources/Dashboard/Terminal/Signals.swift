import CNcurses
import Glibc

/// The signals of the process, as flags that the input loop reads.
///
/// The state lives in C with internal linkage, so that handlers may touch it: this file alone may call the `shim_`
/// functions of the signal part of shim.h, and nothing in it may be inlined into another module.
enum Signals {
  /// Remembers actions and terminal modes, before ncurses changes them.
  ///
  /// False when the system refuses a pipe.
  @inline(never) static func prepare(tty: Int32) -> Bool { shim_signals_prepare(tty) }

  /// Installs the handlers; after ncurses has installed its own.
  @inline(never) static func install() { shim_signals_install() }

  /// Restores the earlier actions.
  @inline(never) static func remove() { shim_signals_remove() }

  /// Leaves the keys that send signals to another program on the terminal, until `install` is called.
  @inline(never) static func yield() { shim_signals_yield() }

  /// Sets what a crash writes to the terminal.
  @inline(never) static func setReset(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return }
      shim_set_reset(base.assumingMemoryBound(to: CChar.self), buffer.count)
    }
  }

  /// Says whether a crash has something to restore.
  @inline(never) static func setOnScreen(_ on: Bool) { shim_set_on_screen(on) }

  /// Becomes readable when a signal has arrived.
  @inline(never) static func descriptor() -> Int32 { shim_wake_descriptor() }

  @inline(never) static func drainWakes() { shim_drain_wakes() }

  /// The signal that has asked the process to end, if one has.
  ///
  /// It stays until the process has ended.
  @inline(never) static func ending() -> Int32? {
    let signal = shim_ending_signal()
    return signal == 0 ? nil : signal
  }

  @inline(never) static func takeResized() -> Bool { shim_take_resized() }
  @inline(never) static func takeStopped() -> Bool { shim_take_stopped() }
  @inline(never) static func takeContinued() -> Bool { shim_take_continued() }
  @inline(never) static func anyPending() -> Bool { shim_any_flag() }

  /// The terminal's modes when the program started; nil where nobody knows them.
  @inline(never) static func shellModes() -> termios? {
    var modes = termios()
    return shim_shell_modes(&modes) ? modes : nil
  }

  @inline(never) static func inForeground() -> Bool { shim_in_foreground() }

  /// Stops the process group; returns when it is continued.
  @inline(never) static func stopGroup(by signal: Int32) { shim_stop_group(signal) }

  /// Runs something that sets terminal modes, without being stopped for it in the background.
  @inline(never) static func ignoringBackgroundStop(_ body: () -> Void) {
    var old = sigaction()
    shim_ignore_background_output(&old)
    body()
    shim_restore_background_output(&old)
  }

  /// Ends the process by the default action of a signal.
  @inline(never) static func die(by signal: Int32) -> Never {
    shim_die(signal)
    _exit(128 + signal)
  }
}
