package import Canvas
package import Model

/// Earnings per share: its history, the statement behind a quarter, the numbers of a car, and what was claimed about them.
package enum EPSPanel: Panel {
  package static let id = PanelID.eps

  /// All parts are visible from 100 columns on; the view then chooses through which of them up and down lead.
  package static let views = [
    Phrase("history", "추이"), Phrase("statement", "손익계산서"), Phrase("unit economics", "대당 손익"),
  ]

  package static func count(_ scene: Scene) -> Int { EPSContent.of(scene).count }

  package static func items(_ scene: Scene) -> [Item] { EPSContent.of(scene).items() }

  package static func move(_ step: Step, from cursor: Int, _ scene: Scene) -> Int { EPSContent.of(scene).moved(step) }

  package static func draw(_ scene: Scene, in rect: Rect, on canvas: inout Canvas) {
    let content = EPSContent.of(scene)
    guard let quarter = content.quarter else {
      drawNothing(scene, in: rect, on: &canvas)
      return
    }
    switch rect.width {
    case 160...:
      let (left, right) = rect.left(rect.width * 11 / 20)
      let (history, units) = left.top(max(left.height - 17, left.height * 3 / 5))
      let (statement, claims) = right.top(max(right.height - claimsHeight(content), right.height / 2))
      EPSHistory.draw(content, quarter, in: history, on: &canvas)
      EPSUnits.draw(content, quarter, in: units, on: &canvas)
      EPSStatement.draw(content, quarter, in: statement, on: &canvas)
      EPSClaims.draw(content, in: claims, on: &canvas)
    case 100...:
      let (left, right) = rect.left(max(rect.width - 56, rect.width / 2))
      let claims = min(content.claims.isEmpty ? 0 : content.claims.count + 2, right.height / 5)
      let (above, below) = right.top(right.height - claims)
      let (history, units) = above.top(above.height - (rect.height >= 34 ? 12 : 7))
      EPSStatement.draw(content, quarter, in: left, on: &canvas)
      EPSHistory.draw(content, quarter, in: history, on: &canvas)
      EPSUnits.draw(content, quarter, in: units, on: &canvas)
      EPSClaims.draw(content, in: below, on: &canvas)
    default: drawSmall(content, quarter, in: rect, on: &canvas)
    }
  }

  /// One part at a time: the one that holds the cursor.
  private static func drawSmall(_ content: EPSContent, _ quarter: Period, in rect: Rect, on canvas: inout Canvas) {
    switch content.part {
    case .history: EPSHistory.draw(content, quarter, in: rect, on: &canvas)
    case .statement: EPSStatement.draw(content, quarter, in: rect, on: &canvas)
    case .units:
      let (units, claims) = rect.top(max(rect.height - claimsHeight(content), min(rect.height, 9)))
      EPSUnits.draw(content, quarter, in: units, on: &canvas)
      EPSClaims.draw(content, in: claims, on: &canvas)
    }
  }

  /// Two lines a claim and the frame; without claims the box is left out.
  private static func claimsHeight(_ content: EPSContent) -> Int {
    content.claims.isEmpty ? 0 : content.claims.count * 2 + 2
  }

  private static func drawNothing(_ scene: Scene, in rect: Rect, on canvas: inout Canvas) {
    let inside = canvas.box(rect, title: scene.words(id.title))
    let text = scene.words(
      "No quarterly result is in the record at this moment. ] goes on to the next moment, L back to now.",
      "이 시점에는 기록된 분기 실적이 없습니다. ] 다음 시점으로, L 현재로 이동합니다.")
    for (y, line) in TextWidth.wrap(text, inside.width - 2).prefix(inside.height).enumerated() {
      canvas.text(line, inside.x + 1, inside.y + y, .muted, max: inside.width - 2)
    }
  }
}
