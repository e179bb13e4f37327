import Analysis

/// The content of the panel that was drawn last, so that a key that moves the cursor works nothing out anew.
///
/// It is taken over where nothing but a cursor, an overlay or a notice has changed; drawing with it gives the frame that drawing
/// without gives, which a test holds every panel to.
package final class PanelMemory {
  private var analysis: Analysis?
  private var choices: AppState?
  private var content: (any PanelContent)?

  package init() {}

  func content<Content: PanelContent>(of scene: Scene) -> Content {
    let choices = scene.state.withoutCursors
    if analysis === scene.analysis, let content = content as? Content, self.choices == choices { return content }
    let made = Content(scene)
    (analysis, self.choices, content) = (scene.analysis, choices, made)
    return made
  }
}

extension AppState {
  /// The choices alone: what no content may depend on is left out.
  fileprivate var withoutCursors: AppState {
    var choices = self
    choices.cursors = [:]
    choices.parked = [:]
    choices.eps.cell = nil
    (choices.overlay, choices.overlayScroll, choices.notice) = (nil, 0, nil)
    return choices
  }
}

/// What a panel works out before it draws: all that does not depend on a cursor.
protocol PanelContent {
  /// The scene it is drawn for; nothing else in the content may know of its cursors.
  var scene: Scene { get set }
  init(_ scene: Scene)
}

extension PanelContent {
  /// The content for a scene, that of the frame before where nothing but a cursor has changed.
  static func of(_ scene: Scene) -> Self {
    guard var content: Self = scene.memory?.content(of: scene) else { return Self(scene) }
    content.scene = scene
    return content
  }
}
