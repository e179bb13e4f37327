import Canvas
import Dashboard
import Facts
import Model

/// The bundled book, read once for all tests.
enum Bundled {
  static let reading = FactsReader.bundled()
  static let book = reading.book
  static let timeline = Timeline(book)
  /// A clock for tests: the day on which the bundled facts were compiled.
  static let now = Instant(Day(civil: 2026, 11, 22), 12, 0)

  /// With few paths: a frame of the range must not take long when thousands are drawn.
  static func state(_ language: Language) -> AppState {
    var state = AppState(language: language)
    state.value.paths = 2000
    return state
  }

  static func state(_ panel: PanelID, _ language: Language, at moment: String? = nil) throws -> AppState {
    var state = self.state(language)
    state.panel = panel
    if let moment { state.moment = .at(try Instant(parsing: moment)) }
    return state
  }

  static func snapshot(_ moment: String) throws -> Snapshot {
    Snapshot(of: book, asOf: try Instant(parsing: moment))
  }
}
