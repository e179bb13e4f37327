import Synchronization

/// A value that is worked out by the thread that first asks for it, and then kept.
package final class Lazily<Value: Sendable>: Sendable {
  private let kept = Mutex<Value?>(nil)

  /// Nothing is worked out yet.
  package init() {}

  /// The value; `make` must always give the same one, and must not ask this object for its value.
  package func value(_ make: () -> Value) -> Value {
    kept.withLock { kept in
      if let kept { return kept }
      let value = make()
      kept = value
      return value
    }
  }
}
