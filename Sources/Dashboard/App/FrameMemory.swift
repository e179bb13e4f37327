import Canvas
package import Finance
import Format
import Model

/// What the last frames were made of, so that a key costs what it changes: values that were worked out, and pieces of the picture.
///
/// All of it belongs to one snapshot, one size and one set of choices: panel, view, scenario, language, currency, live or replay. When
/// one of these changes it is dropped, so that it never takes more than a panel needs. Cursor and overlay are no part of it: what
/// depends on them says so by a number.
/// Drawing with it gives the same frame as drawing without, which a test holds every panel to.
package final class FrameMemory {
  /// What everything on the screen depends on beside the snapshot.
  private struct Choices: Equatable {
    var isLive: Bool
    var panel: PanelID
    var views: [PanelID: Int]
    var scenario: String
    var eps: EPSChoices
    var index: IndexChoices
    var value: ValueChoices
    var estimates: [SavedEstimate]
    var estimateProblems: [String]
    var claims: ClaimsChoices
    var claimProblems: [String]
    var language: Language
    var currency: Currency
  }

  private struct Name: Hashable {
    var panel: PanelID
    var name: String
    var number: Int
  }

  /// Values by name; a class, because making one may ask for another.
  private final class KeptValues {
    private var values: [Name: Any] = [:]

    func value<Value>(_ name: Name, _ make: () -> Value) -> Value {
      // Two steps: an absent value would do as a `Value` that is optional.
      if let any = values[name], let kept = any as? Value { return kept }
      let value = make()
      values[name] = value
      return value
    }

    func removeAll() { values.removeAll(keepingCapacity: true) }
  }

  private struct Picture {
    var x: Int
    var width: Int
    var height: Int
    var state: Int
    var cells: ContiguousArray<Cell>
  }

  private var snapshot: Snapshot?
  private var choices: Choices?
  private var size = Size(0, 0)
  private let values = KeptValues()
  /// What depends on the snapshot alone, and so outlasts every choice.
  private let facts = KeptValues()
  /// One value each for what it was made of, whatever else has changed.
  private var latest: [Name: (key: Any, value: Any)] = [:]
  private var pictures: [Name: Picture] = [:]

  /// Who works out what takes long.
  let workers: Workers

  package init(workers: Workers = .one) { self.workers = workers }

  private func clear() {
    values.removeAll()
    pictures.removeAll(keepingCapacity: true)
  }

  /// Forgets everything unless it was made for the same snapshot and choices.
  func check(_ snapshot: Snapshot, _ state: AppState) {
    var eps = state.eps
    // The cell of the heat map is a cursor too.
    eps.cell = nil
    let now = Choices(
      isLive: state.moment == .now, panel: state.panel, views: state.views, scenario: state.scenario, eps: eps,
      index: state.index, value: state.value,
      estimates: state.estimates, estimateProblems: state.estimateProblems, claims: state.claims,
      claimProblems: state.claimProblems,
      language: state.language, currency: state.currency)
    if self.snapshot === snapshot, choices == now { return }
    clear()
    if self.snapshot !== snapshot {
      facts.removeAll()
      latest.removeAll()
    }
    self.snapshot = snapshot
    choices = now
  }

  /// Forgets everything unless it was made for a screen of the same size.
  func check(_ size: Size) {
    if self.size == size { return }
    clear()
    self.size = size
  }

  /// A value, made at its first use.
  func value<Value>(_ panel: PanelID, _ name: String, _ number: Int, _ make: () -> Value) -> Value {
    values.value(Name(panel: panel, name: name, number: number), make)
  }

  /// A value that depends on the snapshot alone, made at its first use.
  func fact<Value>(_ panel: PanelID, _ name: String, _ number: Int, _ make: () -> Value) -> Value {
    facts.value(Name(panel: panel, name: name, number: number), make)
  }

  /// The value that was made last, if it was made for an equal key; otherwise a new one, which takes its place.
  func latest<Key: Equatable, Value>(_ panel: PanelID, _ name: String, for key: Key, _ make: () -> Value) -> Value {
    let name = Name(panel: panel, name: name, number: 0)
    if let kept = latest[name], let old = kept.key as? Key, old == key, let value = kept.value as? Value { return value }
    let value = make()
    latest[name] = (key, value)
    return value
  }

  /// Draws a piece from the kept picture of the same state, size and columns, in whatever row it stands now; or with a function.
  func piece(
    _ panel: PanelID, _ name: String, _ number: Int, in rect: Rect, state: Int, on canvas: inout Canvas,
    _ draw: (inout Canvas) -> Void
  ) {
    let visible = rect.intersection(canvas.clip)
    guard visible == rect else { return canvas.clipped(to: rect, draw) }
    let name = Name(panel: panel, name: name, number: number)
    if let kept = pictures[name], kept.state == state, kept.x == rect.x, kept.width == rect.width, kept.height == rect.height {
      canvas.paste(kept.cells, rect)
      return
    }
    canvas.clipped(to: rect, draw)
    pictures[name] = Picture(
      x: rect.x, width: rect.width, height: rect.height, state: state, cells: canvas.copy(rect))
  }
}

