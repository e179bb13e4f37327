import Synchronization

/// A value that is worked out when it is first asked for, and then kept; by whichever thread comes first.
package final class Lazily<Value: Sendable>: Sendable {
  private let kept = Mutex<Value?>(nil)

  package init() {}

  /// The value; `make` must give the same whenever it is called, and ask for no value of the same object.
  package func value(_ make: () -> Value) -> Value {
    kept.withLock { kept in
      if let kept { return kept }
      let value = make()
      kept = value
      return value
    }
  }
}
