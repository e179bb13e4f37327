import Analysis
import Canvas

/// The content of the panel that was drawn last, so that a key that moves the cursor computes nothing again.
///
/// It is reused where nothing but a cursor, an overlay or a notice has changed; drawing with it gives the same frame as drawing
/// without it, which a test checks for every panel.
package final class PanelMemory {
  private var analysis: Analysis?
  private var choices: AppState?
  private var content: (any PanelContent)?
  /// The size of the frame that was drawn last: what is in sight for the next key.
  var size = Size(80, 24)
  /// What a pointer finds on that frame.
  var regions: [Region] = []
  /// Where a drag began.
  var drag: (region: Region, start: Double, hasMoved: Bool)?

  /// Empty: the first panel drawn fills it.
  package init() {}

  func content<Content: PanelContent>(of context: DrawContext) -> Content {
    let choices = context.state.withoutCursors
    if analysis === context.analysis, let content = content as? Content, self.choices == choices { return content }
    let made = Content(context)
    (analysis, self.choices, content) = (context.analysis, choices, made)
    return made
  }
}

extension AppState {
  /// The choices alone: what no content may depend on is left out.
  fileprivate var withoutCursors: AppState {
    var choices = self
    choices.cursors = [:]
    choices.parked = [:]
    choices.panels.forgetCursors()
    choices.anchor = nil
    (choices.overlay, choices.overlayScroll, choices.notice) = (nil, 0, nil)
    choices.recent = []
    return choices
  }
}

/// What a panel works out before it draws: all that does not depend on a cursor.
package protocol PanelContent {
  /// The context it is drawn in; nothing else in the content may know of its cursors.
  var context: DrawContext { get set }
  /// Works it out; a lazy part may wait until it is asked for.
  init(_ context: DrawContext)
}

extension PanelContent {
  /// The content for a context, that of the frame before where nothing but a cursor has changed.
  package static func of(_ context: DrawContext) -> Self {
    guard var content: Self = context.memory?.content(of: context) else { return Self(context) }
    content.context = context
    return content
  }
}
