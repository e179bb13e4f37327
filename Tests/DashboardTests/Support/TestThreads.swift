import Finance
import Foundation

extension Workers {
  /// So many threads, all at once.
  static func threads(_ count: Int) -> Workers {
    Workers { most, work in
      let others = DispatchGroup()
      for _ in 1..<max(1, min(count, most)) {
        others.enter()
        Thread {
          work()
          others.leave()
        }.start()
      }
      work()
      others.wait()
    }
  }
}
