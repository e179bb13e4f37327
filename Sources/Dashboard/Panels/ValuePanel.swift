package import Canvas
internal import Model

/// What the company is worth: scenarios, what each implies and requires, and how likely it is.
package enum ValuePanel: Panel {
  package static let id = PanelID.value

  package static func count(_ scene: Scene) -> Int { scene.scenarios.count }

  package static func items(_ scene: Scene) -> [Item] { scene.scenarios.map { Item($0.name) } }

  package static func draw(_ scene: Scene, in rect: Rect, on canvas: inout Canvas) {
    _ = canvas.box(rect, title: scene.words(id.title))
  }
}
