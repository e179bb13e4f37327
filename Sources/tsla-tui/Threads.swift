import Finance
import Glibc

extension Workers {
  /// Threads of the system; by default one for each processor.
  static func threads(_ count: Int? = nil) -> Workers {
    Workers { most, work in onThreads(min(count ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))), most), work) }
  }
}

/// Does the same on this thread and on some more, and waits for all.
///
/// It does without a thread that the system refuses.
private func onThreads(_ count: Int, _ work: @escaping @Sendable () -> Void) {
  final class Box: Sendable {
    let work: @Sendable () -> Void
    init(_ work: @escaping @Sendable () -> Void) { self.work = work }
  }
  let box = Box(work)
  var threads: [pthread_t] = []
  for _ in 1..<max(1, count) {
    var thread = pthread_t()
    let argument = Unmanaged.passRetained(box)
    let status = pthread_create(
      &thread, nil,
      { argument in
        if let argument { Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().work() }
        return nil
      }, argument.toOpaque())
    if status == 0 { threads.append(thread) } else { argument.release() }
  }
  work()
  for thread in threads { pthread_join(thread, nil) }
}
