/// Who does the work of a simulation.
///
/// A calculation asks the system for nothing, threads among it: the program that has them gives them.
package struct Workers: Sendable {
  /// Calls a function as often as it has workers, at most a given number of times, and returns when all calls have.
  package let run: @Sendable (_ most: Int, _ work: @escaping @Sendable () -> Void) -> Void

  package init(_ run: @escaping @Sendable (_ most: Int, _ work: @escaping @Sendable () -> Void) -> Void) { self.run = run }

  /// The caller alone.
  package static let one = Workers { _, work in work() }
}
