import Canvas
import Glibc
import Model

/// What the environment tells the process.
enum Locale {
  /// The value that the locale variables give, in the order in which they count.
  private static var name: String {
    for variable in ["LC_ALL", "LC_MESSAGES", "LANG"] {
      if let value = environment(variable), !value.isEmpty { return value }
    }
    return ""
  }

  /// Whether the environment names a locale.
  static var isNamed: Bool { !name.isEmpty }

  /// The language of the environment: Korean where the locale says so, otherwise English.
  static var language: Language { name.lowercased().hasPrefix("ko") ? .ko : .en }
}

/// A variable of the environment.
func environment(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }
}

/// The time of the clock.
func clockNow() -> Instant {
  var time = timespec()
  clock_gettime(CLOCK_REALTIME, &time)
  return Instant(seconds: Int64(time.tv_sec))
}

/// The size of a frame that goes to no terminal: `COLUMNS` by `LINES`, each where it is a number that `--size` takes; otherwise 120x40.
var sizeOfSurroundings: Size {
  func length(_ variable: String, _ otherwise: Int) -> Int {
    guard let text = environment(variable), text.utf8.allSatisfy({ (48...57).contains($0) }), let length = Int(text),
      (1...1000).contains(length)
    else { return otherwise }
    return length
  }
  return Size(length("COLUMNS", 120), length("LINES", 40))
}

/// Whether color is unwanted: `NO_COLOR` with any value that is not empty.
var noColor: Bool { environment("NO_COLOR")?.isEmpty == false }
