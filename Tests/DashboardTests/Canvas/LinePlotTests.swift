import Canvas
import Testing

/// Lines over their axes.
@Suite struct LinePlotTests {
  private func plot(hasAxes: Bool) -> LinePlot {
    var steps = LinePlot.Curve([(x: 0, y: 0), (x: 4, y: 4), (x: 9, y: 4)], .claim)
    steps.isStepped = true
    steps.label = "up 4"
    var line = LinePlot.Curve(values: [4, 3, nil, 1, 1, nil, 0, 0, 0, 0], .muted)
    line.label = hasAxes ? "" : "down"
    line.tip = hasAxes ? Span("●", .heading) : nil
    if hasAxes { steps.label = "" }
    let values = LinePlot.Values(0, 4, hasAxes ? .every(rows: 3) : .at([0, 4]), columns: 2) { "\(Int(rounding: $0))" }
    var positions = LinePlot.Positions(0, 9)
    positions.ends = hasAxes ? ("", "") : ("Jan", "Oct")
    positions.labels = [(0, "left"), (2, "Mar"), (3, "Apr"), (6, "Jul")]
    if hasAxes { positions.marks = [(9, Span("1", .accent))] }
    var plot = LinePlot([steps, line], values, positions)
    plot.rules = [LinePlot.Rule(4...5, .new, label: Span(hasAxes ? "" : "▲", .new))]
    plot.axes = hasAxes ? .ticked : .lines
    return plot
  }

  @Test func linesHaveTheirNamesAtTheirEnds() {
    expectDrawn(
      DrawnCells(34, 5) { rect, canvas in plot(hasAxes: false).draw(in: rect, on: &canvas) },
      """
      x4x⠑⠤⡀────────⡏⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉xup 4
      xmxmmmggggggggcccccccccccccccxcc·c
      xxxxx⠈xxxxxxxx⡇x┊xxxxxxxxxxxxxxxxx
      xxxxxmxxxxxxxxcxexxxxxxxxxxxxxxxxx
      xxxxxxxxxxx⢀⣀⣀⡀x┊xxxxxxxxxxxxxxxxx
      xxxxxxxxxxxmmmmxexxxxxxxxxxxxxxxxx
      x0x⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⡇─┊───⣀⣀⣀⣀⣀⣀⣀⣀⣀xdown
      xmxccccccccccccgegggmmmmmmmmmxmmmm
      xxxJanxxMarxxxxx▲xxxJulxxxOctxxxxx
      xxxmmmxxmmmxxxxxexxxmmmxxxmmmxxxxx
      """)
    expectInside { rect, canvas in plot(hasAxes: false).draw(in: rect, on: &canvas) }
  }

  @Test func axesHaveTicks() {
    expectDrawn(
      DrawnCells(24, 8) { rect, canvas in plot(hasAxes: true).draw(in: rect, on: &canvas) },
      """
      x4x┤⠱⡀xxxxxx⡏⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉x
      xmxgmmxxxxxxcccccccccccx
      xxx│x⠘⠄xxxxx⡇┊xxxxxxxxxx
      xxxgxmmxxxxxcexxxxxxxxxx
      x2x┤xxxxxxxx⡇┊xxxxxxxxxx
      xmxgxxxxxxxxcexxxxxxxxxx
      xxx│xxxxxxxx⡇┊xxxxxxxxxx
      xxxgxxxxxxxxcexxxxxxxxxx
      xxx│xxxxxx⠒⠒⠂┊xxxxxxxxxx
      xxxgxxxxxxmmmexxxxxxxxxx
      x0x┤⣀⣀⣀⣀⣀⣀⣀⣀⡇┊xx⣀⣀⣀⣀⣀⣀●x
      xmxgcccccccccexxmmmmmmhx
      xxx╰┬─────┬─────┬─────1x
      xxxgggggggggggggggggggax
      xxxxleftxxAprxxxJulxxxxx
      xxxxmmmmxxmmmxxxmmmxxxxx
      """)
    expectInside { rect, canvas in plot(hasAxes: true).draw(in: rect, on: &canvas) }
  }

  /// Where there is no room for the names beside the lines, the lines have it.
  @Test func namesGiveWayToTheLines() {
    let drawn = DrawnCells(13, 4) { rect, canvas in plot(hasAxes: false).draw(in: rect, on: &canvas) }
    #expect(!drawn.texts.joined().contains("up") && drawn.texts[3] == "xxxJanx▲xxOct", "\(drawn)")
  }
}
