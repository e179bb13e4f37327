package import Canvas
internal import Model

/// To be drawn.
package enum ESSPanel: Panel {
  package static let id = PanelID.ess

  package static func items(_ scene: Scene) -> [Item] { [] }

  package static func draw(_ scene: Scene, in rect: Rect, on canvas: inout Canvas) {
    canvas.box(rect, title: scene.words(id.title))
  }
}
