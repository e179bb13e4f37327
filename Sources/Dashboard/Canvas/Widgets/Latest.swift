/// A value that belongs to one key, such as a rectangle: the one of the last key is kept.
package final class Latest<Key: Equatable, Value> {
  private var kept: (key: Key, value: Value)?

  package init() {}

  package func value(for key: Key, _ make: () -> Value) -> Value {
    if let kept, kept.key == key { return kept.value }
    let value = make()
    kept = (key, value)
    return value
  }
}
