/// Who does the work of a simulation.
///
/// A calculation asks the system for nothing, not even for threads: the program that has them hands them over.
package struct Workers: Sendable {
  /// Calls a function as often as it has workers, at most a given number of times, and returns when all calls have.
  package let run: @Sendable (_ most: Int, _ work: @escaping @Sendable () -> Void) -> Void

  /// From a function that calls `work` at least once and at most so many times, and waits for all calls.
  package init(_ run: @escaping @Sendable (_ most: Int, _ work: @escaping @Sendable () -> Void) -> Void) { self.run = run }

  /// The caller alone.
  package static let one = Workers { _, work in work() }
}
