package import Canvas
import Format
import Model

/// The smallest screen that the panels are laid out for.
package let minimumSize = Size(60, 16)

/// The whole screen as a function of what is known, what the user chose, and the size.
///
/// The content of the frame before saves time and changes nothing.
package func frame(_ context: DrawContext) -> Canvas {
  let (state, size) = (context.state, context.size)
  var canvas = Canvas(size)
  canvas.anchor = state.anchor
  guard size.width >= minimumSize.width, size.height >= minimumSize.height else {
    drawTooSmall(context, on: &canvas)
    return canvas
  }
  let (header, below) = canvas.bounds.top(1)
  let (tabs, rest) = below.top(1)
  let (body, footer) = rest.top(rest.height - 1)
  context.still(0, in: header, on: &canvas) { Header.draw($0, in: header, on: &$1) }
  context.still(0, in: tabs, on: &canvas) { Header.drawTabs($0, in: tabs, on: &$1) }
  canvas.clipped(to: body) { context.panel.draw(context, in: body, on: &$0) }
  // Without an overlay or something to say the keys are those of the view.
  if state.overlay == nil, state.notice == nil {
    context.still(0, in: footer, on: &canvas) { Footer.draw($0, in: footer, on: &$1) }
  } else {
    canvas.clipped(to: footer) { Footer.draw(context, in: footer, on: &$0) }
  }
  if let overlay = state.overlay { OverlayBox.draw(overlay, context, in: body, on: &canvas) }
  return canvas
}

private func drawTooSmall(_ context: DrawContext, on canvas: inout Canvas) {
  let size = canvas.size
  let quit = context.key(.quit)
  let text = context.words(
    "The window is \(size.width)x\(size.height); tsla-tui needs \(minimumSize.width)x\(minimumSize.height). Enlarge it, or press \(quit) to quit.",
    "창이 \(size.width)x\(size.height)입니다. \(minimumSize.width)x\(minimumSize.height) 이상이 필요합니다. 창을 키우거나 \(quit) 키로 종료하세요.")
  for (y, line) in TextWidth.wrap(text, size.width).prefix(size.height).enumerated() { canvas.text(line, 0, y) }
}
