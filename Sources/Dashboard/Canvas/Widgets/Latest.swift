/// A value that belongs to a key, such as a rectangle: the one for the last key is kept.
package final class Latest<Key: Equatable, Value> {
  private var kept: (key: Key, value: Value)?

  /// Nothing is kept yet.
  package init() {}

  /// The value kept for the key; a key other than the last one makes a new value, which takes its place.
  package func value(for key: Key, _ make: () -> Value) -> Value {
    if let kept, kept.key == key { return kept.value }
    let value = make()
    kept = (key, value)
    return value
  }
}