extension Scene {
  /// A value that depends on nothing but the snapshot, the choices beside the cursors, and `number`.
  func keep<Value>(_ name: String, _ panel: PanelID, _ number: Int = 0, _ make: () -> Value) -> Value {
    kept?.value(panel, name, number, make) ?? make()
  }

  /// A value that depends on nothing but the snapshot and `number`: on no choice, not even the language.
  func keepFact<Value>(_ name: String, _ panel: PanelID, _ number: Int = 0, _ make: () -> Value) -> Value {
    kept?.fact(panel, name, number, make) ?? make()
  }

  /// Who works out what takes long; without a running program the caller alone, with the same result.
  var workers: Workers { kept?.workers ?? .one }

  /// A value that depends on nothing but a key; the last one is kept.
  func keepLatest<Key: Equatable, Value>(_ name: String, _ panel: PanelID, for key: Key, _ make: () -> Value) -> Value {
    kept?.latest(panel, name, for: key, make) ?? make()
  }

  /// Draws a part of the panel, in its rectangle and nowhere else.
  ///
  /// `state` is all that its picture depends on beside the snapshot and the choices: the row under the cursor, how far it is
  /// scrolled.
  func part(
    _ name: String, in rect: Rect, _ state: Int = 0, on canvas: inout Canvas, _ draw: (inout Canvas) -> Void
  ) {
    guard let kept else { return canvas.clipped(to: rect, draw) }
    kept.piece(self.state.panel, name, -1, in: rect, state: state, on: &canvas, draw)
  }

  /// Draws one of many like pieces, such as a row of a list, in its rectangle and nowhere else.
  ///
  /// Each number has a picture of its own, whatever row it stands in, so that a list scrolls without being drawn anew. A row of a list is
  /// drawn without the mark of the cursor.
  func row(
    _ name: String, _ number: Int, in rect: Rect, _ state: Int = 0, on canvas: inout Canvas,
    _ draw: (inout Canvas) -> Void
  ) {
    guard let kept else { return canvas.clipped(to: rect, draw) }
    kept.piece(self.state.panel, name, number, in: rect, state: state, on: &canvas, draw)
  }
}

/// What a panel works out before it draws: all that does not depend on the cursor.
protocol PanelContent {
  static var panel: PanelID { get }
  /// The scene it is drawn for; nothing else in the content may know of its cursors.
  var scene: Scene { get set }
  init(_ scene: Scene)
}

extension PanelContent {
  /// The content for a scene, kept from the frame before where nothing but a cursor has changed.
  static func of(_ scene: Scene) -> Self {
    var content = scene.keep("content", panel) { Self(scene) }
    content.scene = scene
    return content
  }
}
