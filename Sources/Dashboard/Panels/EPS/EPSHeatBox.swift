import App
import Canvas
import Finance
import Format
import Model

/// Earnings per share over two drivers: a number and a color per cell, a line where the wanted earnings are, a scale, and the cell
/// under the cursor in words.
struct EPSHeatBox {
  private let content: EPSContent
  private let axes: EPSAxes
  private let context: DrawContext

  private init?(_ content: EPSContent) {
    guard let axes = EPSAxes(content) else { return nil }
    (self.content, self.axes, context) = (content, axes, content.context)
  }

  static func draw(_ content: EPSContent, in rect: Rect, on canvas: inout Canvas) {
    let title = "EPS non-GAAP \(content.target.label)"
    let inside = content.box(.heatMap, rect, title: title, note: content.context.format.name(.usdPerShare), on: &canvas)
    guard let box = EPSHeatBox(content) else { return content.drawFault(in: inside, on: &canvas) }
    let (body, foot) = inside.top(inside.height - (inside.height >= 12 ? 4 : inside.height >= 8 ? 3 : 1))
    guard let colours = box.map.draw(in: body, on: &canvas) else { return }
    let (bar, rest) = foot.top(foot.height >= 3 ? 1 : 0)
    colours.draw(in: bar, on: &canvas, text: content.context.format.eps)
    canvas.lines((rest.height >= 3 ? [box.legend(rest.width)] : []) + box.reading, in: rest)
  }

  private var map: HeatMap {
    let (format, estimate) = (context.format, axes.estimate)
    let others = [axes.actual, axes.preset].compactMap { $0 }
    // Where not all of them fit, the estimate and the report matter most, and of the two the estimate.
    func side(_ axis: EPSAxis, _ step: (HeatMap.Cell) -> Int) -> HeatAxis {
      let own = step(estimate)
      return HeatAxis(
        axis.cells, interest: [[own, axis.cell(axis.step.base)] + others.map(step), [own, axes.actual.map(step) ?? own], [own]]
      ) { axis.label($0, format) }
    }
    let marks: [(HeatMap.Cell?, Unicode.Scalar)] = [(axes.actual, "●"), (estimate, "◆"), (axes.preset, "◇")]
    var map = HeatMap(
      head, x: side(axes.x, \.x), y: side(axes.y, \.y), cursor: axes.cursor, isActive: content.view == .heatMap,
      level: content.wanted?.eps ?? 0, marks: marks.compactMap { mark in mark.0.map { (cell: $0, glyph: mark.1) } },
      text: format.eps, values: axes.eps)
    map.hit = { .cell(view: EPSView.heatMap.rawValue, x: $0.x, y: $0.y) }
    return map
  }

  private var head: String {
    let (x, y) = (axes.x.step.driver, axes.y.step.driver)
    let bases = [y, x].compactMap { content.estimate?.quarter(of: $0).label }
    let from = bases.first == bases.last ? bases.first ?? "" : bases.joined(separator: ", ")
    let drivers = "↓ \(context.words(y.label))  → \(context.words(x.label)) · "
    let unit = x.unitText(context.format)
    return drivers + context.words("vs. \(from), \(unit)", "\(from) 대비, \(unit)")
  }

  private func legend(_ width: Int) -> Line {
    let wanted = content.wanted.map { "\(context.format.eps($0.eps)) \(context.words($0.why))" }
    return .legend(
      [
        ("◆", .estimate, context.words("estimate", "추정")), ("◇", .claim, axes.preset.map { _ in context.words("claimed", "주장") }),
        ("●", .reported, axes.actual.map { _ in context.words("as reported", "두 항목 발표값") }), ("│_", .accent, wanted),
      ], emphasis: .bold, gap: 2, in: width)
  }

  /// What the cell under the cursor says.
  private var reading: [Line] {
    guard let eps = axes.eps else { return [] }
    let format = context.format
    var words = ["→ EPS \(format.eps(eps))"]
    func compare(_ value: Double, _ name: Phrase) {
      let difference = format.signedEPS(eps - value)
      words.append(context.words("\(difference) vs. \(name.en)", "\(name.ko) 대비 \(difference)"))
    }
    if let estimate = content.estimate, axes.cursor != axes.estimate {
      compare(estimate.statement.epsNonGAAP, Phrase("the estimate", "추정"))
    }
    if let reported = content.reported?.value {
      compare(reported, Phrase("reported ", "발표 ") + format.eps(reported))
    } else if let wanted = content.wanted {
      compare(wanted.eps, Phrase("\(format.eps(wanted.eps)) (") + wanted.why + ")")
    }
    return [Line(context.words(axes.words(format)), .heading), Line(words.joined(separator: " · "))]
  }

  static func items(_ content: EPSContent) -> [Item] {
    guard let box = EPSHeatBox(content) else { return [] }
    let rule = Phrase("the estimate with both drivers of this cell", "이 칸의 두 항목 값을 적용한 추정")
    let inputs = content.estimate.map { [$0.figure(of: .epsNonGAAP)] } ?? []
    let take = content.context.key("eps.cell.take")
    let reading = box.axes.eps.map {
      Reading.known(Figure($0, .usdPerShare, content.target, .nonGAAP, .derived(rule: rule, inputs: inputs)))
    }
    return [
      Item(
        Phrase("Cell: ", "칸: ") + box.axes.words(content.context.format), reading ?? .absent(.notApplicable),
        text: [Phrase("\(take) takes the values of this cell into the estimate", "\(take) 키로 이 칸의 값을 추정에 적용")])
    ]
  }
}
