import Analysis
package import Canvas
import Model

/// The content of the panel that was drawn last, so that a key that moves the cursor computes nothing again.
///
/// It is reused where nothing but a cursor, an overlay or a notice has changed; drawing with it gives the same frame as drawing
/// without it, which a test checks for every panel.
package final class PanelMemory {
  private var analysis: Analysis?
  private var choices: AppState?
  private var content: (any PanelContent)?
  /// The parts of the frame before in which no cursor was.
  private var stills: [Still] = []
  /// What the palette and the search find.
  private var indices: [PaletteIndex] = []
  /// The size of the frame that was drawn last: what is in sight for the next key.
  var size = Size(80, 24)
  /// What a pointer finds on that frame.
  var regions: [Region] = []
  /// Where a drag began.
  var drag: (region: Region, start: Double, hasMoved: Bool)?

  /// Empty: the first panel drawn fills it.
  package init() {}

  func content<Content: PanelContent>(of context: DrawContext) -> Content {
    renew(context)
    if let content = content as? Content { return content }
    let made = Content(context)
    content = made
    return made
  }

  /// Forgets everything where something other than a cursor, an overlay or a notice has changed.
  private func renew(_ context: DrawContext) {
    let choices = context.state.withoutCursors
    guard analysis !== context.analysis || self.choices != choices else { return }
    (analysis, self.choices, content, stills, indices) = (context.analysis, choices, nil, [], [])
  }

  /// Before a frame is drawn.
  func begin(_ context: DrawContext) {
    renew(context)
    if size != context.size { (size, stills) = (context.size, []) }
  }

  /// What the palette finds, as it was collected within the last minute, or collected now.
  func index(_ scope: Palette.Scope, _ context: CommandContext) -> PaletteIndex {
    renew(context.draw)
    indices.removeAll { $0.scope == scope && context.now - $0.now > 60 }
    if let index = indices.first(where: { $0.scope == scope }) { return index }
    let index = PaletteIndex(scope, context)
    indices.append(index)
    return index
  }

  /// A part as it was drawn.
  private struct Still {
    var part: Int
    var picture: Picture
  }

  /// The picture of a part in a rectangle; nil where it was not drawn yet.
  func picture(of part: Int, in rect: Rect) -> Picture? {
    stills.first { $0.picture.rect == rect && $0.part == part }?.picture
  }

  func keep(_ picture: Picture, of part: Int) { stills.append(Still(part: part, picture: picture)) }
}

extension DrawContext {
  /// What the palette finds here.
  func paletteIndex(_ scope: Palette.Scope, _ context: CommandContext) -> PaletteIndex {
    memory?.index(scope, context) ?? PaletteIndex(scope, context)
  }

  /// Draws a part of the screen in which no cursor is: as long as everything else is as it was, it is copied from the frame before.
  ///
  /// What draws it gets a context without cursors, overlay and notice, so that its picture cannot depend on them. `part` tells it from
  /// others that a panel may draw in the same rectangle.
  package func still(_ part: Int, in rect: Rect, on canvas: inout Canvas, _ draw: (DrawContext, inout Canvas) -> Void) {
    if let picture = memory?.picture(of: part, in: rect) { return canvas.paste(picture) }
    let context = DrawContext(analysis, state.withoutCursors, of: registry, size: size, memory: memory)
    let (anchor, regions) = (canvas.anchor, canvas.regions.count)
    canvas.anchor = nil
    canvas.clipped(to: rect) { draw(context, &$0) }
    canvas.anchor = anchor
    memory?.keep(canvas.picture(of: rect, regionsFrom: regions), of: part)
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

  /// Draws a part in which no cursor is, as `DrawContext.still` does, from the content without cursors.
  package func still(_ part: Int, in rect: Rect, on canvas: inout Canvas, _ draw: (Self, inout Canvas) -> Void) {
    context.still(part, in: rect, on: &canvas) { context, canvas in
      var content = self
      content.context = context
      draw(content, &canvas)
    }
  }
}
